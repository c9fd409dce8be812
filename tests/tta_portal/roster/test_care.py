"""Data about a Tribe are the Tribe's."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests import factories
from tests.tta_portal.roster.samples import ROSTER
from tests.untranslated import alike, shared, typed_words, words_of
from tta_portal.directory import actions as directory
from tta_portal.directory.models import Descriptor, Jurisdiction, Organization
from tta_portal.errors import Refused
from tta_portal.roster import actions
from tta_portal.roster.models import CareDecision


@pytest.fixture
def tribe(network):
    place = factories.make_jurisdiction(name="Navajo Nation", state="AZ", jurisdiction_type="tribal",
                                        rural_urban="not_classified", vulnerability="not_classified")  # fmt: skip
    directory.describe(place, Descriptor.Kind.POPULATION, "165158", as_of=timezone.localdate(), source="Census 2020")
    return factories.make_organization("Navajo Department of Health", jurisdiction=place)


@pytest.fixture
def theirs(tribe):
    return factories.make_member("requester", organization=tribe, name="Ana Begay")


def page_of(tribe):
    return f"/north/organizations/{tribe.pk}/data/"


def counted():
    return sorted(Organization.objects.counted_in_equity().values_list("name", flat=True))


def test_a_tribe_is_counted_only_once_it_says_yes(tribe, theirs):
    factories.make_organization("Delta County")
    factories.make_organization("Institute", kinds=("provider",))
    assert counted() == ["Delta County", "Institute"]

    actions.decide_counting(tribe, by=theirs, counts=True)
    assert counted() == ["Delta County", "Institute", "Navajo Department of Health"]

    actions.decide_counting(tribe, by=theirs, counts=False)
    assert counted() == ["Delta County", "Institute"]
    assert list(CareDecision.objects.order_by("pk").values_list("decision", "by")) == [
        ("count", theirs.pk),
        ("do_not_count", theirs.pk),
    ]


def test_the_page_says_so_and_takes_the_word(tribe, theirs, sign_in):
    client = sign_in(theirs)
    page = client.get(page_of(tribe)).content.decode()
    assert "Your numbers are not counted in shared tables" in page
    assert "165,158" in page
    assert f'href="{page_of(tribe)}"' in client.get(f"/north/organizations/{tribe.pk}/").content.decode()

    page = client.post(page_of(tribe), {"counts": "yes"}, follow=True).content.decode()

    assert "Your numbers are counted in shared tables" in page
    assert "Ana Begay" in page


def test_an_administrator_says_from_whom_it_comes(tribe, administrator, sign_in):
    client = sign_in(administrator)

    assert client.post(page_of(tribe), {"counts": "yes"}).status_code == 422
    client.post(page_of(tribe), {"counts": "yes", "words": "Council resolution 12, May 3"})

    assert CareDecision.objects.get().words == "Council resolution 12, May 3"


def test_deleted_figures_stay_away(tribe, theirs, sign_in, brought):
    client = sign_in(theirs)
    assert client.post(f"{page_of(tribe)}delete/", {}).status_code == 422

    page = client.post(f"{page_of(tribe)}delete/", {"sure": "on"}, follow=True).content.decode()
    run = brought(ROSTER)

    assert "Deleted. No later file brings these figures back." in page
    place = Jurisdiction.objects.get(name="Navajo Nation")
    assert (place.population, place.population_band, place.descriptors.count()) == (None, "unknown", 0)
    assert run.notes == [
        {"line": 3, "sentence": "“Navajo Nation” asked us to keep no figures about it: they were left out."}
    ]


def test_undo_does_not_bring_deleted_figures_back(network, tribe, theirs, administrator, brought):
    run = brought(ROSTER)

    actions.delete_figures(tribe, by=theirs)
    actions.undo(run, by=administrator)

    assert not Descriptor.objects.filter(jurisdiction=tribe.jurisdiction).exists()
    tribe.jurisdiction.refresh_from_db()
    assert tribe.jurisdiction.population is None


def test_the_figures_come_along_in_the_record(tribe, theirs, sign_in):
    record = sign_in(theirs).get(f"/north/organizations/{tribe.pk}/passport.json").json()["organization"]

    assert record["counts_in_equity"] is False
    assert record["jurisdiction"]["figures"] == [
        {
            "about": "population",
            "value": "165158",
            "as_of": timezone.localdate().isoformat(),
            "source": "Census 2020",
        }
    ]


def test_others_have_no_such_page(tribe, theirs, requester, provider, sign_in):
    for member in (requester, provider):
        assert sign_in(member).get(page_of(tribe)).status_code == 404
    assert sign_in(requester).get(page_of(requester.organization)).status_code == 404
    with pytest.raises(Refused):
        actions.decide_counting(requester.organization, by=requester, counts=True)


def test_the_page_speaks_spanish(tribe, theirs, sign_in):
    actions.decide_counting(tribe, by=theirs, counts=True)
    said = {}
    for language in ("en", "es"):
        theirs.user.language = language
        theirs.user.save(update_fields=["language"])
        client = sign_in(theirs)
        said[language] = words_of(client.get(page_of(tribe)).content.decode())
        said[language] += words_of(client.post(f"{page_of(tribe)}delete/", {}).content.decode())

    assert shared(said["en"], said["es"], typed=typed_words(alike=alike())) == set()

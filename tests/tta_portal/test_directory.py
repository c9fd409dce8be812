"""What administrators say of an organization."""

from __future__ import annotations

from tests import factories
from tta_portal.directory.models import Organization


def said(**more: object) -> dict[str, object]:
    facts = {
        "name": "Bibb County Health Department", "kinds": ["recipient"], "time_zone": "America/Chicago",
        "place": "Bibb County", "jurisdiction_type": "local", "state": "AL", "population": "22000",
    }  # fmt: skip
    return facts | more


def test_how_many_people_work_there_is_noted_once(network, administrator, sign_in):
    client = sign_in(administrator)

    client.post("/north/organizations/new/", said(workforce="24"))
    saved = Organization.objects.get(name="Bibb County Health Department")
    client.post(f"/north/organizations/{saved.pk}/edit/", said(workforce="24"))

    assert list(saved.jurisdiction.descriptors.filter(kind="workforce").values_list("value", flat=True)) == ["24"]
    page = client.get(f"/north/organizations/{saved.pk}/edit/").content.decode()
    assert 'value="24"' in page


def test_a_number_that_makes_no_sense_is_refused_and_stays_typed(network, administrator, sign_in):
    page = sign_in(administrator).post("/north/organizations/new/", said(workforce="-3")).content.decode()

    assert "greater than or equal to 0" in page
    assert 'value="-3"' in page
    assert not Organization.objects.filter(name="Bibb County Health Department").exists()


def test_without_a_word_nothing_is_noted(network, administrator, sign_in):
    sign_in(administrator).post("/north/organizations/new/", said())

    saved = Organization.objects.get(name="Bibb County Health Department")
    assert not saved.jurisdiction.descriptors.filter(kind="workforce").exists()
    assert factories.Organization.objects.roster(on=saved.eligible_from).filter(pk=saved.pk).exists()

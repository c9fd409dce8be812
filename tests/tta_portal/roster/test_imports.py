"""Looking, writing and taking back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories
from tests.tta_portal.roster.samples import NCHS, ROSTER, RUCC, SVI, real
from tta_portal.directory import actions as directory
from tta_portal.directory.models import Contact, Descriptor, Jurisdiction, Organization
from tta_portal.errors import Refused
from tta_portal.roster import actions, sweeps
from tta_portal.roster.models import ImportRun
from tta_portal.roster.plan import CONNECTICUT

GROUPS = ("name", "jurisdiction_type", "fips", "population", "population_band", "rural_urban", "vulnerability")


def places():
    return list(Jurisdiction.objects.order_by("name").values_list(*GROUPS))


def directory_now():
    """Everything that an import may write."""
    return [
        list(Jurisdiction.objects.order_by("pk").values()),
        list(Organization.objects.order_by("pk").values("pk", "name", "jurisdiction", "hub", "time_zone", "kinds")),
        list(Descriptor.objects.order_by("jurisdiction", "kind", "as_of").values_list(
            "jurisdiction", "kind", "as_of", "value", "source", "is_synthetic")),
    ]  # fmt: skip


def test_looking_writes_nothing(network, looked_at):
    before = directory_now()

    run = looked_at(ROSTER)

    assert directory_now() == before
    assert run.counts == {"added": 3, "changed": 0, "left": 0, "refused": 0, "facts": 3}
    assert run.state == "checked"


def test_a_roster_is_written_with_its_departments(network, brought):
    hub = factories.make_hub(states=["AL"])

    brought(ROSTER)

    assert places() == [
        ("Autauga County", "local", "01001", 58761, "medium", "not_classified", "not_classified"),
        ("Guam", "territorial", "66", 153836, "medium", "not_classified", "not_classified"),
        ("Navajo Nation", "tribal", "", 165158, "medium", "not_classified", "not_classified"),
    ]
    department = Organization.objects.get(name="Autauga County Health")
    assert (department.hub, department.time_zone, department.kinds) == (hub, network.time_zone, ["recipient"])
    assert Organization.objects.roster(on=timezone.localdate()).count() == 3


def test_the_same_file_twice_changes_nothing(network, brought, looked_at):
    brought(ROSTER)

    again = looked_at(ROSTER)

    assert again.counts == {"added": 0, "changed": 0, "left": 3, "refused": 0, "facts": 0}


def test_what_a_file_says_anew_changes_what_is_there(network, brought):
    brought(ROSTER)

    run = brought("name,organization,fips,population\nAutauga,Autauga Public Health,01001,60000\n", year=2025)

    assert (run.counts["added"], run.counts["changed"]) == (0, 1)
    place = Jurisdiction.objects.get(fips="01001")
    assert (place.name, place.state, place.organizations.get().name) == ("Autauga", "AL", "Autauga Public Health")


def test_the_staff_comes_with_a_roster_and_goes_with_its_undo(network, brought, administrator):
    run = brought("name,fips,staff\nAutauga,01001,24\n", year=2025)
    (fact,) = Jurisdiction.objects.get(fips="01001").descriptors.all()

    assert (fact.kind, fact.in_words, fact.as_of.year) == ("workforce", "24", 2025)
    actions.undo(run, by=administrator)
    assert not Jurisdiction.objects.filter(fips="01001").exists()


def test_rows_that_cannot_be_told_apart_are_refused(network, looked_at):
    factories.make_organization(jurisdiction=factories.make_jurisdiction(name="Union", state="GA", fips="13291"))
    twins = factories.make_jurisdiction(name="Delta", state="GA")
    for name in ("One", "Two"):
        factories.make_organization(name, jurisdiction=twins)

    run = looked_at(
        "name,type,state,fips,hub\n"
        "Bibb,local,AL,1007,\nBibb,local,AL,1007,\n"
        "Delta,local,GA,,\nTown,local,GA,,Nowhere\n"
    )  # fmt: skip

    assert run.counts["added"] == 2
    assert run.refused == [
        {"line": 4, "sentence": "2 health departments serve “Delta”. Name the one that is meant."},
        {"line": 5, "sentence": "There is no hub called “Nowhere” in this network."},
    ]


def test_a_second_department_in_a_county_is_a_place_of_its_own(network, brought, looked_at):
    roster = "name,organization,fips\nAlameda County,Alameda Health,6001\nBerkeley,Berkeley Health,6001\n"

    brought(roster)

    assert list(Jurisdiction.objects.order_by("name").values_list("name", "fips", "counties")) == [
        ("Alameda County", "06001", []),
        ("Berkeley", "", ["06001"]),
    ]
    assert looked_at(roster).counts["left"] == 2


def test_an_index_reaches_local_places_only_and_names_those_it_does_not_know(network, brought):
    brought(ROSTER + "Fairfield County,Fairfield Health,local,CT,9001,\nCapitol,Capitol Health,local,CT,9110,\n"
            "Nowhere,Nowhere Health,local,AL,,\nAdjuntas,Adjuntas Health,territory,PR,72001,\n")  # fmt: skip

    svi = brought(SVI, "svi", name="SVI_2022_US_county.csv")
    rucc = brought(RUCC, "rucc", name="rucc.csv")
    nchs = brought(NCHS, "nchs", name="nchs.csv")

    assert {place[0]: place[5:] for place in places()} == {
        "Adjuntas": ("not_classified", "not_classified"),
        "Autauga County": ("metro", "q1"),
        "Capitol": ("not_classified", "q2"),
        "Fairfield County": ("not_classified", "not_classified"),
        "Guam": ("not_classified", "not_classified"),
        "Navajo Nation": ("not_classified", "not_classified"),
        "Nowhere": ("not_classified", "not_classified"),
    }
    said = [note["sentence"] for note in svi.notes]
    assert said == [
        "Fairfield County, CT: the file has no row for 09001, so it stays as it is.",
        "Nowhere, AL: it has no FIPS code, so it stays as it is.",
        CONNECTICUT,
        "3 of the file's 5 counties are not on the roster.",
    ]
    assert [len(run.refused) for run in (svi, rucc, nchs)] == [0, 0, 0]
    assert Descriptor.objects.filter(kind="nchs").values_list("value", flat=True).get() == "3"


def test_a_place_of_several_counties(network, brought):
    brought("name,fips\nThree Counties,1001; 1003; 1005\nTwo Counties,1001;9001\n")

    run = brought(SVI, "svi", name="SVI_2022.csv")

    place = Jurisdiction.objects.get(name="Three Counties")
    assert (place.fips, place.counties, place.population, place.vulnerability) == (
        "", ["01001", "01003", "01005"], 150_000, "q1",
    )  # fmt: skip
    assert str(place.descriptors.get(kind="share_in_q4")).startswith(
        "Residents in counties of the most vulnerable quarter: 33.3%"
    )
    assert run.notes[0]["sentence"].startswith("Two Counties, AL: the file has no row for 09001")


def test_earlier_years_are_kept_and_the_newest_decides(network, brought):
    brought("name,fips\nAutauga,1001\n")
    brought(SVI.replace("0.2500", "0.9"), "svi", year=2022)

    brought(SVI, "svi", year=2018)

    place = Jurisdiction.objects.get()
    assert place.vulnerability == "q4"
    assert list(
        place.descriptors.filter(kind="vulnerability").order_by("as_of").values_list("as_of__year", "value", "source")
    ) == [(2018, "q1", "CDC/ATSDR SVI 2018"), (2022, "q4", "CDC/ATSDR SVI 2022")]


def test_a_request_keeps_the_groups_it_was_sent_in(network, brought):
    place = factories.make_jurisdiction(name="Autauga", state="AL", fips="01001", vulnerability="q4")
    asker = factories.make_member("requester", organization=factories.make_organization(jurisdiction=place))
    tta_request = factories.make_request(requester=asker)

    brought(SVI, "svi", year=2022)

    tta_request.refresh_from_db()
    place.refresh_from_db()
    assert (tta_request.vulnerability, place.vulnerability) == ("q4", "q1")


def test_a_real_fact_counts_before_an_invented_one(network, brought):
    network.descriptors_are_synthetic = True
    network.save()
    place = factories.make_jurisdiction(name="Autauga", state="AL", fips="01001")
    directory.describe(place, Descriptor.Kind.VULNERABILITY, "q4", as_of=timezone.localdate(), source="Invented",
                       synthetic=True)  # fmt: skip

    run = brought(SVI, "svi", year=2022)

    place.refresh_from_db()
    network.refresh_from_db()
    assert (place.vulnerability, network.descriptors_are_synthetic) == ("q1", False)

    actions.undo(run, by=run.made_by)

    place.refresh_from_db()
    network.refresh_from_db()
    assert (place.vulnerability, network.descriptors_are_synthetic) == ("q4", True)


def test_undo_puts_back_everything(network, brought, administrator):
    place = factories.make_jurisdiction(name="Old name", state="AL", fips="01001", rural_urban="metro")
    factories.make_organization("Old department", jurisdiction=place)
    directory.describe(place, Descriptor.Kind.POPULATION, "5", as_of=timezone.localdate().replace(month=1, day=1),
                       source="Census")  # fmt: skip
    before = directory_now()
    roster, index = brought(ROSTER), brought(SVI, "svi", year=2022)
    assert directory_now() != before

    actions.undo(index, by=administrator)
    actions.undo(roster, by=administrator)

    assert directory_now() == before
    assert list(ImportRun.objects.order_by("pk").values_list("state", "undone_by")) == [
        ("undone", administrator.pk),
        ("undone", administrator.pk),
    ]


@pytest.mark.parametrize("what", ["request", "contact", "name", "fact"])
def test_undo_refuses_when_somebody_went_on(network, brought, administrator, what):
    run = brought(ROSTER)
    department = Organization.objects.get(name="Autauga County Health")
    if what == "request":
        factories.make_request(requester=factories.make_member("requester", organization=department))
    elif what == "contact":
        Contact.objects.create(organization=department, name="Ana Cole")
    elif what == "name":
        Organization.objects.filter(pk=department.pk).update(name="Autauga Public Health")
    else:
        Descriptor.objects.filter(jurisdiction=department.jurisdiction).update(value="1")
    before = directory_now()

    with pytest.raises(Refused, match=r"“Autauga County.*[Nn]othing was undone"):
        actions.undo(run, by=administrator)

    assert directory_now() == before
    assert ImportRun.objects.get().state == "done"


def test_what_was_looked_at_is_what_is_written(network, looked_at, administrator):
    run = looked_at(ROSTER)
    factories.make_jurisdiction(name="Autauga", state="AL", fips="01001")

    with pytest.raises(Refused, match="changed since you looked"):
        actions.confirm(run, by=administrator)

    assert Jurisdiction.objects.count() == 1


def test_an_import_is_written_once_and_undone_once(network, brought, administrator):
    run = brought(ROSTER)
    with pytest.raises(Refused):
        actions.confirm(run, by=administrator)
    with pytest.raises(Refused):
        actions.discard(run, by=administrator)

    actions.undo(run, by=administrator)

    with pytest.raises(Refused):
        actions.undo(run, by=administrator)


def test_only_administrators_bring_anything(network, provider):
    with pytest.raises(PermissionDenied):
        actions.keep(ROSTER.encode(), name="roster.csv", kind="roster", by=provider)


def statements_of(act):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        act()
    return len(caught)


@pytest.mark.parametrize("kind", ["roster", "svi"])
def test_the_number_of_statements_does_not_grow(network, looked_at, administrator, kind):
    def counted(codes, year):
        heading, *rows = SVI.splitlines()
        text = "\n".join(
            [heading, *(rows[0].replace("1001", str(code)).replace("Autauga", f"P{code}") for code in codes)]
        )
        if kind == "svi":
            for code in codes:
                factories.make_jurisdiction(fips=f"0{code}", state="AL")
        run = looked_at(text, kind, year=year)
        looks = statements_of(lambda: actions.look(run, by=administrator))
        writes = statements_of(lambda: actions.confirm(run, by=administrator))
        run.refresh_from_db()
        return looks, writes, statements_of(lambda: actions.undo(run, by=administrator))

    assert counted([1001], 2021) == counted(range(1003, 1133, 2), 2022)


@pytest.mark.slow
def test_the_whole_country_is_brought_and_taken_back(network, brought, administrator):
    before = directory_now()
    roster = brought(real("svi_2022_us_county.csv"), name="svi_2022_us_county.csv")
    rucc = brought(real("rucc_2023_county.csv"), "rucc", name="rucc_2023_county.csv")

    assert (roster.counts["added"], roster.refused, Organization.objects.roster(on=timezone.localdate()).count()) == (
        3144, [], 3144,
    )  # fmt: skip
    assert (rucc.counts["changed"], rucc.refused) == (3144, [])
    assert not Jurisdiction.objects.filter(rural_urban="not_classified").exists()

    actions.undo(rucc, by=administrator)
    actions.undo(roster, by=administrator)

    assert directory_now() == before


def test_a_file_that_nobody_brought_in_is_let_go_after_a_month(network, administrator):
    month = timezone.now() - timedelta(days=31)
    for state, made_at in (("kept", month), ("checked", month), ("checked", timezone.now()), ("done", month)):
        ImportRun.objects.create(kind="roster", name=state, state=state, made_at=made_at, made_by=administrator)

    sweeps.let_go_of_unused_files()

    assert sorted(ImportRun.objects.values_list("state", flat=True)) == ["checked", "done"]

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import factories
from tests.tta_portal.roster.samples import ROSTER, SVI
from tta_portal.directory.models import Jurisdiction
from tta_portal.roster.models import ImportRun
from tta_portal.tenancy.scope import network_scope


@pytest.fixture
def written(tmp_path):
    def write(text, name="roster.csv"):
        path = tmp_path / name
        path.write_text(text)
        return str(path)

    return write


def said_by(*command, **options):
    out, err = StringIO(), StringIO()
    call_command(*command, **options, stdout=out, stderr=err)
    return out.getvalue() + err.getvalue()


def names_in(network):
    with network_scope(network.pk):
        return sorted(Jurisdiction.objects.values_list("name", flat=True))


def test_a_roster_goes_into_its_network_alone(db, written):
    north, south = factories.make_network("north"), factories.make_network("south")

    said = said_by("import_jurisdictions", written(ROSTER), network="north")

    assert said == "north: 3 places added, 0 changed, 0 left as they are, 3 facts noted, 0 lines refused.\n"
    assert (names_in(north), names_in(south)) == (["Autauga County", "Guam", "Navajo Nation"], [])
    with network_scope(north.pk):
        assert list(ImportRun.objects.values_list("state", "done_by")) == [("done", None)]


def test_refused_lines_are_told_and_end_as_a_failure(db, written):
    north = factories.make_network("north")
    out, err = StringIO(), StringIO()

    with pytest.raises(CommandError, match="1 line was refused, as said above; all others went in"):
        call_command("import_jurisdictions", written(ROSTER + ",x,local,AL,1003,\n"), network="north",
                     stdout=out, stderr=err)  # fmt: skip

    assert "line 5: The name of the place is missing." in err.getvalue()
    assert len(names_in(north)) == 3


def test_a_dry_run_writes_nothing(db, written):
    north = factories.make_network("north")

    said = said_by("import_jurisdictions", written(ROSTER), network="north", dry_run=True)

    assert said.startswith("north: nothing was written; there would be 3 places added")
    assert names_in(north) == []
    with network_scope(north.pk):
        assert not ImportRun.objects.exists()


def test_an_index_goes_to_all_networks_with_jurisdictions(db, written):
    for slug in ("north", "south", "empty"):
        network = factories.make_network(slug)
        if slug != "empty":
            with network_scope(network.pk):
                factories.make_jurisdiction(name="Autauga", state="AL", fips="01001", vulnerability="q4")

    said = said_by("import_index", written(SVI, "SVI_2022.csv"), kind="svi")

    assert [line.partition(":")[0] for line in said.splitlines() if not line.startswith(" ")] == ["north", "south"]
    assert "4 of the file's 5 counties are not on the roster." in said


@pytest.mark.parametrize(
    ("command", "text", "options", "words"),
    [
        ("import_jurisdictions", ROSTER, {"network": "nowhere"}, "There is no network “nowhere”."),
        ("import_jurisdictions", "", {"network": "north"}, "The file is empty"),
        ("import_jurisdictions", "a,b\n1,2\n", {"network": "north"}, "which column holds the name"),
        ("import_index", SVI, {"kind": "svi"}, "No network has jurisdictions yet"),
        ("import_index", SVI, {"kind": "rucc", "network": "north"}, "There is no column RUCC"),
        ("import_index", SVI, {"kind": "svi", "network": "north"}, "Say the year"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(db, written, command, text, options, words):
    factories.make_network("north")

    with pytest.raises(CommandError, match=words):
        call_command(command, written(text, "table.csv"), **options, stdout=StringIO())


def test_a_file_that_is_not_there_is_a_sentence(db):
    with pytest.raises(CommandError, match=r"“nowhere\.csv” cannot be read: No such file or directory"):
        call_command("import_jurisdictions", "nowhere.csv", network="north")

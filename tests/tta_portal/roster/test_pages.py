"""The pages of an import, without any script."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.tta_portal.roster.samples import ROSTER, SVI
from tta_portal.directory.models import Jurisdiction
from tta_portal.roster.models import ImportRun

PAGE = "/north/settings/roster/"


@pytest.fixture
def client(administrator, sign_in):
    return sign_in(administrator)


def upload(text, name="roster.csv"):
    return SimpleUploadedFile(name, text.encode(), content_type="text/csv")


def test_a_roster_from_the_file_to_undo(client):
    kept = client.post(PAGE, {"kind": "roster", "file": upload(ROSTER + "Odd,,local,AL,9999,\n")}, follow=True)
    run = ImportRun.objects.get()
    assert kept.redirect_chain[-1][0] == f"{PAGE}{run.pk}/columns/"
    assert "Which column holds what?" in kept.content.decode()

    chosen = {name: field.initial for name, field in kept.context["form"].fields.items() if field.initial}
    dry = client.post(f"{PAGE}{run.pk}/columns/", chosen, follow=True).content.decode()
    assert "This would change 3 places" in dry
    assert "Nothing is written yet." in dry
    assert "<b>Line 5</b> 09999 lies in CT, not in AL." in dry
    assert not Jurisdiction.objects.exists()

    done = client.post(f"{PAGE}{run.pk}/confirm/", follow=True).content.decode()
    assert "This changed 3 places" in done
    assert Jurisdiction.objects.count() == 3

    assert "Undo<span" in client.get(PAGE).content.decode()
    undone = client.post(f"{PAGE}{run.pk}/undo/", follow=True).content.decode()
    assert "This was undone" in undone
    assert not Jurisdiction.objects.exists()


def test_columns_can_be_changed(client):
    client.post(PAGE, {"kind": "roster", "pasted": "what,where\nBibb County,1007\n"})
    run = ImportRun.objects.get()
    assert run.columns == {}

    wrong = client.post(f"{PAGE}{run.pk}/columns/", {"name": "0", "fips": "0"})
    assert wrong.status_code == 422
    assert "Two of these use the same column" in wrong.content.decode()
    client.post(f"{PAGE}{run.pk}/columns/", {"name": "0", "fips": "1"})

    assert client.get(f"{PAGE}{run.pk}/").status_code == 200
    run.refresh_from_db()
    assert (run.state, run.counts["added"]) == ("checked", 1)


def test_an_index_needs_no_columns_but_its_year(client, network):
    Jurisdiction.objects.create(name="Autauga", state="AL", fips="01001")

    asked = client.post(PAGE, {"kind": "svi", "file": upload(SVI, "table.csv")}, follow=True).content.decode()
    assert "Of which year is this index?" in asked
    run = ImportRun.objects.get()
    dry = client.post(f"{PAGE}{run.pk}/columns/", {"year": "2022"}, follow=True).content.decode()

    assert "This would change 1 place" in dry
    assert "Social vulnerability quartile (2022): Q1, least vulnerable" in dry
    named = client.post(PAGE, {"kind": "svi", "file": upload(SVI, "SVI_2022.csv")}, follow=True)
    assert "This would change 1 place" in named.content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Choose a file, or paste the table."),
        ({"pasted": 'name\nBibb\n"open'}, "Line 3: a quotation mark opens here"),
        ({"file": "PK\x03\x04"}, "This is no CSV file."),
        ({"file": ""}, "The file is empty."),
    ],
)
def test_what_is_no_table_is_an_error_of_the_form(client, data, sentence):
    if "file" in data:
        data = {"file": upload(data["file"])}

    answer = client.post(PAGE, {"kind": "roster", **data})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert data.get("pasted", "") in answer.content.decode().replace("&quot;", '"')
    assert not ImportRun.objects.exists()


def test_a_file_can_be_discarded(client):
    client.post(PAGE, {"kind": "roster", "pasted": ROSTER})

    answer = client.post(f"{PAGE}{ImportRun.objects.get().pk}/discard/", follow=True)

    assert "Discarded. Nothing was written." in answer.content.decode()
    assert not ImportRun.objects.exists()
    assert client.post(f"{PAGE}1/burn/").status_code == 404


@pytest.mark.parametrize("role", ["provider", "requester"])
def test_only_administrators_see_it(request, sign_in, looked_at, role):
    run = looked_at(ROSTER)
    client = sign_in(request.getfixturevalue(role))

    assert client.get(PAGE).status_code == 403
    assert client.get(run.get_absolute_url()).status_code == 403
    assert client.post(f"{run.get_absolute_url()}confirm/").status_code == 403


def test_settings_lead_here(client):
    assert f'href="{PAGE}"' in client.get("/north/settings/").content.decode()


def test_the_list_asks_as_often_for_three_imports_as_for_one(client, looked_at):
    def statements():
        with CaptureQueriesContext(connection) as caught:
            client.get(PAGE)
        return len(caught)

    looked_at(ROSTER)
    statements()
    one = statements()
    for _ in range(2):
        looked_at(ROSTER)

    assert statements() == one


def test_names_of_files_and_places_are_words(client):
    nasty = "<script>alert(1)</script>"
    answer = client.post(
        PAGE, {"kind": "roster", "file": upload(f"name,type\n{nasty},tribal\n", "a<b>.csv")}, follow=True
    )
    run = ImportRun.objects.get()
    dry = client.post(f"{PAGE}{run.pk}/columns/", {"name": "0", "kind": "1"}, follow=True)

    for page in (answer, dry):
        assert nasty not in page.content.decode()

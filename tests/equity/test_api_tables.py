"""The pages beside the panels for programs: the lines of their files."""

from __future__ import annotations

import csv
import io

import pytest

from equity.api_tables import TABLES
from tests import factories
from tests.equity.places import Asker, fill
from tta_portal.directory.models import Organization

METRO = {"rural_urban": "metro", "vulnerability": "q1"}
RURAL = {"rural_urban": "rural_remote", "vulnerability": "q4"}
FILES = {page: f"{page}/" for page in TABLES} | {"counties": "silent/counties/"}
FOR_ADMINISTRATORS = {"watch", "what-if"}


@pytest.fixture
def helped(network):
    """Metro: 50 of 60 replies in time. Rural: 4 of 6, which is hidden."""
    asker = Asker()
    fill(asker, departments=40, asked=20, in_time=50, late=10, **METRO)
    fill(asker, departments=15, asked=2, in_time=4, late=2, **RURAL)
    return network


def as_words(cell: str | float) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell == int(cell) else str(cell)


def plain(cell: str) -> str:
    """As a file has it: without the sign that keeps a formula a text, and a whole number without its point."""
    return cell.removeprefix("'").removesuffix(".0")


@pytest.mark.parametrize("page", list(TABLES))
def test_the_lines_are_those_of_the_file(helped, administrator, sign_in, page):
    client = sign_in(administrator)

    found = client.get(f"/api/v1/north/equity/tables/?page={page}").json()
    head, *lines = csv.reader(io.StringIO(client.get(f"/north/equity/{FILES[page]}table.csv").content.decode()))

    assert found["page"] == page
    assert found["columns"] == head
    assert [[as_words(cell) for cell in row] for row in found["rows"]] == [
        [plain(cell) for cell in row] for row in lines
    ]
    assert found["method"][0]["term"] == "Definitions, version"


def test_choices_and_hidden_numbers_are_those_of_the_page(helped, administrator, sign_in):
    client = sign_in(administrator)

    rows = client.get("/api/v1/north/equity/tables/?page=change&by=rural_urban").json()["rows"]

    rural = [row for row in rows if "Rural, remote" in row and any("reply in time" in str(cell) for cell in row)]
    assert rural
    assert all("hidden" in " ".join(map(str, row)) for row in rural)
    assert not any(cell in (4.0, 6.0) for row in rural for cell in row)


@pytest.mark.parametrize("page", list(TABLES))
def test_each_needs_what_its_page_needs(helped, sign_in, page):
    paths = [f"/api/v1/north/equity/tables/?page={page}", f"/north/equity/{FILES[page]}table.csv"]
    for role in ("analyst", "provider", "requester", "administrator"):
        client = sign_in(factories.make_member(role))

        answers = {client.get(path).status_code for path in paths}

        assert len(answers) == 1, (role, answers)
        assert answers <= {200, 403}


def test_what_does_not_exist_is_not_found_and_nonsense_is_refused(helped, administrator, sign_in):
    client = sign_in(administrator)

    unknown = client.get("/api/v1/north/equity/tables/?page=luck")
    assert (unknown.status_code, "Choose from silent, counties" in unknown.content.decode()) == (400, True)
    assert client.get("/api/v1/north/equity/tables/").json()["page"] == "silent"
    assert client.get("/api/v1/north/equity/tables/?page=summary&by=luck").status_code == 404
    refused = client.get("/api/v1/north/equity/tables/?page=what-if&ahead=99")
    assert refused.status_code == 409
    assert "from 0 to 5" in refused.content.decode()


def test_names_are_for_those_who_see_them_on_the_page(network, sign_in):
    asker = Asker()
    fill(asker, departments=20, asked=20, in_time=180, late=20, **METRO)
    fill(asker, departments=1, asked=1, in_time=1, late=9, **METRO)
    slow = Organization.objects.order_by("-pk")[0]

    said = {
        role: sign_in(factories.make_member(role)).get("/api/v1/north/equity/tables/?page=recipients").content.decode()
        for role in ("administrator", "analyst")
    }

    assert slow.name in said["administrator"]
    assert slow.name not in said["analyst"]

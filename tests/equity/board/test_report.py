"""The report: page and PDF say the same numbers, and hide the same."""

from __future__ import annotations

import io
import re

import pytest
from django.utils import timezone
from pypdf import PdfReader

from equity.board.content import compose
from equity.dimensions import RURAL_URBAN
from tests import factories
from tests.equity.places import Asker, answered, fill, make_departments

METRO = {"rural_urban": "metro", "vulnerability": "q1"}
RURAL = {"rural_urban": "rural_remote", "vulnerability": "q4"}
TRIBAL = {"jurisdiction_type": "tribal", "rural_urban": "not_classified", "vulnerability": "not_classified"}


@pytest.fixture
def helped(network):
    """Metro asks more often and is answered sooner than rural."""
    asker = Asker()
    fill(asker, departments=45, asked=30, in_time=50, late=20, **METRO)
    fill(asker, departments=60, asked=18, in_time=15, late=25, **RURAL)
    answered(asker, make_departments(5, **METRO), useful=30, not_useful=14, silent=14)
    return network


@pytest.fixture
def get(administrator, sign_in):
    client = sign_in(administrator)
    return lambda path="": client.get(f"/north/equity/report/{path}")


def words_of(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def read(pdf: bytes) -> tuple[PdfReader, str]:
    reader = PdfReader(io.BytesIO(pdf))
    return reader, words_of(" ".join(page.extract_text() for page in reader.pages))


def test_the_cover_is_made_from_the_numbers(helped):
    content = compose(helped, RURAL_URBAN, at=timezone.now())
    cover = {one["question"]: one["answer"] for one in content["cover"]}

    assert list(cover) == [
        "Who asks?", "Who waits?", "Who is not heard from?", "Whose voice counts?", "Is it changing?",
        "Is it more than chance?",
    ]  # fmt: skip
    assert cover["Who asks?"].startswith("53 of 110 health departments on the roster asked for help (48%;")
    assert "Rural health departments wait longer for a first reply than metro" in cover["Who waits?"]
    assert re.search(r"\d+% of the replies due by now came in time \(", cover["Who waits?"])
    assert "57 of 110 health departments on the roster did not ask" in cover["Who is not heard from?"]
    assert cover["Whose voice counts?"] == "That cannot be said: no plan was agreed in the period."
    assert "Too little is shown" in cover["Is it changing?"]
    assert "more than chance: " in cover["Is it more than chance?"]


def test_a_gap_that_moved_is_said_with_both_sizes(network):
    asker, long_ago = Asker(), timezone.now() - timezone.timedelta(days=500)
    metro, rural = make_departments(60, **METRO), make_departments(60, **RURAL)
    asker.save(
        *(asker.ask(place, replied_after=5, sent=long_ago) for place in (metro + rural) * 2),
        *(asker.ask(place, replied_after=5) for place in metro * 2),
        *(asker.ask(place, replied_after=60) for place in rural * 2),
    )

    content = compose(network, RURAL_URBAN, at=timezone.now())

    answer = content["cover"][4]["answer"]
    assert "rural health departments were level with metro health departments and are 100 points below now" in answer
    assert "That is more than chance" in answer


def test_a_gap_that_turned_round_says_who_was_ahead_in_each_year(network):
    asker, long_ago = Asker(), timezone.now() - timezone.timedelta(days=500)
    metro, rural = make_departments(60, **METRO), make_departments(60, **RURAL)
    for places, before, now in ((metro, 20, 60), (rural, 60, 20)):
        asker.save(
            *(asker.ask(p, replied_after=5 if n < before else 60, sent=long_ago) for n, p in enumerate(places)),
            *(asker.ask(p, replied_after=5 if n < now else 60) for n, p in enumerate(places)),
        )

    answer = compose(network, RURAL_URBAN, at=timezone.now())["cover"][4]["answer"]

    assert "were 67 points above metro health departments and are 67 points below now" in answer


def test_page_and_pdf_hold_every_number_of_the_report(helped, get):
    page, pdf = get(), get("report.pdf")
    reader, text = read(pdf.content)
    html = words_of(page.content.decode())
    content = compose(helped, RURAL_URBAN, at=timezone.now())

    assert pdf["Content-Type"] == "application/pdf"
    assert re.fullmatch(
        r'attachment; filename="equity-report-rural-urban-\d{4}-\d\d-\d\d.pdf"', pdf["Content-Disposition"]
    )
    without_spaces = text.replace(" ", "")
    for panel in content["panels"]:
        for chart in panel["figures"]:
            for row in chart["table_rows"]:
                assert "".join(row).replace(" ", "") in without_spaces, row
                assert f'<th scope="row">{row[0]}</th>' + "".join(f"<td>{cell}</td>" for cell in row[1:]) in html
    for one in content["cover"]:
        assert one["answer"].replace(" ", "") in without_spaces
    assert content["hidden"]["sentence"].replace(" ", "") in without_spaces
    assert len(reader.pages) > 4


def test_the_pdf_is_tagged_and_says_what_it_is(helped, get):
    reader, _ = read(get("report.pdf").content)
    root = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert reader.metadata.title.startswith(f"Equity report of {helped.name}")
    assert b"pdfuaid:part" in reader.xmp_metadata.stream.get_data()
    kinds, alternatives = tags_of(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure"} <= kinds
    assert any("Rural, remote: 30% (18 of 60; 95% interval 20–43%)." in words for words in alternatives)


def tags_of(node, kinds=None, alternatives=None):
    """Every kind of tag, and every text alternative, of a PDF's structure."""
    kinds, alternatives = (set(), []) if kinds is None else (kinds, alternatives)
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, dict):
        kinds.add(node.get("/S"))
        alternatives += [str(node["/Alt"])] if "/Alt" in node else []
        inside = node.get("/K", [])
        for child in inside if isinstance(inside, list) else [inside]:
            tags_of(child, kinds, alternatives)
    return kinds, alternatives


def test_small_counts_are_hidden_on_page_and_pdf(helped, get):
    fill(Asker(), departments=20, asked=7, in_time=7, **TRIBAL)

    html, (_, text) = (
        get("?by=jurisdiction_type").content.decode(),
        read(get("report.pdf?by=jurisdiction_type").content),
    )

    row = '<th scope="row">Tribal</th><td>20</td><td>Hidden</td><td>Hidden</td><td>Hidden</td>'
    assert row in html
    assert "Tribal 20 Hidden Hidden Hidden" in text
    assert "7 of 20" not in text + html
    assert re.search(r"\d+ of \d+ figures are hidden", html)


def test_a_network_without_a_roster_says_what_would_bring_a_report(network, get):
    assert "Without a roster there is no report" in get().content.decode()
    assert get("report.pdf").status_code == 200


@pytest.mark.parametrize("path", ["", "report.pdf", "schedule/"])
def test_other_roles_may_not_see_it(network, sign_in, path):
    assert sign_in(factories.make_member("provider")).get(f"/north/equity/report/{path}").status_code == 403


def test_the_report_asks_as_often_for_much_as_for_little(network, get, django_assert_max_num_queries):
    fill(Asker(), departments=1, asked=1, in_time=1, **METRO)
    get()
    with django_assert_max_num_queries(70) as few:
        get()
    fill(Asker(), departments=60, asked=50, in_time=90, late=40, **RURAL)

    with django_assert_max_num_queries(len(few)) as many:
        get()

    assert len(many) == len(few)


def test_the_writer_is_not_loaded_with_the_pages():
    import subprocess
    import sys

    code = "import django; django.setup(); import equity.board.views, sys; assert 'typst' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)

"""Charts as pictures: the same numbers as everywhere, with what is needed to read them alone."""

from __future__ import annotations

import csv
import io
import zipfile
from xml.etree import ElementTree

import pytest

from equity.claims import CLAIMS
from equity.drawing.picture import NARROW, drawing, picture
from equity.drawing.svg import ticks
from equity.drawing.views import PICTURES
from tests import factories
from tests.equity.places import Asker, answered, fill, make_departments
from tests.equity.test_panels import charts_of

METRO = {"rural_urban": "metro", "vulnerability": "q1"}
RURAL = {"rural_urban": "rural_remote", "vulnerability": "q4"}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def helped(network):
    """Metro: 48 of 60 answers useful. Rural: 12 of 30."""
    asker = Asker()
    answered(asker, make_departments(20, **METRO), useful=48, not_useful=12, silent=20)
    answered(asker, make_departments(20, **RURAL), useful=12, not_useful=18, silent=30)
    return network


@pytest.fixture
def get(administrator, sign_in):
    client = sign_in(administrator)
    return lambda path: client.get(path)


def read(answer) -> tuple[ElementTree.Element, list[str], str]:
    """A picture, its visible words, and its text alternative."""
    root = ElementTree.fromstring(answer.content)  # noqa: S314  (our own)
    return root, ["".join(text.itertext()) for text in root.iter(f"{SVG}text")], root.find(f"{SVG}desc").text


def test_page_files_api_picture_and_alternative_give_the_same_numbers(helped, get):
    chart = charts_of(get("/north/equity/quality/").content.decode())["useful"]
    lines = list(csv.reader(io.StringIO(get("/north/equity/quality/table.csv").content.decode())))
    api = get("/api/v1/north/equity/?panel=quality").json()["rows"]
    _, words, alternative = read(get("/north/equity/pictures/useful.svg"))
    with zipfile.ZipFile(io.BytesIO(get("/north/equity/quality/table.xlsx").content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()

    for label, n, count, share, limits in chart["table_rows"][:-1]:
        if n == "0":
            continue
        line = next(one for one in lines if one[2] == label and one[3] == chart["title"])
        row = next(one for one in api if one["group_label"] == label and one["measure"] == "useful")
        assert (line[4], line[5], f"{float(line[6]):.0f}%") == (n, count, share)
        assert (str(row["n"]), str(row["count"]), f"{100 * row['value']:.0f}%") == (n, count, share)
        assert f"{label}: {share} ({count} of {n}; 95% interval {limits})." in alternative
        assert f"n = {n}" in words
        assert f"<v>{n}</v>" in sheet
        assert f"<v>{count}</v>" in sheet
    assert alternative.startswith(chart["sentence"])


def test_a_picture_says_what_it_is_and_from_where(helped, get):
    answer = get("/north/equity/pictures/useful.svg?by=vulnerability&period=12-months")
    root, words, _ = read(answer)
    said = " ".join(words)

    assert answer["Content-Disposition"] == 'attachment; filename="equity-useful-vulnerability-12-months.svg"'
    assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Who found it useful"
    assert {child.get("id") for child in root[:2]} == set(root.get("aria-labelledby").split())
    assert "Check-ins of this network." in said
    assert "as of" in said
    assert "<script" not in answer.content.decode()


@pytest.mark.parametrize("measure", PICTURES, ids=str)
def test_every_chart_is_linked_and_downloads(helped, get, measure):
    page = "" if PICTURES[measure] == "overview" else f"{PICTURES[measure]}/"

    html = get(f"/north/equity/{page}").content.decode()

    assert f"/north/equity/pictures/{measure}.svg?by=" in html or "Nothing to count in this period" in html
    assert read(get(f"/north/equity/pictures/{measure}.svg"))[0].find(f"{SVG}title").text == CLAIMS[measure].title


def test_what_is_hidden_is_said_and_not_drawn(network, get):
    asker = Asker()
    fill(asker, departments=45, asked=30, in_time=50, late=20, **METRO)
    fill(asker, departments=30, asked=7, in_time=7, **RURAL)

    _, words, alternative = read(get("/north/equity/pictures/target.svg"))

    assert "Hidden, to protect small counts" in words
    assert "Rural, remote: Hidden, to protect small counts." in alternative
    assert "n = 7" not in words


def test_words_are_never_markup_and_fit_a_narrow_drawing():
    row = {"label": "A <b> & a long name of a group", "n": 12, "value": None, "low": None, "high": None,
           "hidden": True, "gap": False, "text": 'Hidden, "to protect" small counts'}  # fmt: skip
    chart = {"id": "x", "kind": "dots", "title": "T & <i>", "sentence": "S.", "caption": "C.", "source": "O.",
             "unit": "%", "max": 100.0, "rows": [row]}  # fmt: skip

    for made in (picture(chart), drawing(chart, width=NARROW)):
        root = ElementTree.fromstring(made)  # noqa: S314  (our own)
        assert root.find(f"{SVG}title").text == "T & <i>"


@pytest.mark.parametrize(
    ("end", "found"), [(100, [0, 20, 40, 60, 80, 100]), (7, [0, 2, 4, 6, 8]), (0.4, [0, 0.1, 0.2, 0.3, 0.4])]
)
def test_the_axis_has_round_numbers(end, found):
    assert ticks(end, most=5) == pytest.approx(found)


def test_other_roles_may_not_have_it(network, sign_in):
    assert sign_in(factories.make_member("provider")).get("/north/equity/pictures/reach.svg").status_code == 403

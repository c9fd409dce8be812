from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tta_portal.roster.samples import CORPUS
from tta_portal.roster.columns import guess, year_in
from tta_portal.roster.parsing import MOST_BYTES, BadTable, Line, Table, read

AWKWARD = sorted((CORPUS / "csv" / "csvs").glob("*.csv"))


@pytest.mark.skipif(not AWKWARD, reason="the corpus of awkward tables lies elsewhere")
@pytest.mark.parametrize("path", AWKWARD, ids=lambda path: path.stem)
def test_awkward_files_are_read_as_they_are_meant(path: Path):
    table = read(path.read_bytes())

    rows = [dict(zip(table.headers, line.cells, strict=True)) for line in table.lines]
    meant = json.loads((path.parent.parent / "json" / f"{path.stem}.json").read_text())
    assert rows == [{name: " ".join(cell.split()) for name, cell in row.items()} for row in meant]


@pytest.mark.parametrize(
    "content",
    [
        "name;state\nDoña Ana;NM\n".encode(),
        "name;state\nDoña Ana;NM\n".encode("utf-8-sig"),
        "name;state\nDoña Ana;NM\n".encode("latin-1"),
        "name\tstate\r\nDoña Ana\tNM\r\n".encode("cp1252"),
        "name,state\rDoña Ana,NM\r".encode(),
        "name\tstate\r\nDoña Ana\tNM".encode("utf-16"),
        "\r\n\r\n name , state \r\n,\r\n Doña  Ana ,NM".encode(),
    ],
    ids=["utf-8", "bom", "latin-1", "tabs", "old Mac", "utf-16", "blanks"],
)
def test_encodings_delimiters_and_line_ends(content):
    table = read(content)

    assert table.headers == ["name", "state"]
    assert [line.cells for line in table.lines] == [["Doña Ana", "NM"]]


def test_a_curly_quote_of_windows_is_one():
    assert read("name\nPrince George’s".encode("cp1252")).lines[0].cells == ["Prince George’s"]


def test_the_line_is_the_one_on_which_a_row_begins():
    table = read(b'name,note\n"A","two\nlines"\n\nB,\n"C\n",x\n')

    assert table.lines == [Line(2, ["A", "two lines"]), Line(5, ["B", ""]), Line(6, ["C", "x"])]


def test_columns_of_one_name_are_told_apart():
    assert read(b"name,,name\na,b,c").headers == ["name", "Column 2", "name (2)"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty. Choose one with a heading and a row for each place."),
        (b" \r\n,,\n", "The file is empty. Choose one with a heading and a row for each place."),
        (b"name,state\n", "The file has a heading and nothing below it."),
        (b"PK\x03\x04rest", "This is no CSV file. Open it in your spreadsheet and save it as CSV."),
        (b"name\n\x00\x01", "This is no CSV file: it holds bytes that are no text. Save it as CSV and try again."),
        (
            b'name\nA\n"B\nC\n',
            "Line 3: a quotation mark opens here and does not close as it should. Mend the line and try again.",
        ),
        (
            b"name\n" + b"x" * 200_000,
            "Line 2: a cell is longer than this portal reads. Shorten it.",
        ),
        (b"x" * (MOST_BYTES + 1), "The file is larger than 20 MB. Split it into several."),
    ],
    ids=["empty", "blank", "heading", "workbook", "bytes", "quote", "long cell", "large"],
)
def test_what_is_no_table_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(BadTable) as refused:
        read(content)

    assert refused.value.sentence == sentence


def test_columns_are_guessed_from_the_headings_of_agencies_and_people():
    svi = ["ST", "STATE", "ST_ABBR", "STCNTY", "COUNTY", "FIPS", "LOCATION", "E_TOTPOP", "RPL_THEMES"]
    own = ["Health Department", "County Name", "State", "GEOID", "Population_2020", "RUCC_2023", "Notes"]

    assert guess(svi) == {"name": 4, "state": 1, "fips": 5, "population": 7, "svi_rank": 8}
    assert guess(own) == {"organization": 0, "name": 1, "state": 2, "fips": 3, "population": 4, "rucc": 5}


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("RUCC_2023", 2023),
        ("urb.code2013", 2013),
        ("svi_2022_us_county.csv", 2022),
        ("E_TOTPOP", None),
        ("12023", None),
    ],
)
def test_the_year_of_a_heading(words, year):
    assert year_in(words) == year


def test_a_table_is_plain_data():
    assert read(b"a\n1") == Table(["a"], [Line(2, ["1"])])

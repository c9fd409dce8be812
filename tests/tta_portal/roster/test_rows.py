from __future__ import annotations

import pytest

from tta_portal.roster.cells import Wrong, fips, fips_list, population, quartile, quartile_of_rank, rural_urban
from tta_portal.roster.columns import guess
from tta_portal.roster.parsing import BadTable, read
from tta_portal.roster.rows import Problem, check


def checked(text, *, year=2024):
    table = read(text.encode())
    return check(table, guess(table.headers), year=year)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1001", "01001"), ("01001", "01001"), ("1001.0", "01001"), ("'01001", "01001"), ('="01001"', "01001"),
        ("0500000US01001", "01001"), ("9110", "09110"), ("1", "01"), ("66", "66"), ("72001", "72001"), ("13000", "13"),
    ],
)  # fmt: skip
def test_a_code_gets_its_zero_back(cell, code):
    assert fips(cell) == code


@pytest.mark.parametrize("cell", ["101", "99001", "ABCDE", "-999", "001001", "²", "1001.5"])
def test_what_is_no_code_is_refused(cell):
    with pytest.raises(Wrong, match="is no FIPS code"):
        fips(cell)


def test_several_codes_each_once():
    assert fips_list("1001; 01003,1005 1001") == ["01001", "01003", "01005"]


@pytest.mark.parametrize(
    ("rank", "group"),
    [
        ("0", "q1"), ("0.25", "q1"), ("0.2501", "q2"), ("0.5", "q2"), ("0.75", "q3"), ("0.7501", "q4"), ("1", "q4"),
        ("-999", "not_classified"), ("-999.0", "not_classified"), (".", "not_classified"), ("", "not_classified"),
    ],
)  # fmt: skip
def test_a_rank_has_its_quarter_and_999_is_none(rank, group):
    assert quartile_of_rank(rank) == group


@pytest.mark.parametrize("cell", ["1.2", "-1", "high", "nan?", "inf"])
def test_what_is_no_rank_is_refused(cell):
    with pytest.raises(Wrong):
        quartile_of_rank(cell)


def test_other_cells():
    assert [quartile(cell) for cell in ("4", "Q4", "1.0", "NA")] == ["q4", "q4", "q1", "not_classified"]
    assert [population(cell) for cell in ("1,234", "12 345", "7.0", "-999", ".")] == [1234, 12345, 7, None, None]
    assert [rural_urban(cell) for cell in "123456789"] == [
        "metro", "metro", "metro", "rural_adjacent", "rural_remote", "rural_adjacent", "rural_remote",
        "rural_adjacent", "rural_remote",
    ]  # fmt: skip
    assert rural_urban("Rural remote") == "rural_remote"


def test_every_refused_row_has_its_line_and_a_sentence():
    found = checked(
        "name,type,state,fips,population,rucc,timezone\n"
        "Bibb County,local,AL,1007,22293,1,America/Chicago\n"
        ",local,AL,1009,,,\n"
        "Autauga County,local,GA,1001,,,\n"
        "Somewhere,,AL,,,,\n"
        "Odd,village,Alabama,12,many,12,Mars/Base\n"
        "Wide,local,AL,1011,,,,extra\n"
        "Georgia,county,GA,13,,,\n"
    )

    assert [row.name for row in found.rows] == ["Bibb County"]
    assert found.refused == [
        Problem(3, "The name of the place is missing."),
        Problem(4, "01001 lies in AL, not in GA."),
        Problem(5, "“Somewhere” has no FIPS code and no kind. "
                   "Say whether it is local, state, tribal, a territory or a freely associated state."),
        Problem(6, "“village” is no kind of place: local, state, tribal, territory and freely associated state are."),
        Problem(6, "12 lies in FL, not in AL."),
        Problem(6, "“Mars/Base” is no time zone: write one such as America/Chicago."),
        Problem(6, "“many” is no number of residents."),
        Problem(6, "“12” is no rural-urban continuum code: whole numbers from 1 to 9 are."),
        Problem(7, "There are 8 cells, and the heading has 7."),
        Problem(8, "13 is the code of a state: a county's has five digits."),
    ]  # fmt: skip


def test_places_that_are_no_counties_are_kept_and_not_classified():
    found = checked(
        "name,type,state,fips,svi,rucc\n"
        "Navajo Nation,tribal,AZ,,0.99,9\n"
        "Guam,,GU,,,\n"
        "Adjuntas,,,72001,0.4,3\n"
        "Palau,freely associated state,PW,70,,\n"
        "Georgia,,GA,13,-999,\n"
    )

    assert [(row.name, row.kind, row.facts) for row in found.rows] == [
        ("Navajo Nation", "tribal", []), ("Guam", "territorial", []), ("Adjuntas", "territorial", []),
        ("Palau", "freely_associated", []), ("Georgia", "state", []),
    ]  # fmt: skip
    said = "County indices do not describe this kind of place: it stays “not classified”."
    assert found.notes == [Problem(2, said), Problem(4, said)]


def test_figures_have_the_year_of_their_heading():
    found = checked("name,fips,Population_2020,RUCC_2023,SVI\nBibb,1007,22293,1,0.9\n")

    assert found.rows[0].facts == [
        ("population", "2020-01-01", "22293"),
        ("vulnerability", "2024-01-01", "q4"),
        ("rural_urban", "2023-01-01", "metro"),
    ]


def test_the_staff_of_a_department_is_a_figure_of_its_year():
    found = checked("name,fips,FTE 2019\nBibb,1007,12.5\nTallapoosa,1123,.\nNavajo,1125,0\nPike,1109,-4\n")

    assert [row.facts for row in found.rows] == [
        [("workforce", "2019-01-01", "13")], [], [("workforce", "2019-01-01", "0")],
    ]  # fmt: skip
    assert found.refused == [Problem(5, "“-4” is no number of people who work there: 0 to 100,000 are.")]


def test_a_file_without_names_is_no_roster():
    with pytest.raises(BadTable, match="which column holds the name"):
        checked("a,b\n1,2\n")

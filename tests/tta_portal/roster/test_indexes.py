from __future__ import annotations

import pytest

from tests.tta_portal.roster.samples import NCHS, RUCC, RUCC_LONG, SVI, real
from tta_portal.roster.indexes import facts_of, read_index
from tta_portal.roster.parsing import BadTable, read
from tta_portal.roster.rows import Problem


def index(text, kind, **said):
    return read_index(read(text if isinstance(text, bytes) else text.encode()), kind, **said)


def test_svi_is_read_with_its_themes_and_missing_ranks():
    found = index(SVI, "svi", name="SVI_2022_US_county.csv")

    assert facts_of(["01001"], found) == [
        ("vulnerability", "2022-01-01", "q1"),
        ("svi_theme_1", "2022-01-01", "q1"),
        ("svi_theme_2", "2022-01-01", "q2"),
        ("svi_theme_3", "2022-01-01", "q3"),
        ("svi_theme_4", "2022-01-01", "q1"),
        ("population", "2022-01-01", "60000"),
    ]
    assert found.counties["35039"].values["vulnerability"] == "not_classified"
    assert found.counties["35039"].values["svi_theme_2"] == "q4"
    assert set(found.counties) == {"01001", "01003", "01005", "09110", "35039"}


@pytest.mark.parametrize("content", [RUCC.encode(), RUCC_LONG.encode("latin-1")], ids=["wide", "long, Latin-1"])
def test_rucc_is_read_in_both_shapes(content):
    found = index(content, "rucc")

    assert found.source == "USDA ERS RUCC 2023"
    assert facts_of(["01001"], found) == [
        ("rural_urban", "2023-01-01", "metro"),
        ("population", "2020-01-01", "58805"),
    ]


def test_an_island_without_a_code_is_not_classified():
    assert index(RUCC, "rucc").counties["60030"].values == {"rural_urban": "not_classified"}


def test_nchs_takes_the_newest_code_and_leaves_dissolved_areas_out():
    found = index(NCHS, "nchs")

    assert (found.source, sorted(found.counties)) == ("NCHS urban-rural 2013", ["01001", "01005"])
    assert facts_of(["01005"], found) == [("nchs", "2013-01-01", "6")]
    assert found.notes == [Problem(4, "51560 has no residents any more: the area was dissolved.")]


def test_several_counties_belong_where_most_people_live():
    found = index(SVI, "svi", year=2022)

    facts = {kind: value for kind, _, value in facts_of(["01001", "01003", "01005"], found)}

    assert facts["vulnerability"] == "q1"
    assert facts["share_in_q4"] == "33.3"
    assert facts["population"] == "150000"


def test_of_two_alike_the_more_vulnerable_is_taken():
    even = SVI.replace("60000", "50000")

    facts = {kind: value for kind, _, value in facts_of(["01001", "01005"], index(even, "svi", year=2022))}

    assert (facts["vulnerability"], facts["share_in_q4"]) == ("q4", "50.0")


def test_bad_lines_are_told_and_the_others_read():
    bad = "1,A,AL,Bibb,1007,1,0,0,0,0,1.7\n1,A,AL,Autauga,01001,1,0,0,0,0,0\n1,A,AL,A,1,1,0,0,0,0,0\n"

    found = index(SVI + bad, "svi", year=2022)

    assert len(found.counties) == 5
    assert found.refused == [
        Problem(7, "“1.7” is no rank of social vulnerability: ranks go from 0 to 1, -999 means missing."),
        Problem(8, "01001 stands on line 2 already."),
        Problem(9, "“01” is no FIPS code of a county: it has five digits."),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        (RUCC, "svi", "There is no column RPL_THEMES"),
        (SVI, "rucc", "There is no column RUCC"),
        (SVI, "nchs", "There is no column with a code and its year"),
        ("RPL_THEMES\n0.5\n", "svi", "There is no column with the FIPS codes"),
        (SVI, "svi", "Say the year, such as 2022"),
        ("FIPS,RPL_THEMES\nx,0.5\n", "svi", "No county could be read"),
    ],
)
def test_a_file_that_is_something_else_is_refused(text, kind, words):
    with pytest.raises(BadTable, match=words):
        index(text, kind, name="" if "year" in words or kind != "svi" else "2022")


def test_the_real_svi_is_read_whole():
    found = index(real("svi_2022_us_county.csv"), "svi", name="svi_2022_us_county.csv")

    assert (len(found.counties), found.refused) == (3144, [])
    assert sum(county.population for county in found.counties.values()) == 331_097_593
    quarters = [county.values["vulnerability"] for county in found.counties.values()]
    assert {quarter: quarters.count(quarter) for quarter in ("q1", "q2", "q3", "q4")} == {
        "q1": 786, "q2": 786, "q3": 786, "q4": 786,
    }  # fmt: skip


def test_the_real_county_without_a_rank_is_not_the_least_vulnerable():
    found = index(real("svi_2018_new_mexico_sample.csv"), "svi", name="svi_2018_new_mexico_sample.csv")

    assert found.counties["35039"].values["vulnerability"] == "not_classified"
    assert (len(found.counties), found.as_of.year, found.refused) == (33, 2018, [])


def test_the_real_rucc_is_read_whole():
    found = index(real("rucc_2023_county.csv"), "rucc")

    assert (len(found.counties), found.refused) == (3235, [])
    missing = [code for code, county in found.counties.items() if county.values["rural_urban"] == "not_classified"]
    assert len(missing) == 2


def test_the_real_nchs_is_read_without_its_dissolved_areas():
    found = index(real("nchs_urban_rural_2013_county.csv"), "nchs")

    codes = [county.values["nchs"] for county in found.counties.values()]
    assert [codes.count(code) for code in "123456"] == [68, 368, 373, 358, 641, 1335]
    assert (len(found.notes), found.refused) == (4, [])
    svi = index(real("svi_2022_us_county.csv"), "svi", year=2022)
    assert len([code for code in svi.counties if code not in found.counties]) == 13

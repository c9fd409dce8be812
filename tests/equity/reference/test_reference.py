"""The portal's measures against values of other software, here and beside the repository."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from equity import counts, funnel
from equity.complementary import CountTable, possible_range
from equity.inequality import slope
from equity.inequality.groups import Indicator, Subgroup
from tests.equity.reference import reading
from tests.equity.reference.adapter import MEASURES

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SHARED = ROOT.parent / "shared" / "equity-reference" / "check.py"

# One number for each case of the collection: 91 inequality measures, 21 awkward inputs, 92 small counts, 3 tables.
ALL_CASES = 91 + 21 + 92 + 3


def label(case: dict) -> str:
    return f"{case.get('measure', 'table')} {case['id']}"


@pytest.mark.parametrize("case", reading.cases_of("inequality_measures.json"), ids=label)
def test_measures_of_inequality_agree_with_the_reference(case):
    groups, asked = reading.arguments_of(case)

    found = MEASURES[case["measure"]](groups, **asked)

    assert list(reading.faults_of_measure(case, found)) == []


@pytest.mark.parametrize("case", reading.cases_of("edge_cases.json"), ids=label)
def test_awkward_input_ends_as_required(case):
    groups, asked = reading.edge_arguments(case)

    found = MEASURES[case["measure"]](groups, **asked)

    assert list(reading.faults_of_edge(case, found)) == []


@pytest.mark.parametrize("case", reading.cases_of("small_counts.json"), ids=label)
def test_small_counts_agree_with_the_reference(case):
    found = MEASURES[case["measure"]](**case["input"])

    assert list(reading.faults_of_count(case, found)) == []


@pytest.mark.parametrize("table", reading.cases_of("suppression.json", "tables"), ids=label)
def test_hidden_counts_cannot_be_narrowed_down(table):
    asked = CountTable(
        tuple(tuple(row) for row in table["counts"]),
        table["publish_row_totals"], table["publish_column_totals"], table["publish_grand_total"],
    )  # fmt: skip

    mask = MEASURES["suppress"](table)

    hidden = frozenset(cell for cell in asked.cells if mask[cell[0]][cell[1]])
    assert {cell for cell in asked.cells if 1 <= asked.count(cell) < table["threshold"]} <= hidden
    assert len(hidden) <= table["fewest_cells_that_can_be_suppressed"] + 2
    for cell in hidden:
        low, high = possible_range(asked, hidden, cell)
        assert high - low >= table["threshold"] - 1e-7


def rows_of(name: str) -> list[dict]:
    """A table of PHE's own tests; it stays beside the repository, under its own licence."""
    path = SHARED.parent / "phe" / name
    if not path.exists():
        pytest.skip("PHE's test tables are not beside this clone.")
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def test_rates_agree_with_phes_own_test_table():
    for row in (one for one in rows_of("rates.csv") if one["value"]):
        events, people, per = int(row["Numerator"]), float(row["Denominator"]), float(row["multiplier"])
        near, far = (counts.rate(events, people, multiplier=per, confidence=sure) for sure in (0.95, 0.998))
        expected = [float(row[key]) for key in ("value", "lower95_0cl", "upper95_0cl", "lower99_8cl", "upper99_8cl")]
        assert [near.value, near.lower, near.upper, far.lower, far.upper] == pytest.approx(expected, rel=1e-6), row


def test_funnels_of_ratios_agree_with_phes_own_test_table():
    for row in rows_of("funnel_ratio_limits.csv"):
        observed = int(row["Observed_events"])
        near, far = funnel.ratio_limits(observed), funnel.ratio_limits(observed, confidence=funnel.ALARM)
        expected = [float(row[f"{side}_{how}s_isr"]) / 100 for how in (2, 3) for side in ("lower", "upper")]
        assert [near.lower, near.upper, far.lower, far.upper] == pytest.approx(expected, rel=1e-4), row


def test_funnels_of_shares_agree_with_phes_own_test_table():
    for row in rows_of("funnel_proportion_limits.csv"):
        baseline, people = float(row["Baseline"]) / 100, float(row["Population"])
        near = funnel.proportion_limits(baseline, people)
        far = funnel.proportion_limits(baseline, people, confidence=funnel.ALARM)
        columns = ("Lower2s0025limit", "Upper2s0025limit", "Lower3s0001limit", "Upper3s0001limit")
        expected = [float(row[key]) / 100 for key in columns]
        assert [near.lower, near.upper, far.lower, far.upper] == pytest.approx(expected, abs=1e-6), row


def test_slopes_agree_with_phes_own_test_table():
    """Its limits follow other assumptions for rates and shares, so only those of means are compared."""
    mean = Indicator("given", favourable=True)
    rows = rows_of("sii_rii.csv")
    for key in dict.fromkeys((row["TestDescription"], row["Area"]) for row in rows):
        area = [row for row in rows if (row["TestDescription"], row["Area"]) == key]
        groups = [
            Subgroup(row["Quantile"], float(row["Value"]), float(row["Population"]),
                     se=float(row["StandardError"] or 0), order=int(row["Quantile"]))
            for row in area
        ]  # fmt: skip
        gap, times = slope.slope_index(groups, mean), slope.relative_index(groups, mean)
        first = area[0]
        assert [gap.value, times.value] == pytest.approx([float(first["sii"]), float(first["rii"])], rel=1e-9), key
        if first["ValueType"] == "0" and first["sii_lowercl_1"]:
            low, high = float(first["sii_lowercl_1"]), float(first["sii_uppercl_1"])
            assert [gap.lower, gap.upper] == pytest.approx([low, high], abs=0.02 * (high - low)), key


def test_the_whole_collection_passes_its_own_checker():
    if not SHARED.exists():
        pytest.skip("The reference collection is not beside this clone; the cases kept here were tested.")

    done = subprocess.run(
        [sys.executable, str(SHARED), "--adapter", str(HERE / "adapter.py")],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.stdout.splitlines() == [f"{ALL_CASES} passed, 0 failed, 0 skipped"], done.stderr

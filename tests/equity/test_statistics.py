"""Our formulas against R, statsmodels and scipy."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import chdtrc

from equity import statistics
from equity.statistics import Spell

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared" / "equity-reference" / "expected" / "small_counts.json"
MEASURES = {
    "wilson", "difference_newcombe", "homogeneity_chi2", "homogeneity_fisher", "kaplan_meier", "logrank"
}  # fmt: skip


def cases_of(path: Path) -> list[dict]:
    return [case for case in json.loads(path.read_text())["cases"] if case["measure"] in MEASURES]


def waits_of(data: dict) -> dict[str, dict[float, Spell]]:
    groups: dict[str, dict[float, Spell]] = {}
    for time, replied, group in zip(data["time"], data["event"], data["group"], strict=True):
        waits = groups.setdefault(group, {})
        before = waits.get(time, Spell())
        waits[time] = Spell(before.replied + replied, before.unwatched + 1 - replied)
    return groups


def compute(measure: str, data: dict) -> dict:
    if measure == "wilson":
        low, high = statistics.wilson(data["x"], data["n"], confidence=data["confidence"])
        return {"lower": low, "upper": high}
    if measure == "difference_newcombe":
        low, high = statistics.newcombe(data["x1"], data["n1"], data["x2"], data["n2"], confidence=data["confidence"])
        return {"difference": data["x1"] / data["n1"] - data["x2"] / data["n2"], "lower": low, "upper": high}
    if measure == "homogeneity_fisher":
        return {"p_value": statistics.fisher(data["numerators"], data["denominators"])}
    if measure == "logrank":
        statistic, df, p = statistics.log_rank(list(waits_of(data).values()))
        return {"chisq": statistic, "df": df, "p_value": p}
    statistic, df, p = statistics.chi_square(data["numerators"], data["denominators"])
    least = statistics.smallest_expected(data["numerators"], data["denominators"])
    return {"statistic": statistic, "df": df, "p_value": p, "min_expected": least}


def agree(case: dict) -> None:
    if case["measure"] == "kaplan_meier":
        for expected in (curve for curve in case["expected"] if curve["conf_type"] == "log-log"):
            agree_on_curve(waits_of(case["input"])[expected["group"]], expected)
        return
    found = compute(case["measure"], case["input"])
    expected = {name: case["expected"][name] for name in found}
    assert found == pytest.approx(expected, rel=1e-6, abs=1e-9)


def agree_on_curve(waits: dict[float, Spell], expected: dict) -> None:
    steps = statistics.kaplan_meier(waits)
    waiting = [
        next((step.waiting for step in reversed(steps) if step.time <= time), 1.0) for time in expected["times"]
    ]
    median, low, high = statistics.halfway(steps)

    assert waiting == pytest.approx(expected["survival"], rel=1e-6, abs=1e-9)
    assert (low, high) == (expected["median_lower"], expected["median_upper"])
    is_flat = any(step.time == median and step.waiting == pytest.approx(0.5) for step in steps)
    assert median <= expected["median"] if is_flat else median == expected["median"]


@pytest.fixture
def any_number_of_tables(monkeypatch):
    monkeypatch.setattr(statistics, "MOST_TABLES", 10**7)


@pytest.mark.parametrize(
    "case", cases_of(HERE / "reference_values.json"), ids=lambda case: f"{case['measure']} {case['id']}"
)
def test_formulas_agree_with_the_reference_values_kept_here(case, any_number_of_tables):
    agree(case)


def test_formulas_agree_with_all_shared_reference_values(any_number_of_tables):
    if not SHARED.exists():
        pytest.skip("The shared reference values are not beside this clone; those kept here were tested.")

    for case in cases_of(SHARED):
        agree(case)


@pytest.mark.parametrize("df", range(1, 9))
@pytest.mark.parametrize("statistic", [0, 0.1, 1, 5, 30, 200, 3000])
def test_chi_square_tail_agrees_with_scipy(statistic, df):
    assert statistics.chi_square_tail(statistic, df) == pytest.approx(chdtrc(df, statistic), rel=1e-9, abs=1e-300)


@pytest.mark.parametrize(
    ("counts", "sizes"),
    [([3, 9, 4], [20, 30, 25]), ([1, 8, 2, 5], [6, 20, 12, 15]), ([0, 4], [9, 11]), ([5, 5, 5], [10, 10, 10])],
)
def test_deals_agree_with_counting_every_table(counts, sizes):
    found = statistics.dealt_anew(counts, sizes)

    every = list(statistics._tables(sum(counts), sizes))
    weights = np.exp([statistics._log_ways(table, sizes) for table in every])
    expected = sum(counts) * np.array(sizes) / sum(sizes)
    spread = ((np.array(every) - expected) ** 2 / expected).sum(axis=1)
    seen = ((np.array(counts) - expected) ** 2 / expected).sum()
    exact = weights[spread >= seen - 1e-9].sum() / weights.sum()
    assert found == pytest.approx(exact, abs=4 * (exact * (1 - exact) / 9999) ** 0.5 + 2e-4)
    assert found == statistics.dealt_anew(counts, sizes)


def test_deals_are_quick_where_tables_are_many():
    assert statistics.dealt_anew([5, 17, 600, 12, 3], [7, 87, 3_000, 50, 900]) < 0.001
    assert statistics.dealt_anew([1, 20, 600, 10, 180], [7, 87, 3_000, 50, 900]) > 0.2


def test_fisher_refuses_what_would_take_too_long():
    assert statistics.fisher([40, 50, 60, 70], [100, 100, 100, 100]) is None


def test_log_rank_refuses_when_nobody_was_replied_to():
    waiting = {5.0: Spell(unwatched=20)}

    assert statistics.log_rank([waiting, waiting]) is None
    assert statistics.log_rank([waiting]) is None


def test_together_adds_up_spells():
    one, other = {1.0: Spell(2, 1)}, {1.0: Spell(1, 0), 4.0: Spell(0, 3)}

    assert statistics.together([one, other]) == {1.0: Spell(3, 1), 4.0: Spell(0, 3)}


spells = st.builds(Spell, replied=st.integers(0, 30), unwatched=st.integers(0, 30))
waits = st.dictionaries(st.integers(0, 800).map(float), spells, min_size=1, max_size=12)


@given(waits)
def test_kaplan_meier_never_rises_and_is_never_nan(found):
    steps = statistics.kaplan_meier(found)
    levels = [step.waiting for step in steps]

    assert levels == sorted(levels, reverse=True)
    for step in steps:
        numbers = [step.waiting, *(limit for limit in (step.low, step.high) if limit is not None)]
        assert all(math.isfinite(number) and 0 <= number <= 1 for number in numbers)
        assert step.low is None or step.low <= step.waiting <= step.high


@given(st.lists(waits, min_size=2, max_size=5))
def test_log_rank_gives_a_probability_or_refuses(groups):
    result = statistics.log_rank(groups)

    assert result is None or (math.isfinite(result[0]) and 0 <= result[2] <= 1)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share(counted):
    count, n = counted
    low, high = statistics.wilson(count, n)

    assert 0 <= low <= count / n <= high <= 1

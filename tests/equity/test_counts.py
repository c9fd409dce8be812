"""Limits and tests for few people, beyond the reference values."""

from __future__ import annotations

import itertools
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.special import betaincinv, gammaincinv

from equity import counts, funnel, participation, waiting
from equity.claims import AMOUNTS, RATIOS, Measure
from equity.indicators import INDICATORS
from equity.measures import ChanceTest
from equity.quantiles import beta_below, beta_quantile, gamma_above, gamma_below, gamma_quantile
from equity.results import Result

ROOT = Path(__file__).parents[2]
TAILS = [0.0005, 0.001, 0.025, 0.3, 0.5, 0.9, 0.975, 0.9995]
whole = st.integers(0, 3000)
part_and_whole = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize(("a", "b"), [(1, 1), (1, 20), (20, 1), (0.5, 0.5), (3, 7), (41, 28), (500, 2), (1500, 1400)])
def test_beta_quantiles_agree_with_scipy(tail, a, b):
    assert beta_quantile(tail, a, b) == pytest.approx(betaincinv(a, b, tail), rel=1e-9, abs=1e-14)


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("shape", [0.5, 1, 2, 9, 10, 65, 1000, 100_000])
def test_gamma_quantiles_agree_with_scipy(tail, shape):
    assert gamma_quantile(tail, shape) == pytest.approx(gammaincinv(shape, tail), rel=1e-9)
    assert gamma_quantile(tail, shape, upper=True) == pytest.approx(gammaincinv(shape, 1 - tail), rel=1e-9)


def test_incomplete_functions_begin_at_nothing_and_end_at_all():
    assert (beta_below(0, 2, 3), beta_below(1, 2, 3)) == (0, 1)
    assert (gamma_below(0, 2), gamma_above(0, 2)) == (0, 1)


@given(part_and_whole)
def test_exact_limits_hold_the_share(counted):
    found = counts.exact_share(*counted)

    assert 0 <= found.lower <= found.value <= found.upper <= 1


@given(whole)
def test_limits_of_counts_hold_the_count(count):
    for measure in (counts.byars, counts.exact_count):
        found = measure(count)
        assert 0 <= found.lower <= found.value <= found.upper < math.inf


@given(whole, st.floats(0.01, 1e6), whole, st.floats(0.01, 1e6))
def test_rate_ratios_are_finite_or_one_sided_or_refused(a, time, b, other_time):
    found = counts.rate_ratio(a, time, b, other_time)

    assert bool(found.why) == (a + b == 0)
    assert (found.value is None) == (a == 0 or b == 0)
    if found.value is not None:
        assert found.lower <= found.value <= found.upper
    p = counts.rates_differ(a, time, b, other_time).p
    assert 0 <= p <= 1


def test_rates_differ_agrees_with_scipy():
    for a, b, time, other in ((11, 8, 800, 1000), (3, 40, 5, 2), (0, 7, 1, 1)):
        expected = stats.binomtest(a, a + b, time / (time + other)).pvalue
        assert counts.rates_differ(a, time, b, other).p == pytest.approx(expected, rel=1e-9)


def test_a_zero_count_gives_a_limit_and_no_point():
    none, other_none = counts.rate_ratio(0, 10, 4, 12), counts.rate_ratio(4, 12, 0, 10)

    assert (none.value, none.lower, round(none.upper, 4)) == (None, 0.0, 1.8178)
    assert (other_none.value, round(other_none.lower, 4), other_none.upper) == (None, 0.5501, None)
    assert other_none.notes == ("at least; the other had no event",)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (counts.exact_share(5, 4), "5 cannot be a part of 4"),
        (counts.exact_share(0, 0), "nobody was asked"),
        (counts.exact_share(-1, 4), "the count is -1, not a whole number from 0 up"),
        (counts.exact_share(1.5, 4), "the count is 1.5, not a whole number from 0 up"),
        (counts.exact_share(1, 10**7), "exact limits are for up to 1,000,000; use Wilson's"),
        (counts.exact_count(10**7), "exact limits are for up to 1,000,000 events; use Byar's"),
        (counts.byars(math.nan), "the count is nan, not a whole number from 0 up"),
        (counts.rate(3, 0), "the time or number of people is 0, not above 0"),
        (counts.representation_ratio(3, 0), "the number expected is 0, not above 0"),
        (counts.rate_ratio(0, 10, 0, 12), "there is no event in either"),
        (counts.exact_share(1, 4, confidence=1), "a confidence of 1 is not between 0 and 1"),
        (funnel.proportion_limits(1.2, 5), "an overall share of 1.2 is not between 0 and 1"),
        (funnel.proportion_limits(0.2, 0), "nobody was asked"),
        (funnel.ratio_limits(0), "the number observed must be from 1 to 1,000,000"),
        (participation.gini([]), "there is no recipient"),
        (participation.gini([0, 0]), "nobody took part: the sum is zero"),
        (participation.gini([1, -1]), "a value is negative or not finite"),
        (participation.gini([3], small_sample=True), "one recipient cannot be compared with itself"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(found, sentence):
    assert found == Result(why=f"not computable: {sentence}")


def test_trend_needs_three_groups_and_finds_none_where_all_are_alike():
    assert counts.shares_trend([1, 2], [5, 5]).why.startswith("not computable")
    assert counts.shares_trend([6, 2, 1], [5, 5, 5]).why.startswith("not computable")
    assert counts.shares_trend([0, 0, 0], [5, 5, 5]) == ChanceTest(p=1.0)


def test_trend_does_not_mind_a_group_without_anybody():
    with_gap = counts.shares_trend([41, 0, 74, 118], [68, 0, 97, 139])

    assert with_gap.p < 0.001


def test_rates_that_cannot_be_are_refused_in_the_test_too():
    assert counts.rates_differ(1, 0, 2, 3).why == "not computable: the time is 0, not above 0"


def test_display_standard_refuses_nobody():
    assert counts.nchs_proportion_display(0, 0) == counts.Precision(
        "not_computable", why="not computable: nobody was asked"
    )


@given(st.lists(part_and_whole, min_size=1, max_size=8))
def test_funnel_places_everybody(counted):
    numerators, denominators = zip(*counted, strict=True)

    assert len(funnel.proportion_funnel(numerators, denominators).places) == len(counted)


@pytest.mark.parametrize("share", [0.05, 0.3, 0.71, 0.9, 0.95, 1.0, 0.0])
@pytest.mark.parametrize("n", [1, 5, 10, 37, 200])
@pytest.mark.parametrize(("confidence", "most_often"), [(0.95, 0.025), (0.998, 0.001)])
def test_no_more_than_so_many_like_all_others_lie_beyond_the_limits(share, n, confidence, most_often):
    least, most = funnel.exact_limits(share, n, confidence=confidence)

    assert stats.binom.cdf(least - 1, n, share) <= most_often + 1e-9
    assert stats.binom.sf(most, n, share) <= most_often + 1e-9
    assert stats.binom.cdf(least, n, share) > most_often  # one more would be too many
    assert most == 0 or stats.binom.sf(most - 1, n, share) > most_often
    below = funnel.chance_below(share, n, confidence=confidence)
    assert below == pytest.approx(stats.binom.cdf(least - 1, n, share), abs=1e-12)


def test_few_replies_do_not_make_somebody_stand_out():
    """One department in eighty with ten due at 90 % would lie below the usual 99.8 % limit by chance alone."""
    counts_of, sizes = [6, *[9] * 99], [10] * 100

    usual = funnel.proportion_limits(sum(counts_of) / 1000, 10, confidence=funnel.ALARM)
    assert counts_of[0] / 10 < (usual.lower or 0) + 0.02
    assert funnel.proportion_funnel(counts_of, sizes).places[0] == "low"


def test_funnel_refuses_nobody_and_passes_over_an_empty_recipient():
    assert funnel.proportion_funnel([0], [0]).why.startswith("not computable")
    assert funnel.proportion_funnel([2, 0], [4, 0]).places == ("inside", "not computable")


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30))
def test_gini_is_from_nothing_to_one_and_agrees_with_the_lorenz_curve(values):
    found = participation.gini(values)
    points = participation.lorenz(values)

    if found.why:
        assert points == ()
        return
    area = sum((y + y2) / 2 * (x2 - x) for (x, y), (x2, y2) in itertools.pairwise(points))
    assert 0 <= found.value <= 1
    assert found.value == pytest.approx(1 - 2 * area, abs=1e-9)
    assert points[-1] == (1.0, pytest.approx(1.0))


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=60))
def test_median_lies_within_its_limits(values):
    found = waiting.middle(values)

    if found.lower is not None:
        assert found.lower <= found.median <= found.upper
        assert found.coverage >= 0.95
    assert (found.lower is None) == (len(values) < 6)


def test_medians_of_nothing_are_refused():
    assert waiting.middle([]).why == "not computable: there is no value, or one that is not finite"
    assert waiting.middle([math.nan]).why == "not computable: there is no value, or one that is not finite"


def test_curves_say_when_more_than_half_still_wait_and_refuse_negative_times():
    found = waiting.curves([5, 20, 20, -1], [True, False, False, True], ["rural", "rural", "rural", "urban"])

    assert (found["rural"].median, found["rural"].why) == (None, "more than half still waiting after 20")
    assert found["rural"].waiting_after(4) == 1
    assert found["urban"].why == "not computable: a time is negative or not finite"


def test_every_measure_of_the_page_declares_scale_and_direction():
    assert set(INDICATORS) == set(Measure) - {*RATIOS, Measure.EVENNESS}  # ratios and one index are no shares
    assert [measure for measure, one in INDICATORS.items() if not one.favourable] == [Measure.WAIT, Measure.OPEN]
    medians = {Measure.WAIT, *AMOUNTS}
    assert {one.bounds for measure, one in INDICATORS.items() if measure not in medians} == {(0, 1)}
    assert {INDICATORS[measure].bounds for measure in medians} == {(0, math.inf)}


def test_measures_need_no_statistics_packages():
    code = (
        "import sys; from equity import counts, funnel, participation, waiting;"
        "from equity.inequality import entropy, impact, noise, ordered, simple, slope, spread;"
        "print([name for name in ('scipy', 'statsmodels', 'lifelines') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False
    )

    assert done.stdout.strip() == "[]", done.stderr

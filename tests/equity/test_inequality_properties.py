"""What holds for every measure of inequality, whatever the groups."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from equity.inequality import entropy, impact, noise, ordered, resampling, simple, slope, spread
from equity.inequality.groups import Indicator, Subgroup, counted
from equity.results import Result

PERCENT = Indicator("in time", favourable=True, scale=100.0)
HOURS = Indicator("waiting", favourable=False, minimum=0.0)
ANYTHING = Indicator("a balance", favourable=True)

ABSOLUTE = {
    "D": partial(simple.difference, pair="extremes"),
    "D between the ends": partial(simple.difference, pair="ends"),
    "ACI": ordered.absolute_concentration,
    "SII": slope.slope_index,
    "BGSD": spread.between_group_deviation,
    "MDMW": spread.difference_from_mean,
    "MDMU": partial(spread.difference_from_mean, weighted=False),
    "MDBW": spread.difference_from_best,
    "MDBU": partial(spread.difference_from_best, weighted=False),
    "MDRW": spread.difference_from_reference,
    "MDRU": partial(spread.difference_from_reference, weighted=False),
    "PAR": partial(impact.attributable_risk, is_ordered=False),
    "PAR of ranks": partial(impact.attributable_risk, is_ordered=True),
}
SQUARED = {"BGV": spread.between_group_variance, "BGVC": spread.corrected_variance}
RELATIVE = {
    "R": partial(simple.ratio, pair="extremes"),
    "R between the ends": partial(simple.ratio, pair="ends"),
    "RCI": ordered.relative_concentration,
    "RII": slope.relative_index,
    "COV": spread.coefficient_of_variation,
    "IDISW": spread.index_of_disparity,
    "IDISU": partial(spread.index_of_disparity, weighted=False),
    "TI": entropy.theil_index,
    "MLD": entropy.mean_log_deviation,
    "PAF": partial(impact.attributable_fraction, is_ordered=False),
    "PAF of ranks": partial(impact.attributable_fraction, is_ordered=True),
}
SHARES = {
    "SII of a curve": partial(slope.slope_index, fit="logit"),
    "RII of a curve": partial(slope.relative_index, fit="logit"),
    "RCI by Wagstaff": partial(ordered.relative_concentration, bounded="wagstaff"),
    "RCI by Erreygers": partial(ordered.relative_concentration, bounded="erreygers"),
    "ACI rescaled": partial(ordered.absolute_concentration, rescaled=True),
    "floor of IDIS": noise.disparity_floor,
    "floor of BGSD": noise.deviation_floor,
}
ALL = ABSOLUTE | SQUARED | RELATIVE | SHARES
NAMES = "alder birch cedar dogwood elm fir ginkgo hazel".split()
few_examples = settings(max_examples=20, deadline=None)


@pytest.fixture(autouse=True, scope="module")
def _few_draws():
    """What holds, holds for any number of draws."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (resampling, noise):
            patch.setattr(module, "DRAWS", 300)
        yield


def in_order(rows) -> list[Subgroup]:
    return [
        Subgroup(NAMES[at], y, population, se=se, order=at + 1, is_reference=at == 0)
        for at, (y, population, se) in enumerate(rows)
    ]


people = st.integers(1, 10**6)
percentages = st.floats(0, 100)
errors = st.one_of(st.just(0.0), st.floats(1e-6, 50))
tables = st.lists(st.tuples(percentages, people, errors), min_size=3, max_size=8).map(in_order)
asked = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
asked_tables = st.lists(asked, min_size=3, max_size=8).map(
    lambda rows: [
        replace(counted(NAMES[at], x, n, PERCENT, order=at + 1), is_reference=at == 0)
        for at, (x, n) in enumerate(rows)
    ]
)


def numbers_of(result: Result) -> list[float]:
    return [number for number in (result.value, result.lower, result.upper) if number is not None]


def alike(one: Result, other: Result, factor: float = 1.0) -> bool:
    if (one.why == "") != (other.why == ""):
        return False
    pairs = zip((one.value, one.lower, one.upper), (other.value, other.lower, other.upper), strict=True)
    return all(
        (a is None) == (b is None) and (a is None or math.isclose(a * factor, b, rel_tol=1e-6, abs_tol=1e-6 * factor))
        for a, b in pairs
    )


@pytest.mark.parametrize("measure", ALL.values(), ids=ALL)
@given(groups=st.one_of(tables, asked_tables))
@few_examples
def test_a_measure_gives_finite_numbers_or_a_reason(measure, groups):
    result = measure(groups, PERCENT)

    assert all(math.isfinite(number) for number in numbers_of(result))
    assert bool(numbers_of(result)) != bool(result.why)
    assert not result.why or result.why.startswith("not computable: ")


odd = st.one_of(st.none(), st.floats(), st.floats(-1e3, 1e3))
odd_groups = st.lists(
    st.builds(
        Subgroup, name=st.sampled_from(NAMES), estimate=odd, population=st.floats(), se=odd,
        order=st.one_of(st.none(), st.integers(0, 9)), numerator=odd, denominator=odd, is_reference=st.booleans(),
    ),
    max_size=8,
)  # fmt: skip


@pytest.mark.parametrize("measure", ALL.values(), ids=ALL)
@given(groups=odd_groups, indicator=st.sampled_from([PERCENT, HOURS, ANYTHING]))
@few_examples
def test_a_measure_survives_any_input(measure, groups, indicator):
    result = measure(groups, indicator)

    assert all(math.isfinite(number) for number in numbers_of(result))
    assert bool(numbers_of(result)) != bool(result.why)


@pytest.mark.parametrize("measure", ALL.values(), ids=ALL)
@given(groups=st.one_of(tables, asked_tables), mix=st.randoms(use_true_random=False))
@few_examples
def test_the_order_in_which_groups_are_given_changes_nothing(measure, groups, mix):
    mixed = list(groups)
    mix.shuffle(mixed)

    assert measure(mixed, PERCENT) == measure(groups, PERCENT)


@pytest.mark.parametrize("measure", ALL.values(), ids=ALL)
@given(groups=st.one_of(tables, asked_tables))
@few_examples
def test_an_empty_group_changes_nothing(measure, groups):
    empty = Subgroup("zelkova", None, population=0, order=len(groups) + 1)

    assert measure([*groups, empty], PERCENT) == measure(groups, PERCENT)


@pytest.mark.parametrize("measure", RELATIVE.values(), ids=RELATIVE)
@given(groups=tables)
@few_examples
def test_a_relative_measure_does_not_depend_on_the_unit(measure, groups):
    assume(all(group.estimate > 0.01 for group in groups))
    per_mille = Indicator("in time", favourable=True, scale=1000.0)
    tenfold = [replace(group, estimate=group.estimate * 10, se=group.se * 10) for group in groups]

    assert alike(measure(groups, PERCENT), measure(tenfold, per_mille))


@pytest.mark.parametrize(
    ("measure", "factor"),
    [(one, 10) for one in ABSOLUTE.values()] + [(one, 100) for one in SQUARED.values()],
    ids=[*ABSOLUTE, *SQUARED],
)
@given(groups=tables)
@few_examples
def test_an_absolute_measure_follows_the_unit(measure, factor, groups):
    per_mille = Indicator("in time", favourable=True, scale=1000.0)
    tenfold = [replace(group, estimate=group.estimate * 10, se=group.se * 10) for group in groups]

    assert alike(measure(groups, PERCENT), measure(tenfold, per_mille), factor)


@given(groups=tables)
@few_examples
def test_measures_keep_within_their_bounds(groups):
    relative = ordered.relative_concentration(groups, PERCENT)
    erreygers = ordered.relative_concentration(groups, PERCENT, bounded="erreygers")
    wagstaff = ordered.relative_concentration(groups, PERCENT, bounded="wagstaff")

    for index in (relative, erreygers, wagstaff):
        assert index.why or -1 - 1e-9 <= index.value <= 1 + 1e-9
    for name in ("BGSD", "MDMW", "MDMU", "MDBW", "MDRW"):
        assert -1e-9 <= ABSOLUTE[name](groups, PERCENT).value <= 100
    for name in ("TI", "MLD", "COV", "IDISW", "PAF"):
        result = RELATIVE[name](groups, PERCENT)
        assert result.why or result.value >= -1e-9


@pytest.mark.parametrize("measure", [*ABSOLUTE.values(), *SQUARED.values()][:-1], ids=[*ABSOLUTE, *SQUARED][:-1])
def test_no_difference_is_no_inequality(measure):
    assert measure(in_order([(40.0, 10, None), (40.0, 20, None), (40.0, 30, None)]), PERCENT).value == pytest.approx(0)


@pytest.mark.parametrize("measure", RELATIVE.values(), ids=RELATIVE)
def test_no_difference_is_no_relative_inequality(measure):
    result = measure(in_order([(40.0, 10, None), (40.0, 20, None), (40.0, 30, None)]), PERCENT)

    is_ratio = getattr(measure, "func", measure) in (simple.ratio, slope.relative_index)
    assert result.value == pytest.approx(1 if is_ratio else 0)

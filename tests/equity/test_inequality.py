"""Measures of inequality case by case: direction, limits, refusals. The properties are in their own file."""

from __future__ import annotations

import inspect
import math
from dataclasses import replace

import pytest

from equity.inequality import entropy, impact, noise, ordered, simple, slope, spread
from equity.inequality.groups import Indicator, Subgroup, counted, unordered
from equity.inequality.resampling import sampled, truncated
from equity.results import NO_LIMITS
from tests.equity.test_inequality_properties import ABSOLUTE, ANYTHING, HOURS, NAMES, PERCENT, RELATIVE, in_order


def test_without_standard_errors_there_is_a_value_and_no_interval():
    groups = in_order([(40.0, 10, None), (50.0, 20, None), (70.0, 30, None)])

    for name, measure in (ABSOLUTE | RELATIVE).items():
        result = measure(groups, PERCENT)
        assert result.value is not None, name
        if "PA" not in name:
            assert (result.lower, result.upper) == (None, None), name


def test_the_same_groups_have_the_same_limits_each_time():
    groups = [counted(NAMES[at], x, 40, PERCENT, order=at + 1) for at, x in enumerate((12, 20, 31))]

    assert ordered.absolute_concentration(groups, PERCENT) == ordered.absolute_concentration(groups, PERCENT)
    assert spread.index_of_disparity(groups, PERCENT) == spread.index_of_disparity(groups, PERCENT)


def test_less_is_better_turns_the_difference_and_the_ratio():
    groups = in_order([(30.0, 10, 1.0), (20.0, 10, 1.0), (10.0, 10, 1.0)])

    assert simple.difference(groups, HOURS, pair="ends").value == 20
    assert simple.ratio(groups, HOURS, pair="ends").value == 3
    assert simple.difference(groups, HOURS, pair=("cedar", "birch")).value == 10
    assert impact.attributable_risk(groups, HOURS, is_ordered=True).value == pytest.approx(-10)


def test_a_difference_of_counted_shares_has_newcombes_limits():
    groups = [counted("rural", 41, 68, PERCENT), counted("urban", 118, 139, PERCENT)]

    result = simple.difference(groups, PERCENT, pair=("urban", "rural"))

    assert (round(result.value, 2), round(result.lower, 2), round(result.upper, 2)) == (24.6, 11.81, 37.49)


def test_all_or_nothing_in_two_groups_is_not_taken_for_certain():
    groups = [counted("rural", 0, 8, PERCENT), counted("urban", 9, 9, PERCENT), counted("tribal", 0, 5, PERCENT)]

    result = simple.difference(groups, PERCENT, pair=("urban", "rural"))
    bare = simple.difference(
        in_order([(0.0, 8, 0.0), (100.0, 9, 0.0), (5.0, 3, 0.0)]), PERCENT, pair=("birch", "alder")
    )

    assert (result.value, round(result.lower, 1), result.upper) == (100, 55.9, 100)
    assert (bare.value, bare.lower) == (100, None)


def test_a_ratio_to_everybody_is_not_taken_for_certain():
    groups = [counted("rural", 9, 9, PERCENT), counted("urban", 9, 9, PERCENT), counted("tribal", 0, 5, PERCENT)]

    equal, nothing = (simple.ratio(groups, PERCENT, pair=pair) for pair in (("urban", "rural"), ("tribal", "rural")))

    assert equal.lower < 0.9 < 1 < equal.upper
    assert (nothing.value, nothing.lower) == (0, None)


def test_bounds_other_than_the_scale_keep_the_limits_of_counted_shares():
    narrow = Indicator("in time", favourable=True, scale=100.0, minimum=0.0, maximum=90.0)
    groups = [counted(NAMES[at], x, 40, narrow, order=at + 1) for at, x in enumerate((12, 20, 31))]

    result = ordered.absolute_concentration(groups, narrow, rescaled=True)

    assert result.lower < result.value < result.upper


def with_fault(**fault):
    groups = in_order([(10.0, 10, 1.0), (20.0, 20, 1.0), (30.0, 30, 1.0), (40.0, 30, 1.0)])
    return [replace(groups[0], **fault), *groups[1:]]


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"estimate": -5.0}, "the value of “alder” is negative, and the indicator declares 0 to 100"),
        ({"estimate": 101.0}, "the value of “alder” is 101, and the indicator declares 0 to 100"),
        ({"estimate": math.nan}, "a number of “alder” is not finite"),
        ({"population": -1}, "the population or the standard error of “alder” is negative"),
        ({"name": "birch"}, "two groups have the same name"),
        ({"numerator": 5, "denominator": 4}, "the counts of “alder” are not a part and its whole"),
        ({"numerator": 2, "denominator": 4}, "the value of “alder” is not what its counts give"),
    ],
)
def test_numbers_that_cannot_be_are_refused(fault, sentence):
    assert spread.between_group_variance(with_fault(**fault), PERCENT).why == f"not computable: {sentence}"


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"estimate": None}, "the estimate of “alder” is missing, and leaving it out would shift all ranks"),
        ({"order": None}, "“alder” has no place in the order of the groups"),
        ({"order": 2}, "the order of the groups (2, 2, 3, 4) has a gap or two in one place"),
    ],
)
def test_ranks_that_are_not_clear_are_refused(fault, sentence):
    assert slope.slope_index(with_fault(**fault), PERCENT).why == f"not computable: {sentence}"


def test_a_group_without_a_value_is_named_with_its_share():
    groups = in_order([(10.0 * at, 20, 1.0) for at in range(7)])
    result = spread.between_group_variance([*groups, Subgroup("tribal", None, 10)], PERCENT)

    assert result.notes == ("left out, because it has no value: “tribal” (6.7% of all)",)


def test_too_many_people_without_a_value_are_refused():
    groups = in_order([(10.0 * at, 20, 1.0) for at in range(7)])
    result = spread.between_group_variance([*groups, Subgroup("tribal", None, 100)], PERCENT)

    assert result.why == "not computable: too many groups have no value (“tribal”: 42% of all)"


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (lambda groups: spread.difference_from_reference(
            [replace(group, is_reference=True) for group in groups], PERCENT),
         "two or more groups are declared as the reference, and exactly one must be"),
        (lambda groups: spread.difference_from_mean(groups, PERCENT, average=340.4),
         "the average of 340.4 lies outside the range of the groups"),
        (lambda groups: spread.difference_from_mean(groups[:2], PERCENT),
         "fewer than three groups have a value; compare two with a difference or a ratio"),
        (lambda groups: simple.difference(groups, PERCENT, pair=("alder", "oak")), "there is no group “oak”"),
        (lambda groups: simple.difference(groups, PERCENT, pair="extremes", confidence=95),
         "a confidence of 95 is not between 0 and 1"),
        (lambda groups: slope.slope_index(groups, HOURS, fit="logit"),
         "a logistic curve needs an indicator with a declared scale"),
        (lambda groups: ordered.absolute_concentration(groups, HOURS, rescaled=True),
         "the indicator declares no lowest and highest value"),
        (lambda groups: noise.disparity_floor(groups, PERCENT), "the noise floor needs the counts of every group"),
        (lambda groups: spread.corrected_variance([replace(group, se=None) for group in groups], PERCENT),
         "the standard error of a group is not known"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_with_a_sentence(result, sentence):
    groups = in_order([(10.0, 10, 1.0), (20.0, 20, 1.0), (30.0, 30, 1.0), (40.0, 30, 1.0)])

    assert result(groups).why == f"not computable: {sentence}"


def test_a_line_through_zero_has_no_ratio():
    groups = in_order([(0.0, 10, 1.0), (0.0, 10, 1.0), (90.0, 10, 1.0)])

    assert slope.relative_index(groups, PERCENT).why == "not computable: the line crosses zero"


def test_separated_groups_have_no_curve():
    groups = in_order([(0.0, 10, 1.0), (0.0, 10, 1.0), (100.0, 10, 1.0)])

    result = slope.slope_index(groups, PERCENT, fit="logit")

    assert result.why == "not computable: the logistic curve does not settle: the groups are too far apart"


def test_zero_has_no_logarithm_and_counts_as_nothing_in_theils_index():
    groups = in_order([(0.0, 10, 1.0), (20.0, 10, 1.0), (40.0, 10, 1.0)])

    assert entropy.mean_log_deviation(groups, PERCENT).why == (
        "not computable: the value of “alder” is zero, which has no logarithm"
    )
    assert entropy.theil_index(groups, PERCENT).value == pytest.approx(1000 * 2 / 3 * math.log(2))


def test_a_reference_worse_than_the_average_gains_nothing():
    groups = in_order([(90.0, 10, 1.0), (80.0, 20, 1.0), (20.0, 40, 1.0)])

    result = impact.attributable_risk(groups, PERCENT, is_ordered=True)

    assert (result.value, result.lower, result.notes) == (0.0, None, (impact.NO_BETTER,))


def test_no_more_spread_than_chance_is_said():
    groups = [counted(NAMES[at], x, 20, PERCENT) for at, x in enumerate((10, 11, 10))]

    result = spread.corrected_variance(groups, PERCENT)

    assert result.value < 0
    assert result.notes == ("no more spread than chance",)


def test_equal_groups_lie_below_their_noise_floor_and_unequal_ones_above():
    alike = [counted(NAMES[at], x, 40, PERCENT) for at, x in enumerate((20, 21, 19))]
    apart = [counted(NAMES[at], x, 40, PERCENT) for at, x in enumerate((4, 20, 36))]

    for measure, floor in (
        (spread.index_of_disparity, noise.disparity_floor),
        (spread.between_group_deviation, noise.deviation_floor),
    ):
        assert measure(alike, PERCENT).value < floor(alike, PERCENT).upper
        assert measure(apart, PERCENT).value > floor(apart, PERCENT).upper


def test_noise_floor_is_passed_by_one_in_twenty_equal_tables():
    groups = [counted(NAMES[at], 12, n, PERCENT) for at, n in enumerate((15, 25, 40, 60))]
    floor = noise.disparity_floor(groups, PERCENT).upper
    shares = noise._shuffled(unordered(groups, PERCENT))

    mean = (shares.shares[:1] @ shares.weights)[0]
    above = (100 * (abs(shares.shares - mean) @ shares.weights) / mean > floor).mean()

    assert 0.03 < above <= 0.05


def test_draws_stay_within_what_the_indicator_declares():
    groups = in_order([(0.0, 10, 5.0), (99.0, 20, 30.0), (50.0, 30, 1e9)])
    drawn = truncated(unordered(groups, PERCENT))

    assert drawn.min() >= 0
    assert drawn.max() <= 100
    assert 40 < drawn[:, 2].mean() < 60


def test_a_group_of_everybody_is_drawn_as_if_it_could_have_been_otherwise():
    groups = [counted(NAMES[at], x, 9, PERCENT, order=at + 1) for at, x in enumerate((0, 4, 9))]
    drawn = sampled(ordered.ordered(groups, PERCENT))

    assert drawn[:, 0].std() > 0
    assert drawn[:, 2].std() > 0


def test_limits_that_most_draws_cannot_give_are_left_out():
    groups = in_order([(0.5, 10, 40.0), (1.0, 10, 40.0), (2.0, 10, 40.0)])

    result = ordered.relative_concentration(groups, ANYTHING)

    assert result.value is not None
    assert (result.lower, result.upper) == (None, None)
    assert NO_LIMITS not in result.why


@pytest.mark.parametrize("module", [simple, ordered, slope, spread, entropy, impact, noise])
def test_every_measure_says_what_it_measures(module):
    ours = [
        function for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    ]  # fmt: skip

    assert ours
    for function in ours:
        for word in ("Formula", "Unit", "Domain", "Source", "Refuses"):
            assert f"{word}:" in function.__doc__ or "As `" in function.__doc__, (function.__name__, word)


@pytest.mark.parametrize("scale", [0, -1, math.inf, math.nan])
def test_an_indicator_with_an_impossible_scale_is_a_mistake_of_ours(scale):
    with pytest.raises(ValueError, match="The scale of an indicator"):
        Indicator("broken", favourable=True, scale=scale)


@pytest.mark.parametrize("factor", [1, 10])
def test_a_reference_that_is_the_average_gains_nothing_in_any_unit(factor):
    values = (28.5, 41.5, 41.5, 54.5, 41.5)
    groups = [
        Subgroup(f"group {place}", value * factor, population=1, order=place) for place, value in enumerate(values, 1)
    ]
    indicator = Indicator("in time", favourable=True, scale=100.0 * factor)

    result = impact.attributable_fraction(groups, indicator, is_ordered=True)

    assert (result.value, result.lower, result.upper) == (0.0, None, None)

from __future__ import annotations

from equity import measures
from equity.measures import ChanceTest, Difference, Estimate
from equity.statistics import Spell


def rounded(estimate):
    return [number and round(number, 3) for number in (estimate.value, estimate.low, estimate.high)]


def test_reach_is_a_share_of_the_roster_with_its_interval():
    estimate = measures.reach(41, 68)

    assert (estimate.count, estimate.n, estimate.why) == (41, 68, "")
    assert rounded(estimate) == [0.603, 0.484, 0.711]


def test_reach_of_nobody_says_so():
    assert measures.reach(0, 0) == Estimate(n=0, count=0, why="none on the roster")


def test_reach_refuses_more_than_all():
    assert measures.reach(5, 4).why == "not computable: 5 cannot be a part of 4"
    assert measures.reach(-1, 4).value is None


def test_median_wait_counts_open_requests_as_waiting():
    answered_only = {10.0: Spell(replied=30), 40.0: Spell(replied=10)}
    with_open = answered_only | {48.0: Spell(unwatched=30)}

    assert measures.median_wait(answered_only, n=40).value == 10.0
    assert measures.median_wait(with_open, n=70).value == 40.0


def test_median_wait_says_when_more_than_half_still_wait():
    estimate = measures.median_wait({5.0: Spell(replied=8), 480.0: Spell(unwatched=12)}, n=20)

    assert (estimate.value, estimate.why) == (None, "more than half still waiting after 20 days")


def test_median_wait_without_requests_says_so():
    assert measures.median_wait({}, n=0).why == "no reply was due yet"


def test_median_wait_refuses_negative_times():
    assert measures.median_wait({-1.0: Spell(replied=8)}, n=8).why == "not computable: a wait or a count is below zero"


def test_difference_of_nothing_is_not_known():
    assert measures.difference(measures.reach(0, 0), measures.reach(1, 2)) == Difference(value=None)


def test_shares_differ_uses_chi_square_and_fisher_for_small_counts():
    large = [measures.reach(x, n) for x, n in ((41, 68), (55, 79), (74, 97), (118, 139))]
    small = [measures.reach(x, n) for x, n in ((1, 6), (4, 5), (5, 7))]

    assert (measures.shares_differ(large).df, measures.shares_differ(large).passes) == (3, True)
    assert (measures.shares_differ(small).df, round(measures.shares_differ(small).p, 4)) == (None, 0.0794)


def test_shares_differ_refuses_a_single_group_and_finds_no_difference_in_nothing():
    assert measures.shares_differ([measures.reach(3, 9)]) == ChanceTest(p=None, why="too few to compare")
    assert measures.shares_differ([measures.reach(0, 9), measures.reach(0, 30)]) == ChanceTest(p=1.0)


def test_waits_in_words():
    assert [measures.in_words(hours) for hours in (1, 30, 72, 96)] == ["1 hour", "30 hours", "72 hours", "4 days"]

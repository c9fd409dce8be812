from __future__ import annotations

import numpy as np

from equity import measures
from equity.claims import Measure
from equity.dimensions import JURISDICTION_TYPE, RURAL_URBAN, VULNERABILITY
from equity.findings import Finding, Shown, find, headline
from equity.measures import Estimate
from equity.statistics import Spell, together

HIDDEN = Estimate(n=None, why="hidden", hidden=True)
NOBODY = (0, 0)


def shares(dimension, everybody=None, measure=Measure.TARGET, hidden=(), **counts) -> Finding:
    found = {group: counts.get(group, NOBODY) for group, _ in dimension.groups}
    total = everybody or [sum(numbers) for numbers in zip(*found.values(), strict=True)]
    groups = {g: HIDDEN if g in hidden else measures.share_within_target(*found[g]) for g in found}
    return find(Shown(measure, dimension, groups, measures.share_within_target(*total), 11, {}))


def waits(dimension, hidden=(), **spells) -> Finding:
    found = {group: spells.get(group, {}) for group, _ in dimension.groups}
    numbers = {g: sum(s.replied + s.unwatched for s in found[g].values()) for g in found}
    groups = {g: HIDDEN if g in hidden else measures.median_wait(found[g], n=numbers[g]) for g in found}
    everybody = measures.median_wait(together(found.values()), n=sum(numbers.values()))
    return find(Shown(Measure.WAIT, dimension, groups, everybody, 11, found))


def test_a_gap_is_said_with_counts_intervals_and_chance():
    finding = shares(VULNERABILITY, q4=(41, 68), q3=(55, 79), q2=(74, 97), q1=(118, 139))

    assert finding.sentence == (
        "A person replied in time to 60% of requests by health departments of the most vulnerable quarter of places "
        "(41 of 68; 95% interval 48–71%), against 85% for those of the least vulnerable quarter: "
        "25 points less (95% interval 12 to 37). The groups differ by more than chance (p < 0.001)."
    )
    assert [finding.marks(group) for group in ("q1", "q4")] == [False, True]


def test_no_gap_is_called_out_when_the_groups_do_not_differ_by_more_than_chance():
    finding = shares(RURAL_URBAN, metro=(60, 100), rural_adjacent=(30, 50), rural_remote=(24, 50))

    assert finding.gaps == ()
    assert finding.sentence == (
        "A person replied in time to 54% of requests by rural health departments (54 of 100; 95% interval 44–63%), "
        "against 60% for metro health departments: 6 points less (95% interval 19 points less to 8 points more). "
        "The groups do not differ by more than chance (p = 0.33)."
    )


def test_a_gap_below_a_tenth_is_not_called_out_however_certain():
    finding = shares(RURAL_URBAN, metro=(9_000, 10_000), rural_adjacent=(8_700, 10_000))

    assert (finding.gaps, finding.is_known) == ((), True)
    assert finding.sentence == (
        "The groups differ by more than chance (p < 0.001). "
        "None of the comparisons fixed beforehand shows a clear gap."
    )


def test_groups_that_are_not_in_a_pair_make_no_gap():
    """The widest difference is between Q2 and Q3; nobody fixed that comparison beforehand."""
    finding = shares(VULNERABILITY, q1=(50, 100), q2=(20, 100), q3=(90, 100), q4=(50, 100))

    assert finding.gaps == ()


def test_hidden_groups_are_not_compared():
    finding = shares(RURAL_URBAN, hidden=("rural_adjacent", "metro"), metro=(20, 40), rural_remote=(30, 40))

    assert finding.sentence == "Small counts are hidden, so rural and metro health departments cannot be compared."
    assert headline(RURAL_URBAN, [finding]) == finding.sentence.removesuffix(".")


def test_what_is_hidden_outside_the_pair_is_not_the_reason():
    finding = shares(RURAL_URBAN, hidden=("not_classified",), metro=(20, 40), not_classified=(3, 40))

    assert finding.sentence == "Too few requests to compare rural and metro health departments."


def test_the_others_of_a_type_include_the_hidden_ones_together():
    finding = shares(
        JURISDICTION_TYPE,
        hidden=("tribal", "territorial"),
        state=(20, 50), local=(85, 100), tribal=(5, 30), territorial=(4, 9),
    )  # fmt: skip

    assert [gap.pair.groups for gap in finding.gaps] == [("state",), ("local",)]
    assert not any("Tribal" in gap.pair.who for gap in finding.gaps)


def test_too_few_others_are_not_compared():
    finding = shares(JURISDICTION_TYPE, local=(90, 100), state=(2, 4))

    assert finding.sentence == "Too few requests to compare types of jurisdiction."


def test_reach_speaks_of_health_departments():
    finding = shares(RURAL_URBAN, measure=Measure.REACH, metro=(40, 60), rural_remote=(20, 60))

    assert finding.sentence.startswith(
        "33% of rural health departments asked (20 of 60; 95% interval 23–46%), against"
    )
    assert headline(RURAL_URBAN, [finding]) == (
        "Rural health departments ask for help less often than metro health departments"
    )


def test_a_longer_wait_is_said_in_hours_and_days():
    finding = waits(
        RURAL_URBAN, metro={8.0: Spell(30), 30.0: Spell(10)}, rural_remote={30.0: Spell(8), 120.0: Spell(20, 5)}
    )

    assert finding.sentence == (
        "Half of the requests by rural health departments had a first reply within 5 days "
        "(95% interval 5 days), against 8 hours for metro health departments. "
        "The groups differ by more than chance (p < 0.001)."
    )
    assert finding.marks("rural_remote")


def test_a_group_of_which_more_than_half_still_wait_is_a_gap_too():
    finding = waits(RURAL_URBAN, metro={8.0: Spell(30)}, rural_remote={8.0: Spell(5), 240.0: Spell(0, 25)})

    assert finding.sentence.startswith(
        "More than half of the requests by rural health departments are still waiting after 10 days, against 8 hours"
    )
    assert finding.marks("rural_remote")


def test_the_headline_names_one_pair_with_all_its_gaps_once():
    reach = shares(RURAL_URBAN, measure=Measure.REACH, metro=(40, 60), rural_remote=(20, 60))
    wait = waits(RURAL_URBAN, metro={8.0: Spell(30)}, rural_remote={50.0: Spell(30)})
    target = shares(RURAL_URBAN, metro=(30, 30), rural_remote=(0, 30))

    assert headline(RURAL_URBAN, [reach, wait, target]) == (
        "Rural health departments ask for help less often and wait longer for a first reply "
        "than metro health departments"
    )


def test_the_headline_says_who_does_better_when_it_is_so():
    wait = waits(RURAL_URBAN, metro={50.0: Spell(30)}, rural_remote={8.0: Spell(30)})

    assert headline(RURAL_URBAN, [wait]) == (
        "Rural health departments get a first reply sooner than metro health departments"
    )
    assert not wait.marks("rural_remote")


def test_the_headline_ranks_nobody_when_several_types_stand_out():
    finding = shares(JURISDICTION_TYPE, state=(20, 60), local=(90, 100), tribal=(20, 60))

    assert headline(JURISDICTION_TYPE, [finding]) == (
        "Types of jurisdiction differ in how often they get a reply in time"
    )


def test_the_headline_says_when_there_is_no_gap_or_too_little_to_tell():
    none = shares(RURAL_URBAN, metro=(30, 60), rural_remote=(30, 60))
    few = shares(RURAL_URBAN, measure=Measure.REACH, metro=(2, 6), rural_remote=(1, 5))

    assert headline(RURAL_URBAN, [none]) == "No clear gap between rural and metro health departments"
    assert headline(RURAL_URBAN, [few, none]) == (
        "No clear gap between rural and metro health departments in how often they get a reply in time"
    )
    assert headline(RURAL_URBAN, [few]) == "Too few health departments to compare rural and metro health departments"


def test_where_curves_cross_nobody_is_said_to_be_quicker():
    """Rural: 55 within 10 hours, 45 after 60 days. Their median is the shorter one, and they wait longer."""
    rural = {10.0: Spell(replied=55), 1440.0: Spell(replied=45)}
    metro = {10.0: Spell(replied=40), 30.0: Spell(replied=60)}

    finding = waits(RURAL_URBAN, rural_remote=rural, metro=metro)

    assert finding.test.passes
    assert finding.gaps == ()
    assert "None of the comparisons fixed beforehand shows a clear gap" in finding.sentence


def test_small_groups_take_part_together_in_the_test_of_waits():
    """Ten groups of one to three alike requests: apart, the test would see a difference half of the time."""
    rng = np.random.default_rng(3)

    def group(size):
        found = {}
        for wait in rng.exponential(20, size):
            hour = float(np.ceil(wait))
            found[hour] = Spell(replied=found.get(hour, Spell()).replied + 1)
        return found

    seen = [measures.waits_differ([group(size) for size in (40, 30, 30, 20, 20, 10, 5, 3, 2, 1)]) for _ in range(400)]

    assert sum(one.passes for one in seen) / 400 < 0.08
    assert measures.waits_differ([group(2), group(3)]).why == measures.TOO_FEW

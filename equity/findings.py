"""What the numbers say, in sentences made from the numbers that are shown.

A gap is called out only if the groups as a whole differ by more than chance, the pair fixed
beforehand does so too, and the gap is more than the network's margin of the value compared with. There is
no best and no worst group.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from equity import measures
from equity.claims import CLAIMS, Measure
from equity.dimensions import Dimension, Pair
from equity.measures import ChanceTest, Difference, Estimate, in_words
from equity.splits import NOT_CLASSIFIED
from equity.statistics import Waits, together
from equity.wording import a_list, interval, p_value, percent, points, sentence_case, waiting_interval

MARGIN = 0.10
"""Unless a network says otherwise."""
NOT_TESTED = ChanceTest(p=None, why=measures.TOO_FEW)


@dataclass(frozen=True)
class Shown:
    """One measure of one dimension, past the gate: the groups, everybody, and the smallest count shown.

    `margin`: a gap is called out only beyond this share of what it is compared with.
    """

    measure: Measure
    dimension: Dimension
    groups: Mapping[str, Estimate]
    everybody: Estimate
    threshold: int
    waits: Mapping[str, Waits]
    margin: float = MARGIN


@dataclass(frozen=True)
class Comparison:
    """A pair fixed beforehand, with what was found."""

    pair: Pair
    group: Estimate
    other: Estimate
    difference: Difference
    beyond_chance: bool
    beyond_margin: bool
    is_worse: bool


@dataclass(frozen=True)
class Finding:
    """What one measure says: its sentence, the gaps it calls out, all pairs compared, and the test of the groups."""

    measure: Measure
    sentence: str
    gaps: tuple[Comparison, ...]
    is_known: bool
    compared: tuple[Comparison, ...] = ()
    test: ChanceTest = NOT_TESTED
    is_hidden: bool = False
    """Whether something that would be compared is hidden."""

    def marks(self, group: str) -> bool:
        """Whether a group is drawn as one with a gap to its disadvantage."""
        return any(gap.is_worse and group in gap.pair.groups for gap in self.gaps)


def find(shown: Shown) -> Finding:
    """Test the groups as a whole, then each fixed pair, and say it."""
    compared = [comparison for pair in shown.dimension.pairs if (comparison := _compare(shown, pair))]
    return conclude(shown, _homogeneity(shown), compared, lambda found: _said(shown.measure, found))


def conclude(shown: Shown, test: ChanceTest, compared: list[Comparison], said: Callable[[Comparison], str]) -> Finding:
    """Which gaps are called out, and what is said; `said` puts one comparison in words.

    Where no comparison was fixed beforehand, such as between hubs, there is the test of all groups alone.
    """
    gaps = tuple(c for c in compared if test.passes and c.beyond_chance and c.beyond_margin)
    is_known = test.p is not None and (bool(compared) or not shown.dimension.pairs)
    if not is_known:
        return Finding(
            shown.measure, cannot_compare(shown), gaps, is_known, tuple(compared), test, is_hidden(shown)
        )  # fmt: skip
    verdict = (
        f"The groups {'differ' if test.passes else 'do not differ'} by more than chance ({p_value(test.p or 0)})."
    )
    if gaps:
        sentence = " ".join([*map(said, gaps), verdict])
    elif test.passes and not shown.dimension.pairs:
        sentence = (
            f"{verdict} Which of them stand out is not said: picking the ends of many finds a gap where there is none."
        )
    elif test.passes:
        sentence = f"{verdict} None of the comparisons fixed beforehand shows a clear gap."
    else:
        sentence = " ".join([*(said(c) for c in compared if len(compared) == 1), verdict])
    return Finding(shown.measure, sentence, gaps, is_known, tuple(compared), test, is_hidden(shown))


def headline(dimension: Dimension, findings: list[Finding]) -> str:
    """The page in one sentence."""
    gaps = [(finding.measure, gap) for finding in findings for gap in finding.gaps]
    if not any(finding.is_known for finding in findings):
        units = {CLAIMS[finding.measure].units for finding in findings}
        is_any_hidden = any(finding.is_hidden for finding in findings)
        return _cannot(dimension, units.pop() if len(units) == 1 else "requests", is_hidden=is_any_hidden)
    differing = [finding.measure for finding in findings if finding.test.passes]
    if not dimension.pairs and differing:
        matters = list(dict.fromkeys(CLAIMS[measure].matter for measure in differing))
        return sentence_case(f"{dimension.compared} differ in {a_list(matters)}")
    if not gaps:
        known = [CLAIMS[finding.measure].matter for finding in findings if finding.is_known]
        where = "" if len(known) == len(findings) else f" in {a_list(known)}"
        return f"No clear gap between {dimension.compared}{where}"
    if len({gap.pair for _, gap in gaps}) > 1:
        matters = list(dict.fromkeys(CLAIMS[measure].matter for measure, _ in gaps))
        return sentence_case(f"{dimension.compared} differ in {a_list(matters)}")
    pair = gaps[0][1].pair
    clauses = _without_repeating({measure: gap.is_worse for measure, gap in gaps})
    return sentence_case(f"{pair.who} {a_list(clauses)} than {pair.whom}")


def is_hidden(shown: Shown) -> bool:
    """Whether a group of a pair fixed beforehand is hidden, or everybody where a pair needs all others."""
    pairs = shown.dimension.pairs
    groups = {group for pair in pairs for group in (*pair.groups, *pair.others)}
    needs_all = any(not pair.others for pair in pairs)
    return any(shown.groups[group].hidden for group in groups) or (needs_all and shown.everybody.hidden)


def cannot_compare(shown: Shown) -> str:
    """Why there is no comparison: its numbers are hidden, or there is too little to go by."""
    return f"{_cannot(shown.dimension, CLAIMS[shown.measure].units, is_hidden=is_hidden(shown))}."


def _cannot(dimension: Dimension, units: str, *, is_hidden: bool) -> str:
    if is_hidden:
        return f"Small counts are hidden, so {dimension.compared} cannot be compared"
    return f"Too few {units} to compare {dimension.compared}"


def _without_repeating(worse: dict[Measure, bool]) -> list[str]:
    """Who waits longer also hears in time less often: in one sentence, once is enough."""
    if Measure.WAIT in worse and worse.get(Measure.TARGET) == worse[Measure.WAIT]:
        del worse[Measure.TARGET]
    return [CLAIMS[measure].less if is_worse else CLAIMS[measure].more for measure, is_worse in worse.items()]


def _homogeneity(shown: Shown) -> ChanceTest:
    """One test over the groups that have a class; the hidden ones take part as one group together."""
    known = tuple(g for g, e in shown.groups.items() if g != NOT_CLASSIFIED and not e.hidden and e.n)
    hidden = tuple(group for group, estimate in shown.groups.items() if estimate.hidden)
    visible = tuple(group for group in shown.groups if group not in hidden)
    if shown.measure == Measure.WAIT:
        rest = _wait_of(shown, hidden, all_but=visible) if hidden else None
        return measures.waits_differ([*(shown.waits.get(g, {}) for g in known), *([rest[1]] if rest else [])])
    pooled = _share_of(shown, hidden, all_but=visible) if hidden else None
    return measures.shares_differ([*(shown.groups[group] for group in known), *([pooled] if pooled else [])])


def _compare(shown: Shown, pair: Pair) -> Comparison | None:
    """Compare a pair, or None if either side is hidden, empty or too small."""
    others = pair.others or tuple(group for group in shown.groups if group not in pair.groups)
    rest = () if pair.others else pair.groups
    if shown.measure == Measure.WAIT:
        return _compare_waits(shown, pair, others, rest)
    group, other = _share_of(shown, pair.groups), _share_of(shown, others, all_but=rest)
    if group is None or other is None:
        return None
    gap = measures.difference(group, other)
    if gap.value is None or gap.low is None or gap.high is None:
        return None
    return Comparison(
        pair,
        group,
        other,
        gap,
        beyond_chance=gap.low > 0 or gap.high < 0,
        beyond_margin=abs(gap.value) > shown.margin * (other.value or 0),
        is_worse=(gap.value < 0) != CLAIMS[shown.measure].less_is_better,
    )


def _share_of(shown: Shown, groups: tuple[str, ...], *, all_but: tuple[str, ...] = ()) -> Estimate | None:
    """The share over several groups together; "all but" is everybody less those, so that hidden groups count."""
    n, count = _sum(shown, all_but or groups)
    if all_but and n is not None and count is not None:
        everybody = shown.everybody
        n, count = (everybody.n or 0) - n, (everybody.count or 0) - count
    if n is None or count is None or (all_but and shown.everybody.hidden):
        return None
    parts = (n, count, n - count)
    if n == 0 or any(0 < part < shown.threshold for part in parts):
        return None
    return measures.share(count, n, nobody=CLAIMS[shown.measure].nobody)


def _sum(shown: Shown, groups: tuple[str, ...]) -> tuple[int | None, int | None]:
    estimates = [shown.groups[group] for group in groups]
    if any(estimate.hidden or estimate.n is None or estimate.count is None for estimate in estimates):
        return None, None
    return sum(e.n or 0 for e in estimates), sum(e.count or 0 for e in estimates)


def _compare_waits(shown: Shown, pair: Pair, others: tuple[str, ...], rest: tuple[str, ...]) -> Comparison | None:
    group = _wait_of(shown, pair.groups)
    other = _wait_of(shown, others, all_but=rest)
    if group is None or other is None or (group[0].value is None and other[0].value is None):
        return None
    (mine, my_waits), (theirs, their_waits) = group, other
    test = measures.waits_differ([my_waits, their_waits])
    waits_longer = measures.waits_longer(my_waits, their_waits)
    own, base = _hours(mine, my_waits), _hours(theirs, their_waits)
    return Comparison(
        pair,
        mine,
        theirs,
        Difference(own - base),
        beyond_chance=test.passes and waits_longer == (own > base),
        beyond_margin=abs(own - base) > shown.margin * base,
        is_worse=own > base,
    )


def _hours(estimate: Estimate, waits: Waits) -> float:
    """The median, or how long people have been waiting at least when there is none yet."""
    return max(waits) if estimate.value is None else estimate.value


def _wait_of(shown: Shown, groups: tuple[str, ...], *, all_but: tuple[str, ...] = ()) -> tuple[Estimate, Waits] | None:
    listed = [shown.groups[group] for group in (all_but or groups)]
    if any(estimate.hidden or estimate.n is None for estimate in listed):
        return None
    if all_but and (shown.everybody.hidden or shown.everybody.n is None):
        return None
    n = sum(estimate.n or 0 for estimate in listed)
    n = (shown.everybody.n or 0) - n if all_but else n
    waits = together(shown.waits.get(group, {}) for group in groups)
    if n < shown.threshold or not waits:
        return None
    return measures.median_wait(waits, n=n), waits


def _said(measure: Measure, found: Comparison) -> str:
    """One comparison with its numbers."""
    group, other, pair = found.group, found.other, found.pair
    if measure == Measure.WAIT:
        return f"{_waited(group, pair.who)}, against {_half(other)} for {pair.whom}."
    claim = CLAIMS[measure]
    said = claim.said.format(share=percent(group.value), who=pair.who, of=_of(group))
    against = claim.against.format(whom=pair.whom)
    return f"{sentence_case(said)}, against {percent(other.value)} {against}: {points(found.difference)}."


def _of(estimate: Estimate) -> str:
    return f"{estimate.count:,} of {estimate.n:,}; 95% interval {interval(estimate)}"


def _waited(estimate: Estimate, who: str) -> str:
    if estimate.value is None:
        return f"More than half of the requests by {who} are {estimate.why.removeprefix('more than half ')}"
    limits = waiting_interval(estimate)
    return f"Half of the requests by {who} had a first reply within {in_words(estimate.value)} (95% interval {limits})"


def _half(estimate: Estimate) -> str:
    return estimate.why if estimate.value is None else in_words(estimate.value)

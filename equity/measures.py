"""The published numbers. Each function says what is counted, over what, and what is missing.

Source of the rules: docs/equity.md. Nothing here knows of networks, pages or small counts;
`suppression.py` decides afterwards what may be shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from equity import statistics
from equity.statistics import Waits

SMALLEST_EXPECTED = 5
TOO_FEW = "too few to compare"
NO_REPLY_DUE = "no reply was due yet"


@dataclass(frozen=True)
class Estimate:
    """One number with its 95 % interval; a number that cannot be given says `why` instead."""

    n: int | None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    count: int | None = None
    why: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class ChanceTest:
    """Whether groups differ by more than chance. Without a `p`, `why` says why not."""

    p: float | None
    statistic: float | None = None
    df: int | None = None
    why: str = ""

    @property
    def passes(self) -> bool:
        return self.p is not None and self.p < 0.05


@dataclass(frozen=True)
class Difference:
    """A group minus the one it is compared with; None where either has no number."""

    value: float | None
    low: float | None = None
    high: float | None = None


def reach(reached: int, eligible: int) -> Estimate:
    """Share of the roster that asked, 0 to 1.

    Counted: organizations on the roster with at least one request sent in the period.
    Over: all eligible recipients on the roster, also those that never asked.
    Interval: Wilson, as if this period were one of many like it. Source: requests, directory.
    Missing: requests by organizations that are not on the roster.
    """
    return share(reached, eligible, nobody="none on the roster")


def share_within_target(within: int, due: int) -> Estimate:
    """Share of requests that a person replied to within the network's target, 0 to 1.

    Counted: requests whose first reply by a person came no later than it was due; time on hold
    before the reply moves the target. Over: requests of the period whose reply was due by now.
    Interval: Wilson, which treats requests as independent. Source: requests.
    Missing: requests not due yet, whether answered or not; those whose clock stands still on
    hold; those withdrawn or ended before a reply was due. Automatic mail is never a reply.
    """
    return share(within, due, nobody=NO_REPLY_DUE)


def share(count: int, n: int, *, nobody: str) -> Estimate:
    """A part of a whole, 0 to 1, with Wilson's limits; `nobody` says why there is none where n is 0."""
    if not 0 <= count <= n:
        return Estimate(n=None, why=f"not computable: {count} cannot be a part of {n}")
    if n == 0:
        return Estimate(n=0, count=0, why=nobody)
    low, high = statistics.wilson(count, n)
    return Estimate(n=n, value=count / n, low=low, high=high, count=count)


def median_wait(waits: Waits, *, n: int) -> Estimate:
    """Hours until half of the requests had a first reply by a person.

    Counted: every request sent in the period, in whole hours up to three days and whole days
    after, from submission to the first reply. One that has none yet counts as still waiting
    (censored now); one that ended without a reply as waiting until it ended. Nights, weekends
    and time on hold count. Interval: Kaplan–Meier with log-log limits. Source: requests.
    Shown with `n`, the requests whose reply was due by now. Missing: drafts.
    """
    if any(time < 0 or spell.replied < 0 or spell.unwatched < 0 for time, spell in waits.items()):
        return Estimate(n=None, why="not computable: a wait or a count is below zero")
    if n == 0 or not waits:
        return Estimate(n=n, why=NO_REPLY_DUE)
    median, low, high = statistics.halfway(statistics.kaplan_meier(waits))
    if median is None:
        return Estimate(n=n, low=low, why=f"more than half still waiting after {in_words(max(waits))}")
    return Estimate(n=n, value=median, low=low, high=high)


def in_words(hours: float) -> str:
    """A length of waiting as people say it."""
    if hours > 72:
        return f"{hours / 24:.0f} days"
    return f"{hours:.0f} hour{'' if round(hours) == 1 else 's'}"


def difference(group: Estimate, other: Estimate) -> Difference:
    """The share of a group minus that of another, fixed beforehand; Newcombe's interval."""
    if group.value is None or other.value is None or not group.n or not other.n:
        return Difference(value=None)
    low, high = statistics.newcombe(group.count or 0, group.n, other.count or 0, other.n)
    return Difference(group.value - other.value, low, high)


def shares_differ(groups: Sequence[Estimate]) -> ChanceTest:
    """Whether the shares of groups differ by more than chance: χ², or Fisher's exact test where counts are small.

    Where that would take too long, χ² over deals of the same counts.
    """
    known = [group for group in groups if group.n and group.count is not None]
    counts, sizes = [group.count or 0 for group in known], [group.n or 0 for group in known]
    if len(known) < 2:
        return ChanceTest(p=None, why=TOO_FEW)
    if sum(counts) in (0, sum(sizes)):
        return ChanceTest(p=1.0)
    if statistics.smallest_expected(counts, sizes) < SMALLEST_EXPECTED:
        exact = statistics.fisher(counts, sizes)
        return ChanceTest(p=statistics.dealt_anew(counts, sizes) if exact is None else exact)
    statistic, df, p = statistics.chi_square(counts, sizes)
    return ChanceTest(p=p, statistic=statistic, df=df)


def waits_longer(waits: Waits, others: Waits) -> bool:
    """Whether a group has fewer replies than if both waited equally long: the direction of the log-rank test.

    Where curves cross, a median may point the other way; then neither is said to be slower.
    """
    replied = sum(spell.replied for spell in waits.values())
    return replied < statistics.expected_replies([waits, others])[0]


def waits_differ(groups: Sequence[Waits]) -> ChanceTest:
    """Whether groups wait differently long by more than chance: the log-rank test, open requests censored.

    Its χ² holds from about five expected replies a group on, so smaller groups take part together.
    """
    result = statistics.log_rank(_large_enough([waits for waits in groups if waits]))
    if result is None:
        return ChanceTest(p=None, why=TOO_FEW)
    statistic, df, p = result
    return ChanceTest(p=p, statistic=statistic, df=df)


def _large_enough(groups: list[Waits]) -> list[Waits]:
    """The groups, those with the fewest expected replies put together until each has enough."""
    while len(groups) > 1:
        expected = statistics.expected_replies(groups)
        smallest = sorted(range(len(groups)), key=lambda place: expected[place])[:2]
        if expected[smallest[0]] >= SMALLEST_EXPECTED:
            break
        rest = [waits for place, waits in enumerate(groups) if place not in smallest]
        groups = [*rest, statistics.together(groups[place] for place in smallest)]
    return groups

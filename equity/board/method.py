"""The page of the report that says how its numbers are made."""

from __future__ import annotations

from collections.abc import Iterable

from equity.claims import CLAIMS
from equity.methods import facts_of
from equity.periods import in_full
from equity.report import Report
from equity.vintages import Vintage

Terms = list[list[str]]


def terms(report: Report, *, not_counted: int, margin: int) -> Terms:
    """What holds for all measures: [term, words]."""
    found = [
        ["Period", f"{report.period.in_words}, beside the year before where a change is named. As of "
         f"{in_full(report.period.seen_day)}."],
        ["Groups", f"{report.dimension.label}. A request keeps the group that its place was in when it was sent; the "
         "roster is in the groups of today. “Not classified” are places without that description: many Tribes, "
         "territories and states have none. They are always drawn."],
        ["95% interval", "How far chance alone could move a number. With little data it is wide, and two groups whose "
         "numbers look different may not be."],
        ["More than chance", "p is how often groups that are in truth alike would look at least this different. Below "
         "0.05 we say that they differ. A gap is called out only if, besides, the comparison chosen beforehand shows "
         f"it and it exceeds {margin}% of the value compared with."],
        ["Change of a gap", "This year’s difference less last year’s, with limits from those of both. The more gaps "
         "are looked at, the wider the limits, so that all together raise a false alarm in one year of twenty. The "
         "years are taken as independent. In who asks both have the same roster, so there the limits are too wide."],
        ["Hidden", f"Counts from 1 to {report.largest_hidden}, and other counts from which they could be worked out."],
    ]  # fmt: skip
    if not_counted:
        found.append(["Left out", f"{not_counted} Tribal health departments on the roster that have not said that "
                      "they may be counted."])  # fmt: skip
    return found


def measures(reports: Iterable[Report]) -> list[list[object]]:
    """Each measure that is shown, with its definition: [title, [[term, words]]]."""
    return [
        [CLAIMS[measure].title, [[*fact] for fact in facts_of(CLAIMS[measure])]]
        for report in reports
        for measure in report.measures
    ]


def cells(vintage: Vintage) -> list[str]:
    """One release of an index as a line of a table."""
    invented = " (invented, for demonstration)" if vintage.is_synthetic else ""
    return [vintage.name, in_full(vintage.as_of), f"{vintage.source}{invented}", f"{vintage.places:,}"]

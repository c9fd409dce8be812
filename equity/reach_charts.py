"""What the reach page draws besides its ratios and shares: how evenly requests are spread, and headline numbers."""

from __future__ import annotations

from typing import Any

from equity import charts
from equity.charts import HIDDEN
from equity.claims import CLAIMS, Measure
from equity.evenness import Spread
from equity.reach import ReachReport
from equity.report import Report
from equity.wording import percent, sentence_case

CLAIM = CLAIMS[Measure.EVENNESS]


def figures(report: Report) -> list[dict[str, Any]]:
    """The figures of a panel; of the reach panel, how evenly requests are spread comes besides."""
    found = [charts.figure(report, finding) for finding in report.findings]
    if not isinstance(report, ReachReport):
        return found
    populated = next(one for one in found if one["id"] == Measure.POPULATED.value)
    populated["caption"] += f" {_without_population(report)}"
    return [*found, {**curve(report.spread), "source": charts.source(report, Measure.EVENNESS)}]


def stats(report: Report) -> list[dict[str, str]]:
    """The headline numbers, over everybody."""
    if not isinstance(report, ReachReport):
        return charts.stats(report)
    requests = report.everybody.of(Measure.REPRESENTED)
    asked = report.everybody.of(Measure.FIRST_TIME)
    how_many = f"of {report.departments:,} departments"
    spread = report.spread
    return [
        {"label": "Requests", "figure": _shown(requests.count), "note": "by departments on the roster"},
        {"label": "Departments that asked", "figure": _shown(asked.n), "note": how_many},
        {
            "label": "Gini index",
            "figure": _index(spread) or HIDDEN,
            "note": "0: all ask alike; 1: one asks alone" if spread.gini else sentence_case(spread.why),
        },
    ]


def curve(spread: Spread) -> dict[str, Any]:
    """The Lorenz curve, for components/table_figure.html."""
    lines = [[f"{places}%", f"{requests:.0f}%"] for places, requests in spread.points]
    return {
        "id": Measure.EVENNESS.value,
        "kind": "curve",
        "title": CLAIM.title,
        "sentence": sentence_of(spread),
        "caption": CLAIM.caption,
        "columns": [CLAIM.whole, CLAIM.part],
        "table_rows": lines or [[sentence_case(spread.why), ""]],
        "points": [[places, round(requests)] for places, requests in spread.points],
        "x_label": "Share of departments, those that ask least first",
        "y_label": "Share of requests",
    }


def sentence_of(spread: Spread) -> str:
    """What the curve says, from the points that are drawn."""
    if not spread.points:
        return f"How evenly requests are spread is not shown ({spread.why.removeprefix('hidden: ')})."
    silent = max(places for places, requests in spread.points if not requests)
    (places, below), most = spread.points[-2], spread.points[-1]
    words = [f"The {most[0] - places}% of departments that ask most sent {percent(1 - below / 100)} of the requests"]
    if silent:
        words.append(f"at least {silent}% sent none")
    return f"{'; '.join(words)}. The Gini index is {_index(spread)}{_small_sample(spread)}."


def lines(report: Report) -> list[list[str]]:
    """The curve in the download, after the groups: same columns as `charts.table`."""
    if not isinstance(report, ReachReport):
        return []
    spread, period = report.spread, report.period.in_words
    start = [period, "All departments"]
    index = [*start, "All", "Gini index", "", "", _index(spread), "", "", "0 to 1", spread.why]
    points = [
        [*start, f"{places}% that ask least", CLAIM.title, "", "", f"{requests:.0f}", "", "", "% of requests", ""]
        for places, requests in spread.points
    ]
    return [index, *points]


def _index(spread: Spread) -> str:
    return "" if spread.gini is None or spread.gini.value is None else f"{spread.gini.value:.2f}"


def _small_sample(spread: Spread) -> str:
    found = spread.small_sample
    if found is None or found.value is None:
        return ""
    return f" (× n/(n − 1): {found.value:.2f}), where 0 is all alike and 1 is one that asks alone"


def _shown(count: int | None) -> str:
    return HIDDEN if count is None else f"{count:,}"


def _without_population(report: ReachReport) -> str:
    if not report.without_population:
        return "The population of every department is known."
    return (
        f"The population of {report.without_population:,} of {report.departments:,} departments is not known. "
        "A group with more than a tenth of those has no ratio; elsewhere their requests count."
    )

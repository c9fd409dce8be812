"""The report as plain data: page, PDF and mail are made from it, and it is kept as it was sent.

Everything in it has passed the gate. Shape, all of it JSON:
network, is_synthetic, by, by_label, period, as_of (ISO), as_of_words, threshold, definitions (their version),
headline, cover [{question, answer}], panels [{key, title, lead, figures [chart of docs/front-end.md]}],
summary {columns, rows, note}, recipients {sentence, rows [[where, how many]]},
hidden {hidden, figures, sentence}, method [[term, words]], measures [[title, [[term, words]]]], vintages [[cells]].
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation

from equity import charts, summary_table
from equity.board import method
from equity.board.cover import cover
from equity.claims import VERSION
from equity.depth import panel as depth_panel
from equity.dimensions import Dimension
from equity.panels import PANELS
from equity.periods import in_full
from equity.queries import not_counted
from equity.recipients import BEYOND, FEWEST_DUE, few, stand_out
from equity.report import Report
from equity.summary import BEFORE, NOW, OVERVIEW_KEY, compare, is_ordered, reports_of
from equity.vintages import vintages
from equity.voice import figures as voice_figures
from equity.wording import percent
from tta_portal.tenancy.models import Network

Content = dict[str, Any]
OVERVIEW_TITLE = ("Reach and speed", "Who asks, how long do they wait, and how often do we reply in time?")
SUMMARY_NOTES = {
    True: "SII: percentage points between the two ends of the order, from the most disadvantaged up; above zero, the "
    "better-off have more of it. RII: how many times as high at the better-off end; 1 is equal. An interval that "
    "holds 0, or 1, may be chance.",
    False: "BGVC: variance between the groups beyond what chance alone gives, in squared percentage points; zero or "
    "less is no more spread than chance. IDIS: how far groups lie from the mean, in percent of it, beside the most "
    "that chance alone gives in 95 of 100 deals.",
}


def compose(network: Network, dimension: Dimension, *, at: datetime) -> Content:
    """Count, measure and say everything in one dimension, over the last twelve months and beside the year before."""
    with translation.override("en"):
        now, before = (reports_of(network, dimension, choice, at=at) for choice in (NOW, BEFORE))
        overview = now[OVERVIEW_KEY]
        depth = depth_panel.build(network, period=overview.period, dimension=dimension)
        shown = {OVERVIEW_KEY: overview, "depth": depth, **now}
        content: Content = {
            "network": network.name,
            "is_synthetic": network.descriptors_are_synthetic,
            "by": dimension.field,
            "by_label": dimension.label,
            "period": overview.period.in_words,
            "as_of": overview.period.seen_day,
            "as_of_words": in_full(overview.period.seen_day),
            "threshold": overview.threshold,
            "definitions": VERSION,
            "has_roster": overview.has_roster,
            "headline": overview.headline if overview.has_roster else "Nobody is on the roster in this period",
            "cover": cover(now, before),
            "panels": [_panel(key, report) for key, report in shown.items()],
            "summary": _summary(dimension, now, before),
            "recipients": _recipients(overview),
            "hidden": _hidden(shown.values()),
            "method": method.terms(overview, not_counted=not_counted(overview.period), margin=network.gap_margin),
            "measures": method.measures(shown.values()),
            "vintages": [method.cells(vintage) for vintage in vintages()],
        }
        return dict(json.loads(json.dumps(content, cls=DjangoJSONEncoder)))


def _panel(key: str, report: Report) -> Content:
    title, lead = OVERVIEW_TITLE if key == OVERVIEW_KEY else (PANELS[key].label, PANELS[key].question)
    figures = [*(charts.figure(report, finding) for finding in report.findings), *_besides(report)]
    return {"key": key, "title": title, "lead": lead, "headline": report.headline, "figures": figures}


def _besides(report: Report) -> list[Content]:
    """Charts that are no measure of their own; one without anything to draw is left out."""
    return [chart for chart in voice_figures.figures(report) if not chart["is_empty"]]


def _summary(dimension: Dimension, now: Any, before: Any) -> Content:
    ordered = is_ordered(dimension)
    rows = [summary_table.cells(line, ordered=ordered) for line in compare(dimension, now, before)]
    return {"columns": summary_table.columns(ordered=ordered), "rows": rows, "note": SUMMARY_NOTES[ordered]}


def _recipients(overview: Report) -> Content:
    found = stand_out(overview.period)
    if found.baseline is None:
        return {"sentence": "Too few replies were due to see who stands out.", "rows": []}
    rows = [[words, few(found.places[place], overview.threshold)] for place, words in BEYOND.items()]
    sentence = (
        f"Of {found.compared:,} health departments with at least {FEWEST_DUE} replies due, so many lie beyond the "
        f"limits around the share of all, {percent(found.baseline)} in time. If all were alike, about "
        f"{found.by_chance:.0f} would lie below the lower 95% limit by chance."
    )
    return {"sentence": sentence, "rows": rows}


def _hidden(reports: Iterable[Report]) -> Content:
    """How many figures of the panels stay hidden, everybody's included."""
    shown = [
        row.of(measure)
        for report in reports
        for row in (*report.rows, report.everybody)
        for measure in report.measures
    ]
    hidden, threshold = sum(estimate.hidden for estimate in shown), next(iter(reports)).threshold
    why = (
        f"Counts from 1 to {threshold - 1} are hidden, so are those whose rest is that small, and others from which "
        "these could be worked out. Everything computed from a hidden count is hidden with it; zeros are shown."
    )
    if not hidden:
        return {"hidden": 0, "figures": len(shown), "sentence": f"None of {len(shown)} figures is hidden. {why}"}
    are = "is" if hidden == 1 else "are"
    return {
        "hidden": hidden,
        "figures": len(shown),
        "sentence": f"{hidden} of {len(shown)} figures {are} hidden, to protect people and departments. {why}",
    }

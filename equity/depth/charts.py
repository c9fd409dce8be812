"""Contacts and hours as dots with their limits, in the shape that docs/front-end.md describes."""

from __future__ import annotations

from typing import Any

from equity.claims import CLAIMS, Measure
from equity.depth.findings import enough, in_words, limits, number
from equity.drawing.svg import ticks
from equity.findings import Finding
from equity.measures import Estimate
from equity.report import Report, Row
from equity.wording import sentence_case

HIDDEN = "Hidden"
SHORTEST = 5.0
"""The axis goes at least so far: a median of one fills no page."""


def figure(report: Report, finding: Finding) -> dict[str, Any]:
    """One amount, for components/table_figure.html."""
    measure = finding.measure
    claim, rows = CLAIMS[measure], [(row, row.of(measure)) for row in report.rows]
    return {
        "id": measure.value,
        "kind": "dots",
        "title": claim.title,
        "sentence": finding.sentence,
        "caption": f"{claim.caption} The line through each mark is its 95% interval. A group has a median from "
        f"{enough(report.threshold)} departments that asked.",
        "columns": [report.dimension.label, claim.whole, claim.part, "95% interval"],
        "table_rows": [_cells(row, measure) for row in (*report.rows, report.everybody)],
        "rows": [_mark(row, shown, finding) for row, shown in rows],
        "unit": "" if measure == Measure.CONTACTS else "h",
        "max": _end([shown for _, shown in rows]),
        **_reference(report.everybody.of(measure), measure),
    }


def stat(shown: Estimate, measure: Measure) -> dict[str, str]:
    """The headline number, over everybody."""
    label = "Half of those that asked had at least"
    if shown.value is None:
        return {"label": label, "figure": HIDDEN if shown.hidden else "—", "note": sentence_case(shown.why)}
    note = f"n = {shown.n:,}; 95% interval {limits(shown)}"
    return {"label": label, "figure": number(shown.value, measure.value), "note": note}


def _end(estimates: list[Estimate]) -> float:
    return ticks(1.05 * max([SHORTEST, *(end for e in estimates for end in (e.value, e.high) if end)]), most=6)[-1]


def _reference(everybody: Estimate, measure: Measure) -> dict[str, Any]:
    if everybody.value is None:
        return {}
    return {"reference": everybody.value, "reference_label": f"All: {in_words(everybody.value, measure.value)}"}


def _cells(row: Row, measure: Measure) -> list[str]:
    shown = row.of(measure)
    n = HIDDEN if shown.n is None else f"{shown.n:,}"
    if shown.hidden:
        return [row.label, n, HIDDEN, HIDDEN]
    if shown.value is None:
        return [row.label, n, sentence_case(shown.why), ""]
    return [row.label, n, f"{shown.value:,.0f}", limits(shown)]


def _mark(row: Row, shown: Estimate, finding: Finding) -> dict[str, Any]:
    return {
        "label": row.label,
        "value": shown.value,
        "low": shown.low,
        "high": shown.high,
        "n": shown.n,
        "hidden": shown.hidden,
        "gap": finding.marks(row.group),
        "text": _text(shown, finding.measure),
    }


def _text(shown: Estimate, measure: Measure) -> str:
    if shown.value is None:
        return sentence_case(shown.why)
    return f"{sentence_case(in_words(shown.value, measure.value))} (n = {shown.n:,}; 95% interval {limits(shown)})"

"""Ratios as dots on an axis that doubles, with a line at 1: half as many lies as far from it as twice as many."""

from __future__ import annotations

import math
from typing import Any

from equity.claims import CLAIMS
from equity.findings import Finding
from equity.measures import Estimate
from equity.reach_findings import times
from equity.report import EVERYBODY, Report, Row
from equity.wording import sentence_case

HIDDEN = "Hidden"
LEAST, MOST = -4, 4
"""The axis ends at a sixteenth and at sixteen; what lies beyond is drawn at its end, and said in the table."""


def figure(report: Report, finding: Finding) -> dict[str, Any]:
    """One ratio, for components/table_figure.html."""
    measure = finding.measure
    claim, rows = CLAIMS[measure], [(row, row.of(measure)) for row in report.rows]
    least, most = _ends([shown for _, shown in rows])
    return {
        "id": measure.value,
        "kind": "dots",
        "title": claim.title,
        "sentence": finding.sentence,
        "caption": f"{claim.caption} The line through each mark is its 95% interval.",
        "columns": [report.dimension.label, claim.whole, claim.part, "Times as expected", "95% interval"],
        "table_rows": [_cells(row, row.of(measure)) for row in (*report.rows, report.everybody)],
        "rows": [_mark(row, shown, finding) for row, shown in rows],
        "doubles": True,
        "min": least,
        "max": most,
        "unit": "",
        "reference": 1,
        "reference_label": "1: as expected",
    }


def _ends(estimates: list[Estimate]) -> tuple[float, float]:
    """Powers of two around everything drawn; from a half to two at least."""
    drawn = [n for e in estimates if e.value for n in (e.value, e.low, e.high) if n]
    least = math.floor(math.log2(min(drawn, default=1.0)))
    most = math.ceil(math.log2(max(drawn, default=1.0)))
    return 2.0 ** max(LEAST, min(-1, least)), 2.0 ** min(MOST, max(1, most))


def _cells(row: Row, shown: Estimate) -> list[str]:
    n = HIDDEN if shown.n is None else f"{shown.n:,}"
    if shown.hidden:
        return [row.label, n, HIDDEN, HIDDEN, HIDDEN]
    count = f"{shown.count or 0:,}"
    if shown.value is None:
        return [row.label, n, count, sentence_case(shown.why), ""]
    if row.group == EVERYBODY:
        return [row.label, n, count, times(shown.value), "by definition"]
    return [row.label, n, count, times(shown.value), _limits(shown)]


def _limits(shown: Estimate) -> str:
    return f"{times(shown.low)} to {times(shown.high)}"


def _mark(row: Row, shown: Estimate, finding: Finding) -> dict[str, Any]:
    return {
        "label": row.label,
        "value": shown.value or None,
        "low": shown.low if shown.value else None,
        "high": shown.high if shown.value else None,
        "n": shown.n,
        "hidden": shown.hidden,
        "gap": finding.marks(row.group),
        "text": _text(shown),
    }


def _text(shown: Estimate) -> str:
    if shown.value is None:
        return sentence_case(shown.why)
    if not shown.value:
        return f"No request; up to {times(shown.high)} times as expected"
    return f"{times(shown.value)} times as expected ({shown.count or 0:,} requests; 95% interval {_limits(shown)})"

"""Which numbers rest on too little: hatched for those who see small counts, and said in words beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from equity.claims import AMOUNTS, RATIOS, Measure
from equity.counts import NCHS_SMALLEST_N, nchs_proportion_display
from equity.measures import Estimate
from equity.report import Report

WORDS = "unreliable, rests on little"
SMALLEST_EVENTS = 10
"""NCHS shows no rate that rests on fewer events (Parker et al., 2023)."""


def is_weak(measure: Measure, shown: Estimate) -> bool:
    """By NCHS's rules for shares and rates; medians from thirty on, as shares."""
    if shown.value is None or shown.n is None:
        return False
    if measure in RATIOS:
        return (shown.count or 0) < SMALLEST_EVENTS
    if measure == Measure.WAIT or measure in AMOUNTS or shown.count is None:
        return shown.n < NCHS_SMALLEST_N
    return nchs_proportion_display(shown.count, shown.n).verdict == "suppress"


def marked(chart: dict[str, Any], report: Report) -> dict[str, Any]:
    """The chart of a report that shows small counts, with what rests on too little marked in drawing and words."""
    if not report.is_open:
        return chart
    measure = Measure(chart["id"])
    weak = [is_weak(measure, row.of(measure)) for row in (*report.rows, report.everybody)]
    return {
        **chart,
        "caption": f"{chart['caption']} Hatched: {WORDS}." if any(weak) else chart["caption"],
        "rows": [_row(row, is_it) for row, is_it in zip(chart["rows"], weak, strict=False)],
        "table_rows": [
            [*cells[:-1], f"{cells[-1]}; {WORDS}"] if is_it else cells
            for cells, is_it in zip(chart["table_rows"], weak, strict=True)
        ],
    }


def _row(row: dict[str, Any], is_it: bool) -> dict[str, Any]:
    return {**row, "weak": True, "text": f"{row['text']}; {WORDS}"} if is_it else row


def said(report: Report, measure: Measure, shown: Estimate) -> Estimate:
    """For lines of a file: the reason stands where otherwise the one for a missing number does."""
    return replace(shown, why=WORDS) if report.is_open and is_weak(measure, shown) else shown

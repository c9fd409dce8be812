"""The report as figures with tables, headline numbers and a download."""

from __future__ import annotations

from typing import Any

from equity import ratio_charts
from equity.claims import AMOUNTS, CLAIMS, RATIOS, STANDING, Measure
from equity.depth import charts as amount_charts
from equity.findings import Finding
from equity.measures import Estimate, in_words
from equity.periods import Period, in_full
from equity.reliability import marked, said
from equity.report import Report, Row
from equity.wording import interval, percent, sentence_case, waiting_interval

HEADLINES = {
    Measure.REACH: ("Health departments that asked", "on the roster"),
    Measure.WAIT: ("Half had a first reply within", ""),
    Measure.TARGET: ("Replies in time", "replies due"),
}
HOW_TO_READ = "The line through each mark is its 95% interval: the less data, the longer."
HIDDEN = "Hidden"
INTERVAL = "95% interval"
DAY = 24


def columns(measure: Measure) -> list[str]:
    """The heads of its table, after the group's."""
    claim = CLAIMS[measure]
    if measure == Measure.WAIT:
        return [claim.whole, claim.part, INTERVAL]
    return [claim.whole, claim.part, "Share", INTERVAL]


def figure(report: Report, finding: Finding) -> dict[str, Any]:
    """One measure, for components/table_figure.html."""
    drawn = _figure
    if finding.measure in RATIOS:
        drawn = ratio_charts.figure
    elif finding.measure in AMOUNTS:
        drawn = amount_charts.figure
    return {**marked(drawn(report, finding), report), "source": source(report, finding.measure)}


def _figure(report: Report, finding: Finding) -> dict[str, Any]:
    measure = finding.measure
    rows = [(row, row.of(measure)) for row in report.rows]
    in_days = any((estimate.value or 0) > 3 * DAY for _, estimate in rows)
    scale = 100.0 if measure != Measure.WAIT else 1 / DAY if in_days else 1.0
    return {
        "id": measure.value,
        "kind": "bars" if measure == Measure.WAIT else "dots",
        "title": CLAIMS[measure].title,
        "sentence": finding.sentence,
        "caption": f"{CLAIMS[measure].caption} {HOW_TO_READ}",
        "columns": [report.dimension.label, *columns(measure)],
        "table_rows": [_cells(row, measure) for row in (*report.rows, report.everybody)],
        "rows": [_mark(row, estimate, finding, scale) for row, estimate in rows],
        "unit": "%" if measure != Measure.WAIT else "d" if in_days else "h",
        "max": _axis_end(report, measure),
        **_reference(report.everybody.of(measure), measure, scale),
    }


def source(report: Report, measure: Measure) -> str:
    """Where the numbers come from, of which period, and as of when: for pictures, which travel alone."""
    return source_of(report.period, measure)


def source_of(period: Period, measure: Measure) -> str:
    as_of = f"as of {in_full(period.seen_day)}"
    when = as_of if measure in STANDING else f"{period.in_words}, {as_of}"
    return f"{CLAIMS[measure].source} {sentence_case(when)}."


def stats(report: Report) -> list[dict[str, str]]:
    """The headline numbers, over everybody: three at most."""
    return [_stat(report.everybody.of(measure), measure) for measure in report.measures[:3]]


def _stat(shown: Estimate, measure: Measure) -> dict[str, str]:
    if measure in AMOUNTS:
        return amount_charts.stat(shown, measure)
    claim = CLAIMS[measure]
    label, note = HEADLINES.get(measure, (claim.title, claim.whole.lower()))
    return {"label": label, "figure": _headline_figure(shown, measure), "note": _note(shown, note)}


def table(report: Report) -> list[list[str]]:
    """The download: one line for each group and measure, exactly what the page shows."""
    head = ["Period", "By", "Group", "Measure", "n", "Count", "Value", "Lower 95%", "Upper 95%", "Unit", "Note"]
    return [
        head,
        *(_line(report, row, measure) for measure in report.measures for row in (*report.rows, report.everybody)),
    ]


def _line(report: Report, row: Row, measure: Measure) -> list[str]:
    shown = said(report, measure, row.of(measure))
    scale, unit, digits = (100.0, "%", 1)
    if measure == Measure.WAIT:
        scale, unit = 1.0, "hours"
    elif measure in AMOUNTS:
        scale, unit, digits = 1.0, f"{measure.value}, median", 0
    elif measure in RATIOS:
        scale, unit, digits = 1.0, "times as expected", 3
    limits = [_number(number, scale, digits) for number in (shown.value, shown.low, shown.high)]
    counts = ["" if count is None else str(count) for count in (shown.n, shown.count)]
    period = f"As of {in_full(report.period.seen_day)}" if measure in STANDING else report.period.in_words
    return [period, report.dimension.label, row.label, CLAIMS[measure].title, *counts, *limits, unit, shown.why]


def _number(number: float | None, scale: float, digits: int) -> str:
    return "" if number is None else f"{number * scale:.{digits}f}"


def _cells(row: Row, measure: Measure) -> list[str]:
    shown = row.of(measure)
    n = HIDDEN if shown.n is None else f"{shown.n:,}"
    if shown.hidden:
        return [row.label, n, *[HIDDEN] * (len(columns(measure)) - 1)]
    if measure == Measure.WAIT:
        median = sentence_case(shown.why) if shown.value is None else in_words(shown.value)
        return [row.label, n, median, waiting_interval(shown)]
    if shown.value is None:
        return [row.label, n, "0", sentence_case(shown.why), ""]
    return [row.label, n, f"{shown.count:,}", percent(shown.value), interval(shown)]


def _mark(row: Row, shown: Estimate, finding: Finding, scale: float) -> dict[str, Any]:
    has_limits = shown.value is not None and shown.low is not None and shown.high is not None
    return {
        "label": row.label,
        "value": _scaled(shown.value, scale),
        "low": _scaled(shown.low, scale) if has_limits else None,
        "high": _scaled(shown.high, scale) if has_limits else None,
        "n": shown.n,
        "hidden": shown.hidden,
        "gap": finding.marks(row.group),
        "text": _text(shown, finding.measure),
    }


def _scaled(number: float | None, scale: float) -> float | None:
    return None if number is None else round(number * scale, 1)


def _text(shown: Estimate, measure: Measure) -> str:
    if shown.value is None:
        return sentence_case(shown.why)
    if measure == Measure.WAIT:
        return f"{in_words(shown.value)} (95% interval {waiting_interval(shown)})"
    return f"{percent(shown.value)} ({shown.count:,} of {shown.n:,}; 95% interval {interval(shown)})"


def _axis_end(report: Report, measure: Measure) -> float | None:
    """Shares go to 100 %; waits as far as they need, or a day when there is nothing to draw."""
    if measure != Measure.WAIT:
        return 100.0
    return None if any(row.of(measure).value is not None for row in report.rows) else float(DAY)


def _reference(everybody: Estimate, measure: Measure, scale: float) -> dict[str, Any]:
    if everybody.value is None:
        return {}
    said = in_words(everybody.value) if measure == Measure.WAIT else percent(everybody.value)
    return {"reference": _scaled(everybody.value, scale), "reference_label": f"All: {said}"}


def _headline_figure(shown: Estimate, measure: Measure) -> str:
    if shown.hidden:
        return HIDDEN
    if shown.value is None:
        return "—"
    return in_words(shown.value) if measure == Measure.WAIT else percent(shown.value)


def _note(shown: Estimate, what: str) -> str:
    if shown.value is None:
        return sentence_case(shown.why)
    if not what:
        return f"95% interval {waiting_interval(shown)}; requests still open count as waiting"
    return f"{shown.count:,} of {shown.n:,} {what}; 95% interval {interval(shown)}"

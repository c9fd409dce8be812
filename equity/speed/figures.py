"""The curves and the strip as charts, in the shape that `equity.drawing` draws and docs/front-end.md describes."""

from __future__ import annotations

from typing import Any

from equity import charts
from equity.claims import Measure
from equity.report import Row
from equity.speed.curves import Point, level
from equity.speed.panel import ENOUGH, Speed
from equity.speed.strip import Stretch
from equity.suppression import WHY_HIDDEN
from equity.wording import a_list, percent, sentence_case

AT_DAYS = (1, 2, 3, 5, 10, 20, 30)
AFTER = "–"
IN_TIME = "Replies in time, of those due on these days"
ENDS = "the line ends before"
NOT_SHOWN = "hidden: any division into days would show a small count"


def curves(speed: Speed) -> dict[str, Any]:
    """How the share still waiting falls, in each group that has a curve."""
    report = speed.report
    last = max((points[-1][0] for points in speed.curves.values()), default=1)
    finding = next(one for one in report.findings if one.measure == Measure.WAIT)
    return {
        "id": "curves",
        "is_empty": not speed.curves,
        "kind": "steps",
        "title": "How long people wait",
        "sentence": _sentence(speed),
        "caption": f"Share of the requests still waiting for a person at the end of each day. Each step stands for at "
        f"least {report.threshold} replies, and a line ends where fewer than that are left waiting; groups with fewer "
        f"than {ENOUGH * report.threshold} replies due have none. n: replies due by now.",
        "source": charts.source(report, Measure.WAIT),
        "columns": [report.dimension.label, *(sentence_case(_after(day)) for day in AT_DAYS)],
        "table_rows": [[str(row.label), *_levels(speed.curves.get(row.group, []))] for row in report.rows],
        "rows": [_line(speed, row, finding.marks(row.group)) for row in report.rows],
        "max": float(last),
    }


def _sentence(speed: Speed) -> str:
    labels = {row.group: str(row.label) for row in speed.report.rows}
    said = [
        f"{percent(level(points, 1))} of “{labels[group]}”"
        for group, points in speed.curves.items()
        if level(points, 1)
    ]
    if not said:
        return "No group has enough replies for a line."
    return f"Still waiting for a person after one day: {a_list(said)}."


def _levels(points: list[Point]) -> list[str]:
    found = [level(points, day) for day in AT_DAYS]
    return [AFTER if share is None else percent(share) for share in found]


def _line(speed: Speed, row: Row, is_gap: bool) -> dict[str, Any]:
    points = speed.curves.get(row.group, [])
    n = row.of(Measure.TARGET).n
    why = _why(row)
    steps = "; ".join(f"{percent(share)} {_after(day)}" for day, share in points)
    return {
        "label": str(row.label),
        "n": n,
        "gap": is_gap,
        "why": why,
        "text": steps or why,
        "points": [[day, round(100 * share, 1)] for day, share in points],
    }


def _why(row: Row) -> str:
    """Why a group has no line."""
    due = row.of(Measure.TARGET)
    if due.n == 0:
        return "no reply was due"
    is_hidden = due.hidden or row.of(Measure.WAIT).hidden
    return WHY_HIDDEN if is_hidden else "too few for a line"


def strip(speed: Speed) -> dict[str, Any]:
    """The last thirty days."""
    rows = [_bar(one) for one in speed.days]
    due, within = sum(one.due for one in speed.days), sum(one.within for one in speed.days)
    first, last = speed.days[0], speed.days[-1]
    length = (first.ends_on - first.starts_on).days + 1
    together = "" if length == 1 else f" Days are put together by {length}, so that no count is small."
    return {
        "id": "strip",
        "kind": "strip",
        "title": "The last 30 days",
        "sentence": f"{within:,} of {due:,} replies due in the last 30 days came in time."
        if due
        else "No reply was due in the last 30 days.",
        "caption": f"Replies by the day they were due, all groups together. n: replies due.{together}",
        "source": charts.source(speed.report, Measure.TARGET),
        "columns": ["Days", "Replies due", "In time", "Share"],
        "table_rows": [[one.label, f"{one.due:,}", f"{one.within:,}", _share(one)] for one in speed.days],
        "rows": rows,
        "starts": f"{first.starts_on:%b} {first.starts_on.day}",
        "ends": f"{last.ends_on:%b} {last.ends_on.day}",
    }


def _bar(one: Stretch) -> dict[str, Any]:
    text = f"{one.within:,} of {one.due:,} in time" if one.due else "no reply was due"
    return {"label": one.label, "n": one.due, "count": one.within, "share": _share(one), "text": text}


def _share(one: Stretch) -> str:
    return percent(one.within / one.due) if one.due else AFTER


def lines(speed: Speed) -> list[list[str]]:
    """Both tables in the download, after the groups: same columns as `charts.table`."""
    report = speed.report
    return [*(_curve_line(speed, row, day) for row in report.rows for day in AT_DAYS), *_strip_lines(speed)]


def _curve_line(speed: Speed, row: Row, day: int) -> list[str]:
    report, line = speed.report, _line(speed, row, is_gap=False)
    share = level(speed.curves.get(row.group, []), day)
    value = "" if share is None else f"{100 * share:.1f}"
    why = "" if value else ENDS if line["points"] else line["why"]
    n = "" if line["n"] is None else str(line["n"])
    measure = f"Still waiting {_after(day)}"
    return [report.period.in_words, report.dimension.label, str(row.label), measure, n, "", value, "", "", "%", why]


def _strip_lines(speed: Speed) -> list[list[str]]:
    if not speed.days:
        return [["Last 30 days", "Days", "All", IN_TIME, *[""] * 5, "%", NOT_SHOWN]] if speed.is_now else []
    return [
        [one.label, "Days", "All", IN_TIME, str(one.due), str(one.within),
         f"{100 * one.within / one.due:.1f}" if one.due else "", "", "", "%", "" if one.due else "no reply was due"]
        for one in speed.days
    ]  # fmt: skip


def _after(day: int) -> str:
    return f"after {day} day{'' if day == 1 else 's'}"

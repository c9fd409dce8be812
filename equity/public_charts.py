"""The published panels as figures, in the reader's language; made from the same report as the team's page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from equity import charts
from equity.claims import AMOUNTS, RATIOS, Measure
from equity.findings import Comparison, Finding
from equity.measures import Estimate
from equity.public_words import DIMENSIONS, PEOPLE, WORDS
from equity.reach_findings import times
from equity.report import Report, Row
from equity.wording import interval, percent

DAY = 24
MEDIANS = (Measure.WAIT, *AMOUNTS)
"""Without a count beside them."""


def figures(report: Report) -> list[dict[str, Any]]:
    """One figure a measure, for components/table_figure.html; every word of it in the language in force."""
    return [_figure(report, finding) for finding in report.findings]


def _figure(report: Report, finding: Finding) -> dict[str, Any]:
    """The drawing is the team's; the words around it are said anew."""
    measure, words = finding.measure, WORDS[finding.measure]
    drawn = charts.figure(report, finding)
    everybody = report.everybody.of(measure)
    marks = [
        {**mark, "label": _label(row), "text": _text(row.of(measure), measure)}
        for mark, row in zip(drawn["rows"], report.rows, strict=True)
    ]
    return {
        **drawn,
        "title": str(words.title),
        "sentence": sentence(finding),
        "caption": " ".join([str(words.counted), _("The line through each mark is its interval (95%).")]),
        "columns": [str(DIMENSIONS[report.dimension.field]), str(words.whole), *_columns(measure)],
        "table_rows": [_cells(row, measure) for row in (*report.rows, report.everybody)],
        "rows": marks,
        "reference_label": _("1: as expected")
        if measure in RATIOS
        else _("All: {all}").format(all=_value(everybody, measure)),
    }


def _columns(measure: Measure) -> list[str]:
    part = str(WORDS[measure].part)
    if measure in MEDIANS:
        return [part, _("Interval (95%)")]
    return [part, _("Times as expected") if measure in RATIOS else _("Share"), _("Interval (95%)")]


def _label(row: Row) -> str:
    return _("Everybody") if not row.group else _(str(row.label))


def _cells(row: Row, measure: Measure) -> list[str]:
    shown = row.of(measure)
    n = _("Hidden") if shown.n is None else f"{shown.n:,}"
    blank = len(_columns(measure)) - 1
    if shown.hidden:
        return [_label(row), n, *[_("Hidden")] * (blank + 1)]
    if shown.value is None:
        return [_label(row), n, _missing(shown, measure), *[""] * blank]
    counted = [] if measure in MEDIANS else [f"{shown.count or 0:,}"]
    limits = "–" if measure in RATIOS and not row.group else _limits(shown, measure)
    return [_label(row), n, *counted, _value(shown, measure), limits]


def _text(shown: Estimate, measure: Measure) -> str:
    if shown.hidden:
        return _("Hidden, to protect small counts")
    if shown.value is None:
        return _missing(shown, measure)
    said = _("{value} (95%: {limits})")
    return said.format(value=_value(shown, measure), limits=_limits(shown, measure))


def _value(shown: Estimate, measure: Measure) -> str:
    if shown.value is None:
        return _missing(shown, measure)
    if measure == Measure.WAIT:
        return _time(shown.value)
    if measure in AMOUNTS:
        return _amount(shown.value, measure)
    return times(shown.value) if measure in RATIOS else percent(shown.value, under=_("under 1%"), over=_("over 99%"))


def _missing(shown: Estimate, measure: Measure) -> str:
    """Why there is no number, in a word or two."""
    if shown.hidden:
        return _("Hidden")
    if measure == Measure.WAIT and shown.n:
        return _("more than half still waiting")
    return _("population not known") if measure == Measure.POPULATED else _("Nothing counted")


def _limits(shown: Estimate, measure: Measure) -> str:
    if measure not in (*RATIOS, *MEDIANS):
        return interval(shown)
    say = _time if measure == Measure.WAIT else _whole if measure in AMOUNTS else times
    if shown.low is None:
        return _("not known")
    if shown.high is None:
        return _("{low} or more").format(low=say(shown.low))
    return _("{low} to {high}").format(low=say(shown.low), high=say(shown.high))


def _time(hours: float) -> str:
    """Hours up to three days, then days, as everywhere."""
    if hours > 3 * DAY:
        days = round(hours / DAY)
        return ngettext("{days} day", "{days} days", days).format(days=days)
    return ngettext("{hours} hour", "{hours} hours", round(hours)).format(hours=round(hours))


def _amount(amount: float, measure: Measure) -> str:
    number = round(amount)
    if measure == Measure.HOURS:
        return ngettext("{hours} hour", "{hours} hours", number).format(hours=f"{number:,}")
    return ngettext("{contacts} contact", "{contacts} contacts", number).format(contacts=f"{number:,}")


def _whole(amount: float | None) -> str:
    return "" if amount is None else f"{amount:,.0f}"


def sentence(finding: Finding) -> str:
    """What was found, by the same rule as for the team: only gaps beyond chance and beyond a tenth are called out."""
    if not finding.is_known and finding.is_hidden:
        return _("Small counts are hidden, so the groups cannot be compared.")
    if not finding.is_known:
        return _("Too few to compare.")
    if not finding.gaps:
        return _("None of the comparisons chosen beforehand shows a clear gap.")
    return " ".join(_said(finding.measure, gap) for gap in finding.gaps)


def _said(measure: Measure, gap: Comparison) -> str:
    who, whom = str(PEOPLE[gap.pair.who]), str(PEOPLE[gap.pair.whom])
    if measure in RATIOS:
        said = _("For how many there are, {who} send {times} times as many requests as {whom} (95%: {limits}).")
        return said.format(who=who, whom=whom, times=times(gap.group.value), limits=_limits(gap.group, measure))
    said = _("A clear gap: {who} {value}{of}, {whom} {other}{other_of}.")
    values = {"value": _value(gap.group, measure), "other": _value(gap.other, measure)}
    return said.format(who=who, whom=whom, of=_of(gap.group), other_of=_of(gap.other), **values)


def _of(shown: Estimate) -> str:
    if shown.count is None or shown.n is None:
        return ""
    return _(" ({count} of {n})").format(count=f"{shown.count:,}", n=f"{shown.n:,}")

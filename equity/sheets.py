"""The tables of the pages as files: the same lines, and how each number in them is counted."""

from __future__ import annotations

from equity import charts, reach_charts
from equity.chosen import OVERVIEW
from equity.claims import CLAIMS, VERSION, Measure
from equity.files import Line, Sheet
from equity.methods import METHODS, Facts, facts_of
from equity.reach import ReachReport
from equity.report import Report
from equity.voice import figures as voice_figures
from equity.voice.panel import VoiceReport

NUMBERS = range(4, 9)
"""In a panel: n, count, value and its limits."""


def of_panel(report: Report, key: str, *besides: Line) -> Sheet:
    """A panel, and what it draws besides in lines of the same shape."""
    first = "equity" if key == OVERVIEW else f"equity-{key}"
    name = f"{first}-{plain(report.dimension.field)}-{report.period.choice.value}{report.name_ends}"
    lines = [*charts.table(report), *reach_charts.lines(report), *voice_figures.lines(report), *besides]
    hiding = [("Small counts", report.hiding)] if report.is_open else about_hidden(report.largest_hidden)
    return Sheet(name, lines, [*about(), *hiding, *_measures(report)], NUMBERS)


def about() -> Facts:
    """What holds for every file."""
    return [("Definitions, version", VERSION)]


def about_hidden(largest_hidden: int | None) -> Facts:
    """What is hidden in a file; without a number, nothing."""
    if largest_hidden is None:
        return []
    return [("Hidden", f"Counts from 1 to {largest_hidden}, and others from which they could be worked out.")]


def of_page(key: str, *, largest_hidden: int | None = None) -> Facts:
    """How the numbers of a page of its own are counted."""
    return [*about(), *about_hidden(largest_hidden), *_titled(METHODS[key].title, METHODS[key].facts)]


def plain(field: str) -> str:
    """The name of a dimension as a part of a file's name."""
    return field.replace("_", "-")


def _measures(report: Report) -> Facts:
    claims = [CLAIMS[measure] for measure in (*report.measures, *_besides(report))]
    return [fact for claim in claims for fact in _titled(claim.title, facts_of(claim))]


def _besides(report: Report) -> tuple[Measure, ...]:
    if isinstance(report, VoiceReport):
        return (Measure.LEVELS,)
    return (Measure.EVENNESS,) if isinstance(report, ReachReport) else ()


def _titled(title: str, facts: Facts) -> Facts:
    """The first fact, what is counted, stands beside the title."""
    (_, counted), *rest = facts
    return [(title, counted), *rest]

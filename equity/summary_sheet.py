"""The summary as lines of a file: the words of the page, and beside them numbers to compute with."""

from __future__ import annotations

from equity import sheets, summary_table
from equity.dimensions import Dimension
from equity.files import Sheet
from equity.results import Result
from equity.summary import Line, is_ordered

LIMITS = ("", ", lower 95%", ", upper 95%")
BEFORE = ", the year before"


def sheet(lines: list[Line], dimension: Dimension, *, largest_hidden: int) -> Sheet:
    """One line a measure, as on the page."""
    ordered = is_ordered(dimension)
    words = summary_table.columns(ordered=ordered)
    names = ("SII, points", "RII") if ordered else ("BGVC, squared points", "IDIS, %")
    numbers = [f"{name}{when}{limit}" for name in names for when in ("", BEFORE) for limit in LIMITS]
    rows = [[*summary_table.cells(line, ordered=ordered), *_numbers(line, ordered=ordered)] for line in lines]
    return Sheet(
        f"equity-summary-{sheets.plain(dimension.field)}",
        [[*words, *numbers], *rows],
        sheets.of_page("summary", largest_hidden=largest_hidden),
        range(len(words), len(words) + len(numbers)),
    )


def _numbers(line: Line, *, ordered: bool) -> list[str]:
    """The absolute and the relative index, each now and a year before, each with its limits."""
    absolute, digits = (100.0, 1) if ordered else (10_000.0, 0)
    found = []
    for one in (line.now.absolute, line.before.absolute):
        found += _three(one, absolute, digits)
    for one in (line.now.relative, line.before.relative):
        is_unsteady = ordered and summary_table.is_unsteady(one)
        found += ["", "", ""] if is_unsteady else _three(one, 1.0, 2)
    return found


def _three(found: Result, scale: float, digits: int) -> list[str]:
    numbers = (found.value, found.lower, found.upper)
    return ["" if number is None else f"{scale * number:.{digits}f}" for number in numbers]

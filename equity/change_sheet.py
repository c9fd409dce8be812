"""The page “Change” as lines of a file: numbers to compute with, and beside them the words of the page."""

from __future__ import annotations

from equity import sheets
from equity.change import Changed, Line, cells
from equity.claims import Measure
from equity.dimensions import Dimension
from equity.files import Sheet
from equity.measures import Difference, Estimate
from equity.periods import PeriodChoice

COLUMNS = (
    "By", "Group", "Measure", "Earlier year", "n, earlier", "Count, earlier", "Value, earlier", "n, latest",
    "Count, latest", "Value, latest", "Unit", "Change", "Lower 95%", "Upper 95%", "Earlier", "Last 12 months",
    "Change, in words",
)  # fmt: skip
NUMBERS = (4, 5, 6, 7, 8, 9, 11, 12, 13)


def sheet(lines: list[Line], dimension: Dimension, baseline: PeriodChoice, *, largest_hidden: int) -> Sheet:
    """Every measure and group of the page."""
    name = f"equity-change-{sheets.plain(dimension.field)}-{baseline.value}"
    rows = [
        [dimension.label, str(row.label), line.title, baseline.label, *_numbers(row, line.measure),
         *cells(row, line.measure)]
        for line in lines for row in line.rows
    ]  # fmt: skip
    return Sheet(name, [COLUMNS, *rows], sheets.of_page("change", largest_hidden=largest_hidden), NUMBERS)


def _numbers(changed: Changed, measure: Measure) -> list[str]:
    is_wait = measure is Measure.WAIT
    years = [cell for shown in (changed.before, changed.now) for cell in _year(shown, 1.0 if is_wait else 100.0)]
    return [*years, "hours" if is_wait else "%; change in points", *_difference(changed.difference)]


def _year(shown: Estimate, scale: float) -> list[str]:
    """n, count and value; the page says nothing of a hidden share but that it is hidden."""
    if shown.hidden:
        return ["", "", ""]
    whole = ["" if number is None else str(number) for number in (shown.n, shown.count)]
    return [*whole, _number(shown.value, scale)]


def _difference(difference: Difference) -> list[str]:
    return [_number(number, 100.0) for number in (difference.value, difference.low, difference.high)]


def _number(number: float | None, scale: float) -> str:
    return "" if number is None else f"{scale * number:.1f}"

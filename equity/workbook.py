"""A panel as a workbook: numbers as numbers, text as text that no spreadsheet runs as a formula."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from equity.charts import table
from equity.claims import CLAIMS, VERSION, Measure
from equity.reach import ReachReport
from equity.reach_charts import lines
from equity.report import Report
from equity.voice.figures import lines as voice_lines
from equity.voice.panel import VoiceReport

NUMBERS_FROM, NUMBERS_TO = 4, 8  # n, count, value and its limits
ALSO_HIDDEN = " So are others from which they could be worked out."
WIDTHS = (26, 22, 30, 34, 8, 8, 10, 10, 10, 8, 34)


def workbook(report: Report) -> bytes:
    """Two sheets: the numbers exactly as the page shows them, and how each is counted."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True})
        _numbers(book.add_worksheet("Numbers"), [*table(report), *lines(report), *voice_lines(report)], bold)
        _method(book.add_worksheet("How it is counted"), report, bold)
    return file.getvalue()


def _numbers(sheet: Any, lines: list[list[str]], bold: Any) -> None:
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    for row, line in enumerate(lines):
        for column, cell in enumerate(line):
            if row and NUMBERS_FROM <= column <= NUMBERS_TO and cell:
                sheet.write_number(row, column, float(cell))
            else:
                sheet.write_string(row, column, str(cell), bold if row == 0 else None)
    sheet.freeze_panes(1, 0)


def _besides(report: Report) -> tuple[Measure, ...]:
    if isinstance(report, VoiceReport):
        return (Measure.LEVELS,)
    return (Measure.EVENNESS,) if isinstance(report, ReachReport) else ()


def _method(sheet: Any, report: Report, bold: Any) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 120)
    said = [
        ("Definitions, version", VERSION),
        ("Small counts", f"{report.hiding}{'' if report.is_open else ALSO_HIDDEN}"),
    ]
    for measure in (*report.measures, *_besides(report)):
        claim = CLAIMS[measure]
        said += [
            (claim.title, claim.counted), ("Over", claim.over), ("Formula", claim.formula),
            ("95% interval", claim.interval), ("Missing", claim.missing),
        ]  # fmt: skip
    for row, (name, words) in enumerate(said):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, words)

"""A table as a workbook: numbers as numbers, text as text that no spreadsheet runs as a formula."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from equity.files import Sheet

NARROWEST, WIDEST = 8, 34


def workbook(sheet: Sheet) -> bytes:
    """Two sheets: the lines exactly as the page shows them, and how each number is counted."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True})
        _lines(book.add_worksheet("Numbers"), sheet, bold)
        _method(book.add_worksheet("How it is counted"), sheet, bold)
    return file.getvalue()


def _lines(page: Any, sheet: Sheet, bold: Any) -> None:
    for column, width in enumerate(_widths(sheet)):
        page.set_column(column, column, width)
    for row, line in enumerate(sheet.lines):
        for column, cell in enumerate(line):
            if sheet.is_number(row, column):
                page.write_number(row, column, float(cell))
            else:
                page.write_string(row, column, str(cell), bold if row == 0 else None)
    page.freeze_panes(1, 0)


def _widths(sheet: Sheet) -> list[int]:
    """As wide as what stands in it, within reason."""
    columns = zip(*sheet.lines, strict=True)
    return [min(WIDEST, max(NARROWEST, *(len(cell) + 2 for cell in cells))) for cells in columns]


def _method(page: Any, sheet: Sheet, bold: Any) -> None:
    page.set_column(0, 0, WIDEST)
    page.set_column(1, 1, 120)
    for row, (name, words) in enumerate(sheet.method):
        page.write_string(row, 0, name, bold)
        page.write_string(row, 1, words)

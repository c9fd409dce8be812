"""A table to take along: as CSV for any spreadsheet, or as a workbook that says how it is counted."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.urls import reverse

from tta_portal.spreadsheets import safe_cell

CSV, XLSX = "csv", "xlsx"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
NUMBER = re.compile(r"-?\d+(\.\d+)?")
Line = Sequence[str]


@dataclass(frozen=True)
class Sheet:
    """The name of the file, the lines as the page shows them, heads first, and how they are counted.

    `numbers`: the columns that hold numbers; what is no number there, such as “over 1,000”, stays a text.
    """

    name: str
    lines: Sequence[Line]
    method: Sequence[tuple[str, str]] = ()
    numbers: Collection[int] = field(default_factory=tuple)

    def is_number(self, row: int, column: int) -> bool:
        cell = self.lines[row][column]
        return row > 0 and column in self.numbers and NUMBER.fullmatch(cell) is not None


def answer(sheet: Sheet, extension: str) -> HttpResponse:
    """The file, to be kept and never shown as a page."""
    headers = {"Content-Disposition": f'attachment; filename="{sheet.name}.{extension}"'}
    response = HttpResponse(content_type=TYPES[extension], headers=headers)
    if extension == XLSX:
        from equity.workbook import workbook  # the writer is large, and rarely needed

        response.write(workbook(sheet))
    else:
        csv.writer(response).writerows(_plain(sheet))
    return response


def addresses(page: str, *, network: str, query: str = "") -> dict[str, str]:
    """Where both files of a page are, for equity/take_along.html."""
    table, book = (reverse(f"{page}_{kind}", kwargs={"network": network}) for kind in ("table", "workbook"))
    return {"table_url": table + query, "workbook_url": book + query}


def _plain(sheet: Sheet) -> list[list[str]]:
    """Every line; a number below zero stays a number, other cells are never run as a formula."""
    return [
        [cell if sheet.is_number(row, column) else safe_cell(cell) for column, cell in enumerate(line)]
        for row, line in enumerate(sheet.lines)
    ]

"""From the bytes of a table to its rows, each with the line on which it begins."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from tta_portal.errors import Refused

DELIMITERS = (",", ";", "\t")
MOST_BYTES = 20 * 1024**2
MOST_ROWS = 50_000
_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")


class BadTable(Refused):
    """The file is no table that can be read; the sentence says why and what to do."""


@dataclass(frozen=True)
class Line:
    """One row: the line of the file on which it begins, and its cells without the blanks around them."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """The heading and the rows below it. Empty rows are left out."""

    headers: list[str]
    lines: list[Line]


def read(content: bytes) -> Table:
    """Read a table; raise BadTable with a sentence where that is not possible."""
    text = _decoded(content)
    records = list(_records(text))
    if not records:
        raise BadTable("The file is empty. Choose one with a heading and a row for each place.")
    headers = [header or f"Column {number}" for number, header in enumerate(records[0].cells, start=1)]
    if len(records) == 1:
        raise BadTable("The file has a heading and nothing below it.")
    if len(records) > MOST_ROWS + 1:
        raise BadTable(f"The file has more than {MOST_ROWS:,} rows. Split it into several.")
    return Table(_told_apart(headers), records[1:])


def _decoded(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise BadTable(f"The file is larger than {MOST_BYTES // 1024**2} MB. Split it into several.")
    if content.startswith(_NO_TEXT):
        raise BadTable("This is no CSV file. Open it in your spreadsheet and save it as CSV.")
    for encoding in (_BOMS.get(content[:2], "utf-8-sig"), "cp1252", "latin-1"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    if "\x00" in text:
        raise BadTable("This is no CSV file: it holds bytes that are no text. Save it as CSV and try again.")
    return text


def _records(text: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    begins = 1
    try:
        for cells in reader:
            stripped = [" ".join(cell.split()) for cell in cells]
            if any(stripped):
                yield Line(begins, stripped)
            begins = reader.line_num + 1
    except csv.Error as error:
        if "field larger" in str(error):
            raise BadTable(f"Line {begins}: a cell is longer than this portal reads. Shorten it.") from None
        raise BadTable(
            f"Line {begins}: a quotation mark opens here and does not close as it should. Mend the line and try again."
        ) from None


def _delimiter(text: str) -> str:
    """The one that stands most often in the first line that says anything, outside quotation marks."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


def _told_apart(headers: list[str]) -> list[str]:
    """Two columns of one name get a number, so that a person can choose between them."""
    seen: dict[str, int] = {}
    told = []
    for header in headers:
        seen[header] = seen.get(header, 0) + 1
        told.append(header if seen[header] == 1 else f"{header} ({seen[header]})")
    return told

"""Read what a reader takes along, and the tables of the page beside it."""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from typing import Any
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def lines_of(answer: Any) -> list[list[str]]:
    """Of a CSV file, its heads first."""
    return list(csv.reader(io.StringIO(answer.content.decode())))


def book_of(answer: Any) -> tuple[list[list[str | float]], dict[str, str], str]:
    """Of a workbook: the lines with numbers as numbers, how each is counted, and the raw sheet."""
    with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
        root = _parsed(parts.read("xl/sharedStrings.xml"))
        words = ["".join(text.text or "" for text in one.iter(f"{MAIN}t")) for one in root.iter(f"{MAIN}si")]
        sheets = [parts.read(f"xl/worksheets/sheet{number}.xml") for number in (1, 2)]
    lines, method = (
        [[_cell(cell, words) for cell in row.iter(f"{MAIN}c")] for row in _parsed(sheet).iter(f"{MAIN}row")]
        for sheet in sheets
    )
    return lines, {str(term): str(said) for term, said in method}, sheets[0].decode()


def rows_of(page: str) -> list[list[str]]:
    """The cells of every table of a page, as a reader sees them."""
    return [
        [_text(cell) for cell in re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL)
    ]


def _parsed(part: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(part)  # noqa: S314  (our own)


def _cell(cell: ElementTree.Element, words: list[str]) -> str | float:
    value = cell.findtext(f"{MAIN}v") or ""
    return words[int(value)] if cell.get("t") == "s" else float(value)


def _text(cell: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", cell)).split())

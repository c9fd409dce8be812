"""The record as a document: headings, one after the other, that a screen reader can walk."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from fpdf import FPDF

from relationships.passport.labels import label
from relationships.passport.record import Record
from relationships.passport.words import text_of
from requests_app.training.certificate_pdf import FAMILY, FONTS, MISSING
from tta_portal.fonts import font_file

EDGE, BODY = 18, 10
LEFT_OUT = ("format", "version")


def passport_pdf(record: Record) -> bytes:
    """Write the whole record as a tagged PDF with an outline."""
    return bytes(_Document(record).pdf.output())


class _Document:
    def __init__(self, record: Record) -> None:
        self.pdf = pdf = FPDF(format="letter", unit="mm")
        pdf.set_margin(EDGE)
        pdf.set_auto_page_break(True, margin=EDGE)
        pdf.set_lang(get_language() or "en")
        for style, name in FONTS.items():
            pdf.add_font(FAMILY, style, font_file(name))
        self.known = set(pdf.fonts[FAMILY.lower()].cmap)  # type: ignore[union-attr]  # a TTF font
        pdf.set_title(self._writable(_("{name}: our record").format(name=record["organization"]["name"])))
        pdf.add_page()
        self.title(record)
        for name, value in record.items():
            if isinstance(value, (dict, list)) and name not in LEFT_OUT:
                self.section(name, value)

    def title(self, record: Record) -> None:
        self.line(record["organization"]["name"], size=20, bold=True)
        self.line(
            _("The record with {network}, made on {day} by {person}.").format(
                network=record["network"],
                day=text_of(record["made_at"]),
                person=record["made_by"],
            )
        )

    def section(self, name: str, value: Any) -> None:
        self.pdf.ln(4)
        self.pdf.start_section(label(name))
        self.line(label(name), size=14, bold=True)
        rows = value if isinstance(value, list) else [value]
        if not rows:
            self.line(_("Nothing on record."))
        for row in rows:
            self.facts(row, indent=0)
            self.pdf.ln(2)

    def facts(self, row: Record, *, indent: int) -> None:
        for name, value in row.items():
            if isinstance(value, dict):
                self.line(f"{label(name)}:", indent=indent, bold=True)
                self.facts(value, indent=indent + 5)
            elif isinstance(value, list) and value and isinstance(value[0], dict):
                self.line(f"{label(name)}:", indent=indent, bold=True)
                for one in value:
                    self.facts(one, indent=indent + 5)
                    self.pdf.ln(1)
            elif value not in (None, "", []):
                self.line(f"{label(name)}: {_words(value)}", indent=indent)

    def line(self, words: str, *, size: int = BODY, bold: bool = False, indent: int = 0) -> None:
        self.pdf.set_font(FAMILY, "B" if bold else "", size)
        self.pdf.set_x(EDGE + indent)
        self.pdf.multi_cell(0, size * 0.5, self._writable(words), new_x="LMARGIN", new_y="NEXT", align="L")

    def _writable(self, words: str) -> str:
        return "".join(letter if letter == "\n" or ord(letter) in self.known else MISSING for letter in words)


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return ", ".join(map(text_of, value)) if isinstance(value, list) else text_of(value)

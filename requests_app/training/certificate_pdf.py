"""A certificate as one landscape page, in any script that its font can write."""

from __future__ import annotations

import unicodedata

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.fonts import TTFFont

from requests_app.training.models import Certificate
from tta_portal.fonts import font_file

FAMILY = "DejaVu"
FONTS = {"": "fonts/DejaVuSans.ttf", "B": "fonts/DejaVuSans-Bold.ttf"}
MISSING = "□"
SMALLEST = 9.0
SPRUCE, DEEP, MINT, MARIGOLD, INK, GREY = (
    (15, 100, 96), (18, 49, 49), (159, 227, 213), (255, 190, 46), (35, 32, 29), (94, 89, 84),
)  # fmt: skip
WIDTH, HEIGHT, EDGE = 279.4, 215.9, 26.0


def certificate_pdf(certificate: Certificate) -> bytes:
    """Draw it; the same certificate gives the same bytes."""
    page = _Page(certificate)
    page.frame()
    page.words()
    return bytes(page.pdf.output())


class _Page:
    def __init__(self, certificate: Certificate) -> None:
        self.certificate = certificate
        self.pdf = FPDF(orientation="landscape", unit="mm", format="letter")
        self.pdf.set_creation_date(certificate.issued_at)
        self.pdf.set_auto_page_break(False)
        self.pdf.set_lang(get_language() or "en")
        for style, name in FONTS.items():
            self.pdf.add_font(FAMILY, style, font_file(name))
        fonts = [self.pdf.fonts[f"{FAMILY.lower()}{style}"] for style in FONTS]
        self.known = set.intersection(*(set(font.cmap) for font in fonts if isinstance(font, TTFFont)))
        self.pdf.set_title(
            self.writable(_("Certificate {number}: {name}").format(number=certificate.number, name=certificate.name))
        )
        self.pdf.add_page()

    def writable(self, words: str) -> str:
        """What the font cannot write, or what would be invisible, becomes a box, one for each character."""
        composed = unicodedata.normalize("NFC", " ".join(words.split()))
        return "".join(letter if self._is_written(letter) else MISSING for letter in composed)

    def _is_written(self, letter: str) -> bool:
        return ord(letter) in self.known and not unicodedata.category(letter).startswith("C")

    def frame(self) -> None:
        """The bar with its woven band and the two rings."""
        pdf = self.pdf
        pdf.set_fill_color(*DEEP)
        pdf.rect(0, 0, WIDTH, 30, style="F")
        for step in range(round(WIDTH / 8) + 1):
            pdf.set_fill_color(*(MARIGOLD if step % 2 else MINT))
            pdf.rect(step * 8, 30, 8, 1.6, style="F")
        pdf.set_line_width(1.5)
        for at, colour in ((EDGE + 5, MINT), (EDGE + 11.5, MARIGOLD)):
            pdf.set_draw_color(*colour)
            pdf.circle(x=at, y=15, radius=5)
        self.line("Common Thread", y=11.2, size=15, style="B", colour=(255, 255, 255), x=EDGE + 22)

    def words(self) -> None:
        one, session = self.certificate, self.certificate.registration.session
        series, organization = session.series, one.registration.organization
        self.line(_("CERTIFICATE OF ATTENDANCE"), y=52, size=12, style="B", colour=SPRUCE)
        self.line(one.name, y=66, size=34, style="B", colour=DEEP)
        self.line(organization.name if organization else "", y=84, size=13, colour=GREY)
        self.line(_("took part in"), y=103, size=13, colour=INK)
        bottom = self.block(series.title, y=113, size=22, style="B", colour=SPRUCE)
        spent = f", {series.hours_in_words}" if series.hours else ""
        self.line(f"{session.day}{spent}", y=bottom + 5, size=13, colour=INK)
        self.pdf.set_draw_color(*MARIGOLD)
        self.pdf.set_line_width(0.8)
        self.pdf.line(EDGE, 176, EDGE + 60, 176)
        self.line(one.network.name, y=181, size=13, style="B", colour=DEEP)
        issued = date_format(one.issued_at, "F j, Y")
        self.line(
            _("Certificate {number}, issued on {issued}").format(number=one.number, issued=issued),
            y=189,
            size=10,
            colour=GREY,
        )

    def line(
        self, words: str, *, y: float, size: float, colour: tuple[int, int, int], style: str = "", x: float = EDGE
    ) -> None:
        """One line; words too long for it are set smaller, and at last cut with an ellipsis."""
        words, width = self.writable(words), WIDTH - EDGE - x
        self._set(style, size, colour)
        while size > SMALLEST and self.pdf.get_string_width(words) > width:
            size -= 0.5
            self._set(style, size, colour)
        while self.pdf.get_string_width(words) > width:
            words = words.removesuffix("…")[:-1] + "…"
        self.pdf.set_xy(x, y)
        self.pdf.cell(w=width, h=size * 0.5, text=words)

    def block(self, words: str, *, y: float, size: float, colour: tuple[int, int, int], style: str) -> float:
        """Up to three lines; return where they end."""
        self._set(style, size, colour)
        self.pdf.set_xy(EDGE, y)
        self.pdf.multi_cell(w=WIDTH - 2 * EDGE, h=size * 0.5, text=self.writable(words), align="L")
        return float(self.pdf.get_y())

    def _set(self, style: str, size: float, colour: tuple[int, int, int]) -> None:
        self.pdf.set_font(FAMILY, style, size)
        self.pdf.set_text_color(*colour)

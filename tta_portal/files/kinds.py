"""The kinds of file a network may take: a fixed list, because each needs a check of its own."""

from __future__ import annotations

from dataclasses import dataclass

from tta_portal.words import gettext_lazy as _

OFFICE = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."


@dataclass(frozen=True)
class Kind:
    """One extension, what it is called, what is served, and which check its content must pass."""

    label: str
    content_type: str
    family: str
    proof: str = ""
    """What the content must show: the name `filetype` gives it, or the part an office file must contain."""

    @property
    def title(self) -> str:
        """The label as it begins a line."""
        return self.label[0].upper() + self.label[1:]


KINDS: dict[str, Kind] = {
    "pdf": Kind("PDF", "application/pdf", "binary", "pdf"),
    "docx": Kind(_("Word document"), f"{OFFICE}wordprocessingml.document", "office", "word/document.xml"),
    "xlsx": Kind(_("Excel workbook"), f"{OFFICE}spreadsheetml.sheet", "office", "xl/workbook.xml"),
    "pptx": Kind(
        _("PowerPoint presentation"), f"{OFFICE}presentationml.presentation", "office", "ppt/presentation.xml"
    ),
    "odt": Kind(_("OpenDocument text"), f"{ODF}text", "odf"),
    "ods": Kind(_("OpenDocument spreadsheet"), f"{ODF}spreadsheet", "odf"),
    "odp": Kind(_("OpenDocument presentation"), f"{ODF}presentation", "odf"),
    "csv": Kind(_("table as text (CSV)"), "text/csv", "text"),
    "txt": Kind(_("plain text"), "text/plain", "text"),
    "png": Kind(_("PNG picture"), "image/png", "image", "png"),
    "jpg": Kind(_("JPEG picture"), "image/jpeg", "image", "jpg"),
    "gif": Kind(_("GIF picture"), "image/gif", "image", "gif"),
    "webp": Kind(_("WebP picture"), "image/webp", "image", "webp"),
    "heic": Kind(_("HEIC picture, as phones take them"), "image/heic", "image", "heic"),
    "tif": Kind(_("TIFF scan"), "image/tiff", "image", "tif"),
    "ics": Kind(_("calendar entry"), "text/calendar", "text", "BEGIN:VCALENDAR"),
    "doc": Kind(_("old Word document"), "application/msword", "ole"),
    "xls": Kind(_("old Excel workbook"), "application/vnd.ms-excel", "ole"),
    "ppt": Kind(_("old PowerPoint presentation"), "application/vnd.ms-powerpoint", "ole"),
    "mp3": Kind(_("MP3 recording"), "audio/mpeg", "binary", "mp3"),
    "mp4": Kind(_("MP4 film"), "video/mp4", "binary", "mp4"),
    "zip": Kind(_("ZIP folder"), "application/zip", "zip"),
}
ALSO_WRITTEN = {"jpeg": "jpg", "tiff": "tif"}
ALLOWED_AT_FIRST = tuple("pdf docx xlsx pptx odt ods odp csv txt png jpg gif webp".split())


def extension_of(name: str) -> str:
    """The last extension in small letters, without its dot, as KINDS writes it."""
    stem, dot, extension = name.rpartition(".")
    return ALSO_WRITTEN.get(extension.lower(), extension.lower()) if dot and stem else ""


def for_picker(extensions: list[str]) -> str:
    """The `accept` of a file picker, with what is also written."""
    also = [other for other, extension in ALSO_WRITTEN.items() if extension in extensions]
    return ",".join(f".{extension}" for extension in (*extensions, *also))


def in_words(extensions: list[str]) -> str:
    """The allowed extensions as a person reads them."""
    return ", ".join(extensions)

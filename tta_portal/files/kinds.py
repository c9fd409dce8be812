"""The kinds of file a network may take: a fixed list, because each needs a check of its own."""

from __future__ import annotations

from dataclasses import dataclass

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


KINDS: dict[str, Kind] = {
    "pdf": Kind("PDF", "application/pdf", "binary", "pdf"),
    "docx": Kind("Word document", f"{OFFICE}wordprocessingml.document", "office", "word/document.xml"),
    "xlsx": Kind("Excel workbook", f"{OFFICE}spreadsheetml.sheet", "office", "xl/workbook.xml"),
    "pptx": Kind("PowerPoint slides", f"{OFFICE}presentationml.presentation", "office", "ppt/presentation.xml"),
    "odt": Kind("OpenDocument text", f"{ODF}text", "odf"),
    "ods": Kind("OpenDocument spreadsheet", f"{ODF}spreadsheet", "odf"),
    "odp": Kind("OpenDocument slides", f"{ODF}presentation", "odf"),
    "csv": Kind("Table as text (CSV)", "text/csv", "text"),
    "txt": Kind("Plain text", "text/plain", "text"),
    "png": Kind("Picture (PNG)", "image/png", "image", "png"),
    "jpg": Kind("Picture (JPEG)", "image/jpeg", "image", "jpg"),
    "jpeg": Kind("Picture (JPEG, .jpeg)", "image/jpeg", "image", "jpg"),
    "gif": Kind("Picture (GIF)", "image/gif", "image", "gif"),
    "webp": Kind("Picture (WebP)", "image/webp", "image", "webp"),
    "heic": Kind("Picture from a phone (HEIC)", "image/heic", "image", "heic"),
    "tif": Kind("Scan (TIFF)", "image/tiff", "image", "tif"),
    "ics": Kind("Calendar entry", "text/calendar", "text", "BEGIN:VCALENDAR"),
    "doc": Kind("Word document before 2007", "application/msword", "ole"),
    "xls": Kind("Excel workbook before 2007", "application/vnd.ms-excel", "ole"),
    "ppt": Kind("PowerPoint slides before 2007", "application/vnd.ms-powerpoint", "ole"),
    "mp3": Kind("Sound (MP3)", "audio/mpeg", "binary", "mp3"),
    "mp4": Kind("Film (MP4)", "video/mp4", "binary", "mp4"),
    "zip": Kind("Folder packed as ZIP", "application/zip", "zip"),
}
ALLOWED_AT_FIRST = tuple("pdf docx xlsx pptx odt ods odp csv txt png jpg jpeg gif webp".split())


def extension_of(name: str) -> str:
    """The last extension in small letters, without its dot."""
    stem, dot, extension = name.rpartition(".")
    return extension.lower() if dot and stem else ""


def in_words(extensions: list[str]) -> str:
    """The allowed extensions as a person reads them."""
    return ", ".join(extensions)

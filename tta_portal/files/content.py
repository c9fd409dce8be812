"""Does a file contain what its name promises? Each family of kinds has a check of its own."""

from __future__ import annotations

import codecs
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import IO, Any

import filetype
from django.utils.translation import gettext as _

from tta_portal.files import archives
from tta_portal.files.archives import BadArchive
from tta_portal.files.kinds import Kind
from tta_portal.files.scanner import EICAR

PIECE = 256 * 1024
OVERLAP = 128
HEAD = 8192
OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_MACROS = "_VBA_PROJECT".encode("utf-16-le")
MARKUP = re.compile(
    rb"<\s*(!doctype\s+html|html|head|body|script|svg|iframe|object|embed|meta|link|img|form|base|\?xml|\?php)[\s/>!]",
    re.IGNORECASE,
)
HIDDEN_PAGE = re.compile(rb"<\s*(script|html|svg|\?php)[\s/>]", re.IGNORECASE)
SHEBANG = b"#!"
BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class BadContent(Exception):
    """The reason, as the rest of a sentence that begins with the file's name."""


def check(file: IO[bytes], kind: Kind, *, size: int) -> None:
    """Raise BadContent, with the reason, unless the whole content is what this kind should be."""
    _refuse_test_virus(file)
    try:
        CHECKS[kind.family](file, kind, size)
    except BadArchive as reason:
        raise BadContent(str(reason)) from reason
    file.seek(0)


def pieces(file: IO[bytes], *, overlap: int = 0) -> Iterator[bytes]:
    """The content from its beginning, piece by piece, so that a large file never fills the memory."""
    file.seek(0)
    tail = b""
    while piece := file.read(PIECE):
        yield tail + piece
        tail = piece[-overlap:] if overlap else b""


def _refuse_test_virus(file: IO[bytes]) -> None:
    if any(EICAR in piece for piece in pieces(file, overlap=OVERLAP)):
        raise BadContent(_("is the test file of virus scanners, so we do not take it"))


def _head(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read(HEAD)


def _agrees(file: IO[bytes], kind: Kind) -> None:
    found = filetype.guess(_head(file))
    if found is None or found.extension != kind.proof:
        raise BadContent(_("is not what its name says: there is no {label} in it").format(label=kind.label))


def _is_packed(file: IO[bytes]) -> bool:
    file.seek(0)
    return zipfile.is_zipfile(file)


def _check_binary(file: IO[bytes], kind: Kind, size: int) -> None:
    _agrees(file, kind)
    if _is_packed(file):
        raise BadContent(_("hides another file, so we do not take it"))


def _check_image(file: IO[bytes], kind: Kind, size: int) -> None:
    """A picture in which a web page hides is a picture only to some programs."""
    _check_binary(file, kind, size)
    if any(HIDDEN_PAGE.search(piece) for piece in pieces(file, overlap=OVERLAP)):
        raise BadContent(_("hides a web page, so we do not take it"))


def _check_text(file: IO[bytes], kind: Kind, size: int) -> None:
    head = _head(file)
    if filetype.guess(head) is not None or head.startswith(SHEBANG):
        raise BadContent(_("is not what its name says: there is more than plain text in it"))
    encoding = BYTE_ORDER_MARKS.get(head[:2]) or _encoding(file)
    for text in _decoded(file, encoding):
        if NOT_TEXT.search(text):
            raise BadContent(_("is not what its name says: there is more than plain text in it"))
        if MARKUP.search(text.encode("ascii", "replace")):
            raise BadContent(_("looks like a web page or a script, so we do not take it"))
    if kind.proof and kind.proof not in head.decode("utf-8", "replace").upper():
        raise BadContent(_("is not what its name says: there is no {label} in it").format(label=kind.label))


def _encoding(file: IO[bytes]) -> str:
    """UTF-8 if it is that, else the one in which old Windows programs write."""
    try:
        for _ in _decoded(file, "utf-8"):
            pass
    except BadContent:
        return "cp1252"
    return "utf-8"


def _decoded(file: IO[bytes], encoding: str) -> Iterator[str]:
    decoder, tail = codecs.getincrementaldecoder(encoding)(_strictness(encoding)), ""
    try:
        for piece in pieces(file):
            text = decoder.decode(piece)
            yield tail + text
            tail = text[-OVERLAP:]
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise BadContent(_("is not readable as text")) from error


def _strictness(encoding: str) -> str:
    """Five bytes mean nothing in the Windows encoding; that is no reason to refuse a list of names."""
    return "replace" if encoding == "cp1252" else "strict"


def _check_office(file: IO[bytes], kind: Kind, size: int) -> None:
    entries = _unpack(file, kind, size)
    if kind.proof not in entries or "[Content_Types].xml" not in entries:
        raise BadContent(_("is not what its name says: there is no {label} in it").format(label=kind.label))
    if b"macroEnabled" in entries["[Content_Types].xml"]:
        raise BadContent(_("contains macros, which are programs. Save it without macros and send it again"))


def _check_odf(file: IO[bytes], kind: Kind, size: int) -> None:
    entries = _unpack(file, kind, size)
    if entries.get("mimetype", b"").strip() != kind.content_type.encode():
        raise BadContent(_("is not what its name says: there is no {label} in it").format(label=kind.label))


def _check_zip(file: IO[bytes], kind: Kind, size: int) -> None:
    if not _head(file).startswith(b"PK\x03\x04"):
        raise BadContent(_("is not what its name says: there is no {label} in it").format(label=kind.label))
    archives.look_into(file, size=size, only_known_kinds=True)


def _unpack(file: IO[bytes], kind: Kind, size: int) -> dict[str, bytes]:
    if not _head(file).startswith(b"PK\x03\x04"):
        raise BadContent(_("is not what its name says: there is no {label} in it").format(label=kind.label))
    file.seek(0)
    return archives.look_into(file, size=size)


def _check_ole(file: IO[bytes], kind: Kind, size: int) -> None:
    if not _head(file).startswith(OLE_HEAD):
        raise BadContent(_("is not what its name says: there is no {label} in it").format(label=kind.label))
    if any(OLE_MACROS in piece for piece in pieces(file, overlap=OVERLAP)):
        raise BadContent(_("contains macros, which are programs. Save it without macros and send it again"))


CHECKS: dict[str, Callable[[Any, Kind, int], None]] = {
    "binary": _check_binary,
    "image": _check_image,
    "text": _check_text,
    "office": _check_office,
    "odf": _check_odf,
    "zip": _check_zip,
    "ole": _check_ole,
}

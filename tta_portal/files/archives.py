"""Look into packed files (ZIP, and the office formats that are one) without unpacking them anywhere."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from tta_portal.files.kinds import KINDS, extension_of
from tta_portal.files.scanner import EICAR

MOST_ENTRIES = 2000
MOST_UNPACKED = 300 * 1024**2
MOST_RATIO = 250
SMALL_ENOUGH = 10 * 1024**2
PIECE = 64 * 1024
PACKED = re.compile(r"\.(zip|7z|rar|gz|tgz|bz2|xz|tar|jar|cab|iso|docm|xlsm|pptm)$", re.IGNORECASE)
PACKED_HEADS = (b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
EMBEDDED = re.compile(r"(^|/)embeddings/[^/]+\.(docx|xlsx|pptx)$", re.IGNORECASE)
PACKED_PICTURE = re.compile(r"\.(emz|wmz)$", re.IGNORECASE)
MACROS = re.compile(r"(^|/)vba(project|data)[^/]*\.(bin|xml)$|^(basic|scripts)/", re.IGNORECASE)


class BadArchive(Exception):
    """The reason, as the rest of a sentence that begins with the file's name."""


class Budget:
    """How much may still be unpacked, over all levels."""

    def __init__(self, packed: int) -> None:
        self.entries = 0
        self.unpacked = 0
        self.most = max(SMALL_ENOUGH, min(MOST_UNPACKED, packed * MOST_RATIO))

    def take_entry(self) -> None:
        self.entries += 1
        if self.entries > MOST_ENTRIES:
            raise BadArchive(_("holds too many files"))

    def take(self, size: int) -> None:
        self.unpacked += size
        if self.unpacked > self.most:
            raise BadArchive(_("would be far too large once unpacked"))


def look_into(file: IO[bytes], *, size: int, only_known_kinds: bool = False) -> dict[str, bytes]:
    """Check every entry, and return the first bytes of each by name; raise BadArchive with the reason."""
    return _look(file, Budget(size), only_known_kinds=only_known_kinds, depth=0)


def _look(file: IO[bytes], budget: Budget, *, only_known_kinds: bool, depth: int) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if len(entries) + budget.entries > MOST_ENTRIES:
                raise BadArchive(_("holds too many files"))
            return {
                entry.filename: _look_at(archive, entry, budget, only_known_kinds, depth)
                for entry in entries
                if not entry.is_dir()
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise BadArchive(_("is damaged, so that we cannot look into it")) from error


def _look_at(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget, only_known_kinds: bool, depth: int
) -> bytes:
    """The head of one entry, after reading all of it: what a directory says about sizes may be a lie."""
    budget.take_entry()
    _check_name(entry)
    if only_known_kinds and extension_of(entry.filename) not in KINDS:
        raise BadArchive(_("contains “{name}”, a kind of file we do not take").format(name=entry.filename[-60:]))
    head, tail, kept = b"", b"", io.BytesIO()
    embedded = bool(EMBEDDED.search(entry.filename)) and depth == 0
    for piece in _pieces(archive, entry):
        budget.take(len(piece))
        if EICAR in tail + piece:
            raise BadArchive(_("contains a virus test file"))
        head, tail = head or piece[:4096], piece[-len(EICAR) :]
        if embedded:
            kept.write(piece)
    _check_nesting(entry, head, embedded)
    if embedded:
        _look(kept, budget, only_known_kinds=False, depth=depth + 1)
    return head


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as unpacked:
        while piece := unpacked.read(PIECE):
            yield piece


def _check_name(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    if entry.flag_bits & 1:
        raise BadArchive(_("is locked with a password, so that we cannot look into it"))
    if name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/") or "\0" in name:
        raise BadArchive(_("contains file names that point outside of it"))
    if MACROS.search(name):
        raise BadArchive(_("contains macros, which are programs. Save it without macros and send it again"))


def _check_nesting(entry: zipfile.ZipInfo, head: bytes, embedded: bool) -> None:
    packed = PACKED.search(entry.filename) or head.startswith(PACKED_HEADS)
    if packed and not embedded and not PACKED_PICTURE.search(entry.filename):
        raise BadArchive(_("contains another packed file. Send what is in it one by one"))

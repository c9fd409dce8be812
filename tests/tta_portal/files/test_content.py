"""What people try to send, by mistake or on purpose."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from tests.tta_portal.files.samples import (
    DOCX_PARTS,
    EICAR,
    GIF,
    HTML,
    JPEG,
    PDF,
    PNG,
    SVG,
    docx,
    packed,
    upload,
)
from tta_portal.files import actions, archives
from tta_portal.files.models import FilePolicy, StoredFile
from tta_portal.files.names import clean_name
from tta_portal.files.refusal import BadFile

ODT = packed([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<c/>")])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
ZIP = packed({"a.txt": b"hello"})
GOOD = {
    "a.pdf": PDF,
    "a.png": PNG,
    "a.gif": GIF,
    "a.jpg": JPEG,
    "A.JPEG": JPEG,
    "plan.docx": docx(),
    "chart.docx": docx(**{"word/embeddings/Sheet1.xlsx": packed({"xl/workbook.xml": b"<x/>"})}),
    "drawing.docx": docx(**{"word/media/image1.emz": b"\x1f\x8b\x08packed picture"}),
    "notes.odt": ODT,
    "table.csv": b"county,nurses\r\nDelta,3\r\n",
    "old.csv": "Región,N\n".encode("cp1252"),
    "excel.csv": "Región,N\n".encode("utf-16"),
    "less.txt": b"if a < b and b > c: 2<3 <p",
}
BAD = {
    "svg named png": ("a.png", SVG, "there is no"),
    "html named png": ("a.png", HTML, "there is no"),
    "html named txt": ("a.txt", HTML, "looks like a web page"),
    "svg named txt": ("a.txt", SVG, "looks like a web page"),
    "xml named csv": ("a.csv", b"a,b\n<?xml version='1.0'?>", "looks like a web page"),
    "html in utf-16": ("a.csv", HTML.decode().encode("utf-16"), "looks like a web page"),
    "script late in a table": ("a.csv", b"a,b\n" * 200_000 + b"<script>x</script>", "looks like a web page"),
    "NUL in a text": ("a.txt", b"a\0b", "more than plain text"),
    "program named txt": ("a.txt", b"MZ\x90\0" + b"\0" * 100, "more than plain text"),
    "shell script": ("a.txt", b"#!/bin/sh\nrm -rf /", "more than plain text"),
    "program named pdf": ("a.pdf", b"\x7fELF" + b"\0" * 100, "there is no PDF in it"),
    "png named jpg": ("a.jpg", PNG, "there is no"),
    "pdf named docx": ("a.docx", PDF, "there is no Word document in it"),
    "zip named docx": ("a.docx", ZIP, "there is no Word document in it"),
    "xlsx named docx": (
        "a.docx",
        packed({"[Content_Types].xml": b"", "xl/workbook.xml": b""}),
        "there is no Word document in it",
    ),
    "odt named ods": ("a.ods", ODT, "there is no OpenDocument spreadsheet in it"),
    "gif with a page": ("a.gif", GIF + b"<ScRiPt>alert(1)</script>", "hides a web page"),
    "jpeg with a page": ("a.jpg", JPEG + b"< svg onload=alert(1)>", "hides a web page"),
    "png with a zip": ("a.png", PNG + ZIP, "hides another file"),
    "pdf with a zip": ("a.pdf", PDF + ZIP, "hides another file"),
    "test virus": ("a.txt", EICAR, "test file of virus scanners"),
    "test virus in a document": ("a.docx", docx(**{"word/media/x.bin": EICAR}), "virus test file"),
    "macros": ("a.docx", docx(**{"word/vbaProject.bin": b"x"}), "contains macros"),
    "macros by type": ("a.docx", packed(DOCX_PARTS | {"[Content_Types].xml": b"x.macroEnabled.main"}), "macros"),
    "macros in odt": ("a.odt", packed({"mimetype": b"x", "Basic/Standard/Module1.xml": b"x"}), "contains macros"),
    "names that climb": ("a.docx", docx(**{"../../etc/passwd": b"x"}), "point outside"),
    "absolute names": ("a.docx", docx(**{"/etc/passwd": b"x"}), "point outside"),
    "nested archive": ("a.docx", docx(**{"word/media/x.bin": ZIP}), "another packed file"),
    "archive in an embedded book": (
        "a.docx",
        docx(**{"word/embeddings/S.xlsx": packed({"xl/embeddings/T.xlsx": ZIP})}),
        "another packed file",
    ),
    "bomb": ("a.docx", docx(**{"word/media/zeros.bmp": b"\0" * 30_000_000}), "too large once unpacked"),
    "many files": ("a.docx", docx(**{f"x/{n}": b"" for n in range(2001)}), "too many files"),
    "damaged": ("a.docx", docx()[:-30], "is damaged"),
    "svg": ("a.svg", SVG, "is not of a kind"),
    "html": ("a.html", HTML, "is not of a kind"),
    "program": ("a.exe", b"MZ", "is not of a kind"),
    "two extensions": ("a.pdf.js", b"x", "is not of a kind"),
    "no extension": ("README", b"x", "is not of a kind"),
    "zip, not allowed at first": ("a.zip", ZIP, "is not of a kind"),
    "empty": ("a.txt", b"", "is empty"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_kept(name, network, requester):
    stored = actions.store(upload(name, GOOD[name]), by=requester)

    assert (stored.name, stored.size, stored.is_staged) == (name, len(GOOD[name]), True)


@pytest.mark.parametrize("why", BAD)
def test_a_bad_file_is_refused_by_name_and_leaves_nothing(why, network, requester, storage):
    name, content, reason = BAD[why]

    with pytest.raises(BadFile) as refused:
        actions.store(upload(name, content), by=requester)

    assert name in refused.value.sentence
    assert reason in refused.value.sentence
    assert refused.value.sentence.endswith(".")
    assert StoredFile.objects.count() == 0
    assert not storage.exists()


def test_a_zip_that_lies_about_its_sizes_is_refused(network, requester):
    honest = docx(**{"word/media/zeros.bmp": b"\0" * 30_000_000})
    lying = honest.replace(struct.pack("<I", 30_000_000), struct.pack("<I", 10))

    with pytest.raises(BadFile, match=r"damaged|too large"):
        actions.store(upload("a.docx", lying), by=requester)


def test_a_locked_zip_is_refused(network, requester):
    locked = bytearray(docx())
    with zipfile.ZipFile(io.BytesIO(bytes(locked))) as archive:
        offset = archive.start_dir
    locked[offset + 8] |= 1

    with pytest.raises(BadFile, match="locked with a password"):
        actions.store(upload("a.docx", bytes(locked)), by=requester)


def test_a_zip_is_taken_where_the_network_allows_it_and_only_with_known_kinds(network, requester):
    FilePolicy.objects.create(allowed=["zip"])

    actions.store(upload("a.zip", ZIP), by=requester)
    with pytest.raises(BadFile, match=r"contains “run\.exe”"):
        actions.store(upload("b.zip", packed({"run.exe": b"MZ"})), by=requester)


def test_an_old_word_file_with_macros_is_refused(network, requester):
    FilePolicy.objects.create(allowed=["doc"])

    actions.store(upload("a.doc", OLE), by=requester)
    with pytest.raises(BadFile, match="contains macros"):
        actions.store(upload("b.doc", OLE + "_VBA_PROJECT".encode("utf-16-le")), by=requester)


def test_the_budget_of_unpacking_is_shared_by_all_levels():
    budget = archives.Budget(100)

    budget.take(archives.SMALL_ENOUGH)

    with pytest.raises(archives.BadArchive):
        budget.take(1)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\Ana\\plan.pdf", "plan.pdf"),
        ("ann\u202efdp.exe.pdf", "annfdp.exe.pdf"),
        ("a\x00b\r\nc\u200b.txt", "abc.txt"),
        ("  heat   plan .pdf ", "heat plan .pdf"),
        ("Re\u0301gion.csv", "R\u00e9gion.csv"),
        ('a<b>"c".pdf', "a_b__c_.pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
        ("日本語.pdf", "日本語.pdf"),
        (".pdf", "file.pdf"),
        ("", "file"),
        ("///", "file"),
    ],
)
def test_names_are_cleaned(given, shown):
    assert clean_name(given) == shown


def test_the_key_has_nothing_of_the_name(network, requester, storage):
    stored = actions.store(upload("../../secret-name.pdf", PDF), by=requester)

    assert "secret" not in stored.key
    assert stored.key.startswith(f"{network.pk}/{stored.uploaded_at:%Y/%m}/")
    assert (storage / stored.key).read_bytes() == PDF

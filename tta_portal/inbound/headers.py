"""Read the headers of a mail, whatever its sender wrote into them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

LONGEST = 20_000
MOST_HEADERS = 500
MOST_IDS = 50
RUN = re.compile(r"(?:=\?[^?\s]{1,60}\?[bBqQ]\?[^?\r\n]*\?=\s*)+")
MESSAGE_ID = re.compile(r"<[^<>\s\x00-\x1f\x7f-\x9f]{3,240}>")
ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\w-]{1,63}\.)+[\w-]{2,63}")
CHARSETS = {"ks_c_5601-1987": "cp949", "iso-8859-8-i": "iso-8859-8", "x-gbk": "gbk", "x-sjis": "cp932",
            "unicode-1-1-utf-7": "utf-7", "gb2312": "gb18030", "shift_jis": "cp932"}  # fmt: skip
KNOWN_CHARSET = re.compile(
    r"(us-)?ascii|utf-?(7|8|16(le|be)?|32)|iso-?8859-?\d+|latin-?\d|windows-?\d+|cp-?\d+|koi8-[rtu]|mac-?\w+"
    r"|gb(k|2312|18030)|hz(-gb-2312)?|big5(-?hkscs)?|euc-?(jp|kr)|shift_?jis\w*|iso-2022-(jp|kr)(-\w+)?|johab|tis-620"
)
"""Python knows stranger ones that are no charsets of mail, and some take time by the square of the length."""

Headers = dict[str, list[str]]


def read_headers(message: Message) -> Headers:
    """All headers as text, by their names in small letters."""
    found: Headers = {}
    for name, value in list(message.raw_items())[:MOST_HEADERS]:
        found.setdefault(name.lower(), []).append(_unfold(str(value)))
    return found


def first(headers: Headers, name: str) -> str:
    return headers.get(name, [""])[0]


def words_of(value: str) -> str:
    """A header for people: encoded words decoded, one line, nothing invisible."""
    decoded = RUN.sub(_decode_run, value)
    return " ".join("".join(char for char in decoded if char.isprintable() or char.isspace()).split())


def addresses_of(headers: Headers, *names: str) -> list[tuple[str, str]]:
    """(name, address) of everybody in these headers; what is no address is left out."""
    values = [value[:LONGEST] for name in names for value in headers.get(name, [])]
    pairs = [(words_of(name), address.strip().lower()) for name, address in getaddresses(values)]
    good = [(name, address) for name, address in pairs if ADDRESS.fullmatch(address)]
    if good or not values:
        return good
    return [("", address.lower()) for value in values for address in ADDRESS.findall(value)]


def ids_of(headers: Headers, name: str) -> list[str]:
    """Message-IDs, without what is not one."""
    return MESSAGE_ID.findall(" ".join(headers.get(name, []))[:LONGEST])[-MOST_IDS:]


def date_of(headers: Headers) -> datetime | None:
    """When it says it was written, if that can be read."""
    try:
        written = parsedate_to_datetime(first(headers, "date"))
        return written.astimezone(UTC) if written.tzinfo else written.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def decode(content: bytes, charset: str) -> str:
    """Text of bytes that say, perhaps wrongly, how they are written."""
    name = charset.strip("\"' ").lower()
    name = CHARSETS.get(name, name)
    for one in (name if KNOWN_CHARSET.fullmatch(name) else "utf-8", "utf-8"):
        try:
            return content.decode(one).encode("utf-8", "replace").decode()  # no half characters
        except (LookupError, UnicodeError, ValueError):
            continue
    return content.decode("cp1252", "replace")


def _unfold(value: str) -> str:
    """Bytes outside of ASCII arrive as surrogates; today they are UTF-8, and once were anything."""
    raw = value[:LONGEST].encode("utf-8", "surrogateescape")
    return re.sub(r"[\r\n]+[ \t]*", " ", decode(raw, "utf-8")).strip()


def _decode_run(run: re.Match[str]) -> str:
    try:
        pieces = decode_header(run.group().strip())
    except (HeaderParseError, ValueError, LookupError):
        return run.group()
    text = "".join(piece if isinstance(piece, str) else decode(piece, charset or "utf-8") for piece, charset in pieces)
    return text + (" " if run.group()[-1].isspace() else "")

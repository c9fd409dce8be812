"""Find what a person wrote in a mail that also carries quotes and a signature.

Line by line, because a mail is hostile input: no pattern runs over more than a few short lines at once.
Nothing is lost: what is not the reply is folded away beside it. In doubt a line belongs to the reply.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailparser_reply.constants import MAIL_LANGUAGES

LONGEST = 200_000
LINE = 300
MOST_LOOKS = 300
"""How many places may be compared with the patterns: enough for any mail that a person wrote."""

OPENINGS = [re.compile(known["wrote_header"], re.IGNORECASE) for known in MAIL_LANGUAGES.values()
            if known.get("wrote_header")]  # fmt: skip
"""“On Monday, Ana wrote:”, in the languages that mail-parser-reply knows."""

ALSO_OPENINGS = re.compile(
    r"^\W{0,4}(?:on|el|le|em|am|op|den|il)\b.{4,}(?:wrote|writes|escribi[oó]|a écrit|escreveu|schrieb|schreef)\s?:\W*$"
    r"|^.{6,}(?:написал\(?а?\)?|пишет|пользователь)\W.{0,80}:$|^.{6,}написал:$",
    re.IGNORECASE,
)
SENDER_WORDS = "from|de|von|da|van|od|från|fra|от|发件人|差出人"
OTHER_WORDS = (
    "sent|date|to|subject|cc|reply-to|enviado|enviada|fecha|para|asunto|assunto|gesendet|an|betreff|datum|envoyé|objet|à"
    "|inviato|oggetto|data|a|verzonden|aan|onderwerp|отправлено|дата|кому|тема|копия|发送时间|收件人|主题"
)
SENDER = re.compile(rf"^[\W_]{{0,6}}(?:{SENDER_WORDS})[*\s\xa0]{{0,3}}[:：]", re.IGNORECASE)
OTHER = re.compile(rf"^[\W_]{{0,6}}({OTHER_WORDS})[*\s\xa0]{{0,3}}[:：]", re.IGNORECASE)
ORIGINAL = re.compile(
    r"^[\s>]*-{2,}\s*(?:original message|original appointment|forwarded message|mensaje original|message d'origine"
    r"|mensaje reenviado|ursprüngliche nachricht)\s*-{2,}\s*$|^begin forwarded message:$",
    re.IGNORECASE,
)
YAHOO = re.compile(r"^-{2,4}\s?(?:on|el|le) .{4,} (?:wrote|escribió|a écrit)\s?:$", re.IGNORECASE)
SIGNATURE = re.compile(r"^(?:--|—|__|_{20,})\s*$")
DEVICE = re.compile(
    r"^(?:sent from (?:my (?:[\w.'-]+ ){0,3}[\w.'-]+|(?:mail for windows|outlook|yahoo mail|proton mail|samsung).*)"
    r"|get outlook for .*|enviado desde (?:mi .{1,30}|outlook.*)|obtener outlook para .*|sent with \w+.{0,60})\.?\s*$",
    re.IGNORECASE,
)
RULE = re.compile(r"^[\s*]*[-_=—*]{3,}[\s*]*$")
HAS_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Found:
    """The reply, and all the rest in its order."""

    reply: str
    folded: str


def find_reply(text: str) -> Found:
    """Part a mail into the writer's own words and what is folded away."""
    lines = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    own = _Reader(lines).own_lines()
    reply = _tidy([line for line, is_own in zip(lines, own, strict=True) if is_own])
    folded = "\n".join(line for line, is_own in zip(lines, own, strict=True) if not is_own)
    return Found(reply=reply, folded=(folded + text[LONGEST:]).strip("\n"))


class _Reader:
    """Walks over the lines and says of each whether it is the writer's own."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.short = [line[:LINE].strip() for line in lines]
        self.own = [True] * len(lines)
        self.looks = 0

    def own_lines(self) -> list[bool]:
        at = 0
        while at < len(self.lines):
            at = self._step(at)
        return self.own

    def _step(self, at: int) -> int:
        """Judge the line at this place; return the next place to look at."""
        line = self.short[at]
        if line.startswith(">"):
            return self._fold(at, at + 1)
        if self._original_begins(at):
            return self._fold(at, len(self.lines))
        length = self._opening(at)
        if length:
            quoted = self._next_filled(at + length)
            marked = quoted is not None and self.short[quoted].startswith(">")
            return self._fold(at, at + length if marked else len(self.lines))
        if SIGNATURE.match(line) or (DEVICE.match(line) and self._ends_paragraph(at)):
            return self._fold(at, self._end_of_signature(at))
        return at + 1

    def _fold(self, start: int, end: int) -> int:
        for place in range(start, min(end, len(self.lines))):
            self.own[place] = False
        return end

    def _original_begins(self, at: int) -> bool:
        """An original message follows, with its headers, in full: nothing after it is the writer's."""
        line = self.short[at]
        if ORIGINAL.match(line) or YAHOO.match(line):
            return True
        if RULE.match(line):
            following = self._next_filled(at + 1)
            return following is not None and self._is_header_block(following, least=2)
        from_an_address = SENDER.match(line) is not None and "@" in line
        return self._is_header_block(at, least=2 if from_an_address else 3)

    def _is_header_block(self, at: int, *, least: int) -> bool:
        """Lines such as From, Sent, To, Subject: at least so many, one of them the sender."""
        if not (SENDER.match(self.short[at]) or OTHER.match(self.short[at])):
            return False
        window = self.short[at : at + 6]
        kinds = {found.group(1).lower() for line in window if (found := OTHER.match(line))}
        sender = any(SENDER.match(line) for line in window)
        return sender and len(kinds) + 1 >= least

    def _opening(self, at: int) -> int:
        """How many lines from here on say who wrote what follows; 0 if they do not."""
        if not self.short[at] or self.looks > MOST_LOOKS:
            return 0
        for end in range(at + 1, min(at + 4, len(self.short)) + 1):
            last = self.short[end - 1]
            if not last or last.startswith(">"):
                return 0
            if last.endswith((":", "：")) and self._says_who_wrote(at, end):
                begins_later = any(self._says_who_wrote(later, end) for later in range(at + 1, end))
                return 0 if begins_later else end - at
        return 0

    def _says_who_wrote(self, start: int, end: int) -> bool:
        joined = " ".join(self.short[start:end])
        if len(joined) > 2 * LINE or not HAS_DIGIT.search(joined):
            return False
        self.looks += 1
        if ALSO_OPENINGS.match(joined) or any(known.match(joined) for known in OPENINGS):
            return True
        quoted = self._next_filled(end)
        return "@" in joined and joined[0].isalnum() and quoted is not None and self.short[quoted].startswith(">")

    def _end_of_signature(self, at: int) -> int:
        """A signature ends where quotes begin, or with the mail."""
        for place in range(at + 1, len(self.lines)):
            if self.short[place].startswith(">") or self._original_begins(place) or self._opening(place):
                return place
        return len(self.lines)

    def _ends_paragraph(self, at: int) -> bool:
        """“Sent from my desk” in the middle of a paragraph is somebody talking."""
        return at + 1 >= len(self.short) or not self.short[at + 1] or self.short[at + 1].startswith(">")

    def _next_filled(self, at: int) -> int | None:
        return next((place for place in range(at, min(at + 12, len(self.short))) if self.short[place]), None)


def _tidy(lines: list[str]) -> str:
    """Without empty lines and rules at either end, and with one empty line where quotes were cut out."""
    kept = [line.rstrip() for line in lines]
    while kept and (not kept[-1].strip() or RULE.match(kept[-1][:LINE])):
        kept.pop()
    while kept and not kept[0].strip():
        kept.pop(0)
    return "\n".join(_without_gaps(kept))


def _without_gaps(lines: list[str]) -> Iterator[str]:
    empty = 0
    for line in lines:
        empty = 0 if line.strip() else empty + 1
        if empty <= 1:
            yield line

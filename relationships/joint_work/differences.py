"""What changed between two versions of a plan, word by word, for eyes and for screen readers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from relationships.joint_work.models import EngagementPlan

PIECES = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Piece:
    """Some words that stayed (`same`), came (`ins`) or went (`del`)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Section:
    """A part of a plan with what changed in it."""

    title: str
    pieces: list[Piece]

    @property
    def is_changed(self) -> bool:
        return any(piece.kind != "same" for piece in self.pieces)


def sections(plan: EngagementPlan, before: EngagementPlan | None) -> list[Section]:
    """All parts of a plan, with what changed since the version before; of a first version nothing is marked."""
    new, old = _texts(plan), _texts(before) if before else _texts(plan)
    return [Section(title, words_changed(old[title], text)) for title, text in new.items()]


def _texts(plan: EngagementPlan) -> dict[str, str]:
    begins = date_format(plan.starts_on, "F j, Y")
    ends = date_format(plan.finishes_on, "F j, Y") if plan.finishes_on else _("no end yet")
    return {
        _("What for"): plan.purpose,
        _("Who does what"): plan.roles,
        _("What we want to reach"): plan.goals,
        _("From when to when"): _("From %(begins)s to %(ends)s") % {"begins": begins, "ends": ends},
    }


def words_changed(before: str, after: str) -> list[Piece]:
    """The words of both texts in reading order; what went stands before what came in its place."""
    old, new = PIECES.findall(before.replace("\r", "")), PIECES.findall(after.replace("\r", ""))
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    found: list[Piece] = []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(new[new_from:new_to])))
        else:
            found += [Piece("del", "".join(old[old_from:old_to])), Piece("ins", "".join(new[new_from:new_to]))]
    return list(_joined(piece for piece in found if piece.text))


def _joined(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """Single words that stayed between changes make a text hard to read; they are shown with what changed."""
    waiting: list[Piece] = []
    for piece in pieces:
        is_bridge = piece.kind == "same" and len(piece.text.split()) < 2 and "\n" not in piece.text
        if piece.kind == "same" and not (is_bridge and waiting):
            yield from _flush(waiting)
            waiting = []
            yield piece
        else:
            waiting.append(piece)
    yield from _flush(waiting)


def _flush(waiting: list[Piece]) -> Iterable[Piece]:
    trailing = waiting.pop() if waiting and waiting[-1].kind == "same" else None
    for kind in ("del", "ins"):
        text = "".join(piece.text for piece in waiting if piece.kind in (kind, "same"))
        if text and any(piece.kind == kind for piece in waiting):
            yield Piece(kind, text)
    if trailing:
        yield trailing

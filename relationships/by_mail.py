"""The questions of a check-in as numbered lines of a mail, and the numbered lines of the answer.

Nothing is guessed: a line that does not clearly answer its question is left to a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from relationships.models import CheckIn
from relationships.questions import Changed, NextStep, Promises, Question, Used, with_own
from requests_app.models import Question as OwnQuestion
from requests_app.models import QuestionKind

Read = dict[str, Any]
NUMBERED = re.compile(r"^\W{0,3}(?P<number>\d{1,2})\s*[:.)=\-–—]\s*(?P<words>\S.*)$")
SCALE = re.compile(r"\b[1-5]\b")
OUT_OF_FIVE = re.compile(r"(?<=[1-5])\s*(?:/|of|out of|de)\s*5\b")
FIRST_WORD = re.compile(r"\W*(\w+)\W*(.*)", re.DOTALL)
SCALES = ("understood", "relevant", "useful", "confidence_before", "confidence_now")
CHOICES = {"used": Used, "changed": Changed, "promises": Promises, "next_step": NextStep}
YES, NO, THANKS = ("yes", "y", "si", "s"), ("no", "n"), ("thanks", "thank you", "gracias")
LONGEST, SHORTEST = 40, 2


@dataclass
class Understood:
    """What a mail answers, by the form's field; the numbers that were read, and those that were not."""

    data: Read = field(default_factory=dict)
    read: dict[int, str] = field(default_factory=dict)
    unclear: list[int] = field(default_factory=list)


def questions_of(check_in: CheckIn, own: Sequence[OwnQuestion]) -> list[Question]:
    return list(with_own(check_in.kind, check_in.offset_days, own=[(str(one), one.field_name) for one in own]))


def numbered(questions: Iterable[Question], own: Sequence[OwnQuestion]) -> str:
    """The questions as lines, each with what one can answer, in the language in force."""
    return "\n".join(
        f"{number}. {question.title}{_how(question, own)}" for number, question in enumerate(questions, start=1)
    )


def _how(question: Question, own: Sequence[OwnQuestion]) -> str:
    """What can be answered, in brackets."""
    name = question.fields[0]
    if name in SCALES:
        two = len(question.fields) > 1
        said = _("two numbers from 1, not at all, to 5, completely") if two else _("1, not at all, to 5, completely")
    elif name in CHOICES:
        said = _(" / ").join(str(label) for label in CHOICES[name].labels)
    elif name == "need_remains":
        said = _("No / Yes, and what")
    else:
        said = _(" / ").join(next((one.choices for one in own if one.field_name == name), []))
    return f" ({said})" if said else ""


def understand(text: str, questions: Sequence[Question], own: Sequence[OwnQuestion], *, language: str) -> Understood:
    """Read the numbered lines of an answer in the words of its language, or in English ones."""
    found, by_name = Understood(), {one.field_name: one for one in own}
    for number, words in _lines(text, len(questions)).items():
        names = questions[number - 1].fields
        data = _in_either_language(partial(_answer, names, words, by_name), language)
        if data:
            found.data |= data
            found.read[number] = words
        else:
            found.unclear.append(number)
    return found


def _lines(text: str, most: int) -> dict[int, str]:
    """The words behind each number; a line without a number goes on with the one before, up to an empty line."""
    lines: dict[int, str] = {}
    last = 0
    for line in text.splitlines():
        shape = NUMBERED.match(line)
        if shape and 1 <= int(shape["number"]) <= most:
            last = int(shape["number"])
            lines[last] = shape["words"].strip()
        elif not line.strip():
            last = 0
        elif last:
            lines[last] += f"\n{line.strip()}"
    return lines


def _in_either_language(read: Callable[[], Read], language: str) -> Read:
    for one in (language, "en"):
        with translation.override(one):
            data = read()
        if data:
            return data
    return {}


def _answer(names: tuple[str, ...], words: str, own: dict[str, OwnQuestion]) -> Read:
    first = names[0]
    if first in SCALES:
        numbers = SCALE.findall(OUT_OF_FIVE.sub("", words))
        return dict(zip(names, numbers, strict=True)) if len(numbers) == len(names) else {}
    if first in CHOICES:
        return _choice(names, words)
    if first == "need_remains":
        return _need(words)
    return _own(own[first], words) if first in own else {first: words}


def _choice(names: tuple[str, ...], words: str) -> Read:
    """One of the labels; what follows it, where a second field asks why."""
    kinds = CHOICES[names[0]]
    labels = {str(label): value for value, label in kinds.choices}
    chosen = _one_of(words, labels)
    if chosen is None:
        head, _comma, rest = words.replace(";", ",").replace("\n", ",").partition(",")
        chosen = _one_of(head, labels)
        if chosen is not None and len(names) > 1 and rest.strip():
            return {names[0]: labels[chosen], names[1]: rest.strip()}
    return {names[0]: labels[chosen]} if chosen is not None else {}


def _need(words: str) -> Read:
    """Yes or no as the first word; a yes may go on to say what."""
    shape = FIRST_WORD.fullmatch(words)
    said, more = (_plain(shape[1]), shape[2].strip()) if shape else ("", "")
    if said in NO and (not more or _plain(more) in THANKS):
        return {"need_remains": "no"}
    return {"need_remains": "yes", "remaining_need": more} if said in YES else {}


def _own(one: OwnQuestion, words: str) -> Read:
    """The network's own question: what the form's field of it can check."""
    labels = {choice: choice for choice in one.choices}
    match one.kind:
        case QuestionKind.CHOICE:
            chosen = _one_of(words, labels)
            return {one.field_name: chosen} if chosen else {}
        case QuestionKind.MANY:
            chosen_ones = [_one_of(part, labels) for part in re.split(r"[,;\n]", words) if part.strip()]
            return {one.field_name: chosen_ones} if chosen_ones and all(chosen_ones) else {}
        case QuestionKind.YES_NO:
            said = _plain(words)
            return {one.field_name: "yes" if said in YES else "no"} if said in (*YES, *NO) else {}
        case QuestionKind.FILE:
            return {}
    return {one.field_name: words}


def _one_of(words: str, labels: Iterable[str]) -> str | None:
    """The only label that is meant: the same words, or a beginning that fits no other."""
    said = _plain(words)
    if not SHORTEST <= len(said) <= LONGEST:
        return None
    same = [label for label in labels if _plain(label) == said]
    begins = [label for label in labels if _plain(label).startswith(said)]
    found = same or begins
    return found[0] if len(found) == 1 else None


def _plain(words: str) -> str:
    """Small letters without accents and marks, so that “Sí.” is “si”."""
    letters = unicodedata.normalize("NFKD", words.casefold())
    return " ".join(re.sub(r"[^\w\s]", " ", "".join(one for one in letters if not unicodedata.combining(one))).split())

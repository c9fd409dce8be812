"""The summary as a table, for page and file alike."""

from __future__ import annotations

from equity.results import Result
from equity.summary import Indices, Line

ORDERED = ("Measure", "SII, points", "The year before", "RII", "The year before", "Note")
UNORDERED = ("Measure", "BGVC", "The year before", "IDIS, %", "Chance gives up to", "The year before", "Note")
NO_RATIO = "An RII without limits is not shown: the line comes too close to zero."
DISAGREE = "Absolute and relative disagree on whether it grew."


def columns(*, ordered: bool) -> tuple[str, ...]:
    return ORDERED if ordered else UNORDERED


def cells(line: Line, *, ordered: bool) -> list[str]:
    """One measure as it is shown; what cannot be computed says why, once."""
    now, before = line.now, line.before
    if ordered:
        numbers = [
            _points(now.absolute), _points(before.absolute), _ratio(now.relative), _ratio(before.relative)
        ]  # fmt: skip
    else:
        numbers = [
            _squared(now.absolute), _squared(before.absolute), _number(now.relative), _floor(now),
            _number(before.relative),
        ]  # fmt: skip
    return [line.title, *numbers, _note(line, ordered=ordered)]


def _note(line: Line, *, ordered: bool) -> str:
    why = line.now.absolute.why or line.now.relative.why
    said = [f"{why}." if why else ""]
    if line.left_out:
        said.append(f"Without {', '.join(line.left_out)}.")
    if ordered and any(is_unsteady(indices.relative) for indices in (line.now, line.before)):
        said.append(NO_RATIO)
    elif line.disagree(ordered=ordered):
        said.append(DISAGREE)
    words = " ".join(filter(None, said))
    return words[:1].upper() + words[1:]


def _points(found: Result) -> str:
    return _with_limits(found, 100.0, "{:+.0f}")


def _squared(found: Result) -> str:
    return "–" if found.value is None else f"{10_000 * found.value:.0f}"


def _ratio(found: Result) -> str:
    """A ratio of the line's ends; one without limits has an end too near zero to say anything."""
    return "–" if is_unsteady(found) else _number(found)


def is_unsteady(found: Result) -> bool:
    return found.value is not None and found.lower is None


def _number(found: Result) -> str:
    return _with_limits(found, 1.0, "{:.2f}")


def _floor(indices: Indices) -> str:
    floor = indices.floor
    return "–" if floor is None or floor.upper is None else f"{floor.upper:.1f}"


def _with_limits(found: Result, scale: float, shape: str) -> str:
    if found.value is None:
        return "–"
    value = _shaped(shape, scale * found.value)
    if found.lower is None or found.upper is None:
        return value
    return f"{value} ({_shaped(shape, scale * found.lower)} to {_shaped(shape, scale * found.upper)})"


def _shaped(shape: str, number: float) -> str:
    """A number as it is shown; what would be rounded to nothing is said to a tenth, without a sign if it still is."""
    shown = shape.format(number)
    if float(shown) == 0 and number:
        shown = shape.replace(".0f", ".1f").format(number)
    return shown.lstrip("+-") if float(shown) == 0 else shown

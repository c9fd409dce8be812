"""What every measure answers: a number with its limits, or a sentence that says why there is none.

A measure is written as if all were well; whoever finds bad input on the way raises
`NotComputable` with the reason, and `@measure` makes the refusal of it. So no caller ever
gets NaN, infinity or an exception for numbers that came out of the data.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ParamSpec

import numpy as np

P = ParamSpec("P")
Limits = tuple[float, float] | None

TOO_LARGE = "the numbers are too large or too small to compute with"
NO_LIMITS = "no limits: too many of the drawn values cannot be computed"


class NotComputable(Exception):
    """A number that does not exist for this input; the message says why."""


@dataclass(frozen=True)
class Result:
    """An estimate with its limits, or a refusal.

    `value` is None when the answer is a refusal (`why`) or one-sided (one limit and a note).
    Limits are None where they cannot be computed. `notes` name what a reader must know:
    groups left out with their share of the people, a floor that was reached.
    """

    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    why: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_computable(self) -> bool:
        return not self.why


def refused(reason: str) -> Result:
    return Result(why=f"not computable: {reason}")


def with_limits(value: float, limits: Limits, *notes: str) -> Result:
    lower, upper = limits or (None, None)
    return Result(value, lower, upper, notes=notes)


def measure(compute: Callable[P, Result]) -> Callable[P, Result]:
    """Answer a refusal instead of raising, and never NaN or infinity."""

    @functools.wraps(compute)
    def answer(*args: P.args, **kwargs: P.kwargs) -> Result:
        try:
            with np.errstate(all="ignore"):
                return _finite(compute(*args, **kwargs))
        except NotComputable as no:
            return refused(str(no))
        except (OverflowError, ZeroDivisionError):
            return refused(TOO_LARGE)

    return answer


def _finite(result: Result) -> Result:
    numbers = (result.value, result.lower, result.upper)
    value, lower, upper = (None if number is None else float(number) for number in numbers)
    if value is not None and not math.isfinite(value):
        return refused(TOO_LARGE)
    if any(limit is not None and not math.isfinite(limit) for limit in (lower, upper)):
        return Result(value, notes=(*result.notes, NO_LIMITS))
    return replace(result, value=value, lower=lower, upper=upper)


def confident(confidence: float) -> float:
    """A confidence between 0 and 1, or a refusal."""
    if not 0 < confidence < 1:
        raise NotComputable(f"a confidence of {confidence} is not between 0 and 1")
    return confidence


def whole(number: float, what: str) -> int:
    """A count: a whole number, not below 0."""
    if not math.isfinite(number) or number < 0 or number != int(number):
        raise NotComputable(f"{what} is {number}, not a whole number from 0 up")
    return int(number)


def positive(number: float, what: str) -> float:
    if not math.isfinite(number) or number <= 0:
        raise NotComputable(f"{what} is {number}, not above 0")
    return number

"""What was replayed, as page and file say it."""

from __future__ import annotations

from equity.measures import Estimate, in_words
from equity.results import Result
from equity.wording import percent


def wait_in_words(wait: Estimate) -> str:
    if wait.hidden:
        return "hidden"
    return wait.why if wait.value is None else in_words(wait.value)


def share_in_words(share: Estimate) -> str:
    return "" if share.value is None else f"{percent(share.value)} in time"


def slope(result: Result) -> str:
    """The slope index in percentage points, with its limits."""
    if result.value is None:
        return result.why
    points = f"{_signed(result.value)} points"
    if result.lower is None or result.upper is None:
        return points
    return f"{points} ({_signed(result.lower)} to {_signed(result.upper)})"


def _signed(share: float) -> str:
    """Percentage points with their sign; nothing has none."""
    number = round(100 * share)
    return f"{number:+d}".replace("-", "−") if number else "0"

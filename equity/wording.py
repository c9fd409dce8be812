"""Numbers as people read them. Rounding happens here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

from equity.measures import Difference, Estimate, in_words

NOISE = 1e-9
MOST_DIGITS = 4
LINE = 0.05


def percent(share: float | None, *, under: str = "under 1%", over: str = "over 99%") -> str:
    """A share in whole percent; one that is only rounded to nobody or everybody is said to be under 1% or over 99%."""
    if share is None:
        return "not known"
    shown = f"{100 * share:.0f}%"
    if shown == "0%" and share > NOISE:
        return under
    return over if shown == "100%" and share < 1 - NOISE else shown


def interval(estimate: Estimate) -> str:
    """The limits of a share."""
    if estimate.low is None or estimate.high is None:
        return "not known"
    return f"{_limit(estimate.low)}–{_limit(estimate.high)}%"


def _limit(share: float) -> str:
    """A number in whole percent or points; with decimals if it would be rounded onto 0 or 100 and is neither."""
    number = 100 * abs(share)
    for digits in range(MOST_DIGITS):
        shown = f"{number:.{digits}f}"
        if float(shown) not in (0.0, 100.0):
            return shown
    return f"{number:.0f}"


def waiting_interval(estimate: Estimate) -> str:
    """The limits of a wait; the upper one may not be reached yet."""
    if estimate.low is None:
        return "not known"
    low = in_words(estimate.low)
    if estimate.high is None:
        return f"{low} or more"
    high = in_words(estimate.high)
    if low == high:
        return high
    number, unit = low.split()
    return f"{number} to {high}" if high.endswith(unit) else f"{low} to {high}"


def points(difference: Difference) -> str:
    """A difference of shares, in percentage points with its limits."""
    if difference.value is None or difference.low is None or difference.high is None:
        return "the difference is not known"
    least, most = sorted((difference.low, difference.high), key=abs)
    if difference.low < 0 < difference.high:
        limits = f"{_points(difference.low)} less to {_points(difference.high)} more"
    else:
        limits = f"{_limit(least)} to {_limit(most)}"
    size = _points(difference.value)
    return f"{size} {'less' if difference.value < 0 else 'more'} (95% interval {limits})"


def _points(share: float) -> str:
    size = _limit(share)
    return f"{size} point{'' if size == '1' else 's'}"


def p_value(p: float) -> str:
    """Three digits below 0.1; near 0.05 as many as show on which side of it p lies."""
    if p < 0.001 or p >= 0.10:
        return "p < 0.001" if p < 0.001 else f"p = {p:.2f}"
    return f"p = {_beside(p)}" if 0.045 <= p < 0.055 else f"p = {p:.3f}"


def _beside(p: float) -> str:
    """Four digits, or as many more as keep a number from being rounded onto 0.05."""
    shown = (f"{p:.{digits}f}" for digits in range(4, 10))
    return next((words for words in shown if float(words) != LINE), f"{p:.4f}")


def a_list(words: Sequence[str]) -> str:
    """One, two and three."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]

"""Numbers as people read them. Rounding happens here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

from equity.measures import Difference, Estimate, in_words


def percent(share: float | None) -> str:
    return "not known" if share is None else f"{100 * share:.0f}%"


def interval(estimate: Estimate) -> str:
    """The limits of a share."""
    if estimate.low is None or estimate.high is None:
        return "not known"
    return f"{100 * estimate.low:.0f}–{100 * estimate.high:.0f}%"


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
        limits = f"{100 * abs(least):.0f} to {100 * abs(most):.0f}"
    size = _points(difference.value)
    return f"{size} {'less' if difference.value < 0 else 'more'} (95% interval {limits})"


def _points(share: float) -> str:
    size = f"{100 * abs(share):.0f}"
    return f"{size} point{'' if size == '1' else 's'}"


def p_value(p: float) -> str:
    return "p < 0.001" if p < 0.001 else f"p = {p:.2f}" if p >= 0.10 else f"p = {p:.3f}"


def a_list(words: Sequence[str]) -> str:
    """One, two and three."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]

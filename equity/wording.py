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
    if estimate.high is None:
        return f"{in_words(estimate.low)} or more"
    return f"{in_words(estimate.low)} to {in_words(estimate.high)}"


def points(difference: Difference) -> str:
    """A difference of shares, in percentage points with its limits."""
    if difference.value is None or difference.low is None or difference.high is None:
        return "the difference is not known"
    less = difference.value < 0
    low, high = (-difference.high, -difference.low) if less else (difference.low, difference.high)
    size = f"{100 * abs(difference.value):.0f} points {'less' if less else 'more'}"
    return f"{size} (95% interval {100 * low:.0f} to {100 * high:.0f})"


def p_value(p: float) -> str:
    return "p < 0.001" if p < 0.001 else f"p = {p:.2f}" if p >= 0.10 else f"p = {p:.3f}"


def a_list(words: Sequence[str]) -> str:
    """One, two and three."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]

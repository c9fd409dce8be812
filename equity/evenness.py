"""How evenly requests are spread over departments, drawn so that no single department can be read off."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from equity.participation import gini
from equity.results import Result

TENTHS = 10
Counts = tuple[tuple[int, int], ...]  # (requests, departments that sent so many), rising


@dataclass(frozen=True)
class Spread:
    """Points of the Lorenz curve in percent, and the Gini index as it is and × n/(n − 1); or why there is none."""

    points: tuple[tuple[int, float], ...] = ()
    gini: Result | None = None
    small_sample: Result | None = None
    why: str = ""


def dispersion(counts: Counts) -> float:
    """Variance ÷ mean of requests per department: 1 if each request came by itself, more if they come in clumps."""
    n = sum(places for _, places in counts)
    total = sum(times * places for times, places in counts)
    if n < 2 or not total:
        return 1.0
    mean = total / n
    variance = sum(places * (times - mean) ** 2 for times, places in counts) / (n - 1)
    return max(1.0, variance / mean)


def spread(counts: Counts, *, threshold: int, is_hidden: bool) -> Spread:
    """The curve at tenths of the departments, if each holds at least the threshold of them.

    A point is left out where 1 to threshold − 1 requests lie between it and its neighbour, or as few remain above it.
    Nothing is drawn if one department alone sent more than half of the requests between two points.
    """
    each = [times for times, places in counts for _ in range(places)]
    if not sum(each):
        return Spread(why="nobody asked in the period")
    if is_hidden or len(each) < TENTHS * threshold:
        return Spread(why="hidden: too few departments, or too few that asked, to draw it without showing single ones")
    steps = _steps(each, threshold)
    if any(2 * max(part) > sum(part) > 0 for part in steps):
        return Spread(why="hidden: one department alone sent more than half of the requests of its part of the curve")
    index = gini([float(times) for times in each])
    return Spread(_points(steps, len(each)), index, gini([float(times) for times in each], small_sample=True))


def _steps(each: list[int], threshold: int) -> list[list[int]]:
    """The departments between one drawn point and the next."""
    parts: list[list[int]] = [[]]
    edges = [round(len(each) * tenth / TENTHS) for tenth in range(TENTHS + 1)]
    for start, end in pairwise(edges):
        parts[-1] += each[start:end]
        rest = sum(each[end:])
        if not 0 < sum(parts[-1]) < threshold and not 0 < rest < threshold:
            parts.append([])
    return [part for part in parts if part]


def _points(steps: list[list[int]], n: int) -> tuple[tuple[int, float], ...]:
    total, places, requests = sum(map(sum, steps)), 0, 0
    points = [(0, 0.0)]
    for part in steps:
        places, requests = places + len(part), requests + sum(part)
        points.append((round(100 * places / n), 100 * requests / total))
    return tuple(points)

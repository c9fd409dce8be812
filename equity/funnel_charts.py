"""The funnel as a chart, for those who may see each department: one mark for each share, and the limits around all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from equity import charts
from equity.claims import Measure
from equity.funnel import ALARM, Place, exact_limits
from equity.periods import Period
from equity.queries import Recipient
from equity.recipients import FEWEST_DUE, Crowd
from equity.wording import percent

STARTS = (FEWEST_DUE, 10, 20, 50)
"""Where the lines of the table begin, in replies due."""
COLUMNS = {
    "very low": "Below 99.8%", "low": "Between, below", "inside": "Inside", "high": "Between, above",
    "very high": "Above 99.8%",
}  # fmt: skip
STEPS, FROM, SHORTEST = 60, 2, 20
"""The limits are drawn from two replies due to twenty at least, so that they look like what they are."""


def funnel(found: Crowd, period: Period) -> dict[str, Any]:
    """In the shape that `equity.drawing` draws; only for readers who may see every department."""
    assert found.baseline is not None
    most = max(SHORTEST, *(one.due for one, _ in found.all))
    return {
        "id": "funnel",
        "kind": "funnel",
        "title": "Replies in time, by how many were due",
        "sentence": f"{found.places['very low']:,} of {found.compared:,} departments lie below the 99.8% limit. "
        f"A person replied in time to {percent(found.baseline)} of the requests of all of them.",
        "caption": "Each mark is one department, or several with the same numbers: the larger, the more. The fewer "
        "replies were due, the wider the limits; between the dashed lines lie at least 95% if all are alike, between "
        "the full ones 99.8%. They are exact, so they go in steps. For the team: small counts are not hidden here.",
        "source": charts.source_of(period, Measure.TARGET),
        "columns": ["Replies due", "Departments", *COLUMNS.values()],
        "table_rows": [_cells(*line) for line in _lines(found.all)],
        "rows": [_in_words(*line) for line in _lines(found.all)],
        "baseline": round(100 * found.baseline, 1),
        "max": most,
        "limits": [_limits(found.baseline, n) for n in _along(most)],
        "points": _points(found.all),
    }


def _along(most: int) -> list[int]:
    """Up to the most replies due, denser where the limits bend."""
    return sorted({round(FROM + (most - FROM) * (step / STEPS) ** 2) for step in range(STEPS + 1)})


def _limits(baseline: float, n: int) -> list[float]:
    """n, then the lower and upper 95 % limit, then the lower and upper 99.8 % limit, in percent."""
    near, far = exact_limits(baseline, n), exact_limits(baseline, n, confidence=ALARM)
    return [n, *(round(100 * edge / n, 2) for edge in (*near, *far))]


def _points(everybody: Sequence[tuple[Recipient, Place]]) -> list[list[Any]]:
    """Replies due, share in percent, how many departments, and where they stand."""
    alike = Counter((one.due, one.within, place) for one, place in everybody)
    return [
        [due, round(100 * within / due, 1), number, place] for (due, within, place), number in sorted(alike.items())
    ]


def _lines(everybody: Sequence[tuple[Recipient, Place]]) -> list[tuple[str, Counter[str]]]:
    """How many departments stand where, by replies due."""
    found = []
    for start, after in zip(STARTS, (*STARTS[1:], None), strict=True):
        places = Counter(str(place) for one, place in everybody if start <= one.due and (not after or one.due < after))
        found.append((f"{start} or more" if after is None else f"{start} to {after - 1}", places))
    return found


def _cells(label: str, places: Counter[str]) -> list[str]:
    return [label, f"{places.total():,}", *(f"{places[place]:,}" for place in COLUMNS)]


def _in_words(label: str, places: Counter[str]) -> dict[str, str]:
    outside = places.total() - places["inside"]
    return {"label": f"{label} replies due", "text": f"{places.total():,} departments, {outside:,} outside the limits"}

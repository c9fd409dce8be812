"""The page of the watch as lines of a file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from equity import sheets
from equity.claims import CLAIMS
from equity.files import Sheet
from equity.watch.models import Alarm, Watch

COLUMNS = (
    "Measure", "Gap", "Since", "The first", "Good outcomes, the first", "All, the first", "Those beside",
    "Good outcomes, those beside", "All, those beside", "Evidence", "An alarm at",
    "Good outcomes of the first, if alike", "Alarm",
)  # fmt: skip
NUMBERS = (4, 5, 7, 8, 9, 10, 11)


def sheet(watches: Sequence[Watch], rows: Sequence[dict[str, Any]], alarms: Collection[Alarm], limit: str) -> Sheet:
    """Each watched gap with the words of its line on the page, what they come from, and the alarm that waits."""
    waiting = {alarm.watch_id: f"Since {alarm.raised_at:%Y-%m-%d}, not noted yet" for alarm in alarms}
    lines = [
        [CLAIMS[one.of.watched.measure].title, row["who"], one.began_on.isoformat(), row["share"], str(one.count),
         str(one.n), row["other"], str(one.other_count), str(one.other_n), row["strength"], limit,
         f"{one.expected:.1f}", waiting.get(one.pk, "")]
        for one, row in zip(watches, rows, strict=True)
    ]  # fmt: skip
    return Sheet("equity-watch", [COLUMNS, *lines], sheets.of_page("watch"), NUMBERS)

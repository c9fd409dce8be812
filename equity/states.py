"""The map of the Silent page: in which states health departments have not asked, with everybody else as tiles."""

# ruff: noqa: S608  (the pieces of SQL are constants of ours; values go as parameters)
from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from equity import bands, queries
from equity.bands import ELSEWHERE, QUARTERS, Band, Here
from equity.claims import Measure
from equity.dimensions import DIMENSIONS
from equity.geography import STATES
from equity.measures import Estimate
from equity.periods import Period, in_full
from equity.reach_counts import ASKING
from equity.report import Report
from equity.suppression import Cell, Key, decide
from equity.tallies import FIELDS, rows
from equity.wording import percent
from tta_portal.directory.models import JurisdictionType

ON_MAP = (JurisdictionType.STATE, JurisdictionType.LOCAL)
TILES = (JurisdictionType.TRIBAL, JurisdictionType.TERRITORIAL, JurisdictionType.FREELY_ASSOCIATED)
BY_STATE = f"""{ASKING}
SELECT coalesce(state, ''), {FIELDS}, count(*), count(*) FILTER (WHERE requests > 0)
FROM asking GROUP BY coalesce(state, ''), {FIELDS}
"""
SOURCE = "Requests and roster of this network."
IN_WORDS = ("under a quarter", "a quarter to a half", "a half to three quarters", "three quarters or more")
LEGEND = (
    *({"label": words.capitalize(), "mark": f"m{step}"} for step, words in enumerate(IN_WORDS, start=1)),
    {"label": "Not shown: too few departments", "mark": "hidden"},
    {"label": "Nobody on the roster", "mark": "absent"},
)


@dataclass(frozen=True)
class States:
    """Departments on the roster by state, which is public, and the quarter of those that may be shown."""

    places: Mapping[str, int]
    shown: Mapping[str, Band]


def states(period: Period, *, threshold: int) -> States:
    """State and local departments by state, past the gate; two statements."""
    cells: dict[Here, Cell] = {}
    for state, *key, places, asked in rows(BY_STATE, period):
        kind = key[DIMENSIONS.index(next(d for d in DIMENSIONS if d.field == "jurisdiction_type"))]
        here = (state if kind in ON_MAP and state in STATES else ELSEWHERE, tuple(key))
        before = cells.get(here, Cell(0, 0))
        cells[here] = Cell(before.count + asked, (before.ceiling or 0) + places)
    replies = queries.replies(period).due
    hidden = decide(reached=_everywhere(cells), due=replies, within={}, threshold=threshold).reached
    places = defaultdict(int)
    for (state, _), cell in cells.items():
        places[state] += cell.ceiling or 0
    places.pop(ELSEWHERE, None)
    return States(dict(places), bands.judge(cells, hidden, threshold=threshold))


def _everywhere(cells: Mapping[Here, Cell]) -> dict[Key, Cell]:
    """The cross-table that the overview judges."""
    found: dict[Key, Cell] = {}
    for (_, key), cell in cells.items():
        before = found.get(key, Cell(0, 0))
        found[key] = Cell(before.count + cell.count, (before.ceiling or 0) + (cell.ceiling or 0))
    return found


def figure(found: States, report: Report) -> dict[str, Any]:
    """The map, for components/table_figure.html; `report` is the overview by type of jurisdiction."""
    lines = [(name, found.places.get(code, 0), found.shown.get(code)) for code, name in STATES.items()]
    kinds = {row.group: row for row in report.rows}
    tiles = [(str(kinds[kind].label), kinds[kind].of(Measure.REACH)) for kind in TILES]
    return {
        "id": "states",
        "kind": "map",
        "title": "Where health departments have not asked",
        "sentence": sentence(found),
        "caption": "State and local health departments that sent no request in the last 12 months, of all on the "
        "roster of their state, said in quarters so that nobody's silence can be read off. The tiles are Tribes, "
        "territories and freely associated states, on the same scale.",
        "source": f"{SOURCE} {report.period.in_words}, as of {in_full(report.period.seen_day)}.",
        "columns": ["Where", "On the roster", "Have not asked"],
        "table_rows": [
            *([name, f"{places:,}", _words(places, band)] for name, places, band in lines),
            *([name, f"{shown.n or 0:,}", _of_tile(shown)] for name, shown in tiles),
        ],
        "rows": [
            {"label": name, "mark": _mark(places, band), "text": _words(places, band)} for name, places, band in lines
        ],
        "tiles": [{"label": name, "text": _of_tile(shown), "mark": _mark_of_tile(shown)} for name, shown in tiles],
        "legend": LEGEND,
    }


def sentence(found: States) -> str:
    """What the map says, from what it shows."""
    if not found.shown:
        return "Too few health departments asked, or could have, to show any state by itself."
    most = [STATES[code] for code, band in found.shown.items() if band.quarter == QUARTERS - 1]
    of = f"{len(found.shown)} state{'s' if len(found.shown) != 1 else ''} that can be shown"
    if not most:
        return f"In none of the {of} have three quarters or more of the health departments not asked."
    return f"In {len(most)} of the {of}, three quarters or more of the health departments have not asked."


def _mark(places: int, band: Band | None) -> str:
    if not places:
        return "absent"
    return "hidden" if band is None else f"m{band.quarter + 1}"


def _words(places: int, band: Band | None) -> str:
    if not places:
        return "Nobody on the roster"
    return "Not shown: too few departments" if band is None else IN_WORDS[band.quarter].capitalize()


def _of_tile(shown: Estimate) -> str:
    if not shown.n:
        return "Nobody on the roster"
    return "Not shown" if shown.value is None else percent(1 - shown.value)


def _mark_of_tile(shown: Estimate) -> str:
    if not shown.n:
        return "absent"
    if shown.value is None:
        return "hidden"
    return f"m{min(QUARTERS - 1, int(QUARTERS * (1 - shown.value))) + 1}"

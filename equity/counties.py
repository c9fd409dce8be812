"""The map and list for the team: how long ago we last heard of each health department, county by county."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from equity.periods import in_full
from equity.silent import Place

COLUMNS = ("Health department", "State", "Last heard of", "Requests, two years", "Expected")
SORTS = {"months": "Longest silent first", "expected": "Most expected first", "name": "By name"}
EDGES = (3, 12, 24)
NEVER = 10_000
IN_WORDS = ("Within 3 months", "3 to 11 months ago", "12 to 23 months ago", "24 months ago or more", "Never")
LEGEND = (
    *({"label": words, "mark": f"m{step}"} for step, words in enumerate(IN_WORDS, start=1)),
    {"label": "Nobody on the roster", "mark": "absent"},
)


def in_order(places: Sequence[Place], sort: str, *, on: date) -> list[Place]:
    """By name, and by what is chosen before it."""
    by_name = sorted(places, key=lambda place: place.name)
    if sort == "months":
        return sorted(by_name, key=lambda place: (-_silence(place, on), -place.expected))
    if sort == "expected":
        return sorted(by_name, key=lambda place: (-place.expected, -_silence(place, on)))
    return by_name


def figure(places: Sequence[Place], *, on: date) -> dict[str, Any]:
    """The map, for components/table_figure.html: of each county whoever was heard of last; the list is beside it."""
    there: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        for county in place.counties:
            if len(county) == 5:
                there[county].append(place)
    marks = {county: _mark(min(_silence(place, on) for place in found)) for county, found in there.items()}
    return {
        "id": "counties",
        "kind": "map",
        "atlas": "data/counties.json",
        "layer": "counties",
        "title": "When we last heard of each county",
        "sentence": sentence(places, on=on),
        "caption": "Last contact in both directions, or request, of the health department that serves a county; where "
        "several do, the latest. Who serves no county of the map is in the list.",
        "source": f"Contacts, requests and roster of this network, as of {in_full(on)}.",
        "rows": [
            {"id": county, "mark": marks[county], "text": _said(found, on)} for county, found in sorted(there.items())
        ],
        "legend": LEGEND,
    }


def ago(place: Place, on: date) -> str:
    """How long ago, as people say it."""
    months = place.months(on)
    if months is None:
        return "Never"
    return "This month" if months == 0 else f"{months} month{'' if months == 1 else 's'} ago"


def cells(place: Place, on: date) -> list[str]:
    """A line of the list."""
    return [place.name, place.state or "–", ago(place, on), str(place.requests), f"{place.expected:.1f}"]


def sentence(places: Sequence[Place], *, on: date) -> str:
    never = sum(1 for place in places if place.last_on is None)
    long = sum(1 for place in places if EDGES[-1] <= _silence(place, on) < NEVER)
    if not places:
        return "Nobody is on the roster."
    others = f", and {long:,} not for two years or more" if long else ""
    return f"Of {len(places):,} on the roster, {never:,} were never heard of{others}."


def _said(found: Sequence[Place], on: date) -> str:
    return "; ".join(f"{place.name}: {ago(place, on).lower()}" for place in found)


def _silence(place: Place, on: date) -> int:
    months = place.months(on)
    return NEVER if months is None else months


def _mark(months: int) -> str:
    return "m5" if months == NEVER else f"m{1 + sum(months >= edge for edge in EDGES)}"

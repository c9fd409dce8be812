"""The roster: real states, islands, tribal nations and counties, with invented descriptors."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import resources
from random import Random

import us

from demo.regions import (
    COUNTY_STYLES,
    FREELY_ASSOCIATED,
    GULF_STATES,
    NO_COUNTY_DEPARTMENTS,
    REGION_OF,
    RETIRED_COUNTIES,
    TERRITORIES,
    TRIBES,
)
from demo.shape import Groups
from tta_portal.directory.models import population_band

HER_COUNTY = "13065"  # the demo requester's: rural, remote and in the most vulnerable quarter
HER_GULF_COUNTY = "28131"  # the same in the network `gulf`
PARTNERED_COUNTY = "13299"  # the one of the demo partner's engagement
ZONES = {"FL": "America/New_York", "IN": "America/Indiana/Indianapolis", "KY": "America/New_York",
         "MI": "America/Detroit", "TN": "America/Chicago", "TX": "America/Chicago", "NE": "America/Chicago",
         "KS": "America/Chicago", "ND": "America/Chicago", "SD": "America/Chicago", "OR": "America/Los_Angeles",
         "ID": "America/Boise", "AK": "America/Anchorage", "AZ": "America/Phoenix"}  # fmt: skip
HOME_POPULATION = 6_700
RURAL_HOMES = (HER_COUNTY, HER_GULF_COUNTY, PARTNERED_COUNTY)
MEDIAN_POPULATION = {
    "metro": 120_000, "rural_adjacent": 27_000, "rural_remote": 11_000, "state": 4_400_000,
    "tribal": 9_000, "territorial": 110_000, "freely_associated": 55_000,
}  # fmt: skip
SHARE_METRO, SHARE_ADJACENT = 0.37, 0.33
QUARTILES = ("q1", "q2", "q3", "q4")


@dataclass(frozen=True)
class Place:
    """A recipient of the roster before it is written: its jurisdiction and its health department."""

    name: str
    department: str
    kind: str
    state: str
    fips: str
    zone: str
    population: int = 0
    rural_urban: str = "not_classified"
    vulnerability: str = "not_classified"

    @property
    def region(self) -> int:
        return REGION_OF[self.state]

    @property
    def in_words(self) -> str:
        """The place as it is spoken of in a sentence."""
        if self.kind == "tribal":
            return "our community"
        return (
            f"the {self.name}"
            if self.name.startswith(("Fed", "Mar", "North", "U.S.", "District"))
            and (self.kind != "local" and self.state not in ("MD", "NC", "ND"))
            else self.name
        )

    @property
    def groups(self) -> Groups:
        return Groups(self.kind, population_band(self.population), self.rural_urban, self.vulnerability)


def national_roster(rng: Random) -> list[Place]:
    """Every state, island and county department, and some tribal ones."""
    return _described([*_states(), *_islands(), *_tribes(), *_counties()], rng)


def gulf_roster(rng: Random) -> list[Place]:
    """Five states and twenty-four counties of each."""
    counties = list(_counties())
    chosen = [place for state in GULF_STATES for place in _some(counties, state, rng)]
    return _described([*(place for place in _states() if place.state in GULF_STATES), *chosen], rng)


def _some(counties: list[Place], state: str, rng: Random) -> list[Place]:
    home = [place for place in counties if place.state == state and place.fips == HER_GULF_COUNTY]
    others = [place for place in counties if place.state == state and place.fips != HER_GULF_COUNTY]
    return sorted([*home, *rng.sample(others, 24 - len(home))], key=lambda place: place.fips)


def zone_of(state: str) -> str:
    """The time zone in which most people of a state live."""
    found = us.states.lookup(state)
    assert found is not None
    return ZONES.get(state) or found.time_zones[0]


def _states() -> Iterator[Place]:
    for state in [*us.states.STATES, us.states.DC]:
        department = "District of Columbia Health" if state.abbr == "DC" else f"{state.name} Department of Health"
        yield Place(state.name, department, "state", state.abbr, state.fips or "", zone_of(state.abbr))


def _islands() -> Iterator[Place]:
    for kind, islands in (("territorial", TERRITORIES), ("freely_associated", FREELY_ASSOCIATED)):
        for state, (name, department, zone) in islands.items():
            yield Place(name, department, kind, state, "", zone)


def _tribes() -> Iterator[Place]:
    for name, state, department in TRIBES:
        yield Place(name, department, "tribal", state, "", zone_of(state))


def _counties() -> Iterator[Place]:
    """Counties with their real names and codes, as the package `addfips` carries them."""
    states = {state.fips: state for state in us.states.STATES if state.abbr not in NO_COUNTY_DEPARTMENTS}
    seen: set[str] = set(RETIRED_COUNTIES)
    with resources.files("addfips").joinpath("data/counties_2020.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            state, fips = states.get(row["statefp"]), row["statefp"] + row["countyfp"]
            if state is None or fips in seen:
                continue
            seen.add(fips)
            name = row["name"].removesuffix(" city") + " City" if row["name"].endswith(" city") else row["name"]
            department = COUNTY_STYLES.get(state.abbr, "{place} Health Department").format(place=name)
            yield Place(name, department, "local", state.abbr, fips, zone_of(state.abbr))


def _described(places: list[Place], rng: Random) -> list[Place]:
    """Give every place a population, and every county a class and a quartile: all invented."""
    classed = [replace(place, rural_urban=_class_of(place, rng)) for place in places]
    quartiles = _quartiles([place for place in classed if place.kind == "local"], rng)
    return [
        replace(place, population=_population(place, rng), vulnerability=quartiles.get(place.fips, "not_classified"))
        for place in classed
    ]


def _class_of(place: Place, rng: Random) -> str:
    draw = rng.random()
    if place.kind != "local":
        return "not_classified"
    if place.fips in RURAL_HOMES:
        return "rural_remote"
    if draw < SHARE_METRO:
        return "metro"
    return "rural_adjacent" if draw < SHARE_METRO + SHARE_ADJACENT else "rural_remote"


def _quartiles(counties: list[Place], rng: Random) -> dict[str, str]:
    """A quarter of the counties in each; rural ones more often in the more vulnerable quarters."""
    shift = {"metro": 0.0, "rural_adjacent": 0.25, "rural_remote": 0.55}
    scores = {place.fips: rng.gauss(shift[place.rural_urban], 1) for place in counties}
    scores |= {fips: 9.0 for fips in RURAL_HOMES if fips in scores}
    ranked = sorted(scores, key=lambda fips: (scores[fips], fips))
    return {fips: QUARTILES[rank * 4 // len(ranked)] for rank, fips in enumerate(ranked)}


def _population(place: Place, rng: Random) -> int:
    if place.fips in RURAL_HOMES:
        return HOME_POPULATION
    median = MEDIAN_POPULATION.get(place.kind) or MEDIAN_POPULATION[place.rural_urban]
    drawn = rng.lognormvariate(math.log(median), 0.8)
    ceiling = 48_000 if place.rural_urban.startswith("rural") else 12_000_000
    return max(600, min(ceiling, round(drawn)))

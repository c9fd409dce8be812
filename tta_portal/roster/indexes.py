"""Read the county indices as CDC/ATSDR, USDA and NCHS publish them, and say what they mean for a place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tta_portal.directory.models import Descriptor, VulnerabilityQuartile
from tta_portal.roster import cells
from tta_portal.roster.cells import Wrong
from tta_portal.roster.columns import plain, year_in
from tta_portal.roster.parsing import BadTable, Line, Table
from tta_portal.roster.rows import Fact, Problem

NAMES = {"svi": "CDC/ATSDR SVI", "rucc": "USDA ERS RUCC", "nchs": "NCHS urban-rural"}
FIPS_HEADERS = ("fips", "fipscode", "stcnty", "geoid", "fipstxt", "countyfips", "ctfips")
THEMES = (Descriptor.Kind.THEME_1, Descriptor.Kind.THEME_2, Descriptor.Kind.THEME_3, Descriptor.Kind.THEME_4)
Q4, NOT_CLASSIFIED = VulnerabilityQuartile.Q4, VulnerabilityQuartile.NOT_CLASSIFIED


@dataclass(frozen=True)
class County:
    """What a file says of one county."""

    line: int
    population: int | None
    values: Mapping[str, str]


@dataclass(frozen=True)
class Index:
    """A file's counties by their five digits, its vintage, and what could not be read."""

    source: str
    as_of: date
    people_as_of: date | None
    counties: dict[str, County] = field(default_factory=dict)
    refused: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _Layout:
    """Where in the heading the parts of a published file are."""

    fips: int
    people: int | None
    people_year: int | None
    values: Mapping[str, tuple[int, Callable[[str], str]]]
    year: int | None


def read_index(table: Table, kind: str, *, name: str = "", year: int | None = None) -> Index:
    """Read a published file; raise BadTable where it is not what it is said to be."""
    table = _pivoted(table)
    layout = _LAYOUTS[kind](table.headers)
    vintage = year or layout.year or year_in(name)
    if vintage is None:
        raise BadTable(
            "Neither the heading nor the file's name says of which year this index is. Say the year, such as 2022."
        )
    people = None if kind == "nchs" else date(layout.people_year or vintage, 1, 1)
    index = Index(f"{NAMES[kind]} {vintage}", date(vintage, 1, 1), people)
    for line in table.lines:
        try:
            _take(index, line, layout, kind)
        except Wrong as wrong:
            index.refused.append(Problem(line.number, str(wrong)))
    if not index.counties:
        raise BadTable("No county could be read from this file. Is it the file as it was published?")
    return index


def _take(index: Index, line: Line, layout: _Layout, kind: str) -> None:
    def cell(at: int | None) -> str:
        return "" if at is None or at >= len(line.cells) else line.cells[at]

    code = cells.fips(cell(layout.fips))
    if len(code) != 5:
        raise Wrong(f"“{code}” is no FIPS code of a county: it has five digits.")
    if code in index.counties:
        raise Wrong(f"{code} stands on line {index.counties[code].line} already.")
    people = cells.population(cell(layout.people))
    if kind == "nchs" and people is None and layout.people is not None:
        index.notes.append(Problem(line.number, f"{code} has no residents any more: the area was dissolved."))
        return
    values = {about: str(read(cell(at))) for about, (at, read) in layout.values.items()}
    index.counties[code] = County(line.number, people, values)


def _svi(headers: Sequence[str]) -> _Layout:
    named = [plain(header) for header in headers]
    ranks = [("rplthemes", Descriptor.Kind.VULNERABILITY), *((f"rpltheme{n}", THEMES[n - 1]) for n in range(1, 5))]
    values = {str(about): (named.index(name), cells.quartile_of_rank) for name, about in ranks if name in named}
    if Descriptor.Kind.VULNERABILITY not in values:
        raise BadTable("There is no column RPL_THEMES: this is no file of the Social Vulnerability Index.")
    people = next((named.index(name) for name in ("etotpop", "totpop") if name in named), None)
    return _Layout(_fips_at(named), people, None, values, None)


def _rucc(headers: Sequence[str]) -> _Layout:
    named = [plain(header) for header in headers]
    at = _newest(headers, re.compile(r"^(rucc|ruralurbancontinuumcode)(\d{4})?$"))
    if at is None:
        raise BadTable("There is no column RUCC with its year: this is no file of the Rural-Urban Continuum Codes.")
    people = _newest(headers, re.compile(r"^population(\d{4})?$"))
    people_year = None if people is None else year_in(headers[people])
    values = {str(Descriptor.Kind.RURAL_URBAN): (at, cells.rural_urban)}
    return _Layout(_fips_at(named), people, people_year, values, year_in(headers[at]))


def _nchs(headers: Sequence[str]) -> _Layout:
    named = [plain(header) for header in headers]
    at = _newest(headers, re.compile(r"^(urb|nchs)?(code)?(20\d\d)(nchs)?(code)?$"))
    if at is None:
        raise BadTable("There is no column with a code and its year: this is no file of the NCHS classification.")
    people = next(
        (n for n, name in enumerate(named) if re.fullmatch(r"(copop|county(20\d\d)?pop)(20\d\d)?", name)), None
    )
    return _Layout(_fips_at(named), people, None, {str(Descriptor.Kind.NCHS): (at, _nchs_code)}, year_in(headers[at]))


_LAYOUTS: dict[str, Callable[[Sequence[str]], _Layout]] = {"svi": _svi, "rucc": _rucc, "nchs": _nchs}


def _nchs_code(cell: str) -> str:
    return NOT_CLASSIFIED if cells.is_missing(cell) else str(cells.whole(cell, "NCHS code", low=1, high=6))


def _fips_at(named: Sequence[str]) -> int:
    for name in FIPS_HEADERS:
        if name in named:
            return named.index(name)
    raise BadTable("There is no column with the FIPS codes of the counties.")


def _newest(headers: Sequence[str], shape: re.Pattern[str]) -> int | None:
    """The column of this shape with the latest year in its name."""
    fitting = [(year_in(header) or 0, -at) for at, header in enumerate(headers) if shape.match(plain(header))]
    return -max(fitting)[1] if fitting else None


def _pivoted(table: Table) -> Table:
    """One row a county, where the file has one for each of its facts, as the USDA publishes it."""
    named = [plain(header) for header in table.headers]
    if not {"attribute", "value"} <= set(named):
        return table
    fips, attribute, value = _fips_at(named), named.index("attribute"), named.index("value")
    found: dict[str, tuple[int, dict[str, str]]] = {}
    for line in table.lines:
        row = [*line.cells, *[""] * (len(named) - len(line.cells))]
        found.setdefault(row[fips], (line.number, {}))[1][row[attribute]] = row[value]
    attributes = list(dict.fromkeys(name for _, facts in found.values() for name in facts))
    lines = [Line(number, [code, *(facts.get(name, "") for name in attributes)])
             for code, (number, facts) in found.items()]  # fmt: skip
    return Table([table.headers[fips], *attributes], lines)


def facts_of(codes: Sequence[str], index: Index) -> list[Fact]:
    """What an index says of a place that is one county or several, all of which it knows.

    Ranks do not add up, so a place of several counties belongs where most of its residents live: the group with the
    largest share of them, and of two with the same share the more vulnerable or more rural. Of its vulnerability we
    also keep which share of its residents lives in counties of the most vulnerable quarter.
    """
    counties = [index.counties[code] for code in codes]
    facts = [(about, index.as_of.isoformat(), _where_most_live(counties, about)) for about in counties[0].values]
    people = [county.population for county in counties if county.population is not None]
    if index.people_as_of is not None and len(people) == len(counties):
        facts.append((Descriptor.Kind.POPULATION, index.people_as_of.isoformat(), str(sum(people))))
    if len(counties) > 1 and Descriptor.Kind.VULNERABILITY in counties[0].values:
        shares = _shares(counties, Descriptor.Kind.VULNERABILITY)
        facts.append((Descriptor.Kind.SHARE_IN_Q4, index.as_of.isoformat(), f"{100 * shares.get(Q4, 0):.1f}"))
    return facts


_ORDER = ["not_classified", "q1", "q2", "q3", "q4", "metro", "rural_adjacent", "rural_remote", *"123456"]


def _where_most_live(counties: Sequence[County], about: str) -> str:
    shares = _shares(counties, about)
    return max(shares, key=lambda value: (shares[value], _ORDER.index(value)))


def _shares(counties: Sequence[County], about: str) -> dict[str, float]:
    """The share of residents by value; where their number is not known for each county, each counts the same."""
    weights = [county.population for county in counties]
    known = (
        [float(weight or 0) for weight in weights] if None not in weights and any(weights) else [1.0] * len(weights)
    )
    shares: dict[str, float] = defaultdict(float)
    for county, weight in zip(counties, known, strict=True):
        shares[county.values[about]] += weight / sum(known)
    return dict(shares)

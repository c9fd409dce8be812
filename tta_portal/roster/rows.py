"""Check each row of a roster by itself: what it says of a place, or why it cannot be taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from tta_portal.directory.models import Descriptor, JurisdictionType
from tta_portal.roster import cells
from tta_portal.roster.cells import Wrong
from tta_portal.roster.columns import year_in
from tta_portal.roster.parsing import BadTable, Line, Table
from tta_portal.roster.states import KIND_OF, USPS_OF_FIPS, usps_of

Fact = tuple[str, str, str]
"""Kind, day and value of a descriptor."""
MOST_LETTERS = 160
ZONES = available_timezones()
KINDS = {
    **{str(kind): kind for kind in JurisdictionType},
    "county": JurisdictionType.LOCAL, "city": JurisdictionType.LOCAL, "district": JurisdictionType.LOCAL,
    "city-county": JurisdictionType.LOCAL, "multi-county": JurisdictionType.LOCAL, "parish": JurisdictionType.LOCAL,
    "regional": JurisdictionType.LOCAL, "municipal": JurisdictionType.LOCAL, "borough": JurisdictionType.LOCAL,
    "tribe": JurisdictionType.TRIBAL, "tribal nation": JurisdictionType.TRIBAL, "nation": JurisdictionType.TRIBAL,
    "territory": JurisdictionType.TERRITORIAL, "freely associated state": JurisdictionType.FREELY_ASSOCIATED,
    "freely associated": JurisdictionType.FREELY_ASSOCIATED, "fas": JurisdictionType.FREELY_ASSOCIATED,
    "district of columbia": JurisdictionType.STATE,
}  # fmt: skip


@dataclass(frozen=True)
class Problem:
    """What is wrong with a line, or worth knowing of it. Line 0 is the file as a whole."""

    line: int
    sentence: str


@dataclass(frozen=True)
class RosterRow:
    """One place as a row tells of it. What a row leaves empty is None and changes nothing."""

    line: int
    name: str
    kind: JurisdictionType
    kind_is_given: bool
    state: str
    codes: list[str]
    organization: str | None = None
    hub: str | None = None
    time_zone: str | None = None
    facts: list[Fact] = field(default_factory=list)


@dataclass(frozen=True)
class Checked:
    rows: list[RosterRow]
    refused: list[Problem]
    notes: list[Problem]


def check(table: Table, columns: Mapping[str, int], *, year: int) -> Checked:
    """Every row, taken or refused; `year` is that of facts whose column names none."""
    if "name" not in columns:
        raise BadTable("Say which column holds the name of the place.")
    days = {column: date(year_in(table.headers[at]) or year, 1, 1) for column, at in columns.items()}
    found = Checked([], [], [])
    for line in table.lines:
        reader = _Reader(line, columns, len(table.headers))
        row = reader.row(days)
        found.refused.extend(Problem(line.number, sentence) for sentence in reader.wrong)
        if row is not None and not reader.wrong:
            found.rows.append(row)
            found.notes.extend(Problem(line.number, sentence) for sentence in reader.notes)
    return found


class _Reader:
    """Reads one line and collects everything that is wrong with it, so that one look mends it."""

    def __init__(self, line: Line, columns: Mapping[str, int], width: int) -> None:
        self.line, self.columns = line, columns
        self.wrong: list[str] = []
        self.notes: list[str] = []
        if any(line.cells[width:]):
            self.wrong.append(f"There are {len(line.cells)} cells, and the heading has {width}.")

    def cell(self, column: str) -> str:
        at = self.columns.get(column)
        return "" if at is None or at >= len(self.line.cells) else self.line.cells[at]

    def take(self, column: str, read: Any, otherwise: Any) -> Any:
        """What a cell says; a wrong one is noted and counts as empty."""
        cell = self.cell(column)
        if not cell:
            return otherwise
        try:
            return read(cell)
        except Wrong as wrong:
            self.wrong.append(str(wrong))
            return otherwise

    def row(self, days: Mapping[str, date]) -> RosterRow | None:
        name = self.take("name", _name, "")
        if not name:
            self.wrong.append("The name of the place is missing.")
        codes = self.take("fips", cells.fips_list, [])
        said = self.take("state", _state, "")
        state = said or _state_of_codes(codes)
        given = self.take("kind", _kind, None)
        kind = given or _guess_kind(codes, state)
        if kind is None and not self.wrong:
            self.wrong.append(
                f"“{cells.shown(name)}” has no FIPS code and no kind. "
                "Say whether it is local, state, tribal, a territory or a freely associated state."
            )
        if said and said not in (states := {USPS_OF_FIPS[code[:2]] for code in codes} or {said}):
            self.wrong.append(f"{', '.join(codes)} lies in {', '.join(sorted(states))}, not in {said}.")
        if kind == JurisdictionType.LOCAL and (short := [code for code in codes if len(code) == 2]):
            self.wrong.append(f"{', '.join(short)} is the code of a state: a county's has five digits.")
        if kind is None:
            return None
        return RosterRow(
            line=self.line.number, name=name, kind=kind, kind_is_given=given is not None, state=state, codes=codes,
            organization=self.take("organization", _name, None), hub=self.cell("hub") or None,
            time_zone=self.take("time_zone", _time_zone, None), facts=self.facts(kind, days),
        )  # fmt: skip

    def facts(self, kind: JurisdictionType, days: Mapping[str, date]) -> list[Fact]:
        """What the row says of residents, staff and indices. County indices say nothing of what is no county."""
        found: list[Fact] = []
        people = self.take("population", cells.population, None)
        if people is not None:
            found.append((Descriptor.Kind.POPULATION, days["population"].isoformat(), str(people)))
        staff = self.take("workforce", cells.workforce, None)
        if staff is not None:
            found.append((Descriptor.Kind.WORKFORCE, days["workforce"].isoformat(), str(staff)))
        indices = (
            ("svi_quartile", cells.quartile, Descriptor.Kind.VULNERABILITY),
            ("svi_rank", cells.quartile_of_rank, Descriptor.Kind.VULNERABILITY),
            ("rucc", cells.rural_urban, Descriptor.Kind.RURAL_URBAN),
        )
        index = {about: (about, days[column].isoformat(), str(value)) for column, read, about in indices
                 if (value := self.take(column, read, None)) is not None}  # fmt: skip
        if index and kind != JurisdictionType.LOCAL:
            classed = [fact for fact in index.values() if fact[2] != "not_classified"]
            if classed:
                self.notes.append("County indices do not describe this kind of place: it stays “not classified”.")
            return found
        return [*found, *index.values()]


def _name(cell: str) -> str:
    if len(cell) > MOST_LETTERS:
        raise Wrong(f"“{cells.shown(cell)}” is longer than {MOST_LETTERS} letters.")
    return cell


def _state(cell: str) -> str:
    found = usps_of(cell)
    if found is None:
        raise Wrong(f"“{cells.shown(cell)}” is no state: write its two letters.")
    return found


def _kind(cell: str) -> JurisdictionType:
    found = KINDS.get(cell.lower()) or KINDS.get(cell.lower().replace(" ", "_"))
    if found is None:
        raise Wrong(
            f"“{cells.shown(cell)}” is no kind of place: "
            "local, state, tribal, territory and freely associated state are."
        )
    return found


def _time_zone(cell: str) -> str:
    if cell not in ZONES:
        raise Wrong(f"“{cells.shown(cell)}” is no time zone: write one such as America/Chicago.")
    return cell


def _state_of_codes(codes: list[str]) -> str:
    return USPS_OF_FIPS[codes[0][:2]] if codes else ""


def _guess_kind(codes: list[str], state: str) -> JurisdictionType | None:
    """What a code says: a county of a state is local; islands are what their state is."""
    if not codes:
        return KIND_OF[state] if state and KIND_OF[state] != JurisdictionType.STATE else None
    if len(codes[0]) == 2:
        return KIND_OF[USPS_OF_FIPS[codes[0]]]
    own = KIND_OF[USPS_OF_FIPS[codes[0][:2]]]
    return JurisdictionType.LOCAL if own == JurisdictionType.STATE else own

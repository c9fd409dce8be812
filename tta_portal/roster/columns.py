"""Which column of a file holds what, guessed from its heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True)
class Column:
    """Something a roster may say of a place: its label on the page, and how files call it."""

    label: str
    known_as: tuple[str, ...]
    hint: str = ""


COLUMNS: dict[str, Column] = {
    "name": Column(
        "Name of the place",
        ("jurisdiction", "jurisdictionname", "place", "placename", "name", "county", "countyname", "location"),
    ),
    "organization": Column(
        "Name of the health department",
        ("organization", "organisation", "healthdepartment", "department", "agency", "lhd", "lhdname", "recipient"),
        "Without it we say “… Health Department”.",
    ),
    "kind": Column(
        "Kind of place",
        ("type", "kind", "jurisdictiontype", "placetype", "typeofjurisdiction"),
        "State, local, tribal, territory or freely associated state.",
    ),
    "state": Column("State", ("state", "stateabbr", "stabbr", "usps", "st", "statename", "stateabbreviation")),
    "fips": Column(
        "FIPS code",
        ("fips", "fipscode", "countyfips", "fipscounty", "geoid", "geoid10", "geoid20", "stcnty", "counties"),
        "Five digits for a county; several with a semicolon between them.",
    ),
    "population": Column(
        "Residents", ("population", "residents", "etotpop", "totalpopulation", "pop", "copop", "totpop")
    ),
    "workforce": Column(
        "People who work there",
        ("workforce", "fte", "ftes", "staff", "staffsize", "employees", "fulltimeequivalents"),
        "Full-time equivalents of the health department.",
    ),
    "svi_rank": Column(
        "Social vulnerability, rank from 0 to 1",
        ("rplthemes", "svi", "svirank", "sviscore", "socialvulnerability", "socialvulnerabilityindex"),
    ),
    "svi_quartile": Column(
        "Social vulnerability, quartile from 1 to 4",
        ("sviquartile", "vulnerabilityquartile", "quartile", "vulnerability"),
    ),
    "rucc": Column(
        "Rural-urban continuum code",
        ("rucc", "rucccode", "ruralurban", "ruralurbanclass", "ruralurbancontinuumcode", "ruralurbancode"),
        "1 to 9, or metro, rural_adjacent, rural_remote.",
    ),
    "hub": Column("Hub", ("hub", "hubname"), "Without it, the hub that covers the state."),
    "time_zone": Column("Time zone", ("timezone", "tz"), "Such as America/Chicago."),
}


def plain(header: str) -> str:
    """A heading without anything that files write in different ways."""
    return re.sub(r"[^a-z0-9]", "", header.lower())


def guess(headers: Sequence[str]) -> dict[str, int]:
    """The place in the heading of each column that is recognized; each is used once."""
    named = [plain(header) for header in headers]
    without_year = [re.sub(r"(19|20)\d\d$", "", name) for name in named]
    found: dict[str, int] = {}
    for field, column in COLUMNS.items():
        for known in column.known_as:
            at = next((names.index(known) for names in (named, without_year) if known in names), None)
            if at is not None and at not in found.values():
                found[field] = at
                break
    return found


def year_in(words: str) -> int | None:
    """The last year that a heading or a file's name speaks of."""
    found = YEAR.findall(re.sub(r"[a-zA-Z]", " ", words))
    return int(found[-1]) if found else None

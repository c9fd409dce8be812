"""What stands in one cell: codes that lost their zero, numbers, ranks, and the many ways of saying “missing”."""

from __future__ import annotations

import re

from tta_portal.directory.models import RuralUrban, VulnerabilityQuartile
from tta_portal.roster.states import USPS_OF_FIPS

MISSING = {"", ".", "-", "–", "na", "n/a", "null", "none", "nan", "-999", "-999.0", "#n/a"}
MOST_PEOPLE = 2_000_000_000
MOST_STAFF = 100_000
QUARTILES = (
    (0.25, VulnerabilityQuartile.Q1),
    (0.5, VulnerabilityQuartile.Q2),
    (0.75, VulnerabilityQuartile.Q3),
    (1.0, VulnerabilityQuartile.Q4),
)
RURAL_URBAN_OF_CODE = {
    **dict.fromkeys((1, 2, 3), RuralUrban.METRO),
    **dict.fromkeys((4, 6, 8), RuralUrban.RURAL_ADJACENT),
    **dict.fromkeys((5, 7, 9), RuralUrban.RURAL_REMOTE),
}


class Wrong(Exception):
    """A cell that cannot be taken; its text is a sentence."""


def is_missing(cell: str) -> bool:
    return cell.strip().lower() in MISSING


def number(cell: str, what: str) -> float:
    """A number, with or without thousands separators."""
    try:
        found = float(re.sub(r"[,\s\u00a0\u202f]", "", cell))
    except ValueError:
        raise Wrong(f"“{shown(cell)}” is no {what}.") from None
    if not abs(found) < float("inf"):
        raise Wrong(f"“{shown(cell)}” is no {what}.")
    return found


def whole(cell: str, what: str, *, low: int, high: int) -> int:
    found = number(cell, what)
    if found != int(found) or not low <= found <= high:
        raise Wrong(f"“{shown(cell)}” is no {what}: whole numbers from {low} to {high:,} are.")
    return int(found)


def population(cell: str) -> int | None:
    return None if is_missing(cell) else whole(cell, "number of residents", low=0, high=MOST_PEOPLE)


def workforce(cell: str) -> int | None:
    """Full-time equivalents, to the next whole one."""
    if is_missing(cell):
        return None
    found = number(cell, "number of people")
    if not 0 <= found <= MOST_STAFF:
        raise Wrong(f"“{shown(cell)}” is no number of people who work there: 0 to {MOST_STAFF:,} are.")
    return int(found + 0.5)


def quartile_of_rank(cell: str) -> VulnerabilityQuartile:
    """The quarter in which a percentile rank lies: up to .25, .5, .75 and 1.

    Places that share a rank share a quarter, so quarters need not be of one size. -999 means missing.
    """
    if is_missing(cell):
        return VulnerabilityQuartile.NOT_CLASSIFIED
    rank = number(cell, "rank of social vulnerability")
    if not 0 <= rank <= 1:
        raise Wrong(f"“{shown(cell)}” is no rank of social vulnerability: ranks go from 0 to 1, -999 means missing.")
    return next(quartile for edge, quartile in QUARTILES if rank <= edge)


def quartile(cell: str) -> VulnerabilityQuartile:
    """A quartile as it is written: 4, Q4 or q4."""
    if is_missing(cell):
        return VulnerabilityQuartile.NOT_CLASSIFIED
    digit = cell.strip().lower().removeprefix("q").removesuffix(".0")
    if digit not in {"1", "2", "3", "4"}:
        raise Wrong(f"“{shown(cell)}” is no quartile: 1 to 4 are, and 4 is the most vulnerable.")
    return VulnerabilityQuartile(f"q{digit}")


def rural_urban(cell: str) -> RuralUrban:
    """A class from a continuum code of the USDA, or by its name."""
    if is_missing(cell):
        return RuralUrban.NOT_CLASSIFIED
    named = cell.strip().lower().replace(" ", "_").replace("-", "_")
    if named in RuralUrban.values:
        return RuralUrban(named)
    return RURAL_URBAN_OF_CODE[whole(cell, "rural-urban continuum code", low=1, high=9)]


def fips(cell: str) -> str:
    """Two digits of a state or five of a county, with the zero that spreadsheets drop; from a GEOID, too.

    Five digits that end in 000 are the state's.
    """
    code = cell.strip().lstrip("'=").strip('"').upper().rpartition("US")[2].removesuffix(".0")
    if not (code.isascii() and code.isdigit()) or len(code) not in (1, 2, 4, 5):
        raise Wrong(f"“{shown(cell)}” is no FIPS code: a county has five digits, a state two.")
    code = code.zfill(2 if len(code) <= 2 else 5)
    if code[:2] not in USPS_OF_FIPS:
        raise Wrong(f"“{shown(cell)}” is no FIPS code: no state begins with {code[:2]}.")
    return code.removesuffix("000") if len(code) == 5 else code


def fips_list(cell: str) -> list[str]:
    """One code, or several with semicolons, commas, bars or blanks between them; each once."""
    parts = [part for part in re.split(r"[;,|\s]+", cell) if part]
    return list(dict.fromkeys(fips(part) for part in parts))


def shown(cell: str) -> str:
    """A cell as it may stand in a sentence."""
    return cell if len(cell) <= 40 else f"{cell[:40]}…"

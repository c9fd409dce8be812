"""Compare what a file says with what is there: what would be added, changed, left and refused. Writes nothing.

A plan is plain data, so that it can be kept, shown, and compared once more before anything is written. Each entry is
about one place: its number and its department's (None where it would be new), the fields of both as [before, after],
and its facts as [kind, day, before, after], where before is None or [value, source, whether it is invented].
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from tta_portal.directory.models import Descriptor, Hub, Jurisdiction, JurisdictionType, Organization
from tta_portal.roster.indexes import Index, facts_of
from tta_portal.roster.models import CareDecision
from tta_portal.roster.rows import Checked, Fact, Problem, RosterRow
from tta_portal.tenancy.models import Network

Entry = dict[str, Any]
PLACE_FIELDS = ("name", "state", "fips", "counties", "jurisdiction_type")
DEPARTMENT_FIELDS = ("name", "hub_id", "time_zone")
CONNECTICUT = (
    "Connecticut has planning regions (09110 to 09190) since 2022, and had counties (09001 to 09015) before: "
    "a place finds only the files that count in its own way."
)


@dataclass
class Plan:
    """What would happen."""

    entries: list[Entry] = field(default_factory=list)
    left: int = 0
    refused: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)

    def refuse(self, problems: Iterable[Problem]) -> None:
        self.refused.extend(asdict(problem) for problem in problems)

    def note(self, problems: Iterable[Problem]) -> None:
        self.notes.extend(asdict(problem) for problem in problems)

    def take(self, entry: Entry) -> None:
        """An entry that changes nothing is only counted."""
        if entry["place"] or entry["department"] or entry["facts"]:
            self.entries.append(entry)
        else:
            self.left += 1

    @property
    def counts(self) -> dict[str, int]:
        added = sum(1 for entry in self.entries if entry["place_id"] is None)
        return {
            "added": added,
            "changed": len(self.entries) - added,
            "left": self.left,
            "refused": len({problem["line"] for problem in self.refused}),
            "facts": sum(len(entry["facts"]) for entry in self.entries),
        }


class Known:
    """What the network's directory holds now, read in five statements whatever its size."""

    def __init__(self) -> None:
        self.places = {row["id"]: row for row in Jurisdiction.objects.order_by("pk").values("id", *PLACE_FIELDS)}
        self.by_fips = {row["fips"]: row["id"] for row in self.places.values() if row["fips"]}
        self.by_name: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for row in self.places.values():
            self.by_name[_name_key(row["jurisdiction_type"], row["state"], row["name"])].append(row["id"])
        self.departments: dict[int, list[dict[str, Any]]] = defaultdict(list)
        recipients = Organization.objects.filter(is_recipient=True, jurisdiction__isnull=False).order_by("pk")
        for department in recipients.values("id", "jurisdiction_id", *DEPARTMENT_FIELDS):
            self.departments[department["jurisdiction_id"]].append(department)
        self.facts = {
            (place, kind, day.isoformat()): [value, source, invented]
            for place, kind, day, value, source, invented in Descriptor.objects.values_list(
                "jurisdiction_id", "kind", "as_of", "value", "source", "is_synthetic"
            )
        }
        hubs = list(Hub.objects.order_by("pk"))
        self.hubs = {hub.name.lower(): hub.pk for hub in hubs}
        self.hub_of_state = {state: hub.pk for hub in reversed(hubs) for state in hub.states}
        self.withheld = set(CareDecision.objects.withheld().values_list("organization__jurisdiction_id", flat=True))

    def fact(self, place: int | None, fact: Fact, source: str) -> list[Any] | None:
        """A fact as part of an entry, or None where it stands there already."""
        kind, day, value = (str(part) for part in fact)
        before = self.facts.get((place, kind, day)) if place is not None else None
        if before is not None and before[0] == value and not before[2]:
            return None
        return [kind, day, before, [value, source, False]]


def _name_key(kind: str, state: str, name: str) -> tuple[str, str, str]:
    return (str(kind), state, " ".join(name.split()).casefold())


def plan_roster(checked: Checked, network: Network, *, source: str) -> Plan:
    """What a roster would do."""
    plan, known = Plan(), Known()
    planner = _RosterPlanner(plan, known, network, source)
    plan.refuse(checked.refused)
    plan.note(checked.notes)
    for row in checked.rows:
        planner.add(row)
    plan.refused.sort(key=lambda problem: problem["line"])
    plan.notes.sort(key=lambda problem: problem["line"])
    return plan


class _RosterPlanner:
    """Finds the place of each row, each place once, and says what would change."""

    def __init__(self, plan: Plan, known: Known, network: Network, source: str) -> None:
        self.plan, self.known, self.network, self.source = plan, known, network, source
        self.lines: dict[Any, int] = {}
        self.fips_of_file: dict[str, int] = {}

    def refuse(self, row: RosterRow, sentence: str) -> None:
        self.plan.refuse([Problem(row.line, sentence)])

    def add(self, row: RosterRow) -> None:
        fips = row.codes[0] if len(row.codes) == 1 and row.kind != JurisdictionType.TRIBAL else ""
        if fips and self.fips_of_file.setdefault(fips, row.line) != row.line:
            fips = ""  # a second department in one county: a place of its own that lies there
        places = self._places(row, fips)
        if len(places) > 1:
            return self.refuse(row, f"There are {len(places)} places called “{row.name}”. Give it a FIPS code.")
        place = places[0] if places else None
        key = place if place is not None else fips or _name_key(row.kind, row.state, row.name)
        if self.lines.setdefault(key, row.line) != row.line:
            return self.refuse(row, f"“{row.name}” stands on line {self.lines[key]} already.")
        departments = self.known.departments.get(place, []) if place is not None else []
        department = _department_of(row, departments)
        if department is None and len(departments) > 1:
            return self.refuse(
                row, f"{len(departments)} health departments serve “{row.name}”. Name the one that is meant."
            )
        if row.hub is not None and row.hub.lower() not in self.known.hubs:
            return self.refuse(row, f"There is no hub called “{row.hub}” in this network.")
        self.plan.take(self._entry(row, fips, place, department))

    def _places(self, row: RosterRow, fips: str) -> list[int]:
        if fips and fips in self.known.by_fips:
            return [self.known.by_fips[fips]]
        named = self.known.by_name.get(_name_key(row.kind, row.state, row.name), [])
        own = [place for place in named if self.known.places[place]["fips"] == ""]
        return own if fips or row.codes else named

    def _entry(self, row: RosterRow, fips: str, place: int | None, department: dict[str, Any] | None) -> Entry:
        said: dict[str, Any] = {"name": row.name}
        if place is None or row.kind_is_given:
            said["jurisdiction_type"] = str(row.kind)
        if place is None or row.state:
            said["state"] = row.state
        if place is None or row.codes:
            said |= {"fips": fips, "counties": [] if fips else row.codes}
        before = self.known.places[place] if place is not None else {}
        withheld = place is not None and place in self.known.withheld
        if withheld and row.facts:
            self.plan.note(
                [Problem(row.line, f"“{row.name}” asked us to keep no figures about it: they were left out.")]
            )
        is_local = said.get("jurisdiction_type", before.get("jurisdiction_type")) == JurisdictionType.LOCAL
        taken = [fact for fact in row.facts if is_local or fact[0] == Descriptor.Kind.POPULATION]
        facts = [] if withheld else [self.known.fact(place, fact, self.source) for fact in taken]
        return {
            "line": row.line,
            "title": row.name,
            "place_id": place,
            "department_id": department["id"] if department else None,
            "place": _changes(before, said),
            "department": _changes(department or {}, self._department(row, department)),
            "facts": [fact for fact in facts if fact is not None],
        }

    def _department(self, row: RosterRow, before: dict[str, Any] | None) -> dict[str, Any]:
        said: dict[str, Any] = {}
        if row.organization is not None:
            said["name"] = row.organization
        if row.hub is not None:
            said["hub_id"] = self.known.hubs[row.hub.lower()]
        if row.time_zone is not None:
            said["time_zone"] = row.time_zone
        if before is not None:
            return said
        usual = {
            "name": f"{row.name[:142]} Health Department",
            "hub_id": self.known.hub_of_state.get(row.state),
            "time_zone": self.network.time_zone,
        }
        return usual | said


def _department_of(row: RosterRow, departments: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The department of a place that a row means: the one of that name, or the only one."""
    named = [one for one in departments if row.organization and one["name"].casefold() == row.organization.casefold()]
    return named[0] if named else departments[0] if len(departments) == 1 else None


def _changes(before: dict[str, Any], said: dict[str, Any]) -> dict[str, list[Any]]:
    return {name: [before.get(name), value] for name, value in said.items() if not before or before[name] != value}


def plan_index(index: Index) -> Plan:
    """What an index would do. Only local places get one; those that it does not know are named."""
    plan, known = Plan(), Known()
    plan.refuse(index.refused)
    plan.note(index.notes)
    used: set[str] = set()
    unknown: set[str] = set()
    for place in known.places.values():
        codes = place["counties"] or ([place["fips"]] if place["fips"] else [])
        if place["jurisdiction_type"] != JurisdictionType.LOCAL:
            continue
        missing = [code for code in codes if code not in index.counties]
        if missing or not codes:
            plan.note([Problem(0, _unmatched(place, codes, missing))])
            unknown.update(missing)
            continue
        used.update(codes)
        facts = [known.fact(place["id"], fact, index.source) for fact in facts_of(codes, index)]
        entry = {"line": index.counties[codes[0]].line, "title": place["name"], "place_id": place["id"],
                 "department_id": None, "place": {}, "department": {}}  # fmt: skip
        plan.take({**entry, "facts": [fact for fact in facts if fact is not None]})
    if any(code.startswith("09") for code in unknown):
        plan.note([Problem(0, CONNECTICUT)])
    others = len(index.counties) - len(used)
    if others:
        plan.note([Problem(0, f"{others:,} of the file's {len(index.counties):,} counties are not on the roster.")])
    return plan


def _unmatched(place: dict[str, Any], codes: list[str], missing: list[str]) -> str:
    title = f"{place['name']}, {place['state']}" if place["state"] else place["name"]
    if not codes:
        return f"{title}: it has no FIPS code, so it stays as it is."
    return f"{title}: the file has no row for {', '.join(missing)}, so it stays as it is."

"""A network of the demo with its hubs, roster and team, written before anybody asks for anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from demo.life import Today
from demo.names import COMMUNITY_PARTNERS, HELPERS_PER_PROVIDER
from demo.people import Person, Register, provider_organizations
from demo.places import Place
from demo.regions import HUBS
from demo.rows import Rows, write
from demo.words import TOPICS
from requests_app.models import Topic
from tta_portal.accounts.roles import Role
from tta_portal.directory.models import Descriptor, Hub, Jurisdiction, Organization, OrganizationKind
from tta_portal.tenancy.models import Network

SOURCE = "Invented for the demo"
HISTORY = timedelta(days=730)


@dataclass
class World:
    """What the history needs to know about a network."""

    network: Network
    today: Today
    rng: Random
    rows: Rows
    register: Register
    places: list[Place]
    organization_of: list[int] = field(default_factory=list)  # by the place's index
    hubs: dict[int, int] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    institutes: dict[int, list[Organization]] = field(default_factory=dict)  # by region
    team: dict[int, list[Person]] = field(default_factory=dict)  # by region
    partners: list[Organization] = field(default_factory=list)
    askers: dict[int, Person] = field(default_factory=dict)  # by the place's index
    told_by_hand: set[int] = field(default_factory=set)  # places about which no dice are thrown

    @property
    def begins(self) -> datetime:
        return self.today.now - HISTORY

    def asker(self, index: int) -> Person:
        """The requester of a department; the first time, somebody is found for it."""
        if index not in self.askers:
            self.askers[index] = self.register.requester(self.places[index], self.organization_of[index])
        return self.askers[index]

    def helpers(self, place: Place) -> list[Person]:
        """The people of the hub that covers a place, or of any hub in a small network."""
        return self.team.get(place.region) or next(iter(self.team.values()))


def write_directory(world: World) -> None:
    """Hubs, jurisdictions with their descriptors, organizations and topics."""
    regions = sorted({place.region for place in world.places})
    world.hubs = _write_hubs(regions, {place.state for place in world.places})
    jurisdictions = [_jurisdiction(place) for place in world.places]
    Jurisdiction.objects.bulk_create(jurisdictions, batch_size=1000)
    numbers = [jurisdiction.pk for jurisdiction in jurisdictions]
    write(Descriptor, list(_descriptors(world.places, numbers, world.today.now.date())))
    organizations = [
        _department(place, number, world.hubs[place.region], world.begins.date())
        for place, number in zip(world.places, numbers, strict=True)
    ]
    Organization.objects.bulk_create(organizations, batch_size=1000)
    world.organization_of = [organization.pk for organization in organizations]
    topics = [
        Topic(name=name, default_intensity=intensity, position=number)
        for number, (name, intensity) in enumerate(TOPICS, start=1)
    ]
    world.topics = {topic.name: topic for topic in Topic.objects.bulk_create(topics)}


def write_team(world: World) -> None:
    """The institutes with their people, and community organizations that may be asked to the table."""
    for region, organization in provider_organizations(set(world.hubs), world.hubs):
        world.institutes.setdefault(region, []).append(organization)
        domain = "".join(word[0] for word in organization.name.lower().split()) + world.register.domain
        for _ in range(HELPERS_PER_PROVIDER):
            person = world.register.enlist(Role.PROVIDER, organization.pk, domain=domain)
            world.team.setdefault(region, []).append(person)
    kinds = [OrganizationKind.COMMUNITY]
    world.partners = Organization.objects.bulk_create(
        Organization(name=name, kinds=kinds, hub_id=world.rng.choice(list(world.hubs.values())))
        for name in COMMUNITY_PARTNERS
    )


def _write_hubs(regions: Iterable[int], states: set[str]) -> dict[int, int]:
    hubs = {
        region: Hub(name=HUBS[region][0], states=sorted(states.intersection(HUBS[region][1]))) for region in regions
    }
    Hub.objects.bulk_create(hubs.values())
    return {region: hub.pk for region, hub in hubs.items()}


def _jurisdiction(place: Place) -> Jurisdiction:
    groups = place.groups
    return Jurisdiction(
        name=place.name,
        state=place.state,
        fips=place.fips,
        population=place.population,
        jurisdiction_type=groups.jurisdiction_type,
        population_band=groups.population_band,
        rural_urban=groups.rural_urban,
        vulnerability=groups.vulnerability,
    )


def _descriptors(places: list[Place], numbers: list[int], today: date) -> Iterable[dict[str, object]]:
    """Dated facts that agree with the columns of the jurisdiction. What is not classified has no fact."""
    as_of = date(today.year - 1, 1, 1)
    for place, number in zip(places, numbers, strict=True):
        facts = {
            Descriptor.Kind.POPULATION: str(place.population),
            Descriptor.Kind.RURAL_URBAN: place.rural_urban,
            Descriptor.Kind.VULNERABILITY: place.vulnerability,
        }
        for kind, value in facts.items():
            if value != "not_classified":
                yield {
                    "jurisdiction_id": number,
                    "kind": str(kind),
                    "value": value,
                    "as_of": as_of,
                    "source": SOURCE,
                    "is_synthetic": True,
                }


def _department(place: Place, jurisdiction_id: int, hub_id: int, since: date) -> Organization:
    return Organization(
        name=place.department,
        kinds=[OrganizationKind.RECIPIENT],
        jurisdiction_id=jurisdiction_id,
        hub_id=hub_id,
        time_zone=place.zone,
        eligible_from=since - timedelta(days=365),
        counts_in_equity=place.kind == "tribal" and len(place.name) % 4 != 0,  # three of four Tribes have said yes
    )

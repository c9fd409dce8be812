"""Invented people: the demo's logins, the TTA team, and one requester for each department that asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from random import Random

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from demo.names import CONTACT_TITLES, FIRST_NAMES, LAST_NAMES, PACIFIC_NAMES, PROVIDERS
from demo.places import Place
from demo.rows import Numbers, Rows
from tta_portal.accounts.models import Membership, User
from tta_portal.accounts.roles import Role
from tta_portal.directory.models import Contact, Organization, OrganizationKind

DEMO_PASSWORD = "common-thread-demo"  # noqa: S105  (public; the demo refuses to run without DEMO)


@dataclass(frozen=True)
class Person:
    """A member, as the history needs to know them."""

    id: int
    name: str
    organization_id: int | None
    place: Place | None = None

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


@dataclass(frozen=True)
class Login:
    """One of the logins that are printed when the demo starts."""

    email: str
    name: str
    role: Role


NATIONAL_LOGINS = (
    Login("requester@demo.example", "Loretta Simmons", Role.REQUESTER),
    Login("provider@demo.example", "Maya Rivera", Role.PROVIDER),
    Login("partner@demo.example", "Ernestine Boykin", Role.PARTNER),
    Login("admin@demo.example", "Thomas Whitfield", Role.ADMINISTRATOR),
    Login("analyst@demo.example", "Priya Raman", Role.ANALYST),
)
GULF_LOGINS = (
    Login("requester@gulf.example", "Yvette Guidry", Role.REQUESTER),
    Login("provider@gulf.example", "Daniel Okafor", Role.PROVIDER),
    Login("admin@gulf.example", "Carmen Saldaña", Role.ADMINISTRATOR),
)


@cache
def demo_hash() -> str:
    """Hashing is slow on purpose, so it is done once for all logins."""
    return make_password(DEMO_PASSWORD)


class Register:
    """Makes users with their memberships, and hands back persons."""

    def __init__(self, *, rows: Rows, numbers: Numbers, rng: Random, since: datetime, domain: str) -> None:
        self.rows, self.numbers, self.rng, self.since, self.domain = rows, numbers, rng, since, domain
        self._unusable = make_password(None)

    def sign_up(self, login: Login, organization_id: int | None, place: Place | None = None) -> Person:
        """A login that works: its address is verified and its password is the demo's."""
        user = User(email=login.email, name=login.name, password=demo_hash(), date_joined=self.since)
        user.save()
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return self._join(user.pk, login.name, login.role, organization_id, place)

    def enlist(self, role: Role, organization_id: int, *, domain: str, place: Place | None = None) -> Person:
        """Somebody who appears in the history and cannot sign in."""
        name = self.new_name(place)
        number = self.numbers.next(User)
        address = f"{slugify(name).replace('-', '.')}@{domain}.example"
        self.rows.add(
            User,
            id=number,
            email=address,
            name=name,
            password=self._unusable,
            date_joined=self.since,
            is_superuser=False,
        )
        return self._join(number, name, role, organization_id, place)

    def new_name(self, place: Place | None = None) -> str:
        surnames = PACIFIC_NAMES.get(place.state, LAST_NAMES) if place else LAST_NAMES
        return f"{self.rng.choice(FIRST_NAMES)} {self.rng.choice(surnames)}"

    def requester(self, place: Place, organization_id: int) -> Person:
        """The one person of a department who writes its requests, and its director as a contact."""
        domain = f"{slugify(place.name)}-{place.state.lower()}{self.domain}"
        person = self.enlist(Role.REQUESTER, organization_id, domain=domain, place=place)
        if self.rng.random() < 0.6:
            self.contact(place, organization_id, domain)
        return person

    def contact(self, place: Place, organization_id: int, domain: str) -> None:
        name = self.new_name(place)
        self.rows.add(
            Contact,
            organization_id=organization_id,
            name=name,
            title=self.rng.choice(CONTACT_TITLES),
            email=f"{slugify(name).replace('-', '.')}@{domain}.example",
            phone=f"555-01{self.rng.randrange(100):02}",
        )

    def _join(self, user_id: int, name: str, role: Role, organization_id: int | None, place: Place | None) -> Person:
        number = self.numbers.next(Membership)
        self.rows.add(
            Membership, id=number, user_id=user_id, role=role, organization_id=organization_id, joined_at=self.since
        )
        return Person(number, name, organization_id, place)


def provider_organizations(regions: set[int], hubs: dict[int, int]) -> list[tuple[int, Organization]]:
    """The institutes that give help, each in the hub it works for."""
    made = []
    for region, name, zone in PROVIDERS:
        if region in regions:
            kinds = [OrganizationKind.PROVIDER]
            made.append((region, Organization(name=name, kinds=kinds, hub_id=hubs[region], time_zone=zone)))
    Organization.objects.bulk_create([organization for _, organization in made])
    return made

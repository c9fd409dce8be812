"""What the demo's logins find: her four requests, his caseload, and the engagement of the partner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from random import Random

from demo.her_requests import her_requests
from demo.history import Ask, Story
from demo.life import Life
from demo.people import Login, Person
from demo.places import PARTNERED_COUNTY, RURAL_HOMES
from demo.rows import Rows
from demo.together import keep_working_together
from demo.words import SEEDS, TOPICS, Seed
from demo.world import World
from relationships.models import CheckIn
from requests_app.models import Task
from tta_portal.accounts.roles import Role
from tta_portal.directory.models import Organization, OrganizationKind

TRIES = 20_000
Wish = Callable[[Life], bool]

# Status, how many, and how many days ago they were sent.
CASELOAD: tuple[tuple[str, int, tuple[float, float]], ...] = (
    ("acknowledged", 2, (1, 6)),
    ("discovery", 4, (4, 20)),
    ("planning", 4, (12, 40)),
    ("in_delivery", 6, (25, 90)),
    ("following_up", 1, (60, 220)),
    ("on_hold", 1, (6, 40)),
    ("referred", 1, (4, 30)),
    ("closed", 6, (280, 700)),
    ("declined", 1, (10, 300)),
)
BY_HAND = ("heat plan", "nearest ambulance", "settlement money")
OPEN_TASKS = ("phone", "need", "peer")
UNANSWERED_DAYS = (0.15, 1.2, 6.3)


class Logins:
    """Signs the logins up and tells the stories that they see."""

    def __init__(self, world: World, logins: tuple[Login, ...]) -> None:
        self.world, self.logins = world, {login.role: login for login in logins}
        self.rng = Random(world.rng.random())  # noqa: S311  (a story, not a secret)
        self.places = {place.fips: index for index, place in enumerate(world.places) if place.fips}
        self.people: dict[Role, Person] = {}
        self.seeds: Iterator[Seed] = iter(())

    def sign_up(self, county: str) -> None:
        """Requester of a county, provider of the hub that covers it, and those who look on."""
        world, index = self.world, self.places[county]
        region = world.places[index].region
        self.region = region
        homes: dict[Role, int | None] = {
            Role.REQUESTER: world.organization_of[index],
            Role.PROVIDER: world.institutes[region][0].pk,
        }
        if Role.PARTNER in self.logins:
            self.partner = Organization.objects.create(
                name="Okefenokee Elders’ Council", kinds=[OrganizationKind.COMMUNITY], hub_id=world.hubs[region]
            )
            homes[Role.PARTNER] = self.partner.pk
        for role, login in self.logins.items():
            place = world.places[index] if role == Role.REQUESTER else None
            self.people[role] = world.register.sign_up(login, homes.get(role), place)
        world.askers[index] = self.people[Role.REQUESTER]
        world.told_by_hand.add(index)

    def national_stories(self) -> Iterator[Life]:
        """About forty requests that the national logins see first."""
        self.seeds = self._shuffled()
        yield from self._hers()
        yield self._partnered()
        for days in UNANSWERED_DAYS:
            yield self._find("submitted", (days, days + 0.03))
        for kind in OPEN_TASKS:
            yield self._find("following_up", (60, 220), partial(_needs_a_person, kind))
        for status, count, ages in CASELOAD:
            for _ in range(count):
                yield self._find(status, ages, _needs_nobody)

    def gulf_stories(self) -> Iterator[Life]:
        """The same in small."""
        self.seeds = self._shuffled()
        yield from self._hers(few=True)
        yield self._find("submitted", (UNANSWERED_DAYS[1], UNANSWERED_DAYS[1] + 0.03))
        for status, _, ages in CASELOAD[:5]:
            yield self._find(status, ages, _needs_nobody)

    def _hers(self, *, few: bool = False) -> list[Life]:
        her, lead = self.people[Role.REQUESTER], self.people[Role.PROVIDER]
        self.hers = list(her_requests(self.world, her, lead, few=few))
        return self.hers

    def _partnered(self) -> Life:
        """A request of another county that became an engagement with the partner's organization."""
        index = self.places[PARTNERED_COUNTY]
        seed = next(seed for seed in SEEDS if "heat plan" in seed.need)

        def became_active(life: Life) -> bool:
            engagement = keep_working_together(life, seed, Random(1), partner=self.partner, may_end=False)  # noqa: S311
            rhythm = [
                row for row in life.rows.by_model[CheckIn] if row.get("engagement_id") and row["state"] == "answered"
            ]
            is_active = engagement is not None and engagement["status"] == "active"
            return is_active and len(rhythm) >= 2 and _needs_nobody(life)

        return self._find("following_up", (180, 280), became_active, index=index, seed=seed)

    def _find(
        self,
        status: str,
        ages: tuple[float, float],
        wish: Wish = lambda life: True,
        *,
        index: int | None = None,
        seed: Seed | None = None,
    ) -> Life:
        """Throw the dice of an ordinary history until one request stands where it is wanted."""
        seed = seed or next(self.seeds)
        index = self._somewhere(seed) if index is None else index
        topic, world = self.world.topics[seed.topic], self.world
        ask = Ask(world.asker(index), seed, topic.pk, topic.default_intensity, self.people[Role.PROVIDER])
        for _ in range(TRIES):
            at = world.today.now - timedelta(days=self.rng.uniform(*ages))
            if status != "submitted":
                at = world.today.hours.next_moment(at - timedelta(days=3))
            life = Story(world.today, Rows(), ask, at, self.rng).tell()
            if life.row["status"] == status and wish(life):
                return life
        raise RuntimeError(f"No request came to be {status}: look at the chances in history.py.")

    def _somewhere(self, seed: Seed) -> int:
        """A place of the hub, not hers."""
        choices = [
            index
            for index, place in enumerate(self.world.places)
            if place.region == self.region and place.fips not in RURAL_HOMES and place.kind in seed.kinds
        ]
        return self.rng.choice(choices)

    def _shuffled(self) -> Iterator[Seed]:
        """What is not told by hand, and takes more than a quick answer."""
        quick = {name for name, intensity in TOPICS if intensity == "universal"}
        seeds = [
            seed
            for seed in SEEDS
            if "local" in seed.kinds and seed.topic not in quick and not any(words in seed.need for words in BY_HAND)
        ]
        while True:
            self.rng.shuffle(seeds)
            yield from seeds


def _needs_nobody(life: Life) -> bool:
    return not _open_tasks(life)


def _needs_a_person(kind: str, life: Life) -> bool:
    return _open_tasks(life) == [kind]


def _open_tasks(life: Life) -> list[str]:
    tasks = life.rows.by_model[Task]
    return [task["key"].rpartition(":")[2] for task in tasks if not task.get("done_at")]

"""Load one network of the demo: its directory, people, two years of history, and the logins' own stories."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from heapq import merge
from random import Random

from django.db import transaction
from django.utils import timezone

from demo.hours import WorkingHours
from demo.life import Life, Today
from demo.people import Register
from demo.places import Place, gulf_roster, national_roster
from demo.rows import Numbers, Rows, check_keys_at_once, write
from demo.stream import CHUNK, lives
from demo.world import World, write_directory, write_team
from relationships.models import (
    CheckIn,
    CheckInAnswer,
    Engagement,
    EngagementCommitment,
    EngagementEvent,
    EngagementParty,
    EngagementRequest,
)
from requests_app.actions.requests import NUMBERED
from requests_app.models import (
    Activity,
    Commitment,
    Conversation,
    NeedsStatement,
    Plan,
    PlanAgreement,
    Referral,
    RequestEvent,
    Task,
    ThreadMessage,
    TTARequest,
)
from tta_portal.accounts.models import Membership, User
from tta_portal.directory.models import Contact
from tta_portal.tenancy.models import Network, Sequence
from tta_portal.tenancy.scope import network_scope

# Parents before children.
ORDER = (
    User, Contact, Membership, TTARequest, RequestEvent, ThreadMessage, Conversation, NeedsStatement, Plan,
    PlanAgreement, Commitment, Activity, Referral, Task, Engagement, EngagementParty, EngagementRequest,
    EngagementCommitment, EngagementEvent, CheckIn, CheckInAnswer,
)  # fmt: skip


@dataclass(frozen=True)
class Design:
    """What sets one network of the demo apart."""

    slug: str
    name: str
    time_zone: str
    roster: Callable[[Random], list[Place]]
    requests: int
    domain: str
    open_sign_up: bool = False


NATIONAL = Design("national", "National TTA Network", "America/New_York", national_roster, 1500, "")
GULF = Design("gulf", "Gulf Coast TTA Partners", "America/Chicago", gulf_roster, 60, ".gulf", open_sign_up=True)


@transaction.atomic
def load(design: Design, *, requests: int, seed: int) -> int:
    """Make the network with all that belongs to it, or nothing; return how many requests it has."""
    network = Network.objects.create(
        slug=design.slug,
        name=design.name,
        time_zone=design.time_zone,
        second_factor_required=False,
        open_sign_up=design.open_sign_up,
        descriptors_are_synthetic=True,
    )
    with network_scope(network.pk):
        check_keys_at_once()
        world = make_world(network, design, seed=seed)
        write_directory(world)
        write_team(world)
        count = _write_lives(world, lives(world, requests))
        Sequence.objects.create(name=NUMBERED, last=count)
    return count


def make_world(network: Network, design: Design, *, seed: int) -> World:
    """The same seed on the same day makes the same world; its history ends when that day begins."""
    rng, numbers, rows = Random(f"{design.slug}:{seed}"), Numbers(), Rows()  # noqa: S311  (a history, not a secret)
    now = datetime.combine(timezone.now().astimezone(UTC).date(), time(), tzinfo=UTC)
    today = Today(network, now, WorkingHours(network, around=now.date()), numbers)
    places = design.roster(rng)
    world = World(network, today, rng, rows, Register(rows=rows, numbers=numbers, rng=rng, since=now, domain=design.domain), places)
    world.register.since = world.begins
    return world


def _write_lives(world: World, history: Iterator[tuple[Rows, Life]]) -> int:
    """Number the requests as they come, and write them a few thousand at a time."""
    count = 0
    for count, (rows, life) in enumerate(history, start=1):
        life.row["number"] = count
        world.rows.extend(rows)
        if count % CHUNK == 0:
            flush(world.rows)
    flush(world.rows)
    return count


def flush(rows: Rows) -> None:
    """Write what waits, and forget it."""
    unknown = rows.by_model.keys() - set(ORDER)
    if unknown:
        raise TypeError(f"In which order are these written? {unknown}")
    for model in ORDER:
        if waiting := rows.by_model.pop(model, None):
            write(model, waiting)

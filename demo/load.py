"""Load one network of the demo: its directory, people, two years of history, and the logins' own stories."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from heapq import merge
from random import Random

from django.db import transaction
from django.utils import timezone

from demo.hours import WorkingHours
from demo.intake import shape_intake
from demo.joint_work import offer_outline
from demo.letters import write_letters
from demo.life import Life, Today
from demo.numbers import show_numbers
from demo.peers import help_each_other
from demo.people import GULF_LOGINS, NATIONAL_LOGINS, Login, Register
from demo.places import HER_COUNTY, HER_GULF_COUNTY, Place, gulf_roster, national_roster
from demo.resources import stock_library
from demo.rows import Numbers, Rows, check_keys_at_once, write
from demo.story import Logins
from demo.stream import CHUNK, lives
from demo.trainings import hold_trainings
from demo.world import HISTORY, World, write_directory, write_team
from relationships.depth import rule
from relationships.joint_work.models import (
    Decision,
    EngagementPlan,
    Goal,
    Meeting,
    MeetingParty,
    PlanYes,
    Progress,
    VoiceRecord,
    WorkEvent,
)
from relationships.models import (
    CheckIn,
    CheckInAnswer,
    Engagement,
    EngagementCommitment,
    EngagementEvent,
    EngagementParty,
    EngagementRequest,
    Touch,
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
from tta_portal.accounts.roles import Role
from tta_portal.directory.models import Contact
from tta_portal.tenancy.models import Network, Sequence
from tta_portal.tenancy.scope import network_scope

# Parents before children.
ORDER = (
    User, Contact, Membership, TTARequest, RequestEvent, ThreadMessage, Conversation, NeedsStatement, Plan,
    PlanAgreement, Commitment, Activity, Referral, Task, Engagement, EngagementParty, EngagementRequest,
    EngagementCommitment, EngagementEvent, CheckIn, CheckInAnswer, EngagementPlan, PlanYes, Goal, Progress, Meeting,
    MeetingParty, Decision, VoiceRecord, WorkEvent, Touch,
)  # fmt: skip

# Days before today on which depth is computed, so that levels have a history; every night would take too long.
LOOKED_AT = (540, 360, 240, 181, 90, 30, 0)


@dataclass(frozen=True)
class Design:
    """What sets one network of the demo apart."""

    slug: str
    name: str
    time_zone: str
    roster: Callable[[Random], list[Place]]
    requests: int
    domain: str
    logins: tuple[Login, ...]
    home: str  # the code of the county whose requester signs in
    stories: Callable[[Logins], Iterator[Life]]
    open_sign_up: bool = False


NATIONAL = Design(
    "national", "National TTA Network", "America/New_York", national_roster, 1500, "",
    NATIONAL_LOGINS, HER_COUNTY, Logins.national_stories,
)  # fmt: skip
GULF = Design(
    "gulf", "Gulf Coast TTA Partners", "America/Chicago", gulf_roster, 60, ".gulf",
    GULF_LOGINS, HER_GULF_COUNTY, Logins.gulf_stories, open_sign_up=True,
)  # fmt: skip


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
        logins = Logins(world, design.logins)
        logins.sign_up(design.home)
        stories = sorted(design.stories(logins), key=sent_at)
        count = _write_lives(world, merge(stories, lives(world, max(0, requests - len(stories))), key=sent_at))
        Sequence.objects.create(name=NUMBERED, last=count)
        write_letters(logins.hers)
        _write_more(world, logins)
    return count


def _write_more(world: World, logins: Logins) -> None:
    """What stands beside the requests: the library, the trainings, and what a network makes of its intake."""
    people = logins.people
    stock_library(world, keeper=people[Role.PROVIDER], hers=people[Role.REQUESTER])
    hold_trainings(world, always=[people[role] for role in (Role.REQUESTER, Role.PARTNER) if role in people])
    offer_outline(people[Role.ADMINISTRATOR].id)
    if world.network.slug == NATIONAL.slug:
        shape_intake(world, people)
        help_each_other(world, people[Role.REQUESTER])
        show_numbers(people)
    for days in LOOKED_AT:
        rule.compute(at=world.today.now - timedelta(days=days))


def make_world(network: Network, design: Design, *, seed: int) -> World:
    """The same seed on the same day makes the same world; its history ends when that day begins."""
    rng, numbers, rows = Random(f"{design.slug}:{seed}"), Numbers(), Rows()  # noqa: S311  (a history, not a secret)
    now = datetime.combine(timezone.now().astimezone(UTC).date(), time(), tzinfo=UTC)
    today = Today(network, now, WorkingHours(network, around=now.date()), numbers)
    places = design.roster(rng)
    register = Register(rows=rows, numbers=numbers, rng=rng, since=now - HISTORY, domain=design.domain)
    return World(network, today, rng, rows, register, places)


def sent_at(life: Life) -> datetime:
    """When a request was sent, or begun if it was not."""
    at: datetime = life.row.get("submitted_at") or life.row["created_at"]
    return at


def _write_lives(world: World, history: Iterable[Life]) -> int:
    """Number the requests as they come, and write them a few thousand at a time."""
    count = 0
    for count, life in enumerate(history, start=1):
        life.row["number"] = count
        world.rows.extend(life.rows)
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

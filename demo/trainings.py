"""The trainings of the demo: series, sessions that were and that come, who sat in them, and their certificates."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from demo.people import Person
from demo.rows import Row, write
from demo.words.trainings import GULF, NATIONAL, Held
from demo.world import World
from requests_app.training.actions.attendance import NUMBERED
from requests_app.training.models import Certificate, Registration, Series, Session, State
from tta_portal.tenancy.models import Sequence

CALENDARS: dict[str, tuple[Held, ...]] = {"national": NATIONAL, "gulf": GULF}
CAME = 0.86
UNMARKED_SINCE = timedelta(days=2)  # the list of yesterday's session waits for the team


def hold_trainings(world: World, *, always: list[Person]) -> None:
    """Fill the calendar; those in `always` come to the first two series and wait for nothing."""
    rng = Random(f"{world.network.slug}:training")  # noqa: S311  (a history, not a secret)
    people = list(world.askers.values())
    registrations: list[Row] = []
    certificates: list[Row] = []
    for place, held in enumerate(CALENDARS[world.network.slug]):
        for session in _sessions(world, held):
            regulars = always if place < 2 else []
            for row, person in _seats(world, session, _who_comes(people, regulars, session, rng), rng):
                registrations.append(row)
                if row["state"] == State.ATTENDED and held.has_certificate:
                    certificates.append(_certificate(row, person, session, number=len(certificates) + 1))
    write(Registration, registrations)
    write(Certificate, certificates)
    Sequence.objects.create(name=NUMBERED, last=len(certificates))


def _sessions(world: World, held: Held) -> list[Session]:
    """A series with its sessions, oldest first."""
    series = Series.objects.create(
        title=held.title,
        about=held.about,
        topic=world.topics[held.topic],
        language=held.language,
        audience=held.audience,
        hours=Decimal(held.hours),
        has_certificate=held.has_certificate,
    )
    sessions = [_session(world, series, held, days) for days in held.days]
    Session.objects.bulk_create(sessions)
    return sessions


def _session(world: World, series: Series, held: Held, days: int) -> Session:
    """On a working day, on the network's clock."""
    zone = ZoneInfo(world.network.time_zone)
    day = world.today.now.date() + timedelta(days=days)
    while day.weekday() > 4:
        day += timedelta(days=1 if days > 0 else -1)
    starts_at = datetime.combine(day, time(held.starts), tzinfo=zone)
    return Session(
        series=series,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=float(held.hours)),
        closes_at=starts_at - timedelta(hours=2),
        time_zone=world.network.time_zone,
        place=held.place,
        link="" if held.place else f"https://meet.example.org/{series.pk}-{abs(days)}",
        capacity=held.seats,
        changed_at=min(starts_at - timedelta(days=30), world.today.now),
    )


def _who_comes(people: list[Person], regulars: list[Person], session: Session, rng: Random) -> list[Person]:
    """More than there are seats when the room is small."""
    wanted = session.capacity + 3 if session.capacity < 10 else round(session.capacity * rng.uniform(0.3, 0.75))
    others = [person for person in people if person not in regulars]
    return [*regulars, *rng.sample(others, min(wanted, len(others)))]


def _seats(world: World, session: Session, people: list[Person], rng: Random) -> list[tuple[Row, Person]]:
    """In the order in which they registered: first those who get a seat, then those who wait."""
    last = min(session.closes_at, world.today.now) - timedelta(hours=1)
    moments = sorted(last - timedelta(days=rng.uniform(0, 25)) for _ in people)
    rows = []
    for place, (person, at) in enumerate(zip(people, moments, strict=True)):
        waits = place >= session.capacity
        row = {
            "id": world.today.numbers.next(Registration),
            "session_id": session.pk,
            "member_id": person.id,
            "organization_id": person.organization_id,
            "state": str(State.WAITING if waits else _state(world, session, rng, is_sure=place < 2)),
            "registered_at": at,
        }
        rows.append((row, person))
    return rows


def _state(world: World, session: Session, rng: Random, *, is_sure: bool) -> State:
    if session.ends_at > world.today.now - UNMARKED_SINCE:
        return State.REGISTERED
    return State.ATTENDED if is_sure or rng.random() < CAME else State.MISSED


def _certificate(row: Row, person: Person, session: Session, *, number: int) -> Row:
    return {
        "registration_id": row["id"],
        "number": number,
        "name": person.name,
        "issued_at": session.ends_at + timedelta(hours=1),
    }

"""How the national network of the demo shaped its intake, and what its people find there on the first day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from holidays import country_holidays

from demo.people import Person
from demo.words import intake as words
from demo.world import World
from requests_app.models import (
    Answer,
    LeadChange,
    Question,
    ReplyTemplate,
    RequestPerson,
    RequestTag,
    SavedView,
    Tag,
    Topic,
    TTARequest,
    WorkProfile,
)
from tta_portal.accounts.roles import Role
from tta_portal.directory.models import Holiday
from tta_portal.notifications.models import Notification
from tta_portal.outbox.actions import about_key

HOLIDAYS = 10
HANDED_OVER = 2
FOLLOWED = 4


def shape_intake(world: World, people: dict[Role, Person]) -> None:
    """Everything that an administrator and a team set up in their first weeks; the same world gets the same."""
    rng = Random(f"{world.network.slug}:intake")  # noqa: S311  (a demo, not a secret)
    keeper, asker = people[Role.PROVIDER], people[Role.REQUESTER]
    region = next(region for region, made in world.institutes.items() if made[0].pk == keeper.organization_id)
    colleagues = world.team[region]
    sent = TTARequest.objects.sent().select_related("network").order_by("number")
    caseload = list(sent.open().filter(lead_id=keeper.id))
    hers = list(sent.filter(requester_id=asker.id))
    _divide_topics(world)
    _note_holidays(world.today.now.date())
    _ask_questions({one.pk: one for one in (*hers, *caseload)}.values(), rng)
    _tag(caseload, rng)
    _make_profiles(world, {keeper: world.hubs[region], people[Role.ADMINISTRATOR]: None}, rng)
    _save_views(keeper, people[Role.ADMINISTRATOR])
    ReplyTemplate.objects.bulk_create(ReplyTemplate(name=name, body=body) for name, body in words.TEMPLATES)
    _hand_over(caseload, colleagues[0], keeper)
    _follow(caseload, colleagues)
    _tell(keeper, caseload, "Request")
    _tell(asker, hers, "Your request")


def _divide_topics(world: World) -> None:
    """Topics under topics, with targets of their own; requests known by a word go where they belong."""
    made = [
        Topic(
            name=one.name,
            parent=world.topics[one.parent],
            help_text=one.help_text,
            default_intensity=world.topics[one.parent].default_intensity,
            position=place,
            **one.targets,
        )
        for place, one in enumerate(words.TOPICS, start=len(world.topics) + 1)
    ]
    for one, topic in zip(words.TOPICS, Topic.objects.bulk_create(made), strict=True):
        known = TTARequest.objects.filter(topic=world.topics[one.parent], need__icontains=one.word)
        TTARequest.objects.filter(pk__in=list(known.order_by("-number").values_list("pk", flat=True)[:20])).update(
            topic=topic
        )


def _note_holidays(today: date) -> None:
    """The next federal holidays on which an office would be open."""
    known = country_holidays("US", years=[today.year, today.year + 1])
    coming = sorted((day, name) for day, name in known.items() if day > today and day.weekday() < 5)
    Holiday.objects.bulk_create(Holiday(day=day, name=name) for day, name in coming[:HOLIDAYS])


def _ask_questions(requests: Iterable[TTARequest], rng: Random) -> None:
    asked = Question.objects.bulk_create(
        Question(position=place, **fields) for place, fields in enumerate(words.QUESTIONS)
    )
    Answer.objects.bulk_create(
        Answer(tta_request=one, question=question, asked=question.label, kind=question.kind, value=value)
        for one in requests
        for question, value in zip(asked, _answers(rng), strict=True)
        if rng.random() < 0.7
    )


def _answers(rng: Random) -> tuple[Any, ...]:
    return rng.randrange(30, 900) * 100, rng.choice(words.QUESTIONS[1]["choices"]), rng.random() < 0.5


def _tag(caseload: list[TTARequest], rng: Random) -> None:
    tags = Tag.objects.bulk_create(Tag(name=name) for name in words.TAGS)
    RequestTag.objects.bulk_create(
        RequestTag(tta_request=one, tag=tag)
        for one in caseload
        if rng.random() < 0.6
        for tag in rng.sample(tags, rng.choice((1, 1, 2)))
    )


def _make_profiles(world: World, logins: dict[Person, int | None], rng: Random) -> None:
    """Hours, languages and hubs of everybody; one of the team is away, and a colleague stands in."""
    first, second = next(iter(world.team.values()))[:2]
    today = world.today.now.date()
    profiles = [
        WorkProfile(
            member_id=person.id,
            weekly_hours=rng.choice((12, 20, 20, 30)),
            languages=rng.choice(words.LANGUAGES),
            hub_id=world.hubs[region],
            **_away(today, second) if person is first else {},
        )
        for region, team in world.team.items()
        for person in team
    ]
    own = [
        WorkProfile(member_id=person.id, weekly_hours=30, languages=["English", "Spanish"], hub_id=hub)
        for person, hub in logins.items()
    ]
    WorkProfile.objects.bulk_create([*profiles, *own])


def _away(today: date, delegate: Person) -> dict[str, Any]:
    return {
        "away_from": today - timedelta(days=3),
        "away_until": today + timedelta(days=11),
        "delegate_id": delegate.id,
    }


def _save_views(keeper: Person, administrator: Person) -> None:
    SavedView.objects.bulk_create(
        [
            SavedView(member_id=keeper.id, name="Quick wins of mine", query="view=mine&q=tag%3A%22quick+win%22"),
            SavedView(member_id=keeper.id, name="Gone quiet", query="view=quiet&sort=quiet"),
            SavedView(
                member_id=administrator.id, name="Overdue, urgent first", query="view=late&sort=due", is_shared=True
            ),
        ]
    )


def _hand_over(caseload: list[TTARequest], before: Person, now: Person) -> None:
    """Two requests had another lead once: one was introduced by all three, the other waits for it."""
    chosen = [one for one in caseload if one.status in ("planning", "in_delivery")][:HANDED_OVER]
    LeadChange.objects.bulk_create(
        LeadChange(
            tta_request=one,
            from_lead_id=before.id,
            to_lead_id=now.id,
            by_id=before.id,
            changed_at=one.touched_at - timedelta(hours=1),
            reason=f"{before.first_name} took on the work with the state.",
            brief=words.BRIEF,
            introduced_at=None if place else one.touched_at,
            introduced_by_id=None if place else now.id,
        )
        for place, one in enumerate(chosen)
    )


def _follow(caseload: list[TTARequest], colleagues: list[Person]) -> None:
    """Colleagues on some requests: one follows, one supports, one leads along."""
    parts = ["watcher", "support", "co_lead", "watcher"]
    RequestPerson.objects.bulk_create(
        RequestPerson(tta_request=one, member_id=colleagues[place % len(colleagues)].id, part=parts[place])
        for place, one in enumerate(caseload[-FOLLOWED:])
    )


def _tell(whom: Person, requests: list[TTARequest], whose: str) -> None:
    """What came in lately; the older lines are read already."""
    Notification.objects.bulk_create(
        Notification(
            member_id=whom.id,
            key=f"demo:{one.pk}",
            about=about_key(one),
            words=f"{whose} {one.number}: {_news(one)}",
            path=one.get_absolute_url(),
            created_at=one.touched_at,
            read_at=one.touched_at + timedelta(hours=2) if place > 1 else None,
        )
        for place, one in enumerate(_latest(requests))
    )


def _latest(requests: list[TTARequest]) -> Iterator[TTARequest]:
    yield from sorted(requests, key=lambda one: one.touched_at, reverse=True)[:6]


def _news(one: TTARequest) -> str:
    return {
        "discovery": "did we hear you right?",
        "following_up": "how did it go?",
        "closed": "closed",
        "on_hold": "on hold for now",
        "referred": "handing over to another team",
    }.get(one.status, "there is news")

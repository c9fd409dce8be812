"""The library of the demo: what stands in it, and where it was sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import chain
from random import Random
from typing import Any

from django.db.models import Q

from demo.people import Person
from demo.rows import Row, write
from demo.words.resources import GULF, NATIONAL, Found
from demo.world import World
from relationships.models import CheckInAnswer
from requests_app.library.models import Kind, Resource, ResourceTopic, SentResource
from requests_app.models import ThreadMessage, TTARequest

SHELVES: dict[str, tuple[Found, ...]] = {"national": NATIONAL, "gulf": GULF}
LOOKED_AT = 900  # of the newest answered requests
SENT_FOR = 0.5
NOTES = (
    "This one fits, I think. Tell me if it does not.",
    "A department your size used this last year.",
    "Start with the second page.",
    "We can fill this in together when we talk.",
)


def stock_library(world: World, *, keeper: Person, hers: Person) -> None:
    """Fill the shelves and send from them; the same world gets the same library."""
    rng = Random(f"{world.network.slug}:library")  # noqa: S311  (a history, not a secret)
    by_topic = _fill(world, SHELVES[world.network.slug], keeper, rng)
    requests = _answered(hers)
    scores = _scores(row["id"] for row in requests)
    messages, sent = [], []
    for row in requests:
        on_topic = by_topic.get(row["topic_id"], [])
        if on_topic and (row["requester_id"] == hers.id or rng.random() < SENT_FOR):
            for resource in rng.sample(on_topic, rng.choice((1, 1, min(2, len(on_topic))))):
                message = _message(world, row, resource, rng)
                messages.append(message)
                sent.append(_sent(row, resource, message, scores))
    write(ThreadMessage, messages)
    write(SentResource, sent)


def _fill(world: World, shelf: tuple[Found, ...], keeper: Person, rng: Random) -> dict[int, list[Resource]]:
    now, resources = world.today.now, []
    for found in shelf:
        added_at = now - timedelta(days=rng.randrange(200, 720), hours=rng.randrange(9))
        resources.append(
            Resource(
                title=found.title,
                kind=Kind.LINK if found.page else Kind.TEXT,
                url=f"https://library.example.org/{found.page}" if found.page else "",
                body=found.body,
                summary=found.summary,
                language=found.language,
                communities=list(found.communities),
                adaptation_notes=found.adapted,
                added_by_id=keeper.id,
                added_at=added_at,
                checked_on=(now - timedelta(days=rng.randrange(3, 190))).date(),
            )
        )
    Resource.objects.bulk_create(resources)
    by_topic: dict[int, list[Resource]] = {}
    links = []
    for found, resource in zip(shelf, resources, strict=True):
        for name in filter(None, (found.topic, found.also)):
            topic = world.topics[name]
            by_topic.setdefault(topic.pk, []).append(resource)
            links.append(ResourceTopic(resource=resource, topic=topic))
    ResourceTopic.objects.bulk_create(links)
    return by_topic


def _answered(hers: Person) -> list[dict[str, Any]]:
    """The newest requests that were delivered, and hers that somebody answered."""
    names = ("id", "topic_id", "lead_id", "requester_id", "first_reply_at", "delivered_at", "touched_at")
    led = TTARequest.objects.exclude(lead=None).exclude(first_reply_at=None)
    delivered = led.exclude(delivered_at=None).exclude(requester_id=hers.id).order_by("-number")[:LOOKED_AT]
    own = led.filter(Q(requester_id=hers.id)).order_by("number")
    return list(chain(delivered.values(*names), own.values(*names)))


def _scores(numbers: Iterable[int]) -> dict[int, int]:
    """What each request's check-ins said last about how useful it was."""
    answers = CheckInAnswer.objects.filter(check_in__tta_request_id__in=list(numbers), useful__isnull=False)
    return dict(answers.order_by("answered_at", "pk").values_list("check_in__tta_request_id", "useful"))


def _message(world: World, row: dict[str, Any], resource: Resource, rng: Random) -> Row:
    """After the first reply, and before the help was delivered or the story went on."""
    until = row["delivered_at"] or row["touched_at"]
    at = row["first_reply_at"] + (until - row["first_reply_at"]) * rng.uniform(0.2, 0.9)
    return {
        "id": world.today.numbers.next(ThreadMessage),
        "tta_request_id": row["id"],
        "author_id": row["lead_id"],
        "body": f"{rng.choice(NOTES)}\n\n{resource.title}\n\n{resource.content}",
        "is_internal": False,
        "written_at": at,
    }


def _sent(row: dict[str, Any], resource: Resource, message: Row, scores: dict[int, int]) -> Row:
    return {
        "resource_id": resource.pk,
        "tta_request_id": row["id"],
        "message_id": message["id"],
        "sent_by_id": row["lead_id"],
        "sent_at": message["written_at"],
        "helped": scores.get(row["id"]),
        "helped_at": row["delivered_at"] + timedelta(days=3) if scores.get(row["id"]) else None,
    }

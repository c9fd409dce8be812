"""What is like these words: resources, and earlier requests of one's own. Postgres's full text search does the work.

The words are compared as they stand: a network has some hundreds of resources and an organization some
dozens of requests, so no index is kept for this.
"""

from __future__ import annotations

import re
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import Case, F, FloatField, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Least

from requests_app.library.models import Resource, ResourceTopic
from requests_app.models import Topic, TTARequest
from tta_portal.accounts.models import Membership

MOST_CHARACTERS = 2000
MOST_WORDS = 40
TOPIC_COUNTS = 2.0  # times as close
TOPIC_ALONE = 0.001
SAID_BY_EVERYBODY = frozenset(
    "need needs needed help helps want wants would like please health department departments county public "
    "training technical assistance support staff team people community communities work working make year "
    "years could have has with our your their this that from they them about".split()
)


def similar(text: str, *, topic: Topic | None = None, limit: int = 5) -> list[Resource]:
    """The offered resources closest to a text, closer still when they share its topic.

    Without any word of substance: those of the topic, or nothing.
    """
    words, rows = _important(text), Resource.objects.offered()
    if not words:
        return list(rows.about(topic)[:limit]) if topic is not None else []
    found = _alike(words)
    rank: Any = SearchRank(F("words"), _any_of(words))
    if topic is not None:
        on_topic = Q(pk__in=ResourceTopic.objects.filter(topic=topic).values("resource_id"))
        found |= on_topic
        rank = rank * _if(on_topic, TOPIC_COUNTS, 1.0) + _if(on_topic, TOPIC_ALONE, 0.0)
    ranked = _counted(rows.with_words(), words).filter(found).annotate(closeness=rank)
    return list(ranked.order_by("-closeness", "-pk")[:limit])


def similar_requests(text: str, *, member: Membership, limit: int = 3) -> list[TTARequest]:
    """Earlier requests of the member's own organization that they may read, closest to a text first."""
    words = _important(text)
    if not words or member.organization_id is None:
        return []
    own = TTARequest.objects.visible_to(member).sent().filter(organization_id=member.organization_id)
    rows = _counted(own.annotate(words=F("search")).select_related("network"), words).filter(_alike(words))
    return list(rows.annotate(closeness=SearchRank(F("words"), _any_of(words))).order_by("-closeness", "-pk")[:limit])


def matching(resources: QuerySet[Resource], text: str) -> QuerySet[Resource]:
    """Narrow a list of resources to those with any of the words, best first; no word of substance narrows nothing."""
    words = _words(text)
    if not words:
        return resources
    query = _any_of(words)
    found = resources.with_words().filter(words=query)  # type: ignore[attr-defined]
    ranked: QuerySet[Resource] = found.annotate(closeness=SearchRank(F("words"), query)).order_by("-closeness", "-pk")
    return ranked


class _Shared(Func):
    """How many words two texts share, in whatever form they stand there."""

    template = "cardinality(ARRAY(SELECT unnest(tsvector_to_array(%(expressions)s))))"
    arg_joiner = ")) INTERSECT SELECT unnest(tsvector_to_array("
    output_field = IntegerField()


class _Count(Func):
    template = "cardinality(tsvector_to_array(%(expressions)s))"
    output_field = IntegerField()


def _counted(rows: Any, words: list[str]) -> Any:
    asked = SearchVector(Value(" ".join(words)), config="english")
    return rows.annotate(shared=_Shared(F("words"), asked), asked=_Count(asked))


def _alike(words: list[str]) -> Q:
    """One word in common is enough for a few words, two are for a longer text: one would be chance."""
    return Q(words=_any_of(words), shared__gte=Least(F("asked"), Value(8)) / Value(4.0))


def _if(condition: Q, then: float, otherwise: float) -> Case:
    return Case(When(condition, then=Value(then)), default=Value(otherwise), output_field=FloatField())


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"[^\W_]{3,}", text[:MOST_CHARACTERS].lower())))[:MOST_WORDS]


def _important(text: str) -> list[str]:
    """Words that every request says are left out, or everything would be alike."""
    return [word for word in _words(text) if word not in SAID_BY_EVERYBODY]


def _any_of(words: list[str]) -> SearchQuery:
    return SearchQuery(" or ".join(words), search_type="websearch", config="english")

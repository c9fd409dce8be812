"""What is like these words: resources, and earlier requests of one's own. Postgres's full text search does the work.

The words are compared as they stand: a network has some hundreds of resources and an organization some
dozens of requests, so no index is kept for this.
"""

from __future__ import annotations

import re
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, F, FloatField, Q, QuerySet, Value, When

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
    """The offered resources closest to a text, a little closer when they share its topic.

    Without any word of substance: those of the topic, or nothing.
    """
    query = _query(text)
    if query is None and topic is None:
        return []
    rows = Resource.objects.offered().with_words()
    return list(_ranked(rows, query, topic=topic)[:limit])


def similar_requests(text: str, *, member: Membership, limit: int = 3) -> list[TTARequest]:
    """Earlier requests of the member's own organization that they may read, closest to a text first."""
    query = _query(text)
    if query is None or member.organization_id is None:
        return []
    own = TTARequest.objects.visible_to(member).sent().filter(organization_id=member.organization_id)
    rows = own.annotate(words=F("search")).select_related("network")
    return list(_ranked(rows, query)[:limit])


def matching(resources: QuerySet[Resource], text: str) -> QuerySet[Resource]:
    """Narrow a list of resources to those with any of the words, best first; no word of substance narrows nothing."""
    query = _query(text, keep_all=True)
    return resources if query is None else _ranked(resources.with_words(), query)  # type: ignore[attr-defined]


def _ranked(rows: Any, query: SearchQuery | None, *, topic: Topic | None = None) -> Any:
    rank: Any = SearchRank(F("words"), query) if query is not None else Value(0.0, output_field=FloatField())
    found = Q(words=query) if query is not None else Q()
    if topic is not None:
        on_topic = Q(pk__in=ResourceTopic.objects.filter(topic=topic).values("resource_id"))
        rank = rank * _if(on_topic, TOPIC_COUNTS, 1.0) + _if(on_topic, TOPIC_ALONE, 0.0)
        found = found | on_topic if query is not None else on_topic
    return rows.filter(found).annotate(closeness=rank).order_by("-closeness", "-pk")


def _if(condition: Q, then: float, otherwise: float) -> Case:
    return Case(When(condition, then=Value(then)), default=Value(otherwise), output_field=FloatField())


def _query(text: str, *, keep_all: bool = False) -> SearchQuery | None:
    """Any of the important words. Words that every request says are left out, or everything would be alike."""
    words = list(dict.fromkeys(re.findall(r"[^\W_]{3,}", text[:MOST_CHARACTERS].lower())))
    told = [word for word in words if keep_all or word not in SAID_BY_EVERYBODY][:MOST_WORDS]
    if not told:
        return None
    return SearchQuery(" or ".join(told), search_type="websearch", config="english")

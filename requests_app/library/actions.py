"""What people do with resources. Call through the module: `actions.send(…)`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from requests_app import actions as request_actions
from requests_app.library.models import Resource, ResourceTopic, SentResource
from requests_app.models import Topic, TTARequest
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.errors import Refused
from tta_portal.files import actions as files


@transaction.atomic
def add(*, by: Membership, topics: Iterable[Topic] = (), **fields: Any) -> Resource:
    """Put something that helped into the library."""
    must(by, Permission.WORK_REQUESTS)
    resource: Resource = Resource.objects.create(added_by=by, **fields)
    _use(resource)
    _put_under(resource, topics)
    return resource


@transaction.atomic
def change(resource: Resource, *, by: Membership, topics: Iterable[Topic] = (), **fields: Any) -> None:
    """Correct a resource; whoever does has looked at it, so it counts as checked today."""
    must(by, Permission.WORK_REQUESTS)
    fields["checked_on"] = timezone.localdate()
    for name, value in fields.items():
        setattr(resource, name, value)
    resource.save(update_fields=list(fields))
    _use(resource)
    _put_under(resource, topics)


def _use(resource: Resource) -> None:
    """A new file belongs to the library now; an earlier one stays, for those it was sent to by mail."""
    if resource.stored_file is not None and resource.stored_file.attached_at is None:
        files.attach([resource.stored_file])


def _put_under(resource: Resource, topics: Iterable[Topic]) -> None:
    chosen = {topic.pk for topic in topics}
    resource.topic_links.exclude(topic_id__in=chosen).delete()
    links = [ResourceTopic(resource=resource, topic_id=number) for number in chosen]
    ResourceTopic.objects.bulk_create(links, ignore_conflicts=True)


@transaction.atomic
def retire(resource: Resource, *, by: Membership) -> None:
    """Offer it no more; where it was sent it can still be read."""
    must(by, Permission.WORK_REQUESTS)
    resource.retired_on = timezone.localdate()
    resource.save(update_fields=["retired_on"])


@transaction.atomic
def put_back(resource: Resource, *, by: Membership) -> None:
    """Offer a retired resource again."""
    must(by, Permission.WORK_REQUESTS)
    resource.retired_on = None
    resource.save(update_fields=["retired_on"])


@transaction.atomic
def send(resource: Resource, tta_request: TTARequest, *, by: Membership, words: str = "") -> SentResource:
    """Send a resource to the requester, as a message in the request's thread."""
    must(by, Permission.WORK_REQUESTS)
    if resource.retired_on is not None:
        raise Refused(f"“{resource}” was retired, so it was not sent. Choose another, or put it back first.")
    sent: SentResource
    sent, is_new = SentResource.objects.get_or_create(
        resource=resource, tta_request=tta_request, defaults={"sent_by": by}
    )
    if not is_new:
        raise Refused(f"“{resource}” was sent for this request on {sent.sent_at:%B} {sent.sent_at.day} already.")
    body = "\n\n".join(part for part in (words.strip(), resource.title, resource.content) if part)
    sent.message = request_actions.add_message(tta_request, by=by, body=body)
    sent.save(update_fields=["message"])
    return sent


@transaction.atomic
def note_helpful(tta_request: TTARequest, *, score: int | None) -> None:
    """The requester said how useful the answer was; that is what each resource sent for it was worth."""
    if score is not None:
        SentResource.objects.filter(tta_request=tta_request).update(helped=score, helped_at=timezone.now())

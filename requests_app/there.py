"""Which kinds of rows a request has at all: one quick question instead of one for each empty list of its page."""

from __future__ import annotations

from django.db import connection, models

from requests_app.models import (
    Activity,
    Answer,
    Attachment,
    Conversation,
    LeadChange,
    Plan,
    Referral,
    RequestLink,
    RequestPerson,
    RequestTag,
    TTARequest,
)

LISTS: dict[str, tuple[type[models.Model], str]] = {
    "activities": (Activity, "tta_request_id"),
    "answers": (Answer, "tta_request_id"),
    "attachments": (Attachment, "tta_request_id"),
    "conversations": (Conversation, "tta_request_id"),
    "lead_changes": (LeadChange, "tta_request_id"),
    "links_in": (RequestLink, "other_id"),
    "links_out": (RequestLink, "tta_request_id"),
    "followed_by": (TTARequest, "follows_id"),
    "merged": (TTARequest, "merged_into_id"),
    "people": (RequestPerson, "tta_request_id"),
    "plans": (Plan, "tta_request_id"),
    "referrals": (Referral, "tta_request_id"),
    "tagged": (RequestTag, "tta_request_id"),
}


def there(tta_request: TTARequest) -> frozenset[str]:
    """The names in LISTS of which this request has at least one row."""
    with connection.cursor() as cursor:
        cursor.execute(_question(), {"request": tta_request.pk})
        (found,) = cursor.fetchone() or ([],)
    return frozenset(name for name in found if name)


def _question() -> str:
    """Tables and columns come from the models above; only the request's number comes from outside."""
    asked = (
        f"CASE WHEN EXISTS (SELECT FROM {model._meta.db_table} WHERE {column} = %(request)s) THEN '{name}' END"
        for name, (model, column) in LISTS.items()
    )
    return f"SELECT ARRAY[{', '.join(asked)}]"

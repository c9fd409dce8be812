"""What the command palette can do besides finding: the places and verbs of a member, by name."""

from __future__ import annotations

from django.urls import reverse

from requests_app.finders import Hit
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.navigation import PLACES
from tta_portal.words import gettext_lazy as _

VERBS: tuple[tuple[str, str, Permission], ...] = (
    (_("New request"), "new_request", Permission.SUBMIT_REQUESTS),
    (_("Give out new requests"), "triage", Permission.TRIAGE_REQUESTS),
    (_("Board"), "board", Permission.SEE_CASELOAD),
    (_("Who has room"), "workload", Permission.SEE_CASELOAD),
    (_("Key in a request"), "key_in_request", Permission.WORK_REQUESTS),
    (_("Mail that came in"), "mails", Permission.TRIAGE_REQUESTS),
    (_("Reply templates"), "reply_templates", Permission.WORK_REQUESTS),
    (_("Ask on paper"), "paper_form", Permission.SEE_REQUESTS),
    (_("Settings"), "settings", Permission.MANAGE_NETWORK),
    (_("Topics"), "topics", Permission.MANAGE_NETWORK),
    (_("Our own questions"), "questions", Permission.MANAGE_NETWORK),
    (_("Days off"), "holidays", Permission.MANAGE_NETWORK),
    (_("People and invitations"), "people", Permission.MANAGE_NETWORK),
    (_("Notifications"), "notifications", Permission.SEE_HOME),
    (_("How I am told"), "notification_settings", Permission.SEE_HOME),
    (_("Keys"), "keys", Permission.SEE_HOME),
)


def matching(words: str, member: Membership) -> list[Hit]:
    """The places and verbs of which every word typed begins some word; all of them for nothing typed."""
    typed = words.casefold().split()
    return [
        Hit(str(label), "", reverse(name, kwargs={"network": member.network.slug}))
        for label, name, permission in (*PLACES, *VERBS)
        if member.can(permission) and all(_begins(word, label) for word in typed)
    ]


def _begins(word: str, label: str) -> bool:
    return any(part.startswith(word) for part in label.casefold().split())

"""Notes in the history, and mail to those who take part, each in their own language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from relationships.joint_work.models import WorkEvent
from relationships.joint_work.parties import people_of
from relationships.models import Engagement
from tta_portal.accounts.models import Membership
from tta_portal.notifications import actions as notifications


def note(engagement: Engagement, title: str, *, by: Membership, words: str = "") -> None:
    """Keep in the history that something happened."""
    WorkEvent.objects.create(engagement=engagement, title=title[:200], words=words[:5000], by=by)


def tell(
    engagement: Engagement,
    what: Callable[[], str],
    paragraphs: Callable[[], Sequence[str]],
    *,
    by: Membership,
    key: str,
    about: models.Model | None = None,
) -> None:
    """Tell everybody who takes part but the one who did it. A subject says nothing of the work itself."""
    by_language: dict[str, list[Membership]] = {}
    for member in people_of(engagement):
        if member.pk != by.pk:
            by_language.setdefault(member.language, []).append(member)
    page: Any = about if about is not None and hasattr(about, "get_absolute_url") else engagement
    for language, members in by_language.items():
        with translation.override(language):
            words = _("Working together: %(what)s") % {"what": what()}
            notifications.notify_all(
                [notifications.Addressee(member, words) for member in members],
                paragraphs=[paragraph for paragraph in paragraphs() if paragraph],
                path=page.get_absolute_url(),
                key=key,
                about=about or engagement,
                label=_("Open the page"),
            )

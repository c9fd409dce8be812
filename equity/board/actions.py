"""Sending the report by schedule. Call through the module: `actions.send_due(…)`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from equity.board.content import Content, compose
from equity.board.models import Edition, Reader, Rhythm, Schedule
from equity.dimensions import BY_FIELD
from equity.periods import in_full
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import PERMISSIONS, Permission
from tta_portal.notifications.actions import Addressee, notify_all
from tta_portal.notifications.models import Mail
from tta_portal.tenancy.models import current_network

ALLOWED = [role for role, permissions in PERMISSIONS.items() if Permission.SEE_EQUITY in permissions]


@transaction.atomic
def set_schedule(*, by: Membership, rhythm: str, split: str, members: Collection[Membership]) -> None:
    """Choose the rhythm, the comparison and the readers; another rhythm is owed from tomorrow on."""
    must(by, Permission.SEE_EQUITY)
    before = Schedule.objects.select_for_update().first() or Schedule()
    since = before.since if before.rhythm == rhythm else timezone.localdate()
    Schedule.objects.update_or_create(defaults={"rhythm": rhythm, "by": split, "since": since})
    chosen = {member.pk for member in members}
    Reader.objects.exclude(member__in=chosen).delete()
    known = set(Reader.objects.values_list("member_id", flat=True))
    Reader.objects.bulk_create(Reader(member_id=pk, added_by=by) for pk in sorted(chosen - known))


@transaction.atomic
def stop_sending(*, to: Membership) -> bool:
    """No more reports to this person, not even one that waits to leave; whether there was anything to stop."""
    stopped, _kinds = Reader.objects.filter(member=to).delete()
    return bool(stopped)


@transaction.atomic
def send_due(*, at: datetime) -> Edition | None:
    """Make and send the report that is owed, if one is; a second call, or one at the same moment, finds it made.

    Of several that were missed only the latest is sent: the numbers are those of now, not of then.
    """
    schedule: Schedule | None = Schedule.objects.select_for_update().first()
    network = current_network()
    owed = schedule.due_on(at.astimezone(ZoneInfo(network.time_zone)).date()) if schedule else None
    members = _allowed_readers() if owed else []
    if schedule is None or owed is None or not members or Edition.objects.filter(due_on=owed).exists():
        return None
    content = compose(network, BY_FIELD[schedule.by], at=at)
    edition: Edition = Edition.objects.create(due_on=owed, made_at=at, content=content)
    notify_all(
        [Addressee(member, f"Equity report, {in_full(owed)}", mail=Mail.NOW) for member in members],
        paragraphs=[*_letter(content), f"Numbers as of {content['as_of_words']}: the link keeps showing these."],
        path=edition.get_absolute_url(),
        key=f"equity-report:{owed}",
        about=edition,
        label="Read the report",
    )
    return edition


def is_owed(*, at: datetime) -> bool:
    """Whether a worker has something to do; two short queries at most."""
    schedule: Schedule | None = Schedule.objects.exclude(rhythm=Rhythm.NEVER).first()
    owed = schedule.due_on(at.astimezone(ZoneInfo(current_network().time_zone)).date()) if schedule else None
    return owed is not None and not Edition.objects.filter(due_on=owed).exists() and Reader.objects.exists()


def _allowed_readers() -> list[Membership]:
    members = Membership.objects.active().filter(role__in=ALLOWED, equity_reader__isnull=False)
    return list(members.select_related("user", "organization", "network").order_by("pk"))


def _letter(content: Content) -> list[str]:
    """The cover, as paragraphs of a mail."""
    invented = ["The groups in this network are invented for demonstration."] if content["is_synthetic"] else []
    answers = [f"{one['question']} {one['answer']}" for one in content["cover"]]
    return [f"{content['headline']}.", *invented, *answers, content["hidden"]["sentence"]]

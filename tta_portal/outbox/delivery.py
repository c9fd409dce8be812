"""Send what is due, once in effect: the five steps that `docs/architecture.md` draws."""

from __future__ import annotations

import re
from datetime import timedelta

import structlog
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.db.models import F
from django.utils import timezone

from tta_portal.business_time import next_working_moment
from tta_portal.outbox import couriers, failpoints, readers, suppression, transports
from tta_portal.outbox.models import MAX_ATTEMPTS, Message, State
from tta_portal.outbox.transports import AnswerLost, PermanentRefusal, Session, TemporaryRefusal, TransportDown
from tta_portal.tenancy.scope import network_scope

BATCH = 100
RETRY_MINUTES = (1, 5, 15, 60)
SECRET_LINK = re.compile(r"(/(?:check-in|invitations|unsubscribe)/)[\w.-]+")
log = structlog.get_logger(__name__)


def send_due(network_id: int, *, limit: int = BATCH) -> int:
    """Send up to a batch of a network's due messages over one connection; return how many were claimed."""
    courier = couriers.number()
    failpoints.reach("before_claim")
    claimed = _claim(network_id, courier, limit)
    failpoints.reach("after_claim")
    if not claimed:
        return 0
    with transports.connect() as session:
        try:
            _send_all(claimed, session, courier)
        except BaseException:
            session.hang_up()
            couriers.resign()  # alive, but no longer sending these: a living courier's claims are never released
            raise
    return len(claimed)


def _send_all(claimed: list[Message], session: Session, courier: int) -> None:
    try:
        for message in claimed:
            _send_or_set_aside(message, session, courier)
    except TransportDown as error:
        log.warning("mail server unreachable", error=str(error)[:200])
        _release(claimed[0].network_id, courier, reason=str(error))


def recover(network_id: int) -> int:
    """Release what dead couriers held: unsent goes back to due, half-sent becomes unconfirmed."""
    with network_scope(network_id):
        holders = Message.objects.held().values_list("claimed_by", flat=True).distinct()
        gone = [number for number in holders if couriers.is_gone(number)]
        held = Message.objects.held().filter(claimed_by__in=gone)
        back = held.filter(state=State.CLAIMED).update(state=State.DUE, claimed_by=None)
        lost = held.filter(state=State.SENDING).update(
            state=State.UNCONFIRMED, last_error="The sending process died after the message was handed over."
        )
    if lost:
        log.error("messages unconfirmed", network_id=network_id, count=lost)
    return back + lost


def _claim(network_id: int, courier: int, limit: int) -> list[Message]:
    now = timezone.now()
    with network_scope(network_id):
        due = Message.objects.due(at=now).order_by("due_at").select_for_update(skip_locked=True)[:limit]
        ready = [message for message in due if not _put_off(message)]
        numbers = [message.pk for message in ready]
        Message.objects.filter(pk__in=numbers).update(
            state=State.CLAIMED, claimed_by=courier, attempts=F("attempts") + 1
        )
    return ready


def _put_off(message: Message) -> bool:
    """Move a message that must wait for its recipient's working hours; say whether it moved."""
    if message.any_hour:
        return False
    now = timezone.now()
    opens = next_working_moment(now, zone=message.time_zone)
    if opens > now:
        message.due_at = opens
        message.save(update_fields=["due_at"])
    return opens > now


def _send_or_set_aside(message: Message, session: Session, courier: int) -> None:
    """One message that our own code trips over must not hold up the rest: a person looks at it."""
    try:
        _send(message, session, courier)
    except (TransportDown, SoftTimeLimitExceeded, OperationalError, InterfaceError):
        raise  # not this message's fault
    except Exception as error:
        session.hang_up()
        log.exception("message set aside", message=message.pk)
        with network_scope(message.network_id):
            mine = Message.objects.filter(pk=message.pk, claimed_by=courier)
            mine.filter(state=State.CLAIMED).update(state=State.DEAD, last_error=f"Our fault: {error}"[:300])
            mine.filter(state=State.SENDING).update(state=State.UNCONFIRMED, last_error=f"Our fault: {error}"[:300])


def _send(message: Message, session: Session, courier: int) -> None:
    try:
        offer = session.offer(message)
    except PermanentRefusal as refusal:
        return _bury(message, courier, refusal)
    except TemporaryRefusal as refusal:
        return _try_later(message, courier, str(refusal))
    failpoints.reach("before_commit")
    if not _commit_sending(message, courier):
        return offer.abandon()
    failpoints.reach("before_dot")
    try:
        offer.commit()
    except AnswerLost as lost:
        return _settle(message, courier, State.UNCONFIRMED, error=str(lost))
    except PermanentRefusal as refusal:
        return _bury(message, courier, refusal)
    except TemporaryRefusal as refusal:
        return _try_later(message, courier, str(refusal))
    failpoints.reach("after_reply")
    _settle_sent(message, courier)


def _commit_sending(message: Message, courier: int) -> bool:
    """The last moment to stop: still mine, not cancelled, not suppressed, still for its reader."""
    with network_scope(message.network_id):
        mine = Message.objects.filter(pk=message.pk, state=State.CLAIMED, claimed_by=courier)
        if suppression.is_suppressed(message):
            mine.update(state=State.SUPPRESSED, claimed_by=None)
            return False
        if not readers.may_still_read(message):
            mine.update(state=State.CANCELLED, claimed_by=None, last_error="They may no longer read what it is about.")
            return False
        return bool(mine.update(state=State.SENDING))


def _settle_sent(message: Message, courier: int) -> None:
    with network_scope(message.network_id):
        mine = Message.objects.filter(pk=message.pk, state__in=[State.SENDING, State.UNCONFIRMED], claimed_by=courier)
        mine.update(state=State.SENT, sent_at=timezone.now(), last_error="", **_without_keys(message))


def _without_keys(message: Message) -> dict[str, str]:
    """Once sent, the links that are keys are not kept; the demo keeps them for its mail page."""
    if settings.DEMO:
        return {}
    return {part: SECRET_LINK.sub(r"\1…", getattr(message, part)) for part in ("text", "html")}


def _settle(message: Message, courier: int, state: State, *, error: str) -> None:
    with network_scope(message.network_id):
        Message.objects.filter(pk=message.pk, claimed_by=courier).update(state=state, last_error=error[:300])


def _bury(message: Message, courier: int, refusal: PermanentRefusal) -> None:
    _settle(message, courier, State.DEAD, error=str(refusal))
    if refusal.bad_address:
        with network_scope(message.network_id):
            suppression.suppress(message.to_email, reason=f"The mail server refused the address: {refusal}")


def _try_later(message: Message, courier: int, error: str) -> None:
    attempts = message.attempts + 1
    if attempts >= MAX_ATTEMPTS:
        return _settle(message, courier, State.DEAD, error=error)
    wait = timedelta(minutes=RETRY_MINUTES[min(attempts, len(RETRY_MINUTES)) - 1])
    with network_scope(message.network_id):
        Message.objects.filter(pk=message.pk, claimed_by=courier).update(
            state=State.RETRY, claimed_by=None, due_at=timezone.now() + wait, last_error=error[:300]
        )
    return None


def _release(network_id: int | None, courier: int, *, reason: str) -> None:
    """Give back what was claimed but not begun; the attempt does not count against the message."""
    with network_scope(network_id):
        Message.objects.filter(state=State.CLAIMED, claimed_by=courier).update(
            state=State.RETRY,
            claimed_by=None,
            attempts=F("attempts") - 1,
            due_at=timezone.now() + timedelta(seconds=30),
            last_error=reason[:300],
        )

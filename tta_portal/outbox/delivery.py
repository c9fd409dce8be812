"""Send what is due, once in effect: the five steps that `docs/architecture.md` draws."""

from __future__ import annotations

import re
from datetime import timedelta

import structlog
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.db.models import F, QuerySet
from django.utils import timezone

from tta_portal.business_time import next_working_moment
from tta_portal.outbox import couriers, failpoints, readers, suppression, transports
from tta_portal.outbox.models import MAX_ATTEMPTS, Message, State
from tta_portal.outbox.transports import AnswerLost, PermanentRefusal, Session, TemporaryRefusal, TransportDown
from tta_portal.tenancy.scope import asked_alone, network_scope

BATCH = 100
RETRY_MINUTES = (1, 5, 15, 60)
SECRET_LINK = re.compile(r"(/(?:check-in|invitations|unsubscribe)/)[\w.-]+")
LET_GO = """
SELECT outbox_let_go(%(courier)s::bigint, %(accepted)s::bigint, %(at)s::timestamptz, %(text)s, %(html)s,
                     %(going)s::bigint, %(email)s, %(kind)s)
"""
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
        rounds = _Round(network_id, session, courier)
        try:
            rounds.send_all(claimed)
        except BaseException:
            session.hang_up()
            couriers.resign()  # alive, but no longer sending these: a living courier's claims are never released
            raise
    return len(claimed)


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


class _Round:
    """A batch over one connection. That a message was accepted is noted in the transaction that lets the next one
    go: one commit a message, and never more than one whose fate a death would leave open."""

    def __init__(self, network_id: int, session: Session, courier: int) -> None:
        self.network_id, self.session, self.courier = network_id, session, courier
        self.accepted: Message | None = None

    def send_all(self, claimed: list[Message]) -> None:
        """Send each; when the server is away, give back what was not begun."""
        try:
            for message, following in zip(claimed, [*claimed[1:], None], strict=True):
                self._send_or_set_aside(message, following)
        except TransportDown as error:
            log.warning("mail server unreachable", error=str(error)[:200])
            _release(self.network_id, self.courier, reason=str(error))
        finally:
            self._note_accepted()

    def _send_or_set_aside(self, message: Message, following: Message | None) -> None:
        """One message that our own code trips over must not hold up the rest: a person looks at it."""
        try:
            self._send(message, following)
        except (TransportDown, SoftTimeLimitExceeded, OperationalError, InterfaceError):
            raise  # not this message's fault
        except Exception as error:
            self.session.hang_up()
            log.exception("message set aside", message=message.pk)
            with network_scope(message.network_id):
                mine = Message.objects.filter(pk=message.pk, claimed_by=self.courier)
                mine.filter(state=State.CLAIMED).update(state=State.DEAD, last_error=f"Our fault: {error}"[:300])
                mine.filter(state=State.SENDING).update(
                    state=State.UNCONFIRMED, last_error=f"Our fault: {error}"[:300]
                )

    def _send(self, message: Message, following: Message | None) -> None:
        try:
            offer = self.session.offer(message)
        except PermanentRefusal as refusal:
            return _bury(message, self.courier, refusal)
        except TemporaryRefusal as refusal:
            return _try_later(message, self.courier, str(refusal))
        failpoints.reach("before_commit")
        if not self._let_go(message):
            return offer.abandon()
        failpoints.reach("before_dot")
        try:
            offer.commit(following)
        except AnswerLost as lost:
            return _settle(message, self.courier, State.UNCONFIRMED, error=str(lost))
        except PermanentRefusal as refusal:
            return _bury(message, self.courier, refusal)
        except TemporaryRefusal as refusal:
            return _try_later(message, self.courier, str(refusal))
        failpoints.reach("after_reply")
        self.accepted = message
        return None

    def _let_go(self, message: Message) -> bool:
        """Note the one before, and decide about this one; if that fails, the one before is noted later."""
        if not _still_for_its_reader(message, self.courier):
            return False
        goes = _step(self.network_id, self.courier, accepted=self.accepted, going=message)
        self.accepted = None
        if not goes:
            _note_suppressed(message, self.courier)
        return goes

    def _note_accepted(self) -> None:
        if self.accepted is not None:
            _step(self.network_id, self.courier, accepted=self.accepted, going=None)
            self.accepted = None


def _step(network_id: int, courier: int, *, accepted: Message | None, going: Message | None) -> bool:
    """Commit that one was accepted and that the next is being sent; say whether the next may go.

    The last moment to stop it: still mine, not cancelled, not suppressed.
    """
    values = {
        "courier": courier,
        "accepted": accepted and accepted.pk,
        "at": timezone.now(),
        "text": accepted and _without_keys(accepted.text),
        "html": accepted and _without_keys(accepted.html),
        "going": going and going.pk,
        "email": going and going.to_email.lower(),
        "kind": going and going.kind,
    }
    return bool(asked_alone(network_id, LET_GO, values))


def _without_keys(words: str) -> str:
    """Once sent, the links that are keys are not kept; the demo keeps them for its mail page."""
    return words if settings.DEMO else SECRET_LINK.sub(r"\1…", words)


def _still_for_its_reader(message: Message, courier: int) -> bool:
    """A message that names no reader is not asked about; what may not be read any more is cancelled."""
    if message.reader is None:
        return True
    with network_scope(message.network_id):
        if readers.may_still_read(message):
            return True
        words = "They may no longer read what it is about."
        _mine(message, courier).update(state=State.CANCELLED, claimed_by=None, last_error=words)
    return False


def _note_suppressed(message: Message, courier: int) -> None:
    """It did not go: because its address gets no mail, or because it was cancelled and needs no note."""
    with network_scope(message.network_id):
        if suppression.is_suppressed(message):
            _mine(message, courier).update(state=State.SUPPRESSED, claimed_by=None)


def _mine(message: Message, courier: int) -> QuerySet[Message]:
    mine: QuerySet[Message] = Message.objects.filter(pk=message.pk, state=State.CLAIMED, claimed_by=courier)
    return mine


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

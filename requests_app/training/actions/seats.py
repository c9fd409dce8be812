"""Seats: taken in the order in which people come, given up, and passed on to whoever waits.

Whoever changes who sits where holds the session's row, so a seat is never given twice.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from requests_app import actions as request_actions
from requests_app.models import TTARequest
from requests_app.training.actions import letters
from requests_app.training.models import Registration, Session, State
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.errors import Refused


def lock(session: Session) -> Session:
    """The session as it is now; nobody else can change its seats until this transaction ends."""
    rows = Session.objects.select_for_update(of=("self",)).select_related("series__network", "network")
    locked: Session = rows.get(pk=session.pk)
    return locked


@transaction.atomic
def register(session: Session, *, by: Membership) -> Registration:
    """Take a seat, or a place on the waiting list when all are taken."""
    must(by, Permission.SEE_TRAINING)
    locked = lock(session)
    _must_be_open(locked)
    _must_be_new(locked, by, by)
    state = State.REGISTERED if locked.seats_left else State.WAITING
    registration = _book(locked, by, state)
    letters.confirm(registration)
    return registration


@transaction.atomic
def offer_seat(session: Session, tta_request: TTARequest, *, by: Membership, words: str = "") -> Registration:
    """Answer a request by a seat: register the requester, and tell them in the request's thread."""
    must(by, Permission.WORK_REQUESTS)
    locked, person = lock(session), tta_request.requester
    _must_be_open(locked)
    _must_be_new(locked, person, by)
    if not locked.seats_left:
        raise Refused(_("The last seat of this session was just taken. Offer another session."))
    registration = _book(locked, person, State.REGISTERED, tta_request)
    request_actions.add_message(tta_request, by=by, body=_offer(locked, words, person.language))
    return registration


def _offer(session: Session, words: str, language: str) -> str:
    """What the seat is, in the language of whoever gets it."""
    with translation.override(language):
        facts = _("You have a seat in “{series}” on {when}.").format(series=session.series, when=session.when)
        page = _("Read about it, or give the seat back: {address}").format(address=letters.page_of(session))
        calendar = _("Put it into your calendar: {address}").format(address=letters.calendar_of(session))
    return "\n\n".join(part for part in (words.strip(), facts, page, calendar) if part)


def _book(session: Session, member: Membership, state: str, tta_request: TTARequest | None = None) -> Registration:
    registration: Registration = Registration.objects.create(
        session=session,
        member=member,
        organization_id=member.organization_id,
        state=state,
        tta_request=tta_request,
    )
    return registration


def _must_be_open(session: Session) -> None:
    if session.is_called_off:
        raise Refused(_("This session was called off. Look for the next one on the training page."))
    if session.is_over:
        raise Refused(
            _("This session was on {day}. Look for the next one on the training page.").format(day=session.day)
        )
    if session.has_begun:
        raise Refused(_("This session has begun already. Look for the next one on the training page."))
    if not session.is_open:
        raise Refused(_("Registration for this session is closed. Look for the next one, or write to the TTA team."))


def _must_be_new(session: Session, member: Membership, by: Membership) -> None:
    earlier = Registration.objects.active().filter(session=session, member=member).first()
    if earlier is None:
        return
    if earlier.state == State.WAITING:
        yours = _("You have a place on the waiting list of this session already. There is nothing more to do.")
        theirs = _("{name} has a place on the waiting list of this session already. There is nothing more to do.")
    else:
        yours = _("You have a seat in this session already. There is nothing more to do.")
        theirs = _("{name} has a seat in this session already. There is nothing more to do.")
    raise Refused(yours if member.pk == by.pk else theirs.format(name=member.user.name))


@transaction.atomic
def cancel(registration: Registration, *, by: Membership) -> None:
    """Give up a seat, or a place on the waiting list; the next in line moves up."""
    if by.pk != registration.member_id:
        must(by, Permission.MANAGE_TRAINING)
    locked = lock(registration.session)
    if locked.is_called_off:
        raise Refused(
            _("This session was called off, so there is no seat to give back. You do not need to do anything.")
        )
    if locked.has_begun:
        raise Refused(
            _("This session has begun, so the seat cannot be given to anybody else. You do not need to do anything.")
        )
    held = Registration.objects.filter(pk=registration.pk, state__in=[State.REGISTERED, State.WAITING])
    if not held.update(state=State.CANCELLED):
        raise Refused(_("This seat was given up already. There is nothing more to do."))
    fill_seats(locked)


def fill_seats(session: Session) -> None:
    """Give free seats of a locked session to those who have waited longest, and tell them."""
    free = session.capacity - session.seats_taken
    if free <= 0 or session.has_begun:
        return
    here = session.registrations.waiting().filter(member__is_active=True, member__user__is_active=True)
    for registration in here.select_related("member__user", "member__organization", "member__network")[:free]:
        registration.session = session
        registration.state = State.REGISTERED
        registration.save(update_fields=["state"])
        letters.moved_up(registration)

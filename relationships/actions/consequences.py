"""What an answer sets in motion, kept in words that both sides read: “you said, we did”."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_noop as _

from relationships.actions import engagements
from relationships.models import CheckIn, CheckInAnswer, Consequence
from relationships.questions import NextStep, Promises
from requests_app import actions as request_actions
from requests_app.models import Commitment, Side, Task
from tta_portal.accounts.models import Membership

Kind = Consequence.Kind
DISAPPOINTED = (Promises.SOME, Promises.NONE)


def set_in_motion(check_in: CheckIn, saved: CheckInAnswer, by: Membership) -> None:
    """Tasks, disputes, an engagement, the end of follow-up. Running it again after a correction adds what is new."""
    if saved.low_scores() or saved.promises == Promises.NONE:
        done = task(check_in, "unhappy", "An answer needs a talk", _unhappy_words(saved))
        note(
            saved,
            Kind.TASK,
            _("Something did not work for you. A person calls you by the next working day."),
            task=done,
        )
    if saved.need_remains:
        done = task(check_in, "need", "A need remains", saved.remaining_need or "They say there is still a need.")
        note(saved, Kind.TASK, _("A need remains. A person looks into it by the next working day."), task=done)
    if saved.promises in DISAPPOINTED:
        _dispute_promises(check_in, saved)
    _next_step(check_in, saved)
    if check_in.is_final and check_in.tta_request is not None:
        request_actions.record_follow_up(check_in.tta_request, outcome="answered", by=by)
        note(saved, Kind.CLOSING, _("The follow-up of this request is finished."))


def _next_step(check_in: CheckIn, saved: CheckInAnswer) -> None:
    match saved.next_step:
        case NextStep.HELP_A_PEER:
            done = task(
                check_in, "peer", "They offer to help another health department", "Thank them, and note their topic."
            )
            note(saved, Kind.PEER, _("You offered to help another health department. Thank you."), task=done)
        case NextStep.KEEP_WORKING if check_in.tta_request is not None:
            engagement = engagements.propose(check_in.tta_request, by=check_in.person)
            note(saved, Kind.ENGAGEMENT, _("You proposed to keep working together."), engagement=engagement)
        case NextStep.KEEP_WORKING if check_in.engagement is None:
            done = task(
                check_in, "keep-working", "They would like to keep working together", "Call them, and plan how."
            )
            note(saved, Kind.TASK, _("You would like to keep working together. A person calls you."), task=done)


def _dispute_promises(check_in: CheckIn, saved: CheckInAnswer) -> None:
    """What we said to have kept, and they have not confirmed, is disputed: the record keeps both views."""
    if check_in.tta_request is None:
        return
    said = f"In a check-in they said that we did {saved.get_promises_display().lower()}."
    ours = Commitment.objects.in_force().filter(tta_request=check_in.tta_request, side=Side.PROVIDER)
    for commitment in ours.exclude(said_kept_on=None).filter(settled_on=None):
        request_actions.dispute_kept(commitment, by=check_in.person, reason=said)
        note(saved, Kind.DISPUTE, _("A promise of ours is disputed."), commitment=commitment)


def _unhappy_words(saved: CheckInAnswer) -> str:
    words = [f"{name}: {score} of 5" for name, score in saved.low_scores().items()]
    if saved.promises == Promises.NONE:
        words.append("did we do what we said: none of it")
    return "They answered: " + "; ".join(words) + ". Please talk to them before anything else."


def task(check_in: CheckIn, kind: str, title: str, reason: str) -> Task:
    """One task a reason, for whoever leads; due next working day."""
    lead = check_in.tta_request.lead if check_in.tta_request else None
    if check_in.engagement is not None:
        lead = check_in.engagement.provider_lead
    return request_actions.open_task(
        key=f"check-in:{check_in.pk}:{kind}",
        title=f"{title}: {check_in.organization.name}",
        reason=reason,
        organization=check_in.organization,
        tta_request=check_in.tta_request,
        assigned_to=lead,
    )


def note(saved: CheckInAnswer, kind: Kind, words: str, **about: Any) -> None:
    """Keep a consequence; the same one is kept once. `words` are marked for translation and shown translated."""
    about = {"task": None, "tta_request": None, "engagement": None, "commitment": None, **about}
    Consequence.objects.get_or_create(answer=saved, kind=kind, words=words, **about)


def you_said_we_did(check_in: CheckIn) -> list[Consequence]:
    """What came of this person's last answer before this check-in."""
    earlier = CheckInAnswer.objects.filter(
        check_in__person_id=check_in.person_id, check_in__finished_at__isnull=False
    ).exclude(check_in=check_in)
    last = earlier.order_by("-answered_at").first()
    if last is None:
        return []
    rows = last.consequences.select_related("task", "engagement", "commitment", "tta_request__network")
    return list(rows)

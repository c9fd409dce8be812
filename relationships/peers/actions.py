"""Offering, asking, being introduced, agreeing. Call through the module: `actions.ask(…)`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relationships.depth import tasks as depth
from relationships.models import CheckIn, CheckInAnswer
from relationships.peers.lifecycle import MOVES, State
from relationships.peers.models import Introduction, PeerAgreement, PeerOffer
from relationships.questions import NextStep
from requests_app.actions.notices import recipient
from requests_app.models import Topic, TTARequest
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission, Role
from tta_portal.directory.models import Organization
from tta_portal.errors import Refused
from tta_portal.notifications import actions as notifications
from tta_portal.notifications.models import Mail
from tta_portal.outbox import actions as outbox

MOST_WAITING = 3
Thing = PeerOffer | Introduction


@transaction.atomic
def hear(check_in: CheckIn, saved: CheckInAnswer) -> None:
    """“We could help another health department”: ask the person for words. Nobody finds it before those."""
    if saved.next_step != NextStep.HELP_A_PEER:
        PeerOffer.objects.filter(check_in=check_in, since=None).delete()
        return
    person, topic = check_in.person, _topic_of(check_in)
    if not person.speaks_for(check_in.organization_id):
        return
    standing = PeerOffer.objects.filter(organization=check_in.organization, topic=topic, withdrawn_at=None)
    if standing.exists():
        return
    made, is_new = PeerOffer.objects.get_or_create(
        check_in=check_in, defaults={"organization": check_in.organization, "contact": person, "topic": topic}
    )
    if is_new:
        _tell(
            person,
            made,
            gettext_lazy("Thank you for offering to help a peer. One step is left"),
            [
                gettext_lazy("You said that you could help another health department."),
                gettext_lazy("Say in a few words what you could share. Nobody finds your offer before you do."),
            ],
            key=f"peer-offer:{made.pk}",
        )


def _topic_of(check_in: CheckIn) -> Topic | None:
    if check_in.tta_request is not None:
        return check_in.tta_request.topic
    return check_in.registration.session.series.topic if check_in.registration else None


@transaction.atomic
def offer(*, by: Membership, topic: Topic, shares: str, draft: PeerOffer | None = None) -> PeerOffer:
    """Say yes in words: from now on peers find it. `draft`: what a check-in began, or an offer to change."""
    must(by, Permission.CONFIRM_NEEDS)
    organization = Organization.objects.select_for_update(of=("self",)).get(pk=by.organization_id)
    if draft is not None:
        _must_be_ours(draft, by)
    others = PeerOffer.objects.filter(organization=organization, topic=topic, withdrawn_at=None)
    if others.exclude(since=None).exclude(pk=draft.pk if draft else None).exists():
        raise Refused(_("Your department offers to help with this topic already. Change that offer instead."))
    made: PeerOffer = draft or PeerOffer(organization=organization, contact=by)
    if made.withdrawn_at is not None:
        raise Refused(_("This offer was taken back. Make a new one."))
    made.contact, made.topic, made.shares, made.since = by, topic, shares, made.since or timezone.now()
    made.save()
    return made


@transaction.atomic
def withdraw(peer_offer: PeerOffer, *, by: Membership) -> None:
    """Take an offer back, at any time; who waits for an answer is told kindly. The team may do it for them."""
    if not by.is_staff:
        _must_be_ours(peer_offer, by)
    now = timezone.now()
    if not PeerOffer.objects.filter(pk=peer_offer.pk, withdrawn_at=None).update(withdrawn_at=now):
        return
    for waiting in _with_people(Introduction.objects.filter(offer=peer_offer, state=State.ASKED)):
        _decline(waiting)


@transaction.atomic
def ask(peer_offer: PeerOffer, *, by: Membership, words: str, tta_request: TTARequest | None = None) -> Introduction:
    """Ask whoever offered to be introduced. They read the words, and not who wrote them."""
    must(by, Permission.CONFIRM_NEEDS)
    organization = Organization.objects.select_for_update(of=("self",)).get(pk=by.organization_id)
    if peer_offer.organization_id == organization.pk:
        raise Refused(_("This is the offer of your own department."))
    if not PeerOffer.objects.in_pool().filter(pk=peer_offer.pk).exists():
        raise Refused(_("This offer was taken back. Look whether somebody else can help."))
    asked = Introduction.objects.filter(seeker_organization=organization)
    if asked.filter(offer=peer_offer).exists():
        raise Refused(_("Your department has asked them already."))
    if asked.filter(state=State.ASKED).count() >= MOST_WAITING:
        raise Refused(_("You have asked three departments and wait for their answers. Take one back to ask another."))
    made: Introduction = Introduction.objects.create(
        offer=peer_offer, seeker_organization=organization, seeker=by, words=words, tta_request=tta_request
    )
    _tell(
        peer_offer.contact,
        made,
        gettext_lazy("A health department like yours asks for your experience"),
        [
            gettext_lazy("You offered to help a peer, and somebody asks. Read their words, and say yes or no."),
            gettext_lazy("They do not know who you are. A no needs no reason."),
        ],
        key=f"introduction:{made.pk}:asked",
    )
    return made


@transaction.atomic
def accept(introduction: Introduction, *, by: Membership) -> None:
    """The offerer says yes: from here both see each other, and the portal introduces them by mail."""
    _must_be(introduction, by, "host")
    if not introduction.seeker.is_active:
        raise Refused(_("The person who asked has left. You need not do anything; you can say no."))
    now, team = timezone.now(), _team(introduction)
    _move(introduction, "accept", answered_at=now, introduced_at=now, team=team)
    PeerOffer.objects.filter(pk=introduction.offer_id, contact__is_active=False).update(contact=by)
    introduction.offer.refresh_from_db()
    for member in (introduction.seeker, introduction.offer.contact):
        _introduce(introduction, member)
    if team is not None:
        names = f"{introduction.seeker_organization.name}, {introduction.offer.organization.name}"
        _tell(
            team,
            introduction,
            gettext_lazy("Two health departments were introduced to each other"),
            [names, gettext_lazy("They know that you are there if they need you.")],
            key=f"introduction:{introduction.pk}:team",
        )
    organization_id = introduction.offer.organization_id
    transaction.on_commit(lambda: depth.recompute.delay([organization_id]))


@transaction.atomic
def decline(introduction: Introduction, *, by: Membership) -> None:
    """The offerer says no, without a reason; the seeker is told kindly and never learns who it was."""
    _must_be(introduction, by, "host")
    _decline(introduction)


@transaction.atomic
def write_agreement(
    introduction: Introduction, *, by: Membership, what: str, until: date, how_often: str, between_us: str = ""
) -> PeerAgreement:
    """Write, or change, what both agree. The writer has signed; the other side is asked to."""
    side, now = _must_be(introduction, by), timezone.now()
    locked = Introduction.objects.select_for_update(of=("self",)).get(pk=introduction.pk)
    if locked.state != State.INTRODUCED:
        raise Refused(_("This can be written after you were introduced, and until both have signed."))
    other = _other(side)
    made = PeerAgreement.objects.filter(introduction=locked).first()
    version = made.version + 1 if made else 1
    written: PeerAgreement
    written, _new = PeerAgreement.objects.update_or_create(
        introduction=locked,
        defaults={
            "what": what, "until": until, "how_often": how_often, "between_us": between_us, "version": version,
            f"{side}_signed_by": by, f"{side}_signed_at": now,
            f"{other}_signed_by": None, f"{other}_signed_at": None,
        },
    )  # fmt: skip
    _tell_other(
        introduction, side, gettext_lazy("Please read and sign what you agree with your peer"), f"written:{version}"
    )
    return written


@transaction.atomic
def sign(introduction: Introduction, *, by: Membership, version: int) -> None:
    """Sign the version one has read; with the second signature it is in force."""
    side = _must_be(introduction, by)
    Introduction.objects.select_for_update(of=("self",)).get(pk=introduction.pk)
    changed = PeerAgreement.objects.filter(
        introduction=introduction, version=version, **{f"{side}_signed_at": None}
    ).update(**{f"{side}_signed_by": by, f"{side}_signed_at": timezone.now()})
    if not changed:
        raise Refused(_("It was changed, or signed by your side, meanwhile. Reload to read it."))
    signed = PeerAgreement.objects.get(introduction=introduction)
    if signed.seeker_signed_at and signed.host_signed_at:
        _move(introduction, "agree", agreed_at=timezone.now())
        _tell_other(introduction, side, gettext_lazy("You both signed. A good time together"), "agreed")


@transaction.atomic
def finish(introduction: Introduction, *, by: Membership, word: str) -> None:
    """A word from each side; with the second it is finished."""
    side = _must_be(introduction, by)
    locked = Introduction.objects.select_for_update(of=("self",)).get(pk=introduction.pk)
    if locked.state != State.AGREED:
        raise Refused(_("This is not under way. Reload to see where it stands."))
    setattr(locked, f"{side}_word", word)
    locked.save(update_fields=[f"{side}_word"])
    if locked.seeker_word and locked.host_word:
        _move(introduction, "finish", over_at=timezone.now())
        _tell_other(introduction, side, gettext_lazy("Finished, with a word from each of you"), "finished")
    else:
        _tell_other(introduction, side, gettext_lazy("Your peer looks back. Your word is missing"), f"word:{side}")


@transaction.atomic
def end(introduction: Introduction, *, by: Membership) -> None:
    """Either side stops, without a reason; before the answer only the seeker, by taking the question back."""
    side = _must_be(introduction, by)
    if introduction.state == State.ASKED and side == "host":
        raise Refused(_("Say no instead: they are told kindly, and not who you are."))
    _move(introduction, "end", over_at=timezone.now())
    _tell_other(introduction, side, gettext_lazy("An introduction has ended"), "ended")


def _decline(introduction: Introduction) -> None:
    _move(introduction, "decline", answered_at=timezone.now())
    _tell(
        introduction.seeker,
        introduction,
        gettext_lazy("They cannot help this time"),
        [
            gettext_lazy(
                "The department that you asked cannot take this on now. That says nothing about your question."
            ),
            gettext_lazy("Perhaps somebody else can, and the TTA team is there for you as before."),
        ],
        key=f"introduction:{introduction.pk}:declined",
    )


def _move(introduction: Introduction, verb: str, **changes: Any) -> None:
    """One change of state, if it still stands where it may change."""
    move = MOVES[verb]
    found = Introduction.objects.filter(pk=introduction.pk, state__in=move.sources)
    if not found.update(state=move.target, **changes):
        raise Refused(_("This has changed meanwhile. Reload to see where it stands."))
    introduction.state = move.target
    for name, value in changes.items():
        setattr(introduction, name, value)


def _must_be_ours(peer_offer: PeerOffer, by: Membership) -> None:
    is_draft_of_another = peer_offer.since is None and peer_offer.contact_id != by.pk
    if not by.is_active or not by.speaks_for(peer_offer.organization_id) or is_draft_of_another:
        raise PermissionDenied(_("Only the health department that offers can do this."))


def _must_be(introduction: Introduction, by: Membership, side: str = "") -> str:
    """The side somebody speaks for; anybody else, or the wrong side, may not."""
    must(by, Permission.CONFIRM_NEEDS)
    mine = introduction.side_of(by)
    readable = Introduction.objects.visible_to(by).filter(pk=introduction.pk).exists()
    if not mine or (side and mine != side) or not readable:
        raise PermissionDenied(_("Only the two health departments themselves can do this."))
    return mine


def _other(side: str) -> str:
    return "host" if side == "seeker" else "seeker"


def _team(introduction: Introduction) -> Membership | None:
    """Who of the team is there for both: the lead of the request, else of their last one, else an administrator."""
    tta_request = introduction.tta_request
    if tta_request is not None and (tta_request.lead or tta_request.is_confidential):
        return tta_request.lead if tta_request.lead and tta_request.lead.is_active else None
    places = [introduction.seeker_organization_id, introduction.offer.organization_id]
    led = TTARequest.objects.sent().filter(organization__in=places, lead__is_active=True).order_by("-touched_at")
    latest = led.select_related("lead__user", "lead__organization", "lead__network").first()
    if latest is not None:
        return latest.lead
    staff = Membership.objects.staff().filter(role=Role.ADMINISTRATOR)
    first: Membership | None = staff.select_related("user", "organization", "network").order_by("pk").first()
    return first


def _with_people(introductions: Any) -> Any:
    return introductions.select_related(
        "network", "seeker__user", "seeker__organization", "seeker__network", "offer__contact__user"
    )


def _introduce(introduction: Introduction, member: Membership) -> None:
    """The same letter to both, with both names and addresses; an answer goes to the two of them."""
    two, team = [introduction.seeker, introduction.offer.contact], introduction.team
    to = recipient(member)
    with translation.override(to.language):
        words = _("You two know each other now")
        notifications.notify(
            member, words=words, paragraphs=[], path=introduction.get_absolute_url(), about=introduction,
            key=f"introduction:{introduction.pk}:introduced", mail=Mail.NONE,
        )  # fmt: skip
        paragraphs = [
            _("You both said yes, so here you are: two health departments that can help each other."),
            *(f"{one.user.name}, {one.organization.name}: {one.email}" for one in two if one.organization),
            _("It is about {topic}. Answer this mail to write to both of you.").format(topic=introduction.offer.topic),
        ]
        if team is not None:
            paragraphs.append(_("{name} of the TTA team knows, and helps if you ask.").format(name=team.user.name))
        outbox.post(
            to=to,
            subject=words,
            paragraphs=paragraphs,
            links=[outbox.Link(_("Open"), f"{settings.SITE_URL}{introduction.get_absolute_url()}")],
            about=introduction,
            dedupe_key=f"introduction:{introduction.pk}:introduced:{member.pk}",
            headers={"Reply-To": ", ".join(one.email for one in two)},
        )


def _tell_other(introduction: Introduction, side: str, words: Any, what: str) -> None:
    other = introduction.offer.contact if side == "seeker" else introduction.seeker
    _tell(other, introduction, words, [format_lazy("{}.", words)], key=f"introduction:{introduction.pk}:{what}")


def _tell(member: Membership, about: Thing, words: Any, paragraphs: Sequence[Any], *, key: str) -> None:
    """One line and mail, in the reader's language. It names nobody."""
    if not member.is_active:
        return
    with translation.override(member.language):
        notifications.notify(
            member,
            words=str(words),
            paragraphs=[str(paragraph) for paragraph in paragraphs],
            path=about.get_absolute_url(),
            key=key,
            about=about,
            label=_("Open"),
        )

"""Letting people in and out of a network."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tta_portal.accounts.access import must
from tta_portal.accounts.models import (
    ApiToken,
    Invitation,
    JoinRequest,
    Membership,
    User,
    digest,
    new_secret,
)
from tta_portal.accounts.roles import Permission, Role
from tta_portal.directory.models import Organization
from tta_portal.errors import Refused
from tta_portal.outbox import actions as outbox
from tta_portal.tenancy.models import Network
from tta_portal.words import format_lazy, gettext_lazy, lower_lazy

NEEDS_ORGANIZATION = (Role.REQUESTER, Role.PARTNER)


@transaction.atomic
def invite(*, by: Membership, email: str, role: str, organization: Organization | None = None) -> Invitation:
    """Send one address a key that lets it join this network once, within seven days."""
    must(by, Permission.MANAGE_NETWORK)
    if role in NEEDS_ORGANIZATION and organization is None:
        raise Refused(_("A requester or partner belongs to an organization. Choose one."))
    if Membership.objects.active().filter(user__email=email.lower()).exists():
        raise Refused(_("This person is in the network already. Look for them under “People”."))
    now = timezone.now()
    Invitation.objects.filter(email=email.lower(), accepted_at=None, expires_at__gt=now).update(expires_at=now)
    words = format_lazy(
        gettext_lazy("{user} invites you to join {network} as {role}."),
        user=by.user.name,
        network=by.network.name,
        role=lower_lazy(Role(role).label),
    )
    return _send_invitation(by.network, email, words, role=role, organization=organization, invited_by=by)


@transaction.atomic
def invite_first_administrator(network: Network, email: str) -> Invitation:
    """Send the key to a new network, in which nobody is yet who could invite anybody."""
    if Membership.objects.active().filter(role=Role.ADMINISTRATOR).exists():
        raise Refused(
            _("{network} has an administrator already. Ask them for an invitation.").format(network=network.name)
        )
    words = f"{network.name} is ready, and you are its first administrator."
    return _send_invitation(network, email, words, role=Role.ADMINISTRATOR)


def _send_invitation(
    network: Network, email: str, words: str, *, organization: Organization | None = None, **fields: Any
) -> Invitation:
    """Keep the hash of a new key, and mail the key itself."""
    secret = new_secret()
    invitation: Invitation = Invitation.objects.create(
        email=email.lower(),
        token_hash=digest(secret),
        expires_at=timezone.now() + timedelta(days=settings.INVITATION_DAYS),
        organization=organization,
        **fields,
    )
    outbox.post(
        to=outbox.Recipient(email=invitation.email, language=organization.language if organization else "en"),
        subject=format_lazy(gettext_lazy("You are invited to {network}"), network=network.name),
        paragraphs=[
            words,
            format_lazy(
                gettext_lazy("The button works once, for {days} days, for this address only."),
                days=settings.INVITATION_DAYS,
            ),
        ],
        links=[outbox.Link(gettext_lazy("Join"), f"{settings.SITE_URL}/invitations/{network.pk}-{secret}/")],
        about=invitation,
        dedupe_key=f"invitation:{invitation.pk}",
    )
    return invitation


@transaction.atomic
def accept_invitation(invitation: Invitation, *, user: User | None, name: str = "", password: str = "") -> Membership:
    """Join: a person who has a login signs in first; anybody else makes one here."""
    locked: Invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not locked.is_usable(at=timezone.now()):
        raise Refused(
            _("This invitation was used already, or is too old. Ask the person who invited you for a new one.")
        )
    person = user or _new_person(locked.email, name, password)
    if person.email != locked.email:
        raise PermissionDenied(
            _("This invitation is for another address. Sign in with that address, or ask for a new one.")
        )
    membership, _new = Membership.objects.update_or_create(
        user=person, defaults={"role": locked.role, "organization": locked.organization, "is_active": True}
    )
    locked.accepted_at = timezone.now()
    locked.save(update_fields=["accepted_at"])
    result: Membership = membership
    return result


def _new_person(email: str, name: str, password: str) -> User:
    if User.objects.filter(email=email).exists():
        raise Refused(_("There is a login for this address already. Sign in first, then open the invitation again."))
    user = User.objects.create_user(email, password, name=name)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


@transaction.atomic
def enrol(*, by: Membership, name: str, email: str, organization: Organization) -> Membership:
    """Let the team key in what somebody without a login sent on paper: they get mail, and can ask for a password.

    Somebody who has a login elsewhere is invited instead, and decides.
    """
    must(by, Permission.WORK_REQUESTS)
    if (there := person_at(email, organization)) is not None:
        return there
    address = email.strip().lower()
    user = User.objects.create_user(address, None, name=name)
    EmailAddress.objects.create(user=user, email=address, verified=False, primary=True)
    member: Membership = Membership.objects.create(user=user, role=Role.REQUESTER, organization=organization)
    return member


def person_at(email: str, organization: Organization) -> Membership | None:
    """The member of a health department with this address; None if it is new to us, Refused if it is another's."""
    address = email.strip().lower()
    there: Membership | None = Membership.objects.filter(user__email=address).select_related("user").first()
    if there is None:
        if User.objects.filter(email=address).exists():
            raise Refused(_("This person has to agree first. Ask an administrator to invite this address."))
        return None
    if there.role != Role.REQUESTER or there.organization_id != organization.pk or not there.is_active:
        raise Refused(_("This address belongs to somebody else in the network. Look for them under “People”."))
    return there


@transaction.atomic
def ask_to_join(*, name: str, email: str, organization_name: str, reason: str) -> None:
    """Somebody fills in the open form. Asking twice keeps one request; nobody learns who is a member."""
    JoinRequest.objects.get_or_create(
        email=email.lower(),
        state=JoinRequest.State.WAITING,
        defaults={"name": name, "organization_name": organization_name, "reason": reason},
    )


@transaction.atomic
def approve(join_request: JoinRequest, *, by: Membership, role: str, organization: Organization | None) -> None:
    """Let them in: they get an invitation."""
    _decide(join_request, by, JoinRequest.State.INVITED)
    invite(by=by, email=join_request.email, role=role, organization=organization)


@transaction.atomic
def turn_down(join_request: JoinRequest, *, by: Membership) -> None:
    """Do not let them in."""
    _decide(join_request, by, JoinRequest.State.TURNED_DOWN)


def _decide(join_request: JoinRequest, by: Membership, state: str) -> None:
    must(by, Permission.MANAGE_NETWORK)
    waiting = JoinRequest.objects.filter(pk=join_request.pk, state=JoinRequest.State.WAITING)
    if not waiting.update(state=state, decided_by=by, decided_at=timezone.now()):
        raise Refused(_("Somebody decided this already. Reload to see how."))


@transaction.atomic
def deactivate(membership: Membership, *, by: Membership) -> None:
    """End somebody's membership; they are signed out everywhere at once."""
    must(by, Permission.MANAGE_NETWORK)
    if membership.pk == by.pk:
        raise Refused(_("You cannot end your own membership. Ask another administrator."))
    membership.is_active = False
    membership.save(update_fields=["is_active"])
    ApiToken.objects.filter(membership=membership, revoked_at=None).update(revoked_at=timezone.now())
    for session in UserSession.objects.filter(user=membership.user):
        session.end()


@transaction.atomic
def reactivate(membership: Membership, *, by: Membership) -> None:
    """Let somebody back in."""
    must(by, Permission.MANAGE_NETWORK)
    membership.is_active = True
    membership.save(update_fields=["is_active"])


@transaction.atomic
def make_token(*, by: Membership, name: str, days: int, may_write: bool) -> str:
    """Make a key for a program and return it, once; only its hash is kept."""
    secret = ApiToken.PREFIX + new_secret()
    ApiToken.objects.create(
        membership=by,
        name=name,
        token_hash=digest(secret),
        may_write=may_write,
        expires_at=timezone.now() + timedelta(days=days),
    )
    return secret


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Membership) -> None:
    """Make a key useless."""
    ApiToken.objects.filter(pk=token.pk, membership=by, revoked_at=None).update(revoked_at=timezone.now())


def speak(user: User, language: str) -> None:
    """Keep the language a person chose for all their networks; empty means as their organization."""
    user.language = language
    user.save(update_fields=["language"])

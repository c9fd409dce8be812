"""People, their memberships in networks, and the keys that let them in."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from tta_portal.accounts.roles import PERMISSIONS, STAFF_ROLES, Permission, Role
from tta_portal.directory.models import Organization, keeps_history
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet


def new_secret() -> str:
    """Return 256 random bits, fit for an address."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """Return what is stored instead of a secret: its SHA-256 in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


def person_initials(name: str) -> str:
    """Two letters that stand for a person; nothing for nobody."""
    return "".join(word[0] for word in name.split()[:2]).upper()


class User(AbstractBaseUser, PermissionsMixin):
    """A person's login. What they may do depends on their memberships alone."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=5, blank=True, choices=settings.LANGUAGES)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def initials(self) -> str:
        return person_initials(self.name or self.email)

    @property
    def first_name(self) -> str:
        return (self.name or self.email).split()[0]


class MembershipQuerySet(NetworkQuerySet):
    def active(self) -> Self:
        return self.filter(is_active=True, user__is_active=True)

    def staff(self) -> Self:
        return self.active().filter(role__in=STAFF_ROLES)


@keeps_history
class Membership(NetworkModel):
    """One person in one network, with one role, usually speaking for one organization."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=14, choices=Role)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="members"
    )
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects = NetworkManager.from_queryset(MembershipQuerySet)()

    class Meta(NetworkModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["network", "user"], name="membership_once_per_network"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
            models.CheckConstraint(
                condition=~Q(role__in=[Role.REQUESTER, Role.PARTNER]) | Q(organization__isnull=False),
                name="membership_requesters_have_an_organization",
            ),
        ]

    def __str__(self) -> str:
        return self.user.name

    @property
    def email(self) -> str:
        return self.user.email

    @property
    def language(self) -> str:
        """What the portal and its mail speak with this person: their own choice, else their organization's."""
        return self.user.language or (self.organization.language if self.organization else "") or "en"

    @property
    def is_staff(self) -> bool:
        """Whether this member works for the network: a provider or an administrator."""
        return self.role in STAFF_ROLES

    def can(self, permission: Permission) -> bool:
        return self.is_active and permission in PERMISSIONS[self.role]

    def speaks_for(self, organization_id: int | None) -> bool:
        """Whether this member is a requester of that organization."""
        return self.role == Role.REQUESTER and self.organization_id == organization_id


class System:
    """The clock, when it acts by itself."""

    pk = None

    def __str__(self) -> str:
        return "Common Thread"


SYSTEM = System()
Actor = Membership | System


class Invitation(NetworkModel):
    """A single-use, expiring key for one e-mail address to join one network. Only its hash is kept."""

    email = models.EmailField()
    role = models.CharField(max_length=14, choices=Role)
    organization = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64)
    invited_by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta(NetworkModel.Meta):
        constraints = [models.UniqueConstraint(fields=["network", "token_hash"], name="invitation_token_once")]

    def __str__(self) -> str:
        return f"{self.email} as {self.get_role_display()}"

    def is_usable(self, *, at: datetime) -> bool:
        return self.accepted_at is None and at < self.expires_at


class JoinRequest(NetworkModel):
    """Somebody asks to join through a network's open form; an administrator decides."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        INVITED = "invited", "Invited"
        TURNED_DOWN = "turned_down", "Turned down"

    name = models.CharField(max_length=120)
    email = models.EmailField()
    organization_name = models.CharField(max_length=160)
    reason = models.TextField(max_length=2000, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta(NetworkModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["network", "email"], condition=Q(state="waiting"), name="join_request_waits_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organization_name}"


class ApiToken(NetworkModel):
    """A key for programs: 256 random bits of which only the hash is kept. Reads only, unless it may write."""

    PREFIX = "ct_"

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    token_hash = models.CharField(max_length=64)
    may_write = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(NetworkModel.Meta):
        constraints = [models.UniqueConstraint(fields=["network", "token_hash"], name="api_token_once")]

    def __str__(self) -> str:
        return self.name

"""Files people send, and what a network lets them send."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from tta_portal.accounts.models import Membership
from tta_portal.files.kinds import ALLOWED_AT_FIRST, KINDS, extension_of
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet

MEGABYTE = 1024**2
GIGABYTE = 1024**3
MOST_BYTES = 100 * MEGABYTE
STAGED_FOR = timedelta(days=2)


class StoredFileQuerySet(NetworkQuerySet):
    def staged(self) -> Self:
        """Sent, but not yet part of anything."""
        return self.filter(attached_at=None)

    def forgotten(self, *, at: datetime) -> Self:
        """Staged so long ago that nobody will come back for them."""
        return self.staged().filter(uploaded_at__lt=at - STAGED_FOR)

    def bytes_used(self) -> int:
        return self.aggregate(total=Sum("size"))["total"] or 0


class StoredFile(NetworkModel):
    """One checked file. Its bytes lie in the storage under `key`, which has nothing of the name people gave it."""

    name = models.CharField(max_length=150)
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    key = models.CharField(max_length=100)
    uploaded_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    attached_at = models.DateTimeField(null=True, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)

    objects = NetworkManager.from_queryset(StoredFileQuerySet)()

    class Meta(NetworkModel.Meta):
        constraints = [models.UniqueConstraint(fields=["network", "key"], name="storedfile_key_once")]
        indexes = [
            models.Index(fields=["network", "uploaded_at"], condition=Q(attached_at=None), name="storedfile_staged")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_staged(self) -> bool:
        return self.attached_at is None

    @property
    def kind(self) -> str:
        """What this is, in words for the middle of a sentence."""
        known = KINDS.get(extension_of(self.name))
        return known.label if known else _("file")


def _allowed_at_first() -> list[str]:
    return list(ALLOWED_AT_FIRST)


class FilePolicy(NetworkModel):
    """What files a network takes. One row a network; where there is none the defaults hold."""

    max_bytes = models.PositiveBigIntegerField(
        default=25 * MEGABYTE, validators=[MinValueValidator(1), MaxValueValidator(MOST_BYTES)]
    )
    quota_bytes = models.PositiveBigIntegerField(default=5 * GIGABYTE)
    allowed = models.JSONField(default=_allowed_at_first)

    class Meta(NetworkModel.Meta):
        constraints = [models.UniqueConstraint(fields=["network"], name="filepolicy_once_per_network")]

    def __str__(self) -> str:
        return "What files this network takes"

    @classmethod
    def in_force(cls) -> FilePolicy:
        """The network's policy, or the defaults, not saved."""
        policy: FilePolicy | None = cls.objects.first()
        return policy or cls()

    @classmethod
    def locked(cls) -> FilePolicy:
        """The network's policy, and nobody else adds a file until this transaction ends."""
        policy: FilePolicy
        policy, _ = cls.objects.select_for_update().get_or_create()
        return policy

    @property
    def extensions(self) -> list[str]:
        """What is allowed, in the order of the fixed list."""
        return [extension for extension in KINDS if extension in self.allowed]

"""The ledger of what was shown to everybody: never edited, so that the next table can be judged beside it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from tta_portal.tenancy.models import NetworkModel


class Release(NetworkModel):
    """One panel over twelve whole months, as the public page shows it until the next one.

    `hidden`: by the name of a count, [dimension's place, group] of each that stayed hidden, in all dimensions.
    `content`: by dimension and language, the figures as they are drawn; empty if the release was refused.
    """

    panel = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField()
    made_at = models.DateTimeField(default=timezone.now)
    threshold = models.PositiveSmallIntegerField()
    hidden = models.JSONField()
    content = models.JSONField()
    not_counted = models.PositiveIntegerField()

    class Meta(NetworkModel.Meta):
        ordering = ["-ends_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["network", "panel", "ends_on"], name="release_once_a_month")]

    def __str__(self) -> str:
        return f"{self.panel} to {self.ends_on}"

    @property
    def is_refused(self) -> bool:
        return not self.content

"""What was counted of each day and month, so that a page does not count every request anew.

Sums of what is settled, by day and month; what is not settled yet, by name; and the days on which something changed
since they were counted. A reader adds the three up, so the numbers are those of this moment, however late a worker is.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from equity.dimensions import DIMENSIONS
from tta_portal.tenancy.models import NetworkModel


class Kind(models.TextChoices):
    """What is counted. Replies and waits come from requests, answers from check-ins."""

    REPLIES = "replies"
    WAITS = "waits"
    ANSWERS = "answers"


class Subject(models.TextChoices):
    """What changes."""

    REQUESTS = "requests"
    CHECK_INS = "check_ins"


class Span(models.TextChoices):
    DAY = "day"
    MONTH = "month"


class Standing(NetworkModel):
    """That summaries are kept, and in which time zone days were cut. Without it, all is counted live."""

    zone = models.CharField(max_length=64)
    rebuilt_at = models.DateTimeField()
    counted_at = models.DateTimeField()

    class Meta(NetworkModel.Meta):
        constraints = [models.UniqueConstraint(fields=["network"], name="summaries_one_standing")]

    def __str__(self) -> str:
        return f"Kept since {self.rebuilt_at:%Y-%m-%d %H:%M}"


class Change(NetworkModel):
    """A day of which something changed since it was counted; written by triggers in the transaction of the change."""

    subject = models.CharField(max_length=12, choices=Subject)
    day = models.DateField()

    class Meta(NetworkModel.Meta):
        indexes = [models.Index(fields=["network", "subject", "day"], name="summaries_change_by_day")]

    def __str__(self) -> str:
        return f"{self.subject} of {self.day}"


class Sums(NetworkModel):
    """What is settled of a day or month, in one combination of groups; `numbers` in the order of the kind's counts."""

    kind = models.CharField(max_length=12, choices=Kind)
    span = models.CharField(max_length=5, choices=Span)
    starts_on = models.DateField()
    rural_urban = models.CharField(max_length=20)
    vulnerability = models.CharField(max_length=20)
    jurisdiction_type = models.CharField(max_length=20)
    numbers = ArrayField(models.PositiveIntegerField())

    class Meta(NetworkModel.Meta):
        indexes = [models.Index(fields=["network", "kind", "span", "starts_on"], name="summaries_sums_by_span")]

    def __str__(self) -> str:
        return f"{self.kind}, {self.span} from {self.starts_on}"


class WaitSums(NetworkModel):
    """How many requests of a day or month waited so many hours, in one group of one dimension, and are settled."""

    dimension = models.CharField(max_length=20, choices=[(one.field, one.label) for one in DIMENSIONS])
    span = models.CharField(max_length=5, choices=Span)
    starts_on = models.DateField()
    group = models.CharField(max_length=20)
    hours = models.FloatField()
    replied = models.PositiveIntegerField()
    unwatched = models.PositiveIntegerField()

    class Meta(NetworkModel.Meta):
        indexes = [models.Index(fields=["network", "dimension", "span", "starts_on"], name="summaries_waits_by_span")]

    def __str__(self) -> str:
        return f"{self.group}, {self.span} from {self.starts_on}: {self.hours:g} h"


class Pending(NetworkModel):
    """A request or check-in of a counted day that was not settled then, and from when on it may count."""

    kind = models.CharField(max_length=12, choices=Kind)
    item = models.BigIntegerField()
    day = models.DateField()
    counts_from = models.DateTimeField()

    class Meta(NetworkModel.Meta):
        indexes = [
            models.Index(fields=["network", "kind", "counts_from"], name="summaries_pending_by_time"),
            models.Index(fields=["network", "kind", "day"], name="summaries_pending_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.item}"


class KeptCounts(NetworkModel):
    """What a panel counted of a period last night; for counts that read a network's whole history."""

    panel = models.CharField(max_length=20)
    period = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField()
    counted_at = models.DateTimeField()
    counts = models.JSONField()

    class Meta(NetworkModel.Meta):
        constraints = [models.UniqueConstraint(fields=["network", "panel", "period"], name="summaries_kept_once")]

    def __str__(self) -> str:
        return f"{self.panel}, {self.period} to {self.ends_on}"

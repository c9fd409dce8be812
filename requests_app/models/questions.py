"""A network's own questions on the request form, and what was answered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from requests_app.models.requests import TTARequest
from requests_app.models.topics import Topic
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet


class QuestionKind(models.TextChoices):
    TEXT = "text", "A few sentences"
    CHOICE = "choice", "One of several"
    MANY = "many", "Several of several"
    NUMBER = "number", "A number"
    DATE = "date", "A date"
    YES_NO = "yes_no", "Yes or no"
    FILE = "file", "A file"


WITH_CHOICES = (QuestionKind.CHOICE, QuestionKind.MANY)


class AskedIn(models.TextChoices):
    REQUEST = "request", "The request form"
    CHECK_IN = "check_in", "Check-ins"


class Moment(models.TextChoices):
    """The check-ins a question can be asked in."""

    SOON = "soon", "A few days after delivery"
    MONTH = "month", "About a month after"
    QUARTER = "quarter", "About three months after"
    HALF_YEAR = "half_year", "About half a year after"
    ONGOING = "ongoing", "While we work together"


class QuestionQuerySet(NetworkQuerySet):
    def asked(self) -> Self:
        """Those on the form now, in order."""
        return self.filter(asked_in=AskedIn.REQUEST, retired_on=None).order_by("position", "pk")

    def asked_in_check_ins(self) -> Self:
        """Those asked in check-ins now, in order."""
        return self.filter(asked_in=AskedIn.CHECK_IN, retired_on=None).order_by("position", "pk")

    def about(self, topic: Topic | None) -> Self:
        """Those for every topic, and those for this one or its parent."""
        topics = [one.pk for one in topic.lineage] if topic else []
        return self.filter(Q(topic=None) | Q(topic__in=topics))


class Question(NetworkModel):
    """One more question that a network asks. A retired one is asked no more; its answers stay."""

    label = models.CharField(max_length=200)
    help_text = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=8, choices=QuestionKind, default=QuestionKind.TEXT)
    choices = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    is_required = models.BooleanField(default=False)
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.CASCADE, related_name="questions")
    asked_in = models.CharField(max_length=8, choices=AskedIn, default=AskedIn.REQUEST)
    moments = ArrayField(models.CharField(max_length=9, choices=Moment), default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    objects = NetworkManager.from_queryset(QuestionQuerySet)()

    class Meta(NetworkModel.Meta):
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=QuestionKind.values), name="question_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind__in=WITH_CHOICES) | ~Q(choices=[]), name="question_choices_to_choose_from"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def field_name(self) -> str:
        """Its field's name in a form."""
        return f"question_{self.pk}"


class Answer(NetworkModel):
    """What a requester answered, with the question as it was asked then."""

    tta_request = models.ForeignKey(TTARequest, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    asked = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=QuestionKind)
    value = models.JSONField(default=None, null=True, blank=True)

    class Meta(NetworkModel.Meta):
        ordering = ["question__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["tta_request", "question"], name="answer_once_per_question")]

    def __str__(self) -> str:
        return f"{self.asked}: {self.in_words}"

    @property
    def in_words(self) -> str:
        """The answer as a person would say it."""
        return in_words(self.kind, self.value)


def in_words(kind: str, value: Any) -> str:
    """An answer of this kind as a person would say it."""
    match kind:
        case QuestionKind.YES_NO:
            return {True: _("Yes"), False: _("No")}.get(value, "")
        case QuestionKind.MANY:
            return ", ".join(value or [])
        case QuestionKind.DATE if value:
            day = date.fromisoformat(value)
            return f"{day:%B} {day.day}, {day.year}"
    return "" if value is None else str(value)


def as_json(value: Any) -> Any:
    """What a field gave, as it is kept."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value) if value % 1 else int(value)
    return value

"""A network shapes its form: questions are added, changed, ordered and retired; answers are kept."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from requests_app.models import Answer, Question, TTARequest
from requests_app.models.questions import as_json
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.errors import Refused

UP, DOWN = -1, 1
EMPTY: tuple[Any, ...] = (None, "", [])


@transaction.atomic
def add_question(*, by: Membership, **fields: Any) -> Question:
    """Ask one more thing, last on the form."""
    must(by, Permission.MANAGE_NETWORK)
    last = Question.objects.aggregate(last=Max("position"))["last"]
    question: Question = Question.objects.create(position=0 if last is None else last + 1, **fields)
    return question


@transaction.atomic
def change_question(question: Question, *, by: Membership, **fields: Any) -> None:
    """Ask it differently. The kind stays once somebody answered, so that old answers stay readable."""
    must(by, Permission.MANAGE_NETWORK)
    if fields.get("kind", question.kind) != question.kind and question.answers.exists():
        raise Refused("This question has answers already. Retire it, and add a new one of the other kind.")
    for name, value in fields.items():
        setattr(question, name, value)
    question.save(update_fields=list(fields))


@transaction.atomic
def move_question(question: Question, *, by: Membership, step: int) -> None:
    """One place up (-1) or down (1) among those that are asked."""
    must(by, Permission.MANAGE_NETWORK)
    theirs = Question.objects.filter(asked_in=question.asked_in, retired_on=None)
    asked = list(theirs.order_by("position", "pk").select_for_update())
    at = next((place for place, one in enumerate(asked) if one.pk == question.pk), None)
    if at is None or not 0 <= at + step < len(asked):
        return
    asked[at], asked[at + step] = asked[at + step], asked[at]
    for place, one in enumerate(asked):
        one.position = place
    Question.objects.bulk_update(asked, ["position"])


@transaction.atomic
def retire_question(question: Question, *, by: Membership) -> None:
    """Ask it no more, or again. What was answered stays on the requests."""
    must(by, Permission.MANAGE_NETWORK)
    question.retired_on = None if question.retired_on else timezone.localdate()
    question.save(update_fields=["retired_on"])


@transaction.atomic
def save_answers(tta_request: TTARequest, answers: dict[Question, Any]) -> None:
    """Keep what was answered, with the question as it was asked; an emptied answer is dropped."""
    emptied = [question for question, value in answers.items() if value in EMPTY]
    if emptied:
        Answer.objects.filter(tta_request=tta_request, question__in=emptied).delete()
    for question, value in answers.items():
        if value in EMPTY:
            continue
        Answer.objects.update_or_create(
            tta_request=tta_request,
            question=question,
            defaults={"asked": question.label, "kind": question.kind, "value": as_json(value)},
        )

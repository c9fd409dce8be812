"""Facts of a request that guards ask for: each a yes or a no, answered from the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from django.utils import timezone

if TYPE_CHECKING:
    from requests_app.models.plans import Plan
    from requests_app.models.work import Conversation, NeedsStatement, Referral


class RequestFacts:
    """Mixed into TTARequest; names are those of the guards in `lifecycle.py`."""

    first_reply_at: Any
    lead_id: int | None
    intensity: str
    follow_up: str
    conversations: Any
    needs_statements: Any
    plans: Any
    activities: Any
    commitments: Any
    referrals: Any

    @property
    def has_personal_reply(self) -> bool:
        return self.first_reply_at is not None

    @property
    def has_lead(self) -> bool:
        return self.lead_id is not None

    @property
    def conversation(self) -> Conversation | None:
        """The newest discovery conversation, offered or held."""
        return self.conversations.order_by("-pk").first()

    @property
    def conversation_offered(self) -> bool:
        return bool(self.conversations.exists())

    @property
    def conversation_held(self) -> bool:
        return bool(self.conversations.exclude(held_at=None).exclude(recipient_people="").exists())

    @property
    def needs_statement(self) -> NeedsStatement | None:
        """The newest version of “what we heard”."""
        return (
            self.needs_statements.select_related("written_by__user", "answered_by__user").order_by("-version").first()
        )

    @property
    def needs_confirmed(self) -> bool:
        statement = self.needs_statement
        return statement is not None and statement.is_confirmed

    @property
    def plan(self) -> Plan | None:
        """The newest version of the plan."""
        from requests_app.models.plans import PlanAgreement  # a plan is of a request

        agreements = Prefetch("agreements", PlanAgreement.objects.select_related("by__user"))
        versions = self.plans.select_related("drafted_by__user").prefetch_related(agreements)
        return versions.order_by("-version").first()

    @property
    def plan_agreed(self) -> bool:
        plan = self.plan
        return plan is not None and plan.is_agreed

    @property
    def voice_recorded(self) -> bool:
        plan = self.plan
        return plan is not None and plan.has_voice

    @property
    def is_universal(self) -> bool:
        return self.intensity == "universal"

    @property
    def has_activity(self) -> bool:
        return bool(self.activities.exists())

    @property
    def nothing_overdue_from_us(self) -> bool:
        ours = self.commitments.in_force().filter(side="provider")
        return not ours.unkept().filter(due_on__lt=timezone.localdate()).exists()

    @property
    def follow_up_finished(self) -> bool:
        return bool(self.follow_up)

    @property
    def referral(self) -> Referral | None:
        """The newest warm hand-off."""
        return self.referrals.order_by("-pk").first()

    @property
    def was_introduced(self) -> bool:
        referral = self.referral
        return referral is not None and referral.introduced_at is not None

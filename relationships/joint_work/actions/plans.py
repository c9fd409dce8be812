"""The plan of an engagement: a new version asks everybody again."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from relationships.joint_work.actions.telling import note, tell
from relationships.joint_work.models import EngagementPlan, PlanYes
from relationships.joint_work.parties import must_lead, must_take_part
from relationships.models import Engagement
from tta_portal.accounts.models import Membership
from tta_portal.errors import Refused


@transaction.atomic
def draft_plan(
    engagement: Engagement,
    *,
    by: Membership,
    purpose: str,
    roles: str,
    goals: str,
    starts_on: date,
    finishes_on: date | None,
    after: int = 0,
) -> EngagementPlan:
    """Write the next version. `after`: the version it changes; if another came meanwhile, it must be read first."""
    must_lead(engagement, by)
    Engagement.objects.select_for_update().get(pk=engagement.pk)
    last = engagement.plans.order_by("-version").first()
    if (last.version if last else 0) != after:
        raise Refused(
            _("Somebody has written a new version meanwhile. Go back, copy your words, and change the new version.")
        )
    plan: EngagementPlan = EngagementPlan.objects.create(
        engagement=engagement,
        version=after + 1,
        purpose=purpose,
        roles=roles,
        goals=goals,
        starts_on=starts_on,
        finishes_on=finishes_on,
        drafted_by=by,
    )
    party = must_take_part(engagement, by)
    PlanYes.objects.create(plan=plan, party=party, by=by)
    note(engagement, _("Plan, version %(version)s") % {"version": plan.version}, by=by)
    tell(
        engagement,
        lambda: _("a plan for you to agree"),
        lambda: [
            _("%(name)s has written version %(version)s of our plan.") % {"name": by, "version": plan.version},
            _("What changed is marked on its page. Please read it, and agree or say what is missing."),
        ],
        by=by,
        key=f"engagement-plan:{plan.pk}",
    )
    return plan


@transaction.atomic
def agree_plan(engagement: Engagement, *, by: Membership, version: int) -> None:
    """One party says yes to the version it has read."""
    party = must_take_part(engagement, by)
    plan = engagement.plans.order_by("-version").first()
    if plan is None or plan.version != version:
        raise Refused(_("The plan has changed since you opened it. Please read the new version before you agree."))
    _yes, is_new = PlanYes.objects.get_or_create(plan=plan, party=party, defaults={"by": by})
    if not is_new:
        return
    note(engagement, _("%(name)s agreed the plan") % {"name": party.organization}, by=by)
    if waiting_for(plan):
        return
    tell(
        engagement,
        lambda: _("everybody agreed the plan"),
        lambda: [_("Version %(version)s of our plan has the yes of everybody who takes part.") % {"version": version}],
        by=by,
        key=f"engagement-plan:{plan.pk}:agreed",
    )


def waiting_for(plan: EngagementPlan) -> bool:
    """Whether some party has not agreed yet."""
    yeses = PlanYes.objects.filter(plan=plan).values("party")
    return bool(plan.engagement.parties.exclude(pk__in=yeses).exists())

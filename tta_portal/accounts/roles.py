"""Who may do what: roles and their permissions, in code."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_noop

from tta_portal.words import gettext_lazy as _


class Role(models.TextChoices):
    REQUESTER = "requester", _("Requester")
    PARTNER = "partner", _("Partner")
    PROVIDER = "provider", _("Provider")
    ADMINISTRATOR = "administrator", _("Administrator")
    ANALYST = "analyst", _("Analyst")


class Permission(StrEnum):
    SEE_HOME = gettext_noop("see their home page")
    SEE_REQUESTS = gettext_noop("see requests")
    SUBMIT_REQUESTS = gettext_noop("submit requests")
    CONFIRM_NEEDS = gettext_noop("speak for the organization that asked")
    TRIAGE_REQUESTS = gettext_noop("triage requests")
    WORK_REQUESTS = gettext_noop("work on requests")
    SEE_CASELOAD = gettext_noop("see a caseload")
    SEE_ORGANIZATIONS = gettext_noop("see organizations")
    SEE_ENGAGEMENTS = gettext_noop("see engagements")
    AGREE_ENGAGEMENTS = gettext_noop("propose and agree engagements")
    SEE_CHECK_INS = gettext_noop("see check-ins")
    SEE_TRAINING = gettext_noop("see training events")
    MANAGE_TRAINING = gettext_noop("manage training events")
    SEE_EQUITY = gettext_noop("see equity dashboards")
    MANAGE_NETWORK = gettext_noop("configure the network")


_EVERYONE = {Permission.SEE_HOME}
_TEAM = {
    Permission.SEE_REQUESTS,
    Permission.TRIAGE_REQUESTS,
    Permission.WORK_REQUESTS,
    Permission.SEE_CASELOAD,
    Permission.SEE_ORGANIZATIONS,
    Permission.SEE_ENGAGEMENTS,
    Permission.AGREE_ENGAGEMENTS,
    Permission.SEE_CHECK_INS,
    Permission.SEE_TRAINING,
    Permission.MANAGE_TRAINING,
}

PERMISSIONS: dict[str, frozenset[Permission]] = {
    Role.REQUESTER: frozenset(
        _EVERYONE
        | {
            Permission.SEE_REQUESTS,
            Permission.SUBMIT_REQUESTS,
            Permission.CONFIRM_NEEDS,
            Permission.SEE_ORGANIZATIONS,
            Permission.SEE_ENGAGEMENTS,
            Permission.AGREE_ENGAGEMENTS,
            Permission.SEE_CHECK_INS,
            Permission.SEE_TRAINING,
        }
    ),
    Role.PARTNER: frozenset(
        _EVERYONE | {Permission.SEE_ENGAGEMENTS, Permission.AGREE_ENGAGEMENTS, Permission.SEE_TRAINING}
    ),
    Role.PROVIDER: frozenset(_EVERYONE | _TEAM),
    Role.ADMINISTRATOR: frozenset(_EVERYONE | _TEAM | {Permission.SEE_EQUITY, Permission.MANAGE_NETWORK}),
    Role.ANALYST: frozenset(_EVERYONE | {Permission.SEE_EQUITY}),
}

STAFF_ROLES = (Role.PROVIDER, Role.ADMINISTRATOR)

"""Who may do what: roles and their permissions, in code."""

from __future__ import annotations

from enum import StrEnum

from django.db import models


class Role(models.TextChoices):
    REQUESTER = "requester", "Requester"
    PARTNER = "partner", "Partner"
    PROVIDER = "provider", "Provider"
    ADMINISTRATOR = "administrator", "Administrator"
    ANALYST = "analyst", "Analyst"


class Permission(StrEnum):
    SEE_HOME = "see their home page"
    SEE_REQUESTS = "see requests"
    SUBMIT_REQUESTS = "submit requests"
    CONFIRM_NEEDS = "speak for the organization that asked"
    TRIAGE_REQUESTS = "triage requests"
    WORK_REQUESTS = "work on requests"
    SEE_CASELOAD = "see a caseload"
    SEE_ORGANIZATIONS = "see organizations"
    SEE_ENGAGEMENTS = "see engagements"
    AGREE_ENGAGEMENTS = "propose and agree engagements"
    SEE_CHECK_INS = "see check-ins"
    SEE_TRAINING = "see training events"
    MANAGE_TRAINING = "manage training events"
    SEE_EQUITY = "see equity dashboards"
    MANAGE_NETWORK = "configure the network"


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

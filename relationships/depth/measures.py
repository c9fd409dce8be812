"""Measures of relationships: one function each, which says what is counted, over what, and what is missing.

Every measure covers the twelve months (365 days) or 180 days up to a day on the network's own clock, and
returns its n and its definition, because both are shown beside it.
"""

# ruff: noqa: S608  (the pieces of SQL are constants of ours; values go as parameters)
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from relationships.depth import sources
from relationships.depth.rule import SHARE
from relationships.depth.whole import whole_network
from requests_app.models import Side
from requests_app.models.plans import VoiceLevel
from tta_portal.directory.models import Organization
from tta_portal.tenancy.models import current_network

ENOUGH_PROMISES = 5


@dataclass(frozen=True)
class Measure:
    """A value with what stands behind it; no value means that there is too little to say."""

    value: float | None
    n: int
    words: str


def reliability(*, on: date, side: Side | None = None, organization: Organization | None = None) -> Measure:
    """R = (kept + 0.5·late) / (kept + late + broken), from 0 to 1, of promises that fell due in 180 days.

    n is the denominator; under 5 there is no value. Renegotiated counts as kept; overdue for ten days and not
    said to be kept counts as broken. Promises of mere proposals and of plans not agreed are missing.
    """
    ((due, percent),) = _select(
        f"SELECT {SHARE} FROM ({sources.PROMISES}) found WHERE due_on > %(on)s::date - 365 "
        "AND (%(side)s::text IS NULL OR side = %(side)s) "
        "AND (%(organization)s::bigint IS NULL OR organization_id = %(organization)s)",
        on=on, side=side, organization=organization.pk if organization else None,
    )  # fmt: skip
    words = _("Promises kept, those kept late counting half, of those that fell due in the last 180 days.")
    return Measure(float(percent) / 100 if due >= ENOUGH_PROMISES else None, due, words)


def continuity(*, on: date) -> Measure:
    """Changes of lead with a three-way introduction ÷ changes of lead from one person to another, in 365 days."""
    ((introduced, changes),) = _select(
        "SELECT count(introduced_at), count(*) FROM requests_app_leadchange WHERE network_id = %(network)s "
        f"AND from_lead_id IS NOT NULL AND {_within_a_year('changed_at')}",
        on=on,
    )
    words = _("Hand-overs in which old lead, new lead and health department met, of all hand-overs in 12 months.")
    return Measure(introduced / changes if changes else None, changes, words)


def given_by(*, on: date, organization: Organization | None = None) -> int:
    """How often recipients, or one of them, gave something in 365 days: the sum of all registered sources."""
    ((count,),) = _select(
        f"SELECT count(*) FROM ({sources.given()}) found "
        "JOIN directory_organization organization ON organization.id = found.organization_id "
        "WHERE organization.is_recipient AND day > %(on)s::date - 365 AND day <= %(on)s "
        "AND (%(organization)s::bigint IS NULL OR organization_id = %(organization)s)",
        on=on, organization=organization.pk if organization else None,
    )  # fmt: skip
    return int(count)


def received_by(*, on: date, organization: Organization | None = None) -> int:
    """How often recipients, or one of them, got something in 365 days: answers delivered, and trainings attended."""
    ((count,),) = _select(
        "SELECT count(*) FROM (SELECT organization_id, delivered_at AS at FROM requests_app_ttarequest "
        "WHERE network_id = %(network)s AND status NOT IN ('draft', 'merged') "
        "UNION ALL SELECT seat.organization_id, session.ends_at FROM training_registration seat "
        "JOIN training_session session ON session.id = seat.session_id WHERE seat.network_id = %(network)s "
        "AND seat.state = 'attended' AND seat.organization_id IS NOT NULL) found "
        f"WHERE {_within_a_year('at')} AND (%(organization)s::bigint IS NULL OR organization_id = %(organization)s)",
        on=on, organization=organization.pk if organization else None,
    )  # fmt: skip
    return int(count)


def reciprocity(*, on: date, organization: Organization | None = None) -> Measure:
    """min(given, received) / max(given, received) in 365 days; n is what was given and received together."""
    given, received = given_by(on=on, organization=organization), received_by(on=on, organization=organization)
    words = _(
        "What health departments gave (resources shared, training sessions hosted, help to a peer), against what they "
        "got (answers delivered, trainings attended): the smaller number divided by the larger, in 12 months."
    )
    return Measure(min(given, received) / max(given, received) if given + received else None, given + received, words)


def voice_level(*, on: date) -> Measure:
    """Mean IAP2 level (inform 1 to empower 5) of plans agreed in 365 days whose community voice is recorded.

    Plans that explain why nobody was heard have no level and are missing from the mean.
    """
    ((mean, n),) = _select(
        "SELECT avg(array_position(%(levels)s::text[], plan.voice_level::text)), count(*) "
        f"FROM ({sources.AGREED}) found JOIN requests_app_plan plan ON plan.id = found.id "
        "WHERE plan.voice_level <> '' AND day > %(on)s::date - 365 AND day <= %(on)s",
        on=on, levels=VoiceLevel.values,
    )  # fmt: skip
    words = _("How far community partners took part, from 1 (they are told) to 5 (they decide), over agreed plans.")
    return Measure(float(mean) if n else None, n, words)


def led_by_recipient(*, on: date) -> Measure:
    """Share of plans agreed in 365 days whose request the recipient co-leads, or whose engagement it leads."""
    ((led, n),) = _select(
        "WITH co_led AS (SELECT DISTINCT person.tta_request_id, member.organization_id "
        "FROM requests_app_requestperson person JOIN accounts_membership member ON member.id = person.member_id "
        "WHERE person.network_id = %(network)s AND person.part = 'co_lead'), "
        "led AS (SELECT DISTINCT link.tta_request_id, engagement.lead_organization_id AS organization_id "
        "FROM relationships_engagementrequest link JOIN relationships_engagement engagement "
        "ON engagement.id = link.engagement_id WHERE link.network_id = %(network)s "
        "AND engagement.started_at IS NOT NULL) "
        "SELECT count(*) FILTER (WHERE co_led.tta_request_id IS NOT NULL OR led.tta_request_id IS NOT NULL), count(*) "
        f"FROM ({sources.AGREED}) found JOIN requests_app_plan plan ON plan.id = found.id "
        "LEFT JOIN co_led ON co_led.tta_request_id = plan.tta_request_id "
        "AND co_led.organization_id = found.organization_id "
        "LEFT JOIN led ON led.tta_request_id = plan.tta_request_id AND led.organization_id = found.organization_id "
        "WHERE day > %(on)s::date - 365 AND day <= %(on)s",
        on=on,
    )
    words = _("Plans that the health department leads or co-leads, of all plans agreed in 12 months.")
    return Measure(led / n if n else None, n, words)


def _within_a_year(column: str) -> str:
    day = f"({column} AT TIME ZONE %(zone)s)::date"
    return f"{day} > %(on)s::date - 365 AND {day} <= %(on)s"


def _select(sql: str, **values: Any) -> Sequence[Any]:
    network = current_network()
    with whole_network() as cursor:
        cursor.execute(sql, {"network": network.pk, "zone": network.time_zone, **values})
        found: Sequence[Any] = cursor.fetchall()
    return found

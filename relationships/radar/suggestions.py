"""What to do next about each quiet organization, and why, in words; a few queries however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from relationships.lifecycle import CheckInState
from relationships.models import CheckIn
from relationships.radar.models import Outreach
from relationships.radar.quiet import Silence
from requests_app.models import Commitment, Side
from tta_portal.directory.models import Organization

UNANSWERED = (CheckInState.TO_PHONE, CheckInState.UNREACHABLE)


@dataclass(frozen=True)
class Row:
    """One quiet organization, ready to be shown."""

    organization: Organization
    quiet: str
    what: str
    why: str
    outreach: Outreach | None


def for_silent(silences: Sequence[Silence], *, on: date) -> list[Row]:
    """Those who fall silent: keep what we promised, then phone who did not answer, then just ask."""
    pks = [one.organization_id for one in silences]
    known, outreaches = _organizations(pks), _outreaches(pks)
    ours = Commitment.objects.in_force().unkept().filter(organization__in=pks, side=Side.PROVIDER)
    promises = {one.organization_id: one for one in ours.order_by("-due_on")}
    unanswered = set(
        CheckIn.objects.filter(organization__in=pks, state__in=UNANSWERED).values_list("organization", flat=True)
    )
    rows = []
    for one in silences:
        pk = one.organization_id
        if pk in promises:
            what, why = (
                "Call, and say how it stands",
                f"We promised: {promises[pk].text} (by {_day(promises[pk].due_on)}).",
            )
        elif pk in unanswered:
            what, why = "Phone rather than write", "They did not answer our last check-in."
        else:
            what, why = "Call, and ask how things are", "Nothing is open between us; a short call keeps the thread."
        days = (on - one.last_on).days
        usual = f"Quiet since {_day(one.last_on)}: {days} days. Usually {one.usual:.0f} between contacts."
        rows.append(Row(known[pk], usual, what, why, outreaches.get(pk)))
    return rows


def for_never(pks: Sequence[int]) -> list[Row]:
    """Those never heard of: somebody introduces the network."""
    known, outreaches = _organizations(pks), _outreaches(pks)
    return [
        Row(
            known[pk],
            "We have never heard of them.",
            "Call and introduce the network",
            _why(known[pk]),
            outreaches.get(pk),
        )
        for pk in pks
    ]


def _why(organization: Organization) -> str:
    place = organization.jurisdiction
    if place is None:
        return "They may ask, and perhaps do not know it."
    facts = []
    if place.vulnerability == "q4":
        facts.append("among the most vulnerable places")
    if place.rural_urban == "rural_remote":
        facts.append("rural and remote")
    if place.jurisdiction_type in ("tribal", "territorial", "freely_associated"):
        facts.append(place.get_jurisdiction_type_display().lower())
    if not facts:
        return "They may ask, and perhaps do not know it."
    return f"They may ask, and are {', '.join(facts)}: an offer reaches such places last."


def _organizations(pks: Sequence[int]) -> dict[int, Organization]:
    found: dict[int, Organization] = Organization.objects.select_related("jurisdiction", "network").in_bulk(pks)
    return found


def _outreaches(pks: Sequence[int]) -> dict[int, Outreach]:
    under_way = Outreach.objects.under_way().filter(organization__in=pks).select_related("assigned_to__user")
    return {one.organization_id: one for one in under_way}


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"

"""Who should take a request: a suggestion with its reasons in words. People decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils import timezone

from requests_app.models import Intensity, TTARequest, WorkProfile
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Hub


@dataclass(frozen=True)
class Suggestion:
    """A hub, a lead and an intensity, and why. Nobody is suggested where nobody is here."""

    lead: Membership | None
    hub: Hub | None
    intensity: Intensity
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class _Colleague:
    member: Membership
    profile: WorkProfile
    open_requests: int

    def crowding(self, more: int) -> float:
        """Open requests, and so many more, for each hour a week there is."""
        hours = float(self.profile.weekly_hours)
        return (self.open_requests + more) / hours if hours else float("inf")


def suggest(tta_requests: Sequence[TTARequest]) -> dict[int, Suggestion]:
    """A suggestion for each request, by its id: five queries, however many requests.

    Continuity comes first: who led this department's last request leads the next. Then the topic's
    usual lead; then language, hub, and who has the most room.
    """
    room = _Room(tta_requests)
    return {tta_request.pk: room.suggest(tta_request) for tta_request in tta_requests}


class _Room:
    """What is known about the team, read once for all requests of a page."""

    def __init__(self, tta_requests: Iterable[TTARequest]) -> None:
        self.today: date = timezone.localdate()
        open_by_lead = TTARequest.objects.open().exclude(lead=None).order_by().values_list("lead")
        loads = dict(open_by_lead.annotate(Count("pk")))
        profiles = {profile.member_id: profile for profile in WorkProfile.objects.all()}
        staff = Membership.objects.staff().select_related("user", "organization").order_by("pk")
        self.team = {
            member.pk: _Colleague(
                member, profiles.get(member.pk) or WorkProfile(member=member), loads.get(member.pk, 0)
            )
            for member in staff
        }
        self.suggested: Counter[int] = Counter()
        self.hubs = list(Hub.objects.order_by("pk"))
        self.last_leads = self._last_leads({tta_request.organization_id for tta_request in tta_requests})

    def _last_leads(self, organizations: set[int]) -> dict[int, tuple[int, int]]:
        """The lead and the number of each department's last request that had a lead."""
        led = TTARequest.objects.sent().filter(organization__in=organizations).exclude(lead=None)
        last = led.order_by("organization_id", "-submitted_at").distinct("organization_id")
        return {
            organization: (lead, number)
            for organization, lead, number in last.values_list("organization_id", "lead_id", "number")
        }

    def suggest(self, tta_request: TTARequest) -> Suggestion:
        hub, why_hub = self._hub(tta_request)
        lead, why_lead = self._lead(tta_request, hub)
        topic = tta_request.topic
        intensity = Intensity(topic.default_intensity if topic else Intensity.TARGETED)
        why_intensity = f"usual for {topic}" if topic else "the usual one"
        label = str(intensity.label).split(":")[0].lower()
        reasons = [why_lead, why_hub, f"{label.capitalize()}: {why_intensity}." if label else ""]
        return Suggestion(lead, hub, intensity, tuple(reason for reason in reasons if reason))

    def _hub(self, tta_request: TTARequest) -> tuple[Hub | None, str]:
        topic, place = tta_request.topic, tta_request.organization.jurisdiction
        by_id = {hub.pk: hub for hub in self.hubs}
        if topic is not None and topic.default_hub_id in by_id:
            hub = by_id[topic.default_hub_id]
            return hub, f"{hub} serves this topic."
        if tta_request.organization.hub_id in by_id:
            hub = by_id[tta_request.organization.hub_id]
            return hub, f"{hub} serves this department."
        state = place.state if place else ""
        found = next((hub for hub in self.hubs if state and state in hub.states), None)
        return found, f"{found} covers {state}." if found else ""

    def _lead(self, tta_request: TTARequest, hub: Hub | None) -> tuple[Membership | None, str]:
        return self._same_as_before(tta_request) or self._of_topic(tta_request) or self._with_room(tta_request, hub)

    def _same_as_before(self, tta_request: TTARequest) -> tuple[Membership, str] | None:
        lead_id, number = self.last_leads.get(tta_request.organization_id, (0, 0))
        found = self._here(lead_id)
        if found is None:
            return None
        who, stands_in_for = found
        if stands_in_for is not None:
            return who.member, f"{who.member} stands in for {stands_in_for}, who led their request {number}."
        return who.member, f"{who.member} led their request {number}, so they know each other."

    def _of_topic(self, tta_request: TTARequest) -> tuple[Membership, str] | None:
        topic = tta_request.topic
        found = self._here(topic.default_lead_id or 0) if topic else None
        if found is None:
            return None
        who, stands_in_for = found
        if stands_in_for is not None:
            return who.member, f"{who.member} stands in for {stands_in_for}, who usually leads {topic}."
        return who.member, f"{who.member} usually leads {topic}."

    def _with_room(self, tta_request: TTARequest, hub: Hub | None) -> tuple[Membership | None, str]:
        here = [one for one in self.team.values() if not one.profile.is_away(on=self.today)]
        if not here:
            return None, "Nobody of the team is here today."
        wanted = tta_request.language_needs.casefold()

        def fit(one: _Colleague) -> tuple[bool, bool, float, int]:
            """Best first; what was suggested to somebody further up the page counts as theirs already."""
            speaks = any(language.casefold() in wanted for language in one.profile.languages) if wanted else False
            of_hub = hub is not None and one.profile.hub_id == hub.pk
            return not speaks, not of_hub, one.crowding(self.suggested[one.member.pk]), one.member.pk

        best = min(here, key=fit)
        speaks_not, of_hub_not, *_ = fit(best)
        number = best.open_requests
        requests = "one open request" if number == 1 else f"{number or 'no'} open requests"
        why = [f"{best.member} has {requests} and {float(best.profile.weekly_hours):g} hours a week"]
        self.suggested[best.member.pk] += 1
        why += [] if speaks_not else [f"works in {tta_request.language_needs}"]
        why += [] if of_hub_not else [f"is of {hub}"]
        return best.member, ", ".join(why) + "."

    def _here(self, member_id: int) -> tuple[_Colleague, Membership | None] | None:
        """The colleague, or who stands in while they are away; None when neither is here."""
        one = self.team.get(member_id)
        if one is None or not one.profile.is_away(on=self.today):
            return (one, None) if one else None
        other = self.team.get(one.profile.delegate_id or 0)
        return (other, one.member) if other and not other.profile.is_away(on=self.today) else None

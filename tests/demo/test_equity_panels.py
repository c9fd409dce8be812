"""The panels' counts over the demo, computed a second time in plain Python over exported rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.utils import timezone

from equity import reach_counts, tallies
from equity.claims import Measure
from equity.depth import counts as depth_counts
from equity.dimensions import DIMENSIONS
from equity.periods import PeriodChoice, period_of
from equity.suppression import ALL
from relationships.depth.models import Standing
from relationships.models import CheckIn, CheckInAnswer, Engagement, EngagementParty, EngagementRequest
from requests_app.models import Activity, Plan, PlanAgreement, RequestPerson, TTARequest
from tests.relationships.depth.by_hand import Export
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Jurisdiction, Organization

REQUESTS = 1500


@pytest.fixture(params=list(PeriodChoice))
def period(national, request):
    return period_of(request.param, zone=national.time_zone)


@pytest.fixture
def left_out(national):
    """Tribes' departments that have not said that they may be counted."""
    tribes = set(Jurisdiction.objects.filter(jurisdiction_type="tribal").values_list("pk", flat=True))
    rows = Organization.objects.values_list("pk", "jurisdiction_id", "counts_in_equity")
    found = {pk for pk, place, counts in rows if place in tribes and not counts}
    assert found
    assert len(found) < len(tribes)
    return found


@pytest.fixture
def export(national):
    return Export(national.time_zone)


@pytest.fixture
def frozen(national):
    """The groups of each request, by its id."""
    placed = set(Organization.objects.exclude(jurisdiction=None).values_list("pk", flat=True))
    found = {}
    for row in TTARequest.objects.values():
        facts = [row[name] for name in ("rural_urban", "vulnerability")]
        is_unknown = row["organization_id"] not in placed and set(facts) == {"not_classified"}
        is_unknown = is_unknown and row["population_band"] == "unknown"
        found[row["id"]] = ("not_classified",) * 3 if is_unknown else tuple(row[d.field] for d in DIMENSIONS)
    return found


def numbers(counted):
    return {
        name: {key: cell.count for key, cell in cells.items() if cell.count} for name, cells in counted.cells.items()
    }


def test_answers(period, frozen, left_out):
    said = {row["check_in_id"]: row for row in CheckInAnswer.objects.values()}
    found = {
        name: Counter()
        for name in ("asked", "answered", "useful_said", "useful", "used_said", "used", "changed_said", "changed")
    }
    for row in CheckIn.objects.exclude(tta_request=None).exclude(asked_at=None).values():
        in_period = period.starts_at <= row["asked_at"] < period.ends_before
        if (
            row["organization_id"] in left_out
            or not in_period
            or row["closes_at"] > period.seen_at
            or row["state"] == "cancelled"
        ):
            continue
        key, answer = frozen[row["tta_request_id"]], said.get(row["id"])
        found["asked"][key] += 1
        if answer is None:
            continue
        found["answered"][key] += 1
        found["useful_said"][key] += answer["useful"] is not None
        found["useful"][key] += (answer["useful"] or 0) >= 4
        found["used_said"][key] += answer["used"] != ""
        found["used"][key] += answer["used"] in {"partly", "fully"}
        found["changed_said"][key] += answer["changed"] != ""
        found["changed"][key] += answer["changed"] not in {"", "nothing"}

    assert numbers(tallies.answers(period)) == {name: dict(+counter) for name, counter in found.items()}


def test_plans(period, frozen, export, left_out):
    yes = defaultdict(dict)
    for row in PlanAgreement.objects.values():
        yes[row["plan_id"]][row["side"]] = export.day(row["at"])
    latest = {}
    for row in Plan.objects.order_by("version").values():
        if len(yes[row["id"]]) == 2:
            latest[row["tta_request_id"]] = row
    members = dict(Membership.objects.values_list("pk", "organization_id"))
    co_leads = {
        (row["tta_request_id"], members[row["member_id"]])
        for row in RequestPerson.objects.filter(part="co_lead").values()
    }
    leads = dict(Engagement.objects.exclude(started_at=None).values_list("pk", "lead_organization_id"))
    led = {
        (row["tta_request_id"], leads[row["engagement_id"]])
        for row in EngagementRequest.objects.values()
        if row["engagement_id"] in leads
    }
    asked_by = dict(TTARequest.objects.values_list("pk", "organization_id"))
    levels = {
        "involved": {"involve", "collaborate", "empower"}, "collaborating": {"collaborate", "empower"},
        "empowered": {"empower"}, "heard": {"inform", "consult"}, "consulted": {"consult"},
    }  # fmt: skip
    found = {name: Counter() for name in ("agreed", "led", *levels)}
    for pk, plan in latest.items():
        in_period = period.starts_on <= max(yes[plan["id"]].values()) <= period.ends_on
        if asked_by[pk] in left_out or not in_period:
            continue
        found["agreed"][frozen[pk]] += 1
        for name, inside in levels.items():
            found[name][frozen[pk]] += plan["voice_level"] in inside
        found["led"][frozen[pk]] += (pk, asked_by[pk]) in co_leads | led

    assert numbers(tallies.voices(period)) == {name: dict(+counter) for name, counter in found.items()}


def test_asking(period, left_out):
    sent = defaultdict(list)
    for row in TTARequest.objects.exclude(status__in=["draft", "merged"]).values("organization_id", "submitted_at"):
        if row["submitted_at"] is not None and row["submitted_at"] < period.ends_before:
            sent[row["organization_id"]].append(row["submitted_at"])
    places = {row["id"]: row for row in Jurisdiction.objects.values()}
    found = {name: Counter() for name in ("roster", "asked", "first", "requests")}
    residents, by_number = 0, Counter()
    for row in Organization.objects.filter(is_recipient=True).values():
        gone = row["eligible_until"] is not None and row["eligible_until"] <= period.ends_on
        if row["id"] in left_out or row["eligible_from"] is None or row["eligible_from"] > period.ends_on or gone:
            continue
        place = places.get(row["jurisdiction_id"])
        key = tuple(place[d.field] if place else "not_classified" for d in DIMENSIONS)
        mine = [at for at in sent[row["id"]] if at >= period.starts_at]
        found["roster"][key] += 1
        found["asked"][key] += bool(mine)
        found["first"][key] += bool(mine) and mine == sent[row["id"]]
        found["requests"][key] += len(mine)
        residents += (place["population"] or 0) if place else 0
        by_number[len(mine)] += 1

    counted = reach_counts.asking(period)

    for name in ("asked", "first", "requests"):
        assert {key: cell.count for key, cell in getattr(counted, name).items()} == dict(found[name])
    assert {key: cell.ceiling for key, cell in counted.asked.items()} == dict(found["roster"])
    assert counted.residents[ALL] == residents
    assert dict(counted.by_number) == dict(by_number)


def test_responsive(national, left_out):
    period = period_of(PeriodChoice.LAST_YEAR, zone=national.time_zone)
    today = timezone.localdate()
    levels = dict(Standing.objects.values_list("organization_id", "level"))
    places = {row["id"]: row for row in Jurisdiction.objects.values()}
    roster, responsive = Counter(), Counter()
    for row in Organization.objects.filter(is_recipient=True).values():
        gone = row["eligible_until"] is not None and row["eligible_until"] <= today
        if row["id"] in left_out or row["eligible_from"] is None or row["eligible_from"] > today or gone:
            continue
        place = places.get(row["jurisdiction_id"])
        key = tuple(place[d.field] if place else "not_classified" for d in DIMENSIONS)
        roster[key] += 1
        responsive[key] += levels.get(row["id"], 0) >= 2

    assert numbers(tallies.responsive(period)) == {"roster": dict(roster), "responsive": dict(+responsive)}


def test_converted(period, frozen, export, left_out):
    on = export.day(period.seen_at)
    first, converted = Counter(), Counter()
    for record in export.records.values():
        request = export.first(record)
        if request is None or request["delivered_at"] is None or request["organization_id"] in left_out:
            continue
        delivered = export.day(request["delivered_at"])
        if period.starts_on <= delivered <= period.ends_on and delivered + timedelta(days=180) <= on:
            first[frozen[request["id"]]] += 1
            converted[frozen[request["id"]]] += export.was_responsive(record, delivered, on)

    assert numbers(tallies.converted(period)) == {"first": dict(first), "converted": dict(+converted)}


@pytest.fixture
def askers(period, left_out):
    """The groups of each department on the roster that asked in the period, and its requests of the period."""
    places = {row["id"]: row for row in Jurisdiction.objects.values()}
    sent = defaultdict(set)
    for row in TTARequest.objects.exclude(status__in=["draft", "merged"]).values(
        "id", "organization_id", "submitted_at"
    ):
        if row["submitted_at"] is not None and period.starts_at <= row["submitted_at"] < period.ends_before:
            sent[row["organization_id"]].add(row["id"])
    found = {}
    for row in Organization.objects.filter(is_recipient=True).values():
        gone = row["eligible_until"] is not None and row["eligible_until"] <= period.ends_on
        if row["id"] in left_out or row["eligible_from"] is None or row["eligible_from"] > period.ends_on or gone:
            continue
        place = places.get(row["jurisdiction_id"])
        if sent[row["id"]]:
            key = tuple(place[d.field] if place else "not_classified" for d in DIMENSIONS)
            found[row["id"]] = (key, sent[row["id"]])
    return found


def test_partnered(period, askers):
    community = {row["id"] for row in Organization.objects.values("id", "kinds") if "community" in row["kinds"]}
    started = set(Engagement.objects.filter(started_at__lte=period.seen_at).values_list("pk", flat=True))
    with_party = {
        row["engagement_id"] for row in EngagementParty.objects.values() if row["organization_id"] in community
    }
    partnered = {
        row["tta_request_id"]
        for row in EngagementRequest.objects.values()
        if row["engagement_id"] in started & with_party
    }
    yes = defaultdict(set)
    for row in PlanAgreement.objects.values():
        yes[row["plan_id"]].add(row["side"])
    latest = {
        row["tta_request_id"]: row for row in Plan.objects.order_by("version").values() if len(yes[row["id"]]) == 2
    }
    partnered |= {pk for pk, plan in latest.items() if plan["voice_level"] in {"involve", "collaborate", "empower"}}
    asked, found = Counter(), Counter()
    for key, requests in askers.values():
        asked[key] += 1
        found[key] += bool(requests & partnered)

    counted = numbers(depth_counts.depth(period))

    assert counted["asked"] == dict(asked)
    assert counted["partnered"] == dict(+found)
    assert counted["partnered"]


def test_help(period, askers):
    asked_by = dict(TTARequest.objects.values_list("pk", "organization_id"))
    contacts, hours = Counter(), Counter()
    for row in Activity.objects.values():
        if period.starts_on <= row["held_on"] <= period.ends_on:
            contacts[asked_by[row["tta_request_id"]]] += row["with_recipient"]
            hours[asked_by[row["tta_request_id"]]] += row["hours"]

    def step(amount):
        if amount <= 0:
            return 0
        size = 1 if amount <= 10 else 5 if amount < 50 else 10
        return max(1, size * int((Decimal(amount) / size).quantize(Decimal(1), ROUND_HALF_UP)))

    for dimension in DIMENSIONS:
        found = depth_counts.amounts(period, by=dimension)
        for measure, amounts in ((Measure.CONTACTS, contacts), (Measure.HOURS, hours)):
            expected = Counter((key[dimension.index], step(amounts[pk])) for pk, (key, _) in askers.items())
            assert {(g, amount): n for g, of in found[measure].items() for amount, n in of.items()} == dict(expected)


def test_returned(period, left_out):
    sent, delivered = defaultdict(list), defaultdict(list)
    first, last = (
        at.replace(year=at.year - 1, day=28 if (at.month, at.day) == (2, 29) else at.day)
        for at in (period.starts_at, period.ends_before)
    )
    for row in TTARequest.objects.exclude(status__in=["draft", "merged"]).values():
        if row["submitted_at"] is not None:
            sent[row["organization_id"]].append(row["submitted_at"])
        if row["delivered_at"] is not None and first <= row["delivered_at"] < last:
            delivered[row["organization_id"]].append(row["delivered_at"])
    places = {row["id"]: row for row in Jurisdiction.objects.values()}
    helped, returned = Counter(), Counter()
    for row in Organization.objects.filter(is_recipient=True).values():
        gone = row["eligible_until"] is not None and row["eligible_until"] <= period.ends_on
        if row["id"] in left_out or row["eligible_from"] is None or row["eligible_from"] > period.ends_on or gone:
            continue
        place, a_year = places.get(row["jurisdiction_id"]), timedelta(days=365)
        key = tuple(place[d.field] if place else "not_classified" for d in DIMENSIONS)
        answers, asked = delivered[row["id"]], sent[row["id"]]
        helped[key] += bool(answers)
        returned[key] += any(at < again <= at + a_year for at in answers for again in asked)

    counted = numbers(depth_counts.depth(period))

    assert counted["helped"] == dict(+helped)
    assert counted["returned"] == dict(+returned)

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from relationships import actions as relationships
from relationships.network_map import actions, sweeps
from relationships.network_map.depths import depth_of
from relationships.network_map.figures import Figures, figures
from relationships.network_map.layout import arrange
from relationships.network_map.models import Position, Tie
from relationships.network_map.quarters import next_quarter, quarter_of
from requests_app.models import TTARequest
from tests.factories import make_member, make_organization, make_request


def map_of(network, **asked):
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{reverse('network_map', kwargs={'network': network.slug})}?{query}"


def drawn_ties(page):
    return sum(path.count("M") for path in re.findall(r'<path class="tie[^>]* d="([^"]*)"', page))


@pytest.fixture
def work(network):
    """A request, an engagement that grew out of it, with a partner."""
    tta_request = make_request("following_up")
    engagement = relationships.propose(tta_request, by=tta_request.requester)
    relationships.agree(engagement, by=tta_request.lead)
    partner = make_member("partner")
    relationships.add_partner(
        engagement, by=tta_request.lead, organization=partner.organization, role="Reaches elders"
    )
    return tta_request, engagement, partner


def test_ties_are_what_organizations_share(work):
    tta_request, _, partner = work
    actions.draw_map()

    ours, theirs, elders = tta_request.lead.organization_id, tta_request.organization_id, partner.organization_id
    found = {(tie.a_id, tie.b_id): (tie.engagements, tie.requests, tie.strength) for tie in Tie.objects.all()}
    assert found == {
        tuple(sorted((ours, theirs))): (1, 1, 4),
        tuple(sorted((ours, elders))): (1, 0, 3),
        tuple(sorted((theirs, elders))): (1, 0, 3),
    }
    assert {tie.since for tie in Tie.objects.all()} == {quarter_of(timezone.localdate())}


def test_a_confidential_request_draws_no_tie(network):
    tta_request = make_request("planning")
    TTARequest.objects.filter(pk=tta_request.pk).update(visibility="named")

    actions.draw_map()

    assert Tie.objects.count() == 0


def test_drawing_again_keeps_everybody_where_they_stand(work):
    actions.draw_map()
    before = dict(Position.objects.values_list("organization_id", "x"))
    newcomer = make_request("planning", lead=work[0].lead)

    actions.draw_map()

    after = dict(Position.objects.values_list("organization_id", "x"))
    assert {pk: after[pk] for pk in before} == before
    assert newcomer.organization_id in after


def test_who_finds_a_first_tie_leaves_the_rim(work):
    alone = make_organization("Alone County Health Department")
    actions.draw_map()
    rim = Position.objects.get(organization=alone)
    make_request("planning", requester=make_member("requester", organization=alone), lead=work[0].lead)

    actions.draw_map()

    assert (Position.objects.get(organization=alone).x, rim.x) != (rim.x, rim.x)
    assert Position.objects.filter(organization=alone).count() == 1


def test_the_layout_is_the_same_each_time_and_apart():
    ties = [(1, other) for other in range(2, 40)] + [(2, 3)]
    places = arrange(range(1, 45), ties, {})

    assert places == arrange(range(1, 45), ties, {})
    assert all(0 <= x <= 1000 and 0 <= y <= 1000 for x, y in places.values())
    assert len({(round(x), round(y)) for x, y in places.values()}) == 44


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ([(1, 2), (1, 3), (1, 4)], Figures(4, 3, 0, 0.5, 1.0)),
        ([(1, 2), (2, 3), (3, 4), (1, 4)], Figures(4, 4, 0, 4 / 6, 0.0)),
        ([], Figures(4, 0, 4, 0.0, 0.0)),
        ([(1, 2), (1, 99)], Figures(4, 1, 2, 1 / 6, 1 / 3)),
    ],
)
def test_figures(ties, expected):
    found = figures([1, 2, 3, 4], ties)

    assert (found.nodes, found.ties, found.isolates) == (expected.nodes, expected.ties, expected.isolates)
    assert (found.density, found.centralisation) == pytest.approx((expected.density, expected.centralisation))


def test_figures_of_two_say_nothing():
    assert figures([1, 2], [(1, 2)]) == Figures(2, 1, 0, None, None)


def test_quarters():
    assert [quarter_of(date(2026, month, 15)).month for month in (1, 3, 4, 9, 12)] == [1, 1, 4, 7, 10]
    assert next_quarter(date(2026, 10, 1)) == date(2027, 1, 1)
    assert next_quarter(date(2026, 1, 1)) == date(2026, 4, 1)


def test_without_computed_depth_joint_work_counts(work):
    tta_request, _, partner = work
    alone = make_organization("Alone")
    other = make_request("planning")
    actions.draw_map()

    ids = [tta_request.organization_id, partner.organization_id, other.organization_id, alone.pk]

    assert depth_of(ids) == dict(zip(ids, (2, 2, 1, 0), strict=True))


def test_the_team_sees_the_whole_network_with_the_same_facts_as_a_table(work, sign_in, network):
    tta_request, _, partner = work
    actions.draw_map()

    page = sign_in(tta_request.lead).get(map_of(network)).text

    assert drawn_ties(page) == 3
    assert f'organization={partner.organization_id}">{partner.organization.name}</a>' in page
    assert "engagements: 1, requests: 1" in page
    assert "3 ties, 3 of them new" in page


def test_quarters_are_replayed_without_a_script(work, sign_in, network):
    tta_request, _, _partner = work
    actions.draw_map()
    earlier = quarter_of(timezone.localdate() - timedelta(days=200))
    Tie.objects.filter(a=min(tta_request.lead.organization_id, tta_request.organization_id)).update(since=earlier)

    page = sign_in(tta_request.lead).get(map_of(network, quarter=earlier.isoformat())).text

    assert "is-later" in page
    assert "of them new" in page


def test_a_requester_and_a_partner_see_their_own_ties_alone(work, sign_in, network):
    tta_request, _, partner = work
    far = make_request("planning")
    actions.draw_map()

    for member in (tta_request.requester, partner):
        for asked in ({}, {"organization": far.organization_id}, {"state": "GA"}):
            page = sign_in(member).get(map_of(network, **asked)).text
            assert far.organization.name not in page
            assert far.lead.organization.name not in page
            assert f"Who works with {member.organization.name}" in page.replace("&#x27;", "'")
            assert drawn_ties(page) == 2
            assert "?organization=" not in page
            assert "How close" not in page


def test_filters_and_the_view_of_one_organization(work, sign_in, network):
    tta_request, _, partner = work
    far = make_request("planning")
    actions.draw_map()
    client = sign_in(tta_request.lead)

    one = client.get(map_of(network, organization=far.organization_id)).text
    assert far.lead.organization.name in one
    assert partner.organization.name not in one
    community = client.get(map_of(network, kind="community")).text
    assert partner.organization.name in community
    assert far.organization.name not in community
    assert tta_request.organization.name in community
    assert client.get(map_of(network, kind="nonsense", hub="x", state="ZZ")).status_code == 200
    assert client.get(map_of(network, organization=10**9)).status_code == 404
    assert client.get(map_of(network, organization="x")).status_code == 404


def test_an_empty_network_says_what_would_bring_ties(network, provider, sign_in):
    assert "No ties yet" in sign_in(provider).get(map_of(network)).text


def test_the_map_asks_the_database_as_often_for_many_as_for_few(work, sign_in, network):
    client = sign_in(work[0].lead)

    def queries():
        actions.draw_map()
        client.get(map_of(network))
        with CaptureQueriesContext(connection) as seen:
            client.get(map_of(network))
        return len(seen)

    few = queries()
    for _ in range(3):
        make_request("planning", lead=work[0].lead)

    assert queries() == few


def test_the_night_draws_each_network_once(work, network, monkeypatch):
    asked = []
    monkeypatch.setattr(sweeps.tasks.draw_map, "delay", lambda: asked.append(network.pk))
    monkeypatch.setattr(sweeps, "network_scope", lambda pk: pytest.MonkeyPatch.context())

    sweeps.draw_maps()
    sweeps.draw_maps()

    assert asked == [network.pk]

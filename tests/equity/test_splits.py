"""By population, region and hub: for readers who see small counts, counted over every record in plain Python."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from demo.regions import HUBS
from equity import queries, reach_counts, tallies
from equity.claims import Measure
from equity.depth import counts as depth_counts
from equity.dimensions import MORE
from equity.periods import PeriodChoice, period_of
from equity.speed import counts as speed_counts
from equity.splits import REGIONS
from equity.suppression import margins_of
from requests_app.models import TTARequest
from tests import factories
from tests.equity.places import Asker, answered, make_departments
from tests.equity.test_panels import charts_of
from tests.equity.test_voice import agree
from tta_portal.directory.models import Hub, Organization

STATES = ("ME", "NH", "TX", "GU", "")
BANDS = ("small", "medium", "large", "unknown")


@pytest.fixture
def places(network):
    """Sixty departments here and there; New England has a hub, Texas is in two."""
    rng = Random(5)
    Hub.objects.create(name="New England", states=["ME", "NH"])
    Hub.objects.create(name="Texas", states=["TX"])
    Hub.objects.create(name="All of the South", states=["TX", "GA"])
    made = [
        make_departments(1, state=rng.choice(STATES), population_band=rng.choice(BANDS), rural_urban="metro")[0]
        for _ in range(60)
    ]
    asker = Asker()
    for place in made[:40]:
        asker.save(*(asker.ask(place, replied_after=rng.choice((5, 60, None))) for _ in range(rng.randint(1, 4))))
    answered(asker, made[:20], useful=15, not_useful=10, silent=12)
    agree(asker, made[10:30], nobody=9, inform=8, involve=14, empower=6)
    return made


def group_of(place: Organization, field: str) -> str:
    """The same rules once more."""
    area = place.jurisdiction
    if field == "population_band":
        return "not_classified" if area.population_band == "unknown" else str(area.population_band)
    if field == "region":
        return next((str(number) for number, states in REGIONS.items() if area.state in states), "not_classified")
    hubs = [hub for hub in Hub.objects.order_by("pk") if area.state and area.state in hub.states]
    return str(hubs[0].pk) if hubs else "not_classified"


def first(cells) -> dict[str, int]:
    """The margins of the first place of the keys."""
    return {group: margin.count for (at, group), margin in margins_of(cells).items() if at == 0 and margin.count}


@pytest.mark.parametrize("field", list(MORE))
def test_each_count_is_what_plain_python_finds(places, network, field):
    dimension = MORE[field]()
    period = replace(period_of(PeriodChoice.LAST_YEAR, zone=network.time_zone), split=dimension.split)
    group = {place.pk: group_of(place, field) for place in places}
    requests = [one for one in TTARequest.objects.all() if one.organization_id in group]

    def by_group(chosen) -> dict[str, int]:
        return dict(Counter(group[one.organization_id] for one in requests if chosen(one)))

    asked = dict(Counter(group[pk] for pk in {one.organization_id for one in requests}))
    replies = queries.replies(period)
    assert len(asked) > 2
    assert first(queries.reached(period)) == asked
    assert first(reach_counts.asking(period).requests) == by_group(lambda one: True)
    assert first(replies.due) == by_group(lambda one: True)
    assert first(replies.within) == by_group(lambda one: one.first_reply_at and one.first_reply_at <= one.reply_due_at)
    assert first(speed_counts.still_open(period)) == by_group(lambda one: not one.first_reply_at)
    waits = queries.waits(period, by=dimension)
    assert {one: sum(s.replied + s.unwatched for s in spells.values()) for one, spells in waits.items()} == by_group(
        lambda one: True
    )
    assert sum(first(tallies.answers(period).cells["answered"]).values()) == 25
    plans = by_group(lambda one: one.plans.exists())
    assert first(tallies.plans(period).cells["agreed"]) == plans
    assert first(depth_counts.depth(period).cells["asked"]) == asked
    assert first(tallies.responsive(period).cells["roster"]) == dict(Counter(group.values()))
    steps = depth_counts.amounts(period, by=dimension)[Measure.CONTACTS]
    assert {one: sum(found.values()) for one, found in steps.items()} == asked


def test_the_demo_has_the_same_regions():
    assert {region: sorted(states) for region, (_name, states) in HUBS.items()} == {
        region: sorted(states) for region, states in REGIONS.items()
    }


@pytest.mark.parametrize("field", list(MORE))
@pytest.mark.parametrize("path", ["", "speed/", "reach/", "depth/", "return/", "quality/", "voice/"])
def test_every_panel_can_be_split_so(places, administrator, sign_in, path, field):
    client = sign_in(administrator)

    page = client.get(f"/north/equity/{path}?by={field}&small=1")

    assert page.status_code == 200
    charts = charts_of(page.content.decode())
    labels = [label for _group, label in MORE[field]().groups]
    for chart in charts.values():
        if "rows" in chart:
            assert [row["label"] for row in chart["rows"]] == labels
    assert client.get(f"/north/equity/{path}table.csv?by={field}&small=1").status_code == 200


def test_between_hubs_none_is_called_out(places, administrator, sign_in):
    charts = charts_of(sign_in(administrator).get("/north/equity/?by=hub&small=1").content.decode())

    assert not any(row["gap"] for chart in charts.values() for row in chart["rows"])
    assert "Too few" in charts["reach"]["sentence"] or "by more than chance" in charts["reach"]["sentence"]


def test_only_with_small_counts(places, administrator, sign_in):
    client = sign_in(administrator)

    assert client.get("/north/equity/?by=hub").status_code == 404
    assert client.get("/north/equity/summary/?by=hub&small=1").status_code == 404
    assert client.get("/api/v1/north/equity/?by=hub").status_code == 404
    assert client.get("/api/v1/north/equity/?by=hub&small=1").json()["by"] == "hub"
    assert "by=hub" not in client.get("/north/equity/").content.decode()
    page = client.get("/north/equity/?by=hub&small=1").content.decode()
    assert "/north/equity/summary/?by=hub" not in page
    assert "/north/equity/reach/?by=hub&amp;small=1" in page
    analyst = sign_in(factories.make_member("analyst"))
    assert analyst.get("/north/equity/?by=hub&small=1").status_code == 403

"""The depth panel: help counted in steps, compared by ranks, and nothing hidden can be worked out."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random

import numpy as np
import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats

from equity import panels, public_charts
from equity.claims import Measure
from equity.depth import counts
from equity.depth.findings import ENOUGH, differ, find, median, summed
from equity.depth.panel import build
from equity.dimensions import RURAL_URBAN, VULNERABILITY
from equity.findings import Shown
from equity.periods import PeriodChoice, period_of
from equity.statistics import kruskal_wallis
from equity.suppression import Cell, Counted, decide, margins_of, needed_width, without_zeros
from relationships.models import Engagement, EngagementParty, EngagementRequest
from requests_app.models import Activity, TTARequest
from tests import factories
from tests.equity.places import Asker, make_departments
from tests.equity.test_panels import charts_of
from tests.equity.test_reach import Reader, invented, replies_due

METRO = {"rural_urban": "metro", "vulnerability": "q1"}
RURAL = {"rural_urban": "rural_remote", "vulnerability": "q4"}
THRESHOLD = 11
GROUPS = some.lists(some.lists(some.integers(0, 9), max_size=6).map(lambda how: dict(enumerate(how))), max_size=4)


def help_them(requests: list[TTARequest], *, contacts: int, hours: float, by, **fields) -> None:
    """So many contacts on each request ten days ago, of so many hours each."""
    rows = [
        Activity(
            tta_request=one, held_on=timezone.localdate() - timedelta(days=10), mode="video", hours=hours,
            strategy="consultation", people="Ana", summary="Heat.", logged_by=by, **fields,
        )
        for one in requests
        for _ in range(contacts)
    ]  # fmt: skip
    Activity.objects.bulk_create(rows)


@pytest.fixture
def period(network):
    return period_of(PeriodChoice.LAST_YEAR, zone=network.time_zone)


@pytest.fixture
def helped(network):
    """Metro: 60 of 100 asked, each with 6 contacts of 2 hours. Rural: 50 of 100, with 2 contacts of 90 minutes."""
    asker, lead = Asker(), factories.make_member("provider")
    for places, asked, contacts, hours in ((METRO, 60, 6, 2), (RURAL, 50, 2, 1.5)):
        requests = [asker.ask(one) for one in make_departments(100, **places)[:asked]]
        asker.save(*requests)
        help_them(requests, contacts=contacts, hours=hours, by=lead)
    return network


@pytest.fixture
def get(administrator, sign_in):
    client = sign_in(administrator)
    return lambda path: client.get(f"/north/{path}")


def with_partner(requests: list[TTARequest]) -> None:
    """Each in an engagement with one community partner."""
    partner = factories.make_organization("Elder Neighbors Alliance", kinds=("community",))
    for one in requests:
        engagement = Engagement.objects.create(
            recipient=one.organization, lead_organization=one.organization, purpose="A plan.",
            started_at=timezone.now() - timedelta(days=1),
        )  # fmt: skip
        EngagementRequest.objects.create(engagement=engagement, tta_request=one)
        EngagementParty.objects.create(engagement=engagement, organization=partner, side="partner")


def test_half_of_each_group_got_so_much(helped, get):
    charts = charts_of(get("equity/depth/").content.decode())

    assert charts["contacts"]["table_rows"][0] == ["Metro", "60", "6", "6"]
    assert charts["contacts"]["table_rows"][2] == ["Rural, remote", "50", "2", "2"]
    assert charts["hours"]["table_rows"][0] == ["Metro", "60", "10", "10"]  # 12 hours, in fives
    assert charts["hours"]["table_rows"][2] == ["Rural, remote", "50", "3", "3"]
    assert charts["contacts"]["sentence"] == (
        "Half of rural health departments that asked had 2 contacts or more (50 asked; 95% interval 2), against "
        "6 contacts for metro health departments (60 asked; 6). The groups differ by more than chance (p < 0.001)."
    )


def test_work_without_the_department_is_help_and_no_contact(network, get):
    asker, lead = Asker(), factories.make_member("provider")
    requests = [asker.ask(one) for one in make_departments(100, **METRO)[:60]]
    asker.save(*requests)
    help_them(requests, contacts=1, hours=0.25, by=lead, with_recipient=False)

    charts = charts_of(get("equity/depth/").content.decode())

    assert charts["contacts"]["table_rows"][0] == ["Metro", "60", "0", "0"]
    assert charts["hours"]["table_rows"][0] == ["Metro", "60", "1", "1"]


def test_only_help_of_the_period_counts_also_on_an_earlier_request(network, period):
    asker, lead = Asker(), factories.make_member("provider")
    departments = make_departments(2, **METRO)
    earlier = [asker.ask(one, sent=timezone.now() - timedelta(days=500)) for one in departments]
    asker.save(*earlier, *(asker.ask(one) for one in departments))
    help_them(earlier, contacts=3, hours=1, by=lead)
    Activity.objects.filter(tta_request=earlier[0]).update(held_on=period.starts_on - timedelta(days=1))

    found = counts.amounts(period, by=RURAL_URBAN)

    assert found[Measure.CONTACTS] == {"metro": {0: 1, 3: 1}}


def test_fewer_than_four_times_the_threshold_have_no_median(network, get):
    asker, lead = Asker(), factories.make_member("provider")
    requests = [asker.ask(one) for one in make_departments(100, **METRO)[: ENOUGH * THRESHOLD - 1]]
    asker.save(*requests)
    help_them(requests, contacts=2, hours=1, by=lead)

    for path in ("equity/depth/", "equity/depth/?by=vulnerability"):
        charts = charts_of(get(path).content.decode())
        assert charts["contacts"]["table_rows"][0][1:] == ["43", "Hidden", "Hidden"]
        assert charts["contacts"]["table_rows"][-1][1:] == ["43", "Hidden", "Hidden"]


def test_a_community_partner_counts_once_the_work_has_started(network, period):
    asker = Asker()
    requests = [asker.ask(one) for one in make_departments(30, **METRO)]
    asker.save(*requests)
    with_partner(requests[:4])
    proposed = factories.make_organization("Faith Network", kinds=("community",))
    waiting = Engagement.objects.create(
        recipient=requests[5].organization, lead_organization=requests[5].organization, purpose="A plan."
    )
    EngagementRequest.objects.create(engagement=waiting, tta_request=requests[5])
    EngagementParty.objects.create(engagement=waiting, organization=proposed, side="partner")

    found = counts.depth(period)

    assert {key[0]: (cell.count, cell.ceiling) for key, cell in found.cells["partnered"].items()} == {"metro": (4, 30)}


def test_who_asks_again_is_looked_for_a_whole_year(network, period):
    asker, departments, now = Asker(), make_departments(4, **METRO), timezone.now()
    answered = {"sent": now - timedelta(days=500), "delivered_at": now - timedelta(days=450)}
    again, late, before, never = departments
    asker.save(*(asker.ask(one, **answered) for one in departments))
    asker.save(
        asker.ask(again, sent=now - timedelta(days=450 - 364)),
        asker.ask(late, sent=now - timedelta(days=450 - 366)),
        asker.ask(before, sent=now - timedelta(days=451)),
        asker.ask(never, sent=now - timedelta(days=10), delivered_at=now),
    )

    found = counts.depth(period)

    assert [(cell.count, cell.ceiling) for cell in found.cells["returned"].values()] == [(1, 4)]


def test_page_file_and_api_say_the_same(helped, get, administrator, sign_in):
    chart = charts_of(get("equity/depth/").content.decode())["hours"]
    lines = list(csv.reader(io.StringIO(get("equity/depth/table.csv").content.decode())))
    api = sign_in(administrator).get("/api/v1/north/equity/?panel=depth").json()["rows"]
    picture = get("equity/pictures/hours.svg").content.decode()

    said = {line[2]: line[4:10] for line in lines if line[3] == chart["title"]}
    assert said["Metro"] == ["60", "", "10", "10", "10", "hours, median"]
    assert [row["value"] for row in api if (row["measure"], row["group"]) == ("hours", "metro")] == [10.0]
    assert "10 hours (n = 60; 95% interval 10)" in picture


def test_everybody_reads_it_in_spanish(helped, period):
    report = build(helped, period=period, dimension=RURAL_URBAN)

    with translation.override("es"):
        charts = {chart["id"]: chart for chart in public_charts.figures(report)}

    assert charts["contacts"]["columns"][1:] == [
        "Enviaron una solicitud",
        "La mitad tuvo al menos",
        "Intervalo (95 %)",
    ]
    assert charts["contacts"]["table_rows"][2][1:] == ["50", "2 contactos", "2 a 2"]
    assert "3 horas" in charts["hours"]["sentence"]
    assert charts["partnered"]["title"] == "Dónde participa un socio comunitario"
    assert charts["returned"]["table_rows"][0][2] == "Nada que contar"


def test_levels_of_last_night_do_not_claim_a_period(helped, get):
    lines = list(csv.reader(io.StringIO(get("equity/depth/table.csv?period=year-before").content.decode())))

    assert {line[0][:5] for line in lines if line[3] == "How far relationships have come"} == {"As of"}


@pytest.mark.parametrize("seed", range(25))
def test_nobody_can_work_out_who_asked_or_who_has_a_partner(seed):
    """As on the reach panel, with everything that overview, reach and depth show of the same departments."""
    counted = invented(seed)
    due = replies_due(counted, seed)
    partnered = {
        key: replace(cell, count=Random(seed + 1).randint(0, cell.ceiling)) for key, cell in counted.first.items()
    }
    found = Counted({"asked": counted.asked, "partnered": partnered}, {"partnered": "asked"}, beside={"asked": (due,)})
    hidden = panels.judge(found, threshold=THRESHOLD)
    overview = decide(reached=counted.asked, due=due, within={}, threshold=THRESHOLD)
    assert hidden["asked"] == overview.reached
    tables = {"asked": counted.asked, "first": partnered, "requests": counted.requests, "due": due}
    shown = {"asked": overview.reached, "first": hidden["partnered"], "requests": overview.due, "due": overview.due}
    reader = Reader(tables, shown)
    could_ask = margins_of(without_zeros(counted.asked, hidden=hidden["asked"]))
    still_open = margins_of(without_zeros(partnered, hidden=hidden["partnered"]))

    for place, margin in margins_of(partnered).items():
        if place not in hidden["partnered"]:
            assert not margin.is_small(THRESHOLD)
        elif place in still_open and place in could_ask:
            low, high = reader.range_of("first", place)
            needed = min(needed_width(still_open[place], THRESHOLD), could_ask[place].ceiling)
            assert high - low >= needed - 1e-6, (place, low, high)


@pytest.mark.parametrize("threshold", range(5, 21))
def test_below_and_above_the_limits_lie_as_many_as_the_threshold(threshold):
    n = ENOUGH * threshold

    found = median(dict.fromkeys(range(1, n + 1), 1), nobody="")

    assert found.low >= threshold
    assert n - found.high + 1 >= threshold


@pytest.mark.parametrize("seed", range(6))
def test_ranks_are_compared_as_scipy_does(seed):
    rng = np.random.default_rng(seed)
    samples = [rng.poisson(mean, size) for mean, size in ((3, 40), (4, 25), (3.5, 60))[: 2 + seed % 2]]
    groups = [dict(Counter(sample.tolist())) for sample in samples]

    statistic, df, p = kruskal_wallis(groups)

    expected = stats.kruskal(*samples)
    assert (statistic, p) == pytest.approx((expected.statistic, expected.pvalue), rel=1e-9)
    assert df == len(samples) - 1
    if len(samples) == 2:
        ranks = stats.mannwhitneyu(*samples, method="asymptotic", use_continuity=False)
        assert p == pytest.approx(ranks.pvalue, rel=1e-9)


@given(GROUPS)
def test_the_order_of_groups_is_irrelevant_and_an_empty_one_changes_nothing(groups):
    found = kruskal_wallis(groups)

    assert (found is None) == (sum(any(group.values()) for group in groups) < 2)
    for other in (kruskal_wallis(groups[::-1]), kruskal_wallis([*groups, {}, {3: 0}])):
        assert other == (found and pytest.approx(found))
    if found:
        assert 0 <= found[2] <= 1


def test_groups_that_are_all_alike_do_not_differ():
    assert differ([{2: 30}, {2: 50}]).p == 1.0
    assert differ([{2: 30}]).p is None


@given(some.floats(0, 5000), some.floats(0, 5000))
def test_steps_keep_the_order_and_stay_where_they_are(one, other):
    assert counts.step(counts.step(one)) == counts.step(one)
    assert (counts.step(one) <= counts.step(other)) or one > other
    assert (counts.step(one) == 0) == (one == 0)


def test_a_gap_is_called_out_only_where_both_sides_have_a_median():
    many, few = {2: 60}, {9: ENOUGH * THRESHOLD - 1}
    amounts = {"q4": many, "q1": few, "q2": {2: 50}, "q3": {3: 50}}
    groups = {group: median(of, nobody="") for group, of in amounts.items()}
    groups["q1"] = replace(groups["q1"], value=None, low=None, high=None, hidden=True)
    everybody = median(summed(list(amounts.values())), nobody="")

    finding = find(Shown(Measure.CONTACTS, VULNERABILITY, groups, everybody, THRESHOLD, waits={}), amounts)

    assert not finding.compared
    assert finding.sentence.startswith("Small counts are hidden")


def test_where_ranks_and_medians_point_apart_no_gap_is_called_out():
    """The most vulnerable have the larger median, and mostly less than the others."""
    amounts = {"q4": {0: 29, 6: 31}, "q1": {5: 31, 30: 29}}
    groups = {group: median(amounts.get(group, {}), nobody="nobody") for group, _ in VULNERABILITY.groups}
    everybody = median(summed(list(amounts.values())), nobody="nobody")

    finding = find(Shown(Measure.CONTACTS, VULNERABILITY, groups, everybody, THRESHOLD, waits={}), amounts)

    assert groups["q4"].value > groups["q1"].value
    assert finding.test.passes
    assert finding.gaps == ()


def test_nothing_is_there_when_nobody_asked(network, period):
    make_departments(20, **METRO)

    report = build(network, period=period, dimension=RURAL_URBAN)

    assert report.everybody.of(Measure.HOURS).why == "nobody asked in the period"
    assert report.everybody.of(Measure.PARTNERED).n == 0


def test_an_amount_or_count_below_zero_is_refused():
    assert "below zero" in median({-1: 3}, nobody="").why
    assert Cell(0).count == median({}, nobody="nobody").n

"""Baseline, latest and change."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from equity.change import Changed, Line, cells, changes
from equity.change_views import headline
from equity.claims import Measure
from equity.dimensions import VULNERABILITY
from equity.measures import Difference, Estimate, difference, share_within_target
from equity.methods import METHODS
from equity.periods import PeriodChoice
from tests import factories
from tests.equity.places import Asker, make_departments
from tta_portal.tenancy.models import Network, current_network

ROLES = ("administrator", "analyst")


@pytest.fixture
def two_years(network):
    """Half in time a year and a half ago, nearly all in time last year."""
    asker, now = Asker(), timezone.now()
    departments = make_departments(40, vulnerability="q4")
    for days, every in ((500, 2), (90, 5)):
        sent = now - timedelta(days=days)
        asker.save(
            *(asker.ask(one, sent=sent, replied_after=5 if n % every else 60) for n, one in enumerate(departments * 2))
        )


def test_a_change_is_the_latest_minus_the_baseline_with_newcombes_interval(two_years):
    lines = {line.measure: line for line in changes(
        current_network(), VULNERABILITY, baseline=PeriodChoice.YEAR_BEFORE, at=timezone.now()
    )}  # fmt: skip

    everybody = lines[Measure.TARGET].rows[0]
    assert (everybody.before.count, everybody.before.n) == (40, 80)
    assert (everybody.now.count, everybody.now.n) == (64, 80)
    assert everybody.difference == difference(everybody.now, everybody.before)
    assert everybody.is_beyond_chance
    assert cells(everybody, Measure.TARGET) == [
        "50% of 80", "80% of 80", "30 points more (95% interval 15 to 43); more than chance",
    ]  # fmt: skip


def test_what_is_hidden_in_one_year_has_no_change():
    shown = share_within_target(40, 80)
    hidden = type(shown)(n=None, why="hidden", hidden=True)

    changed = Changed("All", hidden, shown, difference(shown, hidden))

    assert not changed.is_beyond_chance
    assert cells(changed, Measure.TARGET) == ["hidden", "50% of 80", "not known"]
    assert cells(changed, Measure.WAIT)[2] == "not known"


def line_of(before: tuple[int, int], now: tuple[int, int], measure: Measure = Measure.TARGET) -> Line:
    old, new = share_within_target(*before), share_within_target(*now)
    return Line(measure, (Changed("All", old, new, difference(new, old)),))


def test_a_wait_of_both_years_is_said_to_be_untested():
    wait = Estimate(n=80, value=5.0, low=4.0, high=6.0)

    assert cells(Changed("All", wait, wait, Difference(None)), Measure.WAIT)[2] == "not tested"


def test_the_heading_counts_only_what_could_be_tested():
    hidden = Estimate(n=None, why="hidden", hidden=True)
    untested = Line(Measure.WAIT, (Changed("All", hidden, hidden, Difference(None)),))

    said = headline([line_of((40, 80), (64, 80)), untested, untested, untested])

    assert said == "Of 1 measure that could be tested, 1 rose by more than chance for all together"


def test_the_heading_is_stricter_the_more_measures_are_tested():
    moved, still = line_of((40, 80), (54, 80)), line_of((40, 80), (40, 80))

    assert moved.everybody.is_beyond_chance
    assert headline([moved]).startswith("Of 1 measure that could be tested, 1 rose")
    assert headline([moved, *[still] * 9]) == "Nothing changed by more than chance for all together"


def test_definition_and_page_say_where_two_years_are_of_the_same_roster(network, client):
    client.force_login(factories.make_member("analyst").user)

    page = client.get(reverse("equity_change", kwargs={"network": Network.objects.get().slug})).content.decode()

    assert "of the same roster in both years, so its interval is too wide" in page
    assert "taken as independent" in METHODS["change"].certainty[1]


@pytest.mark.parametrize("role", ROLES)
def test_the_page_says_what_moved(two_years, client, role):
    client.force_login(factories.make_member(role).user)

    page = client.get(
        reverse("equity_change", kwargs={"network": Network.objects.get().slug}), {"by": "vulnerability"}
    )

    assert "Of 2 measures that could be tested, 1 rose by more than chance for all together" in page.content.decode()
    assert "30 points more (95% interval 15 to 43)" in page.content.decode()


def test_a_network_without_an_earlier_year_is_told_so(network, client):
    client.force_login(factories.make_member("analyst").user)

    page = client.get(reverse("equity_change", kwargs={"network": Network.objects.get().slug}))

    assert "There is no earlier year to compare with" in page.content.decode()


def test_a_baseline_that_does_not_exist_is_not_found(network, client):
    client.force_login(factories.make_member("analyst").user)

    assert (
        client.get(
            reverse("equity_change", kwargs={"network": Network.objects.get().slug}), {"baseline": "x"}
        ).status_code
        == 404
    )

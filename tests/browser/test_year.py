"""A year in the life of two relationships: one grows until both sides are partners, one goes quiet."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from relationships import actions
from relationships.depth import rule
from relationships.depth.models import LevelChange, Standing
from relationships.lifecycle import WAITING_FOR_ANSWER
from relationships.models import CheckIn, Engagement
from relationships.pulse import actions as pulse
from relationships.pulse.models import ITEMS, Pulse
from requests_app import actions as request_actions
from requests_app.models import Commitment, Side, Task
from tests import factories
from tta_portal.tenancy.scope import network_scope

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DAYS = 430


@pytest.fixture
def network(slow_passwords, transactional_db):
    return factories.make_network("national", name="National TTA Network")


class Year:
    """Time moves to a day of the past year, and the clock does what it would have done."""

    def __init__(self, network, time_machine):
        self.network, self.time_machine, self.today = network, time_machine, timezone.now()

    def go(self, days_ago):
        self.time_machine.move_to(self.today - timedelta(days=days_ago))
        actions.ask_due(at=timezone.now())
        rule.compute(at=timezone.now())

    def answer(self, person, **answers):
        for check_in in CheckIn.objects.filter(person=person, state__in=WAITING_FOR_ANSWER):
            actions.answer(check_in, by=person, answers={"promises": "all", "need_remains": False, **answers})


def people(network):
    delta = factories.make_organization("Delta County Health Department")
    echo = factories.make_organization("Echo County Health Department")
    institute = factories.make_organization("Institute for Public Health", kinds=("provider",))
    return (
        factories.make_member("requester", organization=delta, email="ana@demo.example", name="Ana Cole"),
        factories.make_member("requester", organization=echo, email="ben@demo.example", name="Ben Diaz"),
        factories.make_member("provider", organization=institute, email="maya@demo.example", name="Maya Rivera"),
        factories.make_member("administrator", email="lee@demo.example", name="Lee Ortiz"),
    )


def grow(year, ana, ben, maya, lee):
    """Ana's department comes from its first request to partners in fourteen months; Ben's falls silent."""
    year.go(DAYS)
    factories.make_request("following_up", requester=ana, lead=maya)
    year.go(DAYS - 3)
    year.answer(ana, useful=5, next_step="keep_working")
    engagement = Engagement.objects.get(recipient=ana.organization)
    actions.agree(engagement, by=maya)
    for days_ago in range(DAYS - 20, 0, -20):
        year.go(days_ago)
        go_quiet(days_ago, ben, maya)
        if days_ago == 250:
            factories.make_request("following_up", requester=ana, lead=maya)
        actions.log_touch(ana.organization, by=maya, words="A call", with_whom="Ana")
        keep_promises(engagement, ana, maya)
        year.answer(ana, changed="practice", next_step="help_a_peer" if days_ago < 200 else "stay_in_touch")
        for task in Task.objects.open().filter(organization=ana.organization):
            request_actions.finish_task(task, by=maya, outcome="Done", told="We did it.")
        if days_ago == 50:
            take_the_pulse(year, lee, days_ago)


def keep_promises(engagement, ana, maya):
    for side, who, other in ((Side.PROVIDER, maya, ana), (Side.RECIPIENT, ana, maya)):
        due = timezone.localdate() + timedelta(days=1)
        promise = Commitment.objects.create(
            organization=engagement.recipient, side=side, text=f"The next step of {who.user.name}", due_on=due
        )
        request_actions.say_kept(promise, by=who, on=timezone.localdate(), evidence="Done together")
        request_actions.confirm_kept(Commitment.objects.get(pk=promise.pk), by=other)


def take_the_pulse(year, lee, days_ago):
    pulse.set_rhythm(by=lee, times_a_year=1)
    for later in range(0, 32, 4):
        year.time_machine.move_to(year.today - timedelta(days=days_ago - later))
        pulse.ask_due(at=timezone.now())
    for one in Pulse.objects.filter(answer=None):
        pulse.answer(one, answers=dict.fromkeys(ITEMS, 4) | {"shares": True})


def go_quiet(days_ago, ben, maya):
    """A request and three calls in their rhythm, then nothing."""
    if days_ago == 310:
        factories.make_request("following_up", requester=ben, lead=maya)
    if days_ago in (290, 270, 250):
        actions.log_touch(ben.organization, by=maya, words="A call", with_whom="Ben")


def test_a_year_in_the_life_of_two_relationships(network, portal, person, time_machine):
    year = Year(network, time_machine)
    with network_scope(network.pk):
        ana, ben, maya, lee = people(network)
        grow(year, ana, ben, maya, lee)
        year.go(1)
        levels = list(
            LevelChange.objects.filter(organization=ana.organization).order_by("happened_at").values_list("to_level")
        )
        partnered = Standing.objects.get(organization=ana.organization)
        silent = Standing.objects.get(organization=ben.organization)
    time_machine.move_to(year.today)
    assert partnered.level == 4, partnered.evidence
    assert [level for (level,) in levels] == sorted(level for (level,) in levels), levels
    assert silent.level < 3

    hers = person()
    hers.sign_in("ana@demo.example")
    hers.open(f"/national/organizations/{ana.organization_id}/")
    hers.sees("Everything in one thread", "Partnered", "Promises", "Last spoke")
    hers.check_page()
    hers.open(f"/national/organizations/{ana.organization_id}/promises/")
    hers.sees("What we promised each other", "reliable in 180 days", "n = ")
    hers.check_page()
    hers.open(f"/national/organizations/{ana.organization_id}/passport/")
    hers.sees("Our record, to take along")
    hers.check_page()
    hers.open(f"/national/organizations/{ana.organization_id}/rhythm/")
    hers.check_page()

    theirs = person()
    theirs.sign_in("maya@demo.example")
    theirs.open("/national/quiet/")
    theirs.sees("Echo County Health Department")
    theirs.check_page()
    theirs.open(f"/national/organizations/{ben.organization_id}/")
    theirs.sees("It has gone quiet")
    theirs.follow("Log a contact")
    theirs.check_page()
    theirs.press("Log it")
    theirs.sees("Logged. It is in the thread.")
    theirs.open(f"/national/organizations/{ana.organization_id}/brief/")
    theirs.sees("For somebody new", "What they told us last")
    theirs.check_page()

    network_wide = person()
    network_wide.sign_in("lee@demo.example")
    network_wide.open("/national/relationships/")
    network_wide.check_page()
    network_wide.open("/national/settings/check-ins/")
    network_wide.sees("Whom we spare for now")
    network_wide.check_page()

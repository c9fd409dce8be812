"""An engagement with its plan, goals and meetings, and the map, in a real browser."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from relationships import actions as relationships
from relationships.joint_work import actions
from relationships.network_map.actions import draw_map
from tests import factories
from tta_portal.tenancy.scope import network_scope

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def network(slow_passwords, transactional_db):
    """An engagement under way with a partner, a plan in two versions, a goal, a meeting held."""
    network = factories.make_network("national", name="National TTA Network")
    with network_scope(network.pk):
        ana = factories.make_member("requester", email="ana@demo.example", name="Ana Cole")
        maya = factories.make_member("provider", email="maya@demo.example", name="Maya Rivera")
        lee = factories.make_member("administrator", email="lee@demo.example", name="Lee Ortiz")
        pat = factories.make_member("partner", email="pat@demo.example", name="Pat Okee")
        engagement = relationships.propose(factories.make_request("following_up", requester=ana, lead=maya), by=ana)
        relationships.agree(engagement, by=maya)
        relationships.add_partner(engagement, by=maya, organization=pat.organization, role="Reaches elders")
        actions.name_co_lead(engagement, by=ana, organization=pat.organization)
        plan = {
            "purpose": "Keep elders safe.",
            "roles": "We write.",
            "starts_on": date(2026, 12, 1),
            "finishes_on": None,
        }
        actions.draft_plan(engagement, by=maya, goals="Nobody is alone.", **plan)
        actions.draft_plan(engagement, by=maya, goals="Nobody is left alone in the heat.", after=1, **plan)
        today, now = timezone.localdate(), timezone.now()
        goal = {"words": "Towns have a plan", "measure": "Towns", "target": Decimal(4), "due_on": today}
        actions.note_progress(actions.set_goal(engagement, by=maya, **goal), by=pat, value=Decimal(3), on=today)
        begun = {"starts_at": now - timedelta(hours=2), "ends_at": now - timedelta(hours=1)}
        meeting = actions.arrange_meeting(
            engagement, by=maya, title="Kick-off", time_zone="America/New_York", place="Library", **begun
        )
        actions.decide(meeting, by=maya, words="Order fans", owner=ana.organization, due_on=today, on_ledger=True)
        steps = [{"offset_days": 0, "kind": "meeting", "side": "both", "words": "Begin"}]
        actions.make_outline(by=lee, name="Usual", about="", steps=steps)
        draw_map()
    return network


def test_partners_work_together(network, person):
    maya, pat, lee = person(), person(), person()
    maya.sign_in("maya@demo.example")
    pat.sign_in("pat@demo.example")
    lee.sign_in("lee@demo.example")

    pat.open("/national/engagements/")
    pat.follow("Build on")
    pat.sees("3 of 4", "co-leads", "Kick-off", "Not agreed by all")
    pat.check_page()
    pat.follow("Read and agree")
    pat.sees("left", "new:", "changed")
    pat.check_page()
    pat.press("We agree version 2")
    pat.sees("You agreed version 2")

    maya.open("/national/engagements/")
    maya.follow("Build on")
    maya.follow("Kick-off")
    maya.check_page()
    maya.follow("Write the minutes")
    maya.check_page()
    maya.press("Keep the minutes")
    maya.sees("Write down in a few sentences")
    maya.check_page()
    maya.page.go_back()
    maya.open("/national/engagements/")
    maya.follow("Build on")
    for link in ("Towns have a plan", "Who leads with the lead", "Add or take out", "Put in dates", "We are done"):
        page = maya.page.url
        maya.follow(link)
        maya.check_page()
        maya.open(page)
    lee.open("/national/settings/engagement-templates/")
    lee.check_page()
    lee.follow("Change")
    lee.check_page()


def test_the_map_is_replayed_by_a_slider(network, person):
    maya, pat = person(), person()
    maya.sign_in("maya@demo.example")
    maya.open("/national/map/")
    maya.sees("3 ties", "The same as a table", "Density")
    maya.page.locator("#quarter-slider").wait_for()
    maya.check_page()
    pat.sign_in("pat@demo.example")
    pat.open("/national/map/")
    pat.sees("Who works with", "Ties of")
    pat.check_page()

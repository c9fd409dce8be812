"""Intake and caseload in a real browser: writing, keying in, giving out, working, sorting, finding."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from requests_app.models import TTARequest
from tests import factories
from tests.live import wait_for
from tta_portal.accounts.models import Membership
from tta_portal.tenancy.scope import network_scope

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
HEAT = "Our nurses need a plan for heat emergencies. Last summer we had none."


@pytest.fixture
def network(slow_passwords, transactional_db):
    network = factories.make_network("national", name="National TTA Network")
    with network_scope(network.pk):
        heat = factories.make_topic(name="Emergency preparedness")
        factories.make_topic(name="Data")
        delta = factories.make_organization("Delta County Health Department")
        factories.make_member("requester", organization=delta, email="ana@demo.example", name="Ana Cole")
        factories.make_member("requester", organization=delta, email="ben@demo.example", name="Ben Hart")
        factories.make_member("provider", email="maya@demo.example", name="Maya Rivera")
        factories.make_member("provider", email="omar@demo.example", name="Omar Haddad")
        factories.make_member("administrator", email="lee@demo.example", name="Lee Ortiz")
        factories.make_resource("Heat emergencies, hour by hour", topics=[heat])
    return network


def test_an_administrator_shapes_the_form(network, person):
    lee, ana = person(), person()
    lee.sign_in("lee@demo.example")
    for place in ("settings/", "settings/files/", "settings/people/", "settings/holidays/", "settings/escalations/"):
        lee.open(f"/national/{place}")
        lee.check_page()
    lee.open("/national/settings/topics/")
    lee.fill(name="Heat", parent=option(lee, "parent", "Emergency preparedness"), first_reply_hours="2")
    lee.press("Add")
    lee.sees("Heat", "reply in 2 h")
    lee.check_page()
    lee.follow("Heat")
    lee.check_page()

    lee.open("/national/settings/questions/")
    lee.fill(label="How many people do you serve?", kind="number", is_required="yes")
    lee.press("Add")
    lee.fill(label="Which season?", kind="choice", choices="Summer\nWinter", topic=option(lee, "topic", "Heat"))
    lee.press("Add")
    lee.sees("Which season?", "One of several, for Heat")
    lee.page.locator("li", has_text="Which season?").get_by_role("button", name="Up").click()
    lee.check_page()
    lee.follow("See the form")
    lee.check_page()

    ana.sign_in("ana@demo.example")
    ana.open("/national/requests/new/")
    ana.sees("How many people do you serve?")
    ana.fill(topic=option(ana, "topic", "Emergency preparedness: Heat"))
    ana.page.get_by_text("Which season?").wait_for()
    ana.page.locator("label", has_text="Summer").click()
    ana.fill(need=HEAT, hoped_for_change="Nobody is left alone.", why_now="Summer is near.")
    ana.press("Send request")
    ana.sees("This network needs an answer here")
    ana.check_page()
    ana.page.get_by_label("How many people do you serve?").fill("1200")
    ana.press("Send request")
    ana.sees("How many people do you serve?", "1200", "Which season?", "Summer")
    ana.check_page()

    lee.open("/national/settings/questions/")
    lee.page.locator("li", has_text="Which season?").get_by_role("button", name="Retire").click()
    lee.sees("Their answers stay on the requests")
    ana.page.reload()
    ana.sees("Which season?", "Summer")


def option(who, name, label):
    """The value behind what a choice says."""
    exactly = re.compile(rf"^\s*{re.escape(label)}(,.*)?\s*$")
    return who.page.locator(f"select[name='{name}'] option", has_text=exactly).first.get_attribute("value")


def test_a_draft_keeps_itself_and_comes_back(network, person):
    ana = person()
    ana.sign_in("ana@demo.example")
    ana.open("/national/requests/new/")
    ana.page.locator("[name=need]").press_sequentially(HEAT, delay=2)
    ana.page.get_by_text("Draft saved at").wait_for()
    ana.page.get_by_text("This may help at once").wait_for()
    ana.sees("Heat emergencies, hour by hour")
    assert ana.page.url.endswith("/national/requests/1/edit/")
    ana.check_page()

    ana.page.context.clear_cookies()
    ana.page.locator("[name=why_now]").fill("Summer is near, and we are three nurses.")
    ana.page.get_by_text("What you typed is kept in this tab").wait_for()
    ana.sign_in("ana@demo.example")
    ana.open("/national/requests/1/edit/")
    ana.page.get_by_text("We put back what you had typed").wait_for()
    assert ana.page.locator("[name=why_now]").input_value() == "Summer is near, and we are three nurses."

    ana.fill(hoped_for_change="Nobody is left alone.", topic=option(ana, "topic", "Data"))
    ana.page.get_by_text("Only me, my lead and the people I name").click()
    assert ana.page.get_by_text("Other departments, too:").is_hidden()
    ana.page.get_by_text("Add more, if you like").click()
    ana.page.locator("label", has_text="Ben Hart").click()
    ana.page.set_input_files("input[type=file]", [
        {"name": "our plan.pdf", "mimeType": "application/pdf", "buffer": PDF},
        {"name": "page.html", "mimeType": "text/html", "buffer": b"<html><script>alert(1)</script></html>"},
    ])  # fmt: skip
    ana.page.get_by_text("page.html").first.wait_for()
    ana.page.get_by_role("button", name="Remove our plan.pdf").wait_for()
    ana.check_page()
    ana.press("Send request")
    ana.sees("Sent. It is request 1", "our plan.pdf", "Ben Hart", "follows it")
    ana.check_page()
    with ana.page.expect_download() as download:
        ana.page.get_by_role("link", name="our plan.pdf").click()
    assert download.value.suggested_filename == "our plan.pdf"
    ana.follow("How I hear of it")
    ana.check_page()
    ana.open("/national/requests/paper/")
    ana.check_page()


def test_requests_are_given_out_worked_and_sorted(network, person, sink):
    with network_scope(network.pk):
        ana = Membership.objects.select_related("user", "organization", "network").get(user__email="ana@demo.example")
        for need in (HEAT, "Heat plan for nurses in emergencies", "A dashboard for our data"):
            factories.make_request("submitted", requester=ana, need=need, language_needs="Spanish")
    maya = person()
    maya.sign_in("maya@demo.example")
    maya.open("/national/caseload/triage/")
    maya.sees("Who should take these up?", "Suggested:", "Why here:", "Spanish")
    maya.check_page()
    maya.page.get_by_role("button", name=re.compile("Give it to")).first.click()
    maya.sees("leads request 1, and was told")

    work_on_a_request(maya)
    the_caseload(maya)
    hand_it_over(maya)


def work_on_a_request(maya):
    maya.open("/national/requests/1/lead/")
    maya.fill(lead=option(maya, "lead", "Maya Rivera"))
    maya.press("Make them the lead")
    maya.page.get_by_text("It may ask the same as").first.wait_for()
    maya.check_page()
    maya.open("/national/reply-templates/")
    maya.fill(name="Hello", body="Dear {first_name}, thank you for request {number}. {my_name}")
    maya.press("Show how it reads")
    maya.sees("Dear Ana, thank you for request 12. Maya Rivera")
    maya.check_page()
    maya.press("Save")
    maya.open("/national/requests/1/")
    maya.page.get_by_text("Begin from a template").click()
    maya.page.get_by_role("link", name="Hello").click()
    assert "Dear Ana, thank you for request 1. Maya Rivera" in maya.page.locator("[name=body]").input_value()
    maya.press("Send")
    maya.page.get_by_role("button", name="Take it back").click()
    maya.sees("Taken back. Nobody was told")
    maya.open("/national/requests/1/acknowledge/")
    maya.fill(message="I have read it, and I call tomorrow.")
    maya.press("Send and acknowledge")
    for verb, fields, button in (
        ("tags", {"names": "heat, rural"}, "Save"),
        ("link", {"number": "3"}, "Link"),
        ("snooze", {"until": (timezone.localdate() + timedelta(days=7)).isoformat()}, "Lay aside"),
    ):
        maya.open(f"/national/requests/1/{verb}/")
        maya.check_page()
        maya.fill(**fields)
        maya.press(button)
    maya.sees("heat", "rural", "A dashboard for our data", "Laid aside until")
    maya.check_page()
    maya.press("Take it up now")
    maya.open("/national/requests/2/merge/?into=1")
    maya.press("Merge")
    maya.sees("Merged into another", "goes on there")
    maya.check_page()
    maya.follow("Take out of the other request")
    maya.press("Take it out")
    maya.sees("Submitted")


def the_caseload(maya):
    maya.open("/national/caseload/?view=all&filters=1")
    maya.page.locator("main [name=q]").fill("dashboard")
    maya.press("Filter")
    maya.sees("A dashboard for our data")
    assert "heat emergencies" not in maya.page.locator("#rows").inner_text().lower()
    maya.check_page()
    maya.follow("Save the list as it is now")
    maya.check_page()
    maya.fill(name="Dashboards")
    maya.press("Save")
    maya.sees("Dashboards")

    maya.open("/national/caseload/?view=all")
    maya.page.get_by_label("Choose request 2").check()
    maya.page.get_by_label("Choose request 3").check()
    maya.page.locator("select[name=verb]").select_option("close")
    maya.press("Go on")
    maya.check_page()
    maya.fill(reason="Answered by phone.")
    maya.press("Do it")
    maya.sees("Done for 0 of 2", "can no longer be changed this way")
    maya.check_page()

    maya.open("/national/caseload/board/?view=all")
    maya.check_page()
    card = maya.page.locator("[data-number='1']")
    card.drag_to(maya.page.locator("[data-status=planning]"))
    wait_for(lambda: "cannot go to" in maya.page.locator("[data-board-says]").inner_text(), seconds=5, why="a word")
    card.drag_to(maya.page.locator("[data-status=discovery]"))
    maya.page.wait_for_url("**/requests/1/offer_conversation/")
    maya.open("/national/caseload/board/?view=all")
    maya.page.locator("[data-number='3'] summary").focus()
    maya.page.keyboard.press("Enter")
    maya.page.keyboard.press("Tab")
    maya.page.keyboard.press("Enter")
    maya.page.wait_for_url("**/requests/3/*/")


def hand_it_over(maya):
    maya.open("/national/caseload/workload/")
    maya.check_page()
    maya.follow("My hours and days away")
    maya.fill(weekly_hours="30", languages="English, Spanish", away_from=factories.today_in().isoformat(),
              delegate=option(maya, "delegate", "Omar Haddad"))  # fmt: skip
    maya.press("Save")
    maya.sees("30", "Omar Haddad stands in")
    maya.open("/national/requests/1/hand_over/")
    maya.check_page()
    assert "What only the old lead knows" in maya.page.locator("[name=brief]").input_value()
    maya.fill(lead=option(maya, "lead", "Omar Haddad"), reason="I am on leave.")
    maya.press("Hand over")
    maya.sees("handed this over")
    maya.follow("Note the introduction")
    maya.press("We have met")
    assert "handed this over" not in maya.page.locator("main").inner_text()


def test_anything_is_found_and_done_from_the_keyboard(network, person):
    with network_scope(network.pk):
        ana = Membership.objects.select_related("user", "organization", "network").get(user__email="ana@demo.example")
        maya_ = Membership.objects.select_related("user", "network").get(user__email="maya@demo.example")
        factories.make_request("acknowledged", requester=ana, lead=maya_, need=HEAT)
        factories.make_request("submitted", requester=ana, need="A dashboard for our data")
    maya = person()
    maya.sign_in("maya@demo.example")
    maya.open("/national/caseload/?view=all")
    maya.page.keyboard.press("Control+k")
    palette = maya.page.get_by_role("dialog", name="Find or do anything")
    palette.get_by_role("link", name="Board").wait_for()
    maya.page.keyboard.type("delat county")
    palette.get_by_role("link", name=re.compile("Delta County Health Department")).wait_for()
    maya.page.get_by_role("searchbox", name="Find or do anything").last.fill("nurses")
    palette.get_by_role("link", name=re.compile("Our nurses need a plan")).wait_for()
    maya.check_page()
    maya.page.keyboard.press("ArrowDown")
    maya.page.keyboard.press("Enter")
    maya.page.wait_for_url("**/requests/1/")

    maya.open("/national/caseload/?view=all")
    maya.page.keyboard.press("j")
    maya.page.keyboard.press("x")
    assert maya.page.locator("tbody input:checked").count() == 1
    maya.page.keyboard.press("?")
    maya.page.get_by_role("dialog", name="Keys").get_by_text("Next and previous row").wait_for()
    maya.check_page()
    maya.page.keyboard.press("Escape")
    maya.page.keyboard.press("g")
    maya.page.keyboard.press("n")
    maya.page.wait_for_url("**/notifications/")
    maya.check_page()

    maya.open("/national/notifications/settings/")
    maya.check_page()
    maya.page.locator("label", has_text="Single keys").click()
    maya.press("Save")
    maya.open("/national/caseload/?view=all")
    maya.page.keyboard.press("?")
    maya.page.wait_for_timeout(300)
    assert maya.page.get_by_role("dialog").count() == 0
    maya.open("/national/search/?q=state:GA is:unassigned dashboard nonsense:x")
    maya.sees("there is no such filter")
    maya.open("/national/search/?q=is:unassigned dashboard")
    maya.sees("A dashboard for our data")
    maya.check_page()


def test_staff_key_in_a_form_on_paper(network, person):
    maya = person()
    maya.sign_in("maya@demo.example")
    maya.open("/national/requests/key-in/")
    maya.check_page()
    maya.page.locator("select[name=organization]").evaluate("select => { select.value = select.options[1].value; }")
    maya.fill(person="Rosa Diaz", email="rosa@delta.example", need="We need help with rabies.",
              hoped_for_change="No bite is missed.", why_now="Two bites.",
              topic=option(maya, "topic", "Data"))  # fmt: skip
    maya.press("Send it for them")
    maya.sees("Keyed in. It is request 1, marked as: a form on paper", "Rosa Diaz", "Maya Rivera wrote it down")
    maya.check_page()


def test_a_hand_off_waits_for_the_requesters_word(network, person):
    with network_scope(network.pk):
        ana_ = Membership.objects.select_related("user", "organization", "network").get(user__email="ana@demo.example")
        maya_ = Membership.objects.select_related("user", "network").get(user__email="maya@demo.example")
        factories.make_request("acknowledged", requester=ana_, lead=maya_)
    maya, ana = person(), person()
    maya.sign_in("maya@demo.example")
    maya.open("/national/requests/1/refer/")
    maya.check_page()
    maya.fill(
        kind="outside", to_name="State lab", to_contact="lab@example.org", reason="They test wells.", consent="no"
    )
    maya.press("Go on")
    ana.sign_in("ana@demo.example")
    ana.open("/national/requests/1/")
    ana.sees("May we introduce you to somebody?", "They test wells.")
    ana.check_page()
    ana.follow("Read and decide")
    ana.sees("Nothing is shared before you say yes", "State lab")
    ana.check_page()
    ana.press("Yes, introduce us")
    ana.sees("Referred")
    with network_scope(network.pk):
        assert TTARequest.objects.get(number=1).status == "referred"

"""The main job, end to end, on a live server with a real worker, beat and mail sink."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories
from tests.live import ROOT, wait_for
from tta_portal.tenancy.scope import network_scope

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def network(slow_passwords, transactional_db):
    network = factories.make_network("national", name="National TTA Network")
    with network_scope(network.pk):
        factories.make_topic(name="Emergency preparedness")
        department = factories.make_organization("Delta County Health Department")
        institute = factories.make_organization("Institute for Public Health", kinds=("provider",))
        factories.make_member("requester", organization=department, email="ana@demo.example", name="Ana Cole")
        factories.make_member("provider", organization=institute, email="maya@demo.example", name="Maya Rivera")
        factories.make_member("administrator", email="lee@demo.example", name="Lee Ortiz")
    gulf = factories.make_network("gulf", name="Gulf Partners")
    with network_scope(gulf.pk):
        factories.make_member("provider", email="sam@gulf.example", name="Sam Boyd")
        factories.make_member("administrator", email="kim@gulf.example", name="Kim Reed")
    return network


def links_in(sink, subject, index=-1):
    """The links of the newest mail with these words in its subject."""
    found = wait_for(
        lambda: [mail for mail in list(sink.accepted) if subject in mail["Subject"]],
        seconds=60,
        why=f"mail: {subject}",
    )
    return re.findall(r"https?://\S+", found[index].get_body(("plain",)).get_content())


def fast_forward(processes, days):
    subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", "fast_forward", "--network", "national", "--days", str(days)],
        cwd=ROOT, env=processes.environment, check=True, capture_output=True,
    )  # fmt: skip


def test_the_main_job(network, portal, person, sink, processes):
    visitor = person()
    visitor.open("/")
    visitor.sees("Ask for help once")
    visitor.check_page()

    ana = person()
    ana.sign_in("ana@demo.example")
    ana.sees("What would help your health department most?")
    ana.check_page()
    submit_a_request(ana)

    maya = person()
    maya.sign_in("maya@demo.example")
    acknowledge_and_discover(maya, sink)
    confirm_after_a_correction(ana, maya)
    plan_and_agree(maya, ana)
    deliver(maya, ana)

    answer_from_the_mail(person(), sink, processes, maya)
    keep_working_together(ana, maya)
    the_equity_page(person())
    nothing_of_all_that_in_gulf(person(), person())


def submit_a_request(ana):
    ana.follow("New request")
    ana.check_page()
    ana.press("Send request")
    ana.sees("Tell us what you need")
    ana.check_page()
    ana.fill(
        need="We need a plan for heat emergencies. Last summer we had none.",
        hoped_for_change="Nobody is left alone in a heat wave.",
        why_now="Summer begins in June.",
    )
    ana.page.locator("select[name=topic]").select_option(label="Emergency preparedness")
    ana.press("Send request")
    ana.sees(
        "Request 1", "We need a plan for heat emergencies", "A person will read it",
        "A person reads it and writes to you", "Who sees this",
        "Delta County Health Department and the TTA team. Nobody else.",
    )  # fmt: skip
    ana.check_page()


def acknowledge_and_discover(maya, sink):
    maya.sees("wait", "Without a lead")
    maya.open("/national/caseload/?view=new")
    maya.check_page()
    maya.follow("We need a plan for heat emergencies")
    maya.follow("Acknowledge")
    maya.check_page()
    maya.fill(message="Thank you, Ana. I have read it and will call you this week.")
    maya.press("Send and acknowledge")
    assert links_in(sink, "Maya Rivera wrote to you")
    maya.follow("Offer a conversation")
    maya.fill(offer="Tuesday at ten, or Thursday at two, by phone?")
    maya.press("Send the offer")
    maya.follow("Log the conversation")
    maya.check_page()
    maya.fill(
        held_on=factories.today_in().isoformat(), mode="phone", hours="0.5", recipient_people="Ana Cole",
        notes="Three nurses, two cooling centres, no list of people who live alone.",
    )  # fmt: skip
    maya.press("Log it")
    write_what_we_heard(maya, "You need a poster about heat.")


def write_what_we_heard(maya, words):
    maya.follow("Write what we heard")
    maya.fill(text=words)
    maya.press("Send to the requester")


def confirm_after_a_correction(ana, maya):
    ana.open("/national/")
    ana.sees("One thing waits for you", "Did we hear you right?")
    ana.check_page()
    ana.follow("Read and confirm")
    ana.check_page()
    ana.follow("No, let me correct it")
    ana.fill(correction="Not a poster. A one-page plan with names and numbers.")
    ana.press("Send the correction")
    maya.page.reload()
    maya.sees("Not a poster")
    write_what_we_heard(maya, "You need a one-page plan with names and numbers.")
    ana.open("/national/requests/1/confirm_needs/")
    ana.press("Yes, that is right")
    ana.sees("starts the plan")


def plan_and_agree(maya, ana):
    due = (timezone.localdate() + timedelta(days=30)).isoformat()
    maya.page.reload()
    maya.follow("Start planning")
    maya.press("Start planning")
    maya.follow("Draft the plan")
    maya.check_page()
    maya.fill(
        goals="A one-page heat plan", roles="We draft, you check", finishes_on=due, voice_level="involve",
        voice_who="The senior centre", provider_1="Send a first draft", provider_1_by=due,
        recipient_1="Read it within a week", recipient_1_by=due,
    )  # fmt: skip
    maya.press("Send the plan")
    maya.follow("Agree the plan")
    maya.press("Agree this version")
    ana.page.reload()
    ana.follow("Read the plan")
    ana.sees("Send a first draft", "Read it within a week")
    ana.check_page()
    ana.press("Agree this version")
    ana.sees("Agreed by both sides")


def has_arrived(maya, words):
    """A message goes out some seconds after it was written, so that it can be taken back."""
    maya.open("/national/requests/1/")
    return words in maya.page.locator("main").inner_text()


def deliver(maya, ana):
    today = factories.today_in().isoformat()
    maya.page.reload()
    maya.follow("Start delivery")
    maya.press("Start delivery")
    maya.fill(body="Only for us: ask the state office for their template.", is_internal="on")
    maya.press("Send")
    ana.page.reload()
    assert "Only for us" not in ana.page.locator("main").inner_text()
    ana.fill(body="We found the list of cooling centres.")
    ana.press("Send")
    ana.page.get_by_role("button", name="Take it back").wait_for()
    wait_for(
        lambda: has_arrived(maya, "We found the list of cooling centres"), seconds=40, why="the message to go out"
    )
    maya.sees("We found the list of cooling centres", "Only for us")
    maya.follow("Log an activity")
    maya.check_page()
    maya.fill(
        held_on=today, strategy="consultation", mode="video", hours="1.5", people="Ana Cole, two nurses",
        summary="Went through the draft together.",
    )  # fmt: skip
    maya.press("Log it")
    maya.follow("We kept it")
    maya.check_page()
    maya.press("Say that it is kept")
    ana.page.reload()
    ana.follow("Confirm it was kept")
    ana.press("Yes, it was kept")
    maya.page.reload()
    maya.sees("Kept")
    maya.follow("Mark as delivered")
    maya.press("Mark as delivered")
    maya.sees("Following up", "Check-ins")
    maya.check_page()


def answer_from_the_mail(reader, sink, processes, maya):
    fast_forward(processes, 3)
    link = next(url for url in links_in(sink, "How did it go") if "/check-in/" in url)
    reader.page.set_viewport_size({"width": 390, "height": 800})
    for _ in range(2):
        reader.open(link)
    reader.sees("How did it go?", "Question 1 of 6")
    reader.check_page()
    reader.press("Send my answer")
    reader.sees("Answer at least one question")
    reader.fill(understood="5", relevant="4", useful="2", promises="all", next_step="keep_working")
    reader.fill(need_remains="yes", remaining_need="A training for volunteers.")
    reader.press("Send my answer")
    reader.sees("Thank you", "keep working together", "A person calls you")
    reader.check_page()
    reader.press("Make it a request")
    reader.sees("It is request 2 now")
    reader.open(link)
    reader.fill(useful="4")
    reader.press("Send my answer")
    reader.sees("Thank you")
    reader.open(link[:-9] + "/")
    reader.sees("This link does not work")
    reader.check_page()
    maya.open("/national/caseload/")
    maya.sees("An answer needs a talk", "would like to keep working together")
    maya.check_page()
    maya.open("/national/check-ins/?view=answered")
    maya.sees("Ana Cole")
    maya.check_page()
    fast_forward(processes, 30)
    wait_for(
        lambda: len([mail for mail in list(sink.accepted) if "How did it go" in mail["Subject"]]) >= 2,
        seconds=60, why="the next check-in",
    )  # fmt: skip


def keep_working_together(ana, maya):
    maya.open("/national/engagements/")
    maya.check_page()
    maya.follow("Build on")
    maya.sees("Delta County Health Department leads", "Call to plan the next step together")
    maya.check_page()
    maya.press("Accept and work together")
    maya.sees("Active", "A check-in every 90 days")
    ana.open("/national/")
    ana.follow("Our whole history with the network")
    ana.sees("Request 1 asked for help", "Conversation", "Check-in answered", "Promise: kept", "Engagement active")
    ana.check_page()


def the_equity_page(lee):
    lee.sign_in("lee@demo.example")
    lee.sees("One health department waits longer than we promised", "New this week")
    lee.check_page()
    lee.open("/national/equity/")
    lee.check_page()


def nothing_of_all_that_in_gulf(sam, kim):
    sam.sign_in("sam@gulf.example")
    sam.sees("Nobody is waiting for you")
    assert "heat" not in sam.page.locator("body").inner_text().lower()
    kim.sign_in("kim@gulf.example")
    for path in ("/national/", "/national/requests/1/", "/national/equity/", "/gulf/requests/1/"):
        kim.open(path)
        kim.sees("We cannot find that page")
    kim.check_page()

"""Other ways to use the portal: without JavaScript, and by keyboard alone."""

from __future__ import annotations

import pytest

from requests_app.models import TTARequest
from tests import factories
from tta_portal.tenancy.scope import network_scope

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def network(slow_passwords, transactional_db):
    network = factories.make_network("national")
    with network_scope(network.pk):
        factories.make_topic(name="Emergency preparedness")
        factories.make_member("requester", email="ana@demo.example", name="Ana Cole")
        factories.make_member("provider", email="maya@demo.example", name="Maya Rivera")
        factories.make_member("administrator", email="lee@demo.example", name="Lee Ortiz")
    return network


def test_everything_works_without_javascript(network, portal, person):
    ana = person(java_script_enabled=False)
    ana.sign_in("ana@demo.example")
    ana.follow("New request")
    ana.press("Send request")
    ana.sees("Tell us what you need")
    for name in ("need", "hoped_for_change", "why_now"):
        ana.page.locator(f"[name={name}]").fill(f"Words about {name}.")
    ana.page.locator("select[name=topic]").select_option(label="Emergency preparedness")
    ana.press("Send request")
    ana.sees("Request 1", "A person will read it")

    maya = person(java_script_enabled=False)
    maya.sign_in("maya@demo.example")
    maya.open("/national/requests/1/acknowledge/")
    maya.page.locator("[name=message]").fill("I have read it, Ana.")
    maya.press("Send and acknowledge")
    maya.sees("Acknowledged", "I have read it, Ana.")

    lee = person(java_script_enabled=False)
    lee.sign_in("lee@demo.example")
    lee.open("/national/equity/")
    lee.page.locator("summary", has_text="View as table").first.click()
    lee.sees("Metro", "Rural, remote", "Not classified")


def tab_to(person, selector):
    """Press Tab until the focus is on it, as somebody without a mouse does."""
    for _ in range(80):
        if person.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        person.page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached by Tab on {person.page.url}")


def type_into(person, selector, words):
    tab_to(person, selector)
    person.page.keyboard.type(words)


def test_a_request_is_sent_by_keyboard_alone(network, portal, person):
    ana = person()
    ana.open("/accounts/login/")
    ana.page.keyboard.press("Tab")
    assert ana.page.evaluate("document.activeElement.textContent") == "Skip to main content"
    type_into(ana, "[name=login]", "ana@demo.example")
    type_into(ana, "[name=password]", factories.PASSWORD)
    ana.page.keyboard.press("Enter")
    ana.page.wait_for_url("**/national/")

    tab_to(ana, "a[href$='/requests/new/']")
    ana.page.keyboard.press("Enter")
    ana.page.wait_for_url("**/requests/new/")
    type_into(ana, "[name=need]", "We need a heat plan.")
    type_into(ana, "[name=hoped_for_change]", "Safer summers.")
    type_into(ana, "[name=why_now]", "June.")
    type_into(ana, "[name=topic]", "Emergency")
    tab_to(ana, "button:not([name])[type=submit]")
    ana.page.keyboard.press("Enter")
    ana.page.wait_for_url("**/requests/1/")

    ana.sees("We need a heat plan", "Submitted")
    with network_scope(network.pk):
        assert TTARequest.objects.get().status == "submitted"

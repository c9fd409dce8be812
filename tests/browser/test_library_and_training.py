"""A resource sent from a request, and a training from the first seat to the certificate, in a real browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from requests_app.training.models import Session
from tests import factories
from tta_portal.tenancy.scope import network_scope

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def network(slow_passwords, transactional_db):
    """A request that waits for help, and a library with something that fits."""
    network = factories.make_network("national", name="National TTA Network")
    with network_scope(network.pk):
        ana = factories.make_member("requester", email="ana@demo.example", name="Ana Cole")
        maya = factories.make_member("provider", email="maya@demo.example", name="Maya Rivera")
        heat = factories.make_topic(name="Emergency preparedness")
        factories.make_request("acknowledged", requester=ana, lead=maya, topic=heat)
        factories.make_resource("Heat emergencies, hour by hour", by=maya, topics=[heat], communities=["rural"])
        factories.make_resource("Budget calendar", by=maya, topics=[factories.make_topic(name="Finance")])
    return network


def test_a_resource_is_sent_from_a_request_by_two_keys(network, person):
    maya, ana = person(), person()
    maya.sign_in("maya@demo.example")
    add_a_text(maya)
    maya.open("/national/resources/?q=heat&community=rural")
    maya.sees("Heat emergencies, hour by hour", "Not sent yet")
    maya.check_page()

    maya.open("/national/requests/1/")
    maya.page.get_by_text("From the library, close to this").wait_for()
    maya.check_page()
    maya.page.get_by_role("link", name="Send “Heat emergencies").focus()
    maya.page.keyboard.press("Enter")
    maya.page.wait_for_url("**/requests/1/resources/?first=*")
    maya.check_page()
    maya.page.keyboard.press("Enter")
    maya.page.wait_for_url("**/requests/1/")
    maya.sees("Sent. Ana has “Heat emergencies, hour by hour”", "What we sent them")

    ana.sign_in("ana@demo.example")
    ana.open("/national/requests/1/")
    ana.sees("What we sent you", "https://example.org/tool")
    ana.check_page()
    ana.follow("Heat emergencies, hour by hour")
    ana.sees("Where to find it", "Sent once", "Too few have told us")
    ana.check_page()
    ana.open("/national/resources/similar/?need=heat+emergencies")
    ana.sees("This may help at once", "You asked something like it before")
    ana.check_page()


def add_a_text(maya):
    maya.open("/national/resources/new/")
    maya.press("Add to the library")
    maya.sees("Give it a title", "Choose at least one topic")
    maya.check_page()
    maya.fill(
        title="What to say when it is hot", kind="text", body="# At the door\n\n- Knock twice", summary="A script"
    )
    maya.page.get_by_label("Finance").first.evaluate("box => box.click()")
    maya.press("Add to the library")
    maya.sees("It is in the library now", "Knock twice")
    maya.check_page()


def test_a_training_from_the_seat_to_the_certificate(network, person):
    maya, ana = person(), person()
    maya.sign_in("maya@demo.example")
    offer_a_training(maya)

    ana.sign_in("ana@demo.example")
    ana.open("/national/training/")
    ana.sees("One session is coming up", "1 of 1 left")
    ana.check_page()
    ana.follow("Heat and elders")
    ana.check_page()
    ana.press("Register")
    ana.sees("You have a seat on", "Cancel my seat")
    ana.check_page()

    maya.open("/national/requests/1/")
    assert "A training may be the answer" not in maya.page.locator("main").inner_text(), "it is full, and she is in"
    maya.open("/national/training/")
    maya.sees("Full")
    maya.follow("Heat and elders")
    maya.follow("Who is coming")
    maya.sees("Ana Cole")
    maya.check_page()
    let_it_begin(network)
    maya.page.reload()
    maya.check_page()
    maya.page.get_by_label("Ana Cole").evaluate("box => box.click()")
    maya.press("Save the whole list")
    maya.sees("Saved. Certificates and check-ins follow")

    ana.open("/national/training/")
    ana.sees("attended")
    ana.check_page()
    with ana.page.expect_download() as coming:
        ana.page.get_by_role("link", name="Certificate").evaluate("link => { link.download = ''; link.click() }")
    assert coming.value.path().read_bytes().startswith(b"%PDF-")


def offer_a_training(maya):
    maya.open("/national/training/")
    maya.sees("Nothing is on the calendar yet")
    maya.check_page()
    maya.follow("Offer a training")
    maya.fill(title="Heat and elders", about="Who to **call** first.", hours="1.5")
    maya.page.locator("select[name=topic]").select_option(label="Emergency preparedness")
    maya.press("Offer it")
    maya.sees("No date is set yet")
    maya.follow("Add a session")
    maya.check_page()
    day = (timezone.localdate() + timedelta(days=7)).isoformat()
    maya.fill(day=day, begins="10:00", ends="11:30", place="Tifton Library", capacity="1")
    maya.press("Save")
    maya.sees("It is on the calendar", "10 am to 11:30 am Eastern time")
    maya.check_page()


def let_it_begin(network):
    """As if its day had come."""
    begun = timezone.now() - timedelta(hours=2)
    with network_scope(network.pk):
        Session.objects.update(starts_at=begun, ends_at=begun + timedelta(hours=1.5), closes_at=begun)

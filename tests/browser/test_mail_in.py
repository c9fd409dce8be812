"""Mail that comes in: it stands in the conversation by itself, or a person places it, without a mouse."""

from __future__ import annotations

import pytest

from requests_app.models import ThreadMessage
from tests import factories
from tests.browser.test_ways_in import tab_to, type_into
from tests.tta_portal.inbound.mails import make_mail
from tta_portal.inbound import actions as inbound
from tta_portal.outbox.models import Message
from tta_portal.tenancy.scope import network_scope

pytestmark = [pytest.mark.browser, pytest.mark.slow]
INTAKE = "national@reply.tests.example"
ANSWER = "Tuesday suits us.\n\nOn Mon, Mar 2, 2026 at 9:00 AM Maya <portal@tests.example> wrote:\n> Tuesday?\n"


@pytest.fixture
def network(slow_passwords, transactional_db):
    """A request that a person has answered."""
    network = factories.make_network("national")
    with network_scope(network.pk):
        ana = factories.make_member("requester", email="ana@demo.example", name="Ana Cole")
        maya = factories.make_member("provider", email="maya@demo.example", name="Maya Rivera")
        factories.make_request("acknowledged", requester=ana, lead=maya)
    return network


def answer_the_notice(network):
    """As Ana's mail program does."""
    with network_scope(network.pk):
        notice = Message.objects.filter(to_email="ana@demo.example").last()
    to = notice.headers["Reply-To"]
    raw = make_mail(
        ANSWER, From="Ana Cole <ana@demo.example>", To=to, In_Reply_To=notice.message_id, Message_ID="<1@a>"
    )
    inbound.receive(raw, rcpt=[to])


def skip_to_content(person):
    """Past the bar, by the first link of every page."""
    tab_to(person, ".usa-skipnav")
    person.page.keyboard.press("Enter")


def test_an_answer_by_mail_stands_in_the_conversation(network, person):
    answer_the_notice(network)
    maya = person()
    maya.sign_in("maya@demo.example")

    maya.open("/national/requests/1/")

    maya.sees("By mail", "Tuesday suits us.", "Quoted text and signature")
    maya.check_page()


def test_a_mail_is_joined_by_keyboard_alone(network, person):
    inbound.receive(make_mail("One more thing.", From="ana@demo.example", To=INTAKE), rcpt=[INTAKE])
    maya = person()
    maya.sign_in("maya@demo.example")
    maya.open("/national/mail/")
    skip_to_content(maya)
    tab_to(maya, "td a[href*='/mail/']")
    maya.page.keyboard.press("Enter")
    maya.page.wait_for_url("**/mail/*/")
    skip_to_content(maya)
    tab_to(maya, "a[href$='/join/']")
    maya.page.keyboard.press("Enter")
    maya.page.wait_for_url("**/join/")
    skip_to_content(maya)

    type_into(maya, "[name=number]", "99")
    maya.page.keyboard.press("Enter")
    maya.page.wait_for_load_state("load")
    maya.sees("There is no request 99 that you may read.")
    tab_to(maya, "[name=number]")
    maya.page.keyboard.press("Control+a")
    maya.page.keyboard.type("1")
    tab_to(maya, "[name=knows_sender]")
    maya.page.keyboard.press("Space")
    maya.page.keyboard.press("Enter")
    maya.page.wait_for_url("**/requests/1/**")

    maya.sees("It is in the conversation of request 1 now.", "One more thing.")
    with network_scope(network.pk):
        assert ThreadMessage.objects.get(via="mail").author.email == "ana@demo.example"


def test_the_pages_of_a_mail_that_waits_are_accessible(network, person):
    (mail,) = inbound.receive(make_mail("One more thing.", From="ana@demo.example", To=INTAKE), rcpt=[INTAKE])
    maya = person()
    maya.sign_in("maya@demo.example")

    for page in ("", f"{mail.pk}/", f"{mail.pk}/join/"):
        maya.open(f"/national/mail/{page}")
        maya.check_page()
    maya.press("Join it")
    maya.sees("Give the number of the request that this mail belongs to.")
    maya.check_page()


def test_a_request_is_opened_from_a_mail(network, person):
    raw = make_mail("We need help with wells.", From="Ben <ben@new.example>", To=INTAKE, Subject="Wells")
    (mail,) = inbound.receive(raw, rcpt=[INTAKE])
    maya = person()
    maya.sign_in("maya@demo.example")

    maya.open(f"/national/mail/{mail.pk}/open/")
    maya.sees("Open a request from this mail", "Anybody can write any name into a mail.")
    maya.check_page()
    maya.press("Send it for them")
    maya.sees("Tell us why now")
    maya.check_page()

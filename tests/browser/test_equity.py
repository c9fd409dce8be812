"""The equity pages as an administrator and an analyst meet them, in a real browser."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from equity import actions
from equity.chosen import KEYS
from tests import factories
from tests.equity.places import Asker, answered, make_departments
from tests.worlds import an_alarm
from tta_portal.tenancy.scope import network_scope

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PANELS = (
    "", "speed/", "reach/", "silent/", "depth/", "return/", "quality/", "voice/", "recipients/", "summary/", "change/",
    "report/", "report/schedule/", "definitions/",
)  # fmt: skip
FOR_ADMINISTRATORS = (
    "silent/counties/",
    "watch/",
    "what-if/",
    "what-if/?by=vulnerability&ahead=3",
    "what-if/?ahead=9",
)


@pytest.fixture
def network(slow_passwords, transactional_db):
    network = factories.make_network("national", name="National TTA Network")
    with network_scope(network.pk):
        lee = factories.make_member("administrator", email="lee@demo.example", name="Lee Ortiz")
        actions.publish([(key, "rural_urban") for key in KEYS], by=lee)
        factories.make_member("analyst", email="noor@demo.example", name="Noor Haddad")
        asker = Asker()
        metro = make_departments(30, rural_urban="metro", vulnerability="q1", state="GA")
        rural = make_departments(30, rural_urban="rural_remote", vulnerability="q4")
        answered(asker, metro[:25], useful=60, not_useful=12, silent=20)
        answered(asker, rural[:14], useful=12, not_useful=18, silent=30)
    return network


@pytest.mark.parametrize("email", ["lee@demo.example", "noor@demo.example"])
def test_every_equity_page_reads_well_at_both_widths(network, person, email):
    reader = person()
    reader.sign_in(email)

    for panel in PANELS:
        reader.open(f"/national/equity/{panel}")
        reader.check_page()

    reader.open("/national/equity/quality/")
    reader.sees("metro health departments", "How this is counted")
    reader.page.keyboard.press("Tab")
    reader.page.get_by_role("link", name="Social vulnerability").focus()
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**/quality/?by=vulnerability*")
    reader.sees("the least vulnerable quarter")
    with reader.page.expect_download() as download:
        reader.page.get_by_role("link", name="as a workbook").click()
    assert download.value.suggested_filename == "equity-quality-vulnerability-12-months.xlsx"


def test_the_pages_of_administrators_read_well_at_both_widths(network, person):
    reader = person()
    reader.sign_in("lee@demo.example")

    for panel in FOR_ADMINISTRATORS:
        reader.open(f"/national/equity/{panel}")
        reader.check_page()


@pytest.mark.parametrize("email", ["lee@demo.example", "noor@demo.example"])
def test_every_page_prints_its_heading_and_every_number(network, person, email):
    """The PDF of the browser's own printing is opened and read back: folded tables are open on paper.

    Lists of work stand on paper as on a phone, with the names of their columns beside the cells.
    """
    reader = person()
    reader.sign_in(email)

    for panel in (*PANELS, *(FOR_ADMINISTRATORS if email.startswith("lee") else ())):
        reader.open(f"/national/equity/{panel}")
        reader.page.wait_for_load_state("networkidle")
        pages = PdfReader(io.BytesIO(reader.page.pdf(format="Letter"))).pages
        printed = squeezed("".join(page.extract_text() for page in pages))
        said = reader.page.locator("main h1, main th[scope=row], main td:not(:has(input, form, button, .pill))")
        words = said.evaluate_all("found => found.map(one => one.textContent)")
        assert words
        missing = [word for word in words if squeezed(word) not in printed]
        assert missing == [], reader.page.url


def squeezed(words: str) -> str:
    """Without spaces and line breaks, which paper puts elsewhere."""
    return re.sub(r"\s|\u00ad|\u200b", "", words)


def test_an_order_is_tried_and_used_by_keyboard(network, person):
    reader = person()
    reader.sign_in("lee@demo.example")
    reader.open("/national/equity/what-if/")

    days = reader.page.get_by_label("Days ahead for under-served places")
    days.fill("9")
    days.press("Tab")
    reader.page.keyboard.press("Enter")
    reader.sees("Enter a whole number from 0 to 5.")
    assert days.input_value() == "9"
    days.fill("2")
    days.press("Enter")
    reader.page.wait_for_url("**ahead=2**")
    reader.page.get_by_role("radio", name="Fair queue").press("ArrowDown")
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Enter")

    reader.sees("new requests are listed by “Fair, 2 days ahead”", "In use now: “Fair, 2 days ahead”.")


def test_an_alarm_is_noted_by_keyboard(network, person):
    with network_scope(network.pk):
        an_alarm()
    reader = person()
    reader.sign_in("lee@demo.example")
    reader.open("/national/equity/watch/")
    reader.sees("1 gap is more than chance")
    reader.check_page()

    reader.page.get_by_role("link", name="See the numbers of the last twelve months").focus()
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Enter")

    reader.sees("Noted. This gap is watched anew from next week.", "Noted before")


def test_silent_places_are_found_on_the_maps_and_given_to_somebody(network, person):
    reader = person()
    reader.sign_in("lee@demo.example")

    reader.open("/national/equity/silent/counties/")
    reader.check_page()
    reader.sees("were never heard of")
    reader.open("/national/equity/silent/")
    reader.sees("State and local health departments that sent no request")
    reader.page.locator("#states svg").wait_for()
    for tick in reader.page.locator("input.tick").all()[:2]:
        tick.check()
    reader.page.get_by_role("button", name="Give those ticked to somebody").last.click()
    reader.check_page()
    reader.page.get_by_role("button", name="Give to this person").click()
    reader.page.wait_for_url("**/equity/silent/")

    reader.sees("Lee Ortiz reaches out to 2 health departments", "Lee Ortiz has it since")
    reader.check_page()


def test_everybody_reads_what_is_published(network, person):
    reader = person()

    for key in KEYS:
        reader.open(f"/national/numbers/?panel={key}")
        reader.check_page()
    reader.sees("What is hidden, and why")


def test_an_administrator_chooses_what_everybody_reads(network, person):
    reader = person()
    reader.sign_in("lee@demo.example")

    reader.open("/national/settings/numbers/")

    reader.check_page()
    reader.sees("Everybody can read 6 panels")


def test_the_pages_say_it_without_scripts(network, person):
    reader = person(java_script_enabled=False)
    reader.sign_in("noor@demo.example")

    reader.open("/national/equity/quality/")

    reader.sees("of answers by rural health departments found it useful")
    assert reader.page.locator("table").count() == 4


def test_the_report_is_downloaded_as_a_pdf_and_sent_by_schedule(network, person):
    reader = person()
    reader.sign_in("lee@demo.example")

    reader.open("/national/equity/report/")
    with reader.page.expect_download() as download:
        reader.page.get_by_role("link", name="Download as PDF").click()
    assert download.value.suggested_filename.startswith("equity-report-rural-urban-")
    reader.page.get_by_role("link", name="Send it by schedule").click()
    reader.page.get_by_text("On the first of each month").click()
    reader.page.get_by_text("Lee Ortiz, administrator").click()
    reader.page.get_by_role("button", name="Save").click()
    reader.sees("The report is sent to you.")
    reader.check_page()
    reader.page.get_by_role("button", name="Stop sending it to me").click()

    reader.sees("Stopped. No more reports are sent to you")

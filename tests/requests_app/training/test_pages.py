from __future__ import annotations

import json
import shutil
import subprocess
from datetime import timedelta

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from icalendar import Calendar

from requests_app.training import actions, certificate_pdf
from requests_app.training.models import Certificate, Registration, Series, Session
from tests.factories import make_attended_session, make_member, make_request, make_series, make_session, make_topic
from tests.requests_app.test_pages import queries

SERIES = {"title": "Heat and elders", "about": "Who to *call*.", "language": "es", "hours": "1.5"}
SESSION = {
    "day": "2031-07-01", "begins": "10:00", "ends": "11:30", "time_zone": "Pacific/Guam", "place": "Hagåtña Library",
    "capacity": "12",
}  # fmt: skip


def test_the_team_offers_a_training_and_a_date(network, provider, sign_in):
    client, topic = sign_in(provider), make_topic()

    client.post("/north/training/series/new/", {**SERIES, "topic": topic.pk, "has_certificate": "on"})
    series = Series.objects.get()
    page = client.post(f"/north/training/series/{series.pk}/sessions/new/", SESSION, follow=True).content.decode()

    session = Session.objects.get()
    assert session.starts_at.isoformat() == "2031-07-01T00:00:00+00:00"
    assert session.closes_at == session.starts_at
    assert "July 1, 2031" in page
    assert "10 am to 11:30 am Chamorro time" in page
    assert "<em>call</em>" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends": "09:00"}, "It must end after it begins"),
        ({"place": ""}, "Say where it is"),
        ({"closes_on": "2031-07-02"}, "cannot come after the session"),
        ({"capacity": "0"}, "greater than or equal to 1"),
        ({"time_zone": "Mars/Base"}, "Select a valid choice"),
        ({"link": "javascript:alert(1)"}, "begins with https://"),
        ({"day": "soon"}, "Enter a valid date"),
    ],
)
def test_a_wrong_field_gets_a_sentence_and_loses_nothing(network, provider, sign_in, wrong, sentence):
    series = make_series()

    answer = sign_in(provider).post(f"/north/training/series/{series.pk}/sessions/new/", {**SESSION, **wrong})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert b'value="10:00"' in answer.content
    assert Session.objects.count() == 0


def test_the_last_day_to_register_counts_whole(network, provider, sign_in):
    series, client = make_series(), sign_in(provider)

    client.post(f"/north/training/series/{series.pk}/sessions/new/", {**SESSION, "closes_on": "2031-06-28"})

    session = Session.objects.get()
    assert session.closes_at.isoformat() == "2031-06-28T14:00:00+00:00"
    edit = client.get(f"/north/training/sessions/{session.pk}/edit/").content
    assert b'value="2031-06-28"' in edit


def test_a_requester_registers_and_cancels(network, requester, sign_in):
    session, client = make_session(), sign_in(requester)
    url = f"/north/training/sessions/{session.pk}"

    page = client.post(f"{url}/register/", follow=True).content.decode()
    assert f"You have a seat on {session.day}" in page
    assert "Cancel my seat" in page

    page = client.post(f"{url}/cancel/", follow=True).content.decode()
    assert "Your seat is free for somebody else now" in page
    assert Registration.objects.get().state == "cancelled"


def test_a_refusal_is_a_page(network, requester, sign_in):
    session, client = make_session(), sign_in(requester)
    actions.register(session, by=requester)

    answer = client.post(f"/north/training/sessions/{session.pk}/register/")

    assert answer.status_code == 409
    assert "You have a seat in this session already" in answer.content.decode()


def test_a_full_session_offers_the_waiting_list(network, requester, sign_in):
    session = make_session(capacity=1)
    actions.register(session, by=make_member("requester"))
    client = sign_in(requester)

    before = client.get(session.get_absolute_url().partition("#")[0]).content.decode()
    page = client.post(f"/north/training/sessions/{session.pk}/register/", follow=True).content.decode()

    assert "Join the waiting list" in before
    assert "You are on the waiting list; we write when one is free" in page


def test_trainings_are_narrowed_by_their_address(network, requester, sign_in):
    heat, money = make_series("Heat and elders", language="es"), make_series("Grants")
    for series in (heat, money):
        make_session(series)
    client = sign_in(requester)

    for query in (f"topic={heat.topic_id}", "language=es", f"topic={heat.topic_id}&language=nonsense"):
        page = client.get(f"/north/training/?{query}").content
        assert b"Heat and elders" in page, query
        assert b"Grants" not in page.partition(b"Everything we offer")[0].partition(b'id="rows"')[2], query


def test_nothing_on_offer_says_so(network, requester, sign_in):
    page = sign_in(requester).get("/north/training/").content

    assert b"Nothing is on the calendar yet" in page
    assert b"No training is offered yet" in page


def test_an_analyst_sees_no_training(network, sign_in):
    client = sign_in(make_member("analyst"))

    assert client.get("/north/training/").status_code == 403


def test_a_partner_may_come_but_not_manage(network, sign_in):
    session, client = make_session(), sign_in(make_member("partner"))

    assert client.get("/north/training/").status_code == 200
    assert client.post(f"/north/training/sessions/{session.pk}/register/").status_code == 302
    assert client.get("/north/training/series/new/").status_code == 403
    assert client.get(f"/north/training/sessions/{session.pk}/attendance/").status_code == 403


def test_the_address_to_join_is_for_those_with_a_seat(network, requester, sign_in):
    session, client = make_session(link="https://example.org/join"), sign_in(requester)
    page, calendar = session.series.get_absolute_url(), f"/north/training/sessions/{session.pk}/calendar.ics"

    assert b"example.org/join" not in client.get(page).content + client.get(calendar).content
    actions.register(session, by=requester)
    assert b"example.org/join" in client.get(page).content
    assert b"example.org/join" in client.get(calendar).content


def test_the_team_marks_who_was_there(network, provider, requester, sign_in, days_pass):
    session = make_session()
    registration = actions.register(session, by=requester)
    client, url = sign_in(provider), f"/north/training/sessions/{session.pk}/attendance/"
    assert b"They have a seat" in client.get(url).content
    days_pass(7.1)
    client = sign_in(provider)

    page = client.post(url, {"present": [registration.pk]}, follow=True).content.decode()

    assert "checked" in page
    registration.refresh_from_db()
    assert registration.state == "attended"
    assert client.post(url, {"present": ["999"]}).status_code == 422


def test_ones_certificate_is_on_ones_page(network, provider, requester, sign_in):
    registration = make_attended_session(requester, by=provider)
    url = f"/north/training/certificates/{registration.certificate.pk}.pdf"

    assert url.encode() in sign_in(requester).get("/north/training/").content
    assert sign_in(requester).get(url)["Content-Type"] == "application/pdf"
    assert sign_in(provider).get(url).status_code == 200
    assert sign_in(make_member("requester")).get(url).status_code == 404
    Certificate.objects.update(withdrawn_at=timezone.now())
    assert sign_in(requester).get(url).status_code == 404


def read_pdf(pdf, folder):
    """The words of a PDF, by a program that did not write it; without one, at least that it is whole."""
    if shutil.which("pdftotext") is None:
        assert pdf.startswith(b"%PDF-")
        assert pdf.rstrip().endswith(b"%%EOF")
        return None
    file = folder / "one.pdf"
    file.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True, text=True).stdout


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Carmen Saldaña", "Carmen Saldaña"),
        ("Олександра Гончаренко", "Олександра Гончаренко"),
        ("Ελένη Παπαδοπούλου", "Ελένη Παπαδοπούλου"),
        ("Nguyễn Thị Ánh", "Nguyễn Thị Ánh"),
        ("李明 Chen", "□□ Chen"),
        ("Ana 🎉\x00\u202e Cole", "Ana □□□ Cole"),
        ("M" * 120, "M" * 70),
    ],
)
def test_a_certificate_carries_the_name(network, provider, requester, tmp_path, name, written):
    certificate = make_attended_session(requester, by=provider).certificate
    certificate.name = name

    pdf = certificate_pdf.certificate_pdf(certificate)

    words = read_pdf(pdf, tmp_path)
    if words is not None:
        assert written in words
        assert "Certificate 1, issued on" in words
        assert requester.organization.name in words
    assert pdf.count(b"/Type /Page\n") == 1


def test_the_same_certificate_is_the_same_file(network, provider, requester):
    certificate = make_attended_session(requester, by=provider).certificate

    assert certificate_pdf.certificate_pdf(certificate) == certificate_pdf.certificate_pdf(certificate)


def test_a_missing_font_is_said_loudly(monkeypatch):
    monkeypatch.setattr(finders, "find", lambda name: None)

    with pytest.raises(ImproperlyConfigured, match="npm run build"):
        certificate_pdf.font_file("fonts/DejaVuSans.ttf")


def test_a_calendar_file_follows_changes(network, provider, requester, sign_in):
    session, client = make_session(make_series("Heat; and, elders")), sign_in(requester)
    url = f"/north/training/sessions/{session.pk}/calendar.ics"

    first = Calendar.from_ical(client.get(url).content)
    earlier = session.starts_at - timedelta(hours=1)
    actions.change_session(session, by=provider, starts_at=earlier, closes_at=earlier)
    second = Calendar.from_ical(client.get(url).content)

    before, after = first.walk("VEVENT")[0], second.walk("VEVENT")[0]
    assert first["METHOD"] == "PUBLISH"
    assert before["SUMMARY"] == "Heat; and, elders"
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert before.decoded("DTSTART") - after.decoded("DTSTART") == timedelta(hours=1)
    assert before["DTSTART"].to_ical().endswith(b"Z")


def test_a_request_offers_seats_on_its_topic(network, sign_in):
    tta_request = make_request("acknowledged")
    session = make_session(make_series("Heat and elders", topic=tta_request.topic))
    make_session(make_series("Grants"))
    lead, url = sign_in(tta_request.lead), f"{tta_request.get_absolute_url()}seat/"

    page = lead.get(f"{tta_request.get_absolute_url()}beside/").content.decode()
    assert "A training may be the answer" in page
    assert "Grants" not in page
    lead.post(url, {"session": session.pk, "words": "This one?"})

    asker = sign_in(tta_request.requester)
    assert Registration.objects.get().tta_request == tta_request
    assert "A seat in a training" in asker.get(f"{tta_request.get_absolute_url()}beside/").content.decode()
    assert "This one?" in asker.get(tta_request.get_absolute_url()).content.decode()


def test_a_full_session_is_not_chosen(network, requester, sign_in):
    tta_request = make_request("acknowledged")
    session = make_session(make_series(topic=tta_request.topic), capacity=1)
    actions.register(session, by=requester)
    lead, url = sign_in(tta_request.lead), f"{tta_request.get_absolute_url()}seat/"

    answer = lead.post(url, {"session": session.pk, "words": "My words"})

    assert answer.status_code == 422
    assert b"full or closed by now" in answer.content
    assert b"My words" in answer.content
    assert b"No session fits now" in lead.get(url).content


def test_a_confidential_request_is_offered_nothing_by_others(network, provider, sign_in):
    tta_request = make_request("acknowledged", visibility="named")

    assert sign_in(provider).get(f"{tta_request.get_absolute_url()}seat/").status_code == 404


@pytest.mark.parametrize("which", ["list", "series"])
def test_pages_ask_as_often_for_three_as_for_one(network, provider, sign_in, which):
    client, series = sign_in(provider), make_series()
    url = "/north/training/" if which == "list" else series.get_absolute_url()
    actions.register(make_session(series), by=provider)
    one = queries(client, url)

    for _ in range(2):
        actions.register(make_session(series), by=provider)

    assert queries(client, url) == one


def test_the_api_lists_registers_and_cancels(network, requester, sign_in):
    session, client = make_session(), sign_in(requester)
    url = "/api/v1/north/training/sessions/"

    listed = json.loads(client.get(url).content)["results"]
    made = client.post(f"{url}{session.pk}/register/")
    again = client.post(f"{url}{session.pk}/register/")
    gone = client.post(f"{url}{session.pk}/cancel/")

    assert [(row["id"], row["seats_left"], row["my_state"]) for row in listed] == [(session.pk, 10, None)]
    assert (made.status_code, made.json()["my_state"], made.json()["seats_left"]) == (201, "registered", 9)
    assert (again.status_code, again.json()["title"]) == (409, "Refused")
    assert (gone.status_code, gone.json()["my_state"]) == (200, None)
    assert json.loads(client.get(f"{url}?when=past").content)["results"] == []

"""A person decides about a mail that found no request."""

from __future__ import annotations

import pytest

from requests_app import actions
from requests_app.models import TTARequest
from tests.factories import make_member, make_request
from tests.tta_portal.files import samples
from tta_portal.files import vault
from tta_portal.inbound import actions as inbound
from tta_portal.inbound.models import State


@pytest.fixture
def mail(requester, send):
    """From a requester we know, about nothing we know."""
    return send(
        "We need help with heat.", sender=f"Ana Cole <{requester.email}>", attachments=[("a.pdf", samples.PDF)]
    )


def fields(tta_request, requester, **changes):
    return {
        "organization": requester.organization_id, "person": "Ana Cole", "email": requester.email,
        "entry_channel": "mail", "need": "We need help with heat.", "hoped_for_change": "Safer", "why_now": "June",
        "topic": tta_request.topic_id, **changes,
    }  # fmt: skip


def by_mail(tta_request):
    return tta_request.messages.filter(via="mail")


def test_the_page_of_a_mail_offers_both_ways(mail, provider, sign_in):
    page = sign_in(provider).get(f"/north/mail/{mail.pk}/").content.decode()

    assert f'href="/north/mail/{mail.pk}/join/">Join it to a request</a>' in page
    assert f'href="/north/mail/{mail.pk}/open/">Open a request from it</a>' in page
    assert "It may be a new request." in page


def test_a_mail_that_is_done_offers_nothing(mail, provider, sign_in):
    inbound.settle(mail, State.JOINED, by=provider)
    client = sign_in(provider)

    assert b"/join/" not in client.get(f"/north/mail/{mail.pk}/").content
    for way in ("join", "open"):
        answer = client.get(f"/north/mail/{mail.pk}/{way}/")
        assert (answer.status_code, answer["Location"]) == (302, f"/north/mail/{mail.pk}/")


def test_what_cannot_be_read_offers_nothing(network, provider, sign_in):
    (mail,) = inbound.receive(b"no mail", rcpt=["north@reply.tests.example"])

    assert b"/join/" not in sign_in(provider).get(f"/north/mail/{mail.pk}/").content


def test_somebody_vouches_for_the_sender(tta_request, mail, requester, provider, sign_in):
    client, url = sign_in(provider), f"/north/mail/{mail.pk}/join/"

    page = client.get(url).content.decode()
    answer = client.post(url, {"number": tta_request.number, "knows_sender": "on"}, follow=True)

    assert "I know this sender" in page
    assert "We need help with heat." in page
    message = by_mail(tta_request).get()
    assert (message.author, [str(one) for one in message.attachments.all()]) == (requester, ["a.pdf"])
    assert f"It is in the conversation of request {tta_request.number} now." in answer.content.decode()
    mail.refresh_from_db()
    assert (mail.state, mail.handled_by) == (State.JOINED, provider)


def test_without_that_it_stands_under_its_address(tta_request, mail, requester, provider, sign_in):
    sign_in(provider).post(f"/north/mail/{mail.pk}/join/", {"number": tta_request.number})

    message = by_mail(tta_request).get()
    assert (message.author, message.from_email) == (None, requester.email)


def test_a_stranger_cannot_be_vouched_for(tta_request, provider, sign_in, send):
    mail = send()
    client, url = sign_in(provider), f"/north/mail/{mail.pk}/join/"

    assert "I know this sender" not in client.get(url).content.decode()
    client.post(url, {"number": tta_request.number, "knows_sender": "on"})

    assert by_mail(tta_request).get().author is None


def test_a_sender_without_a_part_is_from_outside_even_if_known(tta_request, provider, sign_in, send):
    mail = send(sender=make_member("requester").email)

    sign_in(provider).post(f"/north/mail/{mail.pk}/join/", {"number": tta_request.number, "knows_sender": "on"})

    assert by_mail(tta_request).get().author is None


@pytest.mark.parametrize("number", ["", "0", "x", "999", "99999999999999999999"])
def test_a_wrong_number_is_said_and_nothing_is_joined(tta_request, mail, provider, sign_in, number):
    answer = sign_in(provider).post(f"/north/mail/{mail.pk}/join/", {"number": number})

    assert (answer.status_code, by_mail(tta_request).count()) == (422, 0)
    assert b"usa-error-message" in answer.content


def test_a_request_that_one_may_not_read_does_not_exist(mail, requester, provider, administrator, sign_in):
    hidden = make_request("acknowledged", requester=requester, lead=administrator, visibility="named")

    answer = sign_in(provider).post(f"/north/mail/{mail.pk}/join/", {"number": hidden.number})

    assert f"There is no request {hidden.number} that you may read." in answer.content.decode()
    assert by_mail(hidden).count() == 0


def test_a_mail_joined_to_a_merged_request_goes_where_it_goes_on(tta_request, mail, requester, provider, sign_in):
    into = make_request("acknowledged", requester=requester, lead=provider)
    actions.merge(tta_request, by=provider, into=into)

    sign_in(provider).post(f"/north/mail/{mail.pk}/join/", {"number": tta_request.number})

    assert (by_mail(tta_request).count(), by_mail(into).count()) == (0, 1)


def test_the_number_that_the_mail_speaks_of_stands_there_already(tta_request, provider, administrator, sign_in, send):
    seen = send(Subject=f"Request {tta_request.number}")
    secret = make_request("acknowledged", lead=administrator, visibility="named")
    hidden = send(Subject=f"Request {secret.number}")
    client = sign_in(provider)

    assert f'value="{tta_request.number}"' in client.get(f"/north/mail/{seen.pk}/join/").content.decode()
    assert f'value="{secret.number}"' not in client.get(f"/north/mail/{hidden.pk}/join/").content.decode()


def test_a_request_is_opened_from_a_mail(tta_request, mail, requester, provider, sign_in):
    client, url = sign_in(provider), f"/north/mail/{mail.pk}/open/"

    page = client.get(url).content.decode()
    missing = client.post(url, fields(tta_request, requester, why_now=""))
    answer = client.post(url, fields(tta_request, requester), follow=True)

    assert all(f'value="{one}"' in page for one in ("Ana Cole", requester.email))
    assert f'<option value="{requester.organization_id}" selected' in page
    assert "Heat\n\nWe need help with heat.</textarea>" in page
    assert 'hx-post="/north/requests/questions/"' in page
    assert (missing.status_code, "Tell us why now" in missing.content.decode()) == (422, True)
    opened = TTARequest.objects.exclude(pk=tta_request.pk).get()
    assert (opened.requester, opened.entered_by, opened.entry_channel) == (requester, provider, "mail")
    assert [str(one) for one in opened.attachments.all()] == ["a.pdf"]
    assert f"Sent for them. It is request {opened.number}." in answer.content.decode()
    mail.refresh_from_db()
    assert (mail.state, mail.reason) == (State.OPENED, f"It opened request {opened.number}.")


def test_a_stranger_who_asks_gets_a_place(tta_request, provider, requester, sign_in, send):
    mail = send("Help.", sender="New Nurse <new@delta.example>", attachments=[("x.exe", b"MZ")])
    client, url = sign_in(provider), f"/north/mail/{mail.pk}/open/"

    assert 'value="New Nurse"' in client.get(url).content.decode()
    answer = client.post(
        url, fields(tta_request, requester, person="New Nurse", email="new@delta.example"), follow=True
    )

    opened = TTARequest.objects.exclude(pk=tta_request.pk).get()
    assert opened.requester.email == "new@delta.example"
    assert "“x.exe” is not of a kind that is taken here." in answer.content.decode()


def test_the_second_who_decides_is_told_and_changes_nothing(
    tta_request, mail, requester, provider, administrator, sign_in, monkeypatch
):
    monkeypatch.setattr("requests_app.views.mail._waits", lambda mail: True)
    inbound.ignore(mail, by=administrator, reason="Advertising")
    inbound.settle(mail, State.JOINED, by=administrator)
    client = sign_in(provider)

    joined = client.post(f"/north/mail/{mail.pk}/join/", {"number": tta_request.number})
    opened = client.post(f"/north/mail/{mail.pk}/open/", fields(tta_request, requester))

    assert (joined.status_code, opened.status_code) == (409, 409)
    assert (by_mail(tta_request).count(), TTARequest.objects.count()) == (0, 1)


def test_missing_bytes_are_said(mail, provider, sign_in):
    vault.remove(mail.key)

    answer = sign_in(provider).get(f"/north/mail/{mail.pk}/join/")

    assert answer.status_code == 409
    assert b"cannot be read from the storage just now" in answer.content


@pytest.mark.parametrize("way", ["join", "open"])
def test_only_those_who_triage_decide(mail, requester, sign_in, way):
    client = sign_in(requester)

    assert client.get(f"/north/mail/{mail.pk}/{way}/").status_code == 403
    assert client.post(f"/north/mail/{mail.pk}/{way}/", {}).status_code == 403


def test_the_address_of_keying_in_carries_no_words(network, provider, sign_in):
    page = sign_in(provider).get("/north/requests/key-in/?need=Secret&person=Ana&email=a@b.example").content.decode()

    assert not any(word in page for word in ('value="Ana"', "Secret</textarea>", "a@b.example"))

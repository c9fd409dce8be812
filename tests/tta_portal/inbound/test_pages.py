"""Mail that waits for a person."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.tta_portal.inbound.mails import INTAKE, make_mail
from tta_portal.files import vault
from tta_portal.inbound import actions, choices
from tta_portal.inbound.models import InboundMail, State

REPLY = "I can do Tuesday.\n\nOn Mon, Mar 2, 2026 at 9:00 AM Maya <portal@tests.example> wrote:\n> Tuesday?\n"


@pytest.fixture
def mail(network):
    (kept,) = actions.receive(make_mail(REPLY, attachments=[("plan.pdf", b"%PDF-1")]), rcpt=[INTAKE])
    return kept


def test_each_pile_lists_its_own_newest_first(network, provider, sign_in):
    actions.receive(make_mail(Subject="First"), rcpt=[INTAKE])
    actions.receive(make_mail(Subject="Second"), rcpt=[INTAKE])
    actions.receive(make_mail(Subject="Away", Auto_Submitted="auto-replied"), rcpt=[INTAKE])
    actions.receive(b"no mail", rcpt=[INTAKE])
    client = sign_in(provider)

    piles = {show: client.get(f"/north/mail/?show={show}").content.decode() for show in
             ("waiting", "ignored", "failed", "done", "nonsense")}  # fmt: skip

    assert piles["waiting"].index("Second") < piles["waiting"].index("First")
    assert "Away" not in piles["waiting"]
    assert "It says that a machine sent it by itself." in piles["ignored"]
    assert "Mail without a subject" in piles["failed"]
    assert "Nothing yet" in piles["done"]
    assert "Second" in piles["nonsense"]
    assert INTAKE in piles["waiting"]


def test_an_empty_pile_says_what_would_fill_it(network, provider, sign_in):
    for show, words in {"waiting": "No mail waits for you", "failed": "Every mail could be read",
                        "ignored": "Nothing was left aside"}.items():  # fmt: skip
        assert words in sign_in(provider).get(f"/north/mail/?show={show}").content.decode()


def test_pages_hold_fifty(network, provider, sign_in):
    InboundMail.objects.bulk_create(
        InboundMail(rcpt=INTAKE, subject=f"Mail {n}", digest=f"{n}", key=f"k{n}", size=1) for n in range(51)
    )
    client = sign_in(provider)

    assert "Page 1 of 2" in client.get("/north/mail/").content.decode()
    assert client.get("/north/mail/?page=2").content.decode().count('class="wide"') == 1


def test_one_mail_is_shown_with_its_quotes_folded(mail, provider, sign_in):
    page = sign_in(provider).get(f"/north/mail/{mail.pk}/").content.decode()

    assert "From, it says" in page
    assert '<p class="words">I can do Tuesday.</p>' in page
    assert "<summary>Quotes and signature</summary>" in page
    assert page.index("<summary>Quotes") < page.index("&gt; Tuesday?")
    assert "plan.pdf" in page
    assert "Anybody can write any name into a mail." in page


def test_what_a_mail_says_is_text_only(network, provider, sign_in):
    (mail,) = actions.receive(
        make_mail("<script>alert(1)</script>", Subject="<b>x</b>", From='"<i>A</i>" <a@b.example>'), rcpt=[INTAKE]
    )

    page = sign_in(provider).get(f"/north/mail/{mail.pk}/").content.decode()

    assert not any(bad in page for bad in ("<script>alert", "<b>x", "<i>A"))


def test_a_mail_is_left_aside_with_a_reason(mail, provider, sign_in):
    client, url = sign_in(provider), f"/north/mail/{mail.pk}/ignore/"

    missing = client.post(url, {})
    done = client.post(url, {"reason": "Advertising"}, follow=True)

    assert missing.status_code == 422
    assert b"so that nobody has to look again" in missing.content
    assert b"Left aside." in done.content
    mail.refresh_from_db()
    assert (mail.state, mail.reason, mail.handled_by) == (State.IGNORED, "Advertising", provider)


def test_somebody_was_quicker(mail, provider, administrator, sign_in):
    actions.settle(mail, State.JOINED, by=administrator)

    answer = sign_in(provider).post(f"/north/mail/{mail.pk}/ignore/", {"reason": "Advertising"})

    assert answer.status_code == 409
    assert b"Somebody has dealt with this mail already" in answer.content


def test_the_whole_mail_is_saved_and_opened_nowhere(mail, provider, sign_in):
    answer = sign_in(provider).get(f"/north/mail/{mail.pk}/raw/")

    assert answer.content == mail.raw()
    assert answer["Content-Disposition"] == f'attachment; filename="mail-{mail.pk}.eml"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "no-store"


def test_missing_bytes_are_said_and_break_no_page(mail, provider, sign_in):
    vault.remove(mail.key)
    client = sign_in(provider)

    assert b"cannot be shown just now" in client.get(f"/north/mail/{mail.pk}/").content
    assert client.get(f"/north/mail/{mail.pk}/raw/").status_code == 409


def test_a_failed_mail_can_be_read_again(network, provider, sign_in):
    (mail,) = actions.receive(b"no mail", rcpt=[INTAKE])
    client = sign_in(provider)

    assert b"Try to read it again" in client.get(f"/north/mail/{mail.pk}/").content
    assert client.post(f"/north/mail/{mail.pk}/again/").status_code == 302


def test_ways_of_the_apps_above_are_buttons(mail, provider, sign_in, monkeypatch):
    monkeypatch.setattr(choices, "_choices", [])
    choices.choice(lambda mail, member: {"label": f"Join for {member}", "url": f"/join/{mail.pk}/"})
    choices.choice(lambda mail, member: None)

    page = sign_in(provider).get(f"/north/mail/{mail.pk}/").content.decode()

    assert f'href="/join/{mail.pk}/">Join for Maya Rivera</a>' in page


def test_mail_is_for_those_who_triage(mail, requester, sign_in):
    for url in ("/north/mail/", f"/north/mail/{mail.pk}/", f"/north/mail/{mail.pk}/raw/"):
        assert sign_in(requester).get(url).status_code == 403


def test_the_list_asks_as_often_for_three_as_for_one(network, provider, sign_in):
    client, counts = sign_in(provider), []
    for names in (["one"], ["two", "three"]):
        for name in names:
            (mail,) = actions.receive(make_mail(Subject=name), rcpt=[INTAKE])
            actions.ignore(mail, by=provider, reason="Advertising")
        client.get("/north/mail/?show=ignored")
        with CaptureQueriesContext(connection) as captured:
            client.get("/north/mail/?show=ignored")
        counts.append(len(captured))

    assert counts[0] == counts[1]

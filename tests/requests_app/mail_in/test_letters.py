"""What of a mail stands in the request: its words, its files, and what is said of the rest."""

from __future__ import annotations

import os
from email.message import EmailMessage
from pathlib import Path

import pytest

from requests_app.mail_in.letters import CUT, LONGEST_BODY, LONGEST_FOLDED
from tests.tta_portal.files import samples
from tests.tta_portal.inbound.mails import make_mail
from tta_portal.files.models import StoredFile
from tta_portal.inbound import actions as inbound
from tta_portal.inbound.models import State

CORPUS = Path(os.environ.get("CORPUS") or Path(__file__).parents[4] / "shared" / "corpus")
QUOTE = "On Mon, Mar 2, 2026 at 9:00 AM Maya <portal@tests.example> wrote:\n"


def the_message(tta_request):
    return tta_request.messages.get(via="mail")


def with_picture(requester, address, *, disposition, cid, content=samples.GIF):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = requester.email, address, "Re: hello"
    mail.set_content("Yes.")
    mail.add_attachment(
        content, maintype="image", subtype="gif", filename="logo.gif", disposition=disposition, cid=cid
    )
    return mail.as_bytes()


def test_a_mail_of_a_megabyte_is_cut_and_says_so(tta_request, requester, address, send):
    mail = send("word " * 200_000, to=address, sender=requester.email)

    message = the_message(tta_request)
    assert (mail.state, len(message.body)) == (State.JOINED, LONGEST_BODY)
    assert message.body.endswith(str(CUT))
    assert mail.size > 1_000_000


def test_very_long_quotes_are_cut_and_say_so(tta_request, requester, address, send):
    send("Yes.\n\n" + QUOTE + "> word word\n" * 20_000, to=address, sender=requester.email)

    message = the_message(tta_request)
    assert (message.body, len(message.folded)) == ("Yes.", LONGEST_FOLDED)
    assert message.folded.endswith(str(CUT))


def test_invisible_characters_are_dropped(tta_request, requester, address, send):
    (mail,) = inbound.receive(
        f"From: {requester.email}\nTo: {address}\nSubject: x\n\nYes\0,\x1b[31m\x07 Tues\x85day.\n".encode(),
        rcpt=[address],
    )

    assert (mail.state, the_message(tta_request).body) == (State.JOINED, "Yes,[31m Tuesday.")


def test_what_is_nothing_but_quotes_is_shown_whole(tta_request, requester, address, send):
    send("> Tuesday?\n> Or Monday?\n", to=address, sender=requester.email, In_Reply_To="<x@y.example>")

    message = the_message(tta_request)
    assert (message.body, message.folded) == ("> Tuesday?\n> Or Monday?", "")


def test_a_mail_without_words_says_so(tta_request, requester, address, send):
    send("", to=address, sender=requester.email, attachments=[("plan.pdf", samples.PDF)])

    message = the_message(tta_request)
    assert message.body == "There is no text in this mail."
    assert [str(one) for one in message.attachments.all()] == ["plan.pdf"]


def test_good_files_come_with_the_message_and_bad_ones_are_named(tta_request, requester, address, send):
    files = [("plan.pdf", samples.PDF), ("setup.exe", b"MZ"), ("photo.png", b"no picture"), ("again.pdf", samples.PDF)]

    mail = send("Here they are.", to=address, sender=requester.email, attachments=files)

    message = the_message(tta_request)
    assert [str(one) for one in message.attachments.all()] == ["plan.pdf", "again.pdf"]
    assert message.body == "Here they are.\n\nLeft out: setup.exe, photo.png. The team has the whole mail."
    assert "“setup.exe” is not of a kind that is taken here." in mail.reason
    assert StoredFile.objects.staged().count() == 0


def test_files_of_somebody_from_outside_come_along(tta_request, address, send):
    send("Here.", to=address, attachments=[("plan.pdf", samples.PDF)])

    message = the_message(tta_request)
    assert (message.author, [str(one) for one in message.attachments.all()]) == (None, ["plan.pdf"])


@pytest.mark.parametrize(
    ("how", "kept"),
    [
        ({"disposition": "inline", "cid": "<logo@x>"}, []),
        ({"disposition": "attachment", "cid": "<logo@x>"}, ["logo.gif"]),
        ({"disposition": "inline", "cid": None}, ["logo.gif"]),
        ({"disposition": "inline", "cid": "<shot@x>", "content": samples.GIF + b"\0" * 10_000}, ["logo.gif"]),
    ],
    ids=["a logo", "attached", "without an id", "a screenshot"],
)
def test_only_the_logo_of_a_signature_is_dropped_without_a_word(tta_request, requester, address, how, kept):
    inbound.receive(with_picture(requester, address, **how), rcpt=[address])

    message = the_message(tta_request)
    assert [str(one) for one in message.attachments.all()] == kept
    assert message.body == "Yes."


def test_a_mail_that_was_too_large_says_so(tta_request, requester, address, send, monkeypatch):
    monkeypatch.setattr(inbound, "MOST_BYTES", 500)

    send("word " * 1000, to=address, sender=requester.email)

    assert the_message(tta_request).body.endswith("The mail was too large to be kept whole.")


def from_a_corpus(path):
    """Some are whole mails, some only what stood in one."""
    raw = path.read_bytes()
    if path.suffix == ".eml" or "mail-malformed" in path.parts:
        return raw
    return make_mail(raw.decode("utf-8", "replace"), From="Ana Cole <ana@delta.example>", In_Reply_To="<a@b.example>")


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of awkward mails lies elsewhere")
@pytest.mark.parametrize("folder", ["mail-malformed", "mail-replies-a", "mail-replies-b"])
def test_every_awkward_mail_ends_somewhere(tta_request, address, folder, monkeypatch):
    monkeypatch.setattr(inbound, "MOST_AN_HOUR", 1000)
    paths = sorted(path for path in (CORPUS / folder).rglob("*") if path.is_file())

    ends = {path.name: inbound.receive(from_a_corpus(path), rcpt=[address])[0] for path in paths}

    assert all(mail.processed_at for mail in ends.values())
    assert [name for name, mail in ends.items() if mail.state != State.JOINED and not mail.reason] == []
    assert [name for name, mail in ends.items() if "Something went wrong" in mail.reason] == []
    joined = {mail.pk for mail in ends.values() if mail.state == State.JOINED}
    assert tta_request.messages.filter(via="mail").count() == len(joined) > 0

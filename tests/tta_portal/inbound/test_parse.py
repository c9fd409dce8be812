"""Whatever bytes come in, something comes out."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.tta_portal.inbound.mails import make_bounce, make_mail
from tta_portal.inbound.html_text import clean, text_of
from tta_portal.inbound.parse import read
from tta_portal.inbound.replies import find_reply

SAMPLES = Path(__file__).parent / "samples"
CORPUS = Path(os.environ.get("CORPUS") or Path(__file__).parents[4] / "shared" / "corpus")
MALFORMED = sorted(path for path in (CORPUS / "mail-malformed").rglob("*") if path.is_file())
needs_corpus = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of awkward mails lies elsewhere")

ALEX = "Hi. I am fine.\n\nThanks,\nAlex"
ALEX_APART = "Hi. I am fine.\n\nThanks,\n\nAlex"
HTML_REPLIES = {
    "html_replies/gmail.html": ALEX,
    "html_replies/hotmail.html": ALEX,
    "html_replies/mail_ru.html": ALEX,
    "html_replies/ms_outlook_2003.html": ALEX_APART,
    "html_replies/ms_outlook_2007.html": ALEX_APART,
    "html_replies/ms_outlook_2010.html": ALEX_APART,
    "html_replies/thunderbird.html": ALEX,
    "html_replies/windows_mail.html": ALEX,
    "html_replies/yandex_ru.html": ALEX,
    "reply-separated-by-hr.html": "Hi\nthere\nBob",
    "OLK_SRC_BODY_SECTION.html": "Reply",
}
TELNET = (
    "On your remote host you can run:\n\n     telnet 127.0.0.1 52698\n\n"
    "This should connect to TextMate (on your Mac, via the tunnel). If that\nfails, the tunnel is not working."
)
TEXT_REPLIES = {
    "correct_sig.txt": "this is an email with a correct -- signature.",
    "email_1_1.txt": "Hi folks\n\nWhat is the best way to clear a Riak bucket of all key, values after\n"
    "running a test?\nI am currently using the Java HTTP API.\n\n-Abhishek Kona",
    "email_1_3.txt": "Oh thanks.\n\nHaving the function would be great.\n\n-Abhishek Kona",
    "email_1_4.txt": "Awesome! I haven't had another problem with it.",
    "email_1_6.txt": "I get proper rendering as well.\n\nSent from a magnificent torch of pixels",
    "email_1_7.txt": ":+1:",
    "email_1_8.txt": "I will reply under this one\n\nand under this.",
    "email_2_1.txt": "Outlook with a reply",
    "email_2_2.txt": "Outlook with a reply directly above line",
    "email_2_3.txt": "Outlook with a reply above headers using unusual format",
    "email_BlackBerry.txt": "Here is another email",
    "email_bullets.txt": "test 2 this should list second\n\nand have spaces\n\nand retain this formatting\n\n"
    "   - how about bullets\n   - and another",
    "email_gmail.txt": "This is a test for inbox replying to a github message.",
    "email_headers_no_delimiter.txt": "And another reply!",
    "email_iPhone.txt": "Here is another email",
    "email_multi_word_sent_from_my_mobile_device.txt": "Here is another email",
    "email_one_is_not_on.txt": "Thank, this is really helpful.\n\nOne outstanding question I had:\n\n"
    "Locally (on development), when I run...",
    "email_partial_quote_header.txt": TELNET,
    "email_sent_from_my_not_signature.txt": "Here is another email\n\n"
    "Sent from my desk, is much easier then my mobile phone.",
    "email_sig_delimiter_in_middle_of_line.txt": "Hi there!\n\nStuff happened.\n\n"
    "And here is a fix -- this is not a signature.\n\nkthxbai",
    "greedy_on.txt": TELNET,
    "pathological.txt": "I think you're onto something. I will try to fix the problem as soon as I\n"
    "get back to a computer.",
}
SAYS = [
    (
        "error_emails/cant_parse_from.eml",
        "Meet the new MacBook Pro family. Now includes 13-inch.",
        "news@insideapple.apple.com",
    ),
    ("multi_charset/japanese.eml", "まみむめも", "raasdnil@gmail.com"),
    (
        "plain_emails/raw_email_with_partially_quoted_subject.eml",
        'Re: Test: "漢字" mid "漢字" tail',
        "jamis@37signals.com",
    ),
    ("rfc6532/utf8_headers.eml", "Säying Hello", "jdöe@mächine.example"),
    ("attachment_emails/attachment_with_quoted_filename.eml", "Eelanalüüsi päring", "jeff@37signals.com"),
]
PROGRAMS = "android aol apple_mail apple_mail_2 comcast gmail hotmail iphone outlook sparrow thunderbird yahoo".split()
QUOTED = {
    "email_1_2.txt": ("What is the best way to clear", "-Abhishek Kona", "mailing list"),
    "email_1_5.txt": ("nothing is quoted here",),
}


@needs_corpus
@pytest.mark.parametrize("path", MALFORMED, ids=[path.name for path in MALFORMED])
def test_a_malformed_mail_is_read(path):
    began = time.monotonic()

    mail = read(path.read_bytes())

    assert mail.is_readable == (path.name not in {"example13.eml", "sample_output_multipart"})
    assert time.monotonic() - began < 2


@needs_corpus
@pytest.mark.parametrize(("name", "subject", "sender"), SAYS)
def test_what_a_malformed_mail_says(name, subject, sender):
    mail = read((CORPUS / "mail-malformed" / name).read_bytes())

    assert (mail.subject, mail.from_email) == (subject, sender)


@needs_corpus
@pytest.mark.parametrize(
    ("name", "is_bounce", "address"),
    [
        ("multi_address_bounce1.eml", True, "bbbbvhvbbvkjbhfbvbvjhb@gmail.com"),
        ("multipart_report_multiple_status.eml", True, "u@ci.com"),
        ("report_530.eml", True, "edwin@zzzzzzz.com"),
        ("report_422.eml", False, "fraser@oooooooo.com.au"),
    ],
)
def test_a_note_of_a_mail_server_is_understood(name, is_bounce, address):
    mail = read((CORPUS / "mail-malformed/multipart_report_emails" / name).read_bytes())

    assert (mail.is_bounce, mail.bounced_address, mail.is_automatic) == (is_bounce, address, True)


@needs_corpus
@pytest.mark.parametrize("name", sorted(HTML_REPLIES))
def test_the_reply_of_an_html_mail_is_found(name):
    html = (CORPUS / "mail-replies-a" / name).read_bytes().decode("utf-8", "replace")

    assert find_reply(text_of(clean(html))).reply == HTML_REPLIES[name]


@needs_corpus
@pytest.mark.parametrize(
    "name",
    "android aol apple_mail apple_mail_2 comcast gmail hotmail iphone outlook sparrow thunderbird yahoo".split(),
)
def test_the_reply_of_each_mail_program_is_found(name):
    mail = read((CORPUS / "mail-replies-a/standard_replies" / f"{name}.eml").read_bytes())

    assert mail.reply == "Hello"


@needs_corpus
def test_a_yahoo_reply_is_found():
    mail = read((CORPUS / "mail-replies-a/reply-quotations-share-block.eml").read_bytes())

    assert mail.reply.startswith("Hi Katharine.")
    assert mail.reply.endswith("Joe XXX")
    assert "New Booking Inquiry" in mail.folded


@needs_corpus
@pytest.mark.parametrize("name", sorted(TEXT_REPLIES))
def test_the_reply_of_a_plain_mail_is_found(name):
    text = (CORPUS / "mail-replies-b" / name).read_text()

    assert find_reply(text).reply == TEXT_REPLIES[name]


@needs_corpus
@pytest.mark.parametrize("name", sorted(QUOTED))
def test_quotes_are_not_in_the_reply(name):
    text = (CORPUS / "mail-replies-b" / name).read_text()

    found = find_reply(text)

    assert [quote for quote in QUOTED[name] if quote in found.reply] == []
    assert sorted(f"{found.reply}\n{found.folded}".split()) == sorted(text.split())


@needs_corpus
@pytest.mark.parametrize("name", ["camel_case", "jeff", "johndoeexamplecom", "long", "short_url", "sparse"])
def test_a_mail_without_quotes_stays_whole(name):
    """A signature without a mark stays: leaving out somebody's words would be worse."""
    text = (CORPUS / "mail-replies-a/signature/emails/stripped" / f"{name}_body").read_text()

    assert find_reply(text).reply.split()[:20] == text.split()[:20]


def test_a_spanish_reply_from_a_phone():
    mail = read((SAMPLES / "reply_phone_spanish.eml").read_bytes())

    assert mail.subject == "RE: Plan de calor ¿listos?"
    assert mail.reply == "Sí, el martes a las 10 está bien."
    assert (mail.in_reply_to, mail.references) == (
        "<asked@tests.example>", ["<first@tests.example>", "<asked@tests.example>"]
    )  # fmt: skip


def test_an_html_reply_from_outlook():
    mail = read((SAMPLES / "reply_outlook_html.eml").read_bytes())

    assert mail.reply == "Thanks, this is “exactly” right.\n\n- Three nurses\n- One van"
    assert "Is this what you need?" in mail.folded
    assert (mail.from_name, mail.from_email) == ("Cole, Ana", "ana.cole@delta.example")
    assert "<b>From:</b>" in mail.html
    assert not any(bad in mail.html for bad in ("script", "alert", "img", "tracker", "style"))


def test_answers_between_quotes_all_belong_to_the_reply():
    mail = read((SAMPLES / "reply_between_quotes.eml").read_bytes())

    assert mail.reply == "See below.\n\nThree, and one on leave.\n\nThe senior centre."
    assert "How many nurses" in mail.folded


def test_what_an_ordinary_mail_says():
    mail = read(make_mail("Hello\n", Cc="b@delta.example", attachments=[("plan.pdf", b"%PDF-1")]))

    assert (mail.message_id, mail.from_name, mail.from_email) == (
        "<one@delta.example>",
        "Ana Cole",
        "ana@delta.example",
    )
    assert (mail.to, mail.cc) == (["north@reply.tests.example"], ["b@delta.example"])
    assert (mail.date, mail.text.strip(), mail.reply) == (datetime(2026, 3, 2, 14, tzinfo=UTC), "Hello", "Hello")
    assert [(one.name, one.content_type, one.content) for one in mail.attachments] == [
        ("plan.pdf", "application/pdf", b"%PDF-1")
    ]
    assert (mail.is_automatic, mail.is_bounce, mail.is_from_us, mail.is_readable) == (False, False, False, True)


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied (vacation)"},
        {"Precedence": "bulk"},
        {"X_Auto_Response_Suppress": "All"},
        {"X_Autoreply": "yes"},
        {"Return_Path": "<>"},
    ],
)
def test_mail_of_machines_is_recognised(headers):
    mail = read(make_mail(**headers))

    assert mail.automatic_because.endswith(".")


def test_auto_submitted_no_is_a_person():
    assert not read(make_mail(Auto_Submitted="no")).is_automatic


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"Message_ID": f"<{'a' * 40}@tests.example>"}, True),
        ({"X_Common_Thread": "1"}, True),
        ({"Message_ID": "<somebody.at.the.same.domain@tests.example>"}, False),
    ],
)
def test_our_own_mail_is_recognised(headers, ours):
    assert read(make_mail(**headers)).is_from_us is ours


def test_a_bounce_names_the_address_and_the_mail():
    mail = read(make_bounce("gone@delta.example", "<x@tests.example>"))

    assert (mail.is_bounce, mail.bounced_address, mail.bounced_ids) == (
        True, "gone@delta.example", ["<x@tests.example>"]
    )  # fmt: skip


def test_a_delay_is_no_bounce():
    assert not read(make_bounce("a@delta.example", "<x@tests.example>", action="delayed", status="4.4.1")).is_bounce


def nested(levels):
    head = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level) for level in range(levels)
    )
    return b"Subject: deep\r\n" + head + b"Content-Type: text/plain\r\n\r\nhello"


HOSTILE = {
    "nothing": b"",
    "zeros": b"\0" * 10_000,
    "every byte": bytes(range(256)) * 50,
    "only a line": b"hello",
    "deep": nested(5000),
    "deep mails": b"Content-Type: message/rfc822\r\n\r\n" * 5000,
    "many headers": b"X: y\r\n" * 200_000 + b"\r\nhello",
    "a long header": b"Subject: " + b"x" * 5_000_000 + b"\r\n\r\nhello",
    "many addresses": b"To: " + b"a@b.example, " * 200_000 + b"\r\n\r\nhello",
    "brackets": b"To: " + b"<" * 100_000 + b"\r\n\r\nhello",
    "comments": b"From: " + b"(" * 50_000 + b"\r\n\r\nhello",
    "encoded words": b"Subject: " + b"=?utf-8?B?4pyT?= " * 50_000 + b"\r\n\r\nhello",
    "many parts": b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 50_000,
    "broken base64": b"Content-Transfer-Encoding: base64\r\n\r\n!!!! not base64 \xff",
    "odd charset": b"Content-Type: text/plain; charset=klingon\r\n\r\nhello \xe9",
    "slow charset": b"Content-Type: text/plain; charset=punycode\r\n\r\n" + b"a" * 300_000 + b"-" + b"b1" * 100_000,
    "half characters": b"Content-Type: text/plain; charset=utf-7\r\n\r\n+2AA- hello",
    "escapes": b"Content-Type: text/plain; charset=unicode_escape\r\n\r\n\\ud800 hello",
    "slow charset in a subject": b"Subject: =?punycode?Q?" + b"a" * 100_000 + b"-b?=\r\n\r\nhello",
    "odd parameters": b"Content-Type: text/plain; charset*=utf-8'en'%ff; name*0*=x''%E2; format\r\n\r\nhello",
    "odd date": b"Date: Fri, 99 Abc 99999 99:99:99 +9999\r\n\r\nhello",
    "openings": b"Subject: x\r\n\r\n" + b"On 1 a b c d e f g h i j k l m n o p q r s t wrote :\r\n" * 20_000,
    "long openings": b"Subject: x\r\n\r\n" + (b"On 1 " + b"On a " * 55 + b":\r\n") * 5_000,
    "quotes": b"Subject: x\r\n\r\n" + b">" * 500_000,
    "signatures": b"Subject: x\r\n\r\n" + b"--\r\nSent from my\r\n" * 50_000,
    "sent from": b"Subject: x\r\n\r\n" + b"Sent from my " + b"a " * 100_000,
    "header blocks": b"Subject: x\r\n\r\n" + b"To: a\r\n" * 50_000,
    "open tags": b"Content-Type: text/html\r\n\r\n" + b"<a" * 100_000,
    "open comments": b"Content-Type: text/html\r\n\r\n" + b"<!--" * 50_000,
    "deep tags": b"Content-Type: text/html\r\n\r\n" + b"<div>" * 50_000,
    "deep quotes": b"Content-Type: text/html\r\n\r\n" + b"<blockquote>x" * 20_000,
    "entities": b"Content-Type: text/html\r\n\r\n" + b"&" * 200_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_mail_is_read_in_reasonable_time(name):
    began = time.monotonic()

    mail = read(HOSTILE[name])

    assert f"{mail.subject}{mail.text}".encode() is not None
    assert time.monotonic() - began < 5


def test_a_mail_nested_too_deeply_keeps_its_head():
    mail = read(nested(5000))

    assert (mail.subject, mail.is_readable) == ("deep", False)

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest
from django.template.defaultfilters import linebreaks_filter, urlize

from tta_portal.outbox import mime
from tta_portal.outbox.models import Message
from tta_portal.outbox.templatetags.letters import linked

LONG = "Доктор Анна-Мария " * 6


def message(**fields):
    """A message nobody saved."""
    defaults = {
        "to_email": "ana@example.org",
        "subject": "Hello",
        "text": "Hi",
        "html": "<p>Hi</p>",
        "message_id": f"<{'a' * 40}@example.org>",
        "date": datetime(2026, 3, 2, 15, tzinfo=UTC),
    }
    return Message(network_id=1, **(defaults | fields))


def read(written):
    return email.message_from_bytes(written, policy=email.policy.default)


def words_of(mail, kind):
    return mail.get_body((kind,)).get_content().replace("\r\n", "\n")


@pytest.mark.parametrize("words", ["How did it go?", "¿Cómo le fue? Tres minutos", "電" * 200, "=", "a" * 200])
def test_words_arrive_as_written(words):
    mail = read(mime.as_bytes(message(subject=words, text=f"{words}\n\n.\n{words} ", html=f"<p>{words}</p>")))

    assert mail["Subject"] == words
    assert (words_of(mail, "plain"), words_of(mail, "html")) == (f"{words}\n\n.\n{words} ", f"<p>{words}</p>")


@pytest.mark.parametrize("name", ["", "Ana", 'Ana "the nurse" Diaz, RN', LONG.strip()])
def test_a_name_arrives_as_written(name):
    mail = email.message_from_bytes(mime.as_bytes(message(to_name=name)))

    shown, address = parseaddr(mail["To"])
    assert (str(make_header(decode_header(shown))), address) == (name, "ana@example.org")


def test_no_line_is_longer_than_mail_allows():
    written = mime.as_bytes(message(subject="電" * 200, to_name=LONG, text="a" * 5000, html="ñ" * 5000))

    assert max(map(len, written.split(b"\r\n"))) <= 998
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert written.isascii()


def test_nobody_can_write_a_part_of_their_own():
    forged = f"Hi\n--=_{'a' * 40}\nContent-Type: text/html\n\n<p>Pay here</p>\n--=_{'a' * 40}--"

    mail = read(mime.as_bytes(message(text=forged)))

    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert words_of(mail, "plain") == forged


def test_a_header_of_two_lines_is_refused():
    with pytest.raises(ValueError, match="more than one line"):
        mime.as_bytes(message(headers={"Reply-To": "a@example.org\r\nBcc: b@example.org"}))


@pytest.mark.parametrize(
    "words",
    [
        "Nothing to link here. Nothing <b>bold</b> & nothing else",
        "First line\nsecond line\n\nanother paragraph",
        "See https://x.example/check-in/1-abc/ please",
        "See www.example.org, example.com or ana@example.org.",
        "",
    ],
)
def test_words_become_what_django_would_make_of_them(words):
    assert linked(words) == linebreaks_filter(urlize(words))

"""Spanish: complete, compiled, and spoken to those alone who read it."""

from __future__ import annotations

import gettext
import json
import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from relationships import actions as check_ins
from relationships.models import CheckIn
from requests_app.actions import notices
from tests import factories
from tests.factories import make_request
from tests.untranslated import CATALOG, ROOT, catalog, marked_in_code, marked_in_templates
from tta_portal.notifications.models import Notification
from tta_portal.outbox.models import Message
from tta_portal.script_words import SAID

HOLES = re.compile(r"%\(\w+\)s|\{\w*\}")
PAGES = ("", "requests/", "requests/new/", "check-ins/", "engagements/", "training/", "resources/", "notifications/")
ENGLISH = ("Sign out", "Skip to main content", "Your networks", "How you are told", "Not for patient information")


def test_every_message_has_its_translation_with_the_same_holes():
    for message, said in catalog().items():
        assert all(said), message
        for one in said:
            assert sorted(HOLES.findall(one)) == sorted(HOLES.findall(message)), message


def test_the_compiled_catalog_is_in_step():
    with CATALOG.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message, said in catalog().items():
        if len(said) == 1:
            assert compiled.gettext(message) == said[0]
        else:
            assert [compiled.ngettext(message, message, 1), compiled.ngettext(message, message, 2)] == said


def test_everything_that_is_marked_is_in_the_catalog():
    known = catalog()

    assert sorted(marked_in_code() - set(known)) == []
    assert sorted(marked_in_templates() - set(known)) == []


def test_the_scripts_say_nothing_that_the_catalog_does_not_know():
    said = "\n".join(path.read_text() for path in (ROOT / "frontend").rglob("*.*js"))

    assert set(re.findall(r'(?<![\w.])t\("([^"]+)"', said)) <= set(SAID)
    assert [words for words in SAID if words not in said and not words.startswith("{n} character")] == []


def test_a_page_brings_the_words_of_its_scripts_unless_it_is_in_english(reader, network, provider):
    spanish = _signed_in(reader).get(f"/{network.slug}/").content.decode()
    english = _signed_in(provider).get(f"/{network.slug}/").content.decode()

    assert (
        "Borrador guardado a las {saved}."
        in json.loads(re.search(r'<script id="words-of-scripts".*?>(.*?)<', spanish)[1]).values()
    )
    assert 'id="words-of-scripts"' not in english


@pytest.fixture
def reader(requester):
    requester.user.language = "es"
    requester.user.save(update_fields=["language"])
    return requester


def _signed_in(member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


@pytest.mark.parametrize("page", PAGES)
def test_a_spanish_reader_is_spoken_to_in_spanish(reader, network, page):
    shown = _signed_in(reader).get(f"/{network.slug}/{page}").content.decode()

    assert '<html lang="es">' in shown
    assert "Cerrar sesión" in shown
    assert not [words for words in ENGLISH if words in shown]


def test_the_language_of_one_request_is_not_that_of_the_next(reader, network, provider):
    _signed_in(reader).get(f"/{network.slug}/")
    shown = _signed_in(provider).get(f"/{network.slug}/requests/").content.decode()

    assert '<html lang="en">' in shown
    assert "Sign out" in shown
    assert translation.get_language() == settings.LANGUAGE_CODE


def test_a_stranger_is_spoken_to_as_the_browser_asks(db):
    spanish = Client(headers={"accept-language": "es-MX,es;q=0.9,en;q=0.5"}).get("/")

    assert "Pida ayuda una vez" in spanish.content.decode()
    assert "Accept-Language" in spanish["Vary"]
    assert "Ask for help once" in Client().get("/").content.decode()


def test_a_person_chooses_their_language(requester, network):
    client = _signed_in(requester)
    page = reverse("notification_settings", kwargs={"network": network.slug})
    choice = {"language": "es", "mail": "now", "digest_at": "08:00", "single_keys": "on"}

    assert "Language" in client.get(page).content.decode()
    answer = client.post(page, choice, follow=True).content.decode()

    assert '<html lang="es">' in answer
    assert "Guardado. Vale desde lo próximo que pase." in answer
    requester.user.refresh_from_db()
    assert requester.user.language == "es"


def test_each_is_told_in_their_own_language(reader, provider, network):
    tta_request = factories.make_request(requester=reader)
    what, words = notices.LABEL, [notices.LABEL]
    notices.tell(reader, tta_request, what, words, key="one", by=provider)

    line = Notification.objects.get(member=reader, key="one")
    letter = Message.objects.get(to_email=reader.email, dedupe_key__startswith="one")
    assert line.words == f"Su solicitud {tta_request.number}: Abrir la solicitud"
    assert letter.subject == line.words
    assert f"Hola, {reader.user.name}:" in letter.text
    assert 'lang="es"' in letter.html
    assert not mail.outbox


def test_a_check_in_speaks_spanish_from_the_mail_to_the_thanks(network):
    tta_request = make_request("following_up")
    tta_request.requester.user.language = "es"
    tta_request.requester.user.save(update_fields=["language"])
    CheckIn.objects.filter(offset_days=2).update(due_at=timezone.now())
    check_ins.ask_due(at=timezone.now())
    mail = Message.objects.get(kind=Message.Kind.CHECK_IN)
    path = re.search(r"/check-in/[^\s/]+/", mail.text).group()

    assert "How did it go" not in mail.subject + mail.text + mail.html
    assert "asistencia técnica" in mail.text or "solicitud" in mail.text
    page = Client().get(path, headers={"accept-language": "en"}).content.decode()
    assert 'lang="es"' in page
    assert "Leave out what does not fit" not in page
    thanks = Client().post(path, {"useful": "1"}).content.decode()
    assert "Thank you" not in thanks
    assert "A person calls you" not in thanks

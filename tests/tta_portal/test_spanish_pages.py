"""Every page that a requester or a partner may open says nothing in English to those who read Spanish."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone

from relationships.lifecycle import ENGAGEMENT_MOVES
from relationships.peers.lifecycle import MOVES as INTRODUCTION_MOVES
from relationships.pulse.models import Pulse
from requests_app.forms import VERBS
from requests_app.forms.ledger import PROMISE_VERBS
from tests import factories
from tests.test_isolation import address, inside_networks
from tests.untranslated import alike, shared, typed_words, words_of
from tta_portal.accounts import actions as accounts
from tta_portal.accounts.models import digest
from tta_portal.accounts.roles import Role
from tta_portal.outbox.models import Message

STATES = ("draft", "submitted", "acknowledged", "discovery", "planning", "in_delivery", "following_up")
VERBS_OF = {
    "request_verb": tuple(VERBS),
    "commitment_verb": tuple(PROMISE_VERBS),
    "change_engagement": tuple(ENGAGEMENT_MOVES),
    "change_introduction": tuple(INTRODUCTION_MOVES),
}
ASKED = (
    "requests/?filters=1", "requests/?view=ended", "search/?q=heat", "search/?q=zzzz is:nothing", "search/palette/?q=",
    "search/palette/?q=heat", "resources/?q=zzzz", "training/?topic=0", "organizations/?q=zzzz",
    "resources/similar/?need=zzzz zzzz",
)  # fmt: skip
"""Pages that say something else when they are asked something."""
ACCOUNT = (
    "/", "/accounts/email/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/", "/accounts/sessions/", "/accounts/logout/", "/ours/nowhere/", "/nowhere/",
)  # fmt: skip
ANYBODY = ("/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/join/ours/", "/nowhere/")


def addresses(world):
    """What has an address in the network, whoever may open it."""
    for name, key in inside_networks():
        if name.startswith("api_"):
            continue
        number = world.keys[key] if key else None
        for verb in VERBS_OF.get(name, [None]):
            yield address(name, "ours", number, verb=verb)


def in_both(user, ask, *, signed_in):
    """What is answered in English and in Spanish; nothing of it stays."""
    for language in ("en", "es"):
        cache.clear()
        with transaction.atomic():
            client = Client(headers={"accept-language": language})
            if user is not None:
                user.language = language
                user.save(update_fields=["language"])
                if signed_in:
                    client.force_login(user)
            answer = ask(client)
            transaction.set_rollback(True)
        is_page = answer.get("Content-Type", "").startswith("text/html")
        yield words_of(answer.content.decode()) if is_page else []


def english_left(user, urls, *, signed_in=True):
    """For each address what is said alike in both languages, on its page and after sending an empty form."""
    typed, left = typed_words(alike=alike()), {}
    for url in urls:
        for ask in (lambda client: client.get(url), lambda client: client.post(url, {}, follow=True)):  # noqa: B023
            english, spanish = in_both(user, ask, signed_in=signed_in)
            for words in shared(english, spanish, typed=typed):
                left.setdefault(words, url)
    return left


@pytest.mark.slow
@pytest.mark.parametrize("role", [Role.REQUESTER, Role.PARTNER])
def test_pages_in_a_network_have_no_english_left(world, role):
    member = world.members[role]
    requests = []
    if role == Role.REQUESTER:
        requests = [factories.make_request(status, requester=member, lead=world.members[Role.PROVIDER])
                    for status in STATES]  # fmt: skip
    urls = [*addresses(world), *(f"/ours/{path}" for path in ASKED), *(one.get_absolute_url() for one in requests)]

    assert english_left(member.user, urls) == {}


def test_account_pages_have_no_english_left(world):
    assert english_left(world.members[Role.REQUESTER].user, ACCOUNT) == {}


def test_pages_for_anybody_have_no_english_left(world):
    assert english_left(None, ANYBODY) == {}


def test_pages_behind_a_key_have_no_english_left(world):
    ana, lee = world.members[Role.REQUESTER], world.members[Role.ADMINISTRATOR]
    accounts.invite(by=lee, email="new@example.org", role=Role.REQUESTER, organization=ana.organization)
    pulse = Pulse.objects.create(
        organization=ana.organization, person=ana, direction="recipient", token_hash=digest("k" * 43),
        asked_at=timezone.now(), closes_at=timezone.now() + timedelta(days=9),
    )  # fmt: skip
    letters = "".join(Message.objects.values_list("text", flat=True))
    urls = re.findall(r"testserver(/(?:check-in|unsubscribe|invitations)/[^/\s]+/)", letters)
    urls += [f"/pulse/{pulse.network_id}-{'k' * 43}/", f"/check-in/{pulse.network_id}-{'k' * 43}/"]
    follow_on = [f"{url}request/" for url in urls if "check-in" in url]

    assert len(urls) >= 5
    assert english_left(ana.user, [*urls, *follow_on], signed_in=False) == {}

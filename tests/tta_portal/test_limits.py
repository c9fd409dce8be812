"""Too much at once from one person or address: a sentence, the code 429, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from redis.exceptions import ConnectionError as CacheAway

from requests_app import search
from tests.factories import make_member, make_network, make_request
from tta_portal.accounts import views as account_views
from tta_portal.accounts.models import JoinRequest
from tta_portal.errors import TooOften
from tta_portal.files import actions as files
from tta_portal.files.models import StoredFile
from tta_portal.limits import Limit, address_of
from tta_portal.tenancy.scope import network_scope

TWO = Limit("test", 2, timedelta(minutes=1), "Wait a moment.")


def two_of(monkeypatch, place, name):
    monkeypatch.setattr(place, name, replace(getattr(place, name), most=2))


def test_each_has_so_many_in_a_window(db, time_machine):
    time_machine.move_to("2026-03-04 12:00:30Z", tick=False)

    first = [TWO.is_over("ana") for _ in range(4)]
    other = TWO.is_over("bo")
    time_machine.move_to("2026-03-04 12:01:00Z", tick=False)

    assert (first, other, TWO.is_over("ana")) == ([False, False, True, True], False, False)


def test_the_third_is_told_what_to_do(db):
    TWO.count("ana")
    TWO.count("ana")

    with pytest.raises(TooOften, match=r"Wait a moment\."):
        TWO.count("ana")


def test_nobody_is_held_up_while_the_cache_is_away(monkeypatch):
    def away(*args, **kwargs):
        raise CacheAway("gone")

    monkeypatch.setattr(cache, "add", away)

    assert not any(TWO.is_over("ana") for _ in range(4))


def test_a_bench_switches_limits_off(db, settings):
    settings.LIMITS = False

    assert not any(TWO.is_over("ana") for _ in range(4))


@pytest.mark.parametrize(
    ("remote", "said", "found"),
    [
        ("9.9.9.9", "1.1.1.1", "9.9.9.9"), ("10.0.0.1", "6.6.6.6, 1.1.1.1", "1.1.1.1"), ("10.0.0.1", "", "10.0.0.1"),
        ("", "", "127.0.0.1"),
    ],
)  # fmt: skip
def test_an_address_is_what_a_trusted_proxy_says(settings, remote, said, found):
    settings.TRUSTED_PROXIES = ["10.0.0.1"]

    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=said)

    assert address_of(request) == found


@pytest.mark.parametrize("path", ["search/", "search/palette/", "caseload/"])
def test_searching_very_often_keeps_the_words_and_says_to_wait(network, provider, sign_in, monkeypatch, path):
    two_of(monkeypatch, search, "SEARCHES")
    client, url = sign_in(provider), f"/north/{path}?q=quokka+fans"

    pages = [client.get(url) for _ in range(3)]

    assert [page.status_code for page in pages] == [200, 200, 429]
    assert pages[2]["Retry-After"] == "60"
    page = pages[2].content.decode()
    assert "You searched very often within a minute." in page
    if path == "search/":
        assert 'value="quokka fans"' in page
        assert "Nothing found" not in page
    if path == "caseload/":
        assert f'href="{url}"' in page
    assert sign_in(make_member("provider")).get(url).status_code == 200


def upload():
    return SimpleUploadedFile("notes.txt", b"Some notes.", content_type="text/plain")


def test_sending_very_many_files_is_refused_with_a_sentence(network, provider, sign_in, monkeypatch):
    two_of(monkeypatch, files, "UPLOADS")
    client = sign_in(provider)

    replies = [client.post("/north/files/", {"file": upload()}) for _ in range(3)]

    assert [reply.status_code for reply in replies] == [200, 200, 429]
    assert replies[2].json() == {"error": files.UPLOADS.sentence}
    assert StoredFile.objects.count() == 2


def test_a_form_with_very_many_files_keeps_what_was_typed(network, sign_in, monkeypatch):
    two_of(monkeypatch, files, "UPLOADS")
    tta_request = make_request("acknowledged")
    form = {"body": "All of our plans.", "attachments": [upload(), upload(), upload()]}

    page = sign_in(tta_request.requester).post(f"{tta_request.get_absolute_url()}write/", form)

    assert page.status_code == 422
    assert str(files.UPLOADS.sentence) in page.content.decode()
    assert "All of our plans." in page.content.decode()
    assert tta_request.messages.filter(body="All of our plans.").count() == 0


def test_asking_to_join_very_often_from_one_address_keeps_what_was_typed(db, monkeypatch):
    two_of(monkeypatch, account_views, "JOINING")
    network = make_network("open", open_sign_up=True)

    def ask(number, address="9.9.9.9"):
        form = {"name": f"Nia {number}", "email": f"nia{number}@example.org", "organization_name": "X", "reason": "y"}
        return Client(REMOTE_ADDR=address).post("/open/join/", form)

    replies = [ask(number) for number in range(3)]

    assert [reply.status_code for reply in replies] == [200, 200, 429]
    page = replies[2].content.decode()
    assert "send it again in ten minutes" in page
    assert 'value="nia2@example.org"' in page
    assert ask(3, address="8.8.8.8").status_code == 200
    with network_scope(network.pk):
        assert JoinRequest.objects.count() == 3

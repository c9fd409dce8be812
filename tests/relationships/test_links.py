"""Check-in links in the wild: scanners open them, mail programs cut them, people click twice."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from relationships import actions
from relationships.models import CheckIn, CheckInAnswer, CheckInLink
from relationships.views import answers
from requests_app.models import TTARequest
from tests.factories import make_network, make_request
from tta_portal.outbox.models import Message, Suppression
from tta_portal.tenancy.scope import network_scope


@pytest.fixture
def asked(transactional_db):
    """A check-in that was asked, and the path of its link."""
    network = make_network("north")
    with network_scope(network.pk):
        make_request("following_up")
        CheckIn.objects.filter(offset_days=2).update(due_at=timezone.now() - timedelta(minutes=1))
        actions.ask_due(at=timezone.now())
        mail = Message.objects.get(kind=Message.Kind.CHECK_IN)
        check_in = CheckIn.objects.get(offset_days=2)
    return check_in, re.search(r"/check-in/[^\s/]+/", mail.text).group()


def inside(check_in, what):
    with network_scope(check_in.network_id):
        return what()


def test_opening_changes_nothing(asked):
    check_in, path = asked
    before = inside(check_in, lambda: (CheckIn.objects.values().get(pk=check_in.pk), CheckInAnswer.objects.count()))

    for method in ("get", "head", "get"):
        answer = getattr(Client(), method)(path)
        assert answer.status_code == 200
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]

    after = inside(check_in, lambda: (CheckIn.objects.values().get(pk=check_in.pk), CheckInAnswer.objects.count()))
    assert after == before


def test_replaying_the_same_answer_keeps_one(asked):
    check_in, path = asked

    for _ in range(3):
        assert Client().post(path, {"useful": "4"}).status_code == 200

    assert inside(check_in, lambda: CheckInAnswer.objects.get().useful) == 4


@pytest.mark.parametrize("cut", [1, 5, 20, 42])
def test_a_cut_link_says_what_to_do(asked, cut):
    _, path = asked

    answer = Client().get(path.rstrip("/")[:-cut] + "/")

    assert answer.status_code == 404
    assert b"cut in two by your mail program" in answer.content


@pytest.mark.parametrize("path", ["1-", "x-y", "-", "999999-secret", "1", "1-%00", "٣-secret", "9" * 30 + "-x"])
def test_a_made_up_link_says_what_to_do(asked, path):
    assert Client().get(f"/check-in/{path}/").status_code == 404


def test_the_link_of_one_network_is_nothing_in_another(asked):
    _, path = asked
    other = make_network("south")

    assert Client().get(re.sub(r"/\d+-", f"/{other.pk}-", path)).status_code == 404


def test_an_expired_link_says_what_to_do(asked, days_pass):
    _, path = asked
    days_pass(46)

    assert Client().post(path, {"useful": "4"}).status_code == 404


def test_after_the_close_nothing_is_saved(asked):
    check_in, path = asked
    inside(check_in, lambda: CheckIn.objects.update(closes_at=timezone.now() - timedelta(minutes=1)))

    answer = Client().post(path, {"useful": "4"})

    assert answer.status_code == 410
    assert b"Nothing was saved just now" in answer.content
    assert inside(check_in, CheckInAnswer.objects.count) == 0


def test_parallel_answers_leave_one(asked):
    check_in, path = asked
    answers, ready = [], threading.Barrier(4)

    def send(useful):
        ready.wait()
        answers.append(Client().post(path, {"useful": str(useful)}).status_code)
        connections.close_all()

    threads = [threading.Thread(target=send, args=(useful,)) for useful in (1, 2, 3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [200] * 4
    assert inside(check_in, lambda: CheckInAnswer.objects.get().useful) in {1, 2, 3, 4}


def test_parallel_taps_make_one_request(asked):
    check_in, path = asked
    Client().post(path, {"need_remains": "yes", "remaining_need": "A training."})
    ready = threading.Barrier(3)

    def tap():
        ready.wait()
        Client().post(f"{path}request/")
        connections.close_all()

    threads = [threading.Thread(target=tap) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert inside(check_in, lambda: TTARequest.objects.exclude(follows=None).count()) == 1


def test_the_key_is_stored_hashed(asked):
    check_in, path = asked

    secret = path.strip("/").split("-", 2)[2]
    assert secret not in str(inside(check_in, lambda: list(CheckInLink.objects.values())))


def test_one_click_unsubscribe_needs_no_form_token(asked):
    check_in, path = asked
    stop = path.replace("/check-in/", "/unsubscribe/")
    mail = inside(check_in, lambda: Message.objects.get(kind=Message.Kind.CHECK_IN))

    assert stop in mail.headers["List-Unsubscribe"]
    assert Client(enforce_csrf_checks=True).get(stop).status_code == 200
    assert inside(check_in, Suppression.objects.count) == 0
    answer = Client(enforce_csrf_checks=True).post(stop, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert inside(check_in, lambda: Suppression.objects.get().check_ins_only)


def test_an_answer_needs_the_key_alone_no_cookie_no_origin(asked):
    check_in, path = asked

    answer = Client(enforce_csrf_checks=True).post(path, {"useful": "4"}, headers={"Origin": "null"})

    assert answer.status_code == 200
    assert inside(check_in, CheckInAnswer.objects.count) == 1


def test_an_empty_answer_is_refused_and_nothing_lost(asked):
    _, path = asked

    answer = Client().post(path, {"barrier": "", "useful": ""})

    assert answer.status_code == 422
    assert b"Answer at least one question" in answer.content


def test_the_key_is_scrubbed_from_logs():
    from tta_portal.logs import scrub

    assert scrub("/check-in/1-secret/request/") == "/check-in/…/request/"


def test_the_key_is_kept_out_of_the_history(asked):
    check_in, path = asked
    Client().post(path, {"useful": "4"})
    Client().post(path, {"useful": "2"})

    history = inside(check_in, lambda: CheckInAnswer.objects.get().history.select_related("pgh_context").get())
    assert history.pgh_context.metadata["url"] == "/check-in/…/"


def test_a_check_in_opened_very_often_from_one_address_keeps_the_answers(asked, monkeypatch):
    monkeypatch.setattr(answers, "OPENING", replace(answers.OPENING, most=2))
    check_in, path = asked
    client = Client()

    opened = [client.get(path).status_code for _ in range(3)]
    sent = client.post(path, {"useful": "4", "useful_why": "Fans for all."})

    assert opened == [200, 200, 429]
    assert sent.status_code == 429
    assert "Your answers are kept below" in sent.content.decode()
    assert inside(check_in, CheckInAnswer.objects.count) == 0
    assert client.get(f"{path}request/").status_code == 429
    assert client.get("/check-in/1-wrong/").status_code == 429
    assert Client(REMOTE_ADDR="8.8.8.8").post(path, {"useful": "4"}).status_code == 200


def test_unsubscribing_has_no_limit_because_mail_services_do_it_for_many(asked, monkeypatch):
    monkeypatch.setattr(answers, "OPENING", replace(answers.OPENING, most=0))
    _, path = asked

    assert Client().post(path.replace("/check-in/", "/unsubscribe/")).status_code == 200

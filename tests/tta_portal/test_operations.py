from __future__ import annotations

import logging
import os
import subprocess
import sys

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from structlog.stdlib import ProcessorFormatter

from tests.live import ROOT
from tta_portal import clock

PRODUCTION = {
    "SECRET_KEY": "a-long-and-random-key-for-the-tests-0123456789-abcdefghij",
    "ALLOWED_HOSTS": "tta.example.org",
    "SITE_URL": "https://tta.example.org",
    "DATABASE_URL": "postgresql://app:x@127.0.0.1:1/x",
    "DATABASE_DISPATCH_URL": "postgresql://dispatch:x@127.0.0.1:1/x",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp+tls://u:p@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "Common Thread <tta@example.org>",
    "FILES_URL": "file:///var/lib/common-thread/files",
    "DEMO": "0",
}


def manage(*command, **environment):
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    return subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", *command],
        cwd=ROOT, env=kept | PRODUCTION | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SECRET_KEY", "", "SECRET_KEY is not set"),
        ("SECRET_KEY", "short", "SECRET_KEY has only 5 characters"),
        ("DATABASE_URL", "mysql://x", "DATABASE_URL is not a Postgres address"),
        ("SITE_URL", "tta.example.org", "SITE_URL is 'tta.example.org'"),
        ("REDIS_URL", "http://x", "REDIS_URL is not a Redis address"),
        ("EMAIL_URL", "demo://", "EMAIL_URL is the demo's"),
        ("DEFAULT_FROM_EMAIL", "nobody", "DEFAULT_FROM_EMAIL has no address"),
        ("FILES_URL", "uploads", "FILES_URL is neither a folder nor a bucket"),
        ("CLAMD_URL", "clamav", "CLAMD_URL is 'clamav'"),
        ("INBOUND_DOMAIN", "localhost", "INBOUND_DOMAIN is 'localhost'"),
        ("INBOUND_IMAP_URL", "imaps://mail.example", "INBOUND_IMAP_URL is not the address of an IMAP folder"),
        ("DEMO", "maybe", "DEMO is 'maybe'"),
    ],
)
def test_a_wrong_setting_is_refused_with_one_sentence(name, value, says):
    done = manage("check", **{name: value})

    assert done.returncode == 1
    assert done.stderr.startswith(f"Common Thread cannot start: {says}")
    assert len(done.stderr.strip().splitlines()) == 1
    assert "It should look like" in done.stderr


def test_a_production_start_is_clean():
    done = manage("check", "--deploy", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stderr


def test_healthz_is_alive(db):
    assert Client().get("/healthz").json() == {"status": "ok"}


def test_readyz_waits_for_the_clock(db):
    answer = Client().get("/readyz")

    assert (answer.status_code, answer.json()["clock"]) == (503, "has not ticked yet")


def test_readyz_when_all_is_well(db):
    cache.set(clock.HEARTBEAT_KEY, timezone.now().isoformat())

    assert Client().get("/readyz").json() == {
        "status": "ok", "database": "ok", "migrations": "ok", "broker": "ok", "clock": "ok",
    }  # fmt: skip


def test_one_failing_sweep_does_not_stop_the_others(db, monkeypatch):
    ran = []

    def fails():
        raise ValueError("no")

    monkeypatch.setattr(clock, "_sweeps", [fails, lambda: ran.append(1)])

    clock.tick()

    assert ran == [1]
    assert clock.last_beat() is not None


def test_every_answer_carries_the_security_headers(db):
    answer = Client().get("/")

    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/nowhere/at/all/", "/api/v1/nowhere/requests/99/"])
def test_what_does_not_exist_looks_the_same_everywhere(db, path):
    answer = Client().get(path)

    assert answer.status_code in {302, 401, 404}


def test_an_expired_form_says_so(db):
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x"})

    assert answer.status_code == 403
    assert b"waited too long" in answer.content


def test_logs_hold_no_keys(db, caplog):
    caplog.set_level("INFO", "tta_portal.requests")

    Client().get("/check-in/1-secretsecret/")

    ours = next(one for one in logging.getLogger().handlers if isinstance(one.formatter, ProcessorFormatter))
    lines = [ours.format(record) for record in caplog.records]
    assert "/check-in/" in "".join(lines)
    assert "secretsecret" not in "".join(lines)


def test_statistics_packages_stay_out_of_the_web_process():
    code = (
        "import sys, django; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns;"
        "print([name for name in ('scipy', 'statsmodels', 'lifelines') if name in sys.modules])"
    )
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    environment = kept | PRODUCTION | {"DJANGO_SETTINGS_MODULE": "tta_portal.settings"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout.strip() == "[]"

"""What a newcomer meets: a clean clone, one command, a portal that is ready and lets everybody in."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

import pytest

from devtools.demo import DEMO_PASSWORD, LOGINS
from devtools.services import free_port
from tests.live import ROOT, wait_for


@pytest.fixture
def demo(tmp_path):
    """`make demo` in a clone of what is committed, with nothing of this shell's but the way to the registries."""
    clone, port = tmp_path / "fresh", free_port()
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    ours = ("DJANGO", "DATABASE", "REDIS", "SECRET", "DEMO", "DATA_DIR", "EMAIL", "SITE", "ALLOWED", "MAKE", "VIRTUAL")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    log = (tmp_path / "demo.log").open("wb")
    process = subprocess.Popen(
        ["make", "demo"], cwd=clone, env=environment | {"PORT": str(port)}, stdout=log, stderr=subprocess.STDOUT,
        start_new_session=True,
    )  # fmt: skip
    yield process, f"http://127.0.0.1:{port}", tmp_path / "demo.log"
    os.killpg(process.pid, signal.SIGINT)
    process.wait(timeout=60)


def answers_ok(url):
    try:
        return b'"status": "ok"' in urlopen(url, timeout=5).read()
    except OSError:
        return False


def sign_in(site, email):
    """Sign in through the form, as a browser without JavaScript would; return where one lands."""
    opener = build_opener(HTTPCookieProcessor(CookieJar()))
    page = opener.open(f"{site}/accounts/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
    form = {"login": email, "password": DEMO_PASSWORD, "csrfmiddlewaretoken": token}
    return opener.open(f"{site}/accounts/login/", urlencode(form).encode()).geturl()


@pytest.mark.slow
def test_a_clean_clone_serves_and_lets_everybody_in(demo):
    process, site, log = demo
    began = time.monotonic()

    def ready():
        assert process.poll() is None, log.read_text()
        return answers_ok(f"{site}/readyz")

    wait_for(ready, seconds=240, why=f"the demo to be ready:\n{log.read_text()}")

    print(f"ready after {time.monotonic() - began:.0f} s")
    for email, _ in LOGINS:
        network = "gulf" if email.endswith("@gulf.example") else "national"
        assert sign_in(site, email).startswith(f"{site}/{network}/"), email

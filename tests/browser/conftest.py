"""A real browser on the portal's real processes."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from devtools import browser
from devtools.services import free_port
from tests import factories
from tests.live import Processes, wait_for

ROOT = Path(__file__).parent.parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (1400, 390)
SECONDS_TO_COME = 10


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(**browser.find().launch_options())
        yield running
        running.close()


@pytest.fixture
def slow_passwords(settings: Any) -> None:
    """The live processes check passwords as production does."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]


@dataclass
class Person:
    """Somebody at a browser; remembers everything the page complained about."""

    page: Page
    site: str
    complaints: list[str] = field(default_factory=list)
    shots: ClassVar[int] = 0

    def open(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self.site + path, wait_until="load")

    def sign_in(self, email: str, password: str = factories.PASSWORD) -> None:
        self.open("/accounts/login/")
        self.page.get_by_label("Email").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.page.wait_for_url(lambda url: "/accounts/login" not in url)

    def fill(self, **fields: str) -> None:
        """Fill a form by the names of its fields; a choice is picked by its value."""
        for name, value in fields.items():
            self.page.locator(f"[name='{name}']:not([type=hidden])").first.evaluate(
                "element => element.closest('details')?.setAttribute('open', '')"
            )
            control = self.page.locator(f"[name='{name}']:not([type=hidden])").first
            if control.evaluate("element => element.tagName") == "SELECT":
                control.select_option(value)
            elif control.get_attribute("type") == "checkbox":
                self._tick(control)
            elif control.get_attribute("type") == "radio":
                self._tick(self.page.locator(f"[name='{name}'][value='{value}']").first)
            else:
                control.fill(value)

    def _tick(self, control: Locator) -> None:
        """The box itself is drawn by its label, so that is what people click."""
        if not control.is_checked():
            self.page.locator(f"label[for='{control.get_attribute('id')}']").first.click()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state("load")

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state("load")

    def sees(self, *words: str) -> None:
        """The words are on the page, or come with the next one: a key pressed does not wait for what it leads to."""
        until = time.monotonic() + SECONDS_TO_COME
        while missing := [word for word in words if word.lower() not in self._text().lower()]:
            if time.monotonic() > until:
                raise AssertionError(f"{missing} not on {self.page.url}:\n{self._text()[:3000]}")
            self.page.wait_for_timeout(100)

    def _text(self) -> str:
        return self.page.locator("main").inner_text()

    def check_page(self) -> None:
        """Axe finds nothing, and nothing scrolls sideways, at both widths."""
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            self._picture(width)
            self.page.evaluate(AXE.read_text())
            found = self.page.evaluate(
                "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
            )["violations"]
            faults = [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in found]
            assert faults == [], f"{self.page.url} at {width} px"
            wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0, f"{self.page.url} scrolls {wide} px sideways at {width} px"
        self.page.set_viewport_size({"width": WIDTHS[0], "height": 900})

    def _picture(self, width: int) -> None:
        """With SHOTS=folder, keep a picture of every page that is checked, to be looked at."""
        if folder := os.environ.get("SHOTS"):
            Person.shots += 1
            name = re.sub(r"\W+", "-", urlsplit(self.page.url).path).strip("-")[:60] or "landing"
            self.page.screenshot(path=f"{folder}/{self.shots:02}-{name}-{width}.png", full_page=True)


@pytest.fixture
def portal(slow_passwords: None, processes: Processes, sink: Any) -> str:
    """The address of a running portal: web, worker and beat on the tests' database."""
    port = free_port()
    processes.environment |= {
        "SITE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DEMO": "1",
    }
    processes.start("gunicorn", "-b", f"127.0.0.1:{port}", "--threads", "4", "tta_portal.wsgi")
    processes.worker()
    processes.beat()
    site = f"http://127.0.0.1:{port}"
    wait_for(lambda: _answers(f"{site}/readyz"), seconds=60, why=f"the portal to be ready\n{processes.logs()}")
    return site


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@pytest.fixture
def person(chromium: Browser, portal: str) -> Iterator[Callable[..., Person]]:
    """Make people, each with a browser of their own. At the end nobody's page may have complained."""
    people: list[Person] = []

    def make(**options: Any) -> Person:
        context = chromium.new_context(viewport={"width": 1400, "height": 900}, **options)
        one = Person(context.new_page(), portal)
        one.page.on("console", lambda message: message.type == "error" and one.complaints.append(message.text))
        one.page.on("pageerror", lambda error: one.complaints.append(str(error)))
        people.append(one)
        return one

    yield make
    complaints = [complaint for one in people for complaint in one.complaints if " 4" not in complaint]
    for one in people:
        one.page.context.close()
    assert complaints == []

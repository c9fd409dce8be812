"""Take a picture of a page, as a developer or a designer wants to see it.

python -m devtools.shoot http://127.0.0.1:8000/national/ home.png --width 390 --login provider@demo.example
"""

import argparse
import sys
from urllib.parse import urljoin

from playwright.sync_api import Error, Page, sync_playwright

from devtools import browser
from devtools.demo import DEMO_PASSWORD


def main() -> int:
    options = _options()
    chosen = browser.packaged() if options.packaged else browser.find()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**chosen.launch_options())
        context = chromium.new_context(
            viewport={"width": options.width, "height": options.height},
            device_scale_factor=options.scale,
            java_script_enabled=not options.no_script,
        )
        page = context.new_page()
        page.on("console", lambda message: _say_console(message.type, message.text))
        page.on("pageerror", lambda error: print(f"script error: {error}", file=sys.stderr))
        try:
            if options.login:
                _log_in(page, options.url, options.login, options.password)
            answer = page.goto(options.url, wait_until="load")
            if options.click:
                page.click(options.click)
            page.wait_for_timeout(options.wait)
            page.screenshot(path=options.out, full_page=not options.viewport)
            status = answer.status if answer else 0
            print(f"{status} {page.url} {page.title()!r} -> {options.out}{_overflow(page)}")
        except Error as error:
            print(f"No picture of {options.url}: {error}", file=sys.stderr)
            return 1
        finally:
            chromium.close()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m devtools.shoot", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("url")
    parser.add_argument("out")
    parser.add_argument("--width", type=int, default=1400)
    parser.add_argument("--height", type=int, default=900)
    parser.add_argument("--scale", type=float, default=1, help="pixels per CSS pixel")
    parser.add_argument("--login", metavar="EMAIL", help="sign in first")
    parser.add_argument("--password", default=DEMO_PASSWORD)
    parser.add_argument("--click", metavar="SELECTOR", help="click this before the picture")
    parser.add_argument("--wait", type=int, default=600, metavar="MS", help="let charts settle")
    parser.add_argument("--viewport", action="store_true", help="only what fits the window, not the full page")
    parser.add_argument("--no-script", action="store_true", help="without JavaScript")
    parser.add_argument("--packaged", action="store_true", help="the npm package's browser even if there is another")
    return parser.parse_args()


def _log_in(page: Page, url: str, email: str, password: str) -> None:
    page.goto(urljoin(url, "/accounts/login/"))
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda address: "/accounts/login/" not in address, timeout=15_000)


def _say_console(kind: str, text: str) -> None:
    if kind in {"error", "warning"}:
        print(f"console {kind}: {text}", file=sys.stderr)


def _overflow(page: Page) -> str:
    """A page wider than its window is a fault that a full-page picture hides."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return f"  ({wide} px wider than the window)" if wide > 0 else ""


if __name__ == "__main__":
    sys.exit(main())

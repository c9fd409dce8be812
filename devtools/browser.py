"""A browser for tests and screenshots: the system's own, or one from the npm registry that needs no root.

Without either this fails loudly: a suite that skips its browser tests proves nothing.
"""

import fcntl
import io
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import brotli

from devtools.env import ROOT
from devtools.node import node, npm

FOLDER = ROOT / "build/browser"
PACKAGE = Path(__file__).with_name("browser_package")
SYSTEM_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
)
SAFE_EXTRACTION: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # from 3.11.4 on
FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


@dataclass(frozen=True)
class Browser:
    """What Playwright's `launch` needs to start it."""

    executable_path: str
    args: list[str] = field(default_factory=lambda: list(FLAGS))
    env: dict[str, str] = field(default_factory=lambda: dict(os.environ))

    def launch_options(self) -> dict[str, Any]:
        return {"executable_path": self.executable_path, "args": self.args, "env": dict(self.env)}


def find() -> Browser:
    """CHROMIUM, else the system's, else our own copy (fetched on first use)."""
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node()))
    named = os.environ.get("CHROMIUM")
    if named and not shutil.which(named):
        raise SystemExit(
            f"CHROMIUM is {named!r}, and there is no such program: name a Chromium or Chrome, or unset it."
        )
    for name in [named] if named else SYSTEM_BROWSERS:
        if path := shutil.which(name):
            return Browser(path)
    return packaged()


def packaged() -> Browser:
    """The npm package's browser, with its own libraries, fonts and temporary folder."""
    unpacked = FOLDER / "unpacked"
    with _one_at_a_time():
        if not (unpacked / "chromium").exists():
            _install()
            _unpack(FOLDER / "node_modules/@sparticuz/chromium/bin", unpacked)
    scratch = FOLDER / "tmp"
    scratch.mkdir(exist_ok=True)
    libraries = os.pathsep.join(filter(None, [str(unpacked / "lib"), os.environ.get("LD_LIBRARY_PATH")]))
    settings = {
        "TMPDIR": str(scratch),
        "HOME": str(scratch),
        "FONTCONFIG_PATH": str(unpacked),
        "LD_LIBRARY_PATH": libraries,
    }
    return Browser(str(unpacked / "chromium"), env={**os.environ, **settings})


def _install() -> None:
    for file in PACKAGE.glob("package*.json"):
        shutil.copy(file, FOLDER)
    try:
        npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", folder=FOLDER)
    except SystemExit as error:
        raise SystemExit(
            f"No browser for the tests: install Chromium or Chrome, name one in CHROMIUM, "
            f"or let npm reach its registry.\n{error}"
        ) from None


def _unpack(packed: Path, target: Path) -> None:
    """Under another name first, so that an interrupted run leaves nothing half-made."""
    half_made = target.with_name("unpacking")
    shutil.rmtree(half_made, ignore_errors=True)
    half_made.mkdir()
    for name in ("al2023", "fonts", "swiftshader"):
        content = brotli.decompress((packed / f"{name}.tar.br").read_bytes())
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            archive.extractall(half_made, **SAFE_EXTRACTION)  # noqa: S202  (the lock file vouches for its hash)
    program = half_made / "chromium"
    program.write_bytes(brotli.decompress((packed / "chromium.br").read_bytes()))
    program.chmod(0o755)
    conf = FONTS_CONF.format(fonts=target / "fonts", cache=FOLDER / "tmp/fontconfig")
    (half_made / "fonts.conf").write_text(conf)
    half_made.rename(target)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Test workers start together; only one of them may install."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    print(find().executable_path)

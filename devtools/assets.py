"""Styles, scripts and fonts: installed and built only when what they are made from changed."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from devtools.env import ROOT
from devtools.node import npm

PACKAGES = (ROOT / "package.json", ROOT / "package-lock.json")
SOURCES = (ROOT / "frontend", ROOT / "static")
STAMP = ".made-from"


def build() -> None:
    """Bring `node_modules/` and `static_build/` up to date."""
    packages = fingerprint(PACKAGES)
    if stamp(ROOT / "node_modules") != packages:
        npm("ci")
        (ROOT / "node_modules" / STAMP).write_text(packages)
    sources = fingerprint([*PACKAGES, *SOURCES])
    if stamp(ROOT / "static_build") != sources:
        npm("run", "build")
        (ROOT / "static_build" / STAMP).write_text(sources)


def fingerprint(paths: Iterable[Path]) -> str:
    """Changes when a file is added, removed, renamed or edited."""
    digest = hashlib.sha256()
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and file.name != STAMP:
                digest.update(f"{file.relative_to(ROOT)}\0{file.stat().st_size}\0".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def stamp(folder: Path) -> str:
    """What the folder was made from, if it was finished."""
    try:
        return (folder / STAMP).read_text()
    except FileNotFoundError:
        return ""


if __name__ == "__main__":
    build()

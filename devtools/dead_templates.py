"""Finds templates that nothing uses.

A template lives when code names it, when a living template includes or extends
it, or when it replaces one of the same name in an installed package (allauth's
pages, Django's form fields). Names put together at run time count by their
fixed parts: `f"emails/{kind}.txt"` keeps every text in `emails/` alive.
"""

import ast
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

from devtools.env import ROOT

TEMPLATES = ROOT / "templates"
NOT_PORTAL = {"tests", "devtools"}
QUOTED = re.compile(r"""["']([^"'{}%\s]+\.\w+)(?:#[\w-]+)?["']""")
SHOWN_BY_DJANGO = re.compile(r"(400|403|403_csrf|404|500)\.html")


def dead() -> list[str]:
    """Names of the templates that nothing reaches."""
    names = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file()}
    patterns = list(_patterns_in_code())
    overridden = _names_in_packages()
    living = {name for name in names if name in overridden or SHOWN_BY_DJANGO.fullmatch(name)}
    living |= {name for name in names if any(pattern.fullmatch(name) for pattern in patterns)}
    waiting = list(living)
    while waiting:
        found = _named_in(waiting.pop()) & names - living
        living |= found
        waiting += found
    return sorted(names - living)


def _named_in(template: str) -> set[str]:
    return set(QUOTED.findall((TEMPLATES / template).read_text(errors="replace")))


def _patterns_in_code() -> Iterator[re.Pattern[str]]:
    """What each string with a dot or a slash in it may become; a partial's name is cut off."""
    for path in _portal_code():
        tree = ast.parse(path.read_text())
        inside_f_strings = {
            id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                yield _pattern(node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside_f_strings:
                yield _pattern([node])


def _pattern(parts: Iterable[ast.expr]) -> re.Pattern[str]:
    """A string of nothing but run-time parts names nothing; else every template would live."""
    fixed = [part.value if isinstance(part, ast.Constant) else None for part in parts]
    if not any(isinstance(part, str) and re.search(r"[./]", part) for part in fixed):
        return re.compile(r"(?!)")
    joined = "".join(".+" if part is None else re.escape(str(part).partition("#")[0]) for part in fixed)
    return re.compile(joined)


def _portal_code() -> Iterator[Path]:
    for package in ROOT.glob("*/__init__.py"):
        if package.parent.name not in NOT_PORTAL:
            yield from package.parent.rglob("*.py")


def _names_in_packages() -> set[str]:
    """Every template of every installed package, by the name Django finds it under."""
    packages = Path(sysconfig.get_path("purelib"))
    folders = [*packages.glob("*/templates"), *packages.glob("*/*/templates"), *packages.glob("*/*/*/templates")]
    return {path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*.*")}


if __name__ == "__main__":
    unused = dead()
    for name in unused:
        print(f"templates/{name}: nothing uses it")
    sys.exit(bool(unused))

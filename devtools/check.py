"""`make check`: everything a machine can judge without a browser, quiet unless something is wrong."""

import argparse
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from devtools import env

PYTHON = sys.executable
BIN = Path(PYTHON).parent
Step = tuple[str, list[str]]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m devtools.check", description=__doc__)
    parser.add_argument("--no-tests", action="store_true", help="leave the tests to `make test`, which runs them all")
    options = parser.parse_args()
    began = time.monotonic()
    with TemporaryDirectory() as scratch, ThreadPoolExecutor(2) as pool:
        checks = steps(Path(scratch) / "schema.yml")
        failures = [failure for failure in pool.map(_run, checks) if failure]
    if failures:
        print("\n\n".join(failures))
        print(f"\n{len(failures)} of {len(checks)} checks failed; the tests were not run.")
        return 1
    passed = f"{len(checks)} checks passed in {time.monotonic() - began:.0f} s"
    if options.no_tests:
        print(passed)
        return 0
    print(f"{passed}; now the fast tests.", flush=True)
    command = [PYTHON, "-m", "pytest", "-q", "-m", "not browser and not slow", "-n", "2", "--dist", "loadgroup"]
    return subprocess.run(command, cwd=env.ROOT, check=False).returncode


def steps(schema: Path) -> list[Step]:
    """Slowest first, so that both cores end at about the same time."""
    manage = [PYTHON, "manage.py"]
    return [
        ("types", [str(BIN / "mypy"), "."]),
        ("templates' format", [str(BIN / "djlint"), "templates", "--lint", "--quiet"]),
        ("API schema", [*manage, "spectacular", "--validate", "--fail-on-warn", "--file", str(schema)]),
        ("missing migrations", [*manage, "makemigrations", "--check", "--dry-run"]),
        ("import contracts", [str(BIN / "lint-imports"), "--no-cache"]),
        ("dead templates", [PYTHON, "-m", "devtools.dead_templates"]),
        ("format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."]),
        ("lint", [str(BIN / "ruff"), "check", "--quiet", "."]),
    ]


def _run(step: Step) -> str:
    """What went wrong, or nothing."""
    name, command = step
    environment = {**os.environ, **env.FOR_TESTS, **env.NOWHERE}
    done = subprocess.run(command, cwd=env.ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return ""
    return (
        f"== {name}: {' '.join(Path(part).name if i == 0 else part for i, part in enumerate(command))}\n"
        + (done.stdout + done.stderr).rstrip()
    )


if __name__ == "__main__":
    sys.exit(main())

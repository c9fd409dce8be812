"""The environment of a checkout: where things lie, and how a command finds the demo that runs beside it.

Standard library only: `manage.py` imports this module in production too.
"""

import importlib.util
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OFF = {"0", "false", "no", "off"}
OWNER_COMMANDS = {"migrate", "showmigrations", "sqlmigrate"}
NOWHERE = {  # the settings want addresses also where nothing will be asked
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
    "DATABASE_DISPATCH_URL": "postgres://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "FILES_URL": f"file://{ROOT}/.local/nowhere/files",
}
FOR_TESTS = {
    "DJANGO_SETTINGS_MODULE": "tta_portal.settings",
    "SECRET_KEY": "for-tests-only-" * 5,
    "DEMO": "0",
    "ALLOWED_HOSTS": "*",
    "SITE_URL": "http://testserver",
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "DEFAULT_FROM_EMAIL": "Common Thread <portal@tests.example>",
    "TRUSTED_PROXIES": "",
    "STATIC_STORAGE": "",
    "STATIC_ROOT": str(ROOT / ".local/test/staticfiles"),
    "FILES_URL": f"file://{ROOT}/.local/test/files",
    "CLAMD_URL": "",
    "INBOUND_DOMAIN": "reply.tests.example",
    "INBOUND_IMAP_URL": "",
}


def data_dir() -> Path:
    """Where the demo keeps its databases and secrets."""
    return (ROOT / os.environ.get("DATA_DIR", ".local")).resolve()


def load() -> None:
    """Let a `manage.py` command reach the demo of this checkout.

    Only when nobody configured anything: with a SECRET_KEY or with DEMO off this
    does nothing, and what is set already stays. The owner's database role goes
    to the commands that migrate, so that every other one meets row-level security.
    """
    if os.environ.get("SECRET_KEY") or os.environ.get("DEMO", "1").lower() in OFF:
        return
    try:
        stored = json.loads((data_dir() / "env").read_text())
    except (FileNotFoundError, PermissionError):
        return
    if not OWNER_COMMANDS.intersection(sys.argv[1:2]):
        stored.pop("DATABASE_OWNER_URL", None)
    for name, value in stored.items():
        os.environ.setdefault(name, value)


def save(environment: Mapping[str, str]) -> None:
    """Write what `load` reads, for this account only."""
    write_private(data_dir() / "env", json.dumps(environment, indent=2, sort_keys=True))


def package_folder(name: str) -> Path:
    """Where an installed package lies, without running any of its code."""
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise SystemExit(f"The package {name} is not installed: run `make setup`.")
    return Path(found.origin).parent


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step, readable by its owner alone from its first byte on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    new.replace(path)

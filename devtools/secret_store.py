"""Random passwords that stay the same for one data folder."""

import json
import secrets
from pathlib import Path

from devtools.env import write_private


class SecretStore:
    """`store["name"]` is a random secret, made when first asked for and kept in a private file."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "secrets.json"

    def __getitem__(self, name: str) -> str:
        known: dict[str, str] = json.loads(self.path.read_text()) if self.path.exists() else {}
        if name not in known:
            known[name] = secrets.token_urlsafe(48)
            write_private(self.path, json.dumps(known, indent=2))
        return known[name]

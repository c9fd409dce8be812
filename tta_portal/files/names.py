"""The name a file is shown under. It never decides where the file lies."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 150
NAMELESS = "file"
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Control, format (among them those that turn the direction of writing) and unassigned characters."""


def clean_name(name: str) -> str:
    """One harmless line: no folders, nothing invisible, at most 150 characters with its extension."""
    base = re.split(r"[/\\]", name or "")[-1]
    visible = "".join(char for char in base if unicodedata.category(char) not in INVISIBLE)
    line = " ".join(unicodedata.normalize("NFC", visible).split()).strip(". ")
    line = re.sub(r'[<>:"|?*]', "_", line)
    if re.fullmatch(r"\.?\w{1,10}", line) and (name or "").lstrip().startswith("."):
        line = f"{NAMELESS}.{line.lstrip('.')}"
    return _shortened(line) or NAMELESS


def _shortened(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    if len(name) <= MAX_LENGTH or not dot or len(extension) > 10:
        return name[:MAX_LENGTH]
    return f"{stem[: MAX_LENGTH - len(extension) - 1]}.{extension}"

"""Ask a ClamAV daemon about a file, by its INSTREAM command."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings

SECONDS = 30
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class ScannerDown(Exception):
    """The scanner that should have looked at the file gave no answer."""


def is_configured() -> bool:
    return bool(settings.CLAMD_URL)


def find_malware(chunks: Iterable[bytes]) -> str:
    """Return the name of what was found, or an empty text; raise ScannerDown without an answer."""
    try:
        with _connect() as connection:
            connection.sendall(b"zINSTREAM\0")
            for chunk in chunks:
                connection.sendall(struct.pack("!I", len(chunk)) + chunk)
            connection.sendall(struct.pack("!I", 0))
            return _verdict(_answer(connection))
    except OSError as error:
        raise ScannerDown(str(error)) from error


def _connect() -> socket.socket:
    url = urlsplit(settings.CLAMD_URL)
    if url.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(SECONDS)
        connection.connect(url.path)
        return connection
    return socket.create_connection((url.hostname or "127.0.0.1", url.port or 3310), timeout=SECONDS)


def _answer(connection: socket.socket) -> str:
    received = b""
    while not received.endswith(b"\0") and len(received) < 4096:
        part = connection.recv(4096)
        if not part:
            break
        received += part
    return received.rstrip(b"\0\n").decode("utf-8", "replace").strip()


def _verdict(answer: str) -> str:
    verdict = answer.removeprefix("stream:").strip()
    if verdict == "OK":
        return ""
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")
    raise ScannerDown(answer or "no answer")

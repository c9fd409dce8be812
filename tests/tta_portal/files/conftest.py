from __future__ import annotations

import socketserver
import struct
import threading

import pytest


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    """A storage of each test's own."""
    location = tmp_path / "files"
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(location), "file_permissions_mode": 0o600},
        }
    }
    return location


class Clamd(socketserver.BaseRequestHandler):
    """Speaks as much INSTREAM as we use: finds whatever contains the word VIRUS."""

    def handle(self) -> None:
        stream = self.request.makefile("rb")
        assert stream.read(10) == b"zINSTREAM\0"
        received = b""
        while size := struct.unpack("!I", stream.read(4))[0]:
            received += stream.read(size)
        self.server.seen.append(received)
        verdict = self.server.verdict or (b"Test.Virus FOUND" if b"VIRUS" in received else b"OK")
        self.request.sendall(b"stream: " + verdict + b"\0")


@pytest.fixture
def clamd(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        server.seen, server.verdict = [], b""
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        settings.CLAMD_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()

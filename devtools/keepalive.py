"""One HTTP client that keeps its connection open, as a browser does."""

import http.client
from collections.abc import Mapping
from typing import Self
from urllib.parse import urlencode

CSRF = "c" * 32  # the form token is what the cookie says: any 32 letters will do, as any visitor may choose them
FORM = "application/x-www-form-urlencoded"


class Unexpected(Exception):
    """A page did not answer as it should, so its time would mean nothing."""


class Connection:
    """To one server on loopback. A connection the server closed is opened again once."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.queries = 0  # as many as the last answer's header says
        self.http = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.http.close()

    def ask(self, method: str, path: str, *, body: str = "", headers: Mapping[str, str] | None = None) -> int:
        """The status of the answer, after reading all of it."""
        try:
            return self._ask(method, path, body, headers or {})
        except ConnectionError:
            self.http.close()
            return self._ask(method, path, body, headers or {})

    def _ask(self, method: str, path: str, body: str, headers: Mapping[str, str]) -> int:
        try:
            self.http.request(method, path, body=body.encode() or None, headers=dict(headers))
            answer = self.http.getresponse()
            answer.read()
            self.queries = int(answer.getheader("X-Queries") or 0)
        except OSError:
            self.http.close()
            raise
        return answer.status

    def get(self, path: str, *, session: str = "", htmx: bool = False) -> None:
        headers = {"Cookie": f"session={session}"} | ({"HX-Request": "true"} if htmx else {})
        self._expect(200, "GET", path, headers=headers)

    def post(self, path: str, fields: Mapping[str, str | list[str]], *, session: str = "", expect: int = 200) -> None:
        """A form with its token. A redirect is not followed."""
        headers = {"Cookie": f"session={session}; csrf={CSRF}; csrftoken={CSRF}", "Content-Type": FORM}
        body = urlencode({**fields, "csrfmiddlewaretoken": CSRF}, doseq=True)
        self._expect(expect, "POST", path, body=body, headers=headers)

    def _expect(self, status: int, method: str, path: str, *, headers: Mapping[str, str], body: str = "") -> None:
        got = self.ask(method, path, body=body, headers=headers)
        if got != status:
            raise Unexpected(f"{method} {path} on port {self.port} answered {got} instead of {status}.")

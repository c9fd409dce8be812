"""A mail server's last step: take mail over LMTP, and answer for each recipient."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import structlog
from aiosmtpd.lmtp import LMTP
from django.conf import settings
from django.db import close_old_connections

from tta_portal.inbound import actions, routing

LARGEST = 60 * 1024**2
"""Refused above this, so that the sender learns of it; between 40 MB and this, the mail is kept cut."""

TAKEN = "250 2.0.0 Taken"
UNKNOWN = "550 5.1.1 There is no such address here"
LATER = "451 4.3.0 Cannot take it just now, try again later"
log = structlog.get_logger(__name__)


class Server(LMTP):
    """Takes lines as long as badly made mails have them."""

    line_length_limit = 1_000_000


class Taker:
    """What the server calls. The database is asked in threads, so that one slow mail holds up no other."""

    def __init__(self) -> None:
        self.threads = ThreadPoolExecutor(4, thread_name_prefix="mail")

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        answer = await self._in_thread(answer_to_recipient, address)
        if answer == TAKEN:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  (its caller names it)
        raw = with_return_path(envelope.content, envelope.mail_from)
        answer = await self._in_thread(answer_to_mail, raw, list(envelope.rcpt_tos))
        return "\r\n".join([answer] * len(envelope.rcpt_tos))

    async def _in_thread(self, function: Any, *args: Any) -> str:
        return await asyncio.get_running_loop().run_in_executor(self.threads, function, *args)


def answer_to_recipient(address: str) -> str:
    """Whether mail to this address is taken."""
    close_old_connections()
    try:
        network_id, _ = routing.network_of(address)
        is_sender = address.lower() == settings.MAIL_SENDER.lower()
        return TAKEN if network_id is not None or is_sender else UNKNOWN
    except Exception:
        log.exception("recipient cannot be looked up")
        return LATER
    finally:
        close_old_connections()


def answer_to_mail(raw: bytes, rcpt: list[str]) -> str:
    """Take a mail in; whatever goes wrong before it is kept is the mail server's to try again."""
    close_old_connections()
    try:
        actions.receive(raw, rcpt=rcpt)
    except actions.UnknownRecipient:
        return UNKNOWN
    except Exception:
        log.exception("mail cannot be taken")
        return LATER
    else:
        return TAKEN
    finally:
        close_old_connections()


def with_return_path(raw: bytes, sender: str | None) -> bytes:
    """Keep the envelope's sender: an empty one marks the notes of mail servers."""
    if raw[:12].lower() == b"return-path:":
        return raw
    safe = (sender or "").encode("utf-8", "replace").replace(b"\r", b"").replace(b"\n", b"")
    return b"Return-Path: <" + safe.strip(b"<>") + b">\r\n" + raw


def make_server() -> Server:
    """One connection's protocol."""
    return Server(_taker, data_size_limit=LARGEST, enable_SMTPUTF8=True, ident="Common Thread")


_taker = Taker()


async def serve(host: str, port: int, *, until: asyncio.Event) -> None:
    """Serve until told to stop; what is being taken is finished."""
    server = await asyncio.get_running_loop().create_server(make_server, host, port)
    async with server:
        log.info("taking mail", host=host, port=port)
        await until.wait()

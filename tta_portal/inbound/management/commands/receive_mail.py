"""`manage.py receive_mail`: take mail from the mail server beside us, over LMTP."""

from __future__ import annotations

import asyncio
import signal
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tta_portal.inbound import lmtp
from tta_portal.tenancy.guard import refuse_unsafe_database


class Command(BaseCommand):
    help = "Take mail over LMTP until stopped. Binds to this machine alone unless told otherwise."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8024)

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        if not settings.INBOUND_DOMAIN:
            raise CommandError("INBOUND_DOMAIN is not set, so no address would be ours. Set it and start again.")
        refuse_unsafe_database()
        try:
            asyncio.run(_run(host, port))
        except OSError as error:
            raise CommandError(f"Cannot listen on {host}:{port} ({error.strerror or error}).") from error


async def _run(host: str, port: int) -> None:
    stop = asyncio.Event()
    for received in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(received, stop.set)
    await lmtp.serve(host, port, until=stop)

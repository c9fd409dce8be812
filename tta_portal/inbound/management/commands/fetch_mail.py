"""`manage.py fetch_mail`: take in what is new in the mailbox of INBOUND_IMAP_URL."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tta_portal.inbound import imap


class Command(BaseCommand):
    help = "Take in what is new in the mailbox of INBOUND_IMAP_URL, once. The clock does it every minute."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.INBOUND_IMAP_URL:
            raise CommandError(
                "INBOUND_IMAP_URL is not set. It should look like imaps://user:password@mail.example/INBOX"
            )
        try:
            kept = imap.fetch()
        except imap.MailboxDown as error:
            raise CommandError(f"The mailbox cannot be read: {error}") from error
        self.stdout.write(f"Took in {kept} mail{'' if kept == 1 else 's'}.")

"""What the clock looks after: the mailbox, and mails that a dying process left half done."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from tta_portal.clock import sweep
from tta_portal.inbound import actions, tasks
from tta_portal.inbound.models import InboundMail
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope

EVERY_MINUTE = 55
EVERY_FIVE_MINUTES = 290
GRACE = timedelta(minutes=5)


@sweep
def fetch_mail_from_the_mailbox() -> None:
    """Once a minute, if there is a mailbox to look into."""
    if settings.INBOUND_IMAP_URL and cache.add("sweep:fetch-mail", 1, timeout=EVERY_MINUTE):
        tasks.fetch_mail.delay()


@sweep
def finish_what_was_left_half_done() -> None:
    """Mails that were kept and then not decided about, because the process ended in between."""
    if not cache.add("sweep:unprocessed-mail", 1, timeout=EVERY_FIVE_MINUTES):
        return
    for network_id in Network.objects.values_list("pk", flat=True):
        with network_scope(network_id):
            left = list(InboundMail.objects.all().unprocessed(before=timezone.now() - GRACE)[:100])
        for mail in left:
            actions.process(mail)

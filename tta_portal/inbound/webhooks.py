"""Mail that a mail service brings by a web request, checked by django-anymail with its secret."""

from __future__ import annotations

from typing import Any

import structlog

from tta_portal.inbound import actions
from tta_portal.inbound.lmtp import with_return_path

log = structlog.get_logger(__name__)


def take(event: Any) -> None:
    """Take in one mail. What fails before it is kept is raised, so that the service brings it again."""
    message = event.message
    rcpt = [message.envelope_recipient] if message.envelope_recipient else []
    rcpt += [address.addr_spec for address in [*(message.to or []), *(message.cc or [])]] if not rcpt else []
    raw = message.as_bytes()
    if message.envelope_sender is not None:
        raw = with_return_path(raw, message.envelope_sender)
    try:
        actions.receive(raw, rcpt=rcpt)
    except actions.UnknownRecipient:
        log.info("mail from the service is for nobody here")

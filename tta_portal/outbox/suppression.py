"""Addresses that must not be written to."""

from __future__ import annotations

from typing import Any

from tta_portal.outbox.models import Message, Suppression


def suppress(email: str, *, reason: str, check_ins_only: bool = False) -> None:
    """Send this address nothing more, or no more check-ins."""
    suppression, created = Suppression.objects.get_or_create(
        email=email.lower(), defaults={"reason": reason[:200], "check_ins_only": check_ins_only}
    )
    if not created and suppression.check_ins_only and not check_ins_only:
        suppression.check_ins_only, suppression.reason = False, reason[:200]
        suppression.save(update_fields=["check_ins_only", "reason"])


def lift(suppression: Suppression) -> None:
    """Write to this address again: the person asked for it, or the address was mended."""
    suppression.delete()


def is_suppressed(message: Message) -> bool:
    """Whether this message may not be sent to its address."""
    stops: Any = Suppression.objects.filter(email=message.to_email.lower())
    if message.kind != Message.Kind.CHECK_IN:
        stops = stops.filter(check_ins_only=False)
    return bool(stops.exists())

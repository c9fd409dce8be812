"""Reply addresses of mails."""

from __future__ import annotations


def reply_address(kind: str, number: int, member_id: int | None) -> str:
    """Where an answer to a mail about this thing goes; empty while no mail comes in."""
    return ""

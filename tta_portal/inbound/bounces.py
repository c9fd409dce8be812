"""Read a mail server's note that a mail could not be delivered (RFC 3464)."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.message import Message

from tta_portal.inbound.bodies import leaves
from tta_portal.inbound.headers import ADDRESS, MESSAGE_ID, decode

RETURNED = {"message/rfc822", "text/rfc822-headers"}
LONGEST = 100_000


@dataclass
class Report:
    """`is_final` when the server gave up; `message_ids` are those of the mail it returns."""

    address: str = ""
    is_final: bool = False
    message_ids: list[str] = field(default_factory=list)


def report_of(message: Message) -> Report | None:
    """The report in this mail, or None if it is an ordinary one."""
    if message.get_content_type() != "multipart/report":
        return None
    report, parts = Report(), list(leaves(message))
    if not any(part.get_content_type() == "message/delivery-status" for part in parts):
        return None
    for part in parts:
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            _read_status(report, part)
        elif kind in RETURNED:
            report.message_ids += MESSAGE_ID.findall(_message_id_lines(part))
    return report


def _read_status(report: Report, part: Message) -> None:
    """One block a recipient. The first that failed for good is the one that counts."""
    blocks = part.get_payload()
    for block in blocks if isinstance(blocks, list) else []:
        if not isinstance(block, Message) or report.is_final:
            continue
        found = ADDRESS.search(str(block.get("Original-Recipient") or "")) or ADDRESS.search(
            str(block.get("Final-Recipient") or "")
        )
        if found:
            action, status = (str(block.get(name) or "").strip().lower() for name in ("Action", "Status"))
            report.address = found.group().lower()
            report.is_final = (action == "failed" and not status.startswith("4")) or status.startswith("5")


def _message_id_lines(part: Message) -> str:
    inner = part.get_payload()
    if isinstance(inner, list):
        return str(inner[0].get("Message-ID") or "") if inner and isinstance(inner[0], Message) else ""
    head = decode(str(inner)[:LONGEST].encode("utf-8", "surrogateescape"), "utf-8")
    return " ".join(line for line in head.splitlines() if line.lower().startswith("message-id:"))

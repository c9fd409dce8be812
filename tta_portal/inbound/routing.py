"""Addresses that mail comes in on: one a conversation, signed; and one a network, open to all.

A From line is a claim. That somebody knows a signed address shows that the portal wrote to them about it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from email.utils import parseaddr
from typing import NamedTuple

from django.conf import settings

from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import current_network_id

LETTERS = {"request": "q", "check_in": "c", "engagement": "e", "training": "t"}
KINDS = {letter: kind for kind, letter in LETTERS.items()}
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
SHAPE = re.compile(r"r-(\d{1,18})-([a-z])([0-9a-z]{1,12})-([0-9a-z]{1,12})-([a-z2-7]{20})")


class Address(NamedTuple):
    """What a signed address says, after its signature was found good."""

    network_id: int
    kind: str
    number: int
    member_id: int | None


def reply_address(kind: str, number: int, member_id: int | None) -> str:
    """The address that brings an answer back to this thing of the network in force, from this member.

    `kind` is one of LETTERS. Empty when the portal takes no mail (INBOUND_DOMAIN is not set).
    """
    if not settings.INBOUND_DOMAIN:
        return ""
    body = f"r-{current_network_id()}-{LETTERS[kind]}{_base36(number)}-{_base36(member_id or 0)}"
    local = f"{body}-{_signature(body, settings.SECRET_KEY)}"
    assert len(local) <= 64, f"{local} is longer than mail allows"
    return f"{local}@{settings.INBOUND_DOMAIN}"


def read_address(address: str) -> Address | None:
    """What a reply address of ours says, in whatever case it comes back; None for any other."""
    shape = SHAPE.fullmatch(_local_part(address))
    if shape is None:
        return None
    body = shape.group().rpartition("-")[0]
    keys = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    if not any(hmac.compare_digest(_signature(body, key), shape[5]) for key in keys) or shape[2] not in KINDS:
        return None
    return Address(int(shape[1]), KINDS[shape[2]], int(shape[3], 36), int(shape[4], 36) or None)


def intake_address(network: Network) -> str:
    """Where anybody may write to a network; empty when the portal takes no mail."""
    return f"{network.slug}@{settings.INBOUND_DOMAIN}" if settings.INBOUND_DOMAIN else ""


def network_of(address: str) -> tuple[int | None, Address | None]:
    """The network that an address belongs to, and what the address says if it is signed."""
    signed = read_address(address)
    if signed is not None:
        known = Network.objects.filter(pk=signed.network_id).exists()
        return (signed.network_id, signed) if known else (None, None)
    slug = _local_part(address).partition("+")[0]
    return Network.objects.filter(slug=slug).values_list("pk", flat=True).first() if slug else None, None


def _local_part(address: str) -> str:
    """What stands before our own domain, in small letters; empty for any other domain."""
    bare = (parseaddr(address)[1] or address).strip().strip("<>").lower()
    local, _, domain = bare.rpartition("@")
    return local if domain and domain == settings.INBOUND_DOMAIN else ""


def _signature(body: str, key: str) -> str:
    digest = hmac.new(f"reply-address:{key}".encode(), body.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode().lower()[:20]


def _base36(number: int) -> str:
    if number < 0:
        raise ValueError(f"{number} cannot stand in an address")
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits

"""Keys in addresses, such as check-in links: `<network id>-<256 random bits>`."""

from __future__ import annotations

from tta_portal.tenancy.models import Network


def network_of_key(key: str) -> tuple[Network | None, str]:
    """Split a key into its network and its secret; an unknown or broken key has no network."""
    number, _, secret = key.partition("-")
    if not number.isascii() or not number.isdigit() or len(number) > 18 or not secret:
        return None, ""
    return Network.objects.filter(pk=int(number)).first(), secret

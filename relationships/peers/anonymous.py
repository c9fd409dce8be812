"""Words that the other side reads before both said yes must not say who wrote them."""

from __future__ import annotations

import re

from tta_portal.accounts.models import Membership

ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.\w|https?://|www\.|(?:\d[\s().-]*){7,}", re.IGNORECASE)


def tells_who(words: str, member: Membership) -> bool:
    """Whether they hold an address, a phone number, or the name of the person, the department or the place."""
    organization = member.organization
    names = [member.user.name, organization.name if organization else ""]
    if organization and organization.jurisdiction:
        names.append(organization.jurisdiction.name)
    plain = _plain(words)
    return bool(ADDRESS.search(words)) or any(f" {_plain(name).strip()} " in plain for name in names if name.strip())


def _plain(words: str) -> str:
    only_words = " ".join(re.findall(r"\w+", words.casefold()))
    return f" {only_words} "

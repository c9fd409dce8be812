"""Resources in the search."""

from __future__ import annotations

from requests_app.finders import Group, Hit, finder
from requests_app.library.models import Resource
from requests_app.library.similar import matching
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.words import gettext_lazy as _


@finder
def resources(words: str, member: Membership, limit: int) -> Group:
    """Resources of the library with any of the words."""
    if not member.can(Permission.SEE_REQUESTS):
        return Group(_("Resources"), [])
    found = matching(Resource.objects.offered().select_related("network"), words)[:limit]
    return Group(_("Resources"), [Hit(one.title, one.summary[:80], one.get_absolute_url()) for one in found])

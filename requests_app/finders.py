"""What the search looks through besides requests: each finder answers with a group of links, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import F, Q
from django.urls import reverse

from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Organization
from tta_portal.words import gettext_lazy as _

CLOSE_ENOUGH = 0.42


@dataclass(frozen=True)
class Hit:
    """One line of an answer."""

    label: str
    note: str
    url: str


@dataclass(frozen=True)
class Group:
    """What one finder found."""

    title: str
    hits: list[Hit]


Finder = Callable[[str, Membership, int], Group]
_finders: list[Finder] = []


def finder(function: Finder) -> Finder:
    """Register a finder; it must show nothing that the member may not see, not even a count."""
    _finders.append(function)
    return function


def find_all(words: str, *, member: Membership, limit: int) -> list[Group]:
    """What every finder found, without the empty ones."""
    groups = (function(words, member, limit) for function in _finders)
    return [group for group in groups if group.hits]


@finder
def organizations(words: str, member: Membership, limit: int) -> Group:
    """Organizations by name, spelled nearly right; a requester finds their own."""
    rows = Organization.objects.all()
    if not member.can(Permission.SEE_ORGANIZATIONS):
        rows = rows.none()
    elif not member.is_staff:
        rows = rows.filter(pk=member.organization_id)
    close = TrigramWordSimilarity(words, "name")
    found = rows.annotate(close=close).filter(Q(close__gte=CLOSE_ENOUGH) | Q(name__icontains=words))
    hits = [
        Hit(one.name, one.kind_names, one.get_absolute_url())
        for one in found.select_related("network").order_by(F("close").desc(), "name")[:limit]
    ]
    return Group(_("Organizations"), hits)


@finder
def people(words: str, member: Membership, limit: int) -> Group:
    """Members by name, spelled nearly right, or by address; a requester finds colleagues and the team."""
    rows = Membership.objects.active()
    if not member.can(Permission.SEE_ORGANIZATIONS):
        rows = rows.none()
    elif not member.is_staff:
        own = Q(organization_id=member.organization_id, organization_id__isnull=False)
        rows = rows.filter(own | Q(role__in=["provider", "administrator"]))
    close = TrigramWordSimilarity(words, "user__name")
    near = Q(close__gte=CLOSE_ENOUGH) | Q(user__name__icontains=words)
    if member.is_staff:
        near |= Q(user__email__istartswith=words)
    found = rows.annotate(close=close).filter(near).select_related("user", "organization__network", "network")
    hits = [_person(one, member) for one in found.order_by(F("close").desc(), "user__name")[:limit]]
    return Group(_("People"), hits)


def _person(one: Membership, member: Membership) -> Hit:
    where = one.organization.name if one.organization else one.get_role_display()
    if member.is_staff and one.is_staff:
        url = f"{reverse('caseload', kwargs={'network': member.network.slug})}?view=all&lead={one.pk}"
    elif one.organization is not None and (member.is_staff or one.organization_id == member.organization_id):
        url = one.organization.get_absolute_url()
    else:
        url = reverse("requests", kwargs={"network": member.network.slug})
    return Hit(one.user.name, where, url)

"""The public pages of a network link to its numbers, if it shows any."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from equity.models import PublishedPanel
from tta_portal.public_pages import Link, register
from tta_portal.tenancy.models import Network


@register
def numbers(network: Network) -> list[Link]:
    if not PublishedPanel.objects.in_force().exists():
        return []
    return [Link(_("The numbers of this network"), reverse("numbers", kwargs={"network": network.slug}))]

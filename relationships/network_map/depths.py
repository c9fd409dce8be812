"""How deep the relationship with an organization is."""

from __future__ import annotations

from collections.abc import Collection

from django.apps import apps
from django.db.models import Q

from relationships.network_map.models import Tie

DEPTH = "relationships.depth"


def depth_of(organization_ids: Collection[int]) -> dict[int, int]:
    """The level of each organization, 0 to 4, where its depth is computed; else 0 to 2 from joint work.

    Without depth: 2 with an engagement, 1 with any other tie, 0 with none.
    """
    if apps.is_installed(DEPTH):
        standing = apps.get_app_config(DEPTH.rpartition(".")[2]).get_model("Standing")
        rows = standing._default_manager.filter(organization__in=organization_ids)
        return dict.fromkeys(organization_ids, 0) | dict(rows.values_list("organization_id", "level"))
    levels = dict.fromkeys(organization_ids, 0)
    ties = Tie.objects.filter(Q(a__in=organization_ids) | Q(b__in=organization_ids))
    for a, b, engagements in ties.values_list("a_id", "b_id", "engagements"):
        for one in (a, b):
            if one in levels:
                levels[one] = max(levels[one], 2 if engagements else 1)
    return levels

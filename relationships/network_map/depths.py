"""How far each organization has come, for the map."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from relationships.depth.models import Standing
from relationships.network_map.models import Tie


def depth_of(organization_ids: Collection[int]) -> dict[int, int]:
    """The level of each organization, 0 to 4, as computed; of one not computed yet, 0 to 2 from joint work.

    Without depth: 2 with an engagement, 1 with any other tie, 0 with none.
    """
    levels = dict.fromkeys(organization_ids, 0)
    ties = Tie.objects.filter(Q(a__in=organization_ids) | Q(b__in=organization_ids))
    for a, b, engagements in ties.values_list("a_id", "b_id", "engagements"):
        for one in (a, b):
            if one in levels:
                levels[one] = max(levels[one], 2 if engagements else 1)
    computed = Standing.objects.filter(organization__in=organization_ids)
    return levels | dict(computed.values_list("organization_id", "level"))

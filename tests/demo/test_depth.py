"""The demo's two years, computed twice: by the statement, and by hand."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from demo.load import LOOKED_AT
from relationships.depth import measures
from relationships.depth.conversion import conversion, funnel
from relationships.depth.models import LevelChange, Standing
from requests_app.models import Side
from tests.relationships.depth.by_hand import Export, Stand
from tta_portal.directory.models import Organization

REQUESTS = 1500  # as many as the demo has


@pytest.fixture
def export(national):
    return Export(national.time_zone)


@pytest.fixture
def last_night(national, export):
    return export.day(Standing.objects.order_by("-computed_at").first().computed_at)


def test_every_standing_and_every_change_is_what_one_gets_by_hand(export, last_night):
    stands = {pk: Stand() for pk in export.records}
    for days in LOOKED_AT:
        for pk, record in export.records.items():
            export.step(record, stands[pk], last_night - timedelta(days=days))

    found = {one.organization_id: (one.level, one.since, one.collaborative_since) for one in Standing.objects.all()}
    assert found == {pk: (one.level, one.since, one.collaborative_since) for pk, one in stands.items()}
    changes = {pk: [] for pk in stands}
    for change in LevelChange.objects.order_by("pk"):
        changes[change.organization_id].append((change.from_level, change.to_level, change.changed_on))
    assert changes == {pk: one.changes for pk, one in stands.items()}


def test_the_demo_has_relationships_of_several_depths(national):
    levels = Counter(Standing.objects.values_list("level", flat=True))

    assert {0, 1, 2} <= set(levels)
    assert sum(levels.values()) == Organization.objects.filter(is_recipient=True).count()


@pytest.mark.parametrize("side", [None, Side.PROVIDER, Side.RECIPIENT])
def test_reliability_is_what_one_gets_by_hand(export, last_night, side):
    for organization in [None, *Organization.objects.filter(is_recipient=True)[:40]]:
        records = [export.of(organization.pk)] if organization else export.records.values()
        due = [kept for record in records for kept in export.due(record, last_night, side)]

        found = measures.reliability(on=last_night, side=side, organization=organization)

        assert found.n == len(due)
        assert found.value == (pytest.approx(sum(due) / len(due)) if len(due) >= 5 else None)


def test_conversion_and_funnel_are_what_one_gets_by_hand(export, last_night):
    for since, until in ((800, 180), (545, 180), (365, 0)):
        first, last = last_night - timedelta(days=since), last_night - timedelta(days=until)

        found, steps = conversion(first, last, on=last_night), funnel(first, last, on=last_night)

        converted, n = export.conversion(first, last, last_night)
        assert (found.value, found.n) == (converted / n if n else None, n)
        assert list(vars(steps).values()) == export.funnel(first, last, last_night)
        assert steps.asked > 0

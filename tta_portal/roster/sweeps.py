"""Once a day: files that were sent and never brought in are let go."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tta_portal.clock import sweep_networks
from tta_portal.roster.models import ImportRun

KEPT_FOR = timedelta(days=30)


@sweep_networks(every=timedelta(days=1))
def let_go_of_unused_files() -> None:
    """A roster that nobody said yes to has no use after a month, and it names places and people."""
    waiting = [ImportRun.State.KEPT, ImportRun.State.CHECKED]
    ImportRun.objects.filter(state__in=waiting, made_at__lt=timezone.now() - KEPT_FOR).delete()

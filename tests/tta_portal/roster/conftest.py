from __future__ import annotations

from collections.abc import Callable

import pytest

from tta_portal.accounts.models import Membership
from tta_portal.roster import actions
from tta_portal.roster.models import ImportRun


@pytest.fixture
def looked_at(administrator: Membership) -> Callable[..., ImportRun]:
    """A file that was kept and looked at; nothing is written."""

    def look(
        text: str | bytes, kind: str = "roster", *, name: str = "roster.csv", year: int | None = None
    ) -> ImportRun:
        content = text.encode() if isinstance(text, str) else text
        run = actions.keep(content, name=name, kind=kind, by=administrator, year=year)
        actions.look(run, by=administrator)
        return run

    return look


@pytest.fixture
def brought(looked_at: Callable[..., ImportRun], administrator: Membership) -> Callable[..., ImportRun]:
    """A file that was written."""

    def bring(*args: object, **said: object) -> ImportRun:
        run = looked_at(*args, **said)
        actions.confirm(run, by=administrator)
        return ImportRun.objects.get(pk=run.pk)

    return bring

from __future__ import annotations

import pytest

from tta_portal.inbound import handlers


@pytest.fixture(autouse=True)
def only_own_handlers(monkeypatch):
    """What the apps above do with mail is their tests' business."""
    monkeypatch.setattr(handlers, "_handlers", [])

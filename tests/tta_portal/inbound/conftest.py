from __future__ import annotations

import pytest

from tta_portal.inbound import choices, handlers


@pytest.fixture(autouse=True)
def only_own_handlers(monkeypatch):
    """What the apps above do with mail is their tests' business."""
    monkeypatch.setattr(handlers, "_handlers", [])
    monkeypatch.setattr(choices, "_choices", [])

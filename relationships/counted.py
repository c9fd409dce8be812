"""What can be listed of check-ins and of organizations; the apps above say how each is counted."""

from __future__ import annotations

from requests_app.counted import Count

CHECK_INS: dict[str, Count] = {}
ORGANIZATIONS: dict[str, Count] = {}

"""The page of drawn lifecycles, made from their tables."""

from __future__ import annotations

from relationships.lifecycle import ENGAGEMENT_MOVES, EngagementStatus
from requests_app.lifecycle import MOVES, Status
from tta_portal.lifecycle import diagram

PAGE = """# Lifecycles

Drawn from the tables in `requests_app/lifecycle.py` and `relationships/lifecycle.py` by
`python manage.py draw_lifecycles`. A test fails when this page and the tables differ.

## A request

```mermaid
{request}
```

## An engagement

```mermaid
{engagement}
```
"""


def lifecycles_page() -> str:
    """Return the text of `docs/lifecycle.md`."""
    return PAGE.format(
        request=diagram(MOVES, dict(Status.choices)),
        engagement=diagram(ENGAGEMENT_MOVES, {value: str(label) for value, label in EngagementStatus.choices}),
    )

"""Draw the lifecycles anew after a change of their tables."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from relationships.diagrams import lifecycles_page


class Command(BaseCommand):
    """Write docs/lifecycle.md."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        page = settings.BASE_DIR / "docs" / "lifecycle.md"
        page.write_text(lifecycles_page())
        self.stdout.write(f"Drawn: {page.relative_to(settings.BASE_DIR)}.")

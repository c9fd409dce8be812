"""Why a file is not taken."""

from __future__ import annotations

from tta_portal.errors import Refused


class BadFile(Refused):
    """This file is not taken; the sentence names it and says what to do. `ValidationError(bad.sentence)` in forms."""

"""Named moments at which a test may kill the process, to make rare windows certain.

`OUTBOX_FAILPOINT=after_dot` kills the process with SIGKILL the first time it gets there.
Unset, as everywhere but in fault tests, it does nothing.
"""

from __future__ import annotations

import os
import signal

POINTS = ("before_claim", "after_claim", "before_commit", "before_dot", "after_dot", "after_reply")


def reach(point: str) -> None:
    """Die here if the environment says so."""
    if os.environ.get("OUTBOX_FAILPOINT") == point:
        os.kill(os.getpid(), signal.SIGKILL)

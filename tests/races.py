"""Several people doing something at the same moment, each on a connection of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from django.db import connections

from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope


def at_once(network: Network, acts: Sequence[Callable[[], object]]) -> list[Exception]:
    """Let all acts begin together; return what was raised. The test takes `transactional_db`."""
    ready, raised = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            with network_scope(network.pk):
                ready.wait(timeout=10)
                act()
        except Exception as problem:  # the test compares what was raised
            raised.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised

"""kill -9 of a real worker at each point of sending: nothing lost, nothing doubled, doubts listed."""

from __future__ import annotations

import signal

import pytest

from tests import factories
from tests.live import wait_for
from tta_portal.outbox import actions, failpoints, tasks
from tta_portal.outbox.models import WAITING, Message, State
from tta_portal.tenancy.scope import network_scope

COUNT = 6
MAY_BE_UNCONFIRMED = {"before_dot", "after_dot", "after_reply"}


@pytest.mark.slow
@pytest.mark.parametrize("point", failpoints.POINTS)
def test_a_killed_worker_loses_and_doubles_nothing(processes, sink, point):
    network = factories.make_network("north")
    with network_scope(network.pk):
        posted = [
            actions.post(
                to=actions.Recipient(f"p{i}@example.org"), subject="Hello", paragraphs=["Hi"], dedupe_key=str(i)
            ).message_id
            for i in range(COUNT)
        ]

    killed = processes.worker(OUTBOX_FAILPOINT=point)
    tasks.nudge(network.pk)
    assert wait_for(killed.poll, why=f"the worker to die at {point}\n{processes.logs()}") == -signal.SIGKILL
    processes.worker()
    processes.beat()

    def states():
        with network_scope(network.pk):
            return dict(Message.objects.values_list("message_id", "state"))

    def all_settled():
        return not set(states().values()) & {*WAITING, State.CLAIMED, State.SENDING}

    wait_for(all_settled, seconds=60, why=f"every message to be settled: {states()}")
    unconfirmed = {key for key, state in states().items() if state == State.UNCONFIRMED}
    sent = {key for key, state in states().items() if state == State.SENT}
    accepted = sink.ids()
    assert sent | unconfirmed == set(posted), "lost"
    assert len(accepted) == len(set(accepted)), "doubled"
    assert sent <= set(accepted), "said to be sent, but never accepted"
    assert len(unconfirmed) == (1 if point in MAY_BE_UNCONFIRMED else 0)

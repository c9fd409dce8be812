"""How long the nightly pass over depth takes: `python -m devtools.bench_nightly [--requests 200000]`.

It starts a Postgres of its own under build/bench_nightly, loads the demo's national network with that many
requests once, and runs the pass three times; each is rolled back, so the third finds what the first
found. Then the pages that read as much.
"""

import argparse
import os
import time
from collections.abc import Callable
from functools import partial

import django

from devtools import env
from devtools.demo import manage
from devtools.own_services import end_like_ctrl_c, own_services, run_module

RUNS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=200_000)
    parser.add_argument("--here", action="store_true", help="measure in the database of the environment, nothing else")
    asked = parser.parse_args()
    if asked.here:
        return measure()
    end_like_ctrl_c()
    with own_services("bench_nightly") as services:
        settings = {**env.FOR_TESTS, "DEMO": "1"}
        del settings["SECRET_KEY"]
        name = services.prepare(f"requests{asked.requests}", settings, partial(_fill, asked.requests))
        print(run_module("devtools.bench_nightly", "--here", environment=services.environment(name, settings)))


def _fill(requests: int, environment: dict[str, str]) -> None:
    manage("load_demo", f"--requests={requests}", environment=environment)


def measure() -> None:
    """Print one line a pass."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tta_portal.settings")
    django.setup()
    from django.db import transaction  # only now are there settings
    from django.utils import timezone

    from relationships.depth import growth, rule
    from relationships.depth.models import Standing
    from relationships.radar import quiet
    from requests_app.models import TTARequest
    from tta_portal.tenancy.models import Network
    from tta_portal.tenancy.scope import network_scope

    for network in Network.objects.all():
        for _ in range(RUNS):
            with network_scope(network.pk):
                requests = TTARequest.objects.count()
                began = time.monotonic()
                done = rule.compute()
                took = time.monotonic() - began
                transaction.set_rollback(True)
            counts = f"{done.computed:,} recipients, {requests:,} requests, {done.changed:,} changes"
            print(f"{network.slug}: {counts}: {took:.2f} s")
        with network_scope(network.pk):
            one = list(Standing.objects.order_by("-level", "pk").values_list("organization", flat=True)[:1])
            _time("one recipient", partial(rule.compute, organization_ids=one))
            _time("how relationships grow", partial(growth.report, network, at=timezone.now()))
            _time("who is quiet", partial(quiet.silent, on=rule.today(timezone.now())))


def _time(what: str, run: Callable[[], object]) -> None:
    began = time.monotonic()
    run()
    print(f"  {what}: {1000 * (time.monotonic() - began):.0f} ms")


if __name__ == "__main__":
    main()

"""The benchmark: the portal's pages beside the same work by bare Django and hand-written SQL, in the same run.

`python -m devtools.bench [--requests N]` prints its table and writes build/bench.json. Hold the ratios
against each other, never the milliseconds; the numbers gate nothing.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from devtools import env
from devtools.assets import fingerprint
from devtools.bench_copies import multiply
from devtools.bench_pages import Page, equity_pages, pages
from devtools.bootstrap import BootstrapRefused, with_database
from devtools.demo import manage, say
from devtools.figures import percentile, table
from devtools.keepalive import Connection, Unexpected
from devtools.own_services import HALF_MADE, OwnServices, end_like_ctrl_c, own_services, run_module, write_json
from devtools.processes import Background
from devtools.services import START_SECONDS, ServiceFailed, free_port
from devtools.template_database import made_from

RESULT = env.ROOT / "build/bench.json"
DATABASE = "bench"
WARM_UP, SAMPLES, MOST, ALL_DETAIL = 10, 60, 1_000_000, 20_000
RUN_HEADS = ("requests", "rebuild of all summaries, s", "memory of the portal, MiB")
HEADS = ("", "portal p50 ms", "p95 ms", "SQL", "thin p50 ms", "p95 ms", "SQL", "ratio")
HOW = """
How: {size} requests; one client, keep-alive; {samples} samples of each after {warm_up} to warm up (bulk 12, export
8, equity anew 20), portal and thin in turn; gunicorn with 2 workers of 4 threads each (gthread), both on the same
Postgres with its usual settings, all on {cpus} CPUs. Thin is bare Django in one file: session, user, network,
membership, row-level security, hand-written SQL, plain tables. SQL: statements of one visit through Django's test
client, counted by an execute_wrapper, savepoints included. Submit and check-in change data: each sample is another
request, another check-in, on a copy of the data. No worker runs: what they queue stays in the broker.
Memory: gunicorn's master and both workers after all visits of a run, pages they share counted once (PSS)."""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    end_like_ctrl_c()
    try:
        with own_services("bench") as services:
            rows: list[dict[str, Any]] = []
            runs: list[dict[str, Any]] = []
            for row in _everything(services, options, runs):
                rows.append(row)
                _write(rows, runs)
            _write(rows, runs)
    except (ServiceFailed, BootstrapRefused, Unexpected) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("Stopped")
        return 130
    print(f"\n{table(HEADS, [row['shown'] for row in rows])}")
    print(f"\n{table(RUN_HEADS, [[f'{value:,}' for value in run.values()] for run in runs])}")
    sizes = sorted({row["kept"]["size"] for row in rows})
    print(
        HOW.format(
            size=" and ".join(f"{size:,}" for size in sizes), samples=SAMPLES, warm_up=WARM_UP, cpus=os.cpu_count()
        )
    )
    return 0


def _write(rows: list[dict[str, Any]], runs: list[dict[str, Any]]) -> None:
    write_json(RESULT, json.dumps({"rows": [one["kept"] for one in rows], "runs": runs}, indent=2))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m devtools.bench", description=__doc__)
    parser.add_argument("--requests", type=int, default=20_000, help="requests in the demo network `national`")
    parser.add_argument(
        "--equity-requests", type=int, nargs="*", default=[ALL_DETAIL, MOST],
        help="requests for the equity pages alone, one run each; none leaves them out",
    )  # fmt: skip
    options = parser.parse_args(arguments)
    if not all(0 <= number <= MOST for number in (options.requests, *options.equity_requests)):
        parser.error(f"choose up to {MOST:,} requests; 0 leaves a part out")
    return options


def _everything(
    services: OwnServices, options: argparse.Namespace, runs: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    if options.requests:
        yield from _run(services, options.requests, pages, runs)
    for requests in options.equity_requests:
        yield from _run(services, requests, equity_pages, runs, many=True)


def _run(
    services: OwnServices,
    requests: int,
    pages_of: Callable[[dict[str, Any]], Iterator[Page]],
    runs: list[dict[str, Any]],
    *,
    many: bool = False,
) -> Iterator[dict[str, Any]]:
    """The rows of one size; how long its summaries took, and what memory the portal had in the end, goes to `runs`."""
    port, thin_port = free_port(), free_port()
    settings = _settings(services, port)
    _prepare(services, requests, settings, many=many)
    environment = services.environment(DATABASE, settings)
    say("Counting everything into the summaries")
    began = time.perf_counter()
    print(run_module("manage", "rebuild_summaries", environment=environment), end="")
    rebuilt = time.perf_counter() - began
    say("Counting SQL statements")
    keys, quiet = str(2 * (WARM_UP + SAMPLES)), {**environment, "LOG_LEVEL": "WARNING"}
    found = json.loads(run_module("devtools.bench_subjects", keys, environment=quiet))
    with ExitStack() as stack:
        say("Starting the portal and thin, each with two workers")
        portal_process = stack.enter_context(_gunicorn(services, environment, "portal", port))
        stack.enter_context(_gunicorn(services, environment, "thin", thin_port, "devtools.bench_thin:application"))
        portal, thin = stack.enter_context(Connection(port)), stack.enter_context(Connection(thin_port))
        _wait_for(portal)
        _wait_for(thin)
        for page in pages_of(found):
            yield _measure(page, portal, thin, found)
        used = memory(portal_process.process.pid)
        runs.append({"size": found["size"], "rebuild_s": round(rebuilt, 1), "memory_mib": round(used)})


def _settings(services: OwnServices, port: int) -> dict[str, str]:
    """The demo's, because that is the data; logs as in production."""
    static = services.folder / "staticfiles"
    static.mkdir(exist_ok=True)
    return {
        "DEMO": "1",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "EMAIL_URL": "demo://",
        "DEFAULT_FROM_EMAIL": "Common Thread <portal@demo.example>",
        "DEMO_MAIL_DIR": str(services.folder / "mail"),
        "STATIC_ROOT": str(static),
        "FILES_URL": (services.folder / "files").as_uri(),
        "TRUSTED_PROXIES": "none",
        "NO_LIMITS": "1",
        "LOG_LEVEL": "INFO",
        "WEB_CONCURRENCY": "2",
        "WEB_THREADS": "4",
    }


def _prepare(services: OwnServices, requests: int, settings: dict[str, str], *, many: bool) -> None:
    """A fresh copy of the demo of this size. Its history ends today, so one of yesterday is not kept.

    With `many`, stories are told up to 20,000 requests, and then copied.
    """
    told = min(requests, ALL_DETAIL) if many else requests
    made = fingerprint([*made_from(), *sorted((env.ROOT / "demo").glob("*.py"))])
    today = datetime.now(UTC).date()

    def fill(environment: dict[str, str]) -> None:
        say(f"Loading the demo with {told:,} requests")
        manage("load_demo", "--requests", str(told), environment=environment)
        if many:
            multiply(with_database(services.postgres.url, HALF_MADE), size=requests)

    template = services.prepare(f"{requests}_{today:%j}_{made}", settings, fill, family="many_" if many else "")
    say("Copying the loaded database")
    services.clone(template, DATABASE)


def _gunicorn(
    services: OwnServices, environment: dict[str, str], name: str, port: int, *application: str
) -> Background:
    arguments = ("--config", "gunicorn.conf.py", "--bind", f"127.0.0.1:{port}", "--log-level", "warning")
    log = services.folder / f"logs/{name}.log"
    return Background("gunicorn", *arguments, *application, environment=environment, log=log)


def memory(master: int) -> float:
    """MiB of a process and its children, pages that they share counted once (PSS, proportional set size)."""
    pids = [master, *map(int, Path(f"/proc/{master}/task/{master}/children").read_text().split())]
    found = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in pids]
    return sum(int(line.split()[1]) for text in found for line in text.splitlines() if line.startswith("Pss:")) / 1024


def _wait_for(server: Connection) -> None:
    """Any answer will do: it means that the application is loaded."""
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            server.ask("GET", "/healthz")
            return
        except OSError as error:
            if time.monotonic() > until:
                raise ServiceFailed(f"No answer from port {server.port}: see build/bench/logs.") from error
            time.sleep(0.2)


def _measure(page: Page, portal: Connection, thin: Connection, found: dict[str, Any]) -> dict[str, Any]:
    """Visit both sides in turn, so that whatever else the machine does falls on both."""
    say(f"Measuring: {page.name}")
    sides = [(portal, page.portal), (thin, page.thin)] if page.portal else [(thin, page.thin)]
    times: list[list[float]] = [[] for _ in sides]
    warm_up, samples = (2, page.samples) if page.samples else (WARM_UP, SAMPLES)
    for sample in range(warm_up + samples):
        for taken, (server, visit) in zip(times, sides, strict=True):
            seconds = _timed(server, visit)
            if sample >= warm_up:
                taken.append(seconds * 1000)
    ours, limit = times[0], times[-1]
    queries = found["queries"].get(page.counted, thin.queries)
    return {
        "kept": {
            "name": page.name,
            "size": found["size"],
            "p50_ms": round(percentile(ours, 0.5), 2),
            "p95_ms": round(percentile(ours, 0.95), 2),
            "queries": queries,
            "limit_p50_ms": round(percentile(limit, 0.5), 2),
        },
        "shown": _shown(page, ours, limit, queries, thin.queries),
    }


def _timed(server: Connection, visit: Callable[[Connection], None]) -> float:
    started = time.perf_counter()
    visit(server)
    return time.perf_counter() - started


def _shown(page: Page, ours: list[float], limit: list[float], queries: int, thin_queries: int) -> list[str]:
    portal = [f"{percentile(ours, share):.1f}" for share in (0.5, 0.95)]
    thin = [f"{percentile(limit, share):.1f}" for share in (0.5, 0.95)]
    ratio = f"{percentile(ours, 0.5) / percentile(limit, 0.5):.2f}"
    if page.portal is None:
        return [page.name, "", "", "", *thin, str(thin_queries), ""]
    return [page.name, *portal, str(queries), *thin, str(thin_queries), ratio]


if __name__ == "__main__":
    sys.exit(main())

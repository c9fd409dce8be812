"""The fault run: real workers, beats, broker, database and mail server, killed and confused while check-ins go out.

`python -m devtools.chaos [--messages N] [--seeds 1,2,3]` prints its table and writes build/chaos.json.
It fails if a message was lost or sent twice. A message whose fate nobody can know is neither: it is
listed as unconfirmed, for a person.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from devtools import env
from devtools.assets import fingerprint
from devtools.bootstrap import BootstrapRefused
from devtools.chaos_calm import Calm, measure
from devtools.chaos_round import DATABASE, DUE_UNTIL, Round, seconds_of_faults
from devtools.chaos_verdict import Seen, invariants
from devtools.demo import say
from devtools.figures import table
from devtools.own_services import OwnServices, end_like_ctrl_c, own_services, run_module, write_json
from devtools.services import ServiceFailed
from devtools.template_database import made_from

RESULT = env.ROOT / "build/chaos.json"
MOST = 100_000
HEADS = ("seed", "messages", "kills", "lost", "doubled", "unconfirmed", "seconds")
SETTINGS = {
    "DEMO": "0",
    "ALLOWED_HOSTS": "127.0.0.1",
    "SITE_URL": "http://127.0.0.1:8000",
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "DEFAULT_FROM_EMAIL": "Common Thread <portal@chaos.example>",
    "FILES_URL": env.NOWHERE["FILES_URL"],
    "TRUSTED_PROXIES": "none",
    "LOG_LEVEL": "WARNING",
}
HOW = """
How: {messages} people, one check-in each, fall due during the first {due:.0f} s; faults for {faults:.0f} s, then calm.
Two workers (one with two processes, one alone) and two beats; every 2 s one of them, or a child, gets kill -9, or is
stopped for a while; now and then a worker loses its database connection, or somebody cancels two messages. Once a run
the broker is emptied, once the postmaster gets kill -9. The mail server refuses connections, answers 421, 450, 550
and 451 at the dot, stalls, hangs for longer than we wait, and drops before its 250.
Not as in production: retries do not wait their minutes, because an UPDATE makes them due at once."""


@dataclass(frozen=True)
class Result:
    """One line of the table, and of the file."""

    seed: int
    messages: int
    kills: int
    lost: int
    doubled: int
    unconfirmed: int
    seconds: float

    def cells(self) -> list[object]:
        return [getattr(self, name) for name in HEADS]


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    end_like_ctrl_c()
    try:
        with own_services("chaos") as services:
            calm = _calm(services, options.messages)
            results = [_run(services, seed, options.messages) for seed in options.seeds]
    except (ServiceFailed, BootstrapRefused) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("Stopped")
        return 130
    runs = [dict(zip(HEADS, result.cells(), strict=True)) for result in results]
    write_json(RESULT, json.dumps({"runs": runs, "calm": asdict(calm)}, indent=2))
    print(f"\n{table(HEADS, [result.cells() for result in results])}")
    print(_how(options.messages))
    return 1 if any(result.lost or result.doubled for result in results) else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m devtools.chaos", description=__doc__)
    parser.add_argument("--messages", type=int, default=10_000, help="how many people are asked in each run")
    parser.add_argument("--seeds", type=_seeds, default=[1, 2, 3], help="a run each: 1,2,3; or none")
    options = parser.parse_args(arguments)
    if not 1 <= options.messages <= MOST:
        parser.error(f"choose from 1 to {MOST:,} messages")
    return options


def _seeds(text: str) -> list[int]:
    return [int(word) for word in text.split(",") if word != "none"]


def _calm(services: OwnServices, messages: int) -> Calm:
    _prepare(services, messages)
    say(f"Without faults: {messages:,} check-ins, and as many from a bare loop")
    calm = measure(services, _settings(services))
    bare = f"from the bare loop in {calm.bare_seconds} s: {calm.ratio:.1f} times"
    say(f"{calm.messages:,} left in {calm.seconds} s, {bare}")
    return calm


def _run(services: OwnServices, seed: int, messages: int) -> Result:
    _prepare(services, messages)
    this = Round(services, seed, messages, _settings(services))
    say(f"Seed {seed}: {messages:,} check-ins fall due, and things go wrong for {this.fault_seconds:.0f} s")
    seen = this.run()
    result = Result(
        seed=seed,
        messages=messages,
        kills=this.kills,
        lost=len(seen.lost),
        doubled=len(seen.doubled),
        unconfirmed=seen.count("unconfirmed"),
        seconds=round(this.seconds, 1),
    )
    _tell(seed, seen)
    return result


def _settings(services: OwnServices) -> dict[str, str]:
    static = services.folder / "staticfiles"
    static.mkdir(exist_ok=True)
    return {**SETTINGS, "STATIC_ROOT": str(static)}


def _prepare(services: OwnServices, messages: int) -> None:
    """A fresh copy of the filled database; it is filled only when its size or what makes it changed."""
    settings = _settings(services)
    made = fingerprint([*made_from(), env.ROOT / "devtools/chaos_fill.py"])

    def fill(environment: dict[str, str]) -> None:
        say(f"Making {messages:,} people and their check-ins")
        run_module("devtools.chaos_fill", str(messages), environment=environment)

    services.clone(services.prepare(f"{messages}_{made}", settings, fill), DATABASE)


def _tell(seed: int, seen: Seen) -> None:
    """What became of the messages, and whether each invariant held."""
    states = sorted({row.state for row in seen.rows})
    say(
        f"Seed {seed}: {len(seen.accepted)} accepted; "
        + ", ".join(f"{seen.count(state)} {state}" for state in states)
        + f", of which {sum(row.is_put_off for row in seen.rows)} wait for the morning"
    )
    for sentence, failures in invariants(seen):
        print(f"    {'holds' if not failures else f'FAILS {failures} times'}: {sentence}")
    for what, names in (("lost", seen.lost), ("doubled", seen.doubled)):
        for name in names[:10]:
            print(f"    {what}: {name}")


def _how(messages: int) -> str:
    faults = seconds_of_faults(messages)
    return HOW.format(messages=f"{messages:,}", due=faults * DUE_UNTIL, faults=faults)


if __name__ == "__main__":
    sys.exit(main())

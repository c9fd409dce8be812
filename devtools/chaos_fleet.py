"""Two workers and two beats that are killed and started again. Ends only what it started, children included."""

import signal
from collections.abc import Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from random import Random
from typing import Self

import psutil

from devtools.processes import Background

CELERY = ("--app", "tta_portal", "--quiet")
QUIET = ("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING")
SLOTS: dict[str, tuple[str, ...]] = {
    "worker in processes": ("worker", "--pool", "prefork", "--concurrency", "2", *QUIET),
    "worker alone": ("worker", "--pool", "solo", *QUIET),
    "beat": ("beat", "--pidfile=", "--loglevel", "WARNING"),
    "second beat": ("beat", "--pidfile=", "--loglevel", "WARNING"),
}
VICTIMS = ("worker in processes", *["its child"] * 4, *["worker alone"] * 2, "beat", "second beat")


class Fleet:
    """The portal's processes of one run, by what they are there for."""

    def __init__(self, environment: Mapping[str, str], folder: Path, rng: Random) -> None:
        self.environment, self.folder, self.rng = environment, folder, rng
        self.numbers = count(1)
        self.running: dict[str, Background] = {}
        self.stopped: list[psutil.Process] = []
        self.orphans: list[psutil.Process] = []
        self.kills = 0

    def __enter__(self) -> Self:
        self.fill_up()
        return self

    def __exit__(self, *exc: object) -> None:
        for slot in list(self.running):
            self._kill(slot)
        for orphan in self.orphans:
            with suppress(psutil.NoSuchProcess):
                orphan.kill()  # psutil looks at the start time first: a number used again is somebody else's

    def fill_up(self) -> None:
        """Start what does not run: also what ended by itself, as any process manager would."""
        for slot in SLOTS:
            if slot not in self.running or not self.running[slot].running():
                self._start(slot)

    def strike(self) -> None:
        """Kill one process without warning, and start another."""
        victim = self.rng.choice(VICTIMS)
        if victim == "its child":
            children = self._children("worker in processes")
            if children:
                self._kill_process(self.rng.choice(children))
                self.kills += 1
            return
        self._kill(victim)
        self.kills += 1
        self._start(victim)

    def freeze(self) -> None:
        """Stop one process in the middle of what it does. It keeps what it holds, and goes on later."""
        victims = [*self._children("worker in processes"), *self._process("worker alone")]
        if victims:
            victim = self.rng.choice(victims)
            with suppress(psutil.NoSuchProcess):
                victim.suspend()
                self.stopped.append(victim)

    def thaw(self) -> None:
        """Let the frozen go on."""
        for process in self.stopped:
            with suppress(psutil.NoSuchProcess):
                process.resume()
        self.stopped.clear()

    def _start(self, slot: str) -> None:
        number = next(self.numbers)
        more = ("--schedule", str(self.folder / f"beat-{number}")) if "beat" in slot else ("-n", f"w{number}@%h")
        log = self.folder / f"{number:03}-{slot.replace(' ', '-')}.log"
        self.running[slot] = Background("celery", *CELERY, *SLOTS[slot], *more, environment=self.environment, log=log)

    def _kill(self, slot: str) -> None:
        """kill -9 of the process alone. Children of a killed worker stay behind, as they would anywhere."""
        background = self.running.pop(slot)
        self.orphans += self._children_of(background)
        background.process.send_signal(signal.SIGKILL)
        background.process.wait()

    def _kill_process(self, process: psutil.Process) -> None:
        with suppress(psutil.NoSuchProcess):
            process.kill()

    def _process(self, slot: str) -> list[psutil.Process]:
        background = self.running.get(slot)
        if background is None or not background.running():
            return []
        with suppress(psutil.NoSuchProcess):
            return [psutil.Process(background.process.pid)]
        return []

    def _children(self, slot: str) -> list[psutil.Process]:
        background = self.running.get(slot)
        return self._children_of(background) if background else []

    def _children_of(self, background: Background) -> list[psutil.Process]:
        with suppress(psutil.NoSuchProcess):
            return list(psutil.Process(background.process.pid).children(recursive=True))
        return []

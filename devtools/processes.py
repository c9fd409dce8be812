"""The portal's processes as one: they start together, and nothing of them stays when they end."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from honcho.manager import Manager
from honcho.process import Popen, Process

from devtools.env import ROOT
from devtools.services import STOP_SECONDS, ServiceFailed, tether


class Background:
    """A module of ours that runs beside what we do, in a process group of its own."""

    def __init__(self, module: str, *arguments: str, environment: Mapping[str, str], log: Path) -> None:
        self.module = module
        self.log = log
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                cwd=ROOT,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=tether(signal.SIGTERM),
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        if self.running():
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait()

    def running(self) -> bool:
        return self.process.poll() is None

    def finish(self) -> None:
        """Wait for it; show what it said if it failed."""
        if self.process.wait():
            raise ServiceFailed(f"{self.module} failed:\n{self.log.read_text(errors='replace')}")


class TetheredPopen(Popen):
    """Ends when the process that reads its output ends."""

    def __init__(self, cmd: str, **options: Any) -> None:
        super().__init__(cmd, preexec_fn=tether(signal.SIGTERM), **options)


class TetheredProcess(Process):
    """Ends with us, even when we are killed: then nobody holds the port for the next start."""

    def run(self, events: Any = None, ignore_signals: bool = False) -> None:
        if end_with_parent := tether(signal.SIGKILL):
            end_with_parent()
        self._child_ctor = TetheredPopen
        super().run(events, ignore_signals)


class Group(Manager):
    """honcho's manager, which also says which process was the first to end."""

    def __init__(self, on_start: Callable[[], None]) -> None:
        super().__init__()
        self._process_ctor = TetheredProcess
        self._on_start = on_start
        self.ended_by_itself: list[str] = []

    def _start(self) -> None:
        super()._start()
        self._on_start()

    def terminate(self) -> None:
        if not self._terminating:
            self.ended_by_itself = [name for name, process in self._processes.items() if "returncode" in process]
        super().terminate()

    def end_the_rest(self) -> None:
        """Something went wrong in here, say nobody reads our output any more: still leave nothing running."""
        left = [process for process in self._processes.values() if process.get("process")]
        for process in left:
            if "pid" in process and "returncode" not in process:
                self._procmgr.terminate(process["pid"])
        for process in left:
            process["process"].join(STOP_SECONDS)
            process["process"].kill()


def run_until_stopped(
    commands: Mapping[str, str], *, environment: Mapping[str, str], on_start: Callable[[], None]
) -> int:
    """Run shell commands side by side until one ends or we are told to stop; then end them all."""
    group = Group(on_start)
    for name, command in commands.items():
        group.add_process(name, command, env=dict(environment), cwd=str(ROOT))
    try:
        group.loop()
    finally:
        group.end_the_rest()
    for name in group.ended_by_itself:
        print(f"{name} ended by itself, so everything else was stopped; its last lines stand above.", file=sys.stderr)
    return 1 if group.ended_by_itself else group.returncode

"""An SMTP server on loopback that misbehaves by its seed.

What it accepts it writes down before it says so, in a file that only grows: that file is the truth
the run is judged by. SIGUSR1 makes it behave from then on.
"""

import asyncio
import os
import re
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random

LARGEST = 4 * 1024 * 1024
LONGER_THAN_THE_CLIENT_WAITS = 33.0  # its timeout is 30 s
HANG_AFTER_SECONDS = 15
REFUSE_EVERY, REFUSE_FOR = (8.0, 14.0), (0.5, 1.5)
BUSY_AT_HELLO = 0.08
AFTER_THE_DOT = (  # the first whose share covers the draw; what is left is a plain 250
    ("451", 0.020),
    ("421", 0.010),
    ("stall", 0.010),
    ("drop accepted", 0.004),
    ("drop refused", 0.003),
)
AT_THE_ENVELOPE = (("421", 0.004), ("450", 0.006), ("550", 0.002))
ANSWERS = {"QUIT": "221 bye", "EHLO": "250-sink\r\n250 PIPELINING", "HELO": "250 sink"}
MESSAGE_ID = re.compile(rb"^Message-ID:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


class Sink:
    """Draws what goes wrong next, and keeps the book."""

    def __init__(self, port: int, seed: int, book: Path) -> None:
        self.port = port
        self.rng = Random(seed)  # noqa: S311  (a repeatable fault, not a secret)
        self.book = os.open(book, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self.misbehaves = True
        self.has_hung = False
        self.started = time.monotonic()

    def draw(self, faults: tuple[tuple[str, float], ...]) -> str:
        """The name of a fault, or nothing."""
        if not self.misbehaves:
            return ""
        left = self.rng.random()
        for name, share in faults:
            if left < share:
                return name
            left -= share
        return ""

    def hangs_now(self) -> bool:
        """Once a run, keep silent for longer than the client waits."""
        due = self.misbehaves and not self.has_hung and time.monotonic() - self.started > HANG_AFTER_SECONDS
        self.has_hung = self.has_hung or due
        return due

    def accept(self, content: bytes, address: str) -> None:
        found = MESSAGE_ID.search(content)
        name = found[1].decode() if found else "none"
        os.write(self.book, f"{name}\t{address}\n".encode())

    async def serve(self) -> None:
        """Listen; while misbehaving, not all the time: a port where nobody listens refuses connections."""
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, self._behave)
        while True:
            server = await asyncio.start_server(self.talk, "127.0.0.1", self.port, limit=LARGEST)
            await asyncio.sleep(self.rng.uniform(*REFUSE_EVERY))
            while not self.misbehaves:
                await asyncio.sleep(3600)
            server.close()
            await asyncio.sleep(self.rng.uniform(*REFUSE_FOR))

    def _behave(self) -> None:
        self.misbehaves = False

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            await Conversation(self, reader, writer).run()
        writer.transport.abort()


class Conversation:
    """One connection: as much of SMTP as the portal speaks."""

    def __init__(self, sink: Sink, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.sink, self.reader, self.writer = sink, reader, writer
        self.address = ""

    async def run(self) -> None:
        if self.sink.misbehaves and self.sink.rng.random() < BUSY_AT_HELLO:
            await self.say("421 too busy")
            return
        await self.say("220 sink")
        while line := await self.reader.readline():
            verb = line[:4].upper().decode("ascii", "replace").strip()
            if verb == "DATA":
                if not await self.take_message():
                    return
            elif not await self.answer(verb, line):
                return

    async def say(self, words: str) -> None:
        self.writer.write(f"{words}\r\n".encode())
        await self.writer.drain()

    async def answer(self, verb: str, line: bytes) -> bool:
        """Whether the conversation goes on."""
        if verb == "RCPT":
            return await self.take_address(line)
        await self.say(ANSWERS.get(verb, "250 ok"))
        return verb != "QUIT"

    async def take_address(self, line: bytes) -> bool:
        self.address = line.decode("utf-8", "replace").partition("<")[2].partition(">")[0]
        fault = self.sink.draw(AT_THE_ENVELOPE)
        if fault:
            self.address = ""
        await self.say({"421": "421 closing", "450": "450 later", "550": "550 no such user"}.get(fault, "250 ok"))
        return fault != "421"

    async def take_message(self) -> bool:
        """Without its final dot a message does not exist: reading on to the end of the line raises."""
        if not self.address:
            await self.say("503 to whom?")
            return True
        await self.say("354 go on")
        content = await self.reader.readuntil(b"\r\n.\r\n")
        fault = self.sink.draw(AFTER_THE_DOT)
        if fault in {"451", "421"}:
            await self.say(f"{fault} not now")
            return fault == "451"
        if fault == "drop refused":
            return False
        if self.sink.hangs_now():
            await asyncio.sleep(LONGER_THAN_THE_CLIENT_WAITS)
        if fault == "stall":
            await asyncio.sleep(self.sink.rng.uniform(1, 3))
        self.sink.accept(content, self.address)
        if fault == "drop accepted":
            return False
        await self.say("250 accepted")
        return True


if __name__ == "__main__":
    asyncio.run(Sink(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])).serve())

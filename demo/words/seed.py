"""The shape of a request's texts."""

from __future__ import annotations

from dataclasses import dataclass

ANYWHERE = ("state", "local", "tribal", "territorial", "freely_associated")


@dataclass(frozen=True)
class Seed:
    """One need with everything that is said about it. `{place}` stands for where it is.

    The need's first sentence becomes the request's title, as it does in the form.
    """

    topic: str
    need: str
    hoped: str
    why: str
    reply: str
    heard: str
    goals: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    done: tuple[str, ...]
    who: str
    note: str
    voice: str
    remaining: str
    changed: str = "practice"
    answer: str = ""  # of a question that has a short one
    kinds: tuple[str, ...] = ANYWHERE

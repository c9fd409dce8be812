"""A lifecycle is a table: moves with their guards, from which buttons, API, diagram and tests are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tta_portal.accounts.roles import Permission

BACK = "back"


@dataclass(frozen=True)
class Guard:
    """A fact of the thing that must hold; the sentence tells the person what to do when it does not."""

    fact: str
    sentence: str

    def holds(self, thing: Any) -> bool:
        return bool(getattr(thing, self.fact))


@dataclass(frozen=True)
class Move:
    """One change of state. `permissions`: any one of them will do. Target BACK: where it was held from."""

    label: str
    sources: tuple[str, ...]
    target: str
    permissions: tuple[Permission, ...]
    guards: tuple[Guard, ...] = ()

    def first_unmet(self, thing: Any) -> Guard | None:
        """The first guard that does not hold, or None."""
        return next((guard for guard in self.guards if not guard.holds(thing)), None)


def diagram(moves: Mapping[str, Move], labels: Mapping[str, str]) -> str:
    """Draw the table as a Mermaid state diagram; `docs/lifecycle.md` keeps a copy that a test compares."""
    lines = ["stateDiagram-v2"]
    lines += [f"    {value}: {label}" for value, label in labels.items()]
    for move in moves.values():
        if move.target == BACK:
            lines += [f"    {source} --> {source}: {move.label} (back to where it was)" for source in move.sources]
        else:
            lines += [f"    {source} --> {move.target}: {move.label}" for source in move.sources]
    return "\n".join(lines)

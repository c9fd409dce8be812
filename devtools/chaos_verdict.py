"""What a fault run must not have done, judged from what the database says and what the mail server accepted."""

from collections import Counter
from dataclasses import dataclass, field

STOPPED, NIGHT = "stopped", "night"  # addresses that begin so asked us to stop, or are where it is night
LISTED = {"unconfirmed", "dead"}
STOPPED_FOR_A_REASON = {"cancelled", "suppressed"}


@dataclass(frozen=True)
class Row:
    """One message as the database has it. `is_put_off`: waiting for its recipient's working hours."""

    message_id: str
    address: str
    state: str
    is_put_off: bool = False


@dataclass(frozen=True)
class Seen:
    """All that was seen of one run when it had ended."""

    people: frozenset[str]
    rows: tuple[Row, ...]
    accepted: tuple[tuple[str, str], ...]  # (Message-ID, address), in the order of the book
    cancelled: frozenset[str] = field(default_factory=frozenset)  # Message-IDs whose cancelling was committed
    check_ins_left: int = 0

    def count(self, *states: str) -> int:
        return sum(row.state in states for row in self.rows)

    @property
    def lost(self) -> list[str]:
        """People who got no mail although nothing says why: not listed, cancelled, suppressed or waiting for hours."""
        reached = {address for _, address in self.accepted}
        explained = {row.address for row in self.rows if row.state in LISTED | STOPPED_FOR_A_REASON or row.is_put_off}
        return sorted(self.people - reached - explained)

    @property
    def doubled(self) -> list[str]:
        """Copies too many, by Message-ID; or by address, where one person got two different messages."""
        copies = Counter(name for name, _ in self.accepted)
        people = Counter(address for _, address in set(self.accepted))
        by_name = [name for name, count in copies.items() for _ in range(count - 1)]
        return sorted([*by_name, *(address for address, count in people.items() for _ in range(count - 1))])


def invariants(seen: Seen) -> list[tuple[str, int]]:
    """Each sentence of what must hold, with how often it did not."""
    accepted = {name for name, _ in seen.accepted}
    addresses = [address for _, address in seen.accepted]
    waiting = [row for row in seen.rows if row.state in {"due", "retry", "claimed", "sending"} and not row.is_put_off]
    return [
        ("nothing is lost: accepted, listed, or stopped for a reason", len(seen.lost)),
        ("at most one accepted copy of each message, one message a person", len(seen.doubled)),
        ("every due row ends: nothing waits, nothing is held", len(waiting) + seen.check_ins_left),
        (
            "what is called sent was accepted",
            sum(r.state == "sent" and r.message_id not in accepted for r in seen.rows),
        ),
        ("nothing to an address that asked us to stop", sum(a.startswith(STOPPED) for a in addresses)),
        ("nothing outside the recipient's working hours", sum(a.startswith(NIGHT) for a in addresses)),
        ("a cancelled message is not sent", len(accepted & seen.cancelled)),
    ]

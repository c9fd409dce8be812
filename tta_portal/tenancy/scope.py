"""Put a network (the tenant) in force, or find out which one is.

The setting that Postgres's row-level security reads is always local to the transaction:
a session-level one outlives the request on a pooled connection.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DatabaseError, connection, transaction

ENTER = "SELECT set_config('app.network', %(network_in_force)s, true)"
_network_id: ContextVar[int | None] = ContextVar("network_id", default=None)
_known: ContextVar[Any] = ContextVar("known_network", default=None)


class NoNetworkInForce(RuntimeError):
    """A tenant model was touched outside a network's scope."""

    def __init__(self, what: str = "This query") -> None:
        super().__init__(f"{what} needs a network in force: wrap it in network_scope(network.pk).")


def network_in_force() -> int | None:
    """Return the id of the network in force, or None."""
    return _network_id.get()


def known_network(network_id: int) -> Any:
    """The network in force, if it was read already and is this one; saves asking for it again and again."""
    network = _known.get()
    return network if network is not None and network.pk == network_id == _network_id.get() else None


def know(network: Any) -> None:
    """Say what the network in force is: everything read in its scope then points to this object."""
    if network.pk == _network_id.get():
        _known.set(network)


def current_network_id() -> int:
    """Return the id of the network in force; raise NoNetworkInForce outside a scope."""
    network_id = _network_id.get()
    if network_id is None:
        raise NoNetworkInForce
    return network_id


@contextmanager
def network_scope(network_id: int | None) -> Iterator[None]:
    """Open a transaction in which only this network exists; entering another inside it raises."""
    if network_id is None:
        raise NoNetworkInForce("A scope")
    inside = _network_id.get()
    if inside is not None and inside != network_id:
        raise RuntimeError(f"Network {inside} is in force; leave its scope before entering network {network_id}.")
    token, known = _network_id.set(network_id), _known.set(_known.get() if inside is not None else None)
    try:
        with transaction.atomic():
            if inside is None:
                _tell_postgres("app.network", str(network_id))
            yield
    finally:
        _network_id.reset(token)
        _known.reset(known)
        if inside is None and connection.in_atomic_block and not connection.needs_rollback:
            _tell_postgres("app.network", "")


def asked_alone(network_id: int, question: str, values: dict[str, Any]) -> Any:
    """The first answer to one statement, run in a transaction of its own in which only this network exists.

    One trip to the database, where a scope makes four: what runs once a message asks this way.
    """
    if connection.in_atomic_block:
        raise RuntimeError("A statement that stands alone cannot be part of a transaction.")
    try:
        with connection.cursor() as cursor:
            # statements that are sent as one are one transaction
            cursor.execute(f"{ENTER}; {question}", {"network_in_force": str(network_id), **values})
            cursor.nextset()
            return cursor.fetchone()[0]
    except DatabaseError:
        connection.close_if_unusable_or_obsolete()  # as the end of a transaction would: the next one connects again
        raise


@contextmanager
def person_scope(user_id: int) -> Iterator[None]:
    """Open a transaction in which a person's own memberships can be read, of whatever network."""
    with transaction.atomic():
        _tell_postgres("app.person", str(user_id))
        try:
            yield
        finally:
            if not connection.needs_rollback:
                _tell_postgres("app.person", "")


def _tell_postgres(setting: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [setting, value])

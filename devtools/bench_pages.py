"""The rows of the benchmark: for each, what a visit to the portal is, and what the same visit to thin is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import urlencode

from devtools.keepalive import Connection

Visit = Callable[[Connection], None]


@dataclass(frozen=True)
class Page:
    """Without `portal` thin is measured alone: the floor under every signed-in page."""

    name: str
    thin: Visit
    portal: Visit | None = None
    counted: str = ""
    samples: int = 0  # 0: as many as usual; fewer where one visit takes long


def pages(found: dict[str, Any]) -> Iterator[Page]:
    """Everything that is measured, in the order in which it is shown; what changes data comes last."""
    base, portal, thin = f"/{found['network']}", found["sessions"]["portal"], found["sessions"]["thin"]
    yield Page("hello, signed in (thin alone)", _get(f"{base}/", thin["provider"]))
    yield Page(
        "caseload, whole page",
        _get(f"{base}/caseload/", thin["provider"]),
        _get(f"{base}/caseload/", portal["provider"]),
        "caseload",
    )
    yield Page(
        "caseload, htmx part",
        _get(f"{base}/caseload/rows/", thin["provider"]),
        _get(f"{base}/caseload/", portal["provider"], htmx=True),
        "caseload part",
    )
    narrowed = f"?view=all&topic={found['submission']['topic']}&urgency=routine"
    yield Page(
        "caseload, filtered",
        _get(f"{base}/caseload/filtered/{narrowed}", thin["provider"]),
        _get(f"{base}/caseload/{narrowed}", portal["provider"], htmx=True),
        "filtered",
    )
    yield Page(
        "board",
        _get(f"{base}/board/", thin["provider"]),
        _get(f"{base}/caseload/board/?view=all", portal["provider"]),
        "board",
    )
    for name, words in found["words"].items():
        search = f"{base}/search/?{urlencode({'q': words})}"
        yield Page(f"search, {name}", _get(search, thin["provider"]), _get(search, portal["provider"]), name)
    one = f"{base}/requests/{found['number']}/"
    yield Page("request page", _get(one, thin["provider"]), _get(one, portal["provider"]), "request")
    yield from equity_pages(found)
    new = f"{base}/requests/new/"
    yield Page(
        "submit a request",
        _post(new, found["submission"], thin["requester"]),
        _post(new, found["submission"], portal["requester"]),
        "submit",
    )
    tags = (f"bench {number}" for number in count())
    yield Page(
        "bulk of 100: a tag",
        _bulk(f"{base}/bulk/", tags, found["bulk"], thin["provider"]),
        _bulk(f"{base}/caseload/bulk/", tags, found["bulk"], portal["provider"]),
        "bulk",
        samples=12,
    )
    yield Page(
        f"export of {found['exported']:,} rows",
        _get(f"{base}/export/", thin["provider"]),
        _get(f"{base}/caseload/export.csv?view=all&ended=1", portal["provider"]),
        "export",
        samples=8,
    )
    keys = iter(found["keys"])
    answer = _answer(keys, found["answer"])
    yield Page("answer a check-in", answer, answer, "check-in")


def equity_pages(found: dict[str, Any]) -> Iterator[Page]:
    """The usual view, from the summaries; and the same counted from every request, while a worker's tables rest."""
    base, portal, thin = f"/{found['network']}", found["sessions"]["portal"], found["sessions"]["thin"]
    equity = f"{base}/equity/"
    yield Page("equity, usual view", _get(f"{equity}kept/", thin["admin"]), _get(equity, portal["admin"]), "equity")
    yield Page(
        "equity, counted anew",
        _get(equity, thin["admin"]),
        _get(f"{equity}?anew=1", portal["admin"]),
        "equity anew",
        samples=20,
    )


def _get(path: str, session: str, *, htmx: bool = False) -> Visit:
    return lambda server: server.get(path, session=session, htmx=htmx)


def _post(path: str, fields: dict[str, str], session: str) -> Visit:
    return lambda server: server.post(path, fields, session=session, expect=302)


def _bulk(path: str, tags: Iterator[str], numbers: list[str], session: str) -> Visit:
    """Each visit puts another tag on the same hundred requests."""
    return lambda server: server.post(
        path, {"verb": "tag", "go": "1", "number": numbers, "name": next(tags)}, session=session
    )


def _answer(keys: Iterator[str], answer: dict[str, str]) -> Visit:
    """Each visit answers another check-in: the first answer is the one that counts."""
    return lambda server: server.post(f"/check-in/{next(keys)}/", answer)

"""The same thing done to many requests: what can be done is done, and each refusal is reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from requests_app.actions import moves, sorting, team
from requests_app.models import TTARequest
from tta_portal.accounts.models import Membership
from tta_portal.errors import Refused

BULK: dict[str, Callable[..., Any]] = {
    "assign": team.assign_lead,
    "tag": sorting.add_tag,
    "hold": moves.hold,
    "close": moves.close,
}

# Nothing of a single request can stand against these.
AT_ONCE: dict[str, Callable[..., Any]] = {"tag": sorting.add_tag_to_all}


@dataclass
class Outcome:
    """How many were done, and why the others were not."""

    done: int = 0
    refused: list[tuple[TTARequest, str]] = field(default_factory=list)


@transaction.atomic
def do_to_all(verb: str, tta_requests: Iterable[TTARequest], *, by: Membership, **fields: Any) -> Outcome:
    """Do one of BULK to each request, in a savepoint each, so that one refusal undoes only itself."""
    outcome, action, chosen = Outcome(), BULK[verb], list(tta_requests)
    if verb in AT_ONCE:
        AT_ONCE[verb](chosen, by=by, **fields)
        return Outcome(done=len(chosen))
    for tta_request in chosen:
        try:
            with transaction.atomic():
                action(tta_request, by=by, **fields)
        except (Refused, PermissionDenied) as no:
            outcome.refused.append((tta_request, str(no)))
        else:
            outcome.done += 1
    return outcome

"""Reply templates: the names that stand for something, filled in for one request."""

from __future__ import annotations

import re

from requests_app.models import TTARequest
from tta_portal.accounts.models import Membership

VARIABLES = {
    "first_name": "the requester's first name",
    "name": "the requester's name",
    "organization": "the health department",
    "number": "the request's number",
    "title": "the request's title",
    "my_name": "your name",
    "network": "the network's name",
}
EXAMPLE = {
    "first_name": "Ana",
    "name": "Ana Cole",
    "organization": "Delta County Health Department",
    "number": "12",
    "title": "Our nurses need a plan for heat emergencies",
}
PLACE = re.compile(r"\{\s*(\w+)\s*\}")


def filled(body: str, tta_request: TTARequest, *, by: Membership) -> str:
    """The template's words for this request. A name it does not know stays as it is, for all to see."""
    requester = tta_request.requester.user
    values = {
        "first_name": requester.first_name,
        "name": requester.name,
        "organization": tta_request.organization.name,
        "number": str(tta_request.number),
        "title": tta_request.title,
        "my_name": by.user.name,
        "network": tta_request.network.name,
    }
    return _fill(body, values)


def example(body: str, *, by: Membership) -> str:
    """The template's words for an invented request."""
    return _fill(body, EXAMPLE | {"my_name": by.user.name, "network": by.network.name})


def unknown_names(body: str) -> list[str]:
    """Names in braces that stand for nothing."""
    return [name for name in PLACE.findall(body) if name not in VARIABLES]


def _fill(body: str, values: dict[str, str]) -> str:
    return PLACE.sub(lambda place: values.get(place[1], place[0]), body)

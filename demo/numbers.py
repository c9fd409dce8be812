"""What the national network of the demo shows of its numbers: panels to everybody, and a report by schedule."""

from __future__ import annotations

from demo.people import Person
from equity import actions
from equity.board import actions as board
from equity.board.models import Rhythm
from equity.dimensions import JURISDICTION_TYPE, RURAL_URBAN
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Role

PUBLIC = (
    ("overview", RURAL_URBAN.field),
    ("overview", JURISDICTION_TYPE.field),
    ("reach", RURAL_URBAN.field),
    ("quality", RURAL_URBAN.field),
)


def show_numbers(people: dict[Role, Person]) -> None:
    """Four panels for everybody; each month the report for the administrator who chose so, and the analyst."""
    readers = [people[role].id for role in (Role.ADMINISTRATOR, Role.ANALYST)]
    members = Membership.objects.select_related("user", "network").in_bulk(readers)
    administrator = members[people[Role.ADMINISTRATOR].id]
    actions.publish(PUBLIC, by=administrator)
    board.set_schedule(
        by=administrator, rhythm=Rhythm.MONTHLY, split=RURAL_URBAN.field, members=[members[pk] for pk in readers]
    )

"""Who stands out among many recipients."""

from __future__ import annotations

import pytest

from equity.periods import PeriodChoice, period_of
from equity.recipients import stand_out
from tests import factories
from tests.equity.places import Asker, make_departments


@pytest.fixture
def crowd(network):
    """Twenty departments with nine of ten in time; one with one of ten; one with four requests in all."""
    asker, departments = Asker(), make_departments(22, rural_urban="metro")
    for department in departments[:20]:
        asker.save(*(asker.ask(department, replied_after=5 if n else 60) for n in range(10)))
    asker.save(*(asker.ask(departments[20], replied_after=60 if n else 5) for n in range(10)))
    asker.save(*(asker.ask(departments[21], replied_after=60) for _ in range(4)))
    return departments


def test_only_who_is_beyond_the_limit_is_named(network, crowd):
    found = stand_out(period_of(PeriodChoice.LAST_YEAR, zone=network.time_zone))

    assert (found.compared, found.places["very low"]) == (21, 1)
    assert found.baseline == pytest.approx(181 / 210)
    (outside,) = found.outside
    assert (outside.recipient.pk, outside.share) == (crowd[20].pk, 0.1)
    assert outside.limit > 0.4


def test_the_team_reads_names_and_the_analyst_does_not(network, crowd, administrator, sign_in):
    for member, is_named in ((administrator, True), (factories.make_member("analyst"), False)):
        page = sign_in(member).get("/north/equity/recipients/").content.decode()

        assert (crowd[20].name in page) is is_named
        assert ("fewer than 11" in page) is not is_named
        assert crowd[0].name not in page


def test_nothing_due_says_so(network, administrator, sign_in):
    page = sign_in(administrator).get("/north/equity/recipients/").content.decode()

    assert "Too few replies were due" in page

"""Who stands out among many recipients."""

from __future__ import annotations

import pytest
from scipy import stats

from equity import recipients
from equity.funnel_charts import funnel
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


def test_the_funnel_holds_every_department_once(network, crowd):
    period = period_of(PeriodChoice.LAST_YEAR, zone=network.time_zone)

    chart = funnel(stand_out(period), period)

    assert chart["points"] == [[10, 10.0, 1, "very low"], [10, 90.0, 20, "inside"]]
    assert chart["baseline"] == 86.2
    assert chart["table_rows"][1] == ["10 to 19", "21", "1", "0", "20", "0", "0"]
    assert [row[1] for row in chart["table_rows"]] == ["0", "21", "0", "0"]
    first, *_, last = chart["limits"]
    assert (first[0], last[0]) == (2, 20)
    assert last[1] == 100 * stats.binom.ppf(0.025, 20, 181 / 210) / 20
    assert last[3] == 100 * stats.binom.ppf(0.001, 20, 181 / 210) / 20
    assert last[2] == 100 * stats.binom.isf(0.025, 20, 181 / 210) / 20


def test_the_funnel_is_for_those_who_may_see_each_department(network, crowd, administrator, sign_in):
    staff, analyst = sign_in(administrator), sign_in(factories.make_member("analyst"))

    page = staff.get("/north/equity/recipients/").content.decode()

    assert "<td>21</td><td>1</td><td>0</td><td>20</td>" in page
    assert "10 to 19 replies due: 21 departments, 1 outside the limits" in page
    assert "1 of 21 departments lie below" in staff.get("/north/equity/pictures/funnel.svg").content.decode()
    assert "Replies in time, by how many were due" not in analyst.get("/north/equity/recipients/").content.decode()
    assert analyst.get("/north/equity/pictures/funnel.svg").status_code == 403


def test_the_heading_counts_also_those_that_are_not_listed(network, crowd, administrator, sign_in, monkeypatch):
    monkeypatch.setattr(recipients, "MOST", 0)

    page = sign_in(administrator).get("/north/equity/recipients/").content.decode()

    assert "1 health department is answered in time less often than chance explains" in page
    assert crowd[20].name not in page


def test_without_replies_there_is_no_funnel(network, administrator, sign_in):
    refused = sign_in(administrator).get("/north/equity/pictures/funnel.svg")

    assert (refused.status_code, "Too few replies were due" in refused.content.decode()) == (409, True)


def test_nothing_due_says_so(network, administrator, sign_in):
    page = sign_in(administrator).get("/north/equity/recipients/").content.decode()

    assert "Too few replies were due" in page

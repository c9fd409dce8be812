"""Who falls silent against their own rhythm, who was never heard of, and reaching out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from relationships.models import Touch
from relationships.radar import actions, quiet
from relationships.radar.models import Outreach
from requests_app.models import Task
from tests.factories import make_jurisdiction, make_member, make_organization, make_topic
from tests.relationships.depth.conftest import TODAY, Recipient, noon

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(noon(TODAY))


@pytest.fixture
def recipient(requester, provider):
    return Recipient(requester, provider, make_topic())


def silent():
    return [(one.organization_id, one.last_on, one.usual) for one in quiet.silent(on=TODAY)]


@pytest.mark.parametrize(
    ("contacts", "is_silent"),
    [
        ((71, 51, 31), False),  # usually 20 days, now 31: under twice as long
        ((61, 46, 31), True),  # usually 15, now 31
        ((60, 45, 30), False),  # 30 days are not over 30
        ((62, 47, 31), False),  # 15.5, so 31 is just twice as long
        ((47, 31), False),  # two contacts are no rhythm
        ((431, 231, 41, 36, 31), False),  # 97.5
        ((231, 41, 36, 31), True),  # one long silence before does not change the usual 5
    ],
)
def test_silent_against_ones_own_rhythm(recipient, contacts, is_silent):
    for days_ago in contacts:
        recipient.is_touched(days_ago)

    assert bool(silent()) is is_silent


def test_what_is_known_of_a_silence(recipient):
    for days_ago in (100, 90, 70):
        recipient.is_touched(days_ago)

    assert silent() == [(recipient.organization.pk, TODAY - 70 * DAY, 15.0)]


def test_who_was_never_heard_of(recipient):
    recipient.is_touched(900)
    asked = make_member("requester")
    Recipient(asked, recipient.lead, recipient.topic).asks(900)
    plain = make_organization(jurisdiction=make_jurisdiction(rural_urban="metro", vulnerability="q1"))
    tribal = make_organization(jurisdiction=make_jurisdiction(jurisdiction_type="tribal"))
    make_organization(eligible_from=TODAY + DAY)
    make_organization(eligible_from=date(2020, 1, 1), eligible_until=TODAY)

    assert quiet.never_heard_of(on=TODAY) == [tribal.pk, plain.pk]


def test_one_click_logs_a_contact_and_the_outreach(recipient, sign_in):
    client = sign_in(recipient.lead)

    back = client.post(f"/north/quiet/{recipient.organization.pk}/log/?view=never", {"answered": "no"})
    tried = Outreach.objects.get()
    client.post(f"/north/quiet/{recipient.organization.pk}/log/", {"answered": "yes", "note": "Ana is back in May."})

    assert back["Location"] == "/north/quiet/?view=never"
    assert (tried.state, tried.assigned_to) == ("made", recipient.lead)
    assert Outreach.objects.get().state == "answered"
    rows = Touch.objects.order_by("pk").values_list("is_two_way", "is_outreach", "words")
    assert list(rows) == [(False, True, ""), (True, True, "Ana is back in May.")]


def test_bad_input_loses_nothing(recipient, sign_in):
    page = sign_in(recipient.lead).post(
        f"/north/quiet/{recipient.organization.pk}/log/", {"answered": "perhaps", "note": "Ana is back in May."}
    )

    assert "Ana is back in May." in page.text
    assert Touch.objects.count() == 0


def test_given_to_somebody_and_then_to_another(recipient, sign_in):
    other = make_member("provider", name="Zoe Other")
    client = sign_in(recipient.lead)
    for who in (recipient.lead, other):
        client.post(f"/north/quiet/{recipient.organization.pk}/plan/", {"assigned_to": who.pk, "note": "Heat season"})

    assert (Outreach.objects.get().assigned_to, Task.objects.get().assigned_to) == (other, other)

    actions.log(recipient.organization, by=other, answered=True)

    assert Task.objects.get().outcome == "They answered."


def test_recipients_neither_see_nor_do_it(recipient, sign_in):
    client = sign_in(recipient.requester)

    assert client.get("/north/quiet/").status_code == 403
    with pytest.raises(PermissionDenied):
        actions.log(recipient.organization, by=recipient.requester, answered=True)
    with pytest.raises(PermissionDenied):
        actions.plan(recipient.organization, by=recipient.requester, assigned_to=recipient.lead)


@pytest.mark.parametrize(
    ("made", "replied", "share"),
    [(90, 0, 1.0), (90, None, 0.0), (91, 0, 0.0), (100, 101, 0.0), (100, 100, 1.0), (89, 0, None)],
)
def test_what_reaching_out_brings(recipient, made, replied, share):
    """Ninety days after the outreach still count, the day before it does not."""
    Outreach.objects.create(
        organization=recipient.organization, planned_by=recipient.lead, state="made", made_at=noon(TODAY - made * DAY)
    )
    if replied is not None:
        recipient.asks(replied)

    assert quiet.conversion(on=TODAY).value == share


def test_what_to_do_next_and_why(recipient, sign_in):
    client, page = sign_in(recipient.lead), "/north/quiet/"
    for days_ago in (100, 90, 80):
        recipient.is_touched(days_ago)
    assert "Call, and ask how things are" in client.get(page).text

    recipient.answers(300).check_in.__class__.objects.update(state="unreachable")
    assert "Phone rather than write" in client.get(page).text

    recipient.promises("open", days_ago=-5)
    assert "We promised: Send it (by July 5, 2026)." in client.get(page).text
    make_organization("Nobody County", jurisdiction=make_jurisdiction(jurisdiction_type="tribal"))
    assert "rural and remote, tribal" in client.get(f"{page}?view=never").text
    assert client.get(f"{page}?view=log").status_code == 200
    assert client.get(f"{page}?view=x&page=9").status_code == 200


def test_the_list_asks_the_same_for_one_and_three(recipient, sign_in):
    client, counts = sign_in(recipient.lead), []
    for view in ("silent", "never", "log"):
        for _ in range(2):
            for _ in range(2):
                one = Recipient(make_member("requester"), recipient.lead, recipient.topic)
                make_organization()
                for days_ago in (100, 90, 80):
                    one.is_touched(days_ago)
                one.promises("open", days_ago=-5)
                actions.plan(one.organization, by=recipient.lead, assigned_to=recipient.lead)
            client.get(f"/north/quiet/?view={view}")
            with CaptureQueriesContext(connection) as queries:
                client.get(f"/north/quiet/?view={view}")
            counts.append(len(queries))

    assert counts[0::2] == counts[1::2]

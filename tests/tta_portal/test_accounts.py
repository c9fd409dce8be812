from __future__ import annotations

import re
from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.factories import PASSWORD, make_member, make_network, make_organization, make_user
from tta_portal.accounts import actions
from tta_portal.accounts.forms import NetworkForm
from tta_portal.accounts.models import Invitation, JoinRequest, Membership, User
from tta_portal.errors import Refused
from tta_portal.outbox.models import Message
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope


def invitation_path():
    return re.search(r"/invitations/\S+", Message.objects.get(subject__startswith="You are invited").text).group()


def sign_in_by_form(email, password=PASSWORD):
    client = Client()
    answer = client.post("/accounts/login/", {"login": email, "password": password})
    return client, answer


def test_an_invited_person_joins_and_is_signed_in(network, administrator):
    organization = make_organization()
    actions.invite(by=administrator, email="New@Example.org", role="requester", organization=organization)
    client, path = Client(), invitation_path()

    assert b"Choose a password" in client.get(path).content
    assert User.objects.filter(email="new@example.org").count() == 0
    client.post(path, {"name": "Nia New", "password": "quiet river stones"})

    membership = Membership.objects.get(user__email="new@example.org")
    assert (membership.role, membership.organization) == ("requester", organization)
    assert client.get("/north/").status_code == 200


def test_an_invitation_works_once(network, administrator):
    actions.invite(by=administrator, email="new@example.org", role="analyst")
    path = invitation_path()
    Client().post(path, {"name": "Nia", "password": "quiet river stones"})

    again = Client().get(path)

    assert again.status_code == 404
    assert b"does not work any more" in again.content


def test_an_invitation_expires_after_seven_days(network, administrator, days_pass):
    actions.invite(by=administrator, email="new@example.org", role="analyst")
    days_pass(7.01)

    assert Client().get(invitation_path()).status_code == 404


def test_an_invitation_is_stored_hashed(network, administrator):
    actions.invite(by=administrator, email="new@example.org", role="analyst")

    secret = invitation_path().strip("/").split("-", 1)[1]
    assert secret not in str(Invitation.objects.values())


def test_an_invitation_is_for_its_address_only(network, administrator, sign_in):
    make_user("known@example.org")
    actions.invite(by=administrator, email="known@example.org", role="analyst")
    path = invitation_path()

    assert "/accounts/login/" in Client().get(path)["Location"]
    somebody_else = sign_in(make_user("else@example.org"))
    assert somebody_else.post(path).status_code == 403
    assert Membership.objects.filter(user__email="else@example.org").count() == 0


def test_an_invitation_works_in_its_network_only(network, administrator):
    other = make_network("south")
    actions.invite(by=administrator, email="new@example.org", role="administrator")
    path = invitation_path().replace(f"/{network.pk}-", f"/{other.pk}-")
    from tta_portal.tenancy import scope

    token = scope._network_id.set(None)
    try:
        assert Client().get(path).status_code == 404
    finally:
        scope._network_id.reset(token)


def test_a_weak_password_is_refused_with_a_reason(network, administrator):
    actions.invite(by=administrator, email="new@example.org", role="analyst")

    answer = Client().post(invitation_path(), {"name": "Nia", "password": "short"})

    assert answer.status_code == 422
    assert b"at least 12 characters" in answer.content


def test_only_an_administrator_invites(network, provider):
    with pytest.raises(PermissionDenied):
        actions.invite(by=provider, email="new@example.org", role="analyst")


def test_a_requester_is_invited_with_an_organization(network, administrator):
    with pytest.raises(Refused, match="Choose one"):
        actions.invite(by=administrator, email="new@example.org", role="requester")


@pytest.mark.django_db(transaction=True)
def test_one_person_in_several_networks(sign_in):
    user, networks = make_user("two@example.org"), [make_network("north"), make_network("south")]
    for network in networks:
        with network_scope(network.pk):
            Membership.objects.create(user=user, role="analyst")

    page = sign_in(user).get("/")

    assert b"Which network today?" in page.content
    assert b'href="/north/"' in page.content
    assert b'href="/south/"' in page.content


@pytest.mark.django_db(transaction=True)
def test_a_person_in_one_network_goes_straight_on():
    with network_scope(make_network("north").pk):
        member = make_member("provider", email="one@example.org")

    client, answer = sign_in_by_form(member.email)

    assert answer["Location"] == "/"
    assert client.get("/")["Location"] == "/north/"


@pytest.mark.django_db(transaction=True)
def test_deactivation_ends_sessions_at_once():
    with network_scope(make_network("north").pk):
        administrator, member = make_member("administrator"), make_member("provider", email="out@example.org")
    client, _ = sign_in_by_form(member.email)
    assert client.get("/north/caseload/").status_code == 200

    with network_scope(administrator.network_id):
        actions.deactivate(member, by=administrator)

    assert "/accounts/login/" in client.get("/north/caseload/")["Location"]


def test_nobody_deactivates_themselves(network, administrator):
    with pytest.raises(Refused, match="your own"):
        actions.deactivate(administrator, by=administrator)


def test_an_open_form_waits_for_an_administrator(network, administrator, sign_in):
    network.open_sign_up = True
    network.save()
    form = {"name": "Joe", "email": "joe@example.org", "organization_name": "Delta County"}

    Client().post("/north/join/", form), Client().post("/north/join/", form)

    waiting = JoinRequest.objects.get()
    sign_in(administrator).post(f"/north/settings/join-requests/{waiting.pk}/", {"role": "analyst"})
    waiting.refresh_from_db()
    assert (waiting.state, Invitation.objects.get().email) == ("invited", "joe@example.org")


def test_a_closed_network_has_no_form(network):
    assert Client().get("/north/join/").status_code == 404


def test_signing_up_without_invitation_is_closed(db):
    answer = Client().post("/accounts/signup/", {"email": "x@example.org", "password1": "quiet river stones"})

    assert User.objects.count() == 0
    assert b"invitation" in answer.content


def test_staff_need_a_second_factor_unless_the_network_relaxes_it(network, provider, requester, sign_in):
    network.second_factor_required = True
    network.save()

    assert sign_in(provider).get("/north/caseload/")["Location"].startswith("/accounts/2fa/")
    assert sign_in(requester).get("/north/").status_code == 200


def test_a_session_ends_after_three_idle_hours(network, provider, sign_in, days_pass):
    client = sign_in(provider)
    client.get("/north/caseload/")

    days_pass(3.1 / 24)

    assert "/accounts/login/" in client.get("/north/caseload/")["Location"]


def test_a_session_ends_after_twelve_hours_however_busy(network, provider, sign_in, time_machine):
    client, now = sign_in(provider), timezone.now()
    for hours in range(0, 12, 2):
        time_machine.move_to(now + timedelta(hours=hours))
        assert client.get("/north/caseload/").status_code == 200

    time_machine.move_to(now + timedelta(hours=12, minutes=5))

    assert "/accounts/login/" in client.get("/north/caseload/")["Location"]


def test_a_wrong_password_does_not_say_who_exists(network):
    factories.make_user("known@example.org")

    answers = [sign_in_by_form(email, "wrong")[1] for email in ("known@example.org", "unknown@example.org")]

    sentences = {re.sub(r'value="[^"]*"', "", answer.content.decode()) for answer in answers}
    assert len({re.sub(r"\S+@\S+|csrf\S+", "", sentence) for sentence in sentences}) == 1


def hours(starts, ends):
    """The settings as the form sends them: what is switched off is not sent."""
    fields = NetworkForm(instance=Network()).initial
    sent = {name: value for name, value in fields.items() if value or (value == 0 and value is not False)}
    return sent | {"day_starts_at": starts, "day_ends_at": ends}


def test_the_working_day_can_be_changed(network, administrator, sign_in):
    sign_in(administrator).post("/north/settings/", hours("07:30", "16:00") | {"name": "North"})

    network.refresh_from_db()
    assert (network.day_starts_at, network.day_ends_at) == (time(7, 30), time(16))


@pytest.mark.parametrize("ends", ["08:00", "09:00"])
def test_a_working_day_that_ends_before_it_starts_is_refused(network, administrator, sign_in, ends):
    page = sign_in(administrator).post("/north/settings/", hours("09:00", ends) | {"name": "North"})

    network.refresh_from_db()
    assert "The working day must end after it starts." in page.content.decode()
    assert network.day_ends_at == time(17)


def test_the_database_keeps_no_day_without_hours(network):
    with pytest.raises(IntegrityError, match="network_day_ends_after_it_starts"):
        Network.objects.filter(pk=network.pk).update(day_ends_at=time(9))

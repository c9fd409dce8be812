from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import factories
from tta_portal.accounts import actions
from tta_portal.accounts.models import Invitation
from tta_portal.accounts.roles import Role
from tta_portal.errors import Refused
from tta_portal.outbox.models import Message
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope


def test_first_administrator_joins_by_the_mail(db):
    said = StringIO()

    call_command("create_network", "delta", name="Delta TTA Network", admin="Ada@Example.org", stdout=said)

    network = Network.objects.get(slug="delta")
    with network_scope(network.pk):
        invitation, mail = Invitation.objects.get(), Message.objects.get()
        joined = actions.accept_invitation(invitation, user=None, name="Ada Cole", password="a long enough password")
    assert network.second_factor_required
    assert f"/invitations/{network.pk}-" in mail.text
    assert (joined.role, joined.user.email, invitation.invited_by) == (Role.ADMINISTRATOR, "ada@example.org", None)
    assert "An invitation is on its way to ada@example.org" in said.getvalue()


@pytest.mark.parametrize(
    ("slug", "email", "words"),
    [
        ("api", "ada@example.org", "address of the portal itself"),
        ("north", "ada@example.org", "already"),
        ("Delta Network", "ada@example.org", "small letters"),
        ("delta", "nobody", "no e-mail address"),
    ],
)
def test_create_network_refuses(db, slug, email, words):
    factories.make_network("north")

    with pytest.raises(CommandError, match=words):
        call_command("create_network", slug, name="Delta TTA Network", admin=email)

    assert Network.objects.count() == 1


def test_only_an_empty_network_gets_a_first_administrator(network, administrator):
    with pytest.raises(Refused, match="has an administrator already"):
        actions.invite_first_administrator(network, "ada@example.org")

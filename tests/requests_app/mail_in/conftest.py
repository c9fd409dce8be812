"""Mail about one request, sent by whoever a test says."""

from __future__ import annotations

from itertools import count

import pytest

from tests.factories import make_member, make_request
from tests.tta_portal.inbound.mails import INTAKE, make_mail
from tta_portal.inbound import actions
from tta_portal.inbound.routing import reply_address

_number = count(1)


@pytest.fixture
def tta_request(network, requester, provider):
    return make_request("acknowledged", requester=requester, lead=provider)


@pytest.fixture
def colleague(requester):
    return make_member("requester", organization=requester.organization, name="Ben Hall")


@pytest.fixture
def address(tta_request, requester):
    return reply_address("request", tta_request.pk, requester.pk)


@pytest.fixture
def send():
    """Send a mail in; it is one of its own unless its Message-ID is given."""

    def send_in(text="Tuesday suits us.", *, to=INTAKE, sender="Stranger <stranger@elsewhere.example>", **headers):
        headers.setdefault("Message_ID", f"<{next(_number)}@delta.example>")
        (mail,) = actions.receive(make_mail(text, To=to, From=sender, **headers), rcpt=[to])
        return mail

    return send_in

"""A mail that became part of a confidential request is as confidential as the request."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db.models import Q

from requests_app.models import TTARequest
from tta_portal.accounts.models import Membership
from tta_portal.inbound.models import SETTLED, InboundMail, State
from tta_portal.inbound.privacy import curtain
from tta_portal.inbound.routing import read_address

NUMBERED = re.compile(r"\brequest (\d{1,15})\b")
PLACED = (*SETTLED, State.IGNORED)


@curtain
def of_confidential_requests(mails: Sequence[InboundMail], member: Membership) -> set[int]:
    """Placed mails whose request this member may not read; one that waits needs somebody who can place it."""
    placed = [mail for mail in mails if mail.state in PLACED]
    numbers = {mail.pk: {int(number) for number in NUMBERED.findall(mail.reason)} for mail in placed}
    keys = {mail.pk: _key(mail) for mail in placed}
    asked = Q(number__in=set().union(*numbers.values())) | Q(pk__in=[key for key in keys.values() if key])
    found = TTARequest.objects.filter(asked).exclude(pk__in=TTARequest.objects.visible_to(member).values("pk"))
    secret = dict(found.values_list("pk", "number")) if placed else {}
    return {mail.pk for mail in placed if keys[mail.pk] in secret or numbers[mail.pk] & set(secret.values())}


def _key(mail: InboundMail) -> int | None:
    address = read_address(mail.rcpt)
    return address.number if address is not None and address.kind == "request" else None

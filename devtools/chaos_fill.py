"""Fill the fault run's database: two networks of people to whom a check-in falls due. Run as a program of its own."""

from __future__ import annotations

import sys
from datetime import timedelta

import django

django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402  (what follows needs the apps loaded)
from django.utils import timezone  # noqa: E402

from devtools.chaos_verdict import NIGHT, STOPPED  # noqa: E402
from relationships.models import CheckIn  # noqa: E402
from requests_app.models import Topic, TTARequest  # noqa: E402
from tta_portal.accounts.models import Membership, User  # noqa: E402
from tta_portal.directory.models import Organization  # noqa: E402
from tta_portal.outbox.suppression import suppress  # noqa: E402
from tta_portal.tenancy.models import Network  # noqa: E402
from tta_portal.tenancy.scope import network_scope  # noqa: E402

ONE_IN = 50  # so many people asked not to be written to; as many live where it is night


def fill(count: int) -> None:
    """Three quarters of the people in one network, the rest in another."""
    larger = count * 3 // 4
    for slug, share in (("north", larger), ("south", count - larger)):
        network = Network.objects.create(slug=slug, name=slug.title(), second_factor_required=False)
        with network_scope(network.pk):
            _people(slug, share)


def _people(slug: str, count: int) -> None:
    organizations = {
        kind: Organization.objects.create(name=f"{kind} health department", kinds=["recipient"])
        for kind in ("day", NIGHT)
    }
    kinds = [STOPPED if n % ONE_IN == 7 else NIGHT if n % ONE_IN == 11 else "day" for n in range(count)]
    users = User.objects.bulk_create(
        User(email=f"{kind}{n}@{slug}.example", name=f"Person {n}", password=make_password(None))
        for n, kind in enumerate(kinds)
    )
    members = Membership.objects.bulk_create(
        Membership(user=user, role="requester", organization=organizations[NIGHT if kind == NIGHT else "day"])
        for user, kind in zip(users, kinds, strict=True)
    )
    _check_ins(members, kinds)
    for user, kind in zip(users, kinds, strict=True):
        if kind == STOPPED:
            suppress(user.email, reason="Asked us to stop.")


def _check_ins(members: list[Membership], kinds: list[str]) -> None:
    """All about one request; each is a step of its own because it counts from another second."""
    now = timezone.now()
    tta_request = TTARequest.objects.create(
        number=1,
        organization=members[0].organization,
        requester=members[0],
        title="A plan for heat",
        need="A plan for heat.",
        topic=Topic.objects.create(name="Preparedness"),
        status="following_up",
        submitted_at=now - timedelta(days=60),
        delivered_at=now - timedelta(days=3),
    )
    CheckIn.objects.bulk_create(
        CheckIn(
            organization=member.organization,
            person=member,
            tta_request=tta_request,
            offset_days=2,
            anchored_at=now - timedelta(days=3, seconds=n),
            due_at=now + timedelta(days=3650),  # each run says when they fall due
            any_hour=kind != NIGHT,
        )
        for n, (member, kind) in enumerate(zip(members, kinds, strict=True))
    )


if __name__ == "__main__":
    fill(int(sys.argv[1]))

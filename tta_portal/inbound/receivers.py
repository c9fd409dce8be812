"""News from below: a mail service brought a mail."""

from __future__ import annotations

from typing import Any

from anymail.signals import inbound
from django.dispatch import receiver

from tta_portal.inbound import webhooks


@receiver(inbound)
def take_mail(sender: Any, event: Any, **kwargs: Any) -> None:
    webhooks.take(event)

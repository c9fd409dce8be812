"""Files that belong to a request."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from requests_app.models.questions import Question
from requests_app.models.requests import TTARequest
from requests_app.models.thread import ThreadMessage
from tta_portal.accounts.models import Membership
from tta_portal.files.models import StoredFile
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet


class AttachmentQuerySet(NetworkQuerySet):
    def readable_by(self, member: Membership) -> Self:
        """What this member may open of a request that they may read: as its message, if it came with one."""
        messages = ThreadMessage.objects.readable_by(member).filter(pk=models.OuterRef("message_id"))
        return self.filter(Q(message=None) | models.Exists(messages))


class Attachment(NetworkModel):
    """A file sent with a request, with a message, or as the answer to a question."""

    tta_request = models.ForeignKey(TTARequest, on_delete=models.CASCADE, related_name="attachments")
    message = models.ForeignKey(
        ThreadMessage, null=True, blank=True, on_delete=models.CASCADE, related_name="attachments"
    )
    question = models.ForeignKey(Question, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    stored_file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="attachment")
    added_at = models.DateTimeField(default=timezone.now)

    objects = NetworkManager.from_queryset(AttachmentQuerySet)()

    class Meta(NetworkModel.Meta):
        ordering = ["pk"]
        indexes = [models.Index(fields=["network", "tta_request"], name="attachment_by_request")]

    def __str__(self) -> str:
        return self.stored_file.name

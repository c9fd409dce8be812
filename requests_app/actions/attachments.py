"""Files that are sent with requests and messages."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from requests_app.models import Attachment, Question, ThreadMessage, TTARequest
from tta_portal.files import actions as files
from tta_portal.files.models import StoredFile


@transaction.atomic
def attach_files(
    tta_request: TTARequest,
    sent: Iterable[tuple[Question | None, StoredFile]],
    *,
    message: ThreadMessage | None = None,
) -> None:
    """Make staged files part of a request; each says which question it answers, if any."""
    found = list(sent)
    files.attach(one for _, one in found)
    for question, stored_file in found:
        Attachment.objects.create(tta_request=tta_request, question=question, stored_file=stored_file, message=message)

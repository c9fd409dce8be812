"""Relationship memory on one page: what the next lead of a request needs to know, made from the record."""

from __future__ import annotations

from collections.abc import Iterator

from requests_app.models import TTARequest

LAST_MESSAGES = 3
SHORT = 300


def brief(tta_request: TTARequest) -> str:
    """The brief as plain text, ready to be added to. Only what the team may read; no internal note is quoted."""
    return "\n".join(_lines(tta_request))


def for_another_team(tta_request: TTARequest) -> str:
    """What a team outside would need to know, for the requester to agree to; nothing of the conversation."""
    asker = tta_request.requester
    lines = [
        f"{asker.user.name}, {tta_request.organization.name}, {asker.email}",
        f"They need: {_short(tta_request.need)}",
        f"They hope for: {_short(tta_request.hoped_for_change)}",
        *_what_they_told_us(tta_request),
    ]
    return "\n".join(lines)


def _lines(tta_request: TTARequest) -> Iterator[str]:
    yield f"Request {tta_request.number}: {tta_request.title}"
    yield f"{tta_request.organization.name}. Asked by {tta_request.requester.user.name}."
    yield f"It stands at: {tta_request.get_status_display().lower()}."
    yield from _needs(tta_request)
    yield from _what_they_told_us(tta_request)
    yield from _promises(tta_request)
    yield from _talks(tta_request)
    yield from _before(tta_request)
    yield ""
    yield "What only the old lead knows: "


def _needs(tta_request: TTARequest) -> Iterator[str]:
    statement = tta_request.needs_statement
    heard = statement.text if statement else tta_request.need
    said = "confirmed" if statement and statement.is_confirmed else "not confirmed yet"
    yield ""
    yield f"What we heard ({said}): {_short(heard)}"
    yield f"The change they hope for: {_short(tta_request.hoped_for_change)}"


def _what_they_told_us(tta_request: TTARequest) -> Iterator[str]:
    for label, words in (
        ("Languages", tta_request.language_needs),
        ("Access needs", tta_request.access_needs),
        ("Reach them by", tta_request.get_preferred_channel_display()),
        ("They tried", tta_request.tried_so_far),
    ):
        if words:
            yield f"{label}: {_short(words)}"


def _promises(tta_request: TTARequest) -> Iterator[str]:
    open_ones = list(tta_request.commitments.in_force().unkept())
    if open_ones:
        yield ""
        yield "Promises still open:"
    for commitment in open_ones:
        whose = "we" if commitment.side == "provider" else "they"
        yield f"- {whose}, by {commitment.due_on:%Y-%m-%d}: {commitment.text}"


def _talks(tta_request: TTARequest) -> Iterator[str]:
    messages = tta_request.messages.standing().filter(is_internal=False).select_related("author__user")
    last = list(messages.order_by("-written_at")[:LAST_MESSAGES])
    if last:
        yield ""
        yield "The last words:"
    for message in reversed(last):
        yield f"- {message.written_at:%Y-%m-%d}, {message.who}: {_short(message.body)}"


def _before(tta_request: TTARequest) -> Iterator[str]:
    earlier = TTARequest.objects.sent().filter(organization=tta_request.organization_id, visibility="team")
    earlier = earlier.exclude(pk=tta_request.pk).order_by("-submitted_at")
    titles = [f"{one.number} ({one.get_status_display().lower()}): {one.title}" for one in earlier[:5]]
    if titles:
        yield ""
        yield f"They asked {earlier.count()} time{'s' if len(titles) > 1 else ''} before, last:"
        yield from (f"- {title}" for title in titles)


def _short(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= SHORT else f"{one_line[: SHORT - 1]}…"

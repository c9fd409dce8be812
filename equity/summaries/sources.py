"""What is counted, as SQL: one row a request or check-in, with its groups, whether it is settled, and what it adds.

A row is settled when time alone can no longer change what it adds. The same rows make the summaries, what is counted
live beside them, and a count of everything anew.
"""

# ruff: noqa: S608  (the pieces of SQL are constants of ours; values go as parameters)
from __future__ import annotations

from dataclasses import dataclass

from equity.splits import FROZEN, KEYS, RURAL_URBAN, Split, written
from equity.summaries.models import Kind, Subject
from tta_portal.directory.models import JurisdictionType

FINE_HOURS = 72  # up to here waits are counted by the hour, after it by the day
GROUPS = list(KEYS)
NOT_COUNTED = f"""request.organization_id NOT IN (
  SELECT tribe.id FROM directory_organization tribe JOIN directory_jurisdiction area ON area.id = tribe.jurisdiction_id
  WHERE tribe.network_id = %(network)s AND area.jurisdiction_type = '{JurisdictionType.TRIBAL}'
  AND NOT tribe.counts_in_equity)"""
"""Requests of Tribes that have said yes, and of all others; as `Organization.objects.counted_in_equity()` says it."""


@dataclass(frozen=True)
class Source:
    """One kind of count: which rows, and what each adds to which number."""

    kind: Kind
    subject: Subject
    numbers: tuple[str, ...]
    rows: str  # a SELECT with {frozen} groups and {chosen}, a condition on `at` (the column below) or on `item`
    at: str
    item: str

    def where(self, condition: str, split: Split = RURAL_URBAN) -> str:
        """The rows for which a condition holds."""
        return written(self.rows.replace("{chosen}", condition), split)


_SENT = f"""
FROM requests_app_ttarequest request
WHERE request.network_id = %(network)s AND request.status NOT IN ('draft', 'merged') AND {NOT_COUNTED} AND {{chosen}}
"""
_ENDED = "(request.first_reply_at IS NOT NULL OR request.ended_at IS NOT NULL)"
DUE = """(request.reply_due_at <= %(seen_at)s
  AND NOT (request.status = 'on_hold' AND request.held_since IS NOT NULL AND request.held_since < request.reply_due_at)
  AND NOT (request.first_reply_at IS NULL AND request.ended_at IS NOT NULL
    AND request.ended_at < request.reply_due_at))"""
"""A reply was due by now, the clock did not stand still before, and the request had not ended before."""
REPLIES = Source(
    Kind.REPLIES,
    Subject.REQUESTS,
    ("due", "within"),
    f"""SELECT request.id AS item, request.submitted_at AS at, {FROZEN},
  {_ENDED} AND request.status <> 'on_hold' AND request.reply_due_at <= %(seen_at)s AS settled,
  request.reply_due_at AS counts_from,
  {DUE}::int AS due, ({DUE} AND request.first_reply_at IS NOT NULL
    AND request.first_reply_at <= request.reply_due_at)::int AS within
{_SENT}""",
    at="request.submitted_at",
    item="request.id",
)
_UNTIL = "coalesce(request.first_reply_at, least(request.ended_at, %(seen_at)s), %(seen_at)s)"
_HOURS = f"greatest(extract(epoch FROM {_UNTIL} - request.submitted_at)::float / 3600, 0)"
WAITS = Source(
    Kind.WAITS,
    Subject.REQUESTS,
    ("replied", "unwatched"),
    f"""SELECT item, at, {", ".join(GROUPS)}, settled, counts_from, CASE
    WHEN replied = 1 AND waited <= {FINE_HOURS} THEN ceil(waited)
    WHEN replied = 1 THEN ceil(waited / 24) * 24
    WHEN waited <= {FINE_HOURS} THEN floor(waited)
    ELSE floor(waited / 24) * 24 END AS hours, replied, 1 - replied AS unwatched
FROM (SELECT request.id AS item, request.submitted_at AS at, {FROZEN}, {_ENDED} AS settled,
  request.submitted_at AS counts_from, {_HOURS} AS waited, (request.first_reply_at IS NOT NULL)::int AS replied
{_SENT}) waiting""",
    at="request.submitted_at",
    item="request.id",
)
"""A wait that ended with a reply is rounded up, one that is still going on is rounded down."""
_OVER = "(check_in.closes_at IS NOT NULL AND check_in.closes_at <= %(seen_at)s)"


def _said(condition: str) -> str:
    return f"coalesce({_OVER} AND {condition}, false)::int"


ANSWERS = Source(
    Kind.ANSWERS,
    Subject.CHECK_INS,
    ("asked", "answered", "useful_said", "useful", "used_said", "used", "changed_said", "changed"),
    f"""SELECT check_in.id AS item, check_in.asked_at AS at, {FROZEN}, {_OVER} AS settled,
  check_in.closes_at AS counts_from, {_OVER}::int AS asked, {_said("answer.id IS NOT NULL")} AS answered,
  {_said("answer.useful IS NOT NULL")} AS useful_said, {_said("coalesce(answer.useful, 0) >= 4")} AS useful,
  {_said("coalesce(answer.used, '') <> ''")} AS used_said, {_said("answer.used IN ('partly', 'fully')")} AS used,
  {_said("coalesce(answer.changed, '') <> ''")} AS changed_said,
  {_said("coalesce(answer.changed, '') NOT IN ('', 'nothing')")} AS changed
FROM relationships_checkin check_in
JOIN requests_app_ttarequest request ON request.id = check_in.tta_request_id
LEFT JOIN relationships_checkinanswer answer ON answer.check_in_id = check_in.id
WHERE check_in.network_id = %(network)s AND check_in.state <> 'cancelled' AND {NOT_COUNTED} AND {{chosen}}""",
    at="check_in.asked_at",
    item="check_in.id",
)
SOURCES = (REPLIES, WAITS, ANSWERS)

"""Where the evidence lies: pieces of SQL that depth, radar and pulse share, so that all count alike.

Each piece selects from the tables of the network in force, named again for the planner. Days are days of the
network's own clock. Parameters: %(network)s, %(zone)s. Apps above add what recipients gave and what trust
was answered, without this app knowing them.
"""

from __future__ import annotations

CONTACTS = """
SELECT request.organization_id, (talk.held_at AT TIME ZONE %(zone)s)::date AS day
FROM requests_app_conversation talk JOIN requests_app_ttarequest request ON request.id = talk.tta_request_id
WHERE talk.network_id = %(network)s AND talk.held_at IS NOT NULL AND talk.recipient_people <> ''
UNION
SELECT request.organization_id, activity.held_on
FROM requests_app_activity activity JOIN requests_app_ttarequest request ON request.id = activity.tta_request_id
WHERE activity.network_id = %(network)s AND activity.with_recipient
UNION
SELECT check_in.organization_id, (answer.answered_at AT TIME ZONE %(zone)s)::date
FROM relationships_checkinanswer answer JOIN relationships_checkin check_in ON check_in.id = answer.check_in_id
WHERE answer.network_id = %(network)s
UNION
SELECT organization_id, (happened_at AT TIME ZONE %(zone)s)::date
FROM relationships_touch WHERE network_id = %(network)s AND is_two_way
UNION
SELECT request.organization_id, (message.written_at AT TIME ZONE %(zone)s)::date
FROM requests_app_threadmessage message JOIN requests_app_ttarequest request ON request.id = message.tta_request_id
JOIN accounts_membership author ON author.id = message.author_id
WHERE message.network_id = %(network)s AND author.organization_id = request.organization_id
AND author.role = 'requester' AND message.taken_back_at IS NULL AND NOT message.is_internal
UNION
SELECT seat.organization_id, (session.ends_at AT TIME ZONE %(zone)s)::date
FROM training_registration seat JOIN training_session session ON session.id = seat.session_id
WHERE seat.network_id = %(network)s AND seat.state = 'attended' AND seat.organization_id IS NOT NULL
"""
"""One row an organization and day of two-way contact: however many messages a day brings, they are one contact."""

AGREED = """
SELECT request.organization_id, plan.id, (greatest(ours.at, theirs.at) AT TIME ZONE %(zone)s)::date AS day
FROM requests_app_plan plan JOIN requests_app_ttarequest request ON request.id = plan.tta_request_id
JOIN requests_app_planagreement ours ON ours.plan_id = plan.id AND ours.side = 'provider'
JOIN requests_app_planagreement theirs ON theirs.plan_id = plan.id AND theirs.side = 'recipient'
WHERE plan.network_id = %(network)s
"""
"""One row a version of a plan that both sides agreed, with the day of the second yes."""

PROMISES = """
SELECT promise.organization_id, promise.side,
  CASE WHEN promise.moved_late THEN promise.first_due_on ELSE promise.due_on END AS due_on, CASE
  WHEN promise.state IN ('kept', 'late', 'broken') THEN promise.state
  WHEN promise.said_kept_on IS NULL AND promise.due_on <= %(on)s::date - 10 THEN 'broken'
  WHEN promise.state = 'renegotiated' AND NOT promise.moved_late THEN 'kept' END AS outcome
FROM requests_app_commitment promise
WHERE promise.network_id = %(network)s AND promise.state <> 'withdrawn'
AND (promise.made_at AT TIME ZONE %(zone)s)::date <= %(on)s
AND (promise.plan_id IS NULL
  OR EXISTS (SELECT FROM requests_app_planagreement ours WHERE ours.plan_id = promise.plan_id
    AND ours.side = 'provider')
  AND EXISTS (SELECT FROM requests_app_planagreement theirs WHERE theirs.plan_id = promise.plan_id
    AND theirs.side = 'recipient'))
AND NOT EXISTS (SELECT FROM relationships_engagementcommitment link
  JOIN relationships_engagement engagement ON engagement.id = link.engagement_id
  WHERE link.commitment_id = promise.id AND engagement.started_at IS NULL)
"""
"""The promises in force: outside a plan, or in a version that both sides agreed; not those of a mere proposal.

Their outcome is null while it is open: the other side may still object, or ten days' grace are not over.
Parameter besides: %(on)s, the day from which one looks.
"""

_given: dict[str, str] = {
    "resource": """
SELECT maker.organization_id, (resource.added_at AT TIME ZONE %(zone)s)::date AS day
FROM library_resource resource JOIN accounts_membership maker ON maker.id = resource.added_by_id
WHERE resource.network_id = %(network)s AND maker.organization_id IS NOT NULL""",
    "peer": """
SELECT check_in.organization_id, (task.done_at AT TIME ZONE %(zone)s)::date
FROM relationships_consequence offer JOIN requests_app_task task ON task.id = offer.task_id
JOIN relationships_checkinanswer answer ON answer.id = offer.answer_id
JOIN relationships_checkin check_in ON check_in.id = answer.check_in_id
WHERE offer.network_id = %(network)s AND offer.kind = 'peer' AND task.done_at IS NOT NULL""",
    "training": """
SELECT session.host_id, (session.ends_at AT TIME ZONE %(zone)s)::date
FROM training_session session
WHERE session.network_id = %(network)s AND session.host_id IS NOT NULL AND session.called_off_at IS NULL
AND EXISTS (SELECT FROM training_registration seat WHERE seat.session_id = session.id AND seat.state = 'attended'
  AND seat.organization_id IS DISTINCT FROM session.host_id)""",
}
_trust = ["SELECT NULL::bigint AS organization_id, NULL::date AS day, NULL::float AS lower, 0 AS n WHERE false"]


def register_given(name: str, sql: str) -> None:
    """Count something else that recipients give: SQL that selects organization_id and day."""
    _given[name] = sql


def register_trust(sql: str) -> None:
    """Say where trust was answered: SQL that selects organization_id, day, lower (0–100) and n.

    `lower` is the lower of both directions, and only where it may be shown to both.
    """
    _trust[:] = [sql]


def given() -> str:
    """All that recipients gave: organization_id and day."""
    return "\nUNION ALL\n".join(_given.values())


def trust() -> str:
    return _trust[0]

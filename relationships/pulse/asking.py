"""Whom to ask now: both sides of every relationship that has come as far as level 2."""

from __future__ import annotations

DUE = """
SELECT standing.organization_id, person.id, side.direction
FROM depth_standing standing
JOIN directory_organization organization ON organization.id = standing.organization_id
LEFT JOIN directory_jurisdiction place ON place.id = organization.jurisdiction_id
CROSS JOIN (VALUES ('recipient'), ('provider')) side (direction)
CROSS JOIN LATERAL (
  SELECT member.id, login.email FROM requests_app_ttarequest request
  JOIN accounts_membership member
    ON member.id = CASE WHEN side.direction = 'recipient' THEN request.requester_id ELSE request.lead_id END
  JOIN accounts_user login ON login.id = member.user_id
  WHERE request.organization_id = standing.organization_id AND request.status NOT IN ('draft', 'merged')
  AND member.is_active AND login.is_active ORDER BY request.submitted_at DESC LIMIT 1) person
WHERE standing.network_id = %(network)s AND standing.level >= 2
AND NOT EXISTS (SELECT FROM pulse_pulse asked WHERE asked.organization_id = standing.organization_id
  AND asked.direction = side.direction AND asked.asked_at > %(since)s)
AND NOT EXISTS (SELECT FROM relationships_pause pause WHERE pause.network_id = %(network)s
  AND pause.lifted_at IS NULL AND pause.starts_on <= %(on)s AND (pause.ends_on IS NULL OR pause.ends_on >= %(on)s)
  AND (pause.organization_id = standing.organization_id
    OR pause.organization_id IS NULL AND pause.state IN ('', coalesce(place.state, ''))))
AND NOT EXISTS (SELECT FROM outbox_message message WHERE message.network_id = %(network)s
  AND message.to_email = person.email AND message.kind = 'check_in' AND message.date > %(rest)s
  AND message.state NOT IN ('cancelled', 'suppressed', 'dead'))
ORDER BY person.id, organization.name LIMIT %(limit)s
"""
"""Not within 14 days of a check-in or another pulse to the same person, nor during an emergency."""

"""Whom to ask how things are, now that the follow-up of their last request is over."""

# ruff: noqa: S608  (the pieces of SQL are constants of ours; values go as parameters)
from __future__ import annotations

from relationships.depth import sources

TO_STAY_IN_TOUCH = f"""
WITH rested AS (
  SELECT standing.organization_id, standing.level FROM depth_standing standing
  WHERE standing.network_id = %(network)s AND standing.level >= 1
  AND NOT EXISTS (SELECT FROM relationships_checkin waiting WHERE waiting.organization_id = standing.organization_id
    AND waiting.state IN ('scheduled', 'asked', 'reminded', 'to_phone'))
  AND NOT EXISTS (SELECT FROM relationships_engagement engagement
    WHERE engagement.recipient_id = standing.organization_id AND engagement.status = 'active')
  AND NOT EXISTS (SELECT FROM requests_app_ttarequest request
    WHERE request.organization_id = standing.organization_id
    AND request.status NOT IN ('draft', 'merged', 'closed', 'declined', 'withdrawn'))),
contact AS (
  SELECT organization_id, max(day) AS day FROM ({sources.CONTACTS}) days GROUP BY organization_id),
asked AS (
  SELECT organization_id, max(asked_at) AS at FROM relationships_checkin
  WHERE network_id = %(network)s AND asked_at IS NOT NULL GROUP BY organization_id)
SELECT rested.organization_id, person.id, rested.level,
  greatest(contact.day::timestamp AT TIME ZONE %(zone)s, asked.at) AS last
FROM rested LEFT JOIN contact ON contact.organization_id = rested.organization_id
LEFT JOIN asked ON asked.organization_id = rested.organization_id
CROSS JOIN LATERAL (
  SELECT member.id FROM accounts_membership member JOIN accounts_user login ON login.id = member.user_id
  LEFT JOIN requests_app_ttarequest request ON request.requester_id = member.id AND request.status <> 'draft'
  WHERE member.network_id = %(network)s AND member.organization_id = rested.organization_id
  AND member.role = 'requester' AND member.is_active AND login.is_active
  ORDER BY request.submitted_at DESC NULLS LAST, member.joined_at, member.id LIMIT 1) person
ORDER BY last NULLS FIRST, rested.organization_id LIMIT %(limit)s
"""
"""Recipients at level 1 or more with nothing under way, planned or waiting: with the person who asked last,
and the last contact, or the last question of ours if that came later: an unanswered one is not repeated at once."""

"""What the thin application asks the database: the portal's rules about who may read what, by hand."""

READABLE = """
r.status <> 'draft' AND (r.visibility <> 'named' OR r.lead_id IS NULL OR r.lead_id = %(member)s
    OR r.requester_id = %(member)s OR EXISTS (
        SELECT FROM requests_app_requestperson n WHERE n.tta_request_id = r.id AND n.member_id = %(member)s))
"""
OPEN = """
r.status IN ('submitted', 'acknowledged', 'discovery', 'planning', 'in_delivery', 'following_up',
    'on_hold', 'referred')
"""
# Whatever is put together here is written in this file; what comes from outside is always a parameter.
# ruff: noqa: S608

NETWORK = "SELECT id, slug, name, time_zone FROM tenancy_network WHERE slug = %(slug)s"
MEMBER = """
SELECT m.id, m.role, m.organization_id, o.name AS organization
FROM accounts_membership m LEFT JOIN directory_organization o ON o.id = m.organization_id
WHERE m.user_id = %(user)s AND m.is_active
"""

CASELOAD_COUNTS = f"""
SELECT count(*) AS everybody, count(*) FILTER (WHERE r.lead_id = %(member)s) AS mine,
    count(*) FILTER (WHERE r.status = 'submitted') AS new, count(*) FILTER (WHERE r.lead_id IS NULL) AS unassigned,
    count(*) FILTER (
        WHERE r.status = 'submitted' AND r.first_reply_at IS NULL AND r.reply_due_at < now()) AS late,
    count(*) FILTER (WHERE r.status = 'following_up' AND r.lead_id = %(member)s) AS following
FROM requests_app_ttarequest r WHERE {OPEN} AND {READABLE}
"""
CASELOAD_COUNT = f"""
SELECT count(*) AS mine FROM requests_app_ttarequest r WHERE {OPEN} AND {READABLE} AND r.lead_id = %(member)s
"""
ROWS_OF_ALL = f"""
SELECT r.number, r.title, r.status, r.touched_at, r.reply_due_at, o.name AS organization, u.name AS lead,
    EXISTS (SELECT FROM requests_app_ttarequest b
        WHERE b.organization_id = r.organization_id AND b.submitted_at < r.submitted_at) AS asked_before
FROM requests_app_ttarequest r
JOIN directory_organization o ON o.id = r.organization_id
LEFT JOIN accounts_membership m ON m.id = r.lead_id
LEFT JOIN accounts_user u ON u.id = m.user_id
WHERE {OPEN} AND {READABLE}
"""
CASELOAD = f"{ROWS_OF_ALL} AND r.lead_id = %(member)s ORDER BY r.touched_at, r.id LIMIT 25"
ON_TOPIC = """
AND r.urgency = 'routine' AND r.topic_id IN (
    SELECT t.id FROM requests_app_topic t WHERE t.id = %(topic)s OR t.parent_id = %(topic)s)
"""
FILTERED = f"{ROWS_OF_ALL} {ON_TOPIC} ORDER BY r.touched_at, r.id LIMIT 25"
FILTERED_COUNT = f"SELECT count(*) AS mine FROM requests_app_ttarequest r WHERE {OPEN} AND {READABLE} {ON_TOPIC}"
BOARD = f"""
SELECT * FROM (SELECT x.*, row_number() OVER (PARTITION BY status ORDER BY touched_at, number) AS place
    FROM ({ROWS_OF_ALL}) x) y WHERE place <= 20 ORDER BY status, place
"""
BOARD_COUNTS = f"SELECT r.status, count(*) FROM requests_app_ttarequest r WHERE {OPEN} AND {READABLE} GROUP BY 1"
SEARCH = f"""
SELECT r.number, r.title, r.status, o.name AS organization
FROM requests_app_ttarequest r JOIN directory_organization o ON o.id = r.organization_id
WHERE r.id IN (SELECT id FROM search_requests(%(words)s, 2000)) AND {READABLE}
ORDER BY r.touched_at DESC, r.id DESC LIMIT 20
"""
SEARCH_NAMES = """
SELECT o.name, word_similarity(%(words)s, o.name) AS close FROM directory_organization o
WHERE word_similarity(%(words)s, o.name) >= 0.42 ORDER BY 2 DESC, 1 LIMIT 20
"""
SEARCH_PEOPLE = """
SELECT u.name, o.name AS organization FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id
LEFT JOIN directory_organization o ON o.id = m.organization_id
WHERE m.is_active AND word_similarity(%(words)s, u.name) >= 0.42 LIMIT 20
"""
BULK_TAG = "INSERT INTO requests_app_tag (network_id, name) VALUES (%(network)s, %(name)s) RETURNING id"
BULK = f"""
INSERT INTO requests_app_requesttag (network_id, tta_request_id, tag_id)
SELECT r.network_id, r.id, %(tag)s FROM requests_app_ttarequest r
WHERE r.number = ANY(%(numbers)s) AND {READABLE} RETURNING id
"""
EXPORT = f"""
SELECT r.number, r.title, o.name, t.name, r.status, u.name, r.urgency, r.intensity, r.submitted_at, r.first_reply_at,
    r.touched_at
FROM requests_app_ttarequest r
JOIN directory_organization o ON o.id = r.organization_id
LEFT JOIN requests_app_topic t ON t.id = r.topic_id
LEFT JOIN accounts_membership m ON m.id = r.lead_id
LEFT JOIN accounts_user u ON u.id = m.user_id
WHERE {READABLE} ORDER BY r.number
"""
TASKS = """
SELECT t.id, t.title, t.due_on, o.name AS organization
FROM requests_app_task t JOIN directory_organization o ON o.id = t.organization_id
WHERE t.done_at IS NULL AND (t.assigned_to_id = %(member)s OR t.assigned_to_id IS NULL)
ORDER BY t.due_on LIMIT 12
"""

REQUEST = f"""
SELECT r.*, o.name AS organization, t.name AS topic, u.name AS requester, lu.name AS lead
FROM requests_app_ttarequest r
JOIN directory_organization o ON o.id = r.organization_id
JOIN accounts_membership m ON m.id = r.requester_id
JOIN accounts_user u ON u.id = m.user_id
LEFT JOIN requests_app_topic t ON t.id = r.topic_id
LEFT JOIN accounts_membership lm ON lm.id = r.lead_id
LEFT JOIN accounts_user lu ON lu.id = lm.user_id
WHERE r.number = %(number)s AND {READABLE}
"""
BESIDE_A_REQUEST = {
    "thread": """
        SELECT e.happened_at AS at, e.move AS title, u.name AS who, e.note AS text
        FROM requests_app_requestevent e LEFT JOIN accounts_membership m ON m.id = e.by_id
        LEFT JOIN accounts_user u ON u.id = m.user_id WHERE e.tta_request_id = %(request)s
        UNION ALL SELECT t.written_at, 'Message', u.name, t.body
        FROM requests_app_threadmessage t JOIN accounts_membership m ON m.id = t.author_id
        JOIN accounts_user u ON u.id = m.user_id WHERE t.tta_request_id = %(request)s
        UNION ALL SELECT c.offered_at, 'Conversation', u.name, c.offer || ' ' || c.notes
        FROM requests_app_conversation c JOIN accounts_membership m ON m.id = c.offered_by_id
        JOIN accounts_user u ON u.id = m.user_id WHERE c.tta_request_id = %(request)s
        UNION ALL SELECT a.logged_at, a.strategy, u.name, a.summary
        FROM requests_app_activity a JOIN accounts_membership m ON m.id = a.logged_by_id
        JOIN accounts_user u ON u.id = m.user_id WHERE a.tta_request_id = %(request)s
        ORDER BY 1 DESC""",
    "statements": """
        SELECT text, version, written_at, correction FROM requests_app_needsstatement
        WHERE tta_request_id = %(request)s ORDER BY version DESC LIMIT 1""",
    "plans": """
        SELECT p.*, (SELECT count(*) FROM requests_app_planagreement a WHERE a.plan_id = p.id) AS agreed
        FROM requests_app_plan p WHERE p.tta_request_id = %(request)s ORDER BY p.version DESC LIMIT 1""",
    "promises": """
        SELECT side, text, due_on, state FROM requests_app_commitment
        WHERE tta_request_id = %(request)s AND state <> 'withdrawn' ORDER BY side, due_on""",
    "check_ins": """
        SELECT c.due_at, c.asked_at, c.state, a.promises, a.next_step FROM relationships_checkin c
        LEFT JOIN relationships_checkinanswer a ON a.check_in_id = c.id
        WHERE c.tta_request_id = %(request)s ORDER BY c.due_at LIMIT 12""",
    "linked": """
        SELECT f.number, f.title FROM requests_app_ttarequest f WHERE f.follows_id = %(request)s
        UNION ALL SELECT p.number, p.title FROM requests_app_ttarequest p
        JOIN requests_app_ttarequest r ON r.follows_id = p.id WHERE r.id = %(request)s""",
}

NEXT_NUMBER = "UPDATE tenancy_sequence SET last = last + 1 WHERE name = 'ttarequest' RETURNING last"
INSERT_REQUEST = """
INSERT INTO requests_app_ttarequest (
    network_id, number, organization_id, requester_id, title, need, hoped_for_change, why_now, topic_id, urgency,
    populations, partners_to_include, tried_so_far, language_needs, access_needs, preferred_channel, visibility,
    status, version, intensity, created_at, submitted_at, touched_at, reply_due_at, held_from, held_time,
    waiting_for, follow_up, close_reason, jurisdiction_type, population_band, rural_urban, vulnerability,
    entry_channel, last_word, wakes_on_reply)
SELECT o.network_id, %(number)s, o.id, %(member)s, left(%(need)s, 110), %(need)s, %(hoped_for_change)s, %(why_now)s,
    %(topic)s::bigint, 'routine', '', '', '', '', '', '', 'team', 'submitted', 2, 'targeted', now(), now(), now(),
    now() + interval '1 day', '', interval '0', '', '', '', j.jurisdiction_type, j.population_band, j.rural_urban,
    j.vulnerability, 'web', 'recipient', false
FROM directory_organization o JOIN directory_jurisdiction j ON j.id = o.jurisdiction_id WHERE o.id = %(organization)s
RETURNING id
"""
INSERT_EVENT = """
INSERT INTO requests_app_requestevent (
    network_id, tta_request_id, move, from_status, to_status, by_id, note, happened_at)
SELECT network_id, id, 'submit', 'draft', 'submitted', %(member)s, '', now()
FROM requests_app_ttarequest WHERE id = %(request)s RETURNING id
"""

CHECK_IN = """
SELECT c.id, c.state, u.name AS lead FROM relationships_checkinlink l
JOIN relationships_checkin c ON c.id = l.check_in_id
LEFT JOIN requests_app_ttarequest r ON r.id = c.tta_request_id
LEFT JOIN accounts_membership m ON m.id = r.lead_id
LEFT JOIN accounts_user u ON u.id = m.user_id
WHERE l.token_hash = %(digest)s AND l.expires_at > now() AND c.closes_at > now() FOR UPDATE OF c
"""
INSERT_ANSWER = """
INSERT INTO relationships_checkinanswer (
    network_id, check_in_id, used, barrier, changed, promises, remaining_need, missing_voice, next_step,
    own, channel, answered_at, changed_at)
SELECT network_id, id, '', '', '', %(promises)s, '', '', %(next_step)s, '{}', 'link', now(), now()
FROM relationships_checkin WHERE id = %(check_in)s RETURNING id
"""
CHECK_IN_ANSWERED = """
UPDATE relationships_checkin SET state = 'answered', finished_at = now() WHERE id = %(check_in)s RETURNING id
"""

LAST_YEAR = """
submitted_at >= (date_trunc('day', now() AT TIME ZONE %(zone)s) - interval '1 year') AT TIME ZONE %(zone)s
"""
GROUPS = "rural_urban, vulnerability, jurisdiction_type"
EQUITY = {
    "reached": f"""
        SELECT j.rural_urban, j.vulnerability, j.jurisdiction_type, count(*) AS eligible,
            count(*) FILTER (WHERE EXISTS (
                SELECT FROM requests_app_ttarequest r
                WHERE r.organization_id = o.id AND r.status <> 'draft' AND r.{LAST_YEAR.strip()})) AS reached
        FROM directory_organization o LEFT JOIN directory_jurisdiction j ON j.id = o.jurisdiction_id
        WHERE o.is_recipient AND o.eligible_from <= now() AND (o.eligible_until IS NULL OR o.eligible_until > now())
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""",
    "replies": f"""
        SELECT {GROUPS}, count(*) AS due, count(*) FILTER (WHERE first_reply_at <= reply_due_at) AS within
        FROM requests_app_ttarequest WHERE status <> 'draft' AND {LAST_YEAR} AND reply_due_at <= now()
        AND NOT (status = 'on_hold' AND held_since < reply_due_at)
        AND NOT (first_reply_at IS NULL AND ended_at IS NOT NULL AND ended_at < reply_due_at)
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""",
    "waits": f"""
        SELECT rural_urban, count(*) AS requests, percentile_disc(0.5) WITHIN GROUP (
            ORDER BY extract(epoch FROM coalesce(first_reply_at, ended_at, now()) - submitted_at) / 3600) AS hours
        FROM requests_app_ttarequest WHERE status <> 'draft' AND {LAST_YEAR} GROUP BY 1 ORDER BY 1""",
}
KEPT_SPANS = """
    (span = 'month' AND starts_on > (now() AT TIME ZONE %(zone)s)::date - interval '1 year'
        AND starts_on < date_trunc('month', (now() AT TIME ZONE %(zone)s)::date)
    OR span = 'day' AND starts_on > (now() AT TIME ZONE %(zone)s)::date - interval '1 year'
        AND (starts_on >= date_trunc('month', (now() AT TIME ZONE %(zone)s)::date)
        OR date_trunc('month', starts_on) <= (now() AT TIME ZONE %(zone)s)::date - interval '1 year'))
"""
KEPT = {
    "reached": EQUITY["reached"],
    "replies": f"""
        SELECT {GROUPS}, sum(numbers[1])::bigint AS due, sum(numbers[2])::bigint AS within
        FROM summaries_sums WHERE kind = 'replies' AND {KEPT_SPANS} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""",
    "waits": f"""
        SELECT "group" AS rural_urban, max(requests) AS requests,
            min(hours) FILTER (WHERE sofar * 2 >= requests) AS hours
        FROM (SELECT "group", hours, sum(sum(replied + unwatched)) OVER (PARTITION BY "group" ORDER BY hours) AS sofar,
            sum(sum(replied + unwatched)) OVER (PARTITION BY "group") AS requests
            FROM summaries_waitsums WHERE dimension = 'rural_urban' AND {KEPT_SPANS} GROUP BY 1, 2) added
        GROUP BY 1 ORDER BY 1""",
}

"""Note the days of which something that is counted has changed, in the transaction that changes it.

Triggers, because bulk loads, imports and commands change rows as well as actions do. They run as whoever makes the
change, under the policies of the network in force. Nothing is unique here, so nobody waits for anybody.
"""

# ruff: noqa: S608  (the pieces of SQL are constants of ours)
from django.db import migrations

DAY = "({at} AT TIME ZONE network.time_zone)::date"
OF_REQUESTS = f"""
INSERT INTO summaries_change (network_id, subject, day)
SELECT DISTINCT row.network_id, 'requests', {DAY.format(at="row.submitted_at")}
FROM {{rows}} row JOIN tenancy_network network ON network.id = row.network_id WHERE row.submitted_at IS NOT NULL;
"""
OF_CHECK_INS = f"""
INSERT INTO summaries_change (network_id, subject, day)
SELECT DISTINCT row.network_id, 'check_ins', {DAY.format(at="row.asked_at")}
FROM {{rows}} row JOIN tenancy_network network ON network.id = row.network_id WHERE row.asked_at IS NOT NULL;
"""
OF_ANSWERS = OF_CHECK_INS.format(
    rows="(SELECT asked.* FROM relationships_checkin asked WHERE asked.id IN ({answers}))"
)
BOTH = "(SELECT OLD.network_id AS network_id, OLD.{at} AS {at} UNION SELECT NEW.network_id, NEW.{at})"
REQUESTS_OF = "(SELECT request.* FROM requests_app_ttarequest request WHERE request.organization_id IN ({places}))"
CHECK_INS_OF = """(SELECT asked.* FROM relationships_checkin asked JOIN requests_app_ttarequest request
  ON request.id = asked.tta_request_id WHERE request.organization_id IN ({places}))"""
OF_PLACES = OF_REQUESTS.format(rows=REQUESTS_OF) + OF_CHECK_INS.format(rows=CHECK_INS_OF)


def function(name: str, body: str) -> str:
    return f"""
CREATE FUNCTION summaries_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
{body}
RETURN NULL;
END $$;
"""


FUNCTIONS = (
    function("requests", OF_REQUESTS.format(rows="changed"))
    + function("check_ins", OF_CHECK_INS.format(rows="changed"))
    + function("answers", OF_ANSWERS.format(answers="SELECT check_in_id FROM changed"))
    + function("request", OF_REQUESTS.format(rows=BOTH.format(at="submitted_at")))
    + function("request_moved", OF_CHECK_INS.format(rows="(SELECT * FROM relationships_checkin WHERE tta_request_id = NEW.id)"))
    + function("check_in", OF_CHECK_INS.format(rows=BOTH.format(at="asked_at")))
    + function("answer", OF_ANSWERS.format(answers="SELECT NEW.check_in_id"))
    + function("place", OF_PLACES.format(places="SELECT NEW.id"))
    + function("area", OF_PLACES.format(places="SELECT place.id FROM directory_organization place WHERE place.jurisdiction_id = NEW.id"))
)  # fmt: skip
BATCHES = {"requests_app_ttarequest": "requests", "relationships_checkin": "check_ins", "relationships_checkinanswer": "answers"}  # fmt: skip
GROUPS = ("organization_id", "rural_urban", "vulnerability", "jurisdiction_type", "population_band")
APART = "('draft', 'merged', 'on_hold')"  # statuses that are counted otherwise than all others


def differs(*columns: str) -> str:
    return f"({', '.join(f'OLD.{one}' for one in columns)}) IS DISTINCT FROM ({', '.join(f'NEW.{one}' for one in columns)})"


SINGLE = (
    ("request", "requests_app_ttarequest",
     differs("submitted_at", "first_reply_at", "reply_due_at", "ended_at", "held_since", *GROUPS)
     + f" OR OLD.status <> NEW.status AND (OLD.status IN {APART} OR NEW.status IN {APART})"),
    ("request_moved", "requests_app_ttarequest", differs(*GROUPS)),
    ("check_in", "relationships_checkin",
     differs("asked_at", "closes_at", "tta_request_id") + " OR (OLD.state = 'cancelled') <> (NEW.state = 'cancelled')"),
    ("answer", "relationships_checkinanswer", differs("useful", "used", "changed", "check_in_id")),
    ("place", "directory_organization", differs("counts_in_equity", "jurisdiction_id")),
    ("area", "directory_jurisdiction", differs("jurisdiction_type")),
)  # fmt: skip
TRIGGERS = "".join(
    f"""
CREATE TRIGGER summaries_{verb.lower()} AFTER {verb} ON {table} REFERENCING {kept} TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION summaries_{name}();
"""
    for table, name in BATCHES.items()
    for verb, kept in (("INSERT", "NEW"), ("DELETE", "OLD"))
) + "".join(
    f"""
CREATE TRIGGER summaries_{name} AFTER UPDATE ON {table} FOR EACH ROW WHEN ({when})
EXECUTE FUNCTION summaries_{name}();
"""
    for name, table, when in SINGLE
)
NAMES = [*BATCHES.values(), *(name for name, _, _ in SINGLE)]
GONE = "".join(f"DROP FUNCTION summaries_{name}() CASCADE;" for name in NAMES)


class Migration(migrations.Migration):
    dependencies = [
        ("summaries", "0002_isolate_tenants"),
        ("relationships", "0002_isolate_tenants"),
        ("requests_app", "0002_isolate_tenants"),
    ]

    operations = [migrations.RunSQL(FUNCTIONS + TRIGGERS, GONE)]

"""Who had the last word in each conversation, from its last message."""

from django.db import migrations

LAST_WORDS = """
UPDATE requests_app_ttarequest AS r SET last_word = CASE
    WHEN m.role IN ('provider', 'administrator') THEN 'team' ELSE 'recipient' END
FROM (
    SELECT DISTINCT ON (t.tta_request_id) t.tta_request_id, a.role
    FROM requests_app_threadmessage t JOIN accounts_membership a ON a.id = t.author_id
    WHERE NOT t.is_internal ORDER BY t.tta_request_id, t.written_at DESC
) AS m WHERE m.tta_request_id = r.id
"""


def remember(apps, schema_editor):
    """Network by network: the owner is under row-level security too, and would change nothing."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT id FROM tenancy_network")
        for (network_id,) in cursor.fetchall():
            cursor.execute("SELECT set_config('app.network', %s, true)", [str(network_id)])
            cursor.execute(LAST_WORDS)
        cursor.execute("SELECT set_config('app.network', '', true)")


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0004_isolate_people_lists_and_questions")]

    operations = [migrations.RunPython(remember, migrations.RunPython.noop)]

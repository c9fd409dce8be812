"""Full-text search that can use its index although rows are kept apart by row-level security.

`@@` is not leakproof, so under a policy Postgres checks every row of the network before it looks at the index.
The function runs as the owner, reads the network from the same setting as the policies, and gives ids alone;
whoever calls it joins them back under its own policies.

A search finds nothing in what the person who searches is not shown, or not yet: a message counts from the moment it
goes out, and a need that is shared with the network is found by what other health departments see of it, all but the
words of weight D. The weights are asked for in the query itself, so that a word which must not be there is looked for
in the same places.
"""

from django.conf import settings
from django.db import migrations

OWNER_READS = """
CREATE POLICY owner_search ON requests_app_ttarequest FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_search ON requests_app_threadmessage FOR SELECT TO CURRENT_USER USING (true);
"""
FUNCTION = """
CREATE FUNCTION search_requests(words text, most integer, own_organization bigint DEFAULT NULL)
RETURNS TABLE (id bigint) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    network bigint := nullif(current_setting('app.network', true), '')::bigint;
    wanted tsquery := websearch_to_tsquery('english', words);
    shown tsquery := regexp_replace(wanted::text, '''((?:[^'']|'''')*)''', '''\\1'':ABC', 'g')::tsquery;
    in_requests text := format('r.search @@ %L::tsquery', wanted);
    in_messages text := format('m.search @@ %L::tsquery', wanted);
BEGIN
    IF network IS NULL OR numnode(wanted) = 0 THEN
        RETURN;
    END IF;
    IF own_organization IS NOT NULL THEN
        in_requests := format(
            '(r.organization_id = %1$L::bigint AND r.search @@ %2$L::tsquery
              OR r.visibility = ''network'' AND r.search @@ %3$L::tsquery)', own_organization, wanted, shown);
        in_messages := format(
            '%s AND NOT m.is_internal AND r.organization_id = %L::bigint', in_messages, own_organization);
    END IF;
    -- EXECUTE plans for these very words: a common one is found fastest along the date, a rare one by the index
    RETURN QUERY EXECUTE format(
        'SELECT found.id FROM (
            (SELECT r.id, r.touched_at FROM requests_app_ttarequest r
             WHERE r.network_id = %1$L::bigint AND %2$s
             ORDER BY r.touched_at DESC, r.id DESC LIMIT %4$s)
            UNION
            (SELECT r.id, r.touched_at FROM requests_app_threadmessage m
             JOIN requests_app_ttarequest r ON r.network_id = m.network_id AND r.id = m.tta_request_id
             WHERE m.network_id = %1$L::bigint AND %3$s AND m.taken_back_at IS NULL AND m.goes_out_at <= statement_timestamp()
             ORDER BY m.written_at DESC, m.id DESC LIMIT %4$s)
        ) found ORDER BY found.touched_at DESC, found.id DESC LIMIT %4$s',
        network, in_requests, in_messages, greatest(1, least(most, 5000)));
END $$;
REVOKE ALL ON FUNCTION search_requests(text, integer, bigint) FROM PUBLIC;
"""
GONE = """
DROP FUNCTION search_requests(text, integer, bigint);
DROP POLICY owner_search ON requests_app_ttarequest;
DROP POLICY owner_search ON requests_app_threadmessage;
"""


def let_app_search(apps, schema_editor):
    role = settings.DATABASES["default"]["USER"]
    schema_editor.execute(f'GRANT EXECUTE ON FUNCTION search_requests(text, integer, bigint) TO "{role}"')


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0002_isolate_tenants")]

    operations = [
        migrations.RunSQL(OWNER_READS, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTION, GONE),
        migrations.RunPython(let_app_search, migrations.RunPython.noop),
    ]

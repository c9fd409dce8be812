"""One trip to the database for each mail: note that the one before was accepted, and let this one go.

It runs as whoever calls it, under the policies of the network in force; its plans are made once for a connection.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION outbox_let_go(
    courier bigint, accepted bigint, accepted_at timestamptz, accepted_text text, accepted_html text,
    going bigint, going_email text, going_kind text
) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    IF accepted IS NOT NULL THEN
        UPDATE outbox_message
        SET state = 'sent', sent_at = accepted_at, last_error = '', text = accepted_text, html = accepted_html
        WHERE id = accepted AND claimed_by = courier AND state IN ('sending', 'unconfirmed');
    END IF;
    UPDATE outbox_message SET state = 'sending'
    WHERE id = going AND claimed_by = courier AND state = 'claimed' AND NOT EXISTS (
        SELECT FROM outbox_suppression WHERE email = going_email AND (NOT check_ins_only OR going_kind = 'check_in'));
    RETURN FOUND;
END $$;
"""
GONE = "DROP FUNCTION outbox_let_go(bigint, bigint, timestamptz, text, text, bigint, text, text)"


class Migration(migrations.Migration):
    dependencies = [("outbox", "0002_isolate_tenants")]

    operations = [migrations.RunSQL(FUNCTION, GONE)]

from django.db import migrations

BEGIN = """
INSERT INTO events_cursor (reader, transaction, event_id)
SELECT 'events.effects', transaction, event_id
FROM events_cursor WHERE reader = 'events.live'
ON CONFLICT DO NOTHING
"""
"""What happened before had its effects: the reader that queues them begins behind it."""


class Migration(migrations.Migration):
    dependencies = [("events", "0005_token_name")]
    operations = [migrations.RunSQL(BEGIN, migrations.RunSQL.noop)]

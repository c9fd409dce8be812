from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outbox", "0002_isolate_tenants")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="reader",
            field=models.BigIntegerField(
                blank=True, null=True, verbose_name="Whose leave to read is asked for again before it goes out"
            ),
        ),
    ]

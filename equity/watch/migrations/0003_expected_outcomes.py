from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("watch", "0002_isolate_tenants")]

    operations = [
        migrations.AddField(model_name="watch", name="expected", field=models.FloatField(default=0)),
    ]

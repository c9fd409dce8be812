from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("relationships", "0004_isolate_rhythm"), ("peers", "0001_introductions")]

    operations = [IsolateTenant("PeerOffer", "Introduction", "PeerAgreement")]

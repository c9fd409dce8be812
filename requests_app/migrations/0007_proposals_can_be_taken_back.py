from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0006_search_what_one_is_shown")]

    operations = [
        migrations.AlterField(
            model_name="referral",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "Waiting for the requester's word"),
                    ("offered", "Offered"),
                    ("accepted", "Accepted"),
                    ("introduced", "Introduced"),
                    ("confirmed", "Outcome confirmed"),
                    ("returned", "Returned"),
                    ("refused", "The requester would rather not"),
                    ("taken_back", "Taken back before the requester answered"),
                ],
                default="offered",
                max_length=12,
            ),
        ),
        migrations.RemoveConstraint(model_name="referral", name="referral_shared_after_consent"),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("consented_at__isnull", False))
                | models.Q(("state__in", ["proposed", "refused", "taken_back"])),
                name="referral_shared_after_consent",
            ),
        ),
    ]

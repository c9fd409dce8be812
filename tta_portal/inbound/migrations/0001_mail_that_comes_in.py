import django.db.models.deletion
import django.utils.timezone
import tta_portal.tenancy.operations
import tta_portal.tenancy.scope
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_people"),
        ("tenancy", "0001_networks"),
    ]

    operations = [
        tta_portal.tenancy.operations.MakeWhole(
            operations=[
                migrations.CreateModel(
                    name="InboundMail",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "network",
                            models.ForeignKey(
                                db_index=False,
                                default=tta_portal.tenancy.scope.network_in_force,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.network",
                            ),
                        ),
                        ("received_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("rcpt", models.CharField(max_length=254)),
                        ("message_id", models.CharField(blank=True, max_length=250)),
                        ("from_email", models.CharField(blank=True, max_length=254)),
                        ("from_name", models.CharField(blank=True, max_length=200)),
                        ("to", models.TextField(blank=True)),
                        ("subject", models.CharField(blank=True, max_length=500)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waits for a person"),
                                    ("joined", "Joined to what it is about"),
                                    ("opened", "Opened something new"),
                                    ("ignored", "Left aside"),
                                    ("bounced", "A mail of ours did not arrive"),
                                    ("failed", "Could not be read"),
                                ],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        (
                            "handled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        ("handled_at", models.DateTimeField(blank=True, null=True)),
                        ("processed_at", models.DateTimeField(blank=True, null=True)),
                        ("digest", models.CharField(max_length=64)),
                        ("key", models.CharField(max_length=100)),
                        ("size", models.PositiveBigIntegerField()),
                        ("was_cut", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(fields=["network", "state", "-received_at"], name="inboundmail_by_state"),
                            models.Index(
                                fields=["network", "from_email", "received_at"], name="inboundmail_by_sender"
                            ),
                            models.Index(fields=["network", "message_id"], name="inboundmail_by_message_id"),
                            models.Index(
                                condition=models.Q(("processed_at", None)),
                                fields=["network", "received_at"],
                                name="inboundmail_unprocessed",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("network", "digest"), name="inboundmail_counts_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["waiting", "joined", "opened", "ignored", "bounced", "failed"])
                                ),
                                name="inboundmail_state_known",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]

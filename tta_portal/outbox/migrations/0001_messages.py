import django.db.models.deletion
import django.utils.timezone
import tta_portal.tenancy.operations
import tta_portal.tenancy.scope
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenancy", "0001_networks"),
    ]

    operations = [
        tta_portal.tenancy.operations.MakeWhole(
            operations=[
                migrations.CreateModel(
                    name="Message",
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
                        ("dedupe_key", models.CharField(max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("notice", "Notice"), ("check_in", "Check-in")],
                                default="notice",
                                max_length=10,
                            ),
                        ),
                        ("to_email", models.EmailField(max_length=254)),
                        ("to_name", models.CharField(blank=True, max_length=120)),
                        ("subject", models.CharField(max_length=200)),
                        ("text", models.TextField()),
                        ("html", models.TextField()),
                        ("headers", models.JSONField(blank=True, default=dict)),
                        ("message_id", models.CharField(max_length=160)),
                        ("date", models.DateTimeField(default=django.utils.timezone.now)),
                        ("about", models.CharField(blank=True, max_length=60)),
                        (
                            "reader",
                            models.BigIntegerField(
                                blank=True,
                                null=True,
                                verbose_name="Whose leave to read is asked for again before it goes out",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("due", "Waiting to go out"),
                                    ("claimed", "Being prepared"),
                                    ("sending", "Being sent"),
                                    ("sent", "Sent"),
                                    ("retry", "Will be tried again"),
                                    ("dead", "Given up"),
                                    ("suppressed", "Not sent: the address asked us to stop or does not exist"),
                                    ("cancelled", "Cancelled before it was sent"),
                                    ("unconfirmed", "Sent, but the mail server's answer was lost"),
                                ],
                                default="due",
                                max_length=12,
                            ),
                        ),
                        ("due_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("time_zone", models.CharField(default="UTC", max_length=40)),
                        ("any_hour", models.BooleanField(default=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("claimed_by", models.BigIntegerField(blank=True, null=True)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("last_error", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ("due", "retry"))),
                                fields=["network", "due_at"],
                                name="message_waiting",
                            ),
                            models.Index(
                                condition=models.Q(("state", "sent"), _negated=True),
                                fields=["network", "state"],
                                name="message_not_sent",
                            ),
                            models.Index(fields=["network", "to_email", "kind", "sent_at"], name="message_by_person"),
                            models.Index(fields=["network", "message_id"], name="message_by_message_id"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("network", "dedupe_key"), name="message_once_per_key"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "due",
                                            "claimed",
                                            "sending",
                                            "sent",
                                            "retry",
                                            "dead",
                                            "suppressed",
                                            "cancelled",
                                            "unconfirmed",
                                        ],
                                    )
                                ),
                                name="message_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("claimed", "sending")), _negated=True),
                                    ("claimed_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="message_held_by_someone",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Suppression",
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
                        ("email", models.EmailField(max_length=254)),
                        ("reason", models.CharField(max_length=200)),
                        ("check_ins_only", models.BooleanField(default=False)),
                        ("since", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(fields=("network", "email"), name="suppression_once_per_address")
                        ],
                    },
                ),
            ],
        ),
    ]

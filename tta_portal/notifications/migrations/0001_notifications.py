import datetime
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
                    name="Notification",
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
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notifications",
                                to="accounts.membership",
                            ),
                        ),
                        ("key", models.CharField(max_length=160)),
                        ("about", models.CharField(blank=True, max_length=60)),
                        ("words", models.CharField(max_length=200)),
                        ("path", models.CharField(max_length=300)),
                        ("for_digest", models.BooleanField(default=False)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("read_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-created_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(fields=["network", "member", "-created_at"], name="notification_by_member"),
                            models.Index(
                                condition=models.Q(("read_at", None)),
                                fields=["network", "member"],
                                name="notification_unread",
                            ),
                            models.Index(
                                condition=models.Q(("for_digest", True), ("read_at", None)),
                                fields=["network", "member", "created_at"],
                                name="notification_for_digest",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("member", "key"), name="notification_once_per_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Preference",
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
                        (
                            "member",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="preference",
                                to="accounts.membership",
                            ),
                        ),
                        (
                            "mail",
                            models.CharField(
                                choices=[
                                    ("now", "At once"),
                                    ("daily", "Once a day, together"),
                                    ("none", "Not by mail: I look here"),
                                ],
                                default="now",
                                max_length=5,
                            ),
                        ),
                        ("quiet_from", models.TimeField(blank=True, null=True)),
                        ("quiet_until", models.TimeField(blank=True, null=True)),
                        ("digest_at", models.TimeField(default=datetime.time(8, 0))),
                        ("single_keys", models.BooleanField(default=True)),
                        ("digested_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("mail__in", ["now", "daily", "none"])),
                                name="preference_mail_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("quiet_from", None), ("quiet_until", None)),
                                    models.Q(("quiet_from__isnull", False), ("quiet_until__isnull", False)),
                                    _connector="OR",
                                ),
                                name="preference_quiet_hours_have_two_ends",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]

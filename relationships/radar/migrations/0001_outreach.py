import django.db.models.deletion
import django.utils.timezone
import tta_portal.tenancy.operations
import tta_portal.tenancy.scope
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_people"),
        ("directory", "0001_places_and_organizations"),
        ("tenancy", "0001_networks"),
    ]

    operations = [
        tta_portal.tenancy.operations.MakeWhole(
            operations=[
                migrations.CreateModel(
                    name="Outreach",
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
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outreaches",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "assigned_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("made", "Tried, no answer yet"),
                                    ("answered", "They answered"),
                                ],
                                default="planned",
                                max_length=8,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=1000)),
                        (
                            "planned_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        ("planned_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("made_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-planned_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [models.Index(fields=["network", "made_at"], name="outreach_by_date")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at", None), ("made_at", None), ("state", "planned")),
                                    models.Q(("answered_at", None), ("made_at__isnull", False), ("state", "made")),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("made_at__isnull", False),
                                        ("state", "answered"),
                                    ),
                                    _connector="OR",
                                ),
                                name="outreach_state_has_its_dates",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "answered"), _negated=True),
                                fields=("organization",),
                                name="outreach_one_under_way",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]

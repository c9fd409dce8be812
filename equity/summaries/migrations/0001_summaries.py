import django.contrib.postgres.fields
import django.db.models.deletion
import tta_portal.tenancy.operations
import tta_portal.tenancy.scope
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenancy", "0002_isolate_tenants"),
    ]

    operations = [
        tta_portal.tenancy.operations.MakeWhole(
            operations=[
                migrations.CreateModel(
                    name="Change",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                choices=[("requests", "Requests"), ("check_ins", "Check Ins")], max_length=12
                            ),
                        ),
                        ("day", models.DateField()),
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
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(fields=["network", "subject", "day"], name="summaries_change_by_day")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pending",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("replies", "Replies"), ("waits", "Waits"), ("answers", "Answers")],
                                max_length=12,
                            ),
                        ),
                        ("item", models.BigIntegerField()),
                        ("day", models.DateField()),
                        ("counts_from", models.DateTimeField()),
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
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(fields=["network", "kind", "counts_from"], name="summaries_pending_by_time"),
                            models.Index(fields=["network", "kind", "day"], name="summaries_pending_by_day"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Standing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("zone", models.CharField(max_length=64)),
                        ("rebuilt_at", models.DateTimeField()),
                        ("counted_at", models.DateTimeField()),
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
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [models.UniqueConstraint(fields=("network",), name="summaries_one_standing")],
                    },
                ),
                migrations.CreateModel(
                    name="Sums",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("replies", "Replies"), ("waits", "Waits"), ("answers", "Answers")],
                                max_length=12,
                            ),
                        ),
                        ("span", models.CharField(choices=[("day", "Day"), ("month", "Month")], max_length=5)),
                        ("starts_on", models.DateField()),
                        ("rural_urban", models.CharField(max_length=20)),
                        ("vulnerability", models.CharField(max_length=20)),
                        ("jurisdiction_type", models.CharField(max_length=20)),
                        (
                            "numbers",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveIntegerField(), size=None
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
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(
                                fields=["network", "kind", "span", "starts_on"], name="summaries_sums_by_span"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WaitSums",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "dimension",
                            models.CharField(
                                choices=[
                                    ("rural_urban", "Rural or urban"),
                                    ("vulnerability", "Social vulnerability"),
                                    ("jurisdiction_type", "Type of jurisdiction"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("span", models.CharField(choices=[("day", "Day"), ("month", "Month")], max_length=5)),
                        ("starts_on", models.DateField()),
                        ("group", models.CharField(max_length=20)),
                        ("hours", models.FloatField()),
                        ("replied", models.PositiveIntegerField()),
                        ("unwatched", models.PositiveIntegerField()),
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
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(
                                fields=["network", "dimension", "span", "starts_on"], name="summaries_waits_by_span"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KeptCounts",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("panel", models.CharField(max_length=20)),
                        ("period", models.CharField(max_length=20)),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("counted_at", models.DateTimeField()),
                        ("counts", models.JSONField()),
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
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(fields=("network", "panel", "period"), name="summaries_kept_once")
                        ],
                    },
                ),
            ]
        )
    ]

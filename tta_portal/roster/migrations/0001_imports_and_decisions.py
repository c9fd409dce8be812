import django.db.models.deletion
import django.utils.timezone
import tta_portal.tenancy.scope
from django.db import migrations, models

from tta_portal.tenancy.operations import MakeWhole


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_isolate_tenants"),
        ("directory", "0003_consent_and_several_counties"),
        ("tenancy", "0002_isolate_tenants"),
    ]

    operations = [
        MakeWhole(
            operations=[
                migrations.CreateModel(
                    name="CareDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                choices=[
                                    ("count", "Count us in shared tables"),
                                    ("do_not_count", "Do not count us"),
                                    ("delete", "Delete the figures about us"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300)),
                        ("happened_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
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
                                related_name="care_decisions",
                                to="directory.organization",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(
                                fields=["network", "organization", "-happened_at"], name="caredecision_newest"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("decision__in", ["count", "do_not_count", "delete"])),
                                name="caredecision_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportRun",
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
                                choices=[
                                    ("roster", "A roster: our places and their health departments"),
                                    ("svi", "Social Vulnerability Index (CDC/ATSDR)"),
                                    ("rucc", "Rural-Urban Continuum Codes (USDA)"),
                                    ("nchs", "Urban-rural classification (NCHS)"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("name", models.CharField(max_length=150)),
                        ("content", models.BinaryField(blank=True, default=bytes)),
                        ("columns", models.JSONField(blank=True, default=dict)),
                        ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("source", models.CharField(blank=True, max_length=120)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("kept", "Columns to be matched"),
                                    ("checked", "Waits for your yes"),
                                    ("done", "Done"),
                                    ("undone", "Undone"),
                                ],
                                default="kept",
                                max_length=8,
                            ),
                        ),
                        ("counts", models.JSONField(blank=True, default=dict)),
                        ("entries", models.JSONField(blank=True, default=list)),
                        ("profiles", models.JSONField(blank=True, default=list)),
                        ("refused", models.JSONField(blank=True, default=list)),
                        ("notes", models.JSONField(blank=True, default=list)),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
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
                            "undone_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [models.Index(fields=["network", "-made_at"], name="importrun_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["kept", "checked", "done", "undone"])),
                                name="importrun_state_known",
                            )
                        ],
                    },
                ),
            ]
        )
    ]

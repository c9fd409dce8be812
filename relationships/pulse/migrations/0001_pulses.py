import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import tta_portal.tenancy.operations
import tta_portal.tenancy.scope
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_people"),
        ("directory", "0001_places_and_organizations"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("tenancy", "0001_networks"),
    ]

    operations = [
        tta_portal.tenancy.operations.MakeWhole(
            operations=[
                migrations.CreateModel(
                    name="Pulse",
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
                                related_name="pulses",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[
                                    ("recipient", "The health department, of the TTA team"),
                                    ("provider", "The TTA team, of the health department"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("closes_at", models.DateTimeField()),
                        ("token_hash", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(
                                fields=["network", "organization", "direction", "-asked_at"],
                                name="pulse_by_organization",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("network", "token_hash"), name="pulse_key_once"),
                            models.CheckConstraint(
                                condition=models.Q(("direction__in", ["recipient", "provider"])),
                                name="pulse_direction_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PulseAnswer",
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
                            "pulse",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="answer", to="pulse.pulse"
                            ),
                        ),
                        ("reliability", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("openness", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("shared_mission", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("influence", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("resources", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("involvement", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("shares", models.BooleanField(default=False)),
                        ("answered_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reliability__isnull", True),
                                    models.Q(("reliability__gte", 1), ("reliability__lte", 4)),
                                    _connector="OR",
                                ),
                                name="pulse_reliability_1_to_4",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("openness__isnull", True),
                                    models.Q(("openness__gte", 1), ("openness__lte", 4)),
                                    _connector="OR",
                                ),
                                name="pulse_openness_1_to_4",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("shared_mission__isnull", True),
                                    models.Q(("shared_mission__gte", 1), ("shared_mission__lte", 4)),
                                    _connector="OR",
                                ),
                                name="pulse_shared_mission_1_to_4",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("influence__isnull", True),
                                    models.Q(("influence__gte", 1), ("influence__lte", 4)),
                                    _connector="OR",
                                ),
                                name="pulse_influence_1_to_4",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("resources__isnull", True),
                                    models.Q(("resources__gte", 1), ("resources__lte", 4)),
                                    _connector="OR",
                                ),
                                name="pulse_resources_1_to_4",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("involvement__isnull", True),
                                    models.Q(("involvement__gte", 1), ("involvement__lte", 4)),
                                    _connector="OR",
                                ),
                                name="pulse_involvement_1_to_4",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PulseAnswerHistory",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="pulse.pulseanswer",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "network",
                            models.ForeignKey(
                                db_constraint=False,
                                default=tta_portal.tenancy.scope.network_in_force,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tenancy.network",
                            ),
                        ),
                        (
                            "pulse",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="pulse.pulse",
                            ),
                        ),
                        ("reliability", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("openness", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("shared_mission", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("influence", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("resources", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("involvement", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("shares", models.BooleanField(default=False)),
                        ("answered_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PulseSetting",
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
                            "times_a_year",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "Not at all"), (1, "Once a year"), (2, "Twice a year")], default=0
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(fields=("network",), name="pulse_setting_once"),
                            models.CheckConstraint(
                                condition=models.Q(("times_a_year__lte", 2)), name="pulse_at_most_twice_a_year"
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pulseanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "pulse_pulseanswerhistory" ("answered_at", "changed_at", "id", "influence", "involvement", "network_id", "openness", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pulse_id", "reliability", "resources", "shared_mission", "shares") VALUES (OLD."answered_at", OLD."changed_at", OLD."id", OLD."influence", OLD."involvement", OLD."network_id", OLD."openness", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."pulse_id", OLD."reliability", OLD."resources", OLD."shared_mission", OLD."shares"); RETURN NULL;',
                            hash="e602516bc4b5fedb41cdc3354b161f4c525d9489",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_42e0b",
                            table="pulse_pulseanswer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pulseanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pulse_pulseanswerhistory" ("answered_at", "changed_at", "id", "influence", "involvement", "network_id", "openness", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pulse_id", "reliability", "resources", "shared_mission", "shares") VALUES (OLD."answered_at", OLD."changed_at", OLD."id", OLD."influence", OLD."involvement", OLD."network_id", OLD."openness", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pulse_id", OLD."reliability", OLD."resources", OLD."shared_mission", OLD."shares"); RETURN NULL;',
                            hash="b39ca94dd95dbdaed5c8064759f26c193dc26c52",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ef1e3",
                            table="pulse_pulseanswer",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tta_portal.tenancy.operations
import tta_portal.tenancy.scope
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("tenancy", "0001_networks"),
    ]

    operations = [
        tta_portal.tenancy.operations.MakeWhole(
            operations=[
                migrations.CreateModel(
                    name="Contact",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contacts",
                                to="directory.organization",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("title", models.CharField(blank=True, max_length=120)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        ("phone", models.CharField(blank=True, max_length=40)),
                        ("left_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [models.Index(fields=["network", "organization"], name="contact_by_organization")],
                    },
                ),
                migrations.CreateModel(
                    name="Hub",
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
                        ("name", models.CharField(max_length=120)),
                        (
                            "states",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=2), blank=True, default=list, size=None
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(fields=("network", "name"), name="hub_name_once_per_network")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Jurisdiction",
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
                            "jurisdiction_type",
                            models.CharField(
                                choices=[
                                    ("state", "State"),
                                    ("local", "Local"),
                                    ("tribal", "Tribal"),
                                    ("territorial", "Territory"),
                                    ("freely_associated", "Freely associated state"),
                                ],
                                default="local",
                                max_length=20,
                            ),
                        ),
                        (
                            "population_band",
                            models.CharField(
                                choices=[
                                    ("small", "Under 50,000"),
                                    ("medium", "50,000 to 499,999"),
                                    ("large", "500,000 and more"),
                                    ("unknown", "Not known"),
                                ],
                                default="unknown",
                                max_length=10,
                            ),
                        ),
                        (
                            "rural_urban",
                            models.CharField(
                                choices=[
                                    ("metro", "Metro"),
                                    ("rural_adjacent", "Rural, next to a metro area"),
                                    ("rural_remote", "Rural, remote"),
                                    ("not_classified", "Not classified"),
                                ],
                                default="not_classified",
                                max_length=20,
                            ),
                        ),
                        (
                            "vulnerability",
                            models.CharField(
                                choices=[
                                    ("q1", "Q1, least vulnerable"),
                                    ("q2", "Q2"),
                                    ("q3", "Q3"),
                                    ("q4", "Q4, most vulnerable"),
                                    ("not_classified", "Not classified"),
                                ],
                                default="not_classified",
                                max_length=20,
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
                        ("state", models.CharField(blank=True, max_length=2)),
                        ("fips", models.CharField(blank=True, max_length=5)),
                        ("population", models.PositiveIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [models.Index(fields=["network", "state", "name"], name="jurisdiction_by_state")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("fips", ""), _negated=True),
                                fields=("network", "fips"),
                                name="jurisdiction_fips_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("fips", ""), ("fips__regex", "^\\d{2}(\\d{3})?$"), _connector="OR"
                                ),
                                name="jurisdiction_fips",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Descriptor",
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
                            "jurisdiction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="descriptors",
                                to="directory.jurisdiction",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("population", "Population"),
                                    ("rural_urban", "Rural-urban class"),
                                    ("vulnerability", "Social vulnerability quartile"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("value", models.CharField(max_length=40)),
                        ("as_of", models.DateField()),
                        ("source", models.CharField(max_length=120)),
                        ("is_synthetic", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("network", "jurisdiction", "kind", "as_of"), name="descriptor_once_per_vintage"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="JurisdictionHistory",
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
                                to="directory.jurisdiction",
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
                            "jurisdiction_type",
                            models.CharField(
                                choices=[
                                    ("state", "State"),
                                    ("local", "Local"),
                                    ("tribal", "Tribal"),
                                    ("territorial", "Territory"),
                                    ("freely_associated", "Freely associated state"),
                                ],
                                default="local",
                                max_length=20,
                            ),
                        ),
                        (
                            "population_band",
                            models.CharField(
                                choices=[
                                    ("small", "Under 50,000"),
                                    ("medium", "50,000 to 499,999"),
                                    ("large", "500,000 and more"),
                                    ("unknown", "Not known"),
                                ],
                                default="unknown",
                                max_length=10,
                            ),
                        ),
                        (
                            "rural_urban",
                            models.CharField(
                                choices=[
                                    ("metro", "Metro"),
                                    ("rural_adjacent", "Rural, next to a metro area"),
                                    ("rural_remote", "Rural, remote"),
                                    ("not_classified", "Not classified"),
                                ],
                                default="not_classified",
                                max_length=20,
                            ),
                        ),
                        (
                            "vulnerability",
                            models.CharField(
                                choices=[
                                    ("q1", "Q1, least vulnerable"),
                                    ("q2", "Q2"),
                                    ("q3", "Q3"),
                                    ("q4", "Q4, most vulnerable"),
                                    ("not_classified", "Not classified"),
                                ],
                                default="not_classified",
                                max_length=20,
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
                        ("state", models.CharField(blank=True, max_length=2)),
                        ("fips", models.CharField(blank=True, max_length=5)),
                        ("population", models.PositiveIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Organization",
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
                        ("name", models.CharField(max_length=160)),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("recipient", "Health department"),
                                        ("provider", "TTA provider"),
                                        ("community", "Community partner"),
                                        ("academic", "Academic partner"),
                                    ],
                                    max_length=12,
                                ),
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "is_recipient",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.ExpressionWrapper(
                                    models.Q(("kinds__contains", ["recipient"])), output_field=models.BooleanField()
                                ),
                                output_field=models.BooleanField(),
                            ),
                        ),
                        (
                            "jurisdiction",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="organizations",
                                to="directory.jurisdiction",
                            ),
                        ),
                        (
                            "hub",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="organizations",
                                to="directory.hub",
                            ),
                        ),
                        ("time_zone", models.CharField(default="America/New_York", max_length=40)),
                        ("language", models.CharField(default="en", max_length=5)),
                        ("eligible_from", models.DateField(blank=True, null=True)),
                        ("eligible_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(fields=["network", "name"], name="organization_by_name"),
                            models.Index(
                                condition=models.Q(("is_recipient", True)),
                                fields=["network", "eligible_from"],
                                name="organization_roster",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kinds__contained_by", ["recipient", "provider", "community", "academic"]),
                                    models.Q(("kinds", []), _negated=True),
                                ),
                                name="organization_kinds_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactHistory",
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
                                to="directory.contact",
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
                            "organization",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="directory.organization",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("title", models.CharField(blank=True, max_length=120)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        ("phone", models.CharField(blank=True, max_length=40)),
                        ("left_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationHistory",
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
                                to="directory.organization",
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
                        ("name", models.CharField(max_length=160)),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("recipient", "Health department"),
                                        ("provider", "TTA provider"),
                                        ("community", "Community partner"),
                                        ("academic", "Academic partner"),
                                    ],
                                    max_length=12,
                                ),
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "is_recipient",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.ExpressionWrapper(
                                    models.Q(("kinds__contains", ["recipient"])), output_field=models.BooleanField()
                                ),
                                output_field=models.BooleanField(),
                            ),
                        ),
                        (
                            "jurisdiction",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="directory.jurisdiction",
                            ),
                        ),
                        (
                            "hub",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="directory.hub",
                            ),
                        ),
                        ("time_zone", models.CharField(default="America/New_York", max_length=40)),
                        ("language", models.CharField(default="en", max_length=5)),
                        ("eligible_from", models.DateField(blank=True, null=True)),
                        ("eligible_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Holiday",
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
                        ("day", models.DateField()),
                        ("name", models.CharField(max_length=120)),
                    ],
                    options={
                        "ordering": ["day"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(fields=("network", "day"), name="holiday_once_per_day")
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="jurisdiction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "directory_jurisdictionhistory" ("fips", "id", "jurisdiction_type", "name", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "population_band", "rural_urban", "state", "vulnerability") VALUES (OLD."fips", OLD."id", OLD."jurisdiction_type", OLD."name", OLD."network_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."population", OLD."population_band", OLD."rural_urban", OLD."state", OLD."vulnerability"); RETURN NULL;',
                            hash="f883d0113dae60dd9768a0f0123635f6398caa01",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_88ec4",
                            table="directory_jurisdiction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="jurisdiction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "directory_jurisdictionhistory" ("fips", "id", "jurisdiction_type", "name", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "population_band", "rural_urban", "state", "vulnerability") VALUES (OLD."fips", OLD."id", OLD."jurisdiction_type", OLD."name", OLD."network_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."population", OLD."population_band", OLD."rural_urban", OLD."state", OLD."vulnerability"); RETURN NULL;',
                            hash="1fcb6ffd450b857cd22039cbcb26c67793db45b6",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_29810",
                            table="directory_jurisdiction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organization",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "directory_organizationhistory" ("eligible_from", "eligible_until", "hub_id", "id", "jurisdiction_id", "kinds", "language", "name", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "time_zone") VALUES (OLD."eligible_from", OLD."eligible_until", OLD."hub_id", OLD."id", OLD."jurisdiction_id", OLD."kinds", OLD."language", OLD."name", OLD."network_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."time_zone"); RETURN NULL;',
                            hash="f93437b2abc04e93cefa11ec2dabcc9449cc3b90",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9694d",
                            table="directory_organization",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organization",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "directory_organizationhistory" ("eligible_from", "eligible_until", "hub_id", "id", "jurisdiction_id", "kinds", "language", "name", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "time_zone") VALUES (OLD."eligible_from", OLD."eligible_until", OLD."hub_id", OLD."id", OLD."jurisdiction_id", OLD."kinds", OLD."language", OLD."name", OLD."network_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."time_zone"); RETURN NULL;',
                            hash="7a319e9551a3cfa7e787441226ee90ea4862ab44",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0d755",
                            table="directory_organization",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "directory_contacthistory" ("email", "id", "left_on", "name", "network_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title") VALUES (OLD."email", OLD."id", OLD."left_on", OLD."name", OLD."network_id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."phone", OLD."title"); RETURN NULL;',
                            hash="a96fd1154cc4e03769e9c009adc3d0f729814a32",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_190bf",
                            table="directory_contact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "directory_contacthistory" ("email", "id", "left_on", "name", "network_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title") VALUES (OLD."email", OLD."id", OLD."left_on", OLD."name", OLD."network_id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."title"); RETURN NULL;',
                            hash="61256313a23aa1f001266e29b64c0140a5c54e0b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_319e0",
                            table="directory_contact",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]

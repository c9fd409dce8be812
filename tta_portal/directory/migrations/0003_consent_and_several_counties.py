import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from tta_portal.tenancy.operations import MakeWhole


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0002_isolate_tenants"),
    ]

    operations = [
        MakeWhole(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name="jurisdiction",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="jurisdiction",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="organization",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="organization",
                    name="delete_delete",
                ),
                migrations.AddField(
                    model_name="jurisdiction",
                    name="counties",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5), blank=True, default=list, size=None
                    ),
                ),
                migrations.AddField(
                    model_name="jurisdictionhistory",
                    name="counties",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5), blank=True, default=list, size=None
                    ),
                ),
                migrations.AddField(
                    model_name="organization",
                    name="counts_in_equity",
                    field=models.BooleanField(
                        default=False, help_text="A Tribe's own word; of others it says nothing."
                    ),
                ),
                migrations.AddField(
                    model_name="organizationhistory",
                    name="counts_in_equity",
                    field=models.BooleanField(
                        default=False, help_text="A Tribe's own word; of others it says nothing."
                    ),
                ),
                migrations.AlterField(
                    model_name="descriptor",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("population", "Population"),
                            ("rural_urban", "Rural-urban class"),
                            ("vulnerability", "Social vulnerability quartile"),
                            ("svi_theme_1", "Vulnerability: income, work and schooling"),
                            ("svi_theme_2", "Vulnerability: households"),
                            ("svi_theme_3", "Vulnerability: minority status"),
                            ("svi_theme_4", "Vulnerability: housing and transport"),
                            ("share_in_q4", "Residents in counties of the most vulnerable quarter"),
                            ("nchs", "Rural-urban class of the NCHS"),
                        ],
                        max_length=20,
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="jurisdiction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "directory_jurisdictionhistory" ("counties", "fips", "id", "jurisdiction_type", "name", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "population_band", "rural_urban", "state", "vulnerability") VALUES (OLD."counties", OLD."fips", OLD."id", OLD."jurisdiction_type", OLD."name", OLD."network_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."population", OLD."population_band", OLD."rural_urban", OLD."state", OLD."vulnerability"); RETURN NULL;',
                            hash="d095e38a94286e5c81d72b6881447153ea6c59fc",
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
                            func='INSERT INTO "directory_jurisdictionhistory" ("counties", "fips", "id", "jurisdiction_type", "name", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "population_band", "rural_urban", "state", "vulnerability") VALUES (OLD."counties", OLD."fips", OLD."id", OLD."jurisdiction_type", OLD."name", OLD."network_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."population", OLD."population_band", OLD."rural_urban", OLD."state", OLD."vulnerability"); RETURN NULL;',
                            hash="b96b8281d4ff0ef55dc72206d3bdd7626ec2ae65",
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
                            func='INSERT INTO "directory_organizationhistory" ("counts_in_equity", "eligible_from", "eligible_until", "hub_id", "id", "jurisdiction_id", "kinds", "language", "name", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "time_zone") VALUES (OLD."counts_in_equity", OLD."eligible_from", OLD."eligible_until", OLD."hub_id", OLD."id", OLD."jurisdiction_id", OLD."kinds", OLD."language", OLD."name", OLD."network_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."time_zone"); RETURN NULL;',
                            hash="805e66f09fc45599944c10b5930dcddbbf105d21",
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
                            func='INSERT INTO "directory_organizationhistory" ("counts_in_equity", "eligible_from", "eligible_until", "hub_id", "id", "jurisdiction_id", "kinds", "language", "name", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "time_zone") VALUES (OLD."counts_in_equity", OLD."eligible_from", OLD."eligible_until", OLD."hub_id", OLD."id", OLD."jurisdiction_id", OLD."kinds", OLD."language", OLD."name", OLD."network_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."time_zone"); RETURN NULL;',
                            hash="f20b31207a9a3d2d350c946edfcf731d1a617112",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0d755",
                            table="directory_organization",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        )
    ]

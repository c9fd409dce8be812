import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
import tta_portal.tenancy.scope
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_users"),
        ("directory", "0001_places_and_organizations"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("tenancy", "0001_networks"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="organization",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="directory.organization",
            ),
        ),
        migrations.AddField(
            model_name="joinrequest",
            name="network",
            field=models.ForeignKey(
                db_index=False,
                default=tta_portal.tenancy.scope.network_in_force,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.network",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="network",
            field=models.ForeignKey(
                db_index=False,
                default=tta_portal.tenancy.scope.network_in_force,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.network",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="organization",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="members",
                to="directory.organization",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="joinrequest",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="accounts.membership"
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="invited_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="accounts.membership"
            ),
        ),
        migrations.AddField(
            model_name="apitoken",
            name="membership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="api_tokens", to="accounts.membership"
            ),
        ),
        migrations.AddField(
            model_name="membershiphistory",
            name="network",
            field=models.ForeignKey(
                db_constraint=False,
                default=tta_portal.tenancy.scope.network_in_force,
                editable=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="tenancy.network",
            ),
        ),
        migrations.AddField(
            model_name="membershiphistory",
            name="organization",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="directory.organization",
            ),
        ),
        migrations.AddField(
            model_name="membershiphistory",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="membershiphistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="membershiphistory",
            name="user",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"), name="user_email_once_in_any_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(fields=("network", "user"), name="membership_once_per_network"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["requester", "partner", "provider", "administrator", "analyst"])),
                name="membership_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role__in", ["requester", "partner"]), _negated=True),
                    ("organization__isnull", False),
                    _connector="OR",
                ),
                name="membership_requesters_have_an_organization",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accounts_membershiphistory" ("id", "is_active", "joined_at", "network_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") VALUES (OLD."id", OLD."is_active", OLD."joined_at", OLD."network_id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."role", OLD."user_id"); RETURN NULL;',
                    hash="426126e61e492fc72c73e46f606ac0b0eacf299e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_20ab5",
                    table="accounts_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_membershiphistory" ("id", "is_active", "joined_at", "network_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") VALUES (OLD."id", OLD."is_active", OLD."joined_at", OLD."network_id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."user_id"); RETURN NULL;',
                    hash="b28b00fc191beea54d78340b8afada7eae40989b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_19a8f",
                    table="accounts_membership",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="joinrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")), fields=("network", "email"), name="join_request_waits_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(fields=("network", "token_hash"), name="invitation_token_once"),
        ),
        migrations.AddConstraint(
            model_name="apitoken",
            constraint=models.UniqueConstraint(fields=("network", "token_hash"), name="api_token_once"),
        ),
    ]

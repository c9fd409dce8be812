import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tta_portal.tenancy.scope
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_people"),
        ("directory", "0001_places_and_organizations"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("relationships", "0001_check_ins"),
        ("requests_app", "0001_requests"),
        ("tenancy", "0001_networks"),
    ]

    operations = [
        migrations.AddField(
            model_name="checkin",
            name="tta_request",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="check_ins",
                to="requests_app.ttarequest",
            ),
        ),
        migrations.AddField(
            model_name="checkinanswer",
            name="check_in",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="answer", to="relationships.checkin"
            ),
        ),
        migrations.AddField(
            model_name="checkinanswer",
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
            model_name="checkinanswerhistory",
            name="check_in",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="relationships.checkin",
            ),
        ),
        migrations.AddField(
            model_name="checkinanswerhistory",
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
            model_name="checkinanswerhistory",
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
            model_name="checkinanswerhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="relationships.checkinanswer",
            ),
        ),
        migrations.AddField(
            model_name="checkinlink",
            name="check_in",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="links", to="relationships.checkin"
            ),
        ),
        migrations.AddField(
            model_name="checkinlink",
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
            model_name="engagement",
            name="contact",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="engagements_as_contact",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="engagement",
            name="lead_organization",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="leads_engagements",
                to="directory.organization",
            ),
        ),
        migrations.AddField(
            model_name="engagement",
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
            model_name="engagement",
            name="provider_lead",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="engagements_as_provider",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="engagement",
            name="recipient",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="engagements", to="directory.organization"
            ),
        ),
        migrations.AddField(
            model_name="checkin",
            name="engagement",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="check_ins",
                to="relationships.engagement",
            ),
        ),
        migrations.AddField(
            model_name="engagementcommitment",
            name="commitment",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="engagement_link",
                to="requests_app.commitment",
            ),
        ),
        migrations.AddField(
            model_name="engagementcommitment",
            name="engagement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="promises", to="relationships.engagement"
            ),
        ),
        migrations.AddField(
            model_name="engagementcommitment",
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
            model_name="engagementevent",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
            ),
        ),
        migrations.AddField(
            model_name="engagementevent",
            name="engagement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="events", to="relationships.engagement"
            ),
        ),
        migrations.AddField(
            model_name="engagementevent",
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
            model_name="engagementhistory",
            name="contact",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="engagementhistory",
            name="lead_organization",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="directory.organization",
            ),
        ),
        migrations.AddField(
            model_name="engagementhistory",
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
            model_name="engagementhistory",
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
            model_name="engagementhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="relationships.engagement",
            ),
        ),
        migrations.AddField(
            model_name="engagementhistory",
            name="provider_lead",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="engagementhistory",
            name="recipient",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="directory.organization",
            ),
        ),
        migrations.AddField(
            model_name="engagementparty",
            name="agreed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
            ),
        ),
        migrations.AddField(
            model_name="engagementparty",
            name="engagement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="relationships.engagement"
            ),
        ),
        migrations.AddField(
            model_name="engagementparty",
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
            model_name="engagementparty",
            name="organization",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="party_to", to="directory.organization"
            ),
        ),
        migrations.AddField(
            model_name="engagementrequest",
            name="engagement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="request_links",
                to="relationships.engagement",
            ),
        ),
        migrations.AddField(
            model_name="engagementrequest",
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
            model_name="engagementrequest",
            name="tta_request",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="engagement_link",
                to="requests_app.ttarequest",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkinanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("understood__isnull", True),
                    models.Q(("understood__gte", 1), ("understood__lte", 5)),
                    _connector="OR",
                ),
                name="answer_understood_1_to_5",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkinanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("relevant__isnull", True), models.Q(("relevant__gte", 1), ("relevant__lte", 5)), _connector="OR"
                ),
                name="answer_relevant_1_to_5",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkinanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("useful__isnull", True), models.Q(("useful__gte", 1), ("useful__lte", 5)), _connector="OR"
                ),
                name="answer_useful_1_to_5",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkinanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confidence_before__isnull", True),
                    models.Q(("confidence_before__gte", 1), ("confidence_before__lte", 5)),
                    _connector="OR",
                ),
                name="answer_confidence_before_1_to_5",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkinanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confidence_now__isnull", True),
                    models.Q(("confidence_now__gte", 1), ("confidence_now__lte", 5)),
                    _connector="OR",
                ),
                name="answer_confidence_now_1_to_5",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkinanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "relationships_checkinanswerhistory" ("answered_at", "barrier", "changed", "changed_at", "check_in_id", "confidence_before", "confidence_now", "id", "missing_voice", "need_remains", "network_id", "next_step", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promises", "relevant", "remaining_need", "understood", "used", "useful") VALUES (NEW."answered_at", NEW."barrier", NEW."changed", NEW."changed_at", NEW."check_in_id", NEW."confidence_before", NEW."confidence_now", NEW."id", NEW."missing_voice", NEW."need_remains", NEW."network_id", NEW."next_step", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."promises", NEW."relevant", NEW."remaining_need", NEW."understood", NEW."used", NEW."useful"); RETURN NULL;',
                    hash="edb7196738824ce445c07a13127ee38e488c3c0e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3716c",
                    table="relationships_checkinanswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkinanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "relationships_checkinanswerhistory" ("answered_at", "barrier", "changed", "changed_at", "check_in_id", "confidence_before", "confidence_now", "id", "missing_voice", "need_remains", "network_id", "next_step", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promises", "relevant", "remaining_need", "understood", "used", "useful") VALUES (OLD."answered_at", OLD."barrier", OLD."changed", OLD."changed_at", OLD."check_in_id", OLD."confidence_before", OLD."confidence_now", OLD."id", OLD."missing_voice", OLD."need_remains", OLD."network_id", OLD."next_step", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."promises", OLD."relevant", OLD."remaining_need", OLD."understood", OLD."used", OLD."useful"); RETURN NULL;',
                    hash="3d4f1a901d76d4d9963441519fc2003d54f7bc09",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cec1a",
                    table="relationships_checkinanswer",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="checkinlink",
            constraint=models.UniqueConstraint(fields=("network", "token_hash"), name="checkin_link_once"),
        ),
        migrations.AddIndex(
            model_name="engagement",
            index=models.Index(fields=["network", "recipient", "status"], name="engagement_by_recipient"),
        ),
        migrations.AddIndex(
            model_name="engagement",
            index=models.Index(fields=["network", "status"], name="engagement_by_status"),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["proposed", "active", "paused", "completed", "ended"])),
                name="engagement_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(("cadence_days__gte", 7), ("cadence_days__lte", 365)),
                name="engagement_cadence_sensible",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="engagement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "relationships_engagementhistory" ("cadence_days", "contact_id", "ended_at", "id", "lead_organization_id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "provider_lead_id", "purpose", "recipient_id", "reflection", "started_at", "status", "version") VALUES (NEW."cadence_days", NEW."contact_id", NEW."ended_at", NEW."id", NEW."lead_organization_id", NEW."network_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."provider_lead_id", NEW."purpose", NEW."recipient_id", NEW."reflection", NEW."started_at", NEW."status", NEW."version"); RETURN NULL;',
                    hash="1ef821213814e05e56e6c8d6a4cf3681088d1b46",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6f4b2",
                    table="relationships_engagement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="engagement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "relationships_engagementhistory" ("cadence_days", "contact_id", "ended_at", "id", "lead_organization_id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "provider_lead_id", "purpose", "recipient_id", "reflection", "started_at", "status", "version") VALUES (OLD."cadence_days", OLD."contact_id", OLD."ended_at", OLD."id", OLD."lead_organization_id", OLD."network_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."provider_lead_id", OLD."purpose", OLD."recipient_id", OLD."reflection", OLD."started_at", OLD."status", OLD."version"); RETURN NULL;',
                    hash="214ff1d71189d9a78f1bf459de97a5d98873610a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4a5f8",
                    table="relationships_engagement",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="checkin",
            index=models.Index(
                condition=models.Q(("state", "scheduled")), fields=["network", "due_at"], name="checkin_scheduled"
            ),
        ),
        migrations.AddIndex(
            model_name="checkin",
            index=models.Index(fields=["network", "state", "asked_at"], name="checkin_by_state"),
        ),
        migrations.AddIndex(
            model_name="checkin",
            index=models.Index(fields=["network", "person", "-asked_at"], name="checkin_by_person"),
        ),
        migrations.AddIndex(
            model_name="checkin",
            index=models.Index(fields=["network", "organization", "due_at"], name="checkin_by_organization"),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["scheduled", "asked", "reminded", "to_phone", "answered", "unreachable", "cancelled"],
                    )
                ),
                name="checkin_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(("tta_request__isnull", False), ("engagement__isnull", False), _connector="OR"),
                name="checkin_about_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.UniqueConstraint(
                condition=models.Q(("tta_request__isnull", False)),
                fields=("tta_request", "offset_days", "anchored_at"),
                name="checkin_once_per_step",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagementparty",
            constraint=models.UniqueConstraint(fields=("engagement", "organization"), name="engagement_party_once"),
        ),
    ]

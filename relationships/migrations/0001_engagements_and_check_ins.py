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
        ("outbox", "0001_messages"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("requests_app", "0001_requests"),
        ("tenancy", "0001_networks"),
        ("training", "0001_trainings"),
    ]

    operations = [
        tta_portal.tenancy.operations.MakeWhole(
            operations=[
                migrations.CreateModel(
                    name="CheckInAnswer",
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
                            "check_in",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answer",
                                to="relationships.checkin",
                            ),
                        ),
                        ("understood", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("relevant", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("useful", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("confidence_before", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("confidence_now", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "used",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("no", "No"),
                                    ("partly", "Partly"),
                                    ("fully", "Fully"),
                                    ("chose_not_to", "We chose not to"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("barrier", models.TextField(blank=True, max_length=2000)),
                        (
                            "changed",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("nothing", "Nothing yet"),
                                    ("practice", "How we work"),
                                    ("programme", "A programme"),
                                    ("policy", "A policy"),
                                    ("partnership", "A partnership"),
                                    ("community", "Something in the community"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "promises",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("all", "All of it"),
                                    ("most", "Most of it"),
                                    ("some", "Some of it"),
                                    ("none", "None of it"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("need_remains", models.BooleanField(blank=True, null=True)),
                        ("remaining_need", models.TextField(blank=True, max_length=5000)),
                        ("missing_voice", models.TextField(blank=True, max_length=2000)),
                        (
                            "next_step",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("done", "We are done"),
                                    ("stay_in_touch", "Stay in touch"),
                                    ("keep_working", "Keep working together"),
                                    ("help_a_peer", "We could help another health department"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "follow_on",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="asked_for_in",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        ("own", models.JSONField(blank=True, default=dict)),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("link", "From the mail"),
                                    ("phone", "By phone"),
                                    ("paper", "On paper"),
                                    ("mail", "As a reply to the mail"),
                                ],
                                default="link",
                                max_length=6,
                            ),
                        ),
                        (
                            "keyed_in_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
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
                                    ("understood__isnull", True),
                                    models.Q(("understood__gte", 1), ("understood__lte", 5)),
                                    _connector="OR",
                                ),
                                name="answer_understood_1_to_5",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("relevant__isnull", True),
                                    models.Q(("relevant__gte", 1), ("relevant__lte", 5)),
                                    _connector="OR",
                                ),
                                name="answer_relevant_1_to_5",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("useful__isnull", True),
                                    models.Q(("useful__gte", 1), ("useful__lte", 5)),
                                    _connector="OR",
                                ),
                                name="answer_useful_1_to_5",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confidence_before__isnull", True),
                                    models.Q(("confidence_before__gte", 1), ("confidence_before__lte", 5)),
                                    _connector="OR",
                                ),
                                name="answer_confidence_before_1_to_5",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confidence_now__isnull", True),
                                    models.Q(("confidence_now__gte", 1), ("confidence_now__lte", 5)),
                                    _connector="OR",
                                ),
                                name="answer_confidence_now_1_to_5",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckInAnswerHistory",
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
                                to="relationships.checkinanswer",
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
                            "check_in",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="relationships.checkin",
                            ),
                        ),
                        ("understood", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("relevant", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("useful", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("confidence_before", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("confidence_now", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "used",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("no", "No"),
                                    ("partly", "Partly"),
                                    ("fully", "Fully"),
                                    ("chose_not_to", "We chose not to"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("barrier", models.TextField(blank=True, max_length=2000)),
                        (
                            "changed",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("nothing", "Nothing yet"),
                                    ("practice", "How we work"),
                                    ("programme", "A programme"),
                                    ("policy", "A policy"),
                                    ("partnership", "A partnership"),
                                    ("community", "Something in the community"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "promises",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("all", "All of it"),
                                    ("most", "Most of it"),
                                    ("some", "Some of it"),
                                    ("none", "None of it"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("need_remains", models.BooleanField(blank=True, null=True)),
                        ("remaining_need", models.TextField(blank=True, max_length=5000)),
                        ("missing_voice", models.TextField(blank=True, max_length=2000)),
                        (
                            "next_step",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("done", "We are done"),
                                    ("stay_in_touch", "Stay in touch"),
                                    ("keep_working", "Keep working together"),
                                    ("help_a_peer", "We could help another health department"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "follow_on",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        ("own", models.JSONField(blank=True, default=dict)),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("link", "From the mail"),
                                    ("phone", "By phone"),
                                    ("paper", "On paper"),
                                    ("mail", "As a reply to the mail"),
                                ],
                                default="link",
                                max_length=6,
                            ),
                        ),
                        (
                            "keyed_in_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        ("answered_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CheckInLink",
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
                            "check_in",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="relationships.checkin",
                            ),
                        ),
                        ("token_hash", models.CharField(max_length=64)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("expires_at", models.DateTimeField()),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(fields=("network", "token_hash"), name="checkin_link_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consequence",
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
                            "answer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consequences",
                                to="relationships.checkinanswer",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("task", "A person looks into it"),
                                    ("request", "A linked request"),
                                    ("engagement", "A proposal to keep working together"),
                                    ("dispute", "A promise is disputed"),
                                    ("peer", "An offer to help a peer"),
                                    ("closing", "The follow-up is finished"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("words", models.CharField(max_length=300)),
                        (
                            "task",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="requests_app.task",
                            ),
                        ),
                        (
                            "tta_request",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        (
                            "engagement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="relationships.engagement",
                            ),
                        ),
                        (
                            "commitment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="requests_app.commitment",
                            ),
                        ),
                        ("began_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["began_at", "pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("answer", "kind", "words", "commitment"),
                                name="consequence_once",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Engagement",
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
                        ("purpose", models.CharField(max_length=300)),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="engagements",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "lead_organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="leads_engagements",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="engagements_as_contact",
                                to="accounts.membership",
                            ),
                        ),
                        (
                            "provider_lead",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="engagements_as_provider",
                                to="accounts.membership",
                            ),
                        ),
                        ("cadence_days", models.PositiveSmallIntegerField(default=90)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed"),
                                    ("active", "Active"),
                                    ("paused", "Paused"),
                                    ("completed", "Completed"),
                                    ("ended", "Ended"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("started_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("reflection", models.TextField(blank=True, max_length=5000)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(fields=["network", "recipient", "status"], name="engagement_by_recipient"),
                            models.Index(fields=["network", "status"], name="engagement_by_status"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["proposed", "active", "paused", "completed", "ended"])
                                ),
                                name="engagement_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("cadence_days__gte", 7), ("cadence_days__lte", 365)),
                                name="engagement_cadence_sensible",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EngagementCommitment",
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
                            "engagement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="promises",
                                to="relationships.engagement",
                            ),
                        ),
                        (
                            "commitment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="engagement_link",
                                to="requests_app.commitment",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                    },
                ),
                migrations.CreateModel(
                    name="EngagementEvent",
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
                            "engagement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="events",
                                to="relationships.engagement",
                            ),
                        ),
                        ("move", models.CharField(max_length=20)),
                        (
                            "from_status",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("proposed", "Proposed"),
                                    ("active", "Active"),
                                    ("paused", "Paused"),
                                    ("completed", "Completed"),
                                    ("ended", "Ended"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "to_status",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed"),
                                    ("active", "Active"),
                                    ("paused", "Paused"),
                                    ("completed", "Completed"),
                                    ("ended", "Ended"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        ("happened_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["happened_at", "pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                    },
                ),
                migrations.CreateModel(
                    name="EngagementHistory",
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
                                to="relationships.engagement",
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
                        ("purpose", models.CharField(max_length=300)),
                        (
                            "recipient",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "lead_organization",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        (
                            "provider_lead",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        ("cadence_days", models.PositiveSmallIntegerField(default=90)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed"),
                                    ("active", "Active"),
                                    ("paused", "Paused"),
                                    ("completed", "Completed"),
                                    ("ended", "Ended"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("started_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("reflection", models.TextField(blank=True, max_length=5000)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EngagementParty",
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
                            "engagement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parties",
                                to="relationships.engagement",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="party_to",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("recipient", "Health department"),
                                    ("provider", "TTA team"),
                                    ("partner", "Partner"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("role", models.CharField(blank=True, max_length=120)),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("engagement", "organization"), name="engagement_party_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EngagementRequest",
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
                            "engagement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="request_links",
                                to="relationships.engagement",
                            ),
                        ),
                        (
                            "tta_request",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="engagement_link",
                                to="requests_app.ttarequest",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                    },
                ),
                migrations.CreateModel(
                    name="Pause",
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
                        ("reason", models.CharField(max_length=200)),
                        ("state", models.CharField(blank=True, max_length=2)),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pauses",
                                to="directory.organization",
                            ),
                        ),
                        ("starts_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("lifted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "lifted_by",
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
                        "ordering": ["-made_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("lifted_at", None)),
                                fields=["network", "starts_on"],
                                name="pause_in_force",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="pause_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("organization", None), ("state", ""), _connector="OR"),
                                name="pause_of_a_state_or_an_organization",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReverseCheckIn",
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
                                related_name="questions_to_us",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "tta_request",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        (
                            "engagement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="relationships.engagement",
                            ),
                        ),
                        (
                            "owed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        ("question", models.TextField(max_length=5000)),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("due_on", models.DateField()),
                        ("answer", models.TextField(blank=True, max_length=10000)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-asked_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(
                                fields=["network", "organization", "-asked_at"], name="reverse_by_organization"
                            ),
                            models.Index(
                                condition=models.Q(("answered_at", None)),
                                fields=["network", "due_on"],
                                name="reverse_waiting",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_at", None), models.Q(("answer", ""), _negated=True), _connector="OR"
                                ),
                                name="reverse_check_in_answered_in_words",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Touch",
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
                                related_name="touches",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "tta_request",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        (
                            "engagement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="relationships.engagement",
                            ),
                        ),
                        ("happened_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("phone", "Phone"),
                                    ("video", "Video call"),
                                    ("in_person", "In person"),
                                    ("email", "E-mail"),
                                ],
                                default="phone",
                                max_length=10,
                            ),
                        ),
                        ("with_whom", models.CharField(blank=True, max_length=200)),
                        ("words", models.CharField(blank=True, max_length=1000)),
                        ("is_two_way", models.BooleanField(default=True)),
                        ("is_outreach", models.BooleanField(default=False)),
                        (
                            "logged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        ("logged_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["-happened_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(
                                fields=["network", "organization", "-happened_at"], name="touch_by_organization"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Wish",
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="check_in_wish",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "rhythm",
                            models.CharField(
                                choices=[
                                    ("usual", "As usual for this network"),
                                    ("fewer", "Less often: after 30 and 180 days"),
                                    ("once", "Only once, after 90 days"),
                                ],
                                default="usual",
                                max_length=6,
                            ),
                        ),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("rhythm__in", ["usual", "fewer", "once"])),
                                name="wish_rhythm_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BroughtRecord",
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
                                related_name="brought_records",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "brought_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        ("brought_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("from_network", models.CharField(max_length=200)),
                        ("made_on", models.DateField(blank=True, null=True)),
                        ("record", models.JSONField()),
                    ],
                    options={
                        "ordering": ["-brought_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(
                                fields=["network", "organization", "-brought_at"], name="brought_by_organization"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckIn",
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
                                related_name="check_ins",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="check_ins",
                                to="accounts.membership",
                            ),
                        ),
                        (
                            "tta_request",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="check_ins",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        (
                            "engagement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="check_ins",
                                to="relationships.engagement",
                            ),
                        ),
                        (
                            "registration",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="check_ins",
                                to="training.registration",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("request", "After delivery"),
                                    ("delivery", "During an intensive plan"),
                                    ("engagement", "In an engagement"),
                                    ("training", "After a training"),
                                    ("relationship", "Staying in touch"),
                                ],
                                default="request",
                                max_length=12,
                            ),
                        ),
                        ("offset_days", models.PositiveSmallIntegerField()),
                        ("is_final", models.BooleanField(default=False)),
                        ("anchored_at", models.DateTimeField()),
                        ("due_at", models.DateTimeField()),
                        ("any_hour", models.BooleanField(default=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("scheduled", "Scheduled"),
                                    ("asked", "Asked"),
                                    ("reminded", "Reminded"),
                                    ("to_phone", "A person phones"),
                                    ("answered", "Answered"),
                                    ("unreachable", "Nobody could be reached"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="scheduled",
                                max_length=12,
                            ),
                        ),
                        ("asked_at", models.DateTimeField(blank=True, null=True)),
                        ("reminded_at", models.DateTimeField(blank=True, null=True)),
                        ("closes_at", models.DateTimeField(blank=True, null=True)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "message",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="check_ins",
                                to="outbox.message",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "scheduled")),
                                fields=["network", "due_at"],
                                name="checkin_scheduled",
                            ),
                            models.Index(fields=["network", "state", "asked_at"], name="checkin_by_state"),
                            models.Index(fields=["network", "person", "-asked_at"], name="checkin_by_person"),
                            models.Index(fields=["network", "organization", "due_at"], name="checkin_by_organization"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "scheduled",
                                            "asked",
                                            "reminded",
                                            "to_phone",
                                            "answered",
                                            "unreachable",
                                            "cancelled",
                                        ],
                                    )
                                ),
                                name="checkin_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind__in", ["request", "delivery"]), ("tta_request__isnull", False)),
                                    models.Q(("engagement__isnull", False), ("kind", "engagement")),
                                    models.Q(("kind", "training"), ("registration__isnull", False)),
                                    models.Q(
                                        ("engagement", None),
                                        ("kind", "relationship"),
                                        ("registration", None),
                                        ("tta_request", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="checkin_about_what_its_kind_says",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("tta_request__isnull", False)),
                                fields=("tta_request", "offset_days", "anchored_at"),
                                name="checkin_once_per_step",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("registration__isnull", False)),
                                fields=("registration",),
                                name="checkin_once_per_registration",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "relationship"), ("state", "scheduled")),
                                fields=("organization",),
                                name="checkin_one_relationship_one_next",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="checkinanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "relationships_checkinanswerhistory" ("answered_at", "barrier", "changed", "changed_at", "channel", "check_in_id", "confidence_before", "confidence_now", "follow_on_id", "id", "keyed_in_by_id", "missing_voice", "need_remains", "network_id", "next_step", "own", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promises", "relevant", "remaining_need", "understood", "used", "useful") VALUES (OLD."answered_at", OLD."barrier", OLD."changed", OLD."changed_at", OLD."channel", OLD."check_in_id", OLD."confidence_before", OLD."confidence_now", OLD."follow_on_id", OLD."id", OLD."keyed_in_by_id", OLD."missing_voice", OLD."need_remains", OLD."network_id", OLD."next_step", OLD."own", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."promises", OLD."relevant", OLD."remaining_need", OLD."understood", OLD."used", OLD."useful"); RETURN NULL;',
                            hash="b558ecee9b59da24219defa45bccf505ed12520d",
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
                            func='INSERT INTO "relationships_checkinanswerhistory" ("answered_at", "barrier", "changed", "changed_at", "channel", "check_in_id", "confidence_before", "confidence_now", "follow_on_id", "id", "keyed_in_by_id", "missing_voice", "need_remains", "network_id", "next_step", "own", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promises", "relevant", "remaining_need", "understood", "used", "useful") VALUES (OLD."answered_at", OLD."barrier", OLD."changed", OLD."changed_at", OLD."channel", OLD."check_in_id", OLD."confidence_before", OLD."confidence_now", OLD."follow_on_id", OLD."id", OLD."keyed_in_by_id", OLD."missing_voice", OLD."need_remains", OLD."network_id", OLD."next_step", OLD."own", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."promises", OLD."relevant", OLD."remaining_need", OLD."understood", OLD."used", OLD."useful"); RETURN NULL;',
                            hash="a5f1de60c3f1d2400b74abd69f490c2738e86880",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cec1a",
                            table="relationships_checkinanswer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="engagement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "relationships_engagementhistory" ("cadence_days", "contact_id", "ended_at", "id", "lead_organization_id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "provider_lead_id", "purpose", "recipient_id", "reflection", "started_at", "status", "version") VALUES (OLD."cadence_days", OLD."contact_id", OLD."ended_at", OLD."id", OLD."lead_organization_id", OLD."network_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."proposed_at", OLD."provider_lead_id", OLD."purpose", OLD."recipient_id", OLD."reflection", OLD."started_at", OLD."status", OLD."version"); RETURN NULL;',
                            hash="6271d1f902dcbad493f3ce36783eaa9bd862909d",
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
            ],
        ),
    ]

import datetime
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import requests_app.models.facts
import tta_portal.tenancy.operations
import tta_portal.tenancy.scope
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_people"),
        ("directory", "0001_places_and_organizations"),
        ("files", "0001_stored_files"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("tenancy", "0001_networks"),
    ]

    operations = [
        tta_portal.tenancy.operations.MakeWhole(
            operations=[
                migrations.CreateModel(
                    name="Plan",
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
                            "tta_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="plans",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        ("goals", models.TextField(max_length=10000)),
                        ("roles", models.TextField(max_length=10000)),
                        ("finishes_on", models.DateField(blank=True, null=True)),
                        (
                            "voice_level",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("inform", "Inform: they are told"),
                                    ("consult", "Consult: they are asked"),
                                    ("involve", "Involve: they work with us"),
                                    ("collaborate", "Collaborate: we decide together"),
                                    ("empower", "Empower: they decide"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("voice_who", models.CharField(blank=True, max_length=300)),
                        ("voice_absent_because", models.CharField(blank=True, max_length=500)),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        ("drafted_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(fields=("tta_request", "version"), name="plan_version_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Commitment",
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
                            "tta_request",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="commitments",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="commitments",
                                to="requests_app.plan",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commitments",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("recipient", "The health department"), ("provider", "The TTA team")],
                                max_length=10,
                            ),
                        ),
                        ("text", models.CharField(max_length=500)),
                        ("due_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("kept", "Kept"),
                                    ("late", "Kept late"),
                                    ("renegotiated", "New date agreed"),
                                    ("broken", "Broken"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="open",
                                max_length=14,
                            ),
                        ),
                        ("said_kept_on", models.DateField(blank=True, null=True)),
                        (
                            "said_kept_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        ("evidence", models.CharField(blank=True, max_length=500)),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        ("first_due_on", models.DateField(blank=True, null=True)),
                        ("moved_late", models.BooleanField(default=False)),
                        ("settled_on", models.DateField(blank=True, null=True)),
                        ("disputed_at", models.DateTimeField(blank=True, null=True)),
                        ("dispute", models.CharField(blank=True, max_length=1000)),
                        ("resolution", models.CharField(blank=True, max_length=1000)),
                        (
                            "resolved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        ("resolved_at", models.DateTimeField(blank=True, null=True)),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["due_on", "pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(
                                fields=["network", "organization", "due_on"], name="commitment_by_organization"
                            ),
                            models.Index(fields=["network", "tta_request"], name="commitment_by_request"),
                            models.Index(
                                condition=models.Q(("state__in", ("open", "renegotiated"))),
                                fields=["network", "due_on"],
                                name="commitment_unkept_by_date",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["open", "kept", "late", "renegotiated", "broken", "withdrawn"])
                                ),
                                name="commitment_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ["recipient", "provider"])),
                                name="commitment_side_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Tag",
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
                        ("name", models.CharField(max_length=40)),
                    ],
                    options={
                        "ordering": ["name"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("network"),
                                django.db.models.functions.text.Lower("name"),
                                name="tag_name_once_in_any_case",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Topic",
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
                        ("name", models.CharField(max_length=80)),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="requests_app.topic",
                            ),
                        ),
                        ("help_text", models.CharField(blank=True, max_length=300)),
                        (
                            "default_intensity",
                            models.CharField(
                                choices=[
                                    ("universal", "Universal: a quick answer"),
                                    ("targeted", "Targeted: a need several share"),
                                    ("intensive", "Intensive: a planned series"),
                                ],
                                default="targeted",
                                max_length=12,
                            ),
                        ),
                        (
                            "default_hub",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="directory.hub",
                            ),
                        ),
                        (
                            "default_lead",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        (
                            "first_reply_hours",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)]
                            ),
                        ),
                        (
                            "urgent_reply_hours",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)]
                            ),
                        ),
                        (
                            "discovery_days",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)]
                            ),
                        ),
                        (
                            "check_in_days",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("retired_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["position", "name"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(fields=("network", "name"), name="topic_name_once_per_network"),
                            models.CheckConstraint(
                                condition=models.Q(("parent", models.F("id")), _negated=True),
                                name="topic_not_its_own_parent",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Question",
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
                        ("label", models.CharField(max_length=200)),
                        ("help_text", models.CharField(blank=True, max_length=300)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("text", "A few sentences"),
                                    ("choice", "One of several"),
                                    ("many", "Several of several"),
                                    ("number", "A number"),
                                    ("date", "A date"),
                                    ("yes_no", "Yes or no"),
                                    ("file", "A file"),
                                ],
                                default="text",
                                max_length=8,
                            ),
                        ),
                        (
                            "choices",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                            ),
                        ),
                        ("is_required", models.BooleanField(default=False)),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="questions",
                                to="requests_app.topic",
                            ),
                        ),
                        (
                            "asked_in",
                            models.CharField(
                                choices=[("request", "The request form"), ("check_in", "Check-ins")],
                                default="request",
                                max_length=8,
                            ),
                        ),
                        (
                            "moments",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("soon", "A few days after delivery"),
                                        ("month", "About a month after"),
                                        ("quarter", "About three months after"),
                                        ("half_year", "About half a year after"),
                                        ("ongoing", "While we work together"),
                                    ],
                                    max_length=9,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("retired_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["position", "pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["text", "choice", "many", "number", "date", "yes_no", "file"])
                                ),
                                name="question_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind__in", ("choice", "many")), _negated=True),
                                    models.Q(("choices", []), _negated=True),
                                    _connector="OR",
                                ),
                                name="question_choices_to_choose_from",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TTARequest",
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
                        ("number", models.PositiveBigIntegerField()),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tta_requests",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "requester",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tta_requests",
                                to="accounts.membership",
                            ),
                        ),
                        ("title", models.CharField(max_length=120)),
                        ("need", models.TextField(max_length=10000)),
                        ("hoped_for_change", models.TextField(blank=True, max_length=10000)),
                        ("why_now", models.TextField(blank=True, max_length=10000)),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tta_requests",
                                to="requests_app.topic",
                            ),
                        ),
                        (
                            "urgency",
                            models.CharField(
                                choices=[
                                    ("routine", "Routine"),
                                    ("urgent", "Urgent: an outbreak, an emergency or a fixed deadline"),
                                ],
                                default="routine",
                                max_length=10,
                            ),
                        ),
                        ("populations", models.TextField(blank=True, max_length=2000, verbose_name="Who is served")),
                        ("partners_to_include", models.TextField(blank=True, max_length=2000)),
                        ("tried_so_far", models.TextField(blank=True, max_length=2000, verbose_name="What was tried")),
                        ("needed_by", models.DateField(blank=True, null=True)),
                        ("language_needs", models.CharField(blank=True, max_length=200)),
                        ("access_needs", models.CharField(blank=True, max_length=200)),
                        (
                            "preferred_channel",
                            models.CharField(
                                blank=True,
                                choices=[("email", "E-mail"), ("phone", "Phone"), ("video", "Video call")],
                                max_length=10,
                            ),
                        ),
                        (
                            "visibility",
                            models.CharField(
                                choices=[
                                    ("named", "Only me, my lead and the people I name"),
                                    ("team", "My health department and the TTA team"),
                                    ("network", "Every health department in the network, too"),
                                ],
                                default="team",
                                max_length=10,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Submitted"),
                                    ("acknowledged", "Acknowledged"),
                                    ("discovery", "Discovery"),
                                    ("planning", "Planning"),
                                    ("in_delivery", "In delivery"),
                                    ("following_up", "Following up"),
                                    ("closed", "Closed"),
                                    ("on_hold", "On hold"),
                                    ("referred", "Referred"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                    ("merged", "Merged into another"),
                                ],
                                default="draft",
                                max_length=14,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "intensity",
                            models.CharField(
                                choices=[
                                    ("universal", "Universal: a quick answer"),
                                    ("targeted", "Targeted: a need several share"),
                                    ("intensive", "Intensive: a planned series"),
                                ],
                                default="targeted",
                                max_length=12,
                            ),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="leads_requests",
                                to="accounts.membership",
                            ),
                        ),
                        (
                            "hub",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="tta_requests",
                                to="directory.hub",
                            ),
                        ),
                        (
                            "follows",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followed_by",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        (
                            "entry_channel",
                            models.CharField(
                                choices=[
                                    ("web", "The portal"),
                                    ("api", "A program"),
                                    ("paper", "A form on paper"),
                                    ("phone", "A phone call"),
                                    ("mail", "E-mail"),
                                ],
                                default="web",
                                max_length=6,
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("first_reply_at", models.DateTimeField(blank=True, null=True)),
                        ("reply_due_at", models.DateTimeField(blank=True, null=True)),
                        ("discovery_due_at", models.DateTimeField(blank=True, null=True)),
                        ("delivered_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("touched_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "last_word",
                            models.CharField(
                                choices=[("recipient", "The health department"), ("team", "The TTA team")],
                                default="recipient",
                                max_length=10,
                            ),
                        ),
                        ("snoozed_until", models.DateTimeField(blank=True, null=True)),
                        ("wakes_on_reply", models.BooleanField(default=False)),
                        (
                            "held_from",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Submitted"),
                                    ("acknowledged", "Acknowledged"),
                                    ("discovery", "Discovery"),
                                    ("planning", "Planning"),
                                    ("in_delivery", "In delivery"),
                                    ("following_up", "Following up"),
                                    ("closed", "Closed"),
                                    ("on_hold", "On hold"),
                                    ("referred", "Referred"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                    ("merged", "Merged into another"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("held_since", models.DateTimeField(blank=True, null=True)),
                        ("held_time", models.DurationField(default=datetime.timedelta)),
                        (
                            "waiting_for",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("requester", "The requester"),
                                    ("us", "The TTA team"),
                                    ("others", "Somebody else"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "follow_up",
                            models.CharField(
                                blank=True,
                                choices=[("answered", "Answered"), ("unreachable", "Nobody could be reached")],
                                max_length=12,
                            ),
                        ),
                        ("close_reason", models.CharField(blank=True, max_length=2000)),
                        (
                            "search",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.contrib.postgres.search.CombinedSearchVector(
                                    django.contrib.postgres.search.CombinedSearchVector(
                                        django.contrib.postgres.search.CombinedSearchVector(
                                            django.contrib.postgres.search.SearchVector(
                                                "title", config="english", weight="A"
                                            ),
                                            "||",
                                            django.contrib.postgres.search.SearchVector(
                                                "need", config="english", weight="B"
                                            ),
                                            django.contrib.postgres.search.SearchConfig("english"),
                                        ),
                                        "||",
                                        django.contrib.postgres.search.SearchVector(
                                            "hoped_for_change", "why_now", config="english", weight="C"
                                        ),
                                        django.contrib.postgres.search.SearchConfig("english"),
                                    ),
                                    "||",
                                    django.contrib.postgres.search.SearchVector(
                                        "populations", config="english", weight="D"
                                    ),
                                    django.contrib.postgres.search.SearchConfig("english"),
                                ),
                                output_field=django.contrib.postgres.search.SearchVectorField(),
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(fields=["network", "status", "-touched_at"], name="ttarequest_by_status"),
                            models.Index(fields=["network", "lead", "status"], name="ttarequest_by_lead"),
                            models.Index(
                                fields=["network", "organization", "-submitted_at"], name="ttarequest_by_organization"
                            ),
                            models.Index(fields=["network", "submitted_at"], name="ttarequest_by_submission"),
                            models.Index(
                                condition=models.Q(("status", "merged")),
                                fields=["network", "merged_into"],
                                name="ttarequest_merged",
                            ),
                            models.Index(fields=["network", "-touched_at", "-id"], name="ttarequest_by_touch"),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["network", "search"], name="ttarequest_search"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("network", "number"), name="ttarequest_number_once_per_network"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            "draft",
                                            "submitted",
                                            "acknowledged",
                                            "discovery",
                                            "planning",
                                            "in_delivery",
                                            "following_up",
                                            "closed",
                                            "on_hold",
                                            "referred",
                                            "declined",
                                            "withdrawn",
                                            "merged",
                                        ],
                                    )
                                ),
                                name="ttarequest_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", "draft"),
                                    models.Q(("submitted_at__isnull", False), ("topic__isnull", False)),
                                    _connector="OR",
                                ),
                                name="ttarequest_submitted_is_complete",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ["on_hold", "referred", "merged"]), _negated=True),
                                    models.Q(("held_from", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="ttarequest_held_from_somewhere",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "merged"), _negated=True),
                                    ("merged_into__isnull", False),
                                    _connector="OR",
                                ),
                                name="ttarequest_merged_into_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("first_reply_at", None),
                                    ("first_reply_at__gte", models.F("submitted_at")),
                                    _connector="OR",
                                ),
                                name="ttarequest_replied_after_submission",
                            ),
                        ],
                    },
                    bases=(requests_app.models.facts.RequestFacts, models.Model),
                ),
                migrations.CreateModel(
                    name="ThreadMessage",
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
                            "tta_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="messages",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        ("from_name", models.CharField(blank=True, max_length=120)),
                        ("from_email", models.EmailField(blank=True, max_length=254)),
                        (
                            "via",
                            models.CharField(
                                choices=[("page", "in the portal"), ("mail", "by mail")], default="page", max_length=4
                            ),
                        ),
                        ("body", models.TextField(max_length=20000)),
                        (
                            "folded",
                            models.TextField(blank=True, max_length=100000, verbose_name="Quotes and signature"),
                        ),
                        ("is_internal", models.BooleanField(default=False)),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("goes_out_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "search",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.contrib.postgres.search.SearchVector("body", config="english"),
                                output_field=django.contrib.postgres.search.SearchVectorField(),
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["written_at", "pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(
                                fields=["network", "tta_request", "written_at"], name="threadmessage_by_request"
                            ),
                            models.Index(fields=["network", "-written_at", "-id"], name="threadmessage_by_date"),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["network", "search"], name="threadmessage_search"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("author__isnull", False),
                                    models.Q(("from_email", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="threadmessage_from_somebody",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Task",
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
                                related_name="tasks",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "tta_request",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tasks",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        (
                            "assigned_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="accounts.membership",
                            ),
                        ),
                        ("key", models.CharField(max_length=120)),
                        ("title", models.CharField(max_length=200)),
                        ("reason", models.TextField(blank=True)),
                        ("due_on", models.DateField()),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "done_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        ("outcome", models.TextField(blank=True, max_length=5000)),
                        ("told", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("done_at", None)),
                                fields=["network", "assigned_to", "due_on"],
                                name="task_open_by_person",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("network", "key"), name="task_once_per_reason")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequestTag",
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
                            "tta_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tagged",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        (
                            "tag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tagged",
                                to="requests_app.tag",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [models.Index(fields=["network", "tag", "tta_request"], name="requesttag_by_tag")],
                        "constraints": [
                            models.UniqueConstraint(fields=("tta_request", "tag"), name="requesttag_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequestPerson",
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
                            "tta_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="people",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="on_requests",
                                to="accounts.membership",
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("named", "May see it"),
                                    ("watcher", "Follows it"),
                                    ("co_lead", "Co-lead"),
                                    ("support", "Supporting team"),
                                ],
                                default="named",
                                max_length=8,
                            ),
                        ),
                        (
                            "mail",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("now", "At once"),
                                    ("daily", "Once a day, together"),
                                    ("none", "Not by mail"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "added_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(fields=["network", "member", "part"], name="request_person_by_member")
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("tta_request", "member"), name="request_person_once"),
                            models.CheckConstraint(
                                condition=models.Q(("part__in", ["named", "watcher", "co_lead", "support"])),
                                name="request_person_part_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequestLink",
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
                            "tta_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links_out",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links_in",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("related", "is related to"), ("split", "was split from")],
                                default="related",
                                max_length=8,
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
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [models.Index(fields=["network", "other"], name="requestlink_by_other")],
                        "constraints": [
                            models.UniqueConstraint(fields=("tta_request", "other"), name="requestlink_once"),
                            models.CheckConstraint(
                                condition=models.Q(("tta_request", models.F("other")), _negated=True),
                                name="requestlink_to_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequestEvent",
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
                            "tta_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        ("move", models.CharField(max_length=20)),
                        (
                            "from_status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Submitted"),
                                    ("acknowledged", "Acknowledged"),
                                    ("discovery", "Discovery"),
                                    ("planning", "Planning"),
                                    ("in_delivery", "In delivery"),
                                    ("following_up", "Following up"),
                                    ("closed", "Closed"),
                                    ("on_hold", "On hold"),
                                    ("referred", "Referred"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                    ("merged", "Merged into another"),
                                ],
                                max_length=14,
                            ),
                        ),
                        (
                            "to_status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Submitted"),
                                    ("acknowledged", "Acknowledged"),
                                    ("discovery", "Discovery"),
                                    ("planning", "Planning"),
                                    ("in_delivery", "In delivery"),
                                    ("following_up", "Following up"),
                                    ("closed", "Closed"),
                                    ("on_hold", "On hold"),
                                    ("referred", "Referred"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                    ("merged", "Merged into another"),
                                ],
                                max_length=14,
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
                        "indexes": [
                            models.Index(
                                fields=["network", "tta_request", "happened_at"], name="requestevent_by_request"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Referral",
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
                            "tta_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="referrals",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("provider", "Another provider of this network"),
                                    ("hub", "A hub of this network"),
                                    ("outside", "Somebody outside the network"),
                                ],
                                default="outside",
                                max_length=8,
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "hub",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="directory.hub",
                            ),
                        ),
                        ("to_name", models.CharField(max_length=160)),
                        ("to_contact", models.CharField(max_length=200)),
                        ("reason", models.TextField(max_length=5000)),
                        ("shares", models.TextField(blank=True, max_length=10000)),
                        ("consented_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "consented_by",
                            models.ForeignKey(
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
                                    ("proposed", "Waiting for the requester's word"),
                                    ("offered", "Offered"),
                                    ("accepted", "Accepted"),
                                    ("introduced", "Introduced"),
                                    ("confirmed", "Outcome confirmed"),
                                    ("returned", "Returned"),
                                    ("refused", "The requester would rather not"),
                                    ("taken_back", "Taken back before the requester answered"),
                                ],
                                default="offered",
                                max_length=12,
                            ),
                        ),
                        (
                            "offered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        ("offered_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        ("introduced_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("outcome", models.TextField(blank=True, max_length=5000)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [models.Index(fields=["network", "tta_request"], name="referral_by_request")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("consented_at__isnull", False),
                                    ("state__in", ["proposed", "refused", "taken_back"]),
                                    _connector="OR",
                                ),
                                name="referral_shared_after_consent",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["proposed", "offered", "accepted", "introduced"])),
                                fields=("tta_request",),
                                name="referral_one_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NeedsStatement",
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
                            "tta_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="needs_statements",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        ("text", models.TextField(max_length=10000)),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("correction", models.TextField(blank=True, max_length=10000)),
                        (
                            "answered_by",
                            models.ForeignKey(
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
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("tta_request", "version"), name="needs_statement_version_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("confirmed_at", None), ("correction", ""), _connector="OR"),
                                name="needs_statement_confirmed_or_corrected",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeadChange",
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
                            "tta_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lead_changes",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        (
                            "from_lead",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        (
                            "to_lead",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
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
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        ("brief", models.TextField(blank=True)),
                        ("introduced_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "introduced_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-changed_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(
                                fields=["network", "tta_request", "-changed_at"], name="leadchange_by_request"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Conversation",
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
                            "tta_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="conversations",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        (
                            "offered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        ("offered_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("offer", models.TextField(max_length=5000)),
                        ("held_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "mode",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("phone", "Phone"),
                                    ("video", "Video call"),
                                    ("in_person", "In person"),
                                    ("email", "E-mail"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "hours",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                max_digits=5,
                                validators=[django.core.validators.MinValueValidator(0)],
                            ),
                        ),
                        ("recipient_people", models.CharField(blank=True, max_length=300)),
                        ("notes", models.TextField(blank=True, max_length=20000)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [models.Index(fields=["network", "tta_request"], name="conversation_by_request")],
                    },
                ),
                migrations.CreateModel(
                    name="CommitmentHistory",
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
                                to="requests_app.commitment",
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
                            "tta_request",
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
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="requests_app.plan",
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
                        (
                            "side",
                            models.CharField(
                                choices=[("recipient", "The health department"), ("provider", "The TTA team")],
                                max_length=10,
                            ),
                        ),
                        ("text", models.CharField(max_length=500)),
                        ("due_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("kept", "Kept"),
                                    ("late", "Kept late"),
                                    ("renegotiated", "New date agreed"),
                                    ("broken", "Broken"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="open",
                                max_length=14,
                            ),
                        ),
                        ("said_kept_on", models.DateField(blank=True, null=True)),
                        (
                            "said_kept_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        ("evidence", models.CharField(blank=True, max_length=500)),
                        (
                            "owner",
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
                        ("first_due_on", models.DateField(blank=True, null=True)),
                        ("moved_late", models.BooleanField(default=False)),
                        ("settled_on", models.DateField(blank=True, null=True)),
                        ("disputed_at", models.DateTimeField(blank=True, null=True)),
                        ("dispute", models.CharField(blank=True, max_length=1000)),
                        ("resolution", models.CharField(blank=True, max_length=1000)),
                        (
                            "resolved_by",
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
                        ("resolved_at", models.DateTimeField(blank=True, null=True)),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
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
                            "tta_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        (
                            "message",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="requests_app.threadmessage",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="requests_app.question",
                            ),
                        ),
                        (
                            "stored_file",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attachment",
                                to="files.storedfile",
                            ),
                        ),
                        ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [models.Index(fields=["network", "tta_request"], name="attachment_by_request")],
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
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
                            "tta_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="requests_app.question",
                            ),
                        ),
                        ("asked", models.CharField(max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("text", "A few sentences"),
                                    ("choice", "One of several"),
                                    ("many", "Several of several"),
                                    ("number", "A number"),
                                    ("date", "A date"),
                                    ("yes_no", "Yes or no"),
                                    ("file", "A file"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("value", models.JSONField(blank=True, default=None, null=True)),
                    ],
                    options={
                        "ordering": ["question__position", "pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("tta_request", "question"), name="answer_once_per_question"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Activity",
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
                            "tta_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="activities",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        ("held_on", models.DateField()),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("phone", "Phone"),
                                    ("video", "Video call"),
                                    ("in_person", "In person"),
                                    ("email", "E-mail"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "strategy",
                            models.CharField(
                                choices=[
                                    ("consultation", "Consultation"),
                                    ("coordination", "Coordination"),
                                    ("training", "Training"),
                                    ("resource", "Resource delivery"),
                                    ("peer", "Peer exchange"),
                                    ("site_visit", "Site visit"),
                                ],
                                max_length=14,
                            ),
                        ),
                        (
                            "hours",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=5,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(200),
                                ],
                            ),
                        ),
                        ("people", models.CharField(max_length=500)),
                        ("with_recipient", models.BooleanField(default=True)),
                        ("summary", models.TextField(max_length=10000)),
                        (
                            "logged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        ("logged_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["-held_on", "-pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(fields=["network", "tta_request", "held_on"], name="activity_by_request")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TTARequestHistory",
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
                                to="requests_app.ttarequest",
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
                        ("number", models.PositiveBigIntegerField()),
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
                        (
                            "requester",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        ("title", models.CharField(max_length=120)),
                        ("need", models.TextField(max_length=10000)),
                        ("hoped_for_change", models.TextField(blank=True, max_length=10000)),
                        ("why_now", models.TextField(blank=True, max_length=10000)),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="requests_app.topic",
                            ),
                        ),
                        (
                            "urgency",
                            models.CharField(
                                choices=[
                                    ("routine", "Routine"),
                                    ("urgent", "Urgent: an outbreak, an emergency or a fixed deadline"),
                                ],
                                default="routine",
                                max_length=10,
                            ),
                        ),
                        ("populations", models.TextField(blank=True, max_length=2000, verbose_name="Who is served")),
                        ("partners_to_include", models.TextField(blank=True, max_length=2000)),
                        ("tried_so_far", models.TextField(blank=True, max_length=2000, verbose_name="What was tried")),
                        ("needed_by", models.DateField(blank=True, null=True)),
                        ("language_needs", models.CharField(blank=True, max_length=200)),
                        ("access_needs", models.CharField(blank=True, max_length=200)),
                        (
                            "preferred_channel",
                            models.CharField(
                                blank=True,
                                choices=[("email", "E-mail"), ("phone", "Phone"), ("video", "Video call")],
                                max_length=10,
                            ),
                        ),
                        (
                            "visibility",
                            models.CharField(
                                choices=[
                                    ("named", "Only me, my lead and the people I name"),
                                    ("team", "My health department and the TTA team"),
                                    ("network", "Every health department in the network, too"),
                                ],
                                default="team",
                                max_length=10,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Submitted"),
                                    ("acknowledged", "Acknowledged"),
                                    ("discovery", "Discovery"),
                                    ("planning", "Planning"),
                                    ("in_delivery", "In delivery"),
                                    ("following_up", "Following up"),
                                    ("closed", "Closed"),
                                    ("on_hold", "On hold"),
                                    ("referred", "Referred"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                    ("merged", "Merged into another"),
                                ],
                                default="draft",
                                max_length=14,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "intensity",
                            models.CharField(
                                choices=[
                                    ("universal", "Universal: a quick answer"),
                                    ("targeted", "Targeted: a need several share"),
                                    ("intensive", "Intensive: a planned series"),
                                ],
                                default="targeted",
                                max_length=12,
                            ),
                        ),
                        (
                            "lead",
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
                        (
                            "follows",
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
                        (
                            "merged_into",
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
                        (
                            "entered_by",
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
                        (
                            "entry_channel",
                            models.CharField(
                                choices=[
                                    ("web", "The portal"),
                                    ("api", "A program"),
                                    ("paper", "A form on paper"),
                                    ("phone", "A phone call"),
                                    ("mail", "E-mail"),
                                ],
                                default="web",
                                max_length=6,
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("first_reply_at", models.DateTimeField(blank=True, null=True)),
                        ("reply_due_at", models.DateTimeField(blank=True, null=True)),
                        ("discovery_due_at", models.DateTimeField(blank=True, null=True)),
                        ("delivered_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("touched_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "last_word",
                            models.CharField(
                                choices=[("recipient", "The health department"), ("team", "The TTA team")],
                                default="recipient",
                                max_length=10,
                            ),
                        ),
                        ("snoozed_until", models.DateTimeField(blank=True, null=True)),
                        ("wakes_on_reply", models.BooleanField(default=False)),
                        (
                            "held_from",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Submitted"),
                                    ("acknowledged", "Acknowledged"),
                                    ("discovery", "Discovery"),
                                    ("planning", "Planning"),
                                    ("in_delivery", "In delivery"),
                                    ("following_up", "Following up"),
                                    ("closed", "Closed"),
                                    ("on_hold", "On hold"),
                                    ("referred", "Referred"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                    ("merged", "Merged into another"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("held_since", models.DateTimeField(blank=True, null=True)),
                        ("held_time", models.DurationField(default=datetime.timedelta)),
                        (
                            "waiting_for",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("requester", "The requester"),
                                    ("us", "The TTA team"),
                                    ("others", "Somebody else"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "follow_up",
                            models.CharField(
                                blank=True,
                                choices=[("answered", "Answered"), ("unreachable", "Nobody could be reached")],
                                max_length=12,
                            ),
                        ),
                        ("close_reason", models.CharField(blank=True, max_length=2000)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WorkProfile",
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
                                related_name="work_profile",
                                to="accounts.membership",
                            ),
                        ),
                        (
                            "weekly_hours",
                            models.DecimalField(
                                decimal_places=1,
                                default=20,
                                max_digits=4,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(80),
                                ],
                            ),
                        ),
                        (
                            "languages",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "hub",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="directory.hub",
                            ),
                        ),
                        ("away_from", models.DateField(blank=True, null=True)),
                        ("away_until", models.DateField(blank=True, null=True)),
                        (
                            "delegate",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("away_until", None),
                                    models.Q(("away_from__isnull", False), ("away_until__gte", models.F("away_from"))),
                                    _connector="OR",
                                ),
                                name="workprofile_away_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("delegate", None),
                                    models.Q(("delegate", models.F("member")), _negated=True),
                                    _connector="OR",
                                ),
                                name="workprofile_delegate_is_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Escalation",
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
                            "target",
                            models.CharField(
                                choices=[("reply", "First reply by a person"), ("discovery", "Conversation offered")],
                                max_length=10,
                            ),
                        ),
                        (
                            "moment",
                            models.CharField(
                                choices=[("before", "before it is due"), ("after", "after it was missed")],
                                max_length=6,
                            ),
                        ),
                        (
                            "hours",
                            models.PositiveSmallIntegerField(
                                default=2, validators=[django.core.validators.MaxValueValidator(200)]
                            ),
                        ),
                        (
                            "tell",
                            models.CharField(
                                choices=[
                                    ("lead", "The lead, or those who give out the work"),
                                    ("team", "Everybody in the TTA team"),
                                    ("administrators", "The administrators"),
                                    ("person", "One person"),
                                ],
                                max_length=14,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["target", "-moment", "hours"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("network", "target", "moment", "hours", "tell", "person"),
                                name="escalation_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("tell", "person"), _negated=True),
                                    ("person__isnull", False),
                                    _connector="OR",
                                ),
                                name="escalation_person_is_named",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NewDate",
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
                            "commitment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="new_dates",
                                to="requests_app.commitment",
                            ),
                        ),
                        ("due_on", models.DateField()),
                        ("reason", models.CharField(max_length=500)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                        ("is_accepted", models.BooleanField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-asked_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answered_at", None)),
                                fields=("commitment",),
                                name="newdate_one_question_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanAgreement",
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
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="agreements",
                                to="requests_app.plan",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("recipient", "Recipient"), ("provider", "Provider")], max_length=10
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "side"), name="plan_agreement_once_per_side"),
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ["recipient", "provider"])),
                                name="plan_agreement_side_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QueueShown",
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
                            "shown_to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.membership"
                            ),
                        ),
                        ("happened_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("is_fair", models.BooleanField()),
                        (
                            "shown",
                            django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                        ),
                        (
                            "by_arrival",
                            django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [models.Index(fields=["network", "happened_at"], name="queueshown_by_day")],
                    },
                ),
                migrations.CreateModel(
                    name="ReplyTemplate",
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
                        ("name", models.CharField(max_length=80)),
                        ("body", models.TextField(max_length=10000)),
                        ("retired_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["name"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(fields=("network", "name"), name="replytemplate_name_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SavedView",
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
                                related_name="saved_views",
                                to="accounts.membership",
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("query", models.CharField(max_length=1000)),
                        ("is_shared", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ["name", "pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(fields=("member", "name"), name="savedview_name_once_per_member")
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ttarequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."access_needs" IS DISTINCT FROM (NEW."access_needs") OR OLD."close_reason" IS DISTINCT FROM (NEW."close_reason") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."delivered_at" IS DISTINCT FROM (NEW."delivered_at") OR OLD."discovery_due_at" IS DISTINCT FROM (NEW."discovery_due_at") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."entered_by_id" IS DISTINCT FROM (NEW."entered_by_id") OR OLD."entry_channel" IS DISTINCT FROM (NEW."entry_channel") OR OLD."first_reply_at" IS DISTINCT FROM (NEW."first_reply_at") OR OLD."follow_up" IS DISTINCT FROM (NEW."follow_up") OR OLD."follows_id" IS DISTINCT FROM (NEW."follows_id") OR OLD."held_from" IS DISTINCT FROM (NEW."held_from") OR OLD."held_since" IS DISTINCT FROM (NEW."held_since") OR OLD."held_time" IS DISTINCT FROM (NEW."held_time") OR OLD."hoped_for_change" IS DISTINCT FROM (NEW."hoped_for_change") OR OLD."hub_id" IS DISTINCT FROM (NEW."hub_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."intensity" IS DISTINCT FROM (NEW."intensity") OR OLD."jurisdiction_type" IS DISTINCT FROM (NEW."jurisdiction_type") OR OLD."language_needs" IS DISTINCT FROM (NEW."language_needs") OR OLD."last_word" IS DISTINCT FROM (NEW."last_word") OR OLD."lead_id" IS DISTINCT FROM (NEW."lead_id") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."need" IS DISTINCT FROM (NEW."need") OR OLD."needed_by" IS DISTINCT FROM (NEW."needed_by") OR OLD."network_id" IS DISTINCT FROM (NEW."network_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."partners_to_include" IS DISTINCT FROM (NEW."partners_to_include") OR OLD."population_band" IS DISTINCT FROM (NEW."population_band") OR OLD."populations" IS DISTINCT FROM (NEW."populations") OR OLD."preferred_channel" IS DISTINCT FROM (NEW."preferred_channel") OR OLD."reply_due_at" IS DISTINCT FROM (NEW."reply_due_at") OR OLD."requester_id" IS DISTINCT FROM (NEW."requester_id") OR OLD."rural_urban" IS DISTINCT FROM (NEW."rural_urban") OR OLD."snoozed_until" IS DISTINCT FROM (NEW."snoozed_until") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."topic_id" IS DISTINCT FROM (NEW."topic_id") OR OLD."touched_at" IS DISTINCT FROM (NEW."touched_at") OR OLD."tried_so_far" IS DISTINCT FROM (NEW."tried_so_far") OR OLD."urgency" IS DISTINCT FROM (NEW."urgency") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility") OR OLD."vulnerability" IS DISTINCT FROM (NEW."vulnerability") OR OLD."waiting_for" IS DISTINCT FROM (NEW."waiting_for") OR OLD."wakes_on_reply" IS DISTINCT FROM (NEW."wakes_on_reply") OR OLD."why_now" IS DISTINCT FROM (NEW."why_now"))',
                            func='INSERT INTO "requests_app_ttarequesthistory" ("access_needs", "close_reason", "created_at", "delivered_at", "discovery_due_at", "ended_at", "entered_by_id", "entry_channel", "first_reply_at", "follow_up", "follows_id", "held_from", "held_since", "held_time", "hoped_for_change", "hub_id", "id", "intensity", "jurisdiction_type", "language_needs", "last_word", "lead_id", "merged_into_id", "need", "needed_by", "network_id", "number", "organization_id", "partners_to_include", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population_band", "populations", "preferred_channel", "reply_due_at", "requester_id", "rural_urban", "snoozed_until", "status", "submitted_at", "title", "topic_id", "touched_at", "tried_so_far", "urgency", "version", "visibility", "vulnerability", "waiting_for", "wakes_on_reply", "why_now") VALUES (OLD."access_needs", OLD."close_reason", OLD."created_at", OLD."delivered_at", OLD."discovery_due_at", OLD."ended_at", OLD."entered_by_id", OLD."entry_channel", OLD."first_reply_at", OLD."follow_up", OLD."follows_id", OLD."held_from", OLD."held_since", OLD."held_time", OLD."hoped_for_change", OLD."hub_id", OLD."id", OLD."intensity", OLD."jurisdiction_type", OLD."language_needs", OLD."last_word", OLD."lead_id", OLD."merged_into_id", OLD."need", OLD."needed_by", OLD."network_id", OLD."number", OLD."organization_id", OLD."partners_to_include", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."population_band", OLD."populations", OLD."preferred_channel", OLD."reply_due_at", OLD."requester_id", OLD."rural_urban", OLD."snoozed_until", OLD."status", OLD."submitted_at", OLD."title", OLD."topic_id", OLD."touched_at", OLD."tried_so_far", OLD."urgency", OLD."version", OLD."visibility", OLD."vulnerability", OLD."waiting_for", OLD."wakes_on_reply", OLD."why_now"); RETURN NULL;',
                            hash="ac2e4b9a8f722e185edf4b7a12bd8c5da0a9227b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c357d",
                            table="requests_app_ttarequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ttarequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "requests_app_ttarequesthistory" ("access_needs", "close_reason", "created_at", "delivered_at", "discovery_due_at", "ended_at", "entered_by_id", "entry_channel", "first_reply_at", "follow_up", "follows_id", "held_from", "held_since", "held_time", "hoped_for_change", "hub_id", "id", "intensity", "jurisdiction_type", "language_needs", "last_word", "lead_id", "merged_into_id", "need", "needed_by", "network_id", "number", "organization_id", "partners_to_include", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population_band", "populations", "preferred_channel", "reply_due_at", "requester_id", "rural_urban", "snoozed_until", "status", "submitted_at", "title", "topic_id", "touched_at", "tried_so_far", "urgency", "version", "visibility", "vulnerability", "waiting_for", "wakes_on_reply", "why_now") VALUES (OLD."access_needs", OLD."close_reason", OLD."created_at", OLD."delivered_at", OLD."discovery_due_at", OLD."ended_at", OLD."entered_by_id", OLD."entry_channel", OLD."first_reply_at", OLD."follow_up", OLD."follows_id", OLD."held_from", OLD."held_since", OLD."held_time", OLD."hoped_for_change", OLD."hub_id", OLD."id", OLD."intensity", OLD."jurisdiction_type", OLD."language_needs", OLD."last_word", OLD."lead_id", OLD."merged_into_id", OLD."need", OLD."needed_by", OLD."network_id", OLD."number", OLD."organization_id", OLD."partners_to_include", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."population_band", OLD."populations", OLD."preferred_channel", OLD."reply_due_at", OLD."requester_id", OLD."rural_urban", OLD."snoozed_until", OLD."status", OLD."submitted_at", OLD."title", OLD."topic_id", OLD."touched_at", OLD."tried_so_far", OLD."urgency", OLD."version", OLD."visibility", OLD."vulnerability", OLD."waiting_for", OLD."wakes_on_reply", OLD."why_now"); RETURN NULL;',
                            hash="ac5813233e7232cb160b529c9c2b2383e511342f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c3887",
                            table="requests_app_ttarequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="commitment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "requests_app_commitmenthistory" ("dispute", "disputed_at", "due_on", "evidence", "first_due_on", "id", "made_at", "moved_late", "network_id", "organization_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "resolution", "resolved_at", "resolved_by_id", "said_kept_by_id", "said_kept_on", "settled_on", "side", "state", "text", "tta_request_id") VALUES (OLD."dispute", OLD."disputed_at", OLD."due_on", OLD."evidence", OLD."first_due_on", OLD."id", OLD."made_at", OLD."moved_late", OLD."network_id", OLD."organization_id", OLD."owner_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."plan_id", OLD."resolution", OLD."resolved_at", OLD."resolved_by_id", OLD."said_kept_by_id", OLD."said_kept_on", OLD."settled_on", OLD."side", OLD."state", OLD."text", OLD."tta_request_id"); RETURN NULL;',
                            hash="a536b80f6848891caca2166de19d3caa554ba5b7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ff5e8",
                            table="requests_app_commitment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="commitment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "requests_app_commitmenthistory" ("dispute", "disputed_at", "due_on", "evidence", "first_due_on", "id", "made_at", "moved_late", "network_id", "organization_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "resolution", "resolved_at", "resolved_by_id", "said_kept_by_id", "said_kept_on", "settled_on", "side", "state", "text", "tta_request_id") VALUES (OLD."dispute", OLD."disputed_at", OLD."due_on", OLD."evidence", OLD."first_due_on", OLD."id", OLD."made_at", OLD."moved_late", OLD."network_id", OLD."organization_id", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."resolution", OLD."resolved_at", OLD."resolved_by_id", OLD."said_kept_by_id", OLD."said_kept_on", OLD."settled_on", OLD."side", OLD."state", OLD."text", OLD."tta_request_id"); RETURN NULL;',
                            hash="afa957f5bbb91deb9d75f8e921717225a8a1c340",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_855b2",
                            table="requests_app_commitment",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]

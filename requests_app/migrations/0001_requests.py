import datetime
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import requests_app.models.facts
import tta_portal.tenancy.scope
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_people"),
        ("directory", "0001_places_and_organizations"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("tenancy", "0001_networks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("drafted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "drafted_by",
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[("recipient", "The health department"), ("provider", "The TTA team")], max_length=10
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
                ("evidence", models.CharField(blank=True, max_length=500)),
                ("settled_on", models.DateField(blank=True, null=True)),
                ("disputed_at", models.DateTimeField(blank=True, null=True)),
                ("dispute", models.CharField(blank=True, max_length=1000)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                        related_name="commitments",
                        to="directory.organization",
                    ),
                ),
                (
                    "said_kept_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
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
            ],
            options={
                "ordering": ["due_on", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
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
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("retired_on", models.DateField(blank=True, null=True)),
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
                "ordering": ["position", "name"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="TTARequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("title", models.CharField(max_length=120)),
                ("need", models.TextField(max_length=10000)),
                ("hoped_for_change", models.TextField(blank=True, max_length=10000)),
                ("why_now", models.TextField(blank=True, max_length=10000)),
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
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("first_reply_at", models.DateTimeField(blank=True, null=True)),
                ("reply_due_at", models.DateTimeField(blank=True, null=True)),
                ("discovery_due_at", models.DateTimeField(blank=True, null=True)),
                ("delivered_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("touched_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                        choices=[("requester", "The requester"), ("us", "The TTA team"), ("others", "Somebody else")],
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
            bases=(requests_app.models.facts.RequestFacts, models.Model),
        ),
        migrations.CreateModel(
            name="ThreadMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.TextField(max_length=20000)),
                ("is_internal", models.BooleanField(default=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
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
                    "tta_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="requests_app.ttarequest",
                    ),
                ),
            ],
            options={
                "ordering": ["written_at", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=120)),
                ("title", models.CharField(max_length=200)),
                ("reason", models.TextField(blank=True)),
                ("due_on", models.DateField()),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True, max_length=5000)),
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
                (
                    "done_by",
                    models.ForeignKey(
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
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tasks", to="directory.organization"
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="RequestEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        ],
                        max_length=14,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("happened_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
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
                    "tta_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="requests_app.ttarequest",
                    ),
                ),
            ],
            options={
                "ordering": ["happened_at", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("to_name", models.CharField(max_length=160)),
                ("to_contact", models.CharField(max_length=200)),
                ("reason", models.TextField(max_length=5000)),
                ("consented_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("offered", "Offered"),
                            ("accepted", "Accepted"),
                            ("introduced", "Introduced"),
                            ("confirmed", "Outcome confirmed"),
                            ("returned", "Returned"),
                        ],
                        default="offered",
                        max_length=12,
                    ),
                ),
                ("offered_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("introduced_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True, max_length=5000)),
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
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.AddField(
            model_name="plan",
            name="tta_request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="plans", to="requests_app.ttarequest"
            ),
        ),
        migrations.CreateModel(
            name="NeedsStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField()),
                ("text", models.TextField(max_length=10000)),
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
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="NamedPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.membership"
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
                        related_name="named_people",
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
            name="Conversation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="CommitmentHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "side",
                    models.CharField(
                        choices=[("recipient", "The health department"), ("provider", "The TTA team")], max_length=10
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
                ("evidence", models.CharField(blank=True, max_length=500)),
                ("settled_on", models.DateField(blank=True, null=True)),
                ("disputed_at", models.DateTimeField(blank=True, null=True)),
                ("dispute", models.CharField(blank=True, max_length=1000)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="commitment",
            name="tta_request",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="commitments",
                to="requests_app.ttarequest",
            ),
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("logged_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "logged_by",
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
                    "tta_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activities",
                        to="requests_app.ttarequest",
                    ),
                ),
            ],
            options={
                "ordering": ["-held_on", "-pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="TTARequestHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
                ("title", models.CharField(max_length=120)),
                ("need", models.TextField(max_length=10000)),
                ("hoped_for_change", models.TextField(blank=True, max_length=10000)),
                ("why_now", models.TextField(blank=True, max_length=10000)),
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
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("first_reply_at", models.DateTimeField(blank=True, null=True)),
                ("reply_due_at", models.DateTimeField(blank=True, null=True)),
                ("discovery_due_at", models.DateTimeField(blank=True, null=True)),
                ("delivered_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("touched_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                        choices=[("requester", "The requester"), ("us", "The TTA team"), ("others", "Somebody else")],
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
                    "requester",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.membership",
                    ),
                ),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanAgreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(choices=[("recipient", "Recipient"), ("provider", "Provider")], max_length=10),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="agreements", to="requests_app.plan"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "side"), name="plan_agreement_once_per_side"),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["recipient", "provider"])), name="plan_agreement_side_known"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.UniqueConstraint(fields=("network", "name"), name="topic_name_once_per_network"),
        ),
        migrations.AddIndex(
            model_name="ttarequest",
            index=models.Index(fields=["network", "status", "-touched_at"], name="ttarequest_by_status"),
        ),
        migrations.AddIndex(
            model_name="ttarequest",
            index=models.Index(fields=["network", "lead", "status"], name="ttarequest_by_lead"),
        ),
        migrations.AddIndex(
            model_name="ttarequest",
            index=models.Index(fields=["network", "organization", "-submitted_at"], name="ttarequest_by_organization"),
        ),
        migrations.AddIndex(
            model_name="ttarequest",
            index=models.Index(fields=["network", "submitted_at"], name="ttarequest_by_submission"),
        ),
        migrations.AddConstraint(
            model_name="ttarequest",
            constraint=models.UniqueConstraint(
                fields=("network", "number"), name="ttarequest_number_once_per_network"
            ),
        ),
        migrations.AddConstraint(
            model_name="ttarequest",
            constraint=models.CheckConstraint(
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
                        ],
                    )
                ),
                name="ttarequest_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ttarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "draft"),
                    models.Q(("submitted_at__isnull", False), ("topic__isnull", False)),
                    _connector="OR",
                ),
                name="ttarequest_submitted_is_complete",
            ),
        ),
        migrations.AddConstraint(
            model_name="ttarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["on_hold", "referred"]), _negated=True),
                    models.Q(("held_from", ""), _negated=True),
                    _connector="OR",
                ),
                name="ttarequest_held_from_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="ttarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_reply_at", None), ("first_reply_at__gte", models.F("submitted_at")), _connector="OR"
                ),
                name="ttarequest_replied_after_submission",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ttarequest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "requests_app_ttarequesthistory" ("access_needs", "close_reason", "created_at", "delivered_at", "discovery_due_at", "ended_at", "first_reply_at", "follow_up", "follows_id", "held_from", "held_since", "held_time", "hoped_for_change", "id", "intensity", "jurisdiction_type", "language_needs", "lead_id", "need", "needed_by", "network_id", "number", "organization_id", "partners_to_include", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population_band", "populations", "preferred_channel", "reply_due_at", "requester_id", "rural_urban", "status", "submitted_at", "title", "topic_id", "touched_at", "tried_so_far", "urgency", "version", "visibility", "vulnerability", "waiting_for", "why_now") VALUES (OLD."access_needs", OLD."close_reason", OLD."created_at", OLD."delivered_at", OLD."discovery_due_at", OLD."ended_at", OLD."first_reply_at", OLD."follow_up", OLD."follows_id", OLD."held_from", OLD."held_since", OLD."held_time", OLD."hoped_for_change", OLD."id", OLD."intensity", OLD."jurisdiction_type", OLD."language_needs", OLD."lead_id", OLD."need", OLD."needed_by", OLD."network_id", OLD."number", OLD."organization_id", OLD."partners_to_include", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."population_band", OLD."populations", OLD."preferred_channel", OLD."reply_due_at", OLD."requester_id", OLD."rural_urban", OLD."status", OLD."submitted_at", OLD."title", OLD."topic_id", OLD."touched_at", OLD."tried_so_far", OLD."urgency", OLD."version", OLD."visibility", OLD."vulnerability", OLD."waiting_for", OLD."why_now"); RETURN NULL;',
                    hash="7464f284b29078b62a10a75198c44c1e3e9004e1",
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
                    func='INSERT INTO "requests_app_ttarequesthistory" ("access_needs", "close_reason", "created_at", "delivered_at", "discovery_due_at", "ended_at", "first_reply_at", "follow_up", "follows_id", "held_from", "held_since", "held_time", "hoped_for_change", "id", "intensity", "jurisdiction_type", "language_needs", "lead_id", "need", "needed_by", "network_id", "number", "organization_id", "partners_to_include", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population_band", "populations", "preferred_channel", "reply_due_at", "requester_id", "rural_urban", "status", "submitted_at", "title", "topic_id", "touched_at", "tried_so_far", "urgency", "version", "visibility", "vulnerability", "waiting_for", "why_now") VALUES (OLD."access_needs", OLD."close_reason", OLD."created_at", OLD."delivered_at", OLD."discovery_due_at", OLD."ended_at", OLD."first_reply_at", OLD."follow_up", OLD."follows_id", OLD."held_from", OLD."held_since", OLD."held_time", OLD."hoped_for_change", OLD."id", OLD."intensity", OLD."jurisdiction_type", OLD."language_needs", OLD."lead_id", OLD."need", OLD."needed_by", OLD."network_id", OLD."number", OLD."organization_id", OLD."partners_to_include", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."population_band", OLD."populations", OLD."preferred_channel", OLD."reply_due_at", OLD."requester_id", OLD."rural_urban", OLD."status", OLD."submitted_at", OLD."title", OLD."topic_id", OLD."touched_at", OLD."tried_so_far", OLD."urgency", OLD."version", OLD."visibility", OLD."vulnerability", OLD."waiting_for", OLD."why_now"); RETURN NULL;',
                    hash="6d0097c580fb503226466dece6b9136e3f368fe1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c3887",
                    table="requests_app_ttarequest",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="threadmessage",
            index=models.Index(fields=["network", "tta_request", "written_at"], name="threadmessage_by_request"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("done_at", None)),
                fields=["network", "assigned_to", "due_on"],
                name="task_open_by_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(fields=("network", "key"), name="task_once_per_reason"),
        ),
        migrations.AddIndex(
            model_name="requestevent",
            index=models.Index(fields=["network", "tta_request", "happened_at"], name="requestevent_by_request"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["network", "tta_request"], name="referral_by_request"),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(fields=("tta_request", "version"), name="plan_version_once"),
        ),
        migrations.AddConstraint(
            model_name="needsstatement",
            constraint=models.UniqueConstraint(fields=("tta_request", "version"), name="needs_statement_version_once"),
        ),
        migrations.AddConstraint(
            model_name="needsstatement",
            constraint=models.CheckConstraint(
                condition=models.Q(("confirmed_at", None), ("correction", ""), _connector="OR"),
                name="needs_statement_confirmed_or_corrected",
            ),
        ),
        migrations.AddConstraint(
            model_name="namedperson",
            constraint=models.UniqueConstraint(fields=("tta_request", "member"), name="named_person_once"),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(fields=["network", "tta_request"], name="conversation_by_request"),
        ),
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(fields=["network", "organization", "due_on"], name="commitment_by_organization"),
        ),
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(fields=["network", "tta_request"], name="commitment_by_request"),
        ),
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(
                condition=models.Q(("state__in", ("open", "renegotiated"))),
                fields=["network", "due_on"],
                name="commitment_unkept_by_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "kept", "late", "renegotiated", "broken", "withdrawn"])),
                name="commitment_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["recipient", "provider"])), name="commitment_side_known"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "requests_app_commitmenthistory" ("dispute", "disputed_at", "due_on", "evidence", "id", "made_at", "network_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "said_kept_by_id", "said_kept_on", "settled_on", "side", "state", "text", "tta_request_id") VALUES (OLD."dispute", OLD."disputed_at", OLD."due_on", OLD."evidence", OLD."id", OLD."made_at", OLD."network_id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."plan_id", OLD."said_kept_by_id", OLD."said_kept_on", OLD."settled_on", OLD."side", OLD."state", OLD."text", OLD."tta_request_id"); RETURN NULL;',
                    hash="8e4bcea781c17d939a75379d643ecccc2f48365d",
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
                    func='INSERT INTO "requests_app_commitmenthistory" ("dispute", "disputed_at", "due_on", "evidence", "id", "made_at", "network_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "said_kept_by_id", "said_kept_on", "settled_on", "side", "state", "text", "tta_request_id") VALUES (OLD."dispute", OLD."disputed_at", OLD."due_on", OLD."evidence", OLD."id", OLD."made_at", OLD."network_id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."said_kept_by_id", OLD."said_kept_on", OLD."settled_on", OLD."side", OLD."state", OLD."text", OLD."tta_request_id"); RETURN NULL;',
                    hash="20c1a0d1de46b32b1918d88c57320c68717f140f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_855b2",
                    table="requests_app_commitment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["network", "tta_request", "held_on"], name="activity_by_request"),
        ),
    ]

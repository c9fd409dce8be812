import django.db.models.deletion
import django.utils.timezone
import tta_portal.tenancy.scope
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_people"),
        ("directory", "0001_places_and_organizations"),
        ("outbox", "0001_messages"),
        ("tenancy", "0001_networks"),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckInAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("answered_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="CheckInAnswerHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Engagement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.CharField(max_length=300)),
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
            },
        ),
        migrations.CreateModel(
            name="EngagementCommitment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("id", models.BigIntegerField()),
                ("purpose", models.CharField(max_length=300)),
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[("recipient", "Health department"), ("provider", "TTA team"), ("partner", "Partner")],
                        max_length=10,
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=120)),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="EngagementRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="CheckIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="check_ins", to="accounts.membership"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
    ]

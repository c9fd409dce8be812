import django.core.validators
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
        ("requests_app", "0001_requests"),
        ("tenancy", "0001_networks"),
    ]

    operations = [
        tta_portal.tenancy.operations.MakeWhole(
            operations=[
                migrations.CreateModel(
                    name="Registration",
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
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="registrations",
                                to="training.session",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="registrations",
                                to="accounts.membership",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="registrations",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "tta_request",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="registrations",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        (
                            "activity",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="requests_app.activity",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("registered", "Registered"),
                                    ("waiting", "On the waiting list"),
                                    ("cancelled", "Cancelled"),
                                    ("attended", "Attended"),
                                    ("missed", "Was not there"),
                                ],
                                default="registered",
                                max_length=10,
                            ),
                        ),
                        ("registered_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["registered_at", "pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(fields=["network", "session", "state"], name="registration_by_session"),
                            models.Index(fields=["network", "member"], name="registration_by_member"),
                            models.Index(
                                fields=["network", "organization", "state"], name="registration_by_organization"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "cancelled"), _negated=True),
                                fields=("session", "member"),
                                name="registration_once_per_session",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["registered", "waiting", "cancelled", "attended", "missed"])
                                ),
                                name="registration_state_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Series",
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
                        ("title", models.CharField(max_length=160)),
                        ("about", models.TextField(max_length=10000)),
                        (
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="requests_app.topic"
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("en", "English"),
                                    ("es", "Spanish"),
                                    ("ar", "Arabic"),
                                    ("zh", "Chinese"),
                                    ("chk", "Chuukese"),
                                    ("fr", "French"),
                                    ("ht", "Haitian Creole"),
                                    ("hmn", "Hmong"),
                                    ("ko", "Korean"),
                                    ("mh", "Marshallese"),
                                    ("nv", "Navajo"),
                                    ("pt", "Portuguese"),
                                    ("ru", "Russian"),
                                    ("so", "Somali"),
                                    ("tl", "Tagalog"),
                                    ("uk", "Ukrainian"),
                                    ("vi", "Vietnamese"),
                                ],
                                default="en",
                                max_length=5,
                            ),
                        ),
                        ("audience", models.CharField(blank=True, max_length=300)),
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
                        ("has_certificate", models.BooleanField(default=True)),
                    ],
                    options={
                        "ordering": ["title", "pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [models.Index(fields=["network", "topic"], name="series_by_topic")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("hours__gte", 0), ("hours__lte", 200)),
                                name="series_hours_sensible",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Session",
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
                            "series",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sessions",
                                to="training.series",
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        (
                            "time_zone",
                            models.CharField(
                                choices=[
                                    ("America/New_York", "Eastern time"),
                                    ("America/Chicago", "Central time"),
                                    ("America/Denver", "Mountain time"),
                                    ("America/Phoenix", "Arizona time"),
                                    ("America/Los_Angeles", "Pacific time"),
                                    ("America/Anchorage", "Alaska time"),
                                    ("Pacific/Honolulu", "Hawaii time"),
                                    ("America/Puerto_Rico", "Atlantic time"),
                                    ("Pacific/Pago_Pago", "Samoa time"),
                                    ("Pacific/Guam", "Chamorro time"),
                                    ("Pacific/Palau", "Palau time"),
                                    ("Pacific/Chuuk", "Chuuk time"),
                                    ("Pacific/Pohnpei", "Pohnpei time"),
                                    ("Pacific/Majuro", "Marshall Islands time"),
                                ],
                                default="America/New_York",
                                max_length=40,
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=300)),
                        ("link", models.URLField(blank=True, max_length=500)),
                        (
                            "capacity",
                            models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)]),
                        ),
                        (
                            "host",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hosted_sessions",
                                to="directory.organization",
                            ),
                        ),
                        ("closes_at", models.DateTimeField()),
                        ("revision", models.PositiveIntegerField(default=0)),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("called_off_at", models.DateTimeField(blank=True, null=True)),
                        ("called_off_why", models.TextField(blank=True, max_length=1000)),
                        (
                            "reminded_of",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="Which date people were reminded of"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["starts_at", "pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(fields=["network", "starts_at"], name="session_by_start"),
                            models.Index(fields=["network", "series", "starts_at"], name="session_by_series"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="session_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("closes_at__lte", models.F("starts_at"))),
                                name="session_closes_before_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("capacity__gte", 1)), name="session_has_a_seat"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RegistrationHistory",
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
                                to="training.registration",
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
                            "session",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="training.session",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="directory.organization",
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
                            "activity",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="requests_app.activity",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("registered", "Registered"),
                                    ("waiting", "On the waiting list"),
                                    ("cancelled", "Cancelled"),
                                    ("attended", "Attended"),
                                    ("missed", "Was not there"),
                                ],
                                default="registered",
                                max_length=10,
                            ),
                        ),
                        ("registered_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SessionHistory",
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
                                to="training.session",
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
                            "series",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="training.series",
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        (
                            "time_zone",
                            models.CharField(
                                choices=[
                                    ("America/New_York", "Eastern time"),
                                    ("America/Chicago", "Central time"),
                                    ("America/Denver", "Mountain time"),
                                    ("America/Phoenix", "Arizona time"),
                                    ("America/Los_Angeles", "Pacific time"),
                                    ("America/Anchorage", "Alaska time"),
                                    ("Pacific/Honolulu", "Hawaii time"),
                                    ("America/Puerto_Rico", "Atlantic time"),
                                    ("Pacific/Pago_Pago", "Samoa time"),
                                    ("Pacific/Guam", "Chamorro time"),
                                    ("Pacific/Palau", "Palau time"),
                                    ("Pacific/Chuuk", "Chuuk time"),
                                    ("Pacific/Pohnpei", "Pohnpei time"),
                                    ("Pacific/Majuro", "Marshall Islands time"),
                                ],
                                default="America/New_York",
                                max_length=40,
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=300)),
                        ("link", models.URLField(blank=True, max_length=500)),
                        (
                            "capacity",
                            models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)]),
                        ),
                        (
                            "host",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="directory.organization",
                            ),
                        ),
                        ("closes_at", models.DateTimeField()),
                        ("revision", models.PositiveIntegerField(default=0)),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("called_off_at", models.DateTimeField(blank=True, null=True)),
                        ("called_off_why", models.TextField(blank=True, max_length=1000)),
                        (
                            "reminded_of",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="Which date people were reminded of"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Certificate",
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
                            "registration",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="certificate",
                                to="training.registration",
                            ),
                        ),
                        ("number", models.PositiveBigIntegerField()),
                        ("name", models.CharField(max_length=120)),
                        ("issued_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("network", "number"), name="certificate_number_once_per_network"
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="session",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "training_sessionhistory" ("called_off_at", "called_off_why", "capacity", "changed_at", "closes_at", "ends_at", "host_id", "id", "link", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reminded_of", "revision", "series_id", "starts_at", "time_zone") VALUES (OLD."called_off_at", OLD."called_off_why", OLD."capacity", OLD."changed_at", OLD."closes_at", OLD."ends_at", OLD."host_id", OLD."id", OLD."link", OLD."network_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."place", OLD."reminded_of", OLD."revision", OLD."series_id", OLD."starts_at", OLD."time_zone"); RETURN NULL;',
                            hash="8a0c4fc3dc85635b828ce6585a530f73836fd8d6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4f7da",
                            table="training_session",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="session",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "training_sessionhistory" ("called_off_at", "called_off_why", "capacity", "changed_at", "closes_at", "ends_at", "host_id", "id", "link", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reminded_of", "revision", "series_id", "starts_at", "time_zone") VALUES (OLD."called_off_at", OLD."called_off_why", OLD."capacity", OLD."changed_at", OLD."closes_at", OLD."ends_at", OLD."host_id", OLD."id", OLD."link", OLD."network_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."reminded_of", OLD."revision", OLD."series_id", OLD."starts_at", OLD."time_zone"); RETURN NULL;',
                            hash="b07ab1e178f7f5b6ec6ede345620fd0caf495994",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fe538",
                            table="training_session",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="registration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "training_registrationhistory" ("activity_id", "id", "member_id", "network_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "session_id", "state", "tta_request_id") VALUES (OLD."activity_id", OLD."id", OLD."member_id", OLD."network_id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."registered_at", OLD."session_id", OLD."state", OLD."tta_request_id"); RETURN NULL;',
                            hash="d4ee57198ca20bd76a2433789f64a4ff597f8510",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_12ffa",
                            table="training_registration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="registration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "training_registrationhistory" ("activity_id", "id", "member_id", "network_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "session_id", "state", "tta_request_id") VALUES (OLD."activity_id", OLD."id", OLD."member_id", OLD."network_id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."registered_at", OLD."session_id", OLD."state", OLD."tta_request_id"); RETURN NULL;',
                            hash="c8c72da2369f2d764b0d9da35614567b9e5acd86",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5382b",
                            table="training_registration",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]

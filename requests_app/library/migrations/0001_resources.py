import django.contrib.postgres.fields
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
        ("files", "0001_stored_files"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("requests_app", "0001_requests"),
        ("tenancy", "0001_networks"),
    ]

    operations = [
        tta_portal.tenancy.operations.MakeWhole(
            operations=[
                migrations.CreateModel(
                    name="SentResource",
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
                            "resource",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="sent", to="library.resource"
                            ),
                        ),
                        (
                            "tta_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sent_resources",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        (
                            "message",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="requests_app.threadmessage",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("helped", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("helped_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-sent_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [models.Index(fields=["network", "tta_request"], name="sent_resource_by_request")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("resource", "tta_request"), name="resource_sent_once_per_request"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("helped", None), models.Q(("helped__gte", 1), ("helped__lte", 5)), _connector="OR"
                                ),
                                name="sent_resource_helped_1_to_5",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Resource",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("link", "A link to a page or file elsewhere"),
                                    ("text", "A text, written here"),
                                    ("file", "A file, kept here"),
                                ],
                                default="link",
                                max_length=6,
                            ),
                        ),
                        ("url", models.URLField(blank=True, max_length=500)),
                        ("body", models.TextField(blank=True, max_length=15000)),
                        (
                            "stored_file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="files.storedfile",
                            ),
                        ),
                        ("summary", models.TextField(max_length=1000)),
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
                        (
                            "communities",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                            ),
                        ),
                        ("adaptation_notes", models.TextField(blank=True, max_length=5000)),
                        ("retired_on", models.DateField(blank=True, null=True)),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("checked_on", models.DateField(default=django.utils.timezone.localdate)),
                    ],
                    options={
                        "ordering": ["title", "pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [models.Index(fields=["network", "retired_on", "title"], name="resource_by_title")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["link", "text", "file"])), name="resource_kind_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "link"), models.Q(("url", ""), _negated=True)),
                                    models.Q(("kind", "text"), models.Q(("body", ""), _negated=True)),
                                    models.Q(("kind", "file"), models.Q(("stored_file__isnull", True), _negated=True)),
                                    _connector="OR",
                                ),
                                name="resource_holds_its_content",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("url", ""), ("url__regex", "^https?://"), _connector="OR"),
                                name="resource_url_is_web",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResourceHistory",
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
                                to="library.resource",
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
                        ("title", models.CharField(max_length=160)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("link", "A link to a page or file elsewhere"),
                                    ("text", "A text, written here"),
                                    ("file", "A file, kept here"),
                                ],
                                default="link",
                                max_length=6,
                            ),
                        ),
                        ("url", models.URLField(blank=True, max_length=500)),
                        ("body", models.TextField(blank=True, max_length=15000)),
                        (
                            "stored_file",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="files.storedfile",
                            ),
                        ),
                        ("summary", models.TextField(max_length=1000)),
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
                        (
                            "communities",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                            ),
                        ),
                        ("adaptation_notes", models.TextField(blank=True, max_length=5000)),
                        ("retired_on", models.DateField(blank=True, null=True)),
                        (
                            "added_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("checked_on", models.DateField(default=django.utils.timezone.localdate)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ResourceTopic",
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
                            "resource",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="topic_links",
                                to="library.resource",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="requests_app.topic"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["topic__position", "topic__name"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [models.Index(fields=["network", "topic"], name="resource_by_topic")],
                        "constraints": [
                            models.UniqueConstraint(fields=("resource", "topic"), name="resource_topic_once")
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="resource",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "library_resourcehistory" ("adaptation_notes", "added_at", "added_by_id", "body", "checked_on", "communities", "id", "kind", "language", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "stored_file_id", "summary", "title", "url") VALUES (OLD."adaptation_notes", OLD."added_at", OLD."added_by_id", OLD."body", OLD."checked_on", OLD."communities", OLD."id", OLD."kind", OLD."language", OLD."network_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."retired_on", OLD."stored_file_id", OLD."summary", OLD."title", OLD."url"); RETURN NULL;',
                            hash="bffcab888178b6eeb77d7f29cd19cc2330ccffd3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a836b",
                            table="library_resource",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="resource",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "library_resourcehistory" ("adaptation_notes", "added_at", "added_by_id", "body", "checked_on", "communities", "id", "kind", "language", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "stored_file_id", "summary", "title", "url") VALUES (OLD."adaptation_notes", OLD."added_at", OLD."added_by_id", OLD."body", OLD."checked_on", OLD."communities", OLD."id", OLD."kind", OLD."language", OLD."network_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."retired_on", OLD."stored_file_id", OLD."summary", OLD."title", OLD."url"); RETURN NULL;',
                            hash="fdb785a065752a4bf3fb5f5b2f0fe2a61acb9f4b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8f351",
                            table="library_resource",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]

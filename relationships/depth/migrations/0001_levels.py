import django.db.models.deletion
import django.utils.timezone
import tta_portal.tenancy.operations
import tta_portal.tenancy.scope
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_people"),
        ("directory", "0001_places_and_organizations"),
        ("tenancy", "0001_networks"),
    ]

    operations = [
        tta_portal.tenancy.operations.MakeWhole(
            operations=[
                migrations.CreateModel(
                    name="LevelChange",
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
                                related_name="level_changes",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "from_level",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "Unreached"),
                                    (1, "Transactional"),
                                    (2, "Responsive"),
                                    (3, "Collaborative"),
                                    (4, "Partnered"),
                                ]
                            ),
                        ),
                        (
                            "to_level",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "Unreached"),
                                    (1, "Transactional"),
                                    (2, "Responsive"),
                                    (3, "Collaborative"),
                                    (4, "Partnered"),
                                ]
                            ),
                        ),
                        ("changed_on", models.DateField()),
                        ("happened_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("evidence", models.JSONField(default=list)),
                    ],
                    options={
                        "ordering": ["-changed_on", "-pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(
                                fields=["network", "organization", "-changed_on"], name="levelchange_by_organization"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("from_level__lte", 4),
                                    ("to_level__lte", 4),
                                    models.Q(("from_level", models.F("to_level")), _negated=True),
                                ),
                                name="levelchange_is_a_change",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Standing",
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
                                related_name="standing",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "level",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "Unreached"),
                                    (1, "Transactional"),
                                    (2, "Responsive"),
                                    (3, "Collaborative"),
                                    (4, "Partnered"),
                                ],
                                default=0,
                            ),
                        ),
                        ("since", models.DateField()),
                        ("collaborative_since", models.DateField(blank=True, null=True)),
                        ("computed_at", models.DateTimeField()),
                        ("evidence", models.JSONField(default=list)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [models.Index(fields=["network", "level"], name="standing_by_level")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("level__gte", 0), ("level__lte", 4)), name="standing_level_0_to_4"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("collaborative_since", None), ("level__lt", 3)),
                                    models.Q(("collaborative_since__isnull", False), ("level__gte", 3)),
                                    _connector="OR",
                                ),
                                name="standing_collaborative_since",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DepthDispute",
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
                                related_name="depth_disputes",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "level",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "Unreached"),
                                    (1, "Transactional"),
                                    (2, "Responsive"),
                                    (3, "Collaborative"),
                                    (4, "Partnered"),
                                ]
                            ),
                        ),
                        ("words", models.TextField(max_length=5000)),
                        (
                            "said_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("answer", models.TextField(blank=True, max_length=5000)),
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
                        "ordering": ["-said_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_at", None), models.Q(("answer", ""), _negated=True), _connector="OR"
                                ),
                                name="depth_dispute_answered_in_words",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("answered_at", None)),
                                fields=("organization",),
                                name="depth_dispute_one_waits",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]

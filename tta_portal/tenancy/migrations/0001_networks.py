import datetime
import django.core.validators
import django.db.models.deletion
import tta_portal.tenancy.operations
import tta_portal.tenancy.scope
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        tta_portal.tenancy.operations.MakeWhole(
            operations=[
                migrations.CreateModel(
                    name="Network",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "slug",
                            models.CharField(
                                max_length=41,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[a-z][a-z0-9-]{1,40}$", "Use small letters, digits and hyphens."
                                    )
                                ],
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("time_zone", models.CharField(default="America/New_York", max_length=40)),
                        ("open_sign_up", models.BooleanField(default=False)),
                        ("second_factor_required", models.BooleanField(default=True)),
                        ("day_starts_at", models.TimeField(default=datetime.time(9, 0))),
                        ("day_ends_at", models.TimeField(default=datetime.time(17, 0))),
                        (
                            "first_reply_hours",
                            models.PositiveSmallIntegerField(
                                default=8, validators=[django.core.validators.MinValueValidator(1)]
                            ),
                        ),
                        (
                            "urgent_reply_hours",
                            models.PositiveSmallIntegerField(
                                default=4, validators=[django.core.validators.MinValueValidator(1)]
                            ),
                        ),
                        (
                            "discovery_days",
                            models.PositiveSmallIntegerField(
                                default=5, validators=[django.core.validators.MinValueValidator(1)]
                            ),
                        ),
                        ("fair_queue", models.BooleanField(default=True)),
                        ("paper_return", models.TextField(blank=True, max_length=500)),
                        ("check_in_days", models.JSONField(blank=True, default=list)),
                        (
                            "suppression_threshold",
                            models.PositiveSmallIntegerField(
                                default=11,
                                validators=[
                                    django.core.validators.MinValueValidator(5),
                                    django.core.validators.MaxValueValidator(20),
                                ],
                            ),
                        ),
                        ("descriptors_are_synthetic", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("suppression_threshold__gte", 5), ("suppression_threshold__lte", 20)
                                ),
                                name="network_suppression_threshold_5_to_20",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("day_ends_at__gt", models.F("day_starts_at"))),
                                name="network_day_ends_after_it_starts",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sequence",
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
                        ("last", models.PositiveBigIntegerField(default=0)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(fields=("network", "name"), name="sequence_once_per_network")
                        ],
                    },
                ),
            ],
        ),
    ]

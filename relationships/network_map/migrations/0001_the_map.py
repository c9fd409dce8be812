import django.db.models.deletion
import django.utils.timezone
import tta_portal.tenancy.operations
import tta_portal.tenancy.scope
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_places_and_organizations"),
        ("tenancy", "0001_networks"),
    ]

    operations = [
        tta_portal.tenancy.operations.MakeWhole(
            operations=[
                migrations.CreateModel(
                    name="Position",
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
                                related_name="position",
                                to="directory.organization",
                            ),
                        ),
                        ("x", models.FloatField()),
                        ("y", models.FloatField()),
                        ("placed_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                    },
                ),
                migrations.CreateModel(
                    name="Tie",
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
                            "a",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "b",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="directory.organization",
                            ),
                        ),
                        ("since", models.DateField()),
                        ("strength", models.PositiveIntegerField()),
                        ("engagements", models.PositiveIntegerField(default=0)),
                        ("requests", models.PositiveIntegerField(default=0)),
                        ("trainings", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["since", "pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(fields=("a", "b"), name="tie_once"),
                            models.CheckConstraint(
                                condition=models.Q(("a__lt", models.F("b"))), name="tie_smaller_number_first"
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]

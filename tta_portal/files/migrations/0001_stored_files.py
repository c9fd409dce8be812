import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import tta_portal.files.models
import tta_portal.tenancy.operations
import tta_portal.tenancy.scope
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_people"),
        ("tenancy", "0001_networks"),
    ]

    operations = [
        tta_portal.tenancy.operations.MakeWhole(
            operations=[
                migrations.CreateModel(
                    name="FilePolicy",
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
                            "max_bytes",
                            models.PositiveBigIntegerField(
                                default=26214400,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(104857600),
                                ],
                            ),
                        ),
                        ("quota_bytes", models.PositiveBigIntegerField(default=5368709120)),
                        ("allowed", models.JSONField(default=tta_portal.files.models._allowed_at_first)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(fields=("network",), name="filepolicy_once_per_network")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StoredFile",
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
                        ("name", models.CharField(max_length=150)),
                        ("size", models.PositiveBigIntegerField()),
                        ("content_type", models.CharField(max_length=100)),
                        ("sha256", models.CharField(max_length=64)),
                        ("key", models.CharField(max_length=100)),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("attached_at", models.DateTimeField(blank=True, null=True)),
                        ("scanned_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("attached_at", None)),
                                fields=["network", "uploaded_at"],
                                name="storedfile_staged",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("network", "key"), name="storedfile_key_once")
                        ],
                    },
                ),
            ],
        ),
    ]

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
        ("relationships", "0001_engagements_and_check_ins"),
        ("requests_app", "0001_requests"),
        ("tenancy", "0001_networks"),
    ]

    operations = [
        tta_portal.tenancy.operations.MakeWhole(
            operations=[
                migrations.CreateModel(
                    name="PeerAgreement",
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
                            "introduction",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="agreement",
                                to="peers.introduction",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        ("what", models.TextField(max_length=1000)),
                        ("until", models.DateField()),
                        ("how_often", models.CharField(max_length=120)),
                        ("between_us", models.TextField(blank=True, max_length=1000)),
                        (
                            "seeker_signed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        ("seeker_signed_at", models.DateTimeField(null=True)),
                        (
                            "host_signed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        ("host_signed_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("seeker_signed_at", None), ("seeker_signed_by", None)),
                                    models.Q(("seeker_signed_at__isnull", False), ("seeker_signed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="peer_agreement_seeker_signed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("host_signed_at", None), ("host_signed_by", None)),
                                    models.Q(("host_signed_at__isnull", False), ("host_signed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="peer_agreement_host_signed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PeerOffer",
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
                                related_name="peer_offers",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="requests_app.topic",
                            ),
                        ),
                        ("shares", models.TextField(blank=True, max_length=1000)),
                        (
                            "check_in",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="relationships.checkin",
                            ),
                        ),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("since", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-made_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("since", None),
                                    models.Q(("topic__isnull", False), models.Q(("shares", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="peer_offer_in_words",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("since__isnull", False), ("withdrawn_at", None)),
                                fields=("organization", "topic"),
                                name="peer_offer_once_per_topic",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Introduction",
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
                            "offer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="introductions",
                                to="peers.peeroffer",
                            ),
                        ),
                        (
                            "seeker_organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organization",
                            ),
                        ),
                        (
                            "seeker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "tta_request",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="requests_app.ttarequest",
                            ),
                        ),
                        ("words", models.TextField(max_length=2000)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Asked"),
                                    ("declined", "Not this time"),
                                    ("introduced", "Introduced"),
                                    ("agreed", "Working together"),
                                    ("finished", "Finished"),
                                    ("ended", "Ended"),
                                ],
                                default="asked",
                                max_length=10,
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("introduced_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        ("over_at", models.DateTimeField(blank=True, null=True)),
                        ("seeker_word", models.TextField(blank=True, max_length=1000)),
                        ("host_word", models.TextField(blank=True, max_length=1000)),
                    ],
                    options={
                        "ordering": ["-asked_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["asked", "declined", "introduced", "agreed", "finished", "ended"])
                                ),
                                name="introduction_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["introduced", "agreed", "finished"]), _negated=True),
                                    ("introduced_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="introduction_has_its_date",
                            ),
                            models.UniqueConstraint(
                                fields=("offer", "seeker_organization"), name="introduction_asked_once"
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]

"""The network, and the base of everything that belongs to one."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import connection, models
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor

from tta_portal.tenancy.scope import current_network_id, know, known_network, network_in_force

RESERVED_SLUGS = frozenset(
    "accounts api static demo check-in pulse healthz readyz invitations join unsubscribe inbound admin media".split()
)
slug_shape = RegexValidator(r"^[a-z][a-z0-9-]{1,40}$", "Use small letters, digits and hyphens.")


class Network(models.Model):
    """One TTA programme: the tenant. Everything else belongs to exactly one."""

    slug = models.CharField(max_length=41, unique=True, validators=[slug_shape])
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=40, default="America/New_York")
    open_sign_up = models.BooleanField(default=False)
    second_factor_required = models.BooleanField(default=True)
    day_starts_at = models.TimeField(default=time(9, 0))
    day_ends_at = models.TimeField(default=time(17, 0))
    first_reply_hours = models.PositiveSmallIntegerField(default=8, validators=[MinValueValidator(1)])
    urgent_reply_hours = models.PositiveSmallIntegerField(default=4, validators=[MinValueValidator(1)])
    discovery_days = models.PositiveSmallIntegerField(default=5, validators=[MinValueValidator(1)])
    fair_queue = models.BooleanField(default=True)
    head_start_days = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(5)])
    paper_return = models.TextField(max_length=500, blank=True)
    check_in_days = models.JSONField(default=list, blank=True)
    suppression_threshold = models.PositiveSmallIntegerField(
        default=11, validators=[MinValueValidator(5), MaxValueValidator(20)]
    )
    gap_margin = models.PositiveSmallIntegerField(default=10, validators=[MinValueValidator(5), MaxValueValidator(50)])
    descriptors_are_synthetic = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(suppression_threshold__gte=5, suppression_threshold__lte=20),
                name="network_suppression_threshold_5_to_20",
            ),
            models.CheckConstraint(
                condition=models.Q(day_ends_at__gt=models.F("day_starts_at")), name="network_day_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/{self.slug}/"

    @property
    def margin(self) -> float:
        """A gap is called out only beyond this share of what it is compared with."""
        return self.gap_margin / 100

    @property
    def cadence(self) -> list[int]:
        """Days after delivery on which a check-in falls due."""
        return self.check_in_days or [2, 30, 90, 180]


class NetworkQuerySet(models.QuerySet[Any]):
    """Queries that only ever see the network in force."""

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        objs = list(objs)
        network_id = current_network_id()
        for obj in objs:
            if obj.network_id != network_id:
                raise RuntimeError(f"{obj!r} belongs to another network than the one in force.")
        return super().bulk_create(objs, *args, **kwargs)


class NetworkManager(models.Manager[Any]):
    """Scopes every query to the network in force, and raises when there is none."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(network_id=current_network_id())

    def none(self) -> models.QuerySet[Any]:
        """Nothing at all, which needs no network."""
        return super().get_queryset().none()


class AcrossNetworksManager(models.Manager[Any]):
    """Unscoped, on the dispatch role's connection: sees only what that role may."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().using("dispatch")


class KnownNetwork(ForwardManyToOneDescriptor):
    """Reads the network of a row from what is known of the scope, and asks the database once a scope at most."""

    def get_object(self, instance: Any) -> Any:
        known = known_network(instance.network_id)
        if known is None:
            known = super().get_object(instance)
            know(known)
        return known


def current_network() -> Network:
    """The network in force, read at most once a scope."""
    network_id = current_network_id()
    network: Network | None = known_network(network_id)
    if network is None:
        network = Network.objects.get(pk=network_id)
        know(network)
    return network


class NetworkKey(models.ForeignKey[Any, Any]):
    """The key to a row's network; to migrations a foreign key like any other."""

    forward_related_accessor_class = KnownNetwork

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs


class NetworkModel(models.Model):
    """Base of every tenant model. Its network is the one in force when it is made."""

    network = NetworkKey(
        Network, on_delete=models.PROTECT, default=network_in_force, editable=False, related_name="+", db_index=False
    )

    objects: Any = NetworkManager()
    across_networks: Any = AcrossNetworksManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"


NEXT = """
INSERT INTO tenancy_sequence AS sequence (network_id, name, last) VALUES (%(network)s, %(name)s, %(count)s)
ON CONFLICT (network_id, name) DO UPDATE SET last = sequence.last + excluded.last RETURNING last
"""


class Sequence(NetworkModel):
    """The last number given out in this network, by what is counted."""

    name = models.CharField(max_length=40)
    last = models.PositiveBigIntegerField(default=0)

    objects = NetworkManager.from_queryset(NetworkQuerySet)()

    class Meta(NetworkModel.Meta):
        constraints = [models.UniqueConstraint(fields=["network", "name"], name="sequence_once_per_network")]

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"

    @classmethod
    def next(cls, name: str, *, count: int = 1) -> int:
        """Return the first of the next `count` numbers; rolled back with the transaction."""
        with connection.cursor() as cursor:
            cursor.execute(NEXT, {"network": current_network_id(), "name": name, "count": count})
            last: int = cursor.fetchone()[0]
        return last - count + 1

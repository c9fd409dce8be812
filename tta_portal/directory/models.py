"""Who is in a network: hubs, jurisdictions with dated descriptors, organizations, contacts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Self, overload

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import ExpressionWrapper, Q
from django.urls import reverse

from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet
from tta_portal.words import gettext_lazy as _

Decorator = Callable[[type[models.Model]], type[models.Model]]


@overload
def keeps_history(model: type[models.Model]) -> type[models.Model]: ...


@overload
def keeps_history(*, leaving_out: Sequence[str]) -> Decorator: ...


def keeps_history(
    model: type[models.Model] | None = None, *, leaving_out: Sequence[str] = ()
) -> type[models.Model] | Decorator:
    """Keep what a row was before each change, by trigger, in a table that the app can only add to.

    `leaving_out` names what is computed from the rest.
    """
    if model is None:
        return lambda kept: _track(kept, leaving_out)
    return _track(model, leaving_out)


def _track(model: type[models.Model], leaving_out: Sequence[str]) -> type[models.Model]:
    events = (pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
    past = pghistory.ObjForeignKey(related_name="history")
    name = f"{model.__name__}History"
    return pghistory.track(*events, model_name=name, obj_field=past, exclude=list(leaving_out))(model)


class Hub(NetworkModel):
    """A regional part of a network: the states it covers."""

    name = models.CharField(max_length=120)
    states = ArrayField(models.CharField(max_length=2), default=list, blank=True)

    class Meta(NetworkModel.Meta):
        constraints = [models.UniqueConstraint(fields=["network", "name"], name="hub_name_once_per_network")]

    def __str__(self) -> str:
        return self.name


class JurisdictionType(models.TextChoices):
    STATE = "state", _("State")
    LOCAL = "local", _("Local")
    TRIBAL = "tribal", _("Tribal")
    TERRITORIAL = "territorial", _("Territory")
    FREELY_ASSOCIATED = "freely_associated", _("Freely associated state")


class RuralUrban(models.TextChoices):
    """Collapsed from the USDA's rural-urban continuum codes."""

    METRO = "metro", _("Metro")
    RURAL_ADJACENT = "rural_adjacent", _("Rural, next to a metro area")
    RURAL_REMOTE = "rural_remote", _("Rural, remote")
    NOT_CLASSIFIED = "not_classified", _("Not classified")


class PopulationBand(models.TextChoices):
    SMALL = "small", _("Under 50,000")
    MEDIUM = "medium", _("50,000 to 499,999")
    LARGE = "large", _("500,000 and more")
    UNKNOWN = "unknown", _("Not known")


class VulnerabilityQuartile(models.TextChoices):
    """Quartile of the Social Vulnerability Index; Q4 is the most vulnerable quarter."""

    Q1 = "q1", _("Q1, least vulnerable")
    Q2 = "q2", "Q2"
    Q3 = "q3", "Q3"
    Q4 = "q4", _("Q4, most vulnerable")
    NOT_CLASSIFIED = "not_classified", _("Not classified")


def population_band(population: int | None) -> PopulationBand:
    """Put a number of residents in its band."""
    if population is None:
        return PopulationBand.UNKNOWN
    if population < 50_000:
        return PopulationBand.SMALL
    return PopulationBand.MEDIUM if population < 500_000 else PopulationBand.LARGE


NCHS_CLASSES = {
    "1": _("Large central metro"),
    "2": _("Large fringe metro"),
    "3": _("Medium metro"),
    "4": _("Small metro"),
    "5": _("Micropolitan"),
    "6": _("Neither metro nor micropolitan"),
}


class Profile(models.Model):
    """The groups a place is counted in. Frozen on a request when it is submitted."""

    jurisdiction_type = models.CharField(max_length=20, choices=JurisdictionType, default=JurisdictionType.LOCAL)
    population_band = models.CharField(max_length=10, choices=PopulationBand, default=PopulationBand.UNKNOWN)
    rural_urban = models.CharField(max_length=20, choices=RuralUrban, default=RuralUrban.NOT_CLASSIFIED)
    vulnerability = models.CharField(
        max_length=20, choices=VulnerabilityQuartile, default=VulnerabilityQuartile.NOT_CLASSIFIED
    )

    PROFILE_FIELDS = ("jurisdiction_type", "population_band", "rural_urban", "vulnerability")

    class Meta:
        abstract = True

    def profile(self) -> dict[str, str]:
        """The groups, ready to be frozen on a request."""
        return {name: getattr(self, name) for name in self.PROFILE_FIELDS}


@keeps_history
class Jurisdiction(NetworkModel, Profile):
    """The place a recipient serves, with the groups its newest descriptors put it in."""

    name = models.CharField(max_length=160)
    state = models.CharField(max_length=2, blank=True)
    fips = models.CharField(max_length=5, blank=True)
    counties = ArrayField(models.CharField(max_length=5), default=list, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)

    class Meta(NetworkModel.Meta):
        indexes = [models.Index(fields=["network", "state", "name"], name="jurisdiction_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["network", "fips"], condition=~Q(fips=""), name="jurisdiction_fips_once"),
            models.CheckConstraint(condition=Q(fips="") | Q(fips__regex=r"^\d{2}(\d{3})?$"), name="jurisdiction_fips"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.state}" if self.state else self.name

    @property
    def is_tribal(self) -> bool:
        return self.jurisdiction_type == JurisdictionType.TRIBAL


class DescriptorQuerySet(NetworkQuerySet):
    def in_force(self) -> Self:
        """The newest of each kind and place; an invented one only where there is no other."""
        newest_first = ("jurisdiction", "kind", "is_synthetic", "-as_of")
        return self.order_by(*newest_first).distinct("jurisdiction", "kind")


class Descriptor(NetworkModel):
    """One dated, sourced fact about a jurisdiction. Older ones are kept."""

    class Kind(models.TextChoices):
        POPULATION = "population", _("Population")
        RURAL_URBAN = "rural_urban", _("Rural-urban class")
        VULNERABILITY = "vulnerability", _("Social vulnerability quartile")
        THEME_1 = "svi_theme_1", _("Vulnerability: income, work and schooling")
        THEME_2 = "svi_theme_2", _("Vulnerability: households")
        THEME_3 = "svi_theme_3", _("Vulnerability: minority status")
        THEME_4 = "svi_theme_4", _("Vulnerability: housing and transport")
        SHARE_IN_Q4 = "share_in_q4", _("Residents in counties of the most vulnerable quarter")
        NCHS = "nchs", _("Rural-urban class of the NCHS")
        WORKFORCE = "workforce", _("People who work there")

    jurisdiction = models.ForeignKey(Jurisdiction, on_delete=models.CASCADE, related_name="descriptors")
    kind = models.CharField(max_length=20, choices=Kind)
    value = models.CharField(max_length=40)
    as_of = models.DateField()
    source = models.CharField(max_length=120)
    is_synthetic = models.BooleanField(default=False)

    objects = NetworkManager.from_queryset(DescriptorQuerySet)()

    class Meta(NetworkModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["network", "jurisdiction", "kind", "as_of"], name="descriptor_once_per_vintage"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.in_words} ({self.source}, {self.as_of:%Y})"

    @property
    def in_words(self) -> str:
        """The value as a person would say it."""
        if self.kind in (self.Kind.POPULATION, self.Kind.WORKFORCE):
            return f"{int(self.value):,}" if self.value.isdigit() else self.value
        if self.kind == self.Kind.SHARE_IN_Q4:
            return f"{self.value}%"
        if self.kind == self.Kind.NCHS:
            return str(NCHS_CLASSES.get(self.value, RuralUrban.NOT_CLASSIFIED.label))
        labels = {**dict(RuralUrban.choices), **dict(VulnerabilityQuartile.choices)}
        return str(labels.get(self.value, self.value))


class OrganizationKind(models.TextChoices):
    RECIPIENT = "recipient", _("Health department")
    PROVIDER = "provider", _("TTA provider")
    COMMUNITY = "community", _("Community partner")
    ACADEMIC = "academic", _("Academic partner")


class OrganizationQuerySet(NetworkQuerySet):
    def of_kind(self, kind: OrganizationKind) -> Self:
        return self.filter(kinds__contains=[kind])

    def roster(self, *, on: date) -> Self:
        """All eligible recipients on a day: the denominator of every equity number."""
        return self.filter(Q(eligible_until=None) | Q(eligible_until__gt=on), is_recipient=True, eligible_from__lte=on)

    def counted_in_equity(self) -> Self:
        """Those whose numbers may stand in shared tables by group: all but Tribes that have not said yes."""
        return self.filter(
            Q(jurisdiction=None)
            | ~Q(jurisdiction__jurisdiction_type=JurisdictionType.TRIBAL)
            | Q(counts_in_equity=True)
        )


def organization_initials(name: str) -> str:
    """Two letters that stand for an organization beside its name."""
    words = [word for word in name.split() if word[0].isupper() and word not in {"Department", "Of"}]
    return "".join(word[0] for word in words[:2]) or name[:2].upper()


@keeps_history
class Organization(NetworkModel):
    """A recipient, provider or partner; may be several kinds at once."""

    name = models.CharField(max_length=160)
    kinds = ArrayField(models.CharField(max_length=12, choices=OrganizationKind), default=list)
    is_recipient = models.GeneratedField(
        expression=ExpressionWrapper(Q(kinds__contains=["recipient"]), output_field=models.BooleanField()),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    jurisdiction = models.ForeignKey(
        Jurisdiction, null=True, blank=True, on_delete=models.PROTECT, related_name="organizations"
    )
    hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.SET_NULL, related_name="organizations")
    time_zone = models.CharField(max_length=40, default="America/New_York")
    language = models.CharField(max_length=5, default="en")
    eligible_from = models.DateField(null=True, blank=True)
    eligible_until = models.DateField(null=True, blank=True)
    counts_in_equity = models.BooleanField(default=False, help_text="A Tribe's own word; of others it says nothing.")

    objects = NetworkManager.from_queryset(OrganizationQuerySet)()

    class Meta(NetworkModel.Meta):
        indexes = [
            models.Index(fields=["network", "name"], name="organization_by_name"),
            models.Index(
                fields=["network", "eligible_from"], condition=Q(is_recipient=True), name="organization_roster"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kinds__contained_by=OrganizationKind.values) & ~Q(kinds=[]),
                name="organization_kinds_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organization", kwargs={"network": self.network.slug, "pk": self.pk})

    @property
    def initials(self) -> str:
        return organization_initials(self.name)

    @property
    def kind_names(self) -> str:
        return ", ".join(str(OrganizationKind(kind).label) for kind in self.kinds)


@keeps_history
class Contact(NetworkModel):
    """A person at an organization, with or without a login."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    left_on = models.DateField(null=True, blank=True)

    class Meta(NetworkModel.Meta):
        indexes = [models.Index(fields=["network", "organization"], name="contact_by_organization")]

    def __str__(self) -> str:
        return self.name


def current_value(jurisdiction: Jurisdiction, kind: str) -> Any:
    """The newest descriptor of a kind, or None; an invented one only where there is no other."""
    return jurisdiction.descriptors.filter(kind=kind).order_by("is_synthetic", "-as_of").first()


class Holiday(NetworkModel):
    """A day on which nobody of the network works: targets do not run on it."""

    day = models.DateField()
    name = models.CharField(max_length=120)

    class Meta(NetworkModel.Meta):
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["network", "day"], name="holiday_once_per_day")]

    def __str__(self) -> str:
        return f"{self.name}, {self.day}"

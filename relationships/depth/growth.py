"""What the page “How relationships grow” shows: counts with small-number care, shares with n and definition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Count
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from relationships.depth import measures
from relationships.depth.conversion import Funnel, conversion, funnel
from relationships.depth.measures import Measure
from relationships.depth.models import Level, Standing
from relationships.depth.rule import today
from requests_app.models import Side
from tta_portal.tenancy.models import Network

YEAR = timedelta(days=365)
HALF_YEAR = timedelta(days=180)
HOUR = 3600  # seconds


@dataclass(frozen=True)
class Line:
    """One measure as it is shown."""

    label: str
    text: str
    n: int
    words: str

    @property
    def note(self) -> str:
        return _("n = {n}").format(n=self.n)


@dataclass(frozen=True)
class Group:
    """Neighbouring levels counted together, so that no count is small."""

    levels: tuple[int, ...]
    count: int

    @property
    def label(self) -> str:
        names = [str(Level(level).label) for level in self.levels]
        return (
            names[0]
            if len(names) == 1
            else _("{names} and {last}, together").format(names=", ".join(names[:-1]), last=names[-1])
        )


def report(network: Network, *, at: datetime) -> dict[str, Any]:
    on, enough = today(at), network.suppression_threshold
    lines = _lines(on, enough)
    converted, counted = _of_the_past(network, on)
    return {
        "groups": counts_per_level(enough),
        "conversion": _share(_("Conversion"), converted, enough),
        "funnel": _steps(counted, enough),
        "lines": lines,
        "headlines": lines[:2],
        "since": on - YEAR - HALF_YEAR,
        "until": on - HALF_YEAR,
        "largest_hidden": enough - 1,
    }


def _of_the_past(network: Network, on: date) -> tuple[Measure, Funnel]:
    """Conversion and funnel: both read every first request, and end half a year ago, so once an hour is enough."""

    def read() -> tuple[Measure, Funnel]:
        since, until = on - YEAR - HALF_YEAR, on - HALF_YEAR
        return conversion(since, until, on=on), funnel(since, until, on=on)

    key = f"growth:{network.pk}:{on}:{get_language()}"
    return cache.get_or_set(key, read, timeout=HOUR) or read()


def counts_per_level(enough: int) -> list[Group]:
    """Recipients per level; a count under the network's threshold is put together with its neighbour's."""
    counts = dict(
        Standing.objects.filter(organization__is_recipient=True).order_by().values_list("level").annotate(Count("pk"))
    )
    return together([Group((level,), counts.get(level, 0)) for level in Level.values], enough)


def together(groups: list[Group], enough: int) -> list[Group]:
    """Merge the smallest that is neither empty nor large enough with its smaller neighbour, until none is left."""
    small = [place for place, group in enumerate(groups) if 0 < group.count < enough]
    if not small or len(groups) == 1:
        return groups
    place = min(small, key=lambda at: groups[at].count)
    neighbours = [at for at in (place - 1, place + 1) if 0 <= at < len(groups)]
    other = min(neighbours, key=lambda at: (groups[at].count == 0, groups[at].count))
    first, second = sorted((place, other))
    merged = Group(groups[first].levels + groups[second].levels, groups[first].count + groups[second].count)
    return together([*groups[:first], merged, *groups[second + 1 :]], enough)


def _lines(on: date, enough: int) -> list[Line]:
    return [
        _share(_("We keep our promises"), measures.reliability(on=on, side=Side.PROVIDER), measures.ENOUGH_PROMISES),
        _share(_("They keep theirs"), measures.reliability(on=on, side=Side.RECIPIENT), measures.ENOUGH_PROMISES),
        _share(_("Continuity"), measures.continuity(on=on), enough),
        _share(_("Reciprocity"), measures.reciprocity(on=on), enough),
        _mean(_("Voice"), measures.voice_level(on=on), enough),
        _share(_("Led by the recipient"), measures.led_by_recipient(on=on), enough),
    ]


def _share(label: str, measure: Measure, enough: int) -> Line:
    said = measure.value is not None and measure.n >= enough
    text = f"{100 * (measure.value or 0):.0f}%" if said else _("Too few to say")
    return Line(label, text, measure.n, measure.words)


def _mean(label: str, measure: Measure, enough: int) -> Line:
    said = measure.value is not None and measure.n >= enough
    text = _("{mean} of 5").format(mean=f"{measure.value or 0:.1f}") if said else _("Too few to say")
    return Line(label, text, measure.n, measure.words)


def _steps(counted: Funnel, enough: int) -> list[tuple[str, str]]:
    """Each step with its count; a small one is said to be small, and so is what follows it."""
    steps = [
        (_("Asked for the first time"), counted.asked),
        (_("Got what was agreed"), counted.delivered),
        (_("Answered a check-in about it"), counted.answered),
        (_("At least “Responsive” within 180 days"), counted.responsive),
        (_("Went on to work together"), counted.together),
    ]
    return [
        (label, str(count) if count >= enough or count == 0 else _("fewer than {n}").format(n=enough))
        for label, count in steps
    ]

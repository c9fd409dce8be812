"""The panels beside the overview: shares of something counted, each past the gate with what it is a part of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from equity import measures, tallies
from equity.claims import CLAIMS, Measure
from equity.depth import counts as depth
from equity.dimensions import Dimension
from equity.findings import Shown, find
from equity.measures import Estimate
from equity.periods import Period
from equity.report import EVERYBODY, NOTHING, Report, Row
from equity.suppression import (
    ALL,
    NONE,
    NOT_BEFORE,
    Counted,
    Hidden,
    Margin,
    Place,
    gate,
    hide,
    margins_of,
    together,
)
from equity.tallies import ON_THE_ROSTER, Count
from tta_portal.tenancy.models import Network


@dataclass(frozen=True)
class Part:
    """A share by the names of its counts."""

    measure: Measure
    part: str
    whole: str


@dataclass(frozen=True)
class Panel:
    """One question, the statement that counts for it, and the shares that answer it.

    `has_period`: all of it is of a period, so a year can be compared with another; `period_of_some`: only a part is.
    """

    key: str
    label: str
    question: str
    count: Count
    parts: tuple[Part, ...]
    has_period: bool = True
    period_of_some: bool = False

    @property
    def asks_for_period(self) -> bool:
        """Whether a reader may choose one."""
        return self.has_period or self.period_of_some


PANELS = {
    panel.key: panel
    for panel in (
        Panel(
            "depth", "Depth",
            "How deeply do we work together, with whom? Levels are as of last night, the rest is of the period.",
            depth.depth,
            (
                Part(Measure.RESPONSIVE, "responsive", ON_THE_ROSTER),
                Part(Measure.PARTNERED, "partnered", "asked"),
                Part(Measure.RETURNED, "returned", "helped"),
            ),
            has_period=False, period_of_some=True,
        ),
        Panel(
            "return", "Return", "Who comes back after the first request?", tallies.converted,
            (Part(Measure.CONVERTED, "converted", "first"),),
        ),
        Panel(
            "quality", "Quality", "How well did it work, for those who told us?", tallies.answers,
            (
                Part(Measure.ANSWERED, "answered", "asked"),
                Part(Measure.USEFUL, "useful", "useful_said"),
                Part(Measure.USED, "used", "used_said"),
                Part(Measure.CHANGED, "changed", "changed_said"),
            ),
        ),
        Panel(
            "voice", "Voice", "Whose voice counts?", tallies.plans,
            (Part(Measure.INVOLVED, "involved", "agreed"), Part(Measure.LED, "led", "agreed")),
        ),
    )
}  # fmt: skip


def build(
    network: Network, panel: Panel, *, period: Period, dimension: Dimension, also: Hidden = NOT_BEFORE
) -> Report:
    """Count and measure one panel in one dimension; one statement. `also` is hidden besides what has to be."""
    return judged(network, panel, period=period, dimension=dimension, also=also)[0]


def judged(
    network: Network, panel: Panel, *, period: Period, dimension: Dimension, also: Hidden = NOT_BEFORE
) -> tuple[Report, Hidden]:
    """The report, with what stays hidden in it: for those who show more of the same."""
    counted, threshold = panel.count(period), network.suppression_threshold
    hidden = judge(counted, threshold=threshold, also=also)
    margins = {name: margins_of(cells) for name, cells in counted.cells.items()}
    rows = tuple(
        Row(group, label, _estimates(panel, margins, hidden, (dimension.index, group)))
        for group, label in dimension.groups
    )
    everybody = Row(EVERYBODY, "All", _estimates(panel, margins, hidden, ALL))
    findings = tuple(find(_shown(part.measure, dimension, rows, everybody, network)) for part in panel.parts)
    return Report(period, dimension, threshold, rows, everybody, findings, counted.as_of), hidden


def judge(counted: Counted, *, threshold: int, also: Hidden = NOT_BEFORE) -> Hidden:
    """Which groups stay hidden in each count. Wholes are judged before their parts; the roster is public.

    What is hidden in a whole is hidden in its parts, because a share with one of both would give the other away.
    """
    hidden: dict[str, frozenset[Place]] = {}
    for name, cells in counted.cells.items():
        whole = counted.whole_of.get(name)
        already = hidden[whole] if whole else NONE
        more = also.get(name, NONE)
        if name == ON_THE_ROSTER:
            hidden[name] = NONE
        elif name in counted.beside:
            hidden[name] = together(cells, *counted.beside[name], threshold=threshold, also=more)
        elif whole in counted.beside:  # that whole may have only a narrow range, so it is not counted on to move along
            hidden[name] = hide(cells, threshold=threshold, also=already | more)
        else:
            hidden[name] = hide(cells, threshold=threshold, already=already, also=more)
    return hidden


def _estimates(
    panel: Panel, margins: Mapping[str, Mapping[Place, Margin]], hidden: Hidden, place: Place
) -> dict[Measure, Estimate]:
    found = {}
    for part in panel.parts:
        count = margins[part.part].get(place, NOTHING).count
        n = margins[part.whole].get(place, NOTHING).count
        estimate = measures.share(count, n, nobody=CLAIMS[part.measure].nobody)
        found[part.measure] = gate(estimate, is_hidden=place in hidden[part.part], hides_n=place in hidden[part.whole])
    return found


def _shown(measure: Measure, dimension: Dimension, rows: tuple[Row, ...], everybody: Row, network: Network) -> Shown:
    return Shown(
        measure=measure,
        dimension=dimension,
        groups={row.group: row.of(measure) for row in rows},
        everybody=everybody.of(measure),
        threshold=network.suppression_threshold,
        margin=network.margin,
        waits={},
    )

"""The voice panel: two shares of the agreed plans, and the mix of levels behind the first."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from equity import panels, tallies
from equity.dimensions import Dimension
from equity.panels import PANELS
from equity.periods import Period
from equity.report import Report
from equity.suppression import NOT_BEFORE, Hidden
from equity.voice.levels import Mix, judge, mixes
from tta_portal.tenancy.models import Network

KEY = "voice"


@dataclass(frozen=True, kw_only=True)
class VoiceReport(Report):
    """A report with the mix of levels in each group, everybody's last."""

    mixes: tuple[Mix, ...]


def build(network: Network, *, period: Period, dimension: Dimension, also: Hidden = NOT_BEFORE) -> VoiceReport:
    """Count and measure one dimension in one period; one statement. `also` is hidden besides what has to be."""
    counted = tallies.voices(period)
    panel = replace(PANELS[KEY], count=lambda _period: tallies.plans_of(counted))
    base, hidden = panels.judged(network, panel, period=period, dimension=dimension, also=also)
    verdict = judge(counted, hidden, threshold=base.threshold)
    found = mixes(counted, verdict, (*base.rows, base.everybody), by=dimension.index)
    return VoiceReport(**{field.name: getattr(base, field.name) for field in fields(base)}, mixes=found)

"""The network's indicators: what their numbers mean, declared once and never guessed."""

from __future__ import annotations

from equity.findings import Measure
from equity.inequality.groups import Indicator

INDICATORS = {
    Measure.REACH: Indicator("health departments that asked for help", favourable=True, scale=1.0, unit="share"),
    Measure.WAIT: Indicator(
        "time until a person replies, median", favourable=False, scale=None, minimum=0.0, unit="hours"
    ),
    Measure.TARGET: Indicator("requests replied to in time", favourable=True, scale=1.0, unit="share"),
}

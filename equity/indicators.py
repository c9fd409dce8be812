"""The network's indicators: what their numbers mean, declared once and never guessed."""

from __future__ import annotations

from equity.claims import CLAIMS, RATIOS, Measure
from equity.inequality.groups import Indicator

WAIT = Indicator("time until a person replies, median", favourable=False, scale=None, minimum=0.0, unit="hours")
INDICATORS: dict[Measure, Indicator] = {
    measure: WAIT
    if measure == Measure.WAIT
    else Indicator(claim.title, favourable=not claim.less_is_better, scale=1.0, unit="share")
    for measure, claim in CLAIMS.items()
    if measure not in (*RATIOS, Measure.EVENNESS)
}
"""Every share of a panel is one of which more is better; only waiting, and still waiting, are not."""

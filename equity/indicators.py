"""The network's indicators: what their numbers mean, declared once and never guessed."""

from __future__ import annotations

from equity.claims import AMOUNTS, CLAIMS, RATIOS, Measure
from equity.inequality.groups import Indicator

WAIT = Indicator("time until a person replies, median", favourable=False, scale=None, minimum=0.0, unit="hours")
AMOUNT = {
    measure: Indicator(CLAIMS[measure].title, favourable=True, scale=None, minimum=0.0, unit=measure.value)
    for measure in AMOUNTS
}
INDICATORS: dict[Measure, Indicator] = {
    measure: WAIT
    if measure == Measure.WAIT
    else AMOUNT[measure]
    if measure in AMOUNTS
    else Indicator(claim.title, favourable=not claim.less_is_better, scale=1.0, unit="share")
    for measure, claim in CLAIMS.items()
    if measure not in (*RATIOS, Measure.EVENNESS)
}
"""More is better of every share and amount; only of waiting, and of still waiting, it is not."""

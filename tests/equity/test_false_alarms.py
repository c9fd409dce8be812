"""Networks in which nothing sets groups apart, through the whole chain of every panel; and some with a planted gap."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from equity import panels, queries, report
from equity.claims import Measure
from equity.dimensions import DIMENSIONS, RURAL_URBAN
from equity.panels import PANELS
from equity.periods import PeriodChoice, period_of
from equity.queries import Replies
from equity.statistics import Spell
from equity.suppression import Cell, Counted

pytestmark = pytest.mark.slow
NETWORKS = 1000
PERIOD = period_of(PeriodChoice.LAST_YEAR, zone="UTC")
KINDS = [
    ("metro", "q1", "local"), ("metro", "q2", "local"), ("metro", "q4", "local"), ("rural_adjacent", "q3", "local"),
    ("rural_adjacent", "q4", "local"), ("rural_remote", "q4", "local"), ("rural_remote", "q2", "local"),
    ("metro", "q3", "local"), ("not_classified", "not_classified", "tribal"),
    ("not_classified", "not_classified", "state"), ("not_classified", "not_classified", "territorial"),
]  # fmt: skip
SHARES = np.array([0.16, 0.14, 0.08, 0.12, 0.1, 0.09, 0.08, 0.09, 0.06, 0.05, 0.03])


def whole(rng, size, *, disadvantage=0.0):
    """How many of each kind of department or request, and how likely each is to have what is counted."""
    counts = rng.multinomial(size, SHARES)
    chance = rng.uniform(0.2, 0.9)
    return counts, [max(0.02, chance - disadvantage * kind[0].startswith("rural")) for kind in KINDS]


def cells(counts, ceilings=None):
    return {
        kind: Cell(int(n), None if ceilings is None else int(ceilings[place]))
        for place, (kind, n) in enumerate(zip(KINDS, counts, strict=True))
    }


def panel_of(key, rng, disadvantage=0.0):
    """A panel of the real kind over simulated counts, parts drawn from their wholes."""
    counted, whole_of, known = {}, {}, {}
    for part in PANELS[key].parts:
        for name, above in ((part.whole, WHOLES.get(part.whole)), (part.part, part.whole)):
            if name in known:
                continue
            if above is None:
                known[name], _ = whole(rng, int(rng.choice((150, 600, 3000))))
                counted[name] = cells(known[name])
            else:
                _, chances = whole(rng, 1, disadvantage=disadvantage)
                known[name] = rng.binomial(known[above], chances)
                counted[name], whole_of[name] = cells(known[name], known[above]), above
    return replace(PANELS[key], count=lambda period: Counted(counted, whole_of))


WHOLES = {"useful_said": "answered", "used_said": "answered", "changed_said": "answered"}


def overview_of(rng, monkeypatch, disadvantage=0.0):
    """The first page over simulated counts and waits."""
    roster, chances = whole(rng, int(rng.choice((150, 600, 3000))), disadvantage=disadvantage)
    asked, in_time = whole(rng, int(rng.choice((150, 600, 3000))), disadvantage=disadvantage)
    within = rng.binomial(asked, in_time)
    waits = {d.index: {} for d in DIMENSIONS}
    for kind, n in zip(KINDS, asked, strict=True):
        lasted = np.ceil(rng.exponential(30 + 60 * disadvantage * kind[0].startswith("rural"), n))
        for index, group in enumerate(kind):
            found = waits[index].setdefault(group, {})
            for hours, times in Counter(map(float, lasted)).items():
                before = found.get(hours, Spell())
                found[hours] = Spell(before.replied + times, 0)
    monkeypatch.setattr(report, "cover_of", lambda *_: None)
    monkeypatch.setattr(queries, "reached", lambda _: cells(rng.binomial(roster, chances), roster))
    monkeypatch.setattr(queries, "replies", lambda *_: Replies(cells(asked), cells(within, asked)))
    monkeypatch.setattr(queries, "waits", lambda *_, by, cover=None: waits[by.index])


def findings(number, monkeypatch, *, dimension=None, disadvantage=0.0):
    """Every finding of every panel of one simulated network."""
    rng = np.random.default_rng(number)
    network = SimpleNamespace(suppression_threshold=11, margin=0.1)
    dimension = dimension or DIMENSIONS[number % len(DIMENSIONS)]
    overview_of(rng, monkeypatch, disadvantage)
    yield from report.build(network, period=PERIOD, dimension=dimension).findings
    for key in PANELS:
        made = panel_of(key, rng, disadvantage)
        yield from panels.build(network, made, period=PERIOD, dimension=dimension).findings


def test_without_inequality_at_most_one_panel_in_twenty_calls_out_a_gap(monkeypatch):
    called, known = Counter(), Counter()
    for number in range(NETWORKS):
        for finding in findings(number, monkeypatch):
            called[finding.measure] += bool(finding.gaps)
            known[finding.measure] += finding.is_known

    assert set(known) == {
        Measure.REACH,
        Measure.WAIT,
        Measure.TARGET,
        *(p.measure for panel in PANELS.values() for p in panel.parts),
    }
    assert min(known.values()) > NETWORKS / 3  # in the others too much is hidden to compare
    assert {
        measure: called[measure] / known[measure] for measure in known if called[measure] > 0.05 * known[measure]
    } == {}


def test_a_planted_gap_is_found_in_every_panel(monkeypatch):
    found, known = Counter(), Counter()
    for number in range(60):
        for finding in findings(number, monkeypatch, dimension=RURAL_URBAN, disadvantage=0.35):
            found[finding.measure] += any(gap.is_worse for gap in finding.gaps)
            known[finding.measure] += finding.is_known

    assert {
        measure: (found[measure], known[measure]) for measure in known if found[measure] < 0.6 * known[measure]
    } == {}

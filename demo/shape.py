"""The differences planted in the demo, declared in one place. They are invented; they describe no real network.

What is planted, and what the equity pages should therefore find:

- **Reach.** A metro county in the least vulnerable quarter has about a one in two chance of having asked;
  a remote rural county in the most vulnerable quarter about one in twenty. Tribal and territorial
  departments ask moderately often, states nearly always.
- **Reply.** Half of the metro requests get a person's first reply within about half a working day.
  Remote rural requests wait more than three times as long, and those of Q4 places almost three times
  as long as those of Q1.
  Tribal requests wait longer than most.
- **Silence.** Requests of remote rural and Q4 places are more often left lying for a week or more.
- **Small groups.** There are three freely associated states and five territories, so that their numbers
  are suppressed under the default threshold of 11.
- **No difference** is planted in what becomes of a request once a conversation has begun.
"""

from __future__ import annotations

from dataclasses import dataclass

REACH_BY_CLASS = {"metro": 0.42, "rural_adjacent": 0.23, "rural_remote": 0.095, "not_classified": 0.30}
REACH_BY_VULNERABILITY = {"q1": 1.30, "q2": 1.10, "q3": 0.90, "q4": 0.58, "not_classified": 1.0}
REACH_BY_TYPE = {"state": 0.94, "tribal": 0.42, "territorial": 0.80, "freely_associated": 0.67}

HOURS_BY_CLASS = {"metro": 3.6, "rural_adjacent": 5.5, "rural_remote": 13.0, "not_classified": 6.0}
HOURS_BY_VULNERABILITY = {"q1": 0.75, "q2": 0.95, "q3": 1.15, "q4": 2.20, "not_classified": 1.0}
HOURS_BY_TYPE = {"state": 4.0, "tribal": 9.0, "territorial": 9.0, "freely_associated": 12.0}
SPREAD_OF_HOURS = 0.75  # of their logarithm

FORGOTTEN_BY_CLASS = {"metro": 0.015, "rural_adjacent": 0.03, "rural_remote": 0.08, "not_classified": 0.04}


@dataclass(frozen=True)
class Groups:
    """The groups a place is in, as they are frozen on its requests."""

    jurisdiction_type: str
    population_band: str
    rural_urban: str
    vulnerability: str


def chance_to_ask(groups: Groups) -> float:
    """How likely a place is to have asked at least once in the demo's two years."""
    if groups.jurisdiction_type in REACH_BY_TYPE:
        return REACH_BY_TYPE[groups.jurisdiction_type]
    return REACH_BY_CLASS[groups.rural_urban] * REACH_BY_VULNERABILITY[groups.vulnerability]


def hours_to_reply(groups: Groups) -> float:
    """The median number of working hours until a person replies."""
    if groups.jurisdiction_type in HOURS_BY_TYPE:
        return HOURS_BY_TYPE[groups.jurisdiction_type]
    return HOURS_BY_CLASS[groups.rural_urban] * HOURS_BY_VULNERABILITY[groups.vulnerability]


def chance_forgotten(groups: Groups) -> float:
    """How likely a request is to be left lying for a week or more."""
    return FORGOTTEN_BY_CLASS[groups.rural_urban] * (1.5 if groups.vulnerability == "q4" else 1.0)

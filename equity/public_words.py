"""The words of the public page, in the reader's language: shorter than those of the team, and marked."""

from __future__ import annotations

from dataclasses import dataclass

from equity.claims import Measure
from tta_portal.words import gettext_lazy as _


@dataclass(frozen=True)
class Words:
    """What a measure is called to everybody: its title, its whole and its part, and how it is counted."""

    title: str
    whole: str
    part: str
    counted: str


PANELS = {
    "overview": _("Who asks, and how soon we reply"),
    "reach": _("How often each group asks"),
    "depth": _("How deeply we work together"),
    "return": _("Who comes back"),
    "quality": _("How well it worked"),
    "voice": _("Whose voice counts"),
}
DIMENSIONS = {
    "rural_urban": _("Rural or urban"),
    "vulnerability": _("Social vulnerability"),
    "jurisdiction_type": _("Type of jurisdiction"),
}
PEOPLE = {
    "rural health departments": _("rural health departments"),
    "metro health departments": _("metro health departments"),
    "health departments of the most vulnerable quarter of places": _(
        "health departments of the most vulnerable quarter of places"
    ),
    "those of the least vulnerable quarter": _("those of the least vulnerable quarter"),
    "state health departments": _("state health departments"),
    "local health departments": _("local health departments"),
    "Tribal health departments": _("Tribal health departments"),
    "territorial health departments": _("territorial health departments"),
    "health departments of freely associated states": _("health departments of freely associated states"),
    "all other health departments": _("all other health departments"),
}
REPLIES_DUE, ON_THE_ROSTER, PLANS = _("Replies due"), _("May ask"), _("Plans agreed")
WORDS = {
    Measure.REACH: Words(
        _("Who asks for help"), ON_THE_ROSTER, _("Sent a request"),
        _("Health departments with at least one request in the period, of all that may ask."),
    ),
    Measure.WAIT: Words(
        _("How long until a person replies"), REPLIES_DUE, _("Half had a reply within"),
        _("Time from sending a request to a person's first reply. A request without a reply counts as waiting."),
    ),
    Measure.TARGET: Words(
        _("How often we reply in time"), REPLIES_DUE, _("In time"),
        _("Requests that a person replied to by the time it was due, of all whose reply was due by now."),
    ),
    Measure.REPRESENTED: Words(
        _("Requests beside the share of health departments"), _("May ask"), _("Requests"),
        _("Requests of a group over what its share of health departments leads one to expect. 1 is as expected."),
    ),
    Measure.POPULATED: Words(
        _("Requests beside the share of residents"), _("Residents"), _("Requests"),
        _("Requests of a group over what its share of residents leads one to expect. 1 is as expected."),
    ),
    Measure.FIRST_TIME: Words(
        _("Who asks for the first time"), _("Sent a request"), _("For the first time"),
        _("Health departments that asked in the period and never had before, of all that asked."),
    ),
    Measure.RESPONSIVE: Words(
        _("How far relationships have come"), ON_THE_ROSTER, _("At level 2 or above"),
        _("Health departments that talked with us and came back, of all that may ask, as of last night."),
    ),
    Measure.CONTACTS: Words(
        _("How often we were in contact"), _("Sent a request"), _("Half had at least"),
        _("Half of the health departments that sent a request had at least this many contacts with us in the "
          "period, rounded."),
    ),
    Measure.HOURS: Words(
        _("How many hours of help they got"), _("Sent a request"), _("Half got at least"),
        _("Half of the health departments that sent a request got at least this many hours of help in the period, "
          "rounded."),
    ),
    Measure.PARTNERED: Words(
        _("Where a community partner is in the work"), _("Sent a request"), _("With a community partner"),
        _("Health departments with a community partner in the work on at least one request, of all that sent one."),
    ),
    Measure.RETURNED: Words(
        _("Who asks again within a year"), _("Got an answer"), _("Asked again"),
        _("Health departments that asked again within a year, of all that got an answer in the year before the "
          "period."),
    ),
    Measure.CONVERTED: Words(
        _("Who comes back after the first request"), _("First requests"), _("At level 2 or above"),
        _("Health departments that had talked with us, and had asked again or answered us, on some day within 180 "
          "days of their first request's delivery."),
    ),
    Measure.ANSWERED: Words(
        _("Who answers our check-ins"), _("Check-ins sent"), _("With an answer"),
        _("Check-ins about a request that were answered, of those that can no longer be answered."),
    ),
    Measure.USEFUL: Words(
        _("Who found it useful"), _("Scored it"), _("4 or 5"),
        _("Answers that scored our help 4 or 5 of 5. Those who did not answer are missing."),
    ),
    Measure.USED: Words(
        _("Who has used it"), _("Said whether"), _("Used, partly or fully"),
        _("Answers that said it was used, partly or fully. Those who did not answer are missing."),
    ),
    Measure.CHANGED: Words(
        _("Where something changed"), _("Said what changed"), _("Named one"),
        _("Answers that named a change in practice, program, policy, partnership or community."),
    ),
    Measure.INVOLVED: Words(
        _("Where the community had a say"), PLANS, _("With a say"),
        _("Agreed plans in which a community partner was involved or decided along."),
    ),
    Measure.LED: Words(
        _("Where the health department leads"), PLANS, _("Led or co-led by them"),
        _("Agreed plans that the health department leads or co-leads."),
    ),
}  # fmt: skip

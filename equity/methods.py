"""How the pages that stand beside the panels get their numbers: one place for definitions and workbooks."""

from __future__ import annotations

from dataclasses import dataclass

from equity.claims import CLAIMS, Claim
from equity.recipients import FEWEST_DUE
from equity.replay.facts import MOST
from equity.silent import CLUMPED, NEWS_FROM, WEIGHT, chance_in_clumps
from equity.watch.evidence import FALSE_ALARMS, alarm_from
from equity.watch.gaps import GAPS

Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class Method:
    """The words of one page. `certainty`: how far chance is kept out, with the term for it."""

    title: str
    counted: str
    over: str
    formula: str
    certainty: tuple[str, str]
    missing: str
    source: str

    @property
    def facts(self) -> Facts:
        return [
            ("Counted", self.counted), ("Over", self.over), ("Formula", self.formula), self.certainty,
            ("Missing", self.missing), ("From", self.source),
        ]  # fmt: skip


def facts_of(claim: Claim) -> Facts:
    """How one measure is counted."""
    return [
        ("Counted", claim.counted), ("Over", claim.over), ("Formula", claim.formula),
        ("95% interval", claim.interval), ("Missing", claim.missing), ("From", claim.source),
    ]  # fmt: skip


def definitions() -> list[tuple[str, str, Facts]]:
    """Every measure and every page of its own: the name that links lead to, its title, and how it is counted."""
    measures = [(measure.value, claim.title, facts_of(claim)) for measure, claim in CLAIMS.items()]
    return [*measures, *((key, method.title, method.facts) for key, method in METHODS.items())]


METHODS = {
    "silent": Method(
        title="Silent: who never asked",
        counted="Health departments without a request. On the map: in the last twelve months. In the list for the "
        "team: in two years (730 days), with how many requests would be expected of each in its days on the roster. "
        "Those that joined the roster less than two years ago are counted apart.",
        over="Every health department on the roster. On the map those of each state, in quarters, so that nobody's "
        "silence can be read off.",
        formula="Expected: its days on the roster within the two years ÷ 730 × (requests of the other departments of "
        f"the same type, population, rural-urban class and size of staff + {WEIGHT} × the mean of its type) ÷ (their "
        f"days on the roster ÷ 730 + {WEIGHT}); the mean of a type is mixed with that of all in the same way. The "
        "chance of none is e to the power of −expected.",
        certainty=(
            "News",
            f"From {NEWS_FROM:.0f} expected requests on: then chance alone would leave one in twenty without any. "
            "Requests come in clumps, so the chance is higher: with a variance of "
            f"{CLUMPED} times the mean, 1 in {1 / chance_in_clumps(NEWS_FROM):.0f}.",
        ),
        missing="How many people work at a department. Tribes that have not said that they may be counted are not on "
        "the map. A state whose share would give away a small count is not shown.",
        source="Requests and roster of this network.",
    ),
    "summary": Method(
        title="Summary: how unequal each measure is",
        counted="One absolute and one relative index of each share, in the last twelve months and the year before, "
        "from the groups that are shown.",
        over="The groups of one description of places, each with its n as weight.",
        formula="Where groups have an order: SII, the percentage points between the two ends of a line through the "
        "groups, weighted by n; RII, how many times as high the better-off end is. Without an order: BGVC, the "
        "variance between groups beyond what chance gives, in squared percentage points; IDIS, the mean distance from "
        "the mean, in percent of it, beside the most that chance alone gives in 95 of 100 deals.",
        certainty=("95% interval", "From 20,000 draws of the counts, the same each time. BGVC has none."),
        missing="An index of ordered groups is not computed if one of them is hidden: leaving it out would shift all "
        "ranks. Without an order hidden groups count as missing: with more than 15% of the groups or of n missing, or "
        "where n is hidden, too, there is no index. Places that are not classified are left out. What is left out in "
        "either year is named.",
        source="The same counts as the panels.",
    ),
    "change": Method(
        title="Change: two years beside each other",
        counted="Each measure of a period in the last twelve months and in an earlier year, and the latest less the "
        "earlier one.",
        over="The same as on the measure's own page, in each year. The two years share no day.",
        formula="share now − share before",
        certainty=(
            "95% interval",
            "Newcombe's, from Wilson's limits of both years. “More than chance” holds for one "
            "line alone: of twenty lines without any change one would be expected to look like it. The heading is "
            "stricter: with k measures tested, it counts those that also move at 1 − 0.05 ÷ k. The two years are "
            "taken as independent. In who asks the roster is the same in both, so there the interval is too wide. "
            "No test is made of the change of a median wait, and overlapping intervals do not replace one.",
        ),
        missing="A change of which either year is hidden. Measures that are as of last night have no year before.",
        source="The same counts as the panels.",
    ),
    "recipients": Method(
        title="Recipients: who stands out",
        counted="Replies in time to each health department, beside limits around the share of all of them together.",
        over=f"Health departments on the roster with at least {FEWEST_DUE} replies due in the period.",
        formula="Limits: the fewest and the most of n replies due with P(X ≤ fewest − 1) and P(X ≥ most + 1) of 2.5% "
        "and of 0.1% at most, X binomial with the share of all",
        certainty=(
            "False alarms",
            "If all were alike, at most 1 in 40 would lie below the lower 95% limit by chance, and at most 1 in "
            "1,000 below the 99.8% limit. Only the latter are named, by name and not by rank.",
        ),
        missing="Departments with fewer replies due: with so few, chance alone can do anything. Small counts are said "
        "to be small, and names are shown to the team alone.",
        source="Requests and roster of this network; its working hours and targets.",
    ),
    "watch": Method(
        title="Watch: gaps looked at every week",
        counted="Good outcomes week by week: replies in time, check-ins answered, and answers that found our help "
        f"useful. Each is compared between the seven pairs of the pages, fixed beforehand: {len(GAPS)} gaps.",
        over="Replies due, check-ins that can no longer be answered, and answers that scored usefulness, in the "
        "groups frozen on the requests. A week counts once it is in: 14 days later for replies, 60 for check-ins.",
        formula="Given how many good outcomes both groups had together: how much more likely those of the first group "
        "are if its odds were 1.5, 2, 3 or 5 times lower than if both were alike (hypergeometric). The weeks are "
        "multiplied, the four bets averaged. 1 says nothing. Shares over all weeks can look otherwise than the weeks "
        "do, so an alarm says how many good outcomes would be expected if both groups fared alike in each week.",
        certainty=(
            "False alarms",
            f"At {alarm_from(len(GAPS)):.0f} the evidence is an alarm. Where there is no gap at "
            f"all, the chance that any of the {len(GAPS)} ever raises one is at most {FALSE_ALARMS:.0%}, "
            "however long and however often we look (Ville's inequality).",
        ),
        missing="The first group faring better: only one direction is watched. Weeks before a watch began, 52 weeks "
        "back at first. Weeks while an alarm waits to be noted. Several requests of one department are taken as "
        "independent, so alarms come a little too easily where few departments ask often.",
        source="Requests and check-ins of this network. Small counts are not hidden: only administrators read it.",
    ),
    "what-if": Method(
        title="What if: last year in another order",
        counted="Hours until half of the requests had a first reply by a person, replies in time, and first replies a "
        "day or more later or earlier than they really came, under each order of the queue.",
        over=f"Requests sent in the period, at most the latest {MOST:,}. n: those whose reply was due by now.",
        formula="The same people reply at the same moments as they did, each time to whoever is next in that order. "
        "So no reply is lost and none is invented: waiting only moves from one to another.",
        certainty=(
            "95% interval",
            "None for the waits: the year is replayed as it was. The SII of replies in time has "
            "one, from 20,000 draws of the counts.",
        ),
        missing="Requests that waited from before the period. Anybody is taken to be able to answer anything. Due "
        "dates are those that held in the end; time on hold is not replayed. What is hidden under one order is hidden "
        "under all.",
        source="Requests of this network, the groups frozen on them, and what departments waited before.",
    ),
}

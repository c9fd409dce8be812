"""What each order would have meant for each group, past the gate."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil, floor
from zoneinfo import ZoneInfo

from equity import measures, queries
from equity.claims import Measure
from equity.dimensions import Dimension
from equity.indicators import INDICATORS
from equity.inequality.groups import counted
from equity.inequality.slope import slope_index
from equity.measures import Estimate
from equity.periods import Period
from equity.replay.facts import Fact, Year
from equity.replay.rules import Asked, ByTarget, Fair, FirstCome, Queue, replay
from equity.report import EVERYBODY, NOTHING
from equity.results import Result, refused
from equity.statistics import Spell, Waits
from equity.summaries.sources import FINE_HOURS
from equity.summary import ORDER
from equity.suppression import ALL, Cell, Margin, Place, Verdict, decide, gate, hide, margins_of

A_DAY = timedelta(days=1)
AS_IT_WAS = "as-it-was"
Answers = list[datetime | None]


@dataclass(frozen=True)
class Rule:
    """An order to try. `is_fair` and `head_start` are the network's settings that put it to use, if any do."""

    key: str
    label: str
    words: str
    is_fair: bool | None = None
    head_start: int = 0


def rules(head_start: int) -> list[Rule]:
    """The orders that are compared, the one to try last."""
    found = [
        Rule(AS_IT_WAS, "As it was", "What really happened, by whatever people decided."),
        Rule("first-come", "First come", "Whoever came first, urgent or not. For comparison only."),
        Rule("target", "Target first", "Whatever is due first, then whoever came first.", is_fair=False),
        Rule(
            "fair", "Fair queue", "On the same day first who waited longest before, then under-served places.",
            is_fair=True,
        ),
    ]  # fmt: skip
    if head_start:
        days = f"{head_start} day{'' if head_start == 1 else 's'}"
        words = f"The fair queue; under-served places stand among those due {days} earlier."
        found.append(Rule("head-start", f"Fair, {days} ahead", words, is_fair=True, head_start=head_start))
    return found


@dataclass(frozen=True)
class Group:
    """One group, or everybody, under each rule: median wait and share in time, and whose reply moved by a day."""

    group: str
    label: str
    waits: list[Estimate]
    shares: list[Estimate]
    later: list[int | None]
    earlier: list[int | None]


@dataclass(frozen=True)
class Outcome:
    """Each rule's numbers by group, its slope of the share in time, and how many requests were replayed."""

    rules: list[Rule]
    groups: list[Group]
    slopes: list[Result]
    replayed: int
    of: int


def compare(year: Year, period: Period, dimension: Dimension, *, threshold: int, head_start: int = 0) -> Outcome:
    """Replay the year under each rule. Counts that are hidden as it was are hidden under every rule."""
    tried = rules(head_start)
    answers = [_answers(rule, year, period) for rule in tried]
    verdict = _verdict(year, answers, period, threshold)
    moved = {
        "later": [_moved(year, one, period, threshold, direction=1) for one in answers],
        "earlier": [_moved(year, one, period, threshold, direction=-1) for one in answers],
    }
    view = _View(year, period, answers, verdict, moved)
    groups = [view.group((dimension.index, group), group, label) for group, label in dimension.groups]
    everybody = view.group(ALL, EVERYBODY, "All")
    slopes = [_slope(dimension, groups, place) for place in range(len(tried))]
    return Outcome(tried, [*groups, everybody], slopes, len(year.facts), year.of)


def _answers(rule: Rule, year: Year, period: Period) -> Answers:
    if rule.key == AS_IT_WAS:
        return [fact.replied_at for fact in year.facts]
    asked = [fact.asked for fact in year.facts]
    return replay(asked, year.replies, _queue(rule, asked, year), ZoneInfo(period.zone))


def _queue(rule: Rule, asked: list[Asked], year: Year) -> Queue:
    if rule.is_fair:
        return Fair(asked, year.waited_before, rule.head_start)
    return ByTarget(asked) if rule.is_fair is False else FirstCome(asked)


def in_time(fact: Fact, answered: datetime | None) -> bool:
    return bool(answered and fact.due_at and answered <= fact.due_at)


def _verdict(year: Year, answers: list[Answers], period: Period, threshold: int) -> Verdict:
    """What any of the tables would have to hide, and the overview, hidden in all: one beside the other says it."""
    reached = queries.reached(period)
    verdicts = []
    for one in answers:
        due: Counter[tuple[str, ...]] = Counter()
        within: Counter[tuple[str, ...]] = Counter()
        for fact, answered in zip(year.facts, one, strict=True):
            due[fact.groups] += fact.is_due
            within[fact.groups] += fact.is_due and in_time(fact, answered)
        cells = {key: Cell(count) for key, count in due.items()}
        parts = {key: Cell(within[key], due[key]) for key in due}
        verdicts.append(decide(reached=reached, due=cells, within=parts, threshold=threshold))
    within_hidden = frozenset[Place]().union(*(verdict.within for verdict in verdicts))
    return Verdict(frozenset(), verdicts[0].due, within_hidden, threshold)


@dataclass(frozen=True)
class _Moved:
    """How many replies moved by a day in one direction under one rule, by group, and which of it stays hidden."""

    margins: Mapping[Place, Margin]
    hidden: frozenset[Place]


def _moved(year: Year, answers: Answers, period: Period, threshold: int, *, direction: int) -> _Moved:
    end = period.seen_at
    found: Counter[tuple[str, ...]] = Counter()
    for fact, answered in zip(year.facts, answers, strict=True):
        found[fact.groups] += direction * ((answered or end) - (fact.replied_at or end)) >= A_DAY
    cells = {key: Cell(count) for key, count in found.items()}
    return _Moved(margins_of(cells), hide(cells, threshold=threshold))


@dataclass(frozen=True)
class _View:
    """The answers under every rule, and what of them may be shown."""

    year: Year
    period: Period
    answers: list[Answers]
    verdict: Verdict
    moved: Mapping[str, list[_Moved]]

    def group(self, place: Place, group: str, label: str) -> Group:
        index, name = place
        chosen = [n for n, fact in enumerate(self.year.facts) if place == ALL or fact.groups[index] == name]
        due = sum(self.year.facts[n].is_due for n in chosen)
        hides_n, is_hidden = place in self.verdict.due, place in self.verdict.within
        waits, shares = [], []
        for answers in self.answers:
            wait = measures.median_wait(self._waits(chosen, answers), n=due)
            waits.append(gate(wait, is_hidden=self.verdict.hides_wait(place, due=due), hides_n=hides_n))
            kept = sum(self.year.facts[n].is_due and in_time(self.year.facts[n], answers[n]) for n in chosen)
            shares.append(gate(measures.share_within_target(kept, due), is_hidden=is_hidden, hides_n=hides_n))
        return Group(group, label, waits, shares, self._moved(place, "later"), self._moved(place, "earlier"))

    def _waits(self, chosen: list[int], answers: Answers) -> Waits:
        found: dict[float, list[int]] = defaultdict(lambda: [0, 0])
        for n in chosen:
            asked, answered = self.year.facts[n].asked, answers[n]
            until = answered or asked.left_at or self.period.seen_at
            hours = max(0.0, (until - asked.at).total_seconds() / 3600)
            rounded = ceil if answered else floor
            found[float(rounded(hours) if hours <= FINE_HOURS else rounded(hours / 24) * 24)][answered is None] += 1
        return {time: Spell(replied=replied, unwatched=others) for time, (replied, others) in found.items()}

    def _moved(self, place: Place, direction: str) -> list[int | None]:
        """Under each rule, how many first replies would have come a day later or earlier than they did."""
        shown = []
        for moved in self.moved[direction]:
            hidden = place in moved.hidden or place in self.verdict.within or place in self.verdict.due
            shown.append(None if hidden else moved.margins.get(place, NOTHING).count)
        return shown


def _slope(dimension: Dimension, groups: list[Group], place: int) -> Result:
    """SII of the share in time under one rule, from what may be shown."""
    if dimension not in ORDER:
        return refused("these groups have no order")
    shares: Mapping[str, Estimate] = {group.group: group.shares[place] for group in groups}
    in_order = [(name, shares[name]) for name in ORDER[dimension] if shares[name].hidden or shares[name].n]
    if any(share.hidden for _, share in in_order):
        return refused("a group is hidden, and leaving it out would shift all ranks")
    indicator = INDICATORS[Measure.TARGET]
    parts = [
        counted(name, share.count or 0, share.n or 0, indicator, order=order)
        for order, (name, share) in enumerate(in_order, start=1)
    ]
    return slope_index(parts, indicator)

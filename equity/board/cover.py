"""The cover of the report: six questions, each answered in a sentence made from numbers that are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from equity import statistics
from equity.claims import CLAIMS, Measure
from equity.findings import Comparison, Finding
from equity.measures import Estimate, in_words
from equity.report import Report
from equity.summary import OVERVIEW_KEY
from equity.wording import a_list, interval, percent

NEWS = 0.05
Reports = Mapping[str, Report]


def cover(now: Reports, before: Reports) -> list[dict[str, str]]:
    """Questions with their answers: [{question, answer}]."""
    overview = now[OVERVIEW_KEY]
    answers = (
        ("Who asks?", who_asks(overview)),
        ("Who waits?", who_waits(overview)),
        ("Who is not heard from?", who_is_silent(overview)),
        ("Whose voice counts?", whose_voice(now["voice"])),
        ("Is it changing?", is_it_changing(now, before)),
        ("Is it more than chance?", more_than_chance(now)),
    )
    return [{"question": question, "answer": answer} for question, answer in answers]


def who_asks(report: Report) -> str:
    asked = report.everybody.of(Measure.REACH)
    if asked.value is None:
        return f"That cannot be said: {asked.why}."
    sentence = (
        f"{asked.count:,} of {asked.n:,} health departments on the roster asked for help "
        f"({percent(asked.value)}; 95% interval {interval(asked)})."
    )
    return _with_gaps(sentence, report, Measure.REACH)


def who_waits(report: Report) -> str:
    waited, in_time = report.everybody.of(Measure.WAIT), report.everybody.of(Measure.TARGET)
    first = (
        f"The waiting time cannot be said: {waited.why}."
        if waited.value is None
        else f"Half of the requests had a first reply by a person within {in_words(waited.value)}."
    )
    second = (
        f"How many replies came in time cannot be said: {in_time.why}."
        if in_time.value is None
        else f"{_capital(percent(in_time.value))} of the replies due by now came in time ({_of(in_time)})."
    )
    return _with_gaps(f"{first} {second}", report, Measure.WAIT, Measure.TARGET)


def who_is_silent(report: Report) -> str:
    asked = report.everybody.of(Measure.REACH)
    if asked.value is None or asked.n is None or asked.count is None:
        return f"That cannot be said: {asked.why}."
    if asked.count == asked.n:
        return "Every health department on the roster asked."
    return (
        f"{asked.n - asked.count:,} of {asked.n:,} health departments on the roster did not ask in these twelve "
        "months. No request does not mean no need."
    )


def whose_voice(report: Report) -> str:
    involved, led = report.everybody.of(Measure.INVOLVED), report.everybody.of(Measure.LED)
    said = []
    if involved.value is not None:
        said.append(f"A community partner had a say in {percent(involved.value)} of agreed plans ({_of(involved)}).")
    if led.value is not None:
        said.append(f"The health department leads or co-leads {percent(led.value)} of them ({_of(led)}).")
    if not said:
        return f"That cannot be said: {involved.why}."
    return _with_gaps(" ".join(said), report, Measure.INVOLVED, Measure.LED)


@dataclass(frozen=True)
class Change:
    """How far a gap moved since the year before, in shares, with its limits; limits without zero are news."""

    measure: Measure
    now: Comparison
    before: Comparison
    low: float
    high: float

    @property
    def is_news(self) -> bool:
        return self.low > 0 or self.high < 0

    @property
    def in_words(self) -> str:
        return (
            f"In {CLAIMS[self.measure].matter}, {self.now.pair.who} were {_stood(self.before, self.now.pair.whom)} "
            f"and are {_stood(self.now)} now"
        )


def is_it_changing(now: Reports, before: Reports) -> str:
    """Whether a gap of the fixed pairs moved by more than chance; stricter the more of them are looked at."""
    pairs = list(_in_both(now, before))
    if not pairs:
        return "Too little is shown in one of the two years to compare the gaps with the year before."
    confidence = 1 - NEWS / len(pairs)
    changes = [_change(measure, *both, confidence=confidence) for measure, *both in pairs]
    news = [change.in_words for change in changes if change.is_news]
    compared = f"{len(pairs)} gap{'' if len(pairs) == 1 else 's'}"
    if not news:
        return f"Not by more than chance: of {compared} compared with the year before, none moved clearly."
    return f"{'. '.join(news)}. That is more than chance, with {compared} compared with the year before."


def _in_both(now: Reports, before: Reports) -> Iterator[tuple[Measure, Comparison, Comparison]]:
    for key, report in now.items():
        old = before[key]
        past = {(f.measure, c.pair): c for f in old.findings if _was_there(old, f.measure) for c in f.compared}
        for finding in report.findings:
            for comparison in finding.compared:
                other = past.get((finding.measure, comparison.pair))
                if finding.measure != Measure.WAIT and other is not None:
                    yield finding.measure, comparison, other


def _was_there(report: Report, measure: Measure) -> bool:
    """A year in which nobody did anything, such as that before a network began, had no gap to start from."""
    return bool(report.everybody.of(measure).count)


def _change(measure: Measure, now: Comparison, before: Comparison, *, confidence: float) -> Change:
    """The difference of two differences, its limits from theirs (MOVER: Zou and Donner 2008)."""
    this, (low, high) = now.difference.value or 0.0, _limits(now, confidence)
    last, (past_low, past_high) = before.difference.value or 0.0, _limits(before, confidence)
    moved = this - last
    return Change(
        measure,
        now,
        before,
        moved - ((this - low) ** 2 + (past_high - last) ** 2) ** 0.5,
        moved + ((high - this) ** 2 + (last - past_low) ** 2) ** 0.5,
    )


def _limits(found: Comparison, confidence: float) -> tuple[float, float]:
    group, other = found.group, found.other
    return statistics.newcombe(
        group.count or 0, group.n or 0, other.count or 0, other.n or 0, confidence=confidence
    )  # fmt: skip


def more_than_chance(now: Reports) -> str:
    findings = [finding for report in now.values() for finding in report.findings]
    dimension = next(iter(now.values())).dimension
    tested = [finding for finding in findings if finding.is_known]
    if not tested:
        return f"There is too little to compare {dimension.compared}."
    beyond = [finding for finding in tested if finding.test.passes]
    by_chance = f"Of {len(tested)} tests about {NEWS * len(tested):.1f} would say so by chance alone."
    unknown = len(findings) - len(tested)
    rest = f" In {unknown} there is too little to compare." if unknown else ""
    if not beyond:
        return f"No: in none of {len(tested)} measures do the groups differ by more than chance.{rest}"
    return (
        f"In {len(beyond)} of {len(tested)} measures the groups differ by more than chance: "
        f"{a_list([CLAIMS[finding.measure].matter for finding in beyond])}. {by_chance}{rest}"
    )


def _with_gaps(sentence: str, report: Report, *measures: Measure) -> str:
    """The sentence, and the gaps that these measures call out."""
    found = (finding for finding in report.findings if finding.measure in measures)
    return " ".join([sentence, *(gap for finding in found for gap in _gaps(finding))])


def _gaps(finding: Finding) -> list[str]:
    claim = CLAIMS[finding.measure]
    return [
        f"{_capital(gap.pair.who)} {claim.less if gap.is_worse else claim.more} than {gap.pair.whom}"
        f" ({_shown(gap.group)} against {_shown(gap.other)})."
        for gap in finding.gaps
    ]


def _shown(estimate: Estimate) -> str:
    if estimate.value is None:
        return estimate.why
    return percent(estimate.value) if estimate.count is not None else in_words(estimate.value)


def _stood(found: Comparison, whom: str = "") -> str:
    """How far the first of a pair stood above or below the other, in the share itself."""
    share = found.difference.value or 0.0
    size = f"{100 * abs(share):.0f}"
    if size == "0":
        return f"level with {whom}" if whom else "level"
    side = "below" if share < 0 else "above"
    return f"{size} point{'' if size == '1' else 's'} {side}{f' {whom}' if whom else ''}"


def _of(estimate: Estimate) -> str:
    return f"{estimate.count:,} of {estimate.n:,}; 95% interval {interval(estimate)}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

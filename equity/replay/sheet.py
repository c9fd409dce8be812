"""The tables of “What if” as lines of a file: one for each group and order."""

from __future__ import annotations

from collections.abc import Iterator

from equity import sheets
from equity.dimensions import Dimension
from equity.files import Sheet
from equity.measures import Estimate
from equity.periods import Period
from equity.replay.outcome import AS_IT_WAS, Group, Outcome, Rule
from equity.replay.wording import slope, wait_in_words

COLUMNS = (
    "Period", "By", "Group", "Order", "n", "Median wait, hours", "In time", "In time, %", "A day later or more",
    "A day earlier or more", "SII, points", "SII, lower 95%", "SII, upper 95%", "In words", "Note",
)  # fmt: skip
NUMBERS = range(4, 13)
GAP = "Gap from most to least disadvantaged (SII)"


def sheet(outcome: Outcome, dimension: Dimension, period: Period, *, ahead: int, largest_hidden: int) -> Sheet:
    """Both tables of the page beside each other, and the gap under each order."""
    name = f"equity-what-if-{sheets.plain(dimension.field)}-{period.choice.value}-{ahead}-ahead"
    lines = [[period.in_words, dimension.label, *line] for line in (*_groups(outcome), *_gaps(outcome))]
    return Sheet(name, [COLUMNS, *lines], sheets.of_page("what-if", largest_hidden=largest_hidden), NUMBERS)


def _groups(outcome: Outcome) -> Iterator[list[str]]:
    for group in outcome.groups if outcome.replayed else ():
        for place, rule in enumerate(outcome.rules):
            yield [str(group.label), rule.label, *_numbers(group, place), *_moved(group, rule, place),
                   "", "", "", *_words(group, rule, place)]  # fmt: skip


def _numbers(group: Group, place: int) -> list[str]:
    wait, share = group.waits[place], group.shares[place]
    return [_whole(share.n), _number(wait, 1.0), _whole(share.count), _number(share, 100.0)]


def _moved(group: Group, rule: Rule, place: int) -> list[str]:
    """As it was, nothing moved."""
    return ["", ""] if rule.key == AS_IT_WAS else [_whole(group.later[place]), _whole(group.earlier[place])]


def _words(group: Group, rule: Rule, place: int) -> list[str]:
    moved = () if rule.key == AS_IT_WAS else (("later", group.later[place]), ("earlier", group.earlier[place]))
    hidden = [f"{which}: hidden" for which, count in moved if count is None]
    share = ["in time: hidden"] if group.shares[place].hidden else []
    return [wait_in_words(group.waits[place]), "; ".join([*share, *hidden])]


def _gaps(outcome: Outcome) -> Iterator[list[str]]:
    for rule, result in zip(outcome.rules, outcome.slopes, strict=True):
        if result.value is not None:
            points = [_points(number) for number in (result.value, result.lower, result.upper)]
            yield [GAP, rule.label, *[""] * 6, *points, slope(result), ""]


def _points(number: float | None) -> str:
    return "" if number is None else f"{100 * number:.1f}"


def _whole(count: int | None) -> str:
    return "" if count is None else str(count)


def _number(shown: Estimate, scale: float) -> str:
    return "" if shown.value is None else f"{scale * shown.value:.1f}"

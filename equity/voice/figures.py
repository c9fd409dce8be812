"""The mix of levels as a chart, in the shape that `equity.drawing` draws, and as lines of the download."""

from __future__ import annotations

from typing import Any

from equity import charts
from equity.charts import HIDDEN
from equity.claims import CLAIMS, Measure
from equity.report import Report
from equity.voice.levels import LEVELS, Mix, Share
from equity.voice.panel import VoiceReport
from equity.wording import a_list, percent, sentence_case

CLAIM = CLAIMS[Measure.LEVELS]


def figures(report: Report) -> list[dict[str, Any]]:
    """The mix of levels, of the voice panel alone."""
    return [mix(report)] if isinstance(report, VoiceReport) else []


def mix(report: VoiceReport) -> dict[str, Any]:
    """The plans of each group by how much of a say the community has."""
    return {
        "id": Measure.LEVELS.value,
        "kind": "mix",
        "is_empty": all(one.n == 0 for one in report.mixes),
        "title": CLAIM.title,
        "sentence": sentence_of(report.mixes[-1]),
        "caption": CLAIM.caption,
        "source": charts.source(report, Measure.LEVELS),
        "columns": [report.dimension.label, CLAIM.whole, *LEVELS.values()],
        "table_rows": [_cells(one) for one in report.mixes],
        "keys": list(LEVELS.values()),
        "rows": [_bar(one) for one in report.mixes],
    }


def sentence_of(everybody: Mix) -> str:
    """What the bars say of all together."""
    if everybody.n is None or not everybody.n:
        return f"The mix of levels is not shown ({everybody.why})."
    said = [f"{percent(share.count / everybody.n)} {words(share).lower()}" for share in everybody.shares]
    return f"Of {everybody.n:,} agreed plans, by how much of a say the community has: {a_list(said)}."


def words(share: Share) -> str:
    """One level, or several that are shown together."""
    names = [LEVELS[level] for level in share.levels]
    return names[0] if len(names) == 1 else f"{names[0]} to {names[-1].lower()}"


def lines(report: Report) -> list[list[str]]:
    """The mix in the download, after the groups: same columns as `charts.table`."""
    if not isinstance(report, VoiceReport):
        return []
    return [line for one in report.mixes for line in _lines(report, one)]


def _lines(report: VoiceReport, one: Mix) -> list[list[str]]:
    start = [report.period.in_words, report.dimension.label, one.label]
    if not one.shares:
        return [[*start, CLAIM.title, "" if one.n is None else str(one.n), *[""] * 4, "%", one.why]]
    return [
        [*start, f"{CLAIM.title}: {words(share)}", str(one.n), str(share.count), _number(share, one), "", "", "%", ""]
        for share in one.shares
    ]  # fmt: skip


def _number(share: Share, one: Mix) -> str:
    return f"{100 * share.count / (one.n or 1):.1f}"


def _cells(one: Mix) -> list[str]:
    if not one.shares:
        return [one.label, HIDDEN if one.n is None else "0", *[HIDDEN if one.n is None else "–"] * len(LEVELS)]
    return [one.label, f"{one.n:,}", *(cell for share in one.shares for cell in _of_share(share, one.n or 1))]


def _of_share(share: Share, n: int) -> list[str]:
    """The cells of its levels: those shown together are counted at the last of them."""
    together = len(share.levels) > 1
    said = f"{share.count:,} ({percent(share.count / n)}){' together' if together else ''}"
    return [*["with the next"] * (len(share.levels) - 1), said]


def _bar(one: Mix) -> dict[str, Any]:
    places = list(LEVELS)
    return {
        "label": one.label,
        "n": one.n,
        "hidden": one.n is None,
        "text": a_list([f"{words(share)}: {percent(share.count / one.n)}" for share in one.shares])
        if one.n
        else sentence_case(one.why),
        "parts": [
            {
                "first": places.index(share.levels[0]),
                "last": places.index(share.levels[-1]),
                "percent": round(100 * share.count / (one.n or 1), 1),
            }
            for share in one.shares
        ],
    }

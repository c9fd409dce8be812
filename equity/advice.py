"""What could we do: steps that fit the gaps called out, each leading to a page that exists."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from equity.claims import Measure
from equity.dimensions import DIMENSIONS, Dimension, Pair
from equity.drill import open_requests
from equity.findings import Finding
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission


@dataclass(frozen=True)
class Step:
    """Something to do, and the page where it is done. `{who}` is the group it is done for."""

    words: str
    page: str
    needs: Permission
    query: str = ""


@dataclass(frozen=True)
class Advice:
    """One step as a member may take it; without the permission it is a thing to ask the team for."""

    words: str
    url: str = ""


FIRST = Step("see who has room to take them up", "workload", Permission.SEE_CASELOAD)
QUEUE = Step("see who would wait in another order of the queue", "equity_replay", Permission.MANAGE_NETWORK)
NEVER = Step("call those never heard of among {who}", "quiet", Permission.WORK_REQUESTS, "?view=never")
SILENT = Step("look where silence is news", "equity_silent", Permission.SEE_EQUITY)
FALLING = Step("reach out to {who} that fall silent", "quiet", Permission.WORK_REQUESTS, "?view=silent")
ANSWERS = Step("read what {who} answered, and what they asked for", "check_ins", Permission.SEE_CHECK_INS)
WISHES = Step("ask when and as often as {who} can answer", "check_in_settings", Permission.MANAGE_NETWORK)
TOGETHER = Step("bring a community partner into the work with {who}", "engagements", Permission.SEE_ENGAGEMENTS)
LEAD = Step("offer {who} the lead where work is agreed", "engagements", Permission.SEE_ENGAGEMENTS)
STEPS = {
    Measure.REACH: (NEVER, SILENT),
    Measure.REPRESENTED: (NEVER, SILENT),
    Measure.POPULATED: (NEVER, SILENT),
    Measure.FIRST_TIME: (NEVER, SILENT),
    Measure.WAIT: (FIRST, QUEUE),
    Measure.TARGET: (FIRST, QUEUE),
    Measure.OPEN: (FIRST, QUEUE),
    Measure.RESPONSIVE: (FALLING, NEVER),
    Measure.CONTACTS: (FALLING, FIRST),
    Measure.HOURS: (FALLING, FIRST),
    Measure.PARTNERED: (TOGETHER,),
    Measure.RETURNED: (FALLING, ANSWERS),
    Measure.CONVERTED: (FALLING, ANSWERS),
    Measure.ANSWERED: (WISHES, ANSWERS),
    Measure.USEFUL: (ANSWERS,),
    Measure.USED: (ANSWERS,),
    Measure.CHANGED: (ANSWERS,),
    Measure.INVOLVED: (TOGETHER,),
    Measure.LED: (LEAD,),
}
ABOUT_OPEN_REQUESTS = (Measure.WAIT, Measure.TARGET, Measure.OPEN)


def advise(finding: Finding, dimension: Dimension, *, member: Membership, slug: str) -> list[Advice]:
    """Steps for every gap to a group's disadvantage; nothing where no gap is called out."""
    found: list[Advice] = []
    for gap in finding.gaps:
        if gap.is_worse:
            if finding.measure in ABOUT_OPEN_REQUESTS and dimension in DIMENSIONS:
                found += _open_requests(gap.pair, dimension, member, slug)
            found += [_as_may(step, gap.pair, member, slug) for step in STEPS[finding.measure]]
    return list(dict.fromkeys(found))


def _open_requests(pair: Pair, dimension: Dimension, member: Membership, slug: str) -> list[Advice]:
    """The open requests of each group, the longest due first."""
    if not member.can(Permission.SEE_CASELOAD):
        return [Advice(f"Ask the team to answer the open requests of {pair.who} first.")]
    labels = dict(dimension.groups)
    return [
        Advice(f"Answer what is open: {labels[group]}", open_requests(dimension, group, slug=slug))
        for group in pair.groups
    ]


def _as_may(step: Step, pair: Pair, member: Membership, slug: str) -> Advice:
    words = step.words.format(who=pair.who)
    if not member.can(step.needs):
        whom = "an administrator" if step.needs == Permission.MANAGE_NETWORK else "the team"
        return Advice(f"Ask {whom} to {words}.")
    return Advice(words[:1].upper() + words[1:], reverse(step.page, kwargs={"network": slug}) + step.query)

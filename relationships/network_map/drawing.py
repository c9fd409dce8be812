"""What the page of the map shows: nodes, ties, quarters, figures. Read once, in a number of queries that is fixed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from relationships.network_map.depths import depth_of
from relationships.network_map.figures import Figures, figures
from relationships.network_map.models import Tie
from relationships.network_map.quarters import next_quarter, quarter_of
from tta_portal.directory.models import Organization, OrganizationKind

MOST_DRAWN = 600
KINDS = (
    OrganizationKind.PROVIDER,
    OrganizationKind.ACADEMIC,
    OrganizationKind.COMMUNITY,
    OrganizationKind.RECIPIENT,
)
LARGEST_LEVEL = 4
SMALLEST, EDGE = 420, 20


@dataclass(frozen=True)
class Node:
    """An organization at its place."""

    pk: int
    name: str
    kind: str
    x: int
    y: int
    level: int
    is_alone: bool


@dataclass(frozen=True)
class Line:
    """A tie between two organizations that are drawn."""

    a: Node
    b: Node
    since: date
    level: int
    what: str


@dataclass(frozen=True)
class Quarter:
    """The network as it stood at the end of a quarter."""

    first_day: date
    index: int
    new: int
    figures: Figures

    @property
    def name(self) -> str:
        return _("Quarter %(number)s of %(year)s") % {
            "number": (self.first_day.month + 2) // 3, "year": self.first_day.year
        }  # fmt: skip


@dataclass(frozen=True)
class Drawing:
    """Everything the page needs."""

    nodes: list[Node]
    lines: list[Line]
    quarters: list[Quarter]
    chosen: Quarter | None
    left_out: int
    waiting: int


def draw(
    focal: Collection[int] | None, *, between_others: bool = False, with_depth: bool = True, quarter: str = ""
) -> Drawing:
    """The map of the focal organizations and those they work with; of None, of the whole network.

    `between_others`: also the ties among those they work with. `with_depth`: how deep each relationship is, which
    is not for every partner to read; without, a line is thicker for an engagement.
    """
    ties = list(Tie.objects.order_by("since", "pk"))
    others: QuerySet[Organization] = Organization.objects.all()
    if focal is not None:
        own = set(focal)
        near = own | {pk for tie in ties if tie.a_id in own or tie.b_id in own for pk in (tie.a_id, tie.b_id)}
        inner = near if between_others else own
        ties = [tie for tie in ties if near >= {tie.a_id, tie.b_id} and (tie.a_id in inner or tie.b_id in inner)]
        others = others.filter(pk__in=near)
    columns = ("pk", "name", "kinds", "position__x", "position__y")
    rows = list(others.values_list(*columns))  # plain rows: a network has thousands
    degree = Counter(pk for tie in ties for pk in (tie.a_id, tie.b_id))
    placed = sorted((row for row in rows if row[3] is not None), key=lambda row: (-degree[row[0]], row[0]))
    drawn = placed[:MOST_DRAWN]
    levels = depth_of([row[0] for row in drawn]) if with_depth else {}
    nodes = {row[0]: _node(*row, level=levels.get(row[0], 0), is_alone=row[0] not in degree) for row in drawn}
    lines = [_line(tie, nodes, with_depth=with_depth) for tie in ties if tie.a_id in nodes and tie.b_id in nodes]
    among = {row[0] for row in rows}
    quarters = _quarters(among, [tie for tie in ties if tie.a_id in among and tie.b_id in among])
    at = next((one for one in quarters if one.first_day.isoformat() == quarter), quarters[-1] if quarters else None)
    return Drawing(list(nodes.values()), lines, quarters, at, len(placed) - len(drawn), len(rows) - len(placed))


def _node(pk: int, name: str, kinds: list[str], x: float, y: float, *, level: int, is_alone: bool) -> Node:
    kind = next((kind for kind in KINDS if kind in kinds), OrganizationKind.RECIPIENT)
    return Node(pk, name, kind, round(x), round(y), level, is_alone)


def _line(tie: Tie, nodes: dict[int, Node], *, with_depth: bool) -> Line:
    a, b = nodes[tie.a_id], nodes[tie.b_id]
    if not with_depth:
        return Line(a, b, tie.since, 2 if tie.engagements else 1, _what(tie))
    level = max((one.level for one in (a, b) if one.kind == OrganizationKind.RECIPIENT), default=max(a.level, b.level))
    return Line(a, b, tie.since, min(level, LARGEST_LEVEL), _what(tie))


def _what(tie: Tie) -> str:
    parts = [
        (tie.engagements, _("engagements: %(count)s")),
        (tie.requests, _("requests: %(count)s")),
        (tie.trainings, _("trainings: %(count)s")),
    ]
    return ", ".join(words % {"count": count} for count, words in parts if count)


def _quarters(among: Collection[int], ties: list[Tie]) -> list[Quarter]:
    """From the first tie to this quarter, each with what was there by its end."""
    found: list[Quarter] = []
    day = ties[0].since if ties else None
    last = max(ties[-1].since, quarter_of(timezone.localdate())) if ties else None
    while day is not None and last is not None and day <= last:
        there = [(tie.a_id, tie.b_id) for tie in ties if tie.since <= day]
        new = sum(tie.since == day for tie in ties)
        found.append(Quarter(day, len(found), new, figures(among, there)))
        day = next_quarter(day)
    return found


def svg(drawing: Drawing, *, slug: str, label: str, links: bool) -> SafeString:
    """The drawing, without scripts and styles of its own.

    All ties of a quarter and a level are one path: a phone draws thirty paths quicker than a thousand lines,
    and a slider replays them by their quarter.
    """
    at = drawing.chosen.index if drawing.chosen else 0
    index = {quarter.first_day: quarter.index for quarter in drawing.quarters}
    strokes: dict[tuple[int, int], list[str]] = defaultdict(list)
    for line in drawing.lines:
        strokes[index[line.since], line.level].append(f"M{line.a.x} {line.a.y}L{line.b.x} {line.b.y}")
    lines = format_html_join(
        "",
        '<path class="tie w{}{}" data-since="{}" d="{}"/>',
        ((level, _state(since, at), since, "".join(parts)) for (since, level), parts in sorted(strokes.items())),
    )
    nodes = format_html_join("", "{}", ((_mark(node, slug, links=links),) for node in drawing.nodes))
    # With links it is no picture; screen readers and the keyboard have the sentence and the links of the table.
    said = mark_safe('aria-hidden="true"') if links else format_html('role="img" aria-label="{}"', label)
    return format_html('<svg class="netmap" viewBox="{}" {}>{}{}</svg>', _frame(drawing), said, lines, nodes)


def _frame(drawing: Drawing) -> str:
    """Around all that is drawn, and never so near that a few nodes fill the page."""
    xs, ys = [node.x for node in drawing.nodes] or [500], [node.y for node in drawing.nodes] or [500]
    width, height = max(max(xs) - min(xs), SMALLEST), max(max(ys) - min(ys), SMALLEST * 2 // 3)
    left, top = (min(xs) + max(xs) - width) // 2, (min(ys) + max(ys) - height) // 2
    return f"{left - EDGE} {top - EDGE} {width + 2 * EDGE} {height + 2 * EDGE}"


def _state(since: int, at: int) -> str:
    return " is-new" if since == at else " is-later" if since > at else ""


def _mark(node: Node, slug: str, *, links: bool) -> SafeString:
    """Shape and colour tell the kinds apart."""
    x, y = node.x, node.y
    match node.kind:
        case OrganizationKind.PROVIDER:
            shape = format_html('<rect class="provider" x="{}" y="{}" width="20" height="20" rx="3"/>', x - 10, y - 10)
        case OrganizationKind.COMMUNITY:
            shape = format_html('<path class="community" d="M{} {}l11 11-11 11-11-11z"/>', x, y - 11)
        case OrganizationKind.ACADEMIC:
            shape = format_html('<path class="academic" d="M{} {}l11 19h-22z"/>', x, y - 12)
        case _:
            alone = " is-alone" if node.is_alone else ""
            shape = format_html('<circle class="recipient{}" cx="{}" cy="{}" r="7"/>', alone, x, y)
    if not links:
        return format_html("<g>{}<title>{}</title></g>", shape, node.name)
    href = f"{reverse('network_map', kwargs={'network': slug})}?organization={node.pk}"
    return format_html('<a href="{}" tabindex="-1">{}<title>{}</title></a>', href, shape, node.name)


def level_words(level: int) -> str:
    """What a line's thickness means."""
    return (
        _("Not yet in touch"), _("In touch"), _("Responsive"), _("Collaborating"), _("Partners")
    )[level]  # fmt: skip


def rows_of(drawing: Drawing) -> list[dict[str, Any]]:
    """The ties of the chosen quarter as rows of a table, the newest first."""
    at = drawing.chosen.first_day if drawing.chosen else date.max
    names = {quarter.first_day: quarter.name for quarter in drawing.quarters}
    return [
        {
            "a": line.a,
            "b": line.b,
            "since": names[line.since],
            "is_new": line.since == at,
            "depth": level_words(line.level),
            "what": line.what,
        }
        for line in reversed(drawing.lines)
        if line.since <= at
    ]

"""The map of a network."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from relationships.network_map.drawing import Drawing, draw, level_words, rows_of, svg
from relationships.network_map.figures import Figures
from relationships.network_map.forms import MapForm
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Organization
from tta_portal.htmx import render_page

FEW = 0.01


@require_safe
@requires(Permission.SEE_ENGAGEMENTS)
def network_map(request: MemberRequest) -> HttpResponse:
    """Who works with whom: for the team the whole network, for everybody else their own organization."""
    center = _center(request)
    form = MapForm(request.GET)
    quarter = request.GET.get("quarter", "")
    focal = [center.pk] if center else form.chosen()
    is_staff = request.member.is_staff
    drawing = draw(focal, between_others=is_staff and center is not None, with_depth=is_staff, quarter=quarter)
    sentence = _sentence(drawing, center)
    kept = request.GET.copy()
    kept.pop("quarter", None)
    context: dict[str, Any] = {
        "center": center,
        "form": form,
        "is_staff": request.member.is_staff,
        "drawing": drawing,
        "sentence": sentence,
        "svg": svg(drawing, slug=request.network.slug, label=sentence, links=request.member.is_staff),
        "rows": rows_of(drawing),
        "levels": [(level, level_words(level)) for level in range(5)],
        "shown": _shown(drawing.chosen.figures) if drawing.chosen else None,
        "quarters": [{"quarter": one, **_shown(one.figures)} for one in drawing.quarters],
        "kept": list(kept.items()),
    }
    return render_page(request, "network_map/map.html", context)


def _center(request: MemberRequest) -> Organization | None:
    """The organization in the middle; whoever is not of the team sees their own."""
    member, asked = request.member, request.GET.get("organization", "")
    if not member.is_staff:
        if member.organization is None:
            raise Http404
        return member.organization
    if not asked:
        return None
    pk = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 18 else 0
    found: Organization = get_object_or_404(Organization, pk=pk)
    return found


def _shown(figures: Figures) -> dict[str, Any]:
    """Figures as people read them."""
    too_few = _("too few to say")
    return {
        "nodes": figures.nodes,
        "ties": figures.ties,
        "isolates": figures.isolates,
        "density": too_few if figures.density is None else f"{figures.density:.{2 if figures.density < FEW else 0}%}",
        "centralisation": too_few if figures.centralisation is None else f"{figures.centralisation:.0%}",
    }


def _sentence(drawing: Drawing, center: Organization | None) -> str:
    """What the drawing says, in words."""
    if drawing.chosen is None:
        return _("Nobody works together yet, or the map has not been drawn.")
    facts = {
        "when": drawing.chosen.name,
        "ties": drawing.chosen.figures.ties,
        "nodes": drawing.chosen.figures.nodes,
        "new": drawing.chosen.new,
        "isolates": drawing.chosen.figures.isolates,
    }
    if center is not None:
        words = _("%(when)s. Ties of %(name)s and those it works with: %(ties)s; new ones: %(new)s.")
        return words % (facts | {"name": center.name})
    return (
        _("%(when)s: %(nodes)s organizations, %(ties)s ties, %(new)s of them new. %(isolates)s work with nobody yet.")
        % facts
    )

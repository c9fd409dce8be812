"""What a reader of the equity numbers chose: panel, dimension and period; for pages, files and the API."""

from __future__ import annotations

from copy import copy
from dataclasses import replace

from django.http import Http404

from equity import panels, reach
from equity.depth import panel as depth
from equity.dimensions import DIMENSIONS, Dimension
from equity.forms import ViewForm
from equity.panels import PANELS
from equity.periods import Period, period_of
from equity.report import Report, build
from equity.speed import panel as speed
from equity.suppression import NOT_BEFORE, SHOWN, Hidden
from equity.voice import panel as voice
from tta_portal.accounts.access import MemberRequest, must
from tta_portal.accounts.roles import Permission
from tta_portal.tenancy.models import Network

OVERVIEW, SPEED = "overview", "speed"
KEYS = (OVERVIEW, SPEED, reach.KEY, *PANELS)


def network_for(request: MemberRequest) -> Network:
    """The network in force; for an administrator who asks for small counts, one with a threshold that hides nothing.

    Administrators may read every request, so the counts tell them nothing they could not look up.
    """
    form = ViewForm(request.GET)
    form.full_clean()
    if not form.cleaned_data.get("small"):
        return request.network
    must(request.member, Permission.MANAGE_NETWORK)
    network = copy(request.network)
    network.suppression_threshold = SHOWN
    return network


def report_for(request: MemberRequest, key: str = OVERVIEW) -> Report:
    """The report that a request asks for; what makes no sense is a page that does not exist."""
    dimension, period = chosen(request, more=True)
    return report_of(network_for(request), key, dimension, period)


def report_of(
    network: Network, key: str, dimension: Dimension, period: Period, *, also: Hidden = NOT_BEFORE
) -> Report:
    """One panel by one dimension in one period, past the gate; `also` is hidden besides."""
    if key == SPEED:
        return speed.build(network, period=period, dimension=dimension).report
    if key == OVERVIEW:
        return build(network, period=period, dimension=dimension, also=also)
    if key == reach.KEY:
        return reach.build(network, period=period, dimension=dimension, also=also)
    if key == depth.KEY:
        return depth.build(network, period=period, dimension=dimension, also=also)
    if key == voice.KEY:
        return voice.build(network, period=period, dimension=dimension, also=also)
    return panels.build(network, PANELS[key], period=period, dimension=dimension, also=also)


def chosen(request: MemberRequest, *, more: bool = False) -> tuple[Dimension, Period]:
    """Dimension and period; `more`: also the dimensions for readers who see small counts."""
    form = ViewForm(request.GET)
    if not form.is_valid():
        raise Http404
    by = form.cleaned_data["by"]
    if by not in DIMENSIONS and not more:
        raise Http404
    period = period_of(form.cleaned_data["period"], zone=request.network.time_zone, anew=form.cleaned_data["anew"])
    return by, replace(period, split=by.split)

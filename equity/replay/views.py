"""The page “What if”: last year in another order, and the order to use from now on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from equity.chosen import chosen
from equity.dimensions import DIMENSIONS
from equity.files import Sheet, addresses, answer
from equity.measures import in_words
from equity.replay import actions
from equity.replay.facts import year
from equity.replay.forms import NO_DAYS, AdoptForm, TryForm
from equity.replay.outcome import Group, Outcome, compare, rules
from equity.replay.sheet import sheet
from equity.replay.wording import share_in_words, slope, wait_in_words
from equity.tabs import tabs
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.errors import Refused
from tta_portal.htmx import posted, render_page
from tta_portal.tenancy.models import Network


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_NETWORK)
def what_if(request: MemberRequest) -> HttpResponse:
    """Replay the last year under other orders; an administrator may put one to use."""
    is_post = request.method == "POST"
    tried = TryForm(request.POST if is_post else request.GET, in_use=request.network.head_start_days)
    if is_post and not tried.is_valid():
        raise Http404
    dimension, period = chosen(request)
    ahead = tried.days
    form = AdoptForm(posted(request), ahead=ahead, initial={"rule": in_use(request.network, ahead)})
    if form.is_valid():
        rule = next(one for one in rules(ahead) if one.key == form.cleaned_data["rule"])
        actions.adopt(request.network, rule)
        messages.success(request, f"From now on, new requests are listed by “{rule.label}”. No target has moved.")
        address = reverse("equity_replay", kwargs={"network": request.network.slug})
        return redirect(f"{address}?by={dimension.field}&ahead={ahead}")
    outcome = replayed(request, ahead)
    context = {
        "tabs": tabs(request, "equity_replay"),
        "try_form": tried if tried.errors else TryForm(in_use=ahead, initial={"ahead": ahead}),
        "form": form,
        "now_in_use": label_in_use(request.network),
        "outcome": outcome,
        "ahead": ahead,
        "by": dimension.field,
        "period": period,
        "label": dimension.label,
        "dimensions": [
            {"label": one.label, "query": f"?by={one.field}&ahead={ahead}", "current": one == dimension}
            for one in DIMENSIONS
        ],
        "headline": headline(outcome),
        "lines": [line(group) for group in outcome.groups],
        "slopes": [slope(result) for result in outcome.slopes] if outcome.slopes[0].value is not None else [],
        "largest_hidden": request.network.suppression_threshold - 1,
        **addresses(
            "equity_replay", network=request.network.slug,
            query=f"?by={dimension.field}&period={period.choice.value}&ahead={ahead}",
        ),
    }  # fmt: skip
    return render_page(request, "equity/replay.html", context)


@require_safe
@requires(Permission.MANAGE_NETWORK)
def what_if_file(request: MemberRequest, extension: str) -> HttpResponse:
    return answer(table(request), extension)


def table(request: MemberRequest) -> Sheet:
    """The tables of the page; days that make no sense are refused with the sentence of its form."""
    tried = TryForm(request.GET, in_use=request.network.head_start_days)
    if not tried.is_valid():
        raise Refused(NO_DAYS)
    dimension, period = chosen(request)
    largest_hidden = request.network.suppression_threshold - 1
    return sheet(replayed(request, tried.days), dimension, period, ahead=tried.days, largest_hidden=largest_hidden)


def replayed(request: MemberRequest, ahead: int) -> Outcome:
    """The year that the reader chose under every order."""
    dimension, period = chosen(request)
    threshold = request.network.suppression_threshold
    return compare(year(period), period, dimension, threshold=threshold, head_start=ahead)


def in_use(network: Network, ahead: int) -> str:
    """The key of the order that the queue follows now, as far as it is among those tried."""
    if not network.fair_queue:
        return "target"
    if not network.head_start_days:
        return "fair"
    return "head-start" if network.head_start_days == ahead else ""


def label_in_use(network: Network) -> str:
    """The order that the queue follows now, in words."""
    ahead = network.head_start_days
    return next(rule.label for rule in rules(ahead) if rule.key == in_use(network, ahead))


def headline(outcome: Outcome) -> str:
    """What the last of the orders would have changed, for whom."""
    if not outcome.replayed:
        return "There is nothing to replay in this period"
    changed = [
        (after.value - before.value, group.label)
        for group in outcome.groups[:-1]
        if (before := group.waits[0]).value is not None and (after := group.waits[-1]).value is not None
    ]
    if not changed:
        return "Too little can be shown to compare orders"
    least, most = min(changed), max(changed)
    if least[0] == most[0] == 0:
        return f"“{outcome.rules[-1].label}” would have changed no group’s median wait"
    words = [f"{in_words(-least[0])} less for “{least[1]}”"] if least[0] < 0 else []
    words += [f"{in_words(most[0])} more for “{most[1]}”"] if most[0] > 0 else []
    return f"Under “{outcome.rules[-1].label}”, the median wait is {' and '.join(words)}"


def line(group: Group) -> dict[str, Any]:
    """A row of the table: a group, with a cell for each rule."""
    cells = [
        {"wait": wait_in_words(wait), "share": share_in_words(share), "later": later, "earlier": earlier}
        for wait, share, later, earlier in zip(group.waits, group.shares, group.later, group.earlier, strict=True)
    ]
    return {"label": group.label, "n": group.shares[0].n, "hidden": group.shares[0].hidden, "cells": cells}

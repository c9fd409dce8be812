"""The equity numbers for programs: the same ones as on the pages, with the same ones hidden."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from equity.chosen import KEYS, OVERVIEW, report_for
from equity.claims import CLAIMS
from equity.dimensions import BY_FIELD, MORE
from equity.periods import PeriodChoice
from equity.reach import ReachReport
from equity.reliability import is_weak
from equity.report import Report, Row
from equity.voice.levels import LEVELS
from equity.voice.panel import VoiceReport
from tta_portal.accounts.roles import Permission

CHOICES = [
    OpenApiParameter("panel", str, enum=list(KEYS)),
    OpenApiParameter("by", str, enum=[*BY_FIELD, *MORE]),
    OpenApiParameter("period", str, enum=list(PeriodChoice.values)),
    OpenApiParameter("small", bool, description="Small counts are shown; for administrators, who may see each."),
]


class EquityRow(serializers.Serializer[Any]):
    """One measure of one group. What is hidden says why.

    Shares are 0 to 1, waits hours, ratios 1 if as expected, contacts and hours of help medians.
    """

    measure = serializers.CharField()
    group = serializers.CharField(help_text="Empty for everybody.")
    group_label = serializers.CharField()
    n = serializers.IntegerField(allow_null=True)
    count = serializers.IntegerField(allow_null=True)
    value = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    why = serializers.CharField(help_text="Why there is no value.")
    unreliable = serializers.BooleanField(help_text="Rests on too little, by NCHS's rules.")
    definition = serializers.CharField(help_text="What is counted.")


class Evenness(serializers.Serializer[Any]):
    """How evenly requests are spread over departments, of the panel `reach`."""

    gini = serializers.FloatField(allow_null=True, help_text="0: all ask alike; 1: one asks alone. Two digits.")
    gini_small_sample = serializers.FloatField(allow_null=True, help_text="The same × n/(n − 1).")
    points = serializers.ListField(
        child=serializers.ListField(child=serializers.FloatField()),
        help_text="Percent of departments, those that ask least first, and percent of requests.",
    )
    why = serializers.CharField(help_text="Why there is nothing.")


class ShareOfPlans(serializers.Serializer[Any]):
    """Plans at one level, or at several that are shown together."""

    levels = serializers.ListField(child=serializers.ChoiceField(list(LEVELS.items())))
    count = serializers.IntegerField()


class LevelMix(serializers.Serializer[Any]):
    """Agreed plans of one group by how much of a say the community has, of the panel `voice`."""

    group = serializers.CharField(help_text="Empty for everybody.")
    group_label = serializers.CharField()
    n = serializers.IntegerField(allow_null=True)
    shares = ShareOfPlans(many=True, help_text="From the least say to the most; the counts sum to n.")
    why = serializers.CharField(help_text="Why there is nothing.")


class EquityReport(serializers.Serializer[Any]):
    """A panel of equity numbers."""

    panel = serializers.CharField()
    by = serializers.CharField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    threshold = serializers.IntegerField(help_text="Counts from 1 to one less are hidden.")
    headline = serializers.CharField()
    findings = serializers.ListField(child=serializers.CharField())
    rows = EquityRow(many=True)
    evenness = Evenness(allow_null=True)
    levels = LevelMix(many=True, allow_null=True)


class EquityView(APIView):
    """Equity numbers by group."""

    permission = Permission.SEE_EQUITY

    @extend_schema(
        operation_id="equity", tags=["equity"], parameters=CHOICES,
        responses={200: EquityReport, 404: OpenApiResponse(description="No such panel, group or period.")},
    )  # fmt: skip
    def get(self, request: Request, **kwargs: Any) -> Response:
        key = request.query_params.get("panel") or OVERVIEW
        if key not in KEYS:
            raise serializers.ValidationError({"panel": [f"Choose from {', '.join(KEYS)}."]})
        return Response(_as_data(key, report_for(request._request, key)))  # type: ignore[arg-type]


def _as_data(key: str, report: Report) -> dict[str, Any]:
    return {
        "panel": key,
        "by": report.dimension.field,
        "starts_on": report.period.starts_on,
        "ends_on": report.period.ends_on,
        "threshold": report.threshold,
        "headline": report.headline,
        "findings": [finding.sentence for finding in report.findings],
        "rows": [line for row in (*report.rows, report.everybody) for line in _lines(report, row)],
        "evenness": _evenness(report),
        "levels": _levels(report),
    }


def _levels(report: Report) -> list[dict[str, Any]] | None:
    if not isinstance(report, VoiceReport):
        return None
    return [
        {
            "group": one.group,
            "group_label": one.label,
            "n": one.n,
            "shares": [{"levels": list(share.levels), "count": share.count} for share in one.shares],
            "why": one.why,
        }
        for one in report.mixes
    ]


def _evenness(report: Report) -> dict[str, Any] | None:
    """As the page shows it, rounded alike."""
    if not isinstance(report, ReachReport):
        return None
    found = report.spread
    indices = [
        None if one is None or one.value is None else round(one.value, 2) for one in (found.gini, found.small_sample)
    ]
    points = [[places, round(requests)] for places, requests in found.points]
    return {"gini": indices[0], "gini_small_sample": indices[1], "points": points, "why": found.why}


def _lines(report: Report, row: Row) -> list[dict[str, Any]]:
    found = []
    for measure in report.measures:
        shown = row.of(measure)
        numbers = {name: getattr(shown, name) for name in ("n", "count", "value", "low", "high", "why")}
        found.append(
            {"measure": measure.value, "group": row.group, "group_label": str(row.label), **numbers,
             "unreliable": is_weak(measure, shown), "definition": CLAIMS[measure].counted}
        )  # fmt: skip
    return found

"""The pages beside the panels for programs: the lines of their files, numbers as numbers, with the same hidden."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from equity import change_views, recipients_views, silent_views, views
from equity.files import Sheet
from equity.replay import views as replay
from equity.watch import views as watch
from tta_portal.accounts.access import MemberRequest, must
from tta_portal.accounts.roles import Permission


@dataclass(frozen=True)
class Table:
    """What makes the table of a page, and who may open the page."""

    make: Callable[[MemberRequest], Sheet]
    needs: Permission = Permission.SEE_EQUITY


TABLES = {
    "silent": Table(silent_views.table),
    "counties": Table(silent_views.table_by_county, Permission.WORK_REQUESTS),
    "summary": Table(views.summary_as_table),
    "change": Table(change_views.table),
    "recipients": Table(recipients_views.table),
    "watch": Table(watch.table, Permission.MANAGE_NETWORK),
    "what-if": Table(replay.table, Permission.MANAGE_NETWORK),
}
FIRST = next(iter(TABLES))
PARAMETERS = [
    OpenApiParameter("page", str, enum=list(TABLES), default=FIRST),
    OpenApiParameter("by", str, description="How to split, on the pages that can."),
    OpenApiParameter("period", str), OpenApiParameter("baseline", str), OpenApiParameter("ahead", int),
]  # fmt: skip


class Fact(serializers.Serializer[Any]):
    term = serializers.CharField()
    words = serializers.CharField()


class EquityTable(serializers.Serializer[Any]):
    """A page as its file has it: numbers are numbers, all else, hidden counts too, is said in words."""

    page = serializers.CharField()
    columns = serializers.ListField(child=serializers.CharField())
    rows = serializers.ListField(child=serializers.ListField(help_text="Text or number."))
    method = Fact(many=True, help_text="How the numbers are counted.")


class EquityTableView(APIView):
    """The pages beside the panels."""

    permission = Permission.SEE_EQUITY

    @extend_schema(
        operation_id="equity_table", tags=["equity"], parameters=PARAMETERS,
        responses={200: EquityTable, 404: OpenApiResponse(description="No such page, group or period.")},
    )  # fmt: skip
    def get(self, request: Request, **kwargs: Any) -> Response:
        page = request.query_params.get("page") or FIRST
        if page not in TABLES:
            raise serializers.ValidationError({"page": [f"Choose from {', '.join(TABLES)}."]})
        member_request: MemberRequest = request._request  # type: ignore[assignment]
        must(member_request.member, TABLES[page].needs)
        return Response(_as_data(page, TABLES[page].make(member_request)))


def _as_data(page: str, sheet: Sheet) -> dict[str, Any]:
    columns, *lines = sheet.lines
    return {
        "page": page,
        "columns": list(columns),
        "rows": [
            [float(cell) if sheet.is_number(row, column) else str(cell) for column, cell in enumerate(line)]
            for row, line in enumerate(lines, start=1)
        ],
        "method": [{"term": term, "words": words} for term, words in sheet.method],
    }

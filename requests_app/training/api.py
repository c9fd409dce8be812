"""Trainings for programs: list sessions, take a seat, give it back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from requests_app.training import actions
from requests_app.training.forms import LookFor
from requests_app.training.models import Registration, Session
from tta_portal.accounts.roles import Permission

PROBLEM = OpenApiResponse(OpenApiTypes.OBJECT, description="Problem JSON: title, status, detail, errors.")
REFUSALS = {403: PROBLEM, 404: PROBLEM, 409: PROBLEM}
FILTERS = [
    OpenApiParameter("when", str, description="`past` for those that have begun; else those that come."),
    OpenApiParameter("topic", int, description="The number of a topic."),
    OpenApiParameter("language", str, description="Such as `es`."),
]


class SessionSerializer(serializers.ModelSerializer[Session]):
    """A session as the API shows it. Times are UTC; `time_zone` is the clock it is announced on."""

    title = serializers.CharField(source="series.title", read_only=True)
    topic = serializers.CharField(source="series.topic.name", read_only=True)
    language = serializers.CharField(source="series.language", read_only=True)
    hours = serializers.DecimalField(source="series.hours", max_digits=5, decimal_places=2, read_only=True)
    host = serializers.CharField(source="host.name", read_only=True, default=None)
    seats_left = serializers.IntegerField(read_only=True)
    my_state = serializers.SerializerMethodField(help_text="`registered`, `waiting`, `attended`, `missed` or null.")

    class Meta:
        model = Session
        fields = (
            "id", "series", "title", "topic", "language", "hours", "starts_at", "ends_at", "time_zone", "place",
            "host", "capacity", "seats_left", "closes_at", "called_off_at", "my_state",
        )  # fmt: skip
        read_only_fields = fields

    def get_my_state(self, session: Session) -> str | None:
        states: dict[int, str] = self.context.get("states", {})
        return states.get(session.pk)


class _Member:
    """What every view here knows about who asks."""

    permission = Permission.SEE_TRAINING
    request: Any

    @property
    def member(self) -> Any:
        return self.request._request.member

    def sessions(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return Session.objects.none()
        return Session.objects.with_seats().select_related("series__topic", "series__network", "network", "host")

    def states(self) -> dict[int, str]:
        if getattr(self, "swagger_fake_view", False):
            return {}
        return dict(Registration.objects.active().filter(member=self.member).values_list("session_id", "state"))

    def answer(self, session: Session, *, code: int) -> Response:
        again = self.sessions().get(pk=session.pk)
        return Response(SessionSerializer(again, context={"states": self.states()}).data, status=code)


@extend_schema(tags=["training"], parameters=FILTERS)
class SessionList(_Member, generics.ListAPIView[Session]):
    serializer_class = SessionSerializer

    def get_queryset(self) -> Any:
        rows = self.sessions()
        if getattr(self, "swagger_fake_view", False):
            return rows
        asked = self.request.query_params
        form = LookFor(asked)
        if not form.is_valid():
            raise serializers.ValidationError(
                {name: [str(error) for error in errors] for name, errors in form.errors.items()}
            )
        found: Any = form.narrow(rows, at="series__")
        return found.past(at=timezone.now()) if asked.get("when") == "past" else found.upcoming(at=timezone.now())

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "states": self.states()}


class RegisterView(_Member, APIView):
    """Take a seat; when all are taken, a place on the waiting list."""

    @extend_schema(
        operation_id="register_for_session", request=None, tags=["training"],
        responses={201: SessionSerializer, **REFUSALS},
    )  # fmt: skip
    @transaction.atomic
    def post(self, request: Request, pk: int, **kwargs: Any) -> Response:
        session = get_object_or_404(self.sessions(), pk=pk)
        actions.register(session, by=self.member)
        return self.answer(session, code=status.HTTP_201_CREATED)


class CancelView(_Member, APIView):
    """Give your own seat back."""

    @extend_schema(
        operation_id="cancel_session_seat", request=None, tags=["training"],
        responses={200: SessionSerializer, **REFUSALS},
    )  # fmt: skip
    @transaction.atomic
    def post(self, request: Request, pk: int, **kwargs: Any) -> Response:
        session = get_object_or_404(self.sessions(), pk=pk)
        mine = Registration.objects.active().filter(session_id=session.pk, member=self.member)
        actions.cancel(get_object_or_404(mine.select_related("session")), by=self.member)
        return self.answer(session, code=status.HTTP_200_OK)

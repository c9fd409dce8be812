"""Check-ins, engagements, promises and contacts for programs: read as on the pages, logged by the same action."""

from __future__ import annotations

from typing import Any, cast

from django.db import transaction
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django_filters.rest_framework import CharFilter, DateFilter, DjangoFilterBackend, FilterSet, NumberFilter
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from relationships import actions
from relationships.forms.rhythm import TouchForm
from relationships.models import CheckIn, Engagement, EngagementRequest, Touch
from relationships.passport.record import record
from requests_app.api import PROBLEM, REFUSALS, check_form, serializer_for
from requests_app.models import Commitment, TTARequest
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Organization

ANSWERS = (
    "understood", "relevant", "useful", "confidence_before", "confidence_now", "used", "barrier", "changed",
    "promises", "need_remains", "remaining_need", "missing_voice", "next_step", "channel", "answered_at",
)  # fmt: skip


class CheckInSerializer(serializers.ModelSerializer[CheckIn]):
    """A check-in with what was answered. Times are UTC."""

    organization_name = serializers.CharField(source="organization.name", read_only=True)
    person = serializers.CharField(source="person.user.name", read_only=True)
    request = serializers.IntegerField(source="tta_request.number", read_only=True, default=None)
    answer = serializers.SerializerMethodField(help_text="Null until it is answered; 1 to 5, choices and words.")

    class Meta:
        model = CheckIn
        fields = (
            "id", "kind", "state", "organization", "organization_name", "person", "request", "engagement",
            "offset_days", "due_at", "asked_at", "reminded_at", "finished_at", "closes_at", "answer",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_answer(self, check_in: CheckIn) -> dict[str, Any] | None:
        answer = getattr(check_in, "answer", None)
        return None if answer is None else {name: getattr(answer, name) for name in ANSWERS}


class EngagementSerializer(serializers.ModelSerializer[Engagement]):
    """An engagement as its parties see it."""

    recipient_name = serializers.CharField(source="recipient.name", read_only=True)
    lead = serializers.CharField(source="lead_organization.name", read_only=True)
    parties = serializers.SerializerMethodField()
    requests = serializers.SerializerMethodField(help_text="Numbers of the requests it holds that you may read.")

    class Meta:
        model = Engagement
        fields = (
            "id", "purpose", "status", "version", "recipient", "recipient_name", "lead", "cadence_days", "proposed_at",
            "started_at", "ended_at", "reflection", "parties", "requests",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.DictField()))
    def get_parties(self, engagement: Engagement) -> list[dict[str, Any]]:
        return [
            {"organization": one.organization.name, "side": one.side, "role": one.role, "agreed_at": one.agreed_at}
            for one in engagement.parties.all()
        ]

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_requests(self, engagement: Engagement) -> list[int]:
        return sorted(link.tta_request.number for link in engagement.request_links.all())


class CommitmentSerializer(serializers.ModelSerializer[Commitment]):
    """A promise on the ledger of an organization and the network."""

    organization_name = serializers.CharField(source="organization.name", read_only=True)
    request = serializers.IntegerField(source="tta_request.number", read_only=True, default=None)
    owner = serializers.CharField(source="owner.user.name", read_only=True, default=None)

    class Meta:
        model = Commitment
        fields = (
            "id", "organization", "organization_name", "request", "side", "text", "owner", "due_on", "first_due_on",
            "state", "made_at", "said_kept_on", "evidence", "settled_on", "disputed_at", "dispute", "resolution",
        )  # fmt: skip
        read_only_fields = fields


class TouchSerializer(serializers.ModelSerializer[Touch]):
    """A contact as it was logged."""

    class Meta:
        model = Touch
        fields = ("id", "organization", "happened_at", "mode", "with_whom", "words", "is_two_way")
        read_only_fields = fields


class CheckInFilter(FilterSet):
    state = CharFilter(help_text="Such as `asked` or `answered`.")
    organization = NumberFilter(field_name="organization_id")
    due_before = DateFilter(field_name="due_at", lookup_expr="date__lt")

    class Meta:
        model = CheckIn
        fields = ("state", "organization", "due_before")


class EngagementFilter(FilterSet):
    status = CharFilter(help_text="Such as `active`.")
    recipient = NumberFilter(field_name="recipient_id")

    class Meta:
        model = Engagement
        fields = ("status", "recipient")


class CommitmentFilter(FilterSet):
    state = CharFilter(help_text="Such as `open`, `kept`, `late` or `broken`.")
    side = CharFilter(help_text="`provider` or `recipient`.")
    organization = NumberFilter(field_name="organization_id")

    class Meta:
        model = Commitment
        fields = ("state", "side", "organization")


class _Readable:
    """What every view here knows about who asks."""

    request: Any

    @property
    def is_described(self) -> bool:
        """Whether only the schema is written, and nobody asks."""
        return getattr(self, "swagger_fake_view", False)

    @property
    def member(self) -> Any:
        return self.request._request.member


class _CheckIns(_Readable):
    permission = Permission.SEE_CHECK_INS

    def get_queryset(self) -> Any:
        if self.is_described:
            return CheckIn.objects.none()
        rows = CheckIn.objects.visible_to(self.member).select_related(
            "organization", "person__user", "tta_request", "answer"
        )
        return rows.order_by("-due_at", "-pk")


@extend_schema(tags=["relationships"])
class CheckInList(_CheckIns, generics.ListAPIView[CheckIn]):
    serializer_class = CheckInSerializer
    filter_backends = (DjangoFilterBackend,)
    filterset_class = CheckInFilter


@extend_schema(tags=["relationships"], responses={200: CheckInSerializer, 404: PROBLEM})
class CheckInDetail(_CheckIns, generics.RetrieveAPIView[CheckIn]):
    """One check-in."""

    serializer_class = CheckInSerializer


class _Engagements(_Readable):
    permission = Permission.SEE_ENGAGEMENTS

    def get_queryset(self) -> Any:
        if self.is_described:
            return Engagement.objects.none()
        rows = Engagement.objects.visible_to(self.member).select_related("recipient", "lead_organization")
        readable = EngagementRequest.objects.filter(tta_request__in=TTARequest.objects.visible_to(self.member))
        links = Prefetch("request_links", queryset=readable.select_related("tta_request"))
        return rows.prefetch_related("parties__organization", links).order_by("-proposed_at", "-pk")


@extend_schema(tags=["relationships"])
class EngagementList(_Engagements, generics.ListAPIView[Engagement]):
    serializer_class = EngagementSerializer
    filter_backends = (DjangoFilterBackend,)
    filterset_class = EngagementFilter


@extend_schema(tags=["relationships"], responses={200: EngagementSerializer, 404: PROBLEM})
class EngagementDetail(_Engagements, generics.RetrieveAPIView[Engagement]):
    """One engagement."""

    serializer_class = EngagementSerializer


@extend_schema(tags=["relationships"])
class CommitmentList(_Readable, generics.ListAPIView[Commitment]):
    """The ledger: what both sides promised, in force."""

    permission = Permission.SEE_CHECK_INS
    serializer_class = CommitmentSerializer
    filter_backends = (DjangoFilterBackend,)
    filterset_class = CommitmentFilter

    def get_queryset(self) -> Any:
        if self.is_described:
            return Commitment.objects.none()
        rows = Commitment.objects.in_force().visible_to(self.member)
        if not self.member.is_staff:
            rows = rows.filter(organization_id=self.member.organization_id)
        return rows.select_related("organization", "tta_request", "owner__user").order_by("-due_on", "-pk")


class ContactView(_Readable, APIView):
    """Log a contact with an organization."""

    permission = Permission.WORK_REQUESTS

    @extend_schema(
        operation_id="log_contact", tags=["relationships"], request=serializer_for(TouchForm, "NewContact"),
        responses={201: TouchSerializer, **REFUSALS},
    )  # fmt: skip
    @transaction.atomic
    def post(self, request: Request, pk: int, **kwargs: Any) -> Response:
        organization = get_object_or_404(Organization, pk=pk)
        form = TouchForm(cast("dict[str, Any]", request.data))
        check_form(form)
        touch = actions.log_touch(organization, by=self.member, **form.facts())
        return Response(TouchSerializer(touch).data, status=status.HTTP_201_CREATED)


class PassportView(_Readable, APIView):
    """The whole record of an organization, as `docs/passport.md` describes it."""

    permission = Permission.SEE_CHECK_INS

    @extend_schema(operation_id="passport", tags=["relationships"], responses={200: OpenApiTypes.OBJECT, 404: PROBLEM})
    def get(self, request: Request, pk: int, **kwargs: Any) -> Response:
        theirs = Organization.objects.select_related("jurisdiction", "network")
        if not self.member.is_staff:
            theirs = theirs.filter(pk=self.member.organization_id, is_recipient=True)
        return Response(record(get_object_or_404(theirs, pk=pk), self.member))

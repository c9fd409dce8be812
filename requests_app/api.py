"""Requests for programs: listed, read, created and moved by the same forms and actions as the pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django_filters.rest_framework import CharFilter, DjangoFilterBackend, FilterSet, IsoDateTimeFilter
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from requests_app import actions
from requests_app.forms import VERBS, DraftForm, RequestForm
from requests_app.forms.fields import Day
from requests_app.lifecycle import MOVES
from requests_app.models import EntryChannel, TTARequest
from tta_portal.accounts.roles import Permission
from tta_portal.files.forms import FilesField

PROBLEM = OpenApiResponse(OpenApiTypes.OBJECT, description="Problem JSON: title, status, detail, errors.")
REFUSALS = {400: PROBLEM, 403: PROBLEM, 404: PROBLEM, 409: PROBLEM}


class RequestFilter(FilterSet):
    status = CharFilter(help_text="Such as `submitted`.")
    touched_since = IsoDateTimeFilter(field_name="touched_at", lookup_expr="gte")

    class Meta:
        model = TTARequest
        fields = ("status", "touched_since")


class RequestSerializer(serializers.ModelSerializer[TTARequest]):
    """A request as the API shows it. Times are UTC."""

    organization = serializers.CharField(source="organization.name", read_only=True)
    topic = serializers.CharField(source="topic.name", read_only=True, default=None)
    lead = serializers.CharField(source="lead.user.name", read_only=True, default=None)
    status = serializers.CharField(read_only=True)
    moves = serializers.SerializerMethodField(help_text="What you may do now.")

    class Meta:
        model = TTARequest
        fields = (
            "number", "title", "organization", "topic", "status", "version", "lead", "need", "hoped_for_change",
            "why_now", "submitted_at", "first_reply_at", "reply_due_at", "delivered_at", "ended_at", "touched_at",
            "moves",
        )  # fmt: skip
        read_only_fields = fields

    def get_moves(self, tta_request: TTARequest) -> list[str]:
        return list(actions.open_moves(tta_request, self.context["member"]))


class _FormSerializer(serializers.Serializer[Any]):
    """Describes a form to the schema; the form itself checks the input."""


def serializer_for(form: type[forms.Form], name: str) -> type[serializers.Serializer[Any]]:
    """Describe a form's declared fields as a serializer class of that name."""
    fields = {key: _described(field) for key, field in form.base_fields.items() if not isinstance(field, FilesField)}
    return type(name, (_FormSerializer,), fields)


def _described(field: forms.Field) -> serializers.Field[Any, Any, Any, Any]:
    said: dict[str, Any] = {"required": field.required, "help_text": str(field.label or field.help_text or "")}
    match field:
        case Day():
            return serializers.DateField(**said)
        case forms.DecimalField():
            return serializers.DecimalField(max_digits=5, decimal_places=2, **said)
        case forms.BooleanField():
            return serializers.BooleanField(**said)
        case forms.IntegerField() | forms.ModelChoiceField():
            return serializers.IntegerField(**said)
        case forms.ChoiceField():
            said["help_text"] += " One of: " + ", ".join(str(value) for value, _ in list(field.widget.choices))
            return serializers.CharField(allow_blank=not field.required, **said)
    return serializers.CharField(allow_blank=not field.required, max_length=getattr(field, "max_length", None), **said)


class _Member:
    """What every view here knows about who asks."""

    permission = Permission.SEE_REQUESTS
    request: Any

    @property
    def member(self) -> Any:
        return self.request._request.member

    def visible(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return TTARequest.objects.none()
        rows = TTARequest.objects.visible_to(self.member)
        return rows.select_related(
            "organization", "topic", "lead__user", "network", "requester__user", "requester__organization",
            "requester__network", "lead__organization", "lead__network",
        )  # fmt: skip

    def shown(self, tta_request: TTARequest) -> dict[str, Any]:
        return dict(RequestSerializer(tta_request, context={"member": self.member}).data)


@extend_schema(tags=["requests"])
class RequestList(_Member, generics.ListAPIView[TTARequest]):
    serializer_class = RequestSerializer
    filter_backends = (DjangoFilterBackend,)
    filterset_class = RequestFilter

    def get_queryset(self) -> Any:
        return self.visible().order_by("-touched_at", "-pk")

    def get_serializer_context(self) -> dict[str, Any]:
        member = None if getattr(self, "swagger_fake_view", False) else self.member
        return {**super().get_serializer_context(), "member": member}

    @extend_schema(
        operation_id="create_request",
        request=serializer_for(RequestForm, "NewRequest"),
        responses={201: RequestSerializer, **REFUSALS},
        description="Send a request; with `draft: true` keep it as a draft.",
    )
    @transaction.atomic
    def post(self, request: Request, **kwargs: Any) -> Response:
        draft = isinstance(request.data, dict) and request.data.get("draft") is True
        form = (DraftForm if draft else RequestForm)(request.data, member=self.member)
        check_form(form)
        tta_request = actions.save_draft(by=self.member, entry_channel=EntryChannel.API, **form.facts())
        actions.save_answers(tta_request, form.answers)
        if not draft:
            actions.submit(tta_request, by=self.member)
        return Response(self.shown(tta_request), status=status.HTTP_201_CREATED)


@extend_schema(tags=["requests"], responses={200: RequestSerializer, 404: PROBLEM})
class RequestDetail(_Member, generics.RetrieveAPIView[TTARequest]):
    serializer_class = RequestSerializer
    lookup_field = "number"

    def get_queryset(self) -> Any:
        return self.visible()

    def get_serializer_context(self) -> dict[str, Any]:
        member = None if getattr(self, "swagger_fake_view", False) else self.member
        return {**super().get_serializer_context(), "member": member}


class VerbView(_Member, APIView):
    """Do one thing to a request. `seen` is the version you read; if it has changed, you are told."""

    verb: str

    @transaction.atomic
    def perform(self, request: Request, number: int) -> Response:
        tta_request = get_object_or_404(self.visible(), number=number)
        if not tta_request.is_party(self.member):
            raise Http404
        if self.verb in MOVES:
            actions.check_move(tta_request, self.verb, by=self.member)
        form = VERBS[self.verb](request.data, tta_request=tta_request, member=self.member)
        check_form(form)
        form.perform()
        tta_request.refresh_from_db()
        return Response(self.shown(tta_request))


def view_of(verb: str) -> type[VerbView]:
    """The API view of one verb, described for the schema by the verb's form."""
    name = "".join(part.title() for part in verb.split("_"))

    @extend_schema(
        operation_id=f"{verb}_request",
        summary=VERBS[verb].title,
        request=serializer_for(VERBS[verb], f"{name}Input"),
        responses={200: RequestSerializer, **REFUSALS},
        tags=["verbs"],
    )
    def post(self: VerbView, request: Request, number: int, **kwargs: Any) -> Response:
        return self.perform(request, number)

    return type(f"{name}View", (VerbView,), {"verb": verb, "post": post})


def check_form(form: forms.Form) -> None:
    """Refuse wrong input as the API does, field by field."""
    if not form.is_valid():
        raise serializers.ValidationError(
            {name: [str(error) for error in errors] for name, errors in form.errors.items()}
        )

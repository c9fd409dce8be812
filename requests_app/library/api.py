"""The library for programs: listed and read."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import generics, serializers

from requests_app.library.forms import LookFor
from requests_app.library.models import ENOUGH_TO_SAY, Resource
from tta_portal.accounts.roles import Permission

PROBLEM = OpenApiResponse(OpenApiTypes.OBJECT, description="Problem JSON: title, status, detail, errors.")
FILTERS = [
    OpenApiParameter("q", str, description="Words in title, summary or communities; the best match comes first."),
    OpenApiParameter("topic", int, description="The number of a topic."),
    OpenApiParameter("language", str, description="Such as `es`."),
    OpenApiParameter("community", str, description="Such as `rural`."),
]


class ResourceSerializer(serializers.ModelSerializer[Resource]):
    """A resource as the API shows it."""

    topics = serializers.SerializerMethodField()
    times_sent = serializers.IntegerField(read_only=True, help_text="In answer to how many requests it was sent.")
    times_helped = serializers.SerializerMethodField(
        help_text="In how many of those that answered it scored 4 or 5; null while fewer than five answered."
    )
    times_answered = serializers.IntegerField(read_only=True)

    class Meta:
        model = Resource
        fields = (
            "id", "title", "kind", "url", "body", "summary", "language", "communities", "topics", "adaptation_notes",
            "retired_on", "added_at", "checked_on", "times_sent", "times_answered", "times_helped",
        )  # fmt: skip
        read_only_fields = fields

    def get_topics(self, resource: Resource) -> list[str]:
        return [link.topic.name for link in resource.topic_links.all()]

    def get_times_helped(self, resource: Any) -> int | None:
        return resource.times_helped if resource.times_answered >= ENOUGH_TO_SAY else None


class _Readable:
    permission = Permission.SEE_REQUESTS
    request: Any

    def readable(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return Resource.objects.none()
        rows = Resource.objects.readable_by(self.request._request.member)
        return rows.with_use().prefetch_related("topic_links__topic")


@extend_schema(tags=["resources"], parameters=FILTERS)
class ResourceList(_Readable, generics.ListAPIView[Resource]):
    serializer_class = ResourceSerializer

    def get_queryset(self) -> Any:
        rows = self.readable()
        if getattr(self, "swagger_fake_view", False):
            return rows
        form = LookFor(self.request.query_params)
        if not form.is_valid():
            raise serializers.ValidationError(
                {name: [str(error) for error in errors] for name, errors in form.errors.items()}
            )
        return form.narrow(rows.offered())


@extend_schema(tags=["resources"], responses={200: ResourceSerializer, 404: PROBLEM})
class ResourceDetail(_Readable, generics.RetrieveAPIView[Resource]):
    serializer_class = ResourceSerializer

    def get_queryset(self) -> Any:
        return self.readable()

from django.urls import include, path

from requests_app import api
from requests_app.forms import VERBS

urlpatterns = [
    path("requests/", api.RequestList.as_view(), name="api_requests"),
    path("requests/<int:number>/", api.RequestDetail.as_view(), name="api_request"),
    *(path(f"requests/<int:number>/{verb}/", api.view_of(verb).as_view(), name=f"api_{verb}") for verb in VERBS),
    path("", include("requests_app.library.api_urls")),
    path("", include("requests_app.training.api_urls")),
]

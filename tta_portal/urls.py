"""Every address. The only place in the portal that looks up at the apps above."""

from django.conf import settings
from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from demo import views as demo_views
from relationships import urls as relationships_urls
from relationships.pulse import views as pulse_views
from relationships.views import answers
from tta_portal import views
from tta_portal.accounts import views as account_views

handler403 = "tta_portal.errors.not_allowed"
handler404 = "tta_portal.errors.not_found"
handler500 = "tta_portal.errors.server_error"

urlpatterns = [
    path("", views.landing, name="landing"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("accounts/", include("allauth.urls")),
    path("invitations/<str:token>/", account_views.invitation, name="invitation"),
    path("check-in/<str:token>/", answers.check_in, name="answer_check_in"),
    path("check-in/<str:token>/request/", answers.follow_on, name="follow_on"),
    path("pulse/<str:token>/", pulse_views.answer, name="answer_pulse"),
    path("unsubscribe/<str:token>/", answers.unsubscribe, name="unsubscribe"),
    path("demo/mail/", demo_views.mail, name="demo_mail"),
    path("demo/mail/<str:key>/", demo_views.one_mail, name="demo_one_mail"),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="api_docs"),
    path("api/v1/<slug:network>/", include("requests_app.api_urls")),
    path("api/v1/<slug:network>/", include("relationships.api_urls")),
    path("api/v1/<slug:network>/", include("equity.api_urls")),
    *([path("inbound/", include("anymail.urls"))] if settings.INBOUND_WEBHOOKS else []),
    re_path(
        r"^(?P<network>[a-z][a-z0-9-]{1,40})/",
        include(
            [
                path("", include("relationships.depth.urls")),
                path("", include("relationships.radar.urls")),
                path("", include("relationships.pulse.urls")),
                path("", include("relationships.joint_work.urls")),  # before engagements/<number>/<verb>/
                path("", include("relationships.network_map.urls")),
                path("", include("relationships.peers.urls")),
                path("", include(relationships_urls)),
                path("", include("requests_app.library.urls")),  # before requests/<number>/<verb>/
                path("", include("requests_app.training.urls")),
                path("", include("requests_app.urls")),
                path("", include("equity.urls")),
                path("", include("equity.board.urls")),
                path("", include("tta_portal.accounts.urls")),
                path("", include("tta_portal.files.urls")),
                path("", include("tta_portal.inbound.urls")),
                path("", include("tta_portal.notifications.urls")),
                path("", include("tta_portal.roster.urls")),
            ]
        ),
    ),
]

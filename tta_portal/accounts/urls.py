from django.urls import path

from tta_portal.accounts import views

urlpatterns = [
    path("join/", views.join, name="join"),
    path("settings/", views.network_settings, name="settings"),
    path("settings/people/", views.people, name="people"),
    path("settings/people/<int:pk>/", views.change_member, name="change_member"),
    path("settings/join-requests/<int:pk>/", views.decide_join, name="decide_join"),
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", views.revoke_token, name="revoke_token"),
]

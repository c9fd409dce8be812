from django.urls import path

from requests_app.training import api

urlpatterns = [
    path("training/sessions/", api.SessionList.as_view(), name="api_sessions"),
    path("training/sessions/<int:pk>/register/", api.RegisterView.as_view(), name="api_register_session"),
    path("training/sessions/<int:pk>/cancel/", api.CancelView.as_view(), name="api_cancel_session"),
]

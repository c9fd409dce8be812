from django.urls import path

from equity import api

urlpatterns = [path("equity/", api.EquityView.as_view(), name="api_equity")]

from django.urls import path

from equity import api, api_tables

urlpatterns = [
    path("equity/", api.EquityView.as_view(), name="api_equity"),
    path("equity/tables/", api_tables.EquityTableView.as_view(), name="api_equity_table"),
]

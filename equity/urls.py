from django.urls import path

from equity import views

urlpatterns = [
    path("equity/", views.overview, name="equity"),
    path("equity/table.csv", views.table, name="equity_table"),
]

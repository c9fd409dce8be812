from django.urls import path

from equity import views

urlpatterns = [path("equity/", views.overview, name="equity")]

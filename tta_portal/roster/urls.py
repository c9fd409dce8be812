from django.urls import path

from tta_portal.roster import views

urlpatterns = [
    path("settings/roster/", views.roster, name="roster"),
    path("settings/roster/<int:pk>/", views.roster_import, name="roster_import"),
    path("settings/roster/<int:pk>/columns/", views.roster_columns, name="roster_columns"),
    path("settings/roster/<int:pk>/<str:verb>/", views.change_import, name="change_import"),
    path("organizations/<int:pk>/data/", views.care, name="care"),
    path("organizations/<int:pk>/data/delete/", views.delete_figures, name="delete_figures"),
]

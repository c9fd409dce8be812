from django.urls import path

from tta_portal.notifications import views

urlpatterns = [
    path("notifications/", views.notifications, name="notifications"),
    path("notifications/read/", views.read_all, name="read_notifications"),
    path("notifications/settings/", views.preferences, name="notification_settings"),
    path("notifications/<int:pk>/", views.open_notification, name="open_notification"),
]

from django.urls import path

from tta_portal.inbound import views

urlpatterns = [
    path("mail/", views.mails, name="mails"),
    path("mail/<int:pk>/", views.mail, name="mail"),
    path("mail/<int:pk>/ignore/", views.ignore, name="ignore_mail"),
    path("mail/<int:pk>/again/", views.read_again, name="read_mail_again"),
    path("mail/<int:pk>/raw/", views.raw, name="raw_mail"),
]

from django.urls import path

from relationships.radar import views

urlpatterns = [
    path("quiet/", views.quiet_page, name="quiet"),
    path("quiet/give/", views.give, name="give_outreach"),
    path("quiet/<int:pk>/plan/", views.plan, name="plan_outreach"),
    path("quiet/<int:pk>/log/", views.log, name="log_outreach"),
]

from django.urls import path

from relationships.peers import views

urlpatterns = [
    path("peers/", views.peers, name="peers"),
    path("peers/offer/", views.new_offer, name="offer_to_peers"),
    path("peers/offers/<int:pk>/", views.offer, name="peer_offer"),
    path("peers/offers/<int:pk>/withdraw/", views.withdraw, name="withdraw_peer_offer"),
    path("peers/offers/<int:pk>/ask/", views.ask, name="ask_peer"),
    path("peers/introductions/<int:pk>/", views.introduction, name="introduction"),
    path("peers/introductions/<int:pk>/agreement/", views.agreement, name="peer_agreement"),
    path("peers/introductions/<int:pk>/<str:verb>/", views.change, name="change_introduction"),
]

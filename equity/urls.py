from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path

from equity import change_views, public_views, recipients_views, silent_views, views
from equity.chosen import KEYS, OVERVIEW, SPEED
from equity.drawing.views import PICTURES, download, funnel
from equity.files import CSV, XLSX
from equity.replay import views as replay
from equity.speed import views as speed
from equity.voice import views as voice
from equity.voice.panel import KEY as VOICE
from equity.watch import views as watch

PANELS = [key for key in KEYS if key not in (OVERVIEW, SPEED)]  # these two have addresses of their own
PAGES = [key for key in PANELS if key != VOICE]


def files(page: str, view: Callable[..., HttpResponse], name: str, **given: Any) -> list[URLPattern]:
    """The tables of a page to take along, in both forms."""
    return [
        path(f"{page}table.csv", view, {"extension": CSV, **given}, name=f"{name}_table"),
        path(f"{page}table.xlsx", view, {"extension": XLSX, **given}, name=f"{name}_workbook"),
    ]


urlpatterns = [
    path("numbers/", public_views.numbers, name="numbers"),
    path("settings/numbers/", public_views.publishing, name="publishing"),
    path("equity/", views.overview, name="equity"),
    *files("equity/", views.panel_file, "equity"),
    path("equity/silent/", silent_views.silent, name="equity_silent"),
    *files("equity/silent/", silent_views.silent_file, "equity_silent"),
    path("equity/silent/counties/", silent_views.by_county, name="equity_counties"),
    *files("equity/silent/counties/", silent_views.by_county_file, "equity_counties"),
    path("equity/pictures/states.svg", silent_views.states_picture, name="equity_states_picture"),
    path("equity/pictures/counties.svg", silent_views.counties_picture, name="equity_counties_picture"),
    path("equity/recipients/", recipients_views.recipients, name="equity_recipients"),
    *files("equity/recipients/", recipients_views.recipients_file, "equity_recipients"),
    path("equity/pictures/funnel.svg", funnel, name="equity_funnel_picture"),
    path("equity/summary/", views.summary, name="equity_summary"),
    *files("equity/summary/", views.summary_file, "equity_summary"),
    path("equity/what-if/", replay.what_if, name="equity_replay"),
    *files("equity/what-if/", replay.what_if_file, "equity_replay"),
    path("equity/change/", change_views.change, name="equity_change"),
    *files("equity/change/", change_views.change_file, "equity_change"),
    path("equity/watch/", watch.watch, name="equity_watch"),
    *files("equity/watch/", watch.watch_file, "equity_watch"),
    path("equity/watch/<int:pk>/noted/", watch.note, name="equity_watch_note"),
    path("equity/definitions/", views.definitions, name="equity_definitions"),
    *(path(f"equity/pictures/{m}.svg", download, {"measure": m}, name=f"equity_{m}_picture") for m in PICTURES),
    path("equity/speed/", speed.speed, name="equity_speed"),
    *files("equity/speed/", speed.speed_file, "equity_speed"),
    path("equity/pictures/curves.svg", speed.curves_picture, name="equity_curves_picture"),
    path("equity/pictures/strip.svg", speed.strip_picture, name="equity_strip_picture"),
    path("equity/voice/", voice.voice, name="equity_voice"),
    path("equity/pictures/levels.svg", voice.mix_picture, name="equity_levels_picture"),
    *(path(f"equity/{key}/", views.panel, {"key": key}, name=f"equity_{key}") for key in PAGES),
    *(one for key in PANELS for one in files(f"equity/{key}/", views.panel_file, f"equity_{key}", key=key)),
]

"""The languages in which resources and trainings are offered."""

from __future__ import annotations

from django.db import models

from tta_portal.words import gettext_lazy as _


class Language(models.TextChoices):
    """ISO 639 codes; a network offers what it has."""

    ENGLISH = "en", _("English")
    SPANISH = "es", _("Spanish")
    ARABIC = "ar", _("Arabic")
    CHINESE = "zh", _("Chinese")
    CHUUKESE = "chk", _("Chuukese")
    FRENCH = "fr", _("French")
    HAITIAN_CREOLE = "ht", _("Haitian Creole")
    HMONG = "hmn", _("Hmong")
    KOREAN = "ko", _("Korean")
    MARSHALLESE = "mh", _("Marshallese")
    NAVAJO = "nv", _("Navajo")
    PORTUGUESE = "pt", _("Portuguese")
    RUSSIAN = "ru", _("Russian")
    SOMALI = "so", _("Somali")
    TAGALOG = "tl", _("Tagalog")
    UKRAINIAN = "uk", _("Ukrainian")
    VIETNAMESE = "vi", _("Vietnamese")

"""The languages in which resources and trainings are offered."""

from __future__ import annotations

from django.db import models


class Language(models.TextChoices):
    """ISO 639 codes; a network offers what it has."""

    ENGLISH = "en", "English"
    SPANISH = "es", "Spanish"
    ARABIC = "ar", "Arabic"
    CHINESE = "zh", "Chinese"
    CHUUKESE = "chk", "Chuukese"
    FRENCH = "fr", "French"
    HAITIAN_CREOLE = "ht", "Haitian Creole"
    HMONG = "hmn", "Hmong"
    KOREAN = "ko", "Korean"
    MARSHALLESE = "mh", "Marshallese"
    NAVAJO = "nv", "Navajo"
    PORTUGUESE = "pt", "Portuguese"
    RUSSIAN = "ru", "Russian"
    SOMALI = "so", "Somali"
    TAGALOG = "tl", "Tagalog"
    UKRAINIAN = "uk", "Ukrainian"
    VIETNAMESE = "vi", "Vietnamese"

"""The periods one can look at. They do not overlap.

Two overlapping periods would give away small counts: 24 months minus 12 months is a year that
no gate has seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.utils import timezone

from equity.splits import RURAL_URBAN, Split


class PeriodChoice(models.TextChoices):
    LAST_YEAR = "12-months", "Last 12 months"
    YEAR_BEFORE = "year-before", "The year before"
    TWO_YEARS_BEFORE = "two-years-before", "The year before that"


@dataclass(frozen=True)
class Period:
    """Days from `starts_on` to `ends_on`, both included, in the network's time zone, seen at `seen_at`.

    `anew`: count every record instead of reading the summaries. The numbers are the same.
    `split`: what stands in the first place of the keys instead of the rural-urban class; always counted anew.
    """

    choice: PeriodChoice
    starts_on: date
    ends_on: date
    zone: str
    seen_at: datetime
    anew: bool = False
    split: Split = RURAL_URBAN

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.starts_on, time(), tzinfo=ZoneInfo(self.zone))

    @property
    def ends_before(self) -> datetime:
        return datetime.combine(self.ends_on + timedelta(days=1), time(), tzinfo=ZoneInfo(self.zone))

    @property
    def in_words(self) -> str:
        return f"{in_full(self.starts_on)} to {in_full(self.ends_on)}"

    @property
    def seen_day(self) -> date:
        return self.seen_at.astimezone(ZoneInfo(self.zone)).date()


def period_of(choice: PeriodChoice, *, zone: str, at: datetime | None = None, anew: bool = False) -> Period:
    """The period of that name as it is now: whole years counted back from today."""
    seen_at = at or timezone.now()
    today = seen_at.astimezone(ZoneInfo(zone)).date()
    back = list(PeriodChoice).index(choice)
    last = _years_back(today, back)
    first = _years_back(today, back + 1) + timedelta(days=1)
    return Period(choice=choice, starts_on=first, ends_on=last, zone=zone, seen_at=seen_at, anew=anew)


def _years_back(day: date, years: int) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if is_leap_day and years else day.day)


def in_full(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"

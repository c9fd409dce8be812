"""Whatever happens, and whenever a worker looks, the summaries say what counting every row says."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from django.core.management import call_command
from django.utils import timezone

from equity import tallies
from equity.dimensions import DIMENSIONS
from equity.periods import PeriodChoice, period_of
from equity.summaries import keeping, nightly, reading, sweeps
from equity.summaries.models import Change, KeptCounts, Pending, Standing, Subject, Sums, WaitSums
from equity.summaries.sources import ANSWERS, REPLIES
from relationships.models import CheckIn, CheckInAnswer
from requests_app.models import TTARequest
from tests import factories
from tests.equity import recount
from tests.equity.places import Asker, make_departments
from tta_portal.directory.models import Organization
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import know, network_scope

METRO = {"rural_urban": "metro", "vulnerability": "q1"}


@pytest.fixture
def asker(network):
    return Asker()


def periods():
    return [period_of(choice, zone=Network.objects.get().time_zone) for choice in PeriodChoice]


def assert_the_same():
    """Every count of every period, from the summaries and from every row."""
    for period in periods():
        assert {tuple(row[:3]): tuple(row[3:]) for row in reading.numbers(REPLIES, period)} == recount.replies(period)
        assert {tuple(row[:3]): tuple(row[3:]) for row in reading.numbers(ANSWERS, period)} == recount.answers(period)
        for by in DIMENSIONS:
            found = {
                (group, hours): (replied, waiting) for group, hours, replied, waiting in reading.lengths(period, by)
            }
            assert found == recount.waits(period, by)


class Story:
    """A network in which something happens, by chance."""

    def __init__(self, asker: Asker, seed: int) -> None:
        self.rng, self.asker, self.now = Random(seed), asker, timezone.now()
        self.departments = [
            *make_departments(3, **METRO),
            *make_departments(2, rural_urban="rural_remote", vulnerability="q4"),
            *make_departments(2, jurisdiction_type="tribal"),
        ]
        self.kinds = (
            self.ask, self.ask, self.reply, self.reply, self.hold, self.resume, self.end, self.merge,
            self.withdraw_yes, self.move, self.due_later, self.check_in, self.check_in, self.answer, self.correct,
            self.cancel, self.forget,
        )  # fmt: skip

    def happen(self) -> None:
        self.rng.choice(self.kinds)()

    def any(self, found):
        rows = list(found)
        return self.rng.choice(rows) if rows else None

    def ask(self) -> None:
        sent = self.now - timedelta(hours=self.rng.choice((1, 20, 30, 400, 3000, 9000, 14000)) + self.rng.random())
        department = self.rng.choice(self.departments)
        department.refresh_from_db()
        wait = self.rng.choice((None, None, 0.5, 30.0, 100.0))
        self.asker.save(self.asker.ask(department, sent=sent, replied_after=wait))

    def _change(self, found, **fields) -> None:
        if one := self.any(found):
            TTARequest.objects.filter(pk=one.pk).update(**fields)

    def reply(self) -> None:
        self._change(TTARequest.objects.filter(first_reply_at=None), first_reply_at=self.now, status="acknowledged")

    def hold(self) -> None:
        when = self.now - timedelta(hours=self.rng.choice((0, 50, 5000)))
        self._change(TTARequest.objects.all(), status="on_hold", held_from="planning", held_since=when)

    def resume(self) -> None:
        self._change(TTARequest.objects.filter(status="on_hold"), status="planning", held_since=None)

    def end(self) -> None:
        self._change(TTARequest.objects.all(), status="closed", ended_at=self.now)

    def merge(self) -> None:
        self._change(TTARequest.objects.all(), status="draft")

    def due_later(self) -> None:
        self._change(TTARequest.objects.all(), reply_due_at=self.now + timedelta(hours=self.rng.choice((-9, 5, 90))))

    def forget(self) -> None:
        one = self.any(TTARequest.objects.filter(check_ins=None))
        if one:
            one.delete()

    def withdraw_yes(self) -> None:
        department = self.rng.choice(self.departments)
        said = self.rng.random() < 0.5
        Organization.objects.filter(pk=department.pk).update(counts_in_equity=said)

    def move(self) -> None:
        here, there = self.rng.sample(self.departments, 2)
        there.refresh_from_db()
        place = there.jurisdiction if self.rng.random() < 0.7 else None
        Organization.objects.filter(pk=here.pk).update(jurisdiction=place)

    def check_in(self) -> None:
        if one := self.any(TTARequest.objects.all()):
            asked = self.now - timedelta(days=self.rng.choice((1, 40, 500)))
            CheckIn.objects.create(
                organization=one.organization, person=self.asker.requester, tta_request=one,
                offset_days=self.rng.randrange(1000), anchored_at=asked, due_at=asked, asked_at=asked,
                closes_at=asked + timedelta(days=21), state="asked",
            )  # fmt: skip

    def answer(self) -> None:
        if one := self.any(CheckIn.objects.filter(answer=None)):
            CheckInAnswer.objects.create(check_in=one, useful=self.rng.choice((None, 2, 5)), used="fully")

    def correct(self) -> None:
        if one := self.any(CheckInAnswer.objects.all()):
            CheckInAnswer.objects.filter(pk=one.pk).update(useful=4, changed=self.rng.choice(("nothing", "")))

    def cancel(self) -> None:
        if one := self.any(CheckIn.objects.all()):
            CheckIn.objects.filter(pk=one.pk).update(state="cancelled")


@pytest.mark.parametrize("seed", range(6))
def test_they_say_what_counting_every_row_says(asker, seed):
    story = Story(asker, seed)
    for _ in range(15):
        story.happen()
    keeping.rebuild()
    assert_the_same()

    for step in range(45):
        story.happen()
        if story.rng.random() < 0.3:
            keeping.catch_up()
        if step % 3 == 0:
            assert_the_same()
    assert_the_same()


@pytest.mark.parametrize("seed", range(3))
def test_time_alone_changes_them_as_it_should(asker, seed, days_pass):
    story = Story(asker, seed)
    for _ in range(25):
        story.happen()
    keeping.catch_up()

    for days in (0.3, 2, 20, 100, 300):
        days_pass(days)
        assert_the_same()
        keeping.catch_up()
        assert_the_same()


def test_a_rebuild_gives_what_catching_up_gave(asker):
    story = Story(asker, 11)
    keeping.rebuild()
    for _ in range(40):
        story.happen()
        keeping.catch_up()
    before = kept()

    keeping.rebuild()

    assert kept() == before


def kept():
    """All that is kept, but for numbers of rows and for sums of nothing."""
    sums = Sums.objects.values_list(
        "kind", "span", "starts_on", "rural_urban", "vulnerability", "jurisdiction_type", "numbers"
    )
    waits = WaitSums.objects.values_list("dimension", "span", "starts_on", "group", "hours", "replied", "unwatched")
    pending = Pending.objects.values_list("kind", "item", "day", "counts_from")
    return sorted(map(repr, sums)), sorted(map(repr, waits)), sorted(map(repr, pending))


def test_a_page_is_read_from_the_summaries_and_not_from_the_requests(asker):
    (department,) = make_departments(1, **METRO)
    asker.save(*(asker.ask(department) for _ in range(5)))
    keeping.rebuild()
    Sums.objects.update(numbers=[70, 60])  # to see where the numbers come from

    period = periods()[0]

    assert reading.numbers(REPLIES, period) == [("metro", "q1", "local", 70, 60)]
    period = period_of(PeriodChoice.LAST_YEAR, zone=period.zone, anew=True)
    assert reading.numbers(REPLIES, period) == [("metro", "q1", "local", 5, 5)]


def test_another_time_zone_counts_everything_anew(asker):
    (department,) = make_departments(1, **METRO)
    asker.save(asker.ask(department))
    keeping.rebuild()
    Network.objects.update(time_zone="Pacific/Guam")

    know(Network.objects.get())
    with network_scope(Network.objects.get().pk):
        assert reading.cover_of(Subject.REQUESTS, periods()[0]).all_of_it
        assert_the_same()
        keeping.catch_up()
        assert Standing.objects.get().zone == "Pacific/Guam"
        assert not reading.cover_of(Subject.REQUESTS, periods()[0]).all_of_it


def test_what_does_not_count_leaves_no_mark(asker):
    (department,) = make_departments(1, **METRO)
    asker.save(asker.ask(department))
    keeping.rebuild()

    TTARequest.objects.update(title="Another", touched_at=timezone.now())
    TTARequest.objects.update(status="planning")

    assert not Change.objects.exists()
    assert not sweeps.is_due()


def test_a_change_makes_a_pass_due_and_the_pass_takes_it(asker):
    (department,) = make_departments(1, **METRO)
    keeping.rebuild()
    asker.save(asker.ask(department))

    assert sweeps.is_due()
    assert keeping.catch_up() == 1
    assert not sweeps.is_due()


def test_summaries_of_another_network_stay_as_they_are(db):
    for slug in ("one", "two"):
        network = factories.make_network(slug)
        with network_scope(network.pk):
            asker = Asker()
            asker.save(*(asker.ask(department) for department in make_departments(2, **METRO)))
            keeping.rebuild()

    with network_scope(network.pk):
        Sums.objects.all().delete()
    call_command("rebuild_summaries", network="two", verbosity=0)

    with network_scope(Network.objects.get(slug="one").pk):
        assert Sums.objects.filter(span="day").count() == 1
    with network_scope(network.pk):
        assert Sums.objects.filter(span="day").count() == 1


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_number_of_queries_does_not_grow(asker, how_many, django_assert_num_queries):
    asker.save(*(asker.ask(department) for department in make_departments(how_many, **METRO)))
    keeping.rebuild()
    asker.save(*(asker.ask(department) for department in make_departments(how_many, **METRO)))
    period = periods()[0]

    with django_assert_num_queries(2):
        reading.numbers(REPLIES, period)


def test_what_reads_the_whole_history_is_kept_each_night_and_is_the_same(asker):
    sent, delivered = (timezone.now() - timedelta(days=days) for days in (210, 200))
    asker.save(*(asker.ask(one, delivered_at=delivered, sent=sent) for one in make_departments(5, **METRO)))
    period = periods()[0]
    live = tallies.converted(period)
    assert live.cells["first"]

    assert nightly.is_due(at=timezone.now())
    nightly.keep()
    assert not nightly.is_due(at=timezone.now())

    assert list(tallies.plans(periods()[0]).cells) == ["agreed", "involved", "led"]  # wholes before their parts
    read = tallies.converted(periods()[0])
    assert (read.cells, read.whole_of) == (live.cells, live.whole_of)
    assert read.as_of is not None
    KeptCounts.objects.update(counts=[["first", None, []], ["converted", "first", []]])
    assert not tallies.converted(periods()[0]).cells["first"]
    assert tallies.converted(period_of(PeriodChoice.LAST_YEAR, zone=period.zone, anew=True)).cells == live.cells


def test_each_period_is_kept_as_it_is_counted_alone(asker):
    """All periods are counted by one statement; a day belongs to one of them."""
    now, places = timezone.now(), make_departments(9, **METRO)
    for place, days in zip(places, (190, 200, 370, 540, 541, 549, 900, 905, 1000), strict=True):
        delivered = now - timedelta(days=days)
        asker.save(asker.ask(place, delivered_at=delivered, sent=delivered - timedelta(days=9)))
    nightly.keep()
    zone = periods()[0].zone

    found = {}
    for choice in PeriodChoice:
        period = period_of(choice, zone=zone)
        kept, alone = tallies.converted(period), tallies.converted(replace(period, anew=True))
        assert kept.as_of
        assert alone.as_of is None
        assert kept.cells == alone.cells
        found[choice] = sum(cell.count for cell in kept.cells["first"].values())
    assert list(found.values()) == [2, 4, 3]


def test_what_was_kept_is_not_read_two_nights_later_nor_of_another_year(asker, days_pass):
    nightly.keep()
    KeptCounts.objects.update(counts=[["first", None, [["metro", "q1", "local", 7, None]]]])
    assert tallies.converted(periods()[0]).as_of

    other = replace(periods()[0], starts_on=periods()[0].starts_on + timedelta(days=40))
    assert tallies.converted(other).as_of is None
    days_pass(2)
    assert tallies.converted(periods()[0]).as_of is None

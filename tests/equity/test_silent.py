"""Who is silent: what would be expected, the maps, and the queue from which places are given to people."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils import timezone

from equity.drawing.atlas import atlas
from equity.methods import METHODS
from equity.outreach import conversion
from equity.silent import chance_in_clumps, heard_of, silence
from relationships.radar import actions
from relationships.radar.models import Outreach
from requests_app.models import Task
from tests import factories
from tests.equity.places import Asker, make_departments
from tests.equity.test_panels import charts_of
from tests.equity.test_pictures import SVG, read
from tta_portal.directory.actions import describe
from tta_portal.directory.models import Descriptor, Jurisdiction, Organization

METRO = {"rural_urban": "metro", "vulnerability": "q1"}
RURAL = {"rural_urban": "rural_remote", "vulnerability": "q4"}
SILENT = "/north/equity/silent/"


@pytest.fixture
def places(network):
    """Ten metro departments, nine of which asked five times in two years; ten silent rural ones."""
    asker, metro = Asker(), make_departments(10, **METRO, state="GA", fips="")
    asker.save(*(asker.ask(one) for one in metro[:9] for _ in range(5)))
    return metro, make_departments(10, **RURAL, state="GA")


@pytest.fixture
def client(administrator, sign_in):
    return sign_in(administrator)


def test_what_is_expected_comes_from_the_others_and_from_their_wider_group(places):
    everywhere = 45 / 19
    of_type = (45 + 10 * everywhere) / (19 + 10)

    found = {place.name: place for place in heard_of(at=timezone.now())}

    metro, rural = places
    assert found[metro[9].name].expected == pytest.approx((45 + 10 * of_type) / (9 + 10))
    assert found[metro[0].name].expected == pytest.approx((40 + 10 * (40 + 10 * 40 / 19) / 29) / 19)
    assert found[rural[0].name].expected == pytest.approx((0 + 10 * of_type) / 19)


def test_departments_with_as_many_people_are_compared(places):
    """Five metro departments with a large staff, one of them silent; what small ones do says less of it."""
    metro, _rural = places
    for department, people in zip(metro, (80, 55, 60, 8, 9, 3, 12, 12, 12, 70), strict=True):
        describe(
            department.jurisdiction, Descriptor.Kind.WORKFORCE, str(people), as_of=date(2026, 1, 1), source="A survey"
        )
    of_type = (45 + 10 * 45 / 19) / (19 + 10)

    found = {place.pk: place for place in heard_of(at=timezone.now())}

    assert found[metro[9].pk].expected == pytest.approx((15 + 10 * of_type) / (3 + 10))
    assert [found[place.pk].places for place in metro] == [4, 4, 4, 3, 3, 3, 3, 3, 3, 4]


def test_the_newest_word_on_the_staff_counts(places):
    metro, _rural = places
    for day, people in ((date(2020, 1, 1), "80"), (date(2026, 1, 1), "4")):
        describe(metro[0].jurisdiction, Descriptor.Kind.WORKFORCE, people, as_of=day, source="A survey")
    describe(metro[1].jurisdiction, Descriptor.Kind.WORKFORCE, "9", as_of=date(2025, 1, 1), source="A survey")

    found = {place.pk: place for place in heard_of(at=timezone.now())}

    assert (found[metro[0].pk].places, found[metro[2].pk].places) == (2, 8)


def since(places, days: int) -> None:
    joined = timezone.localdate() - timedelta(days=days)
    Organization.objects.filter(pk__in=[one.pk for one in places]).update(eligible_from=joined)


def test_who_joined_last_week_is_expected_to_have_sent_little(places):
    metro, _rural = places
    before = {place.pk: place.expected for place in heard_of(at=timezone.now())}

    since(metro[9:], 7)

    after = {place.pk: place.expected for place in heard_of(at=timezone.now())}
    assert after[metro[9].pk] == pytest.approx(before[metro[9].pk] * 7 / 730)
    assert after[metro[0].pk] > before[metro[0].pk]


def test_requests_are_divided_by_the_time_on_the_roster_in_which_they_came(places):
    metro, rural = places
    since(metro, 73)

    found = {place.pk: place for place in heard_of(at=timezone.now())}

    everywhere = 45 / (0.9 + 10)
    of_type = (45 + 10 * everywhere) / (0.9 + 10 + 10)
    assert found[metro[9].pk].expected == pytest.approx(0.1 * (45 + 10 * of_type) / (0.9 + 10))
    everywhere = 45 / (1 + 9)
    assert found[rural[0].pk].expected == pytest.approx((0 + 10 * (45 + 10 * everywhere) / (1 + 9 + 10)) / (9 + 10))


def test_requests_from_before_the_roster_break_a_silence_and_say_nothing_of_the_rate(places):
    since(places[0], 7)

    found = silence(at=timezone.now())

    assert (found.established, found.newer, found.silent, found.silent_newer) == (10, 10, 10, 1)
    assert all(place.expected == 0 for place in heard_of(at=timezone.now()))


def test_who_joined_less_than_two_years_ago_is_not_said_to_be_silent_for_two_years(places, client, sign_in):
    since([*places[0][9:], *places[1][:4]], 100)

    page = client.get(SILENT).content.decode()
    shared = sign_in(factories.make_member("analyst")).get(SILENT).content.decode()

    assert "6 of 15 health departments have not asked in two years" in page
    assert "5 joined the roster less than two years ago: 5 of these have not asked yet" in page
    assert "joined the roster within these months are counted, too" in shared


def test_where_the_whole_roster_is_new_nobody_is_silent_for_two_years(places, client):
    since([*places[0], *places[1]], 100)

    page = client.get(SILENT).content.decode()

    assert "11 of 20 health departments have not asked since they joined the roster" in page


def test_clumps_make_silence_likelier_and_page_and_definition_say_by_how_much(places, client):
    assert chance_in_clumps(3.0, 2) == pytest.approx(1 / 8)
    assert "where the variance of requests is 2 times their mean, one in 8" in client.get(SILENT).content.decode()
    assert "a variance of 2 times the mean, 1 in 8" in METHODS["silent"].certainty[1]


def test_one_place_alone_does_not_define_its_kind(network):
    asker = Asker()
    (alone,) = make_departments(1, jurisdiction_type="territorial")
    asker.save(*(asker.ask(alone) for _ in range(40)))
    make_departments(20, **METRO)

    found = {place.pk: place for place in heard_of(at=timezone.now())}

    assert found[alone.pk].expected == 0
    assert silence(at=timezone.now()).news == 0


def test_where_it_is_news_nowhere_the_likeliest_are_listed_and_not_called_news(network, client):
    asker, metro = Asker(), make_departments(12, **METRO)
    asker.save(*(asker.ask(one) for one in metro[:11]))

    page = client.get(SILENT).content.decode()

    assert "Where most would be expected" in page
    assert "Nowhere is silence news" in page
    assert metro[11].name in page


def test_several_are_given_to_somebody_in_one_go(places, client):
    zoe = factories.make_member("provider", name="Zoe Other")
    rural = places[1]
    chosen = "&".join(f"place={one.pk}" for one in rural[:3])
    address = f"/north/quiet/give/?next={SILENT}&{chosen}"
    asked = client.get(address).content.decode()

    back = client.post(address, {"place": [one.pk for one in rural[:3]], "assigned_to": zoe.pk, "note": "Heat"})

    assert asked.count("checked") >= 3
    assert back["Location"] == SILENT
    assert set(Outreach.objects.values_list("organization", "assigned_to")) == {(one.pk, zoe.pk) for one in rural[:3]}
    assert Task.objects.filter(assigned_to=zoe, done_at=None).count() == 3


def test_giving_nobody_or_to_nobody_says_so_and_keeps_what_was_chosen(places, client):
    chosen = places[1][0]

    wrong = client.post("/north/quiet/give/", {"place": [chosen.pk], "note": "Heat"})

    assert wrong.status_code == 422
    assert chosen.name in wrong.text
    assert "Heat" in wrong.text
    assert "No health department is chosen" in client.get("/north/quiet/give/?place=x").text


def test_a_foreign_address_is_not_gone_back_to(places, client, administrator):
    body = {"place": [places[1][0].pk], "assigned_to": administrator.pk}

    assert client.post("/north/quiet/give/?next=https://example.org/", body)["Location"] == "/north/quiet/?view=silent"
    assert client.post("/north/quiet/give/?next=/south/", body)["Location"] == "/north/quiet/?view=silent"


def test_the_queue_says_who_has_each_and_what_was_tried(places, client, administrator):
    metro = places[0][9]
    address = f"/north/quiet/{metro.pk}/log/?next={SILENT}"
    free = client.get(SILENT).content.decode()
    actions.plan(metro, by=administrator, assigned_to=administrator)
    given = client.get(SILENT).content.decode()

    back = client.post(address, {"answered": "no"})
    tried = client.get(SILENT).content.decode()

    assert "Nobody is calling it yet" in free
    assert "Lee Ortiz has it since" in given
    assert back["Location"] == SILENT
    assert "Lee Ortiz tried on" in tried
    assert "Somebody has each of these 1" in tried


def test_conversion_counts_the_silent_that_asked_within_180_days(network, administrator):
    asker, now = Asker(), timezone.now()
    asked, late, before, fresh, never = make_departments(5, **METRO)
    for one, days in ((asked, 300), (late, 300), (before, 300), (fresh, 20), (never, 300)):
        Outreach.objects.create(
            organization=one, planned_by=administrator, state="made", made_at=now - timedelta(days=days)
        )
    sent = ((asked, 200), (late, 100), (before, 400), (before, 250), (fresh, 5))
    asker.save(*(asker.ask(one, sent=now - timedelta(days=days)) for one, days in sent))

    found = conversion(at=now)

    assert (found.reached, found.asked, found.due, found.asked_of_due) == (4, 2, 3, 1)


def test_the_map_shows_states_by_quarter_and_tiles_for_all_others(network, client):
    asker = Asker()
    for state, how_many in (("GA", 5), ("TX", 40)):
        departments = make_departments(60, **METRO, state=state)
        asker.save(*(asker.ask(one) for one in departments[:how_many]))
    make_departments(13, jurisdiction_type="tribal", state="OK")

    chart = charts_of(client.get(SILENT).content.decode())["states"]
    table = {row[0]: row[1:] for row in chart["table_rows"]}

    assert table["Georgia"] == ["60", "Three quarters or more"]
    assert table["Texas"] == ["60", "A quarter to a half"]
    assert table["Oklahoma"] == ["0", "Nobody on the roster"]
    assert (table["Tribal"], table["Territory"]) == (["13", "100%"], ["0", "Nobody on the roster"])
    assert [tile["mark"] for tile in chart["tiles"]] == ["m4", "absent", "absent"]


def test_a_tribe_without_a_yes_is_on_no_shared_map_and_named_to_the_team_alone(network, client, sign_in):
    (tribe,) = make_departments(1, jurisdiction_type="tribal", state="OK")
    Organization.objects.filter(pk=tribe.pk).update(counts_in_equity=False)
    analyst = sign_in(factories.make_member("analyst"))

    shared, team = analyst.get(SILENT).content.decode(), client.get(SILENT + "counties/").content.decode()

    assert tribe.name not in shared
    assert '"label": "Tribal", "text": "Nobody on the roster"' in shared
    assert tribe.name in team


def test_the_map_of_counties_and_its_list_are_for_the_team(places, client, sign_in):
    metro, rural = places
    Jurisdiction.objects.filter(pk=metro[0].jurisdiction_id).update(fips="13065")
    Jurisdiction.objects.filter(pk=rural[0].jurisdiction_id).update(counties=["13001", "13003"])

    page = client.get(SILENT + "counties/?sort=name").content.decode()
    chart = charts_of(page)["counties"]

    assert {row["id"]: row["mark"] for row in chart["rows"]} == {"13065": "m1", "13001": "m5", "13003": "m5"}
    assert "1 month ago" in page or "This month" in page
    assert sign_in(factories.make_member("analyst")).get(SILENT + "counties/").status_code == 403
    assert client.get(SILENT + "counties/?sort=nonsense").status_code == 200


@pytest.mark.parametrize("path", [SILENT, SILENT + "counties/"])
def test_it_asks_as_often_for_three_as_for_one(network, client, administrator, path, django_assert_max_num_queries):
    asker, metro = Asker(), make_departments(4, **METRO)
    asker.save(asker.ask(metro[0]))
    actions.plan(metro[1], by=administrator, assigned_to=administrator)
    client.get(path)
    with django_assert_max_num_queries(40) as one:
        client.get(path)
    for department in make_departments(3, **RURAL):
        actions.plan(department, by=administrator, assigned_to=administrator)

    with django_assert_max_num_queries(40) as three:
        client.get(path)

    assert len(three) == len(one)


def test_the_map_of_states_is_a_picture_of_the_same_marks(network, client):
    asker = Asker()
    for state, how_many in (("GA", 5), ("TX", 40)):
        departments = make_departments(60, **METRO, state=state)
        asker.save(*(asker.ask(one) for one in departments[:how_many]))
    chart = charts_of(client.get(SILENT).content.decode())["states"]

    answer = client.get("/north/equity/pictures/states.svg")
    root, visible, words = read(answer)
    fills = Counter(one.get("fill") for one in root.iter(f"{SVG}path") if "url" in one.get("fill", ""))

    assert answer["Content-Disposition"] == 'attachment; filename="equity-silent-states.svg"'
    assert fills == Counter(f"url(#mark-{row['mark']})" for row in chart["rows"])
    assert words.startswith(chart["sentence"])
    assert "Georgia: Three quarters or more." in words
    assert "Tribal: Nobody on the roster." in words
    assert {one["label"] for one in chart["legend"]} <= set(visible)


def test_the_map_of_counties_is_a_picture_for_the_team(places, client, sign_in):
    Jurisdiction.objects.filter(pk=places[0][0].jurisdiction_id).update(fips="13065")
    analyst = sign_in(factories.make_member("analyst"))

    answer = client.get("/north/equity/pictures/counties.svg")
    root, _, words = read(answer)
    fills = Counter(one.get("fill") for one in root.iter(f"{SVG}path"))

    assert fills["url(#mark-m1)"] == 1
    assert fills["url(#mark-absent)"] > 3000
    assert "Within 3 months: 1." in words
    assert analyst.get("/north/equity/pictures/counties.svg").status_code == 403
    assert analyst.get("/north/equity/pictures/states.svg").status_code == 200


def test_the_outlines_lie_where_the_states_do():
    pieces, (left, first, right, last) = atlas("states")

    def middle(state):
        across, down = zip(*(point for ring in pieces[state] for point in ring), strict=True)
        return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2

    assert len(pieces) == 51
    assert middle("California")[0] < middle("Texas")[0] < middle("Georgia")[0] < middle("Maine")[0]
    assert middle("Maine")[1] < middle("Georgia")[1] < middle("Florida")[1]
    assert (right - left) / (last - first) == pytest.approx(1.7, abs=0.2)
    assert all(len(ring) >= 3 for rings in pieces.values() for ring in rings)

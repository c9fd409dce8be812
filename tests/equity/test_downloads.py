"""What one takes along is what the page shows: the same numbers, the same hidden, for the same readers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from equity.change_sheet import COLUMNS as CHANGE_COLUMNS
from equity.recipients_views import COLUMNS as RECIPIENTS_COLUMNS
from equity.replay.forms import NO_DAYS
from equity.watch import actions
from equity.watch.models import Alarm, Watch
from tests import factories
from tests.equity.places import Asker, fill
from tests.equity.taken import book_of, lines_of, rows_of
from tests.equity.test_panels import charts_of
from tta_portal.directory.models import Organization

METRO = {"rural_urban": "metro", "vulnerability": "q1", "state": "GA"}
ADJACENT = {"rural_urban": "rural_adjacent", "vulnerability": "q3", "state": "TX"}
RURAL = {"rural_urban": "rural_remote", "vulnerability": "q4", "state": "TX"}
FOR_ALL = ("change/", "summary/", "recipients/", "silent/", "speed/", "")
FOR_ADMINISTRATORS = ("watch/", "what-if/", "silent/counties/")
PAGES = (*FOR_ALL, *FOR_ADMINISTRATORS)
BOTH = ("table.csv", "table.xlsx")


@pytest.fixture
def busy(network):
    """Metro: 40 of 60 in time. Of either kind of rural 13 of 20, of which the rest is too small to show."""
    asker = Asker()
    fill(asker, departments=45, asked=12, in_time=40, late=20, **METRO)
    for rural in (ADJACENT, RURAL):
        fill(asker, departments=30, asked=14, in_time=13, late=7, **rural)
    return network


@pytest.fixture
def get(administrator, sign_in):
    client = sign_in(administrator)
    return lambda path: client.get(f"/north/equity/{path}")


def read(get, path: str, query: str = ""):
    """A page's rows, and the lines of its file."""
    return rows_of(get(f"{path}{query}").content.decode()), lines_of(get(f"{path}table.csv{query}"))


def test_change_has_the_words_of_the_page_and_the_numbers_in_them(busy, get):
    rows, (head, *lines) = read(get, "change/")

    assert tuple(head) == CHANGE_COLUMNS
    assert [[line[1], *line[14:]] for line in lines] == [row for row in rows if row[-1] != "Change"]
    in_time = {line[1]: line for line in lines if line[2] == "How often we reply in time"}
    assert in_time["Metro"][7:10] == ["60", "40", "66.7"]
    assert in_time["Metro"][15] == "67% of 60"
    assert in_time["Rural, remote"][15] == "hidden"
    assert in_time["Rural, remote"][7:10] == ["", "", ""]


def test_a_change_has_its_limits_and_its_sign(network, get):
    asker, long_ago = Asker(), timezone.now() - timedelta(days=500)
    fill(asker, departments=40, asked=40, in_time=40, late=40, **METRO)
    departments = list(Organization.objects.roster(on=timezone.localdate()))
    asker.save(*(asker.ask(departments[n % 40], sent=long_ago, replied_after=60 if n % 5 else 5) for n in range(80)))
    asker.save(*(asker.ask(departments[n % 40], sent=long_ago) for n in range(80)))

    lines = lines_of(get("change/table.csv"))
    book, _, raw = book_of(get("change/table.xlsx"))

    (everybody,) = (line for line in lines if line[1:3] == ["All", "How often we reply in time"])
    assert everybody[10] == "%; change in points"
    assert everybody[11:14] == ["-10.0", "-22.9", "3.2"]
    assert next(line for line in book if line[1:3] == everybody[1:3])[11:14] == [-10.0, -22.9, 3.2]
    assert "<f>" not in raw


def test_the_summary_is_the_table_of_the_page(busy, get):
    for by in ("vulnerability", "jurisdiction_type"):
        rows, lines = read(get, "summary/", f"?by={by}")

        width = len(rows[0])
        assert [[cell.removeprefix("'") for cell in line[:width]] for line in lines] == rows
        for line in lines[1:]:
            assert [cell and f"{float(cell):.0f}" for cell in line[width : width + 1]] == [leading(line[1])]
    assert any("a group is hidden" in line[5] for line in lines_of(get("summary/table.csv?by=vulnerability")))


def leading(words: str) -> str:
    """The number with which the words of an index begin; nothing where there is none."""
    number = words.lstrip("'+").split(" ")[0]
    return "" if number == "–" else number


def test_recipients_are_counted_for_all_and_named_for_those_who_may_see_them(network, administrator, sign_in):
    asker = Asker()
    fill(asker, departments=20, asked=20, in_time=180, late=20, **METRO)
    fill(asker, departments=1, asked=1, in_time=1, late=9, **METRO)
    slow = Organization.objects.order_by("-pk")[0]
    Organization.objects.filter(pk=slow.pk).update(name="=1+1 Health")
    files = {}
    for who in (administrator, factories.make_member("analyst")):
        files[who.role] = lines_of(sign_in(who).get("/north/equity/recipients/table.csv"))
    page = sign_in(administrator).get("/north/equity/recipients/").content.decode()
    raw = book_of(sign_in(administrator).get("/north/equity/recipients/table.xlsx"))[2]

    assert tuple(files["analyst"][0]) == RECIPIENTS_COLUMNS
    (row,) = rows_of(page[: page.index("Replies in time, by how many were due")])[1:]
    assert files["administrator"][-1][3:] == ["'=1+1 Health", "10", "1", "10.0", row[-1].removesuffix("%")]
    assert row[:-1] == ["=1+1 Health", "10", "1", "10.0%"]
    assert not any("=1+1" in cell for line in files["analyst"] for cell in line)
    below = [line[2] for lines in files.values() for line in lines if line[1] == "Below the 99.8% limit" and line[2]]
    assert below == ["1", "fewer than 11"]
    assert "<f>" not in raw


def test_the_watch_has_the_lines_of_the_page_and_their_counts(busy, get):
    actions.look()
    rows, (_, *lines) = read(get, "watch/")

    shown = [row for row in rows if row[0] != "Gap"]
    assert [[line[1].capitalize(), line[3], line[6], line[9]] for line in lines] == [
        [row[0].capitalize(), row[2], row[3], row[4]] for row in shown
    ]
    assert len(lines) == Watch.objects.count() == 21
    rural = next(line for line in lines if line[0] == "How often we reply in time" and "rural" in line[1])
    assert rural[3:9] == ["65% of 40", "26", "40", "67% of 60", "40", "60"]


def test_an_alarm_that_waits_stands_beside_its_gap(busy, get):
    actions.look()
    watch = Watch.objects.order_by("pk")[0]
    Alarm.objects.create(watch=watch, evidence={
        "began_on": "2026-01-05", "ended_on": "2026-03-02", "strength": 430, "count": 10, "n": 40, "other_count": 30,
        "other_n": 40,
    })  # fmt: skip

    _, *lines = lines_of(get("watch/table.csv"))

    assert [line[1] for line in lines if line[-1].endswith("not noted yet")] == [
        f"{watch.of.pair.who} beside {watch.of.pair.whom}"
    ]
    assert {line[10] for line in lines} == {"420"}


def test_what_if_has_every_order_of_the_page(busy, get):
    rows, (_, *lines) = read(get, "what-if/", "?by=rural_urban&ahead=2")

    orders = list(dict.fromkeys(line[3] for line in lines))
    waits = next(place for place, row in enumerate(rows) if row[0] == "Rural or urban")
    assert orders == rows[waits][2:]
    for row in rows[waits + 1 : waits + 5]:
        mine = [line for line in lines if line[2] == row[0]]
        assert {line[4] for line in mine} == {row[1]}
        assert [f"{line[13]} {share_of(line)}".strip() for line in mine] == row[2:]
    everybody, rural = ([line for line in lines if line[2] == name] for name in ("All", "Rural, remote"))
    assert everybody[0][4:8] == ["100", "5.0", "66", "66.0"]
    assert {tuple(line[6:8]) for line in rural} == {("", "")}
    assert "in time: hidden" in rural[0][14]


def share_of(line: list[str]) -> str:
    return f"{float(line[7]):.0f}% in time" if line[7] else ""


@pytest.mark.parametrize("ahead", ["9", "-1", "two"])
def test_days_that_make_no_sense_are_refused_in_the_words_of_the_page(busy, get, ahead):
    for name in BOTH:
        refused = get(f"what-if/{name}?ahead={ahead}")

        assert refused.status_code == 409
        assert NO_DAYS in refused.content.decode()
    assert NO_DAYS in get(f"what-if/?ahead={ahead}").content.decode()


@pytest.mark.parametrize("path", ["what-if/", "speed/", "summary/", "recipients/", "change/"])
def test_a_choice_that_does_not_exist_is_not_found(busy, get, path):
    wrong = "?baseline=x" if path == "change/" else "?by=x"

    assert [get(f"{path}{name}{wrong}").status_code for name in BOTH] == [404, 404]


def test_the_map_is_taken_along_as_its_table(busy, get):
    chart = charts_of(get("silent/").content.decode())["states"]
    head, *lines = lines_of(get("silent/table.csv"))

    assert head == ["Period", *chart["columns"]]
    assert [line[1:] for line in lines] == chart["table_rows"]


def test_the_list_of_counties_is_taken_along_whole(busy, get):
    rows, (_, *lines) = read(get, "silent/counties/", "?sort=name")

    assert len(lines) == 105
    assert lines[:50] == [row[:5] for row in rows if row[-1].startswith("Plan a call")]


def test_speed_brings_its_curves_and_its_strip(busy, get):
    rows, lines = read(get, "speed/")

    curves = {row[0]: row[1:] for row in rows if len(row) == 8}
    for label in ("Metro", "Rural, remote"):
        shown = [line for line in lines if line[2] == label and line[3].startswith("Still waiting after")]
        assert [f"{float(line[6]):.0f}%" if line[6] else "–" for line in shown] == curves[label]
    assert {line[10] for line in lines if line[2] == "Rural, remote" and "Still" in line[3]} == {
        "hidden, to protect small counts"
    }
    metro = [line[10] for line in lines if line[2] == "Metro" and "Still" in line[3]]
    assert set(metro) <= {"", "the line ends before"}
    days = rows[rows.index(["Days", "Replies due", "In time", "Share"]) + 1 :]
    strip = [line for line in lines if line[1] == "Days"]
    assert [[line[0], line[4], line[5], f"{float(line[6]):.0f}%"] for line in strip if line[6]] == [
        row for row in days if row[1] != "0"
    ]
    assert strip


@pytest.mark.parametrize("path", PAGES)
def test_both_files_are_linked_and_hold_the_same(busy, get, path):
    if path == "watch/":
        actions.look()
    page = get(path).content.decode()
    lines = lines_of(get(f"{path}table.csv"))
    book, method, raw = book_of(get(f"{path}table.xlsx"))

    assert all(f'href="/north/equity/{path}{name}' in page for name in BOTH)
    assert [[spelled(cell) for cell in line] for line in book] == [[spelled(cell) for cell in line] for line in lines]
    assert method["Definitions, version"]
    assert method["Missing"]
    assert "<f>" not in raw


def spelled(cell: str | float) -> str | float:
    """A number as a number; a text without what keeps a spreadsheet from running it."""
    try:
        return float(cell)
    except ValueError:
        return str(cell).removeprefix("'")


@pytest.mark.parametrize("name", BOTH)
def test_who_may_not_read_a_page_may_not_take_it_along(network, sign_in, name):
    analyst, provider = (sign_in(factories.make_member(role)) for role in ("analyst", "provider"))

    for path in PAGES:
        url = f"/north/equity/{path}{name}"
        assert provider.get(url).status_code == 403
        assert analyst.get(url).status_code == (403 if path in FOR_ADMINISTRATORS else 200)


@pytest.mark.parametrize("path", PAGES)
def test_a_file_asks_as_often_for_much_as_for_little(network, get, path, django_assert_max_num_queries):
    asker = Asker()
    fill(asker, departments=20, asked=20, in_time=100, late=20, **METRO)
    fill(asker, departments=1, asked=1, in_time=1, late=9, **METRO)
    if path == "watch/":
        actions.look()
    get(f"{path}table.csv")
    with django_assert_max_num_queries(60) as few:
        get(f"{path}table.csv")
    fill(asker, departments=3, asked=3, in_time=3, late=27, **RURAL)

    with django_assert_max_num_queries(60) as many:
        get(f"{path}table.csv")

    assert len(many) == len(few)

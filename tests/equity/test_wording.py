"""Rounding never contradicts what is said beside it."""

from __future__ import annotations

import pytest
from django.utils import translation

from equity import charts, public_charts
from equity.claims import Measure
from equity.measures import Difference, difference, share
from equity.public_charts import _value
from equity.wording import interval, p_value, percent, points


def of(count: int, n: int):
    return share(count, n, nobody="nobody")


@pytest.mark.parametrize(
    ("number", "words"),
    [(0.0, "0%"), (11 / 3000, "under 1%"), (0.006, "1%"), (0.994, "99%"), (2989 / 3000, "over 99%"), (1.0, "100%")],
)
def test_a_share_is_nobody_or_everybody_only_if_it_is(number, words):
    assert percent(number) == words


def test_what_is_nothing_but_for_the_last_digit_of_the_machine_is_nothing():
    assert percent(0.1 + 0.2 - 0.3) == "0%"
    assert percent(0.7 + 0.2 + 0.1) == "100%"


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (0.0496, "p = 0.0496"), (0.0502, "p = 0.0502"), (0.049999, "p = 0.049999"), (0.05, "p = 0.0500"),
        (0.044, "p = 0.044"), (0.056, "p = 0.056"), (0.12, "p = 0.12"), (0.0004, "p < 0.001"),
    ],
)  # fmt: skip
def test_p_says_on_which_side_of_the_line_it_lies(p, words):
    assert p_value(p) == words


def test_what_is_written_of_p_gives_the_same_verdict():
    for p in (0.04 + step / 100_000 for step in range(2_000)):
        assert (float(p_value(p).removeprefix("p = ")) < 0.05) is (p < 0.05)


def test_a_gap_beyond_chance_has_no_limit_of_nothing():
    assert points(Difference(0.047, 0.0046, 0.09)) == "5 points more (95% interval 0.5 to 9)"
    assert points(Difference(-0.047, -0.09, -0.0004)) == "5 points less (95% interval 0.04 to 9)"
    assert points(Difference(0.04, -0.004, 0.09)) == "4 points more (95% interval 0.4 points less to 9 points more)"
    assert points(difference(of(5, 50), of(5, 50))).startswith("0 points more")


def test_limits_of_a_share_reach_nobody_and_everybody_only_if_they_do():
    assert interval(of(11, 3000)) == "0.2–1%"
    assert interval(of(2989, 3000)) == "99–99.8%"
    assert interval(of(0, 30)) == "0–11%"
    assert interval(of(30, 30)) == "89–100%"


def test_charts_keep_their_numbers():
    few = of(11, 3000)

    assert charts._scaled(few.value, 100.0) == 0.4
    assert charts._number(few.value, 100.0, 1) == "0.4"
    assert charts._text(few, Measure.REACH) == "under 1% (11 of 3,000; 95% interval 0.2–1%)"


def test_the_public_page_says_it_in_spanish():
    with translation.override("es"):
        said = [_value(of(count, 3000), Measure.REACH) for count in (0, 11, 2989, 3000)]
        text = public_charts._text(of(11, 3000), Measure.REACH)

    assert said == ["0%", "menos del 1%", "más del 99%", "100%"]
    assert text.startswith("menos del 1% (")

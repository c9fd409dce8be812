import pytest

from devtools.figures import percentile, table


def test_a_percentile_lies_between_its_neighbours():
    assert [percentile([4, 1, 3, 2], share) for share in (0, 0.5, 0.95, 1)] == pytest.approx([1, 2.5, 3.85, 4])


def test_there_is_no_percentile_of_nothing():
    with pytest.raises(ValueError, match="nothing"):
        percentile([], 0.5)


def test_a_table_has_its_names_to_the_left_and_its_numbers_to_the_right():
    shown = table(["page", "ms"], [["caseload", "12.5"], ["hello", "3"]])

    assert shown.splitlines() == [
        "page        ms",
        "--------  ----",
        "caseload  12.5",
        "hello        3",
    ]

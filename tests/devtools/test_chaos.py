import pytest

from devtools import chaos, chaos_round, chaos_sink
from devtools.chaos_verdict import Row, Seen, invariants


def seen(*rows, accepted=(), cancelled=(), people=("ana@x", "bea@x"), left=0):
    return Seen(frozenset(people), tuple(rows), tuple(accepted), frozenset(cancelled), left)


def failures(run):
    return [count for _, count in invariants(run)]


def test_a_run_in_which_all_went_well_breaks_nothing():
    run = seen(Row("<1>", "ana@x", "sent"), Row("<2>", "bea@x", "dead"), accepted=[("<1>", "ana@x")])

    assert failures(run) == [0] * 7


def test_a_person_without_mail_and_without_a_reason_is_lost():
    run = seen(Row("<1>", "ana@x", "claimed"), Row("<2>", "bea@x", "unconfirmed"))

    assert run.lost == ["ana@x"]
    assert failures(run) == [1, 0, 1, 0, 0, 0, 0]


def test_a_person_without_any_message_is_lost():
    assert seen(Row("<1>", "ana@x", "cancelled"), left=1).lost == ["bea@x"]


def test_a_message_that_waits_for_the_morning_is_not_lost():
    run = seen(Row("<1>", "night1@x", "due", is_put_off=True), people=["night1@x"])

    assert failures(run) == [0] * 7


def test_the_same_message_twice_is_doubled():
    run = seen(Row("<1>", "ana@x", "sent"), accepted=[("<1>", "ana@x")] * 3, people=["ana@x"])

    assert run.doubled == ["<1>", "<1>"]


def test_two_messages_to_one_person_are_doubled():
    rows = [Row("<1>", "ana@x", "sent"), Row("<2>", "ana@x", "sent")]

    assert seen(*rows, accepted=[("<1>", "ana@x"), ("<2>", "ana@x")], people=["ana@x"]).doubled == ["ana@x"]


def test_each_broken_rule_is_counted():
    run = seen(
        Row("<1>", "ana@x", "sent"),
        Row("<2>", "stopped1@x", "sent"),
        Row("<3>", "night1@x", "sent"),
        Row("<4>", "bea@x", "cancelled"),
        accepted=[("<2>", "stopped1@x"), ("<3>", "night1@x"), ("<4>", "bea@x")],
        cancelled=["<4>"],
    )

    assert failures(run) == [1, 0, 0, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("hour", "zone"), [(0, "Etc/GMT-1"), (1, "Etc/UTC"), (2, "Etc/GMT+1"), (12, "Etc/GMT+11"), (13, "Etc/GMT-12")]
)
def test_night_is_found_at_any_hour(hour, zone):
    assert chaos_round.zone_where_it_is_night(hour) == zone


def test_the_sink_repeats_its_faults_for_the_same_seed(tmp_path):
    drawn = [[sink.draw(chaos_sink.AFTER_THE_DOT) for _ in range(300)] for sink in sinks(tmp_path, 7, 7, 8)]

    assert drawn[0] == drawn[1] != drawn[2]
    assert {"", "451", "421"} <= set(drawn[0])


def test_a_calm_sink_draws_no_fault(tmp_path):
    (sink,) = sinks(tmp_path, 7)
    sink.misbehaves = False

    assert {sink.draw(chaos_sink.AFTER_THE_DOT) for _ in range(300)} == {""}


def sinks(folder, *seeds):
    return [chaos_sink.Sink(0, seed, folder / "book") for seed in seeds]


def test_the_file_has_exactly_what_it_promises():
    result = chaos.Result(seed=1, messages=2, kills=3, lost=0, doubled=0, unconfirmed=1, seconds=4.5)

    assert dict(zip(chaos.HEADS, result.cells(), strict=True)) == {
        "seed": 1,
        "messages": 2,
        "kills": 3,
        "lost": 0,
        "doubled": 0,
        "unconfirmed": 1,
        "seconds": 4.5,
    }

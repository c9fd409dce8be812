"""What happens after delivery: check-ins that are asked, answered, missed or still to come."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

from demo.life import Life, NotYet
from demo.rows import Row
from demo.words import Seed, phrases
from relationships.models import CheckIn, CheckInAnswer
from relationships.questions import questions_for
from tta_portal.business_time import add_working_days

REMIND_AFTER = PHONE_AFTER = timedelta(days=7)
OPEN_FOR = timedelta(days=45)
UNTOUCHED = timedelta(days=2)  # nothing that the clock would do falls into the first two days of a demo
BY_FIRST_MAIL, BY_REMINDER, BY_PHONE = 0.62, 0.80, 0.92


def follow_up(life: Life, seed: Seed, rng: Random) -> None:
    """Ask at each step of the cadence; the last one, answered or in vain, closes the request."""
    delivered_at = life.row["delivered_at"]
    cadence = sorted(life.today.network.cadence)
    for days in cadence:
        schedule(life, delivered_at, days, is_final=days == cadence[-1])
    for check_in in life.check_ins:
        _ask(life, check_in, seed, rng)
    if life.row.get("follow_up"):
        at = life.today.hours.add(life.check_ins[-1]["finished_at"], rng.uniform(2, 30))
        answered = life.row["follow_up"] == "answered"
        life.close(at, rng.choice(phrases.CLOSINGS if answered else phrases.UNREACHED))


def schedule(life: Life, anchored_at: datetime, days: int, *, is_final: bool = False) -> Row:
    """One check-in, to be asked so many days later."""
    due_at = anchored_at + timedelta(days=days)
    row = life.rows.add(
        CheckIn,
        id=life.today.numbers.next(CheckIn),
        organization_id=life.asker.organization_id,
        person_id=life.asker.id,
        tta_request_id=life.id,
        offset_days=days,
        is_final=is_final,
        anchored_at=anchored_at,
        due_at=due_at,
        state="scheduled",
    )
    life.check_ins.append(row)
    return row


def _ask(life: Life, check_in: Row, seed: Seed, rng: Random) -> None:
    now = life.today.now
    if check_in["due_at"] > now:
        if check_in["due_at"] < now + UNTOUCHED:
            check_in["due_at"] = now + UNTOUCHED + timedelta(hours=rng.uniform(1, 80))
        raise NotYet
    asked_at = life.today.hours.next_moment(check_in["due_at"])
    asked_at = min(asked_at, now)
    check_in.update(state="asked", asked_at=asked_at, closes_at=asked_at + OPEN_FOR)
    draw = rng.random()
    if draw < BY_FIRST_MAIL or timedelta() < asked_at + REMIND_AFTER - now < UNTOUCHED:
        answer(life, check_in, seed, rng, at=_soon(life, asked_at, rng))
    else:
        _remind(life, check_in, seed, rng, draw)


def _soon(life: Life, at: datetime, rng: Random) -> datetime:
    """Most answer within a day or two, at their desk."""
    answered_at = life.today.hours.next_moment(at + timedelta(hours=min(rng.expovariate(1 / 20), 90) + 0.1))
    return min(answered_at, life.today.now)


def _remind(life: Life, check_in: Row, seed: Seed, rng: Random, draw: float) -> None:
    now, reminded_at = life.today.now, check_in["asked_at"] + REMIND_AFTER
    if reminded_at > now:
        raise NotYet
    check_in.update(state="reminded", reminded_at=reminded_at)
    handed_over_at = reminded_at + PHONE_AFTER
    if draw < BY_REMINDER or timedelta() < handed_over_at - now < UNTOUCHED:
        answer(life, check_in, seed, rng, at=_soon(life, reminded_at, rng))
        return
    if handed_over_at > now:
        raise NotYet
    check_in["state"] = "to_phone"
    _phone(life, check_in, seed, rng, draw, handed_over_at)


def _phone(life: Life, check_in: Row, seed: Seed, rng: Random, draw: float, at: datetime) -> None:
    """A person phones within some days, and keys in what they hear."""
    phoned_at = life.today.hours.add(at, rng.uniform(1, 40))
    done = phoned_at <= life.today.now
    task: dict[str, Any] = {}
    if done:
        outcome = "Keyed in their answers." if draw < BY_PHONE else "Nobody could be reached."
        task = {"done_at": phoned_at, "done_by_id": life.lead.id if life.lead else None, "outcome": outcome}
    life.task(
        key=f"check-in:{check_in['id']}:phone",
        title=f"Phone {life.asker.name}: how did it go?",
        reason=f"They did not answer the check-in or the reminder about “{life.row['title']}”. "
        "Ask the same questions and key in the answer, or note that nobody could be reached.",
        at=at,
        due_on=add_working_days(at.date(), 1),
        **task,
    )
    if not done:
        raise NotYet
    if draw < BY_PHONE:
        answer(life, check_in, seed, rng, at=phoned_at, keyed_in=True)
        return
    check_in.update(state="unreachable", finished_at=phoned_at)
    if check_in["is_final"]:
        life.row["follow_up"] = "unreachable"


def answer(life: Life, check_in: Row, seed: Seed, rng: Random, *, at: datetime, keyed_in: bool = False) -> None:
    """One answer to the questions of that day."""
    row = _answers(check_in, seed, rng)
    row |= {"check_in_id": check_in["id"], "answered_at": at, "changed_at": at}
    if keyed_in and life.lead is not None:
        row["keyed_in_by_id"] = life.lead.id
    life.rows.add(CheckInAnswer, **row)
    check_in.update(state="answered", finished_at=at)
    life.row["touched_at"] = max(life.row["touched_at"], at)
    if check_in["is_final"]:
        life.row["follow_up"] = "answered"
    _tasks(life, check_in, row, rng, at)


def _answers(check_in: Row, seed: Seed, rng: Random) -> Row:
    asked = {field for question in questions_for(check_in["offset_days"], ongoing=False) for field in question.fields}
    before = rng.choices((1, 2, 3, 4), (2, 5, 4, 1))[0]
    used = rng.choices(("no", "partly", "fully", "chose_not_to"), (15, 40, 40, 5))[0]
    remains = rng.random() < 0.14
    later = check_in["offset_days"] >= 150
    answers: Row = {
        "understood": _score(rng),
        "relevant": _score(rng),
        "useful": _score(rng),
        "confidence_before": before,
        "confidence_now": min(5, before + rng.choices((0, 1, 2), (2, 5, 3))[0]),
        "used": used,
        "barrier": rng.choice(phrases.BARRIERS) if used in ("no", "partly") else "",
        "changed": seed.changed if rng.random() < (0.75 if later else 0.5) else "nothing",
        "missing_voice": rng.choice(phrases.MISSING_VOICES),
        "promises": rng.choices(("all", "most", "some", "none"), (66, 25, 8, 1))[0],
        "need_remains": remains,
        "remaining_need": seed.remaining if remains else "",
        "next_step": _next_step(check_in, rng),
    }
    return {name: value for name, value in answers.items() if name in asked}


def _score(rng: Random) -> int:
    return rng.choices((1, 2, 3, 4, 5), (1, 3, 10, 40, 46))[0]


def _next_step(check_in: Row, rng: Random) -> str:
    keep_working = 6 if 14 <= check_in["offset_days"] < 150 else 0
    return rng.choices(("done", "stay_in_touch", "keep_working", "help_a_peer"), (28, 54, keep_working, 5))[0]


def _tasks(life: Life, check_in: Row, row: Row, rng: Random, at: datetime) -> None:
    """An unhappy answer, a need that remains, or an offer of help asks for a person."""
    department = f"{life.asker.place.department}" if life.asker.place else ""
    low = [name for name in ("understood", "relevant", "useful") if (row.get(name) or 5) <= 2]
    reasons = {
        "unhappy": ("An answer needs a talk", f"They answered {', '.join(low) or 'none of it'} with a low score."),
        "need": ("A need remains", row.get("remaining_need", "")),
        "peer": ("They offer to help another health department", "Thank them, and note their topic."),
    }
    wanted = {
        "unhappy": bool(low) or row.get("promises") == "none",
        "need": row.get("need_remains"),
        "peer": row.get("next_step") == "help_a_peer",
    }
    for kind in (kind for kind, applies in wanted.items() if applies):
        done_at = life.today.hours.add(at, rng.uniform(2, 30))
        done: dict[str, Any] = {}
        if done_at <= life.today.now and life.lead:
            done = {"done_at": done_at, "done_by_id": life.lead.id, "outcome": "Talked on the phone; noted here."}
        title, reason = reasons[kind]
        life.task(
            key=f"check-in:{check_in['id']}:{kind}",
            title=f"{title}: {department}",
            reason=reason,
            at=at,
            due_on=add_working_days(at.date(), 1),
            **done,
        )

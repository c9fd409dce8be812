"""What becomes of a plan's promises: mostly kept, some late, a few broken."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from demo.life import Life
from demo.rows import Row
from requests_app.models import Side
from tta_portal.business_time import add_working_days

KEPT, LATE, BROKEN = 0.79, 0.93, 0.98
EXCUSES = (
    "The person who was to do it has left.",
    "The data never came, so there was nothing to send.",
    "It was overtaken by flu season, and we agreed to let it go.",
)
EVIDENCE = ("Sent by mail", "On the shared drive", "Minutes of the meeting", "", "")


def settle_promises(life: Life, rng: Random) -> None:
    """Settle what both sides agreed to, as far as today; what falls due later stays open."""
    today = life.today.now.date()
    if life.row["status"] in ("planning", "withdrawn"):
        return
    delivered = life.row.get("delivered_at")
    for promise in life.promises:
        ours = promise["side"] == Side.PROVIDER
        _settle(life, promise, rng, today, latest=delivered.date() if delivered and ours else today)


def _settle(life: Life, promise: Row, rng: Random, today: date, *, latest: date) -> None:
    draw, due = rng.random(), promise["due_on"]
    if LATE <= draw < BROKEN and due + timedelta(days=3) <= min(today, latest):
        _break(life, promise, due + timedelta(days=3), rng.choice(EXCUSES))
        return
    said_on = due - timedelta(days=rng.randint(0, 5)) if draw < KEPT else due + timedelta(days=rng.randint(2, 9))
    said_on = max(min(said_on, latest), promise["made_at"].date())
    if said_on > today or (draw >= BROKEN and latest == today):
        return
    settled_on = said_on + timedelta(days=rng.randint(1, 9))
    promise.update(said_kept_on=said_on, said_kept_by_id=_by(life, promise), evidence=rng.choice(EVIDENCE))
    if settled_on <= today:
        promise.update(state="kept" if said_on <= due else "late", settled_on=settled_on)


def _by(life: Life, promise: Row) -> int:
    return _lead_of(life) if promise["side"] == Side.PROVIDER else life.asker.id


def _lead_of(life: Life) -> int:
    assert life.lead is not None
    return life.lead.id


def _break(life: Life, promise: Row, on: date, reason: str) -> None:
    promise.update(state="broken", settled_on=on, dispute=reason)
    at = life.today.hours.next_moment(life.today.now - timedelta(days=(life.today.now.date() - on).days))
    done_at, lead_id = life.today.hours.add(at, 20), _lead_of(life)
    done = {"done_at": done_at, "done_by_id": lead_id, "outcome": "Talked it through; no hard feelings."}
    life.task(
        key=f"commitment:{promise['id']}:broken",
        title=f"A promise needs a talk: {promise['text']}",
        reason=reason,
        at=at,
        due_on=add_working_days(on, 1),
        **(done if done_at <= life.today.now else {}),
    )

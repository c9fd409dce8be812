"""How a request of the demo goes: who answers when, what is agreed, what is kept, and where today finds it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from demo import shape
from demo.follow_up import follow_up
from demo.life import Life, NotYet, Today
from demo.people import Person
from demo.promises import settle_promises
from demo.rows import Row, Rows
from demo.words import Seed, phrases
from requests_app.models import Side

STRATEGIES = ("consultation", "coordination", "training", "resource", "peer", "site_visit")
VOICE_LEVELS = (("inform", 4), ("consult", 22), ("involve", 34), ("collaborate", 16), ("empower", 4), ("", 20))


@dataclass(frozen=True)
class Ask:
    """What is asked: by whom, about which topic, and who would take it on."""

    asker: Person
    seed: Seed
    topic_id: int
    intensity: str
    helper: Person


class Story:
    """Tells one request as far as today, with the dice it was given."""

    def __init__(self, today: Today, rows: Rows, ask: Ask, at: datetime, rng: Random) -> None:
        self.today, self.ask, self.rng = today, ask, rng
        assert ask.asker.place is not None
        self.place = ask.asker.place
        self.life = Life(today, rows, asker=ask.asker, at=at - timedelta(hours=rng.uniform(0.2, 3)), **self._request())
        self.at = at

    def tell(self, *, is_draft: bool = False) -> Life:
        """Everything that has happened by today."""
        if is_draft:
            return self.life
        self.life.submit(self.at, intensity=self.ask.intensity)
        with suppress(NotYet):
            self._from_submission()
        settle_promises(self.life, self.rng)
        return self.life

    def say(self, sentences: str | Sequence[str]) -> str:
        """One of the sentences, with names and places in it."""
        sentence = sentences if isinstance(sentences, str) else self.rng.choice(sentences)
        return sentence.format(
            first=self.ask.asker.first_name,
            lead=self.ask.helper.name,
            place=self.place.in_words,
            who=self.ask.seed.who,
            Who=self.ask.seed.who[0].upper() + self.ask.seed.who[1:],
            reply=self.ask.seed.reply,
            answer=self.ask.seed.answer or self.ask.seed.heard,
        )

    def _wait(self, least: float, most: float) -> datetime:
        """Let so many working hours pass; the story ends here if they have not."""
        self.at = self.life.happens(self.today.hours.add(self.at, self.rng.uniform(least, most)))
        return self.at

    def _request(self) -> Row:
        rng, seed = self.rng, self.ask.seed
        size = self.place.groups.population_band
        return {
            "need": f"{self.say(seed.need)} {self.say(phrases.CONTEXT[size])}",
            "hoped_for_change": self.say(seed.hoped),
            "why_now": self.say(seed.why),
            "topic_id": self.ask.topic_id,
            "intensity": "targeted",
            "urgency": "urgent" if rng.random() < 0.05 else "routine",
            "visibility": rng.choices(("team", "network", "named"), (86, 9, 5))[0],
            "populations": self.say(self._maybe(phrases.POPULATIONS, 0.4)),
            "tried_so_far": self._maybe(phrases.TRIED, 0.3),
            "partners_to_include": self._maybe(phrases.PARTNERS, 0.3),
            "language_needs": self._maybe(phrases.LANGUAGES, 0.12),
            "access_needs": self._maybe(phrases.ACCESS, 0.07),
            "preferred_channel": rng.choice(("", "", "email", "phone", "phone", "video")),
        }

    def _maybe(self, sentences: Sequence[str], chance: float) -> str:
        return self.rng.choice(sentences) if self.rng.random() < chance else ""

    def _from_submission(self) -> None:
        rng, life = self.rng, self.life
        if rng.random() < 0.015:
            return life.withdraw(self._wait(2, 20), rng.choice(phrases.WITHDRAWALS))
        self._wait_for_reply()
        if rng.random() < 0.035:
            reason, alternative = rng.choice(phrases.DECLINES)
            return life.decline(self.at, self.ask.helper, reason=reason, alternative=alternative)
        life.acknowledge(self.at, self.ask.helper, self.say(phrases.REPLIES))
        if self.ask.intensity == "universal":
            self._answer_quickly()
        elif rng.random() < 0.035:
            self._refer()
        else:
            self._work()
        follow_up(life, self.ask.seed, rng)

    def _wait_for_reply(self) -> None:
        """The planted difference: see `shape.py`."""
        groups = self.place.groups
        median = math.log(shape.hours_to_reply(groups) * (0.6 if self.life.row["urgency"] == "urgent" else 1))
        hours = self.rng.lognormvariate(median, shape.SPREAD_OF_HOURS)
        if self.rng.random() < shape.chance_forgotten(groups):
            hours += self.rng.uniform(40, 120)
        self.at = self.life.happens(self.today.hours.add(self.at, hours))

    def _answer_quickly(self) -> None:
        self.life.answer_quickly(self._wait(1, 14), self.say(phrases.QUICK_ANSWERS))
        summary = self.say(self.ask.seed.done[0])
        self._activity(self._wait(1, 6), summary, strategy="resource", mode="email", most=2)
        if self.rng.random() < 0.6:
            self.life.say(self._wait(1, 20), self.ask.asker, self.rng.choice(phrases.THANKS))
        self.life.deliver(self._wait(4, 40))

    def _refer(self) -> None:
        to_name, contact, reason, outcome = self.rng.choice(phrases.REFERRALS)
        referral = self.life.refer(self._wait(4, 24), to_name=to_name, to_contact=contact, reason=reason)
        referral.update(accepted_at=self._wait(8, 50), state="accepted")
        referral.update(introduced_at=self._wait(8, 60), state="introduced")
        self.life.complete_referral(self._wait(60, 200), referral, outcome)

    def _work(self) -> None:
        self._discover()
        self.life.move("start_planning", self._wait(1, 20), self.ask.helper)
        self._plan()
        self.life.move("start_delivery", self._wait(1, 16), self.ask.helper)
        self._deliver()

    def _discover(self) -> None:
        rng, life = self.rng, self.life
        life.offer(self._wait(2, 30), rng.choice(phrases.OFFERS))
        life.say(self._wait(1, 20), self.ask.asker, self.say(phrases.ACCEPTS))
        if rng.random() < 0.1:
            self._pause()
        life.talk(
            self._wait(8, 50),
            mode=rng.choice(("phone", "phone", "video", "video", "in_person")),
            hours=Decimal(rng.choice(("0.50", "0.50", "0.75", "1.00"))),
            people=f"{self.ask.asker.name}, {self.ask.seed.who}",
            notes=rng.choice(phrases.TALK_NOTES),
        )
        heard = self.say(self.ask.seed.heard)
        life.hear(self._wait(4, 24), heard)
        if rng.random() < 0.16:
            life.correct(self._wait(4, 36), rng.choice(phrases.CORRECTIONS))
            summary = rng.choice(phrases.CORRECTION_SUMMARIES)
            life.hear(self._wait(4, 20), f"{heard} As you corrected it: {summary}")
        life.confirm(self._wait(2, 44))

    def _pause(self) -> None:
        waiting_for, words = self.rng.choice(phrases.HOLDS)
        self.life.hold(self._wait(2, 16), waiting_for=waiting_for, words=words)
        self.life.resume(self._wait(40, 400), self.rng.choice(phrases.RESUMES))

    def _plan(self) -> None:
        life, rng, seed = self.life, self.rng, self.ask.seed
        drafted_at = self._wait(6, 60)
        weeks = rng.randint(8, 18) if self.ask.intensity == "intensive" else rng.randint(3, 8)
        finishes_on = drafted_at.date() + timedelta(weeks=weeks)
        dates = iter(sorted(drafted_at.date() + timedelta(days=rng.randint(8, weeks * 7 - 6)) for _ in range(4)))
        promises = [(str(side), self.say(text), next(dates)) for side, text in self._promises()]
        level = rng.choices([name for name, _ in VOICE_LEVELS], [weight for _, weight in VOICE_LEVELS])[0]
        absent = seed.voice if seed.voice.startswith("None of") else phrases.NO_VOICE
        level = "" if absent is seed.voice else level
        life.draft_plan(
            drafted_at,
            promises=promises,
            goals=self.say(seed.goals),
            roles=self.say(phrases.ROLES),
            finishes_on=finishes_on,
            voice_level=level,
            voice_who=self.say(seed.voice) if level else "",
            voice_absent_because="" if level else absent,
        )
        life.agree(drafted_at, self.ask.helper)
        life.say(drafted_at, self.ask.helper, rng.choice(phrases.PLAN_MESSAGES))
        life.agree(self._wait(2, 50), self.ask.asker)

    def _promises(self) -> list[tuple[Side, str]]:
        seed = self.ask.seed
        return [(Side.PROVIDER, seed.ours[0]), (Side.RECIPIENT, seed.theirs[0])] + [
            (side, texts[1])
            for side, texts in ((Side.PROVIDER, seed.ours), (Side.RECIPIENT, seed.theirs))
            if len(texts) > 1
        ]

    def _deliver(self) -> None:
        rng, seed = self.rng, self.ask.seed
        rounds = rng.randint(4, 7) if self.ask.intensity == "intensive" else rng.randint(2, 3)
        days = max(7, (self.life.plan["finishes_on"] - self.at.date()).days)
        for index in range(rounds):
            share = days * 5.7 / rounds  # of the working hours up to the plan's end
            summary = self.say(seed.done[index] if index < len(seed.done) else phrases.FURTHER_ACTIVITIES)
            self._activity(self._wait(share * 0.6, share * 1.2), summary, rng.choice(STRATEGIES))
            if index == 0:
                self.life.say(self._wait(1, 12), self.ask.asker, self.say(seed.note))
            elif rng.random() < 0.5:
                self.life.say(self._wait(1, 12), self.ask.helper, rng.choice(phrases.PROGRESS))
        if rng.random() < 0.3:
            self.life.say(self._wait(1, 8), self.ask.helper, rng.choice(phrases.INTERNAL), is_internal=True)
        if rng.random() < 0.5:
            self.life.say(self._wait(1, 20), self.ask.asker, rng.choice(phrases.THANKS))
        self.life.deliver(self._wait(2, 50), rng.choice(phrases.DELIVERED))

    def _activity(self, at: datetime, summary: str, strategy: str, mode: str = "", most: int = 8) -> None:
        on_site = strategy == "site_visit"
        self.life.activity(
            at,
            summary=summary,
            people=f"{self.ask.asker.name}, {self.ask.seed.who}",
            strategy=strategy,
            mode=mode or ("in_person" if on_site else self.rng.choice(("phone", "video", "video", "email"))),
            hours=Decimal(self.rng.randint(2, 8 if on_site else most)) / 2,
        )

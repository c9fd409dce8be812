"""The requests of the demo's requester, written by hand: one waits for her word, one is followed up, one is closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from demo.follow_up import OPEN_FOR, schedule
from demo.life import Life
from demo.people import Person
from demo.rows import Rows
from demo.world import World
from relationships.models import CheckInAnswer
from requests_app.models import Side


def her_requests(world: World, her: Person, lead: Person, *, few: bool = False) -> Iterator[Life]:
    """One in discovery that waits for her, one delivered, and, unless few are wanted, one closed and one draft."""
    desk = Desk(world, her, lead)
    yield desk.ambulance()
    yield desk.measles()
    if not few:
        yield desk.settlement()
        yield desk.nurse()


@dataclass
class Desk:
    """Her desk and the lead's telephone."""

    world: World
    her: Person
    lead: Person

    def ago(self, days: int, hour: float = 10.4) -> datetime:
        """An hour of the network's clock, so many working days ago."""
        today = self.world.today
        return today.hours.opening(today.now, days) + timedelta(hours=hour - today.network.day_starts_at.hour)

    def begin(self, at: datetime, topic: str, **fields: str) -> Life:
        return Life(
            self.world.today, Rows(), asker=self.her, at=at - timedelta(minutes=40),
            topic_id=self.world.topics[topic].pk, **fields,
        )  # fmt: skip

    def ambulance(self) -> Life:
        """In discovery: the conversation was held, and what was heard waits for her word."""
        life = self.begin(
            self.ago(7, 15.2),
            "Emergency preparedness",
            need="On most nights the nearest ambulance is fifty minutes away. We have no agreement for "
            "help from the next county, and two volunteers carry the night shifts. In January a man with chest pain was driven in "
            "by his son. I am not asking for an ambulance. I am asking how small counties share one fairly, and "
            "who has to be at the table.",
            hoped_for_change="Anybody here who calls at night knows that somebody is coming, and from where.",
            why_now="The county’s contract with the ambulance service ends on September 30, and the commissioners ask me.",
            populations="About 6,700 people, most of them older than fifty, many on timber land without an address sign.",
            partners_to_include="The fire hall’s captain, and the nurse at the clinic.",
            tried_so_far="We asked the state’s EMS office, and were sent a form for equipment.",
            preferred_channel="phone",
        )
        talk_at, other = self.ago(3, 14), self.ago(4)
        life.submit(self.ago(7, 15.2), intensity="targeted")
        life.acknowledge(
            self.ago(6, 10.2),
            self.lead,
            f"{self.her.first_name}, thank you for putting it so plainly. I have read it, and I will stay with you on "
            "this one. Two other counties of your size have shared a night crew for three years, and I know both "
            "captains. Let us talk first, so that I do not bring you somebody else’s answer.",
        )
        life.offer(
            self.ago(6, 10.6),
            f"Half an hour by phone: {other:%A} at 10, or {talk_at:%A} after 1. Bring the captain if he can.",
        )
        life.say(
            self.ago(6, 16.1),
            self.her,
            f"{talk_at:%A} after 1. The captain will come to my office, since his phone does not work at the fire hall.",
        )
        life.talk(
            talk_at,
            mode="phone",
            hours=Decimal("0.75"),
            people=f"{self.her.name}; the fire hall’s captain; the clinic’s nurse",
            notes="Eleven night calls without a crew since October. The captain would share a crew if the volunteers keep "
            "their Saturday. The commissioners have not seen the numbers yet.",
        )
        life.hear(
            self.ago(2, 9.7),
            "You need an agreement with the next county for the hours in which you have no crew: ten at night to six in "
            "the morning, Saturdays excepted, since your volunteers want to keep them. Before that you need one page "
            "for the commissioners with the eleven calls, what each of three ways would cost, and who decides. You do "
            "not need another ambulance, and you do not want a consultant.",
        )
        life.say(
            self.ago(2, 9.7),
            self.lead,
            f"I have written down what I heard on {talk_at:%A}. Please read it slowly, and tell me what is wrong with it. "
            "We plan nothing before you say that it is right.",
        )
        return life

    def measles(self) -> Life:
        """Delivered twenty days ago; she answered the first check-in, and the others are still to come."""
        life = self._measles_agreed()
        for days, summary, strategy in (
            (23, "Went through the first hour minute by minute, with the clinic’s nurse on the line.", "consultation"),
            (19, "Read the draft aloud together; the phone tree changed, and the letter to families got shorter.", "consultation"),
            (15, "Practised it once with a made-up case: forty minutes, two wrong phone numbers found.", "training"),
        ):  # fmt: skip
            life.activity(
                self.ago(days), summary=summary, strategy=strategy, mode="phone", hours=Decimal("1.50"),
                people=f"{self.her.name}; the clinic’s nurse; the school nurse",
            )  # fmt: skip
        life.say(self.ago(15, 14.6), self.her, "Our nurse has put it by the phone. Both wrong numbers are corrected.")
        life.deliver(
            self.ago(14, 9.8), "The page is by your phone, and you have tried it once. We will ask how it goes."
        )
        self._keep_all(life)
        self._answered(life, 2, understood=5, relevant=5, useful=4, promises="all", next_step="stay_in_touch")
        last = max(self.world.today.network.cadence)
        for days in (days for days in self.world.today.network.cadence if days > 2):
            schedule(life, life.row["delivered_at"], days, is_final=days == last)
        return life

    def _measles_agreed(self) -> Life:
        life = self.begin(
            self.ago(35),
            "Infectious disease",
            need="We need one page for the first hour after somebody walks in with what may be measles. We have never had "
            "a case. The binder we have is from 2009 and names three people who have retired. Our clinic has one door, "
            "one waiting room, and a nurse who is alone on Fridays.",
            hoped_for_change="Whoever is here on a Friday knows what to do first, whom to call, and what not to say.",
            why_now="There were two cases in the next state, and our school’s kindergarten is at 89 percent.",
        )
        life.submit(self.ago(35), intensity="targeted")
        life.acknowledge(
            self.ago(34, 9.8),
            self.lead,
            f"Hello {self.her.first_name}, one page is the right length. For today: put a sign on the outer door that "
            "asks people with fever and rash to phone first. I will send you the wording in an hour.",
        )
        life.offer(
            self.ago(34, 11.2),
            f"Could we talk on {self.ago(31):%A} at 9, before the clinic opens? Twenty minutes are enough.",
        )
        life.say(self.ago(33), self.her, f"{self.ago(31):%A} is good. The sign is up.")
        life.talk(
            self.ago(31, 9.2), mode="phone", hours=Decimal("0.50"), people=f"{self.her.name}; the clinic’s nurse",
            notes="One door, one waiting room. The nurse asks what to do with the people who were already inside.",
        )  # fmt: skip
        life.hear(
            self.ago(30),
            "You need one page that a nurse who is alone can follow: the first hour, the phone numbers, and what to say to "
            "the people who sat in the waiting room. You do not need a new binder.",
        )
        life.confirm(self.ago(29))
        life.move("start_planning", self.ago(28, 9.8), self.lead)
        life.draft_plan(
            self.ago(27, 9.8),
            goals="One page for the first hour, tried out once. A letter to families of those who were exposed.",
            roles=f"{self.lead.name} drafts. {self.her.name} decides what fits, and the nurse tries it out.",
            finishes_on=self.ago(14).date(),
            voice_level="consult",
            voice_who="The school nurse and two parents from the kindergarten",
            voice_absent_because="",
            promises=[
                (str(Side.PROVIDER), "Send a first draft of the page", self._day(21)),
                (str(Side.PROVIDER), "Run a practice with a made-up case", self._day(15)),
                (str(Side.RECIPIENT), "Check every phone number on the page", self._day(18)),
            ],
        )
        life.agree(self.ago(27, 9.8), self.lead)
        life.agree(self.ago(26), self.her)
        life.move("start_delivery", self.ago(25), self.lead)
        return life

    def settlement(self) -> Life:
        """Closed: asked more than a year ago, every promise kept, and the last check-in answered."""
        life = self._settlement_agreed()
        for days, summary, strategy in (
            (251, "Sorted the ideas from the first meeting by what the settlement allows.", "consultation"),
            (241, "Met in the church hall with thirty-one people; the drivers’ stipend came out first.", "site_visit"),
            (228, "Wrote the two-page spending plan together.", "consultation"),
        ):
            life.activity(
                self.ago(days), summary=summary, strategy=strategy, mode="video", hours=Decimal("2.00"),
                people=f"{self.her.name}; the sheriff’s deputy; two people in recovery",
            )  # fmt: skip
        life.deliver(self.ago(222, 9.8), "The commissioners adopted the plan this week. It is yours.")
        self._keep_all(life)
        self._answered(life, 2, understood=5, relevant=4, useful=5, promises="all", next_step="stay_in_touch")
        self._answered(
            life, 30, confidence_before=2, confidence_now=4, used="fully", promises="all", next_step="stay_in_touch",
            missing_voice="The young people. We talked about them all evening, and none was there.",
        )  # fmt: skip
        self._answered(
            life, 90, relevant=5, useful=5, confidence_before=2, confidence_now=4, changed="programme",
            promises="all", next_step="stay_in_touch",
        )  # fmt: skip
        self._answered(life, 180, is_final=True, changed="community", promises="all", next_step="help_a_peer")
        life.row["follow_up"] = "answered"
        life.close(self.ago(90), "The plan is adopted and the drivers are paid. They would help a neighbour.")
        return life

    def _settlement_agreed(self) -> Life:
        life = self.begin(
            self.ago(288),
            "Overdose and behavioral health",
            need="Help us spend the opioid settlement money in a way that people here can see. The county gets about "
            "$41,000 a year for eighteen years. The commissioners want a new patrol car. Families who lost somebody want "
            "a ride to treatment, which is seventy miles away. I was told to bring a plan, and I have never written one.",
            hoped_for_change="Nobody misses treatment because there was no ride, and people know what the money did.",
            why_now="The first payment is in the bank, and the commissioners vote before Christmas.",
        )
        life.submit(self.ago(288), intensity="intensive")
        life.acknowledge(
            self.ago(287, 9.8),
            self.lead,
            f"{self.her.first_name}, I have read this, and I will work on it with you. The settlement’s list of allowed "
            "uses does include rides to treatment. Who in the county has lost somebody, and would come to a meeting?",
        )
        life.offer(self.ago(286), f"Could we talk on {self.ago(282):%A} at 10, with whoever knows the families best?")
        life.say(self.ago(285), self.her, f"{self.ago(282):%A}. I am bringing the woman who runs the support group.")
        life.talk(
            self.ago(282), mode="video", hours=Decimal("1.00"), people=f"{self.her.name}; two people of the support group",
            notes="Rides first. A patrol car is not on the list of allowed uses. They want to be asked, not informed.",
        )  # fmt: skip
        life.hear(
            self.ago(280),
            "You need a spending plan of two pages that the families have helped to write and that the commissioners can "
            "adopt in one meeting: rides to treatment first, then naloxone in places people go anyway.",
        )
        life.confirm(self.ago(279))
        life.move("start_planning", self.ago(278), self.lead)
        life.draft_plan(
            self.ago(275),
            goals="A meeting with families. A two-page plan. A vote.",
            roles=f"{self.her.name} leads and invites. {self.lead.name} prepares, takes notes and checks allowed uses.",
            finishes_on=self.ago(225).date(),
            voice_level="collaborate",
            voice_who="The support group of families, and two people in recovery",
            voice_absent_because="",
            promises=[
                (str(Side.PROVIDER), "Sort every idea by what the settlement allows", self._day(246)),
                (str(Side.PROVIDER), "Draft the two pages after the meeting", self._day(230)),
                (
                    str(Side.RECIPIENT),
                    "Invite the families, and find a hall that is not the courthouse",
                    self._day(244),
                ),
                (str(Side.RECIPIENT), "Get on the commissioners’ agenda", self._day(227)),
            ],
        )
        life.agree(self.ago(275), self.lead)
        life.agree(self.ago(272), self.her)
        life.move("start_delivery", self.ago(269), self.lead)
        return life

    def nurse(self) -> Life:
        """A draft that nobody else has seen."""
        return self.begin(
            self.ago(2, 16.4),
            "Workforce",
            need="Our only full-time nurse retires in the spring, and nobody has answered the advertisement. The state’s pay "
            "scale is nine dollars an hour below the hospital’s.",
            hoped_for_change="",
            why_now="",
        )

    def _day(self, days: int) -> date:
        return self.ago(days).date()

    def _keep_all(self, life: Life) -> None:
        for promise in life.promises:
            by = self.lead if promise["side"] == Side.PROVIDER else self.her
            kept_on = promise["due_on"] - timedelta(days=1)
            promise.update(state="kept", said_kept_on=kept_on, said_kept_by_id=by.id, settled_on=promise["due_on"])

    def _answered(self, life: Life, days: int, *, is_final: bool = False, **said: object) -> None:
        """A check-in that was asked on its day and answered on the next."""
        check_in = schedule(life, life.row["delivered_at"], days, is_final=is_final)
        asked_at = life.today.hours.next_moment(check_in["due_at"])
        at = asked_at + timedelta(hours=22)
        check_in.update(state="answered", asked_at=asked_at, closes_at=asked_at + OPEN_FOR, finished_at=at)
        life.rows.add(
            CheckInAnswer, check_in_id=check_in["id"], answered_at=at, changed_at=at, need_remains=False, **said
        )

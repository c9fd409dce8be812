"""What each measure is called, how it is said, and how it is counted: one place for page, file and definitions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

VERSION = "2026-11"
WILSON = "Wilson's interval, which treats what is counted as independent."
SHARE = "part ÷ whole"


class Measure(StrEnum):
    REACH = "reach"
    WAIT = "wait"
    TARGET = "target"
    OPEN = "open"
    RESPONSIVE = "responsive"
    CONTACTS = "contacts"
    HOURS = "hours"
    PARTNERED = "partnered"
    RETURNED = "returned"
    CONVERTED = "converted"
    ANSWERED = "answered"
    USEFUL = "useful"
    USED = "used"
    CHANGED = "changed"
    INVOLVED = "involved"
    LEVELS = "levels"
    LED = "led"
    REPRESENTED = "represented"
    POPULATED = "represented_population"
    FIRST_TIME = "first_time"
    EVENNESS = "evenness"


RATIOS = (Measure.REPRESENTED, Measure.POPULATED)
"""Counts over what a group's share leads one to expect: 1 is as expected."""


AMOUNTS = (Measure.CONTACTS, Measure.HOURS)
"""How much a department got: medians, in coarse steps."""
STANDING = (Measure.RESPONSIVE,)
"""As of last night, whichever period is chosen."""
MEDIAN = "median, rounded: half of the departments that asked got so much, or more"
ORDER_STATISTICS = (
    "Order statistics: the k-th department from either end, which holds however the amounts are spread. Groups are "
    "compared by ranks (Kruskal–Wallis; of two groups, Mann–Whitney), ties corrected."
)


@dataclass(frozen=True)
class Claim:
    """The words of one measure. `said` and `against` hold {share}, {who}, {of} and {whom}.

    `less` says that a group is worse off, `more` that it is better off, also where less is better.
    """

    title: str
    caption: str
    whole: str
    part: str
    units: str
    less: str
    more: str
    matter: str
    nobody: str
    counted: str
    over: str
    missing: str
    source: str
    said: str = ""
    against: str = ""
    formula: str = SHARE
    interval: str = WILSON
    less_is_better: bool = False


CLAIMS = {
    Measure.REACH: Claim(
        title="Who asks for help",
        caption="Share of the health departments on the roster that sent at least one request. n: on the roster.",
        whole="On the roster",
        part="Asked",
        units="health departments",
        less="ask for help less often",
        more="ask for help more often",
        matter="how often they ask",
        nobody="none on the roster",
        counted="Health departments with at least one request sent in the period, confidential ones too.",
        over="Every health department on the roster on the last day of the period, in the group it is in now.",
        missing="Requests by organizations that are not on the roster; drafts.",
        source="Requests and roster of this network.",
        said="{share} of {who} asked ({of})",
        against="of {whom}",
        interval="Wilson's interval, as if this period were one of many like it.",
    ),
    Measure.WAIT: Claim(
        title="How long until a person replies",
        caption="Time until half of the requests had a first reply by a person; requests still open count as waiting. "
        "n: requests whose reply was due by now.",
        whole="Replies due",
        part="Half had a reply within",
        units="requests",
        less="wait longer for a first reply",
        more="get a first reply sooner",
        matter="how long they wait",
        nobody="no reply was due yet",
        counted="Hours from sending a request to a person's first reply: whole hours up to three days, then days.",
        over="Every request sent in the period. One without a reply counts as waiting until now, or until it ended.",
        missing="Drafts. Nights, weekends and time on hold are not subtracted. Requests that ended without a reply "
        "are taken to have waited on like the others; where many end so, the real waits are longer.",
        source="Requests of this network.",
        formula="Kaplan–Meier: S(t) = Π(1 − replied ÷ still waiting); the time at which S first reaches a half",
        interval="Log-log limits of S.",
    ),
    Measure.TARGET: Claim(
        title="How often we reply in time",
        caption="Share of requests that a person replied to by the time it was due. n: replies due by now.",
        whole="Replies due",
        part="In time",
        units="requests",
        less="get a reply in time less often",
        more="get a reply in time more often",
        matter="how often they get a reply in time",
        nobody="no reply was due yet",
        counted="Requests whose first reply by a person came no later than it was due.",
        over="Requests of the period whose reply was due by now, in the group frozen when they were sent.",
        missing="Requests not due yet, answered or not; those on hold, whose clock stands still; those that ended "
        "before a reply was due, without one.",
        source="Requests of this network; its working hours and targets.",
        said="A person replied in time to {share} of requests by {who} ({of})",
        against="for {whom}",
    ),
    Measure.OPEN: Claim(
        title="Who still waits",
        caption="Share of requests whose reply was due and that nobody has replied to yet. n: replies due by now.",
        whole="Replies due",
        part="Still waiting",
        units="requests",
        less="still wait for a first reply more often",
        more="still wait for a first reply less often",
        matter="how often they still wait",
        nobody="no reply was due yet",
        counted="Requests past the time a reply was due, open, and without a first reply by a person.",
        over="Requests of the period whose reply was due by now, in the group frozen when they were sent.",
        missing="Requests not due yet; those on hold, whose clock stands still; those that ended before a reply was "
        "due, without one.",
        source="Requests of this network; its working hours and targets.",
        said="Nobody has replied yet to {share} of requests by {who} ({of})",
        against="for {whom}",
        less_is_better=True,
    ),
    Measure.RESPONSIVE: Claim(
        title="How far relationships have come",
        caption="Share of the health departments on the roster whose relationship is at level 2, Responsive, "
        "or above, as of last night. n: on the roster.",
        whole="On the roster",
        part="At level 2 or above",
        units="health departments",
        less="have come less often to a relationship in both directions",
        more="have come more often to a relationship in both directions",
        matter="how far relationships have come",
        nobody="none on the roster",
        counted="Health departments at level 2, 3 or 4 as of last night: they talked with us and came back.",
        over="Every health department on the roster today, in the group it is in now. No period is chosen.",
        missing="What happened since last night.",
        source="The levels that each night finds from requests, conversations, check-ins, plans and promises.",
        said="{share} of {who} are at level 2 or above ({of})",
        against="of {whom}",
    ),
    Measure.CONTACTS: Claim(
        title="How often we were in contact",
        caption="Half of the departments that asked in the period had this many contacts with us, or more. "
        "n: departments that asked.",
        whole="Asked",
        part="Contacts, median",
        units="departments",
        less="have fewer contacts with us",
        more="have more contacts with us",
        matter="how often we are in contact",
        nobody="nobody asked in the period",
        counted="Calls, meetings, visits and messages logged with the health department on a day of the period, on "
        "any of its requests. Whole numbers up to 10, then fives up to 50, then tens.",
        over="Health departments on the roster with at least one request sent in the period, in their group now; "
        "also those with no contact yet.",
        missing="What nobody logged. Those who asked late in the period have had less time. No median where fewer "
        "departments asked than four times the smallest count that is shown.",
        source="Activities logged on the requests of this network.",
        formula=MEDIAN,
        interval=ORDER_STATISTICS,
    ),
    Measure.HOURS: Claim(
        title="How many hours of help they got",
        caption="Half of the departments that asked in the period got this many hours of help, or more. "
        "n: departments that asked.",
        whole="Asked",
        part="Hours, median",
        units="departments",
        less="get fewer hours of help",
        more="get more hours of help",
        matter="how many hours of help they get",
        nobody="nobody asked in the period",
        counted="Hours logged on any of the department's requests on a day of the period, with the department and "
        "for it. Whole hours up to 10, then fives up to 50, then tens; less than an hour is one.",
        over="The same departments as above; also those with no hour yet.",
        missing="What nobody logged. Those who asked late in the period have had less time. No median where fewer "
        "departments asked than four times the smallest count that is shown.",
        source="Activities logged on the requests of this network.",
        formula=MEDIAN,
        interval=ORDER_STATISTICS,
    ),
    Measure.PARTNERED: Claim(
        title="Where a community partner is in the work",
        caption="Share of the health departments that asked in the period with a community partner in the work on at "
        "least one of these requests. n: departments that asked.",
        whole="Asked",
        part="With a community partner",
        units="departments",
        less="have a community partner in the work less often",
        more="have a community partner in the work more often",
        matter="how often a community partner is in the work",
        nobody="nobody asked in the period",
        counted="Health departments with a request of the period that belongs to a started engagement with a "
        "community partner in it, or whose latest agreed plan has one at “involve” or above.",
        over="Health departments on the roster with at least one request sent in the period, in their group now.",
        missing="Partners that are in no engagement and no agreed plan.",
        source="Requests, plans, engagements and roster of this network.",
        said="{share} of {who} that asked have a community partner in the work ({of})",
        against="of {whom}",
    ),
    Measure.RETURNED: Claim(
        title="Who asks again within a year",
        caption="Share of the health departments that got an answer in the twelve months before the period and asked "
        "again within a year of it. n: departments that got one.",
        whole="Got an answer",
        part="Asked again",
        units="departments",
        less="ask again less often",
        more="ask again more often",
        matter="how often they ask again",
        nobody="no request was delivered in the year before",
        counted="Health departments with another request sent within 365 days after a delivery in those months.",
        over="Health departments on the roster with a request delivered in the twelve months before the period, so "
        "that a year has passed for each; in their group now.",
        missing="Answers delivered in the period itself: their year is not over. Not asking again may mean that the "
        "help was enough.",
        source="Requests and roster of this network.",
        said="{share} of {who} asked again within a year of an answer ({of})",
        against="of {whom}",
    ),
    Measure.CONVERTED: Claim(
        title="Who comes back after the first request",
        caption="Share of first-time requesters that were at level 2 or above within 180 days of delivery. "
        "n: first requests delivered in the period, at least 180 days ago.",
        whole="First requests",
        part="At level 2 or above",
        units="first requests",
        less="are at level 2 less often after their first request",
        more="are at level 2 more often after their first request",
        matter="how often they are at level 2 after their first request",
        nobody="no first request is 180 days old yet",
        counted="Health departments at level 2 or above on any day from the delivery on to 180 days after it, also "
        "those that stood there already on the day of delivery. At level 2: they talked with us, and asked again or "
        "answered a check-in, each within a year.",
        over="Health departments whose very first request was delivered in the period and at least 180 days ago, "
        "in the group frozen on that request.",
        missing="First requests that were never delivered.",
        source="Requests, conversations and check-ins of this network.",
        said="{share} of {who} were at level 2 or above within 180 days of their first delivery ({of})",
        against="of {whom}",
    ),
    Measure.ANSWERED: Claim(
        title="Who answers our check-ins",
        caption="Share of the check-ins about a request that were answered. n: those that can no longer be answered.",
        whole="Asked",
        part="Answered",
        units="check-ins",
        less="answer our check-ins less often",
        more="answer our check-ins more often",
        matter="how often they answer",
        nobody="no check-in is over yet",
        counted="Check-ins with an answer: by link, by mail, by phone or on paper.",
        over="Check-ins about a request that were asked in the period and can no longer be answered.",
        missing="Check-ins that can still be answered, answered or not; check-ins about trainings and engagements.",
        source="Check-ins of this network.",
        said="{share} of check-ins with {who} were answered ({of})",
        against="with {whom}",
    ),
    Measure.USEFUL: Claim(
        title="Who found it useful",
        caption="Share of answers that scored usefulness 4 or 5 of 5. n: answers that scored it. "
        "Read it beside how many answered.",
        whole="Scored it",
        part="4 or 5",
        units="answers",
        less="find our help useful less often",
        more="find our help useful more often",
        matter="how useful they find it",
        nobody="nobody has scored it yet",
        counted="Answers that scored “It was useful” 4 or 5 of 5.",
        over="Answers to check-ins of the period, over by now, that scored it. One department may have several.",
        missing="Those who did not answer: see how many did.",
        source="Check-ins of this network.",
        said="{share} of answers by {who} found it useful ({of})",
        against="by {whom}",
    ),
    Measure.USED: Claim(
        title="Who has used it",
        caption="Share of answers that said it was used, partly or fully. n: answers that said whether.",
        whole="Said whether",
        part="Used, partly or fully",
        units="answers",
        less="use what they got less often",
        more="use what they got more often",
        matter="how often they use it",
        nobody="nobody has said yet",
        counted="Answers to “Have you used it?” of partly or fully.",
        over="Answers to check-ins of the period, over by now, that said whether.",
        missing="Those who did not answer.",
        source="Check-ins of this network.",
        said="{share} of answers by {who} say that it was used ({of})",
        against="by {whom}",
    ),
    Measure.CHANGED: Claim(
        title="Where something changed",
        caption="Share of answers that named a change: practice, program, policy, partnership or community. "
        "n: answers that said what changed.",
        whole="Said what changed",
        part="Named a change",
        units="answers",
        less="see something change less often",
        more="see something change more often",
        matter="how often something changes",
        nobody="nobody has said yet",
        counted="Answers to “What changed?” other than “nothing yet”.",
        over="Answers to check-ins of the period, over by now, that said what changed.",
        missing="Those who did not answer.",
        source="Check-ins of this network.",
        said="{share} of answers by {who} name a change ({of})",
        against="by {whom}",
    ),
    Measure.INVOLVED: Claim(
        title="Where the community had a say",
        caption="Share of agreed plans with a community partner at “involve” or above. n: plans agreed in the period.",
        whole="Plans agreed",
        part="Involve or above",
        units="plans",
        less="have a community partner with a say less often",
        more="have a community partner with a say more often",
        matter="how often the community has a say",
        nobody="no plan was agreed in the period",
        counted="Plans whose recorded voice is involve, collaborate or empower (IAP2 spectrum).",
        over="Requests with a plan that both sides agreed, the latest such version agreed in the period, in the group "
        "frozen on the request. A plan that explains why nobody was heard counts as one without a say.",
        missing="Plans not agreed by both sides.",
        source="Plans of this network.",
        said="A community partner had a say in {share} of plans with {who} ({of})",
        against="with {whom}",
    ),
    Measure.LEVELS: Claim(
        title="How much of a say",
        caption="Agreed plans by how much of a say the community has (IAP2 spectrum). Levels whose counts would be "
        "small are shown together with their neighbours. n: plans agreed in the period.",
        whole="Plans agreed",
        part="At this level",
        units="plans",
        less="",
        more="",
        matter="how much of a say the community has",
        nobody="no plan was agreed in the period",
        counted="Agreed plans at each level: told, asked, working with us, deciding with us, deciding; or nobody yet.",
        over="The same plans as above; each has one level, so the levels of a group sum to its plans.",
        missing="Plans not agreed by both sides. What a partner said afterwards about their say is not in it.",
        source="Plans of this network.",
        interval="None: the bars say what was agreed. Whether groups differ is tested at “involve” or above.",
    ),
    Measure.LED: Claim(
        title="Where the health department leads",
        caption="Share of agreed plans that the health department leads or co-leads. n: plans agreed in the period.",
        whole="Plans agreed",
        part="Led or co-led by them",
        units="plans",
        less="lead the work less often",
        more="lead the work more often",
        matter="how often they lead",
        nobody="no plan was agreed in the period",
        counted="Plans whose request somebody of the department co-leads, or whose started engagement it leads.",
        over="The same plans as above.",
        missing="Plans not agreed by both sides.",
        source="Plans, people and engagements of this network.",
        said="{who} lead or co-lead {share} of plans ({of})",
        against="of plans for {whom}",
    ),
    Measure.REPRESENTED: Claim(
        title="Requests, by share of departments",
        caption="Requests of each group over what its share of the departments on the roster leads one to expect; "
        "1 is as expected, 0.5 half as many. n: departments.",
        whole="Departments",
        part="Requests",
        units="requests",
        less="send fewer requests per department",
        more="send more requests per department",
        matter="how many requests come per department",
        nobody="none on the roster",
        counted="Requests sent in the period by health departments on the roster, confidential ones too.",
        over="All these requests × the group's share of the health departments on the roster on the last day of the "
        "period, in the group they are in now.",
        missing="Requests by organizations that are not on the roster; drafts. Tribes that have not said yes.",
        source="Requests and roster of this network.",
        said="Per department, {who} send {ratio} times as many requests ({of})",
        against="as {whom}",
        formula="requests ÷ (all requests × departments of the group ÷ all departments)",
        interval="Exact Poisson limits below 10 requests, Byar's from 10 on, widened by how unevenly requests come: "
        "√(variance ÷ mean of requests per department) times as far on the log scale. The number expected is taken as "
        "known.",
    ),
    Measure.POPULATED: Claim(
        title="Requests, by share of residents",
        caption="The same over what the group's share of residents leads one to expect. n: residents.",
        whole="Residents",
        part="Requests",
        units="requests",
        less="send fewer requests per resident",
        more="send more requests per resident",
        matter="how many requests come per resident",
        nobody="no population is known",
        counted="The same requests.",
        over="All these requests × the group's share of the residents whom those departments serve. Somebody who "
        "lives in a county is also counted with the state.",
        missing="Residents of departments without a known population; the page says how many. A group with more than "
        "a tenth of those has no ratio.",
        source="Requests, roster and jurisdictions of this network.",
        said="Per resident, {who} send {ratio} times as many requests ({of})",
        against="as {whom}",
        formula="requests ÷ (all requests × residents of the group ÷ all residents)",
        interval="Exact Poisson limits below 10 requests, Byar's from 10 on, widened by how unevenly requests come: "
        "√(variance ÷ mean of requests per department) times as far on the log scale. The number expected is taken as "
        "known.",
    ),
    Measure.FIRST_TIME: Claim(
        title="Who asks for the first time",
        caption="Share of the health departments that asked in the period and never had before. The others came "
        "back. n: departments that asked.",
        whole="Asked",
        part="For the first time",
        units="departments",
        less="are less often new",
        more="are more often new",
        matter="how many are new",
        nobody="nobody asked in the period",
        counted="Health departments whose first request ever was sent in the period.",
        over="Health departments on the roster with at least one request sent in the period, in their group now.",
        missing="What was asked before the network began to use this portal.",
        source="Requests and roster of this network.",
        said="{share} of {who} that asked did so for the first time ({of})",
        against="of {whom}",
    ),
    Measure.EVENNESS: Claim(
        title="How evenly requests are spread",
        caption="Departments in a row, from the one that asks least to the one that asks most. The straight line "
        "would be everybody asking alike. Drawn at tenths of the departments, so that no single one can be read off.",
        whole="Departments, those that ask least first",
        part="Requests",
        units="departments",
        less="",
        more="",
        matter="",
        nobody="nobody asked in the period",
        counted="Requests sent in the period by each health department on the roster: the Gini index and the Lorenz "
        "curve.",
        over="Every health department on the roster on the last day of the period, also those that never asked.",
        missing="Points between which there are 1 to threshold − 1 requests. All of it, if a tenth of the departments "
        "is less than the threshold, if the number that asked is hidden, or if one department alone sent more than "
        "half of the requests between two points.",
        source="Requests and roster of this network.",
        formula="Gini = Σ(2i − n − 1)x ÷ nΣx, x in rising order; × n ÷ (n − 1), so that one who asks alone gives 1",
        interval="None: the roster is complete.",
    ),
}

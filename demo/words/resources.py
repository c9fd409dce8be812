"""What stands in the library of the demo. Addresses are of the kind that nobody owns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """One resource: a link when it has a page, else a text."""

    topic: str
    title: str
    summary: str
    page: str = ""
    body: str = ""
    language: str = "en"
    communities: tuple[str, ...] = ()
    adapted: str = ""
    also: str = ""  # a second topic


HEAT = "Emergency preparedness"
OVERDOSE = "Overdose and behavioral health"
EQUITY = "Health equity and language access"

NATIONAL: tuple[Found, ...] = (
    Found(
        HEAT,
        "Heat plan on two pages, with blanks",
        "Who calls whom, which rooms are cool, and who checks on people living alone. Fill in the names and hang it up.",
        page="heat/plan-on-two-pages",
        communities=("rural", "older adults"),
        adapted="A county of 9,000 people cut it to one page and put the sheriff's number on top.",
    ),
    Found(
        HEAT,
        "Phone tree for a power cut",
        "A list by who depends on power at home: oxygen, dialysis, refrigerated insulin. With a script for the call.",
        body="# Before the storm\n\n- Print the list. A list on a server is no list.\n- Call **oxygen and dialysis first**, "
        "then everybody else.\n\n# What to say\n\n1. Your name, and that you call from the health department.\n"
        "2. *Do you have power? For how long can you do without?*\n3. Tell them when you will call again, and do.",
        communities=("rural", "older adults", "people with disabilities"),
        adapted="Two departments in Georgia let volunteer firefighters make the calls and kept the script word for word.",
    ),
    Found(
        HEAT,
        "Tabletop exercise for an afternoon: flooded clinic",
        "Two hours, six cards, no slides. Ends with three things to fix by Friday.",
        page="exercises/flooded-clinic",
        communities=("small departments",),
    ),
    Found(
        HEAT,
        "Wildfire smoke: what to tell schools and employers",
        "A table by air quality index: what to close, what to move indoors, who needs a mask.",
        page="smoke/schools-and-employers",
        also="Environmental health",
    ),
    Found(
        "Infectious disease",
        "Tuberculosis contact investigation, step by step",
        "A checklist from the first call to the last test, with what to write down at each step.",
        page="tb/contact-investigation",
        communities=("small departments",),
        adapted="A tribal health department added who speaks to the family first, and in which language.",
    ),
    Found(
        "Infectious disease",
        "Syphilis in pregnancy: a protocol for small clinics",
        "When to test, whom to call the same day, and how the partner is treated without a second visit.",
        page="syphilis/pregnancy-protocol",
        also="Maternal and child health",
    ),
    Found(
        "Infectious disease",
        "Norovirus in a care home: the first day",
        "What to do in the first hours, a line list, and a letter to families.",
        page="norovirus/first-day",
        communities=("older adults",),
    ),
    Found(
        "Infectious disease",
        "Respuesta a un brote en el trabajo agrícola",
        "An outbreak among farm workers: how to talk with crews and growers, in Spanish, with pictures.",
        page="brotes/trabajo-agricola",
        language="es",
        communities=("farm workers", "Spanish-speaking families"),
        adapted="Three counties replaced the photographs with their own crews; people trusted it more.",
    ),
    Found(
        "Immunization",
        "School vaccination clinic in a box",
        "Staffing, a floor plan for a gym, consent forms in four languages, and what to pack.",
        page="immunization/school-clinic",
        communities=("rural", "schools"),
        adapted="A frontier county held it in a church hall and needed half the staff.",
    ),
    Found(
        "Immunization",
        "Talking about measles with worried parents",
        "Seven questions parents ask, and answers that do not argue.",
        body="Listen to the whole question first.\n\n## “Is it not a mild illness?”\n\nFor many it is. One in five who are "
        "not vaccinated needs a hospital, and we cannot tell beforehand who.\n\n## “Can it wait?”\n\nIt can wait for a "
        "fever to go down. It should not wait for an outbreak: protection takes two weeks.",
        communities=("families",),
    ),
    Found(
        "Immunization",
        "Cadena de frío: lista semanal",
        "The weekly cold chain list in Spanish: what to read, what to write, whom to call when it is too warm.",
        page="vacunas/cadena-de-frio",
        language="es",
    ),
    Found(
        OVERDOSE,
        "Naloxone on a shelf: agreements for libraries and gas stations",
        "A one-page agreement, a restocking calendar, and what to say to an owner who is unsure.",
        page="overdose/naloxone-agreements",
        communities=("rural",),
        adapted="One county began with its own road crews; their trucks carry it now.",
    ),
    Found(
        OVERDOSE,
        "Spending settlement money: questions for your board",
        "Ten questions to decide by, with examples of what others bought and what they regret.",
        page="overdose/settlement-questions",
        also="Finance and grants",
    ),
    Found(
        OVERDOSE,
        "Overdose spike: who does what in the first 24 hours",
        "A page with names to fill in: emergency services, outreach, jail, media.",
        page="overdose/first-24-hours",
        communities=("urban", "rural"),
    ),
    Found(
        "Community health assessment",
        "Community conversations in an hour",
        "Five open questions and how to write down answers so that people recognize their own words.",
        page="assessment/conversations",
        also=EQUITY,
        adapted="A Pacific island health department held them after church, and asked the pastor to invite.",
    ),
    Found(
        "Community health assessment",
        "Small numbers: what to show when counts are under ten",
        "How to combine years and places, when to hide a number, and a sentence to put under the table.",
        page="assessment/small-numbers",
        communities=("tribal", "rural"),
        also="Data and informatics",
    ),
    Found(
        "Data and informatics",
        "Asking a hospital for its data: a letter and an agreement",
        "What to ask for first, what never to ask for, and an agreement two pages long.",
        page="data/hospital-agreement",
        adapted="A tribal epidemiology center added that the data stay the tribe's, and come back on request.",
        communities=("tribal",),
    ),
    Found(
        "Data and informatics",
        "A dashboard in a spreadsheet",
        "Ten indicators, one sheet, no license. Prints on one page for the board.",
        page="data/spreadsheet-dashboard",
        communities=("small departments",),
    ),
    Found(
        EQUITY,
        "Working with interpreters: a card for the counter",
        "What to do before, during and after; how to book; never a child.",
        body="**Before:** tell the interpreter what the talk is about.\n\n**During:** speak to the person, not to the "
        "interpreter. Short sentences. Wait.\n\n**After:** ask what was hard to say.\n\n*A child never interprets.* "
        "Call the phone line instead.",
        communities=("Spanish-speaking families", "refugees"),
    ),
    Found(
        EQUITY,
        "Trusted messengers: a memorandum with a church or club",
        "Who decides what, who is paid, and how either side can stop.",
        page="equity/trusted-messengers",
        communities=("faith communities", "tribal"),
        adapted="Two departments pay by the hour instead of by event; their partners asked for it.",
    ),
    Found(
        EQUITY,
        "Plain language check in ten minutes",
        "Ten questions for any flyer, with before and after.",
        page="equity/plain-language",
        also="Workforce",
    ),
    Found(
        "Environmental health",
        "Private wells after a flood: letter and lab list",
        "A letter that fits on one page, how to take a sample, and who tests it.",
        page="wells/after-a-flood",
        communities=("rural",),
    ),
    Found(
        "Environmental health",
        "Lead in old houses: the visit, room by room",
        "A form to fill in while you walk, and what a family can do on the same day.",
        page="lead/room-by-room",
        communities=("families",),
        also="Maternal and child health",
    ),
    Found(
        "Maternal and child health",
        "Home visits when nobody is home",
        "Five ways to keep a family in the program without a form letter.",
        page="families/nobody-is-home",
        communities=("families", "rural"),
    ),
    Found(
        "Maternal and child health",
        "Lactancia: grupos de apoyo entre madres",
        "How to begin a breastfeeding group led by mothers, in Spanish.",
        page="familias/lactancia",
        language="es",
        communities=("Spanish-speaking families",),
    ),
    Found(
        "Accreditation and performance",
        "Workforce development plan that fits a staff of twelve",
        "An example with everything accreditation asks for, and nothing else.",
        page="accreditation/staff-of-twelve",
        communities=("small departments",),
        also="Workforce",
    ),
    Found(
        "Accreditation and performance",
        "Quality improvement in one afternoon a month",
        "A calendar and three examples that small departments finished.",
        page="accreditation/one-afternoon",
        communities=("small departments",),
    ),
    Found(
        "Workforce",
        "First week of a new nurse: a plan by the hour",
        "Who she meets, what she reads, and what she does alone by Friday.",
        page="workforce/first-week",
        communities=("small departments",),
    ),
    Found(
        "Finance and grants",
        "Indirect cost rate, explained once and for all",
        "What counts, how to ask for it, and a worked example with real numbers.",
        page="finance/indirect-costs",
    ),
    Found(
        "Law and policy",
        "Isolation orders: a model with plain words",
        "An order, the letter that goes with it, and when to call the county attorney first.",
        page="law/isolation-orders",
        also="Infectious disease",
    ),
)
GULF: tuple[Found, ...] = (
    Found(
        HEAT, "Hurricane: the last 72 hours for a health department",
        "What to do three days, two days and one day before landfall, with names to fill in.",
        page="gulf/last-72-hours", communities=("coastal parishes",),
        adapted="A parish moved the pharmacy calls a day earlier after the last storm.",
    ),
    Found(
        HEAT, "Shelter health desk: what to pack",
        "Two crates, one folder, and a rota for three people.",
        page="gulf/shelter-desk", communities=("coastal parishes",),
    ),
    Found(
        HEAT, "Carbon monoxide after a storm: door hanger",
        "For generators, in English, Spanish and Vietnamese.",
        page="gulf/carbon-monoxide", communities=("Vietnamese-speaking families", "Spanish-speaking families"),
    ),
    Found(
        "Environmental health", "Mold in flooded houses: what families ask",
        "Six questions with answers a tired person can read.",
        body="Open the windows. Wear gloves and a mask that fits.\n\n- *Can it be dried?* Within two days, often.\n"
        "- *Bleach?* On hard surfaces only, and never with anything else.",
        communities=("families",),
    ),
    Found(
        "Environmental health", "Vibrio warnings for bays and boat ramps",
        "A sign, a text for the radio, and when to put them out.",
        page="gulf/vibrio", communities=("fishing communities",),
    ),
    Found(
        "Infectious disease", "Dengue: the first local case",
        "Whom to call, what to spray, what to tell the neighbors.",
        page="gulf/dengue-first-case",
    ),
    Found(
        EQUITY, "Tin nhắn bão: tin nhắn cho gia đình nói tiếng Việt",
        "Storm messages for Vietnamese-speaking families, short enough for a phone.",
        page="gulf/tin-nhan-bao", language="vi", communities=("Vietnamese-speaking families",),
    ),
    Found(
        "Workforce", "Staff who lost their homes: the first talk",
        "What to ask, what to offer, and what never to say.",
        page="gulf/staff-first-talk",
    ),
)  # fmt: skip

"""The phrases between the needs: replies, offers, thanks, and reasons. `{first}` is the requester, `{lead}` the lead."""

from __future__ import annotations

REPLIES = (
    "{first}, thank you. I have read this twice. {reply} I will write again tomorrow with times for a call.",
    "Good morning {first}. I am {lead}, and I will stay with you on this one. {reply}",
    "Hello {first}, this reached me today. {reply} Nothing is needed from you until we have talked.",
    "{first}, you are not the only department with this, and you put it more clearly than most. {reply}",
    "Thank you for writing, {first}. {reply} If something changes before we talk, put it here and I will see it.",
    "{first}, I have worked on this with another department your size. {reply} Let us talk before anybody plans anything.",
    "Hello {first}. {reply} I would rather understand it properly than send you a folder of PDFs, so a call comes first.",
)
OFFERS = (
    "Could we talk for half an hour, this week or next? Mornings are best for me. A phone is fine.",
    "I can do any day before your clinic opens, or after four. Bring whoever knows this best.",
    "Which half hour would suit you in the next days? I will take the notes.",
    "Any morning works for me. Please bring the person who would have to live with the result.",
    "Shall we talk before lunch one of these days? If your week falls apart, say so here and we find another day.",
)
ACCEPTS = (
    "The first morning you have. {Who} will be on the call, too.",
    "The morning is better for us. I am bringing {who}.",
    "Yes, please. We only have a desk phone in that room, so call the main number. {Who} will join.",
    "After four is good. I have asked {who} to sit in.",
    "Fine for me. {Who} can only stay for twenty minutes, so let us start with their part.",
)
TALK_NOTES = (
    "They know the problem well. What is missing is time and one person whose job it is.",
    "More was tried than the request says. What failed was the hand-over when staff left.",
    "The director supports it. The board has not heard of it yet, and should before anything is public.",
    "They asked us not to bring a template from a big city. Something two people can keep up.",
    "Two partners are missing from the table. They will ask them before we write anything.",
)
CORRECTIONS = (
    "Nearly. The staffing part is right. But it is not the whole area: the north end should come first, "
    "because nobody goes there now.",
    "Please change one thing. We are not asking for more training. We had three trainings. "
    "We are asking for somebody to do the first one with us.",
    "You wrote that the board wants it. The board has not decided. We want to bring them something short to decide on.",
    "Two corrections: it is a part-time nurse, not a full-time one, and the deadline is the end of the month before.",
    "This leaves out the people who do not come to our office. They are the reason we asked.",
)
CORRECTION_SUMMARIES = (
    "those whom nobody reaches now come first, and whatever we make must work with the staff you have.",
    "you want the first one done together rather than another training, and something short for your board.",
    "the deadline is a month earlier than we wrote, and a part-time nurse carries it.",
)
NO_VOICE = "There is no group to ask yet. Finding one is part of the work."
PLAN_MESSAGES = (
    "The plan is on this page, with what each of us promises and by when. Change what is wrong before you agree it.",
    "I have kept the plan to one page. If the dates are too tight for you, say so now; a later date is no shame.",
    "Please read the promises first. They are the part we will ask each other about.",
)
ROLES = (
    "{lead} drafts and keeps the dates. {first} decides what fits, and brings {who}.",
    "{first} leads. {lead} prepares, takes notes, and does what was promised between meetings.",
    "The department owns the result. We do the first one together, you do the second, and we watch the third.",
)
PROGRESS = (
    "The draft is attached to my note on the page. Mark it up by hand if that is quicker, and send me a photo.",
    "A small delay on our side: two days. You have it before the weekend.",
    "That went well. I have written down who does what, so that nobody has to remember.",
    "I have asked a department like yours whether they would talk to you. They said yes, for half an hour.",
)
THANKS = (
    "Thank you. We used the first page at this morning’s meeting, and nobody argued.",
    "This is the first time somebody called back. Thank you.",
    "I printed it, and it is already full of coffee stains. That is the highest praise we have.",
    "We are short two people this month, so we are slow. But we have not stopped.",
    "My director asked who had helped us. I gave her your name.",
)
INTERNAL = (
    "Same question as two of their neighbours. Could become a peer call in the spring.",
    "Their administrator changes in July. Make sure that both are on the next call.",
    "Please do not copy the state on this one before they say so.",
)
QUICK_ANSWERS = (
    "{first}, here is the short answer. {answer} If that is not enough, write here and we make time for a call.",
    "{first}, this one we can answer today. {answer} Write here if somebody at your end sees it differently.",
)
FURTHER_ACTIVITIES = (
    "Went through what is done and what is not, and moved one date.",
    "Answered questions from the team that had come up since the last call.",
    "Worked on the next draft together for an hour, on the shared page.",
    "Prepared the meeting with the board, with the difficult questions first.",
    "Listened to how the first try had gone, and changed two things.",
    "Brought in a colleague of another department who had done the same.",
)
DELIVERED = ("", "What we planned is done, and it is yours now.", "Done as agreed. The files are on your own drive.")
HOLDS = (
    ("requester", "Their only epidemiologist is on leave until the end of the month."),
    ("requester", "Everybody is in flood response. They will write when it is over."),
    ("others", "The county attorney is reading the data agreement."),
    ("others", "The hospital has not answered about the data yet."),
    ("us", "The person who knows this best is back in two weeks."),
)
RESUMES = ("They are ready to go on.", "The answer came. We go on where we stopped.")
WITHDRAWALS = (
    "Our county found the money to hire somebody for this. Thank you all the same.",
    "The state took this over for all of its counties last week.",
    "We lost the position that would have done the work. We will ask again when it is filled.",
    "The board decided to wait until after the budget.",
)
DECLINES = (
    ("This is legal advice about a case before the court, and we may not give it.",
     "Your state’s association of counties keeps a list of public health attorneys who answer without a fee."),
    ("You ask for staff for the clinic itself. This network cannot place staff.",
     "Your state’s rural health office runs a relief nurse pool, and knows that you may call."),
    ("We cannot pay for equipment, however sensible it is.",
     "The hospital foundation in your region has a small-grants round each spring; we can read your draft."),
    ("The deadline is the day after tomorrow, and we would do it badly.",
     "The state’s grant office reads drafts on the same day. Write to us when the next round opens, early."),
)  # fmt: skip
REFERRALS = (
    ("Regional Tribal Epidemiology Center", "intake desk, 555-0132", "They hold the data and the agreements for it.",
     "They met twice, and the data came under an agreement that both signed."),
    ("State Office of Rural Health", "rural EMS desk, 555-0147", "EMS licensing is theirs, and they know the county.",
     "The office took it on; a first meeting with the ambulance service took place."),
    ("State Public Health Laboratory", "outreach chemist, 555-0119", "The question is about sampling, which is theirs.",
     "The laboratory trained two people on site and lends them the kit."),
    ("University School of Public Health", "practice office, 555-0163", "They have students who can do the survey.",
     "Two students did the survey with the department, and handed over the files."),
)  # fmt: skip
CLOSINGS = (
    "What was planned is done and in use. They know that a message opens it again.",
    "The last check-in is answered. Nothing is open between us.",
    "Follow-up is finished. They carry on by themselves and may help a neighbour.",
)
UNREACHED = ("Nobody answered the last check-in, the reminder or the phone. The door stays open.",)
BARRIERS = (
    "We have one nurse for three counties, and she is the one who has to use it.",
    "The county’s IT office has to approve the software first.",
    "The person who was trained has left.",
    "Respiratory season began the week after.",
    "Our board meets every second month, so the decision waits.",
)
MISSING_VOICES = (
    "The people who clean and pack at the plant. They work nights.",
    "Elders who do not drive.",
    "Parents whose children are not in school yet.",
    "The volunteer fire departments.",
    "Families who speak Mam or K’iche’ rather than Spanish.",
    "Young people. We talked about them all afternoon, and none was there.",
    "",
    "",
)
REFLECTIONS = (
    "We set out to answer one question and stayed for a year. The department now runs it without us.",
    "Both sides kept most of what they promised. What helped was the same two people from beginning to end.",
)
POPULATIONS = (
    "Everybody in {place}; those outside the town most of all.",
    "Mostly families who work two jobs, and older people who live alone.",
    "People who do not come to our office by themselves.",
    "About a third speak a language other than English at home.",
    "Everybody, but we would begin with those who have no car.",
)
TRIED = (
    "We used a template from a much bigger department. It assumed six people.",
    "A consultant wrote a plan two years ago. It is on the shelf.",
    "We asked the state, and were told to wait.",
    "Two webinars. Nobody had time to do what they said.",
)
PARTNERS = (
    "The school nurses and the extension office.",
    "The hospital’s community benefit person, if she will come.",
    "The volunteer fire department and the EMS captain.",
    "A church network that reaches people we do not.",
)
LANGUAGES = ("Spanish materials", "Spanish interpreter for the meeting", "Marshallese interpreter", "Hmong materials")
ACCESS = ("Captions in video calls", "Large print", "Please call: the internet here fails", "Step-free meeting room")
CONTEXT = {
    "small": (
        "We are three people, and one of them is half-time.",
        "There are two nurses for all of {place}, and the older one retires in spring.",
        "Our office has four people and one vehicle.",
        "I do this besides immunizations, WIC and the front desk.",
        "The nearest hospital is an hour away, so what we do not do in {place} is not done.",
        "It is a small place, and everybody would know within a day if we did this badly.",
        "We have never asked this network for anything, so tell me if this is not how one asks.",
    ),
    "medium": (
        "We have eighteen people, and this would fall to two of them.",
        "Three positions have been empty since last summer.",
        "The team is good, but everybody in it has been here for less than two years.",
        "Our epidemiologist is shared with the next county.",
        "{place} is two places, really: the town, and everything else.",
    ),
    "large": (
        "We have people for this, but they sit in four bureaus that do not share a calendar.",
        "Our districts do it in very different ways.",
        "We are asked to lead it for all of {place}, and would rather do that well than quickly.",
        "The programme has money until next June, which is the easy part.",
    ),
}
PARTNER_ROLES = (
    "Brings the people whom the department does not reach",
    "Interprets, and says what will not work",
    "Hosts the meetings and invites the neighbours",
    "Reads every draft before it goes out",
)
# The team's promise, and the department's.
TOGETHER_PROMISES = (
    ("Bring the other department’s plan to the next call", "Ask the board for ten minutes in its next meeting"),
    ("Draft the one-page report for the commissioners", "Collect the numbers of the last quarter"),
    ("Find out what the state will pay for next year", "Ask two more partners to the table"),
    ("Write up what worked, for others to use", "Try it with the second team and note what breaks"),
)

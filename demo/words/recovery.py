"""Overdose, behavioral health and what the settlement money is for."""

from __future__ import annotations

from demo.words.seed import Seed

SEEDS = (
    Seed(
        topic="Overdose and behavioral health",
        need="We want to spend our opioid settlement money in a way that people here can see. The county has "
        "$118,000 this year, and about half of that each year until 2038. The sheriff has a proposal. The "
        "hospital has a proposal. The families who come to our meetings have asked twice whether anybody "
        "would ask them.",
        hoped="People in {place} can say what the money did, and the families say that they were asked.",
        why="The commissioners vote in ten weeks, and the first two proposals are on their desk.",
        reply="You still have time to ask the families first, and I would use it.",
        heard="You need a way to ask families and people in recovery what they would do, a check of every idea "
        "against what the settlement allows, and two pages that the commissioners can adopt. The sheriff and "
        "the hospital belong at the table, but not at its head.",
        goals="A listening round. Ideas sorted by what is allowed. A two-page spending plan and its first report.",
        ours=(
            "Sort every idea against the list of allowed uses",
            "Prepare and lead the listening evening together with the families",
        ),
        theirs=(
            "Invite the families, and pay for childcare and supper",
            "Get thirty minutes with the commissioners before the vote",
        ),
        done=(
            "Held a listening evening with 44 people in the church hall; rides to treatment came first.",
            "Sorted 31 ideas against the allowed uses; 24 stayed.",
            "Wrote the two pages with the families’ group.",
            "Practised the presentation with a mother who had never spoken in public.",
        ),
        who="the prevention coordinator and two mothers from the families’ group",
        note="The sheriff stayed to the end and stacked chairs. That mattered more than the slides.",
        voice="The families’ group and three people in recovery",
        remaining="The plan is adopted. Now we need a way to show each year what it did.",
        changed="policy",
        kinds=("local",),
    ),
    Seed(
        topic="Overdose and behavioral health",
        need="We have naloxone in every clinic and the deaths are not where the clinics are. Eleven people died "
        "last year. Eight of them were alone, in motels or cars along the highway. We hand out kits to people "
        "who already know us.",
        hoped="A kit and a person who can use it are near wherever somebody might die.",
        why="We lost two more in one week, at the same motel.",
        reply="The motel’s desk clerks may be the most important health workers you have.",
        heard="You need naloxone along the highway, with motel clerks and truck stop staff who know what to do and "
        "are not afraid, and word to people who use alone about a number they can call. More training at the "
        "clinics is not it.",
        goals="Twelve places along the highway. Fifteen-minute trainings on their shift. A never-use-alone card.",
        ours=("Map deaths to the mile without naming anybody", "Train two of your staff to train in fifteen minutes"),
        theirs=("Visit every motel between the two exits", "Ask people who use which places they would trust"),
        done=(
            "Mapped the calls to the mile marker; four places stood out.",
            "Went to seven motels; six said yes.",
            "Trained night clerks at 11 p.m. with coffee.",
            "Counted kits after three months: 63 used.",
        ),
        who="the harm reduction coordinator and a peer recovery specialist",
        note="The night clerk at the second motel has used four kits. She asked whether there is somebody she "
        "could talk to.",
        voice="Four people who use drugs, paid for their time",
        remaining="The clerks who reverse an overdose have nobody to talk to afterwards.",
        changed="programme",
        kinds=("local", "state"),
    ),
    Seed(
        topic="Overdose and behavioral health",
        need="Our schools ask for help after two suicides and everybody offers them an assembly. The principal "
        "said yes to one, and I was worried. The second boy was on the team of the first. Teachers do not "
        "know what to say. Parents stand in the parking lot and do not go home.",
        hoped="Students who are in trouble are known by an adult, and what we do does not make it worse.",
        why="It is three weeks since the second death.",
        reply="Please call me today. For this week: no assembly, and no memorial at lockers.",
        heard="You need help in the next days with what to say and what to leave undone, and in the next months "
        "with adults who notice, a path to care that takes days rather than weeks, and care for the teachers. "
        "The students should help to shape the second part.",
        goals="Safe messaging this week. A path to care within five days. Trained adults. Students at the table in "
        "the second phase.",
        ours=(
            "Be on the phone with the principal tonight",
            "Bring the postvention guide and go through it with the counsellors",
        ),
        theirs=("Stop the assembly, kindly", "Get the community mental health centre to hold four slots a week"),
        done=(
            "Went through the postvention guide with both counsellors on the same evening.",
            "Helped the local paper to write about it safely.",
            "Trained 38 adults, among them bus drivers and the cook.",
            "Met with nine students, with pizza, and mostly listened.",
        ),
        who="the principal, two school counsellors and the mental health centre",
        note="The bus drivers were the best students we have had. They see every child twice a day.",
        voice="Nine students and two parents",
        remaining="The four slots are full, and the next is in seven weeks.",
        kinds=("local", "tribal", "territorial"),
    ),
    Seed(
        topic="Overdose and behavioral health",
        need="Jail is where most people here go through withdrawal and we are not in there. The sheriff is open to "
        "it. The jail’s nurse is there for six hours a day. People are released at midnight, with nothing in "
        "their pockets.",
        hoped="Nobody leaves jail without medication, naloxone and a name to call.",
        why="The sheriff’s contract with the medical vendor is renewed in four months.",
        reply="A contract renewal is the best moment there is. The words to put in it exist.",
        heard="You need contract language for medication in jail, a release that does not happen at midnight "
        "without a kit, and a peer who meets people at the door. The sheriff should be able to call it his.",
        goals="Contract language. Naloxone at release. A peer at the door.",
        ours=(
            "Send the contract language of three jails that have done this",
            "Arrange a call between your sheriff and one of theirs",
        ),
        theirs=("Get the medical vendor to the second meeting", "Find a peer who may enter the jail"),
        done=(
            "The sheriff talked to a sheriff; we were not on the call.",
            "Went through the contract clause by clause.",
            "Watched a release at midnight, and wrote down each step.",
            "Put a vending machine with naloxone in the lobby.",
        ),
        who="the jail’s administrator and the recovery coordinator",
        note="Forty-one kits left the lobby in the first month. The deputies refill it.",
        voice="Three people who had been released from that jail",
        remaining="Women are held in the next county’s jail. We have nobody there.",
        changed="policy",
        kinds=("local",),
    ),
    Seed(
        topic="Overdose and behavioral health",
        need="We would like a crisis response that sends a person and not a patrol car. The nearest mobile team is "
        "two hours away. Our deputies are kind, but they come with a gun and a cage in the back. For people "
        "here who have known boarding schools and removals, that is not nothing.",
        hoped="When somebody is in crisis, somebody they know comes to sit with them.",
        why="The 988 centre has asked us what to do with calls from our lands.",
        reply="Sitting with somebody is the heart of it. The rest can be built around that.",
        heard="You need people from the community who are trained and paid to come, an agreement with 988 and the "
        "police on who goes when, and a place to bring somebody that is not a cell. Ceremony and language "
        "belong in it, on your terms.",
        goals="A community response team. An agreement with 988 and the police. A place to rest.",
        ours=("Bring two Tribal programmes to talk with you", "Work out which parts Medicaid pays for"),
        theirs=("Choose the first six responders", "Meet the police chief before the agreement is written"),
        done=(
            "Two Tribal programmes told how they began; we took notes only where asked.",
            "Worked through twelve real calls with the police chief and the responders.",
            "Wrote the 988 agreement, which is now with the Nation’s attorney.",
        ),
        who="the behavioral health director and six future responders",
        note="The aunties have done this for as long as I can remember. We would only be paying them.",
        voice="Elders and people who have been through a crisis",
        remaining="Our responders need somebody who takes care of them, too.",
        changed="programme",
        kinds=("tribal",),
    ),
    Seed(
        topic="Overdose and behavioral health",
        need="Our overdose dashboard is eight months behind and the community has stopped looking. Death "
        "certificates take that long. The coroner is also the funeral director and does toxicology when there "
        "is money. People ask us what is in the supply this week, and we tell them about last winter.",
        hoped="When something new is in the supply, people who use know it within three days.",
        why="Xylazine wounds have appeared in the emergency room, and nobody had been warned.",
        reply="Deaths are the slowest thing to count. There are three faster ones.",
        heard="You need faster signals than deaths: ambulance runs, emergency visits, drug checking. You need a "
        "rule for when to warn, and words that people who use would believe.",
        goals="A weekly signal. A warning rule. Messages written by people who use.",
        ours=(
            "Set up the ambulance data feed and a weekly page",
            "Find a laboratory that returns drug checking within 48 hours",
        ),
        theirs=("Get the ambulance service’s yes", "Ask people who use who should send the warning"),
        done=(
            "Got the first ambulance feed; it was ugly, and it was on time.",
            "Wrote the warning rule and tried it on last year: it would have fired five times.",
            "Rewrote the message with four people who use; it lost every adverb.",
        ),
        who="the epidemiologist and the syringe programme’s manager",
        note="They said: do not sign it “Department”. Sign it with your first name.",
        voice="Four people who use drugs, paid for their time",
        remaining="The coroner would like help with toxicology costs.",
    ),
)

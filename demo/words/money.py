"""Budgets, grants, agreements and law: mostly questions that have a short answer."""

from __future__ import annotations

from demo.words.seed import Seed

SEEDS = (
    Seed(
        topic="Finance and grants",
        need="We want to show our commissioners what foundational public health services cost. We asked for two "
        "positions, and were told that health gets plenty of grants. None of those grants pays for the person "
        "who answers the phone when a restaurant makes forty people ill.",
        hoped="The commissioners see what the county pays for, what grants pay for, and what nobody pays for.",
        why="Budget hearings begin in five weeks.",
        reply="There is a way to show this on one page, and it needs only numbers that you have.",
        heard="You need one page that sorts your spending into what every resident should be able to count on and "
        "what grants buy beyond it.",
        goals="A one-page picture of what is paid by whom.",
        ours=("Send the one-page example of a county your size",),
        theirs=("Mark last year’s ledger in three colours",),
        done=("Sent the worked example and the colour key, and checked their first draft the same afternoon.",),
        who="the finance officer",
        note="The second pile is eleven people. I had no idea.",
        voice="The citizens’ budget committee",
        remaining="Now they believe us, and ask what it would cost to have it all. We do not know how to answer that "
        "honestly.",
        changed="policy",
        answer="Take last year’s ledger and mark each line with one of three colours: foundational and paid by the "
        "county, foundational and paid by a grant that ends, and everything else. Show the second pile as "
        "people, not as dollars. That page has moved more commissioners than any per-capita comparison.",
        kinds=("local",),
    ),
    Seed(
        topic="Finance and grants",
        need="We would like to use the remaining grant money for a vehicle, if that is allowed. There is $38,000 "
        "left because the hiring took eight months. Home visits are done in our nurses’ own cars, and one of "
        "them has 212,000 miles on it.",
        hoped="We spend what is left on something that lasts, without an audit finding.",
        why="The budget period ends in ten weeks, and the redirection has to be in a month before.",
        reply="This has been allowed for others. The wording matters.",
        heard="You need to know whether a vehicle is allowed, and a redirection request that a grants officer can "
        "say yes to.",
        goals="A redirection request that can be approved.",
        ours=("Send three approved requests with the names taken out",),
        theirs=("Phone the grants officer and write down the answer",),
        done=("Read the redirection request and moved the reason into the first sentence.",),
        who="the grants manager",
        note="Approved, with one question about insurance.",
        voice="The visiting nurses",
        remaining="We need a policy on who may drive it, and nobody has written one here.",
        answer="A vehicle counts as equipment, so it needs prior approval, a lease or buy comparison, and one "
        "paragraph on why the work cannot be done otherwise. Ask your grants officer by phone first and put "
        "the answer in writing the same day. Three departments had this approved last year; their wording is "
        "attached.",
    ),
    Seed(
        topic="Finance and grants",
        need="We are looking for a simple way to work out an indirect cost rate. We have used the ten percent "
        "because it was there. Our new finance director says we lose money on every grant we win, and I "
        "believe her.",
        hoped="A grant covers what it costs us.",
        why="Two applications are due next month, and both ask for a rate.",
        reply="The rules changed in your favour, so this is worth half an hour.",
        heard="You need to know whether the de minimis rate serves you, and what it would take to get a rate of "
        "your own.",
        goals="A decision on the rate, before two applications are due.",
        ours=("Send the worksheet, and check the base with your finance director",),
        theirs=("Fill in last year’s totals",),
        done=("Went through the worksheet by mail; the base had included a subaward that does not belong there.",),
        who="the finance director",
        note="We had used ten percent for six years. I would rather not know the sum.",
        voice="None of the public; this is bookkeeping",
        remaining="Our county says that grants may not charge indirect costs at all. Who is right?",
        answer="If you have never had a negotiated rate, you may use the de minimis rate, which is now 15 percent of "
        "modified total direct costs. It takes no proposal and no negotiation. A rate of your own is worth it "
        "when your overhead is above about a quarter of direct costs. A worksheet that answers this in an "
        "hour is attached.",
    ),
    Seed(
        topic="Finance and grants",
        need="We need help writing health equity into a grant without sounding like everybody else. The "
        "application wants a section of two pages. Our last one said “underserved” eleven times. What I mean "
        "is the two trailer parks by the river and the people who clean the hotels.",
        hoped="The section says whom we mean, what they asked for, and how they will know.",
        why="It is due in three weeks, and the budget is done.",
        reply="You have just written the first sentence. Keep the trailer parks.",
        heard="You need two pages that name the people you mean, show what they asked for, and promise something "
        "that they can check.",
        goals="Two honest pages.",
        ours=("Mark up the section within three working days",),
        theirs=("Ask two residents of the trailer parks to read it",),
        done=("Marked up the two pages; two residents had crossed out more than we did.",),
        who="the programme manager and two residents",
        note="One of them asked why we had never come by before. That went into the application, too.",
        voice="Two residents of the river trailer parks",
        remaining="We won. Now we have to do it, and we are two people.",
        changed="partnership",
        answer="Name the places, then say what people there told you, then what will change and how they will know. "
        "Replace every “underserved” by who is not served, and by whom. Put one line in the budget for paying "
        "residents for their time; reviewers look for it. A marked-up example is attached.",
    ),
    Seed(
        topic="Finance and grants",
        need="One clerk manages eleven grants for us, with eleven reporting calendars. She is excellent and she is "
        "tired. Last quarter two reports crossed in the mail, and the state froze a payment for nineteen "
        "days.",
        hoped="No report is late because nobody knew, and she takes a week off in the summer.",
        why="She has asked for leave in July, and nobody else can do it.",
        reply="One calendar and a second pair of eyes go a long way. There is a good one to copy.",
        heard="You need one calendar for all grants, and a second person who could do it for a week.",
        goals="One sheet and one stand-in.",
        ours=("Send the calendar template filled with two of your grants",),
        theirs=("Choose the stand-in",),
        done=("Filled in two grants as an example, and answered three questions by mail.",),
        who="the grants clerk",
        note="She has booked her week.",
        voice="None of the public; this is bookkeeping",
        remaining="The state’s portal logs her out after ten minutes. Whom do we tell?",
        answer="Put all eleven on one sheet with four dates each: data pulled, draft, signed, sent. Make the draft "
        "date the one that counts, ten days before. Give the sheet to a second person each Monday for five "
        "minutes. The template is attached; it adds up to an hour in the first week and five minutes after "
        "it.",
    ),
    Seed(
        topic="Law and policy",
        need="Nobody here knows who may sign an isolation order when the health officer is away. He is the only "
        "one, and in October he was on a plane for eleven hours while we had a man with infectious TB at the "
        "bus station. It went well because the man was kind about it.",
        hoped="There is always somebody who may sign, and everybody knows who.",
        why="He travels again in three weeks.",
        reply="Your state’s law most likely allows a deputy; it has to be in writing beforehand.",
        heard="You need to know who may act for the health officer, and a delegation that stands up if somebody asks.",
        goals="A delegation letter on file.",
        ours=("Send the sample letter and the section of the code",),
        theirs=("Have the county attorney read it",),
        done=("Sent the sample with the state’s section marked, and answered the attorney’s one question.",),
        who="the health officer and the county attorney",
        note="Signed on Friday, and taped inside the cupboard by the night phone.",
        voice="None of the public yet; the board of health will see it",
        remaining="We have no place to put somebody who has no home to isolate in.",
        changed="policy",
        answer="In most states a health officer may delegate in writing to a named deputy, for named powers, with a "
        "beginning and an end. Yours should say isolation and quarantine by name. Have the county attorney "
        "read it before it is needed, and keep a signed copy where the night phone is. A sample and the "
        "section of your state’s code are attached. This is information and not legal advice.",
        kinds=("local", "state", "territorial"),
    ),
    Seed(
        topic="Law and policy",
        need="We need to know what we may require of vape shops near schools under the state’s preemption law. "
        "Four have opened within sight of the high school. Parents fill the council chamber. Our attorney "
        "says that the state has tied our hands, and theirs says that it has not.",
        hoped="The council does what it may do, and does it well the first time.",
        why="Second reading is next month.",
        reply="Preemption is rarely as wide as either attorney says. There is a map of this by state.",
        heard="You need to know what is left to you under preemption, with examples that stood.",
        goals="A list of what the council may do.",
        ours=("Send both ordinances and the law centre’s summary",),
        theirs=("Ask the planning office about the zoning calendar",),
        done=("Sent the ordinances, and joined the attorney for twenty minutes by phone.",),
        who="the health educator and the county attorney",
        note="The students want to speak at the hearing. May they?",
        voice="The high school’s student council",
        remaining="It passed. Now somebody has to measure the distances.",
        changed="policy",
        answer="Your state preempts licensing and taxes, and is silent on land use. That leaves distance from "
        "schools, hours and signs, as part of zoning. Two counties in your state did so and were not "
        "challenged. The ordinances and a summary by a public health law centre are attached. Your attorney "
        "should read section four closely. This is information and not legal advice.",
        kinds=("local",),
    ),
    Seed(
        topic="Law and policy",
        need="We need a data sharing agreement that keeps our data ours. The state wants our case data each day, "
        "and says that all others signed the standard form. The form says that data become “property of the "
        "Department”. That is not how we see it, and Council will not sign it.",
        hoped="Our data help to protect people on both sides of the line, under our own rules.",
        why="The state has set a date, and there is measles two counties away.",
        reply="The form can be changed, and has been. You are not the first Nation to ask.",
        heard="You need an agreement in which the Nation owns its data, says what they may be used for, and can end "
        "it.",
        goals="An agreement that Council can sign.",
        ours=("Send two signed agreements, with the permission of both Nations",),
        theirs=("Tell us who on Council will read it",),
        done=("Sent both agreements and joined one call with the Nation’s attorney, as listeners.",),
        who="the health director and the Nation’s attorney",
        note="Council asked who else has seen our questions. I said: nobody.",
        voice="The Nation’s Council",
        remaining="The state signed. Its system still prints “property of the Department” on every page.",
        changed="policy",
        answer="Three clauses do most of the work: the Nation owns the data; each use beyond outbreak response needs "
        "the Nation’s written consent; and the Nation may end it, with deletion confirmed in thirty days. Two "
        "agreements of that kind, signed by a state, are attached with the permission of the Nations. Your "
        "attorney will want to look at sovereign immunity as well.",
        kinds=("tribal",),
    ),
    Seed(
        topic="Law and policy",
        need="A reporter wants the minutes of our overdose fatality review, and we do not know whether to give "
        "them. The group is new, and people have begun to speak openly. Two members say that they will not "
        "come again if the minutes are public.",
        hoped="The review stays honest, and the public learns what it should.",
        why="The answer to the reporter is due in eight working days.",
        reply="Do not answer yet. Most states protect these reviews, if they were set up the right way.",
        heard="You need to know what your state protects, and how to answer the reporter truthfully.",
        goals="A correct answer, on time.",
        ours=("Send the section of the code and a draft answer",),
        theirs=("Find the appointment letter",),
        done=("Sent the section and the draft; they found the letter, and the date was right.",),
        who="the review’s coordinator and the county attorney",
        note="The reporter wrote a good story about the recommendations.",
        voice="Two families who had lost somebody",
        remaining="We would like to publish the recommendations properly, once a year.",
        answer="Your state’s law protects the proceedings of a fatality review team if it was appointed under the "
        "statute; check the date of the appointment letter. What you may publish are the recommendations and "
        "the numbers above five. A short answer to the reporter that says so, politely, is attached, with the "
        "section of the code. Have your attorney send it. This is information and not legal advice.",
        kinds=("local", "state"),
    ),
)

"""Assessments, data, equity and language access."""

from __future__ import annotations

from demo.words.seed import Seed

SEEDS = (
    Seed(
        topic="Community health assessment",
        need="Our community health assessment is due and the hospital is writing one without us. Last time there "
        "were two reports with two sets of numbers, three months apart. People who came to both meetings "
        "asked us whether we knew of each other.",
        hoped="One assessment for the area, which residents recognise themselves in, and which both of us then act "
        "on.",
        why="The hospital’s board adopts theirs in seven months, and ours is due in nine.",
        reply="Seven and nine months can be made to meet. Who at the hospital would pick up the phone?",
        heard="You need an agreement with the hospital on one process, one set of numbers and one round of "
        "listening, with residents who decide what the priorities are. Each of you may print its own cover.",
        goals="A joint calendar. One data set. Six listening sessions. Priorities chosen by residents.",
        ours=(
            "Bring the joint agreement of three pairs that did this",
            "Prepare the numbers, with what they cannot say",
        ),
        theirs=(
            "Have coffee with the hospital’s community benefit director",
            "Find hosts for six listening sessions",
        ),
        done=(
            "Met with the hospital; the calendars moved by six weeks each.",
            "Put 40 indicators on one page and crossed out 22.",
            "Trained eight residents to lead the listening sessions.",
            "Held the meeting at which residents chose three priorities out of nine.",
        ),
        who="the assessment coordinator and the hospital’s community benefit director",
        note="The residents chose loneliness. It was on nobody’s list of indicators.",
        voice="Eight residents who lead the listening sessions",
        remaining="We have three priorities and no money for one of them.",
        changed="partnership",
        kinds=("local",),
    ),
    Seed(
        topic="Community health assessment",
        need="We have numbers for the county and none for the people we worry about most. Everything is suppressed "
        "for small counts. The survey reached 140 people, 131 of them by landline. I can tell you the "
        "average, and I know that nobody here is average.",
        hoped="What people on the east side and on the ridge live with is in the report, in their words, and nobody "
        "can be recognised.",
        why="The report’s outline is due, and it looks like the last one.",
        reply="Small numbers need other methods, not bigger surveys. You have people who would talk.",
        heard="You need ways to hear from small groups without exposing anybody: conversations at kitchen tables, "
        "several years put together, and photographs that people choose themselves. You need it to count as "
        "evidence.",
        goals="Pooled numbers with honest intervals. Kitchen-table conversations. A chapter written with residents.",
        ours=("Pool five years of data and say what may be shown", "Train ten hosts of kitchen-table conversations"),
        theirs=("Find the ten hosts", "Pay them, and pay for supper"),
        done=(
            "Pooled five years; eleven indicators could be shown.",
            "Trained ten hosts in an evening.",
            "Read 38 pages of notes together and found five threads.",
            "The hosts corrected the chapter, twice.",
        ),
        who="the epidemiologist and ten hosts",
        note="The ridge asked when we would come back and tell them what we had learned. I put the date in the "
        "calendar.",
        voice="Ten hosts from the east side and the ridge",
        remaining="We promised to come back in a year. I want to keep that.",
        changed="community",
        kinds=("local", "state", "territorial"),
    ),
    Seed(
        topic="Community health assessment",
        need="We want our own health survey, with questions that our community has chosen. We have been surveyed "
        "by universities for forty years. The questions are about what is wrong with us. The files are in "
        "other people’s computers.",
        hoped="A survey by us and for us, owned by the Nation, that asks about what keeps us well, too.",
        why="Council has set aside money this year, and may not do so next year.",
        reply="The questions come first, then, and the ownership before the questions.",
        heard="You need a survey whose questions come from the community, a research approval of your own, "
        "interviewers from here, and data that never leave without Council’s word. Strengths are asked about "
        "before problems.",
        goals="A data governance resolution. Questions from six gatherings. Trained interviewers. Results told "
        "first to the people.",
        ours=(
            "Bring examples of tribal data governance resolutions",
            "Train interviewers, and test the questions with them",
        ),
        theirs=("Hold the gatherings, in your way", "Decide where the data live"),
        done=(
            "Went through three resolutions with the Nation’s attorney.",
            "Sat at the back of two gatherings, on invitation.",
            "Tested 30 questions with twelve interviewers; nine went, four new ones came.",
            "Helped to set up the Nation’s own server, and handed over the password.",
        ),
        who="the health director, the language programme and twelve interviewers",
        note="The language programme asks that the questions be made in our language first, and then translated "
        "into English. We said yes.",
        voice="Six community gatherings",
        remaining="A university has asked for the data. We need a kind way of saying no.",
        changed="policy",
        kinds=("tribal",),
    ),
    Seed(
        topic="Community health assessment",
        need="Our improvement plan has 14 workgroups and three of them still meet. The housing group has not met "
        "since its chair moved away. Partners are polite. I send agendas, and they send regrets.",
        hoped="A few things get done, and the partners want to come.",
        why="The annual review is in ten weeks.",
        reply="Three groups that meet are a fine number. Let the others rest with honour.",
        heard="You need to keep what is alive, end what is not, and move the three groups’ work into meetings that "
        "partners already go to. The report may say so openly.",
        goals="Three groups. Shared meetings. An honest annual report.",
        ours=("Phone twelve partners and ask them what they would come to", "Draft the annual report in two pages"),
        theirs=("Thank the eleven groups, and close them", "Ask to be on other people’s agendas"),
        done=(
            "Phoned twelve partners; nine said “less often, and about something”.",
            "Closed eleven groups with a letter of thanks.",
            "Joined the school board’s and the housing authority’s meetings in place of our own.",
        ),
        who="the improvement plan’s coordinator",
        note="The housing authority had been meeting on the same thing all along, on Tuesdays.",
        voice="The school board and two neighbourhood associations",
        remaining="Transport is in everybody’s notes, and in nobody’s plan.",
        kinds=("local", "state"),
    ),
    Seed(
        topic="Data and informatics",
        need="Race and ethnicity are missing in 43 percent of our case reports and we cannot fix it by asking "
        "nicely. The laboratories do not send it. The hospitals have it and it gets lost on the way. Our "
        "nurses do not like to ask, and I understand why.",
        hoped="We can say who is ill without guessing, and people know why they are asked.",
        why="We have to publish rates by group in the spring, and cannot.",
        reply="It usually gets lost in one or two places. Those can be found in a week.",
        heard="You need to find where the field is lost between registration and your system, one hospital that "
        "will fix it with you, and a sentence for nurses that makes asking easier.",
        goals="A trace of 50 reports. One hospital fixed. A sentence that nurses will say.",
        ours=("Trace 50 reports from registration to your system", "Write the sentence with your nurses"),
        theirs=("Find the hospital’s interface person", "Choose three nurses to try the sentence"),
        done=(
            "Traced 50 reports; 34 lost the field at the same interface.",
            "Met the hospital’s interface analyst, who fixed it in an afternoon.",
            "Tried the sentence on 60 calls; three people declined.",
        ),
        who="the informatics lead and the hospital’s interface analyst",
        note="It was a mapping table from 2014. One line.",
        voice="The community advisory board, which chose the wording",
        remaining="The laboratories are next, and they are in another state.",
    ),
    Seed(
        topic="Data and informatics",
        need="Electronic case reports have started to arrive and we trust the fax more. We get three copies of the "
        "same case, some without an address. The nurse checks each one against the fax. She has begun to "
        "print them.",
        hoped="A case arrives once, complete, and nobody prints it.",
        why="The state turns off the fax line in six months.",
        reply="The duplicates follow two patterns, mostly. They can be handled before a nurse ever sees them.",
        heard="You need rules that merge the duplicates, a list of what is missing by sender, and a month of "
        "running both side by side, so that your nurse can trust it.",
        goals="Merge rules. A monthly page for each sender. A month side by side.",
        ours=("Write the merge rules from 200 of your cases", "Make the monthly page for senders"),
        theirs=("Let the nurse decide what counts as the same case", "Keep the fax for the trial month"),
        done=(
            "Went through 200 cases with the nurse; five rules caught 96 percent.",
            "Sent the first pages to four senders; two called back.",
            "Compared fax and electronic for a month: the fax missed eleven.",
        ),
        who="the surveillance nurse and the state’s informatics desk",
        note="She has stopped printing. I did not ask her to.",
        voice="None of the public; the hospitals’ laboratories take part",
        remaining="Two small clinics still have no electronic records at all.",
    ),
    Seed(
        topic="Data and informatics",
        need="Our dashboard has 60 charts and the question I get is always the same one. People ask: is it getting "
        "worse where I live? I cannot answer that from 60 charts. The commissioner scrolls, and then he calls "
        "me.",
        hoped="One page that answers the question that people ask, for every part of the county.",
        why="The contract for the dashboard is up for renewal in four months.",
        reply="Then we begin with the question and throw away charts until only the answer is left.",
        heard="You need one page with a few measures by area, with plain sentences and honest uncertainty, which "
        "your own staff can keep up. You may let the contract go.",
        goals="One page. Six measures. Kept up by your own staff.",
        ours=("Sketch the page on paper, and try it on ten people", "Teach your analyst to keep it up"),
        theirs=("Lend us your analyst for one day a week", "Find ten people who are not health people"),
        done=(
            "Tried three paper sketches on ten people in the library; the plainest won.",
            "Built the page with the analyst, in the software that they have.",
            "Wrote the sentences for “we cannot tell”, which was the hardest part.",
        ),
        who="the analyst and the communications officer",
        note="The barber shop has it on the wall.",
        voice="Ten library visitors and the barber",
        remaining="Now people ask about things that we do not count.",
        kinds=("local", "state", "territorial"),
    ),
    Seed(
        topic="Data and informatics",
        need="Three programmes visit the same families and none of them knows it from the others. A mother told me "
        "that she had explained her daughter’s seizures to five people in one month. We have WIC, home "
        "visiting and immunizations in three systems. By law, some of it may not mix.",
        hoped="A family tells its story once, and decides who may hear it.",
        why="We are about to buy a fourth system.",
        reply="Please do not buy it yet. Consent may solve more of this than software.",
        heard="You need a consent that families understand and can take back, a short list of what the three "
        "programmes would share, and a way to see it that does not merge the systems. The mother’s five "
        "tellings are the test.",
        goals="A consent in plain words. A list of eight shared facts. A view without a merger.",
        ours=(
            "Bring the consent that a county wrote with its families",
            "Read the three programmes’ rules and say what may be shared",
        ),
        theirs=("Ask six families what they would share, and with whom", "Wait with the purchase"),
        done=(
            "Went through the rules of all three programmes; less was forbidden than everybody thought.",
            "Rewrote the consent with six mothers; it is one page and has a “not this” box.",
            "Tried the view with 20 families for a month.",
        ),
        who="the three programme managers",
        note="One mother ticked everything except the father’s name. The box worked.",
        voice="Six mothers",
        remaining="The schools would like to join. Families are not so sure.",
        kinds=("local", "tribal", "territorial"),
    ),
    Seed(
        topic="Data and informatics",
        need="We want our own data about our own people, and the state says they are too few to send. They "
        "suppress anything under eleven, and that is us, every year. I understand why it is done for a "
        "county. These are my relatives, and I know their names.",
        hoped="The Nation sees its own numbers, in full, and decides who else does.",
        why="We are applying for a cancer grant and have to leave the numbers blank.",
        reply="Suppression protects people from others, and not from themselves. This can be agreed.",
        heard="You need an agreement by which the state gives the Nation its own counts unsuppressed, under the "
        "Nation’s rules, and somebody at the epidemiology centre to help with linkage, so that people are not "
        "counted as something else.",
        goals="A data agreement. A linkage for misclassified records. A report to Council first.",
        ours=(
            "Bring the agreement that another state has signed",
            "Help to prepare the linkage with the tribal epidemiology centre",
        ),
        theirs=("Name the Nation’s data steward", "Decide what is told to whom, and in which order"),
        done=(
            "Met with the state’s registry; it had signed such an agreement once, and forgotten.",
            "Prepared the linkage with the epidemiology centre: one record in four had been misclassified.",
            "Council read the report before anybody else did.",
        ),
        who="the Nation’s data steward and the tribal epidemiology centre",
        note="The real number is twice the one in the state’s report. I knew it.",
        voice="Council and the cancer survivors’ circle",
        remaining="The same is true for deaths, and there the funeral homes fill in the form.",
        changed="policy",
        kinds=("tribal",),
    ),
    Seed(
        topic="Health equity and language access",
        need="We serve families in five languages with one telephone interpreter line and a brave receptionist. "
        "She interprets Spanish at the counter between calls. For Marshallese and Karen we use the phone, if "
        "the patient waits. Last month a ten-year-old interpreted for her grandmother’s biopsy result.",
        hoped="No child interprets here, and people know before they come that somebody will understand them.",
        why="A complaint was filed, and it is a fair one.",
        reply="The complaint gives you a reason to do quickly what you wanted to do anyway.",
        heard="You need a rule that no child interprets, interpreters who are booked before the visit for the two "
        "languages you see most, signs that people can read, and pay for the receptionist for what she "
        "already does. The families should say what the sign says.",
        goals="A language access plan of two pages. Booked interpreters on two days. A tested receptionist with a "
        "pay step.",
        ours=(
            "Send the two-page plan that the civil rights office has accepted",
            "Find qualified Marshallese and Karen interpreters",
        ),
        theirs=("Count languages for a month at the counter", "Get the pay step approved"),
        done=(
            "Counted for a month: 31 percent of visits needed an interpreter.",
            "Tested the receptionist’s Spanish with a certified examiner; she passed with honours.",
            "Tried the sign with eleven families, who asked for pictures and a phone number.",
        ),
        who="the clinic manager and the receptionist",
        note="The receptionist has framed the certificate. It hangs where the patients can see it.",
        voice="Eleven families in four languages",
        remaining="Our letters still go out in English only.",
        kinds=("local",),
    ),
    Seed(
        topic="Health equity and language access",
        need="Our materials are translated and nobody reads them, because many families here do not read. We have "
        "brochures in Spanish and Haitian Creole. Many of the grandmothers never went to school. They ask the "
        "woman at the bakery, and she tells them what she thinks.",
        hoped="What people need to know reaches them by voice, from somebody they trust.",
        why="The measles outbreak two counties away is already a rumour here.",
        reply="Work with the woman at the bakery. I mean that.",
        heard="You need short voice messages in two languages, people such as the baker who know what is true, and "
        "a way to hear the rumours early. Another brochure is not it.",
        goals="Voice messages. Six trusted messengers. A weekly call on what is being said.",
        ours=("Record the first eight voice messages with native speakers", "Set up the weekly twenty-minute call"),
        theirs=("Ask the baker, the pastor and the barber", "Pay them"),
        done=(
            "Sat in the bakery for a morning. Everybody comes by.",
            "Recorded eight messages; the baker’s cousin has the best voice.",
            "Held the weekly call for eight weeks; four rumours were caught within days.",
        ),
        who="the health educator and six trusted messengers",
        note="The message about fever was forwarded 2,300 times. We have 400 followers on the official page.",
        voice="The baker, the pastor and the barber",
        remaining="They ask us things we are not allowed to answer by voice message, such as about their own child.",
        changed="community",
        kinds=("local", "territorial"),
    ),
    Seed(
        topic="Health equity and language access",
        need="We promised an equity plan and I do not want another page of commitments. We have a statement on the "
        "wall. Staff roll their eyes, and residents have never seen it. If we say “equity” once more without "
        "changing who gets a Saturday appointment, I think we lose them.",
        hoped="Something that people can see is different by the fall, and they helped to choose it.",
        why="The board has asked for the plan by the end of the quarter.",
        reply="Saturday appointments would be a better plan than most that I have read.",
        heard="You need to choose two or three things that you can change within months, from what residents say is "
        "unfair, with a number for each that is public. The plan is the record of that, and not the other way "
        "round.",
        goals="Three changes. Three public numbers. A board page.",
        ours=(
            "Go through your own service data and show who waits longest",
            "Prepare the residents’ evening with you",
        ),
        theirs=("Decide before the evening what is in your power", "Publish the numbers even when they are bad"),
        done=(
            "Looked at waits by ZIP code; the east side waits for eleven days longer.",
            "Held the residents’ evening; Saturday came first, then the bus, then the tone at the counter.",
            "Opened two Saturdays; counted who came.",
        ),
        who="the deputy director and the clinic manager",
        note="The counter staff asked to be trained by the residents who had complained. That was their own idea.",
        voice="Fourteen residents of the east side",
        remaining="The bus is not ours, and it is the real reason.",
        kinds=("local", "state"),
    ),
    Seed(
        topic="Health equity and language access",
        need="People with disabilities cannot get into two of our five clinics and our website is worse. The ramp "
        "at the east clinic ends at a step. The online booking cannot be used with a screen reader. A man in "
        "a wheelchair was vaccinated in the parking lot, and thanked us for it, and I went home and did not "
        "sleep.",
        hoped="Anybody who needs us can get in, by the door and by the screen.",
        why="The new rule on accessible websites applies to us from next spring.",
        reply="Ask him whether he would walk you through it. Paid, of course.",
        heard="You need to see your five clinics and your website with people who use wheelchairs and screen "
        "readers, a list in order of what hurts most, and the first three things repaired before winter.",
        goals="A walk-through with paid reviewers. A list in order. Three repairs before winter.",
        ours=("Find four reviewers and pay them", "Test the booking page and write the fixes for the vendor"),
        theirs=("Open all five clinics for a morning each", "Find money for the step"),
        done=(
            "Went through two clinics with four reviewers; 37 things, nine of them easy.",
            "Tested the booking page; the vendor fixed the worst within two weeks.",
            "Poured the ramp.",
        ),
        who="the facilities manager and four reviewers with disabilities",
        note="He came in by the front door on Tuesday. We did not make a speech.",
        voice="Four reviewers from the disability action centre",
        remaining="Our forms ask people to “stand in line A”.",
        kinds=("local", "state", "territorial"),
    ),
    Seed(
        topic="Health equity and language access",
        need="We cannot tell whether our grants reach the counties that need them most. We pass through $14 "
        "million a year. The application takes 40 hours to write. The counties with a grant writer get it, "
        "and they write very well.",
        hoped="Money follows need, and a county of three people can ask for it in an afternoon.",
        why="The next round opens in five months.",
        reply="Forty hours is the finding. You could stop there and have learned most of it.",
        heard="You need to see where the money went against need for five years, a short application for small "
        "counties, and reviewers who know what three people can do. The counties that never applied should be "
        "asked why.",
        goals="Five years on one page. A short form. Calls to those who never applied.",
        ours=("Put five years of awards against need, on one page", "Phone fifteen counties that never applied"),
        theirs=("Decide what the short form may leave out", "Publish the page"),
        done=(
            "Put five years on one page: the least vulnerable quarter got 38 percent.",
            "Phoned fifteen counties; twelve had not known that they could apply.",
            "Cut the application from 26 pages to five.",
        ),
        who="the grants director and two county health directors",
        note="One county asked whether it was a trick.",
        voice="Fifteen county health directors who had never applied",
        remaining="The federal part of the money has its own 60-page form.",
        changed="policy",
        kinds=("state",),
    ),
    Seed(
        topic="Health equity and language access",
        need="We would like our health education to begin with our own teachings and not with a poster. The "
        "posters show people who are not from here. Diabetes is not only about sugar for us. It is about land "
        "and what was taken from the table.",
        hoped="What we teach about health comes from our own knowledge, and the young people help to teach it.",
        why="The summer camp is in twelve weeks.",
        reply="I have no poster to offer. I can help with time, money and paper, and stay out of the teaching.",
        heard="You need time and pay for knowledge keepers to make the teaching, room for the young people in it, "
        "and a report to the funder that does not give away what should stay. You do not need materials from "
        "outside.",
        goals="Paid knowledge keepers. A camp week. A report that the funder accepts.",
        ours=(
            "Write the funder’s report with you, so that nothing is told that should not be",
            "Find out how honoraria can be paid quickly",
        ),
        theirs=("Gather the knowledge keepers", "Decide what is never written down"),
        done=(
            "Worked out with the funder that honoraria count, and that stories are not deliverables.",
            "Came to the camp’s last day, as guests.",
            "Wrote the report in two pages, which the elders had read first.",
        ),
        who="the diabetes programme and three knowledge keepers",
        note="The children planted the three sisters. They asked what the deer will eat.",
        voice="Knowledge keepers and young people",
        remaining="The school would like to have it, too. We are not sure whether that is right.",
        changed="community",
        kinds=("tribal",),
    ),
)

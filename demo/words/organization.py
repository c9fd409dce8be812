"""Accreditation, performance, and the people who do the work."""

from __future__ import annotations

from demo.words.seed import Seed

SEEDS = (
    Seed(
        topic="Accreditation and performance",
        need="Our reaccreditation is due in eleven months and nobody here was part of the first one. The "
        "coordinator who did it left with most of it in her head. We have found two binders and a shared "
        "drive with 1,400 files. I have read the measures twice and still cannot tell which of them we could "
        "show today.",
        hoped="We submit on time, and the work of getting there makes us better rather than tired.",
        why="The annual report is due in March, and the site reviewer will ask who our coordinator is.",
        reply="Do not open the 1,400 files yet; most of them will not be needed.",
        heard="You need to know which measures you can show today, which need work, and which you may leave for the "
        "report after this one. You need a calendar for eleven months that one part-time person can keep, and "
        "somebody to look over her shoulder once a month.",
        goals="A sorted list of measures. A calendar of eleven months. One finished example for each domain.",
        ours=("Send the sorting sheet with the measures in plain words", "Read one finished example for each domain"),
        theirs=("Name a coordinator and give her four hours a week", "Find the last three annual reports"),
        done=(
            "Sorted the measures into three piles: can show, needs work, may wait.",
            "Wrote the first example together, on the community dashboard.",
            "Held a mock site visit by video with a reviewer from another state.",
        ),
        who="the new accreditation coordinator and the deputy director",
        note="We thought we had nothing for domain nine. It turns out the WIC team has done it for years and "
        "called it something else.",
        voice="Two members of the board of health who live outside the county seat",
        remaining="Our performance system is a spreadsheet that only one person dares to open.",
    ),
    Seed(
        topic="Accreditation and performance",
        need="We have a strategic plan that nobody uses and a board that wants a new one. The old plan has eleven "
        "priorities and 64 objectives. I counted. Two were measured. The board would like a retreat with a "
        "consultant; the staff would like to be left alone to work.",
        hoped="Four priorities that everybody can name without looking, and a page that shows each quarter how they "
        "go.",
        why="The plan runs out in December and the board chair has asked for a proposal in her next meeting.",
        reply="Sixty-four objectives is a list of everything people were afraid to leave out. That can be undone "
        "kindly.",
        heard="You need to get from eleven priorities to four without anybody feeling thrown out, a page that fits "
        "on the wall, and a habit of looking at it each quarter. You do not need a retreat.",
        goals="Four priorities. One page with two numbers for each. A quarterly half hour.",
        ours=(
            "Bring the one-page plans of three departments your size",
            "Lead the half day in which eleven become four",
        ),
        theirs=(
            "Ask every team which of the 64 objectives they would miss",
            "Put the half day in everybody’s calendar",
        ),
        done=(
            "Asked each team what they would miss; the answer was nine objectives.",
            "Spent a half day on going from eleven to four, with the board chair in the room.",
            "Ran the first quarterly half hour; it took 24 minutes.",
        ),
        who="the director, the board chair and two team leads",
        note="The finance clerk asked the best question of the day: which of these would we stop doing on purpose?",
        voice="A parent from the school advisory council and a retired farmer on the board",
        remaining="We have the page, but our board still asks for the old 40-page report beside it.",
    ),
    Seed(
        topic="Accreditation and performance",
        need="Our quality improvement projects start well and then go quiet after six weeks. We trained everybody "
        "in the method two years ago. There are nine projects on the list, and I could tell you the outcome "
        "of one. People say they have no time, and they are right.",
        hoped="Two projects a year that are finished, and that make somebody’s day easier.",
        why="I have to report on quality improvement in June and would like to have something true to say.",
        reply="Nine at once is the reason. Which one would your front desk choose?",
        heard="You need fewer projects, each with an owner who has time set aside, and a short meeting that keeps "
        "it moving. The method is not what is missing.",
        goals="Two projects. A 15-minute huddle every second week. A simple rule for what becomes a project.",
        ours=("Sit in on the first three huddles", "Write the half-page rule for choosing projects"),
        theirs=(
            "Choose two of the nine, and close the other seven in writing",
            "Free two hours a week for each owner",
        ),
        done=(
            "Closed seven projects with thanks and kept two.",
            "Followed one birth certificate from counter to mailbox and counted eleven hand-overs.",
            "Looked at the first three months of numbers: waiting time fell from 19 days to 8.",
        ),
        who="the quality improvement lead and the front desk supervisor",
        note="The front desk found the answer in ten minutes. They had known it for years and nobody had asked.",
        voice="Three people who came to the counter that month",
        remaining="The second project is stuck because it depends on a form of the state.",
    ),
    Seed(
        topic="Accreditation and performance",
        need="We want to share services with two neighbouring counties before we are told to. None of us can "
        "afford an epidemiologist. One of us has a good environmental team and no nurse, another has it the "
        "other way round. Our commissioners went to school together and do not trust each other.",
        hoped="Residents of all three counties get what any one of us could not give them alone.",
        why="The state has set aside money for regional pilots, and letters are due at the end of the quarter.",
        reply="Sharing one person well is a better start than sharing everything on paper.",
        heard="You need one shared position that all three counties want, an agreement of a few pages about who "
        "pays and who decides, and a way out after a year. The wish is not to merge.",
        goals="One shared epidemiologist. A short agreement. A look back after twelve months.",
        ours=(
            "Bring the cross-jurisdictional agreements of two other regions",
            "Prepare the page for three boards of commissioners",
        ),
        theirs=(
            "Each county says in writing what it will never give up",
            "Get on the agenda of all three boards in the same month",
        ),
        done=(
            "Compared what each county does now, service by service, on one wall.",
            "Wrote down what each would never give up; the lists hardly overlapped.",
            "Answered the questions of three boards in three evenings.",
        ),
        who="the three health directors and one county attorney",
        note="It went better after we stopped saying “regional” and started saying “the nurse from next door”.",
        voice="A commissioner from each county and the regional hospital’s chaplain",
        remaining="We agreed on everything except the letterhead and whose pay scale counts.",
        changed="partnership",
        kinds=("local",),
    ),
    Seed(
        topic="Accreditation and performance",
        need="We need a tribal public health code assessment that fits how our Council works. Most tools we are "
        "sent assume a county. Our authority comes from the Nation’s own law, and some of what a county "
        "health officer does is done here by the Council, and some by families. I do not want to be scored on "
        "somebody else’s form.",
        hoped="A description of our public health system in our own terms, which Council can use and others can read.",
        why="Council has asked for it before the budget hearings in the fall.",
        reply="Then we begin with your law and your words, and leave the form in the drawer.",
        heard="You need a description of who protects health in your Nation, by which authority, and what is "
        "missing, written so that Council can act on it. Whether any of it is shared with others is yours to "
        "decide, later.",
        goals="A plain description by authority. A list of gaps with owners. A decision by Council on what is shared.",
        ours=(
            "Work through the Nation’s code together before proposing any structure",
            "Put you in touch with two Tribal health departments that did it their way",
        ),
        theirs=(
            "Decide who may read drafts, and who speaks for the Council",
            "Share what already exists, in the form you choose",
        ),
        done=(
            "Read the Nation’s health and safety code together over three calls.",
            "Drew who decides what, with the people who decide it.",
            "Met with a Tribal health director of another Nation, without us in the room.",
        ),
        who="the health director and a member of the health committee",
        note="Please use our word for it and not “jurisdiction” in the draft. I have marked the places.",
        voice="Members of the elders’ committee",
        remaining="The state keeps asking for the document. We need words for saying that it is ours.",
        changed="policy",
        kinds=("tribal",),
    ),
    Seed(
        topic="Accreditation and performance",
        need="Our customers wait five weeks for a septic permit and the phone calls eat the day. It used to be "
        "nine days. Two sanitarians cover the area, building has doubled, and every second call is somebody "
        "asking where their permit is. The commissioners hear about it at church.",
        hoped="A builder knows on the first day when the answer comes, and it comes then.",
        why="A hundred lots were approved in the spring, and we have not started on them.",
        reply="Half of those calls are probably one question, so that is where I would look first.",
        heard="You need to see where a permit waits, to let people look up where theirs is, and to agree with "
        "builders on what a complete application looks like. More staff would help, but is not what you ask "
        "us for.",
        goals="A map of where permits wait. A status line people can look up. A one-page checklist with builders.",
        ours=("Walk the path of ten permits with your sanitarians", "Draft the builders’ checklist"),
        theirs=("Pull ten recent files, good and bad", "Invite four builders who are not shy"),
        done=(
            "Walked ten permits through the office with a stopwatch.",
            "Rewrote the checklist with four builders; it lost a page.",
            "Looked at two months of numbers: five weeks became sixteen days.",
        ),
        who="the environmental health manager and both sanitarians",
        note="Seven of the ten waited for the same signature. Nobody knew why it was needed.",
        voice="Four local builders and a homeowner who had complained",
        remaining="The online form would help, but the county’s website cannot take attachments.",
        kinds=("local", "tribal", "territorial"),
    ),
    Seed(
        topic="Workforce",
        need="Half of our nurses can retire within three years and we have no plan for what they know. They have "
        "the families, the doctors and the shortcuts in their heads. When one left last spring, we lost the "
        "list of who needs a ride to the clinic. It was in her car.",
        hoped="When somebody leaves, the work goes on the next Monday.",
        why="Two have told me their dates, and one of them is in June.",
        reply="Start with the two who have told you a date. The rest can wait a month.",
        heard="You need to get what two people know onto paper and into a colleague before June, without making it "
        "a burden on their last months, and a habit that does it for the others.",
        goals="A hand-over book for two jobs. Shadow days. A yearly hour on what only one person knows.",
        ours=(
            "Bring the interview guide and lead the first hand-over interview",
            "Read both hand-over books as if we were new",
        ),
        theirs=("Free one day a month for shadowing", "Ask both nurses whether they would do it"),
        done=(
            "Interviewed the first nurse for two hours; it made nine pages.",
            "The successor shadowed home visits for two days and wrote down what surprised her.",
            "Agreed on a yearly hour: what do only you know?",
        ),
        who="the nursing director and two nurses near retirement",
        note="She cried a little, and then she said: write this down, the third door on the left is the one that "
        "opens.",
        voice="Two mothers who have known the nurse since their first child",
        remaining="The same is true of our environmental staff, and we have done nothing there.",
    ),
    Seed(
        topic="Workforce",
        need="We have lost four community health workers in a year and I think we know why. The grant pays them "
        "less than the warehouse does. They do the work that everybody praises at meetings, and then they are "
        "the first to be cut. Two of them told me they felt used.",
        hoped="Community health workers stay, are paid from money that lasts, and have somewhere to go from there.",
        why="The grant that pays the remaining three ends on June 30.",
        reply="You are right about why. Part of this can be billed now, and more than most people think.",
        heard="You need to know which of their work your Medicaid programme pays for, what a ladder of two steps "
        "would cost, and how to say it to the board. You want the three to be in the room when it is planned.",
        goals="A billing path for two services. A two-step ladder. A page for the board written with the workers.",
        ours=(
            "Find out what your Medicaid plan pays for, and show it in one table",
            "Bring the job ladders of two departments",
        ),
        theirs=("Give us last year’s visit numbers", "Have the community health workers lead the second meeting"),
        done=(
            "Went through last year’s visits and marked what could have been billed: about a third.",
            "The three workers wrote the job ladder themselves, in an afternoon.",
            "Practised the board page with somebody playing the difficult commissioner.",
        ),
        who="the three community health workers and the finance officer",
        note="They asked for one thing we had not thought of: a desk. They have been working from their cars.",
        voice="The community health workers themselves",
        remaining="Billing works for visits, but nobody pays for the hours in which they earn trust.",
        changed="policy",
    ),
    Seed(
        topic="Workforce",
        need="New staff leave within their first year and our onboarding is a login and a parking permit. I have "
        "been here eight months myself. Of the nine people hired since, four are gone. The exit forms say "
        "“personal reasons”. I have started to phone them, and that is not what they say.",
        hoped="Somebody who starts here knows after a month what we are for and whom to ask.",
        why="We have six positions open and cannot afford to fill them twice.",
        reply="Phoning them was the right thing to do. Bring what they told you; that is our outline.",
        heard="You need a first month that is planned, a person for each newcomer who is not their boss, and a talk "
        "after ninety days in which somebody listens. Four former colleagues have told you what was missing.",
        goals="A first-month calendar. A buddy for each newcomer. A 90-day conversation.",
        ours=("Turn the four phone calls into a one-page first month", "Train the first five buddies"),
        theirs=("Choose buddies who want to do it", "Move the orientation out of the basement"),
        done=(
            "Read the notes of the four calls together, and made the list of what was missing.",
            "Trained five buddies in an hour and a half.",
            "Sat in on two 90-day talks, with permission.",
        ),
        who="the human resources clerk and two people hired last year",
        note="One of the people who had left asked whether she could apply again.",
        voice="Four former members of staff",
        remaining="Supervisors are promoted because they were good at something else. They need help, too.",
    ),
    Seed(
        topic="Workforce",
        need="Our staff are worn out and I do not want to send them another webinar on resilience. Two years of "
        "being shouted at did something. People do their work and go home. At the last all-staff meeting I "
        "asked how they were, and nobody said a word for a long minute.",
        hoped="People look forward to at least part of their week here, and say so without being asked.",
        why="Our survey is back, and 41 percent are thinking of leaving.",
        reply="A long minute is an answer. I would begin with what makes the work hard rather than with how people "
        "bear it.",
        heard="You need to find the three things in the work itself that wear people down and that you have the "
        "power to change, and then to change one of them where everybody can see it.",
        goals="Small-group conversations. One visible change in ninety days. A way to hear bad news early.",
        ours=("Lead four listening groups without supervisors in the room", "Report what was said without names"),
        theirs=(
            "Promise in public to change one of the top three",
            "Keep supervisors out of the groups, including yourself",
        ),
        done=(
            "Held four listening groups; the top three were the same in all of them.",
            "Took the second signature out of the leave form. People clapped.",
            "Looked at the survey’s free text together, slowly.",
        ),
        who="the director and four members of staff chosen by their peers",
        note="It was the scheduling. We have been talking about resilience, and it was the scheduling.",
        voice="Staff of every grade, chosen by their colleagues",
        remaining="The on-call rota is the next thing, and that one costs money.",
    ),
    Seed(
        topic="Workforce",
        need="We need supervisors who can lead a case investigation team that works from three islands. The team "
        "is good. The distance is the problem: an outer-island nurse may be alone for a month, and the radio "
        "is better than the internet. Our trainings assume a conference room.",
        hoped="A nurse on an outer island has somebody to think with every week.",
        why="The next boat rotation begins in nine weeks, and two new nurses are on it.",
        reply="Radio first, then. We will plan for the worst connection you have.",
        heard="You need a weekly hour of supervision that works over radio, short written guides that need no "
        "screen, and a supervisor who has practised both before the boat leaves.",
        goals="A radio supervision script. Laminated guides. Practice before the rotation.",
        ours=("Write the supervision script with two of your nurses", "Print and mail the laminated guides"),
        theirs=("Choose the two supervisors", "Fix the hour at which the channel is free"),
        done=(
            "Tried the script over radio with the nearest island; cut it by half.",
            "Practised three difficult calls with both supervisors.",
            "Looked back after the first rotation with all four nurses.",
        ),
        who="the nursing supervisor and two outer-island nurses",
        note="Please say the numbers one digit at a time. That is how we do it, and it works.",
        voice="Two outer-island nurses and a village health aide",
        remaining="The guides are in English. The health aides would rather have them in their own language.",
        kinds=("territorial", "freely_associated"),
    ),
)

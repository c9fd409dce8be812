"""Infectious disease and immunization."""

from __future__ import annotations

from demo.words.seed import Seed

SEEDS = (
    Seed(
        topic="Infectious disease",
        need="We need to restart STI partner services with one nurse and no shame in it. Syphilis has tripled in "
        "three years. Our investigator left, and the backlog is 70 names. Half of the phone numbers are dead. "
        "The nurse who has it now also does immunizations, and has never told anybody that kind of news by "
        "phone.",
        hoped="A person with syphilis hears from a kind human being within three days, and so do their partners.",
        why="We had our first case of congenital syphilis in the spring.",
        reply="With 70 names and one nurse, the order matters more than the speed.",
        heard="You need an order for the 70 names, a script that a nurse is not ashamed to say, and three "
        "supervised calls before she is alone with it. Pregnancy comes first.",
        goals="A triage rule. A script that was tried aloud. A weekly half hour with an experienced investigator.",
        ours=(
            "Pair your nurse with an experienced investigator for six weeks",
            "Write the triage rule on half a page",
        ),
        theirs=("Give her two mornings a week with a closed door", "Bring the list sorted by date and pregnancy"),
        done=(
            "Sorted the backlog in an hour; nine names came first.",
            "Listened to three calls together, with permission, and talked after each.",
            "Visited the two clinics that see most of the patients, to agree on one phone number.",
        ),
        who="the disease intervention nurse and the clinic manager",
        note="The third call was the first in which I did not read from the page.",
        voice="A peer educator from the harm reduction programme",
        remaining="Some people only answer texts, and the county does not let us text.",
    ),
    Seed(
        topic="Infectious disease",
        need="Our wastewater numbers arrive every Tuesday and we do not know what to do with them. The plant "
        "operator is proud of the sampling, and so he should be. The dashboard goes up and down. Twice I was "
        "asked at a commissioners’ meeting whether we should close something, and I said I would look into "
        "it.",
        hoped="When the line goes up, three people know what to do, and the public hears one clear sentence.",
        why="Respiratory season begins in eight weeks.",
        reply="Nobody should close anything because of one Tuesday. There is a sensible way to read these.",
        heard="You need a rule for when a rise is real, an action that goes with it, and a sentence for the public. "
        "It has to work with the one plant you have, and with the people who are on septic.",
        goals="A reading rule. Three actions. A sentence for the public, ready before it is needed.",
        ours=("Go back over a year of your data and try three rules", "Draft the public sentences in two languages"),
        theirs=("Ask the plant operator and the hospital to the first call", "Agree who says it in public"),
        done=(
            "Played the rule back over last winter; it would have warned nine days before the hospital.",
            "Wrote three sentences and tried them on the radio host.",
            "Met at the plant, which was the first time that anybody had asked the operator to explain it.",
        ),
        who="the epidemiologist and the plant’s operator",
        note="The operator says that the storm in March diluted everything. That explains the dip we had celebrated.",
        voice="The hospital’s infection nurse and the radio host",
        remaining="A third of our people are on septic. What about them?",
    ),
    Seed(
        topic="Infectious disease",
        need="A long-term care home has its third outbreak this year and they have stopped calling us. We only "
        "hear when somebody is in the hospital. They see us as inspectors. The infection nurse is the fifth "
        "in two years, and learned the job from a binder.",
        hoped="They call us on the first day, because it helps them.",
        why="Flu and RSV arrive together here, in about six weeks.",
        reply="Five nurses in two years is the thing to work on. The calls will follow.",
        heard="You need to be useful to that nurse before the next outbreak: a visit without a clipboard, a line "
        "list that takes two minutes, and a promise about what is and is not reported.",
        goals="A visit that helps. A two-minute line list. A shared promise on reporting.",
        ours=("Come along on the first visit, as a guest", "Make the line list fit on a phone"),
        theirs=("Say to the home in writing what a call leads to", "Give them one name and one number"),
        done=(
            "Visited with doughnuts and no clipboard; walked the hall with the nurse for an hour.",
            "Cut the line list from 31 columns to 8.",
            "Ran a tabletop with the night shift, at night.",
        ),
        who="the communicable disease nurse and the home’s infection nurse",
        note="She called on Saturday. Two coughs. We had swabs there by noon.",
        voice="The residents’ council of the home",
        remaining="Now the other four homes want the same, and we have one nurse.",
        changed="partnership",
        kinds=("local", "tribal", "territorial"),
    ),
    Seed(
        topic="Infectious disease",
        need="We have a patient with TB who works two jobs and cannot come at the hour we are open. He has never "
        "refused anything. He leaves for the plant at 4:40 and comes back at 11. Our directly observed "
        "therapy is offered from nine to four. My nurse has been driving to a gas station in the dark.",
        hoped="Treatment fits the person’s life, and he finishes it.",
        why="He has missed five doses in three weeks, and he is afraid for his job.",
        reply="Video can replace the gas station, if he has a phone, and there are rules for it that work.",
        heard="You need video-observed therapy that your state accepts, in a language he is at ease in, and words "
        "for his employer that protect him.",
        goals="A video protocol. Consent in his language. A letter for the employer that gives nothing away.",
        ours=(
            "Send the video protocol that your state has accepted elsewhere",
            "Find an interpreter who is not from the same plant",
        ),
        theirs=("Ask him which hour is his", "Clear the protocol with the state’s TB programme"),
        done=(
            "Adapted the video protocol and had the state read it.",
            "Practised the consent talk with an interpreter.",
            "Looked at adherence after a month: 27 of 28 doses.",
        ),
        who="the TB nurse and the outreach worker",
        note="He sends the video at 4:20 in the morning, and says good morning to us.",
        voice="A community health worker who speaks his language",
        remaining="His wife and her parents have not been tested. They are afraid of the letterhead.",
        kinds=("local", "tribal", "territorial"),
    ),
    Seed(
        topic="Infectious disease",
        need="Hepatitis A came back among people without homes and our clinic hours miss all of them. Nineteen "
        "cases since May. We vaccinate at the shelter, but those who are ill sleep behind the feed store and "
        "under the bridge. Two nurses have offered to go out, and I do not have a policy that lets them.",
        hoped="People who live outside get the vaccine and clean water where they are.",
        why="It gets cold in ten weeks, and they will move indoors together.",
        reply="Two volunteers are a programme. Let us get them the policy.",
        heard="You need a policy that lets two nurses work outside safely, a partner whom people under the bridge "
        "trust, and a way to keep the vaccine cold in a backpack.",
        goals="A field vaccination policy. A trusted guide. Handwashing stations where people are.",
        ours=("Send the field policy of three departments", "Find out how they kept vaccine cold in summer"),
        theirs=("Ask the outreach ministry to go along", "Get the standing order signed"),
        done=(
            "Adapted the field policy; the medical director signed it on the same day.",
            "Went out for the first time, with the outreach ministry in front.",
            "Counted after six weeks: 140 doses, and no new case in four weeks.",
        ),
        who="two public health nurses and the outreach minister",
        note="One man said that he had had three vaccines in prison and none since. He thanked us for asking.",
        voice="Two people who live outside, paid for their time",
        remaining="They ask for naloxone and wound care. We came with a vaccine.",
        changed="programme",
        kinds=("local",),
    ),
    Seed(
        topic="Infectious disease",
        need="Dengue is here for the second year and our mosquito control and our clinics do not talk. The clinics "
        "report after a week. Vector control sprays where people complain. I have both maps on my wall, and "
        "they do not match.",
        hoped="A fever on Monday means a crew in the right street on Wednesday.",
        why="The rains begin in about seven weeks.",
        reply="Two maps on one wall is how this usually gets solved.",
        heard="You need clinics to report suspicion rather than proof, a rule that sends the crew, and one map. "
        "Both sides should meet before the rains.",
        goals="Same-day reporting of suspicion. A dispatch rule. One shared map.",
        ours=(
            "Set up the shared map on the software that you already have",
            "Bring the dispatch rule of another island",
        ),
        theirs=("Get five clinics to try same-day reporting", "Bring the crew leaders to the first meeting"),
        done=(
            "Put both maps on one screen; the crew leaders saw it at once.",
            "Tried same-day reporting in five clinics for two weeks.",
            "Looked back after the first month of rain: median four days from fever to crew, from eleven.",
        ),
        who="the epidemiologist and the vector control supervisor",
        note="The crew leaders know every abandoned cistern. Nobody had ever asked them for the list.",
        voice="Neighbourhood leaders in the three hardest-hit villages",
        remaining="Tires come in on every ship. Who can stop that?",
        kinds=("territorial", "freely_associated"),
    ),
    Seed(
        topic="Immunization",
        need="Kindergarten coverage has fallen to 88 percent and shouting about it has not helped. I have been "
        "doing this for twenty years. It is not the loud ones who worry me. It is the tired ones, who meant "
        "to come, and then missed two appointments.",
        hoped="Every parent who wants the vaccine finds it easy, and every parent with a question has it answered "
        "by somebody they know.",
        why="School starts in eleven weeks.",
        reply="The tired ones are most of it, nearly everywhere. That is good news, since hours can be changed.",
        heard="You need clinic hours that fit tired parents, a reminder that sounds like a neighbour, and school "
        "nurses who are ready for questions. You do not want a campaign.",
        goals="Evening and Saturday clinics. A reminder in your own words. A question hour for school nurses.",
        ours=(
            "Write three reminders and test them on twenty parents",
            "Practise hard questions with the school nurses",
        ),
        theirs=(
            "Open two evenings and one Saturday before school starts",
            "Get the list of children who are missing one dose",
        ),
        done=(
            "Pulled the list: 212 of 260 were missing one dose, and had come for the others.",
            "Tested three reminders; the shortest won by far.",
            "Practised the four hardest questions with eleven school nurses.",
        ),
        who="the immunization coordinator and the school nurses",
        note="Saturday was full by ten. Somebody brought tamales.",
        voice="Six parents, two of whom had been hesitant",
        remaining="The private school two towns over does not let us in.",
    ),
    Seed(
        topic="Immunization",
        need="Our vaccine refrigerator failed on a holiday weekend and we lost $26,000 of vaccine. The alarm "
        "called a number that belongs to somebody who left in 2021. The state was patient. I would rather not "
        "need that twice.",
        hoped="When a refrigerator fails, a person who can do something about it knows within fifteen minutes.",
        why="The state wants our corrective plan in thirty days.",
        reply="It is always the phone number. Let us write a plan that survives staff changes.",
        heard="You need an alarm that reaches a role rather than a person, a written plan that anybody can follow "
        "at night, and a test once a quarter that somebody signs.",
        goals="An alarm chain by role. A one-page night plan. A quarterly test.",
        ours=(
            "Read the corrective plan before it goes to the state",
            "Send the one-page night plan of a clinic that had to use it",
        ),
        theirs=("Give the alarm a number that will not leave with a person", "Run the first test on a Sunday"),
        done=(
            "Wrote the night plan with the nurse who lives closest.",
            "Rang the alarm on a Sunday evening; the third person in the chain came in 22 minutes.",
            "Read the corrective plan line by line; the state accepted it.",
        ),
        who="the immunization nurse and the facilities supervisor",
        note="The sheriff’s dispatcher has agreed to be the last in the chain. She does not sleep anyway.",
        voice="None of the public; the county’s dispatcher takes part",
        remaining="Our satellite clinic has a household refrigerator. I know.",
    ),
    Seed(
        topic="Immunization",
        need="Farmworkers here start before our clinic opens and we vaccinate almost none of them. There are about "
        "900 from May to October. The growers say that they do not mind, as long as nobody loses a morning. "
        "The workers ask whether it costs anything and whether they have to show papers.",
        hoped="Anybody who works here in summer can get a vaccine near the camp, after work, without being asked "
        "for papers.",
        why="The first crews arrive in seven weeks.",
        reply="Evenings at the camps work, when somebody they trust has been there first.",
        heard="You need evening clinics at two camps, a clear answer on cost and papers that the crew leaders can "
        "repeat, and promotoras who go a week before you.",
        goals="Two evening clinics. Promotoras first. Answers in Spanish and Mixteco, recorded.",
        ours=("Connect you with the promotoras of the next county", "Record the answers as voice messages"),
        theirs=("Agree with two growers on the evenings", "Put in writing that no papers are asked for"),
        done=(
            "Met the crew leaders with two promotoras at the taco truck.",
            "Recorded six voice messages, of which two are in Mixteco.",
            "Ran the first evening: 86 people in three hours.",
        ),
        who="the outreach nurse and two promotoras",
        note="The voice messages went farther than we did. Somebody in Oaxaca called to ask whether it was true.",
        voice="Two promotoras and a crew leader",
        remaining="Many asked about diabetes. We had come with vaccine only.",
        changed="community",
        kinds=("local",),
    ),
    Seed(
        topic="Immunization",
        need="Elders will come for a vaccine if their grandchildren ask them, and we would like to build on that. "
        "Last fall we held a family evening with soup. It was the best clinic that we ever had. Nobody "
        "planned it as a programme. I would like to do it in all eight communities, and not break it.",
        hoped="Every community has its own evening, run by its own people, with vaccine as part of it.",
        why="Flu vaccine arrives in September, and the families plan their evenings in July.",
        reply="Please do not let me or anybody turn it into a toolkit. Let us write down only what others would need.",
        heard="You need to help seven other communities to make their own evening, with money for soup, a nurse who "
        "comes, and very little paper. Each decides for itself.",
        goals="Small grants for evenings. A nurse schedule. A page in the words of those who did it first.",
        ours=("Find the money for soup, with rules that fit on a card", "Stay out of the kitchen"),
        theirs=("Ask each community who would host", "Write the page in your own words"),
        done=(
            "Found two sources that pay for food, and wrote the rules on one card.",
            "Listened while the first hosts told seven others how they had done it.",
            "Counted after the season: 611 people in eight evenings.",
        ),
        who="the community health representatives",
        note="One community wants to do it with a drum group. I said that it is theirs.",
        voice="The families who host",
        remaining="The elders who live alone and far out still did not come.",
        changed="community",
        kinds=("tribal",),
    ),
)

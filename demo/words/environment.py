"""Water, air, heat, food and housing."""

from __future__ import annotations

from demo.words.seed import Seed

SEEDS = (
    Seed(
        topic="Environmental health",
        need="Four childcare homes on private wells have lead above the action level. We found it by accident, "
        "when a licensing visit asked for a water test. Nobody regulates these wells, and nobody tests them "
        "unless asked. We can pay for about thirty tests. We do not know whom to test first, or what to tell "
        "families before we have answers.",
        hoped="Every childcare on a well in {place} is tested within the year, and no family hears it from the news.",
        why="Two of the four serve infants who drink formula made with that water.",
        reply="For today: ask the four homes to use bottled water for formula and cooking, and to keep the receipts.",
        heard="You need an order in which to test thirty wells, a letter that tells families the truth without "
        "frightening them, and somebody to call when a result is high. You do not need a study.",
        goals="A testing order for thirty wells. A family letter in two languages. A one-page protocol for high "
        "results.",
        ours=(
            "Send a draft family letter that a parent can read in one minute",
            "Rank the childcare wells by age of plumbing and of the children",
        ),
        theirs=(
            "List every licensed childcare on a private well",
            "Agree on a price for thirty tests with the laboratory",
        ),
        done=(
            "Ranked the childcare wells together, by age of plumbing and of the children.",
            "Rewrote the letter to families with two childcare owners reading every line.",
            "Went through the protocol for a high result with the nurse who would make the call.",
        ),
        who="the environmental health specialist and the licensing liaison",
        note="One of the owners asked whether this will close her. I did not know what to say. Can the letter "
        "begin with that?",
        voice="Two owners of home childcares",
        remaining="Two of the families need a filter that they cannot afford, and we have no money for filters.",
        changed="programme",
        kinds=("local", "tribal", "territorial"),
    ),
    Seed(
        topic="Environmental health",
        need="We need a heat plan that works for people who will not leave their homes. Last July two older men "
        "died with their windows painted shut. We opened a cooling room at the library, and eleven people "
        "came in five days. The ones we worry about have no car, no air conditioning, or a dog they will not "
        "leave.",
        hoped="On the third hot day somebody has knocked on every door on our list.",
        why="The first heat advisory usually comes in the second week of June.",
        reply="Cooling rooms are rarely the answer for the people you describe; checking on them is.",
        heard="You need a list of people who are alone in the heat, neighbours who knock on their doors, and a rule "
        "for when it starts. A second cooling room is not what you asked for.",
        goals="A door-knock list and who keeps it. A trigger day. A card for volunteers with four questions.",
        ours=(
            "Bring the trigger rule and volunteer card of two rural counties that have done this",
            "Compare three years of ambulance calls with temperature",
        ),
        theirs=("Ask the meals-on-wheels drivers and the fire hall who is alone", "Name who calls the start"),
        done=(
            "Compared three years of ambulance calls with temperature, and chose a trigger day.",
            "Tested the four questions with six meal drivers; two questions changed.",
            "Walked through a pretend third hot day with everybody who would knock.",
        ),
        who="the nurse manager and the fire hall’s captain",
        note="The meal drivers said yes before I had finished the sentence. They already know who is alone.",
        voice="Meals-on-wheels volunteers and the senior centre’s council",
        remaining="The power company will not tell us whose electricity is about to be cut in a heat wave.",
        changed="community",
        kinds=("local", "tribal", "territorial"),
    ),
    Seed(
        topic="Environmental health",
        need="Wildfire smoke closed our schools for nine days and nobody could say when to open them. The "
        "superintendent called me each morning at five. I looked at one monitor that is forty miles away, and "
        "guessed. I would like to have something better than that to stand on.",
        hoped="The decision is made by a rule that parents have seen before the smoke comes.",
        why="Fire season starts in July, and the school board meets twice before then.",
        reply="A borrowed sensor on each school and a simple table would have helped you on all nine days.",
        heard="You need cheap sensors at each school, a table that turns the number into a decision, and the school "
        "board’s yes to it before summer. The table should say what happens to children with asthma first.",
        goals="Sensors at every school. A decision table. A letter to parents before the season.",
        ours=("Lend six sensors until you have your own", "Draft the table from what three other districts use"),
        theirs=("Get the table on the school board’s agenda", "Ask the school nurses which children need a plan"),
        done=(
            "Put up six sensors with the custodians; two are on the wrong side of the building, and were moved.",
            "Went through last summer day by day with the table.",
            "Answered the board’s questions for forty minutes.",
        ),
        who="the environmental health director and the superintendent",
        note="With the table we would have been closed for four days and not nine.",
        voice="Two parents of children with asthma and the school nurses",
        remaining="The children who are home in smoke are often in trailers that leak. School may be the better place.",
        changed="policy",
        kinds=("local", "tribal", "state"),
    ),
    Seed(
        topic="Environmental health",
        need="We have 41 mobile homes on a failing lagoon and the owner has stopped answering. Sewage comes up in "
        "two yards after rain. I can write a citation, and I have. If the park is closed, forty families have "
        "nowhere to go, and they know it, so nobody signs a complaint.",
        hoped="The sewage stops, and nobody loses their home because of it.",
        why="The spring rain is eight weeks away.",
        reply="Enforcement alone closes parks. There is money for this kind of repair, but somebody has to ask for "
        "it.",
        heard="You need a way to get the lagoon repaired that does not begin with closing the park: who could own "
        "the repair, who pays, and what protects the families in the meantime. The families should hear it "
        "from you first.",
        goals="A repair path with an owner. An interim fix before the rain. Meetings in the park, in Spanish.",
        ours=(
            "Find three repair programmes that pay when the owner does not",
            "Bring somebody who has turned a park into a resident cooperative",
        ),
        theirs=("Hold a meeting in the park, in the evening, with food", "Have the interim pumping priced"),
        done=(
            "Met in the park with 30 residents; the children interpreted until our interpreter came, and "
            "then they could play.",
            "Applied for emergency pumping, which was approved in nine days.",
            "Talked with the state’s revolving fund and the county attorney about a receiver.",
        ),
        who="the environmental health manager and a legal aid attorney",
        note="The women who run the laundry room have a list of every leak since 2016.",
        voice="Five residents of the park",
        remaining="The well is shallow, and forty yards from the lagoon. We should test it, and we are afraid to.",
        changed="partnership",
        kinds=("local",),
    ),
    Seed(
        topic="Environmental health",
        need="Restaurant inspections are behind by seven months and I will not ask for perfect. Two inspectors, "
        "640 places, 90 of them new since the pandemic. We treat the gas station with wrapped sandwiches like "
        "the hospital kitchen.",
        hoped="The places where somebody could get very ill are seen twice a year, and the others when we can.",
        why="The state audits us in September.",
        reply="Risk-based scheduling is allowed in your state, and it will give you back a third of the visits.",
        heard="You need to sort 640 places by risk, a schedule that two inspectors can keep, and an argument that "
        "satisfies the audit.",
        goals="A risk list. A schedule for two. A memo for the auditor.",
        ours=(
            "Send the risk categories with examples from a county your size",
            "Read the memo before the auditor does",
        ),
        theirs=("Sort the first hundred and tell us where it feels wrong", "Try the schedule for a month"),
        done=(
            "Sorted a hundred places together; agreed on 94 of them at once.",
            "Built the schedule in the software that they have.",
            "Rehearsed the audit with somebody who used to be an auditor.",
        ),
        who="both inspectors",
        note="The hospital kitchen asked why we had not come. They like it when we come.",
        voice="The restaurant owners’ breakfast group",
        remaining="Food trucks change their names faster than we can drive.",
        kinds=("local", "tribal", "territorial"),
    ),
    Seed(
        topic="Environmental health",
        need="Every second child we test for lead lives in rental houses that three people own. We write to the "
        "tenants. The tenants move, and the next family moves in. I have followed one address through four "
        "families.",
        hoped="We fix houses rather than follow children.",
        why="The city council has asked us what it would take, which has not happened before.",
        reply="Four families at one address is the strongest page you could bring to a council.",
        heard="You need the addresses rather than the children on a map, a rental rule that other towns have "
        "defended, and help for owners who would repair if they could. The families should not be named "
        "anywhere.",
        goals="A map by address without names. A proposed rental rule. A repair fund for willing owners.",
        ours=(
            "Build the address map so that no child can be recognised",
            "Bring two rental ordinances that were upheld",
        ),
        theirs=("Give us ten years of results under the agreement", "Ask three owners what they would need"),
        done=(
            "Put ten years on one map; 22 addresses had more than one child.",
            "Compared two ordinances with the city attorney.",
            "Met three owners; two would repair if the loan were simple.",
        ),
        who="the lead programme’s nurse and the city’s housing inspector",
        note="An owner asked me why nobody had told him. I think he meant it.",
        voice="Two mothers and the tenants’ association",
        remaining="The houses outside the city have no inspector at all.",
        changed="policy",
        kinds=("local",),
    ),
    Seed(
        topic="Environmental health",
        need="Salt water is reaching our wells and the outer villages have begun to boil coconut water for "
        "infants. After the king tides the wells taste of the sea for weeks. The health aides report more "
        "diarrhoea. We have rain tanks, and many of them leak.",
        hoped="Every village has safe water for its smallest children through the dry months.",
        why="The next king tides are in ten weeks.",
        reply="Tanks first, then. Leaks are quicker to fix than wells.",
        heard="You need to know which villages run out first, tanks that hold water, and a simple test that a "
        "health aide can do and report by radio. Families know more about this than we do.",
        goals="A ranking of villages. A tank repair round. A test that works without a laboratory.",
        ours=(
            "Send fifty test kits with pictures rather than text",
            "Find an engineer who has repaired ferrocement tanks",
        ),
        theirs=("Ask the health aides which tanks leak", "Reserve space on two boats"),
        done=(
            "Ranked the villages over the radio with eleven health aides.",
            "Tried the kits on the main island first; the pictures needed changing.",
            "Repaired nineteen tanks on the first boat round.",
        ),
        who="the environmental health officer and the village health aides",
        note="The women’s group has measured the tanks with a stick every Sunday for years. They have a book.",
        voice="The women’s groups of five villages",
        remaining="Nine tanks are beyond repair. Who would pay for new ones?",
        changed="community",
        kinds=("territorial", "freely_associated"),
    ),
)

"""Mothers, infants and the people around them."""

from __future__ import annotations

from demo.words.seed import Seed

SEEDS = (
    Seed(
        topic="Maternal and child health",
        need="We had two cases of congenital syphilis this year and both mothers had been seen by somebody. One "
        "was seen in the emergency room three times. The other was in jail for nine days. Nobody tested, "
        "since each thought that somebody else had.",
        hoped="Wherever a pregnant woman is seen, she is tested and treated on the same day.",
        why="A third woman is due in seven weeks, and we have not found her.",
        reply="For the third: call me now. Two outreach workers in your region know the motels.",
        heard="You need the emergency room and the jail to test, benzathine penicillin that is there on the day, "
        "and somebody who goes out to find a woman who does not come. A review of both cases, without blame, "
        "comes first.",
        goals="A review without blame. Rapid tests in two places. Same-day treatment. Outreach for those who are "
        "not found.",
        ours=(
            "Lead the case review, and keep names out of it",
            "Bring the standing orders for rapid tests in a jail and an emergency room",
        ),
        theirs=(
            "Get the emergency room’s director and the jail’s nurse to the review",
            "Keep four doses in the refrigerator",
        ),
        done=(
            "Reviewed both cases for two hours; there had been eleven chances.",
            "Went through the standing orders with the jail’s nurse.",
            "Found the third woman through the food pantry; she was treated on the same day.",
        ),
        who="the STI nurse, the emergency room’s director and the jail’s nurse",
        note="The baby was born on Sunday. She is well.",
        voice="A doula and a woman who has been there",
        remaining="Penicillin has run short twice. What do others do?",
        kinds=("local", "state"),
    ),
    Seed(
        topic="Maternal and child health",
        need="Our last labour ward closed and women drive 74 miles, some of them past two closed hospitals. We "
        "have a prenatal clinic on Thursdays. In the winter two babies were born in cars. One of them on the "
        "shoulder, with a deputy who had watched a video.",
        hoped="A woman here knows where she will give birth and how she will get there, and those who might catch a "
        "baby know how.",
        why="Snow comes in nine weeks, and eleven women are due between December and March.",
        reply="Eleven women is few enough to plan for by name.",
        heard="You need a plan for each woman that includes the road, training for the crews and deputies who may "
        "be there, and a place near the hospital to stay in the last weeks. The women should make the plan "
        "with you.",
        goals="A birth-and-road plan for each. Training for crews. Rooms near the hospital.",
        ours=("Bring the simulation team to your fire hall", "Find out which plans pay for a room"),
        theirs=("Ask each of the eleven what she would want", "Agree with the hospital on one number to call"),
        done=(
            "Made the plan with the first four women; two had nobody to watch their other children.",
            "Trained nineteen people with a simulator in the fire hall.",
            "The hospital’s charge nurse now takes the call directly.",
        ),
        who="the prenatal nurse and the fire hall’s crew",
        note="The deputy asked for a second session. He brought his own towel.",
        voice="Four of the eleven women",
        remaining="The ride home is not paid for by anybody.",
        changed="partnership",
        kinds=("local", "tribal"),
    ),
    Seed(
        topic="Maternal and child health",
        need="Black mothers here lose their babies at three times the rate, and our review committee has no mother "
        "on it. We have met for four years. We write good recommendations. Six of the nine at the table are "
        "physicians, and none of them lives in the two neighbourhoods that we talk about.",
        hoped="Mothers who have lost a child sit at the table, are paid, are not alone there, and what they say "
        "changes what is done.",
        why="The committee’s members are appointed again in four months.",
        reply="Two mothers at least, never one. And care for them before and after each meeting.",
        heard="You need a committee that mothers help to lead, with pay, with support for their grief, and with "
        "recommendations that have an owner and a date. You asked how to do it without using anybody’s pain.",
        goals="Mothers as members, paid and supported. Recommendations with owners. A yearly public evening.",
        ours=(
            "Bring a committee that has done this to talk with yours",
            "Write the support plan with a grief counsellor",
        ),
        theirs=("Ask the doulas whom to ask", "Change the appointment letter and the pay rule"),
        done=(
            "Another committee’s mothers talked with ours for two hours, without the physicians.",
            "Wrote the support plan: a counsellor in the building, and the right to leave.",
            "Went through four years of recommendations: 7 of 41 had an owner.",
        ),
        who="the review coordinator and two doulas",
        note="They asked us to read the names at the beginning. We had only ever read the numbers.",
        voice="Four mothers and two doulas",
        remaining="The hospitals have not answered two of the recommendations.",
        kinds=("local", "state"),
    ),
    Seed(
        topic="Maternal and child health",
        need="Families on WIC leave when the baby turns one and we think it is the phone. The appointment is by "
        "phone, in the middle of a shift, from a number that shows as unknown. They do not pick up. I would "
        "not, either.",
        hoped="Families stay as long as it is worth it to them, and renewing takes five minutes.",
        why="We lose about 60 children a quarter.",
        reply="Text first, then call. It sounds small, and it has been half of it elsewhere.",
        heard="You need appointments that can be chosen by text, a number with a name, and an hour after work. You "
        "want to ask twenty families who left before you change anything.",
        goals="Twenty conversations. Choice by text. Two evening hours a week.",
        ours=("Phone twenty families who left, and listen", "Set up texting within what your state allows"),
        theirs=("Offer two evening hours", "Get the number a name"),
        done=(
            "Reached 14 of the 20; eleven said that the time was impossible.",
            "Texting was approved, in two languages.",
            "Looked at retention after four months: 60 leaving had become 34.",
        ),
        who="the WIC coordinator and two peer counsellors",
        note="One mother said that she had thought we were a scam.",
        voice="Fourteen parents who had left the programme",
        remaining="The one grocery in town is often out of the right formula.",
        kinds=("local", "tribal", "territorial"),
    ),
    Seed(
        topic="Maternal and child health",
        need="Grandparents raise one child in nine here and every form we have says “mother”. They come late, "
        "because they are ashamed, or because the papers are not in their name. One of them told me that she "
        "feels like a thief when she signs.",
        hoped="A grandparent is welcome here with or without papers, and the forms say so.",
        why="School registration opens in eight weeks, and the forms will be reprinted anyway.",
        reply="A reprint is a gift. Let us change the word everywhere at once.",
        heard="You need forms that say “the person who cares for this child”, a clear rule on who may consent to "
        "what, and one evening a month for grandparents that they run themselves.",
        goals="Forms reprinted. A consent rule on a card. A monthly evening.",
        ours=("Check with your state’s law what a caregiver may consent to", "Go through all 23 forms for the word"),
        theirs=("Ask grandparents to choose the words", "Find a room and a supper"),
        done=(
            "Found the word “mother” 114 times in 23 forms.",
            "Made the consent card with legal aid; it fits in a wallet.",
            "Eleven grandparents came to the first evening, and stayed until ten.",
        ),
        who="the child health nurse and three grandparents",
        note="They have elected a chair. She is 71, and does not let anybody speak twice before all have spoken once.",
        voice="Eleven grandparents",
        remaining="They have not seen a doctor themselves for years.",
        changed="community",
        kinds=("local", "tribal", "territorial"),
    ),
)

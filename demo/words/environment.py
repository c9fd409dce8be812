"""Water, air, heat, food and housing."""

from __future__ import annotations

from demo.words.seed import Seed

_TOPIC = "Environmental health"
_NOT_STATE = ("local", "tribal", "territorial", "freely_associated")

SEEDS = (
    Seed(
        topic=_TOPIC,
        need="Four childcare homes on private wells have lead above the action level. We found it by accident, when a "
        "licensing visit asked for a water test. Nobody regulates these wells, and nobody tests them unless asked. "
        "We can pay for about thirty tests. We do not know whom to test first, or what to tell families before we "
        "have answers.",
        hoped="Every childcare on a well in {place} is tested within the year, and no family hears it from the news.",
        why="Two of the four serve infants who drink formula made with that water.",
        reply="For today: ask the four homes to use bottled water for formula and cooking, and to keep the receipts.",
        heard="You need an order in which to test thirty wells, a letter that tells families the truth without "
        "frightening them, and somebody to call when a result is high. You do not need a study.",
        goals="A testing order for thirty wells. A family letter in two languages. A one-page protocol for high results.",
        ours=(
            "Send a draft family letter that a parent can read in one minute",
            "Rank the childcare wells by age of plumbing and of the children",
        ),
        theirs=(
            "List every licensed childcare on a private well",
            "Agree a price for thirty tests with the laboratory",
        ),
        done=(
            "Ranked the childcare wells together, by age of plumbing and of the children.",
            "Rewrote the letter to families with two childcare owners reading every line.",
            "Went through the protocol for a high result with the nurse who would make the call.",
        ),
        who="the environmental health specialist and the licensing liaison",
        note="One of the owners asked whether this will close her. I did not know what to say. "
        "Can the letter begin with that?",
        voice="Two owners of home childcares",
        remaining="Two of the families need a filter they cannot afford, and we have no money for filters.",
        changed="programme",
        kinds=_NOT_STATE,
    ),
    Seed(
        topic=_TOPIC,
        need="We need a heat plan that works for people who will not leave their homes. Last July two older men died "
        "in {place} with windows painted shut. We opened a cooling room at the library, and eleven people came in "
        "five days. The ones we worry about have no car, no air conditioning, or a dog they will not leave.",
        hoped="On the third hot day somebody has knocked on every door on our list.",
        why="The first heat advisory usually comes in the second week of June.",
        reply="Cooling rooms are rarely the answer for the people you describe; checking on them is.",
        heard="You need a list of people who are alone in the heat, neighbours who knock on their doors, and a rule "
        "for when it starts. A second cooling room is not what you asked for.",
        goals="A door-knock list and who keeps it. A trigger day. A card for volunteers with four questions.",
        ours=("Bring the trigger rule and volunteer card of two rural counties that have done this",),
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
        kinds=_NOT_STATE,
    ),
)

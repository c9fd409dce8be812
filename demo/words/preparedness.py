"""Emergencies: floods, ambulances, power, and exercises that people remember."""

from __future__ import annotations

from demo.words.seed import Seed

SEEDS = (
    Seed(
        topic="Emergency preparedness",
        need="Nights are covered by two volunteers and the nearest ambulance is fifty minutes away. Our contract "
        "with the ambulance service ends this year. In the winter there were eleven calls without a crew. I "
        "am not asking for an ambulance; I am asking how small counties share one.",
        hoped="Anybody who calls at night knows that somebody is coming, and from where.",
        why="The contract ends on September 30, and the commissioners ask me.",
        reply="Counties of your size do share night crews. The agreement is the hard part, and it can be borrowed.",
        heard="You need an agreement for the hours without a crew, one page for the commissioners with the calls "
        "and three ways to pay for it, and the volunteers at the table from the beginning. You do not need "
        "another ambulance.",
        goals="A page with calls and costs. A mutual aid agreement. A trial of three months.",
        ours=("Bring two night-crew agreements with what they cost", "Work out three ways to pay, on one page"),
        theirs=("Ask the volunteers what they would never give up", "Get the call records from dispatch"),
        done=(
            "Sorted a year of calls by hour; the gap is from ten to six.",
            "Two counties told theirs how they had done it, captain to captain.",
            "Went through the agreement with both boards.",
        ),
        who="the fire hall’s captain and the clinic’s nurse",
        note="The volunteers want to keep their Saturdays. It is when they are good.",
        voice="The volunteer crew and a family that waited",
        remaining="The dispatchers are trained for police calls. They would like medical training.",
        changed="partnership",
        kinds=("local", "tribal"),
    ),
    Seed(
        topic="Emergency preparedness",
        need="We had a tabletop exercise every year and in the flood nobody opened the plan. The plan is 212 "
        "pages. What worked was that the road supervisor and I have each other’s cell numbers. I would like "
        "to write down what we really do.",
        hoped="The plan is what people do, short enough to read in a moving truck.",
        why="The river crests in April, most years.",
        reply="Two hundred and twelve pages protect a department from auditors. Let us make the other kind as well.",
        heard="You need four pages that say who calls whom and who decides what in the first six hours, drawn from "
        "what you really did in the flood, and an exercise that tests exactly that.",
        goals="Four pages. A phone tree that is tested. A short exercise at the river.",
        ours=(
            "Interview the eight people who ran the flood",
            "Write the four pages and keep the 212 for the auditor",
        ),
        theirs=("Find those eight people", "Hold the exercise on a weekday evening"),
        done=(
            "Interviewed eight people; the story was the same in the first two hours, and then it split.",
            "Wrote the four pages; the road supervisor made it three.",
            "Stood at the river with radios for an hour and a half.",
        ),
        who="the preparedness coordinator and the road supervisor",
        note="The school bus mechanic has the keys to everything. He is in the plan now.",
        voice="The mobile home park’s manager and the bus mechanic",
        remaining="Nobody in the plan speaks Spanish at night.",
        kinds=("local", "tribal", "territorial"),
    ),
    Seed(
        topic="Emergency preparedness",
        need="Forty-six people here depend on electricity for oxygen and we lose power for days. The list comes "
        "from Medicare, and is three months old when we get it. In the ice storm the fire chief drove from "
        "house to house. He reached 31 of them.",
        hoped="In the first six hours of an outage somebody has spoken with each of them.",
        why="Ice season starts in ten weeks.",
        reply="The fire chief’s way is right. He should not have to do it from memory.",
        heard="You need a list that is kept up to date with consent, people who call and drive, and places with "
        "power where somebody on oxygen can stay. The families should decide what is written about them.",
        goals="A registry by consent. A call and drive rota. Three places with generators.",
        ours=(
            "Bring a consent form that families have signed elsewhere",
            "Build the list in a form that works on paper",
        ),
        theirs=("Ask the oxygen suppliers to hand out the form", "Agree on three places with generators"),
        done=(
            "Rewrote the consent form with two families.",
            "Met both suppliers; one will hand it out with each delivery.",
            "Tried the call rota on a sunny Thursday: 52 calls in two hours.",
        ),
        who="the fire chief and the home health nurse",
        note="One man said no to the list and yes to his neighbour having our number. Good enough.",
        voice="Two families who live with oxygen",
        remaining="Insulin has the same problem as oxygen, and many more people.",
        changed="community",
        kinds=("local", "tribal"),
    ),
    Seed(
        topic="Emergency preparedness",
        need="Every storm we open a shelter and every storm families with disabled children stay at home. We asked "
        "them why. The cots are too low, the noise is too much, and last time a volunteer asked a mother what "
        "was wrong with her son.",
        hoped="A family with a disabled child comes to the shelter because they have been there before, and it was "
        "all right.",
        why="Hurricane season starts on June 1.",
        reply="Ask the mothers to lead this one. I can carry chairs.",
        heard="You need a quiet room, equipment that fits, volunteers who have met the families before the storm, "
        "and a visit day in fair weather. Families want to plan it, not to be planned for.",
        goals="A quiet room. A visit day. Volunteers who were trained by families.",
        ours=("Find the equipment list and who lends it", "Help the families to train the volunteers"),
        theirs=("Open the shelter for a day in May", "Pay the families for their training hours"),
        done=(
            "Walked the gym with five families; they changed the entrance, the lights and the registration desk.",
            "Found cots, a changing table and a second generator on loan.",
            "Held the visit day: 23 families came.",
        ),
        who="the shelter manager and five families",
        note="One of the boys has decided that he will be the greeter.",
        voice="Five families with disabled children",
        remaining="Their equipment needs power, and the generator is small.",
        changed="community",
        kinds=("local", "territorial"),
    ),
    Seed(
        topic="Emergency preparedness",
        need="We must report on our readiness to the state and to three funders in four formats. Each wants the "
        "same exercise described in other words. My coordinator spends six weeks a year on it. Those are six "
        "weeks in which nobody is preparing anything.",
        hoped="We describe what we did once, and use the rest of the time to prepare.",
        why="The first report is due in seven weeks.",
        reply="There is a crosswalk for these. It has saved others four of the six weeks.",
        heard="You need one record of each exercise that answers all four formats, and a conversation with the "
        "state about accepting it.",
        goals="One record. A crosswalk. A letter to the funders.",
        ours=("Send the crosswalk and fill in one exercise as an example", "Talk to the state with you"),
        theirs=("Choose the exercise to try it on", "Tell us what the funders really read"),
        done=(
            "Filled in one exercise together in a morning, for all four.",
            "Talked with the state; two of the four formats were merged.",
            "Looked at the hours after the first round: nine days rather than thirty.",
        ),
        who="the preparedness coordinator",
        note="The third funder said that nobody had ever asked.",
        voice="None of the public; other departments take part",
        remaining="The exercise we describe so well was not very good.",
    ),
)

"""Names for invented people and organizations. Any likeness to a living person is chance."""

from __future__ import annotations

FIRST_NAMES = (
    "Aaliyah Abigail Adriana Alicia Amara Ana Andre Angela Anita Antonio Ariel Beatriz Benita Bernadette Beverly "
    "Blake Bonita Brenda Bryce Calvin Camille Carla Carlos Cecilia Charlene Charles Cheryl Claudia Clifford "
    "Colleen Corinne Curtis Dana Danielle Darlene Darnell Deborah Delia Denise Derek Diana Dolores Dominic Donna "
    "Dwayne Edith Eduardo Elaine Elena Emilio Erica Esther Eugene Evelyn Faith Fatima Felicia Fernando Frances "
    "Gail Genevieve Gerald Gloria Grace Gregory Hannah Harriet Hassan Hector Helen Ignacio Imani Ingrid Irene "
    "Isaac Jacqueline Jamal Janelle Jerome Joanna Jocelyn Joseph Josie Joyce Juanita Kaitlyn Karina Keisha Kenji "
    "Kimberly Lakeisha Latoya Laura Leilani Leon Leticia Lillian Linh Lorena Lucille Luis Lydia Mai Malik Marcus "
    "Margaret Maribel Marisol Marlene Marvin Mavis Mei Melinda Mercedes Miguel Mildred Monique Nadia Naomi "
    "Natalie Nia Nicole Noor Olga Omar Paula Pedro Phyllis Priscilla Rachel Ramona Raymond Rebecca Regina Renee "
    "Ricardo Roberta Rodney Rosa Roxanne Ruby Samira Sandra Sasha Selena Sheila Shirley Silvia Sonia Stella "
    "Sunita Tamika Tanya Teresa Thelma Tomas Tracy Valerie Vernon Veronica Victor Vivian Wanda Wendell Winona "
    "Xavier Yolanda Yusuf Zoe"
).split()
LAST_NAMES = (
    "Abbott Acosta Adams Adeyemi Aguilar Albright Alvarado Anderson Arnold Avery Bailey Banks Barnes Barrera Beck "
    "Begaye Bell Benally Bennett Blackwell Booker Bowman Bradley Briggs Brooks Bui Burgess Byrd Cabrera Caldwell "
    "Calloway Campos Cantrell Cardenas Carlson Castillo Chandler Chang Chavez Cho Clark Cobb Coleman Contreras "
    "Cooper Cordova Crawford Cruz Dang Daniels Davenport Dawson Delgado Diaz Dixon Dominguez Drake Duarte Dunn "
    "Easley Edwards Eldridge Ellis Erickson Espinoza Estrada Evans Farmer Fields Figueroa Fleming Flores Foster "
    "Franklin Fuentes Gaines Gallegos Garcia Garrett Gibbs Gilmore Goodwin Graham Greene Griffin Guerrero Gupta "
    "Hale Hammond Hansen Hardy Harmon Hayes Henderson Herrera Hicks Holloway Horton Huang Hughes Ibarra Ibrahim "
    "Ingram Jackson Jacobs James Jansen Jefferson Jensen Jimenez Johansen Jordan Kamara Kaur Keller Kendrick Khan "
    "Kim Kowalski Lambert Larson Lawson Le Leary Lewis Lopez Lott Lowe Lucero Maddox Malone Marquez Martinez "
    "Massey Mathis Mensah McCoy McDaniel McKinney Medina Mendez Meyer Mills Mohamed Molina Monroe Montoya Morales "
    "Moreno Mueller Munoz Murphy Nakamura Navarro Nelson Nguyen Nichols Novak Nunez Obi Ochoa Olsen Orozco Ortega "
    "Osborne Pacheco Padilla Parks Patel Payne Pena Perkins Peterson Pham Pierce Pineda Porter Powell Price Quinn "
    "Quintero Ramirez Randall Reed Reyes Rhodes Riley Rios Robbins Robinson Rojas Romero Rosales Ruiz Salazar "
    "Sanders Santos Schmidt Schultz Sharma Shaw Silva Singh Slater Snyder Solis Soto Stanton Stevens Stokes "
    "Suarez Sutton Swanson Tafoya Tate Terry Thao Thompson Tovar Tran Trujillo Tucker Underwood Valdez Vance "
    "Vargas Vasquez Vaughn Vega Velez Vigil Vo Wade Walton Ware Washington Watkins Weaver Webb Wells Whitaker "
    "Wiggins Williams Winters Wong Woodard Wright Yang Yates Yazzie Young Zamora"
).split()
_CHAMORRO = "Aguon Babauta Camacho Cruz Guerrero Manibusan Perez Quitugua Sablan Santos Taitano Tenorio".split()
_MICRONESIAN = "Albert Alik Edward Ioanis Jonas Nena Riklon Samuel Sigrah Tibon William".split()
PACIFIC_NAMES: dict[str, list[str]] = {
    "GU": _CHAMORRO,
    "MP": _CHAMORRO,
    "AS": "Ale Faleafine Fonoti Leota Seumalo Tago Tuiasosopo Utu Vaivao".split(),
    "FM": _MICRONESIAN,
    "MH": _MICRONESIAN,
    "PW": "Ngiraked Ngirmang Sadang Techong Tellei Udui Ueda".split(),
    "PR": "Acevedo Bonilla Colon Figueroa Marrero Nieves Ortiz Rivera Rosado Torres Vega".split(),
    "HI": "Akana Kahale Kealoha Kim Nakamura Santos Tanaka Wong".split(),
}
CONTACT_TITLES = (
    "Health director", "Nurse manager", "Public health administrator", "Environmental health manager",
    "Epidemiologist", "Emergency preparedness coordinator", "Community health programme manager", "Health officer",
)  # fmt: skip

# Region, name, time zone: two institutes where there is most to do.
PROVIDERS: tuple[tuple[int, str, str], ...] = (
    (1, "Northern New England Institute of Public Health", "America/New_York"),
    (2, "Hudson Institute for Public Health Practice", "America/New_York"),
    (3, "Chesapeake Public Health Institute", "America/New_York"),
    (4, "Southern Institute for Public Health Practice", "America/New_York"),
    (4, "Piedmont Center for Rural Health", "America/New_York"),
    (5, "Great Lakes Public Health Institute", "America/Chicago"),
    (6, "South Central Health Policy Institute", "America/Chicago"),
    (6, "Delta Center for Community Health", "America/Chicago"),
    (7, "Plains Institute for Public Health", "America/Chicago"),
    (8, "Mountain West Public Health Training Center", "America/Denver"),
    (9, "Pacific Institute for Community Health", "America/Los_Angeles"),
    (9, "Native and Island Health Technical Assistance Center", "America/Phoenix"),
    (10, "Cascade Public Health Institute", "America/Los_Angeles"),
)
HELPERS_PER_PROVIDER = 2
COMMUNITY_PARTNERS = (
    "Elder Neighbors Alliance", "Promotoras of the Valley", "Riverbend Faith Network", "Families First Coalition",
    "Farmworker Health Circle", "Second Harvest Community Kitchen", "Youth Voice Collective", "Recovery Together",
    "Rural Transit Partners", "Mothers’ Health Circle", "Neighborhood Clean Water Watch", "Disability Action Center",
    "Language Bridge Interpreters", "Veterans’ Outreach Post", "Housing Justice Project", "Two Rivers Literacy Council",
)  # fmt: skip

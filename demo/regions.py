"""Plain data about the real map: federal health regions, islands, and some tribal health departments."""

from __future__ import annotations

HUBS: dict[int, tuple[str, tuple[str, ...]]] = {
    1: ("Region 1, New England", ("CT", "ME", "MA", "NH", "RI", "VT")),
    2: ("Region 2, New York, New Jersey and the Caribbean", ("NJ", "NY", "PR", "VI")),
    3: ("Region 3, Mid-Atlantic", ("DE", "DC", "MD", "PA", "VA", "WV")),
    4: ("Region 4, Southeast", ("AL", "FL", "GA", "KY", "MS", "NC", "SC", "TN")),
    5: ("Region 5, Great Lakes", ("IL", "IN", "MI", "MN", "OH", "WI")),
    6: ("Region 6, South Central", ("AR", "LA", "NM", "OK", "TX")),
    7: ("Region 7, Central Plains", ("IA", "KS", "MO", "NE")),
    8: ("Region 8, Mountain", ("CO", "MT", "ND", "SD", "UT", "WY")),
    9: ("Region 9, Pacific Southwest", ("AZ", "CA", "HI", "NV", "AS", "GU", "MP", "FM", "MH", "PW")),
    10: ("Region 10, Pacific Northwest", ("AK", "ID", "OR", "WA")),
}
REGION_OF = {state: region for region, (_, states) in HUBS.items() for state in states}

TERRITORIES: dict[str, tuple[str, str, str]] = {
    "AS": ("American Samoa", "American Samoa Department of Health", "Pacific/Pago_Pago"),
    "GU": ("Guam", "Guam Department of Public Health and Social Services", "Pacific/Guam"),
    "MP": ("Northern Mariana Islands", "Northern Mariana Islands Public Health Office", "Pacific/Saipan"),
    "PR": ("Puerto Rico", "Puerto Rico Department of Health", "America/Puerto_Rico"),
    "VI": ("U.S. Virgin Islands", "U.S. Virgin Islands Department of Health", "America/St_Thomas"),
}
FREELY_ASSOCIATED: dict[str, tuple[str, str, str]] = {
    "FM": ("Federated States of Micronesia", "Micronesia Department of Health and Social Affairs", "Pacific/Pohnpei"),
    "MH": ("Marshall Islands", "Marshall Islands Ministry of Health and Human Services", "Pacific/Majuro"),
    "PW": ("Palau", "Palau Ministry of Health and Human Services", "Pacific/Palau"),
}

# Tribal nations with a state of their seat, and what their health department is called here.
TRIBES: tuple[tuple[str, str, str], ...] = (
    ("Navajo Nation", "AZ", "Navajo Department of Health"),
    ("Hopi Tribe", "AZ", "Hopi Department of Health and Human Services"),
    ("Gila River Indian Community", "AZ", "Gila River Tribal Health Department"),
    ("Tohono O’odham Nation", "AZ", "Tohono O’odham Department of Health and Human Services"),
    ("White Mountain Apache Tribe", "AZ", "White Mountain Apache Division of Health"),
    ("Yurok Tribe", "CA", "Yurok Health and Human Services"),
    ("Hoopa Valley Tribe", "CA", "Hoopa Valley Public Health"),
    ("Southern Ute Indian Tribe", "CO", "Southern Ute Tribal Health Department"),
    ("Seminole Tribe of Florida", "FL", "Seminole Tribe Health and Human Services"),
    ("Nez Perce Tribe", "ID", "Nez Perce Community Health"),
    ("Shoshone-Bannock Tribes", "ID", "Shoshone-Bannock Tribal Health and Human Services"),
    ("Prairie Band Potawatomi Nation", "KS", "Prairie Band Potawatomi Health Department"),
    ("Penobscot Nation", "ME", "Penobscot Nation Health Department"),
    ("Mashpee Wampanoag Tribe", "MA", "Mashpee Wampanoag Health Service Unit"),
    ("Sault Ste. Marie Tribe of Chippewa Indians", "MI", "Sault Tribe Health Division"),
    ("Little Traverse Bay Bands of Odawa Indians", "MI", "Little Traverse Bay Bands Community Health"),
    ("White Earth Nation", "MN", "White Earth Tribal Health"),
    ("Red Lake Nation", "MN", "Red Lake Comprehensive Health Services"),
    ("Mississippi Band of Choctaw Indians", "MS", "Choctaw Department of Public Health Services, Mississippi"),
    ("Blackfeet Nation", "MT", "Blackfeet Tribal Health Department"),
    ("Crow Tribe", "MT", "Crow Tribal Health Department"),
    ("Confederated Salish and Kootenai Tribes", "MT", "Salish and Kootenai Tribal Health Department"),
    ("Winnebago Tribe of Nebraska", "NE", "Winnebago Public Health Department"),
    ("Omaha Tribe of Nebraska", "NE", "Omaha Tribe Community Health"),
    ("Pyramid Lake Paiute Tribe", "NV", "Pyramid Lake Tribal Health"),
    ("Pueblo of Zuni", "NM", "Zuni Public Health"),
    ("Mescalero Apache Tribe", "NM", "Mescalero Apache Community Health"),
    ("Saint Regis Mohawk Tribe", "NY", "Saint Regis Mohawk Health Services"),
    ("Seneca Nation of Indians", "NY", "Seneca Nation Health System, Public Health"),
    ("Eastern Band of Cherokee Indians", "NC", "Eastern Band of Cherokee Public Health and Human Services"),
    ("Standing Rock Sioux Tribe", "ND", "Standing Rock Tribal Health"),
    ("Mandan, Hidatsa and Arikara Nation", "ND", "Three Affiliated Tribes Public Health"),
    ("Cherokee Nation", "OK", "Cherokee Nation Public Health"),
    ("Choctaw Nation of Oklahoma", "OK", "Choctaw Nation Public Health"),
    ("Chickasaw Nation", "OK", "Chickasaw Nation Department of Health"),
    ("Muscogee (Creek) Nation", "OK", "Muscogee Nation Department of Health"),
    ("Confederated Tribes of Warm Springs", "OR", "Warm Springs Community Health"),
    ("Confederated Tribes of the Umatilla", "OR", "Umatilla Tribal Public Health"),
    ("Oglala Sioux Tribe", "SD", "Oglala Sioux Tribe Health Administration"),
    ("Rosebud Sioux Tribe", "SD", "Rosebud Sioux Tribe Health Administration"),
    ("Ysleta del Sur Pueblo", "TX", "Ysleta del Sur Health and Human Services"),
    ("Yakama Nation", "WA", "Yakama Nation Public Health"),
    ("Lummi Nation", "WA", "Lummi Tribal Health"),
    ("Makah Tribe", "WA", "Makah Tribal Public Health"),
    ("Ho-Chunk Nation", "WI", "Ho-Chunk Nation Department of Health"),
    ("Oneida Nation", "WI", "Oneida Community Health Services"),
    ("Menominee Indian Tribe of Wisconsin", "WI", "Menominee Tribal Health Department"),
    ("Eastern Shoshone Tribe", "WY", "Eastern Shoshone Tribal Health"),
)

# States without county health departments, or with so few that a whole county roster would mislead.
NO_COUNTY_DEPARTMENTS = frozenset({"AK", "CT", "DE", "DC", "HI", "MA", "ME", "NH", "RI", "VT"})
RETIRED_COUNTIES = frozenset({"30113", "46113", "51515", "51560", "51780"})
COUNTY_STYLES: dict[str, str] = {
    "CA": "{place} Public Health Department",
    "CO": "{place} Public Health",
    "FL": "Florida Department of Health in {place}",
    "IA": "{place} Public Health",
    "LA": "{place} Health Unit",
    "MN": "{place} Public Health",
    "NE": "{place} Public Health",
    "NJ": "{place} Department of Health",
    "NY": "{place} Department of Health",
    "ND": "{place} Public Health Unit",
    "OR": "{place} Public Health",
    "WA": "{place} Public Health",
}
GULF_STATES = ("AL", "FL", "LA", "MS", "TX")

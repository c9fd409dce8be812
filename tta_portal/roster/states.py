"""States, territories and freely associated states, with the two digits that begin their counties' codes."""

from __future__ import annotations

from tta_portal.directory.models import JurisdictionType

_STATES = """
AL 01 Alabama|AK 02 Alaska|AZ 04 Arizona|AR 05 Arkansas|CA 06 California|CO 08 Colorado|CT 09 Connecticut
DE 10 Delaware|DC 11 District of Columbia|FL 12 Florida|GA 13 Georgia|HI 15 Hawaii|ID 16 Idaho|IL 17 Illinois
IN 18 Indiana|IA 19 Iowa|KS 20 Kansas|KY 21 Kentucky|LA 22 Louisiana|ME 23 Maine|MD 24 Maryland
MA 25 Massachusetts|MI 26 Michigan|MN 27 Minnesota|MS 28 Mississippi|MO 29 Missouri|MT 30 Montana|NE 31 Nebraska
NV 32 Nevada|NH 33 New Hampshire|NJ 34 New Jersey|NM 35 New Mexico|NY 36 New York|NC 37 North Carolina
ND 38 North Dakota|OH 39 Ohio|OK 40 Oklahoma|OR 41 Oregon|PA 42 Pennsylvania|RI 44 Rhode Island
SC 45 South Carolina|SD 46 South Dakota|TN 47 Tennessee|TX 48 Texas|UT 49 Utah|VT 50 Vermont|VA 51 Virginia
WA 53 Washington|WV 54 West Virginia|WI 55 Wisconsin|WY 56 Wyoming
"""
_TERRITORIES = """
AS 60 American Samoa|GU 66 Guam|MP 69 Northern Mariana Islands|PR 72 Puerto Rico|VI 78 U.S. Virgin Islands
"""
_FREELY_ASSOCIATED = """
FM 64 Federated States of Micronesia|MH 68 Marshall Islands|PW 70 Palau
"""


def _rows(words: str) -> list[tuple[str, str, str]]:
    lines = words.strip().replace("\n", "|").split("|")
    return [(line[:2], line[3:5], line[6:]) for line in lines]


_KINDS = (
    (_STATES, JurisdictionType.STATE),
    (_TERRITORIES, JurisdictionType.TERRITORIAL),
    (_FREELY_ASSOCIATED, JurisdictionType.FREELY_ASSOCIATED),
)
KIND_OF = {usps: kind for words, kind in _KINDS for usps, _, _ in _rows(words)}
USPS_OF_FIPS = {fips: usps for words, _ in _KINDS for usps, fips, _ in _rows(words)}
NAMES = {usps: name for words, _ in _KINDS for usps, _, name in _rows(words)}
_USPS_OF_NAME = {name.lower(): usps for usps, name in NAMES.items()} | {
    "virgin islands": "VI",
    "commonwealth of the northern mariana islands": "MP",
    "republic of the marshall islands": "MH",
    "republic of palau": "PW",
}


def usps_of(typed: str) -> str | None:
    """The two letters of a state, written as letters, as a name or as its two digits."""
    words = typed.strip()
    if words.upper() in NAMES:
        return words.upper()
    if words.isdigit():
        return USPS_OF_FIPS.get(words.zfill(2))
    return _USPS_OF_NAME.get(words.lower())

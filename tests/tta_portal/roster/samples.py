"""Small files as people and agencies make them, with their traps; and the real ones, where they lie beside us."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[4] / "shared"
CORPUS = Path(os.environ.get("CORPUS") or SHARED / "corpus")
DATA = Path(os.environ.get("JURISDICTION_DATA") or SHARED / "data")
ROSTER = (
    "Jurisdiction,Health department,Type,State,FIPS,Population\n"
    "Autauga County,Autauga County Health,local,AL,1001,58761\n"
    "Navajo Nation,Navajo Department of Health,tribal,AZ,,165158\n"
    "Guam,Guam Public Health,territory,GU,66,153836\n"
)
SVI = (
    "ST,STATE,ST_ABBR,COUNTY,FIPS,E_TOTPOP,RPL_THEME1,RPL_THEME2,RPL_THEME3,RPL_THEME4,RPL_THEMES\n"
    "1,Alabama,AL,Autauga County,1001,60000,0.2367,0.3675,0.6354,0.2358,0.2500\n"
    "1,Alabama,AL,Baldwin County,1003,40000,0.3433,0.2883,0.489,0.4308,0.2501\n"
    "1,Alabama,AL,Barbour County,1005,50000,0.9399,0.9399,0.8941,0.9959,0.9927\n"
    "9,Connecticut,CT,Capitol Planning Region,9110,976248,0.5,0.5,0.5,0.5,0.5\n"
    "35,New Mexico,NM,Rio Arriba,35039,39307,-999.0,0.8758,0.9268,0.5409,-999.0\n"
)
RUCC = (
    "FIPS,State,County_Name,Population_2020,RUCC_2023,Description\n"
    '1001,AL,Autauga County,58805,2,"Metro - Counties in metro areas of 250,000 to 1 million population"\n'
    '1003,AL,Baldwin County,231767,6,"Nonmetro - Urban population of 5,000 to 20,000, adjacent to a metro area"\n'
    '1005,AL,Barbour County,25223,9,"Nonmetro"\n'
    "60030,AS,Rose Island,0,,Not Applicable\n"
    "72001,PR,Adjuntas Municipio,18020,3,Metro\n"
)
RUCC_LONG = (
    "FIPS,State,County_Name,Attribute,Value\n"
    "01001,AL,Autauga County,Population_2020,58805\n"
    "01001,AL,Autauga County,RUCC_2023,2\n"
    "01001,AL,Autauga County,Description,Metro\n"
    "35013,NM,Doña Ana County,Population_2020,219561\n"
    "35013,NM,Doña Ana County,RUCC_2023,3\n"
)
NCHS = (
    "fips_code,State,County,CBSA,CBSA.pop,CO.pop,urb.code2013,urb.code.2006,urb.code.1990\n"
    '1001,AL,Autauga County,"Montgomery, AL",377149,55514,3,3,3\n'
    "1005,AL,Barbour County,,.,27201,6,5,5\n"
    "51560,VA,Clifton Forge city,,.,.,6,6,6\n"
)


def real(name: str) -> bytes:
    """A file of an agency, or a skip that says so."""
    path = DATA / name
    if not path.is_file():
        pytest.skip(f"{name} lies elsewhere: say in JURISDICTION_DATA where")
    return path.read_bytes()

"""The countries that there are, by their two capitals, and what is meant by codes that are none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ANYWHERE: Final = "default"
"""Stands for a country that is not named."""
_LISTED: Final = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
    BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
    ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
    HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
    LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
    NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
    SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
    UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
COUNTRY_CODES: Final = frozenset(_LISTED.split())
"""Every code that ISO 3166-1 has given to a country (alpha-2)."""
MEANT: Final[Mapping[str, str]] = {
    "UK": "GB",
    "EN": "GB",
    "GBR": "GB",
    "EL": "GR",
    "USA": "US",
    "UAE": "AE",
}
"""What people write in the place of a code, with the code that they mean."""
PATTERN: Final = f"^({'|'.join(sorted(COUNTRY_CODES))}|{ANYWHERE})$"


def is_country(code: str) -> bool:
    """Whether a code is one of a country."""
    return code in COUNTRY_CODES


def nearest_country(given: str) -> str:
    """The code that is meant by what is none; empty where nothing tells."""
    code = given.strip().upper()
    return code if is_country(code) else MEANT.get(code, "")


def why_no_country(code: str) -> str:
    """Why a code is refused, and what to write; empty for a country, or for `default`."""
    if is_country(code) or code == ANYWHERE:
        return ""
    meant = nearest_country(code)
    remedy = f"write '{meant}'" if meant else f"use one of ISO 3166-1, such as 'GB', or '{ANYWHERE}'"
    return f"'{code}' is no country code: {remedy}"

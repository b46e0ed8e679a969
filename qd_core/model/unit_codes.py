"""Unit codes of electronic documents as the words that people count with.

Sources: UN/ECE Recommendation 20 (units) and 21 (packages, there with a leading ``X``), as used by UBL, EDIFACT and
cXML; ASC X12 data element 355, as used by X12, in which some of the same letters mean something else.
"""

from __future__ import annotations

__all__ = ["unit_of_code", "unit_of_x12_code", "units_of_code"]

_UNITS = {
    "each": "C62 EA H87 PCE PCB NIU NAR NMB 1 X1A ST PCS PC IE U2 XUN ZZ",
    "pair": "PR NPR",
    "set": "SET XSET",
    "kit": "KT XKT",
    "dozen": "DZN DPC",
    "gross": "GRO",
    "hundred": "CEN CNP HC",
    "thousand": "MIL T3",
    "m": "MTR LM",
    "cm": "CMT",
    "mm": "MMT",
    "km": "KMT",
    "ft": "FOT LF",
    "in": "INH",
    "yd": "YRD",
    "kg": "KGM",
    "g": "GRM",
    "lb": "LBR",
    "oz": "ONZ APZ",
    "t": "TNE",
    "l": "LTR",
    "ml": "MLT",
    "gal": "GLL GLI",
    "qt": "QT QTL",
    "m2": "MTK",
    "sqft": "FTK",
    "m3": "MTQ",
    "hour": "HUR",
}
_PACKAGES = {
    "box": "BX D64",
    "pack": "PK PA PF NMP",
    "case": "CS CQ",
    "carton": "CT",
    "bag": "BG SA",
    "roll": "RO RL",
    "coil": "CL",
    "spool": "SO RE RL1",
    "can": "CA TN CX",
    "bottle": "BO BQ",
    "tube": "TU",
    "drum": "DR",
    "pail": "PL BJ",
    "bundle": "BE BH",
    "pallet": "PX PF1 OF1",
    "sheet": "ST1 SHT LEF",
    "bar": "BR",
    "length": "LGH LN",
    "sleeve": "SY",
    "tray": "PU DS",
    "crate": "CR",
    "cartridge": "CQ1",
    "ream": "RM",
    "block": "BL1",
}
_X12 = {
    "each": "EA PC PCS UN EE C62",
    "pair": "PR",
    "set": "ST SET",
    "kit": "KT",
    "dozen": "DZ",
    "gross": "GS GR1",
    "hundred": "C HC HU",
    "thousand": "MX TH",
    "m": "MR LM",
    "cm": "CM",
    "mm": "MM",
    "ft": "FT LF FO",
    "in": "IN",
    "yd": "YD",
    "kg": "KG",
    "g": "GR",
    "lb": "LB",
    "oz": "OZ",
    "t": "MP",
    "l": "LT",
    "ml": "ML",
    "gal": "GA",
    "qt": "QT",
    "m2": "SM",
    "sqft": "SF",
    "m3": "CR CO",
    "hour": "HR",
    "box": "BX",
    "pack": "PK PH",
    "case": "CA CS",
    "carton": "CT",
    "bag": "BG",
    "roll": "RL RO",
    "coil": "CX CL",
    "spool": "SO RE",
    "can": "CN TI",
    "bottle": "BO",
    "tube": "TB TU",
    "cartridge": "CQ",
    "drum": "DR",
    "pail": "PL",
    "bundle": "BD BN",
    "pallet": "PF PT",
    "sheet": "SH",
    "length": "LN",
    "ream": "RM",
    "tray": "TY",
    "sleeve": "SV",
    "crate": "CE",
}


_IN_HOUSE = {
    "gal": "GL",
    "bottle": "BT",
}
"""What else the purchasing programs of companies print."""


def _by_code(*tables: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for table in tables:
        for word, codes in table.items():
            for code in codes.split():
                found.setdefault(code, word)
    return found


_REC = _by_code(_UNITS, _PACKAGES)
_X12_WORDS = _by_code(_X12)
_HOUSE_WORDS = _by_code(_IN_HOUSE)


def unit_of_code(code: str) -> str:
    """The unit word of a UN/ECE code (``MTR`` is ``m``, ``XBX`` and ``BX`` are ``box``); ``code`` itself if unknown."""
    key = code.strip().upper()
    found = _REC.get(key)
    if found is None and len(key) == 3 and key.startswith("X"):
        found = _REC.get(key[1:])
    return found or code.strip()


def unit_of_x12_code(code: str) -> str:
    """The unit word of an X12 code (``CA`` is ``case``); ``code`` itself if unknown."""
    return _X12_WORDS.get(code.strip().upper()) or code.strip()


def units_of_code(code: str) -> frozenset[str]:
    """Every unit word that ``code`` (``GL``, ``KGM``) stands for in some system; empty for other words."""
    key = code.strip().upper()
    words = (table.get(key) for table in (_REC, _X12_WORDS, _HOUSE_WORDS))
    return frozenset(word for word in words if word is not None)

"""The state that a postcode lies in, where a country's postcodes tell it: data, and the look-up."""

from __future__ import annotations

from functools import cache

from qd_core.reading.gazetteer import Division, division
from qd_core.reading.postcodes import fold_postcode

__all__ = ["state_of_postcode", "territory_of_postcode"]

# state: first digits or letters of its postcodes, single or from-to
_STARTS = {
    "US": (
        "MA: 010-027 055; RI: 028-029; NH: 030-038; ME: 039-049; VT: 050-054 056-059; CT: 060-069; NJ: 070-089; "
        "NY: 005 100-149; PA: 150-196; DE: 197-199; DC: 200 202-205 569; VA: 201 220-246; MD: 206-219; WV: 247-268; "
        "NC: 270-289; SC: 290-299; GA: 300-319 398-399; FL: 320-349; AL: 350-369; TN: 370-385; MS: 386-397; "
        "KY: 400-427; OH: 430-459; IN: 460-479; MI: 480-499; IA: 500-528; WI: 530-549; MN: 550-567; SD: 570-577; "
        "ND: 580-588; MT: 590-599; IL: 600-629; MO: 630-658; KS: 660-679; NE: 680-693; LA: 700-714; AR: 716-729; "
        "OK: 730-732 734-749; TX: 733 750-799 885; CO: 800-816; WY: 820-831; ID: 832-838; UT: 840-847; AZ: 850-865; "
        "NM: 870-884; NV: 889-898; CA: 900-961; HI: 967-968; OR: 970-979; WA: 980-994; AK: 995-999; PR: 006-007 009"
    ),
    "CA": "NL: A; NS: B; PE: C; NB: E; QC: G H J; ON: K L M N P; MB: R; SK: S; AB: T; BC: V; YT: Y",
    "AU": (
        "ACT: 2600-2618 2900-2920; NSW: 2000-2599 2619-2899 2921-2999; VIC: 3000-3999; QLD: 4000-4999; SA: 5000-5799; "
        "WA: 6000-6797; TAS: 7000-7799; NT: 0800-0899"
    ),
    "ES": (
        "Andalucía: 04 11 14 18 21 23 29 41; Aragón: 22 44 50; Asturias: 33; Baleares: 07; Canarias: 35 38; "
        "Cantabria: 39; Castilla y León: 05 09 24 34 37 40 42 47 49; Castilla-La Mancha: 02 13 16 19 45; "
        "Cataluña: 08 17 25 43; Ceuta: 51; Comunidad Valenciana: 03 12 46; Extremadura: 06 10; Galicia: 15 27 32 36; "
        "La Rioja: 26; Comunidad de Madrid: 28; Melilla: 52; Región de Murcia: 30; Navarra: 31; País Vasco: 01 20 48"
    ),
    "FR": (
        "Auvergne-Rhône-Alpes: 01 03 07 15 26 38 42 43 63 69 73 74; Bourgogne-Franche-Comté: 21 25 39 58 70 71 89 90; "
        "Bretagne: 22 29 35 56; Centre-Val de Loire: 18 28 36 37 41 45; Corse: 20; "
        "Grand Est: 08 10 51 52 54 55 57 67 68 88; Hauts-de-France: 02 59 60 62 80; "
        "Île-de-France: 75 77 78 91-95; Normandie: 14 27 50 61 76; "
        "Nouvelle-Aquitaine: 16 17 19 23 24 33 40 47 64 79 86 87; Occitanie: 09 11 12 30-32 34 46 48 65 66 81 82; "
        "Pays de la Loire: 44 49 53 72 85; Provence-Alpes-Côte d'Azur: 04-06 13 83 84"
    ),
    "IT": (
        "Lazio: 00-04; Umbria: 05 06; Sardegna: 07-09; Piemonte: 10 12-15 28; Valle d'Aosta: 11; Liguria: 16-19; "
        "Lombardia: 20-27 46; Emilia-Romagna: 29 40-44 47 48; Veneto: 30-32 35-37 45; Friuli-Venezia Giulia: 33 34; "
        "Trentino: 38; Alto Adige: 39; Toscana: 50-59; Marche: 60-63; Abruzzo: 64-67; Puglia: 70-74 76; "
        "Basilicata: 75 85; Campania: 80-84; Molise: 86; Calabria: 87-89; Sicilia: 90-98"
    ),
    "MX": (
        "Ciudad de México: 00-16; Aguascalientes: 20; Baja California: 21 22; Baja California Sur: 23; Campeche: 24; "
        "Coahuila: 25-27; Colima: 28; Chiapas: 29 30; Chihuahua: 31-33; Durango: 34 35; Guanajuato: 36-38; "
        "Guerrero: 39-41; Hidalgo: 42 43; Jalisco: 44-49; Estado de México: 50-57; Michoacán: 58-61; Morelos: 62; "
        "Nayarit: 63; Nuevo León: 64-67; Oaxaca: 68-71; Puebla: 72-75; Querétaro: 76; Quintana Roo: 77; "
        "San Luis Potosí: 78 79; Sinaloa: 80-82; Sonora: 83-85; Tabasco: 86; Tamaulipas: 87-89; Tlaxcala: 90; "
        "Veracruz: 91-96; Yucatán: 97; Zacatecas: 98 99"
    ),
}
_TERRITORIES = {
    "FR": {"971": "GP", "972": "MQ", "973": "GF", "974": "RE", "975": "PM", "976": "YT", "98000": "MC"},
    "IT": {"4789": "SM", "00120": "VA"},
}
"""Postcodes of a country's system that lie outside it: what is shipped there is not shipped within the country."""


@cache
def _states(country: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for entry in _STARTS[country].split("; "):
        state, _, starts = entry.partition(": ")
        for start in starts.split():
            first, _, last = start.partition("-")
            if not last:
                table[start] = state
                continue
            table |= {str(number).zfill(len(first)): state for number in range(int(first), int(last) + 1)}
    return table


def state_of_postcode(postcode: str, country: str) -> Division | None:
    """The state of ``country`` (ISO alpha-2) that ``postcode`` lies in, or None where it is not told."""
    if country not in _STARTS or territory_of_postcode(postcode, country):
        return None
    table = _states(country)
    state = table.get(fold_postcode(postcode)[: len(next(iter(table)))])
    return division(state, country) if state else None


def territory_of_postcode(postcode: str, country: str) -> str:
    """The ISO code of what lies outside ``country`` and shares its postcodes (97400 is Réunion), else empty."""
    folded = fold_postcode(postcode)
    return next(
        (code for start, code in _TERRITORIES.get(country, {}).items() if folded.startswith(start)), ""
    )

"""Units of measure: the words that people count with, in the languages that mail comes in. The one table of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from qd_core.model.folding import clean, fold_word, strip_accents
from qd_core.model.unit_codes import units_of_code

__all__ = ["UnitKind", "UnitWord", "is_outer", "same_unit", "unit_word"]


class UnitKind(StrEnum):
    """What a unit word does to a quantity."""

    COUNT = "count"
    """Generic: means the SKU's own Unit."""
    PACKAGE = "package"
    """Names a container or a form of delivery: converted by Pack unless it is the Unit."""
    MULTIPLE = "multiple"
    """Stands for a number of pieces (dozen) unless it is the Unit."""
    MEASURE = "measure"
    """A length, weight, volume or area: never converted."""


@dataclass(frozen=True, slots=True)
class UnitWord:
    """``name`` is the canonical English word; ``factor`` is set for a multiple."""

    name: str
    kind: UnitKind
    factor: Decimal | None = None


_COUNT = {
    "each": "each ea eaches pc pcs pce piece pieces unit units no nos x off item items stk stck stück stueck st "
    "stücke pièce pièces pce pces piece unité unités u ud uds unidad unidades pieza piezas pza pzas stuk stuks szt "
    "pezzo pezzi pz ks kpl nr count ct qty ch chaque chacun chacune",
}
_PACKAGE = {
    "box": "box boxes bx bxs bt bts bte btes schachtel schachteln boîte boîtes boite boites caja cajas cajita cajitas doos scatola scatole scatolina scatoline boxen schtl scatolo schachteln",
    "pack": "pack packs pk pks pkg package packages packet packets pkt pkts packung packungen paket pakete pck päckchen "
    "paquet paquets pqt pqts paquete paquetes paq étui étuis pacco pacchi pacchetto pacchetti pak pakken confezione confezioni conf confez ve vpe verpackungseinheit verpackungseinheiten",
    "case": "case cases cs gebinde caisse caisses colis colli kolli",
    "carton": "carton cartons ctn ctns karton kartons kartone kt krt cartón cartones cartone cartoni",
    "bag": "bag bags bg beutel sack säcke sac sacs sachet sachets bolsa bolsas bolsita bolsitas saco sacos zak zakken sacchetto sacchetti sacco sacchi zakje zakjes",
    "roll": "roll rolls rl rls rolle rollen rouleau rouleaux rlx rollo rollos rol rotolo rotoli",
    "coil": "coil coils ring ringe ringen bobine bobines couronne couronnes matassa matasse",
    "spool": "spool spools spule spulen reel reels haspel haspels carrete carretes bobina bobinas trommel trommeln kabeltrommel kabeltrommeln touret tourets",
    "can": "can cans tin tins dose dosen büchse lata latas blik blikken bote botes barattolo barattoli lattina lattine aérosol aérosols",
    "bottle": "bottle bottles btl flasche flaschen bouteille bouteilles flacon flacons botella botellas fles flessen bottiglia bottiglie flacone flaconi",
    "tube": "tube tubes tuben tubo tubos koker kokers",
    "cartridge": "cartridge cartridges kartusche kartuschen cartouche cartouches cartucho cartuchos",
    "pail": "pail pails bucket buckets eimer seau seaux cubo cubos emmer emmers secchio secchi",
    "drum": "drum drums barrel barrels fass fässer fût fûts vat vaten fusto fusti tambor tambores",
    "canister": "canister canisters kanister bidon bidons bidón bidones bidone bidoni jerrycan jerrycans jerrican jerricans tanica taniche",
    "length": "length lengths lgth stick sticks stange stangen longueur longueurs barre barres tramo tramos stg stäbe stab lengte lengtes verge verges varilla varillas",
    "bar": "bar bars barra barras",
    "sheet": "sheet sheets blatt blätter bogen tafel tafeln feuille feuilles plaque plaques hoja hojas lámina láminas platte platten plaat platen foglio fogli lastra lastre plancha planchas",
    "ream": "ream reams ries rame rames resma resmas",
    "bundle": "bundle bundles bdl bund bündel botte bottes fardo fardos haz bos bossen fascio fasci",
    "pallet": "pallet pallets plt pal palette paletten palettes skid skids palé palés palet palets bancale bancali",
    "set": "set sets satz sätze garnitur jeu jeux juego juegos",
    "kit": "kit kits",
    "sleeve": "sleeve sleeves slv slvs",
    "tray": "tray trays bandeja bandejas",
    "block": "block blocks pad pads bloc blocs",
    "cylinder": "cylinder cylinders cyl gasflasche gasflaschen",
    "tub": "tub tubs",
    "pot": "pot pots potje potjes tiegel töpfe",
    "jar": "jar jars bocal bocaux tarro tarros",
    "jug": "jug jugs garrafa garrafas",
    "vial": "vial vials",
    "crate": "crate crates kiste kisten krat kratten",
}
_MULTIPLE = {
    "pair": ("2", "pair pairs pr prs paar paare paire paires par pares paio paia coppia coppie cp"),
    "dozen": (
        "12",
        "dozen dozens doz dz dtz dtzd dzd dutzend douzaine douzaines docena docenas dozijn dozijnen dozzina dozzine",
    ),
    "score": ("20", "score"),
    "hundred": ("100", "hundred hundreds c"),
    "gross": ("144", "gross"),
    "thousand": ("1000", "thousand thousands tausend mille millar millares"),
}
_MEASURE = {
    "m": "m mtr mtrs meter meters metre metres mètre mètres metro metros metri mt mts lfm lfdm lm m1 laufmeter",
    "cm": "cm centimeter centimetre zentimeter centimètre centimètres centímetro centímetros centimetro centimetri",
    "mm": "mm millimeter millimetre millimètre millimètres milímetro milímetros millimetro millimetri",
    "km": "km",
    "ft": "ft foot feet lf",
    "in": "in inch inches zoll pouce pouces pulgada pulgadas pollice pollici duim",
    "yd": "yd yds yard yards",
    "kg": "kg kgs kilo kilos kilogram kilograms kilogramm kilogramme kilogrammes kilogramo kilogramos chilo chili chilogrammo chilogrammi",
    "g": "g gram grams gramm gramme grammes gramo gramos grammo grammi",
    "lb": "lb lbs pound pounds",
    "oz": "oz ounce ounces",
    "t": "t ton tons tonne tonnes tonnen tonelada toneladas tonnellata tonnellate",
    "l": "l ltr ltrs liter liters litre litres litro litros litri lt lts",
    "ml": "ml milliliter milliliters millilitre millilitres mililitro mililitros millilitro millilitri",
    "cl": "cl centilitre centilitres zentiliter centilitro centilitros centilitri",
    "dl": "dl deziliter décilitre décilitres decilitro decilitros decilitri",
    "gal": "gal gals gallon gallons galón galones",
    "qt": "qt qts quart quarts",
    "m2": "m2 m² sqm qm",
    "sqft": "sqft sf",
    "m3": "m3 m³ cbm",
    "ft3": "cf cuft ft3 ft³",
    "hour": "hour hours hr hrs stunde stunden heure heures hora horas",
}


_ALIKE = (
    frozenset({"length", "bar"}),
    frozenset({"roll", "coil", "spool"}),
    frozenset({"tube", "cartridge"}),
    frozenset({"case", "carton"}),
    frozenset({"set", "kit"}),
    frozenset({"canister", "can"}),
    frozenset({"pot", "can"}),
    frozenset({"pot", "jar"}),
    frozenset({"pot", "tub"}),
    frozenset({"canister", "drum"}),
    frozenset({"canister", "jug"}),
)
"""Words for one form of delivery: whoever sells lengths hears bars."""
_SAID_FOR = frozenset({("ream", "pack")})
"""A word and the Unit that it stands for, not the other way round: paper is sold by the pack, asked for by the ream."""
_SHORTENED = 3
"""Two letters stand for too many words."""
_RANK = {
    **dict.fromkeys(("pack", "bag", "box", "sleeve", "tray", "set", "kit", "bundle", "block"), 2),
    **dict.fromkeys(("case", "carton", "crate", "drum", "canister"), 3),
    "pallet": 4,
}
"""Which package holds which: a form of delivery (roll, can, length, ream) goes into a box, a box into a case."""


@cache
def _words() -> dict[str, UnitWord]:
    table: dict[str, UnitWord] = {}
    groups = ((_MEASURE, UnitKind.MEASURE), (_PACKAGE, UnitKind.PACKAGE), (_COUNT, UnitKind.COUNT))
    for group, kind in groups:
        for name, words in group.items():
            for word in words.split():
                table.setdefault(strip_accents(word.casefold()), UnitWord(name, kind))
    for name, (factor, words) in _MULTIPLE.items():
        for word in words.split():
            table.setdefault(
                strip_accents(word.casefold()), UnitWord(name, UnitKind.MULTIPLE, Decimal(factor))
            )
    return table


def unit_word(text: str) -> UnitWord | None:
    """The unit that ``text`` (one word, perhaps with a dot) stands for, or None."""
    word = strip_accents(clean(text).strip().rstrip(".'").casefold())  # m' are metres run
    if word.startswith("gross") and (word != "gross" or "ß" in text):
        return None  # German: Größe, große, groß
    return _words().get(word) or _words().get(fold_word(word))


def same_unit(left: str, right: str) -> bool:
    """Whether two unit words mean the same (Rolle and roll)."""
    first, second = unit_word(left), unit_word(right)
    if first is not None and second is not None:
        names = first.name, second.name
        alike = names[0] == names[1] or names in _SAID_FOR or any(set(names) <= alike for alike in _ALIKE)
        return alike or _shortens(left, right) or _shortens(right, left)
    if first is None and (_begins(left, right) or _codes(left, second)):
        return True
    return fold_word(clean(left).strip()) == fold_word(clean(right).strip())


def _codes(code: str, unit: UnitWord | None) -> bool:
    """Whether ``code``, that is no word itself, is how purchasing programs write ``unit``, and nothing else: GL, KGM."""
    return unit is not None and units_of_code(clean(code)) == {unit.name}


def _begins(short: str, word: str) -> bool:
    """Whether ``short``, that names no unit itself, is how ``word`` begins: SL where sleeves are sold."""
    short, word = (strip_accents(clean(text).strip(" .").casefold()) for text in (short, word))
    return 2 <= len(short) < len(word) and short.isalpha() and word.startswith(short)


def _shortens(short: str, word: str) -> bool:
    """Whether ``short`` is the consonants of ``word`` as written: BTL is a Beutel where that is the Unit, else a bottle."""
    short, word = (strip_accents(clean(text).strip(" .").casefold()) for text in (short, word))
    letters = iter(word)
    return (
        _SHORTENED <= len(short) < len(word)
        and short.isalpha()
        and not any(letter in "aeiouy" for letter in short)
        and (short[0], short[-1]) == (word[0], word[-1])
        and all(letter in letters for letter in short)
    )


def is_outer(package: str, unit: str) -> bool:
    """Whether a ``package`` (canonical name) holds several of ``unit``: pieces and measures go into any package, a
    package only into a bigger one."""
    inner = unit_word(unit)
    if inner is None or inner.kind is not UnitKind.PACKAGE:
        return True
    return _RANK.get(package, 1) > _RANK.get(inner.name, 1)

"""Goods that are packages themselves: `500 caisses` of a "Caisse carton" sold by the piece need not be 500 packs."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from qd_core.model.catalog import CatalogItem
from qd_core.model.folding import clean, fold_word, fold_words, strip_accents
from qd_core.model.rfq import LineItem
from qd_core.model.uom import UnitKind, same_unit, unit_word

__all__ = ["PackageMeans", "package_means"]

_NOUN_FIRST: Final = frozenset(
    "caisse caisses boite boites etui etuis sac sacs sachet sachets rouleau rouleaux bobine bobines couronne touret "
    "flacon flacons bouteille bouteilles seau seaux fut futs bidon bidons bocal bocaux plaque plaques feuille feuilles "
    "paquet paquets barre barres caja cajas bolsa bolsas saco sacos rollo rollos bobina bobinas lata latas botella "
    "botellas cubo cubos fardo hoja hojas lamina laminas plancha planchas pale pales palet palets paquete paquetes "
    "barra barras tarro garrafa scatola scatole scatolo pacco pacchi sacchetto sacchetti sacco sacchi rotolo rotoli "
    "lattina lattine bottiglia bottiglie flacone flaconi secchio secchi fusto fusti tanica taniche foglio fogli "
    "lastra lastre bancale bancali confezione confezioni cartone cartoni".split()
)
"""Packages in languages that say the thing first: `Sac poubelle` is a bag."""
_BOTH: Final = frozenset("carton cartons palette palettes bloc blocs".split())
"""French, where the thing comes first, or another language, where it need not: `Carton sealing tape` is no carton."""
_ENDS: Final = frozenset(
    "for of with without in on to per de du des d a en pour avec sans fur von mit aus zu con sin para di da senza met "
    "voor van x".split()
)
"""Behind one of these a name says what the thing is for, or made of."""
_NAME: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_PAUSE: Final = re.compile(r"[,;:(\[/|\d]|\s[-–—]\s")
_SHORTEST: Final = 4
"""Letters of a package word that ends a compound: `Faltkarton`."""


class PackageMeans(StrEnum):
    """What a package word counts."""

    PACKS = "packs"
    """Outer packs of the goods."""
    GOODS = "goods"
    """The goods, by their own name."""
    EITHER = "either"
    """One of the two: a person must say."""


def package_means(line: LineItem, item: CatalogItem, written: str) -> PackageMeans:
    """What the package word ``written`` of ``line`` counts of an ``item``: of goods sold singly that are called so
    themselves it counts the goods, unless the line names them besides (`5 boxes of cardboard boxes`)."""
    own = unit_word(item.unit)
    if own is None or own.kind is not UnitKind.COUNT:
        return PackageMeans.PACKS
    means = {_head_says(name, written) for name in (item.description, *item.aliases)}
    if means == {PackageMeans.PACKS} or _names_it_besides(line, written):
        return PackageMeans.PACKS
    if _is_filled(line, written):
        return PackageMeans.EITHER  # 5 boxes of CB-400
    return PackageMeans.GOODS if PackageMeans.GOODS in means else PackageMeans.EITHER


def _head_says(name: str, written: str) -> PackageMeans:
    """Whether the thing that ``name`` names is a package called ``written``."""
    words = [
        strip_accents(word.casefold()) for word in _NAME.findall(_PAUSE.split(clean(name), maxsplit=1)[0])
    ]
    end = next((at for at, word in enumerate(words) if at and word in _ENDS), len(words))
    if not end:
        return PackageMeans.PACKS
    first, last = words[0], words[end - 1]
    if (first in _NOUN_FIRST or end == 1) and same_unit(first, written):
        return PackageMeans.GOODS
    if _ends_in(last, written):
        return PackageMeans.GOODS
    return PackageMeans.EITHER if first in _BOTH and same_unit(first, written) else PackageMeans.PACKS


def _ends_in(word: str, written: str) -> bool:
    if word in _BOTH or word in _NOUN_FIRST:
        return False  # caisse carton: behind its noun the word is what the thing is made of
    ends = (word[at:] for at in range(max(1, len(word) - _SHORTEST + 1)))
    return any(unit_word(end) is not None and same_unit(end, written) for end in ends)


def _names_it_besides(line: LineItem, written: str) -> bool:
    """Whether the package word stands in the line's name too."""
    told = fold_words(f"{line.name_or_sku.value} {line.description}")
    return any(unit_word(word) is not None and same_unit(word, written) for word in told)


def _is_filled(line: LineItem, written: str) -> bool:
    """`5 boxes of A`: the word may be what A comes in."""
    words = [fold_word(word) for word in clean(line.text).split()]
    last = fold_word(written.rsplit(maxsplit=1)[-1])
    return any(
        word == last and words[at + 1 : at + 2] and words[at + 1] in _ENDS for at, word in enumerate(words)
    )

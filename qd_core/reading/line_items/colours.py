"""Colours in six languages: with a count and without goods they go on with the goods before them."""

from __future__ import annotations

from typing import Final

from qd_core.model.folding import fold_word

__all__ = ["is_colour"]

_COLOURS: Final = frozenset(
    fold_word(word)
    for word in (
        "white black red blue green yellow orange grey gray brown purple pink clear navy beige weiß schwarz rot blau "
        "grün gelb grau braun blanc noir rouge bleu vert jaune gris marron blanco negro rojo azul verde amarillo wit "
        "zwart rood blauw groen geel grijs oranje bruin bianco nero rosso blu giallo grigio"
    ).split()
)


def is_colour(word: str) -> bool:
    """Whether ``word`` is the name of a colour."""
    return fold_word(word) in _COLOURS

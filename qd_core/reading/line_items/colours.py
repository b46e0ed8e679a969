"""Colours in six languages: with a count and without goods they go on with the goods before them."""

from __future__ import annotations

from typing import Final

from qd_core.model.folding import fold_word

__all__ = ["is_colour"]

_GERMAN: Final = "weiß schwarz rot blau grün gelb grau braun klar transparent silbern golden orangen"
_OTHERS: Final = (
    "white black red blue green yellow orange grey gray brown purple pink clear navy beige silver "
    "blanc blanche blancs blanches noir noire noirs noires rouge rouges bleu bleue bleus bleues vert verte verts "
    "vertes jaune jaunes gris grise grises marron marrons rose roses incolore incolores "
    "blanco blanca blancos blancas negro negra negros negras rojo roja rojos rojas azul azules verde verdes amarillo "
    "amarilla amarillos amarillas marrones "
    "wit witte zwart zwarte rood rode blauw blauwe groen groene geel gele grijs grijze oranje bruin bruine "
    "bianco bianca bianchi bianche nero nera neri nere rosso rossa rossi rosse blu giallo gialla grigio grigia grigi"
)
_COLOURS: Final = frozenset(
    fold_word(word)
    for word in (
        *(f"{word}{ending}" for word in _GERMAN.split() for ending in ("", "e", "er", "es", "en", "em")),
        *_OTHERS.split(),
    )
)


def is_colour(word: str) -> bool:
    """Whether ``word`` is the name of a colour, in whatever inflection."""
    return fold_word(word) in _COLOURS

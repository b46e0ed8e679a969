"""Counts of the goods named before them: a share of the whole, loose ones beside packages, new ones of what ran out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from qd_core.model.uom import UnitKind
from qd_core.reading.line_items.found import Found, Stance, content_words
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.quantity import Quantity
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["of_goods_before"]

_SHARES: Final = frozenset(
    "incl including includes inkl inklusive einschl einschliesslich davon darunter thereof which compris dont inclus "
    "incluidos incluidas incluyendo cuales inclusief waarvan inclusi incluse cui".split()
)
"""`40 of A incl. 5 spare`: the count behind it is a part of the one before."""
_LOOSE: Final = frozenset(
    "loose single singles individual individually lose losen einzeln einzelne einzelnen unite unites vrac suelto "
    "suelta sueltos sueltas losse stuks sciolti sciolte sfusi sfuse".split()
)
"""`3 boxes of A and 20 loose`."""
_NEW: Final = frozenset(
    "new more fresh neue neuen neuer weitere weiteren frische neuf neufs neuve neuves nouveau nouveaux nouvelles "
    "nuevo nuevos nueva nuevas nieuwe nuovi nuove".split()
)
"""`We have run out of A, we need 40 new ones`."""
_PARTICIPLE: Final = re.compile(r"[a-zäöüß]{0,5}ge[a-zäöüß]{2,}(?:t|en)|[a-zäöüß]+iert")
"""German: `die Westen sind ausgegangen`, told of the goods and no word of their name."""


def of_goods_before(found: Sequence[Found], tokens: Sequence[Token], lexicon: Lexicon) -> list[Found]:
    """``found`` of one sentence, where counts without goods of their own are those of the goods before them; a mere
    share of a count adds nothing and is left out."""
    read: list[Found] = []
    for item in found:
        _end_name(item, tokens, lexicon)
        before = read[-1] if read else None
        if before is None or not before.name or item.quantity is None or not _is_plain(item, tokens, lexicon):
            read.append(item)
        elif _is_share(before, item, tokens):
            continue
        elif _is_loose(before, item, tokens):
            quantity = _in_own_unit(item.quantity, item.name, tokens)
            read.append(replace(item, name=list(before.name), named=before.named, quantity=quantity))
        elif _is_new(before, item, tokens):
            read[-1] = replace(item, name=list(before.name), named=before.named)
        else:
            read.append(item)
    return read


def _end_name(item: Found, tokens: Sequence[Token], lexicon: Lexicon) -> None:
    """Takes the participles off the end of a name of the catalog."""
    if item.named is None or tokens[item.named].kind is not Kind.ALIAS:
        return
    while item.name and item.name[-1] > item.named:
        last = tokens[item.name[-1]]
        if not _PARTICIPLE.fullmatch(last.text) or lexicon.knows(last.key):
            break
        item.name.pop()


def _is_plain(item: Found, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the words beside the count name no goods, and no size."""
    if any(tokens[at].named or tokens[at].kind is not Kind.WORD for at in item.name) or item.aside:
        return False
    return not any(map(lexicon.knows, content_words(tokens, item.name)))


def _words(item: Found, tokens: Sequence[Token]) -> set[str]:
    return {tokens[at].key for at in item.name}


def _is_share(before: Found, item: Found, tokens: Sequence[Token]) -> bool:
    """`40 of A including 5 spare`: fewer of the same, behind a word that says so."""
    whole, share = before.quantity, item.quantity
    if whole is None or share is None or whole.value is None or share.value is None:
        return False
    start = share.start - 1
    while start > 0 and tokens[start].text == ".":
        start -= 1
    introduced = start >= 0 and tokens[start].key in _SHARES
    return introduced and share.value < whole.value and whole.start < share.start


def _is_loose(before: Found, item: Found, tokens: Sequence[Token]) -> bool:
    packed = before.quantity is not None and before.quantity.unit is not None
    if not packed or before.quantity is None or before.quantity.unit is None:
        return False
    return before.quantity.unit.kind is UnitKind.PACKAGE and bool(_words(item, tokens) & _LOOSE)


def _in_own_unit(quantity: Quantity, name: Sequence[int], tokens: Sequence[Token]) -> Quantity:
    """`20 loose pairs`: the unit stands among the words."""
    unit = next((at for at in name if tokens[at].unit is not None), None)
    if unit is None or quantity.unit is not None:
        return quantity
    return replace(quantity, unit=tokens[unit].unit, unit_token=unit)


def _is_new(before: Found, item: Found, tokens: Sequence[Token]) -> bool:
    """The goods told of are of the catalog and have no count of their own."""
    told = before.named is not None and tokens[before.named].kind in {Kind.SKU, Kind.ALIAS}
    wanted = item.stance is Stance.ASKED and before.stance is not Stance.ASKED
    words = content_words(tokens, item.name)
    return told and before.quantity is None and wanted and _NEW.issuperset(words)

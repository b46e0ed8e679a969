"""Papers about goods: a datasheet that is wanted instead of them, the number of an order beside them."""

from __future__ import annotations

from collections.abc import Sequence

from qd_core.reading.line_items.found import Found
from qd_core.reading.line_items.language.table import QUOTE_WORDS, phrase_key
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["is_documented", "is_number_of_paper"]

_KNOWN = frozenset({Kind.SKU, Kind.ALIAS})
_PAPERS = frozenset(
    phrase_key(word.replace("_", " "))
    for word in (
        "datasheet datasheets data_sheet data_sheets spec_sheet msds sds certificate certificates brochure manual "
        "drawing datenblatt datenblätter sicherheitsdatenblatt produktdatenblatt zertifikat prospekt anleitung "
        "betriebsanleitung fiche_technique fiches_techniques certificat notice ficha_técnica hoja_técnica certificado "
        "manuel folleto datablad"
    ).split()
)
_AS_FAR = 24
"""Tokens of other goods between a paper and its goods."""
_LEADS_TO = (Tag.ARTICLE, Tag.ONE, Tag.OF, Tag.PURPOSE, Tag.JOINT, Tag.AND)


def is_documented(found: Found, tokens: Sequence[Token], cues: frozenset[Tag]) -> bool:
    """`the datasheet for the A-12`: a paper about the goods is wanted, not the goods."""
    if found.quantity is not None and not found.quantity.soft:
        return False
    at = start = found.first if found.named is None else found.named
    while (
        start - at < _AS_FAR
        and at
        and (tokens[at - 1].has(*_LEADS_TO) or tokens[at - 1].kind in _KNOWN or tokens[at - 1].text == ",")
    ):
        at -= 1
    before = [token.key for token in tokens[max(0, at - 2) : at]]
    paper = at < start and ((before[-1:] and before[-1] in _PAPERS) or " ".join(before) in _PAPERS)
    return bool(paper) and Tag.PRICE not in cues


def is_number_of_paper(tokens: Sequence[Token], at: int) -> bool:
    """`our last order (Q-1234)`."""
    if at < 2 or tokens[at - 1].text not in {"(", "["}:
        return False
    paper = tokens[at - 2]
    return paper.key in QUOTE_WORDS or paper.has(Tag.PAST, Tag.REFERENCE)

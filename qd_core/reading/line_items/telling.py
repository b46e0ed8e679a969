"""Words by which a sentence only tells of goods: what is not wanted, what was ordered."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from qd_core.reading.line_items.clause_state import ClauseState
from qd_core.reading.line_items.found import Found
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.placement import Placement
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["hence", "is_settled", "negates", "negates_attribute", "tells", "tells_of_order", "wishes"]

_ADVERBS: Final = frozenset(
    "so but however still finally lastly now here okay ok yes ideally preferably otherwise asap urgently urgent "
    "immediately today tomorrow soon anyway also daher deshalb jetzt heute donc alors entonces ahora quindi allora "
    "adesso dus nu".split()
)
"""Of the words that make a clause those that tell nothing by themselves: no verb and nobody who does something."""
_HENCE: Final = frozenset("so daher deshalb donc quindi dus".split())
_NEAR: Final = 4
"""Tokens in which what is negated follows."""
_FAR: Final = 7
"""Tokens in which the `gerne` of a wish follows."""
_GLADLY: Final = frozenset({"gern", "gerne"})
_ORDERS: Final = frozenset(
    "order orders purchase bestellung auftrag lieferung commande livraison pedido encargo ordine ordinazione consegna "
    "bestelling levering shipment delivery".split()
)
_OWN: Final = frozenset(
    "our my unsere unserer unseren unser meine meiner meinen mein notre nos ma mon nuestro nuestra mi nostro nostra "
    "mio mia onze mijn".split()
)

_CERTAIN: Final = frozenset(
    "certain definite firm sure sicher fest sur surs sures certaine certains certaines ferme fermes seguro segura "
    "seguros seguras firmes zeker sicuro sicura sicuri certo certi".split()
)
_DENIES: Final = frozenset("not no nicht non pas ne niet if ob si whether until bis yet noch".split())


def is_settled(found: Found, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """`We still waver over the A, but the 60 B are certain`: said behind its goods, in words that deny nothing."""
    last = next((token.key for token in reversed(tokens) if token.kind is not Kind.SIGN), "")
    if found.quantity is None or tokens[-1].text == "?" or last not in _CERTAIN:
        return False
    pairs = [pair for index, pair in enumerate(pairwise(tokens)) if index not in found.name]
    if any(
        token.has(Tag.PAST, Tag.SUPPORT, Tag.SELL) or (token.has(Tag.NEGATE) and not lexicon.knows(after.key))
        for token, after in pairs
    ):
        return False
    after = [token.key for token in tokens[found.last + 1 :] if token.kind is not Kind.SIGN]
    return bool(after) and _DENIES.isdisjoint(after)


def tells(token: Token) -> bool:
    """Whether a clause with this word states something: `the chain is grade 70`, not `grade 70, so GC-70-38, 60 ft`."""
    return token.has(Tag.CLAUSE) and token.key not in _ADVERBS


def hence(state: ClauseState, at: int) -> bool:
    """`The 5/16 we got is too light so 60 of A`: what was told is over where goods follow the `so`."""
    following = state.at(at + 1)
    goods = following is not None and (following.named or following.kind in {Kind.NUMBER, Kind.MEASURE})
    return state.tokens[at].key in _HENCE and goods


def negates(state: ClauseState, placement: Placement, at: int) -> bool:
    """`not the A`, `not 10`; in `not galvanized` the word describes."""
    following = at + 1
    tokens = state.tokens
    while following < len(tokens) and following - at < _NEAR and tokens[following].has(Tag.ARTICLE, Tag.OF):
        following += 1
    token = state.at(following)
    if token is None:
        return False
    return token.named or following > at + 1 or placement.anywhere(following) is not None


def negates_attribute(state: ClauseState, at: int) -> bool:
    """`gloves without powder`: the words after it describe the item."""
    token = state.tokens[at]
    if not token.has(Tag.NEGATE) or token.has(Tag.DROP):
        return False
    if state.current is None or not state.current.name or state.separator or state.phrase_size(at) > 1:
        return False
    following = state.at(at + 1)
    return following is not None and following.kind is Kind.WORD and not following.tags


def wishes(state: ClauseState, at: int) -> bool:
    """`Wir hätten nächste Woche gerne 20 A`: a wish, folded like the past tense."""
    ahead = state.tokens[at : at + _FAR]
    return any(token.text.startswith("hätt") for token in ahead[:2]) and any(
        token.key in _GLADLY for token in ahead
    )


def tells_of_order(state: ClauseState, at: int) -> bool:
    """`When will our order of 40 A come?`: the goods behind it are on order; whoever wants a price of them says so."""
    token, owner = state.tokens[at], state.at(at - 1)
    if token.key not in _ORDERS or owner is None or owner.key not in _OWN or state.tokens[-1].text != "?":
        return False
    return not any(other.has(Tag.ASK, Tag.PRICE) for other in state.tokens)

"""Which of the things that a sentence names are asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from qd_core.model.folding import fold_words
from qd_core.model.rfq import QuantityProblem
from qd_core.model.uom import UnitKind
from qd_core.reading.address_words import STREET_NAME
from qd_core.reading.line_items.ellipsis import is_size_alone
from qd_core.reading.line_items.found import Found, Stance, content_words
from qd_core.reading.line_items.language.table import QUOTE_WORDS
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.line_context import Context
from qd_core.reading.line_items.papers import is_documented, is_number_of_paper
from qd_core.reading.line_items.quantity import Quantity
from qd_core.reading.line_items.sentences import Sentence, is_occasion
from qd_core.reading.line_items.telling import is_settled
from qd_core.reading.line_items.tokens import Kind, Token
from qd_core.reading.line_items.told_of import is_of_those, is_owned, names_paper

__all__ = ["Acceptance", "Evidence"]


_KNOWN = frozenset({Kind.SKU, Kind.ALIAS})
_VERBAL = (Tag.CLAUSE, Tag.PAST, Tag.SELL, Tag.NEGATE, Tag.DROP)
_TELLING = (*_VERBAL, Tag.SUPPORT)
_NOT_AGAIN = (Tag.NEGATE, Tag.DROP, Tag.SELL, Tag.SUPPORT, Tag.INSTEAD)
_IT_IS = frozenset(
    "so ok okay yes then it's its that's thats it that is would be will the list order das waren".split()
)
_COURTESY = (Tag.GREETING, Tag.POLITE, Tag.AND)
_SIZED = frozenset({Kind.DIMENSION, Kind.MEASURE})
_WITH = frozenset("with con mit avec met plus".split())
_SIZED_WORD = re.compile(r"\d[\d.,]*[a-z]{1,3}")
_ASKING = frozenset({Tag.ASK, Tag.PRICE, Tag.POLITE})
_DATES = frozenset("date dates eta status statut stand termin liefertermin fecha data datum tracking".split())
"""What is asked about goods that are on order."""
_THE = frozenset("the der die das den dem le la les des el los las il lo gli i de het".split())


class Evidence(IntEnum):
    """How much speaks for an item."""

    NONE = 0
    """No word that could name anything."""
    WORDS = 1
    """Words that the catalog does not know."""
    VOCABULARY = 2
    """A word or a size of the catalog."""
    NAME = 3
    """A SKU, an alias or a part number."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Judges the candidates of one sentence. ``listed`` tells that the sentence is a line of a list,
    ``gives_back`` that it gives goods back."""

    sentence: Sentence
    context: Context
    cues: frozenset[Tag]
    lexicon: Lexicon
    listed: bool
    gives_back: bool = False

    def accepts(self, found: Found) -> bool:
        """Whether ``found`` is a requested item."""
        evidence = self.evidence(found)
        if (
            found.stance is Stance.OFF
            or evidence is Evidence.NONE
            or is_documented(found, self.sentence.tokens, self.cues)
        ):
            return False
        if self._is_matter(found) or (
            found.stance is None and (self._is_subject(found) or self._tells_of_something_else(found))
        ):
            return False
        asked = found.stance is Stance.ASKED or is_settled(found, self.sentence.tokens, self.lexicon)
        counted = found.quantity is not None and not found.quantity.soft
        if (self.context.off and not asked) or (
            evidence is not Evidence.NAME
            and is_owned(found, self.sentence.tokens)
            and not self._mostly_known(found)
        ):
            return False
        shut = self.context.address or self.context.closed
        if shut and not (counted and (evidence is Evidence.NAME or self._is_goods_below(found))):
            return False
        if counted:
            return self._accepts_counted(found, evidence, asked=asked)
        return self._accepts_uncounted(found, evidence, asked=asked)

    def is_spoken_of(self, found: Found) -> bool:
        """Whether a later sentence may count ``found`` without naming it: goods of the catalog by their own name, or
        such as a question is about (`Are the 15 cm collars available? I need 6.`)."""
        if found.named is not None:
            return self.sentence.tokens[found.named].kind in _KNOWN
        if self.sentence.tokens[-1].text == "?":
            spoken = found.stance is not Stance.OFF
        else:  # we use the grey paint, 5 l tins. What would 20 cost?
            spoken = found.stance is None and not self.cues & {Tag.SUPPORT, Tag.NEGATE, Tag.DROP}
        return spoken and self.evidence(found) >= Evidence.VOCABULARY and self._mostly_known(found)

    def goes_along(self, found: Found) -> bool:
        """Whether ``found``, not accepted by itself, is one more of the counted goods in a sentence that asks for
        others: a list of wishes is wished for as a whole."""
        if found.quantity is None or found.quantity.soft or found.quantity.problem is QuantityProblem.VAGUE:
            return False
        told = found.stance is Stance.OFF or self._is_subject(found) or self._tells_of_something_else(found)
        if told or self.context.off or self.context.address or self.context.closed:
            return False
        leads = bool(found.name) and found.quantity.end <= found.name[0]
        evidence = self.evidence(found)
        wished = leads and found.joined  # 3 A and 10 unheard-ofs
        if evidence is Evidence.WORDS:  # A-12 x 3, stainless sheet x 2: unheard of, but no less wished for
            return (found.quantity.counts or wished) and self.cues.isdisjoint(_TELLING)
        plain = wished and self.cues.isdisjoint(_TELLING)
        return leads and evidence >= Evidence.VOCABULARY and (plain or self._mostly_known(found))

    def may_be_lost(self, found: Found) -> bool:
        """Whether ``found``, beside goods that were accepted, is counted goods of the catalog too and nothing says that
        they are only told of: then a person must look."""
        quantity = found.quantity
        if quantity is None or quantity.soft or quantity.value is None or found.stance is Stance.OFF:
            return False
        told = self._is_subject(found) or self._tells_of_something_else(found) or found.per_unit
        shut = self.context.off or self.context.address or self.context.closed
        known = found.named is not None or self._mostly_known(found)
        return not (told or shut) and known and self.evidence(found) >= Evidence.VOCABULARY

    def is_lost(self, found: Found, *, beside: bool, stray: bool, fallback: int | None) -> bool:
        """Whether ``found``, that was not accepted, would be lost where a person does not look. ``beside`` tells that
        other goods of the sentence were accepted, ``stray`` that it holds a count that no item took; from the token
        ``fallback`` on goods are wanted only if others are not to be had."""
        if self.context.off or self.context.address or self.context.closed or self._is_matter(found):
            return False
        known = self.evidence(found) >= Evidence.VOCABULARY and self._mostly_known(found)
        if stray and not beside and (known or self.is_spoken_of(found)):
            return True  # we have 5 of A left and need 10 more
        if found.stance is Stance.OFF:
            return self._is_listed_as_before(found)
        if fallback is not None and found.first >= fallback and found.named is not None:
            return self.sentence.tokens[found.named].kind in _KNOWN  # if you don't have A, we take B
        if stray and found.stance is Stance.ASKED and self.evidence(found) is not Evidence.NONE:
            return found.quantity is not None and not found.quantity.soft
        counted = self.may_be_lost(found) or self._follows_number(found)
        return self._is_unnamed_size(found, beside=beside) or (beside and counted)

    def _is_listed_as_before(self, found: Found) -> bool:
        """`10 x A-12 - had these in March` in a list of what is asked for: the line tells of the past, but perhaps of
        what is wanted again."""
        if found.quantity is None or found.named is None or not (self.sentence.alone and self.context.asked):
            return False
        told = Tag.PAST in self.cues and not self.cues & set(_NOT_AGAIN)
        return told and min(found.quantity.start, found.first) == 0 and self.evidence(found) is Evidence.NAME

    def _follows_number(self, found: Found) -> bool:
        """Whether a number that no item took stands right before the SKU of goods that nothing else counts."""
        if found.quantity is not None or found.named is None or found.named == 0:
            return False
        tokens = self.sentence.tokens
        number = tokens[found.named - 1]
        if number.text == "." and found.named > 2:  # 5 bts. A-12
            number = tokens[found.named - 3]
        bare = number.kind is Kind.NUMBER and number.value is not None and not number.protected
        return bare and tokens[found.named].kind is Kind.SKU and not self._is_subject(found)

    def _is_unnamed_size(self, found: Found, *, beside: bool) -> bool:
        """`15 Sack 550er`: a count in packages, and a size that the catalog has of goods that nobody named."""
        quantity = found.quantity
        if quantity is None or quantity.unit is None or quantity.unit.kind is not UnitKind.PACKAGE:
            return False
        asked = beside or self.context.asked or found.stance is Stance.ASKED
        tokens = self.sentence.tokens
        numbers = [word for at in found.name for word in fold_words(tokens[at].text) if word[0].isdigit()]
        return asked and is_size_alone(found, tokens) and self.lexicon.carries(numbers)

    def _is_subject(self, found: Found) -> bool:
        """`The 100 A look good`: what is told of by its article; not the 6 of `3 hoses with their 6 nozzles`, nor what
        `is certain`."""
        start = found.quantity.start if found.quantity is not None else 0
        tokens = self.sentence.tokens
        if self.cues.isdisjoint(_ASKING) and is_of_those(found, tokens):
            return True
        settled = is_settled(found, tokens, self.lexicon)
        if start == 0 or settled or not _is_article(tokens[start - 1]):
            return False
        return start < 2 or tokens[start - 2].key not in _WITH

    def _is_goods_below(self, found: Found) -> bool:
        """Whether ``found``, below a place of delivery, is nothing but words of the catalog and its count."""
        tokens = self.sentence.tokens
        words = content_words(tokens, found.name)
        known = len(words) > 1 and all(self.lexicon.knows(word) for word in words)
        return (
            self.context.address
            and self.sentence.alone
            and known
            and not any(token.has(Tag.STREET) for token in tokens)
        )

    def _is_matter(self, found: Found) -> bool:
        """`send me a copy of the invoice for the 24 A`, `a credit note over 4 packs`: a paper or an answer about the
        goods is asked for."""
        tokens, start = self.sentence.tokens, found.first
        if self._is_headed_by_paper(found) or self.gives_back:
            return True
        begins = start > 0 and _is_article(tokens[start - 1])
        if found.stance is not Stance.ASKED or not (begins or tokens[start].key in _THE):
            return False
        asked = max((at for at in range(start) if tokens[at].has(Tag.ASK, Tag.PRICE)), default=start)
        priced = any(token.has(Tag.PRICE) or token.key in QUOTE_WORDS for token in tokens)
        about = tokens[asked:start]
        dated = not priced and any(token.key in _DATES for token in about)
        return dated or any(token.has(Tag.SUPPORT) and not self.lexicon.knows(token.key) for token in about)

    def _is_headed_by_paper(self, found: Found) -> bool:
        """Whether the uncounted first word of the name is such a paper, and no goods of the catalog."""
        if not found.name or found.named is not None:
            return False
        head = self.sentence.tokens[found.name[0]]
        leads = found.quantity is None or found.name[0] < found.quantity.start
        return leads and head.has(Tag.SUPPORT) and not self.lexicon.knows(head.key)

    def _tells_of_something_else(self, found: Found) -> bool:
        """Whether words outside the item say that the sentence is of an invoice, a delivery, a complaint."""
        if Tag.SUPPORT not in self.cues or self.cues & {Tag.ASK, Tag.PRICE} or self._is_listed_before(found):
            return False
        own = {*found.name, *found.aside}
        tokens = self.sentence.tokens
        return any(
            token.has(Tag.SUPPORT)
            and not (index in own and self.lexicon.knows(token.key))
            and not is_occasion(tokens, index)
            for index, token in enumerate(tokens)
        )

    def _is_listed_before(self, found: Found) -> bool:
        """`40 x A-12 and 20 B-7, payment net 30`: a sentence without a verb that starts with a count, and a comma
        between the item and the words about something else."""
        tokens = self.sentence.tokens
        if tokens[0].kind is not Kind.NUMBER or any(token.has(*_VERBAL) for token in tokens):
            return False
        about = next(index for index, token in enumerate(tokens) if token.has(Tag.SUPPORT))
        for index in range(about - 1, found.last, -1):
            if tokens[index].kind is Kind.NUMBER:
                return False  # 5 A-12, 2 of them broken
            if tokens[index].text in {",", ";", "-", "–"}:
                return True
        return False

    def _accepts_counted(self, found: Found, evidence: Evidence, *, asked: bool) -> bool:
        quantity = found.quantity
        assert quantity is not None, "the caller looked"  # noqa: S101
        vague = quantity.problem is QuantityProblem.VAGUE
        wished = self.sentence.tokens[-1].text == "?" or Tag.POLITE in self.cues
        if evidence is Evidence.NAME:
            return asked or self.listed or wished or not found.after_verb or self._is_told_as_list(found)
        if evidence is Evidence.VOCABULARY:
            if asked:
                return True
            supported = self.listed or self.context.asked or (quantity.counts and not vague)
            supported = supported or self._is_enumerated(found)
            wished = wished and quantity.end <= found.name[0] and (not vague or not found.after_verb)
            return wished or (supported and not found.after_verb)
        return self._accepts_words(found, quantity, asked=asked, vague=vague)

    def _is_told_as_list(self, found: Found) -> bool:
        """`So that's 5 of A and 3 of B`: nothing stands before the first count but words like these."""
        tokens = self.sentence.tokens
        start = next((at for at, token in enumerate(tokens) if token.kind is Kind.NUMBER), 0)
        lead = [
            token.key for token in tokens[:start] if token.kind is Kind.WORD and not token.has(*_COURTESY)
        ]
        told = not self.cues & {Tag.PAST, Tag.SUPPORT, Tag.NEGATE, Tag.SELL, Tag.DROP}
        return told and found.quantity is not None and bool(lead) and set(lead) <= _IT_IS

    def _accepts_words(self, found: Found, quantity: Quantity, *, asked: bool, vague: bool) -> bool:
        """Whether counted words that the catalog does not know are asked for."""
        leads = quantity.end <= found.name[0]
        line = self.sentence.line
        if STREET_NAME.fullmatch(" ".join(self.sentence.tokens[index].text for index in found.name)):
            return False  # 12 Harbor Road
        if leads and self._heads_others(found):
            return False
        if self.listed and found.heading and self.context.asked and (line.bullet or line.index is not None):
            return not vague  # - motor hoe FS 55: 1
        if vague or not (leads or quantity.counts):
            sized = any(self.sentence.tokens[index].kind in _SIZED for index in found.name)
            return asked and not vague and (self.listed or sized)
        if asked:
            return not found.heading and self.sentence.tokens[-1].text != ":"
        plain = self.listed and not found.after_verb and (leads or self.sentence.alone)
        return plain and (self.context.quoting or (leads and quantity.counts))

    def _heads_others(self, found: Found) -> bool:
        """`48 bays: need 49 posts`: what the goods behind the colon are for."""
        tokens = self.sentence.tokens
        colon = found.last + 1 < len(tokens) and tokens[found.last + 1].text == ":"
        return colon and any(token.kind is Kind.NUMBER for token in tokens[found.last + 2 :])

    def _is_enumerated(self, found: Found) -> bool:
        """`Hi, 6 capacitors 40/5 and 2 contactors.`: a sentence without a verb that starts with a count asks, whatever
        sentence follows it on its line."""
        tokens = [token for token in self.sentence.tokens if not token.has(*_COURTESY)]
        if found.quantity is None or any(token.has(*_TELLING) for token in tokens):
            return False
        colon = next((at for at, token in enumerate(tokens) if token.text == ":"), -1)
        headed = colon > 0 and tokens[0].has(Tag.PURPOSE)  # for the primary school: 6 hooks
        told = tokens[colon + 1 :] if headed else tokens
        opening = next((token for token in told if token.kind is not Kind.SIGN), None)
        counts = opening is not None and opening.kind is Kind.NUMBER and not opening.protected
        words = [word for word in content_words(self.sentence.tokens, found.name) if word.isalpha()]
        known = sum(self.lexicon.knows(word) for word in words)
        return counts and found.quantity.end <= found.name[0] and known * 2 > len(words)

    def _accepts_uncounted(self, found: Found, evidence: Evidence, *, asked: bool) -> bool:
        tokens = self.sentence.tokens
        if tokens[-1].text == ":" and evidence is not Evidence.NAME:
            return False  # seals for the mixers please:
        if evidence is Evidence.NAME:
            code = found.named is not None and tokens[found.named].kind is Kind.CODE
            if asked:
                return not (code and is_number_of_paper(tokens, found.named or 0))
            return (
                self.listed
                and not found.after_verb
                and tokens[-1].text != ":"
                and (self.context.asked or not code)
            )
        if evidence is not Evidence.VOCABULARY or names_paper(found, self.sentence.tokens, self.lexicon):
            return False
        if asked and (found.priced or found.quantity is not None or self._mostly_known(found)):
            return True
        line = self.sentence.line
        bulleted = line.bullet or line.index is not None
        return self.listed and bulleted and self.context.asked and not self.cues & {Tag.DELIVERY, Tag.CLAUSE}

    def _mostly_known(self, found: Found) -> bool:
        """Sizes do not count: one that the catalog lacks is a near miss (`E27 mit 15W`)."""
        words = content_words(self.sentence.tokens, found.name)
        words = [word for word in words if not _SIZED_WORD.fullmatch(word)] or words
        return sum(self.lexicon.knows(word) for word in words) * 2 > len(words)

    def evidence(self, found: Found) -> Evidence:
        """How much speaks for ``found`` being a thing that one can sell."""
        if not found.name:
            return Evidence.NONE
        if found.alternatives or found.named is not None:
            return Evidence.NAME
        tokens: Sequence[Token] = self.sentence.tokens
        words = content_words(tokens, found.name)
        if any(self.lexicon.knows(word) for word in words):
            return Evidence.VOCABULARY
        sizes = [tokens[index].text for index in found.name if tokens[index].kind is Kind.DIMENSION]
        if sizes:
            known = any(self.lexicon.has_dimension(size) for size in sizes)
            return Evidence.VOCABULARY if known else Evidence.WORDS
        plain = words and not all(tokens[index].tags for index in found.name)
        return Evidence.WORDS if plain else Evidence.NONE


def _is_article(token: Token) -> bool:
    """`de` is the article of Dutch, and the `of` of Spanish and French."""
    return token.has(Tag.ARTICLE) or (token.key in _THE and not token.has(Tag.OF))

"""Builds the names of items from the words of a sentence: what goes on, what describes, what is the next item."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from qd_core.model.uom import UnitKind
from qd_core.reading.line_items.clause_state import ClauseState
from qd_core.reading.line_items.found import CUES, Found
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.placement import Placement
from qd_core.reading.line_items.tokens import Kind

__all__ = ["NameBuilder"]

_APART: Final = frozenset({"comma", "paren", "end", "dash", "colon"})
_APPOSES: Final = frozenset({"comma", "paren", "dash", "colon"})
_AHEAD: Final = 16
_AUXILIARIES: Final = frozenset("habe haben hat hatte hatten wurde wurden".split())


class NameBuilder:
    """Adds one word after the other to the items of ``state``."""

    def __init__(self, state: ClauseState, placement: Placement) -> None:
        self.state = state
        self.placement = placement

    def word(self, at: int) -> None:
        """The token at ``at`` is no quantity and no function word: part of a name, or the start of the next one."""
        state, token = self.state, self.state.tokens[at]
        sure = token.kind in {Kind.SKU, Kind.ALIAS} or (token.named and not state.delivery)
        if (state.skipping and not sure) or self._says_unit(at):
            return
        if self._is_participle(at):
            state.end_name()
            return
        if state.current is None:
            self._open(at)
        elif token.named:
            self._named_word(state.current, at)
        else:
            self._plain_word(state.current, at)
        state.separator = ""
        if token.named:
            state.skipping = False

    def _is_participle(self, at: int) -> bool:
        """`Wir haben die Minibar gekauft`: German ends a sentence of the past with a verb, behind the name."""
        state, token, current = self.state, self.state.tokens[at], self.state.current
        following = state.at(at + 1)
        ends = following is None or following.kind is Kind.SIGN or following.has(Tag.AND)
        if not ends or current is None or not current.name or not token.text.islower() or state.known(at):
            return False
        verb = token.kind is Kind.WORD and token.text.endswith(("t", "en"))
        return verb and any(other.key in _AUXILIARIES for other in state.tokens[: current.name[0]])

    def _says_unit(self, at: int) -> bool:
        """`24 door handles (pairs)`: alone in brackets, the word for a package or a pair is the unit of the count
        before its name. Gives it to that count."""
        state, current = self.state, self.state.current
        unit, before, after = state.tokens[at].unit, state.at(at - 1), state.at(at + 1)
        if unit is None or unit.kind is UnitKind.MEASURE or current is None or not current.name:
            return False
        bracketed = before is not None and before.text == "(" and after is not None and after.text == ")"
        if not bracketed or current.quantity is None or current.quantity.unit is not None:
            return False
        current.quantity = replace(current.quantity, unit=unit, unit_token=at)
        return True

    def _open(self, at: int) -> None:
        state = self.state
        named = at if state.tokens[at].named else None
        state.open(
            Found(name=[at], named=named, stance=state.stance, priced=state.priced, after_verb=state.verbs)
        )

    # --- SKUs, aliases, codes -------------------------------------------------------------------------------------

    def _named_word(self, current: Found, at: int) -> None:
        state = self.state
        if not current.name and state.separator == "and" and self._counted_behind(at):
            self._open(at)  # 12 pcs and A 20 pcs
        elif not current.name:
            current.name, current.named, current.closed = [at], at, False
        elif state.separator == "or":
            current.name.append(at)
            current.alternatives, current.named = True, None
        elif not state.separator and not current.closed:
            self._second_name(current, at)
        elif self._says_again(current, at):
            current.aside.append(at)
        elif not state.separator and self._labels(current, at):
            current.aside = current.name
            current.name, current.named = [at], at
        elif state.separator in _APPOSES and self._apposes(current, at):
            if current.named is not None and not self._is_better(current.named, at):
                current.aside.append(at)
            else:
                current.aside = current.name
                current.name, current.named, current.closed = [at], at, False
        else:
            if current.quantity is None and current.named is None and not self.describes(current):
                state.forget(current)  # a greeting: `Howard, UCP204 …`
            self._open(at)

    def _labels(self, current: Found, at: int) -> bool:
        """Whether the SKU at ``at`` is labelled as that of the counted item before it: `glass cleaner qty 48 code
        GL-32`."""
        label = self.state.at(at - 1)
        counted = current.trailing and current.quantity is not None and current.named is None
        labelled = label is not None and label.has(Tag.ITEM) and self.state.tokens[at].kind is Kind.SKU
        return counted and labelled and not self._counted_behind(at)

    def _says_again(self, current: Found, at: int) -> bool:
        """Whether the name at ``at`` is that of the SKU before the count: `ZI-402 12 pcs kettle 0.8 l`."""
        tokens, quantity, named = self.state.tokens, current.quantity, current.named
        if quantity is None or named is None or self.state.separator or quantity.end != at:
            return False
        sku = tokens[named].kind is Kind.SKU and tokens[at].kind is Kind.ALIAS
        same = sku and current.trailing and self._same_item(tokens[named].text, tokens[at].text)
        return same and not self._counted_behind(at)

    def _counted_behind(self, at: int) -> bool:
        """Whether a quantity stands right behind the name at ``at``, and no name follows that it could count."""
        quantity = self.placement.anywhere(at + 1)
        if quantity is None or quantity.soft or quantity.value is None:
            return False
        return quantity.marker or self.state.ends_quantity(quantity.end)

    def _second_name(self, current: Found, at: int) -> None:
        """A name right beside another: a SKU with its alias or with somebody's code; two SKUs are two items."""
        tokens = self.state.tokens
        before = tokens[current.named].kind if current.named is not None else None
        strong = tokens[at].kind in {Kind.SKU, Kind.ALIAS}
        if before is tokens[at].kind and strong:
            self._open(at)
            return
        current.name.append(at)
        if before is None or (strong and before is Kind.CODE):
            current.named = at

    def _apposes(self, current: Found, at: int) -> bool:
        """Whether the name at ``at`` says the item before it once more: `gate valves (GV-075)`, `10 x A12, bracket`."""
        counted = current.quantity is not None and not self.state.depth
        if counted and (self._counted_behind(at) or (current.trailing and self._counted_ahead(at))):
            return False  # wedge anchors 3 boxes, SA-12 x 2
        if current.named is None:
            return self.describes(current)
        before, after = self.state.tokens[current.named], self.state.tokens[at]
        if self._same_item(before.text, after.text):
            return True
        if self._shares(current):
            return False  # 5 each of LRS 1L, normal saline 1 L
        if self.state.separator == "paren":
            return after.kind is not Kind.SKU or current.quantity is not None
        return after.kind is Kind.ALIAS and before.kind is Kind.SKU and current.quantity is not None

    def _is_better(self, named: int, at: int) -> bool:
        tokens = self.state.tokens
        return tokens[at].kind is Kind.SKU and tokens[named].kind is not Kind.SKU

    def _same_item(self, left: str, right: str) -> bool:
        lexicon = self.state.lexicon
        skus = {item.sku for item in lexicon.items_named(left)}
        return any(item.sku in skus for item in lexicon.items_named(right))

    def describes(self, found: Found) -> bool:
        """Whether the words so far can mean an item: they came with a quantity, or the catalog knows them."""
        words = (index for index in found.name if self.state.tokens[index].kind is Kind.WORD)
        return (
            found.quantity is not None
            or found.named is not None
            or any(self.state.known(index) for index in words)
        )

    # --- other words ----------------------------------------------------------------------------------------------

    def _plain_word(self, current: Found, at: int) -> None:
        state = self.state
        if not current.name and state.depth and not state.paren_leads:
            current.aside.append(at)  # 4 cases (6 rolls/case) of A
        elif not current.name:
            current.name, current.closed = [at], False
        elif current.closed and current.quantity is None and state.known(at) and not self.describes(current):
            state.forget(current)  # Marta, how much are the …
            self._open(at)
        elif state.separator in _APART:
            self._after_separator(current, at)
        elif state.separator:  # and, or
            ended = current.trailing or current.named is not None or current.closed or self._shares(current)
            if state.depth and not state.paren_leads and not state.known(at):
                current.aside.append(at)  # A (without a logo and with buttons) 60 pcs
            elif ended or not self._goes_on(at):
                self._open(at)
            else:
                current.name.append(at)
        elif not current.closed:
            self._append(current, at)

    def _after_separator(self, current: Found, at: int) -> None:
        """After a comma, dash or bracket: the next item, an attribute, or a remark."""
        state = self.state
        if self._repeats(current, at):
            self._open(at)  # 5 each of clamp A, clamp B
            return
        if current.trailing and not state.depth:
            if self._counted_ahead(at):
                self._open(at)
            else:
                state.end_name()
            return
        vague = (
            current.quantity is None and state.separator in {"dash", "colon"} and not self.describes(current)
        )
        if current.heading or vague:
            if current.quantity is None and current.named is None and not self._quantity_follows(at):
                state.forget(current)
            self._open(at)
        elif current.done or not self._is_attribute(at):
            state.end_name()
        else:
            current.closed = False
            self._append(current, at)

    def _shares(self, current: Found) -> bool:
        """Whether the quantity before the item is one for each of several (`5 each of`)."""
        counted = (found.quantity for found in reversed(self.state.found) if found.quantity is not None)
        quantity = current.quantity or next(counted, None)
        return quantity is not None and quantity.each

    def _repeats(self, current: Found, at: int) -> bool:
        """Whether the word begins a further item of those that share one quantity: the noun or the size again."""
        tokens = self.state.tokens
        if current.trailing or self.state.depth or not self._shares(current):
            return False
        sizes = tokens[at].kind is Kind.DIMENSION and any(
            tokens[i].kind is Kind.DIMENSION for i in current.name
        )
        return sizes or tokens[at].key in {tokens[i].key for i in current.name[:1]}

    def _append(self, found: Found, at: int) -> None:
        """Words around a SKU describe it; anything else is the name."""
        is_sku = found.named is not None and self.state.tokens[found.named].kind is Kind.SKU
        if is_sku and found.name == [found.named] and not self.state.tokens[at].named:
            found.aside.append(at)
        else:
            found.name.append(at)

    def _is_attribute(self, at: int) -> bool:
        """Whether the words up to the next separator describe: no verb, no address, no cue among them."""
        for index in self.state.fragment(at):
            token = self.state.tokens[index]
            if token.kind is not Kind.WORD:
                continue
            if token.has(Tag.CLAUSE, Tag.DELIVERY, *CUES) and not self.state.known(index):
                return False
            if token.has(Tag.POLITE):
                break
        return not self.state.delivery

    def _goes_on(self, at: int) -> bool:
        """`black and yellow tape`: the words after `and` belong to the same name, as nothing else starts there."""
        return not any(self.state.tokens[index].has(*CUES) for index in self.state.fragment(at, 4))

    def _counted_ahead(self, at: int) -> bool:
        """Whether a further quantity stands in the rest of the sentence."""
        ahead = self.state.tokens[at : at + _AHEAD]
        return any(token.kind is Kind.NUMBER and not token.protected for token in ahead)

    def _quantity_follows(self, at: int) -> bool:
        return any(self.placement.quantity_at(index) is not None for index in self.state.fragment(at, 6))

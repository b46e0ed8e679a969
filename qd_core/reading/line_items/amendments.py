"""Corrections applied: the newest word wins where it can be tied to one line, else the line is in doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from qd_core.model.folding import fold_words, other_numbers
from qd_core.model.rfq import QuantityProblem
from qd_core.model.uom import UnitKind, unit_word
from qd_core.reading.line_items.corrections import Change, Correction
from qd_core.reading.line_items.dimensions import dimensions_in
from qd_core.reading.line_items.entries import Entry, folded
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.variant_changes import VariantChange, has_old_variant, new_variant

_PLURAL: Final = re.compile(r"(?:er|en|e|n|s)$")
_NOUN: Final = 4

__all__ = ["alike", "apply_corrections", "covers", "likely_targets", "words_of"]


def apply_corrections(
    corrections: Sequence[Correction], body: list[Entry], others: list[Entry], lexicon: Lexicon
) -> None:
    """Applies ``corrections`` in order to the lines before each of them in ``body`` and to ``others`` (attachments).

    A correction of a SKU that no line names is a line of its own; one that cannot be tied to a line puts its most
    likely line in doubt. Order of ties: SKU, line number, words, old quantity, same line, only line.
    """
    shift = 0
    for correction in corrections:
        before = [entry for entry in (*others, *body[: correction.after + shift]) if not entry.dropped]
        targets = _targets(correction, before, lexicon)
        if targets is None:
            if (
                correction.name is not None
                and correction.new is not None
                and correction.new_source is not None
            ):
                body.insert(correction.after + shift, _new_entry(correction))
                shift += 1
            elif correction.strong and before and correction.change is not Change.REPLACE:
                _doubt(correction, before)
            continue
        doubtful = _is_doubtful(correction, targets, others, lexicon)
        _apply(correction, targets, before, lexicon, doubtful=doubtful)


def _apply(
    correction: Correction,
    targets: Sequence[Entry],
    before: Sequence[Entry],
    lexicon: Lexicon,
    *,
    doubtful: bool,
) -> None:
    if correction.change is Change.ONLY:
        named = set(map(id, targets))
        for entry in before:
            if id(entry) not in named:
                entry.doubt(QuantityProblem.VAGUE, f"not asked for? “{correction.quote}”")
        return
    for entry in targets:
        if doubtful:
            why = "leaves open what is asked for" if correction.unclear else "may mean another line"
            entry.doubt(QuantityProblem.VAGUE, f"“{correction.quote}” {why}")
        else:
            _change(entry, correction, lexicon)


def _is_doubtful(
    correction: Correction, targets: Sequence[Entry], others: Sequence[Entry], lexicon: Lexicon
) -> bool:
    """Whether it may mean another line than ``targets``, or not what it seems to say."""
    if _leaves_open(correction, targets, lexicon):
        return True
    if correction.skus or correction.last or correction.same_line or correction.variant is not None:
        return False
    if correction.lines:
        return len(targets) > len(correction.lines)
    if correction.old is not None and targets[0].quantity == correction.old:
        return False
    listed = set(map(id, others))
    beside = any(id(entry) in listed for entry in targets)
    if beside and (len(targets) > 1 or not (correction.strong or correction.change is not Change.SET)):
        return True  # words alone are too little for several lines that the buyer did not write here
    return not all(covers(entry, correction, lexicon) for entry in targets)


def _leaves_open(correction: Correction, targets: Sequence[Entry], lexicon: Lexicon) -> bool:
    """Whether several lines may be meant, or nobody can say what becomes of one."""
    if correction.unclear or (len(targets) > 1 and correction.change is not Change.DROP):
        return True
    pointed = correction.skus or correction.lines or correction.last or correction.every
    if not pointed and len({_kind(entry, lexicon) for entry in targets}) > 1:
        return True  # leave out the hats: the straps for hats, too?
    variant = correction.variant
    return variant is not None and any(new_variant(entry, variant, lexicon) is None for entry in targets)


def _kind(entry: Entry, lexicon: Lexicon) -> str:
    """What the goods of a line are called first: `bump` of bump hats in whatever colour."""
    items = lexicon.items_named(entry.name.value)
    return next(iter(fold_words(items[0].description if items else entry.name.value)), "")


def covers(entry: Entry, correction: Correction, lexicon: Lexicon) -> bool:
    """Whether the line says every word of the correction that tells goods apart: no `125 mm disc` is one of 115 mm."""
    own = words_of(entry, lexicon)
    telling = [
        word
        for word in correction.words
        if unit_word(word) is None and (not word.isalpha() or lexicon.knows(word))
    ]
    return all(any(alike(word, other) for other in own) for word in telling)


def _doubt(correction: Correction, before: Sequence[Entry]) -> None:
    if correction.change is Change.DROP and not (correction.lines or correction.last):
        return
    before[-1].doubt(QuantityProblem.VAGUE, f"“{correction.quote}” could not be tied to a line")


def _new_entry(correction: Correction) -> Entry:
    assert correction.name is not None  # noqa: S101 - the caller looked
    return Entry(
        text=correction.quote, name=correction.name, quantity=correction.new, quantity_source=correction.new_source,
        unit=correction.unit, known=True, certain=0.9,
    )  # fmt: skip


def _change(entry: Entry, correction: Correction, lexicon: Lexicon) -> None:
    note = f"corrected: “{correction.quote}”"
    if correction.change is Change.DROP:
        entry.dropped = True
    elif correction.variant is not None:
        name = new_variant(entry, correction.variant, lexicon)
        if name is not None:
            entry.complete(name)
            entry.description, entry.known = "", False
        entry.notes.append(note)
    elif correction.change is Change.REPLACE and correction.renamed is not None:
        entry.name, entry.description, entry.known = correction.renamed, "", True
        entry.notes.append(note)
    elif correction.new is not None and correction.new_source is not None:
        value = correction.new
        if correction.change is Change.ADD:
            if entry.quantity is None:
                entry.doubt(QuantityProblem.VAGUE, note)
                return
            value += entry.quantity
        entry.set_quantity(value, correction.new_source, note)
        entry.certain = min(entry.certain, 0.9)
        if correction.unit is not None:
            entry.unit = correction.unit


def likely_targets(correction: Correction, before: Sequence[Entry], lexicon: Lexicon) -> list[Entry] | None:
    """The lines of ``before`` that ``correction`` means; None when it cannot be tied to any."""
    return _targets(correction, [entry for entry in before if not entry.dropped], lexicon)


def _targets(correction: Correction, before: Sequence[Entry], lexicon: Lexicon) -> list[Entry] | None:
    """The lines meant; None when there is none that it can be tied to."""
    if correction.variant is not None:
        return _by_variant(correction, correction.variant, before, lexicon)
    return list(before) or None if correction.every else _pointed_at(correction, before, lexicon)


def _pointed_at(correction: Correction, before: Sequence[Entry], lexicon: Lexicon) -> list[Entry] | None:
    if correction.skus:
        same = [entry for entry in before if entry.key in correction.skus]
        return _by_old(same, correction) or None
    if not before or correction.lines or correction.last:
        return _by_number(correction, before) if before else None
    by_words = _by_words(correction, before, lexicon)
    held = [entry for entry in before if correction.old is not None and entry.quantity == correction.old]
    if by_words or held:
        return _by_old(by_words, correction) if by_words else held
    if any(word.isalpha() and lexicon.knows(word) for word in correction.words):
        return None  # it names other goods
    only = correction.strong and len(before) == 1 and correction.change is not Change.DROP
    return [before[-1]] if correction.same_line or only else None


def _by_variant(
    correction: Correction, variant: VariantChange, before: Sequence[Entry], lexicon: Lexicon
) -> list[Entry] | None:
    """The lines of what the buyer takes back, of the goods that the sentence names where it names any."""
    held = [entry for entry in before if has_old_variant(entry, variant, lexicon)]
    if correction.skus:
        return [entry for entry in held if entry.key in correction.skus] or None
    said = [word for word in correction.words.difference(variant.old) if word.isalpha()]
    meant = [entry for entry in held if any(_is_called(entry, word, lexicon) for word in said)]
    elsewhere = not meant and any(lexicon.knows(word) for word in said if word not in variant.new)
    return None if elsewhere else meant or held or None


def _is_called(entry: Entry, word: str, lexicon: Lexicon) -> bool:
    """Whether the line is named by the noun ``word``, perhaps a plural, or by a compound of it."""
    noun = _PLURAL.sub("", word)
    return len(noun) >= _NOUN and any(noun in own for own in words_of(entry, lexicon))


def _by_old(entries: list[Entry], correction: Correction) -> list[Entry]:
    """Of several lines those that hold the old quantity."""
    if len(entries) > 1 and correction.old is not None:
        held = [entry for entry in entries if entry.quantity == correction.old]
        return held or entries
    return entries


def _by_number(correction: Correction, before: Sequence[Entry]) -> list[Entry] | None:
    if correction.last:
        return [before[-1]]
    numbered = any(entry.index is not None for entry in before)
    found: list[Entry] = []
    for number in correction.lines:
        if numbered:
            found.extend(entry for entry in before if entry.index == number)
        elif 1 <= number <= len(before):
            found.append(before[number - 1])
    if correction.change is not Change.DROP and len(found) > 1:
        return found
    return found or None


def _by_words(correction: Correction, before: Sequence[Entry], lexicon: Lexicon) -> list[Entry]:
    """The lines that share most of the sentence's content words; millimetres are shared by all goods."""
    best: list[Entry] = []
    most = 0
    said = [word for word in correction.words if not _is_measure(word)]
    for entry in before:
        own = words_of(entry, lexicon)
        score = sum(any(alike(word, other) for other in own) for word in said)
        if score > most:
            best, most = [entry], score
        elif score and score == most:
            best.append(entry)
    return best


def _is_measure(word: str) -> bool:
    unit = unit_word(word)
    return unit is not None and unit.kind is UnitKind.MEASURE


def words_of(entry: Entry, lexicon: Lexicon) -> set[str]:
    """The words of the line, and those of the item that it names."""
    own = set(entry.words()) | dimensions_in(f"{entry.name.value} {entry.description}")
    for item in lexicon.items_named(entry.name.value):
        own.update(folded(item.description), *(folded(alias) for alias in item.aliases))
        own.update(dimensions_in(item.description))
    return own


_SIZE_WORDS = {
    "lg": "large",
    "lge": "large",
    "l": "large",
    "med": "medium",
    "m": "medium",
    "sm": "small",
    "s": "small",
}


def alike(left: str, right: str) -> bool:
    """Equal, or one the other's stem (a German dative, a compound's head), or the same size said short."""
    left, right = _SIZE_WORDS.get(left, left), _SIZE_WORDS.get(right, right)
    if left == right or right in other_numbers(left):
        return True
    shorter, longer = sorted((left, right), key=len)
    return len(shorter) >= 5 and longer.startswith(shorter)

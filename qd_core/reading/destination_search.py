"""Finds the places that a message names as delivery addresses, in running text and in tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qd_core.model.folding import strip_accents
from qd_core.model.message import Source
from qd_core.model.place import Place
from qd_core.model.rfq import Rfq
from qd_core.reading import deadline_cues
from qd_core.reading import destination_cues as cues
from qd_core.reading.address_span import STOPS, address_block, address_end
from qd_core.reading.address_words import FACILITY, LEADING
from qd_core.reading.conventions import Conventions
from qd_core.reading.dates import DatePhrase, find_dates
from qd_core.reading.gazetteer import city_key
from qd_core.reading.passages import Cell, Passage, cells_of, clause_around
from qd_core.reading.places import parse_place

__all__ = ["Found", "Search"]

_PARTICIPLE = re.compile(r"\w+(?:ed|ée?s?|t|ado|ato|en)\b", re.IGNORECASE)
_MOST_CUES = 120
"""Cues of one kind that are followed up in one text; a message has a handful."""

_LABEL_LINE = re.compile(r"(?:^|\n|[;.]\s|\t| {2,})([ \t>*|•-]*[^\n:|\t;]{2,48}?)[ \t]*(?::[ \t*]*|[ ][-–=][ ]+|\n(?=[ \t]*\S))")
_NO_PLACE_START = re.compile(
    r"\s*(?:(?:self )?collect|pick|abholung|selbstabhol|enlèvement|retrait|recogida|ritiro|afhalen|same|wie |as (?:usual|before|above)|please|bitte|we |wir |nous |i |if |when |within|in \d|by |not |tbd|tba|n/a|none|as soon|asap|see |siehe |voir |\d{1,2}[./ -]\d)", re.IGNORECASE
)
_NO_PLACES = frozenset(strip_accents(word) for word in cues.NOT_A_PLACE)
_KINDS = (
    (cues.INLINE, 0.93),
    (cues.VERB_AFTER, 0.9),
    (cues.CORRECTED_TO, 0.8),
    (cues.CLAUSE_TO, 0.78),
    (cues.DIRECT, 0.87),
    (cues.BARE_TO, 0.77),
    (cues.BARE_AT, 0.77),
    (cues.AT_BRACKET, 0.86),
    (cues.OWN_AT, 0.84),
)
_SURELY = 0.6
"""A date this sure ends an address; less and it may be "Unit 2/14"."""

_DIRECTED = re.compile(r"[\s,]*(?:to|nach|naar)\b", re.IGNORECASE)
_LIMIT = re.compile(r"\s*,?\s*(?:by|for|before|on|until|bis|am|zum|spätestens|avant|pour|le|antes|para|el|voor|vóór|tegen|op|entro|per)\b", re.IGNORECASE)
_SMALL_WORDS = frozenset("in or me to be is as at hi de la so no my by us it am an on if of".split())
_MUST_BE_FIRM = (cues.CORRECTED_TO, cues.BARE_TO, cues.BARE_AT, cues.AT_BRACKET)


@dataclass(frozen=True, slots=True)
class Found:
    """A place with what was seen for it; ``corrects`` says that it takes back an earlier one."""

    place: Place
    confidence: float
    source: Source
    rank: int
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    confidence: float
    firm: bool = False
    """Counts only where a state, a country, a postcode or a rule proves that it is a place."""
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """``known`` are the keys of the places that the company's rules name."""

    how: Conventions
    known: frozenset[str]

    def in_passage(self, passage: Passage) -> list[Found]:
        """The delivery addresses of a running text, in order."""
        text = passage.text
        days = find_dates(text, today=self.how.today, day_first=self.how.day_first)
        stops = [phrase.start for phrase in days if phrase.sure >= _SURELY]
        spans = self._inline(text, stops)
        if passage.part != "subject":
            spans = [*self._labelled(text, stops, days), *spans, *self._after_dates(text, days, stops), *self._there(text, stops)]
        found = list(self._side_by_side(passage))
        taken = [(one.source.start or 0, one.source.end or 0) for one in found]
        for span in sorted(spans, key=lambda one: -one.confidence):
            if any(first < span.end and span.start < last for first, last in taken):
                continue
            one = self._place_in(passage, span)
            if one is not None and (not span.corrects or any(other.source.start or 0 <= span.start for other in found)):
                taken.append((span.start, span.end))
                found.append(one)
        return sorted(found, key=lambda one: one.source.start or 0)

    # --- cues in sentences

    def _inline(self, text: str, stops: list[int]) -> list[_Span]:
        spans: list[_Span] = []
        for pattern, confidence in _KINDS:
            for count, cue in enumerate(pattern.finditer(text)):
                if count >= _MOST_CUES:
                    break
                before, _ = clause_around(text, cue.start(), cue.end(), before=120, after=0)
                sending = cues.SENDING.search(before) is not None
                if cues.DENIED.search(before) or (pattern in (cues.BARE_TO, cues.OWN_AT) and cues.NOT_SENT.search(before)):
                    continue
                if cues.PAST.search(before) and _PARTICIPLE.match(cue[0]):
                    continue
                if pattern in _MUST_BE_FIRM and cues.PAST.search(before.rstrip().rpartition(" ")[0] + " "):
                    continue
                asked = sending or deadline_cues.NEEDED.search(before) or deadline_cues.FOR_GOODS.search(before)
                if not asked and (pattern is cues.BARE_AT or (pattern is cues.OWN_AT and not cues.DIRECTED.match(cue[0]))):
                    continue
                ahead = [stop for stop in stops if cue.end() <= stop < cue.end() + 240]
                span = address_end(text, cue.end(), ahead)
                if span is not None and _is_no_place_after_nach(text, span):
                    continue
                if span is not None and pattern is cues.OWN_AT and not _is_own_place(text[span[0] : span[1]]):
                    continue
                if span is not None:
                    firm, corrects = pattern in _MUST_BE_FIRM, pattern is cues.CORRECTED_TO
                    dated = pattern in (cues.BARE_TO, cues.BARE_AT) and _LIMIT.match(text, span[1]) and any(0 <= stop - span[1] <= 30 for stop in stops)
                    if dated or (pattern is cues.BARE_TO and sending):
                        firm = firm and not dated and not _may_be_sent_to(text, cue, span)
                    sure = confidence + 0.08 if sending and pattern in (cues.BARE_TO, cues.BARE_AT) else confidence
                    spans.append(_Span(span[0], span[1], sure, firm or (pattern is cues.DIRECT and not _is_lone_name(text, span)), corrects))
                elif pattern in (cues.INLINE, cues.DIRECT) and (span := self._lower_case(text, cue.end(), ahead)) is not None:
                    spans.append(_Span(span[0], span[1], 0.86, firm=True))
        return spans

    def _there(self, text: str, stops: list[int]) -> Iterator[_Span]:
        """The place that "deliver there" points back to."""
        for count, there in enumerate(cues.THERE.finditer(text)):
            if count >= _MOST_CUES:
                return
            start = max(0, there.start() - 200)
            for cue in reversed(list(cues.IN_PLACE.finditer(text, start, there.start()))):
                span = address_end(text, cue.end(), [stop for stop in stops if cue.end() <= stop < cue.end() + 240])
                if span is not None:
                    yield _Span(span[0], span[1], 0.8, firm=True)

    def _after_dates(self, text: str, days: list[DatePhrase], stops: list[int]) -> Iterator[_Span]:
        """The place after the day that the goods are wanted on ("on 12 June at our Leeds depot")."""
        for phrase in days[:_MOST_CUES]:
            cue = cues.AFTER_DATE.match(text, phrase.end)
            if cue is None or phrase.day < self.how.today:
                continue
            before, after = clause_around(text, phrase.start, phrase.end)
            sentence = before + after
            if deadline_cues.NOT_A_DEADLINE.search(before):
                continue
            directed = deadline_cues.BEFORE.search(before) and _DIRECTED.match(cue[0])
            if directed or deadline_cues.FOR_GOODS.search(sentence) or deadline_cues.NEEDED.search(sentence):
                ahead = [stop for stop in stops if cue.end() <= stop < cue.end() + 240]
                if (span := address_end(text, cue.end(), ahead)) is not None:
                    yield _Span(span[0], span[1], 0.88)

    def _lower_case(self, text: str, start: int, stops: list[int]) -> tuple[int, int] | None:
        """An address typed without capitals ("ship to richmond va 23220"): only where it proves itself."""
        limit = min([start + 80, len(text), *stops])
        words = list(re.finditer(r"[^\s,.;:]+", text[start:limit]))[:7]
        best: tuple[int, int] | None = None
        for word in words:
            quote = text[start : start + word.end()]
            if any(char.isupper() for char in quote) or "\n" in quote.strip():
                break
            if word[0] in STOPS or (word[0] in LEADING and word.start() > 4) or word[0].endswith("ed"):
                break
            place = parse_place(_capitals(quote), home=self.how.home)
            if place.city and len(place.city.split()) <= 3 and self._proven_small(place, word[0]):
                best = (start + len(quote) - len(quote.lstrip()), start + word.end())
                if place.postal_code:
                    break
            elif best is not None:
                break
        return best

    # --- labels

    def _labelled(self, text: str, stops: list[int], days: list[DatePhrase]) -> Iterator[_Span]:
        """Labelled addresses: the rest of the line, or the lines below."""
        dates = {phrase.start for phrase in days}
        for count, label in enumerate(_LABEL_LINE.finditer(text)):
            if count >= 40 * _MOST_CUES:
                break
            if not cues.LABEL.fullmatch(label[1].strip(" \t>*|•-")):
                continue
            start = label.end()
            line_end = text.find("\n", start)
            rest = text[start : line_end if line_end >= 0 else len(text)]
            block = address_block(text, start)
            if "\n" in label[0][1:] and ":" not in label[0] and (not rest.strip() or block is None):
                continue
            if _NO_PLACE_START.match(rest) or any(start + shift in dates for shift in range(4)):
                continue
            sentence = address_end(text, start, [stop for stop in stops if start <= stop < start + 240])
            if sentence is not None and rest.strip() and self._is_complete(text[sentence[0] : sentence[1]]):
                yield _Span(sentence[0], sentence[1], 0.97)
            elif block is not None and (sentence is None or _is_short(rest)):
                yield _Span(block[0], block[1], 0.97)
            elif sentence is not None:
                yield _Span(sentence[0], sentence[1], 0.97)

    def _is_complete(self, quote: str) -> bool:
        place = parse_place(quote, home=self.how.home)
        return bool(place.city and (place.postal_code or place.region or place.country))

    def _side_by_side(self, passage: Passage) -> Iterator[Found]:
        """Address blocks beside each other under "Bill to   Ship to", as a page's text holds them."""
        lines = passage.text.split("\n")
        start = 0
        for index, line in enumerate(lines[:5000]):
            heads = [match for match in _COLUMN.finditer(line)] if len(line) < 300 else []
            labels = [match[0].strip(" :") for match in heads]
            chosen = [number for number, label in enumerate(labels) if cues.LABEL.fullmatch(label)]
            if len(heads) > 1 and len(chosen) == 1 and sum(bool(cues.OTHER_ADDRESS.fullmatch(label)) for label in labels) >= len(labels) - 1:
                pieces = list(_under(lines[index + 1 : index + 9], chosen[0], len(heads), heads[chosen[0]].start()))
                place = self.place("\n".join(pieces)) if pieces else None
                if place is not None:
                    first = passage.text.index(pieces[0], start)
                    last = passage.text.index(pieces[-1], first) + len(pieces[-1])
                    yield Found(place, 0.96, passage.source(first, last), passage.rank)
            start += len(line) + 1

    # --- judging

    def _place_in(self, passage: Passage, span: _Span) -> Found | None:
        text = passage.text
        quote = text[span.start : span.end]
        start = span.start + len(quote) - len(quote.lstrip(" \t\n:\"'*"))
        quote = text[start : span.end]
        if not quote.strip() or _NO_PLACE_START.match(quote):
            return None
        place = self.place(quote if any(char.isupper() for char in quote) else _capitals(quote))
        if place is None:
            return None
        proven = self._proven(place)
        if span.firm and not proven:
            return None
        confidence = span.confidence if proven or span.confidence > 0.95 else span.confidence - 0.08
        corrects = span.corrects or cues.CORRECTED.search(text[max(0, start - 90) : start]) is not None
        return Found(place, confidence, passage.source(start, span.end), passage.rank, corrects)

    def _proven(self, place: Place) -> bool:
        return bool(place.region or place.country or place.postal_code) or bool(city_key(place.city) & self.known)

    def _proven_small(self, place: Place, last: str) -> bool:
        """The same for words without capitals: there "be" is no Belgium."""
        if place.postal_code or city_key(place.city) & self.known:
            return True
        return bool(place.region) and place.country == self.how.home.country and last not in _SMALL_WORDS

    def place(self, quote: str) -> Place | None:
        """The place in ``quote``, or None where its words are none."""
        place = parse_place(quote, home=self.how.home)
        if not (place.city or place.region or place.country or place.postal_code):
            return None
        words = place.city.split()
        if words and strip_accents(words[0].casefold()) in _NO_PLACES and not (place.region or place.postal_code):
            return None
        return place

    # --- tables

    def in_cells(self, rfq: Rfq) -> list[Found]:
        """The delivery addresses under, beside or behind their label in a table."""
        found: list[Found] = []
        for cell in cells_of(rfq):
            label, _, value = cell.text.strip().partition(":")
            if len(label) > 60 or not cues.LABEL.fullmatch(label.strip()):
                continue
            if value.strip():
                found += self._from_cell(cell, value)
                continue
            beside = cell.right()
            if beside is not None and (got := self._from_cell(beside, beside.text)):
                found += got
                continue
            found += self._below(cell)
        return found

    def _from_cell(self, cell: Cell, value: str, confidence: float = 0.93) -> list[Found]:
        if len(value) > 400 or _NO_PLACE_START.match(value) or cues.LABEL.fullmatch(value.strip(" :")):
            return []
        if cues.OTHER_ADDRESS.fullmatch(value.strip(" :")) and not any(char.isdigit() for char in value):
            return []
        if find_dates(value, today=self.how.today, day_first=self.how.day_first):
            return []
        place = self.place(value.strip())
        return [Found(place, confidence, cell.source(), 2)] if place is not None else []

    def _below(self, head: Cell) -> list[Found]:
        """A column of delivery places, or an address block under its label."""
        cells = list(head.below(300))
        row = head.rows.rows[head.row].cells
        others = [cell.strip(" :") for index, cell in enumerate(row) if index != head.column and cell.strip()]
        if others and not all(_IS_ADDRESS.fullmatch(other) for other in others):
            return [one for cell in cells for one in self._from_cell(cell, cell.text, 0.88)]
        block: list[Cell] = []
        for cell in cells[:7]:
            if cell.row != head.row + len(block) + 1 or ":" in cell.text:
                break
            block.append(cell)
        place = self.place("\n".join(cell.text for cell in block)) if block else None
        return [Found(place, 0.9, block[0].source(), 2)] if place is not None else []


_COLUMN = re.compile(r"\S+(?: \S+)*")
_IS_ADDRESS = re.compile(r"(?:bill(?:ing)?(?: to| address)?|invoice(?: to| address)|sold to|buyer|customer|from|supplier|vendor|rechnungs\w+|facturation|adresse de facturation|facturaci[oó]n)", re.IGNORECASE)


def _under(lines: list[str], number: int, count: int, offset: int) -> Iterator[str]:
    """The pieces of the lines below that stand in one of ``count`` columns."""
    for line in lines:
        pieces = list(_COLUMN.finditer(line))
        if not pieces or len(pieces) > count:
            return
        if len(pieces) == count:
            yield pieces[number][0]
        else:
            yield from (piece[0] for piece in pieces if abs(piece.start() - offset) <= 3)


_OWN = re.compile(r"\s*(?:the|our|my|die|das|den|der|dem|la|le|el|de|il|lo|unser\w*|notre|nos|nuestr[oa]|ons|onze|il nostro|la nostra)\s", re.IGNORECASE)


def _is_own_place(quote: str) -> bool:
    """Whether words call a place of the buyer's ("the Tampa branch", "unser Werk Ulm")."""
    return _OWN.match(quote) is not None and any(FACILITY.fullmatch(word.strip(",.")) for word in quote.split())


def _is_no_place_after_nach(text: str, span: tuple[int, int]) -> bool:
    """Whether the German "nach" means "according to" or "after" ("Lieferung nach Absprache")."""
    named = _NACH.search(text, max(0, span[0] - 6), span[1])
    return named is not None and cues.NOT_AFTER_NACH.fullmatch(named[1]) is not None


_NACH = re.compile(r"\bnach\s+([^\s,.;]+)", re.IGNORECASE)


def _may_be_sent_to(text: str, cue: re.Match[str], span: tuple[int, int]) -> bool:
    """Whether words after "ship 12 cases to" are a place though nothing proves it: the buyer's own, or a lone name."""
    quote = text[span[0] : span[1]]
    if _is_own_place(quote):
        return True
    return _is_lone_name(text, span)


def _is_lone_name(text: str, span: tuple[int, int]) -> bool:
    """Whether a name of one or two words stands there and then the clause ends ("Delivery Glasgow as before")."""
    words = text[span[0] : span[1]].split()
    return len(words) <= 2 and re.match(r"\s*(?:$|[.,;\n]|(?:as|by|please|on|before|bis|avant|in|schicken|senden|liefern|geliefert|svp|por favor)\b|[?!])", text[span[1] : span[1] + 20]) is not None


def _is_short(rest: str) -> bool:
    """Whether the rest of a label's line is a part of an address rather than a sentence."""
    return len(rest) < 80 and not re.search(r"[.!?]\s+\S|\s[-–]\s[a-zäöü]", rest)


def _capitals(text: str) -> str:
    """An address typed small, with the capitals it would have; its small words stay."""
    return " ".join(
        word if word in LEADING else word.upper() if len(word.strip(",")) == 2 and index else word.title()
        for index, word in enumerate(text.split())
    )

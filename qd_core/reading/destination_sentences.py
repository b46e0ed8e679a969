"""Delivery addresses that a sentence names: which words lead to one, and what else has to be so for each kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qd_core.reading import deadline_cues
from qd_core.reading import destination_cues as cues
from qd_core.reading.address_span import STOPS, address_end
from qd_core.reading.address_words import FACILITY, GERMAN_FACILITY, LEADING
from qd_core.reading.dates import DatePhrase
from qd_core.reading.destination_pointers import pointed_spans
from qd_core.reading.destination_span import Span
from qd_core.reading.language import guess_language
from qd_core.reading.passages import clause_around

__all__ = ["capitals", "sentence_spans"]

_MOST_CUES = 120
"""Cues of one kind that are followed up in one text; a message has a handful."""

_NEAR_A_DATE = 30
_THERE_WITHIN = 200
_STATED_WITHIN = 160
"""Characters from the words of a delivery to those that state its address."""
_PARTICIPLE = re.compile(r"\w+(?:ed|ée?s?|t|ado|ato|en)\b", re.IGNORECASE)
_DIRECTED = re.compile(r"[\s,]*(?:to|nach|naar)\b", re.IGNORECASE)
_LIMIT = re.compile(
    r"\s*,?\s*(?:by|for|before|on|until|bis|am|zum|spätestens|avant|pour|le|antes|para|el|voor|vóór|"
    r"tegen|op|entro|per)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\s*(?:the|our|my|die|das|den|der|dem|la|le|el|de|il|lo|unser\w*|notre|nos|nuestr[oa]|ons|onze|"
    r"il nostro|la nostra)\s",
    re.IGNORECASE,
)
_FOR = frozenset("for para per pour voor für".split())
_NACH = re.compile(r"\bnach\s+([^\s,.;]+)", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(
    r"\s*(?:$|[.,;\n?!]|(?:as|by|please|on|before|bis|avant|in|schicken|senden|liefern|geliefert|svp|"
    r"por favor)\b)"
)


@dataclass(frozen=True, slots=True)
class _Cue:
    """A leading word with its clause; ``start`` and ``end`` are those of the address after it."""

    text: str
    word: str
    before: str
    after: str
    start: int
    end: int
    stops: Sequence[int]
    lead: str = ""
    """What stands between the word and the address ("our stores: ")."""
    romance: bool = False
    """The text is in a language where "a" means to."""

    @property
    def quote(self) -> str:
        return self.text[self.start : self.end]

    @property
    def is_past(self) -> bool:
        """Something was sent there once ("you shipped to")."""
        if cues.BOUGHT_BEFORE.search(self.before):
            return True
        if _PARTICIPLE.match(self.word):
            return cues.PAST.search(self.before) is not None
        return cues.PAST.search(self.before.rstrip().rpartition(" ")[0] + " ") is not None

    @property
    def is_sent(self) -> bool:
        return cues.SENDING.search(self.before) is not None

    @property
    def is_asked(self) -> bool:
        clause = self.before + " " + self.after
        needed = deadline_cues.NEEDED.search(clause) or deadline_cues.FOR_GOODS.search(clause)
        return needed is not None or cues.SENDING.search(clause) is not None

    @property
    def is_dated(self) -> bool:
        """A day by which follows ("to Weimar by 12 June")."""
        if _LIMIT.match(self.text, self.end) is None:
            return False
        return any(0 <= stop - self.end <= _NEAR_A_DATE for stop in self.stops)

    @property
    def is_own(self) -> bool:
        """A place of the buyer's ("the Tampa branch", "unser Werk Ulm")."""
        told = f"{self.lead.strip()} {self.quote}".strip()
        first = told.split(" ", 1)[0]
        if _OWN.match(told) is None and not GERMAN_FACILITY.fullmatch(first):
            return False
        return any(FACILITY.fullmatch(word.strip(",.:")) for word in told.split())

    @property
    def is_lone_name(self) -> bool:
        """One or two words, and then the clause ends ("Delivery Glasgow as before")."""
        words = [word for word in self.quote.split() if not FACILITY.fullmatch(word)]
        return len(words) <= 2 and _CLAUSE_ENDS.match(self.text[self.end : self.end + 20]) is not None

    def span(self, confidence: float, *, firm: bool = False, corrects: bool = False) -> Span:
        return Span(self.start, self.end, confidence, firm, corrects=corrects)


def _inline(cue: _Cue) -> Span | None:
    return None if cue.is_past else cue.span(0.93)


def _direct(cue: _Cue) -> Span | None:
    return None if cue.is_past else cue.span(0.87, firm=not cue.is_lone_name)


def _verb_after(cue: _Cue) -> Span | None:
    return cue.span(0.9)


def _in_brackets(cue: _Cue) -> Span | None:
    return cue.span(0.86, firm=True)


def _own_at(cue: _Cue) -> Span | None:
    if not cue.is_own or cues.NOT_SENT.search(cue.before):
        return None
    return cue.span(0.84) if cue.is_asked or cues.DIRECTED.match(cue.word) else None


def _corrected(cue: _Cue) -> Span | None:
    return cue.span(0.8, firm=True, corrects=True)


def _clause_to(cue: _Cue) -> Span | None:
    word = cue.word.strip(" ,")
    return cue.span(0.78, firm=word == "To" or word.split()[-1].casefold() in _FOR)


def _bare_to(cue: _Cue) -> Span | None:
    if cue.is_past or cues.NOT_SENT.search(cue.before):
        return None
    sent = cue.is_sent
    told = cue.is_dated or (sent and (cue.is_own or cue.is_lone_name))
    return cue.span(0.85 if sent else 0.77, firm=not told)


def _bare_at(cue: _Cue) -> Span | None:
    dated = cue.is_dated
    if cues.SENT_THERE.match(cue.text, cue.end):
        return Span(cue.start, cue.end, 0.85, firm=True, at_home=True)
    if cue.is_past or not (dated or cue.is_asked) or deadline_cues.NOT_A_DEADLINE.search(cue.before):
        return None
    if cues.ABOUT_US.search(cue.before) or (cue.word.strip() == "a" and not cue.romance):
        return None
    return Span(cue.start, cue.end, 0.85 if cue.is_sent else 0.77, firm=not dated, at_home=True)


def _bare_for(cue: _Cue) -> Span | None:
    if cue.is_past or cues.NOT_SENT.search(cue.before):
        return None
    return Span(cue.start, cue.end, 0.76, firm=True, coded=True)


_KINDS: tuple[tuple[re.Pattern[str], Callable[[_Cue], Span | None]], ...] = (
    (cues.INLINE, _inline),
    (cues.VERB_AFTER, _verb_after),
    (cues.DIRECT, _direct),
    (cues.AT_BRACKET, _in_brackets),
    (cues.OWN_AT, _own_at),
    (cues.CORRECTED_TO, _corrected),
    (cues.CLAUSE_TO, _clause_to),
    (cues.BARE_TO, _bare_to),
    (cues.BARE_AT, _bare_at),
    (cues.BARE_FOR, _bare_for),
)


def sentence_spans(text: str, days: Sequence[DatePhrase], stops: Sequence[int]) -> Iterator[Span]:
    """Every span of ``text`` that a sentence names as a delivery address; they may overlap."""
    for pattern, judge in _KINDS:
        for _, found in zip(range(_MOST_CUES), pattern.finditer(text), strict=False):
            yield from _after_cue(text, found, judge, stops)
    yield from _after_dates(text, days, stops)
    yield from _there(text, stops)
    yield from _as_usual(text, stops)
    yield from _stated(text, stops)
    yield from _named_delivery(text, stops)
    yield from pointed_spans(text, stops)


def _named_delivery(text: str, stops: Sequence[int]) -> Iterator[Span]:
    """The place before the word: "Worcester WR4 9FA delivery please", at the start of a clause."""
    for _, cue in zip(range(_MOST_CUES), cues.PLACE_FIRST.finditer(text), strict=False):
        end = cue.end() - 1
        ends = address_end(text, cue.start(), [*_ahead(stops, cue.start()), end])
        if ends is not None and ends[1] >= end:
            yield Span(ends[0], end, 0.86, firm=True)


def _as_usual(text: str, stops: Sequence[int]) -> Iterator[Span]:
    """The address behind "shipping to the clinic as usual - "."""
    for _, cue in zip(range(_MOST_CUES), cues.AS_USUAL.finditer(text), strict=False):
        before, _ = clause_around(text, cue.start(), cue.end(), before=120, after=20)
        ends = address_end(text, cue.end(), _ahead(stops, cue.end()))
        if ends is not None and cues.SENDING.search(before) and not cues.DENIED.search(before):
            yield Span(ends[0], ends[1], 0.88, firm=True)


def _stated(text: str, stops: Sequence[int]) -> Iterator[Span]:
    """The address behind "delivery to the stud, address is": that of the place where the goods were said to go, in the
    same paragraph. After a mere colon the goods are spoken of in the same line: another line is one of a letterhead."""
    for _, cue in zip(range(_MOST_CUES), cues.ADDRESS_IS.finditer(text), strict=False):
        before = text[max(0, cue.start() - _STATED_WITHIN) : cue.start()]
        before = before.rpartition("\n" if cue[0][-1] in ":=" else "\n\n")[2]
        told = cues.SENT_PAPERS.sub(" ", before)
        if not cues.SENDING.search(told) or cues.PICK_UP.search(told):
            continue
        ends = address_end(text, cue.end(), _ahead(stops, cue.end()))
        if ends is not None:
            yield Span(ends[0], ends[1], 0.9, firm=True)


def _after_cue(
    text: str, found: re.Match[str], judge: Callable[[_Cue], Span | None], stops: Sequence[int]
) -> Iterator[Span]:
    before, after = clause_around(text, found.start(), found.end(), before=120, after=160)
    if cues.DENIED.search(before):
        return
    near = _ahead(stops, found.end())
    ends = address_end(text, found.end(), near)
    if ends is None:
        if judge in (_inline, _direct):
            small = _small_name(text, found.end(), near)
            if small is not None:
                yield Span(*small, 0.86, firm=True, small=True)
        return
    named = _NACH.search(text, max(0, ends[0] - 6), ends[1])
    if named is not None and cues.NOT_AFTER_NACH.fullmatch(named[1]):
        return  # "Lieferung nach Absprache"
    after = after[max(0, ends[1] - found.end()) :]
    romance = found[0] == " a " and guess_language(text) in ("es", "it")
    lead = text[found.end() : ends[0]]
    span = judge(_Cue(text, found[0], before, after, ends[0], ends[1], near, lead, romance))
    if span is not None:
        yield span


def _ahead(stops: Sequence[int], start: int) -> list[int]:
    return [stop for stop in stops if start <= stop < start + 260]


def _after_dates(text: str, days: Sequence[DatePhrase], stops: Sequence[int]) -> Iterator[Span]:
    """The place after the day that the goods are wanted on ("on 12 June at our Leeds depot")."""
    for phrase in days[:_MOST_CUES]:
        comma = cues.COMMA.match(text, phrase.end)
        cue = cues.AFTER_DATE.match(text, phrase.end) or comma
        if cue is None:
            continue
        before, after = clause_around(text, phrase.start, phrase.end)
        if deadline_cues.NOT_A_DEADLINE.search(before):
            continue
        sentence = before + after
        directed = deadline_cues.BEFORE.search(before) and _DIRECTED.match(cue[0])
        if directed or deadline_cues.FOR_GOODS.search(sentence) or deadline_cues.NEEDED.search(sentence):
            ends = address_end(text, cue.end(), _ahead(stops, cue.end()))
            if ends is not None:
                yield Span(ends[0], ends[1], 0.88, firm=cue is comma)


def _there(text: str, stops: Sequence[int]) -> Iterator[Span]:
    """The place that "deliver there" points back to; where none is near, one that was told further up."""
    for _, there in zip(range(_MOST_CUES), cues.THERE.finditer(text), strict=False):
        for far in (_THERE_WITHIN, 3 * _THERE_WITHIN):
            places = cues.IN_PLACE.finditer(text, max(0, there.start() - far), there.start())
            spans = [address_end(text, cue.end(), _ahead(stops, cue.end())) for cue in places]
            named = [ends for ends in reversed(spans) if ends is not None]
            yield from (Span(ends[0], ends[1], 0.8, firm=True) for ends in named)
            if named:
                break


# --- addresses without capitals ---------------------------------------------------------------------------------

_SMALL_CODES = frozenset("in or me to be is as at hi de la so no my by us it am an on if of".split())
_WORD = re.compile(r"[^\s,.;:]+")
_INWARD = re.compile(r" \d[A-Za-z]{2}\b")
"""The second half of a British postcode."""


def _small_name(text: str, start: int, stops: Sequence[int]) -> tuple[int, int] | None:
    """The words after a cue that may be an address typed small ("ship to richmond va 23220")."""
    limit = min([start + 80, len(text), *stops])
    first = last = -1
    for count, word in enumerate(_WORD.finditer(text, start, limit)):
        coded = first >= 0 and any(char.isdigit() for char in word[0])
        if (
            count >= 6
            or "\n" in text[start : word.start()].strip(" ")
            or (any(char.isupper() for char in word[0]) and not coded)
        ):
            break
        function = word[0] in STOPS or word[0] in LEADING or word[0].endswith("ed")
        if function and not (first < 0 and word[0] in LEADING) and word[0] not in _SMALL_CODES:
            break
        if function and first >= 0 and not text[word.end() :].lstrip(" ,")[:5].isdigit():
            break
        first = word.start() if first < 0 else first
        last = word.end()
        if any(char.isdigit() for char in word[0]):
            inward = _INWARD.match(text, last, limit)
            last = inward.end() if inward else last
            break
    return (first, last) if first >= 0 else None


def capitals(text: str) -> str:
    """An address typed small, with the capitals it would have; its small words stay."""
    return " ".join(
        word
        if word in LEADING
        else word.upper()
        if index and (len(word.strip(",")) == 2 or any(char.isdigit() for char in word))
        else word.title()
        for index, word in enumerate(text.split())
    )

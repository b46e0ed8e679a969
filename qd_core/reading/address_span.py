"""Where an address that starts at some point of a running text ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qd_core.reading.address_words import (
    ASIDE,
    FACILITY,
    GERMAN_FACILITY,
    LEADING,
    LEGAL,
    OWN,
    PARTICLES,
    STREET,
    STREET_NAME,
    STREET_OF_A_DAY,
    is_name,
)
from qd_core.reading.calendar_words import MONTH, WEEKDAY
from qd_core.reading.country_behind import country_end
from qd_core.reading.gazetteer import country_code, division, divisions_named
from qd_core.reading.towns import countries_of_town

__all__ = ["LABELLED", "STOPS", "address_end"]

_LONGEST = 220
_MOST_LEADING = 8
_TOKEN = re.compile(r"\S+")
_OPENING = re.compile(r"[ \t:,\"'„“*]{0,8}")
STOPS = frozenset(
    (
        "by before no not bis spätestens am vor avant antes para until till please bitte svp thanks and "
        "und et y e en if with since asap on for from per we wir nous i it as or oder ou o when the at "
        "which where because so but this next within in to dans pour le la el a à uiterlijk entro voor "
        "vóór graag liefern geliefert need needed latest thank merci gracias zum zur via also same again "
        "mit liefert senden is ist est es"
    ).split()
)
"""Words after a comma that show that the address is over and what follows is the sentence going on."""

_SHORT_FORMS = re.compile(
    r"(?:\w*str|\w+stra|st|ste|mt|ft|pt|ave|av|boul|blvd|rd|dr|ln|hwy|pkwy|bldg|apt|no|nr|co|str|attn|inc|"
    r"ltd|corp|dept|fl|rm|c|d\.c|p\.o|ns|vs|n|s|e|w|z\.?hd|hd|pol|ctra|avda|sta|sto|bd|col|fracc|urb|edif|núm|num|int|"
    r"ext|calz|prol|esq|mpio|deleg|edo|km|izq|dcha|pta|bât|bat|imp|chem|c\.p|[a-z])\.",
    re.IGNORECASE,
)
_DASH_LABELLED = re.compile(r"[^\d:\n,]{2,30} [-–=] ")
LABELLED = re.compile(r"[^\d:]{2,30}:(?:\s|$)")
_NAME_NEXT = re.compile(r" ((?:the |la |den |die )?[A-ZÄÖÜÉ][\w'’-]+)")
_CALENDAR = re.compile(rf"(?:{MONTH}|{WEEKDAY})")
_IN_COUNTRY = frozenset({"in", "en", "à", "aux", "au"})
_POSSESSIVE = OWN - {"the"}
_ELIDED = re.compile(r"^[ld]['’]")
_NUMBER_NEXT = re.compile(r" \d{1,5}[,\w]? [^\W\d_]")
"""A house number and a street: whatever place was named before it ("to the rectory, 12 Abbey Lane")."""
_BUILDING_NEXT = re.compile(
    r" (?:warehouse|depot|office|stores?|shop|workshop|yard|plant|factory|school|hospital|branch|facility|lab|centre|"
    r"center|campus|premises)(?=,| at | in |:)|"
    r"(?: please)?, ?(?:at )?\d{1,5}[a-z]? [A-Z]"
)
_STREET_AND_NUMBER = re.compile(r"(?: [A-ZÀ-Þ0-9][\w'’.]*){1,4},? (?:\d{1,4}|s\.?n\.?c?)\b")
"""Behind a `via` it is a street's: via Sandro Gallo 20, not via Southampton."""
_SMALL_PART = re.compile(r" ?[^\W\d_](?:[^\W\d_]|['’-]| (?=[^\W\d_])){1,40},")
_HOUSE_NUMBER = re.compile(r" \d{1,4}(?:\s?(?:bis|ter|[a-zA-Z]))?,? (?=[^\W\d_])")
_CODE_AND_TOWN = re.compile(r" \d{4,5} ([A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)*)(?=\s*(?:[.,;(\n]|$))")
_STREET_AND_CODE = re.compile(r" [^\n,.;]{3,40}, \d{4,5} [A-ZÀ-Þ]")
_NUMBER_ENDS = re.compile(r" \d{1,4}(?:[.,]\d{1,3})?[A-Za-z]?(?=[,.;)\n]|$)")
_JOINED = re.compile(
    r"(?:(?<=\bob)|(?<=\bvor)|(?<=\bv\.)|(?<=\bin)) (?:der|den|dem|d\.|the)(?= )|(?<=\bde) (?:la|los|"
    "las)(?= )"
)
"""The second small word in a name: Rothenburg ob der Tauber, Lake in the Hills."""

_WRAPPED = 64
"""A line at least this long that ends in the middle of an address was wrapped."""


def address_end(text: str, start: int, stops: Sequence[int]) -> tuple[int, int] | None:
    """The span of the address that begins at ``start``: names, numbers, and the small words between them.

    ``stops`` are offsets that it may not run into (dates). A part after a comma counts only where the sentence goes on
    in a way that leaves it whole. None when no name follows.
    """
    opening = _OPENING.match(text, start)
    start = opening.end() if opening else start
    limit = min([start + _LONGEST, len(text), *(stop for stop in stops if stop >= start)])
    scan = _Scan(text, start, limit, shouting=_shouts(text[max(0, start - 60) : limit]))
    for token in _TOKEN.finditer(text, start, limit):
        if token.start() >= scan.passed_over and not scan.take(token):
            break
    if scan.failed or scan.first < 0 or scan.last <= scan.first:
        return None
    return scan.start, _without_stray_parts(text, scan.start, scan.last, scan.commas)


class _Word:
    """A token: as written, without its punctuation, and folded."""

    def __init__(self, token: re.Match[str]) -> None:
        core = token[0].strip("\"'“”„*_()[]<>,;:!?")
        self.start, self.end = token.span()
        self.written: str = token[0]
        self.core = core if _SHORT_FORMS.fullmatch(core) else core.rstrip(".")
        self.small = _ELIDED.sub("", self.core.casefold())

    @property
    def is_street(self) -> bool:
        """A word of a street, short forms with their dot (``boul.``) too."""
        return STREET.fullmatch(self.core.rstrip(".")) is not None

    def without(self, marks: str) -> int:
        """Where the word ends without these closing marks."""
        return self.end - (len(self.written) - len(self.written.rstrip(marks)))

    @property
    def is_barrier(self) -> bool:
        """A dash on its own, an address of the net."""
        return (
            self.written in ("-", "–", "—", "|")
            or "@" in self.written
            or self.small.startswith(("http", "www."))
        )


class _Scan:
    """Walks over the words after a cue: those that lead to a name, the names, and the small words between."""

    def __init__(self, text: str, start: int, limit: int, *, shouting: bool) -> None:
        self.text, self.start, self.limit, self.shouting = text, start, limit, shouting
        self.first = self.last = -1
        self.commas: list[int] = []
        self.failed = False
        self._leading = 0
        self._kind = 0
        self._built = False
        self.passed_over = 0

    def take(self, token: re.Match[str]) -> bool:
        """Whether the address may go on after this word."""
        gap = self.text[self.last if self.last >= 0 else self.start : token.start()]
        if "\n" in gap and not _goes_on(self.text, self.last, self.first, token.start()):
            return False
        word = _Word(token)
        if not word.core:
            return word.written == ":" and self.first < 0
        if self.first < 0 and self._leading and word.written in ("-", "–"):
            return _place_follows(self.text, word.end, self.limit)  # "to site - 88 Mine Rd"
        if word.is_barrier or (self.first >= 0 and ASIDE.match(self.text, word.start)):
            return False
        if self._is_named(word):
            return self._name(word)
        return self._lead(word) if self.first < 0 else self._join(word)

    def _is_named(self, word: _Word) -> bool:
        function = word.small in STOPS or word.small in LEADING
        return is_name(word.core) and not (self.shouting and function and not _is_code(self.text, word.end))

    def _lead(self, word: _Word) -> bool:
        """A small word before the first name: "our new depot in"."""
        if self._is_small_part(word):
            return True
        self._leading += 1
        owned, self._kind = self._kind, self._kind_after(word)
        known = (
            owned > self._kind
            or word.small.rstrip(".") in LEADING
            or word.small in PARTICLES
            or FACILITY.fullmatch(word.small)
            or word.is_street
            or (word.written[-1] == "," and _NUMBER_NEXT.match(self.text, word.end) is not None)
            or self._tells_which(word)
        )
        short = word.is_street or _SHORT_FORMS.fullmatch(word.written) is not None
        ended = word.written.endswith((".", "!", "?", ";")) and not short
        self.failed = self._leading > _MOST_LEADING or not known or ended
        return not self.failed

    def _tells_which(self, word: _Word) -> bool:
        """Whether the word says which place of the buyer's: "the district warehouse", "the bakery, 14 Elm St"."""
        plain = self._leading > 1 and word.core.isalpha() and word.small not in STOPS
        return plain and _BUILDING_NEXT.match(self.text, word.end, self.limit) is not None

    def _kind_after(self, word: _Word) -> int:
        """How many small words may still name a kind of place: two after "our" (nuestro vivero municipal de), one after
        a kind that is known (almacén municipal)."""
        if word.small.rstrip(".") in _POSSESSIVE:
            return 2
        if FACILITY.fullmatch(word.small):
            return 1
        return max(0, self._kind - 1) if word.core.isalpha() and word.small not in STOPS else 0

    def _name(self, word: _Word) -> bool:
        if self.first < 0 and GERMAN_FACILITY.fullmatch(word.small) and word.written[-1] not in ",.":
            if word.written[-1] == ":":
                self.start = word.end
            return True
        fresh = bool(self.commas) and self.commas[-1] == self.last
        if self.first >= 0 and not fresh and self._is_day(word):
            return False
        if self._begins_anew(word):
            return True
        self.first = word.start if self.first < 0 else self.first
        self._built = FACILITY.fullmatch(word.small) is not None
        self.last = word.without(",;:!?")
        if word.written[-1] in ";:!?" or _ends_sentence(self.text, word.written, word.end):
            self.last = word.without(".;:!?")
            return False
        if word.written.endswith(","):
            self.commas.append(self.last)
        return True

    def _is_day(self, word: _Word) -> bool:
        """Whether it is a word of the calendar, and not in the name of a street."""
        return _CALENDAR.fullmatch(word.small.rstrip(".,")) is not None and not _names_street(
            self.text, word.start
        )

    def _join(self, word: _Word) -> bool:
        """A small word after the first name: inside a name, on to the address proper, or the sentence going on."""
        small = word.small.rstrip(".")
        if self.commas and self.commas[-1] == self.last and self._is_small_part(word):
            self.last = self.passed_over - 1
            self.commas.append(self.last)
            return True
        onward = small in ("at", "bei", "c/o") or (self._built and small in LEADING)
        if onward and not self.commas and _place_follows(self.text, word.end, self.limit):
            self.last = word.end
            return True
        fresh = bool(self.commas) and self.commas[-1] == self.last
        begin = word.end if small in _IN_COUNTRY else word.start - 1
        if (begin == word.end or fresh) and (ends := country_end(self.text, begin, self.limit)):
            self.last = ends
            return False
        town = _NAME_NEXT.match(self.text, word.end, self.limit) if small in ("in", "en", "à") else None
        if town is not None and _is_town(town[1]):
            self.last = word.end  # "das Lager Süd in Ravensburg"
            return True
        self._built = FACILITY.fullmatch(small) is not None
        goes_on = _name_follows(self.text, word.end, self.limit)  # not behind the via of `Sitka via barge`
        joins = small in PARTICLES and (goes_on or _names_street(self.text, word.end + 1))
        fresh = bool(self.commas) and self.commas[-1] == self.last
        named = _CALENDAR.fullmatch(small) is not None and _names_street(self.text, word.start)
        street = word.is_street and _STREET_AND_NUMBER.match(self.text, word.end, self.limit) is not None
        joins = joins or self._is_on_street(word)
        stopped = small in STOPS and (fresh or not goes_on)
        if (self._built or joins or named or word.is_street) and (street or not stopped):
            return self._inside(word)
        if self.commas and small not in STOPS and not _is_evident(self.text[self.commas[-1] + 1 : self.last]):
            self.last = self.commas[-1]
        return False

    def _is_small_part(self, word: _Word) -> bool:
        """Whether parts to be passed over begin at ``word``, before the address: "services techniques, 3 rue Haute"."""
        end = word.start
        for _ in range(0 if word.small in STOPS else 2):
            part = _SMALL_PART.match(self.text, end, self.limit)
            if part is None:
                break
            end = part.end()
            if _address_follows(self.text, end, self.limit):
                self.passed_over = end
                return True
        return False

    def _is_on_street(self, word: _Word) -> bool:
        """Whether ``word`` and the number that ends the part tell where on a street: "Carretera Celaya km 6,"."""
        begin = self.commas[-1] if self.commas else self.first
        street = STREET.search(self.text, begin, self.last) is not None
        return street and _NUMBER_ENDS.match(self.text, word.end, self.limit) is not None

    def _inside(self, word: _Word) -> bool:
        self.last = word.without(",;:!?.")
        if word.written[-1] == ",":
            self.commas.append(self.last)
        elif word.written[-1] == ":" and self._begins_anew(word):
            return True
        return word.written[-1] not in ";:!?." or (word.is_street and word.written[-1] == ".")

    def _begins_anew(self, word: _Word) -> bool:
        """Whether the address proper comes after a colon: "our customer: Meier KG, …"."""
        if word.written[-1] != ":" or not _place_follows(self.text, word.end, self.limit):
            return False
        if not (FACILITY.fullmatch(word.small) or STREET.fullmatch(word.core)):
            return False
        self.start, self.first, self.last, self.commas = word.end, -1, -1, []
        return True


def _without_stray_parts(text: str, start: int, last: int, commas: list[int]) -> int:
    """The end without closing parts that are no part of an address ("Ulm, Anlieferung …"): no number, no state, no
    country, while what stands before is complete."""
    for comma in reversed([comma for comma in commas if comma < last]):
        part = text[comma + 1 : last].strip(" ,.")
        rest = text[start:comma].rpartition(",")[2].strip()
        if _is_evident(part) or not _is_whole(rest):
            return last
        last = comma
    return last


def _address_follows(text: str, start: int, limit: int) -> bool:
    """Whether a street with a number or before a postcode, or a postcode and a known town, stand at ``start``."""
    number = _HOUSE_NUMBER.match(text, start, limit)
    if number is not None or _STREET_AND_CODE.match(text, start, limit) is not None:
        name = text[number.end() if number else start + 1 : limit].partition(",")[0].partition("\n")[0][:40]
        if STREET.match(name) or (name[:1].isupper() and STREET.search(name)):
            return True
    town = _CODE_AND_TOWN.match(text, start, limit)
    return town is not None and bool(countries_of_town(town[1]))


def _is_town(name: str) -> bool:
    return bool(countries_of_town(name)) and not _CALENDAR.fullmatch(name.casefold())


def _is_evident(part: str) -> bool:
    """Whether a part is one of an address by itself: a number in it, a state or a country."""
    name, bracket, aside = part.strip(" ,.)").partition(" (")
    if bracket and (_is_evident(name) or _is_evident(aside)):
        return True  # "Maroc (Marruecos)"
    words = part.strip(" ,.").split()
    while len(words) > 1 and words[-1].islower() and FACILITY.fullmatch(words[-1]):
        words.pop()
    name = " ".join(words)
    if countries_of_town(name):
        return True
    if any(char.isdigit() for char in name) or country_code(name) or divisions_named(name):
        return True
    return division(name, "GB") is not None or division(name, "IE") is not None


def _names_street(text: str, start: int) -> bool:
    """Whether what begins at ``start`` is the day that a street is named after."""
    return STREET_OF_A_DAY.search(text, max(0, start - 40), start) is not None


def _is_whole(part: str) -> bool:
    """Whether an address may end with ``part``: a name that is no street, firm or building."""
    named = [word for word in part.split() if is_name(word.strip("\"'(")) and word[0].isalpha()]
    if not named or LEGAL.search(part) or STREET_NAME.fullmatch(part):
        return False
    words = [word for word in part.split() if word.casefold() not in LEADING]
    if words and FACILITY.fullmatch(words[-1].strip(".,")):
        return False
    if part[0].isdigit() and len(named) > 1 and not countries_of_town(" ".join(named)):
        return False  # "2200 S Lamar"
    return not (STREET.search(part) and any(char.isdigit() for char in part))


def _ends_sentence(text: str, word: str, end: int) -> bool:
    """Whether the dot of ``word`` ends a sentence: not that of "St." or of "Va. 23220"."""
    if not word.endswith("."):
        return False
    if _SHORT_FORMS.fullmatch(word.lstrip("(\"'")):
        return re.match(r"\s*(?:$|\n[ \t]*\n)", text[end : end + 40]) is not None
    if word[:-1].isdigit() and _names_street(text, end + 1):
        return False  # Straße des 17. Juni
    return not (len(word) <= 6 and re.match(r" \d{4,5}\b", text[end : end + 8]))


def _shouts(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 12 and sum(char.isupper() for char in letters) > 0.9 * len(letters)


def _is_code(text: str, end: int) -> bool:
    """Whether an upper-case word stands where a state's code would: before a postcode, a comma or the end."""
    return re.match(r"\s*(?:$|\n|[.,]|\d{4,5}\b)", text[end : end + 12]) is not None


def _place_follows(text: str, end: int, limit: int) -> bool:
    """Whether "at" leads from a person or a firm on to its address, not to an hour."""
    return (
        _name_follows(text, end, limit)
        or re.match(r" \d{1,5}(?!\s?(?:am|pm|a\.m|p\.m|o['’]clock|uhr|h\b|:))\s[A-Z]", text[end : end + 24])
        is not None
    )


def _name_follows(text: str, end: int, limit: int) -> bool:
    joined = _JOINED.match(text, end, limit)
    following = _TOKEN.search(text, joined.end() if joined else end, limit)
    if following is None or "\n" in text[end : following.start()]:
        return False
    word = following[0].strip("\"'(")
    return is_name(word) and not word[0].isdigit()


def _goes_on(text: str, last: int, first: int, at: int) -> bool:
    """Whether an address goes on over a line's end: before its first name, after a comma, or in a wrapped line."""
    blank = re.search(r"\n[ \t]*\n", text[max(last, at - 40) : at])
    if blank or LABELLED.match(text, at) or _DASH_LABELLED.match(text, at):
        return False
    if first < 0:
        return True
    line = text[text.rfind("\n", 0, last) + 1 : last]
    return text[last : last + 1] == "," or len(line) >= _WRAPPED

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
    PARTICLES,
    STREET,
    STREET_NAME,
    is_name,
)
from qd_core.reading.calendar_words import MONTH, WEEKDAY
from qd_core.reading.gazetteer import country_code, division, divisions_named

__all__ = ["STOPS", "address_block", "address_end"]

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
    r"(?:\w*str|\w+stra|st|ste|mt|ft|pt|ave|av|blvd|rd|dr|ln|hwy|pkwy|bldg|apt|no|nr|co|str|attn|inc|"
    r"ltd|corp|dept|fl|rm|c|d\.c|p\.o|n|s|e|w|z\.?hd|hd|pol|ctra|avda|sta|sto|bd|[a-z])\.",
    re.IGNORECASE,
)
_CLOSERS = re.compile(
    r"\s*(?:thanks|thank you|many thanks|regards|kind regards|best|best regards|cheers|sincerely|"
    "yours|mit freundlichen|mfg|gruß|grüße|viele grüße|freundliche|cordialement|bien à vous|merci|"
    "saludos|atentamente|un saludo|gracias|groeten|met vriendelijke|cordiali saluti|distinti saluti|"
    r"grazie)\b",
    re.IGNORECASE,
)
_DASH_LABELLED = re.compile(r"[^\d:\n,]{2,30} [-–=] ")
_LABELLED = re.compile(r"[^\d:]{2,30}:(?:\s|$)")
_HOLDS_POSTCODE = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,2}-)?\d{4,6}(?![\w-])|\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}\b|"
    r"\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b"
)
_COUNTRY_NEXT = re.compile(r" ((?:the |la |den |die )?[A-ZÄÖÜÉ][\w'’-]+)")
_CALENDAR = re.compile(rf"(?:{MONTH}|{WEEKDAY})")
_ELIDED = re.compile(r"^[ld]['’]")
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
    shouting = _shouts(text[max(0, start - 60) : limit])
    first = last = -1
    commas: list[int] = []
    leading = 0
    built = False
    for token in _TOKEN.finditer(text, start, limit):
        gap = text[last if last >= 0 else start : token.start()]
        if "\n" in gap and not _goes_on(text, last, first, token.start()):
            break
        word = token[0]
        core = word.strip("\"'“”„*_()[]<>,;:!?")
        core = core if _SHORT_FORMS.fullmatch(core) else core.rstrip(".")
        small = _ELIDED.sub("", core.casefold())
        if not core:
            if word == ":" and first < 0:
                continue
            break
        if first >= 0 and ASIDE.match(text, token.start()):
            break
        if word in ("-", "–", "—", "|") or "@" in word or small.startswith(("http", "www.")):
            break
        function = small in STOPS or small in LEADING
        named = is_name(core) and not (shouting and function and not _is_code(text, token.end()))
        if first < 0 and named and GERMAN_FACILITY.fullmatch(small) and not word.endswith((",", ".")):
            continue
        if first < 0 and not named:
            leading += 1
            if (
                leading > _MOST_LEADING
                or word.endswith((".", "!", "?", ";"))
                or not (
                    small in LEADING
                    or FACILITY.fullmatch(small)
                    or small in PARTICLES
                    or STREET.fullmatch(core)
                )
            ):
                return None
            continue
        if not named:
            small = small.rstrip(".")
            if (
                (small in ("at", "bei", "c/o") or (built and small in LEADING))
                and not commas
                and _place_follows(text, token.end(), limit)
            ):
                last = token.end()
                continue
            if small in ("in", "en", "à", "aux", "au") and _COUNTRY_NEXT.match(text, token.end(), limit):
                named_next = _COUNTRY_NEXT.match(text, token.end(), limit)
                if named_next and country_code(named_next[1]):
                    last = named_next.end()
                    break
            built = FACILITY.fullmatch(small) is not None
            inside = (
                built
                or STREET.fullmatch(core)
                or (small in PARTICLES and _name_follows(text, token.end(), limit))
            )
            fresh = bool(commas) and commas[-1] == last
            if inside and not (fresh and small in STOPS):
                last = token.end() - (len(word) - len(word.rstrip(",;:!?.")))
                if word[-1] == ",":
                    commas.append(last)
                elif word[-1] == ":" and _place_follows(text, token.end(), limit):
                    start, first, last, commas = token.end(), -1, -1, []
                elif word[-1] in ";:!?.":
                    break
                continue
            if commas and small not in STOPS and not _is_evident(text[commas[-1] + 1 : last]):
                last = commas[-1]
            break
        if first >= 0 and _CALENDAR.fullmatch(small.rstrip(".,")):
            break
        if word.endswith(":") and FACILITY.fullmatch(small) and _place_follows(text, token.end(), limit):
            start, first, last, commas = token.end(), -1, -1, []  # "our customer: Meier KG, …"
            continue
        first = token.start() if first < 0 else first
        built = FACILITY.fullmatch(small) is not None
        last = token.end() - (len(word) - len(word.rstrip(",;:!?")))
        if word.endswith((";", ":", "!", "?")) or _ends_sentence(text, word, token.end()):
            last = token.end() - (len(word) - len(word.rstrip(".;:!?")))
            break
        if word.endswith(","):
            commas.append(last)
    if first < 0 or last <= first:
        return None
    return start, _without_stray_parts(text, start, last, commas)


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


def _is_evident(part: str) -> bool:
    """Whether a part is one of an address by itself: a number in it, a state or a country."""
    words = part.strip(" ,.").split()
    while len(words) > 1 and words[-1].islower() and FACILITY.fullmatch(words[-1]):
        words.pop()
    name = " ".join(words)
    if any(char.isdigit() for char in name) or country_code(name) or divisions_named(name):
        return True
    return division(name, "GB") is not None or division(name, "IE") is not None


def _is_whole(part: str) -> bool:
    """Whether an address may end with ``part``: a name that is no street, firm or building."""
    named = [word for word in part.split() if is_name(word.strip("\"'(")) and word[0].isalpha()]
    if not named or LEGAL.search(part) or STREET_NAME.fullmatch(part):
        return False
    words = [word for word in part.split() if word.casefold() not in LEADING]
    if words and FACILITY.fullmatch(words[-1].strip(".,")):
        return False
    return not (STREET.search(part) and any(char.isdigit() for char in part))


def _ends_sentence(text: str, word: str, end: int) -> bool:
    """Whether the dot of ``word`` ends a sentence: not that of "St." or of "Va. 23220"."""
    if not word.endswith("."):
        return False
    if _SHORT_FORMS.fullmatch(word.lstrip("(\"'")):
        return re.match(r"\s*(?:$|\n[ \t]*\n)", text[end : end + 40]) is not None
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
    if (
        _LABELLED.match(text, at)
        or _DASH_LABELLED.match(text, at)
        or re.search(r"\n[ \t]*\n", text[max(last, at - 40) : at])
    ):
        return False
    if first < 0:
        return True
    line = text[text.rfind("\n", 0, last) + 1 : last]
    return text[last : last + 1] == "," or len(line) >= _WRAPPED


def address_block(text: str, start: int) -> tuple[int, int] | None:
    """The span of an address of several lines that begins at ``start`` (just after "Ship to:"): up to a blank line, a
    line with another label, a greeting, or a sentence; at most seven lines."""
    end = first = -1
    position, lines = start, 0
    coded = False
    while position < len(text) and lines < 8:
        stop = text.find("\n", position)
        stop = len(text) if stop < 0 else stop
        line = text[position:stop]
        bare = line.strip(" \t*|")
        if not bare and first < 0 and lines < 2:
            lines, position = lines + 1, stop + 1
            continue
        if not bare or len(bare) > 90 or _CLOSERS.match(bare) or not _is_address_line(bare, first < 0):
            break
        if coded and not country_code(bare):
            break
        coded = _HOLDS_POSTCODE.search(bare) is not None and STREET.search(bare) is None
        if first < 0:
            first = position + len(line) - len(line.lstrip())
        end = position + len(line.rstrip())
        position, lines = stop + 1, lines + 1
    return (first, end) if first >= 0 else None


def _is_address_line(line: str, first: bool) -> bool:
    if _LABELLED.match(line) or "@" in line or line[0] in "-•*–":
        return False
    words = [word.strip("(),.;'\"") for word in line.split()]
    if any(char.isdigit() for char in line) and len(words) <= 7 and not re.search(r"[.!?]\s+\S", line):
        return True
    small = [
        word
        for word in words
        if word and not (is_name(word) or word.casefold() in PARTICLES or FACILITY.fullmatch(word))
    ]
    return (first and len(small) <= 3) or (not small and not line.endswith(("!", "?")) and len(words) <= 9)

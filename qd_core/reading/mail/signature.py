"""Signature and disclaimer at the end of a message; a line that may be one of the request is never cut."""

from __future__ import annotations

import re
from functools import partial

from qd_core.reading.mail.headers import Address
from qd_core.reading.mail.phrases import DISCLAIMER, SIGN_OFF_FILLERS, sign_off_rest
from qd_core.reading.mail.request_lines import is_contact_line, is_request_line
from qd_core.reading.mail.sender_names import (
    WORD,
    is_name_like,
    name_words,
    names_company,
    names_of,
    names_person,
)
from qd_core.reading.mail.signature_lines import (
    BODY,
    BULLET,
    RULER,
    Tail,
    is_bare_sign_off,
    is_signature,
    is_signature_line,
)

__all__ = ["cut_signature"]

_MOST_AFTER_SIGN_OFF = 14
_MOST_AFTER_DELIMITER = 30
_NEAR = 11
_LONGEST_NAME_LINE = 60

_DELIMITER = re.compile(r"\s{0,4}(?:--|—|––|- -|-- -)\s*$")
_ANNOUNCES = re.compile(
    r"\b(?:below|following|follows|these|folgend\w{0,3}|unten|nachstehend\w{0,3}|suivant\w{0,2}|ci-dessous|siguiente\w?|abajo"
    r"|seguent\w|sotto|volgende|hieronder|quote|offer|angebot|anbieten|devis|cotiz\w{0,6})\b",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\d{1,5}[a-z]? (?:(?:[NSEW]{1,2}|[A-Z][^\W\d_]+\.?) ){0,4}[A-Z][^\W\d_]+\.?,"
    r"(?: [A-Z][^\W\d_]+){1,2}(?: \d{4,6})?"
)
"""A number and names in capitals: a street with its town."""
_CARD_PARTS = re.compile(r"\s*[|·•\t]\s*|\s{2,}")
_FEWEST_PARTS = 3
_COUNT = re.compile(r"\d{1,6}(?:[.,]\d{1,3})?(?: ?[^\W\d_]{1,10}\.?)?")
_DASHED_NAME = re.compile(
    r"(?:[-–—~/]{1,2} ?)[^\W\d_]{2,15}|[-–—~/]{1,2}[^\W\d_]{2,15}(?: [^\W\d_.]{1,15}\.?){1,2}"
)


def cut_signature(lines: list[str], sender: Address) -> tuple[list[str], list[str]]:
    """``lines`` without what the sender signs with, and what was cut. ``sender`` tells how a signature may begin.

    A parting phrase stays where no name, address or signature follows it.
    """
    cut = len(lines)
    names = names_of(sender)
    for find in (_disclaimer, _delimiter, partial(_signed, names=names)):
        start = find(Tail(lines[:cut]))
        if start is not None and any(line.strip() for line in lines[:start]):
            cut = start
    if cut < len(lines):
        cut = _with_sign_off(lines, cut)
    return lines[:cut], lines[cut:]


def _disclaimer(tail: Tail) -> int | None:
    for place in range(len(tail.numbers)):
        if (
            (tail.opens_paragraph(place) or (place > 0 and RULER.match(tail.line(place - 1))))
            and DISCLAIMER.match(tail.line(place)[:400])
            and not any(is_request_line(line) or BODY.match(line) for line in tail.after(place))
        ):
            return tail.numbers[place]
    return None


def _delimiter(tail: Tail) -> int | None:
    for place in range(len(tail.numbers)):
        line = tail.line(place)
        after = tail.after(place)
        if len(after) > _MOST_AFTER_DELIMITER:
            continue
        if _DELIMITER.match(line) and not any(is_request_line(each) or BODY.match(each) for each in after):
            return tail.numbers[place]
        if (
            RULER.match(line)
            and not tail.is_labelled(place)
            and any(map(is_contact_line, after))
            and is_signature(after, 10)
        ):
            return tail.numbers[place]
    return None


def _signed(tail: Tail, names: frozenset[str]) -> int | None:
    """Where a parting phrase with a name, the sender's name, or a block of name and addresses begins."""
    first = max(0, len(tail.numbers) - _MOST_AFTER_SIGN_OFF - 1)
    for place in range(first, len(tail.numbers)):
        line, after = tail.line(place), tail.after(place)
        if tail.is_labelled(place) or not (
            is_signature(after, _MOST_AFTER_SIGN_OFF) or _is_letterhead(tail, place, names)
        ):
            continue
        if _is_sign_off(line, after, names) or _is_sender(tail, place, names) or _is_card(tail, place, after):
            return tail.numbers[place]
        if not after and tail.opens_paragraph(place) and _is_card_line(line):
            return tail.numbers[place]
    return _lone_first_name(tail)


def _is_sign_off(line: str, after: list[str], names: frozenset[str]) -> bool:
    rest = sign_off_rest(line)
    if rest is None or is_request_line(line):
        return False
    words = [word for word in WORD.findall(rest) if word.casefold() not in SIGN_OFF_FILLERS]
    if not words:
        return bool(after)
    return is_name_like(rest) or (len(words) <= 3 and any(word.casefold() in names for word in words))


def _is_sender(tail: Tail, place: int, names: frozenset[str]) -> bool:
    """Whether the line is the sender's name, perhaps with a title or a company beside it."""
    line = tail.line(place)
    words = name_words(line) if _may_be_name(line) else []
    return names_person(words, names) or (tail.opens_paragraph(place) and names_company(words, names))


def _is_letterhead(tail: Tail, place: int, names: frozenset[str]) -> bool:
    """Whether the sender's full name opens a paragraph that goes on with his house and its street, and ends the mail:
    `501 SW Taylor, Portland` counts no goods there."""
    after = tail.after(place)
    streets = [line for line in after if _STREET.fullmatch(line.strip())]
    words = name_words(tail.line(place))
    full = len(words) > 1 and all(word in names for word in words)
    rest = [line for line in after if line not in streets]
    below_house = len(streets) == 1 and streets[0] != after[0]
    return full and below_house and is_signature(rest, _MOST_AFTER_SIGN_OFF)


def _may_be_name(line: str) -> bool:
    text = line.strip()
    has_figures = re.search(r"\d{3}|\d.*\D.*\d", text) is not None and not is_contact_line(line)
    is_short = len(text) <= _LONGEST_NAME_LINE and not text.endswith((":", "?", ","))
    return is_short and not has_figures and is_signature_line(line)


def _is_card(tail: Tail, place: int, after: list[str]) -> bool:
    """A paragraph of its own that begins with a name and goes on with telephone, mail or address."""
    if not tail.opens_paragraph(place) or not 1 <= len(after) <= 8 or not tail.is_last_paragraph(place):
        return False
    line = tail.line(place).strip()
    is_name = len(line.split()) >= 2 and len(line) <= 40 and "  " not in line and is_name_like(line)
    is_name = is_name and not line.endswith(":")  # Livraison :
    return is_name and any(map(is_contact_line, after))


def _is_card_line(line: str) -> bool:
    """A card in one line, `Rhonda Hill | Purchasing | Metro Fleet | 100 Sunset Blvd`: a name, a post or a house, and
    where they are reached. Below a table it would be one more row; a cell with a count makes it one."""
    parts = [part for part in _CARD_PARTS.split(line.strip()) if part]
    if len(parts) < _FEWEST_PARTS or not is_contact_line(line) or not is_name_like(parts[1]):
        return False
    is_person = 2 <= len(name_words(parts[0])) <= 4 and is_name_like(parts[0])
    return is_person and not any(_COUNT.fullmatch(part) for part in parts)


def _lone_first_name(tail: Tail) -> int | None:
    """One capitalised word, or a name behind a dash, alone at the very end, below prose: how people sign.

    Below a list or its announcement the word may be one more item: there it stays.
    """
    if len(tail.numbers) < 2 or not tail.opens_paragraph(len(tail.numbers) - 1):
        return None
    last, before = tail.line(-1).strip(), tail.line(-2).strip()
    is_sentence = before.endswith((".", "!", "?")) and len(before.split()) >= 3
    is_prose = is_sentence or (len(before) >= 40 and not before.endswith((":", ",")))
    if not is_prose or sign_off_rest(last) is not None or _ANNOUNCES.search(before) or _is_listed(tail):
        return None
    if _DASHED_NAME.fullmatch(last):
        return tail.numbers[-1]
    is_name = re.fullmatch(r"[^\W\d_]{2,12}", last) is not None and last.istitle()
    above = [tail.lines[number] for number in tail.numbers[-_NEAR:-1]]
    return tail.numbers[-1] if is_name and not any(map(is_request_line, above)) else None


def _is_listed(tail: Tail) -> bool:
    """Whether a bullet stands among the lines before the last one: then the last may be one more."""
    return any(BULLET.match(tail.lines[number]) for number in tail.numbers[-_NEAR:-1])


def _with_sign_off(lines: list[str], cut: int) -> int:
    """A ruler and a parting phrase that stand right above the cut go with it."""
    above = cut - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    while above > 0 and RULER.match(lines[above]):
        cut, above = above, above - 1
        while above > 0 and not lines[above].strip():
            above -= 1
    return above if above > 0 and cut - above <= 4 and is_bare_sign_off(lines[above]) else cut

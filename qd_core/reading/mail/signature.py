"""Signature and disclaimer at the end of a message; a line that may be one of the request is never cut."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial

from qd_core.model.folding import strip_accents
from qd_core.reading.mail.headers import Address
from qd_core.reading.mail.phrases import BANNER, BANNER_WORDS, DISCLAIMER, SIGN_OFF_FILLERS, sign_off_rest
from qd_core.reading.mail.request_lines import is_contact_line, is_request_line

__all__ = ["cut_banner", "cut_signature"]

_TAIL = 45
"""Lines with text, from the end, among which a signature may begin."""
_MOST_AFTER_SIGN_OFF = 14
_MOST_AFTER_DELIMITER = 30
_MOST_BANNER = 5
_MOST_LABELLED = 10
_LONGEST_LINE = 100
_LONGEST_CONTACT = 220
_LONGEST_NAME_LINE = 60

_DELIMITER = re.compile(r"\s{0,4}(?:--|—|––|- -|-- -)\s*$")
_DASHED_NAME = re.compile(
    r"(?:[-–—~/]{1,2} ?)[^\W\d_]{2,15}|[-–—~/]{1,2}[^\W\d_]{2,15}(?: [^\W\d_.]{1,15}\.?){1,2}"
)
_RULER = re.compile(r"\s{0,4}[-–—_=*~#.]{3,80}\s*$")
_BULLET = re.compile(r"\s{0,20}(?:[-*•·–]|\d{1,3}[.)])\s+\S")
_BODY = re.compile(
    r"\W{0,4}(?:p\.? ?p?\.?s\b|nb\b|n\.b\.|(?:note|edit|update|project|projekt|projet|po|rfq|ref"
    r"|reference|incoterms?|payment|zahlung"
    r"|terms|termin|due|urgent|delay|délai)(?: (?:no|nr|name|number|terms))?\.?\s{0,2}[:#\d]"
    r"|(?:please |pls |bitte )?(?:ship|deliver|delivery|need|needed|deadline|required|quote|add|also"
    r"|liefer|lieferung|lieferadresse"
    r"|liefertermin|lieferort|bitte|livrer|livraison|adresse de|entrega|envío|envio|entregar|plazo"
    r"|consegna|spedizione|levering"
    r"|leveradres|bezorg|afleveradres)\b)",
    re.IGNORECASE,
)
_MIXED = re.compile(r"\b(?=[^\W\d_]{0,12}\d)(?=\d{0,12}[^\W\d_])\w{2,20}")
"""Letters and figures in one: a part number or a size, which no signature has outside of an address."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TITLES = frozenset("dr mr mrs ms herr frau mme m prof ing dipl mag jr sr i.a. ia pp ppa i".split())
_PARTICLES = frozenset("de da di du del della van von der den ter la le y e und and mc o".split())


@dataclass(slots=True)
class _Tail:
    """The lines with text at the end of the message, by their number."""

    lines: list[str]
    numbers: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number in range(len(self.lines) - 1, -1, -1):
            if self.lines[number].strip():
                self.numbers.append(number)
                if len(self.numbers) >= _TAIL:
                    break
        self.numbers.reverse()

    def after(self, place: int) -> list[str]:
        return [self.lines[number] for number in self.numbers[place + 1 :]]

    def line(self, place: int) -> str:
        return self.lines[self.numbers[place]]

    def opens_paragraph(self, place: int) -> bool:
        number = self.numbers[place]
        return number == 0 or not self.lines[number - 1].strip()

    def is_labelled(self, place: int) -> bool:
        """Whether the line belongs to what a label announces ("Delivery address:"), in its paragraph or the next."""
        for number in range(self.numbers[place] - 1, max(-1, self.numbers[place] - _MOST_LABELLED), -1):
            line = self.lines[number].strip()
            if line and _is_label(line):
                return True
            if not line and (number == 0 or not _is_heading(self.lines[number - 1].strip())):
                return False
        return False

    def is_last_paragraph(self, place: int) -> bool:
        return self.numbers[-1] - self.numbers[place] == len(self.numbers) - 1 - place


def _is_heading(line: str) -> bool:
    return line.endswith(":") and sign_off_rest(line) is None


def _is_label(line: str) -> bool:
    """``Ship to`` alone on its line is one too; ``Delivery: Leeds`` has said it all."""
    return _is_heading(line) or (
        bool(_BODY.match(line)) and len(line.split()) <= 4 and line[-1].isalpha() and ":" not in line
    )


def cut_banner(lines: list[str]) -> tuple[list[str], list[str]]:
    """The warning that a mail server writes above a message ("CAUTION: external sender"), and the rest."""
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    last = first - 1
    for number in range(first, min(first + _MOST_BANNER, len(lines))):
        if not lines[number].strip() or is_request_line(lines[number]):
            break
        if BANNER_WORDS.search(lines[number][:400]) and (last >= first or BANNER.match(lines[first][:400])):
            last = number
    rest = lines[last + 1 :]
    return (lines[: last + 1], rest) if last >= first and any(map(str.strip, rest)) else ([], lines)


def cut_signature(lines: list[str], sender: Address) -> tuple[list[str], list[str]]:
    """``lines`` without what the sender signs with, and what was cut. ``sender`` tells how a signature may begin.

    A parting phrase stays where no name, address or signature follows it.
    """
    cut = len(lines)
    names = _names(sender)
    for find in (_disclaimer, _delimiter, partial(_signed, names=names)):
        start = find(_Tail(lines[:cut]))
        if start is not None and any(line.strip() for line in lines[:start]):
            cut = start
    if cut < len(lines):
        cut = _with_sign_off(lines, cut)
    return lines[:cut], lines[cut:]


def _disclaimer(tail: _Tail) -> int | None:
    for place in range(len(tail.numbers)):
        if (
            (tail.opens_paragraph(place) or (place > 0 and _RULER.match(tail.line(place - 1))))
            and DISCLAIMER.match(tail.line(place)[:400])
            and not any(is_request_line(line) or _BODY.match(line) for line in tail.after(place))
        ):
            return tail.numbers[place]
    return None


def _delimiter(tail: _Tail) -> int | None:
    for place in range(len(tail.numbers)):
        line = tail.line(place)
        after = tail.after(place)
        if len(after) > _MOST_AFTER_DELIMITER:
            continue
        if _DELIMITER.match(line) and not any(is_request_line(each) or _BODY.match(each) for each in after):
            return tail.numbers[place]
        if (
            _RULER.match(line)
            and not tail.is_labelled(place)
            and any(map(is_contact_line, after))
            and _is_signature(after, 10)
        ):
            return tail.numbers[place]
    return None


def _signed(tail: _Tail, names: frozenset[str]) -> int | None:
    """Where a parting phrase with a name, the sender's name, or a block of name and addresses begins."""
    first = max(0, len(tail.numbers) - _MOST_AFTER_SIGN_OFF - 1)
    for place in range(first, len(tail.numbers)):
        line, after = tail.line(place), tail.after(place)
        if not _is_signature(after, _MOST_AFTER_SIGN_OFF) or tail.is_labelled(place):
            continue
        if _is_sign_off(line, after, names) or _is_sender(tail, place, names) or _is_card(tail, place, after):
            return tail.numbers[place]
    return _lone_first_name(tail)


def _is_signature(lines: list[str], most: int) -> bool:
    return len(lines) <= most and all(map(_is_signature_line, lines))


def _is_signature_line(line: str) -> bool:
    text = line.strip()
    if is_request_line(line) or _BODY.match(text):
        return False
    if is_contact_line(line):
        return len(text) <= _LONGEST_CONTACT and len(text.split()) <= 30
    if len(text) > _LONGEST_LINE or _MIXED.search(text) or (_BULLET.match(line) and not _RULER.match(line)):
        return False
    words = text.split()
    is_sentence = len(words) >= 6 and text.endswith((".", "?", "!", ":"))
    return len(words) <= 12 and (not is_sentence or _is_in_capitals(text))


def _is_sign_off(line: str, after: list[str], names: frozenset[str]) -> bool:
    rest = sign_off_rest(line)
    if rest is None or is_request_line(line):
        return False
    words = [word for word in _WORD.findall(rest) if word.casefold() not in SIGN_OFF_FILLERS]
    if not words:
        return bool(after)
    return _is_name_like(rest) or (len(words) <= 3 and any(word.casefold() in names for word in words))


def _is_name_like(text: str) -> bool:
    """One to five words in capitals, and no figure: a person's or a company's name."""
    return len(_WORD.findall(text)) <= 6 and _is_in_capitals(text) and not any(map(str.isdigit, text))


def _is_in_capitals(text: str) -> bool:
    words = [word for word in _WORD.findall(text) if word.casefold() not in _PARTICLES]
    return 0 < len(words) and all(word[0].isupper() for word in words)


def _names(sender: Address) -> frozenset[str]:
    local, _, domain = sender.email.partition("@")
    words = _WORD.findall(f"{sender.name} {re.sub(r'[._+-]', ' ', local)}")
    names = {strip_accents(word.casefold()) for word in words if len(word) > 1}
    return frozenset(
        names | {f"@{label}" for label in re.split(r"[.-]", strip_accents(domain.casefold()))[:-1]}
    )


def _is_sender(tail: _Tail, place: int, names: frozenset[str]) -> bool:
    """Whether the line is the sender's name, perhaps with a title or a company beside it."""
    line = tail.line(place)
    if not _may_be_name(line):
        return False
    words = [strip_accents(word.casefold()) for word in _WORD.findall(line)]
    words = [word for word in words if len(word) > 1 and word not in _TITLES and word not in _PARTICLES]
    if not words or len(words) > 6:
        return False
    exact = sum(word in names for word in words)
    if exact and exact * 2 >= len(words):
        return True
    if len(words) <= 3 and all(_is_of(word, names) for word in words):
        return True
    if not tail.opens_paragraph(place):
        return False
    company = sum(_is_of_domain(word, names) or _is_of(word, names) for word in words)
    return company * 2 >= len(words) and (_is_of_domain(words[0], names) or _is_of(words[0], names))


def _may_be_name(line: str) -> bool:
    text = line.strip()
    has_figures = re.search(r"\d{3}|\d.*\D.*\d", text) is not None and not is_contact_line(line)
    is_short = len(text) <= _LONGEST_NAME_LINE and not text.endswith((":", "?", ","))
    return is_short and not has_figures and _is_signature_line(line)


def _is_of(word: str, names: frozenset[str]) -> bool:
    """The name itself, or a short form of it (Chris of Christopher)."""
    return word in names or (len(word) >= 3 and any(name.startswith(word) for name in names))


def _is_of_domain(word: str, names: frozenset[str]) -> bool:
    if f"@{word}" in names:
        return True
    return len(word) >= 4 and any(
        name.startswith("@") and (word in name or (len(name) >= 5 and word.startswith(name[1:])))
        for name in names
    )


def _is_card(tail: _Tail, place: int, after: list[str]) -> bool:
    """A paragraph of its own that begins with a name and goes on with telephone, mail or address."""
    if not tail.opens_paragraph(place) or not 1 <= len(after) <= 8 or not tail.is_last_paragraph(place):
        return False
    line = tail.line(place).strip()
    is_name = len(line.split()) >= 2 and len(line) <= 40 and "  " not in line and _is_name_like(line)
    return is_name and any(map(is_contact_line, after))


def _lone_first_name(tail: _Tail) -> int | None:
    """One capitalised word, or a name behind a dash, alone at the very end, below prose: how people sign."""
    if len(tail.numbers) < 2 or not tail.opens_paragraph(len(tail.numbers) - 1):
        return None
    last, before = tail.line(-1).strip(), tail.line(-2).strip()
    is_sentence = before.endswith((".", "!", "?")) and len(before.split()) >= 3
    is_long = len(before) >= 40 and not before.endswith((":", ",")) and not is_request_line(before)
    if not (is_sentence or is_long) or sign_off_rest(last) is not None or _is_listed(tail):
        return None
    is_name = re.fullmatch(r"[^\W\d_]{2,12}", last) is not None and last.istitle()
    return tail.numbers[-1] if is_name or _DASHED_NAME.fullmatch(last) else None


def _is_listed(tail: _Tail) -> bool:
    """Whether a bullet stands among the lines before the last one: then the last may be one more."""
    return any(_BULLET.match(tail.lines[number]) for number in tail.numbers[-11:-1])


def _with_sign_off(lines: list[str], cut: int) -> int:
    """A ruler and a parting phrase that stand right above the cut go with it."""
    above = cut - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    while above > 0 and _RULER.match(lines[above]):
        cut, above = above, above - 1
        while above > 0 and not lines[above].strip():
            above -= 1
    if above > 0 and cut - above <= 4:
        rest = sign_off_rest(lines[above])
        if rest is not None and not [w for w in _WORD.findall(rest) if w.casefold() not in SIGN_OFF_FILLERS]:
            return above
    return cut

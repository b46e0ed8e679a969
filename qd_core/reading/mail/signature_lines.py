"""The lines at the end of a message, and which of them can be part of a signature."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qd_core.reading.mail.phrases import SIGN_OFF_FILLERS, sign_off_rest
from qd_core.reading.mail.request_lines import is_contact_line, is_request_line
from qd_core.reading.mail.sender_names import WORD, is_in_capitals

__all__ = ["BODY", "BULLET", "RULER", "Tail", "is_bare_sign_off", "is_signature", "is_signature_line"]

_TAIL = 45
"""Lines with text, from the end, among which a signature may begin."""
_MOST_LABELLED = 10
_LONGEST_LINE = 100
_LONGEST_CONTACT = 220

RULER = re.compile(r"\s{0,4}[-–—_=*~#.]{3,80}\s*$")
BULLET = re.compile(r"\s{0,20}(?:[-*•·–]|\d{1,3}[.)])\s+\S")
BODY = re.compile(
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
"""How a line begins that belongs to the request, wherever it stands."""
_MIXED = re.compile(r"\b(?=[^\W\d_]{0,12}\d)(?=\d{0,12}[^\W\d_])\w{2,20}")
"""Letters and figures in one: a part number or a size, which no signature has outside of an address."""


@dataclass(slots=True)
class Tail:
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
        """The lines behind the one at ``place``."""
        return [self.lines[number] for number in self.numbers[place + 1 :]]

    def line(self, place: int) -> str:
        """The line at ``place``, the first of the tail being 0."""
        return self.lines[self.numbers[place]]

    def opens_paragraph(self, place: int) -> bool:
        """Whether nothing stands right above it."""
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
        """Whether no blank line stands behind it."""
        return self.numbers[-1] - self.numbers[place] == len(self.numbers) - 1 - place


def _is_heading(line: str) -> bool:
    return line.endswith(":") and sign_off_rest(line) is None


def _is_label(line: str) -> bool:
    """``Ship to`` alone on its line is one too; ``Delivery: Leeds`` has said it all."""
    return _is_heading(line) or (
        bool(BODY.match(line)) and len(line.split()) <= 4 and line[-1].isalpha() and ":" not in line
    )


def is_signature(lines: list[str], most: int) -> bool:
    """Whether at most ``most`` lines can all be part of a signature."""
    return len(lines) <= most and all(map(is_signature_line, lines))


def is_signature_line(line: str) -> bool:
    """Whether the line can be part of a signature: short, no sentence, no bullet, no part number, no request."""
    text = line.strip()
    if is_request_line(line) or BODY.match(text):
        return False
    if is_contact_line(line):
        return len(text) <= _LONGEST_CONTACT and len(text.split()) <= 30
    if len(text) > _LONGEST_LINE or _MIXED.search(text) or (BULLET.match(line) and not RULER.match(line)):
        return False
    words = text.split()
    is_sentence = len(words) >= 6 and text.endswith((".", "?", "!", ":"))
    return len(words) <= 12 and (not is_sentence or is_in_capitals(text))


def is_bare_sign_off(line: str) -> bool:
    """A parting phrase and nothing else."""
    rest = sign_off_rest(line)
    return rest is not None and all(word.casefold() in SIGN_OFF_FILLERS for word in WORD.findall(rest))

"""What the lines of a text say of those that follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from qd_core.reading.line_items.blocks import Line
from qd_core.reading.line_items.found import Found
from qd_core.reading.line_items.language.table import QUOTE_WORDS
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.sentences import Sentence
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["Context"]

_LONGEST_CLOSING = 8
_LONGEST_HEAD = 6
_SHORT_CLOSINGS = frozenset({"lg", "vg"})
"""Liebe, viele Grüße: on a line of their own, with a name at the most; elsewhere ``lg`` may be large."""


_HERE = frozenset(
    "hier hiermit anbei nachfolgend nachstehend untenstehend here below voici ecco aqui hierbij hierna".split()
)


@dataclass(slots=True)
class Context:
    """What the lines before say of those that follow."""

    asked: bool = False
    """Something was asked for."""
    quoting: bool = False
    """A price or an offer was asked for, or a list announced: unknown names with a number are items too."""
    off: bool = False
    """What follows was ordered before, or is not wanted."""
    address: bool = False
    """An address follows."""
    closed: bool = False
    """The letter is over."""
    machine: Line | None = None
    """The line that spoke to a program."""
    machine_goes_on: bool = False
    """It ended in a colon: the lines of its paragraph belong to it."""
    mentioned: tuple[Found, Sentence] | None = None
    """The one item of the catalog that was spoken of without being asked for."""
    listed: bool = False
    """The line before was an item."""
    carrier: str = ""
    """What the last item or a heading names: a size alone goes on with it."""
    heading: str = ""
    """What the lines of a list are said to be of: it goes with each of them (`ball valves:`, `1/2 threaded x 24`)."""
    line: Line | None = None
    """The line that the last item stood on."""

    def new_paragraph(self) -> None:
        """A blank line ends an address, and a list of what is not asked for."""
        self.address, self.machine = False, None
        self.off = self.off and not self.listed

    def talks_to_machine(self, line: Line) -> bool:
        """Whether ``line`` goes on with what was said to a program: the same line, or the ones after a colon."""
        return self.machine is not None and (self.machine is line or self.machine_goes_on)

    def lists(self, sentence: Sentence, cues: frozenset[Tag]) -> bool:
        """Whether the sentence is a line of a list: a bullet, a line without a verb, one more item of such."""
        plain = not cues & {Tag.CLAUSE, Tag.ASK}
        bullet = sentence.line.bullet or sentence.line.index is not None
        return (sentence.alone and (bullet or plain)) or (plain and self.line is sentence.line)

    def mention(self, found: Sequence[Found], sentence: Sentence) -> None:
        """Remembers the item that ``sentence`` speaks of, where it is the only one."""
        if len(found) == 1:
            only = found[0]
            self.mentioned = Found(name=only.name, named=only.named, aside=only.aside), sentence
        elif found:
            self.mentioned = None

    def follow(self, sentence: Sentence, cues: frozenset[Tag]) -> None:
        """A sentence without items may say what the lines after it are."""
        open_end = sentence.tokens[-1].text == ":"
        if sentence.alone and _closes(sentence.tokens):
            self.closed = True
        addressed = sentence.tokens[0].has(Tag.DELIVERY, Tag.ARTICLE, Tag.POLITE)
        if Tag.DELIVERY in cues and addressed and (open_end or sentence.alone):
            self.address = True
        telling = cues & {Tag.PAST, Tag.SELL, Tag.NEGATE}
        shows = open_end and sentence.tokens[0].key in _HERE  # here is the list again, there was a mistake:
        if (cues & {Tag.ASK, Tag.PRICE} or shows) and (open_end or not telling):
            self.ask(sentence)
        elif telling and (open_end or (sentence.alone and _may_head(sentence.tokens))):
            self.off = True
        elif open_end and Tag.DELIVERY not in cues:
            self.off = False

    def ask(self, sentence: Sentence) -> None:
        """``sentence`` asks."""
        self.asked, self.off = True, False
        words = sentence.tokens
        self.quoting = (
            self.quoting
            or words[-1].text == ":"
            or any(token.has(Tag.PRICE) or token.key in QUOTE_WORDS for token in words)
        )


def _may_head(tokens: Sequence[Token]) -> bool:
    """Whether a short line that tells may tell of the lines below it: one that counts or names goods tells of those."""
    own = tokens[0].kind is Kind.NUMBER or any(token.kind is Kind.SKU for token in tokens)
    return len(tokens) <= _LONGEST_HEAD and not own


def _closes(tokens: Sequence[Token]) -> bool:
    """Whether a short line is the end of a letter: nothing but words of courtesy stands before its closing."""
    if len(tokens) > _LONGEST_CLOSING or any(token.kind is Kind.NUMBER for token in tokens):
        return False
    if len(tokens) <= 2 and tokens[0].key in _SHORT_CLOSINGS:
        return True
    before = takewhile(lambda token: not token.has(Tag.SIGNOFF), tokens)
    closing = any(token.has(Tag.SIGNOFF) for token in tokens)
    return closing and all(token.tags or token.kind is not Kind.WORD for token in before)

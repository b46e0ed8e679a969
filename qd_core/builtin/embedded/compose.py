"""The embedded composer: a short, deterministic cover in the company's voice and the buyer's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from qd_core.builtin.embedded.cover_wording import LANGUAGES, CoverWording, wording_in
from qd_core.builtin.embedded.salutation import greeting
from qd_core.model.localised import format_amount, format_day, language_of, locale_for
from qd_core.model.quote import Cover, Draft, LineProblem, QuoteLine
from qd_core.model.rules import Voice
from qd_core.plugin import CoverRequest, NoSettings, ProviderContext
from qd_core.reading.language import guess_language

__all__ = ["EmbeddedCover"]

_FEW = 5
"""Names and questions that a cover spells out."""


class EmbeddedCover:
    """Writes from the draft and the voice alone: no model, no network. After a failed attempt it says less: first it
    leaves out what others wrote and a gate objected to, then all but thanks and validity."""

    pure = True

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        self._locale = context.app.locale

    def compose(self, request: CoverRequest) -> Cover:
        """The cover; nothing of tier, discount, cost or margin is in it."""
        attempts = max(Counter(failure.gate for failure in request.failures).values(), default=0)
        letter = _Letter(request, self._locale, daring=attempts == 0)
        return Cover(text=letter.text(bare=attempts > 1), origin="embedded", attempts=attempts + 1)


class _Letter:
    """One cover being written."""

    def __init__(self, request: CoverRequest, locale: str, *, daring: bool) -> None:
        draft, voice = request.draft, request.documents.voice
        self._request = request
        self._draft = draft
        self._voice = voice
        self._language = _language(draft, voice, locale)
        self._locale = locale_for(self._language, locale)
        self._words: CoverWording = wording_in(self._language)
        self._daring = daring
        findings = [finding for failure in request.failures for finding in failure.findings]
        self._objected = {finding.text for finding in findings if finding.text}

    def text(self, *, bare: bool) -> str:
        """Paragraphs parted by blank lines."""
        body = self._bare() if bare else self._partial() if self._draft.partial else self._complete()
        opening = self._words.nobody if bare else greeting(self._draft.buyer, self._voice, self._words)
        signature = "" if bare else self._signature()
        return "\n\n".join(part for part in (opening, *body, signature) if part)

    def _bare(self) -> Iterator[str]:
        yield f"{self._words.thanks} {self._words.reply if self._draft.partial else self._valid()}".strip()

    def _complete(self) -> Iterator[str]:
        words, draft = self._words, self._draft
        first = [
            words.thanks,
            _counted(words.quoted, len(draft.lines)).format(
                reference=draft.reference, count=len(draft.lines)
            ),
        ]
        open_lines = sum(line.unit_price is None for line in draft.lines)
        if open_lines:
            first.append(_counted(words.open_price, open_lines).format(count=open_lines))
        elif draft.total is not None:
            first.append(self._total(draft.total))
        first.append(self._valid())
        yield " ".join(sentence for sentence in first if sentence)
        yield " ".join(sentence for sentence in (self._say(), words.closing) if sentence)

    def _partial(self) -> Iterator[str]:
        words, draft = self._words, self._draft
        first = [words.thanks]
        priced = sum(line.unit_price is not None for line in draft.lines)
        if any(reason.code == "do_not_serve" for reason in draft.reasons):
            first.append(words.not_served)
        elif priced:
            first.append(_counted(words.partly, priced).format(count=priced))
        if outside := [line for line in draft.lines if LineProblem.NOT_CARRIED in line.problems]:
            first.append(self._not_offered(outside))
        yield " ".join(first)
        if draft.questions:
            yield from self._questions(priced)
        elif outside:
            yield words.instead

    def _questions(self, priced: int) -> Iterator[str]:
        words, all_questions = self._words, self._draft.questions
        questions = [each for each in all_questions if not any(text in each for text in self._objected)]
        if questions:
            listed = "\n".join(f"- {question}" for question in questions)
            yield f"{words.ask[len(questions) > 1]}\n{listed}"
        if len(questions) < len(all_questions):
            yield words.ask_plainly if priced or questions else words.none_yet
        yield words.reply

    def _not_offered(self, outside: list[QuoteLine]) -> str:
        """By the buyer's own words where they are words: a part number that is not ours is never repeated."""
        names = [" ".join(line.request.name_or_sku.value.split()) for line in outside]
        if self._daring and len(names) <= _FEW and all(map(_is_wording, names)):
            return self._words.not_offered_named.format(names=", ".join(names))
        return _counted(self._words.not_offered, len(outside)).format(count=len(outside))

    def _total(self, total: Decimal) -> str:
        freight = sum(
            (charge.amount for charge in self._draft.charges if charge.code == "freight"), Decimal(0)
        )
        currency = self._draft.currency
        template = self._words.total_with_freight if freight else self._words.total
        return template.format(
            total=format_amount(total, currency, self._locale),
            freight=format_amount(freight, currency, self._locale),
        )

    def _valid(self) -> str:
        day = self._draft.valid_until
        return self._words.valid.format(day=format_day(day, self._locale)) if day else ""

    def _say(self) -> str:
        """The first thing the company likes to say in the language of this cover."""
        if not self._daring:
            return ""
        said = (phrase.text.strip() for phrase in self._voice.say)
        fits = (text for text in said if text and guess_language(text, self._language) == self._language)
        sentence = next(fits, "")
        return sentence if not sentence or sentence[-1] in ".!?…" else f"{sentence}."

    def _signature(self) -> str:
        lines = [line.strip() for line in self._voice.signature.splitlines()]
        signed = "\n".join(line for line in lines if line)
        return signed or self._request.company.name or self._request.documents.catalog.company


def _language(draft: Draft, voice: Voice, locale: str) -> str:
    """The buyer's language where the cover can be written in it, else the company's."""
    own = guess_language("\n".join(phrase.text for phrase in voice.lines), language_of(locale))
    own = own if own in LANGUAGES else "en"
    language = guess_language(f"{draft.subject}\n{draft.text}", own)
    return language if language in LANGUAGES else own


def _counted(pair: tuple[str, str], count: int) -> str:
    return pair[count != 1]


def _is_wording(name: str) -> bool:
    """Whether a name is in words, short, and holds no token that mixes letters and digits."""
    tokens = name.replace("-", " ").replace("/", " ").split()
    mixed = any(any(c.isdigit() for c in token) for token in tokens)
    return 2 < len(name) <= 60 and not mixed

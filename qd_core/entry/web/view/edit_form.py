"""The edit form: what a rep typed, against what stood there when the form was made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from babel.numbers import NumberFormatError, format_decimal, parse_decimal

from qd_core.model.quote import Draft, QuoteLine
from qd_core.model.review import DraftEdit, DraftRecord, LineEdit
from qd_core.pipeline.stage_chain import MANUAL, MANUAL_DISCOUNT

__all__ = ["NEW_LINES", "Typed", "read_edit", "values_of"]

NEW_LINES = 3
"""Empty rows under the lines."""
_TEXTS = {"cover": 10_000, "terms": 4_000, "payment_terms": 300}
_LONGEST = 300


@dataclass(slots=True)
class Typed:
    """What the form asks for, and what cannot be understood, by field."""

    edit: DraftEdit = field(default_factory=DraftEdit)
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing was changed."""
        return self.edit.model_copy(update={"why": ""}) == DraftEdit()


def values_of(head: DraftRecord, locale: str) -> dict[str, str]:
    """The form's values as the draft has them; numbers as ``read_edit`` reads them in the same locale."""
    draft = head.draft
    values = {
        "cover": draft.cover.text if draft.cover else "",
        "terms": draft.terms,
        "payment_terms": draft.payment_terms,
        "valid_until": draft.valid_until.isoformat() if draft.valid_until else "",
    }
    for line in draft.lines:
        n = line.position
        price, discount = head.typed_prices.get(n), head.typed_discounts.get(n)
        values[f"sku-{n}"] = line.sku or ""
        values[f"qty-{n}"] = _written(line.quantity, locale)
        values[f"price-{n}"] = _written(_typed_price(line), locale)
        values[f"disc-{n}"] = _written(_typed_percent(line), locale)
        values[f"reason-{n}"] = (price.reason if price else "") or (discount.reason if discount else "")
    return values


def read_edit(form: Mapping[str, str], base: DraftRecord, locale: str) -> Typed:
    """What ``form`` changes in ``base``, the state that the form was made from. A field that the form does not have is
    left alone, so that a single button may send a single field."""
    typed = Typed()
    was = values_of(base, locale)
    lines = [edit for line in base.draft.lines if (edit := _line(form, was, line, locale, typed.problems))]
    lines += _new_lines(form, base.draft, locale, typed.problems)
    texts: dict[str, str] = {}
    for name, longest in _TEXTS.items():
        if name in form and form[name][:longest].strip() != was[name].strip():
            texts[name] = form[name][:longest].strip()
    until = None
    if form.get("valid_until", was["valid_until"]) != was["valid_until"]:
        try:
            until = date.fromisoformat(form["valid_until"])
        except ValueError:
            typed.problems["valid_until"] = "a day like 2026-12-24"
    typed.edit = DraftEdit(
        lines=tuple(lines),
        cover=texts.get("cover"),
        terms=texts.get("terms"),
        payment_terms=texts.get("payment_terms"),
        valid_until=until,
        why=" ".join(form.get("why", "").split())[:_LONGEST],
    )
    return typed


def _typed_price(line: QuoteLine) -> Decimal | None:
    """What the draft itself says was typed: true of an earlier revision too."""
    return next((step.unit_price for step in line.steps if step.stage == MANUAL), None)


def _typed_percent(line: QuoteLine) -> Decimal | None:
    effect = next((step.effect for step in line.steps if step.stage == MANUAL_DISCOUNT), None)
    return None if effect is None else abs(Decimal(effect.removesuffix("%")))


def _line(
    form: Mapping[str, str], was: Mapping[str, str], line: QuoteLine, locale: str, problems: dict[str, str]
) -> LineEdit | None:
    n = line.position
    if form.get(f"remove-{n}"):
        return LineEdit(position=n, remove=True)

    def changed(name: str) -> str | None:
        value = form.get(f"{name}-{n}")
        return None if value is None or value.strip() == was[f"{name}-{n}"].strip() else value.strip()

    sku, quantity, price, discount = (changed(name) for name in ("sku", "qty", "price", "disc"))
    if sku == "" and not line.sku:
        sku = None
    if sku is None and quantity is None and price is None and discount is None:
        return None
    automatic = (price == "" and bool(was[f"price-{n}"])) or (discount == "" and bool(was[f"disc-{n}"]))
    return LineEdit(
        position=n,
        sku=sku,
        quantity=_number(quantity, f"qty-{n}", locale, problems),
        unit_price=_number(price, f"price-{n}", locale, problems),
        discount=_share(_number(discount, f"disc-{n}", locale, problems)),
        reason=" ".join(form.get(f"reason-{n}", "").split())[:_LONGEST],
        automatic=automatic,
    )


def _new_lines(
    form: Mapping[str, str], draft: Draft, locale: str, problems: dict[str, str]
) -> list[LineEdit]:
    found = []
    position = max((line.position for line in draft.lines), default=0)
    for k in range(1, NEW_LINES + 1):
        sku = form.get(f"new-sku-{k}", "").strip()
        quantity = form.get(f"new-qty-{k}", "").strip()
        if not sku and not quantity:
            continue
        position += 1
        if not sku:
            problems[f"new-sku-{k}"] = "which SKU?"
        number = _number(quantity or "?", f"new-qty-{k}", locale, problems)
        found.append(LineEdit(position=position, sku=sku or None, quantity=number))
    return found


def _number(text: str | None, name: str, locale: str, problems: dict[str, str]) -> Decimal | None:
    """A number as the deployment's locale writes it; what could be read in two ways is not read at all."""
    if text is None or text == "":
        return None
    clean = re.sub(r"[\s\u00a0\u202f]", "", text.removesuffix("%").strip())
    try:
        value = parse_decimal(clean, locale=locale, strict=True)
        if not value.is_finite():
            raise NumberFormatError(clean)
    except (NumberFormatError, InvalidOperation):
        example = format_decimal(Decimal("1234.5"), locale=locale)
        problems[name] = f"write a number like {example}"
        return None
    if abs(value) >= Decimal("1e12"):
        problems[name] = "this number is too large"
        return None
    return value


def _share(percent: Decimal | None) -> Decimal | None:
    return percent / 100 if percent is not None else None


def _written(value: Decimal | None, locale: str) -> str:
    return "" if value is None else format_decimal(value, "0.############", locale)

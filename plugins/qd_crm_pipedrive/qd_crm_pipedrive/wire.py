"""The fields of Pipedrive's answers that are used; everything else is ignored."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, Field

__all__ = [
    "CustomField", "CustomValue", "Deal", "DealFile", "DealLine", "Found", "Hit", "Many", "Note", "One", "Organization",
    "Page", "Person", "Product", "Stage", "User", "value_text",
]  # fmt: skip

T = TypeVar("T")
Text = Annotated[str, BeforeValidator(lambda value: "" if value is None else str(value))]
"""Null is no text; a product's code that looks like a number may come as one."""


class Option(BaseModel):
    """A chosen option, with ``include_option_labels``."""

    label: Text = ""


CustomValue = Option | str | int | Decimal | bool | list[Option | int] | dict[str, object] | None
CustomValues = Annotated[dict[str, CustomValue], BeforeValidator(lambda value: value or {})]


class Page(BaseModel):
    """Where a list goes on: v2 by ``next_cursor``, v1 by ``pagination``."""

    class Pagination(BaseModel):
        """v1."""

        more_items_in_collection: bool = False
        next_start: int | None = None

    next_cursor: str | None = None
    pagination: Pagination | None = None


class One(BaseModel, Generic[T]):
    """One thing."""

    data: T


class Many(BaseModel, Generic[T]):
    """A page of things; v1 says null for none."""

    data: Annotated[list[T], BeforeValidator(lambda value: value or [])]
    additional_data: Page | None = None


class Hit(BaseModel):
    """What a search tells of a thing."""

    class Item(BaseModel):
        """Its id."""

        id: int

    item: Item


class Found(BaseModel):
    """A search's answer."""

    class Items(BaseModel):
        """In the order of their score."""

        items: list[Hit] = Field(default_factory=list)

    data: Items


class Person(BaseModel):
    """A contact."""

    class Email(BaseModel):
        """One of its addresses."""

        value: Text = ""

    id: int
    name: Text = ""
    org_id: int | None = None
    emails: Annotated[list[Email], BeforeValidator(lambda value: value or [])] = Field(default_factory=list)
    is_deleted: bool = False


class Organization(BaseModel):
    """A company."""

    id: int
    name: Text = ""
    custom_fields: CustomValues = Field(default_factory=dict)
    is_deleted: bool = False


class Deal(BaseModel):
    """A deal."""

    id: int
    value: Decimal | None = None
    currency: Text = ""
    custom_fields: CustomValues = Field(default_factory=dict)
    is_deleted: bool = False


class Product(BaseModel):
    """A product of the catalogue."""

    id: int
    code: Text = ""
    is_deleted: bool = False


class DealLine(BaseModel):
    """A product on a deal."""

    id: int
    product_id: int
    item_price: Decimal
    quantity: Decimal
    comments: Text = ""


class DealFile(BaseModel):
    """A file of a deal; ``name`` is the one that people see."""

    id: int
    name: Text = ""


class Note(BaseModel):
    """A note, in HTML."""

    id: int
    content: Text = ""


class CustomField(BaseModel):
    """A field of deals or organisations."""

    field_name: str
    field_code: str
    field_type: str
    is_custom_field: bool = False


class Stage(BaseModel):
    """A stage of a pipeline."""

    id: int


class User(BaseModel):
    """Who granted access."""

    name: Text = ""
    company_name: Text = ""


def value_text(value: CustomValue) -> str:
    """A custom field's value as people see it."""
    if isinstance(value, Option):
        return value.label.strip()
    if isinstance(value, list):
        return ", ".join(each.label for each in value if isinstance(each, Option))
    return str(value).strip() if isinstance(value, str | int | Decimal) else ""

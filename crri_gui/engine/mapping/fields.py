"""What can be mapped: the fields of a layout, required ones first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from crri_gui.engine.layouts.layout import OrderFields, Persons, Reason, StatusClass

Holds = Literal["column", "columns", "identities", "amount", "choice", "flag", "list", "text"]


@dataclass(frozen=True)
class Field:
    """A field: its name as `--set` takes it, and what it holds.

    `holds` is one column, several joined by a blank ("date, time"), identities ("email:email,
    phone:phone"), an amount ("quantity * price"), one of `choices`, true or false, several words,
    or a text. `required` fields have to be there; of `goods` and `item_goods` one of both. What it
    is called and means are the messages `field_of_mapping.NAME`.
    """

    name: str
    holds: Holds
    required: bool = False
    choices: tuple[str, ...] = ()


FIELDS: tuple[Field, ...] = (
    Field("order", "column", required=True),
    Field("time", "columns", required=True),
    Field("goods", "amount", required=True),
    Field("item_goods", "amount", required=True),
    Field("customer", "identities"),
    Field("status", "column"),
    Field("cancelled", "column"),
    Field("currency", "column"),
    Field("state", "column"),
    Field("paid", "amount"),
    Field("payment_type", "column"),
    Field("shipping", "amount"),
    Field("item_shipping", "amount"),
    Field("tax", "amount"),
    Field("item_tax", "amount"),
    Field("refund", "amount"),
    Field("rows", "column"),
    Field("item", "column"),
    Field("order_fields", "choice", choices=get_args(OrderFields)),
    Field("date_order", "choice", choices=("dmy", "mdy", "ymd")),
    Field("utc", "flag", choices=("true", "false")),
    Field("zone", "text"),
    Field("only_currencies", "list"),
    Field("persons", "choice", choices=get_args(Persons)),
    Field("title", "text"),
)
BY_NAME = {field.name: field for field in FIELDS}
STATUS_CLASSES: tuple[str, ...] = get_args(StatusClass)
"""What `status.WORD` can be: the classes of orders."""
ROW_REASONS: tuple[str, ...] = ("sale", *get_args(Reason))
"""What `rows.WORD` can be: sales, and why rows that are none are left out."""

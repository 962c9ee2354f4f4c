"""What can be mapped: the fields of a layout, required ones first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from crri_gui.engine.layouts.layout import OrderFields, Persons, Reason, StatusClass

Holds = Literal["column", "columns", "identities", "amount", "choice", "flag", "list", "text"]


@dataclass(frozen=True)
class Field:
    """A field: its name as `--set` takes it, the message that says what it is, what it holds.

    `holds` is one column, several joined by a blank ("date, time"), identities ("email:email,
    phone:phone"), an amount ("quantity * price"), one of `choices`, true or false, several words,
    or a text. `required` fields have to be there; of `goods` and `item_goods` one of both.
    """

    name: str
    title: str
    holds: Holds
    required: bool = False
    choices: tuple[str, ...] = ()


FIELDS: tuple[Field, ...] = (
    Field("order", "field_of_mapping.order", "column", required=True),
    Field("time", "field_of_mapping.time", "columns", required=True),
    Field("goods", "field_of_mapping.goods", "amount", required=True),
    Field("item_goods", "field_of_mapping.item_goods", "amount", required=True),
    Field("customer", "field_of_mapping.customer", "identities"),
    Field("status", "field_of_mapping.status", "column"),
    Field("cancelled", "field_of_mapping.cancelled", "column"),
    Field("currency", "field_of_mapping.currency", "column"),
    Field("state", "field_of_mapping.state", "column"),
    Field("paid", "field_of_mapping.paid", "amount"),
    Field("payment_type", "field_of_mapping.payment_type", "column"),
    Field("shipping", "field_of_mapping.shipping", "amount"),
    Field("item_shipping", "field_of_mapping.item_shipping", "amount"),
    Field("tax", "field_of_mapping.tax", "amount"),
    Field("item_tax", "field_of_mapping.item_tax", "amount"),
    Field("discount", "field_of_mapping.discount", "amount"),
    Field("item_discount", "field_of_mapping.item_discount", "amount"),
    Field("lines", "field_of_mapping.lines", "amount"),
    Field("refund", "field_of_mapping.refund", "amount"),
    Field("rows", "field_of_mapping.rows", "column"),
    Field("item", "field_of_mapping.item", "column"),
    Field("product", "field_of_mapping.product", "column"),
    Field("order_fields", "field_of_mapping.order_fields", "choice", choices=get_args(OrderFields)),
    Field("date_order", "field_of_mapping.date_order", "choice", choices=("dmy", "mdy", "ymd")),
    Field("utc", "field_of_mapping.utc", "flag", choices=("true", "false")),
    Field("zone", "field_of_mapping.zone", "text"),
    Field("only_currencies", "field_of_mapping.only_currencies", "list"),
    Field("persons", "field_of_mapping.persons", "choice", choices=get_args(Persons)),
    Field("title", "field_of_mapping.title", "text"),
)
BY_NAME = {field.name: field for field in FIELDS}
STATUS_CLASSES: tuple[str, ...] = get_args(StatusClass)
"""What `status.WORD` can be: the classes of orders."""
ROW_REASONS: tuple[str, ...] = ("sale", *get_args(Reason))
"""What `rows.WORD` can be: sales, and why rows that are none are left out."""

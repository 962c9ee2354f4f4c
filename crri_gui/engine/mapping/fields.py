"""What can be mapped: the fields of a layout, required ones first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from crri_gui.engine.discover.header import normalised
from crri_gui.engine.layouts.layout import OrderFields, Persons, Reason, StatusClass
from crri_gui.engine.layouts.money import Amount
from crri_gui.engine.mapping.rows.persons import Type
from crri_gui.engine.mapping.rows.table import Table
from crri_gui.errors import UsageError

_OPERATOR = re.compile(r"(\s[-+]\s|\*)")
# What parts an amount, or means something to a shell between quotes.
_UNSAFE = re.compile(r"""[*"$`\\!]|\s[-+]\s""")

Holds = Literal[
    "column", "columns", "identities", "amount", "choice", "flag", "list", "text", "file"
]
Section = Literal["", "items", "payments", "customers"]


@dataclass(frozen=True)
class Field:
    """A field: its name as `--set` takes it, the message that says what it is, what it holds.

    `holds` is one column, several joined by a blank ("date, time"), identities ("email:email,
    phone:phone"), an amount ("quantity * price"), one of `choices`, true or false, several words,
    a text, or a file beside that of the orders. `required` fields have to be there; of `goods` and
    `item_goods` one of both, or a file of items. `table` says whose columns it names: those of the
    orders, or of the file of the items, the payments or the customers; `section` is the file that
    it is about.
    """

    name: str
    title: str
    holds: Holds
    required: bool = False
    choices: tuple[str, ...] = ()
    table: Section = ""
    section: Section = ""


def _of(
    section: Section, key: str, title: str, holds: Holds, table: Section | None = None
) -> Field:
    """A field about a file beside the orders; its columns are those of that file, or of `table`."""
    name = f"{section}.{key}" if key else section
    return Field(name, title, holds, table=section if table is None else table, section=section)


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
    Field("item_paid", "field_of_mapping.item_paid", "amount"),
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
    Field("category", "field_of_mapping.category", "column"),
    Field("order_fields", "field_of_mapping.order_fields", "choice", choices=get_args(OrderFields)),
    Field("date_order", "field_of_mapping.date_order", "choice", choices=("dmy", "mdy", "ymd")),
    Field("utc", "field_of_mapping.utc", "flag", choices=("true", "false")),
    Field("zone", "field_of_mapping.zone", "text"),
    Field("only_currencies", "field_of_mapping.only_currencies", "list"),
    Field("persons", "field_of_mapping.persons", "choice", choices=get_args(Persons)),
    Field("title", "field_of_mapping.title", "text"),
    _of("items", "", "field_of_mapping.items", "file"),
    _of("items", "order", "field_of_mapping.items_order", "column"),
    _of("items", "goods", "field_of_mapping.items_goods", "amount"),
    _of("items", "product", "field_of_mapping.items_product", "column"),
    _of("items", "category", "field_of_mapping.items_category", "column"),
    _of("items", "rows", "field_of_mapping.items_rows", "column"),
    _of("payments", "", "field_of_mapping.payments", "file"),
    _of("payments", "order", "field_of_mapping.payments_order", "column"),
    _of("payments", "amount", "field_of_mapping.payments_amount", "column"),
    _of("payments", "payment_type", "field_of_mapping.payments_payment_type", "column"),
    _of("payments", "rows", "field_of_mapping.payments_rows", "column"),
    _of("payments", "currency", "field_of_mapping.payments_currency", "column"),
    _of("payments", "time", "field_of_mapping.payments_time", "column"),
    _of("customers", "", "field_of_mapping.customers", "file"),
    _of("customers", "key", "field_of_mapping.customers_key", "identities"),
    _of("customers", "joins", "field_of_mapping.customers_joins", "identities", table=""),
    _of("customers", "customer", "field_of_mapping.customers_customer", "identities"),
    _of("customers", "state", "field_of_mapping.customers_state", "column"),
)
BY_NAME = {field.name: field for field in FIELDS}
TYPES: Mapping[str, tuple[Type, ...]] = {
    "order": ("whole", "text", "phone", "word", "money"),
    "time": ("date",),
    "clock": ("clock",),
    "customer_id": ("whole", "text", "word", "phone"),
    "email": ("email",),
    "phone": ("phone", "whole"),
    "name": ("text", "word"),
    "quantity": ("whole", "money"),
    "state": ("word", "text"),
    "payment_type": ("word",),
    "currency": ("word",),
    "status": ("word",),
    "cancelled": ("date", "word"),
    "rows": ("word",),
    "product": ("text", "word", "whole"),
    "category": ("word",),
}
"""What a column may hold that says it, by `synonyms`; a name alone is no reason."""
OF_ROWS = "item_"
"""What begins the name of an amount of each row; without it is that of the whole order."""
STATUS_CLASSES: tuple[str, ...] = get_args(StatusClass)
"""What `status.WORD` can be: the classes of orders."""
ROW_REASONS: tuple[str, ...] = ("sale", *get_args(Reason))
"""What `rows.WORD` can be: sales, and why rows that are none are left out."""


def amount_of(table: Table, field: Field, value: str) -> str:
    """An amount in the keys of the columns that it names.

    Raises `UsageError` where there is none of that name.
    """
    if table.column(normalised(value)) is not None:
        return normalised(value)
    told = []
    for part in map(str.strip, _OPERATOR.split(value)):
        known = part in ("+", "-", "*") or re.fullmatch(r"\d+(\.\d+)?", part)
        told.append(part if known else column_of(table, field, part))
    return " ".join(told)


def written_amount(table: Table, amount: Amount) -> str:
    """An amount in the names of the header, as `amount_of` takes it and a shell between quotes."""

    def name(key: str) -> str:
        column = table.column(key)
        if column is None or normalised(column.name) != key or _UNSAFE.search(column.name):
            return key
        return column.name

    return amount.text(name)


def column_of(table: Table, field: Field, value: str) -> str:
    """The key of the column that the user means, as the header or a mapping names it.

    Raises `UsageError` where there is none.
    """
    key = normalised(value)
    if not key or table.column(key) is None:
        raise UsageError(
            "column_of_export_unknown",
            name=field.name,
            value=value,
            columns=[one.name for one in table.columns if one.name],
        )
    return key

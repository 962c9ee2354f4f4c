"""What a layout says of the columns of a shop's export, read from its file and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from crri_gui.engine.layouts.money import Amount
from crri_gui.engine.layouts.shop_report import ShopReport
from crri_gui.raw_tables import RawKind

OrderFields = Literal["every_row", "first_row", "first_filled"]
IdentityKind = Literal["id", "email", "phone", "document", "name"]
StatusClass = Literal["sale", "open", "returned", "void"]
Reason = Literal["refunds", "cancellations", "adjustments", "movements", "unfinished"]
Included = Literal["tax", "shipping"]
Lacking = Literal["amounts", "dates", "orders"]
Persons = Literal["pseudonyms", "plain"]
MAPPED = "mapped"
"""The name of layouts that a person has made."""
BLANK = "(blank)"
"""What stands for no word where the words of a status are named."""


@dataclass(frozen=True)
class Identity:
    """Columns that tell a customer, joined by a blank, and what they hold."""

    columns: tuple[str, ...]
    kind: IdentityKind


@dataclass(frozen=True)
class StatusRule:
    """The class of the words of a column, in lower case; or of any word, where it is filled.

    The class of `BLANK` is that of an order which has no status word at all.
    """

    column: str
    words: Mapping[str, StatusClass] = field(default_factory=dict, hash=False)
    filled: StatusClass | None = None


@dataclass(frozen=True)
class LeaveOut:
    """Rows that are no sales: which, and why.

    They are those whose `column` has one of the words `equals`, in lower case, or begins with
    one of `starts`, or has none of `other_than`. `refund_of` is the column in which such a row
    names the order that its amount was given back for.
    """

    reason: Reason
    column: str
    equals: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    other_than: tuple[str, ...] = ()
    refund_of: str | None = None


@dataclass(frozen=True)
class PaymentsFile:
    """A file of the same shop that holds the payments of the orders, a row each.

    `recognise` are the columns by which a file is known, `order` the one that names the order as
    the orders' file does. Rows that are `leave_out` are none; those left out as refunds are what
    was given back on their order, whatever their sign.
    """

    title: str
    recognise: tuple[str, ...]
    order: str
    amount: str
    payment_type: str | None = None
    currency: str | None = None
    time: str | None = None
    leave_out: tuple[LeaveOut, ...] = ()

    @property
    def kinds(self) -> dict[str, RawKind]:
        """How the columns that are read are read, in a stable order."""
        kinds: dict[str, RawKind] = {self.order: "key", self.amount: "money"}
        words = [rule.column for rule in self.leave_out]
        # The time tells equal payments apart; it is never computed with.
        for column in (self.payment_type, self.currency, self.time, *words):
            if column is not None and kinds.setdefault(column, "text") != "text":
                raise ValueError(f"payments: {column} cannot be a text and a {kinds[column]}")
        return kinds


@dataclass(frozen=True)
class CustomersFile:
    """A file of the same shop that holds its customers, a row each.

    `key` tells which customer of the file an order is of: by `joins` of the orders' file.
    `customer` is who that is, best first; empty where the orders' file says it.
    """

    title: str
    recognise: tuple[str, ...]
    key: Identity
    joins: Identity
    customer: tuple[Identity, ...] = ()
    state: str | None = None

    @property
    def kinds(self) -> dict[str, RawKind]:
        """How the columns that are read are read, in a stable order."""
        who = [column for one in (self.key, *self.customer) for column in one.columns]
        return {column: "text" for column in (*who, self.state) if column is not None}


@dataclass(frozen=True)
class ItemsFile:
    """A file of the same shop that holds the items of the orders, a row each.

    `order` names the order as the orders' file does, `goods` is what a row is worth. Where the
    orders' file has no goods of its own, these are the order's; else they are held against it.
    `product` tells one item from another, `category` what kind of product it is. Rows that are
    `leave_out` are none.
    """

    title: str
    recognise: tuple[str, ...]
    order: str
    goods: Amount
    product: str | None = None
    category: str | None = None
    leave_out: tuple[LeaveOut, ...] = ()

    @property
    def kinds(self) -> dict[str, RawKind]:
        """How the columns that are read are read, in a stable order."""
        kinds: dict[str, RawKind] = {self.order: "key"}
        for column in self.goods.columns:
            kind: RawKind = "quantity" if column in self.goods.quantities else "money"
            if kinds.setdefault(column, kind) != kind:
                raise ValueError(f"items: {column} cannot be an amount and a {kinds[column]}")
        for word in filter(None, (self.product, self.category)):
            kinds.setdefault(word, "text")
        for rule in self.leave_out:
            if kinds.setdefault(rule.column, "text") not in ("text", "key"):
                raise ValueError(f"items: {rule.column} cannot be a word and an amount")
        return kinds


FileBeside = PaymentsFile | CustomersFile | ItemsFile


@dataclass(frozen=True)
class Layout:
    """An export that is known, or that a person has mapped.

    Columns are named as `discover.header.normalised` makes them. `recognise` are those by which
    a file is known; others may be missing. `lacks` says what is missing in an export that cannot
    be used, and `instead` which report of the shop has it. `item` is a column that is blank in
    rows that are no items, `product` one that tells one item from another, `category` one that
    says what kind of product it is, `row_id` one that no two rows share. `order_fields` says
    which rows of an order hold what belongs to the whole order. `goods_include` is what cannot be
    told from the goods. What the `lines` of an order add up to, less `discount`, is no figure: its
    goods are held against it. `utc` says that times are in UTC although their column does not write
    an offset, `zone` the shop's time zone into which these are brought. `only_currencies`, where
    there are any, are the currencies whose rows are taken. `persons` says what is published of
    e-mails, phones and names. `trailer` are words of lines that stand below the table. `items`,
    `payments` and `customers` are files that may lie beside the orders'. `report` is what the
    shop's own report calls things. `identity` is a hash of all of it.
    """

    name: str
    title: str
    recognise: tuple[str, ...]
    lacks: tuple[Lacking, ...] = ()
    instead: str = ""
    order: str = ""
    order_fields: OrderFields = "every_row"
    item: str | None = None
    product: str | None = None
    category: str | None = None
    row_id: str | None = None
    time: tuple[str, ...] = ()
    date_order: str | None = None
    utc: bool = False
    zone: str | None = None
    only_currencies: tuple[str, ...] = ()
    persons: Persons = "pseudonyms"
    customer: tuple[Identity, ...] = ()
    amounts: Mapping[str, Amount] = field(default_factory=dict, hash=False)
    goods_include: tuple[Included, ...] = ()
    state: str | None = None
    payment_type: str | None = None
    currency: str | None = None
    status: tuple[StatusRule, ...] = ()
    leave_out: tuple[LeaveOut, ...] = ()
    trailer: tuple[str, ...] = ()
    items: ItemsFile | None = None
    payments: PaymentsFile | None = None
    customers: CustomersFile | None = None
    report: ShopReport | None = None
    identity: str = ""

    @property
    def is_mapped(self) -> bool:
        """Whether a person has made it, on top of no shipped layout."""
        return self.name == MAPPED

    @property
    def beside(self) -> dict[str, FileBeside]:
        """The files that may lie beside the orders', by the names of their sections."""
        parts = {"items": self.items, "payments": self.payments, "customers": self.customers}
        return {name: part for name, part in parts.items() if part is not None}

    @property
    def class_of_blank(self) -> StatusClass | None:
        """The class of orders without a status word; None where they have none."""
        return next((rule.words[BLANK] for rule in self.status if BLANK in rule.words), None)

    @property
    def kinds(self) -> dict[str, RawKind]:
        """How the columns that are read are read, in a stable order."""
        kinds: dict[str, RawKind] = {self.order: "key", self.time[0]: "time"}
        texts = [
            *self.time[1:],
            *(column for one in self.customer for column in one.columns),
            *(rule.column for rule in self.status),
            *(rule.column for rule in self.leave_out),
            *(rule.refund_of for rule in self.leave_out),
            *(self.item, self.product, self.category, self.row_id),
            *(self.state, self.payment_type, self.currency),
            *(self.customers.joins.columns if self.customers else ()),
        ]
        for column in texts:
            if column is not None:
                kinds.setdefault(column, "text")
        for named in self.amounts.values():
            for column in named.columns:
                kind: RawKind = "quantity" if column in named.quantities else "money"
                if kinds.setdefault(column, kind) != kind:
                    raise ValueError(f"{column} cannot be an amount and a {kinds[column]}")
        return kinds

"""What a layout says of the columns of a shop's export, read from its file and checked."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from crri_gui.contract import RawKind
from crri_gui.engine.layouts.money import Amount, amount
from crri_gui.engine.layouts.shop_report import ShopReport, shop_report

OrderFields = Literal["every_row", "first_row", "first_filled"]
IdentityKind = Literal["id", "email", "phone", "document", "name"]
StatusClass = Literal["sale", "open", "returned", "void"]
Reason = Literal["refunds", "cancellations", "adjustments", "movements", "unfinished"]
Included = Literal["tax", "shipping"]
Lacking = Literal["amounts", "dates"]
Persons = Literal["pseudonyms", "plain"]
_ORDER_AMOUNTS = ("goods", "shipping", "tax", "discount", "paid", "refund")
_ITEM_AMOUNTS = ("item_goods", "item_shipping", "item_tax", "item_discount")


@dataclass(frozen=True)
class Identity:
    """Columns that tell a customer, joined by a blank, and what they hold."""

    columns: tuple[str, ...]
    kind: IdentityKind


@dataclass(frozen=True)
class StatusRule:
    """The class of the words of a column, in lower case; or of any word, where it is filled."""

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
class Layout:
    """An export that is known, or that a person has mapped.

    Columns are named as `discover.header.normalised` makes them. `recognise` are those by which
    a file is known; others may be missing. `lacks` says what is missing in an export that cannot
    be used, and `instead` which report of the shop has it. `item` is a column that is blank in
    rows that are no items. `order_fields` says which rows of an order hold what belongs to the
    whole order. `goods_include` is what cannot be told from the goods. `utc` says that times are
    in UTC although their column does not write an offset, `zone` the shop's time zone into which
    they are brought then. `only_currencies` are those that are taken, in upper case; none for all.
    `persons` says what is published of e-mails, phones and names. `trailer` are words of lines that
    stand below the table. `report` is what the shop's own report calls things. `identity` is a
    hash of all of it.
    """

    name: str
    title: str
    recognise: tuple[str, ...]
    lacks: tuple[Lacking, ...] = ()
    instead: str = ""
    order: str = ""
    order_fields: OrderFields = "every_row"
    item: str | None = None
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
    report: ShopReport | None = None
    identity: str = ""

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
            *(self.item, self.state, self.payment_type, self.currency),
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


@cache
def layouts(folder: Path = Path(__file__).parent) -> tuple[Layout, ...]:
    """The layouts of a folder, by name.

    Raises `ValueError`, which names the file and the key, where a file describes none.
    """
    found = []
    for file in sorted(folder.glob("*.toml")):
        text = file.read_text(encoding="utf-8")
        try:
            identity = hashlib.sha256(text.encode()).hexdigest()
            found.append(layout_of(file.stem, tomllib.loads(text), identity))
        except (TypeError, ValueError) as error:
            raise ValueError(f"{file.name} describes no layout: {error}") from error
    return tuple(found)


def text_of(name: str) -> dict[str, Any]:
    """The keys of a shipped layout, as its file has them. Raises `FileNotFoundError`."""
    file = Path(__file__).parent / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def recognised(columns: Collection[str]) -> Layout | None:
    """The layout of a file with these columns: of several, the one that names most of them."""
    fitting = [one for one in layouts() if set(one.recognise) <= set(columns)]
    return max(fitting, key=lambda one: (len(one.recognise), one.name), default=None)


def layout_of(name: str, text: Mapping[str, Any], identity: str) -> Layout:
    """The layout that the keys of a NAME.toml describe.

    Raises `ValueError`, which begins with the key, where they describe none.
    """
    text = dict(text)
    title = _text(text, "title")
    recognise = _texts(text, "recognise")
    if not recognise:
        raise ValueError("recognise: names no column")
    if "lacks" in text:
        lacks = tuple(_one_of(part, Lacking, "lacks") for part in _texts(text, "lacks"))
        instead = _text(text, "instead")
        _refuse_others(text)
        return Layout(name, title, recognise, lacks, instead, identity=identity)
    amounts = {key: _amount(key, text) for key in (*_ORDER_AMOUNTS, *_ITEM_AMOUNTS) if key in text}
    if ("goods" in amounts) == ("item_goods" in amounts):
        raise ValueError("goods: either goods or item_goods says what an order is worth")
    for once in ("shipping", "tax", "discount"):
        if {once, f"item_{once}"} <= amounts.keys():
            raise ValueError(f"{once}: it is said once, for the order or for its items")
    made = Layout(
        name,
        title,
        recognise,
        order=_text(text, "order"),
        order_fields=_one_of(text.pop("order_fields", "every_row"), OrderFields, "order_fields"),
        item=_optional(text, "item"),
        time=tuple(_text(text, "time").split()),
        date_order=_optional(text, "date_order"),
        utc=bool(text.pop("utc", False)),
        zone=_optional(text, "zone"),
        only_currencies=tuple(one.upper() for one in _texts(text, "only_currencies")),
        persons=_one_of(text.pop("persons", "pseudonyms"), Persons, "persons"),
        customer=tuple(map(_identity, _texts(text, "customer"))),
        amounts=amounts,
        goods_include=tuple(
            _one_of(part, Included, "goods_include") for part in _texts(text, "goods_include")
        ),
        state=_optional(text, "state"),
        payment_type=_optional(text, "payment_type"),
        currency=_optional(text, "currency"),
        status=tuple(map(_status, text.pop("status", ()))),
        leave_out=tuple(map(_leave_out, text.pop("leave_out", ()))),
        trailer=_texts(text, "trailer"),
        report=shop_report(text.pop("bridge")) if "bridge" in text else None,
        identity=identity,
    )
    _refuse_others(text)
    goods = made.amounts.get("goods") or made.amounts["item_goods"]
    for column in (made.order, *made.time, *goods.columns):
        if column not in recognise:
            raise ValueError(f"recognise: it has to name {column}, without which nothing is read")
    if made.payment_type and "paid" not in amounts:
        raise ValueError("payment_type: it needs paid")
    if made.zone and not made.utc:
        raise ValueError("zone: it needs utc = true, for it is for times in UTC")
    if made.only_currencies and made.currency is None:
        raise ValueError("only_currencies: it needs currency")
    made.kinds  # noqa: B018 - raises where columns contradict each other
    return made


def _refuse_others(text: Mapping[str, Any]) -> None:
    if text:
        raise ValueError(f"{next(iter(text))}: there is no such key")


def _text(text: dict[str, Any], key: str) -> str:
    value = text.pop(key, None)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key}: a text is needed")
    return value


def _optional(text: dict[str, Any], key: str) -> str | None:
    return _text(text, key) if key in text else None


def _texts(text: dict[str, Any], key: str) -> tuple[str, ...]:
    values = text.pop(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError(f"{key}: a list of texts is needed")
    return tuple(values)


def _one_of(value: object, choices: Any, key: str) -> Any:
    if value not in get_args(choices):
        raise ValueError(f"{key}: {value!r} is none of {', '.join(get_args(choices))}")
    return value


def _amount(key: str, text: dict[str, Any]) -> Amount:
    try:
        return amount(_text(text, key))
    except ValueError as error:
        raise ValueError(f"{key}: {error}" if not str(error).startswith(key) else error) from error


def _identity(text: str) -> Identity:
    columns, _, kind = text.partition(":")
    return Identity(tuple(columns.split()), _one_of(kind, IdentityKind, "customer"))


def _status(text: dict[str, Any]) -> StatusRule:
    text = dict(text)
    column, filled = _text(text, "column"), text.pop("filled", None)
    if filled is not None:
        _one_of(filled, StatusClass, "status.filled")
    words = {
        word: _one_of(key, StatusClass, "status")
        for key in list(text)
        for word in _texts(text, key)
    }
    wrong = [word for word in words if word != word.strip().lower()]
    if wrong:
        raise ValueError(f"status: {wrong[0]!r} is to be in lower case")
    if words and filled is not None:
        raise ValueError(f"status: {column} has either words or filled")
    return StatusRule(column, words, filled)


def _leave_out(text: dict[str, Any]) -> LeaveOut:
    text = dict(text)
    made = LeaveOut(
        _one_of(_text(text, "reason"), Reason, "leave_out.reason"),
        _text(text, "column"),
        _texts(text, "equals"),
        _texts(text, "starts"),
        _texts(text, "other_than"),
        _optional(text, "refund_of"),
    )
    _refuse_others(text)
    if sum(map(bool, (made.equals, made.starts, made.other_than))) != 1:
        raise ValueError("leave_out: one of equals, starts and other_than says which rows")
    return made

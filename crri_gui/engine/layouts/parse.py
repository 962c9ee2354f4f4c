"""A layout, from the keys of its file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar, get_args

from crri_gui.engine.layouts.layout import (
    CustomersFile,
    Identity,
    IdentityKind,
    Included,
    ItemsFile,
    Lacking,
    Layout,
    LeaveOut,
    OrderFields,
    PaymentsFile,
    Persons,
    Reason,
    StatusClass,
    StatusRule,
)
from crri_gui.engine.layouts.money import Amount, amount
from crri_gui.engine.layouts.shop_report import shop_report

T = TypeVar("T")
_ORDER_AMOUNTS = ("goods", "shipping", "tax", "discount", "paid", "refund")
_ITEM_AMOUNTS = ("item_goods", "item_shipping", "item_tax", "item_discount", "item_paid", "lines")


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
    if "items" in text and "item_goods" in amounts:
        raise ValueError("items: item_goods says of the orders' own rows what they are worth")
    if "items" not in text and ("goods" in amounts) == ("item_goods" in amounts):
        raise ValueError("goods: either goods or item_goods says what an order is worth")
    for once in ("shipping", "tax", "discount", "paid"):
        if {once, f"item_{once}"} <= amounts.keys():
            raise ValueError(f"{once}: it is said once, for the order or for its items")
    made = Layout(
        name,
        title,
        recognise,
        order=_text(text, "order"),
        order_fields=_one_of(text.pop("order_fields", "every_row"), OrderFields, "order_fields"),
        item=_optional(text, "item"),
        product=_optional(text, "product"),
        category=_optional(text, "category"),
        row_id=_optional(text, "row_id"),
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
        items=_section(text, "items", _items),
        payments=_section(text, "payments", _payments),
        customers=_section(text, "customers", _customers),
        report=shop_report(text.pop("bridge")) if "bridge" in text else None,
        identity=identity,
    )
    _refuse_others(text)
    goods = made.amounts.get("goods") or made.amounts.get("item_goods")
    columns = goods.columns if goods is not None else ()
    _refuse_unnamed(recognise, (made.order, *made.time, *columns))
    if "lines" in amounts and "goods" not in amounts:
        raise ValueError("lines: they are held against goods, which is not there")
    if "lines" in amounts and made.items is not None:
        raise ValueError("lines: they are those of items")
    if made.payment_type and not {"paid", "item_paid"} & amounts.keys():
        raise ValueError("payment_type: it needs paid or item_paid")
    if made.zone and not made.utc:
        raise ValueError("zone: it needs utc = true, for it is for times in UTC")
    if made.only_currencies and made.currency is None:
        raise ValueError("only_currencies: it needs currency")
    made.kinds  # noqa: B018 - raises where columns contradict each other
    return made


def _section(text: dict[str, Any], key: str, read: Callable[[dict[str, Any]], T]) -> T | None:
    """A table of the file, if it is there; what is wrong in it is said with its name."""
    if key not in text:
        return None
    try:
        section = dict(text.pop(key))
        made = read(section)
        _refuse_others(section)
    except ValueError as error:
        raise ValueError(f"{key}.{error}") from error
    return made


def _items(text: dict[str, Any]) -> ItemsFile:
    made = ItemsFile(
        _text(text, "title"),
        _texts(text, "recognise"),
        _text(text, "order"),
        _amount("goods", text),
        _optional(text, "product"),
        _optional(text, "category"),
        tuple(map(_leave_out, text.pop("leave_out", ()))),
    )
    _refuse_unnamed(made.recognise, (made.order, *made.goods.columns))
    made.kinds  # noqa: B018 - raises where columns contradict each other
    return made


def _payments(text: dict[str, Any]) -> PaymentsFile:
    made = PaymentsFile(
        _text(text, "title"),
        _texts(text, "recognise"),
        _text(text, "order"),
        _text(text, "amount"),
        _optional(text, "payment_type"),
        _optional(text, "currency"),
        _optional(text, "time"),
        tuple(map(_leave_out, text.pop("leave_out", ()))),
    )
    _refuse_unnamed(made.recognise, (made.order, made.amount))
    made.kinds  # noqa: B018 - raises where columns contradict each other
    return made


def _customers(text: dict[str, Any]) -> CustomersFile:
    made = CustomersFile(
        _text(text, "title"),
        _texts(text, "recognise"),
        _identity(_text(text, "key")),
        _identity(_text(text, "joins")),
        tuple(map(_identity, _texts(text, "customer"))),
        _optional(text, "state"),
    )
    _refuse_unnamed(made.recognise, made.key.columns)
    return made


def _refuse_unnamed(recognise: Collection[str], columns: Iterable[str]) -> None:
    for column in columns:
        if column not in recognise:
            raise ValueError(f"recognise: it has to name {column}, without which nothing is read")


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

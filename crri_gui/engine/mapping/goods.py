"""What an order is worth: which column or amount says it, and what the totals show of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from crri_gui.engine.layouts.synonyms.names import likeness
from crri_gui.engine.mapping.rows.first_rows import Sample
from crri_gui.engine.mapping.rows.persons import Type
from crri_gui.engine.mapping.rows.table import Column, Table
from crri_gui.messages import sentence

Chosen = dict[str, tuple[str, str]]
_AGREE = 0.8
_ALWAYS = 0.95


def goods_of(
    export: Table,
    sample: Sample,
    candidates: Callable[[str, Collection[Type] | None], list[Column]],
    text: Mapping[str, Any],
    money: Collection[Type],
) -> Chosen:
    """The fields goods or item_goods, and paid, with their reasons."""

    def named(says: str, least: float = 0.3) -> list[Column]:
        return [one for one in candidates(says, money) if likeness(one.key, says) >= least]

    totals = [one for one in named("paid") if not sample.varies(one.key)]
    paid = totals[0] if totals else None
    subtotals = [
        one
        for one in named("goods")
        if not sample.varies(one.key) and (paid is None or one.key != paid.key)
    ]
    discounts = named("discount", 0.4)
    chosen: Chosen = {}
    by_row = _by_row(sample, named, discounts)
    if subtotals:
        chosen["goods"] = _subtotal(sample, subtotals[0], paid, discounts, text)
    elif by_row is not None and (sample.several or paid is None):
        chosen["item_goods"] = by_row
    elif paid is not None:
        chosen["goods"] = _of_total(paid, text)
    elif by_row is not None:
        chosen["item_goods"] = by_row
    goods = chosen.get("goods", ("", ""))[0]
    # A total that is the goods themselves says nothing more, but how it was paid.
    if paid is not None and (paid.key != goods or "payment_type" in text):
        chosen["paid"] = (paid.key, sentence("reason_of_mapping.total"))
    return chosen


def _subtotal(
    sample: Sample,
    subtotal: Column,
    paid: Column | None,
    discounts: list[Column],
    text: Mapping[str, Any],
) -> tuple[str, str]:
    """The goods of an order, with or without its discount: as the totals have it."""
    others = [
        (1, text[name])
        for name in ("shipping", "tax")
        if name in text and isinstance(text[name], str)
    ]
    if paid is None or not discounts:
        return subtotal.key, sentence("reason_of_mapping.goods")
    best, share, off = [(1, subtotal.key)], -1.0, ""
    for discount in (None, *discounts[:2]):
        terms = [(1, subtotal.key), *([(-1, discount.key)] if discount else [])]
        for added in (others, others[:1]):
            held = sample.holds(paid.key, [*terms, *added])
            if held > share + 0.02:
                best, share, off = terms, held, discount.key if discount else ""
    if share < _AGREE:
        return subtotal.key, sentence("reason_of_mapping.goods")
    value = f"{best[0][1]} - {off}" if off else subtotal.key
    return value, sentence("reason_of_mapping.adds_up", share=share * 100)


def _of_total(paid: Column, text: Mapping[str, Any]) -> tuple[str, str]:
    """What is left of the total without what is no goods."""
    off = [str(text[name]) for name in ("shipping", "tax") if name in text]
    value = " - ".join((paid.key, *off))
    code = "reason_of_mapping.of_total" if off else "reason_of_mapping.only_amount"
    return value, sentence(code)


def _only_money(sample: Sample, quantity: Column | None) -> list[Column]:
    """The one column of money that a file with quantities has, whatever it is called.

    What is called something else, such as a discount, is none of it.
    """
    money = [one for one in sample.export.columns if one.type == "money" and one.filled > 0.9]
    others = ("discount", "shipping", "tax", "refund")
    money = [one for one in money if all(likeness(one.key, says) < 0.4 for says in others)]
    return money if quantity is not None and len(money) == 1 else []


def _products(sample: Sample, price: Column, quantity: Column) -> list[Column]:
    """The columns that may tell products: by their names, else where a price is always the same."""
    columns = [one for one in sample.export.columns if one.distinct > 1]
    named = [one for one in columns if likeness(one.key, "product") > 0.5]
    named.sort(key=lambda one: -likeness(one.key, "product"))
    shown = [
        one
        for one in columns
        if one.type in ("word", "text") and one not in (price, quantity, *named)
        if sample.is_unit_price(price.key, quantity.key, one.key, least=_ALWAYS)
    ]
    return named or shown


def goods_of_rows(
    sample: Sample,
    candidates: Callable[[str, Collection[Type] | None], list[Column]],
    money: Collection[Type],
) -> tuple[str, str] | None:
    """What a row of a file of items is worth, with the reason; None where nothing says it."""

    def named(says: str, least: float = 0.3) -> list[Column]:
        return [one for one in candidates(says, money) if likeness(one.key, says) >= least]

    return _by_row(sample, named, named("discount", 0.4))


def _by_row(
    sample: Sample, named: Callable[..., list[Column]], discounts: list[Column]
) -> tuple[str, str] | None:
    """The goods of a row: its total, or quantity times the price of a piece."""
    quantities = named("quantity", 0.4)
    quantity = quantities[0] if quantities else None
    rows = [one for one in named("line_total") if likeness(one.key, "unit_price") < 0.9]
    called = [one for one in named("unit_price") if one not in rows]
    prices = called or _only_money(sample, quantity)
    off = [one.key for one in discounts if not sample.several or sample.varies(one.key)][:1]
    if rows:
        if off and sample.is_net(rows[0].key, off[0]):
            off = []
        return " - ".join((rows[0].key, *off)), sentence("reason_of_mapping.of_row")
    if not prices:
        return None
    price = prices[0]
    if quantity is None:
        return price.key, sentence("reason_of_mapping.no_quantity")
    for product in _products(sample, price, quantity):
        is_piece = sample.is_unit_price(price.key, quantity.key, product.key)
        if is_piece is False:
            value = " - ".join((price.key, *off))
            return value, sentence("reason_of_mapping.price_of_row", quantity=quantity.name)
        if is_piece:
            why = sentence("reason_of_mapping.price_of_piece", quantity=quantity.name)
            return " - ".join((f"{quantity.key} * {price.key}", *off)), why
    if not called:
        # Neither its name nor its values tell whether it is to be multiplied.
        return None
    value = " - ".join((f"{quantity.key} * {price.key}", *off))
    return value, sentence("reason_of_mapping.quantity_by_name")


def paid_of_parts(text: Mapping[str, Any]) -> tuple[str, str] | None:
    """What was paid where no column says it: paid or item_paid, as goods, shipping and tax.

    None where these are not all of the order, or all of its rows.
    """
    of, other = ("item_", "") if "item_goods" in text else ("", "item_")
    parts = [text.get(f"{of}{name}") for name in ("goods", "shipping", "tax")]
    if not parts[0] or any(f"{other}{name}" in text for name in ("shipping", "tax")):
        return None
    return f"{of}paid", " + ".join(filter(None, parts))

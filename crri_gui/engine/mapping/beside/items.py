"""What a file of items says of the orders: proposed from names, values and what they add up to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from crri_gui.engine.layouts.money import Amount, amount
from crri_gui.engine.layouts.synonyms.names import likeness, meaning_of
from crri_gui.engine.mapping.beside.joins import MONEY, Join, join_of_items
from crri_gui.engine.mapping.beside.section import Section, begun, by_name, called
from crri_gui.engine.mapping.fields import STATUS_CLASSES
from crri_gui.engine.mapping.goods import goods_of_rows
from crri_gui.engine.mapping.row_rules import columns_of, reason_of, rules_by_words
from crri_gui.engine.mapping.rows.first_rows import Sample
from crri_gui.engine.mapping.rows.persons import Type
from crri_gui.engine.mapping.rows.table import Column, Table
from crri_gui.messages import sentence

_AGREE = 0.5
_CENT = Decimal("0.011")
_ZERO = Decimal(0)
_PRODUCT: tuple[Type, ...] = ("text", "word", "whole")


def items_of(
    orders: Table, text: Mapping[str, Any], table: Table, join: Join | None = None
) -> Section:
    """What a file of items says, as far as its columns show it."""
    order = orders.column(str(text.get("order", "")))
    if join is None and order is not None:
        join = join_of_items(orders, order, table)
    made = Section(begun(table))
    if "item_goods" in text:
        # Rows of the orders' file are no items where there is a file of these.
        made.orders["item_goods"] = None
    if join is None:
        return made
    made.text["order"] = join.theirs.key
    why = sentence("reason_of_mapping.meets_orders", share=join.share * 100)
    made.reasons |= {"items": why, "items.order": why}
    cancelled = _cancelled(table, join.theirs.key)
    rules = rules_of_items(cancelled) if cancelled is not None else []
    sums = _Sums(orders, table, join, rules)
    own = str(text.get("goods") or text.get("item_goods") or "")
    found = _goods(sums, own)
    taken = {join.theirs.key}
    if found is not None:
        value, made.reasons["items.goods"] = found
        made.text["goods"] = value
        taken |= set(amount(value).columns)
        _of_orders(made, sums, text, own)
    product = _product(sums.sample, table, taken)
    if product is not None:
        made.text["product"] = product.key
        made.reasons["items.product"] = by_name(product)
        taken.add(product.key)
    category = called(table, "category", ("word",), taken)
    if category is not None and category is not cancelled:
        made.text["category"] = category.key
        made.reasons["items.category"] = by_name(category)
    if rules:
        made.text["leave_out"] = rules
        words = [word for rule in rules for word in rule["equals"]]
        made.reasons["items.rows"] = sentence("reason_of_mapping.words", words=words)
    if not own and not {"tax", "item_tax", "goods_include"} & text.keys():
        made.orders["goods_include"] = ["tax"]
    return made


def rules_of_items(column: Column) -> list[dict[str, Any]]:
    """What is left out by the words of a column of items, as far as they are known."""
    return rules_by_words(column, {"void": "cancellations", "refunds": "refunds"})


def _cancelled(table: Table, order: str) -> Column | None:
    """The column whose words say that an item was cancelled."""
    named = [
        column
        for column in table.columns
        if column.key != order
        if any(meaning_of(word, ("void",)) is not None for word, _ in column.words)
        if likeness(column.key, "status") >= 0.3
        # Whatever it is called, all of its words are those of a status.
        or all(meaning_of(word, STATUS_CLASSES) is not None for word, _ in column.words)
    ]
    return max(named, key=lambda one: likeness(one.key, "status"), default=None)


class _Sums:
    """What the items of each order add up to, in the first rows of both files.

    Rows that the rules leave out are none.
    """

    def __init__(
        self, orders: Table, table: Table, join: Join, rules: Sequence[Mapping[str, Any]]
    ) -> None:
        self._orders, self.join = orders, join
        self.sample = Sample(table, join.theirs)
        self.columns = table.columns
        self._ours = Sample(orders, join.ours)
        words = {column: table.values(column) for column in columns_of(rules)}
        self._left = {
            n
            for column, values in words.items()
            for n, word in enumerate(values)
            if reason_of(rules, column, word) != "sale"
        }

    def agree(self, own: str, value: str) -> float:
        """The share of the orders in both files whose own amount is the sum of their items."""
        each = _values(self.sample, amount(value))
        of_order = _values(self._ours, amount(own))
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for n, (key, one) in enumerate(zip(self.sample.keys, each, strict=True)):
            if n not in self._left:
                sums[key] += one or _ZERO
        right = both = 0
        for key, rows in self._ours.orders.items():
            total = of_order[rows[0]]
            if total is not None and key in sums:
                both += 1
                right += abs(total - sums[key]) < _CENT
        return right / both if both else 0.0


def _values(sample: Sample, made: Amount) -> list[Decimal | None]:
    """The amount of each row; None where its first term cannot be read."""
    numbers = {column: sample.numbers(column) for column in made.columns}
    rows = len(sample.keys)
    values: list[Decimal | None] = [_ZERO] * rows
    for place, (sign, factors) in enumerate(made.terms):
        for n in range(rows):
            term: Decimal | None = Decimal(1)
            for factor in factors:
                read = Decimal(factor) if factor[0].isdigit() else numbers[factor][n]
                term = None if term is None or read is None else term * read
            if term is not None and len(factors) > 1:
                term = term.quantize(Decimal("0.01"), ROUND_HALF_UP)
            before = values[n]
            if before is None or (term is None and not place):
                values[n] = None
            else:
                values[n] = before + (term or _ZERO) * (-1 if sign == "-" else 1)
    return values


def _goods(sums: _Sums, own: str) -> tuple[str, str] | None:
    """What a row is worth: what adds up to the orders' own goods, else as names and prices say."""
    key = sums.join.theirs.key
    columns = [c for c in sums.columns if c.key and c.key != key and c.type in MONEY]

    def candidates(says: str, types: Collection[Type] | None) -> list[Column]:
        named = [(likeness(c.key, says), c) for c in columns if c.type in (types or MONEY)]
        return [c for score, c in sorted(named, key=lambda one: -one[0]) if score > 0]

    named = goods_of_rows(sums.sample, candidates, MONEY)
    money = [c for c in columns if c.type == "money"]
    if own:
        pieces = [c for c in columns if c.type == "whole" and not sums.sample.counts_rows(c.key)]
        tried = [named[0]] if named is not None else []
        tried += [c.key for c in money]
        tried += [f"{piece.key} * {c.key}" for piece in pieces for c in money]
        shares = {value: sums.agree(own, value) for value in dict.fromkeys(tried)}
        best = max(shares, key=lambda value: shares[value], default=None)
        if best is not None and shares[best] >= _AGREE:
            share = shares[best] * 100
            return best, sentence("reason_of_mapping.items_add_up", share=share)
    if named is not None:
        return named
    if len(money) == 1:
        return money[0].key, sentence("reason_of_mapping.only_money")
    return None


def _of_orders(made: Section, sums: _Sums, text: Mapping[str, Any], own: str) -> None:
    """What becomes of the orders' own amount: held against the items, or what was paid.

    A total that the items do not add up to holds more than goods, such as shipping.
    """
    if not own:
        return
    value = made.text["goods"]
    share = sums.agree(own, value)
    before = re.fullmatch(r"(\w+) - (\w+)", own)
    if before is not None and sums.agree(before[1], value) > max(share, _AGREE):
        # The items do not know of the discount of their order.
        made.orders["discount"] = before[2]
    elif share >= _AGREE:
        if "item_goods" in text:
            made.orders["goods"] = own
            made.reasons["goods"] = sentence("reason_of_mapping.only_amount")
    elif "goods" in text and likeness(amount(own).columns[0], "paid") > likeness(
        amount(own).columns[0], "goods"
    ):
        made.orders |= {"goods": None, "paid": amount(own).columns[0]}
        made.reasons["paid"] = sentence("reason_of_mapping.total_of_items")


def _product(sample: Sample, table: Table, taken: Collection[str]) -> Column | None:
    """What tells the items of an order apart."""
    named = [
        column
        for column in table.columns
        if column.key not in taken and column.type in _PRODUCT and column.distinct > 1
        if column.filled > 0.9 and likeness(column.key, "product") > 0.5
        if not sample.counts_rows(column.key)
    ]
    return max(named, key=lambda one: likeness(one.key, "product"), default=None)

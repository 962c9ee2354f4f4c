"""What the first rows of an export show: what belongs to an order, and what to a row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from functools import cached_property
from itertools import pairwise
from statistics import median

from crri_gui.engine.layouts.layout import OrderFields
from crri_gui.engine.mapping.rows.table import Column, Table

_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ]\d{2,4}\b")
_CENT = Decimal("0.011")


def number(text: str) -> Decimal | None:
    """An amount as text, with whichever decimal sign; None where it is none."""
    digits = re.sub(r"[^\d.,-]", "", text)
    negative = "-" in digits or (text.strip().startswith("(") and text.strip().endswith(")"))
    digits = digits.replace("-", "")
    last = max(digits.rfind(","), digits.rfind("."))
    decimals = len(digits) - last - 1
    # Three digits behind the only sign are thousands.
    alone = last >= 0 and len(re.findall(r"[.,]", digits)) == 1
    if last >= 0 and not (alone and decimals == 3 and digits[:last] not in ("", "0")):
        digits = re.sub(r"[.,]", "", digits[:last]) + "." + digits[last + 1 :]
    else:
        digits = re.sub(r"[.,]", "", digits)
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return None
    return -value if negative else value


class Sample:
    """The first rows of an export, by the orders that a column names."""

    def __init__(self, export: Table, order: Column | None) -> None:
        self.export = export
        self.keys = export.values(order.key) if order is not None else []
        self.orders: dict[str, list[int]] = defaultdict(list)
        for place, key in enumerate(self.keys):
            if key:
                self.orders[key].append(place)

    @cached_property
    def several(self) -> list[list[int]]:
        """The rows of each order that has more than one."""
        return [rows for rows in self.orders.values() if len(rows) > 1]

    def numbers(self, column: str) -> list[Decimal | None]:
        """The amounts of a column."""
        return [number(value) for value in self.export.values(column)]

    def varies(self, column: str) -> bool:
        """Whether rows of one order have different amounts: what is counted by row."""
        return self.differing(column) > 0.05

    def differing(self, column: str) -> float:
        """The share of the orders with several rows whose values differ in that column."""
        if not self.several:
            return 0.0
        values = self.export.values(column)
        different = sum(len({values[n] for n in rows if values[n]}) > 1 for rows in self.several)
        return different / len(self.several)

    def counts_rows(self, column: str) -> bool:
        """Whether a column numbers the rows of each order, or of the file, one after another."""
        numbers = self.numbers(column)
        return all(
            a is not None and b == a + 1
            for rows in self.several
            for a, b in pairwise(numbers[n] for n in rows)
        ) and bool(self.several)

    def is_of_row(self, column: str) -> bool:
        """Whether a column differs from row to row of an order, as no customer does."""
        return self.differing(column) > 0.2

    def same_orders(self, rows: Collection[int]) -> set[int]:
        """These rows, and the others of their orders."""
        if not self.keys:
            return set(rows)
        return {other for n in rows for other in self.orders.get(self.keys[n], (n,))}

    def order_fields(self, columns: Iterable[str]) -> OrderFields:
        """Where rows of one order say what belongs to all of it."""
        for column in columns:
            if self.export.column(column) is None:
                continue
            values = self.export.values(column)
            if any(len({bool(values[n]) for n in rows}) > 1 for rows in self.several):
                return "first_filled"
        return "every_row"

    def date_order(self, column: str) -> str | None:
        """Day or month first, where the values show it or the names are of no English."""
        days = [found for v in self.export.values(column) if (found := _DAY.match(v))]
        if not days:
            return None
        first = max(int(found[1]) for found in days)
        second = max(int(found[2]) for found in days)
        if first > 12:
            return "dmy"
        return "mdy" if second > 12 else None

    def sign_of_refunds(self) -> str | None:
        """Letters that begin the orders of which all amounts are negative; None where none do."""
        columns = [c.key for c in self.export.columns if c.type in ("money", "whole")]
        negative: set[str] = set()
        positive: set[str] = set()
        for column in columns:
            for key, value in zip(self.keys, self.export.values(column), strict=False):
                sign = re.match(r"[A-Za-z]+", key)
                if value.startswith("-") and value.strip("-0., "):
                    negative.add(sign[0].lower() if sign else "")
        for key in self.keys:
            sign = re.match(r"[A-Za-z]+", key)
            positive.add(sign[0].lower() if sign else "")
        signs = {sign for sign in negative if sign}
        return signs.pop() if len(signs) == 1 and "" in positive else None

    def holds(self, total: str, terms: Sequence[tuple[int, str]]) -> float:
        """The share of the orders whose total is the sum of these columns, to the cent."""
        totals, right, seen = self.numbers(total), 0, 0
        parts = [(sign, self.numbers(column)) for sign, column in terms]
        for rows in self.orders.values():
            value = next((totals[n] for n in rows if totals[n] is not None), None)
            if value is None:
                continue
            seen += 1
            first = rows[0]
            added = sum((sign * (numbers[first] or 0) for sign, numbers in parts), Decimal(0))
            right += abs(value - added) < _CENT
        return right / seen if seen else 0.0

    def is_net(self, amount: str, discount: str) -> bool:
        """Whether a column less the discount is the amount, which has it off already then."""
        zero = Decimal(0)
        values = [value or zero for value in self.numbers(amount)]
        off = [abs(value or zero) for value in self.numbers(discount)]
        rows = [n for n, value in enumerate(off) if value and values[n]]
        for column in self.export.columns:
            if column.type not in ("money", "whole") or column.key in (amount, discount):
                continue
            gross = [value or zero for value in self.numbers(column.key)]
            held = sum(abs(gross[n] - off[n] - values[n]) < _CENT for n in rows)
            if rows and held > len(rows) * 0.8:
                return True
        return False

    def is_unit_price(
        self, price: str, quantity: str, product: str, *, least: float = 0.0
    ) -> bool | None:
        """Whether a price is that of one piece (True) or of the row (False).

        A product's price stays the same over different quantities where it is that of a piece,
        and grows with them where it is the row's. None where no product shows either, or where it
        holds for less than the share `least` of the rows that could show it.
        """
        prices, quantities = self.numbers(price), self.numbers(quantity)
        by_product: dict[str, list[tuple[Decimal, Decimal]]] = defaultdict(list)
        for n, name in enumerate(self.export.values(product)):
            value, pieces = prices[n], quantities[n]
            if name and value is not None and pieces is not None and value > 0 and pieces > 0:
                by_product[name].append((value, pieces))
        piece = row = seen = 0
        for pairs in by_product.values():
            if len({pieces for _, pieces in pairs}) < 2:
                continue
            usual = median(value for value, _ in pairs)
            each = median(value / pieces for value, pieces in pairs)
            same = sum(abs(value - usual) <= usual / 50 for value, _ in pairs)
            grown = sum(abs(v / p - each) <= each / 50 for v, p in pairs)
            piece, row, seen = piece + same, row + grown, seen + len(pairs)
        if piece == row or max(piece, row) < least * seen:
            return None
        return piece > row

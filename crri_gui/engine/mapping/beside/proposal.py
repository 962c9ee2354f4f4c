"""What files beside the orders say: items, payments, customers, from names and values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from crri_gui.engine.layouts.layout import IdentityKind
from crri_gui.engine.layouts.synonyms.names import likeness
from crri_gui.engine.mapping.beside.items import items_of
from crri_gui.engine.mapping.beside.joins import (
    KEYS,
    MONEY,
    Join,
    join_of_customers,
    join_of_items,
    join_of_payments,
)
from crri_gui.engine.mapping.beside.section import Section, begun, by_name, called
from crri_gui.engine.mapping.row_rules import columns_of, reason_of, rules_by_words
from crri_gui.engine.mapping.rows.first_rows import number
from crri_gui.engine.mapping.rows.persons import Type
from crri_gui.engine.mapping.rows.table import Column, Table
from crri_gui.messages import sentence

_AGREE = 0.5
_CENT = Decimal("0.011")
# A card, in a file of payments; elsewhere a credit note.
_METHODS = ("credit",)
_KINDS: Mapping[str, IdentityKind] = {"email": "email", "phone": "phone"}


def propose_beside(
    orders: Table, further: Sequence[Table], text: Mapping[str, Any]
) -> dict[str, Section]:
    """The sections "items", "payments" and "customers" of the further files of the orders.

    `text` are the keys of the layout as far as they are known. Of several files the one whose keys
    meet best is taken.
    """
    order = orders.column(str(text.get("order", "")))
    if order is None:
        return {}
    found: dict[str, Section] = {}
    items = _best([(join_of_items(orders, order, table), table) for table in further])
    if items is not None:
        found["items"] = items_of(orders, text, items[1], items[0])
        further = [table for table in further if table is not items[1]]
        text = {k: v for k, v in {**text, **found["items"].orders}.items() if v is not None}
    paying = [(join_of_payments(orders, order, table), table) for table in further]
    payments = _best(paying)
    if payments is not None:
        found["payments"] = payments_of(orders, text, payments[1], payments[0])
    rest = [table for table in further if payments is None or table is not payments[1]]
    own = _own(text)
    joins = [(join_of_customers(orders, order, table, own), table) for table in rest]
    customers = _best(joins)
    if customers is not None:
        found["customers"] = customers_of(orders, text, customers[1], customers[0])
    return found


def _own(text: Mapping[str, Any]) -> set[str]:
    """The columns that tell the customers of the orders."""
    return {column for one in text.get("customer", ()) for column in one.rpartition(":")[0].split()}


def _best(found: Sequence[tuple[Join | None, Table]]) -> tuple[Join, Table] | None:
    joined = [(join, table) for join, table in found if join is not None]
    return max(joined, key=lambda one: one[0].score, default=None)


# ---- Payments.


def payments_of(
    orders: Table, text: Mapping[str, Any], table: Table, join: Join | None = None
) -> Section:
    """What a file of payments says, as far as its columns show it."""
    order = orders.column(str(text.get("order", "")))
    if join is None and order is not None:
        join = join_of_payments(orders, order, table)
    made = Section(begun(table))
    taken = set()
    if join is not None:
        taken.add(join.theirs.key)
        made.text["order"] = join.theirs.key
        why = sentence("reason_of_mapping.meets_orders", share=join.share * 100)
        made.reasons |= {"payments": why, "payments.order": why}
    rules, ruling = _rules(table, taken)
    if join is not None:
        sums = _Sums(orders, table, join, rules)
        amount = _amount(sums, text, table)
        if amount is not None:
            column, shown = amount
            taken.add(column.key)
            made.text["amount"] = column.key
            made.reasons["payments.amount"] = shown
            _goods(made, sums, text, column)
    searched: tuple[tuple[str, str, Type], ...] = (
        ("payment_type", "payment_type", "word"),
        ("currency", "currency", "word"),
        ("time", "payment_time", "date"),
    )
    for name, says, kind in searched:
        found = called(table, says, (kind,), taken | ruling)
        if found is not None and (name != "currency" or _is_code(found)):
            taken.add(found.key)
            made.text[name] = found.key
            made.reasons[f"payments.{name}"] = by_name(found)
    if "payment_type" not in made.text:
        # The only column of words that says nothing else.
        words = [c for c in table.columns if c.type == "word" and c.key not in taken | ruling]
        words = [column for column in words if not _is_code(column)]
        if len(words) == 1:
            made.text["payment_type"] = words[0].key
            made.reasons["payments.payment_type"] = sentence(
                "reason_of_mapping.words", words=[word for word, _ in words[0].words[:4]]
            )
    if "time" not in made.text:
        dates = [c for c in table.columns if c.type == "date" and c.key not in taken]
        if len(dates) == 1:
            made.text["time"] = dates[0].key
            made.reasons["payments.time"] = by_name(dates[0])
    if rules:
        made.text["leave_out"] = rules
        made.reasons["payments.rows"] = sentence(
            "reason_of_mapping.words", words=[word for rule in rules for word in rule["equals"]][:4]
        )
    return made


def _is_code(column: Column) -> bool:
    """Whether its words are codes of currencies."""
    return bool(column.words) and all(len(word) == 3 and word.isupper() for word, _ in column.words)


class _Sums:
    """What the payments of each order add up to, in the first rows of both files."""

    def __init__(
        self, orders: Table, table: Table, join: Join, rules: Sequence[Mapping[str, Any]]
    ) -> None:
        self.orders, self._table, self.join = orders, table, join
        columns = {column: table.values(column) for column in columns_of(rules)}
        keys = table.values(join.theirs.key)
        self._rows = [
            (n, key)
            for n, key in enumerate(keys)
            if all(
                reason_of(rules, column, words[n]) == "sale" for column, words in columns.items()
            )
        ]

    def agree(self, total: Sequence[str], amount: Column) -> float:
        """The share of the orders in both files whose payments add up to their total.

        That is the sum of the columns `total` of an order's first row.
        """
        paid: dict[str, Decimal] = defaultdict(Decimal)
        amounts = self._table.values(amount.key)
        for n, key in self._rows:
            paid[key] += number(amounts[n]) or Decimal(0)
        totals: dict[str, Decimal] = {}
        parts = [self.orders.values(one) for one in total]
        for key, *values in zip(self.orders.values(self.join.ours.key), *parts, strict=True):
            read = [number(value) for value in values]
            if key and read and read[0] is not None:
                totals.setdefault(key, sum((one or Decimal(0) for one in read), Decimal(0)))
        both = totals.keys() & paid.keys()
        right = sum(abs(totals[key] - paid[key]) < _CENT for key in both)
        return right / len(both) if both else 0.0


def _amount(sums: _Sums, text: Mapping[str, Any], table: Table) -> tuple[Column, str] | None:
    """The amount that adds up to the orders' totals, else the one that is called so."""
    columns = [c for c in table.columns if c.type in MONEY and c.key != sums.join.theirs.key]
    if not columns:
        return None
    terms = [text["paid"]] if "paid" in text else [text.get("goods"), text.get("shipping")]
    total = [str(one) for one in terms if sums.orders.column(str(one)) is not None]
    agreeing = {one.key: sums.agree(total, one) for one in columns}
    best = max(
        columns,
        key=lambda c: (
            round(agreeing[c.key], 1),
            likeness(c.key, "payment_amount"),
            c.type == "money",
            c.filled,
        ),
    )
    if agreeing[best.key] >= _AGREE:
        share = agreeing[best.key] * 100
        return best, sentence("reason_of_mapping.payments_add_up", share=share)
    if likeness(best.key, "payment_amount") > 0:
        return best, by_name(best)
    money = [column for column in columns if column.type == "money"]
    if len(money) == 1:
        return money[0], sentence("reason_of_mapping.only_money")
    return None


def _goods(made: Section, sums: _Sums, text: Mapping[str, Any], amount: Column) -> None:
    """What looked like the total is the goods, where with the shipping it is what was paid."""
    total, shipping = str(text.get("paid") or text.get("goods", "")), text.get("shipping")
    if any(sums.orders.column(str(one)) is None for one in (total, shipping)):
        return
    alone = sums.agree([total], amount)
    both = sums.agree([total, str(shipping)], amount)
    if both < _AGREE or both <= alone:
        return
    why = sentence("reason_of_mapping.payments_add_up", share=both * 100)
    made.reasons["payments.amount"] = why
    if "paid" in text:
        why = sentence("reason_of_mapping.goods_add_up", share=both * 100)
        made.orders |= {"goods": total, "paid": None, "payment_type": None}
        made.reasons["goods"] = why


def _rules(table: Table, taken: set[str]) -> tuple[list[dict[str, Any]], set[str]]:
    """The rows that are no payments, by the words that are known; and the columns of these."""
    rules: list[dict[str, Any]] = []
    for column in table.columns:
        if column.key not in taken:
            rules += rules_of(column)
    # What was not completed was not given back either.
    rules.sort(key=lambda rule: rule["reason"] != "unfinished")
    # How something was paid may also say that it was given back.
    columns = {rule["column"] for rule in rules}
    return rules, {key for key in columns if likeness(key, "payment_type") <= 0.5}


def rules_of(column: Column) -> list[dict[str, Any]]:
    """What is left out by the words of a column of payments, as far as they are known."""
    says = {"void": "unfinished", "open": "unfinished", "refunds": "refunds"}
    return rules_by_words(column, says, _METHODS)


# ---- Customers.


def customers_of(
    orders: Table, text: Mapping[str, Any], table: Table, join: Join | None = None
) -> Section:
    """What a file of customers says, as far as its columns show it."""
    order = orders.column(str(text.get("order", "")))
    join = join or join_of_customers(orders, order, table, _own(text))
    made = Section(begun(table))
    if join is not None:
        kind = kind_of_key(join.ours)
        made.text["key"] = f"{join.theirs.key}:{kind}"
        made.text["joins"] = f"{join.ours.key}:{kind}"
        why = sentence("reason_of_mapping.meets_customers", share=join.share * 100)
        made.reasons |= dict.fromkeys(("customers", "customers.key", "customers.joins"), why)
        own = [str(one) for one in text.get("customer", ())]
        if not own or own == [f"{join.ours.key}:name"]:
            made.orders["customer"] = [made.text["joins"]]
            share = join.share * 100
            made.reasons["customer"] = sentence("reason_of_mapping.key_of_customers", share=share)
        if not any(one.rpartition(":")[2] in ("email", "phone", "document") for one in own):
            _who(made, table, join)
    if "state" not in text:
        taken = {join.theirs.key} if join is not None else set()
        state = called(table, "state", ("word", "text"), taken)
        if state is not None:
            made.text["state"] = state.key
            made.reasons["customers.state"] = by_name(state)
    return made


def _who(made: Section, table: Table, join: Join) -> None:
    """One person may have several numbers: an e-mail or a document tells more."""
    for column in table.columns:
        if column.type == "email" and column.key != join.theirs.key and column.filled > 0.5:
            made.text["customer"] = [f"{column.key}:email"]
            made.reasons["customers.customer"] = by_name(column)
            return
    other = [
        column
        for column in table.columns
        if column.type in KEYS and column.filled > 0.9 and column.key != join.theirs.key
        if likeness(column.key, "customer_id") > 0.5 and column.distinct > len(table.rows) / 2
    ]
    if other:
        best = max(other, key=lambda one: likeness(one.key, "customer_id"))
        made.text["customer"] = [f"{best.key}:id"]
        made.reasons["customers.customer"] = by_name(best)


def kind_of_key(column: Column) -> IdentityKind:
    """How the values of a column that two files share are compared."""
    return _KINDS.get(column.type, "id")

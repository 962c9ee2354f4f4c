"""The cents that went in are the cents that came out: statements that add up, or a failed run.

Both sides of every statement are summed from different tables, so that a row lost or
doubled on the way shows as a difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Literal

from crri_gui.contract import OutputTable
from crri_gui.definitions import Definitions
from crri_gui.engine.core.database import Database
from crri_gui.engine.core.statement import Line, Statement
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.engine.quality.duplicates import Removed
from crri_gui.engine.quality.fates import Fate, fates_of, label_of_fate, rows_of_fate
from crri_gui.engine.quality.payment_gap import differing_rows
from crri_gui.engine.quality.unknown_money import ZERO, Amount, Unknown
from crri_gui.messages import Sentence, sentence

# Of each statement on a raw file: its title, its total, and its total where amounts are unknown.
_TITLES = {
    "prices": ("statement.prices", "statement_total.prices", "statement_total.prices_as_read"),
    "freight": ("statement.freight", "statement_total.freight", "statement_total.freight_as_read"),
    "payments": (
        "statement.payments",
        "statement_total.payments",
        "statement_total.payments_as_read",
    ),
}


def raw_totals(db: Database) -> dict[str, Line]:
    """Sums and rows of the raw money columns as they were read, before anything is left out."""
    totals = {}
    for table, column in (
        ("order_items", "price"),
        ("order_items", "freight_value"),
        ("order_payments", "payment_value"),
    ):
        row = db.row(f"SELECT coalesce(sum({column}), 0), count(*) FROM {table}")
        totals[column] = Line(column, cents(row[0]), row[1])
    row = db.row("SELECT count(*) FROM orders")
    totals["orders"] = Line("orders", ZERO, row[0])
    return totals


def reconcile(
    db: Database,
    tables: Sequence[OutputTable],
    loaded: list[Loaded],
    raw: Mapping[str, Line],
    removed: Mapping[str, Removed],
    unknown: Mapping[Amount, Unknown],
    definitions: Definitions,
) -> list[Statement]:
    """The statements of a computed db.run, from `order_facts`, the raw sums and these outputs.

    `unknown` are the amounts of rejected rows that cannot be read; `keep_rejected_orders` has been
    called.
    """
    fates = fates_of(db, definitions)
    goods, freight_removed = (*removed["order_items"].amounts, ZERO)[:2]
    statements = [
        _goods(
            *("prices", raw["price"], fates, 1, goods, removed),
            _rejected(loaded, ("order_items", "money"), unknown),
        ),
        _goods(
            *("freight", raw["freight_value"], fates, 2, freight_removed, removed),
            _rejected(loaded, ("order_items", "freight"), unknown),
        ),
        _orders(raw["orders"], fates, removed, loaded),
    ]
    if any(file.table.name == "order_payments" for file in loaded):
        unpaid = _rejected(loaded, ("order_payments", "money"), unknown)
        statements.append(_payments(db, raw, removed, unpaid))
    statements += _outputs(db, tables, definitions)
    return statements


def _rejected(
    loaded: list[Loaded], amount: Amount, unknown: Mapping[Amount, Unknown]
) -> list[Line]:
    """The rejected rows of a table: those whose amount is known, and those whose is not."""
    table, kind = amount
    rejects = [r for file in loaded if file.table.name == table for r in file.rejects]
    known = sum((getattr(reject, kind) or ZERO for reject in rejects), ZERO)
    missing = unknown[amount]
    lines = [
        Line(sentence("line.rejected"), cents(known), len(rejects) - missing.rows),
        Line(sentence("line.rejected_unknown"), ZERO, missing.rows, at_least=missing.at_least),
    ]
    return [line for line in lines if line.count]


def _goods(
    code: Literal["prices", "freight"],
    raw: Line,
    fates: Mapping[Fate, list[Any]],
    place: int,
    duplicates: Decimal,
    removed: Mapping[str, Removed],
    rejected: list[Line],
) -> Statement:
    lines = [
        Line(label_of_fate(fate), cents(sums[place]), int(sums[3]), rows_of_fate(fate))
        for fate, sums in fates.items()
    ]
    lines = [line for line in lines if line.count or line.amount]
    if (again := removed["order_items"]).rows:
        label = sentence("line.duplicates")
        lines.append(Line(label, cents(duplicates), again.rows, again.kept))
    lines += rejected
    title, whole, as_read = _TITLES[code]
    total = Line(
        sentence(as_read if any(map(_is_unknown, rejected)) else whole),
        raw.amount + sum((line.amount for line in rejected), ZERO),
        raw.count + sum(line.count for line in rejected),
    )
    return Statement(code, sentence(title), total, tuple(lines))


def _is_unknown(line: Line) -> bool:
    return line.at_least is not None


def _orders(
    raw: Line,
    fates: Mapping[Fate, list[Any]],
    removed: Mapping[str, Removed],
    loaded: list[Loaded],
) -> Statement:
    lines = [
        Line(label_of_fate(fate), ZERO, int(sums[0]), rows_of_fate(fate))
        for fate, sums in fates.items()
        if sums[0]
    ]
    if (again := removed["orders"]).rows:
        lines.append(Line(sentence("line.duplicates"), ZERO, again.rows, again.kept))
    rejected = sum(len(file.rejects) for file in loaded if file.table.name == "orders")
    if rejected:
        lines.append(Line(sentence("line.rejected"), ZERO, rejected))
    total = Line(sentence("statement_total.orders"), ZERO, raw.count + rejected)
    return Statement("orders", sentence("statement.orders"), total, tuple(lines))


def _payments(
    db: Database,
    raw: Mapping[str, Line],
    removed: Mapping[str, Removed],
    rejected: list[Line],
) -> Statement:
    """Payments against prices + freight, with the difference explained by order."""
    row = db.row(
        """SELECT sum(price + freight),
                  sum(paid) FILTER (WHERE items IS NULL), count(paid) FILTER (WHERE items IS NULL),
                  sum(price + freight) FILTER (WHERE paid IS NULL),
                  count(items) FILTER (WHERE paid IS NULL),
                  sum(paid - price - freight) FILTER (WHERE paid <> price + freight),
                  count(*) FILTER (WHERE paid <> price + freight),
                  sum(paid - price - freight) FILTER (WHERE paid > price + freight)
           FROM order_facts WHERE paid IS NOT NULL OR items IS NOT NULL""",
    )
    goods, unmatched, unmatched_orders, unpaid, unpaid_orders, differing, differ, more = row
    paid = raw["payment_value"].amount + sum((line.amount for line in rejected), ZERO)
    title, whole, as_read = _TITLES["payments"]
    total = Line(sentence(as_read if any(map(_is_unknown, rejected)) else whole), paid, 0)

    def line(name: str, count: int, amount: Decimal, rows: str = "") -> Line:
        return Line(sentence(name, count=count), amount, 0, rows)

    facts = "SELECT * FROM order_facts WHERE"
    lines = [
        Line(sentence("payment_line.goods"), cents(goods), 0, f"{facts} items IS NOT NULL"),
        line(
            *("payment_line.without_items", unmatched_orders, cents(unmatched)),
            f"{facts} paid IS NOT NULL AND items IS NULL",
        ),
        line(
            *("payment_line.without_payment", unpaid_orders, -cents(unpaid)),
            f"{facts} items IS NOT NULL AND paid IS NULL",
        ),
        Line(
            _differing(differ, cents(more), cents(more) - cents(differing)),
            cents(differing),
            0,
            differing_rows("TRUE"),
        ),
    ]
    again = removed["order_payments"]
    if again.rows:
        money = cents(again.amounts[0])
        lines.append(line("payment_line.duplicates", again.rows, money, again.kept))
    for known in rejected:
        unknown = _is_unknown(known)
        name = "payment_line.rejected_unknown" if unknown else "payment_line.rejected"
        lines.append(replace(line(name, known.count, known.amount), at_least=known.at_least))
    return Statement("payments", sentence(title), total, tuple(lines))


def _differing(orders: int, more: Decimal, less: Decimal) -> Sentence:
    """Their net sum says little where some were paid more and others less: then both."""
    if more and less:
        return sentence("payment_line.differing_both", count=orders, more=more, less=less)
    return sentence("payment_line.differing", count=orders)


def _outputs(
    db: Database, tables: Sequence[OutputTable], definitions: Definitions
) -> list[Statement]:
    """Each output against the facts it was made from."""
    basis = {
        "items": "coalesce(price, 0)",
        "items_freight": "coalesce(price, 0) + coalesce(freight, 0)",
        "payments": "coalesce(paid, 0)",
    }[definitions.order_value]
    if definitions.refunds == "net":
        basis += " - coalesce(refunded, 0)"
    # An order is rounded to the cent once, when it has been summed.
    row = db.row(
        f"""SELECT sum({basis}), count(*), sum({basis} - order_value),
                   count(*) FILTER (WHERE {basis} <> order_value)
            FROM order_facts WHERE is_counted""",
    )
    facts = Line(sentence("line.counted"), cents(row[0]), row[1])
    rounded = Line(sentence("line.rounding", count=row[3]), cents(row[2]), 0)
    rounding = [rounded] if row[3] else []
    guest_orders = _sums(
        db,
        "order_facts WHERE is_counted AND customer_unique_id IS NULL",
        "sum(order_value), count(*)",
        sentence("line.guest"),
    )
    guests = [guest_orders] if guest_orders.count else []
    with_revenue = [table for table in tables if table.reconcile.revenue]
    statements = [
        Statement(
            "outputs",
            sentence("statement.outputs", table=table.name),
            facts,
            (
                _sums(db, table.name, _revenue_and_orders(table)),
                *(guests if table.reconcile.without_guests else ()),
                *rounding,
            ),
            table.name,
        )
        for table in with_revenue
    ]
    customers = _sums(
        db,
        "order_facts WHERE is_counted",
        "0, count(DISTINCT customer_unique_id)",
        sentence("statement_total.customers"),
    )
    # Those that carry revenue as well come first.
    with_customers = [*with_revenue, *(t for t in tables if t not in with_revenue)]
    statements += [
        Statement(
            "customers",
            sentence("statement.customers", table=table.name),
            customers,
            (_sums(db, table.name, f"0, {table.reconcile.customers}"),),
            table.name,
        )
        for table in with_customers
        if table.reconcile.customers
    ]
    statements += [
        Statement(
            "sum",
            sentence("statement.sum", table=table.name, column=one.column),
            Line(sentence("line.counted_part", part=one.of), cents(db.scalar(one.facts)), 0),
            (_sums(db, table.name, f"sum({one.column}), 0"),),
            f"{table.name}_{one.name}",
        )
        for table in tables
        for one in table.reconcile.sums
    ]
    return statements


def _revenue_and_orders(table: OutputTable) -> str:
    return f"sum({table.reconcile.revenue}), {table.reconcile.orders}"


def _sums(db: Database, rows: str, sums: str, label: str = "") -> Line:
    row = db.row(f"SELECT {sums} FROM {rows}")
    return Line(label or rows, cents(row[0]), int(row[1] or 0))


def cents(value: Decimal | int | None) -> Decimal:
    """The amount with two decimals, or with all of its own where there are more."""
    # More digits than cents are kept: rounding here would hide a difference.
    amount = Decimal(value or 0)
    return amount if amount != amount.quantize(ZERO) else amount.quantize(ZERO)

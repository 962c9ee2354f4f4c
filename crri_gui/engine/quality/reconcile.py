"""The cents that went in are the cents that came out: statements that add up, or a failed run.

Both sides of every statement are summed from different tables, so that a row lost or
doubled on the way shows as a difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from crri_gui.definitions import Definitions
from crri_gui.engine.core.database import Database
from crri_gui.engine.ingest.load_file import Loaded
from crri_gui.engine.quality.duplicates import Removed
from crri_gui.engine.quality.evidence import sql_literal
from crri_gui.engine.quality.unknown_money import ZERO, Amount, Unknown

_LEFT_OUT = "left out by status: "
_AS_READ = ", as far as it can be read"


@dataclass(frozen=True)
class Line:
    """A part of a statement: what it is, how much (currency) and how many (rows or orders).

    `rows` is a SELECT of the orders it is made of, empty where there are none to show.
    `at_least` is there where the amount is unknown, and so 0 in the sum: what it is worth at
    least.
    """

    label: str
    amount: Decimal
    count: int
    rows: str = field(default="", compare=False)
    at_least: Decimal | None = None


@dataclass(frozen=True)
class Statement:
    """`total` on one side, `lines` that must add up to it on the other."""

    code: str
    title: str
    total: Line
    lines: tuple[Line, ...]

    @property
    def unit(self) -> str:
        """What is counted beside the amounts."""
        if self.code in ("prices", "freight"):
            return "items"
        return "customers" if self.code.startswith("customers") else "orders"

    @property
    def difference(self) -> Decimal:
        """The cents that are missing (or too many) in the lines."""
        return self.total.amount - sum((line.amount for line in self.lines), ZERO)

    @property
    def count_difference(self) -> int:
        """The rows that are missing (or too many) in the lines."""
        return self.total.count - sum(line.count for line in self.lines)

    @property
    def holds(self) -> bool:
        """Whether it adds up, to the cent and to the row."""
        return self.difference == 0 and self.count_difference == 0

    @property
    def unknown(self) -> Decimal:
        """What the lines whose amount is unknown are worth at least; 0 where there are none."""
        return sum((line.at_least or ZERO for line in self.lines), ZERO)

    @property
    def to_the_cent(self) -> bool:
        """Whether it adds up and every amount is known."""
        return self.holds and all(line.at_least is None for line in self.lines)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values; money as text, so that no cent is lost."""
        return {
            "code": self.code,
            "title": self.title,
            "total": {"label": self.total.label, **_plain(self.total)},
            "lines": [{"label": line.label, **_plain(line)} for line in self.lines],
            "difference": str(self.difference),
            "count_difference": self.count_difference,
            "holds": self.holds,
        }


def _plain(line: Line) -> dict[str, Any]:
    if line.at_least is not None:
        return {"amount": None, "at_least": str(line.at_least), "count": line.count}
    return {"amount": str(line.amount), "count": line.count}


def raw_totals(db: Database) -> dict[str, Line]:
    """Sums and rows of the raw money columns as they were read, before anything is left out."""
    totals = {}
    for table, column in (
        ("order_items", "price"),
        ("order_items", "freight_value"),
        ("order_payments", "payment_value"),
    ):
        row = db.execute(f"SELECT coalesce(sum({column}), 0), count(*) FROM {table}").fetchone()
        assert row is not None
        totals[column] = Line(column, _cents(row[0]), row[1])
    row = db.execute("SELECT count(*) FROM orders").fetchone()
    assert row is not None
    totals["orders"] = Line("orders", ZERO, row[0])
    return totals


def reconcile(
    db: Database,
    loaded: list[Loaded],
    raw: Mapping[str, Line],
    removed: Mapping[str, Removed],
    unknown: Mapping[Amount, Unknown],
    definitions: Definitions,
) -> list[Statement]:
    """The statements of a computed db.run, from `order_facts`, the raw sums and the outputs.

    `unknown` are the amounts of rejected rows that cannot be read.
    """
    db.execute("CREATE OR REPLACE TABLE rejected_orders (order_id VARCHAR)")
    refused = sorted(
        {
            reject.order_id
            for file in loaded
            if file.table.name == "orders"
            for reject in file.rejects
            if reject.order_id
        }
    )
    if refused:
        db.execute("INSERT INTO rejected_orders SELECT unnest($ids)", {"ids": refused})
    rows = db.execute(
        f"""SELECT fate, status, count(purchased_at), sum(price), sum(freight), sum(items)
           FROM (SELECT f.*, k.order_status AS status,
                        CASE WHEN f.purchased_at IS NULL AND x.order_id IS NOT NULL
                             THEN 'items whose order was rejected'
                             WHEN f.purchased_at IS NULL THEN 'items whose order is missing'
                             WHEN f.customer_unique_id IS NULL
                             THEN 'orders whose customer is missing'
                             WHEN NOT k.counts THEN '{_LEFT_OUT}' || k.order_status
                             WHEN NOT f.is_counted THEN 'outside the window'
                             ELSE 'counted orders' END AS fate
                 FROM order_facts f
                 LEFT JOIN counted_statuses k ON f.order_status = k.order_status
                 LEFT JOIN rejected_orders x ON f.order_id = x.order_id)
           GROUP BY fate, status ORDER BY fate = 'counted orders' DESC, fate""",
    ).fetchall()
    fates: dict[str, list[Any]] = {}
    for fate, _, orders, price, freight, items in rows:
        sums = fates.setdefault(fate, [0, ZERO, ZERO, 0])
        for place, value in enumerate((orders, price, freight, items)):
            sums[place] += value or 0
    goods, freight_removed = (*removed["order_items"].amounts, ZERO)[:2]
    statements = [
        _goods(
            *("prices", "Item prices", raw["price"], fates, 1, goods, removed),
            _rejected(loaded, ("order_items", "money"), unknown),
        ),
        _goods(
            *("freight", "Freight", raw["freight_value"], fates, 2, freight_removed, removed),
            _rejected(loaded, ("order_items", "freight"), unknown),
        ),
        _orders(raw["orders"], fates, removed, loaded),
    ]
    if any(file.table.name == "order_payments" for file in loaded):
        unpaid = _rejected(loaded, ("order_payments", "money"), unknown)
        statements.append(_payments(db, raw, removed, unpaid))
    statements += _outputs(db, definitions)
    return statements


def _rows_of(fate: str) -> str:
    """The orders of a fate that `reconcile` tells apart."""
    rejected = "order_id IN (SELECT order_id FROM rejected_orders)"
    by_status = fate.removeprefix(_LEFT_OUT)
    condition = {
        "items whose order was rejected": f"purchased_at IS NULL AND {rejected}",
        "items whose order is missing": f"purchased_at IS NULL AND NOT {rejected}",
        "orders whose customer is missing": "purchased_at IS NOT NULL "
        "AND customer_unique_id IS NULL",
        "outside the window": "customer_unique_id IS NOT NULL AND status_counts AND NOT is_counted",
        "counted orders": "is_counted",
    }.get(
        fate,
        f"customer_unique_id IS NOT NULL AND NOT status_counts "
        f"AND order_status = {sql_literal(by_status)}",
    )
    return f"SELECT * FROM order_facts WHERE {condition}"


def _rejected(
    loaded: list[Loaded], amount: Amount, unknown: Mapping[Amount, Unknown]
) -> list[Line]:
    """The rejected rows of a table: those whose amount is known, and those whose is not."""
    table, kind = amount
    rejects = [r for file in loaded if file.table.name == table for r in file.rejects]
    known = sum((getattr(reject, kind) or ZERO for reject in rejects), ZERO)
    missing = unknown[amount]
    lines = [
        Line("rejected rows", _cents(known), len(rejects) - missing.rows),
        Line("rejected rows, amount unknown", ZERO, missing.rows, at_least=missing.at_least),
    ]
    return [line for line in lines if line.count]


def _goods(
    code: str,
    title: str,
    raw: Line,
    fates: Mapping[str, list[Any]],
    place: int,
    duplicates: Decimal,
    removed: Mapping[str, Removed],
    rejected: list[Line],
) -> Statement:
    lines = [
        Line(fate, _cents(sums[place]), int(sums[3]), _rows_of(fate))
        for fate, sums in fates.items()
    ]
    lines = [line for line in lines if line.count or line.amount]
    if removed["order_items"].rows:
        lines.append(Line("duplicate rows", _cents(duplicates), removed["order_items"].rows))
    lines += rejected
    total = Line(
        f"{title} in the raw file{_AS_READ if any(map(_is_unknown, rejected)) else ''}",
        raw.amount + sum((line.amount for line in rejected), ZERO),
        raw.count + sum(line.count for line in rejected),
    )
    return Statement(code, f"{title}: raw file against counted orders", total, tuple(lines))


def _is_unknown(line: Line) -> bool:
    return line.at_least is not None


def _orders(
    raw: Line, fates: Mapping[str, list[Any]], removed: Mapping[str, Removed], loaded: list[Loaded]
) -> Statement:
    lines = [
        Line(fate, ZERO, int(sums[0]), _rows_of(fate)) for fate, sums in fates.items() if sums[0]
    ]
    if removed["orders"].rows:
        lines.append(Line("duplicate rows", ZERO, removed["orders"].rows))
    rejected = sum(len(file.rejects) for file in loaded if file.table.name == "orders")
    if rejected:
        lines.append(Line("rejected rows", ZERO, rejected))
    total = Line("Orders in the raw file", ZERO, raw.count + rejected)
    return Statement("orders", "Orders: raw file against counted orders", total, tuple(lines))


def _payments(
    db: Database,
    raw: Mapping[str, Line],
    removed: Mapping[str, Removed],
    rejected: list[Line],
) -> Statement:
    """Payments against prices + freight, with the difference explained by order."""
    row = db.execute(
        """SELECT sum(price + freight),
                  sum(paid) FILTER (WHERE items IS NULL), count(paid) FILTER (WHERE items IS NULL),
                  sum(price + freight) FILTER (WHERE paid IS NULL),
                  count(items) FILTER (WHERE paid IS NULL),
                  sum(paid - price - freight) FILTER (WHERE paid <> price + freight),
                  count(*) FILTER (WHERE paid <> price + freight)
           FROM order_facts WHERE paid IS NOT NULL OR items IS NOT NULL""",
    ).fetchone()
    assert row is not None
    goods, unmatched, unmatched_orders, unpaid, unpaid_orders, differing, differ = row
    paid = raw["payment_value"].amount + sum((line.amount for line in rejected), ZERO)
    as_read = _AS_READ if any(map(_is_unknown, rejected)) else ""
    total = Line(f"Payments in the raw file{as_read}", paid, 0)
    lines = [
        Line("prices and freight of all orders", _cents(goods), 0),
        Line(f"payments of {unmatched_orders:,} orders without items", _cents(unmatched), 0),
        Line(f"goods of {unpaid_orders:,} orders without payment", -_cents(unpaid), 0),
        Line(f"{differ:,} orders where the two differ", _cents(differing), 0),
    ]
    again = removed["order_payments"]
    if again.rows:
        lines.append(Line(f"{again.rows:,} duplicate payment rows", _cents(again.amounts[0]), 0))
    lines += [replace(line, label=f"{line.count:,} {line.label}", count=0) for line in rejected]
    return Statement("payments", "Payments against goods", total, tuple(lines))


def _outputs(db: Database, definitions: Definitions) -> list[Statement]:
    """Each output against the facts it was made from."""
    basis = {
        "items": "coalesce(price, 0)",
        "items_freight": "coalesce(price, 0) + coalesce(freight, 0)",
        "payments": "coalesce(paid, 0)",
    }[definitions.order_value]
    # An order is rounded to the cent once, when it has been summed.
    row = db.execute(
        f"""SELECT sum({basis}), count(*), sum({basis} - order_value),
                   count(*) FILTER (WHERE {basis} <> order_value)
            FROM order_facts WHERE is_counted""",
    ).fetchone()
    assert row is not None
    facts = Line("counted orders", _cents(row[0]), row[1])
    rounding = [Line(f"rounding {row[3]:,} orders to the cent", _cents(row[2]), 0)] * bool(row[3])
    tables = {
        "master_orders": "SELECT sum(order_value), count(*) FROM master_orders",
        "monthly_revenue": "SELECT sum(revenue), sum(orders) FROM monthly_revenue",
        "rfm_customers": "SELECT sum(monetary), sum(frequency) FROM rfm_customers",
    }
    statements = [
        Statement(
            f"outputs_{name}",
            f"Order value: facts against {name}",
            facts,
            (_sums(db, name, sql), *rounding),
        )
        for name, sql in tables.items()
    ]
    customers = _sums(
        db,
        "distinct customers of master_orders",
        "SELECT 0, count(DISTINCT customer_unique_id) FROM order_facts WHERE is_counted",
    )
    for name, sql in {
        "rfm_customers": "SELECT 0, count(*) FROM rfm_customers",
        "cohort_retention": "SELECT 0, sum(active_customers) FROM cohort_retention "
        "WHERE cohort_month = order_month",
    }.items():
        statements.append(
            Statement(
                f"customers_{name}",
                f"Customers: facts against {name}",
                customers,
                (_sums(db, name, sql),),
            )
        )
    return statements


def _sums(db: Database, label: str, sql: str) -> Line:
    row = db.execute(sql).fetchone()
    assert row is not None
    return Line(label, _cents(row[0]), int(row[1] or 0))


def _cents(value: Decimal | int | None) -> Decimal:
    # More digits than cents are kept: rounding here would hide a difference.
    amount = Decimal(value or 0)
    return amount if amount != amount.quantize(ZERO) else amount.quantize(ZERO)

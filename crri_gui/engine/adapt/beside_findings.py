"""What there is to say of the files beside the orders: whether they belong to them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from crri_gui.engine.adapt.beside import CUSTOMERS, PAYMENTS, Beside, refunds_of
from crri_gui.engine.adapt.items import unclear_rows
from crri_gui.engine.adapt.own_names import header_in
from crri_gui.engine.adapt.read import orders_of
from crri_gui.engine.adapt.rows import OVERLAP
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.discover.multi_file import label_of
from crri_gui.engine.discover.sources import Source
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.messages import sentence


def beside_findings(db: DuckDB, source: Source, beside: Beside) -> list[Finding]:
    """The findings on both files; `crri_orders` does not yet hold what they say."""
    found = []
    if source.customers:
        found += _customers(db, source, _label(beside.customers))
    if source.payments:
        label = _label(beside.payments)
        found += [
            finding("payments_in_two_files", file=label, count=rows, money=money)
            for fate, (rows, money) in beside.fates.items()
            if fate == OVERLAP
        ]
        found += unclear_rows(db, PAYMENTS, "amount", "two_files_unclear.payments", label)
        found += _currencies(db, source, label)
        found += _refunds(db, source, label)
    return found


def _label(files: Sequence[Loaded]) -> str:
    return label_of([file.label for file in files])


def _customers(db: DuckDB, source: Source, label: str) -> list[Finding]:
    """Orders whose customer has no row, and customers of whom two rows say different things."""
    customers = source.layout.customers
    assert customers is not None
    header = orders_of(source).header
    column = " + ".join(header.get(name, name) for name in customers.joins.columns)
    orders, met = db.row(
        f"""SELECT count(*), count(c.key) FROM crri_orders o LEFT JOIN {CUSTOMERS} c
            ON o.joins = c.key WHERE o.joins IS NOT NULL"""
    )
    found = []
    if orders > met:
        code = "customers_not_in_file.some" if met else "customers_not_in_file.none"
        found.append(finding(code, column=column, count=orders - met, file=label))
    elif not orders:
        found.append(finding("customers_not_in_file.unnamed", column=column, file=label))
    differing = db.scalar(f"SELECT count(*) FROM {CUSTOMERS} WHERE differs")
    if differing:
        found.append(finding("customers_differ", count=differing, file=label))
    return found


def _currencies(db: DuckDB, source: Source, label: str) -> list[Finding]:
    """Payments in a currency that the orders are not in."""
    payments = source.layout.payments
    assert payments is not None
    named = db.rows(
        f"""SELECT currency, count(DISTINCT order_id), sum(amount) FROM {PAYMENTS}
            WHERE fate IS NULL AND currency <> '' GROUP BY ALL ORDER BY 2 DESC, 1"""
    )
    of_orders = {
        row[0] for row in db.rows("SELECT DISTINCT currency FROM crri_orders WHERE currency <> ''")
    }
    if len({row[0] for row in named} | of_orders) < 2 or not named or len(of_orders) > 1:
        return []
    return [
        finding(
            "currencies_of_payments",
            currencies=[
                sentence("currency_of_orders", currency=one, count=orders, money=Decimal(money))
                for one, orders, money in named
            ],
            column=header_in(source.payments)[payments.currency or ""],
            file=label,
        )
    ]


def _refunds(db: DuckDB, source: Source, label: str) -> list[Finding]:
    """Refunds that the orders' file tells otherwise, and those of orders that are not there."""
    rows = f"({refunds_of(source)}) r LEFT JOIN crri_orders o ON r.order_id = o.order_id"
    [(strays, money, differing, gap)] = db.rows(
        f"""SELECT count(*) FILTER (o.order_id IS NULL),
                   coalesce(sum(r.refund) FILTER (o.order_id IS NULL), 0),
                   count(*) FILTER (o.refund <> r.refund),
                   coalesce(sum(r.refund - o.refund) FILTER (o.refund <> r.refund), 0)
            FROM {rows}"""
    )
    found = []
    if strays:
        found.append(
            finding("refunds_without_order", count=strays, money=-Decimal(money), file=label)
        )
    if differing:
        found.append(finding("refunds_differ", count=differing, money=Decimal(gap), file=label))
    return found

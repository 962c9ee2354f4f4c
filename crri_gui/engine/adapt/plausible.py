"""What cannot be right of an export as a whole: amounts that do not agree, ids without digits."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from crri_gui.engine.adapt.persons.masking import masked_finding
from crri_gui.engine.adapt.read import ROWS
from crri_gui.engine.adapt.rows import RowSql, more_than_address
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.discover.sources import Source
from crri_gui.engine.ingest.key_forms import ids_shortened, may_be_shortened
from crri_gui.engine.layouts.layout import IdentityKind

_EXAMPLES = 5
# What tells customers by numbers, of which a spreadsheet may leave 5.51E+12.
_OF_NUMBERS: tuple[IdentityKind, ...] = ("id", "document", "phone")
# What an order's total holds beside its goods.
_OTHER = "coalesce(shipping, item_shipping, 0) + coalesce(tax, item_tax, 0)"
# A cent of rounding for each line of tax is usual; so are fees on a few orders.
_ROUNDING = "0.05"
_GAP_OF_TOTALS = 0.01
# Instalments, gift cards and payments that come later make less.
_GAP_OF_PAYMENTS = 0.05


def plausible(db: DuckDB, sql: RowSql, label: str) -> list[Finding]:
    """The findings on orders whose amounts contradict each other, or are worth nothing."""
    return [
        *_totals_differ(db, sql, label),
        *_lines_differ(db, sql, label),
        *_payments_differ(db, sql.source, label),
        *_worth_nothing(db, label),
        *_customers_shortened(db, sql, label),
        *_addresses(db, sql, label),
    ]


def _customers_shortened(db: DuckDB, sql: RowSql, label: str) -> list[Finding]:
    """Errors where customers are told by numbers that have lost their digits, and are one."""
    chain = [(one, range(n)) for n, (one, _) in enumerate(sql.identities())]
    if (customers := sql.layout.customers) and sql.source.customers:
        chain.append((customers.joins, range(0)))
    asked = {
        column: better
        for one, better in chain
        if one.kind in _OF_NUMBERS
        for column in one.columns
        if column in sql.names
    }
    found = []
    for column, better in asked.items():
        name = sql.names[column]
        if not db.scalar(f"SELECT count(*) FROM {ROWS} WHERE {may_be_shortened(name)}"):
            continue
        decides = "".join(f" AND r.identity_{n} IS NULL" for n in better)
        found += ids_shortened(
            db,
            f"""SELECT trim(s.{name}) AS id FROM {ROWS} s JOIN crri_rows r
                ON s.crri_file = r.crri_file AND s.crri_record = r.crri_record
                WHERE r.fate IS NULL AND s.{name} IS NOT NULL{decides}""",
            column=sql.header[column],
            file=label,
        )
    return [masked_finding(one) for one in found]


def _addresses(db: DuckDB, sql: RowSql, label: str) -> list[Finding]:
    """A note on e-mails that were taken out of other text, a warning of texts with several."""
    named = [one.columns[0] for one, _ in sql.identities() if one.kind in ("email", "id")]
    found = []
    for column in dict.fromkeys(named):
        name = sql.names[column]
        more = more_than_address(name)
        count, several = db.row(
            rf"""SELECT count(*), count(*) FILTER (regexp_matches({name}, '@.*[\s,;].*@'))
                FROM (SELECT {name} FROM {ROWS} WHERE {more})"""
        )
        where: dict[str, Any] = {"column": sql.header[column], "file": label}
        if count > several:
            found.append(finding("addresses_within_text", count=count - several, **where))
        if several:
            found.append(finding("addresses_several", count=several, **where))
    return found


def _totals_differ(db: DuckDB, sql: RowSql, label: str) -> list[Finding]:
    """Orders whose total is not their goods with shipping and tax: something is misread."""
    total = sql.source.total
    if total is None:
        return []
    counted = "crri_orders WHERE class IS DISTINCT FROM 'void'"
    gap, differs = f"paid - worth - ({_OTHER})", f"abs(paid - worth - ({_OTHER})) > {_ROUNDING}"
    orders, money, missing, paid, totals = db.row(
        f"""SELECT count(*) FILTER ({differs}), sum({gap}) FILTER ({differs}),
                   sum(abs({gap})) FILTER ({differs}), sum(paid), count({gap}) FROM {counted}"""
    )
    if not orders or not paid or float(missing) <= float(paid) * _GAP_OF_TOTALS:
        return []
    examples = db.rows(
        f"SELECT order_id FROM {counted} AND {differs} ORDER BY ALL LIMIT {_EXAMPLES}"
    )
    column = total.text(sql.header.__getitem__)
    return [
        finding(
            "order_totals_differ",
            column=column,
            count=orders,
            money=Decimal(money),
            share=orders / totals,
            examples=tuple(example[0] for example in examples),
            file=label,
        )
    ]


def _lines_differ(db: DuckDB, sql: RowSql, label: str) -> list[Finding]:
    """Orders whose goods are not what their lines add up to, less the discount.

    Refunds are left out of the comparison, since some shops take them off the lines.
    """
    if not sql.source.can("lines") and not (sql.source.items and sql.source.can("goods")):
        return []
    lines = "lines - coalesce(discount, 0)"
    differing = f"""
        FROM crri_orders WHERE class IS DISTINCT FROM 'void' AND coalesce(refund, 0) = 0
        AND abs(goods - ({lines})) > {_ROUNDING}"""
    orders, money = db.row(f"SELECT count(*), coalesce(sum(goods - ({lines})), 0) {differing}")
    if not orders:
        return []
    examples = db.rows(f"SELECT order_id {differing} ORDER BY ALL LIMIT {_EXAMPLES}")
    column = sql.header[sql.layout.amounts["goods"].columns[0]]
    return [
        finding(
            "order_lines_differ",
            column=column,
            count=orders,
            money=Decimal(money),
            examples=tuple(example[0] for example in examples),
            file=label,
        )
    ]


def _payments_differ(db: DuckDB, source: Source, label: str) -> list[Finding]:
    """A warning where the payments of orders that were sold are far from their totals."""
    if not source.payments:
        return []
    total = f"coalesce(o.paid, worth + {_OTHER})"
    compared = """
        FROM crri_orders o
        JOIN (SELECT order_id, sum(payment_value) AS value FROM order_payments GROUP BY ALL) p
        ON o.order_id = p.order_id
        WHERE o.class IN ('sale', 'returned')"""
    differing = f"{compared} AND p.value <> {total}"
    orders, gap, signed = db.row(
        f"""SELECT count(*), coalesce(sum(abs(p.value - {total})), 0),
                   coalesce(sum(p.value - {total}), 0) {differing}"""
    )
    paid = db.scalar("SELECT sum(payment_value) FROM order_payments")
    if not orders or not paid or float(gap) <= float(paid) * _GAP_OF_PAYMENTS:
        return []
    examples = db.rows(f"SELECT o.order_id {differing} ORDER BY ALL LIMIT {_EXAMPLES}")
    return [
        finding(
            "payments_differ_from_totals",
            count=orders,
            money=Decimal(signed),
            share=orders / db.scalar(f"SELECT count(*) {compared}"),
            examples=tuple(example[0] for example in examples),
            file=label,
        )
    ]


def _worth_nothing(db: DuckDB, label: str) -> list[Finding]:
    """Orders of which every item is free or missing: they count as orders."""
    orders = db.scalar(
        "SELECT count(*) FROM crri_orders WHERE class IS DISTINCT FROM 'void' AND worth = 0"
    )
    return [finding("orders_worth_nothing", count=orders, file=label)] if orders else []

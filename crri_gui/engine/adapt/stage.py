"""The rows of an export brought into the raw tables, every row and cent accounted for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb

from crri_gui.definitions import Conventions
from crri_gui.engine.adapt.adapted import Adapted
from crri_gui.engine.adapt.beside import (
    CUSTOMERS,
    PAYMENTS,
    join_beside,
    parts_beside,
    read_beside,
    told_by_customers,
)
from crri_gui.engine.adapt.beside_findings import beside_findings
from crri_gui.engine.adapt.findings import overlap_conflicts, source_findings
from crri_gui.engine.adapt.items import ITEM_ROWS, ITEMS, items_findings, settle_items
from crri_gui.engine.adapt.own_names import Tax, own_words
from crri_gui.engine.adapt.own_rows import keep_rows
from crri_gui.engine.adapt.persons.masking import masked_reject, masked_sql
from crri_gui.engine.adapt.raw_tables import products_of, raw_tables
from crri_gui.engine.adapt.read import (
    ROWS,
    SourceFile,
    columns_by_kind,
    orders_of,
    read_part,
)
from crri_gui.engine.adapt.refused import (
    keep_ruled_out,
    leave_unlinked_refunds,
    leave_unpriced,
    refuse_late,
    settle_refused,
)
from crri_gui.engine.adapt.repeats import leave_repeated
from crri_gui.engine.adapt.rows import (
    ITEM_AMOUNTS,
    ORDER_AMOUNTS,
    OTHER_CURRENCY,
    OVERLAP,
    PLACE,
    RowSql,
    currency_of,
    is_other_currency,
    word_of,
)
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding
from crri_gui.engine.core.sql_text import sql_literal
from crri_gui.engine.discover.header import normalised
from crri_gui.engine.discover.multi_file import label_of
from crri_gui.engine.discover.sources import Source
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.engine.ingest.products import products_findings
from crri_gui.engine.ingest.rejects import Reject
from crri_gui.engine.layouts.layout import BLANK, Identity
from crri_gui.engine.quality.reconcile import cents
from crri_gui.engine.values.clocks import refuse_unknown_zone
from crri_gui.engine.values.parse import refuse_unknown_columns
from crri_gui.errors import InputError
from crri_gui.raw_tables import RAW_BY_NAME


def adapt(
    db: DuckDB,
    folder: Path,
    key: Callable[[], str],
    source: Source,
    work: Path,
    conventions: Conventions,
    *,
    compared: Sequence[Identity] = (),
    with_rows: bool = False,
    with_products: bool = False,
) -> Adapted:
    """Read the files of an export and make the raw tables of them.

    `key` gives the key of the pseudonyms, where there are persons. `compared` are identities that
    customers might be told by instead: then the rows as they were read and what they say stay too
    (`ROWS`, `crri_rows`, `ITEMS`, `ITEM_ROWS`, `PAYMENTS`, `CUSTOMERS`), and each order has the
    columns other_0 and so on.

    `with_rows` keeps the files' own rows (`own_rows`), `with_products` what was bought in each
    order (`order_products`), of which nothing is read else.

    Leaves `order_refunds`, `crri_orders` with what the layout says of each order, and `RULED_OUT`.
    Raises
    `InputError` where the files cannot be read, `OutputError` where the key of the pseudonyms
    cannot be kept.
    """
    if not with_products:
        source = source.without_products
    layout = source.layout
    refuse_unknown_zone(db.con, layout.zone)
    reading = replace(source, layout=replace(layout, customer=(*layout.customer, *compared)))
    part = orders_of(reading)
    columns = columns_by_kind([part, *parts_beside(source)])
    refuse_unknown_columns(conventions, columns, normalised)
    files = read_part(db, folder, part, work, conventions)
    for number, file in enumerate(files):
        _leave_trailer(db, file, number, layout.trailer)
    sql = RowSql(source, part.names, part.header, compared)
    try:
        _rows(db, sql)
        label = label_of([file.loaded.label for file in files])
        conflicts = [*_overlap(db, source, sql, label), *leave_repeated(db, sql, label)]
        _other_currencies(db, sql)
        _orders(db, sql)
        refused = settle_refused(db, sql, files)
        beside = read_beside(db, folder, source, work, conventions)
        conflicts += beside_findings(db, source, beside)
        join_beside(db, source)
        leave_unpriced(db, sql)
        refuse_late(db, sql, files)
        unlinked = leave_unlinked_refunds(db, sql)
        beside.items_fates = settle_items(db, source, beside.items_read)
        conflicts += items_findings(db, source, beside.items_read)
        keep_ruled_out(db, source, unlinked=unlinked)
        fates = _fates(db)
        told_by = [*told_by_customers(source), *sql.told_by()]
        secret = raw_tables(db, sql, told_by, key)
        if with_products:
            products_of(db, sql)
        if with_rows:
            keep_rows(db, sql, [file.loaded.label for file in files], secret)
    except (duckdb.ConversionException, duckdb.OutOfRangeException) as error:
        name = " + ".join(source.layout.amounts)
        raise InputError("amounts_too_large", table=source.layout.title, column=name) from error
    # What items of their own say is none of the orders' file.
    made_of = "false" if source.is_worth_items else "true"
    goods = Decimal(db.scalar(f"SELECT coalesce(sum(price), 0) FROM order_items WHERE {made_of}"))
    classes = dict(
        db.rows(
            f"""SELECT DISTINCT coalesce(nullif(lower(status), ''), '{BLANK}'), class
                FROM crri_orders WHERE class IS NOT NULL"""
        )
    )
    loaded = [file.loaded for file in files]
    words = own_words(source, label, _tax(db, sql))
    uncompared = (beside.items_read if source.is_worth_items else files)[0].uncompared
    adapted = Adapted(source, loaded, beside, [], classes, fates, goods, refused, words, uncompared)
    adapted.tables = _as_loaded(db, adapted)
    adapted.findings = [*conflicts, *source_findings(db, adapted, sql, told_by)]
    adapted.findings += products_findings(db, label) if with_products else ()
    left = (ITEMS, ITEM_ROWS, PAYMENTS, CUSTOMERS, ROWS, "crri_rows")
    for name in () if compared else left:
        db.execute(f"DROP TABLE IF EXISTS {name}")
    return adapted


def _leave_trailer(db: DuckDB, file: SourceFile, number: int, words: Sequence[str]) -> None:
    """Lines with these words below the last row are no rows; above it they are rejects."""
    loaded = file.loaded
    below: list[Reject] = []
    if any(_has_a_word(reject, words) for reject in loaded.rejects):
        last = db.scalar(f"SELECT max(crri_record) FROM {ROWS} WHERE crri_file = {number}")
        line = 0 if last is None else file.lines_of([last])[last]
        below = [r for r in loaded.rejects if r.line > line and _has_a_word(r, words)]
    loaded.rejects = [masked_reject(r) for r in loaded.rejects if r not in below]
    loaded.blank += len(below)


def _has_a_word(reject: Reject, words: Sequence[str]) -> bool:
    return any(word in reject.value.lower() for word in words)


def _rows(db: DuckDB, sql: RowSql) -> None:
    """Every row with what it says: `crri_rows`."""
    layout = sql.layout
    status, status_class = sql.status()
    identities = [f"{value} AS identity_{n}" for n, (_, value) in enumerate(sql.identities())]
    identities += [f"{value} AS other_{n}" for n, (_, value) in enumerate(sql.others())]
    amounts = [f"{sql.amount(name)} AS {name}" for name in (*ORDER_AMOUNTS, *ITEM_AMOUNTS)]
    parts = [
        "crri_file",
        "crri_record",
        f"{PLACE} AS place",
        f"{sql.order()} AS order_id",
        f"CAST({sql.fate()} AS INTEGER) AS fate",
        f"{sql.refund_of()} AS refund_of",
        f"{sql.time()} AS placed",
        f"{sql.is_item()} AS is_item",
        f"{masked_sql(f'CAST({status} AS VARCHAR)')} AS status",
        f"CAST({status_class} AS VARCHAR) AS class",
        *((f"{sql.joins()} AS joins",) if sql.source.customers else ()),
        f"{word_of(layout.state, sql.names)} AS state",
        f"{word_of(layout.payment_type, sql.names)} AS payment_type",
        f"{currency_of(layout.currency, sql.names)} AS currency",
        *identities,
        *amounts,
    ]
    db.execute(f"CREATE TABLE crri_rows AS SELECT {', '.join(parts)} FROM {ROWS}")


def _overlap(db: DuckDB, source: Source, sql: RowSql, label: str) -> list[Finding]:
    """An order that is in two files with equal rows counts once.

    Where nothing that is read tells one item from another, all of the row has to.
    """
    if len(source.files) < 2:
        return []
    whole = sql.said() if sql.tells_items else sql.alike()
    db.execute(
        f"""CREATE TABLE crri_overlap AS
            SELECT order_id, min(crri_file) AS kept, count(DISTINCT content) > 1 AS differs,
                   count(DISTINCT whole) > 1 AS unclear
            FROM (SELECT {sql.order()} AS order_id, crri_file,
                         hash(count(*), sum(hash({sql.said()}))) AS content,
                         hash(count(*), sum(hash({whole}))) AS whole
                  FROM {ROWS} s GROUP BY ALL)
            GROUP BY order_id HAVING count(*) > 1"""
    )
    conflicts = overlap_conflicts(db, sql, label)
    db.execute(
        f"""UPDATE crri_rows SET fate = {OVERLAP} FROM crri_overlap o
            WHERE crri_rows.order_id = o.order_id AND crri_file <> o.kept"""
    )
    db.execute("DROP TABLE crri_overlap")
    return conflicts


def _other_currencies(db: DuckDB, sql: RowSql) -> None:
    """Rows in a currency that was not chosen; a blank one is that of the order's other rows."""
    if not sql.layout.only_currencies or not sql.source.has(sql.layout.currency):
        return
    db.execute(
        """UPDATE crri_rows SET currency = o.currency
           FROM (SELECT order_id, arg_min(currency, place) AS currency FROM crri_rows
                 WHERE currency <> '' GROUP BY order_id) o
           WHERE crri_rows.order_id = o.order_id AND coalesce(crri_rows.currency, '') = ''"""
    )
    db.execute(
        f"""UPDATE crri_rows SET fate = {OTHER_CURRENCY}
            WHERE fate IS NULL AND {is_other_currency("currency", sql.layout)}"""
    )


def _orders(db: DuckDB, sql: RowSql) -> None:
    """What the rows of sales say of each order: `crri_orders`."""
    identities = [f"identity_{n}" for n, _ in enumerate(sql.identities())]
    identities += [f"other_{n}" for n, _ in enumerate(sql.others())]
    fields = (
        *("placed", "status", "class", "state", "payment_type", "currency"),
        *(("joins",) if sql.source.customers else ()),
        *identities,
    )
    amounts = ORDER_AMOUNTS
    sums = """min(place) AS place, count(*) AS source_rows, sum(item_shipping) AS item_shipping,
              sum(item_tax) AS item_tax, sum(item_discount) AS item_discount, sum(lines) AS lines,
              sum(item_paid) AS item_paid, sum(item_goods) FILTER (is_item) AS item_goods"""
    of_sales = "FROM crri_rows WHERE fate IS NULL GROUP BY order_id"
    worth = "coalesce(goods, s.item_goods, 0) AS worth"
    if sql.layout.order_fields == "first_filled":
        first = ", ".join(f"arg_min({name}, place) AS {name}" for name in (*fields, *amounts))
        made = f"""SELECT * EXCLUDE (item_paid) REPLACE (coalesce(paid, item_paid) AS paid),
                          {worth} FROM (SELECT order_id, {first}, {sums} {of_sales}) s"""
    else:
        of_first = [f"r.{name}" for name in ("order_id", *fields, *amounts) if name != "paid"]
        first = ", ".join([*of_first, "coalesce(r.paid, s.item_paid) AS paid"])
        made = f"""SELECT {first}, s.* EXCLUDE (order_id, item_paid), {worth}
                   FROM (SELECT order_id, {sums} {of_sales}) s
                   JOIN crri_rows r ON s.place = r.place"""
    db.execute(f"CREATE TABLE crri_orders AS {made}")
    blank = sql.layout.class_of_blank
    if sql.layout.status and all(rule.filled for rule in sql.layout.status):
        # What is not canceled is a sale where nothing else is said of an order.
        blank = "sale"
    if blank is not None:
        # Of an order, not of a row: another row of it may have the word.
        db.execute(
            f"""UPDATE crri_orders SET class = {sql_literal(blank)}
                WHERE class IS NULL AND coalesce(status, '') = ''"""
        )
    db.execute(
        """UPDATE crri_orders SET refund = r.refund
           FROM (SELECT refund_of, -sum(coalesce(goods, item_goods)) AS refund FROM crri_rows
                 WHERE refund_of IS NOT NULL AND fate >= 0 GROUP BY refund_of) r
           WHERE order_id = r.refund_of"""
    )


def _fates(db: DuckDB) -> dict[int | None, tuple[int, Decimal]]:
    """Rows and goods by fate; what belongs to a whole order is on its first row."""
    return {
        fate: (rows, Decimal(money))
        for fate, rows, money in db.rows(
            """SELECT fate, count(*), coalesce(sum(item_goods) FILTER (is_item), 0)
                      + coalesce(sum(goods) FILTER (place = first), 0)
               FROM (SELECT *, min(place) FILTER (goods IS NOT NULL)
                                   OVER (PARTITION BY order_id, fate) AS first FROM crri_rows)
               GROUP BY fate"""
        )
    }


def _tax(db: DuckDB, sql: RowSql) -> Tax | None:
    """The tax that is in what was paid, where the layout tells it from the goods.

    A file of payments has them of other orders than those that have a total.
    """
    layout = sql.layout
    if sql.source.payments:
        return None
    name = next((name for name in ("tax", "item_tax") if sql.source.can(name)), None)
    if name is None or sql.source.total is None or "tax" in layout.goods_include:
        return None
    tax = "coalesce(o.tax, o.item_tax, 0)"
    amount, without = db.row(
        f"""SELECT coalesce(sum({tax}), 0),
                   count(*) FILTER (o.paid <> i.goods + i.shipping + {tax})
            FROM crri_orders o JOIN (
                SELECT order_id, sum(price) AS goods, sum(coalesce(freight_value, 0)) AS shipping
                FROM order_items GROUP BY order_id
            ) i ON o.order_id = i.order_id WHERE o.paid IS NOT NULL"""
    )
    return Tax(layout.amounts[name].text(sql.header.__getitem__), cents(amount), without)


def _as_loaded(db: DuckDB, adapted: Adapted) -> list[Loaded]:
    """What stands for the raw tables in checks and statements; rejected rows are items."""
    read_into = {"order_items": [*adapted.orders, *adapted.beside.items]}
    if adapted.source.is_worth_items:
        read_into = {"orders": adapted.orders, "order_items": adapted.beside.items}
    if adapted.beside.payments:
        read_into["order_payments"] = adapted.beside.payments
    read_into["customers"] = adapted.beside.customers
    made = []
    for name, columns in adapted.source.tables.items():
        files = read_into.get(name) or adapted.orders
        file = replace(files[0].file, header=columns)
        table = Loaded(RAW_BY_NAME[name], file, label_of([one.label for one in files]))
        table.accepted = int(db.scalar(f"SELECT count(*) FROM {name}"))
        table.rejects = [reject for one in read_into.get(name, ()) for reject in one.rejects]
        made.append(table)
    return made

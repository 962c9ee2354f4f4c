"""The rows of an export brought into the raw tables, every row and cent accounted for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import duckdb

from crri_gui.contract import RAW_BY_NAME
from crri_gui.definitions import Conventions
from crri_gui.engine.adapt.findings import overlap_conflicts, source_findings
from crri_gui.engine.adapt.masking import masked_reject, masked_sql
from crri_gui.engine.adapt.own_names import OwnWords, Tax, header_of, own_words
from crri_gui.engine.adapt.own_rows import keep_rows
from crri_gui.engine.adapt.pseudonyms import is_personal, published
from crri_gui.engine.adapt.read import ROWS, SourceFile, column_names, read_source
from crri_gui.engine.adapt.rows import AMOUNTS, OTHER_CURRENCY, OVERLAP, REJECTED, RowSql
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding
from crri_gui.engine.discover.multi_file import label_of
from crri_gui.engine.discover.sources import Source
from crri_gui.engine.ingest.csv_reader import TYPES
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.engine.layouts.layout import Identity
from crri_gui.engine.quality.reconcile import cents
from crri_gui.errors import InputError, UsageError


@dataclass
class Adapted:
    """What an export became.

    `files` are the files with what became of their records, `tables` stand for the raw tables
    that were made; `classes` are the classes of the status words, in lower case. `fates` are the
    rows and goods by what became of them: None those of sales, else as in `rows`; `goods` is what
    the items are worth that were made of them, `refused` what is known of rows
    that could not be read. `words` are those of the files.
    """

    source: Source
    files: list[Loaded]
    tables: list[Loaded]
    classes: dict[str, str]
    fates: dict[int | None, tuple[int, Decimal]]
    goods: Decimal
    refused: Decimal
    words: OwnWords
    findings: list[Finding] = field(default_factory=list)


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
) -> Adapted:
    """Read the files of an export and make the raw tables of them.

    `key` gives the key of the pseudonyms, where there are persons. `compared` are identities that
    customers might be told by instead: then the rows as they were read and what they say stay too
    (`ROWS`, `crri_rows`), and each order has the columns other_0 and so on.

    `with_rows` keeps the files' own rows (`own_rows`).

    Leaves `order_refunds`, and `crri_orders` with what the layout says of each order. Raises
    `InputError` where the files cannot be read, `OutputError` where the key of the pseudonyms
    cannot be kept.
    """
    layout = source.layout
    _refuse_unknown_zone(db, layout.zone)
    reading = replace(source, layout=replace(layout, customer=(*layout.customer, *compared)))
    files = read_source(db, folder, reading, work, conventions)
    for file in files:
        _leave_trailer(file, source)
    sql = RowSql(source, column_names(reading), header_of(source), compared)
    try:
        _rows(db, sql)
        label = label_of([file.loaded.label for file in files])
        conflicts = _overlap(db, source, sql, label)
        _other_currencies(db, sql)
        _orders(db, sql)
        refused = _settle_refused(db, sql, files)
        _refuse_late(db, sql, files)
        fates = _fates(db)
        secret = _raw_tables(db, sql, key)
        if with_rows:
            keep_rows(db, sql, [file.loaded.label for file in files], secret)
    except (duckdb.ConversionException, duckdb.OutOfRangeException) as error:
        name = " + ".join(source.layout.amounts)
        raise InputError("amounts_too_large", table=source.layout.title, column=name) from error
    goods = Decimal(db.scalar("SELECT coalesce(sum(price), 0) FROM order_items"))
    classes = dict(
        db.rows("SELECT DISTINCT lower(status), class FROM crri_orders WHERE class IS NOT NULL")
    )
    loaded = [file.loaded for file in files]
    words = own_words(source, label, _tax(db, sql))
    adapted = Adapted(source, loaded, [], classes, fates, goods, refused, words)
    adapted.tables = _as_loaded(db, adapted)
    adapted.findings = [*conflicts, *source_findings(db, adapted, sql)]
    for name in () if compared else (ROWS, "crri_rows"):
        db.execute(f"DROP TABLE {name}")
    return adapted


def _refuse_unknown_zone(db: DuckDB, zone: str | None) -> None:
    known = "SELECT count(*) FROM pg_timezone_names() WHERE name = $zone"
    if zone is not None and not db.scalar(known, {"zone": zone}):
        raise UsageError("time_zone_unknown", zone=zone)


def _leave_trailer(file: SourceFile, source: Source) -> None:
    """Lines below the table are no rows."""
    loaded, words = file.loaded, source.layout.trailer
    below = [r for r in loaded.rejects if any(word in r.value.lower() for word in words)]
    loaded.rejects = [masked_reject(r) for r in loaded.rejects if r not in below]
    loaded.blank += len(below)


def _rows(db: DuckDB, sql: RowSql) -> None:
    """Every row with what it says: `crri_rows`."""
    layout = sql.layout
    status, status_class = sql.status()
    identities = [f"{value} AS identity_{n}" for n, (_, value) in enumerate(sql.identities())]
    identities += [f"{value} AS other_{n}" for n, (_, value) in enumerate(sql.others())]
    amounts = [f"{sql.amount(name)} AS {name}" for name in AMOUNTS]
    parts = [
        "crri_file",
        "crri_record",
        "crri_file * (1::BIGINT << 40) + crri_record AS place",
        f"{sql.order()} AS order_id",
        f"CAST({sql.fate()} AS INTEGER) AS fate",
        f"{sql.refund_of()} AS refund_of",
        f"{sql.time()} AS placed",
        f"{sql.is_item()} AS is_item",
        f"{masked_sql(f'CAST({status} AS VARCHAR)')} AS status",
        f"CAST({status_class} AS VARCHAR) AS class",
        f"{_word(sql, layout.state)} AS state",
        f"{_word(sql, layout.payment_type)} AS payment_type",
        f"upper(trim(CAST({sql.text(layout.currency)} AS VARCHAR))) AS currency",
        *identities,
        *amounts,
    ]
    db.execute(f"CREATE TABLE crri_rows AS SELECT {', '.join(parts)} FROM {ROWS}")


def _word(sql: RowSql, column: str | None) -> str:
    return masked_sql(f"CAST({sql.text(column)} AS VARCHAR)")


def _overlap(db: DuckDB, source: Source, sql: RowSql, label: str) -> list[Finding]:
    """An order that is in two files with equal rows counts once."""
    if len(source.files) < 2:
        return []
    said = ", ".join(f"s.{name}" for name in sql.names.values())
    db.execute(
        f"""CREATE TABLE crri_overlap AS
            SELECT order_id, min(crri_file) AS kept, count(DISTINCT content) > 1 AS differs
            FROM (SELECT {sql.order()} AS order_id, crri_file,
                         hash(count(*), sum(hash(ROW({said})))) AS content
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
            WHERE fate IS NULL AND {sql.other_currency()}"""
    )


def _orders(db: DuckDB, sql: RowSql) -> None:
    """What the rows of sales say of each order: `crri_orders`."""
    identities = [f"identity_{n}" for n, _ in enumerate(sql.identities())]
    identities += [f"other_{n}" for n, _ in enumerate(sql.others())]
    fields = ("placed", "status", "class", "state", "payment_type", "currency", *identities)
    amounts = ("goods", "shipping", "tax", "discount", "paid", "refund")
    if sql.layout.order_fields == "first_filled":
        first = ", ".join(f"arg_min({name}, place) AS {name}" for name in (*fields, *amounts))
    else:
        struct = ", ".join(f"'{name}': {name}" for name in (*fields, *amounts))
        first = f"unnest(arg_min({{{struct}}}, place))"
    db.execute(
        f"""CREATE TABLE crri_orders AS
            SELECT order_id, {first}, min(place) AS place, count(*) AS source_rows,
                   sum(item_shipping) AS item_shipping, sum(item_tax) AS item_tax,
                   sum(item_discount) AS item_discount
            FROM crri_rows WHERE fate IS NULL GROUP BY order_id"""
    )
    db.execute(
        """UPDATE crri_orders SET refund = r.refund
           FROM (SELECT refund_of, -sum(coalesce(goods, item_goods)) AS refund FROM crri_rows
                 WHERE refund_of IS NOT NULL AND fate >= 0 GROUP BY refund_of) r
           WHERE order_id = r.refund_of"""
    )


def _settle_refused(db: DuckDB, sql: RowSql, files: list[SourceFile]) -> Decimal:
    """What the rows are worth that could not be read, as far as it is known.

    The goods of a whole order are told once, and not at all of rows whose order has others that
    tell them.
    """
    db.execute("CREATE TEMP TABLE crri_told (order_id VARCHAR)")
    orders = sorted({r.order_id for file in files for r in file.loaded.rejects if r.order_id})
    told: set[str] = set()
    if orders and sql.source.can("goods"):
        rows = db.rows(
            """SELECT order_id FROM crri_orders
               WHERE goods IS NOT NULL AND order_id IN (SELECT unnest($orders))""",
            {"orders": orders},
        )
        told = {order for (order,) in rows}
    known = Decimal(0)
    for file in files:
        for place, reject in enumerate(file.loaded.rejects):
            if reject.order_id in told:
                reject = replace(reject, money=Decimal(0))
            elif reject.order_id and reject.money is not None and sql.source.can("goods"):
                told.add(reject.order_id)
            file.loaded.rejects[place] = reject
            known += reject.money or 0
    # Later rows of these orders are refused for want of their first.
    if told:
        db.execute("INSERT INTO crri_told SELECT unnest($orders)", {"orders": sorted(told)})
    return known


def _refuse_late(db: DuckDB, sql: RowSql, files: list[SourceFile]) -> None:
    """Rows of orders without a time, and rows without their amount, are rejects."""
    goods = "goods" if sql.source.can("goods") else "item_goods"
    named = sql.layout.amounts[goods].columns[0]
    time = sql.names[sql.layout.time[0]]
    no_goods = "o.goods IS NULL" if goods == "goods" else "r.is_item AND r.item_goods IS NULL"
    # Shops blank the amounts of what was cancelled.
    no_goods = f"o.class IS DISTINCT FROM 'void' AND {no_goods}"
    # What belongs to the whole order is missing once, in its first row.
    known = (
        "r.place <> o.place OR r.order_id IN (SELECT order_id FROM crri_told)"
        if goods == "goods"
        else "false"
    )
    # Where columns are shifted, an e-mail stands for the order.
    mail = "contains(r.order_id, '@')"
    rows = db.rows(
        f"""SELECT r.crri_file, r.crri_record,
                   CASE WHEN {mail} THEN '{sql.order()}' WHEN o.placed IS NULL THEN '{time}'
                        ELSE '{sql.names[named]}' END,
                   CASE WHEN {mail} OR o.placed IS NULL OR {known}
                        THEN coalesce(r.item_goods, CASE WHEN r.place = o.place THEN o.goods END, 0)
                   END
            FROM crri_rows r JOIN crri_orders o ON r.order_id = o.order_id
            WHERE r.fate IS NULL AND ({mail} OR o.placed IS NULL OR {no_goods})"""
    )
    for number, file in enumerate(files):
        records = {row[1]: row[2] for row in rows if row[0] == number}
        money = {row[1]: row[3] for row in rows if row[0] == number}
        if records:
            rejects = file.reject(records)
            for record, reject in zip(sorted(records), rejects, strict=True):
                known = money[record]
                file.loaded.rejects.append(
                    reject if known is None else replace(reject, money=Decimal(known))
                )
            file.loaded.accepted -= len(records)
            db.execute(
                f"""UPDATE crri_rows SET fate = {REJECTED}
                    WHERE crri_file = {number} AND crri_record IN (SELECT unnest($records))""",
                {"records": sorted(records)},
            )
    if rows:
        db.execute(
            """DELETE FROM crri_orders WHERE order_id NOT IN
               (SELECT order_id FROM crri_rows WHERE fate IS NULL)"""
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
    """The tax that is in what was paid, where the layout tells it from the goods."""
    layout = sql.layout
    name = next((name for name in ("tax", "item_tax") if sql.source.can(name)), None)
    if name is None or not sql.source.can("paid") or "tax" in layout.goods_include:
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


def _raw_tables(db: DuckDB, sql: RowSql, key: Callable[[], str]) -> str | None:
    """The raw tables, from `crri_orders` and the items among `crri_rows`; None for plain ids."""
    who = [(f"identity_{n}", one.kind) for n, (one, _) in enumerate(sql.identities())]
    personal = [f"{name} IS NOT NULL" if kind != "id" else is_personal(name) for name, kind in who]
    asked = f"SELECT count(*) FROM crri_orders WHERE {' OR '.join(personal) or 'false'}"
    plain = sql.layout.persons == "plain"
    secret = None if plain else key() if db.scalar(asked) else ""
    chain = ", ".join([*(published(*one, secret) for one in who), "NULL"])
    db.execute(
        """CREATE TABLE orders AS
            SELECT order_id, order_id AS customer_id, status AS order_status,
                   placed AS order_purchase_timestamp,
                   NULL::TIMESTAMP AS order_delivered_customer_date,
                   NULL::TIMESTAMP AS order_estimated_delivery_date
            FROM crri_orders ORDER BY place"""
    )
    db.execute(
        f"""CREATE TABLE customers AS
            SELECT order_id AS customer_id, CAST(coalesce({chain}) AS VARCHAR)
                       AS customer_unique_id, state AS customer_state
            FROM crri_orders ORDER BY place"""
    )
    shipping = "coalesce(o.shipping, 0)" if sql.source.can("shipping") else "NULL::DECIMAL(18, 4)"
    if sql.source.can("goods"):
        items = f"""SELECT order_id, 1 AS order_item_id, coalesce(goods, 0) AS price, {shipping}
                    FROM crri_orders o ORDER BY place"""
    else:
        freight = (
            "coalesce(r.item_shipping, 0)"
            if sql.source.can("item_shipping")
            else f"CASE WHEN row_number() OVER items = 1 THEN {shipping} END"
        )
        freight = f"coalesce({freight}, 0)" if "freight_value" in _freight(sql) else freight
        items = f"""SELECT r.order_id, row_number() OVER items, coalesce(r.item_goods, 0), {freight}
                    FROM crri_rows r JOIN crri_orders o ON r.order_id = o.order_id
                    WHERE r.fate IS NULL AND r.is_item
                    WINDOW items AS (PARTITION BY r.order_id ORDER BY r.place) ORDER BY r.place"""
    db.execute(f"CREATE TABLE order_items ({_typed('order_items')})")
    db.execute(f"INSERT INTO order_items {items}")
    db.execute(f"CREATE TABLE order_payments ({_typed('order_payments')})")
    if sql.source.can("paid"):
        db.execute(
            """INSERT INTO order_payments SELECT order_id, 1, payment_type, paid
               FROM crri_orders WHERE paid IS NOT NULL ORDER BY place"""
        )
    db.execute(f"CREATE TABLE order_reviews ({_typed('order_reviews')})")
    db.execute(
        """CREATE TABLE order_refunds AS SELECT order_id, refund AS refunded FROM crri_orders
           WHERE refund <> 0"""
    )
    return secret


def _freight(sql: RowSql) -> tuple[str, ...]:
    return sql.source.tables["order_items"]


def _typed(table: str) -> str:
    return ", ".join(f"{c.name} {TYPES[c.kind]}" for c in RAW_BY_NAME[table].columns)


def _as_loaded(db: DuckDB, adapted: Adapted) -> list[Loaded]:
    """What stands for the raw tables in checks and statements; rejected rows are items."""
    label = label_of([file.label for file in adapted.files])
    made = []
    for name, columns in adapted.source.tables.items():
        file = replace(adapted.source.files[0], header=columns)
        table = Loaded(RAW_BY_NAME[name], file, label)
        table.accepted = int(db.scalar(f"SELECT count(*) FROM {name}"))
        if name == "order_items":
            table.rejects = [reject for one in adapted.files for reject in one.rejects]
        made.append(table)
    return made

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
from crri_gui.engine.adapt.read import ROWS, SourceFile, column_names, read_source
from crri_gui.engine.adapt.rows import AMOUNTS, OTHER_CURRENCY, OVERLAP, REJECTED, RowSql
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding
from crri_gui.engine.discover.header import normalised
from crri_gui.engine.discover.multi_file import label_of
from crri_gui.engine.discover.sources import Source
from crri_gui.engine.ingest.csv_reader import TYPES
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.engine.ingest.rejects import Reject
from crri_gui.engine.layouts.layout import Identity
from crri_gui.errors import InputError, UsageError


@dataclass
class Adapted:
    """What an export became.

    `files` are the files with what became of their records, `tables` stand for the raw tables
    that were made; `classes` are the classes of the status words, in lower case. `fates` are the
    rows and goods by what became of them: None those of sales, else as in `rows`; `goods` is what
    the items are worth that were made of them.
    """

    source: Source
    files: list[Loaded]
    tables: list[Loaded]
    classes: dict[str, str]
    fates: dict[int | None, tuple[int, Decimal]]
    goods: Decimal
    findings: list[Finding] = field(default_factory=list)


def adapt(
    db: DuckDB,
    folder: Path,
    key: Callable[[], str],
    source: Source,
    work: Path,
    conventions: Conventions,
    compared: Sequence[Identity] = (),
) -> Adapted:
    """Read the files of an export and make the raw tables of them.

    `key` gives the key of the pseudonyms, where there are persons. `compared` are identities that
    customers might be told by instead: then the rows as they were read and what they say stay too
    (`ROWS`, `crri_rows`), and each order has the columns other_0 and so on.

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
    header = {normalised(name): name.strip() for file in source.files for name in file.header}
    sql = RowSql(source, column_names(reading), header, compared)
    try:
        _rows(db, sql)
        conflicts = _overlap(db, source, sql)
        _other_currencies(db, sql)
        _orders(db, sql)
        _refuse_late(db, sql, files)
        fates = _fates(db)
        _raw_tables(db, sql, key)
    except (duckdb.ConversionException, duckdb.OutOfRangeException) as error:
        name = " + ".join(source.layout.amounts)
        raise InputError("amounts_too_large", table=source.layout.title, column=name) from error
    goods = Decimal(db.scalar("SELECT coalesce(sum(price), 0) FROM order_items"))
    classes = dict(
        db.rows("SELECT DISTINCT lower(status), class FROM crri_orders WHERE class IS NOT NULL")
    )
    adapted = Adapted(source, [file.loaded for file in files], [], classes, fates, goods)
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
    loaded.rejects = [_without_person(r) for r in loaded.rejects if r not in below]
    loaded.blank += len(below)


def _without_person(reject: Reject) -> Reject:
    """A reject without what may tell of a person: rejects are published, and told in findings.

    A whole record is known by its file and line.
    """
    return replace(reject, value="") if not reject.column or "@" in reject.value else reject


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
        f"CAST({status} AS VARCHAR) AS status",
        f"CAST({status_class} AS VARCHAR) AS class",
        f"CAST({sql.text(layout.state)} AS VARCHAR) AS state",
        f"CAST({sql.text(layout.payment_type)} AS VARCHAR) AS payment_type",
        f"upper(trim(CAST({sql.text(layout.currency)} AS VARCHAR))) AS currency",
        *identities,
        *amounts,
    ]
    db.execute(f"CREATE TABLE crri_rows AS SELECT {', '.join(parts)} FROM {ROWS}")


def _overlap(db: DuckDB, source: Source, sql: RowSql) -> list[Finding]:
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
    conflicts = overlap_conflicts(db, sql)
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
    amounts = ("goods", "shipping", "tax", "paid", "refund")
    if sql.layout.order_fields == "first_filled":
        first = ", ".join(f"arg_min({name}, place) AS {name}" for name in (*fields, *amounts))
    else:
        struct = ", ".join(f"'{name}': {name}" for name in (*fields, *amounts))
        first = f"unnest(arg_min({{{struct}}}, place))"
    db.execute(
        f"""CREATE TABLE crri_orders AS
            SELECT order_id, {first}, min(place) AS place, count(*) AS source_rows,
                   sum(item_shipping) AS item_shipping, sum(item_tax) AS item_tax
            FROM crri_rows WHERE fate IS NULL GROUP BY order_id"""
    )
    db.execute(
        """UPDATE crri_orders SET refund = r.refund
           FROM (SELECT refund_of, -sum(coalesce(goods, item_goods)) AS refund FROM crri_rows
                 WHERE refund_of IS NOT NULL AND fate >= 0 GROUP BY refund_of) r
           WHERE order_id = r.refund_of"""
    )


def _refuse_late(db: DuckDB, sql: RowSql, files: list[SourceFile]) -> None:
    """Rows of orders without a time, and rows without their amount, are rejects."""
    goods = "goods" if sql.source.can("goods") else "item_goods"
    named = sql.layout.amounts[goods].columns[0]
    time = sql.names[sql.layout.time[0]]
    no_goods = "o.goods IS NULL" if goods == "goods" else "r.is_item AND r.item_goods IS NULL"
    # Shops blank the amounts of what was cancelled.
    no_goods = f"o.class IS DISTINCT FROM 'void' AND {no_goods}"
    # What belongs to the whole order is missing once, in its first row.
    known = "r.place <> o.place" if goods == "goods" else "false"
    rows = db.rows(
        f"""SELECT r.crri_file, r.crri_record, r.order_id,
                   CASE WHEN o.placed IS NULL THEN '{time}' ELSE '{sql.names[named]}' END,
                   CASE WHEN o.placed IS NULL OR {known}
                        THEN coalesce(r.item_goods, CASE WHEN r.place = o.place THEN o.goods END, 0)
                   END
            FROM crri_rows r JOIN crri_orders o ON r.order_id = o.order_id
            WHERE r.fate IS NULL AND (o.placed IS NULL OR {no_goods})"""
    )
    for number, file in enumerate(files):
        records = {row[1]: (row[3], row[2]) for row in rows if row[0] == number}
        money = {row[1]: row[4] for row in rows if row[0] == number}
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


def _raw_tables(db: DuckDB, sql: RowSql, key: Callable[[], str]) -> None:
    """The raw tables, from `crri_orders` and the items among `crri_rows`."""
    who = [(f"identity_{n}", one.kind) for n, (one, _) in enumerate(sql.identities())]
    personal = [
        f"{name} IS NOT NULL" if kind != "id" else f"contains({name}, '@')" for name, kind in who
    ]
    asked = f"SELECT count(*) FROM crri_orders WHERE {' OR '.join(personal) or 'false'}"
    plain = sql.layout.persons == "plain"
    secret = key() if not plain and db.scalar(asked) else ""
    told = [one[0] if plain else _published(*one, secret) for one in who]
    chain = ", ".join([*told, "NULL"])
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


def _freight(sql: RowSql) -> tuple[str, ...]:
    return sql.source.tables["order_items"]


def _published(name: str, kind: str, secret: str) -> str:
    """The id that stands for a customer: plain where it is one, else a hash by the key."""
    hashed = f"'p' || left(sha256('{secret}:{kind}:' || {name}), 24)"
    if kind != "id":
        return hashed
    # An e-mail in a column of ids is an e-mail.
    return f"CASE WHEN contains({name}, '@') THEN {hashed} ELSE {name} END"


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

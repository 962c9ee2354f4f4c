"""The raw tables that the orders of an export become, and the products that were bought."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from crri_gui.engine.adapt.beside import PAYMENTS
from crri_gui.engine.adapt.items import ITEM_ROWS, ITEMS, items_of
from crri_gui.engine.adapt.persons.pseudonyms import is_personal, published
from crri_gui.engine.adapt.read import ROWS
from crri_gui.engine.adapt.rows import RowSql, word_of
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.ingest.csv_reader import TYPES
from crri_gui.engine.ingest.products import TABLE, make_table
from crri_gui.engine.layouts.layout import Identity
from crri_gui.raw_tables import RAW_BY_NAME


def raw_tables(
    db: DuckDB, sql: RowSql, told_by: Sequence[tuple[str, Identity, str]], key: Callable[[], str]
) -> str | None:
    """Make the raw tables, from `crri_orders` and the items among `crri_rows`.

    `told_by` are the columns of `crri_orders` that tell the customer, best first. Returns the key
    of the pseudonyms, None where ids are plain.
    """
    who = [(name, one.kind) for name, one, _ in told_by]
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
    elif sql.source.is_worth_items:
        # Shipping is the order's: its first item bears it.
        of_order = "coalesce(o.shipping, o.item_shipping, 0)"
        first = f"CASE WHEN row_number() OVER items = 1 THEN {of_order} ELSE 0 END"
        items = f"""SELECT i.order_id, row_number() OVER items, i.goods,
                           {first if _freight(sql) else "NULL"}
                    FROM {ITEMS} i JOIN crri_orders o ON i.order_id = o.order_id
                    WHERE i.fate IS NULL
                    WINDOW items AS (PARTITION BY i.order_id ORDER BY i.place) ORDER BY i.place"""
    else:
        freight = (
            "coalesce(r.item_shipping, 0)"
            if sql.source.can("item_shipping")
            else f"CASE WHEN row_number() OVER items = 1 THEN {shipping} END"
        )
        freight = f"coalesce({freight}, 0)" if _freight(sql) else freight
        items = f"""SELECT r.order_id, row_number() OVER items, coalesce(r.item_goods, 0), {freight}
                    FROM crri_rows r JOIN crri_orders o ON r.order_id = o.order_id
                    WHERE r.fate IS NULL AND r.is_item
                    WINDOW items AS (PARTITION BY r.order_id ORDER BY r.place) ORDER BY r.place"""
    db.execute(f"CREATE TABLE order_items ({_typed('order_items')})")
    db.execute(f"INSERT INTO order_items {items}")
    db.execute(f"CREATE TABLE order_payments ({_typed('order_payments')})")
    if sql.source.payments:
        db.execute(
            f"""INSERT INTO order_payments
                SELECT order_id, row_number() OVER (PARTITION BY order_id ORDER BY place),
                       payment_type, amount
                FROM {PAYMENTS} WHERE fate IS NULL ORDER BY place"""
        )
    elif sql.source.total is not None:
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


def products_of(db: DuckDB, sql: RowSql) -> None:
    """Make `order_products` of the columns that the layout names for it.

    Those of a file of items go before those of the orders' own rows.
    """
    make_table(db)
    items, source = sql.layout.items, sql.source
    if source.items and items is not None and (items.product or items.category):
        names, columns = items_of(source).names, (items.product, items.category)
        rows, kept = ITEM_ROWS, f"SELECT * FROM {ITEMS} WHERE fate IS NULL"
    else:
        names, columns = dict(sql.names), (sql.layout.product, sql.layout.category)
        rows, kept = ROWS, "SELECT * FROM crri_rows WHERE fate IS NULL AND is_item"
    if not any(column in names for column in columns):
        return
    product, category = (f"nullif(trim({word_of(column, names)}), '')" for column in columns)
    db.execute(
        f"""INSERT INTO {TABLE}
            SELECT DISTINCT r.order_id, {product} AS product, {category} AS category
            FROM {rows} s JOIN ({kept}) r
            ON s.crri_file = r.crri_file AND s.crri_record = r.crri_record
            WHERE coalesce(product, category) IS NOT NULL"""
    )


def _freight(sql: RowSql) -> bool:
    """Whether the export says what shipping cost."""
    return "freight_value" in sql.source.tables["order_items"]


def _typed(table: str) -> str:
    return ", ".join(f"{c.name} {TYPES[c.kind]}" for c in RAW_BY_NAME[table].columns)

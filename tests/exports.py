"""A made-up shop in layouts of exports, a row an item: for whatever needs more rows than a hand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

TABLES = ("orders", "customers", "order_items", "order_payments")
# Every order with its customer and sums, and its items numbered.
_SHOP = """
CREATE VIEW line AS
SELECT o.order_id, o.order_purchase_timestamp AS placed,
       o.order_status IN ('canceled', 'unavailable') AS void,
       c.customer_unique_id || '@x.example' AS email, c.customer_state AS state,
       CAST(i.order_item_id AS INTEGER) AS number, i.product_id AS product, i.price,
       sum(CAST(i.price AS DECIMAL(18, 2))) OVER w AS goods,
       sum(CAST(i.freight_value AS DECIMAL(18, 2))) OVER w AS shipping,
       p.payment_type AS paid_by
FROM orders o JOIN customers c USING (customer_id) JOIN order_items i USING (order_id)
LEFT JOIN (SELECT order_id, min(payment_type) AS payment_type FROM order_payments GROUP BY ALL) p
USING (order_id)
WINDOW w AS (PARTITION BY order_id)
"""
LAYOUTS = {
    # What belongs to the order stands on its first row alone.
    "shopify": """
        SELECT order_id AS "Name", email AS "Email",
               CASE WHEN number = 1 THEN if(void, 'voided', 'paid') END AS "Financial Status",
               CASE WHEN number = 1 THEN 'BRL' END AS "Currency",
               CASE WHEN number = 1 THEN goods END AS "Subtotal",
               CASE WHEN number = 1 THEN shipping END AS "Shipping",
               CASE WHEN number = 1 THEN 0.00 END AS "Taxes",
               CASE WHEN number = 1 THEN goods + shipping END AS "Total",
               placed || ' -0300' AS "Created at", 1 AS "Lineitem quantity",
               product AS "Lineitem name", price AS "Lineitem price",
               CASE WHEN number = 1 THEN state END AS "Shipping Province",
               NULL AS "Cancelled at",
               CASE WHEN number = 1 THEN paid_by END AS "Payment Method",
               CASE WHEN number = 1 THEN 0.00 END AS "Refunded Amount", NULL AS "Phone"
        FROM line ORDER BY placed, order_id, number""",
    "woocommerce": """
        SELECT order_id AS "Order Number",
               CASE WHEN void THEN 'Cancelled' ELSE 'Completed' END AS "Order Status",
               placed AS "Order Date", state AS "State Code (Shipping)",
               email AS "Email (Billing)", NULL AS "Phone (Billing)",
               paid_by AS "Payment Method Title", 0.00 AS "Cart Discount Amount",
               goods AS "Order Subtotal Amount", shipping AS "Order Shipping Amount",
               0.00 AS "Order Refund Amount", goods + shipping AS "Order Total Amount",
               0.00 AS "Order Total Tax Amount", product AS "SKU", 1 AS "Quantity",
               price AS "Item Cost"
        FROM line ORDER BY placed, order_id, number""",
    "one row an item": """
        SELECT order_id AS "Bestellnummer", placed AS "Bestelldatum",
               split_part(email, '@', 1) AS "Kundennummer", product AS "Artikelnummer",
               1 AS "Menge",
               price AS "Einzelpreis",
               CASE WHEN void THEN 'storniert' ELSE 'versendet' END AS "Status"
        FROM line ORDER BY placed, order_id, number""",
}


def write(made: Path, folder: Path, layouts: Iterable[str] = LAYOUTS) -> dict[str, Path]:
    """The shop in Olist's layout and in the others, each in a folder of its own."""
    con = duckdb.connect()
    for name in TABLES:
        con.execute(
            f"CREATE VIEW {name} AS SELECT * FROM read_csv("
            f"'{made / f'olist_{name}_dataset.csv'}', all_varchar = true, quote = '\"')"
        )
    con.execute(_SHOP)
    folders = {"olist": folder / "olist"}
    folders["olist"].mkdir()
    for name in TABLES:
        # Orders without items are in no export of items.
        with_items = "order_id IN (SELECT order_id FROM order_items)"
        rows = f"orders WHERE {with_items}" if name == "orders" else name
        con.execute(f"COPY (SELECT * FROM {rows}) TO '{folders['olist']}/olist_{name}_dataset.csv'")
    for layout in layouts:
        folders[layout] = folder / layout.replace(" ", "_")
        folders[layout].mkdir()
        con.execute(f"COPY ({LAYOUTS[layout]}) TO '{folders[layout]}/export.csv'")
    return folders

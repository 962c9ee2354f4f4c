"""A shop's export in a known layout against the same shop in Olist's: what adapting costs.

    python tests/benchmarks/exports.py [--lines 1000000] [--runs 1] [--layout shopify]

A made-up shop of so many items is written once in Olist's layout (without its reviews, of which
no export tells) and once in each of the layouts below, a row an item. Each is computed by a
process of its own. It fails where the revenue differs or an export takes more than 1.6 times what
Olist's layout takes. For Linux and macOS.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

# It is started as a script.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks import whole_runs

LIMIT = 1.6
ITEMS_AN_ORDER = 1.13
TABLES = ("orders", "customers", "order_items", "order_payments")
# Every order with its customer and sums, and its items numbered.
_SHOP = """
CREATE VIEW line AS
SELECT o.order_id, o.order_purchase_timestamp AS placed, o.order_status AS status,
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
               CASE WHEN number = 1 THEN CASE status WHEN 'canceled' THEN 'voided' ELSE 'paid' END
               END AS "Financial Status",
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
               CASE status WHEN 'canceled' THEN 'Cancelled' ELSE 'Completed' END AS "Order Status",
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
               split_part(email, '@', 1) AS "Kundennummer", product AS "Artikel", 1 AS "Menge",
               price AS "Einzelpreis",
               CASE status WHEN 'canceled' THEN 'storniert' ELSE 'versendet' END AS "Status"
        FROM line ORDER BY placed, order_id, number""",
}


@dataclass(frozen=True)
class Measured:
    seconds: float
    processor: float
    peak_mb: float
    stages: dict[str, float]
    revenue: Decimal


def write(made: Path, folder: Path, layouts: list[str]) -> dict[str, Path]:
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


def measure(raw: Path, limit: str | None) -> Measured:
    """One whole process."""
    with tempfile.TemporaryDirectory(prefix="crri-bench-out-") as folder:
        out = Path(folder)
        command = [sys.executable, "-m", "crri_gui", "run", "--input-dir", str(raw)]
        command += ["--output-dir", str(out)]
        command += ["--memory-limit", limit] if limit else []
        process = whole_runs.measure(raw.name, command)
        told = json.loads((out / "manifest.json").read_text("utf-8"))
        with (out / "monthly_revenue.csv").open(encoding="utf-8", newline="") as file:
            revenue = sum((Decimal(row["revenue"]) for row in csv.DictReader(file)), Decimal(0))
    return Measured(
        process.seconds, process.processor, process.peak_mb, told["timings_seconds"], revenue
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Exports against Olist's layout.")
    parser.add_argument("--lines", type=int, default=1_000_000, help="items (%(default)s)")
    parser.add_argument("--runs", type=int, default=1, help="of each (%(default)s)")
    parser.add_argument("--layout", choices=LAYOUTS, action="append")
    parser.add_argument("--memory-limit", metavar="2GB")
    options = parser.parse_args()
    layouts = options.layout or list(LAYOUTS)
    with tempfile.TemporaryDirectory(prefix="crri-bench-shop-") as folder:
        made = Path(folder) / "made"
        whole_runs.make_shop(made, round(options.lines / ITEMS_AN_ORDER))
        folders = write(made, Path(folder), layouts)
        runs: dict[str, list[Measured]] = {name: [] for name in folders}
        for _ in range(options.runs):
            for name, raw in folders.items():
                runs[name].append(measure(raw, options.memory_limit))
    first = runs["olist"][0].revenue
    print(f"{options.lines:,} items; {os.cpu_count()} cores; medians of {options.runs}.\n")
    print("| layout | seconds | x Olist | processor s | peak MB | stages, seconds |")
    print("|---|---:|---:|---:|---:|---|")
    base = statistics.median(one.seconds for one in runs["olist"])
    slow = []
    for name, measured in runs.items():
        seconds = statistics.median(one.seconds for one in measured)
        processor = statistics.median(one.processor for one in measured)
        stages = ", ".join(f"{stage} {took:.1f}" for stage, took in measured[0].stages.items())
        peak = max(one.peak_mb for one in measured)
        print(
            f"| {name} | {seconds:.1f} | {seconds / base:.2f} | {processor:.1f} | {peak:,.0f} "
            f"| {stages} |",
            flush=True,
        )
        if measured[0].revenue != first:
            slow.append(f"{name}: a revenue of {measured[0].revenue}, not of {first}")
        if seconds > base * LIMIT:
            slow.append(f"{name}: {seconds / base:.2f} times what Olist's layout takes")
    if slow:
        sys.exit("; ".join(slow))


if __name__ == "__main__":
    main()

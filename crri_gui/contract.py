"""The contract: which raw tables are read, which tables come out, and what every column means.

This is the only place where a column is named, typed and explained. The readers, the
writers, the read-back check, the workbook, the help texts, the documentation and the
Power BI descriptions are made from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RawKind = Literal["key", "text", "time", "money", "integer", "score"]
ColumnType = Literal["text", "integer", "money", "number"]


@dataclass(frozen=True)
class RawColumn:
    """A column that CRRI reads from a raw table.

    `kind` says how its values are read; `needed` that the table is unusable without it;
    `filled` that a row in which it is blank cannot be used.
    """

    name: str
    kind: RawKind
    needed: bool = True
    filled: bool = False


@dataclass(frozen=True)
class RawTable:
    """A raw table: the columns read from it, its key, and what is lost without it.

    `signature` are the columns by which a file is recognised. A table without `columns`
    is understood but feeds no output.
    """

    name: str
    olist_file: str
    signature: tuple[str, ...]
    needed: bool = False
    columns: tuple[RawColumn, ...] = ()
    key: tuple[str, ...] = ()
    without: str = "no output depends on it"


RAW_TABLES: tuple[RawTable, ...] = (
    RawTable(
        "orders",
        "olist_orders_dataset.csv",
        ("order_id", "customer_id", "order_status", "order_purchase_timestamp"),
        needed=True,
        columns=(
            RawColumn("order_id", "key", filled=True),
            RawColumn("customer_id", "key", filled=True),
            RawColumn("order_status", "text"),
            RawColumn("order_purchase_timestamp", "time", filled=True),
            RawColumn("order_delivered_customer_date", "time", needed=False),
            RawColumn("order_estimated_delivery_date", "time", needed=False),
        ),
        key=("order_id",),
        without="nothing can be computed",
    ),
    RawTable(
        "customers",
        "olist_customers_dataset.csv",
        ("customer_id", "customer_unique_id"),
        needed=True,
        columns=(
            RawColumn("customer_id", "key", filled=True),
            RawColumn("customer_unique_id", "key", filled=True),
            RawColumn("customer_state", "text", needed=False),
        ),
        key=("customer_id",),
        without="no customer can be told from another",
    ),
    RawTable(
        "order_items",
        "olist_order_items_dataset.csv",
        ("order_id", "order_item_id", "price"),
        needed=True,
        columns=(
            RawColumn("order_id", "key", filled=True),
            RawColumn("order_item_id", "integer", filled=True),
            RawColumn("price", "money", filled=True),
            RawColumn("freight_value", "money", needed=False),
        ),
        key=("order_id", "order_item_id"),
        without="orders have no value",
    ),
    RawTable(
        "order_payments",
        "olist_order_payments_dataset.csv",
        ("order_id", "payment_sequential", "payment_type", "payment_value"),
        columns=(
            RawColumn("order_id", "key", filled=True),
            RawColumn("payment_sequential", "integer", filled=True),
            RawColumn("payment_type", "text"),
            RawColumn("payment_value", "money", filled=True),
        ),
        key=("order_id", "payment_sequential"),
        without="payment_type is blank and payments are not reconciled with goods",
    ),
    RawTable(
        "order_reviews",
        "olist_order_reviews_dataset.csv",
        ("order_id", "review_id", "review_score"),
        columns=(
            RawColumn("review_id", "key", filled=True),
            RawColumn("order_id", "key", filled=True),
            RawColumn("review_score", "score", filled=True),
            RawColumn("review_answer_timestamp", "time", needed=False),
        ),
        key=("order_id", "review_id"),
        without="review_score and avg_review_score are blank",
    ),
    RawTable("products", "olist_products_dataset.csv", ("product_id", "product_category_name")),
    RawTable("sellers", "olist_sellers_dataset.csv", ("seller_id", "seller_zip_code_prefix")),
    RawTable(
        "geolocation",
        "olist_geolocation_dataset.csv",
        ("geolocation_zip_code_prefix", "geolocation_lat", "geolocation_lng"),
    ),
    RawTable(
        "category_translation",
        "product_category_name_translation.csv",
        ("product_category_name", "product_category_name_english"),
    ),
)
RAW_BY_NAME = {table.name: table for table in RAW_TABLES}


@dataclass(frozen=True)
class Column:
    """A column of an output: its type, unit, meaning, when it is blank, and where it comes from.

    `least` and `most` are the ends of its range, where it has any.
    """

    name: str
    type: ColumnType
    unit: str
    meaning: str
    blank: str
    source: str
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class OutputTable:
    """An output table: its grain, columns in file order, unique key and row order."""

    name: str
    grain: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def file_name(self) -> str:
        """The name of the CSV that dashboards point at."""
        return f"{self.name}.csv"

    @property
    def column_names(self) -> tuple[str, ...]:
        """The header, in order."""
        return tuple(column.name for column in self.columns)


NEVER = "never"
_ORDER_MONTH = Column(
    "order_month",
    "text",
    "month, YYYY-MM",
    "Month of the purchase timestamp, as written in the raw file (no time-zone conversion).",
    NEVER,
    "orders.order_purchase_timestamp",
)
_CUSTOMER = Column(
    "customer_unique_id",
    "text",
    "customer",
    "The customer. The raw customer_id is one per order and is never counted as a customer.",
    NEVER,
    "customers.customer_unique_id",
)

OUTPUT_TABLES: tuple[OutputTable, ...] = (
    OutputTable(
        "master_orders",
        "one row per counted order",
        (
            Column("order_id", "text", "order", "The order.", NEVER, "orders.order_id"),
            _CUSTOMER,
            _ORDER_MONTH,
            Column(
                "order_value",
                "money",
                "currency of the raw data, to the cent",
                "What the order is worth by the option order_value; 0 for an order without items.",
                NEVER,
                "order_items.price (and freight_value), or order_payments.payment_value",
            ),
            Column(
                "payment_type",
                "text",
                "payment type",
                "The type that paid the most of the order; equal amounts: the type with the "
                "lowest payment_sequential; no payment: not_defined.",
                "when there is no payments file",
                "order_payments.payment_type",
            ),
            Column(
                "delivery_days",
                "number",
                "days, two decimals (half up); whole days by option",
                "Time from purchase to delivery to the customer.",
                "not delivered",
                "orders.order_delivered_customer_date - orders.order_purchase_timestamp",
            ),
            Column(
                "review_score",
                "number",
                "score 1 to 5",
                "Score of the order's latest answered review (one with an answer time); equal "
                "answer times: the highest review_id.",
                "no review (filled with the median by option)",
                "order_reviews.review_score",
                least=1,
                most=5,
            ),
            Column(
                "customer_state",
                "text",
                "state",
                "State of the customer as recorded for this order.",
                "blank in the raw file",
                "customers.customer_state",
            ),
            Column(
                "is_repeat_customer",
                "integer",
                "0 or 1",
                "1 when the customer has two or more counted orders in the window.",
                NEVER,
                "counted orders of the customer",
                least=0,
                most=1,
            ),
        ),
        ("order_id",),
    ),
    OutputTable(
        "monthly_revenue",
        "one row per calendar month, without gaps, from the first counted order to the last month "
        "that the raw data covers (a window from..to: every month of it that the data covers)",
        (
            _ORDER_MONTH,
            Column(
                "revenue",
                "money",
                "currency of the raw data, to the cent",
                "Sum of order_value.",
                NEVER,
                "master_orders.order_value",
            ),
            Column(
                "orders",
                "integer",
                "orders",
                "Counted orders.",
                NEVER,
                "master_orders.order_id",
                least=0,
            ),
            Column(
                "customers",
                "integer",
                "customers",
                "Distinct customers who ordered in the month.",
                NEVER,
                "master_orders.customer_unique_id",
                least=0,
            ),
            Column(
                "aov",
                "number",
                "currency of the raw data, per order",
                "Average order value: revenue / orders.",
                "a month without orders",
                "revenue, orders",
            ),
            Column(
                "mom_growth_pct",
                "number",
                "percent",
                "Growth of revenue against the previous calendar month.",
                "the first month, and after a month whose revenue is not above 0",
                "revenue",
            ),
        ),
        ("order_month",),
    ),
    OutputTable(
        "cohort_retention",
        "one row per cohort and observed month, from the cohort's first month to the last one of "
        "monthly_revenue; a month after the data ends has no row",
        (
            Column(
                "cohort_month",
                "text",
                "month, YYYY-MM",
                "Month of the customers' first counted order.",
                NEVER,
                "first order_month of the customer",
            ),
            _ORDER_MONTH,
            Column(
                "active_customers",
                "integer",
                "customers",
                "Distinct customers of the cohort who ordered in order_month; 0 when observed "
                "and nobody came back.",
                NEVER,
                "master_orders.customer_unique_id",
                least=0,
            ),
            Column(
                "cohort_size",
                "integer",
                "customers",
                "Customers of the cohort (repeats on each of the cohort's rows).",
                NEVER,
                "master_orders.customer_unique_id",
                least=1,
            ),
            Column(
                "retention_rate",
                "number",
                "share, 0 to 1",
                "active_customers / cohort_size; 1 in the cohort's first month.",
                NEVER,
                "active_customers, cohort_size",
                least=0,
                most=1,
            ),
        ),
        ("cohort_month", "order_month"),
    ),
    OutputTable(
        "rfm_customers",
        "one row per customer with a counted order",
        (
            _CUSTOMER,
            Column(
                "recency",
                "integer",
                "whole days",
                "Days from the customer's last counted order to the snapshot date.",
                NEVER,
                "last order_purchase_timestamp of the customer",
                least=0,
            ),
            Column(
                "frequency",
                "integer",
                "orders",
                "Counted orders of the customer.",
                NEVER,
                "master_orders.order_id",
                least=1,
            ),
            Column(
                "monetary",
                "money",
                "currency of the raw data, to the cent",
                "Sum of order_value over the customer's counted orders.",
                NEVER,
                "master_orders.order_value",
            ),
            Column(
                "RFM_score",
                "integer",
                "3 to 12",
                "Recency score + frequency score + monetary score, 1 to 4 each; equal values "
                "always get equal scores.",
                NEVER,
                "recency, frequency, monetary",
                least=3,
                most=12,
            ),
            Column(
                "segment",
                "text",
                "Low Value, Mid Value or High Value",
                "High Value from RFM_score 10, Mid Value from 7, else Low Value "
                "(thresholds by option).",
                NEVER,
                "RFM_score",
            ),
        ),
        ("customer_unique_id",),
    ),
    OutputTable(
        "ops_metrics",
        "one row per calendar month, the same months as monthly_revenue",
        (
            _ORDER_MONTH,
            Column(
                "avg_delivery_days",
                "number",
                "days",
                "Mean of delivery_days over the month's delivered orders.",
                "no delivered order",
                "master_orders.delivery_days",
            ),
            Column(
                "avg_review_score",
                "number",
                "score 1 to 5",
                "Mean of review_score over the month's reviewed orders.",
                "no reviewed order",
                "master_orders.review_score",
                least=1,
                most=5,
            ),
            Column(
                "late_delivery_rate",
                "number",
                "share, 0 to 1",
                "Late orders / orders that have both a delivery and an estimated date "
                "(or all orders, by option). Of several months the rate is late orders / judged "
                "orders, which this table does not have: never average it.",
                "no order to judge",
                "orders.order_delivered_customer_date, orders.order_estimated_delivery_date",
                least=0,
                most=1,
            ),
        ),
        ("order_month",),
    ),
)

SEGMENTS: tuple[str, ...] = ("Low Value", "Mid Value", "High Value")
"""The value segments, from low to high."""

NAMED_SEGMENTS: dict[str, tuple[tuple[int, int], ...]] = {
    "Champions": ((5, 4), (5, 5)),
    "Loyal": ((3, 4), (3, 5), (4, 4), (4, 5)),
    "Potential Loyalists": ((4, 2), (4, 3), (5, 2), (5, 3)),
    "Recent Customers": ((5, 1),),
    "Promising": ((4, 1),),
    "Needing Attention": ((3, 3),),
    "About To Sleep": ((3, 1), (3, 2)),
    "At Risk": ((1, 3), (1, 4), (2, 3), (2, 4)),
    "Can't Lose Them": ((1, 5), (2, 5)),
    "Hibernating": ((2, 1), (2, 2)),
    "Lost": ((1, 1), (1, 2)),
}
"""The eleven named segments: the cells (recency score, frequency score), five points each."""

REPEAT_RATE_DAYS: tuple[int, ...] = (7, 30, 60, 90, 180, 365)
"""The horizons of the N-day repeat rate, in days of 24 hours after the first order."""
REPEAT_BY_MONTH_DAYS = 90
"""The horizon of the rate that is drawn beside Repeat Rate by month."""

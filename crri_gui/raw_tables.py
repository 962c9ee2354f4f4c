"""The raw tables: how each is recognised, which of its columns are read, what is lost without it.

They are a part of the contract, and asked of `contract.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RawKind = Literal["key", "text", "time", "money", "quantity", "integer", "score"]


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
    RawTable(
        "products",
        "olist_products_dataset.csv",
        ("product_id", "product_category_name"),
        without="categories of the first order are not told",
    ),
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

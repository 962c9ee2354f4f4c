"""The five CSVs as an analyst's notebook makes them: cell after cell of everyday pandas.

    python peer_pandas_notebook.py RAW_DIR OUT_DIR

Whole files with `read_csv`'s own guesses, dates parsed afterwards, merges, `groupby` with a
function of one's own, `pivot`, `qcut` over `rank(method="first")`. Nothing is slowed down on
purpose and nothing is tuned. The definitions are the product's, so that the work is the same, with
one exception: the RFM scores are the notebook's own quartiles, and so is the segment. (On a shop
of a few dozen customers `qcut` can stop with "Bin edges must be unique", as it does in a notebook.)
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pandas as pd


def segment(score: int) -> str:
    if score >= 10:
        return "High Value"
    if score >= 7:
        return "Mid Value"
    return "Low Value"


def run(raw: Path, out: Path) -> None:
    # Load
    orders = pd.read_csv(raw / "olist_orders_dataset.csv")
    customers = pd.read_csv(raw / "olist_customers_dataset.csv")
    items = pd.read_csv(raw / "olist_order_items_dataset.csv")
    payments = pd.read_csv(raw / "olist_order_payments_dataset.csv")
    reviews = pd.read_csv(raw / "olist_order_reviews_dataset.csv")

    for column in (
        "order_purchase_timestamp",
        "order_delivered_customer_date",
        "order_estimated_delivery_date",
    ):
        orders[column] = pd.to_datetime(orders[column])
    reviews["review_answer_timestamp"] = pd.to_datetime(reviews["review_answer_timestamp"])

    # One row per order
    order_value = items.groupby("order_id")["price"].sum().reset_index(name="order_value")
    payment = (
        payments.groupby(["order_id", "payment_type"])
        .agg({"payment_value": "sum", "payment_sequential": "min"})
        .reset_index()
    )
    payment["payment_value"] = payment["payment_value"].round(2)
    payment = payment.sort_values(
        ["order_id", "payment_value", "payment_sequential"], ascending=[True, False, True]
    ).drop_duplicates("order_id")
    review = reviews.dropna(subset=["review_answer_timestamp"])
    review = review.sort_values(["review_answer_timestamp", "review_id"])
    review = review.drop_duplicates("order_id", keep="last")

    # Master table
    df = orders[~orders["order_status"].isin(["canceled", "unavailable"])]
    df = df.merge(customers, on="customer_id", how="inner")
    df = df.merge(order_value, on="order_id", how="left")
    df = df.merge(payment[["order_id", "payment_type"]], on="order_id", how="left")
    df = df.merge(review[["order_id", "review_score"]], on="order_id", how="left")
    df["order_value"] = df["order_value"].fillna(0).round(2)
    df["payment_type"] = df["payment_type"].fillna("not_defined")
    df["order_month"] = df["order_purchase_timestamp"].dt.to_period("M")
    delivery = df["order_delivered_customer_date"] - df["order_purchase_timestamp"]
    df["delivery_days"] = np.floor(delivery.dt.total_seconds() / 864 + 0.5) / 100
    order_count = df.groupby("customer_unique_id")["order_id"].transform("nunique")
    df["is_repeat_customer"] = (order_count > 1).astype(int)

    master = df[
        [
            "order_id",
            "customer_unique_id",
            "order_month",
            "order_value",
            "payment_type",
            "delivery_days",
            "review_score",
            "customer_state",
            "is_repeat_customer",
        ]
    ]
    master.to_csv(out / "master_orders.csv", index=False)

    # Monthly revenue
    months = pd.period_range(df["order_month"].min(), df["order_month"].max(), freq="M")
    monthly = (
        df.groupby("order_month")
        .agg(
            revenue=("order_value", "sum"),
            orders=("order_id", "nunique"),
            customers=("customer_unique_id", "nunique"),
        )
        .reindex(months, fill_value=0)
        .rename_axis("order_month")
        .reset_index()
    )
    monthly["aov"] = monthly["revenue"] / monthly["orders"]
    monthly["mom_growth_pct"] = monthly["revenue"].pct_change() * 100
    monthly = monthly.replace([np.inf, -np.inf], np.nan)
    monthly.to_csv(out / "monthly_revenue.csv", index=False)

    # Cohort retention
    df["cohort_month"] = df.groupby("customer_unique_id")["order_month"].transform("min")
    cohort = (
        df.groupby(["cohort_month", "order_month"])["customer_unique_id"]
        .nunique()
        .reset_index(name="active_customers")
    )
    pivot = cohort.pivot(index="cohort_month", columns="order_month", values="active_customers")
    pivot = pivot.reindex(columns=months).rename_axis(columns="order_month").fillna(0).astype(int)
    cohort_size = df.groupby("cohort_month")["customer_unique_id"].nunique()
    retention = pivot.reset_index().melt(id_vars="cohort_month", value_name="active_customers")
    retention = retention[retention["order_month"] >= retention["cohort_month"]]
    retention = retention.sort_values(["cohort_month", "order_month"])
    retention["cohort_size"] = retention["cohort_month"].map(cohort_size)
    retention["retention_rate"] = retention["active_customers"] / retention["cohort_size"]
    retention.to_csv(out / "cohort_retention.csv", index=False)

    # RFM
    snapshot = df["order_purchase_timestamp"].max().normalize() + pd.Timedelta(days=1)

    def days_since_last(purchases: pd.Series[pd.Timestamp]) -> int:
        days: int = (snapshot - purchases.max().normalize()).days
        return days

    rfm = (
        df.groupby("customer_unique_id")
        .agg(
            {
                "order_purchase_timestamp": days_since_last,
                "order_id": "nunique",
                "order_value": "sum",
            }
        )
        .reset_index()
    )
    rfm.columns = pd.Index(["customer_unique_id", "recency", "frequency", "monetary"])
    rfm["monetary"] = rfm["monetary"].round(2)
    r = pd.qcut(rfm["recency"], 4, labels=[4, 3, 2, 1])
    f = pd.qcut(rfm["frequency"].rank(method="first"), 4, labels=[1, 2, 3, 4])
    m = pd.qcut(rfm["monetary"], 4, labels=[1, 2, 3, 4])
    rfm["RFM_score"] = r.astype(int) + f.astype(int) + m.astype(int)
    rfm["segment"] = rfm["RFM_score"].apply(segment)
    rfm.to_csv(out / "rfm_customers.csv", index=False)

    # Operations
    delivered = df.dropna(
        subset=["order_delivered_customer_date", "order_estimated_delivery_date"]
    ).copy()
    delivered["late"] = (
        delivered["order_delivered_customer_date"].dt.date
        > delivered["order_estimated_delivery_date"].dt.date
    )
    ops = df.groupby("order_month").agg(
        avg_delivery_days=("delivery_days", "mean"), avg_review_score=("review_score", "mean")
    )
    ops["late_delivery_rate"] = delivered.groupby("order_month")["late"].mean()
    ops = ops.reindex(months).rename_axis("order_month").reset_index()
    ops.to_csv(out / "ops_metrics.csv", index=False)


def main() -> None:
    parser = argparse.ArgumentParser(description="The five CSVs as a notebook makes them.")
    parser.add_argument("raw", type=Path, metavar="RAW_DIR")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    run(args.raw, args.out)


if __name__ == "__main__":
    main()

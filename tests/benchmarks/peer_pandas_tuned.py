"""The five CSVs in pandas 3, tuned: Arrow's CSV reader, used columns only, no Python per row.

    python peer_pandas_tuned.py RAW_DIR OUT_DIR

Money is summed in whole cents, because equal sums must be equal for the RFM scores. Strings are
looked up once (`get_indexer`) and numbers are counted from then on.

The files are read with `pyarrow.csv` and not with `read_csv(engine="pyarrow")`, which cannot be
told that a value may hold a line break and so fails on the review texts.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
from pyarrow import csv

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

MOMENT = pa.timestamp("s")
LABEL = pa.dictionary(pa.int32(), pa.string())
USED = {
    "orders": {
        "order_id": pa.string(),
        "customer_id": pa.string(),
        "order_status": LABEL,
        "order_purchase_timestamp": MOMENT,
        "order_delivered_customer_date": MOMENT,
        "order_estimated_delivery_date": MOMENT,
    },
    "customers": {
        "customer_id": pa.string(),
        "customer_unique_id": pa.string(),
        "customer_state": LABEL,
    },
    "order_items": {"order_id": pa.string(), "price": pa.float64()},
    "order_payments": {
        "order_id": pa.string(),
        "payment_sequential": pa.int32(),
        "payment_type": LABEL,
        "payment_value": pa.float64(),
    },
    "order_reviews": {
        "review_id": pa.string(),
        "order_id": pa.string(),
        "review_score": pa.int32(),
        "review_answer_timestamp": MOMENT,
    },
}
NO_PAYMENT = "not_defined"
SEGMENTS = pd.Index(["Low Value", "Mid Value", "High Value"])


def read(raw: Path, table: str) -> pd.DataFrame:
    types = USED[table]
    arrow = csv.read_csv(
        raw / f"olist_{table}_dataset.csv",
        parse_options=csv.ParseOptions(newlines_in_values=table == "order_reviews"),
        convert_options=csv.ConvertOptions(
            include_columns=list(types), column_types=types, strings_can_be_null=True
        ),
    )
    frame: pd.DataFrame = arrow.to_pandas(split_blocks=True, self_destruct=True)
    return frame


def cents(amounts: pd.Series[float]) -> Ints:
    return np.rint(amounts.to_numpy() * 100).astype(np.int64)


def ratio(part: Ints | Floats, whole: Ints | Floats) -> Floats:
    """part / whole, blank where there is nothing to divide by."""
    blank = np.full(len(part), np.nan)
    divided: Floats = np.divide(part, whole, out=blank, where=whole != 0)
    return divided


def total(groups: Ints, values: Ints | Floats, size: int) -> Ints:
    """Whole numbers summed by group; exact, as the sums stay below 2**53."""
    sums = np.bincount(groups, weights=values, minlength=size)
    return np.rint(sums).astype(np.int64)


def quarters(values: Ints) -> Ints:
    """1 + floor(4 * (mid-rank - 0.5) / n), in whole numbers."""
    _, place, ties = np.unique(values, return_inverse=True, return_counts=True)
    below = np.cumsum(ties) - ties
    scores: Ints = (1 + (4 * below + 2 * ties) // len(values))[place]
    return scores


def read_orders(raw: Path) -> pd.DataFrame:
    """The counted orders with their customer."""
    orders = read(raw, "orders")
    orders = orders[~orders["order_status"].isin(["canceled", "unavailable"])]
    customers = read(raw, "customers")
    place = pd.Index(customers["customer_id"]).get_indexer(pd.Index(orders["customer_id"]))
    known = place >= 0
    owners = customers.take(place[known])
    counted: pd.DataFrame = orders[known].assign(
        customer_unique_id=owners["customer_unique_id"].array,
        customer_state=owners["customer_state"].array,
    )
    return counted


def order_values(raw: Path, ids: pd.Index[str]) -> Ints:
    items = read(raw, "order_items")
    place = ids.get_indexer(pd.Index(items["order_id"]))
    known = place >= 0
    return total(place[known], cents(items["price"])[known], len(ids))


def payment_types(raw: Path, ids: pd.Index[str]) -> pd.Categorical:
    payments = read(raw, "order_payments")
    names = list(payments["payment_type"].cat.categories)
    if NO_PAYMENT not in names:
        names.append(NO_PAYMENT)
    lines = pd.DataFrame(
        {
            "place": ids.get_indexer(pd.Index(payments["order_id"])),
            "kind": payments["payment_type"].cat.codes,
            "amount": cents(payments["payment_value"]),
            "sequential": payments["payment_sequential"],
        }
    )
    lines = lines[lines["place"] >= 0]
    several = lines["place"].duplicated(keep=False)
    alone, shared = lines[~several], lines[several]
    shared = shared.groupby(["place", "kind"], as_index=False, sort=False).agg(
        amount=("amount", "sum"), sequential=("sequential", "min")
    )
    shared = shared.sort_values(["amount", "sequential"], ascending=[False, True])
    shared = shared.drop_duplicates("place")
    kinds = np.full(len(ids), names.index(NO_PAYMENT))
    for found in (alone, shared):
        kinds[found["place"]] = found["kind"]
    return pd.Categorical.from_codes(kinds, pd.Index(names))


def review_scores(raw: Path, ids: pd.Index[str]) -> Floats:
    reviews = read(raw, "order_reviews")
    reviews["place"] = ids.get_indexer(pd.Index(reviews["order_id"]))
    reviews = reviews[(reviews["place"] >= 0) & reviews["review_answer_timestamp"].notna()]
    several = reviews["place"].duplicated(keep=False)
    alone, shared = reviews[~several], reviews[several]
    shared = shared.sort_values(["review_answer_timestamp", "review_id"])
    shared = shared.drop_duplicates("place", keep="last")
    scores = np.full(len(ids), np.nan)
    for found in (alone, shared):
        scores[found["place"]] = found["review_score"]
    return scores


def write(columns: dict[str, object], out: Path, name: str) -> None:
    pd.DataFrame(columns, copy=False).to_csv(out / f"{name}.csv", index=False)


def run(raw: Path, out: Path) -> None:
    orders = read_orders(raw).sort_values("order_id", ignore_index=True)
    ids = pd.Index(orders["order_id"])
    value = order_values(raw, ids)
    score = review_scores(raw, ids)
    buyer, buyers = pd.factorize(orders["customer_unique_id"], sort=True)

    purchased = orders["order_purchase_timestamp"].to_numpy().astype("datetime64[s]")
    delivered = orders["order_delivered_customer_date"].to_numpy().astype("datetime64[s]")
    estimated = orders["order_estimated_delivery_date"].to_numpy().astype("datetime64[s]")
    month = purchased.astype("datetime64[M]").astype(np.int64)
    first = month.min()
    month -= first
    months = int(month.max()) + 1
    calendar = np.datetime_as_string(np.arange(months).astype("datetime64[M]") + first)

    arrived = ~np.isnat(delivered)
    seconds = (delivered[arrived] - purchased[arrived]).astype(np.int64)
    hundredths = np.zeros(len(orders), np.int64)
    hundredths[arrived] = (2 * seconds + 864) // 1728
    frequency = np.bincount(buyer)
    write(
        {
            "order_id": orders["order_id"],
            "customer_unique_id": orders["customer_unique_id"],
            "order_month": pd.Categorical.from_codes(month, calendar),
            "order_value": value / 100,
            "payment_type": payment_types(raw, ids),
            "delivery_days": np.where(arrived, hundredths / 100, np.nan),
            "review_score": pd.Series(score).astype("Int8"),
            "customer_state": orders["customer_state"],
            "is_repeat_customer": (frequency > 1).astype(np.int8)[buyer],
        },
        out,
        "master_orders",
    )

    revenue = total(month, value, months)
    counted = np.bincount(month, minlength=months)
    cohort = np.full(len(buyers), months)
    np.minimum.at(cohort, buyer, month)
    active = pd.unique(buyer * months + month)  # a customer in a month, once
    who, when = active // months, active % months
    write(
        {
            "order_month": calendar,
            "revenue": revenue / 100,
            "orders": counted,
            "customers": np.bincount(when, minlength=months),
            "aov": ratio(revenue / 100, counted),
            "mom_growth_pct": [
                np.nan,
                *(100 * ratio(np.diff(revenue).astype(float), revenue[:-1])),
            ],
        },
        out,
        "monthly_revenue",
    )

    sizes = np.bincount(cohort, minlength=months)
    matrix = np.bincount(cohort[who] * months + when, minlength=months**2)
    matrix = matrix.reshape(months, months)
    begin, end = np.triu_indices(months)
    begin, end = begin[sizes[begin] > 0], end[sizes[begin] > 0]
    write(
        {
            "cohort_month": calendar[begin],
            "order_month": calendar[end],
            "active_customers": matrix[begin, end],
            "cohort_size": sizes[begin],
            "retention_rate": matrix[begin, end] / sizes[begin],
        },
        out,
        "cohort_retention",
    )

    day = purchased.astype("datetime64[D]").astype(np.int64)
    last = np.full(len(buyers), day.min())
    np.maximum.at(last, buyer, day)
    recency = day.max() + 1 - last
    monetary = total(buyer, value, len(buyers))
    rfm = quarters(-recency) + quarters(frequency) + quarters(monetary)
    write(
        {
            "customer_unique_id": buyers,
            "recency": recency,
            "frequency": frequency,
            "monetary": monetary / 100,
            "RFM_score": rfm,
            "segment": pd.Categorical.from_codes((rfm >= 7) * 1 + (rfm >= 10), SEGMENTS),
        },
        out,
        "rfm_customers",
    )

    reviewed = ~np.isnan(score)
    both = arrived & ~np.isnat(estimated)
    late = delivered.astype("datetime64[D]") > estimated.astype("datetime64[D]")
    write(
        {
            "order_month": calendar,
            "avg_delivery_days": ratio(
                total(month, hundredths, months) / 100,
                np.bincount(month[arrived], minlength=months),
            ),
            "avg_review_score": ratio(
                total(month[reviewed], score[reviewed], months),
                np.bincount(month[reviewed], minlength=months),
            ),
            "late_delivery_rate": ratio(
                np.bincount(month[late & both], minlength=months),
                np.bincount(month[both], minlength=months),
            ),
        },
        out,
        "ops_metrics",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="The five CSVs in tuned pandas.")
    parser.add_argument("raw", type=Path, metavar="RAW_DIR")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    run(args.raw, args.out)


if __name__ == "__main__":
    main()

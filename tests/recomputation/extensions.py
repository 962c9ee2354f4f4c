"""The extension tables worked out a second time in plain pandas, from the orders of master_orders.

It shares no code with the engine: loops and frames over the published CSV, which other tests hold
against the raw files.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

Rows = list[dict[str, Any]]


def orders_of(raw: Path, out: Path) -> pd.DataFrame:
    """The published orders with the time of their purchase, which only the raw file has."""
    orders = pd.read_csv(out / "master_orders.csv", dtype=str, keep_default_na=False)
    times = pd.read_csv(raw / "olist_orders_dataset.csv", dtype=str, keep_default_na=False)
    at = dict(zip(times["order_id"], times["order_purchase_timestamp"], strict=True))
    orders["at"] = [datetime.fromisoformat(at[one]) for one in orders["order_id"]]
    orders["cents"] = [int(Decimal(value) * 100) for value in orders["order_value"]]
    return orders.sort_values(["at", "order_id"]).reset_index(drop=True)


def ltv_rows(orders: pd.DataFrame, months: list[str], margin: Decimal) -> Rows:
    """cohort_ltv without its flag."""
    first = orders.groupby("customer_unique_id")["order_month"].min().to_dict()
    sizes = Counter(first.values())
    cents: Counter[tuple[str, str]] = Counter()
    counts: Counter[tuple[str, str]] = Counter()
    active: dict[tuple[str, str], set[str]] = defaultdict(set)
    columns = (orders["customer_unique_id"], orders["order_month"], orders["cents"])
    for customer, month, worth in zip(*map(list, columns), strict=True):
        key = (first[customer], month)
        cents[key] += worth
        counts[key] += 1
        active[key].add(customer)
    rows = []
    for cohort in sorted(sizes):
        total = 0
        for month in months[months.index(cohort) :]:
            key = (cohort, month)
            total += cents[key]
            rows.append(
                {
                    "cohort_month": cohort,
                    "months_since_first": months.index(month) - months.index(cohort),
                    "order_month": month,
                    "cohort_size": sizes[cohort],
                    "active_customers": len(active[key]),
                    "orders": counts[key],
                    "revenue": cents[key] / 100,
                    "cumulative_revenue": total / 100,
                    "cumulative_revenue_per_customer": total / 100 / sizes[cohort],
                    "cumulative_margin_per_customer": total
                    * float(margin)
                    / 10_000
                    / sizes[cohort],
                }
            )
    return rows


def curve(rows: Rows, left_out: set[str]) -> list[float]:
    """Increments per customer over the cohorts observed, added up."""
    cumulated, total = [], 0.0
    for month in range(1 + int(max(row["months_since_first"] for row in rows))):
        there = [
            row
            for row in rows
            if row["months_since_first"] == month
            and row["complete"]
            and row["cohort_month"] not in left_out
        ]
        if not there:
            continue
        total += sum(row["revenue"] for row in there) / sum(row["cohort_size"] for row in there)
        cumulated.append(total)
    return cumulated


def new_and_returning(orders: pd.DataFrame, months: list[str]) -> Rows:
    """monthly_new_returning."""
    first = orders.groupby("customer_unique_id")["order_month"].min()
    orders = orders.assign(is_new=orders["customer_unique_id"].map(first) == orders["order_month"])
    rows = []
    for month in months:
        there = orders[orders["order_month"] == month]
        new, back = there[there["is_new"]], there[~there["is_new"]]
        rows.append(
            {
                "order_month": month,
                "revenue": there["cents"].sum() / 100,
                "new_revenue": new["cents"].sum() / 100,
                "returning_revenue": back["cents"].sum() / 100,
                "new_customers": new["customer_unique_id"].nunique(),
                "returning_customers": back["customer_unique_id"].nunique(),
                "new_orders": len(new),
                "returning_orders": len(back),
            }
        )
    return rows


def score(value: int, basis: list[int]) -> int:
    """1 to 4 by the mid-rank that the value has, or would have, in the sorted basis."""
    below = bisect_left(basis, value)
    ties = bisect_right(basis, value) - below
    return min(4, 1 + (4 * below + 2 * ties) // len(basis))


def movement(orders: pd.DataFrame, days: int) -> tuple[Rows, dict[str, int], dict[str, float]]:
    """segment_movement, customers by status, and PSI and adjusted Rand index."""
    second = (orders["at"].max() + timedelta(days=1)).date()
    first = second - timedelta(days=days)

    def state(until: date) -> dict[str, tuple[int, int, int]]:
        before = orders[orders["at"] < datetime.combine(until, datetime.min.time())]
        grouped = before.groupby("customer_unique_id")
        return {
            customer: ((until - last.date()).days, count, cents)
            for customer, last, count, cents in zip(
                grouped["at"].max().index,
                grouped["at"].max(),
                grouped.size(),
                grouped["cents"].sum(),
                strict=True,
            )
        }

    then, now = state(first), state(second)
    basis = [
        sorted(-v[0] for v in then.values()),
        *(sorted(v[n] for v in then.values()) for n in (1, 2)),
    ]
    known: dict[tuple[int, int], int] = {}

    def segment(values: tuple[int, int, int]) -> str:
        total = 0
        for place, value in enumerate((-values[0], values[1], values[2])):
            if (place, value) not in known:
                known[place, value] = score(value, basis[place])
            total += known[place, value]
        return "High Value" if total >= 10 else "Mid Value" if total >= 7 else "Low Value"

    moves: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    statuses: Counter[str] = Counter()
    for customer, after in now.items():
        before = then.get(customer)
        move = moves["(new)" if before is None else segment(before), segment(after)]
        move[0] += 1
        move[1] += after[2] - (before[2] if before else 0)
        move[2] += after[2]
        if before is None:
            statuses["new"] += 1
        elif after[1] > before[1]:
            statuses["kept" if before[0] <= 180 else "won back"] += 1
        elif before[0] > 180:
            statuses["asleep"] += 1
        else:
            statuses["lapsed" if after[0] > 180 else "still active"] += 1
    rows = [
        {
            "from_segment": pair[0],
            "to_segment": pair[1],
            "customers": n,
            "revenue": revenue / 100,
            "monetary": monetary / 100,
        }
        for pair, (n, revenue, monetary) in sorted(moves.items())
    ]
    return rows, dict(statuses), _stability(rows)


def _stability(rows: Rows) -> dict[str, float]:
    both = [row for row in rows if row["from_segment"] != "(new)"]
    before, after, all_after = Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        all_after[row["to_segment"]] += row["customers"]
    for row in both:
        before[row["from_segment"]] += row["customers"]
        after[row["to_segment"]] += row["customers"]
    psi = 0.0
    for name in before.keys() | all_after.keys():
        was = max(before[name] / before.total(), 0.0001)
        becomes = max(all_after[name] / all_after.total(), 0.0001)
        psi += (becomes - was) * math.log(becomes / was)
    pairs = sum(math.comb(row["customers"], 2) for row in both)
    rows_, columns = (sum(math.comb(n, 2) for n in side.values()) for side in (before, after))
    expected = rows_ * columns / math.comb(before.total(), 2)
    rand = (pairs - expected) / ((rows_ + columns) / 2 - expected)
    same = sum(row["customers"] for row in both if row["from_segment"] == row["to_segment"])
    return {
        "psi": psi,
        "adjusted_rand_index": rand,
        "share_unchanged": same / before.total(),
    }


def best(orders: pd.DataFrame) -> tuple[float, dict[int, float]]:
    """Gini, and the share of the top percents."""
    values = sorted(orders.groupby("customer_unique_id")["cents"].sum())
    count, total = len(values), sum(values)
    # Twice the area between the curve and the diagonal, by trapezes.
    area, reached = 0.0, 0
    for value in values:
        area += (2 * reached + value) / (2 * count * total)
        reached += value
    shares = {
        percent: sum(values[-max(1, math.ceil(count * percent / 100)) :]) / total
        for percent in (1, 5, 10, 20)
    }
    return 1 - 2 * area, shares


def first_purchases(orders: pd.DataFrame, column: str, days: int) -> dict[str, tuple[int, ...]]:
    """By value of the first order: customers, those who ordered again, cents; 100 and more."""
    columns = (orders["customer_unique_id"], orders["at"], orders["cents"], orders[column])
    own: dict[str, Any] = defaultdict(list)
    for customer, at, cents, value in zip(*map(list, columns), strict=True):
        own[customer].append((at, cents, value))
    end, within = orders["at"].max(), timedelta(days=days)
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for (first, worth, value), *more in own.values():
        if end - first < within:
            continue
        soon = [cents for at, cents, _ in more if at - first <= within]
        group = found[value]
        group[0] += 1
        group[1] += bool(soon)
        group[2] += worth + sum(soon)
    return {name: tuple(group) for name, group in found.items() if group[0] >= 100}

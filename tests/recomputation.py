"""The five outputs worked out a second time, from DEFINITIONS.md and nothing else.

A yardstick for whole runs, so it imports nothing of the product and prefers plain loops to
speed. It reads clean Olist folders only: odd input stops it instead of being repaired.

Types in the returned frames: money is ``Decimal`` with two places, counts and flags are ints,
months are ``YYYY-MM`` text, everything else is a float with NaN for blank. Sums are exact;
each average, rate and percentage is the double nearest to the exact fraction.
"""

import statistics
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pandas as pd

Rows = list[tuple[Hashable, ...]]

BLANK = float("nan")
SECONDS_A_DAY = 86_400
REPEAT_DAYS = (7, 30, 60, 90, 180, 365)

COLUMNS = {
    "master_orders": (
        "order_id",
        "customer_unique_id",
        "order_month",
        "order_value",
        "payment_type",
        "delivery_days",
        "review_score",
        "customer_state",
        "is_repeat_customer",
    ),
    "monthly_revenue": (
        "order_month",
        "revenue",
        "orders",
        "customers",
        "aov",
        "mom_growth_pct",
    ),
    "cohort_retention": (
        "cohort_month",
        "order_month",
        "active_customers",
        "cohort_size",
        "retention_rate",
    ),
    "rfm_customers": (
        "customer_unique_id",
        "recency",
        "frequency",
        "monetary",
        "RFM_score",
        "segment",
    ),
    "ops_metrics": (
        "order_month",
        "avg_delivery_days",
        "avg_review_score",
        "late_delivery_rate",
    ),
    "named_segments": ("customer_unique_id", "R5", "F5", "named_segment"),
    "repeat_rates": ("days", "customers_observed", "customers_repeated", "rate"),
}

# One line per recency score from 5 down to 1; frequency scores 1 to 5 from left to right.
NAMED_SEGMENTS = {
    5: (
        "Recent Customers",
        "Potential Loyalists",
        "Potential Loyalists",
        "Champions",
        "Champions",
    ),
    4: ("Promising", "Potential Loyalists", "Potential Loyalists", "Loyal", "Loyal"),
    3: ("About To Sleep", "About To Sleep", "Needing Attention", "Loyal", "Loyal"),
    2: ("Hibernating", "Hibernating", "At Risk", "At Risk", "Can't Lose Them"),
    1: ("Lost", "Lost", "At Risk", "At Risk", "Can't Lose Them"),
}


@dataclass(frozen=True)
class Choices:
    """The options; every first value is the product's default."""

    # "default" (all but canceled, unavailable) | "delivered" | "all" | own list
    statuses: str | tuple[str, ...] = "default"
    # "items" | "items_freight" | "payments"
    order_value: str = "items"
    # "all" | "complete" | (first "YYYY-MM", last "YYYY-MM")
    window: str | tuple[str, str] = "all"
    # "fractional" | "whole"
    delivery_days: str = "fractional"
    # "date" | "timestamp" | "days" (more than late_after_days)
    late: str = "date"
    late_after_days: int = 10
    # "dated" (orders with both dates) | "all" (every counted order of the month)
    late_over: str = "dated"
    # "blank" | "median"
    review_blank: str = "blank"
    # "day_after" | "last_order" | own date "YYYY-MM-DD"
    snapshot: str = "day_after"
    # recency and monetary: "mid_rank" | "quartiles"
    value_score: str = "mid_rank"
    # "mid_rank" | "fixed" | "first"
    frequency_score: str = "mid_rank"
    high_value_from: int = 10
    mid_value_from: int = 7

    def __post_init__(self) -> None:
        """Refuse a misspelt choice."""
        allowed = {
            "order_value": ("items", "items_freight", "payments"),
            "delivery_days": ("fractional", "whole"),
            "late": ("date", "timestamp", "days"),
            "late_over": ("dated", "all"),
            "review_blank": ("blank", "median"),
            "value_score": ("mid_rank", "quartiles"),
            "frequency_score": ("mid_rank", "fixed", "first"),
        }
        for name, values in allowed.items():
            if getattr(self, name) not in values:
                raise ValueError(f"{name}: {getattr(self, name)!r} is none of {values}")
        if isinstance(self.statuses, str) and self.statuses not in ("default", "delivered", "all"):
            raise ValueError(f"statuses: {self.statuses!r}")
        if isinstance(self.window, str) and self.window not in ("all", "complete"):
            raise ValueError(f"window: {self.window!r}")
        if self.snapshot not in ("day_after", "last_order"):
            date.fromisoformat(self.snapshot)


SEED_NOTEBOOK = Choices(
    statuses="all",
    delivery_days="whole",
    late="days",
    late_over="all",
    review_blank="median",
    snapshot="last_order",
    value_score="quartiles",
    frequency_score="first",
)


@dataclass
class Order:
    """One counted order with everything about it already reduced to one value."""

    order_id: str
    customer: str
    state: str
    purchased: datetime
    delivered: datetime | None
    estimated: datetime | None
    cents: int
    payment_type: str
    review: Fraction | None

    @property
    def month(self) -> str:
        """Purchase month."""
        return month_of(self.purchased)


def recompute(folder: Path, choices: Choices = Choices()) -> dict[str, pd.DataFrame]:
    """All outputs for a folder of Olist files."""
    raw = [datetime.fromisoformat(r["order_purchase_timestamp"]) for r in read(folder, "orders")]
    orders = counted_orders(folder, choices)
    by_customer = orders_by_customer(orders)
    months = calendar(orders, raw, choices)
    rows = {
        "master_orders": master_rows(orders, by_customer, choices),
        "monthly_revenue": revenue_rows(orders, months),
        "cohort_retention": cohort_rows(by_customer, months),
        "rfm_customers": rfm_rows(orders, by_customer, choices),
        "ops_metrics": ops_rows(orders, months, choices),
        "named_segments": named_rows(orders, by_customer, choices),
        "repeat_rates": repeat_rows(orders, by_customer),
    }
    return {
        name: pd.DataFrame(rows[name], columns=list(columns)) for name, columns in COLUMNS.items()
    }


# --- reading ---------------------------------------------------------------------------------


def read(folder: Path, name: str) -> list[dict[str, str]]:
    """Rows of one file as text, identical repeats dropped."""
    path = folder / f"olist_{name}_dataset.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    frame = frame.drop_duplicates()
    columns = [frame[column].tolist() for column in frame.columns]
    return [dict(zip(frame.columns, values, strict=True)) for values in zip(*columns, strict=True)]


def cents_of(text: str) -> int:
    """Exact cents of a decimal text."""
    cents = Decimal(text) * 100
    if cents != int(cents):
        raise ValueError(f"{text!r} is finer than a cent")
    return int(cents)


def money(cents: int) -> Decimal:
    """Cents as an amount with two places."""
    return Decimal(cents).scaleb(-2)


def moment(text: str) -> datetime | None:
    """Timestamp of a text, None if blank."""
    return datetime.fromisoformat(text) if text else None


def month_of(when: date) -> str:
    """Calendar month as YYYY-MM."""
    return f"{when.year:04d}-{when.month:02d}"


# --- which orders count ----------------------------------------------------------------------


def counted_orders(folder: Path, choices: Choices) -> list[Order]:
    """Orders that count, sorted by month and order_id."""
    customers: dict[str, tuple[str, str]] = {}
    for row in read(folder, "customers"):
        if row["customer_id"] in customers:
            raise ValueError(f"customer_id {row['customer_id']} twice")
        customers[row["customer_id"]] = (row["customer_unique_id"], row["customer_state"])

    raw = read(folder, "orders")
    if len({row["order_id"] for row in raw}) != len(raw):
        raise ValueError("an order_id twice")
    bought = [datetime.fromisoformat(row["order_purchase_timestamp"]) for row in raw]
    begins, ends = min(bought, default=datetime.min), max(bought, default=datetime.min)

    payments = read(folder, "order_payments")
    values = order_values(folder, payments, choices)
    types = payment_types(payments)
    reviews = review_scores(folder)

    counted = []
    for row in raw:
        purchased = datetime.fromisoformat(row["order_purchase_timestamp"])
        if not status_counts(row["order_status"], choices):
            continue
        if not in_window(purchased, begins, ends, choices):
            continue
        if row["customer_id"] not in customers:
            continue
        customer, state = customers[row["customer_id"]]
        order_id = row["order_id"]
        counted.append(
            Order(
                order_id=order_id,
                customer=customer,
                state=state,
                purchased=purchased,
                delivered=moment(row["order_delivered_customer_date"]),
                estimated=moment(row["order_estimated_delivery_date"]),
                cents=values.get(order_id, 0),
                payment_type=types.get(order_id, "not_defined"),
                review=reviews.get(order_id),
            )
        )
    if choices.review_blank == "median":
        fill_reviews(counted)
    return sorted(counted, key=lambda order: (order.month, order.order_id))


def status_counts(status: str, choices: Choices) -> bool:
    """Whether orders of this status count."""
    if choices.statuses == "all":
        return True
    if choices.statuses == "delivered":
        return status == "delivered"
    if choices.statuses == "default":
        return status not in ("canceled", "unavailable")
    return status in choices.statuses


def in_window(purchased: datetime, first: datetime, last: datetime, choices: Choices) -> bool:
    """Whether the purchase month is inside the window; `first` and `last` are the raw data's."""
    if isinstance(choices.window, tuple):
        return choices.window[0] <= month_of(purchased) <= choices.window[1]
    if choices.window == "complete":
        day = purchased.date()
        return first.date() <= day.replace(day=1) and last.date() >= last_day_of_month(day)
    return True


def last_day_of_month(day: date) -> date:
    """Last day of the month that holds the day."""
    some_day_of_next_month = day.replace(day=28) + timedelta(days=4)
    return some_day_of_next_month.replace(day=1) - timedelta(days=1)


# --- one row per order ------------------------------------------------------------------------


def order_values(
    folder: Path, payments: list[dict[str, str]], choices: Choices
) -> Mapping[str, int]:
    """Cents of every order that has any."""
    cents: Counter[str] = Counter()
    if choices.order_value == "payments":
        for row in payments:
            cents[row["order_id"]] += cents_of(row["payment_value"])
        return cents
    for row in read(folder, "order_items"):
        cents[row["order_id"]] += cents_of(row["price"])
        if choices.order_value == "items_freight":
            cents[row["order_id"]] += cents_of(row["freight_value"])
    return cents


def payment_types(payments: list[dict[str, str]]) -> dict[str, str]:
    """Type that paid the most of each order; of equals, the one that paid first."""
    paid: dict[str, Counter[str]] = defaultdict(Counter)
    first_seen: dict[tuple[str, str], int] = {}
    for row in payments:
        order_id, kind = row["order_id"], row["payment_type"]
        sequential = int(row["payment_sequential"])
        paid[order_id][kind] += cents_of(row["payment_value"])
        earlier = first_seen.get((order_id, kind), sequential)
        first_seen[order_id, kind] = min(earlier, sequential)
    chosen = {}
    for order_id, amounts in paid.items():
        ranked = [(-cents, first_seen[order_id, kind], kind) for kind, cents in amounts.items()]
        chosen[order_id] = min(ranked)[2]
    return chosen


def review_scores(folder: Path) -> dict[str, Fraction]:
    """Score of the latest answered review; of equals, of the largest review_id."""
    latest: dict[str, tuple[datetime, str, str]] = {}
    for row in read(folder, "order_reviews"):
        answered = moment(row["review_answer_timestamp"]) or datetime.min
        candidate = (answered, row["review_id"], row["review_score"])
        order_id = row["order_id"]
        latest[order_id] = max(latest.get(order_id, candidate), candidate)
    return {order_id: Fraction(int(score)) for order_id, (_, _, score) in latest.items() if score}


def fill_reviews(orders: list[Order]) -> None:
    """Give orders without a review the median score."""
    known = [order.review for order in orders if order.review is not None]
    if not known:
        return
    median = Fraction(statistics.median(known))
    for order in orders:
        if order.review is None:
            order.review = median


def delivery_hundredths(order: Order, choices: Choices) -> int | None:
    """Delivery time in hundredths of a day, None if not delivered."""
    if order.delivered is None:
        return None
    seconds = (order.delivered - order.purchased) // timedelta(seconds=1)
    if choices.delivery_days == "whole":
        return seconds // SECONDS_A_DAY * 100
    return (seconds * 100 + SECONDS_A_DAY // 2) // SECONDS_A_DAY


def is_late(order: Order, choices: Choices) -> bool:
    """Whether the order came late; False when that cannot be known."""
    if choices.late == "days":
        hundredths = delivery_hundredths(order, choices)
        return hundredths is not None and hundredths > choices.late_after_days * 100
    if order.delivered is None or order.estimated is None:
        return False
    if choices.late == "timestamp":
        return order.delivered > order.estimated
    return order.delivered.date() > order.estimated.date()


# --- shared groupings ------------------------------------------------------------------------


def orders_by_customer(orders: list[Order]) -> dict[str, list[Order]]:
    """Each customer's orders, oldest first."""
    groups: dict[str, list[Order]] = defaultdict(list)
    for order in sorted(orders, key=lambda order: (order.purchased, order.order_id)):
        groups[order.customer].append(order)
    return dict(sorted(groups.items()))


def calendar(orders: list[Order], raw: list[datetime], choices: Choices) -> list[str]:
    """The months that the outputs tell of, none skipped; `raw` are all orders' purchase times.

    From the first counted order on, to the end of the raw data; months at that end without a
    counted order and with less than a twentieth of the median month's orders do not matter. A
    window from..to has all of its months that the raw data reaches.
    """
    if not orders:
        return []
    raw_orders = Counter(month_of(when) for when in raw)
    counted = Counter(order.month for order in orders)
    if isinstance(choices.window, tuple):
        month = max(choices.window[0], min(raw_orders))
        last = min(choices.window[1], max(raw_orders))
    else:
        usual = sorted(raw_orders.values())[len(raw_orders) // 2]
        month = min(counted)
        last = max(m for m, n in raw_orders.items() if counted[m] or 20 * n >= usual)
        if choices.window == "complete" and max(raw) < datetime.combine(
            last_day_of_month(max(raw).date()), datetime.min.time()
        ):
            last = min(last, before(month_of(max(raw))))
    months = []
    while month <= last:
        months.append(month)
        year, number = map(int, month.split("-"))
        month = f"{year + number // 12:04d}-{number % 12 + 1:02d}"
    return months


def before(month: str) -> str:
    """The calendar month before."""
    return month_of(date.fromisoformat(f"{month}-01") - timedelta(days=1))


def orders_by_month(orders: list[Order], months: list[str]) -> dict[str, list[Order]]:
    """Orders of every calendar month, empty months included."""
    groups: dict[str, list[Order]] = {month: [] for month in months}
    for order in orders:
        groups[order.month].append(order)
    return groups


def ratio(numerator: int | Fraction, denominator: int) -> float:
    """Double nearest to the quotient, blank over nothing."""
    return float(Fraction(numerator) / denominator) if denominator else BLANK


# --- the outputs -----------------------------------------------------------------------------


def master_rows(orders: list[Order], by_customer: dict[str, list[Order]], choices: Choices) -> Rows:
    """One row per order."""
    rows: Rows = []
    for order in orders:
        hundredths = delivery_hundredths(order, choices)
        rows.append(
            (
                order.order_id,
                order.customer,
                order.month,
                money(order.cents),
                order.payment_type,
                BLANK if hundredths is None else ratio(hundredths, 100),
                BLANK if order.review is None else float(order.review),
                order.state,
                int(len(by_customer[order.customer]) >= 2),
            )
        )
    return rows


def revenue_rows(orders: list[Order], months: list[str]) -> Rows:
    """One row per calendar month."""
    rows: Rows = []
    previous = 0
    for month, group in orders_by_month(orders, months).items():
        cents = sum(order.cents for order in group)
        rows.append(
            (
                month,
                money(cents),
                len(group),
                len({order.customer for order in group}),
                ratio(cents, 100 * len(group)),
                ratio(100 * (cents - previous), previous) if previous > 0 else BLANK,
            )
        )
        previous = cents
    return rows


def cohort_rows(by_customer: dict[str, list[Order]], months: list[str]) -> Rows:
    """One row for each cohort and each observed month from its first on."""
    sizes: Counter[str] = Counter()
    active: Counter[tuple[str, str]] = Counter()
    for history in by_customer.values():
        cohort = history[0].month
        sizes[cohort] += 1
        for month in {order.month for order in history}:
            active[cohort, month] += 1
    return [
        (cohort, month, active[cohort, month], size, ratio(active[cohort, month], size))
        for cohort, size in sorted(sizes.items())
        for month in months
        if month >= cohort
    ]


def ops_rows(orders: list[Order], months: list[str], choices: Choices) -> Rows:
    """One row per calendar month."""
    rows: Rows = []
    for month, group in orders_by_month(orders, months).items():
        days = [delivery_hundredths(order, choices) for order in group]
        known_days = [hundredths for hundredths in days if hundredths is not None]
        scores = [order.review for order in group if order.review is not None]
        judged = [
            order
            for order in group
            if choices.late_over == "all"
            or (order.delivered is not None and order.estimated is not None)
        ]
        rows.append(
            (
                month,
                ratio(sum(known_days), 100 * len(known_days)),
                ratio(sum(scores, Fraction(0)), len(scores)),
                ratio(sum(is_late(order, choices) for order in judged), len(judged)),
            )
        )
    return rows


def rfm_rows(orders: list[Order], by_customer: dict[str, list[Order]], choices: Choices) -> Rows:
    """One row per customer."""
    recency = recencies(orders, by_customer, choices)
    frequency = {customer: len(history) for customer, history in by_customer.items()}
    cents = {
        customer: sum(order.cents for order in history) for customer, history in by_customer.items()
    }

    if choices.value_score == "quartiles":
        r_of = {days: 5 - score for days, score in quartile_scores(recency.values()).items()}
        m_of = quartile_scores(cents.values())
    else:
        r_of = recency_scores(recency.values(), 4)
        m_of = mid_rank_scores(cents.values(), 4)
    f_of = frequency_scores(frequency, choices)

    rows: Rows = []
    for customer in by_customer:
        score = r_of[recency[customer]] + f_of[customer] + m_of[cents[customer]]
        if score >= choices.high_value_from:
            segment = "High Value"
        elif score >= choices.mid_value_from:
            segment = "Mid Value"
        else:
            segment = "Low Value"
        rows.append(
            (
                customer,
                recency[customer],
                frequency[customer],
                money(cents[customer]),
                score,
                segment,
            )
        )
    return rows


def named_rows(orders: list[Order], by_customer: dict[str, list[Order]], choices: Choices) -> Rows:
    """Named segment of every customer."""
    recency = recencies(orders, by_customer, choices)
    r_of = recency_scores(recency.values(), 5)
    f_of = mid_rank_scores((len(history) for history in by_customer.values()), 5)
    rows: Rows = []
    for customer, history in by_customer.items():
        r, f = r_of[recency[customer]], f_of[len(history)]
        rows.append((customer, r, f, NAMED_SEGMENTS[r][f - 1]))
    return rows


def repeat_rows(orders: list[Order], by_customer: dict[str, list[Order]]) -> Rows:
    """Share of customers, observed for N days, who came back within them."""
    newest = max((order.purchased for order in orders), default=datetime.min)
    rows: Rows = []
    for days in REPEAT_DAYS:
        span = timedelta(days=days)
        observed = repeated = 0
        for history in by_customer.values():
            limit = history[0].purchased + span
            if limit > newest:
                continue
            observed += 1
            if len(history) >= 2 and history[1].purchased <= limit:
                repeated += 1
        rows.append((days, observed, repeated, ratio(repeated, observed)))
    return rows


# --- scores ----------------------------------------------------------------------------------


def recencies(
    orders: list[Order], by_customer: dict[str, list[Order]], choices: Choices
) -> dict[str, int]:
    """Whole days from each customer's last order to the snapshot."""
    if not orders:
        return {}
    newest = max(order.purchased for order in orders)
    last_orders = {customer: history[-1].purchased for customer, history in by_customer.items()}
    if choices.snapshot == "last_order":
        return {customer: (newest - last).days for customer, last in last_orders.items()}
    if choices.snapshot == "day_after":
        day = newest.date() + timedelta(days=1)
    else:
        day = date.fromisoformat(choices.snapshot)
    return {customer: (day - last.date()).days for customer, last in last_orders.items()}


def mid_rank_scores(values: Iterable[int], levels: int) -> dict[int, int]:
    """Score of each distinct value, the largest scoring highest.

    With L values below and E equal, the mid-rank is L + (E + 1) / 2, so that
    (mid-rank - 0.5) / n is (2L + E) / 2n.
    """
    counts = Counter(values)
    n = sum(counts.values())
    scores = {}
    below = 0
    for value, equal in sorted(counts.items()):
        scores[value] = min(levels, 1 + levels * (2 * below + equal) // (2 * n))
        below += equal
    return scores


def recency_scores(days: Iterable[int], levels: int) -> dict[int, int]:
    """Mid-rank scores with the fewest days scoring highest."""
    negated = mid_rank_scores((-value for value in days), levels)
    return {-value: score for value, score in negated.items()}


def quartile_scores(values: Iterable[int]) -> dict[int, int]:
    """Score of each distinct value by interpolated quartiles; a bin holds its right edge."""
    ordered = sorted(values)
    if not ordered:
        return {}
    cuts = []
    for quarter in (1, 2, 3):
        whole, rest = divmod(quarter * (len(ordered) - 1), 4)
        lower = ordered[whole]
        upper = ordered[min(whole + 1, len(ordered) - 1)]
        cuts.append(lower + Fraction(rest, 4) * (upper - lower))
    return {value: 1 + sum(value > cut for cut in cuts) for value in set(ordered)}


def frequency_scores(frequency: dict[str, int], choices: Choices) -> dict[str, int]:
    """Frequency score of each customer."""
    if choices.frequency_score == "fixed":
        return {customer: min(count, 4) for customer, count in frequency.items()}
    if choices.frequency_score == "first":
        in_order = sorted(frequency, key=lambda customer: (frequency[customer], customer))
        by_rank = quartile_scores(range(1, len(in_order) + 1))
        return {customer: by_rank[rank] for rank, customer in enumerate(in_order, start=1)}
    scores = mid_rank_scores(frequency.values(), 4)
    return {customer: scores[count] for customer, count in frequency.items()}

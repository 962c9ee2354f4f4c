"""The months that are looked at, which of them to read with care, and the snapshot date."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crri_gui.definitions import Definitions
from crri_gui.engine.core.database import Database
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.messages import Month

_EXAMPLES = 5
# Days without an order that chance leaves so seldom are no chance: one in a million.
_CHANCE = 1e-6
# A few days do not say how many orders a day has.
_LEAST_DAYS = 5
# So many days beside a month say how long nobody buys elsewhere: at weekends, on holidays.
_AROUND = 90

ORDERS_OF_FACTS = (
    "(SELECT purchased_at AS order_purchase_timestamp FROM main.order_facts "
    "WHERE purchased_at IS NOT NULL) AS orders"
)
"""The orders once the raw tables are gone."""


def analysis_period(
    db: Database, definitions: Definitions, orders: str = "orders"
) -> tuple[str, str]:
    """First and last month of the window, both included; wide open for all months.

    `orders` is the relation with the `order_purchase_timestamp` of every order.
    """
    if definitions.months:
        begins, ends = definitions.months
        # A wrong year in the future is no end of the data: the window leaves it out.
        row = db.execute(
            f"SELECT max(order_purchase_timestamp) FROM {orders} "
            "WHERE cast(order_purchase_timestamp AS date) <= cast($today AS date)",
            {"today": dt.date.today().isoformat()},
        ).fetchone()
        return begins, min(ends, f"{row[0]:%Y-%m}") if row and row[0] else ends
    if definitions.window == "complete":
        row = db.execute(
            f"SELECT min(order_purchase_timestamp), max(order_purchase_timestamp) FROM {orders}"
        ).fetchone()
        if not row or row[0] is None:
            return "0001-01", "0001-01"
        first, last = row[0].date(), row[1].date()
        if first.day != 1:
            first = _next_month(first)
        if _next_month(last) != last + dt.timedelta(days=1):
            last = last.replace(day=1) - dt.timedelta(days=1)
        return f"{first:%Y-%m}", f"{last:%Y-%m}"
    return "0000-00", "9999-99"


def _next_month(day: dt.date) -> dt.date:
    """The first day of the month after the day's."""
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


@dataclass(frozen=True)
class Gap:
    """Days without a counted order at the beginning or the end of a month that the data covers.

    `daily` is how many counted orders the other days of the month have on average.
    """

    month: str
    first: dt.date
    last: dt.date
    daily: float

    @property
    def days(self) -> int:
        """How many days, both ends included."""
        return (self.last - self.first).days + 1


def find_short_months(db: Database) -> list[Gap]:
    """Make `short_months`: the first and last complete months whose orders begin late or end early.

    They are complete by what the raw data covers; but their counted orders leave out more days
    than chance would, and than nobody buys on around them. Only such a month is no longer compared.
    """
    days: dict[dt.date, int] = dict(
        db.rows(
            "SELECT cast(purchased_at AS date), count(*) FROM order_facts "
            "WHERE is_counted GROUP BY 1"
        )
    )
    flags = dict(db.rows("SELECT order_month, flag FROM month_flags"))
    complete = sorted(month for month, flag in flags.items() if flag is None)
    gaps = [gap for month in complete[:1] for gap in _gaps_of(month, days, later=True)]
    gaps += [gap for month in complete[1:][-1:] for gap in _gaps_of(month, days, later=False)]
    db.execute("CREATE TABLE short_months (order_month VARCHAR)")
    if gaps:
        months = sorted({gap.month for gap in gaps})
        db.execute("INSERT INTO short_months SELECT unnest($months)", {"months": months})
    return gaps


def _gaps_of(month: str, days: Mapping[dt.date, int], *, later: bool) -> list[Gap]:
    """The gaps of a month, beside the days after it (`later`) or before it."""
    begins = dt.date.fromisoformat(f"{month}-01")
    ends = _next_month(begins) - dt.timedelta(days=1)
    bought = sorted(day for day in days if begins <= day <= ends)
    if len(bought) < _LEAST_DAYS:
        return []
    day = dt.timedelta(days=1)
    orders = sum(days[one] for one in bought)
    gaps = []
    for first, last in ((begins, bought[0] - day), (bought[-1] + day, ends)):
        missing = (last - first).days + 1
        daily = orders / (ends.day - missing)
        if missing <= 0 or math.exp(-daily * missing) >= _CHANCE:
            continue
        around = dt.timedelta(days=_AROUND)
        near = (last + day, last + around) if later else (first - around, first - day)
        if missing > _longest_gap(day for day in days if near[0] <= day <= near[1]):
            gaps.append(Gap(month, first, last, daily))
    return gaps


def _longest_gap(days: Iterable[dt.date]) -> int:
    """The most days in a row that nobody bought on between two of these."""
    return max(((after - before).days - 1 for before, after in pairwise(sorted(days))), default=0)


def short_findings(gaps: Sequence[Gap]) -> list[Finding]:
    """A warning for each of them."""
    return [
        finding(
            "month_short",
            month=gap.month,
            first=gap.first.isoformat(),
            last=gap.last.isoformat(),
            days=gap.days,
            daily=gap.daily,
            table="orders",
            column="order_purchase_timestamp",
            rows="SELECT * FROM order_facts "
            f"WHERE order_month = '{gap.month}' ORDER BY purchased_at DESC",
        )
        for gap in gaps
    ]


def period_findings(db: Database, definitions: Definitions, first_month: str) -> list[Finding]:
    """All there is to say of the months and of the snapshot date; makes `short_months`."""
    return [
        *short_findings(find_short_months(db)),
        *window_findings(db, first_month),
        *snapshot_findings(db, definitions),
        *recency_findings(db, definitions),
    ]


def window_findings(db: Database, first_month: str) -> list[Finding]:
    """Months to read with care, and customers whose earlier orders the window hides."""
    rows = db.execute(
        "SELECT order_month, orders FROM monthly_revenue ORDER BY order_month"
    ).fetchall()
    if not rows:
        return [finding("no_counted_orders")]
    findings = []
    for month, reason in flagged_months(db).items():
        if reason == "short":
            continue
        findings.append(
            finding(
                "month_partial" if reason == "partial" else "month_thin",
                month=month,
                rows=f"SELECT * FROM order_facts WHERE is_counted AND order_month = '{month}'",
            )
        )
    empty = [month for month, orders in rows if orders == 0]
    if empty:
        findings.append(
            finding(
                "month_empty",
                "warning" if len(empty) > 12 else "note",
                count=len(empty),
                examples=tuple(map(Month, empty[:_EXAMPLES])),
            )
        )
    if first_month > "0000-00":
        row = db.execute(
            """SELECT count(DISTINCT f.customer_unique_id) FROM order_facts f
               JOIN counted_statuses k ON f.order_status = k.order_status AND k.counts
               SEMI JOIN customer_orders c ON f.customer_unique_id = c.customer_unique_id
               WHERE f.order_month < $first""",
            {"first": first_month},
        ).fetchone()
        if row and row[0]:
            findings.append(
                finding(
                    "earlier_orders_outside",
                    count=row[0],
                    rows="SELECT f.* FROM order_facts AS f SEMI JOIN customer_orders AS c "
                    "ON f.customer_unique_id = c.customer_unique_id "
                    f"WHERE f.status_counts AND f.order_month < '{first_month}'",
                )
            )
    return findings


def flagged_months(db: Database) -> dict[str, str]:
    """Months of the calendar to read with care: "partial", "thin" or "short".

    Partial: the first raw purchase lies after the month's first day, or the last one before its
    last day. Thin: counted orders, but fewer than 5 % of the usual ones. A month without any is
    neither: that nobody bought is what it says. Short: complete, but its counted orders begin late
    or end early (`find_short_months`).
    """
    return dict(
        db.rows(
            "SELECT order_month, flag FROM month_flags WHERE flag IS NOT NULL "
            "UNION ALL SELECT order_month, 'short' FROM short_months ORDER BY order_month"
        )
    )


def recency_findings(db: Database, definitions: Definitions) -> list[Finding]:
    """Nobody bought in the last complete month: recency begins where sales stopped."""
    rows = db.execute(
        "SELECT order_month, orders FROM monthly_revenue ORDER BY order_month"
    ).fetchall()
    if not rows or definitions.snapshot not in ("day_after", "last_order"):
        return []
    flags = flagged_months(db)
    complete = [(month, orders) for month, orders in rows if flags.get(month) != "partial"]
    if not complete or complete[-1][1]:
        return []
    row = db.row("SELECT max(last_at) FROM customer_orders")
    return [
        finding(
            "recency_from_last_order",
            month=complete[-1][0],
            day=f"{row[0]:%Y-%m-%d}",
        )
    ]


def snapshot_findings(db: Database, definitions: Definitions) -> list[Finding]:
    """Customers whose last order lies after the snapshot date: an error."""
    row = db.execute("SELECT count(*) FROM rfm_customers WHERE recency < 0").fetchone()
    if not row or not row[0]:
        return []
    return [
        finding(
            "snapshot_too_early",
            snapshot=definitions.snapshot,
            count=row[0],
            rows="SELECT * FROM rfm_customers WHERE recency < 0",
        )
    ]

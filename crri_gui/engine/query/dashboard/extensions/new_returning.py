"""What new and returning customers bring each month, and the next year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.dashboard.extensions.model_figures import (
    Figures,
    figures,
    money,
    share,
)
from crri_gui.messages import Sentence, sentence

TABLES = ("revenue_retention",)


@dataclass(frozen=True)
class NewAndReturning:
    """A row of monthly_new_returning; `flag` is "partial" or "thin" where it has one."""

    month: str
    revenue: Decimal
    new_revenue: Decimal
    returning_revenue: Decimal
    new_customers: int
    returning_customers: int
    new_orders: int
    returning_orders: int
    flag: str | None


@dataclass(frozen=True)
class RevenueRetention:
    """Twelve months against the twelve before, of the customers who bought in those before.

    `net` is their revenue now / then; `gross` counts of each no more than before. Months are first
    and last; shares are None where the revenue before is 0.
    """

    before: tuple[str, str]
    now: tuple[str, str]
    customers: int
    customers_kept: int
    revenue_before: Decimal
    revenue_now: Decimal
    revenue_kept: Decimal
    net: float | None
    gross: float | None


@dataclass(frozen=True)
class Returns:
    """Repeat customers of all `customers`; `on_one_day` of them only ever bought on one day.

    A basket that was split into several orders looks like a return, and is none.
    """

    customers: int
    repeat_customers: int
    on_one_day: int

    @property
    def rate(self) -> float | None:
        """The share with several orders."""
        return self.repeat_customers / self.customers if self.customers else None

    @property
    def rate_on_several_days(self) -> float | None:
        """The share with orders on several days."""
        several = self.repeat_customers - self.on_one_day
        return several / self.customers if self.customers else None


@dataclass(frozen=True)
class NewReturning:
    """The page of new and returning customers; `retention` is None under 24 whole months."""

    months: tuple[NewAndReturning, ...]
    retention: RevenueRetention | None
    returns: Returns

    @property
    def latest(self) -> NewAndReturning | None:
        """The latest month that is read without care."""
        return next((one for one in reversed(self.months) if one.flag is None), None)


def new_returning(db: DuckDB) -> NewReturning:
    """The numbers of monthly_new_returning and what stands beside it (--with new_returning)."""
    rows = db.rows(
        "SELECT m.*, f.flag FROM monthly_new_returning AS m "
        "INNER JOIN month_flags AS f USING (order_month) ORDER BY order_month"
    )
    found = figures(db, *TABLES)
    assert found is not None
    returns = db.row(
        "SELECT (SELECT count(*) FROM customer_orders), customers, on_one_day FROM repeat_customers"
    )
    return NewReturning(
        tuple(NewAndReturning(*row) for row in rows),
        from_figures(found),
        Returns(*returns),
    )


def from_figures(found: Figures) -> RevenueRetention | None:
    """Revenue retention from the rows of `TABLES`; None under 24 whole months."""
    for row in found["revenue_retention"]:
        return RevenueRetention(
            (row["before_from"], row["before_to"]),
            (row["now_from"], row["now_to"]),
            int(row["customers"]),
            int(row["customers_kept"]),
            money(row["revenue_before"]),
            money(row["revenue_now"]),
            money(row["revenue_kept"]),
            share(row["net_retention"]),
            share(row["gross_retention"]),
        )
    return None


def returning_sentence(told: NewReturning) -> Sentence | None:
    """The share of returning customers in the latest whole month; None without revenue in it."""
    month = told.latest
    if month is None or month.revenue <= 0:
        return None
    # Where refunds outweigh sales, it is no part of the month.
    is_part = 0 <= month.returning_revenue <= month.revenue
    return sentence(
        "returning_revenue" if is_part else "returning_revenue.no_part",
        month=month.month,
        share=100 * month.returning_revenue / month.revenue,
        revenue=month.returning_revenue,
        customers=month.returning_customers,
    )


def retention_sentence(kept: RevenueRetention | None) -> Sentence | None:
    """Net and gross revenue retention; None under 24 whole months."""
    if kept is None or kept.net is None or kept.gross is None:
        return None
    return sentence(
        "revenue_retention",
        net=100 * kept.net,
        gross=100 * kept.gross,
        since=kept.now[0],
        until=kept.now[1],
    )


def one_day_sentence(told: NewReturning) -> Sentence | None:
    """Repeat customers on one day against several; None where nobody came back."""
    rate, several = told.returns.rate, told.returns.rate_on_several_days
    if not rate or several is None:
        return None
    return sentence("repeat_on_days", rate=100 * rate, several=100 * several)

"""How much of the revenue the best customers bring."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from crri_gui.engine.core.database import DuckDB
from crri_gui.messages import Sentence, sentence

_TOLD = 10


@dataclass(frozen=True)
class Top:
    """The best `percent` of the customers, in whole ones: their revenue, and its share (0 to 1).

    The share is None where the revenue of all is not above 0.
    """

    percent: int
    customers: int
    revenue: Decimal
    share: float | None


@dataclass(frozen=True)
class Concentration:
    """All customers, their revenue, its Gini coefficient, and the best of them.

    Gini is 0 where all bring the same, towards 1 where one brings all; None without revenue.
    """

    customers: int
    revenue: Decimal
    gini: float | None
    top: tuple[Top, ...]


def concentration(db: DuckDB) -> Concentration | None:
    """Of all counted orders of known customers (--with value); None without any."""
    found = db.rows("SELECT customers, revenue, gini FROM gini")
    if not found:
        return None
    rows = db.rows(
        "SELECT top_percent, customers, revenue, revenue_share FROM concentration "
        "ORDER BY top_percent"
    )
    customers, revenue, gini = found[0]
    return Concentration(customers, revenue, gini, tuple(Top(*row) for row in rows))


def concentration_sentence(told: Concentration) -> Sentence | None:
    """What the best tenth brings; None where nothing can be said.

    Of few customers a tenth in whole ones is more than a tenth, so they are counted. Where others
    have given back more than they bought, the best bring more than all.
    """
    top = next((one for one in told.top if one.percent == _TOLD), None)
    if top is None or top.share is None or top.customers == told.customers or top.share > 1:
        return None
    return sentence(
        "concentration", share=100 * top.share, customers=top.customers, of=told.customers
    )

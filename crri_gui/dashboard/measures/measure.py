"""What a measure of the dashboards is."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from typing import Literal

from crri_gui.dashboard.measures.made_of import MadeOf

MeasureFormat = Literal["money", "integer", "percent", "number"]
Grain = Literal["rows", "cells", "sums"]
CURRENCY = "currency of the raw data"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One number of the dashboards.

    `format` says how it is written ("percent" is a share, 0 to 1), `blank` when there is no
    number, `source` over which output table it is, `folder` where Power BI lists it. `sql` is an
    aggregate expression over `selected`, the rows of `RELATIONS[source]` that the filters leave;
    `any_month` are the same rows without the filter of months. `grain` says what these rows may
    stand for: "rows" for one order or customer each, "sums" for many whose sums are all it takes,
    "cells" for many, but repeat customers are told apart (see `orders.py`). `dax_knows` says what
    the DAX can know, where the published tables lack what the SQL has: it is blank then, never
    wrong. `made_of` are the rows that add up to it, for whoever asks why it is what it is.
    `orders_sql` and `orders_dax` count the orders that a rate or a mean is of, where these are not
    all orders: of few, it is compared with no other month.

    `dax` and `sql` may be indented as the code around them.
    """

    name: str
    folder: str
    meaning: str
    unit: str
    format: MeasureFormat
    blank: str
    source: str
    dax: str
    sql: str
    grain: Grain = "rows"
    dax_knows: str = ""
    made_of: MadeOf | None = None
    orders_sql: str = ""
    orders_dax: str = ""

    def __post_init__(self) -> None:
        """Take the indentation away that comes from the code around a text."""
        for name in ("dax", "sql"):
            object.__setattr__(self, name, inspect.cleandoc(getattr(self, name)))

    @property
    def in_power_bi(self) -> str:
        """What it means, and what of that Power BI can know."""
        return " ".join(part for part in (self.meaning, self.dax_knows) if part)

    @property
    def can_be_grouped(self) -> bool:
        """Whether one statement can ask it of every month, state or segment at once.

        An expression that asks `selected` or `any_month` again is of all selected rows.
        """
        return not re.search(r"\b(selected|any_month)\b", self.sql)


def lines(*parts: str) -> str:
    """Texts below one another, each without the indentation of the code around it."""
    return "\n".join(inspect.cleandoc(part) for part in parts)

"""What a measure of the dashboards is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MeasureFormat = Literal["money", "integer", "percent", "number"]


@dataclass(frozen=True)
class Measure:
    """One number of the dashboards.

    `format` says how it is written ("percent" is a share, 0 to 1), `blank` when there is no
    number, `source` over which output table it is. `sql` is an aggregate expression over
    `selected`, the rows of `RELATIONS[source]` that the filters leave; `any_month` are the
    same rows without the filter of months. An expression that asks either of them again is
    of all selected rows; the others can be grouped too. `dax_knows` says what the DAX can
    know, where the published tables lack what the SQL has: it is blank then, never wrong.
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
    dax_knows: str = ""

    @property
    def in_power_bi(self) -> str:
        """What it means, and what of that Power BI can know."""
        return " ".join(part for part in (self.meaning, self.dax_knows) if part)


CURRENCY = "currency of the raw data"

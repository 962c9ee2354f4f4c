"""What publishing would change, as frames."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from crri_gui.engine.compare import comparison as compared
from crri_gui.engine.compare.summary import comparison_sentence

if TYPE_CHECKING:
    import pandas as pd


class Comparison:
    """What publishing would change in a folder; nothing was written.

    `messages` are sentences on the folder, `alarms` what should be looked at first: files edited by
    hand, another shop, what a refresh of a dashboard would choke on.
    """

    def __init__(self, messages: Sequence[str], found: compared.Comparison) -> None:
        self.messages = tuple(messages)
        self._found = found

    @property
    def unchanged(self) -> bool:
        """Whether every table is the same, byte for byte, and nothing was edited by hand."""
        return self._found.unchanged

    @property
    def sentence(self) -> str:
        """What of the totals changes, in one sentence."""
        return str(comparison_sentence(self._found))

    @property
    def alarms(self) -> tuple[str, ...]:
        """What should be looked at before publishing; empty where there is nothing."""
        found = self._found
        broken = (said for one in found.tables for said in (*one.broken, *one.outside))
        notes = () if found.published_whole else found.notes
        return (*notes, *found.other_shop, *found.edited, *broken, *found.going)

    @property
    def tables(self) -> pd.DataFrame:
        """A row a table: rows published and computed, rows that come and go, values that differ.

        `rows_before` is blank where no published file could be read; `identical` is to the byte.
        """
        import pandas as pd

        rows = [
            (
                *(one.table, one.rows_before, one.rows_after),
                *(one.rows_come.count, one.rows_go.count, one.values, one.identical),
            )
            for one in self._found.tables
        ]
        names = ["table", "rows_before", "rows_after", "rows_come", "rows_go", "values"]
        made = pd.DataFrame(rows, columns=[*names, "identical"]).set_index("table")
        return made.astype(dict.fromkeys(names[1:], "Int64"))

    @property
    def months(self) -> pd.DataFrame:
        """The months whose revenue changes: before and after as Decimal, None where there is none.

        A row a month that is restated, by month (YYYY-MM).
        """
        import pandas as pd

        names = ["order_month", "revenue_before", "revenue_after"]
        made = pd.DataFrame(self._found.months_restated, columns=names, dtype=object)
        return made.set_index("order_month")

    @property
    def segment_moves(self) -> pd.DataFrame:
        """Customers of both sets by their segment before and after, those who stay included."""
        import pandas as pd

        rows = [(was, is_now, count) for (was, is_now), count in self._found.segment_moves.items()]
        return pd.DataFrame(rows, columns=["before", "after", "customers"])

    def __repr__(self) -> str:
        lines = [self.sentence, *(f"! {alarm}" for alarm in self.alarms), *self.messages]
        return "\n".join([*lines, "", repr(self.tables)])

    def _repr_html_(self) -> str:
        alarms = "".join(f"<li>{escape(one)}</li>" for one in (*self.alarms, *self.messages))
        return f"<p><b>{escape(self.sentence)}</b></p><ul>{alarms}</ul>{self.tables.to_html()}"

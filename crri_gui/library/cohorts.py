"""Cohorts as a frame and as a heat map of HTML."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Any, Literal, get_args

from crri_gui.dashboard.palette import LIGHT, readable_on, shade
from crri_gui.engine.query.dashboard import cohorts as found
from crri_gui.engine.query.dashboard.cohorts import GRAINS, METRICS, PER_CUSTOMER, Grain, Metric
from crri_gui.engine.query.frame import Money, amounts
from crri_gui.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

Axis = Literal["since_first", "calendar"]
_CELL = "padding:2px 6px;text-align:right;white-space:nowrap"
_HATCH = (
    f"background:repeating-linear-gradient(135deg,{LIGHT.unseen} 0 4px,{LIGHT.outline}55 4px 5px)"
)
_CORNER = "border-top:3px solid currentColor"
_EACH: dict[Grain, str] = {"week": "weeks", "month": "months", "quarter": "quarters"}
_SAID: dict[Metric, str] = {
    "retention": "Share of the cohort's customers who ordered, in %",
    "customers": "Customers of the cohort who ordered",
    "orders": "Orders of the cohort's customers",
    "revenue": "Revenue of the cohort's customers",
    "revenue_per_customer": "Revenue per customer of the cohort",
}


def refuse_unknown(axis: str, metric: str, grain: str) -> None:
    """Raise `UsageError` for what cohorts are not told by."""
    for name, value, choices in (
        ("axis", axis, get_args(Axis)),
        ("metric", metric, METRICS),
        ("grain", grain, GRAINS),
    ):
        if value not in choices:
            raise UsageError("cohorts_unknown", name=name, value=value, choices=choices)


class Cohorts:
    """Customers by the period of their first order: a row a cohort, a column a period."""

    def __init__(
        self, data: found.Cohorts, axis: Axis, metric: Metric, said: Mapping[Hashable, Any]
    ) -> None:
        self._data = data
        self._said = said
        self.axis = axis
        self.metric = metric

    def to_pandas(self, *, money: Money = "decimal") -> pd.DataFrame:
        """A frame by cohort (YYYY-MM, YYYY-Www or YYYY-Qn): `size`, then the metric by period.

        Columns are 0, 1, 2 ... periods since the first order, or the periods' names. Blank is not
        observed, or before the cohort's first order; 0 is observed, and nobody came. Rates are 0 to
        1, customers and orders `Int64`, revenue as `money` says (see `Table.to_pandas`), revenue
        per customer a float. `attrs` name `partial` and `thin` periods and `tiny` cohorts: not
        covered as a whole, or too small, to be read by their rates.
        """
        import pandas as pd

        rows = {
            one.key: dict(zip(self._places(one), map(self._cell, self._each(one)), strict=True))
            for one in self._data.cohorts
        }
        sizes = {one.key: one.size for one in self._data.cohorts}
        made = pd.DataFrame({"size": pd.Series(sizes, dtype="int64")})
        for column in self.columns:
            values = [rows[key].get(column) for key in sizes]
            if self.metric == "revenue":
                made[column] = amounts(values, money)
            elif self.metric in ("customers", "orders"):
                made[column] = pd.Series(values, index=made.index, dtype="Int64")
            else:
                made[column] = pd.Series(values, index=made.index, dtype="float64")
        made.index.name = "cohort"
        made.attrs = {
            **self._said,
            "metric": self.metric,
            "partial": [period.key for period in self._data.periods if period.partial],
            "thin": [period.key for period in self._data.periods if period.thin],
            "tiny": [one.key for one in self._data.cohorts if one.tiny],
        }
        return made

    def together(self) -> pd.DataFrame:
        """All cohorts observed that long taken together, a row a period since the first order.

        `cohorts` and `size` (customers) are those observed in a whole and usual period (partial and
        thin ones only where there are no others), `value` the metric: customers over customers,
        never an average of rates.
        """
        import pandas as pd

        rows = [
            (later, row.cohorts, row.size, self._cell((row.size, row.activity)))
            for later, row in enumerate(self._data.together)
        ]
        made = pd.DataFrame(rows, columns=["since_first", "cohorts", "size", "value"])
        made.attrs = {**self._said, "metric": self.metric}
        return made.set_index("since_first")

    def style(self) -> HeatMap:
        """A heat map for notebooks, as the window and the report draw it.

        What is not observed yet is hatched, a dot is observed and nobody came, a line above a
        number is a period that the data does not cover as a whole; small cohorts and thin periods
        have no colour.
        """
        return HeatMap("".join(self._html()))

    def __repr__(self) -> str:
        return repr(self.to_pandas())

    def _repr_html_(self) -> str:
        return self.style().html

    @property
    def columns(self) -> tuple[int | str, ...]:
        """The periods: since the first order, or of the calendar."""
        if self.axis == "since_first":
            return tuple(range(len(self._data.together)))
        return tuple(period.key for period in self._data.periods)

    def _places(self, cohort: found.Cohort) -> tuple[int | str, ...]:
        """The columns of what is observed of a cohort."""
        start = 0 if self.axis == "since_first" else cohort.start
        return self.columns[start : start + len(cohort.activity)]

    def _each(self, cohort: found.Cohort) -> list[tuple[int, found.Activity]]:
        return [(cohort.size, activity) for activity in cohort.activity]

    def _cell(self, of: tuple[int, found.Activity]) -> float | int | Decimal:
        size, activity = of
        if self.metric == "revenue":
            return activity.revenue + Decimal("0.00")
        made = found.value(self.metric, size, activity)
        return int(made) if self.metric in ("customers", "orders") else made

    # The heat map

    def _html(self) -> Iterator[str]:
        data = self._data
        coloured = [
            found.value(self.metric, one.size, activity)
            for one in data.cohorts
            for later, activity in enumerate(one.activity)
            if later and not one.tiny and not data.periods[one.start + later].thin
        ]
        strong = found.strongest(coloured)
        heads = "".join(f'<th style="{_CELL}">{escape(str(one))}</th>' for one in self.columns)
        yield (
            f"<div><p><b>{escape(_SAID[self.metric])}</b></p>"
            '<table style="border-collapse:collapse;font-size:11px"><thead>'
            f'<tr><th style="{_CELL}">Cohort</th><th style="{_CELL}">Customers</th>{heads}</tr>'
            "</thead><tbody>"
        )
        if self.axis == "since_first" and data.together and self.metric in PER_CUSTOMER:
            cells = "".join(
                self._td(found.value(self.metric, row.size, row.activity), later, strong)
                for later, row in enumerate(data.together)
            )
            yield self._row("All cohorts", data.together[0].size, cells)
        for one in data.cohorts:
            yield self._row(one.key, one.size, "".join(self._cells(one, strong)))
        yield f"</tbody></table>{self._legend(strong)}</div>"

    def _row(self, name: str, size: int, cells: str) -> str:
        return (
            f'<tr><th style="{_CELL}">{escape(name)}</th><td style="{_CELL}">{size:,}</td>'
            f"{cells}</tr>"
        )

    def _cells(self, one: found.Cohort, strong: float) -> Iterator[str]:
        before = 0 if self.axis == "since_first" else one.start
        if before:
            yield f'<td colspan="{before}"></td>'
        for later, activity in enumerate(one.activity):
            period = self._data.periods[one.start + later]
            value = found.value(self.metric, one.size, activity)
            plain, partial = one.tiny or period.thin, period.partial
            title = f"{one.key}, {period.key}: {activity.customers:,} of {one.size:,} customers"
            yield self._td(value, later, strong, plain=plain, partial=partial, title=title)
        unseen = len(self.columns) - before - len(one.activity)
        if unseen > 0:
            yield f'<td colspan="{unseen}" title="not yet observed" style="{_HATCH}"></td>'

    def _td(
        self,
        value: float,
        later: int,
        strong: float,
        *,
        plain: bool = False,
        partial: bool = False,
        title: str = "",
    ) -> str:
        ground = LIGHT.first if not later else LIGHT.surface
        if later and not plain:
            ground = shade(LIGHT, value, strong)
        style = f"{_CELL};background:{ground};color:{readable_on(ground)}"
        style += f";{_CORNER}" if partial else ""
        text = self._text(value) if value else "·"
        return f'<td title="{escape(title)}" style="{style}">{text}</td>'

    def _text(self, value: float) -> str:
        if self.metric == "retention":
            return f"{100 * value:.1f}" if value >= 0.1 else f"{100 * value:.2f}"
        return f"{value:,.2f}" if self.metric == "revenue_per_customer" else f"{value:,.0f}"

    def _legend(self, strong: float) -> str:
        each = _EACH[self._data.grain]
        since = f"Columns: {each} since the first order. " if self.axis == "since_first" else ""
        box = "display:inline-block;width:14px;height:10px;vertical-align:middle"
        return (
            f'<p style="font-size:11px">{since}'
            f'<span style="{box};background:{LIGHT.first}"></span> first {self._data.grain} &nbsp; '
            f'<span style="{box};background:{LIGHT.ramp[-1]}"></span> {self._text(strong)} and more'
            f' &nbsp; · nobody came &nbsp; <span style="{box};{_HATCH}"></span> not yet observed '
            "&nbsp; line above: not covered to the end</p>"
        )


class HeatMap:
    """A heat map as HTML; a notebook shows it, `html` is its text."""

    def __init__(self, html: str) -> None:
        self.html = html

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return "A heat map: shown by notebooks, and in .html as text."

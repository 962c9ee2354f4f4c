"""The results of a run: its tables, what they can be asked, and where they go."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from crri_gui.contract import EXTENSIONS
from crri_gui.definitions import NO_SHOP
from crri_gui.definitions import Shop as ShownAs
from crri_gui.engine import results as computed
from crri_gui.engine.compare_run import compare_results
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.manifest import identity
from crri_gui.engine.publish.outputs import Form
from crri_gui.engine.publish.published import rows_of
from crri_gui.engine.query.dashboard.cohorts import Grain, Metric, cohorts
from crri_gui.engine.query.dashboard.extensions.predicted_value import (
    PredictedValue,
    predicted_value,
)
from crri_gui.engine.query.dashboard.extensions.repeat_propensity import (
    RepeatPropensity,
    repeat_propensity,
)
from crri_gui.engine.run import Target, publish_results, published_state
from crri_gui.engine.unchanged import is_published
from crri_gui.errors import UsageError
from crri_gui.library.cohorts import Axis, Cohorts, refuse_unknown
from crri_gui.library.comparison import Comparison
from crri_gui.library.data import Data
from crri_gui.library.report import Report
from crri_gui.library.working import work

_HOLDER = "a notebook"


@dataclass(frozen=True)
class Publication:
    """What was published: the folder, its manifest, and sentences on what was done beside it."""

    folder: Path
    manifest: Mapping[str, Any]
    messages: tuple[str, ...]

    def __repr__(self) -> str:
        lines = [f"  {name}: {rows:,} rows" for name, rows in rows_of(self.manifest).items()]
        return "\n".join([f"Published in {self.folder}:", *lines, *self.messages])


@dataclass(frozen=True)
class PowerBiProject:
    """A Power BI project beside published CSVs: what to open, and sentences on what to do."""

    path: Path
    messages: tuple[str, ...]

    def __repr__(self) -> str:
        return "\n".join([f"Power BI project: {self.path}", *self.messages])


class Results(Data):
    """What a run computed; `results["monthly_revenue"]` is a table of it.

    `report` is what the checks said, `totals` the figures of the summary. Ends with `close()`, or
    the `with` block.
    """

    def __init__(self, opened: computed.Results, report: Report) -> None:
        request, data = opened.request, opened.data
        # By default a set is published as CSVs, without a workbook.
        made = identity(
            *(request, data.found, data.fingerprints), excel=False, form="csv", shop=NO_SHOP
        )
        super().__init__(request.meaning, made)
        self.report = report
        self._computed = opened
        # Variables of the notebook are no tables.
        data.con.execute("SET python_enable_replacements = false")
        # A process that ends without `close` leaves no temporary folder behind.
        self._close = weakref.finalize(self, opened.close)

    @contextmanager
    def _database(self, run: RunContext) -> Iterator[DuckDB]:
        with self._still_open().database(run) as db:
            yield db

    def _still_open(self) -> computed.Results:
        if not self._close.alive:
            raise UsageError("results_closed")
        return self._computed

    def close(self) -> None:
        """Give memory and temporary files back; asking afterwards is a `UsageError`."""
        self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def totals(self) -> dict[str, int | Decimal | str]:
        """Revenue, orders, first and last month, customers, repeat customers; by name.

        >>> results.totals["revenue"], results.totals["customers"]
        (Decimal('400.00'), 4)
        """
        return dict(self._computed.totals)

    def cohorts(
        self,
        axis: Axis = "since_first",
        metric: Metric = "retention",
        grain: Grain = "month",
    ) -> Cohorts:
        """Customers by the period of their first order, and what they did since.

        `axis` is "since_first" (columns are periods since the first order) or "calendar" (columns
        are the periods themselves); `metric` is "retention" (share of the cohort's customers, 0 to
        1), "customers", "orders", "revenue" or "revenue_per_customer"; `grain` is "week", "month"
        or "quarter". A period that is not observed yet has no value; one in which nobody came
        has 0.

        >>> results.cohorts().to_pandas()[["size", 0, 1]]
                 size    0    1
        cohort
        2020-01     2  1.0  0.5
        2020-02     2  1.0  0.0

        Raises `UsageError` for another axis, metric or grain.
        """
        refuse_unknown(axis, metric, grain)
        return Cohorts(self._ask(lambda db: cohorts(db, grain)), axis, metric, self._said)

    def predicted_value(self) -> PredictedValue:
        """What customers are expected to buy and spend, or why nothing can be said (`refused`).

        `sentences` are the words of the window and the report. Needs `extensions=["predicted"]`;
        raises `UsageError` without it.
        """
        found = self._ask(predicted_value)
        return found if found is not None else self._not_asked_for("predicted")

    def repeat_propensity(self) -> RepeatPropensity:
        """Who buys again, as far as it can be told, and how far that is (`verdict`).

        `sentences` are the words of the window and the report. Needs `extensions=["repeat"]`;
        raises `UsageError` without it.
        """
        found = self._ask(repeat_propensity)
        return found if found is not None else self._not_asked_for("repeat")

    def _not_asked_for(self, group: str) -> Any:
        raise UsageError("output_not_asked_for", name=EXTENSIONS[group][0].name, group=group)

    def compare(self, published: str | PathLike[str]) -> Comparison:
        """What publishing these results into a folder would change there; nothing is written.

        Raises `OutputError` where there is no such folder, or another run holds it.
        """
        opened, folder = self._still_open(), Path(published)
        return Comparison(*work(lambda run: compare_results(run, opened, folder)))

    def publish(
        self,
        folder: str | PathLike[str],
        *,
        format: Form = "csv",
        excel: bool = False,
        backups: int = 3,
        replace_other_shop: bool = False,
        shop_name: str = "",
        currency_symbol: str = "",
        money_decimals: int = 2,
    ) -> Publication:
        """Publish these results, all or nothing, as `crri run` does; former sets are kept.

        `format` is "csv" or "parquet", `excel` adds a workbook, `backups` is how many former sets
        are kept; `shop_name`, `currency_symbol` and `money_decimals` are what dashboards show. A
        Power BI project there is brought up to date.

        Raises `OutputError` where the folder is locked, full or not writable (nothing is changed
        then), `OtherShop` where another shop is published there, and `UsageError` where raw files
        lie in the folder.
        """
        opened, out = self._still_open(), Path(folder)
        target = Target(
            out,
            form=format,
            excel=excel,
            keep_backups=backups,
            replace_other_shop=replace_other_shop,
            shop=ShownAs(shop_name, currency_symbol, money_decimals),
        )

        def job(run: RunContext) -> Publication:
            from crri_gui.powerbi.project.refresh import renew

            done = publish_results(run, opened, target, published_state(out))
            said = renew(run, out, command=_HOLDER)
            return Publication(out, done.manifest, (*done.messages, *said))

        return work(job)

    def powerbi(
        self, folder: str | PathLike[str], *, language: Literal["en", "pt"] | None = None
    ) -> PowerBiProject:
        """Write the Power BI project beside these results, which are published there already.

        `language` is that of the report's own texts, at first English. What was changed by hand
        stays. Raises `UsageError` where something else is published there, `OutputError` where the
        folder cannot be written.
        """
        opened, out = self._still_open(), Path(folder)

        def job(run: RunContext) -> PowerBiProject:
            from crri_gui.powerbi.project.placement import write_project

            if not is_published(run, opened, out):
                raise UsageError("results_not_published_there", file=out)
            made = write_project(run, out, command=_HOLDER, language=language)
            return PowerBiProject(made.shortcut, made.messages)

        return work(job)

    def _summary(self) -> tuple[str, str]:
        told = self._computed.totals
        first, last = told["first_month"], told["last_month"]
        head = (
            f"{told['orders']:,} orders of {told['customers']:,} customers, revenue "
            f"{told['revenue']:,.2f}, {first} to {last}"
        )
        return head, f"Tables: {', '.join(self.tables) if self._close.alive else '(closed)'}"

    def __repr__(self) -> str:
        return "\n".join(self._summary())

    def _repr_html_(self) -> str:
        head, tables = self._summary()
        return f"<p><b>{escape(head)}</b><br>{escape(tables)}</p>"

"""The results of a run kept open: its tables, for as long as somebody looks at them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any

import duckdb

from crri_gui.engine.adapt.own_rows import rows_of_orders
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.engine.pipeline import Examined, Request, examined
from crri_gui.engine.publish import outputs
from crri_gui.engine.quality import evidence


class Results:
    """What a run computed, with the rejects as a table beside the outputs.

    `totals` as `outputs.totals` says, `timings` the seconds of each stage. Every thread that
    asks takes a `cursor` of its own; `close` gives back memory and temporary files and makes
    all cursors useless.
    """

    def __init__(
        self,
        request: Request,
        data: Examined,
        totals: Mapping[str, Any],
        timings: dict[str, float],
        kept_open: ExitStack,
    ) -> None:
        self.request = request
        self.data = data
        self.timings = timings
        self.totals = totals
        self._kept_open = kept_open

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own to the same tables."""
        return self.data.con.cursor()

    @contextmanager
    def database(self, run: RunContext) -> Iterator[DuckDB]:
        """A connection of its own to the same tables, which `run` can cancel meanwhile."""
        with self.data.database(run).cursor() as db:
            yield db

    @property
    def orders_read(self) -> int:
        """The orders of the raw files, counted or not, as far as they could be read."""
        [orders] = [one for one in self.data.report.statements if one.code == "orders"]
        return sum(line.count for line in orders.lines if not line.is_a("rejected", "duplicates"))

    def show_rows(self, run: RunContext, rows: str) -> str:
        """Make a table of the rows behind a finding, which has named them as a SELECT; its name.

        Of orders of an export they are those of its files.
        """
        source = self.data.found.source
        with self.database(run) as db:
            names = {name for name, *_ in db.rows(f"DESCRIBE {rows}")}
            if source is not None and "order_id" in names:
                rows = rows_of_orders(source, rows)
            return evidence.show_rows(db, rows)

    def close(self) -> None:
        """Give everything back."""
        self._kept_open.close()


def open_results(run: RunContext, request: Request) -> Results:
    """Read, check and compute as `examined` does, and keep the tables.

    Findings of severity error do not raise: they are there to be looked at, and publishing
    refuses them.
    """
    with ExitStack() as stack:
        data = stack.enter_context(examined(run, replace(request, with_rows=True)))
        # The run gave up the order of rows for speed; who looks at them wants it.
        data.con.execute("SET preserve_insertion_order = true")
        _table_of_rejects(data.database(run), data.loaded)
        return Results(
            request, data, outputs.totals(data.database(run)), dict(run.timings), stack.pop_all()
        )


def _table_of_rejects(db: DuckDB, loaded: Sequence[Loaded]) -> None:
    rejects = [reject for file in loaded for reject in file.rejects]
    db.execute(
        """CREATE TABLE rejects AS
           SELECT unnest($table::VARCHAR[]) AS table_name, unnest($file::VARCHAR[]) AS file,
                  unnest($line::BIGINT[]) AS line, unnest($column::VARCHAR[]) AS "column",
                  unnest($value::VARCHAR[]) AS value, unnest($reason::VARCHAR[]) AS reason""",
        {
            name: [getattr(reject, name) for reject in rejects]
            for name in ("table", "file", "line", "column", "value", "reason")
        },
    )

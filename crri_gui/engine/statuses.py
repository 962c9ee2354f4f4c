"""The statuses that orders have, for whoever chooses which of them count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from crri_gui.definitions import OPTIONS, Definitions
from crri_gui.engine import tables
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.core.scratch import scratch_database
from crri_gui.engine.discover.find import Found
from crri_gui.engine.ingest.load_file import FileLoader
from crri_gui.engine.layouts.layout import BLANK
from crri_gui.engine.mapping.trial.looking import looked_at
from crri_gui.engine.pipeline import Request
from crri_gui.raw_tables import RAW_BY_NAME

_COLUMN = "order_status"


@dataclass(frozen=True)
class Status:
    """A status of the data with its orders; `counts_as` are the named choices by which it counts.

    `given` is its class in a layout, "" in Olist's.
    """

    status: str
    orders: int
    given: str
    counts_as: frozenset[str]


def judged(
    found: Iterable[tuple[str, int]], classes: Mapping[str, str] | None
) -> tuple[Status, ...]:
    """The statuses that were found with their orders, in that order; `classes` of a layout's."""
    named = {name: Definitions(statuses=name) for name in OPTIONS["statuses"].named}
    return tuple(
        Status(
            status,
            orders,
            (classes or {}).get(status.casefold(), ""),
            frozenset(
                name for name, one in named.items() if tables.status_counts(one, status, classes)
            ),
        )
        for status, orders in found
    )


def statuses_in(run: RunContext, request: Request, found: Found) -> tuple[Status, ...]:
    """The statuses of the raw files, before anything is computed; the most frequent first.

    Of Olist's tables only the one column is read; rows that a run would refuse are among them. An
    export is brought together as far as its orders. Raises `InputError`, `Cancelled`.
    """
    if found.source is not None:
        keys = request.input_dir
        with looked_at(
            run, found.source, found.folder, keys, request.conventions, request.temp_dir
        ) as (db, adapted):
            rows = db.rows(
                f"""SELECT coalesce(nullif(status, ''), '{BLANK}'), count(*) FROM crri_orders
                    GROUP BY ALL ORDER BY 2 DESC, 1"""
            )
            return judged(rows, adapted.classes)
    table = RAW_BY_NAME["orders"]
    column = next(one for one in table.columns if one.name == _COLUMN)
    alone = replace(table, columns=(column,), key=())
    counts: dict[str, int] = {}
    with run.stage("read"), scratch_database(run, request.temp_dir) as (db, work):
        for number, file in enumerate(found.used["orders"]):
            into = f"statuses_{number}"
            FileLoader(db, found.folder, file, work, request.conventions, alone, into, False).load()
            for status, orders in db.rows(
                f"SELECT coalesce({_COLUMN}, '{BLANK}'), count(*) FROM {into} GROUP BY ALL"
            ):
                counts[status] = counts.get(status, 0) + orders
    return judged(sorted(counts.items(), key=lambda one: (-one[1], one[0])), None)

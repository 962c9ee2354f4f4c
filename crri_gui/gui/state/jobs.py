"""The session's long work, as it is done in a worker's thread."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from crri_gui.gui.state import targets
from crri_gui.messages import sentence

if TYPE_CHECKING:
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.discover.find import Found
    from crri_gui.engine.discover.sources import Source
    from crri_gui.engine.history import Record
    from crri_gui.engine.pipeline import Request
    from crri_gui.engine.results import Results
    from crri_gui.gui.state.targets import Origin

SAMPLE_ORDERS = 10_000
SAMPLE_SEED = 1
# The former results stay while the next ones are made: two sets share the machine.
_MEMORY_SHARE = 0.4


def memory_limit() -> str:
    """What a run of the window may take."""
    import psutil

    return f"{int(psutil.virtual_memory().total * _MEMORY_SHARE) >> 20}MiB"


def find(request: Request, run: RunContext) -> Found:
    """Which file of the folder is which table, and what is wrong with them."""
    from crri_gui.engine.discover.find import find_what_is_there

    return find_what_is_there(
        request.input_dir,
        request.tables,
        run=run,
        temp_dir=request.temp_dir,
        mapping=request.mapping,
    )


def find_target(raw: Path, remembered: Path | None, _: RunContext) -> tuple[Path, Origin]:
    """Where to publish: where it was before, else what is found."""
    return (remembered, "chosen") if remembered is not None else targets.find(raw)


def make_sample(folder: Path, run: RunContext) -> Path:
    """The sample shop in a folder; the folder."""
    from crri_gui.sample.shop import make_shop

    run.report(sentence("making_sample"))
    make_shop(folder, SAMPLE_ORDERS, SAMPLE_SEED, cancelled=lambda: run.cancelled)
    return folder


def close_results(former: Results, _: RunContext) -> Results:
    """Give results back; which they were."""
    former.close()
    return former


def compute(request: Request, run: RunContext) -> Results:
    """The results of a request, and what the dashboard is asked of."""
    from crri_gui.engine.query.dashboard.cells import make_cells
    from crri_gui.engine.query.dashboard.segmentation import segmentation
    from crri_gui.engine.results import open_results

    results = open_results(run, request)
    try:
        run.report(sentence("preparing_dashboard"), within=1.0)
        with results.database(run) as db:
            make_cells(db)
            segmentation(db)  # which nothing filters: what it is asked of is made now
    except BaseException:
        results.close()
        raise
    return results


def is_published(results: Results, target: Path, run: RunContext) -> bool:
    """Whether these results are what is published there."""
    from crri_gui.engine.unchanged import is_published

    return is_published(run, results, target)


def record_run(results: Results, folder: Path, run: RunContext) -> Record:
    """The record of a run, written into the history."""
    from crri_gui.engine import history

    record = history.record_of(run, results, dt.datetime.now(dt.UTC))
    history.write(folder, record)
    return record


def count_orders(source: Source, request: Request, run: RunContext) -> int:
    """How many orders an export holds."""
    from crri_gui.engine.mapping.trial.counting import orders_in

    conventions = request.conventions
    return orders_in(run, source, request.input_dir, conventions=conventions)

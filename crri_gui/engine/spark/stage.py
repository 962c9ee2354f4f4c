"""The way of the tables to the cluster and back: read here, computed there, published here."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from crri_gui.contract import OutputTable
from crri_gui.engine.core.database import Database, DuckDB
from crri_gui.engine.spark.cluster import Cluster, connected
from crri_gui.engine.spark.connection import Spark
from crri_gui.errors import ClusterError
from crri_gui.messages import sentence
from crri_gui.raw_tables import RAW_TABLES

# What the manifest tells beside the outputs.
_MORE = ("repeat_rates", "repeat_customers", "month_operations", "named_segments")


@contextmanager
def computing(cluster: Cluster, db: DuckDB, work: Path) -> Iterator[Spark]:
    """A connection to the cluster that has the raw tables of `db`, which gives them away.

    The tables are staged in `work` when the
    cluster's `stage_dir` is not given. Raises as `connected` does.
    """
    run, stage = db.run, _folder(cluster.stage_dir or work)
    try:
        with ExitStack() as stack:
            with run.stage("check"):
                run.report(sentence("staging_tables", master=cluster.master))
                names = [table.name for table in RAW_TABLES if table.columns] + ["order_refunds"]
                staged = {name: _stage(db, name, stage) for name in names}
                size = sum(path.stat().st_size for path in stage.rglob("*.parquet"))
                run.report(sentence("connecting_to_master", master=cluster.master))
                watched = stack.enter_context(connected(run, cluster, size))
                engine = Spark(watched, stage, db)
                stack.enter_context(run.attached(engine))
                for name, path in staged.items():
                    engine.view(name, path)
            yield engine
            engine.forget()
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def bring_back(engine: Database, outputs: Sequence[OutputTable]) -> None:
    """Make tables of DuckDB's of these outputs, to be written and published as ever."""
    made = [table for table in outputs if not table.in_python]
    beside = [name for table in made for name in table.beside]
    for name in (*(table.name for table in made), *beside, *_MORE):
        doing = sentence("bringing_back_table", table=name)
        engine.run.report(doing, within=0.9)
        engine.give(name)


def _stage(db: DuckDB, table: str, stage: Path) -> Path:
    folder = stage / table
    folder.mkdir()
    db.execute(f"COPY {table} TO $path (FORMAT parquet)", {"path": str(folder / "rows.parquet")})
    db.execute(f"DROP TABLE {table}")
    return folder


def _folder(parent: Path) -> Path:
    try:
        # Never cleaned up after a kill: the folder is shared, its owner may be on another machine.
        return Path(tempfile.mkdtemp(prefix="crri-stage-", dir=parent)).resolve()
    except OSError as error:
        raise ClusterError("no_staging_folder", reason=error.strerror, file=parent) from error

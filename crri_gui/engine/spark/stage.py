"""The way of the tables to the cluster and back: read here, computed there, published here."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import cast

import duckdb

from crri_gui.contract import OUTPUT_TABLES, RAW_TABLES
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.spark.cluster import Cluster, connected
from crri_gui.engine.spark.connection import SparkConnection
from crri_gui.errors import ClusterError

# What the manifest tells beside the outputs.
_MORE = ("repeat_rates", "repeat_customers", "month_operations", "named_segments")


@contextmanager
def computing(
    run: RunContext, cluster: Cluster, con: duckdb.DuckDBPyConnection, work: Path
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the cluster that has the raw tables of `con`, which gives them away.

    It answers to what the engine asks of DuckDB's. The tables are staged in `work` when the
    cluster's `stage_dir` is not given. Raises as `connected` does.
    """
    stage = _folder(cluster.stage_dir or work)
    try:
        with ExitStack() as stack:
            with run.stage("check"):
                run.report(f"Staging the tables for {cluster.master}")
                names = [table.name for table in RAW_TABLES if table.columns]
                staged = {name: _stage(run, con, name, stage) for name in names}
                size = sum(path.stat().st_size for path in stage.rglob("*.parquet"))
                run.report(f"Connecting to {cluster.master}")
                watched = stack.enter_context(connected(run, cluster, size))
                engine = SparkConnection(watched, stage, con)
                # To the engine it is a connection like DuckDB's, as far as it asks.
                as_duckdb = cast(duckdb.DuckDBPyConnection, engine)
                stack.enter_context(run.attached(as_duckdb))
                for name, path in staged.items():
                    engine.view(name, path)
            yield as_duckdb
            engine.forget()
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def bring_back(run: RunContext, engine: duckdb.DuckDBPyConnection) -> None:
    """Make tables of DuckDB's of the outputs, to be written and published as ever."""
    spark = cast(SparkConnection, engine)
    for name in (*(table.name for table in OUTPUT_TABLES), *_MORE):
        run.report(f"Bringing back {name}", within=0.9)
        spark.give(name)


def _stage(run: RunContext, con: duckdb.DuckDBPyConnection, table: str, stage: Path) -> Path:
    folder = stage / table
    folder.mkdir()
    run.execute(
        con, f"COPY {table} TO $path (FORMAT parquet)", {"path": str(folder / "rows.parquet")}
    )
    run.execute(con, f"DROP TABLE {table}")
    return folder


def _folder(parent: Path) -> Path:
    try:
        # Never cleaned up after a kill: the folder is shared, its owner may be on another machine.
        return Path(tempfile.mkdtemp(prefix="crri-stage-", dir=parent)).resolve()
    except OSError as error:
        raise ClusterError(
            f"No staging folder can be made: {error.strerror}.",
            file=parent,
            remedy="Name a folder with --stage-dir that is there, and that this machine and all "
            "workers may write to.",
        ) from error

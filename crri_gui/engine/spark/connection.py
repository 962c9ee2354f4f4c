"""The engine's statements on Spark.

Every table that a statement makes is written as Parquet into the staging folder before the next
one reads it: a worker that is lost takes nothing with it, and nothing is computed twice.
"""

from __future__ import annotations

import itertools
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb
from sqlglot import exp

from crri_gui.engine.core.database import Database, DuckDB
from crri_gui.engine.core.sql_text import sql_literal
from crri_gui.engine.discover.sniff import literal_path
from crri_gui.engine.spark import dialect
from crri_gui.engine.spark.cluster import Watched
from crri_gui.errors import Cancelled, ClusterError

_TOO_LARGE = re.compile(
    r"NUMERIC_VALUE_OUT_OF_RANGE|NUMERIC_OUT_OF_SUPPORTED_RANGE|ARITHMETIC_OVERFLOW|CAST_OVERFLOW"
)
_NO_MEMORY = re.compile(r"OutOfMemoryError|ExecutorLostFailure|Container killed|SparkOutOfMemory")
_NO_FILE = re.compile(r"FileNotFoundException|FAILED_READ_FILE|PATH_NOT_FOUND|AccessDenied")
_GLOB = re.compile(r"([\[\]{}*?\\])")


class Rows:
    """The rows of one statement."""

    def __init__(self, rows: Sequence[tuple[Any, ...]] = ()) -> None:
        self._rows = iter(rows)

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row, None after the last."""
        return next(self._rows, None)

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows that are left."""
        return list(self._rows)


class Spark(Database):
    """Tables by name on a Spark session.

    `stage` is the folder for their files, `db` the DuckDB that stages and fetches.
    """

    def __init__(self, watched: Watched, stage: Path, db: DuckDB) -> None:
        super().__init__(db.run)
        self._watched, self._spark, self._stage, self._con = watched, watched.spark, stage, db.con
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._interrupted = threading.Event()

    @contextmanager
    def cursor(self) -> Iterator[Spark]:
        """The same connection: Spark takes statements from several threads."""
        yield self

    @property
    def is_small(self) -> bool:
        """Spark divides its workers among two statements at least."""
        return True

    def interrupt(self) -> None:
        """Stop what is running; it raises `Cancelled`."""
        from py4j.protocol import Py4JError

        self._interrupted.set()
        # A driver that is gone runs nothing any more.
        with suppress(Py4JError, OSError):
            self._spark.sparkContext.cancelAllJobs()

    def query_progress(self) -> float:
        """The finished share of the tasks that are under way, in percent; -1 when none are."""
        from py4j.protocol import Py4JError

        try:
            tracker = self._spark.sparkContext.statusTracker()
            stages = [tracker.getStageInfo(number) for number in tracker.getActiveStageIds()]
        except (Py4JError, OSError):
            return -1.0  # The driver is gone, and the statement tells.
        tasks = sum(stage.numTasks for stage in stages if stage)
        done = sum(stage.numCompletedTasks for stage in stages if stage)
        return 100.0 * done / tasks if tasks else -1.0

    def give(self, table: str) -> None:
        """Make a table of DuckDB's of one that was computed here."""
        frame = self._guarded(lambda: self._spark.table(table))
        path = self._write(table, frame)
        target = sql_literal(f"{literal_path(path)}/*.parquet")
        self._con.execute(f"CREATE TABLE {table} AS SELECT * FROM read_parquet({target})")

    def execute(self, sql: str, parameters: Any = None) -> Rows:
        """Run one statement of the engine's.

        Raises `ClusterError` when the cluster fails, `Cancelled` after `interrupt`, and
        DuckDB's `OutOfRangeException` for a number that its column cannot hold.
        """
        self.run.checkpoint()
        tree = dialect.parse(sql, parameters)
        match tree:
            case exp.Create() if isinstance(tree.expression, exp.Query):
                self._create(tree.this.name, dialect.text(tree.expression))
            case exp.Create():
                columns = ", ".join(dialect.text(column) for column in tree.this.expressions)
                name = tree.this.this.name
                self._guarded(
                    lambda: self._spark.createDataFrame([], columns).createOrReplaceTempView(name)
                )
            case exp.Drop():
                self._guarded(lambda: self._spark.catalog.dropTempView(_table(tree)))
            case exp.Insert():
                self._insert(tree)
            case exp.Delete():
                self._delete(tree)
            case exp.Update():
                self._update(tree)
            case exp.Query():
                return Rows(self._collected(dialect.text(tree)))
            case _:
                raise NotImplementedError(sql)
        self.run.checkpoint()
        return Rows()

    def executemany(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Insert rows of values."""
        for row in rows[:1]:
            tree = dialect.parse(sql, row)
            values = exp.values([tuple(exp.convert(value) for value in row) for row in rows])
            tree.set("expression", values)
            self._insert(tree)

    def _new(self, table: str) -> Path:
        with self._lock:
            return self._stage / f"{table}_{next(self._numbers):04}"

    def _create(self, table: str, query: str) -> None:
        frame = self._guarded(lambda: self._spark.sql(query))
        self.view(table, self._write(table, frame), frame.schema)

    def _write(self, table: str, frame: Any) -> Path:
        """Write a table to the staging folder, and count here what the workers wrote there.

        A worker that does not see the folder writes to its own disk without complaint.
        """
        from pyspark.sql import Observation
        from pyspark.sql import functions as f

        path, seen = self._new(table), Observation()
        watched = frame.observe(seen, f.count(f.lit(1)).alias("rows"))
        self._guarded(lambda: watched.write.parquet(_url(path)))
        expected = int(self._guarded(lambda: seen.get["rows"]))
        found = 0
        if any(path.glob("*.parquet")):
            target = f"{literal_path(path)}/*.parquet"
            # Statements come from several threads, and a connection serves one at a time.
            with self._con.cursor() as own:
                row = own.execute(
                    "SELECT coalesce(sum(num_rows), 0) FROM parquet_file_metadata($files)",
                    {"files": target},
                ).fetchone()
            found = int(row[0]) if row else 0
        if found != expected:
            raise ClusterError(
                "staged_rows_missing", expected=expected, table=table, found=found, file=self._stage
            )
        return path

    def view(self, table: str, path: Path, schema: Any = None) -> None:
        """Let a table's name stand for the Parquet files in a folder that the workers see."""

        def read() -> None:
            reader = self._spark.read if schema is None else self._spark.read.schema(schema)
            reader.parquet(_GLOB.sub(r"\\\1", _url(path))).createOrReplaceTempView(table)

        self._guarded(read)

    def _collected(self, query: str) -> list[tuple[Any, ...]]:
        rows = self._guarded(lambda: self._spark.sql(query).collect())
        return [tuple(row) for row in rows]

    def _insert(self, tree: exp.Expr) -> None:
        name = tree.this.name
        self._replace(name, f"SELECT * FROM {name} UNION ALL {self._source(tree.expression)}")

    def _source(self, query: exp.Expr) -> str:
        written = dialect.text(query)
        return f"SELECT * FROM {written}" if isinstance(query, exp.Values) else written

    def _delete(self, tree: exp.Expr) -> None:
        (other,) = tree.args["using"]
        condition = dialect.text(tree.args["where"].this)
        gone, kept = dialect.text(other), dialect.text(tree.this)
        self._replace(
            tree.this.name,
            f"SELECT {tree.this.alias}.* FROM {kept} LEFT ANTI JOIN {gone} ON {condition}",
        )

    def _update(self, tree: exp.Expr) -> None:
        name = tree.this.name
        condition = dialect.text(tree.args["where"].this)
        new = {one.this.name: dialect.text(one.expression) for one in tree.expressions}
        columns = ", ".join(
            f"CASE WHEN {condition} THEN {new[column]} ELSE {column} END AS {column}"
            if column in new
            else column
            for column in self._spark.table(name).columns
        )
        self._replace(name, f"SELECT {columns} FROM {name}")

    def _replace(self, table: str, query: str) -> None:
        """Let a table's name stand for this query of its rows until now."""
        self._guarded(lambda: self._spark.sql(query).createOrReplaceTempView(table))

    def _guarded(self, work: Any) -> Any:
        """What `work` returns; Spark's failures as the engine knows them."""
        from py4j.protocol import Py4JError
        from pyspark.errors import AnalysisException, PySparkException

        if self._watched.lost:
            raise self._lost()
        try:
            return work()
        except AnalysisException as error:
            if _NO_FILE.search(str(error)):
                raise self._unseen(error) from error
            raise
        # OSError: the driver's process is gone.
        except (Py4JError, PySparkException, OSError) as error:
            if self._interrupted.is_set():
                raise Cancelled from error
            if self._watched.ask():
                raise self._lost() from error
            said = str(error)
            if _TOO_LARGE.search(said):
                raise duckdb.OutOfRangeException(said.splitlines()[0]) from error
            if _NO_FILE.search(said):
                raise self._unseen(error) from error
            if _NO_MEMORY.search(said):
                raise ClusterError("workers_lost", log=self._watched.log) from error
            raise ClusterError(
                "statement_failed", reason=said.splitlines()[0][:300], log=self._watched.log
            ) from error

    def _lost(self) -> ClusterError:
        return ClusterError("cluster_lost", reason=self._watched.lost)

    def _unseen(self, error: Exception) -> ClusterError:
        return ClusterError(
            "staging_folder_not_shared", reason=str(error).splitlines()[0][:200], file=self._stage
        )

    def forget(self) -> None:
        """Leave no table's name behind in a session that goes on."""
        for one in self._guarded(self._spark.catalog.listTables):
            self._spark.catalog.dropTempView(one.name)


def _url(path: Path) -> str:
    """A path of this machine as Hadoop reads it: nothing in it is encoded."""
    return f"file:///{path.as_posix().lstrip('/')}"


def _table(tree: exp.Expr) -> str:
    """The name of the table that a statement is about."""
    return next(tree.find_all(exp.Table)).name

"""A run's way to its tables: one protocol, answered by DuckDB here and by Spark on a cluster."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import as_completed
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, Self, TypeVar

import duckdb

from crri_gui.engine.core import durable
from crri_gui.engine.core.run_context import RunContext, threads
from crri_gui.errors import Cancelled, OutputError

T = TypeVar("T")
# Statements over larger tables use every processor by themselves, and two at once would want
# twice the memory: sorting and writing a million orders takes no longer one after the other.
_SMALL_BYTES = 128 << 20


class Result(Protocol):
    """The rows of one statement."""

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row, None after the last."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows that are left."""


class Database(ABC):
    """Tables by name, and the run that asks for them: it hears of progress, and can be cancelled.

    Statements are in the subset of SQL that DuckDB and Spark share, or, where only DuckDB is
    asked (`DuckDB` in a signature), in its own. All of them raise `Cancelled` when the run was.
    """

    def __init__(self, run: RunContext) -> None:
        self.run = run

    @abstractmethod
    def execute(self, sql: str, parameters: Any = None) -> Result:
        """Run one statement."""

    @abstractmethod
    def executemany(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run one INSERT for each row of values."""

    @abstractmethod
    @contextmanager
    def cursor(self) -> Iterator[Self]:
        """A connection of its own to the same tables but the temporary ones, for a thread."""

    @abstractmethod
    def give(self, table: str) -> None:
        """Have the table in DuckDB, from which outputs are written."""

    @property
    @abstractmethod
    def is_small(self) -> bool:
        """Whether two statements at a time are quicker than one after the other."""

    def rows(self, sql: str, parameters: Any = None) -> list[tuple[Any, ...]]:
        """All rows of a statement whose result may be large: fetching can be cancelled too."""
        return self.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Any = None) -> tuple[Any, ...]:
        """The one row of a statement that has exactly one, as every aggregate without groups."""
        found = self.execute(sql, parameters).fetchone()
        assert found is not None
        return found

    def scalar(self, sql: str, parameters: Any = None) -> Any:
        """The one value of a statement that has exactly one row and column."""
        return self.row(sql, parameters)[0]

    def side_by_side(
        self, doing: str, tasks: Sequence[Callable[[Self], T]], begins: float = 0.0
    ) -> list[T]:
        """What the tasks return, each on a cursor of its own; two at a time of small tables.

        After a failure none is begun any more. `doing` and `begins` are for the progress: what
        it is, how far the stage was.
        """

        def done(task: Callable[[Self], T]) -> T:
            with self.cursor() as own:
                return task(own)

        self.run.report(doing, within=begins)
        with threads("crri-task", small=self.is_small) as pool:
            futures = [pool.submit(done, task) for task in tasks]
            for number, future in enumerate(as_completed(futures), 1):
                future.result()
                self.run.report(doing, within=begins + (1 - begins) * number / len(tasks))
        return [future.result() for future in futures]


class DuckDB(Database):
    """A connection to DuckDB, which is interrupted when the run is cancelled while attached."""

    def __init__(self, run: RunContext, con: duckdb.DuckDBPyConnection) -> None:
        super().__init__(run)
        self.con = con

    @contextmanager
    def attached(self) -> Iterator[Self]:
        """Let the run interrupt this connection meanwhile."""
        with self.run.attached(self.con), self._translated():
            yield self

    @contextmanager
    def cursor(self) -> Iterator[Self]:
        with self.con.cursor() as own, type(self)(self.run, own).attached() as database:
            yield database

    def give(self, table: str) -> None:
        """It is there."""

    @property
    def is_small(self) -> bool:
        held = "SELECT sum(memory_usage_bytes + temporary_storage_bytes) FROM duckdb_memory()"
        return bool(self.scalar(held) < _SMALL_BYTES)

    def execute(
        self, sql: str, parameters: Any = None, *, writes: Path | None = None
    ) -> duckdb.DuckDBPyConnection:
        """Run one statement; an interrupt by the run's `cancel` becomes `Cancelled`.

        `writes` is a file that it writes elsewhere than in the temporary folder: where that drive
        is full, `duckdb.IOException` is raised as it is.
        """
        self.run.checkpoint()
        with self._translated(writes):
            try:
                result = self.con.execute(sql, parameters)
            except duckdb.OutOfMemoryException:
                # Each processor needs memory of its own: with one of them it may suffice. A
                # statement that failed has left nothing behind.
                self.con.execute("SET threads = 1")
                result = self.con.execute(sql, parameters)
        # An interrupt that arrives between two statements is lost: the flag is not.
        self.run.checkpoint()
        return result

    def executemany(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        # In one statement: DuckDB's own `executemany` is as many as there are rows.
        inserted, _, places = sql.partition(" VALUES ")
        values = [value for row in rows for value in row]
        if values:
            self.execute(f"{inserted} VALUES {', '.join([places] * len(rows))}", values)

    def rows(self, sql: str, parameters: Any = None) -> list[tuple[Any, ...]]:
        self.run.checkpoint()
        with self._translated():
            return self.con.execute(sql, parameters).fetchall()

    @contextmanager
    def _translated(self, writes: Path | None = None) -> Iterator[None]:
        try:
            yield
        except duckdb.InterruptException as error:
            if self.run.cancelled:
                raise Cancelled from error
            raise
        except duckdb.OutOfMemoryException as error:
            raise OutputError("memory_and_space_too_small") from error
        except duckdb.IOException as error:
            # What a statement writes for good is on another drive: whoever asked for it says which.
            if not durable.is_full(error) or (writes and writes.name in str(error)):
                raise
            raise durable.temporary_full() from error

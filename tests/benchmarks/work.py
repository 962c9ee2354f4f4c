"""What the engine does for a run of the sample shop, counted: no clock, so a test can assert it.

    python tests/benchmarks/work.py

Of each stage the statements, the rows that their operators hand on, and the bytes of these rows,
as DuckDB's own profile tells them. A change that doubles a scan, a join or a copy doubles a figure
here, on every machine alike; `tests/engine/test_work.py` holds the figures, so that a review
sees it.
"""

from __future__ import annotations

import json
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

# It is started as a script, too.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from crri_gui.engine.core.run_context import Progress, RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.sample.shop import make_shop

# The sample shop of the tests (`tests/conftest.py`).
ORDERS, SEED = 2_000, 7


@dataclass
class Work:
    """Statements, rows handed on by their operators, and the bytes of these."""

    statements: int = 0
    rows: int = 0
    bytes: int = 0


class _Counted:
    """A connection whose statements are counted under the stage in which they run."""

    def __init__(self, con: duckdb.DuckDBPyConnection, count: _Count) -> None:
        self._con, self._count = con, count
        con.execute("SET enable_profiling = 'no_output'")
        self._stage: str | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._con, name)

    def __enter__(self) -> _Counted:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._settle()
        self._con.close()

    def cursor(self) -> _Counted:
        return _Counted(self._con.cursor(), self._count)

    def execute(self, sql: str, parameters: Any = None) -> duckdb.DuckDBPyConnection:
        self._settle()
        result = self._con.execute(sql, parameters)
        if not sql.startswith(("SET", "DROP")):
            self._stage = self._count.stage
        return result

    def _settle(self) -> None:
        """Count the last statement: a profile is complete when its rows have been fetched."""
        if self._stage is not None:
            profile = self._con.get_profiling_information(format="json")
            self._count.add(self._stage, json.loads(profile))
            self._stage = None


class _Count:
    """The work of each stage so far."""

    def __init__(self) -> None:
        self.stages: defaultdict[str, Work] = defaultdict(Work)
        self.stage = "read"
        self._lock = threading.Lock()

    def listen(self, progress: Progress) -> None:
        # No statement looks for files; small ones are being read before it is told.
        if progress.stage != "find":
            self.stage = progress.stage

    def add(self, stage: str, profile: dict[str, Any]) -> None:
        with self._lock:
            work = self.stages[stage]
            work.statements += 1
            for operator in _operators(profile.get("operator", ())):
                work.rows += operator["intermediate_rows"]
                work.bytes += operator["intermediate_size_bytes"]


def _operators(found: Any) -> Iterator[dict[str, Any]]:
    for operator in found:
        yield operator
        yield from _operators(operator.get("children", ()))


@contextmanager
def _counting(count: _Count) -> Iterator[None]:
    """Every connection that is opened meanwhile is counted."""
    opened = duckdb.connect

    def counted(*args: Any, **options: Any) -> Any:
        con = opened(*args, **options)
        # What operators hand on may depend on how many work at once.
        con.execute("SET threads = 2")
        return _Counted(con, count)

    duckdb.connect = counted
    try:
        yield
    finally:
        duckdb.connect = opened


def work_of(raw: Path, out: Path) -> dict[str, Work]:
    """The work of a run from `raw` to `out`, by stage."""
    count = _Count()
    with _counting(count):
        run_and_publish(RunContext(count.listen), Request(raw), Target(out))
    return dict(count.stages)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder, "raw")
        make_shop(raw, ORDERS, SEED)
        for stage, work in work_of(raw, Path(folder, "out")).items():
            print(f'    "{stage}": Work({work.statements}, {work.rows}, {work.bytes}),')


if __name__ == "__main__":
    main()

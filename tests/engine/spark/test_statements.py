"""Every statement says the same on both engines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from sqlglot import exp, parse_one

from crri_gui.definitions import Definitions, with_values
from crri_gui.engine import pipeline
from crri_gui.engine.core.database import Database, DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.find import find
from crri_gui.engine.ingest.fingerprint import countable, fingerprint
from crri_gui.engine.ingest.load import load
from crri_gui.engine.pipeline import Request
from crri_gui.engine.spark import stage
from crri_gui.engine.spark.cluster import Cluster
from crri_gui.engine.spark.connection import Spark
from tests.effort import exhaustive
from tests.engine.spark.comparing import OTHERWISE, needs_spark
from tests.engine.spark.spark_cluster import LocalCluster
from tests.shops import Shop, shop_of_everything


class Both(Database):
    """A connection to both engines: every statement runs on both, and must say the same."""

    is_small = True

    def __init__(self, here: DuckDB, there: Spark, seen: list[str]) -> None:
        super().__init__(here.run)
        self.here, self.there, self.seen = here, there, seen

    @contextmanager
    def cursor(self) -> Iterator[Both]:
        with self.here.cursor() as own:
            yield Both(own, self.there, self.seen)

    def give(self, table: str) -> None:
        """The outputs are where they are wanted already."""

    def executemany(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        self.here.executemany(sql, rows)
        self.there.executemany(sql, rows)
        self._compare_table(sql)

    def execute(self, sql: str, parameters: Any = None) -> Any:
        here, there = self.here.execute(sql, parameters), self.there.execute(sql, parameters)
        self.seen.append(sql)
        if isinstance(parse_one(sql, read="duckdb"), exp.Query):
            rows = here.fetchall()
            assert same(rows) == same(there.fetchall()), sql
            return self.there.execute(sql, parameters) if " ORDER BY " in sql else _Rows(rows)
        self._compare_table(sql)
        return here

    def _compare_table(self, sql: str) -> None:
        tree = parse_one(sql, read="duckdb")
        if isinstance(tree, exp.Drop):
            return
        table = next(tree.find_all(exp.Table)).name
        columns = [row[0] for row in self.here.execute(f"DESCRIBE {table}").fetchall()]
        names = ", ".join(f'"{column}"' for column in columns)
        query = f"SELECT {names} FROM {table}"
        here, there = self.here.execute(query).fetchall(), self.there.execute(query).fetchall()
        assert same(here) == same(there), sql


class _Rows:
    def __init__(self, rows: list[tuple[Any, ...]]) -> None:
        self._rows = rows

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self._rows

    def fetchone(self) -> tuple[Any, ...] | None:
        return self._rows[0] if self._rows else None


def same(rows: list[tuple[Any, ...]]) -> list[str]:
    """Rows in an order of their own, with numbers by their value."""
    return sorted(repr([_plain(value) for value in row]) for row in rows)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        value = value.normalize()
        return int(value) if value == value.to_integral_value() else value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def shop_of_more() -> Shop:
    """With every fault there is, and the cases that the statements tell apart."""
    shop = shop_of_everything()
    shop.orders.append(("fraction", "c-o001", "delivered", "2017-05-01 10:00:00.75", "", ""))
    shop.add("quick", "u1", "2017-06-01 10:00:00.900", "3.00", delivered="2017-06-02 10:00:00.800")
    shop.add("late", "u2", "2017-07-01", "3.00", delivered="2017-07-09", estimated="2017-07-08")
    shop.add("two", "u2", "2017-07-31", "3.10", paid=[("boleto", "1.50"), ("voucher", "1.60")])
    shop.add("again", "u9", "2017-08-01", "1.00", score=3, status="it's \\ odd")
    shop.order_reviews += [
        ("r1", "again", 5, "2017-08-09 10:00:00"),
        ("r2", "again", 1, "2017-08-09 10:00:00"),
        ("r3", "quick", 2, ""),
        ("r4", "not there", 2, "2017-08-09 10:00:00"),
    ]
    shop.order_payments.append(("o003", 1, "credit_card", "11.00"))
    shop.orders.append(("statusless", "c-o002", "", "2017-05-01 10:00:00", "", ""))
    shop.orders.append(("bad time", "c-o002", "delivered", "no time", "", ""))
    shop.order_items.append(("bad time", 1, "4.00", 0))
    shop.order_items.append(("o004", 1, "12.00", 0))
    return shop


@exhaustive
@needs_spark
@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"window": "2017-03..2017-08", "order_value": "items_freight"}, id="usual"),
        pytest.param(OTHERWISE | {"late": "after_days", "snapshot": "2017-12-01"}, id="otherwise"),
    ],
)
def test_every_statement_says_the_same_on_both(
    cluster: LocalCluster, tmp_path: Path, options: dict[str, Any]
) -> None:
    raw = shop_of_more().write(tmp_path / "raw")
    request = Request(raw, with_values(Definitions(), options, "test"))
    run = RunContext()
    here, copy = DuckDB(run, duckdb.connect()), DuckDB(run, duckdb.connect())
    found = find(raw, {})
    loaded = load(here, found.folder, found.used, tmp_path, request.conventions)
    load(copy, found.folder, found.used, tmp_path, request.conventions)
    taken = {file.label: fingerprint(run, file.path, *countable(file)) for file in found.used_files}
    seen: list[str] = []
    with stage.computing(Cluster(cluster.url), copy, tmp_path) as there:
        both = Both(here, there, seen)
        pipeline._check_and_compute(request, here, both, found, loaded, [], None, [], taken, {})
    assert sum(sql.startswith(("CREATE TABLE", "SELECT")) for sql in seen) > 60

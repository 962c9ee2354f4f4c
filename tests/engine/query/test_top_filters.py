"""The highest and lowest rows of a column, among those that the other filters leave."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import duckdb
import pytest

from crri_gui.definitions import Definitions
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.query import browse, export
from crri_gui.engine.query.browse import Filter, FilterKind, View, open_grid, page
from crri_gui.errors import UsageError

CUSTOMERS: list[tuple[Any, ...]] = [
    ("c1", "5.10", 2.0, "SP", "2017-01"),
    ("c2", "5.01", 2.5, "RJ", "2017-01"),
    ("c3", "20.00", None, "SP", "2017-02"),
    ("c4", "20.00", 9.0, "RJ", "2017-02"),
    ("c5", None, 1.0, "SP", "2017-03"),
    ("c6", "-3.00", 2.25, "RJ", "2017-03"),
]
OF_RJ = Filter("state", "is", ("RJ",))


def top(column: str, rows: Any, kind: FilterKind = "highest") -> Filter:
    return Filter(column, kind, (rows,))


@pytest.fixture
def db() -> Iterator[DuckDB]:
    with duckdb.connect() as con:
        con.execute(
            "CREATE TABLE customers (customer VARCHAR, worth DECIMAL(18, 2), days DOUBLE, "
            "state VARCHAR, order_month VARCHAR)"
        )
        con.executemany("INSERT INTO customers VALUES (?, ?, ?, ?, ?)", CUSTOMERS)
        yield DuckDB(RunContext(), con)


def names(db: DuckDB, *filters: Filter, sort: tuple[tuple[str, bool], ...] = ()) -> list[str]:
    grid = open_grid(db, View("customers", filters, sort))
    rows = page(db.con, grid, 0, 1000, ["customer"])
    assert grid.rows == len(rows)
    browse.close_others(db, [])
    return [name for (name,) in rows]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        # Equal to the last one are kept: two customers are worth 20.00.
        ([top("worth", 1)], "c3 c4"),
        ([top("worth", 2)], "c3 c4"),
        # 5.10 is more than 5.01, and the blank is none of the lowest.
        ([top("worth", 3)], "c3 c4 c1"),
        ([top("worth", 1, "lowest")], "c6"),
        ([top("worth", 3, "lowest")], "c6 c2 c1"),
        ([top("worth", 4, "lowest")], "c6 c2 c1 c3 c4"),
        ([top("days", 2)], "c4 c2"),
        ([top("days", 2, "lowest")], "c5 c1"),
        # More than there are: all that are not blank.
        ([top("worth", 5)], "c3 c4 c1 c2 c6"),
        ([top("worth", 10**30, "lowest")], "c6 c2 c1 c3 c4"),
        # Of what the other filters leave, on the same column or another, wherever they stand.
        ([OF_RJ, top("worth", 2)], "c4 c2"),
        ([top("worth", 2), OF_RJ], "c4 c2"),
        ([top("worth", 1), Filter("worth", "range", (None, 10))], "c1"),
        ([top("worth", 2), Filter("state", "is", ())], ""),
        ([top("worth", 2), Filter("worth", "blank")], ""),
        # Both of all rows: 20.00, 20.00, 5.10 and 1, 2, 2.25 days.
        ([top("worth", 3), top("days", 3, "lowest")], "c1"),
        # Both of RJ: 20.00, 5.01 and 2.25, 2.5 days.
        ([top("worth", 2), OF_RJ, top("days", 2, "lowest")], "c2"),
        ([top("worth", 3), top("worth", 3, "lowest")], "c1"),
    ],
)
def test_highest_and_lowest(db: DuckDB, filters: list[Filter], expected: str) -> None:
    for order in permutations(filters):
        assert names(db, *order) == expected.split()


def test_sorting_and_pages_show_the_same_rows(db: DuckDB, tmp_path: Path) -> None:
    for column in ("customer", "worth", "days", "state"):
        for descending in (False, True):
            found = names(db, top("worth", 3), sort=((column, descending),))
            assert sorted(found) == ["c1", "c3", "c4"]
    # Sorted by nobody, the highest stand first, here and in the file.
    grid = open_grid(db, View("customers", (top("worth", 3),)))
    pages = [page(db.con, grid, first, 2, ["worth"]) for first in (0, 2)]
    assert pages == [[(Decimal("20.00"),)] * 2, [(Decimal("5.10"),)]]
    written = export.export_grid(db, grid, ["worth"], tmp_path / "top.csv", Definitions())
    assert written == 3
    assert (tmp_path / "top.csv").read_text() == "worth\n20.00\n20.00\n5.10\n"


def test_the_values_offered_are_of_the_highest_whatever_is_searched_for(db: DuckDB) -> None:
    view = View("customers", (top("worth", 3),))
    assert browse.values_of(db, view, "state") == ([("SP", 2), ("RJ", 1)], 2)
    # Searching for r does not make c2 one of the highest.
    assert browse.values_of(db, view, "state", "r") == ([("RJ", 1)], 1)


@pytest.mark.parametrize("column", ["state", "order_month"])
def test_only_numbers_have_highest_rows(db: DuckDB, column: str) -> None:
    with pytest.raises(UsageError, match=f"{column} holds no numbers"):
        names(db, top(column, 1))


@pytest.mark.parametrize("rows", [0, -1, 2.5, True, "10", None])
def test_the_number_of_rows_is_whole(db: DuckDB, rows: Any) -> None:
    with pytest.raises(UsageError, match="is no number of rows"):
        names(db, top("worth", rows))


def test_any_table_has_the_rows_that_counting_by_hand_finds(db: DuckDB) -> None:
    chance = random.Random(7)
    for _ in range(25):
        rows = [
            (f"c{n:02}", chance.choice([None, *range(-3, 4)]), chance.choice([None, 0.1, 0.2, 7]))
            for n in range(chance.randrange(25))
        ]
        db.con.execute("DELETE FROM customers")
        for row in rows:
            db.con.execute("INSERT INTO customers VALUES (?, ?, ?, NULL, NULL)", row)
        wanted: list[tuple[int, FilterKind, int]] = [
            (place, chance.choice(("highest", "lowest")), chance.randrange(1, 12))
            for place in chance.sample((1, 2), chance.randrange(1, 3))
        ]
        left = [row for row in rows if row[1] is None or row[1] > -2]
        expected = [
            row[0] for row in left if all(_fewer_are_beyond(left, row, *one) for one in wanted)
        ]
        tops = [top(("worth", "days")[place - 1], n, kind) for place, kind, n in wanted]
        others = [Filter("worth", "is_not", (-3, -2))]
        assert sorted(names(db, *tops, *others)) == expected


def _fewer_are_beyond(
    rows: list[tuple[Any, ...]], row: tuple[Any, ...], place: int, kind: FilterKind, count: int
) -> bool:
    """Whether the row's value is filled, and fewer than `count` rows have a greater (smaller)."""
    if row[place] is None:
        return False
    sign = 1 if kind == "highest" else -1
    beyond = [r for r in rows if r[place] is not None and sign * r[place] > sign * row[place]]
    return len(beyond) < count

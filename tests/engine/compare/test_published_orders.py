"""Orders that are published in another month, with another value, or not at all: each is listed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crri_gui.definitions import Definitions
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.quality import evidence
from crri_gui.engine.query.dashboard.changes import what_changed
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters
from crri_gui.engine.query.dashboard.published_change import Published
from crri_gui.engine.query.dashboard.published_orders import differing_orders
from crri_gui.engine.results import Results
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.errors import OutputError
from tests.dashboard_shop import opened
from tests.shops import Shop


def shop(*, now: bool) -> Shop:
    """Six orders; now one has moved to February, one is canceled, one dearer, and one is new."""
    made = Shop()
    made.add("same", "u1", "2020-01-02", 10)
    made.add("moved", "u2", "2020-02-01" if now else "2020-01-31", 50, state="RJ")
    made.add("canceled since", "u3", "2020-01-05", 20, status="canceled" if now else "delivered")
    made.add("dearer", "u4", "2020-03-05", 31 if now else 30)
    # As it is published: with an apostrophe, which keeps spreadsheets from running it.
    made.add("=moved too", "u5", "2020-03-01" if now else "2020-02-28", 40)
    if now:
        made.add("new", "u6", "2020-02-10", 5)
    return made


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    with opened(shop(now=True).write(tmp_path_factory.mktemp("now") / "raw")) as results:
        yield results


@pytest.fixture(scope="module", params=["csv", "parquet"])
def out(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The set as it was published, in either form."""
    folder = tmp_path_factory.mktemp("published")
    raw = shop(now=False).write(folder / "raw")
    run_and_publish(RunContext(), Request(raw), Target(folder / "out", form=request.param))
    return folder / "out"


def listed(results: Results, folder: Path, months: Filters = NO_FILTERS) -> list[tuple[Any, ...]]:
    with results.database(RunContext()) as db:
        table, count = differing_orders(db, folder, months)
        found = db.rows(
            "SELECT order_id, change, published_month, order_month, difference, order_status, "
            f"customer_state FROM {table}"
        )
        assert count == len(found)
        return found


MOVED = ("moved", "moved", "2020-01", "2020-02", Decimal(0), "delivered", "RJ")
MOVED_TOO = ("=moved too", "moved", "2020-02", "2020-03", Decimal(0), "delivered", "SP")
CANCELED = ("canceled since", "removed", "2020-01", None, Decimal(-20), "canceled", "SP")
NEW = ("new", "added", None, "2020-02", Decimal(5), "delivered", "SP")
DEARER = ("dearer", "revalued", "2020-03", "2020-03", Decimal(1), "delivered", "SP")


def test_every_order_that_differs_is_listed_those_that_moved_first(now: Results, out: Path) -> None:
    assert listed(now, out) == [MOVED, MOVED_TOO, DEARER, CANCELED, NEW]


def test_of_a_month_are_those_that_are_in_it_on_either_side(now: Results, out: Path) -> None:
    assert listed(now, out, Filters(("2020-01", "2020-01"))) == [MOVED, CANCELED]
    assert listed(now, out, Filters(("2020-02", "2020-02"))) == [MOVED, MOVED_TOO, NEW]
    assert listed(now, out, Filters(("2020-01", "2020-03"))) == listed(now, out)
    assert listed(now, out, Filters(("2019-01", "2019-12"))) == []
    without = Filters(left_out=frozenset({"2020-02", "2020-03"}))
    assert listed(now, out, without) == [MOVED, CANCELED]


def test_all_are_counted_where_only_so_many_are_kept(
    now: Results, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "MOST_ROWS", 2)
    with now.database(RunContext()) as db:
        table, count = differing_orders(db, out)
        assert count == 5
        assert db.rows(f"SELECT order_id FROM {table}") == [("moved",), ("=moved too",)]


def test_the_sentence_on_the_published_set_leads_to_them(now: Results, out: Path) -> None:
    published = Published(out, Definitions().as_dict())
    with now.database(RunContext()) as db:
        found = {change.key: change for change in what_changed(db, NO_FILTERS, published)}
    # January 80 -> 10, February 40 -> 55, March 30 -> 71: 14 less in all.
    assert "revenue -14.00" in found["published set"].text
    assert found["published set"].rows is published


def test_what_is_no_published_set_is_refused(now: Results, tmp_path: Path) -> None:
    (tmp_path / "master_orders.csv").write_text("order_id,worth\nmoved,50\n", encoding="utf-8")
    with now.database(RunContext()) as db, pytest.raises(OutputError) as refusal:
        differing_orders(db, tmp_path)
    assert refusal.value.code == "published_orders_unreadable"

"""segment_movement and what stands beside it, worked out by hand."""

from __future__ import annotations

import math
from decimal import Decimal
from pathlib import Path

import pytest

from crri_gui.definitions import Definitions
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.query.dashboard.extensions.movement import (
    Movement,
    movement,
    movement_sentence,
    status_sentence,
)
from tests.dashboard_shop import opened
from tests.effort import exhaustive
from tests.shops import Shop, publish

ASKED = {"extensions": frozenset({"movement"})}


def moving_shop() -> Shop:
    """The second snapshot is 2017-07-01, so the first one 2017-04-02."""
    shop = Shop()
    shop.add("a1", "a", "2017-01-10", "100.00").add("a2", "a", "2017-05-10", "50.00")
    shop.add("b1", "b", "2016-09-01", "20.00").add("b2", "b", "2017-05-01", "30.00")
    shop.add("c1", "c", "2016-12-01", "40.00").add("d1", "d", "2017-03-01", "60.00")
    return shop.add("e1", "e", "2016-08-01", "10.00").add("f1", "f", "2017-06-30", "70.00")


def told_of(raw: Path, **definitions: object) -> Movement:
    chosen = Definitions(**definitions)  # type: ignore[arg-type]
    with opened(raw, definitions=chosen, **ASKED) as results:
        assert all(one.holds for one in results.data.report.statements)
        with results.database(RunContext()) as db:
            made = movement(db)
    assert made is not None
    return made


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return moving_shop().write(tmp_path_factory.mktemp("moving"))


@pytest.fixture(scope="module")
def told(raw: Path) -> Movement:
    return told_of(raw)


def test_every_move(raw: Path, tmp_path: Path) -> None:
    # At the first snapshot, from worst to best of five (1, 2, 3, 3, 4 by mid-rank):
    #   days since the last order  e 244, b 213, c 122, a 82, d 32    orders: 1 each (3)
    #   money                      e 10, b 20, c 40, d 60, a 100
    #   scores  a 3+3+4 = 10 High, b 2+3+2 = 7 Mid, c 3+3+3 = 9 Mid, d 4+3+3 = 10 High, e 5 Low
    # At the second one, placed among these values:
    #   a 52 days, 2 orders, 150: 4+4+4 = 12 High    b 61 days, 2, 50: 4+4+3 = 11 High
    #   c 212 days, 1, 40: 2+3+3 = 8 Mid             d 122 days, 1, 60: 3+3+3 = 9 Mid
    #   e 334 days, 1, 10: 1+3+1 = 5 Low             f 1 day, 1, 70: 4+3+4 = 11 High
    publish(raw, tmp_path, dict(ASKED))
    assert (tmp_path / "segment_movement.csv").read_text(encoding="utf-8") == (
        "from_snapshot,to_snapshot,from_segment,to_segment,customers,revenue,monetary\n"
        "2017-04-02,2017-07-01,(new),High Value,1,70.00,70.00\n"
        "2017-04-02,2017-07-01,High Value,High Value,1,50.00,150.00\n"
        "2017-04-02,2017-07-01,High Value,Mid Value,1,0.00,60.00\n"
        "2017-04-02,2017-07-01,Low Value,Low Value,1,0.00,10.00\n"
        "2017-04-02,2017-07-01,Mid Value,High Value,1,30.00,50.00\n"
        "2017-04-02,2017-07-01,Mid Value,Mid Value,1,0.00,40.00\n"
    )


def test_who_came_stayed_and_went(told: Movement) -> None:
    # At the first snapshot b (213 days) and e (244) are not active any more, at the second one c
    # (212 days) is not.
    assert [
        (one.name, one.customers, int(one.revenue), int(one.monetary)) for one in told.statuses
    ] == [
        ("new", 1, 70, 70),
        ("kept", 1, 50, 150),
        ("won back", 1, 30, 50),
        ("lapsed", 1, 0, 40),
        ("still active", 1, 0, 60),
        ("asleep", 1, 0, 10),
    ]
    assert status_sentence(told) == (
        "Since 2017-04-02: 1 new customer, 1 won back, 1 lapsed (no order for 180 days)."
    )


def test_how_stable_segments_are(told: Movement) -> None:
    assert (told.customers_before, told.customers_now) == (5, 6)
    assert told.share_unchanged == 3 / 5
    before, now = (0.2, 0.4, 0.4), (1 / 6, 2 / 6, 3 / 6)
    psi = sum((n - b) * math.log(n / b) for b, n in zip(before, now, strict=True))
    assert told.psi == pytest.approx(psi, abs=1e-6)
    # No two customers share both segments: 0 pairs. Two pairs before, two now, of ten: 0.4 by
    # chance, so (0 - 0.4) / (2 - 0.4).
    assert told.adjusted_rand_index == pytest.approx(-0.25)
    assert told.moved(up=True) == (1, Decimal(50)) and told.moved(up=False) == (1, Decimal(60))
    assert movement_sentence(told) == (
        "Of the customers of 2017-04-02, 60.0 % are in the same segment now; 1 moved up and has "
        "spent 50.00 in all, 1 moved down (60.00)."
    )


def test_the_first_snapshot_is_an_option(raw: Path) -> None:
    told = told_of(raw, movement_days=30)
    assert told.from_snapshot == "2017-06-01"
    assert [one.customers for one in told.moves if one.from_segment == "(new)"] == [1]
    assert sum(one.revenue for one in told.moves) == 70


@exhaustive
def test_the_snapshot_may_be_the_last_order_or_a_day(raw: Path) -> None:
    # Exactly 90 days before 2017-06-30 12:00.
    told = told_of(raw, snapshot="last_order")
    assert (told.from_snapshot, told.to_snapshot) == ("2017-04-01", "2017-06-30")
    told = told_of(raw, snapshot="2017-09-30")
    # d's order of 2017-03-01 is 122 days before 2017-07-02 and 213 before 2017-09-30.
    assert (told.from_snapshot, told.to_snapshot) == ("2017-07-02", "2017-09-30")
    assert {one.name: one.customers for one in told.statuses}["lapsed"] == 1


def test_without_customers_at_the_first_snapshot_all_are_new(tmp_path: Path) -> None:
    shop = Shop().add("a", "a", "2017-01-01", "10").add("b", "b", "2017-01-31", "20")
    told = told_of(shop.write(tmp_path))
    assert {one.from_segment for one in told.moves} == {"(new)"}
    assert sum(one.customers for one in told.moves) == 2
    assert (told.share_unchanged, told.psi, told.adjusted_rand_index) == (None, None, None)
    assert movement_sentence(told) is None and status_sentence(told) is None


def test_frozen_scores_show_what_new_ones_hide(tmp_path: Path) -> None:
    # Everybody comes back and buys twice as much: against the values of before all are better; by
    # their own values they would be divided as they were.
    shop = Shop()
    for number in range(8):
        shop.add(f"a{number}", f"u{number}", f"2017-01-{number + 1:02}", f"{10 + number}")
        shop.add(f"b{number}", f"u{number}", f"2017-06-{number + 1:02}", f"{30 + number}")
    told = told_of(shop.write(tmp_path))
    assert {one.to_segment for one in told.moves} == {"High Value"}
    assert told.psi is not None and told.psi > 0.25

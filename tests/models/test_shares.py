"""Intervals of shares, and the plan and result of experiments."""

from __future__ import annotations

import pytest

from crri_gui.models.experiments import (
    Arm,
    assigned,
    compared,
    detectable_rate,
    sample_size,
)
from crri_gui.models.intervals import newcombe, wilson


def test_the_intervals_of_the_papers() -> None:
    # Newcombe 1998, table I of the first paper and table II of the second.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0, 0.1611), abs=5e-5)
    assert wilson(1, 29) == pytest.approx((0.0061, 0.1718), abs=5e-5)
    assert newcombe(56, 70, 48, 80) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert newcombe(10, 10, 0, 20) == pytest.approx((0.6791, 1.0), abs=5e-5)
    assert wilson(20, 20)[1] == 1.0 and wilson(0, 0) == (0.0, 1.0)
    # A higher confidence is a wider interval.
    assert wilson(50, 100, 0.99)[0] < wilson(50, 100, 0.95)[0]


def test_what_an_experiment_takes() -> None:
    assert sample_size(0.031, 0.035) == 31_308
    assert sample_size(0.031, 0.035, power=0.9) == 41_911
    # The same whichever is the higher one, and whether buyers are counted or those who stay away.
    assert sample_size(0.035, 0.031) == sample_size(0.965, 0.969) == 31_308
    assert sample_size(0.031, 0.035, confidence=0.99) > 31_308
    with pytest.raises(ValueError, match="told apart"):
        sample_size(0.03, 0.03)


def test_the_smallest_difference_is_the_inverse_of_the_size() -> None:
    found = detectable_rate(0.031, 31_308)
    assert found == pytest.approx(0.035, abs=1e-6)
    assert sample_size(0.031, found or 0) <= 31_308
    # Three customers show nothing, whatever happens.
    assert detectable_rate(0.5, 3) is None


def test_an_assignment_is_a_draw_that_can_be_made_again() -> None:
    customers = [f"c{number}" for number in range(1001)]
    arms = assigned(customers, 7)
    assert list(arms) == sorted(customers)
    counts = [list(arms.values()).count(arm) for arm in ("treatment", "control")]
    assert counts == [500, 501]
    assert assigned([*reversed(customers), "c5"], 7) == arms
    other = assigned(customers, 8)
    same = sum(arms[who] == other[who] for who in customers)
    assert 420 < same < 580
    few = assigned(customers, 7, per_arm=100)
    assert sorted(few.values()) == ["control"] * 100 + ["treatment"] * 100


def test_neighbouring_ids_do_not_share_an_arm() -> None:
    # Orders of a day have neighbouring ids: each tenth of them is divided as the whole is.
    arms = list(assigned([f"{number:06}" for number in range(10_000)], 1).values())
    for start in range(0, 10_000, 1_000):
        assert 420 < arms[start : start + 1_000].count("treatment") < 580


def test_what_came_of_an_experiment() -> None:
    found = compared(Arm(70, 56), Arm(80, 48))
    assert found.difference == pytest.approx(0.2)
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert found.shown
    assert not compared(Arm(100, 12), Arm(100, 10)).shown
    assert compared(Arm(80, 48), Arm(70, 56)).high == pytest.approx(-found.low)
    assert Arm(0, 0).rate == 0.0

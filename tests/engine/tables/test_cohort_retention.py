"""cohort_retention and the N-day repeat rate."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shops import Shop, publish_shop


def shop() -> Shop:
    """January cohort u1 u2 u3, March cohort u4; u1 comes back twice in March, u2 in January."""
    result = Shop().add("o1", "u1", "2020-01-05", 1).add("o2", "u2", "2020-01-06", 1)
    result.add("o3", "u3", "2020-01-07", 1).add("o4", "u2", "2020-01-20", 1)
    result.add("o5", "u1", "2020-03-01", 1).add("o6", "u1", "2020-03-02", 1)
    return result.add("o7", "u4", "2020-03-30", 1)


def test_observed_months_have_rows_and_later_ones_have_none(tmp_path: Path) -> None:
    rows = publish_shop(shop(), tmp_path)["cohort_retention"]
    assert [tuple(row.values()) for row in rows] == [
        ("2020-01", "2020-01", "3", "3", "1.0"),
        ("2020-01", "2020-02", "0", "3", "0.0"),  # observed, nobody came back
        ("2020-01", "2020-03", "1", "3", repr(1 / 3)),  # u1, once though twice there
        ("2020-03", "2020-03", "1", "1", "1.0"),
        # February has no new customer and so no cohort; April is not observed: no row
    ]


def test_the_cohort_is_the_first_counted_order(tmp_path: Path) -> None:
    data = shop().add("o0", "u4", "2020-01-01", 1, status="canceled")
    rows = publish_shop(data, tmp_path)["cohort_retention"]
    assert [row["cohort_size"] for row in rows if row["cohort_month"] == "2020-03"] == ["1"]


def test_n_day_repeat_rate(tmp_path: Path) -> None:
    rates = {
        rate["days"]: (rate["customers_observed"], rate["customers_repeated"])
        for rate in publish_shop(shop(), tmp_path).manifest["repeat_rates"]
    }
    # The data ends on 30 March, 12:00. Second orders: u2 after 14 days, u1 after 56 days.
    assert rates == {
        7: (3, 0),  # u1 u2 u3; u4 is observed for 0 days
        30: (3, 1),  # u2
        60: (3, 2),  # and u1
        90: (0, 0),  # u1, the longest observed, for 85 days
        180: (0, 0),
        365: (0, 0),
    }


@pytest.mark.parametrize(
    ("second", "repeated"), [("2020-01-08 12:00:00", 1), ("2020-01-08 12:00:01", 0)]
)
def test_exactly_n_days_later_is_within_n_days(tmp_path: Path, second: str, repeated: int) -> None:
    data = Shop().add("o1", "u1", "2020-01-01 12:00:00", 1).add("o2", "u1", second, 1)
    rates = publish_shop(data.add("o3", "u2", "2020-02-20", 1), tmp_path).manifest["repeat_rates"]
    assert rates[0]["customers_repeated"] == repeated
    assert rates[-1]["repeat_rate"] is None  # nobody is observed for a year: blank, not 0

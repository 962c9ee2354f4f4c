"""rfm_customers: values, scores, segments, and the eleven named segments."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crri_gui.contract import NAMED_SEGMENTS
from crri_gui.engine.report import InputRefused
from tests.shops import Published, Shop, publish_shop


def shop() -> Shop:
    """Eight customers; the last order is u1's, on 31 January at 12:00.

    customer  last order  orders  money
    u1        31          2       80 (30 + 50)
    u2        30          1       70
    u3        29          1       60
    u4        28          1       50
    u5        27          1       40
    u6        26          1       30
    u7        25          1       20
    u8        24          1       10
    """
    result = Shop().add("first", "u1", "2020-01-02", 30).add("last", "u1", "2020-01-31", 50)
    for number in range(2, 9):
        result.add(f"o{number}", f"u{number}", f"2020-01-{32 - number}", 90 - 10 * number)
    return result


def scores(result: Published) -> dict[str, int]:
    return {row["customer_unique_id"]: int(row["RFM_score"]) for row in result["rfm_customers"]}


def test_values(tmp_path: Path) -> None:
    rows = publish_shop(shop(), tmp_path).by("rfm_customers", "customer_unique_id")
    # The snapshot is 1 February.
    assert [rows["u1"][c] for c in ("recency", "frequency", "monetary")] == ["1", "2", "80.00"]
    assert [rows["u8"][c] for c in ("recency", "frequency", "monetary")] == ["8", "1", "10.00"]


@pytest.mark.parametrize(
    ("snapshot", "recency"),
    [
        ("day_after", {"u1": "1", "u2": "2"}),
        ("last_order", {"u1": "0", "u2": "1"}),  # from 31 January 12:00: 0 and 24 hours
        ("2020-03-01", {"u1": "30", "u2": "31"}),  # 29 days of February and one more
    ],
)
def test_snapshot(tmp_path: Path, snapshot: str, recency: dict[str, str]) -> None:
    rows = publish_shop(shop(), tmp_path, snapshot=snapshot).by(
        "rfm_customers", "customer_unique_id"
    )
    assert {u: rows[u]["recency"] for u in recency} == recency


def test_hours_make_no_day_under_the_last_order_snapshot(tmp_path: Path) -> None:
    data = (
        Shop().add("o1", "u1", "2020-01-01 13:00:00", 1).add("o2", "u2", "2020-01-03 12:00:00", 1)
    )
    last = publish_shop(data, tmp_path / "a", snapshot="last_order")["rfm_customers"]
    after = publish_shop(data, tmp_path / "b")["rfm_customers"]
    assert last[0]["recency"] == "1"  # 47 hours are one whole day
    assert after[0]["recency"] == "3"  # calendar days from the 1st to the 4th


def test_a_snapshot_before_the_last_order_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="lies before the last order"):
        publish_shop(shop(), tmp_path, snapshot="2020-01-30")


def test_mid_rank_scores(tmp_path: Path) -> None:
    # n = 8. Recency and money: the ranks 8 7 6 5 4 3 2 1, no ties, so the plain quartiles:
    # 1 + floor(4 (rank - 0.5) / 8) = 4 4 3 3 2 2 1 1 for both.
    # Frequency: u1 has rank 8: 1 + floor(4 x 7.5 / 8) = 4. The others share 1..7, mid-rank 4:
    # 1 + floor(4 x 3.5 / 8) = 1 + floor(1.75) = 2.
    assert scores(publish_shop(shop(), tmp_path)) == {
        "u1": 12,  # 4 + 4 + 4
        "u2": 10,  # 4 + 2 + 4
        "u3": 8,
        "u4": 8,
        "u5": 6,
        "u6": 6,
        "u7": 4,
        "u8": 4,
    }


def test_fixed_frequency_cuts(tmp_path: Path) -> None:
    result = scores(publish_shop(shop(), tmp_path, frequency_score="fixed"))
    assert (result["u1"], result["u2"]) == (10, 9)  # 4 + 2 + 4 and 4 + 1 + 4


def test_more_than_four_orders_score_four(tmp_path: Path) -> None:
    data = Shop()
    for number in range(6):
        data.add(f"o{number}", "u1", "2020-01-01", 1)
    result = publish_shop(data, tmp_path, frequency_score="fixed")
    # One customer: mid-rank 1, 1 + floor(4 x 0.5 / 1) = 3 for recency and money.
    assert scores(result) == {"u1": 10}


def test_first_come_frequency(tmp_path: Path) -> None:
    # Places by orders and customer_unique_id: u2..u8 1..7, u1 8. The quartiles of 1..8 are
    # 2.75, 4.5 and 6.25: u2 u3 score 1, u4 u5 2, u6 u7 3, u8 u1 4.
    result = scores(publish_shop(shop(), tmp_path, frequency_score="first_come"))
    assert result == {
        "u1": 12,  # 4 + 4 + 4
        "u2": 9,  # 4 + 1 + 4
        "u3": 7,  # 3 + 1 + 3
        "u4": 8,
        "u5": 6,
        "u6": 7,
        "u7": 5,
        "u8": 6,
    }


def test_first_come_of_few(tmp_path: Path) -> None:
    # The quartiles of the place 1 are 1, and nobody stands beyond: 1. Of 1, 2 and 3 they are 1.5,
    # 2 and 2.5: the places score 1, 2 and 4. Of two orders each, u1 comes before u2.
    data = Shop().add("o1", "u1", "2020-01-01", 1).add("o2", "u1", "2020-01-01", 1)
    alone = publish_shop(data, tmp_path / "1", frequency_score="first_come")
    assert scores(alone) == {"u1": 3 + 1 + 3}
    for number in range(3, 6):
        data.add(f"o{number}", "u2" if number < 5 else "u3", "2020-01-01", 1)
    # Recency: three equal, mid-rank 2: 3. Money 2, 2, 1: mid-ranks 2.5, 2.5, 1: 3, 3, 1.
    three = publish_shop(data, tmp_path / "3", frequency_score="first_come")
    assert scores(three) == {"u1": 3 + 2 + 3, "u2": 3 + 4 + 3, "u3": 3 + 1 + 1}


def test_quartile_scores(tmp_path: Path) -> None:
    # Money 10..80: the cuts lie at 27.5, 45 and 62.5. Recency 1..8: at 2.75, 4.5 and 6.25.
    # With no value on a cut it is the plain quartile again.
    result = scores(publish_shop(shop(), tmp_path, value_score="quartiles"))
    assert (result["u1"], result["u4"], result["u8"]) == (12, 8, 4)


def test_a_value_on_a_quartile_cut_falls_below_it(tmp_path: Path) -> None:
    # Five customers of 10 20 30 40 50: the cuts are 20, 30 and 40, so money scores 1 1 2 3 4.
    # Recency 1..5 (u5 the latest): the cuts are 2, 3 and 4; 1 and 2 are the most recent
    # quarter: u5 4, u4 4, u3 3, u2 2, u1 1. Frequency: all 1, mid-rank 3: 1 + floor(2) = 3.
    data = Shop()
    for number in range(1, 6):
        data.add(f"o{number}", f"u{number}", f"2020-01-0{number}", 10 * number)
    assert scores(publish_shop(data, tmp_path, value_score="quartiles")) == {
        "u1": 5,
        "u2": 6,
        "u3": 8,
        "u4": 10,
        "u5": 11,
    }


def test_quartile_cuts_between_two_values(tmp_path: Path) -> None:
    # Money 10.00, 10.01, 10.01, 10.01 of u1..u4, all on one day. The first cut lies at the
    # place 0.75: 10.00 + 0.75 x 0.01 = 10.0075, below 10.01; the others are 10.01 itself. So
    # money scores 1 for u1 and 2 for the others; recency, all on every cut: 4 for all;
    # frequency, all alike: 3.
    data = Shop().add("o1", "u1", "2020-01-01", "10.00")
    for number in (2, 3, 4):
        data.add(f"o{number}", f"u{number}", "2020-01-01", "10.01")
    result = scores(publish_shop(data, tmp_path, value_score="quartiles"))
    assert result == {"u1": 8, "u2": 9, "u3": 9, "u4": 9}


@pytest.mark.parametrize(
    ("options", "segments"),
    [
        ({}, {"High Value": 2, "Mid Value": 2, "Low Value": 4}),  # 12 10 | 8 8 | 6 6 4 4
        (
            {"high_value_from": 12, "mid_value_from": 5},
            {"High Value": 1, "Mid Value": 5, "Low Value": 2},
        ),
    ],
)
def test_segments(tmp_path: Path, options: dict[str, Any], segments: dict[str, int]) -> None:
    rows = publish_shop(shop(), tmp_path, **options)["rfm_customers"]
    names = [row["segment"] for row in rows]
    assert {name: names.count(name) for name in segments} == segments


def test_equal_values_get_equal_scores_in_any_order(tmp_path: Path) -> None:
    data = Shop()
    for number in (5, 3, 1, 4, 2):
        data.add(f"o{number}", f"u{number}", "2020-01-01", 10)
    assert set(scores(publish_shop(data, tmp_path)).values()) == {9}  # mid-rank 3 of 5: 3 each


def test_each_cell_is_in_exactly_one_named_segment() -> None:
    cells = [cell for group in NAMED_SEGMENTS.values() for cell in group]
    assert sorted(cells) == [(r, f) for r in range(1, 6) for f in range(1, 6)]
    assert len(NAMED_SEGMENTS) == 11


def test_named_segments_add_up_to_the_customers_and_their_money(tmp_path: Path) -> None:
    result = publish_shop(shop(), tmp_path)
    cells = result.manifest["named_segments"]
    filled = {
        (cell["named_segment"], cell["recency_of_5"], cell["frequency_of_5"]): cell["customers"]
        for cell in cells
        if cell["customers"]
    }
    # Recency of five, ranks 8..1 of 8: 1 + floor(5 (rank - 0.5) / 8) = 5 5 4 3 3 2 1 1.
    # Frequency of five: u1 5; the others mid-rank 4: 1 + floor(5 x 3.5 / 8) = 3.
    assert filled == {
        ("Champions", 5, 5): 1,
        ("Potential Loyalists", 5, 3): 1,
        ("Potential Loyalists", 4, 3): 1,
        ("Needing Attention", 3, 3): 2,
        ("At Risk", 2, 3): 1,
        ("At Risk", 1, 3): 2,
    }
    assert len(cells) == 25
    assert sum(float(cell["revenue"]) for cell in cells) == 360.0

"""The presets by hand: what each is for decides which orders count and what they are worth."""

from __future__ import annotations

from pathlib import Path

import pytest

from crri_gui.definitions import OPTIONS, PRESET_MEANING, PRESET_TITLE, PRESETS, Definitions
from tests.shops import Shop, publish, publish_shop


def shop() -> Shop:
    """The whole of January, and half of February.

    | order | bought      | status    | goods | freight | paid  |
    |-------|-------------|-----------|-------|---------|-------|
    | o1    | 1 January   | delivered | 10.00 | 2.00    | 12.00 |
    | o2    | 15 January  | shipped   | 5.00  | 1.00    | 6.00  |
    | o3    | 31 January  | delivered | 7.00  | 0.50    | 8.00  |
    | o4    | 10 January  | canceled  | 40.00 | 4.00    | 44.00 |
    | o5    | 15 February | delivered | 3.00  | 1.00    | 4.00  |
    """
    made = Shop()
    for order, day, status, goods, freight, paid in (
        ("o1", "2020-01-01", "delivered", 10, 2, 12),
        ("o2", "2020-01-15", "shipped", 5, 1, 6),
        ("o3", "2020-01-31", "delivered", 7, "0.50", 8),
        ("o4", "2020-01-10", "canceled", 40, 4, 44),
        ("o5", "2020-02-15", "delivered", 3, 1, 4),
    ):
        made.add(order, order, day, goods, status=status, freight=freight, paid=[("card", paid)])
    return made


@pytest.mark.parametrize(
    ("preset", "months"),
    [
        ("recommended", {"2020-01": "22.00", "2020-02": "3.00"}),  # 10 + 5 + 7
        ("delivered-sales", {"2020-01": "19.50", "2020-02": "4.00"}),  # 12 + 7.50
        ("money-received", {"2020-01": "26.00"}),  # 12 + 6 + 8; February is not whole
        ("seed-notebook", {"2020-01": "62.00", "2020-02": "3.00"}),  # 10 + 5 + 7 + 40
    ],
)
def test_what_each_counts(tmp_path: Path, preset: str, months: dict[str, str]) -> None:
    values = PRESETS[preset].as_dict()
    made = publish_shop(shop(), tmp_path, **values)
    assert {row["order_month"]: row["revenue"] for row in made["monthly_revenue"]} == months


def test_each_has_a_purpose_of_its_own_and_differs_in_few_plain_choices() -> None:
    assert PRESETS.keys() == PRESET_TITLE.keys() == PRESET_MEANING.keys()
    assert len({*PRESET_TITLE.values()}) == len({*PRESET_MEANING.values()}) == len(PRESETS)
    usual = Definitions()
    for name in ("delivered-sales", "money-received"):
        own = [o for o in OPTIONS if getattr(PRESETS[name], o) != getattr(usual, o)]
        assert 1 < len(own) <= 3
    assert all(
        OPTIONS[name].permits(getattr(p, name)) for p in PRESETS.values() for name in OPTIONS
    )


def test_money_that_was_given_back_was_not_received(tmp_path: Path) -> None:
    """A shop's export: 30.00 paid, 10.00 of it refunded; the whole of January is there."""
    raw = tmp_path / "raw"
    raw.mkdir()
    header = (
        "Name,Email,Financial Status,Currency,Subtotal,Discount Amount,Shipping,Taxes,Total,"
        "Created at,Lineitem quantity,Cancelled at,Refunded Amount\n"
    )
    rows = "".join(
        f"#{n},{who}@example.com,paid,EUR,{paid},0,0,0,{paid},2020-01-{day} 10:00:00,1,,{back}\n"
        for n, who, day, paid, back in (
            (1, "a", "01", "20.00", "0.00"),
            (2, "b", "31", "10.00", "10.00"),
        )
    )
    (raw / "orders.csv").write_text(header + rows, encoding="utf-8")
    made = publish(raw, tmp_path / "out", **PRESETS["money-received"].as_dict())
    assert [row["revenue"] for row in made["monthly_revenue"]] == ["20.00"]

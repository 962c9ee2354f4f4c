"""calendar, order_details and customer_details, worked out by hand."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.engine.adapt.test_adapt import PLAIN
from tests.shops import Published, Shop, publish

GUEST_SECOND = ("1,2024-01-03,a@x.example", "2,2024-01-04,")
STAR = {"extensions": frozenset({"star"})}


def orders_of(made: Published) -> dict[str, tuple[str, ...]]:
    return {row.pop("order_id"): tuple(row.values()) for row in made["order_details"]}


def test_days_of_whole_years_with_their_iso_weeks(tmp_path: Path) -> None:
    # The first days of 2016 and 2017 are of weeks of the year before, the last of 2018 of the next.
    shop = Shop().add("a", "u1", "2016-12-01", "1.00").add("b", "u2", "2018-01-31", "1.00")
    made = publish(shop.write(tmp_path / "raw"), tmp_path / "out", dict(STAR))
    days = [date(2016, 1, 1) + timedelta(n) for n in range(366 + 365 + 365)]
    assert [
        (row["date"], row["month"], row["date_key"], row["year"], row["quarter"], row["week"])
        for row in made["calendar"]
    ] == [
        (
            f"{day}",
            f"{day:%Y-%m}",
            f"{day:%Y%m%d}",
            f"{day.year}",
            f"{(day.month + 2) // 3}",
            f"{day:%G-W%V}",
        )
        for day in days
    ]
    complete = Counter(row["month"] for row in made["calendar"] if row["is_complete"] == "1")
    # From the first day of the first month to the last of the last one; every day of them.
    assert min(complete) == "2016-12" and max(complete) == "2018-01" and len(complete) == 14
    assert complete["2017-02"] == 28


def test_partial_and_stray_months_are_marked(tmp_path: Path) -> None:
    shop = Shop().add("first", "u0", "2017-01-02", "1.00")
    for number in range(40):
        shop.add(f"a{number}", f"u{number}", "2017-02-10", "1.00").add(
            f"b{number}", "x", "2017-03-10", "1.00"
        )
    shop.add("last", "u0", "2017-04-30", "1.00")
    made = publish(shop.write(tmp_path / "raw"), tmp_path / "out", dict(STAR))
    flags = {row["month"]: (row["is_complete"], row["is_stray"]) for row in made["calendar"]}
    # January begins on its second day; April has 1 order where 40 are usual.
    assert [flags[f"2017-{month:02}"] for month in (1, 2, 3, 4, 5)] == [
        ("0", "0"),
        ("1", "0"),
        ("1", "0"),
        ("0", "1"),
        ("0", "0"),
    ]


def test_an_order_in_the_life_of_its_customer(tmp_path: Path) -> None:
    shop = (
        Shop()
        .add("b", "u2", "2017-01-31 12:00:00", "1.00")
        .add("c", "u1", "2017-01-05 08:00:00", "1.00")
        .add("a", "u1", "2017-01-05 08:00:00", "1.00")
        .add("d", "u1", "2017-04-05 08:00:00", "1.00")
        .add("e", "u1", "2018-04-06 08:00:01", "1.00")
    )
    raw = shop.write(tmp_path / "raw")
    made = publish(raw, tmp_path / "out", dict(STAR))
    # Order date, customer, late, first, days since the former order, months since the first.
    # a is before c by its id; 2017-01-05 to 04-05 are 90 days to the second, then 366 and a second.
    assert orders_of(made) == {
        "a": ("2017-01-05", "1", "", "1", "", "0"),
        "b": ("2017-01-31", "2", "", "1", "", "0"),
        "c": ("2017-01-05", "1", "", "0", "0", "0"),
        "d": ("2017-04-05", "1", "", "0", "90", "3"),
        "e": ("2018-04-06", "1", "", "0", "367", "15"),
    }
    first, second = made["customer_details"]
    # u1 is observed for 456 days and a second; the second order came at once.
    assert (first["customer_key"], first["customer_unique_id"]) == ("1", "u1")
    assert (first["first_order_date"], first["last_order_date"]) == ("2017-01-05", "2018-04-06")
    assert (first["cohort_month"], first["days_observed"]) == ("2017-01", "456")
    assert (first["days_to_second_order"], second["days_to_second_order"]) == ("0", "")


def test_an_order_of_nobody_known_has_no_place_in_a_life(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "orders.csv").write_text(
        "\n".join((PLAIN, *(f"{line},completed,10.00,0.00,EUR" for line in GUEST_SECOND))),
        encoding="utf-8",
    )
    made = publish(raw, tmp_path / "out", dict(STAR))
    assert orders_of(made)["2"] == ("2024-01-04", "", "", "", "", "")
    assert len(made["customer_details"]) == 1


@pytest.mark.parametrize("late_over", ["dated", "all"])
def test_late_orders_make_the_published_rate(
    sample_shop: Path, tmp_path: Path, late_over: str
) -> None:
    made = publish(sample_shop, tmp_path, dict(STAR), late_over=late_over)
    month_of = {row["order_id"]: row["order_month"] for row in made["master_orders"]}
    late: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    for row in made["order_details"]:
        if row["is_late"]:
            judged[month_of[row["order_id"]]] += 1
            late[month_of[row["order_id"]]] += int(row["is_late"])
    for row in made["ops_metrics"]:
        month = row["order_month"]
        rate = late[month] / judged[month] if judged[month] else None
        assert (float(row["late_delivery_rate"]) if row["late_delivery_rate"] else None) == rate


def test_they_agree_with_the_five(sample_shop: Path, tmp_path: Path) -> None:
    made = publish(sample_shop, tmp_path, dict(STAR))
    scores = {row["customer_unique_id"]: row["RFM_score"] for row in made["rfm_customers"]}
    details = made["customer_details"]
    assert {
        row["customer_unique_id"]: str(
            int(row["R_score"]) + int(row["F_score"]) + int(row["M_score"])
        )
        for row in details
    } == scores
    # As they came: who is new leaves the numbers of the others as they are.
    came = sorted(details, key=lambda row: int(row["customer_key"]))
    assert [int(row["customer_key"]) for row in came] == list(range(1, len(details) + 1))
    days = [row["first_order_date"] for row in came]
    assert days == sorted(days)
    customers = {row["customer_unique_id"]: row["customer_key"] for row in details}
    orders = {row["order_id"]: row["customer_unique_id"] for row in made["master_orders"]}
    assert {row["order_id"]: row["customer_key"] for row in made["order_details"]} == {
        order: customers[customer] for order, customer in orders.items()
    }
    # New customers of a month are its cohort.
    sizes = {row["cohort_month"]: int(row["cohort_size"]) for row in made["cohort_retention"]}
    assert Counter(row["cohort_month"] for row in details) == sizes
    first = [row for row in made["order_details"] if row["is_first_order"] == "1"]
    assert Counter(row["order_date"][:7] for row in first) == sizes
    # The rate of those who came back within N days, from the details alone.
    for told in made.manifest["repeat_rates"]:
        observed = [row for row in details if int(row["days_observed"]) >= told["days"]]
        back = sum(
            bool(row["days_to_second_order"]) and int(row["days_to_second_order"]) <= told["days"]
            for row in observed
        )
        assert (len(observed), back) == (told["customers_observed"], told["customers_repeated"])

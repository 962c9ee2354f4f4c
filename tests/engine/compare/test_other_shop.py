"""Another shop over a published one is refused; the same shop, whatever changed in it, is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crri_gui.definitions import PRESETS, Definitions
from crri_gui.engine.compare_run import compare_with_published
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.errors import ExitCode, OtherShop
from tests.effort import exhaustive, one_in
from tests.shops import Shop, publish, publish_copy

pytestmark = pytest.mark.long

MONTHS = ("2017-01", "2017-02", "2017-03", "2017-04", "2017-05")
COMPLETE = MONTHS[1:4]  # the edges may be partial


def shop(customers: range, months: tuple[str, ...] = MONTHS, price: Any = 10) -> Shop:
    """Every customer orders once a month, with freight; `price` may be by month."""
    made = Shop()
    for month in months:
        for number in customers:
            amount = price.get(month, 10) if isinstance(price, dict) else price
            made.add(f"o{number}-{month}", f"u{number}", f"{month}-10", amount, freight=1)
    return made


def over(first: Shop, second: Shop, folder: Path, **options: Any) -> Path:
    """Publish one shop by the defaults, then the other by these definitions."""
    publish_copy(first, folder / "out")
    publish(second.write(folder / "second"), folder / "out", **options)
    return folder / "out"


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("lock", "lock.json")
    }


def test_other_customers_are_another_shop_and_nothing_is_changed(tmp_path: Path) -> None:
    out = publish_copy(shop(range(30)), tmp_path / "out")
    before = tree(out)
    second = shop(range(100, 140)).write(tmp_path / "second")
    with pytest.raises(OtherShop) as refused:
        publish(second, out)
    error = refused.value
    assert "Customers in both: 0, of 30 published and 40 computed." in error.what
    assert error.file == str(out)
    assert "--output-dir" in error.remedy
    assert "--replace-other-shop" in error.remedy
    assert error.exit_code == ExitCode.OTHER_SHOP
    assert tree(out) == before
    run_and_publish(RunContext(), Request(second), Target(out, replace_other_shop=True))
    assert (out / "rfm_customers.csv").read_text().count("\n") == 41


def test_the_same_months_of_other_customers_are_told(tmp_path: Path) -> None:
    """Thirty who spend the same in five months: a lost key gives every customer another id."""
    with pytest.raises(OtherShop, match=r"the revenue of 5 months is the same .* crri\.key"):
        over(shop(range(30)), shop(range(100, 130)), tmp_path)


@pytest.mark.parametrize(("common", "is_other"), [(1, True), (2, False), (40, False)])
def test_fewer_than_one_in_twenty_of_the_smaller_set_is_almost_none(
    tmp_path: Path, common: int, is_other: bool
) -> None:
    # 40 customers against 60, of whom 1 (2.5 %), 2 (5 %) or all 40 are the same.
    first, second = shop(range(40), ("2017-01",)), shop(range(40 - common, 100 - common))
    if is_other:
        with pytest.raises(OtherShop, match="Customers in both: 1,"):
            over(first, second, tmp_path)
    else:
        over(first, second, tmp_path)


@exhaustive
def test_of_a_tiny_shop_the_months_must_differ_too(tmp_path: Path) -> None:
    """Three customers may all have got new ids; with the same money they are the same."""
    over(shop(range(3)), shop(range(10, 13)), tmp_path / "renamed")
    with pytest.raises(OtherShop):
        over(shop(range(3)), shop(range(10, 13), price=11), tmp_path / "other")
    with pytest.raises(OtherShop):
        over(shop(range(3)), shop(range(10, 13), ("2018-01",)), tmp_path / "later")


def test_the_same_shop_a_month_later_is_not_asked_about(tmp_path: Path) -> None:
    later = shop(range(10))
    for number in range(30):
        later.add(f"new{number}", f"u{number}", "2017-06-10", 10)
    out = over(shop(range(10)), later, tmp_path)
    assert "2017-06,300.00,30,30" in (out / "monthly_revenue.csv").read_text()


def test_a_set_that_has_lost_most_of_the_published_months_is_asked_about(tmp_path: Path) -> None:
    """The export of a quarter over two years, or of the same customers in another time."""
    with pytest.raises(OtherShop, match="Of 5 published months 3 are not in what was computed"):
        over(shop(range(10)), shop(range(10), MONTHS[3:]), tmp_path / "part")
    with pytest.raises(OtherShop, match="Of 5 published months 5 are not in what was computed"):
        over(shop(range(10)), shop(range(10), ("2022-01", "2022-02")), tmp_path / "later")
    # An export of the latest months, a window that was chosen, and two months say nothing.
    over(shop(range(10)), shop(range(10), (*MONTHS[2:], "2017-06", "2017-07")), tmp_path / "moved")
    over(shop(range(10)), shop(range(10)), tmp_path / "chosen", window="2017-05..2017-05")
    over(shop(range(10), MONTHS[:2]), shop(range(10), MONTHS[2:4]), tmp_path / "two")


def test_most_months_restated_under_the_same_definitions_is_another_shop(tmp_path: Path) -> None:
    # Of the three months at no edge two have another price.
    restated = dict.fromkeys(COMPLETE[:2], 12)
    with pytest.raises(OtherShop) as refused:
        over(shop(range(10)), shop(range(10), price=restated), tmp_path / "two")
    assert (
        "Of 3 complete months that both have, the revenue of 2 differs by more than 5 %, under the "
        "same definitions." in refused.value.what
    )
    # One is a correction; and so are those at the edges, which may be partial.
    corrected = dict.fromkeys((*COMPLETE[:1], MONTHS[0], MONTHS[4]), 12)
    over(shop(range(10)), shop(range(10), price=corrected), tmp_path / "one")


def test_a_little_in_every_month_is_a_correction(tmp_path: Path) -> None:
    # 10.40 against 10.00 an order: 3.8 % of the larger revenue, in every month.
    over(shop(range(10)), shop(range(10), price=10.4), tmp_path)


@exhaustive
def test_few_months_prove_nothing(tmp_path: Path) -> None:
    over(shop(range(10), MONTHS[:4]), shop(range(10), MONTHS[:4], price=12), tmp_path)


@pytest.mark.parametrize(
    "definitions",
    one_in(
        2,
        [
            {"order_value": "payments"},
            {"order_value": "items_freight"},
            {"window": "2017-02..2017-03"},
            {"window": "2017-01..2017-05"},
            PRESETS["seed-notebook"].as_dict(),
        ],
    ),
    ids=["payments", "freight", "window", "window of all months", "seed"],
)
def test_other_definitions_restate_months_by_choice(
    tmp_path: Path, definitions: dict[str, Any]
) -> None:
    over(shop(range(10)), shop(range(10)), tmp_path, **definitions)


@exhaustive
def test_two_windows_without_a_common_month_have_few_customers_in_common(tmp_path: Path) -> None:
    raw = Shop()
    for number in range(40):
        raw.add(f"o{number}", f"u{number}", f"2017-0{1 + number % 4}-10", 10)
    folder = raw.write(tmp_path / "raw")
    publish(folder, tmp_path / "out", window="2017-01..2017-01")
    publish(folder, tmp_path / "out", window="2017-03..2017-03")
    # By the same window, it was not chosen.
    later = shop(range(90, 99), ("2018-01",)).write(tmp_path / "later")
    publish(folder, tmp_path / "all")
    with pytest.raises(OtherShop):
        publish(later, tmp_path / "all")


def test_other_definitions_do_not_excuse_other_customers(tmp_path: Path) -> None:
    with pytest.raises(OtherShop, match="Customers in both: 0,"):
        over(shop(range(30)), shop(range(50, 80)), tmp_path, order_value="payments")


@exhaustive
def test_what_a_notebook_published_has_no_definitions_but_customers(tmp_path: Path) -> None:
    out = publish_copy(shop(range(30)), tmp_path / "out")
    (out / "manifest.json").unlink()
    # Every month restated, by a method that nobody knows.
    publish(shop(range(30), price=12).write(tmp_path / "second"), out)
    (out / "manifest.json").unlink()
    with pytest.raises(OtherShop):
        publish(shop(range(50, 80)).write(tmp_path / "third"), out)


@pytest.mark.parametrize("damage", ["", "no table at all\n", "customer_unique_id\n"])
def test_what_cannot_be_read_says_nothing(tmp_path: Path, damage: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name in ("rfm_customers.csv", "monthly_revenue.csv"):
        (out / name).write_text(damage)
    publish(shop(range(30)).write(tmp_path / "raw"), out)


@exhaustive
def test_folders_of_parquet_are_compared_too(tmp_path: Path) -> None:
    target = Target(tmp_path / "out", form="parquet")
    first = shop(range(30)).write(tmp_path / "first")
    second = shop(range(50, 80)).write(tmp_path / "second")
    run_and_publish(RunContext(), Request(first), target)
    run_and_publish(RunContext(), Request(first), target)
    with pytest.raises(OtherShop, match="Customers in both: 0,"):
        run_and_publish(RunContext(), Request(second), target)
    _, comparison = compare_with_published(RunContext(), Request(second), tmp_path / "out")
    assert len(comparison.other_shop) == 1


def test_a_comparison_says_so_before_anything_is_published(tmp_path: Path) -> None:
    publish(shop(range(30)).write(tmp_path / "first"), tmp_path / "out")
    for customers, price, said in [
        (range(30), 10, ()),
        (
            range(50, 81),
            10,
            ("Customers in both: 0, of 30 published and 31 computed.",),
        ),
        (
            range(30),
            12,
            (
                "Of 3 complete months that both have, the revenue of 3 differs by more than 5 %, "
                "under the same definitions.",
            ),
        ),
    ]:
        raw = shop(customers, price=price).write(tmp_path / "second")
        _, comparison = compare_with_published(
            RunContext(), Request(raw, definitions=Definitions()), tmp_path / "out"
        )
        assert comparison.other_shop == said

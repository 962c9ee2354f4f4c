"""The sample shop: the same bytes for a seed, and a shape like the real data's."""

from __future__ import annotations

import csv
import hashlib
import itertools
import time
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from crri_gui.errors import Cancelled, OutputError, UsageError
from crri_gui.sample.shop import FILES, make_shop
from tests.effort import exhaustive

ORDERS = 5_000
HEADERS = {
    "orders": "order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,"
    "order_delivered_carrier_date,order_delivered_customer_date,order_estimated_delivery_date",
    "customers": "customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,"
    "customer_state",
    "order_items": "order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,"
    "freight_value",
    "order_payments": "order_id,payment_sequential,payment_type,payment_installments,payment_value",
    "order_reviews": "review_id,order_id,review_score,review_comment_title,"
    "review_comment_message,review_creation_date,review_answer_timestamp",
    "products": "product_id,product_category_name,product_name_lenght,"
    "product_description_lenght,product_photos_qty,product_weight_g,product_length_cm,"
    "product_height_cm,product_width_cm",
    "sellers": "seller_id,seller_zip_code_prefix,seller_city,seller_state",
    "geolocation": "geolocation_zip_code_prefix,geolocation_lat,geolocation_lng,"
    "geolocation_city,geolocation_state",
    "category_translation": "product_category_name,product_category_name_english",
}


def digest(folder: Path) -> str:
    """One MD5 over the nine files' bytes."""
    total = hashlib.md5(usedforsecurity=False)
    for name in FILES.values():
        total.update((folder / name).read_bytes())
    return total.hexdigest()


class Shop:
    """The files of a shop as text frames, read by another parser than the one that wrote them."""

    def __init__(self, folder: Path) -> None:
        self.rows = make_shop(folder, ORDERS)
        self.folder = folder
        self.table = {
            table: pd.read_csv(folder / name, dtype=str, keep_default_na=False)
            for table, name in FILES.items()
        }

    def cents(self, table: str, column: str) -> pd.Series[int]:
        """The money of a column by order_id, in cents."""
        frame = self.table[table]
        return frame[column].str.replace(".", "").astype(int).groupby(frame["order_id"]).sum()

    def dates(self, column: str) -> pd.Series[pd.Timestamp]:
        """A date column of the orders; blank is NaT."""
        return pd.to_datetime(self.table["orders"][column], format="%Y-%m-%d %H:%M:%S")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return Shop(tmp_path_factory.mktemp("shop"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the smallest shop with all its edge months."""
    folder = tmp_path_factory.mktemp("small")
    make_shop(folder, 200)
    return folder


def months(folder: Path) -> dict[str, int]:
    """Orders by purchase month."""
    orders = pd.read_csv(folder / FILES["orders"])
    counts = orders["order_purchase_timestamp"].str[:7].value_counts()
    return {str(month): int(count) for month, count in counts.items()}


# --- the files


def test_same_seed_same_bytes_on_any_number_of_threads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_shop(tmp_path / "a", 10_000, 7)
    connect = duckdb.connect
    monkeypatch.setattr(duckdb, "connect", lambda: connect(config={"threads": 1}))
    make_shop(tmp_path / "b", 10_000, 7)
    assert digest(tmp_path / "a") == digest(tmp_path / "b")


def test_bytes_are_those_of_every_platform_and_engine_version(small: Path) -> None:
    """The digest changes only with the recipe; one that changes elsewhere is a finding."""
    assert digest(small) == "489318f914bb799bd5cad71627adc700"


def test_another_seed_is_another_shop(tmp_path: Path, small: Path) -> None:
    make_shop(tmp_path, 200, seed=2)
    for table in FILES.keys() - {"category_translation"}:
        name = FILES[table]
        assert (tmp_path / name).read_bytes() != (small / name).read_bytes()


@pytest.mark.parametrize("table", FILES)
def test_rows_and_header_are_as_reported(shop: Shop, table: str) -> None:
    with (shop.folder / FILES[table]).open(encoding="utf-8", newline="") as file:
        header, *records = csv.reader(file)
    assert ",".join(header) == HEADERS[table]
    assert shop.rows[FILES[table]] == len(records) == len(shop.table[table])
    assert {len(record) for record in records} == {len(header)}


def test_lines_end_in_newline_alone(shop: Shop) -> None:
    for table in FILES.keys() - {"order_reviews"}:
        assert b"\r" not in (shop.folder / FILES[table]).read_bytes()


def test_only_the_chosen_tables_are_written(tmp_path: Path) -> None:
    rows = make_shop(tmp_path / "new" / "O'Neill", 50, tables=["orders", "customers"])
    assert rows == {FILES["orders"]: 50, FILES["customers"]: 50}
    assert {file.name for file in (tmp_path / "new" / "O'Neill").iterdir()} == set(rows)


@pytest.mark.parametrize("orders", [1, 31])
def test_a_tiny_shop_has_its_orders(tmp_path: Path, orders: int) -> None:
    rows = make_shop(tmp_path, orders)
    assert rows[FILES["orders"]] == rows[FILES["customers"]] == sum(months(tmp_path).values())
    assert rows[FILES["orders"]] == orders


def test_wrong_requests_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no table refunds"):
        make_shop(tmp_path, 10, tables=["orders", "refunds"])
    with pytest.raises(UsageError, match="at least one"):
        make_shop(tmp_path, 0)
    (tmp_path / "file").touch()
    with pytest.raises(OutputError):
        make_shop(tmp_path / "file", 10)


def test_cancel_stops_soon_and_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    make_shop(tmp_path, 10)
    before = digest(tmp_path)
    asked = itertools.count()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        make_shop(tmp_path, 3_000_000, cancelled=lambda: next(asked) > 42)
    assert time.monotonic() - started < 20
    assert digest(tmp_path) == before
    assert {file.name for file in tmp_path.iterdir()} == set(FILES.values())


# --- orders and customers


def test_every_order_has_its_own_customer_id(shop: Shop) -> None:
    orders, customers = shop.table["orders"], shop.table["customers"]
    assert orders["order_id"].is_unique
    assert orders["customer_id"].is_unique
    assert set(orders["customer_id"]) == set(customers["customer_id"])


def test_files_are_not_sorted_by_time(shop: Shop) -> None:
    assert not shop.dates("order_purchase_timestamp").is_monotonic_increasing


def test_edge_months_are_thin_and_one_is_empty(shop: Shop, small: Path) -> None:
    for folder in (shop.folder, small):
        count = months(folder)
        assert "2016-11" not in count
        assert len(count) == 25
        for edge in ("2016-09", "2016-12", "2018-09", "2018-10"):
            assert 1 <= count[edge] <= 2


def test_statuses_are_mixed_as_in_the_real_data(shop: Shop) -> None:
    share = shop.table["orders"]["order_status"].value_counts(normalize=True)
    assert share["delivered"] == pytest.approx(0.970, abs=0.01)
    for status, real in {
        "shipped": 0.0111, "canceled": 0.0063, "unavailable": 0.0061, "invoiced": 0.0032,
        "processing": 0.0030,
    }.items():  # fmt: skip
        assert share[status] == pytest.approx(real, abs=0.003)


@exhaustive
def test_a_large_shop_keeps_its_edge_months_thin_and_mostly_canceled(tmp_path: Path) -> None:
    make_shop(tmp_path, 99_441, tables=["orders"])
    count = months(tmp_path)
    assert [count[m] for m in ("2016-09", "2016-10", "2016-12")] == [4, 324, 1]
    assert [count[m] for m in ("2017-11", "2018-09", "2018-10")] == [7_544, 16, 4]
    assert max(count.values()) == 7_544
    orders = pd.read_csv(tmp_path / FILES["orders"])
    month = orders["order_purchase_timestamp"].str[:7]
    status = {m: orders["order_status"][month == m] for m in ("2016-09", "2018-09", "2018-10")}
    assert "shipped" in set(status["2016-09"]) & set(status["2018-09"])
    assert (status["2018-09"] == "canceled").mean() > 0.5
    assert (status["2018-10"] == "canceled").all()


def test_delivery_dates_follow_the_status(shop: Shop) -> None:
    status = shop.table["orders"]["order_status"]
    delivered = shop.dates("order_delivered_customer_date")
    assert delivered[~status.isin(["delivered", "canceled"])].isna().all()
    assert 1 <= delivered[status == "delivered"].isna().sum() <= 5
    carried = shop.dates("order_delivered_carrier_date")
    assert (delivered > carried)[delivered.notna()].all()
    estimated = shop.dates("order_estimated_delivery_date")
    assert (estimated == estimated.dt.normalize()).all()


def test_deliveries_take_as_long_and_are_as_late(shop: Shop) -> None:
    delivered = shop.dates("order_delivered_customer_date").dropna()
    purchased = shop.dates("order_purchase_timestamp")[delivered.index]
    estimated = shop.dates("order_estimated_delivery_date")[delivered.index]
    days = (delivered - purchased) / pd.Timedelta(days=1)
    assert days.min() > 0
    assert days.mean() == pytest.approx(12.6, abs=0.5)
    assert (delivered.dt.normalize() > estimated).mean() == pytest.approx(0.068, abs=0.015)
    assert (delivered.dt.normalize() == estimated).mean() == pytest.approx(0.013, abs=0.006)


def test_three_in_a_hundred_customers_come_back(shop: Shop) -> None:
    merged = shop.table["customers"].merge(shop.table["orders"], on="customer_id")
    merged = merged.sort_values("order_purchase_timestamp")
    merged["month"] = merged["order_purchase_timestamp"].str[:7]
    by_customer = merged.groupby("customer_unique_id")
    repeat = by_customer.size() > 1
    assert repeat.mean() == pytest.approx(0.031, abs=0.004)
    later = merged[by_customer.cumcount() > 0]
    within = later["month"] == by_customer["month"].transform("first")[later.index]
    assert within.mean() == pytest.approx(0.36, abs=0.12)
    assert (by_customer["customer_state"].nunique() > 1).sum() in range(1, 6)


def test_places_look_brazilian(shop: Shop) -> None:
    customers, places = shop.table["customers"], shop.table["geolocation"]
    share = customers["customer_state"].value_counts(normalize=True)
    for state, real in {"SP": 0.42, "RJ": 0.129, "MG": 0.117}.items():
        assert share[state] == pytest.approx(real, abs=0.02)
    assert places["geolocation_state"].nunique() == 27
    assert customers["customer_zip_code_prefix"].str.fullmatch(r"\d{5}").all()
    assert customers["customer_zip_code_prefix"].str.startswith("0").any()
    assert {"são paulo", "sao paulo", "brasília", "brasilia"} <= set(customers["customer_city"])


# --- items and payments


def test_items_and_payments_and_reviews_are_of_known_orders(shop: Shop) -> None:
    known = set(shop.table["orders"]["order_id"])
    for table in ("order_items", "order_payments", "order_reviews"):
        assert set(shop.table[table]["order_id"]) <= known
    items = shop.table["order_items"]
    assert set(items["product_id"]) <= set(shop.table["products"]["product_id"])
    assert set(items["seller_id"]) <= set(shop.table["sellers"]["seller_id"])


def test_items_are_numbered_and_priced_like_the_real_ones(shop: Shop) -> None:
    items = shop.table["order_items"]
    number = items["order_item_id"].astype(int)
    assert (number == items.groupby("order_id").cumcount() + 1).all()
    assert len(items) / ORDERS == pytest.approx(1.133, abs=0.03)
    assert shop.cents("order_items", "price").sum() / 100 / len(items) == pytest.approx(120, abs=15)
    freight = shop.cents("order_items", "freight_value").sum() / 100 / len(items)
    assert freight == pytest.approx(20, abs=2)


def test_orders_without_items_are_undelivered_and_paid(shop: Shop) -> None:
    orders = shop.table["orders"]
    empty = orders[~orders["order_id"].isin(shop.table["order_items"]["order_id"])]
    assert len(empty) / ORDERS == pytest.approx(0.0078, abs=0.003)
    assert empty["order_status"].isin(["canceled", "unavailable"]).mean() > 0.9
    assert set(empty["order_id"]) <= set(shop.table["order_payments"]["order_id"])


def test_payments_are_the_goods_but_for_a_few_small_differences(shop: Shop) -> None:
    goods = shop.cents("order_items", "price") + shop.cents("order_items", "freight_value")
    paid = shop.cents("order_payments", "payment_value").reindex(goods.index)
    difference = (paid - goods).dropna()
    different = difference[difference != 0]
    assert len(different) / len(goods) == pytest.approx(0.003, abs=0.002)
    assert different.abs().max() <= 2_000


def test_one_order_is_not_paid(shop: Shop) -> None:
    orders = shop.table["orders"]
    unpaid = orders[~orders["order_id"].isin(shop.table["order_payments"]["order_id"])]
    assert unpaid["order_status"].tolist() == ["delivered"]


def test_payment_types_and_their_sequence(shop: Shop) -> None:
    payments = shop.table["order_payments"]
    share = payments["payment_type"].value_counts(normalize=True)
    for kind, real in {
        "credit_card": 0.739, "boleto": 0.190, "voucher": 0.056, "debit_card": 0.0147,
    }.items():  # fmt: skip
        assert share[kind] == pytest.approx(real, abs=0.02)
    assert len(payments) / ORDERS == pytest.approx(1.0447, abs=0.015)
    sequence = payments["payment_sequential"].astype(int).groupby(payments["order_id"])
    assert (sequence.max() == sequence.count()).all()
    assert (sequence.nunique() == sequence.count()).all()
    vouchers = payments[payments["payment_type"] == "voucher"].groupby("order_id").size()
    assert vouchers.max() > 5
    assert (payments["payment_value"].astype(float) >= 0).all()


# --- reviews


def test_scores_fall_with_lateness_and_have_the_real_mean(shop: Shop) -> None:
    reviews = shop.table["order_reviews"].merge(shop.table["orders"], on="order_id")
    score = reviews["review_score"].astype(int)
    late = reviews["order_delivered_customer_date"] > reviews["order_estimated_delivery_date"]
    assert score.mean() == pytest.approx(4.09, abs=0.06)
    assert score[late].mean() < 3 < 4 < score[~late].mean()


def test_some_orders_have_several_reviews_and_some_reviews_several_orders(shop: Shop) -> None:
    reviews = shop.table["order_reviews"]
    assert reviews["order_id"].nunique() / ORDERS == pytest.approx(0.992, abs=0.005)
    assert (reviews.groupby("order_id").size() > 1).mean() == pytest.approx(0.0055, abs=0.003)
    shared = reviews.groupby("review_id").filter(lambda rows: len(rows) > 1)
    assert len(shared) / len(reviews) == pytest.approx(0.016, abs=0.006)
    assert not reviews.duplicated(["review_id", "order_id"]).any()
    assert len(shared.drop(columns="order_id").drop_duplicates()) == shared["review_id"].nunique()


def test_review_texts_hold_what_trips_readers(shop: Shop) -> None:
    reviews = shop.table["order_reviews"]
    message = reviews["review_comment_message"]
    written = message[message != ""]
    assert len(written) / len(reviews) == pytest.approx(0.41, abs=0.03)
    assert (reviews["review_comment_title"] != "").mean() == pytest.approx(0.117, abs=0.02)
    for mark in (",", '"', "\n", "\r\n", "ã"):
        assert written.str.contains(mark, regex=False).any()
    lines = (shop.folder / FILES["order_reviews"]).read_bytes().count(b"\n")
    assert lines > len(reviews) + 1
    answered = pd.to_datetime(reviews["review_answer_timestamp"])
    assert (answered > pd.to_datetime(reviews["review_creation_date"])).all()


# --- products


def test_some_categories_lack_a_name_or_a_translation(shop: Shop) -> None:
    category = shop.table["products"]["product_category_name"]
    assert (category == "").mean() == pytest.approx(0.018, abs=0.012)
    translated = set(shop.table["category_translation"]["product_category_name"])
    assert 0 < (~category[category != ""].isin(translated)).sum() < len(category) / 50

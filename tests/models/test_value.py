"""What customers will buy and spend: predicted where it stands its test, else refused in a word."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np
import pytest

from crri_gui.models import value
from crri_gui.models.customers import Known, Purchases, Window, known
from crri_gui.models.value import recency_frequency, valued
from tests.models import cdnow
from tests.models.simulated import SNAPSHOT, as_the_model, without_signal

SHOP = (3_000, 0.8, 30.0, 0.5, 3.0)


def _only(bought: Purchases, kept: Any) -> Purchases:
    return Purchases(*(array[kept] for array in asdict(bought).values()))


@pytest.fixture(scope="module")
def shop() -> Purchases:
    """Customers as the models take them to be."""
    return as_the_model(1, *SHOP)


def test_customers_as_the_models_take_them_to_be_are_predicted(shop: Purchases) -> None:
    found = valued(shop, SNAPSHOT, 90)
    assert found.refusal is None and found.prediction is not None and found.test is not None
    assert [one.name for one in found.test.said] == ["MBG/NBD", "BG/NBD", "table"]
    assert found.test.said[0].purchases / found.test.purchases == pytest.approx(1, abs=0.1)
    told = found.prediction
    assert len(told.purchases) == len(found.who) == 3_000
    assert (told.purchases > 0).all() and ((told.alive > 0) & (told.alive < 1)).all()
    # What everybody spends is around the mean of all, which is 20.
    assert told.revenue.sum() / told.purchases.sum() == pytest.approx(20, rel=0.1)
    # Of two customers of one history, who spends more is expected to.
    seen, _ = known(shop, SNAPSHOT, 90)
    several = seen.days > 1
    assert (told.several == several).all()
    own = (seen.value - seen.first_value)[several] / (seen.days - 1)[several]
    expected = (told.revenue / told.purchases)[several]
    assert np.corrcoef(own, expected)[0, 1] > 0.7


def test_too_few_repeat_customers_are_refused(shop: Purchases) -> None:
    found = valued(_only(shop, shop.customer < 340), SNAPSHOT, 90)
    assert found.fitted.repeat_customers < 300
    assert found.refusal == value.Refusal("repeat_customers", figure=found.fitted.repeat_customers)
    # The test is told all the same.
    assert found.test is not None and found.test.said and found.prediction is None


def test_data_without_room_for_a_test_is_refused(shop: Purchases) -> None:
    begins = int(shop.day.min())
    short = valued(shop, begins + 179, 90)
    assert short.refusal == value.Refusal("too_short") and short.test is None
    just = valued(shop, begins + 180, 90)
    assert just.test is not None and "table" not in [one.name for one in just.test.said]


def test_spending_that_goes_with_buying_is_refused(shop: Purchases) -> None:
    seen, who = known(shop, SNAPSHOT, 90)
    days = np.zeros(int(shop.customer.max()) + 1)
    days[who] = seen.days
    dearer = Purchases(shop.customer, shop.day, shop.value * days[shop.customer])
    found = valued(dearer, SNAPSHOT, 90)
    assert found.refusal is not None and found.refusal.reason == "dependent"
    assert found.refusal.figure == pytest.approx(found.fitted.correlation)
    assert found.fitted.correlation >= 0.3


def test_a_shop_that_stopped_is_refused_by_its_test(shop: Purchases) -> None:
    random = np.random.default_rng(1)
    fewer = (shop.day < SNAPSHOT - 90) | (random.random(len(shop.day)) < 0.5)
    found = valued(_only(shop, fewer), SNAPSHOT, 90)
    assert found.refusal is not None and found.test is not None
    assert found.refusal.reason == "test_of_purchases"
    said = found.test.said[0].purchases
    assert found.refusal.figure == said and said / found.test.purchases > 1.25
    # Half as dear, and as many purchases: the revenue alone is not as it was said.
    cheaper = np.where(shop.day < SNAPSHOT - 90, shop.value, shop.value / 2)
    found = valued(Purchases(shop.customer, shop.day, cheaper), SNAPSHOT, 90)
    assert found.refusal is not None and found.refusal.reason == "test_of_revenue"


def test_customers_who_are_all_alike_are_refused() -> None:
    found = valued(without_signal(1, 3_000, 0.003), SNAPSHOT, 90)
    assert found.fitted.repeat_customers > 300
    assert found.refusal is not None
    assert found.refusal.reason in ("not_fitted", "uncertain", "beyond")


def test_nobody_and_customers_who_pay_nothing_are_refused(shop: Purchases) -> None:
    nobody = _only(shop, shop.day < 0)
    found = valued(nobody, SNAPSHOT, 90)
    assert found.refusal == value.Refusal("repeat_customers", figure=0)
    free = valued(Purchases(shop.customer, shop.day, shop.value * 0), SNAPSHOT, 90)
    assert free.refusal == value.Refusal("not_fitted", "Gamma-Gamma")
    once = _only(shop, np.r_[True, np.diff(shop.customer) > 0])
    assert valued(once, SNAPSHOT, 90).refusal == value.Refusal("repeat_customers", figure=0)


def test_money_of_another_currency_is_the_same_shop(shop: Purchases) -> None:
    found = valued(shop, SNAPSHOT, 90)
    other = valued(Purchases(shop.customer, shop.day, shop.value * 4_000), SNAPSHOT, 90)
    assert found.prediction is not None and other.prediction is not None
    assert other.prediction.revenue == pytest.approx(4_000 * found.prediction.revenue, rel=1e-5)


def test_a_table_of_recency_and_frequency_by_hand() -> None:
    def seen(since_last: list[float], days: list[float]) -> Known:
        last, count = np.array(since_last), np.array(days)
        return Known(last, last + 10, count, count, count * 10, count * 0 + 10)

    # Two who bought once and lately buy 1 and 0 times; one who bought twice long ago, 3 times.
    before = Window(seen([5, 30, 200], [1, 1, 2]), np.array([1.0, 0, 3]), np.zeros(3))
    wanted = seen([10, 60, 400, 1], [1, 1, 2, 9])
    # The cell's 0.5; of once alone 0.5; of twice 3; of nobody's frequency what all did, 4/3.
    assert recency_frequency(before, wanted) == pytest.approx([0.5, 0.5, 3, 4 / 3])


def test_what_cdnow_will_spend_is_predicted() -> None:
    bought = cdnow.purchases()
    found = valued(bought, int(bought.day.max()) + 1, 90)
    assert found.refusal is None and found.test is not None
    ratios = {one.name: one.purchases / found.test.purchases for one in found.test.said}
    assert 0.8 < ratios["MBG/NBD"] < 1.25
    assert set(ratios) == {"MBG/NBD", "BG/NBD", "table"}

"""How often customers buy and what they spend: by hand, and the published parameters of CDNOW."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from crri_gui.models import bg_nbd, gamma_gamma
from crri_gui.models.bg_nbd import Histories, PurchaseModel
from crri_gui.models.customers import Purchases, known, window
from crri_gui.models.gamma_gamma import SpendModel
from crri_gui.models.newton import Array, NotConverged
from tests.models import cdnow
from tests.models.simulated import SNAPSHOT, as_the_model


def _array(*values: float) -> Array:
    return np.array(values, dtype=np.float64)


def _model(kind: bg_nbd.Kind, *parameters: float) -> PurchaseModel:
    return PurchaseModel(kind, _array(*parameters), _array(0, 0, 0, 0), 0.0)


def test_what_is_known_of_customers_at_a_snapshot() -> None:
    # Customer 0 bought on the days 10 (5.00), 30 (7.00) and 100; customer 2 on 95 and 100 (9.00).
    bought = Purchases(
        np.array([0, 0, 0, 2, 2]), np.array([10, 30, 100, 95, 100]), _array(5, 7, 1, 3, 9)
    )
    seen, who = known(bought, 100, 90)
    assert who.tolist() == [0, 2]
    assert seen.since_last.tolist() == [70, 5] and seen.since_first.tolist() == [90, 5]
    assert seen.days.tolist() == [2, 1]
    # Within the 90 days before the day 100, which begin with the day 10.
    assert seen.recent.tolist() == [2, 1]
    assert seen.value.tolist() == [12, 3] and seen.first_value.tolist() == [5, 3]
    later = window(bought, 100, 90)
    assert later.purchases.tolist() == [1, 1] and later.spent.tolist() == [1, 9]
    assert window(bought, 96, 4).purchases.tolist() == [0, 0]
    assert known(bought, 10, 90)[1].tolist() == []
    assert known(bought, 0, 90)[0].days.tolist() == []


def test_customers_of_one_history_are_a_group() -> None:
    found, group = bg_nbd.grouped(_array(0, 2, 0, 2), _array(0, 5, 0, 5), _array(9, 9, 9, 8))
    assert found.customers.tolist() == [2, 1, 1]
    assert group[0] == group[2] and len({*group.tolist()}) == 3
    assert found.observed[group].tolist() == [9, 9, 9, 8]
    nobody, none = bg_nbd.grouped(_array(), _array(), _array())
    assert nobody.customers.tolist() == none.tolist() == []


def test_whether_a_customer_is_alive_by_hand() -> None:
    once = Histories(_array(0), _array(0), _array(10), _array(1))
    # 1 / (1 + a / b x ((alpha + T) / alpha)^r) = 1 / (1 + 1/2 x 20/10).
    assert bg_nbd.alive(_model("MBG/NBD", 1, 10, 1, 2), once) == pytest.approx([0.5])
    # BG/NBD says so of everybody who bought once.
    assert bg_nbd.alive(_model("BG/NBD", 1, 10, 1, 2), once) == pytest.approx([1.0])
    twice = Histories(_array(1), _array(10), _array(30), _array(1))
    # a / (b + 1 - 1) x (40 / 20)^(1 + 1) = 1/2 x 4.
    assert bg_nbd.alive(_model("BG/NBD", 1, 10, 1, 2), twice) == pytest.approx([1 / 3])
    # a / (b + 1) x 4 = 4/3.
    assert bg_nbd.alive(_model("MBG/NBD", 1, 10, 1, 2), twice) == pytest.approx([3 / 7])


@pytest.mark.parametrize("kind", ["BG/NBD", "MBG/NBD"])
def test_what_a_customer_will_buy_by_hand(kind: bg_nbd.Kind) -> None:
    twice = Histories(_array(1), _array(10), _array(10), _array(1))
    # Nobody ever stops: (r + x) / (alpha + T) a day, so 2 / 20 x 30 = 3.
    stays = _model(kind, 1, 10, 1e-9, 1)
    assert bg_nbd.expected_purchases(stays, twice, 30) == pytest.approx([3], rel=1e-6)
    # In a moment: whether alive, times that rate.
    model = _model(kind, 1, 10, 1.5, 2)
    moment = bg_nbd.expected_purchases(model, twice, 1e-4) / 1e-4
    assert moment == pytest.approx(bg_nbd.alive(model, twice) * 0.1, rel=1e-4)
    # At a = 1 the expectation is the limit of what is beside it.
    for days in (1, 90, 1000):
        at, beside = (
            bg_nbd.expected_purchases(_model(kind, 1, 10, a, 2), twice, days) for a in (1.0, 1.0001)
        )
        assert at == pytest.approx(beside, rel=1e-3)


@pytest.mark.parametrize("kind", ["BG/NBD", "MBG/NBD"])
def test_the_derivatives_are_those_of_the_likelihood(kind: bg_nbd.Kind) -> None:
    histories = Histories(_array(0, 1, 5), _array(0, 20, 80), _array(50, 90, 100), _array(9, 4, 2))
    at = np.log([0.5, 30.0, 0.8, 2.0])
    value = bg_nbd._minus_log_likelihood
    _, gradient, hessian = value(kind, np.exp(at), histories)
    step = 1e-5
    for place in range(4):
        up, down = (
            value(kind, np.exp(at + sign * step * np.eye(4)[place]), histories) for sign in (1, -1)
        )
        assert (up[0] - down[0]) / (2 * step) == pytest.approx(gradient[place], abs=1e-6)
        assert (up[1] - down[1]) / (2 * step) == pytest.approx(hessian[place], abs=1e-5)


def test_the_derivatives_of_spending_are_those_of_the_likelihood() -> None:
    value, at = gamma_gamma._minus_log_likelihood, np.log([2.0, 3.0, 20.0])
    bought, means = _array(1, 2, 7), _array(10, 30, 22)
    _, gradient, hessian = value(np.exp(at), bought, means)
    step = 1e-5
    for place in range(3):
        up, down = (
            value(np.exp(at + sign * step * np.eye(3)[place]), bought, means) for sign in (1, -1)
        )
        assert (up[0] - down[0]) / (2 * step) == pytest.approx(gradient[place], abs=1e-6)
        assert (up[1] - down[1]) / (2 * step) == pytest.approx(hessian[place], abs=1e-5)


def test_what_a_customer_spends_by_hand() -> None:
    # The mean of all is p gamma / (q - 1) = 6 x 15 / 3 = 30. After one purchase of 60 the own mean
    # weighs p x / (p x + q - 1) = 6 / 9: 30 / 3 + 60 x 2 / 3.
    model = SpendModel(_array(6, 4, 15), _array(0, 0, 0), 0.0)
    assert model.mean == pytest.approx(30)
    found = gamma_gamma.expected_spend(model, _array(0, 1), _array(0, 60))
    assert found == pytest.approx([30, 50])
    assert gamma_gamma.correlation(_array(1, 2, 3), _array(5, 7, 9)) == pytest.approx(1)
    assert gamma_gamma.correlation(_array(1, 2, 3), _array(5, 5, 5)) == 0


def _published() -> tuple[Array, Array, Array, Array]:
    """Repeats, last, observed (days) and the mean of repeats, of the first 39 weeks of CDNOW."""
    snapshot = cdnow.PUBLISHED_UNTIL.toordinal() + 1
    seen, _ = known(cdnow.purchases(), snapshot, 90)
    repeats = seen.days - 1
    means = (seen.value - seen.first_value) / np.maximum(repeats, 1)
    return repeats, seen.since_first - seen.since_last, seen.since_first - 1, means


def test_bg_nbd_has_the_published_parameters_on_cdnow() -> None:
    repeats, last, observed, _ = _published()
    days, _ = bg_nbd.grouped(repeats, last, observed)
    weeks = replace(days, last=days.last / 7, observed=days.observed / 7)
    found = bg_nbd.fit("BG/NBD", weeks)
    assert found.parameters == pytest.approx([0.2426, 4.4136, 0.7929, 2.4259], abs=5e-5)
    assert found.log_likelihood == pytest.approx(-9582.43, abs=5e-3)
    # In days it is the same customers: alpha is seven times as large, nothing else differs.
    in_days = bg_nbd.fit("BG/NBD", days)
    assert in_days.parameters / [1, 7, 1, 1] == pytest.approx(found.parameters, rel=1e-6)
    assert in_days.errors == pytest.approx(found.errors, rel=1e-4)
    expected = bg_nbd.expected_purchases(in_days, days, 39 * 7)
    assert expected == pytest.approx(bg_nbd.expected_purchases(found, weeks, 39), rel=1e-6)


def test_whole_weeks_would_bias_the_parameters_of_cdnow() -> None:
    repeats, last, observed, _ = _published()
    days, _ = bg_nbd.grouped(repeats, last, observed)
    weeks, _ = bg_nbd.grouped(repeats, last // 7, observed // 7)
    r, r_of_weeks = (bg_nbd.fit("BG/NBD", one).parameters[0] for one in (days, weeks))
    assert abs(r_of_weeks / r - 1) > 0.02


def test_gamma_gamma_has_the_published_parameters_on_cdnow() -> None:
    repeats, _, _, means = _published()
    spends = (repeats > 0) & (means > 0)
    assert spends.sum() == 946
    found = gamma_gamma.fit(repeats[spends], means[spends])
    assert found.parameters == pytest.approx([6.250, 3.744, 15.44], abs=5e-3)
    # In cents it is the same: gamma alone is of another unit.
    cents = gamma_gamma.fit(repeats[spends], 100 * means[spends])
    assert cents.parameters / [1, 1, 100] == pytest.approx(found.parameters, rel=1e-6)


def test_customers_as_the_model_takes_them_to_be_are_found_again() -> None:
    true = np.array([0.8, 30.0, 0.7, 2.5])
    bought = as_the_model(1, 8_000, *true)
    seen, _ = known(bought, SNAPSHOT, 90)
    histories, _ = bg_nbd.grouped(
        seen.days - 1, seen.since_first - seen.since_last, seen.since_first - 1
    )
    found = bg_nbd.fit("MBG/NBD", histories)
    # Days are whole, so the rate is a little below what was drawn.
    assert (np.abs(np.log(found.parameters / true)) < 4 * found.errors).all()
    several = seen.days > 1
    means = (seen.value - seen.first_value)[several] / (seen.days - 1)[several]
    spend = gamma_gamma.fit(seen.days[several] - 1, means)
    # Means were 20 x 5 / gamma(6): the model's q is 6, and the mean of all 20.
    assert spend.parameters[:2] == pytest.approx([6, 6], rel=0.15)
    assert spend.mean == pytest.approx(20, rel=0.03)


def test_equal_customers_have_no_best_fit() -> None:
    # Everybody buys alike: the spread of the rates goes to nothing, and r and alpha to infinity.
    regular = Histories(_array(3, 4), _array(90, 95), _array(100, 100), _array(500, 500))
    with pytest.raises(NotConverged):
        bg_nbd.fit("MBG/NBD", regular)

"""The search for a minimum, and what is fitted with it: found, or refused, never something else."""

from __future__ import annotations

import math

import numpy as np
import pytest

from crri_gui.models import logistic
from crri_gui.models.newton import Array, NotConverged, minimise, standard_errors
from crri_gui.models.special import digamma, hyp2f1, log_gamma, trigamma


def test_the_minimum_of_a_bowl_is_found_in_one_step() -> None:
    # (x - 1)^2 + 2 (y + 3)^2: the Hessian is diag(2, 4), so errors are 1/sqrt(2) and 1/2.
    def bowl(at: Array) -> tuple[float, Array, Array]:
        x, y = at - np.array([1.0, -3.0])
        return x * x + 2 * y * y, np.array([2 * x, 4 * y]), np.diag([2.0, 4.0])

    found = minimise(bowl, np.zeros(2))
    assert found.at == pytest.approx([1, -3]) and found.value == pytest.approx(0)
    assert found.steps == 1
    assert standard_errors(found.hessian) == pytest.approx([1 / math.sqrt(2), 0.5])


def test_a_curved_valley_is_followed_where_plain_steps_would_overshoot() -> None:
    def rosenbrock(at: Array) -> tuple[float, Array, Array]:
        x, y = at
        return (
            (1 - x) ** 2 + 100 * (y - x * x) ** 2,
            np.array([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)]),
            np.array([[2 - 400 * (y - 3 * x * x), -400 * x], [-400 * x, 200.0]]),
        )

    assert minimise(rosenbrock, np.array([-1.2, 1.0])).at == pytest.approx([1, 1])


def test_what_has_no_minimum_is_said_to_have_none() -> None:
    def falls_for_ever(at: Array) -> tuple[float, Array, Array]:
        small = np.exp(-at)
        return float(small[0]), -small, np.diag(small) * 0

    def saddle(at: Array) -> tuple[float, Array, Array]:
        return float(at[0] ** 2 - at[1] ** 2), np.array([2.0, -2.0]) * at, np.diag([2.0, -2.0])

    def nowhere(at: Array) -> tuple[float, Array, Array]:
        return math.nan, at, np.eye(len(at))

    for function, start in ((falls_for_ever, [0.0]), (saddle, [1.0, 0.0]), (nowhere, [0.0])):
        with pytest.raises(NotConverged):
            minimise(function, np.array(start))
    assert np.isnan(standard_errors(np.diag([2.0, -2.0]))).all()


def test_log_gamma_and_its_derivatives() -> None:
    x = np.array([0.001, 0.3, 0.5, 1, 1.5, 2, 8.9, 9, 50, 1e6])
    assert log_gamma(x) == pytest.approx([math.lgamma(one) for one in x], rel=1e-13, abs=1e-13)
    # psi(1) is minus Euler's constant, psi(1/2) that less 2 log 2; psi'(1) is pi^2 / 6.
    euler = 0.577215664901532861
    found = digamma(np.array([1.0, 0.5]))
    assert found == pytest.approx([-euler, -euler - 2 * math.log(2)], rel=1e-14)
    found = trigamma(np.array([1.0, 0.5]))
    assert found == pytest.approx([math.pi**2 / 6, math.pi**2 / 2], rel=1e-13)


def test_the_hypergeometric_function_where_it_is_known() -> None:
    z = np.array([0.0, 0.1, 0.5, 0.9, 0.99])
    known = [1.0, *(-np.log(1 - z[1:]) / z[1:])]
    assert hyp2f1(np.array(1), np.array(1), np.array(2), z) == pytest.approx(known, rel=1e-13)
    found = hyp2f1(np.array(0.7), np.array(2.5), np.array(2.5), z)
    assert found == pytest.approx((1 - z) ** -0.7, rel=1e-12)
    with pytest.raises(ArithmeticError, match="too many terms"):
        hyp2f1(np.array(2), np.array(2), np.array(2), np.array([1 - 1e-9]))


def test_a_rate_in_two_groups_is_what_the_table_says() -> None:
    # 10 of 40 bought without the mark, 30 of 60 with it: the odds are 1/3 and 1, so the intercept
    # is log(1/3) and the coefficient log 3; variances are sums of 1 / the four counts.
    marked = np.repeat([0.0, 0.0, 1.0, 1.0], [10, 30, 30, 30])
    bought = np.repeat([1.0, 0.0, 1.0, 0.0], [10, 30, 30, 30])
    found = logistic.fit(marked[:, None], bought)
    assert found.intercept == pytest.approx(math.log(1 / 3))
    assert found.coefficients == pytest.approx([math.log(3)])
    assert found.errors == pytest.approx(
        [math.sqrt(1 / 10 + 1 / 30), math.sqrt(1 / 10 + 1 / 30 + 1 / 30 + 1 / 30)]
    )
    assert found.probabilities(np.array([[0.0], [1.0]])) == pytest.approx([0.25, 0.5])
    assert found.log_likelihood == pytest.approx(
        10 * math.log(1 / 4) + 30 * math.log(3 / 4) + 60 * math.log(1 / 2)
    )


@pytest.mark.parametrize("seed", range(20))
def test_outcomes_that_can_be_told_apart_are_refused(seed: int) -> None:
    random = np.random.default_rng(seed)
    columns = random.normal(size=(300, 1 + seed % 4))
    line = columns @ random.normal(size=columns.shape[1])
    wholly = (line > np.median(line)).astype(np.float64)
    # Nearly: nobody with the mark bought, and who else did is chance.
    mark = random.random(300) < 0.2
    nearly = np.where(mark, 0, random.random(300) < 0.5).astype(np.float64)
    for seen, outcomes in (
        (columns, wholly),
        (columns * 1e6 + 1e3, wholly),
        (np.column_stack([columns, mark]), nearly),
        (columns, np.zeros(300)),
    ):
        with pytest.raises(logistic.Separable):
            logistic.fit(seen, outcomes)


@pytest.mark.parametrize("seed", range(20))
def test_columns_that_say_the_same_are_refused(seed: int) -> None:
    random = np.random.default_rng(seed)
    columns = random.normal(size=(300, 3))
    outcomes = (random.random(300) < 0.3).astype(np.float64)
    for more in (np.full(300, 0.1), columns[:, 0] * 3 - 1, columns @ [1, -2, 0.5]):
        both = np.column_stack([columns, more])
        assert logistic.independent(both) == [0, 1, 2]
        with pytest.raises(logistic.Collinear):
            logistic.fit(both, outcomes)
    assert logistic.fit(columns, outcomes).coefficients.shape == (3,)

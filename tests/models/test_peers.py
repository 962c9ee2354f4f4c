"""The same fits by others: scipy's optimiser, and scikit-learn without a penalty.

Both take 120 MB, so they are not among the development requirements: with `pip install scipy
scikit-learn` these tests run, without it they are skipped.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from crri_gui.models import bg_nbd, logistic
from crri_gui.models.customers import known
from crri_gui.models.newton import Array
from crri_gui.models.special import digamma, hyp2f1, log_gamma, trigamma
from tests.models.simulated import SNAPSHOT, as_the_model

pytest.importorskip("scipy", reason="scipy is not installed")
pytest.importorskip("sklearn", reason="scikit-learn is not installed")


def _made_up(seed: int) -> tuple[Array, Array]:
    random = np.random.default_rng([7, seed])
    columns = random.normal(size=(400 + 50 * seed, 1 + seed % 6)) * 10.0 ** (seed % 3)
    line = columns @ random.normal(size=columns.shape[1]) / 10.0 ** (seed % 3) - seed / 8
    return columns, (random.random(len(line)) < 1 / (1 + np.exp(-line))).astype(np.float64)


@pytest.mark.parametrize("seed", range(20))
def test_logistic_coefficients_are_those_of_scikit_learn_and_scipy(seed: int) -> None:
    from scipy.optimize import minimize
    from sklearn.linear_model import LogisticRegression

    columns, outcomes = _made_up(seed)
    ours = logistic.fit(columns, outcomes)
    scale = columns.std(axis=0)
    theirs: Any = LogisticRegression(C=np.inf, tol=1e-12, max_iter=10_000, solver="newton-cholesky")
    theirs.fit(columns / scale, outcomes)
    assert ours.coefficients * scale == pytest.approx(theirs.coef_[0], abs=1e-6)
    assert ours.intercept == pytest.approx(theirs.intercept_[0], abs=1e-6)

    design = np.column_stack([np.ones(len(columns)), columns / scale])

    def minus_log_likelihood(at: Array) -> tuple[float, Array]:
        line = design @ at
        chance = 1 / (1 + np.exp(-line))
        return float(np.logaddexp(0, line).sum() - outcomes @ line), design.T @ (chance - outcomes)

    found: Any = minimize(
        minus_log_likelihood,
        np.zeros(design.shape[1]),
        jac=True,
        method="BFGS",
        options={"gtol": 1e-7},
    )
    both = np.r_[ours.intercept, ours.coefficients * scale]
    assert both == pytest.approx(found.x, abs=1e-6)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("kind", ["BG/NBD", "MBG/NBD"])
def test_parameters_of_purchases_are_those_of_scipy(kind: bg_nbd.Kind, seed: int) -> None:
    from scipy.optimize import minimize
    from scipy.special import gammaln

    bought = as_the_model(seed, 1_500, 0.6 + seed / 20, 40.0, 0.8, 2.0)
    before, _ = known(bought, SNAPSHOT, 90)
    histories, _ = bg_nbd.grouped(
        before.days - 1, before.since_first - before.since_last, before.since_first - 1
    )
    ours = bg_nbd.fit(kind, histories)
    x, last, observed = histories.repeats, histories.last, histories.observed
    more = 1 if kind == "MBG/NBD" else 0

    # Written anew, from the papers.
    def minus_log_likelihood(logs: Array) -> float:
        r, alpha, a, b = np.exp(logs)
        stays = gammaln(a + b) + gammaln(b + x + more) - gammaln(b) - gammaln(a + b + x + more)
        stops = gammaln(a + b) + gammaln(a + 1) + gammaln(b + x + more - 1)
        stops -= gammaln(a) + gammaln(b) + gammaln(a + b + x + more)
        rate = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        alive = stays + rate - (r + x) * np.log(alpha + observed)
        gone = stops + rate - (r + x) * np.log(alpha + last)
        gone = np.where(x + more > 0, gone, -np.inf)
        return -float(histories.customers @ np.logaddexp(alive, gone))

    found: Any = minimize(
        minus_log_likelihood,
        np.log(ours.parameters) + 0.05,
        method="Nelder-Mead",
        options={"xatol": 1e-9, "fatol": 1e-9, "maxiter": 20_000, "maxfev": 20_000},
    )
    assert ours.log_likelihood == pytest.approx(-found.fun, abs=1e-6)
    assert ours.log_likelihood >= -found.fun - 1e-8
    assert np.log(ours.parameters) == pytest.approx(found.x, abs=1e-4)


def test_functions_are_those_of_scipy() -> None:
    from scipy import special

    random = np.random.default_rng(5)
    x = np.exp(random.uniform(-8, 12, 2_000))
    assert log_gamma(x) == pytest.approx(special.gammaln(x), rel=1e-12, abs=1e-12)
    assert digamma(x) == pytest.approx(special.digamma(x), rel=1e-12, abs=1e-12)
    assert trigamma(x) == pytest.approx(special.polygamma(1, x), rel=1e-12)
    a, b, c = np.exp(random.uniform(-2, 3, (3, 500)))
    z = random.random(500) * 0.98
    assert hyp2f1(a, b, c, z) == pytest.approx(special.hyp2f1(a, b, c, z), rel=1e-9)

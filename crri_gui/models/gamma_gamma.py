"""What customers spend a purchase: Gamma-Gamma.

Each customer spends around a mean of their own, and these means differ between customers (p, q,
gamma); how often somebody buys is taken to say nothing of it, which `correlation` judges.

Source: P. Fader and B. Hardie, The Gamma-Gamma model of monetary value (2013).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crri_gui.models.newton import Array, Between, minimise, standard_errors, uninterrupted
from crri_gui.models.special import digamma, log_gamma, trigamma

NAMES = ("p", "q", "gamma")

_FARTHEST = 14.0  # of a logarithm: a million times what is usual


@dataclass(frozen=True)
class SpendModel:
    """A fit: p, q, gamma (in the currency), and the standard errors of their logs (3 each)."""

    parameters: Array
    errors: Array
    log_likelihood: float

    @property
    def mean(self) -> float:
        """What an unknown customer spends a purchase; there is none unless q is above 1."""
        p, q, scale = self.parameters
        return float(p * scale / (q - 1)) if q > 1 else float("nan")


def fit(purchases: Array, means: Array, between: Between = uninterrupted) -> SpendModel:
    """The parameters of greatest likelihood for customers (n): their purchases, and means above 0.

    `between` is called before each step. Raises `NotConverged` where there are none.
    """
    # In units of the typical mean the search begins near the end, whatever the currency.
    unit = float(np.exp(np.mean(np.log(means))))
    scaled = means / unit

    def function(logs: Array) -> tuple[float, Array, Array]:
        return _minus_log_likelihood(np.exp(logs), purchases, scaled)

    start = np.log([1.0, 2.0, 2.0])
    found = minimise(function, start, within=_FARTHEST, between=between)
    parameters = np.exp(found.at)
    parameters[2] *= unit
    likelihood = -found.value - len(means) * np.log(unit)
    return SpendModel(parameters, standard_errors(found.hessian), float(likelihood))


def expected_spend(model: SpendModel, purchases: Array, means: Array) -> Array:
    """What customers (n) spend a purchase: their own mean and that of all, weighed.

    Of no purchases (0) it is the mean of all.
    """
    p, q, _ = model.parameters
    own = p * purchases / (p * purchases + q - 1)
    found: Array = (1 - own) * model.mean + own * means
    return found


def correlation(purchases: Array, means: Array) -> float:
    """Pearson's correlation of customers' purchases and means (n); 0 where either never differs."""
    x, y = purchases - purchases.mean(), means - means.mean()
    size = float(np.sqrt((x @ x) * (y @ y)))
    return float(x @ y) / size if size > 0 else 0.0


def _minus_log_likelihood(
    parameters: Array, purchases: Array, means: Array
) -> tuple[float, Array, Array]:
    """-log L, with its derivatives by the logarithms of the parameters."""
    p, q, scale = parameters
    total, customers = purchases * means, len(means)
    logs, sums = np.log(total), total + scale
    shape, log_sums = p * purchases, np.log(sums)
    # What depends on the number of purchases alone is computed once for each number.
    x, place = np.unique(purchases, return_inverse=True)
    of, one = np.bincount(place).astype(np.float64), np.ones(1)
    fixed = log_gamma(p * x + q) - log_gamma(p * x) - log_gamma(q * one) + q * np.log(scale)
    value = of @ fixed + np.sum(shape * logs - np.log(means) - (shape + q) * log_sums)
    more = digamma(p * x + q)
    gradient = np.array(
        [
            (of * x) @ (more - digamma(p * x)) + purchases @ (logs - log_sums),
            of @ (more - digamma(q * one) + np.log(scale)) - np.sum(log_sums),
            customers * q / scale - np.sum((shape + q) / sums),
        ]
    )
    bend = trigamma(p * x + q)
    pp = (of * x * x) @ (bend - trigamma(p * x))
    pq = (of * x) @ bend
    ps = -np.sum(purchases / sums)
    qq = of @ (bend - trigamma(q * one))
    qs = customers / scale - np.sum(1 / sums)
    ss = -customers * q / scale**2 + np.sum((shape + q) / sums**2)
    hessian = np.array([[pp, pq, ps], [pq, qq, qs], [ps, qs, ss]])
    by_logs = parameters * gradient
    second = np.outer(parameters, parameters) * hessian + np.diag(by_logs)
    return -float(value), -by_logs, -second

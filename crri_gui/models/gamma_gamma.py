"""What customers spend a purchase: Gamma-Gamma.

Each customer spends around a mean of their own, and these means differ between customers (p, q,
gamma); how often somebody buys is taken to say nothing of it, which `correlation` judges.

Source: P. Fader and B. Hardie, The Gamma-Gamma model of monetary value (2013).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crri_gui.models.newton import Array, minimise, standard_errors
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


def fit(purchases: Array, means: Array) -> SpendModel:
    """The parameters of greatest likelihood for customers (n): their purchases, and means above 0.

    Raises `NotConverged` where there are none.
    """
    # In units of the typical mean the search begins near the end, whatever the currency.
    unit = float(np.exp(np.mean(np.log(means))))
    scaled = means / unit

    def function(logs: Array) -> tuple[float, Array, Array]:
        return _minus_log_likelihood(np.exp(logs), purchases, scaled)

    found = minimise(function, np.log([1.0, 2.0, 2.0]), within=_FARTHEST)
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
    x, total = purchases, purchases * means
    count, shape, sums = len(x), p * x, total + scale
    each = (
        log_gamma(shape + q)
        - log_gamma(shape)
        - log_gamma(np.array(q))
        + q * np.log(scale)
        + shape * np.log(total)
        - np.log(means)
        - (shape + q) * np.log(sums)
    )
    more = digamma(shape + q)
    gradient = np.array(
        [
            x @ (more - digamma(shape) + np.log(total) - np.log(sums)),
            np.sum(more - np.log(sums)) + count * (np.log(scale) - float(digamma(np.array(q)))),
            count * q / scale - np.sum((shape + q) / sums),
        ]
    )
    bend = trigamma(shape + q)
    pp = (x * x) @ (bend - trigamma(shape))
    pq = x @ bend
    ps = -np.sum(x / sums)
    qq = np.sum(bend) - count * float(trigamma(np.array(q)))
    qs = count / scale - np.sum(1 / sums)
    ss = -count * q / scale**2 + np.sum((shape + q) / sums**2)
    hessian = np.array([[pp, pq, ps], [pq, qq, qs], [ps, qs, ss]])
    by_logs = parameters * gradient
    second = np.outer(parameters, parameters) * hessian + np.diag(by_logs)
    return -float(np.sum(each)), -by_logs, -second

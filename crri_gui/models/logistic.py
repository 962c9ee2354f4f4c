"""Logistic regression without a penalty, which refuses data that it cannot be fitted to.

Source: A. Albert and J. A. Anderson, On the existence of maximum likelihood estimates in logistic
regression models, Biometrika 71 (1984): where one combination of the columns tells the outcomes
apart, there are none, and methods that go on regardless end at whatever number they stop.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crri_gui.models.newton import Array, Between, NotConverged, minimise, uninterrupted

_COLLINEAR = 1e-10  # of a column's variance that the other columns leave unexplained
_FLAT = 1e-9  # of what the Hessian was at the start: no finite coefficients
_CONSTANT = 1e-9  # of a column's largest value: what rounding makes of no variance


class NotFitted(ArithmeticError):
    """There are no coefficients for this data."""


class Collinear(NotFitted):
    """A column is constant, or a combination of others: nobody can say which of them counts."""


class Separable(NotFitted):
    """The columns tell the outcomes apart (nearly) without exception: the coefficients run away."""


@dataclass(frozen=True)
class Logistic:
    """A fit: the intercept, a coefficient for each column (k), and their standard errors (k + 1).

    The coefficients are for columns as they were given, in log odds per unit. The intercept's
    error is the first.
    """

    intercept: float
    coefficients: Array
    errors: Array
    log_likelihood: float

    def probabilities(self, columns: Array) -> Array:
        """The probability of each row (n) of columns (n x k)."""
        return _sigmoid(self.intercept + columns @ self.coefficients)


def fit(columns: Array, outcomes: Array, between: Between = uninterrupted) -> Logistic:
    """The coefficients of greatest likelihood for columns (n x k) and outcomes (n, 0 or 1).

    `between` is called before each step. Raises `Collinear` and `Separable`.
    """
    outcomes = np.asarray(outcomes, dtype=np.float64)
    rows, count = columns.shape
    if not 0 < outcomes.sum() < rows:
        raise Separable("all outcomes are the same")
    means, widths = columns.mean(axis=0), columns.std(axis=0)
    if len(independent(columns)) < count:
        raise Collinear("a column is a combination of the others")
    between()
    # A row for each column: its values lie side by side, which is several times as fast.
    design = np.vstack([np.ones(rows), ((columns - means) / widths).T])
    least = _least_eigenvalue(design @ design.T / 4)

    def minus_log_likelihood(at: Array) -> tuple[float, Array, Array]:
        linear = at @ design
        small = np.exp(-np.abs(linear))
        chance = np.where(linear >= 0, 1, small) / (1 + small)
        value = np.sum(np.maximum(linear, 0) + np.log1p(small)) - outcomes @ linear
        gradient = design @ (chance - outcomes)
        hessian = (design * (chance * (1 - chance))) @ design.T
        return float(value), gradient, hessian

    rate = outcomes.mean()
    start = np.zeros(count + 1)
    start[0] = np.log(rate / (1 - rate))
    try:
        found = minimise(minus_log_likelihood, start, between=between)
    except NotConverged as error:
        raise Separable("the likelihood has no maximum") from error
    # The likelihood of what runs away is flat before a step is too small to be made.
    if _least_eigenvalue(found.hessian) < _FLAT * least:
        raise Separable("the likelihood has no maximum")
    scaled = found.at[1:] / widths
    # The same fit, in the units of the columns.
    back = np.eye(count + 1)
    back[0, 1:] = -means / widths
    back[1:, 1:] = np.diag(1 / widths)
    errors = np.sqrt(np.diag(back @ np.linalg.inv(found.hessian) @ back.T))
    return Logistic(float(found.at[0] - means @ scaled), scaled, errors, -found.value)


def independent(columns: Array) -> list[int]:
    """The places of the columns (n x k) that are no combination of those before them."""
    kept: list[int] = []
    basis: list[Array] = []
    for place in range(columns.shape[1]):
        column = columns[:, place] - columns[:, place].mean()
        size = float(np.sqrt(column @ column))
        if size <= _CONSTANT * float(np.abs(columns[:, place]).max()):
            continue
        left = column / size
        # Twice, because once leaves what rounding makes of it.
        for _ in range(2):
            for other in basis:
                left = left - other * float(other @ left)
        length = float(np.sqrt(left @ left))
        if length**2 > _COLLINEAR:
            kept.append(place)
            basis.append(left / length)
    return kept


def _least_eigenvalue(matrix: Array) -> float:
    return float(np.linalg.eigvalsh(matrix)[0])


def _sigmoid(values: Array) -> Array:
    """1 / (1 + exp(-values)), without an overflow."""
    small = np.exp(-np.abs(values))
    chances: Array = np.where(values >= 0, 1, small) / (1 + small)
    return chances

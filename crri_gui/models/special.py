"""Functions of mathematics that numpy lacks: log-gamma with two derivatives, and 2F1.

Source: M. Abramowitz and I. Stegun, Handbook of Mathematical Functions (1964), 6.1.41, 6.3.18,
6.4.12 and 15.1.1.
"""

from __future__ import annotations

import numpy as np

from crri_gui.models.newton import Array

_SHIFT = 9  # the series are exact to the last digits from there on
_TERMS = 5_000
# The Bernoulli numbers B2, B4, ... B14.
_BERNOULLI = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6)


def log_gamma(values: Array) -> Array:
    """log Gamma of values above 0, elementwise."""
    x, product = np.array(values, dtype=np.float64), np.ones(np.shape(values))
    for _ in range(_SHIFT):
        small = x < _SHIFT
        product = np.where(small, product * x, product)
        x = np.where(small, x + 1, x)
    series = _series(x, [b / (2 * k * (2 * k - 1)) for k, b in _numbered()]) / x
    found: Array = (x - 0.5) * np.log(x) - x + 0.5 * np.log(2 * np.pi) + series - np.log(product)
    return found


def digamma(values: Array) -> Array:
    """The first derivative of log Gamma of values above 0, elementwise."""
    x, less = np.array(values, dtype=np.float64), np.zeros(np.shape(values))
    for _ in range(_SHIFT):
        small = x < _SHIFT
        less = np.where(small, less + 1 / x, less)
        x = np.where(small, x + 1, x)
    series = _series(x, [b / (2 * k) for k, b in _numbered()]) / x**2
    found: Array = np.log(x) - 1 / (2 * x) - series - less
    return found


def trigamma(values: Array) -> Array:
    """The second derivative of log Gamma of values above 0, elementwise."""
    x, more = np.array(values, dtype=np.float64), np.zeros(np.shape(values))
    for _ in range(_SHIFT):
        small = x < _SHIFT
        more = np.where(small, more + 1 / x**2, more)
        x = np.where(small, x + 1, x)
    series = _series(x, [b for _, b in _numbered()]) / x**3
    found: Array = 1 / x + 1 / (2 * x**2) + series + more
    return found


def hyp2f1(a: Array, b: Array, c: Array, z: Array) -> Array:
    """Gauss' hypergeometric function for a, b, c above 0 and 0 <= z < 1, elementwise.

    All terms of the series are positive there, so it is added up until they no longer count.
    Raises `ArithmeticError` where z is so close to 1 that it takes too many.
    """
    a, b, c, z = (
        np.array(each, dtype=np.float64).ravel() for each in np.broadcast_arrays(a, b, c, z)
    )
    total, term = np.ones(len(z)), np.ones(len(z))
    left = np.arange(len(z))
    for n in range(_TERMS):
        term = term * (a + n) * (b + n) / ((c + n) * (n + 1)) * z
        total[left] += term
        # What is left falls as fast as a geometric series from the largest quotient on.
        quotient = (a + n + 1) * (b + n + 1) / ((c + n + 1) * (n + 2)) * z
        counts = (quotient >= 1) | (term > 1e-16 * total[left] * np.maximum(1 - quotient, 1e-12))
        if not counts.all():
            left, term = left[counts], term[counts]
            a, b, c, z = a[counts], b[counts], c[counts], z[counts]
        if not len(left):
            return total
    raise ArithmeticError("the series of 2F1 takes too many terms")


def _series(x: Array, factors: list[float]) -> Array:
    """The sum of the factors over growing even powers of x, from the 0th on."""
    found, small = np.zeros(np.shape(x)), 1 / (x * x)
    for factor in reversed(factors):
        found = found * small + factor
    return found


def _numbered() -> list[tuple[int, float]]:
    return list(enumerate(_BERNOULLI, 1))

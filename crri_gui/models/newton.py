"""Newton's method with damping and step halving, for smooth functions of a few parameters.

Source: J. Nocedal and S. Wright, Numerical Optimization (2006), chapter 3.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Function = Callable[[Array], tuple[float, Array, Array]]
"""The value, the gradient (k) and the Hessian (k x k) at parameters (k)."""

Between = Callable[[], None]
"""What is called before each step of a long fit, and may end it by raising."""

_STEPS = 100
_HALVINGS = 30
_ENOUGH = 1e-4  # of the decrease that the slope promises
_LONGEST = 8.0  # of one step, in the units of the parameters
_ROUNDING = 1e-14  # of the value: what the order of a sum may move


def uninterrupted() -> None:
    """What is done between steps that nobody may want to end."""


class NotConverged(ArithmeticError):
    """No minimum was found: the function has none, or is not smooth there."""


@dataclass(frozen=True)
class Minimum:
    """Where a function is least: parameters (k), value, gradient (k), Hessian (k x k)."""

    at: Array
    value: float
    gradient: Array
    hessian: Array
    steps: int


def minimise(
    function: Function,
    start: Array,
    *,
    tolerance: float = 1e-9,
    within: float = np.inf,
    between: Between = uninterrupted,
) -> Minimum:
    """The minimum that lies downhill of `start` (k).

    It is found when Newton's step promises to lower the value by less than `tolerance` squared,
    in relation to the value. Raises `NotConverged` otherwise, never returns what is no minimum;
    also where a parameter is further than `within` from 0, since it will not come back. `between`
    is called before the function is, each time.
    """
    between()
    at = np.array(start, dtype=np.float64)
    value, gradient, hessian = function(at)
    if not _finite(value, gradient, hessian):
        raise NotConverged("the function is not finite where the search begins")
    for steps in range(_STEPS):
        if float(np.max(np.abs(at))) > within:
            raise NotConverged("a parameter runs away")
        direction = _downhill(gradient, hessian)
        slope = float(gradient @ direction)
        scale = max(1.0, abs(value))
        if -slope <= tolerance**2 * scale:
            return _checked(Minimum(at, value, gradient, hessian, steps))
        length = float(np.max(np.abs(direction)))
        share = min(1.0, _LONGEST / length)
        for _ in range(_HALVINGS):
            between()
            tried = at + share * direction
            with np.errstate(all="ignore"):
                found = function(tried)
            most = value + _ENOUGH * share * slope + _ROUNDING * scale
            if _finite(*found) and found[0] <= most:
                break
            share /= 2
        else:
            raise NotConverged("no step leads lower")
        at, (value, gradient, hessian) = tried, found
    raise NotConverged(f"there is no minimum after {_STEPS} steps")


def standard_errors(hessian: Array) -> Array:
    """The standard errors (k) of a maximum-likelihood fit by the Hessian (k x k) of -log L.

    NaN for all where the Hessian is not positive definite, which is no maximum.
    """
    try:
        np.linalg.cholesky(hessian)
        variances = np.diag(np.linalg.inv(hessian))
    except np.linalg.LinAlgError:
        return np.full(len(hessian), np.nan)
    if not np.all(variances > 0):
        return np.full(len(hessian), np.nan)
    errors: Array = np.sqrt(variances)
    return errors


def _downhill(gradient: Array, hessian: Array) -> Array:
    """Newton's direction, damped until it leads downhill."""
    diagonal = np.maximum(np.abs(np.diag(hessian)), 1e-12)
    damping = 0.0
    while True:
        try:
            lower = np.linalg.cholesky(hessian + damping * np.diag(diagonal))
        except np.linalg.LinAlgError:
            damping = max(1e-4, damping * 10)
            continue
        direction: Array = -np.linalg.solve(lower.T, np.linalg.solve(lower, gradient))
        return direction


def _checked(found: Minimum) -> Minimum:
    """Raise `NotConverged` where the function bends downwards: a saddle or a ridge."""
    try:
        np.linalg.cholesky(found.hessian)
    except np.linalg.LinAlgError:
        raise NotConverged("the function is flat there in one direction at least") from None
    return found


def _finite(value: float, gradient: Array, hessian: Array) -> bool:
    return bool(np.isfinite(value) and np.isfinite(gradient).all() and np.isfinite(hessian).all())

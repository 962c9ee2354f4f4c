"""Made-up shops, from seeds of their own: what is in them is known, so finds can be judged."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from crri_gui.models.customers import Purchases

DAYS = 720
SNAPSHOT = 720


def without_signal(seed: int, customers: int = 6_000, again: float = 0.0008) -> Purchases:
    """Everybody buys again by the same chance every day, whatever they did before."""
    random = np.random.default_rng([1, seed])
    first = random.integers(0, DAYS, customers)
    later = random.binomial(DAYS - 1 - first, again)
    who = np.repeat(np.arange(customers), later)
    day = first[who] + 1 + (random.random(len(who)) * (DAYS - 1 - first[who])).astype(np.int64)
    return _made(
        np.r_[np.arange(customers), who],
        np.r_[first, day],
        random.lognormal(3, 1, customers + len(who)),
    )


def with_signal(seed: int, customers: int = 6_000) -> Purchases:
    """A tenth of the customers buys every month, the others hardly ever."""
    random = np.random.default_rng([2, seed])
    first = random.integers(0, DAYS - 1, customers)
    rate = np.where(random.random(customers) < 0.1, 1 / 30, 1 / 2000)
    return _poisson(random, first, rate, np.full(customers, np.inf))


def as_the_model(
    seed: int, customers: int, r: float, alpha: float, a: float, b: float, spend: float = 20.0
) -> Purchases:
    """Customers as MBG/NBD takes them to be, who spend as Gamma-Gamma does."""
    random = np.random.default_rng([3, seed])
    first = random.integers(0, DAYS // 2, customers)
    rate = random.gamma(r, 1 / alpha, customers)
    stays = 1 - random.beta(a, b, customers)
    # The number of purchases, the first among them, until one after which the customer stops.
    most = np.where(stays > 0, random.geometric(np.maximum(1 - stays, 1e-12)), 1)
    bought = _poisson(random, first, rate, most)
    mean = spend * 5 / random.gamma(6, 1, customers)
    value = random.gamma(6, mean[bought.customer] / 6)
    return Purchases(bought.customer, bought.day, value)


def _poisson(
    random: np.random.Generator,
    first: NDArray[np.int64],
    rate: NDArray[np.float64],
    most: NDArray[np.float64],
) -> Purchases:
    """Purchases at random from the first day on, at a rate a day each, at most so many."""
    who, day = [np.arange(len(first))], [first]
    at, count = first.astype(np.float64), np.ones(len(first))
    alive = np.arange(len(first))
    while len(alive):
        at[alive] += random.exponential(1 / np.maximum(rate[alive], 1e-12))
        count[alive] += 1
        alive = alive[(at[alive] < DAYS) & (count[alive] <= most[alive])]
        who.append(alive)
        day.append(at[alive].astype(np.int64))
    everybody = np.concatenate(who)
    return _made(everybody, np.concatenate(day), random.lognormal(3, 1, len(everybody)))


def _made(who: NDArray[np.int64], day: NDArray[np.int64], value: NDArray[np.float64]) -> Purchases:
    """One row for each customer and day, sorted."""
    key, place = np.unique(who * 10_000 + day, return_inverse=True)
    worth = np.bincount(place, weights=value).astype(np.float64)
    return Purchases(key // 10_000, key % 10_000, worth)

"""Whether two groups differ by more than chance, held against scipy where it is installed."""

from __future__ import annotations

import math
import random
import statistics
from collections import Counter

import pytest

from crri_gui.models.differences import Scores, means_differ, ranks_differ


def counted(first: list[int], second: list[int]) -> list[tuple[int, int]]:
    here, there = Counter(first), Counter(second)
    return [(here[value], there[value]) for value in sorted({*first, *second})]


def test_ranks_and_means_are_told_apart_as_scipy_does() -> None:
    stats = pytest.importorskip("scipy.stats")
    draw = random.Random(7)
    seen = Counter[tuple[int, bool]]()
    for _ in range(200):
        size, apart = draw.randint(30, 60), draw.choice([0.0, 0.5, 1.0])
        first = [round(draw.gauss(5, 1.5)) for _ in range(size)]
        second = [round(draw.gauss(5 + apart, 1.5)) for _ in range(40)]
        found = stats.mannwhitneyu(first, second, use_continuity=True, method="asymptotic")
        said = ranks_differ(counted(first, second))
        assert (said != 0) == (found.pvalue < 0.05)
        if said:
            assert said == (1 if found.statistic < size * 20 else -1)
        one, other = (
            Scores(len(group), statistics.mean(group), statistics.variance(group))
            for group in (first, second)
        )
        assert one.variance is not None and other.variance is not None
        error = math.sqrt(one.variance / one.count + other.variance / other.count)
        clearly = 2 * stats.norm.sf(abs(one.mean - other.mean) / error) < 0.05
        assert means_differ(one, other) == clearly
        seen[said, clearly] += 1
    assert len({said for said, _ in seen}) > 1


def test_of_nothing_of_one_and_of_equals_nothing_is_said() -> None:
    assert ranks_differ([]) == ranks_differ([(1, 0)]) == ranks_differ([(5, 0), (0, 0)]) == 0
    assert ranks_differ([(30, 40)]) == 0
    assert ranks_differ([(3, 0), (0, 3)]) == 0
    assert ranks_differ([(4, 0), (0, 4)]) == 1
    assert ranks_differ([(30, 0), (0, 30)]) == 1 and ranks_differ([(0, 30), (30, 0)]) == -1
    few, many = Scores(29, 5.0, 0.0), Scores(30, 1.0, 0.0)
    assert not means_differ(few, many)
    assert means_differ(Scores(30, 5.0, 0.0), many) and not means_differ(many, many)

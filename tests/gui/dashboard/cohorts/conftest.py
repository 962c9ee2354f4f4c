"""A shop of 25 cohorts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shops import Shop


@pytest.fixture(scope="package")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """25 cohorts of eight customers; one of each comes back in every month but the next one."""
    shop = Shop()
    months = [(2020 + number // 12, number % 12 + 1) for number in range(25)]
    for start, (year, month) in enumerate(months):
        for number in range(8):
            shop.add(f"{start}/{number}", f"u{start}/{number}", f"{year}-{month:02}-28", 100)
        for later, (again, then) in enumerate(months[start + 2 :]):
            shop.add(f"{start}/again{later}", f"u{start}/0", f"{again}-{then:02}-28", 10)
    return shop.write(tmp_path_factory.mktemp("years") / "raw")

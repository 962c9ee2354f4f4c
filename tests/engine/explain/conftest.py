"""Shops whose numbers are explained."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crri_gui.engine.results import Results
from tests.dashboard_shop import opened, small_shop, trap_shop
from tests.engine.explain.asking import EVERY
from tests.shops import shop_of_everything


@pytest.fixture(scope="package")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    """Seven orders, worked out by hand."""
    raw = small_shop().write(tmp_path_factory.mktemp("small") / "raw")
    with opened(raw, extensions=EVERY) as results:
        yield results


@pytest.fixture(scope="package")
def traps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    """Refunds, split baskets, open deliveries, a cohort of one, canceled months."""
    raw = trap_shop().write(tmp_path_factory.mktemp("traps") / "raw")
    with opened(raw, extensions=EVERY) as results:
        yield results


@pytest.fixture(scope="package")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    """A shop with something of every fault."""
    shop = shop_of_everything()
    shop.add("spoilt", "u7", "the ninth of March", "6.00")
    with opened(shop.write(tmp_path_factory.mktemp("all") / "raw"), extensions=EVERY) as results:
        yield results

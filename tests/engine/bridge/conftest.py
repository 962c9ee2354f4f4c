"""A shop whose own report is compared with ours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.results import Results, open_results
from tests.engine.bridge.shops import ORDERS, written


@pytest.fixture(scope="package")
def shopify(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    made = open_results(RunContext(), Request(written(tmp_path_factory.mktemp("shopify"), *ORDERS)))
    yield made
    made.close()

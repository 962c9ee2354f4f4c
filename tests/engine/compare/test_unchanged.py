"""Whether the results at hand are what is published, as a new session finds out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crri_gui.definitions import Definitions, Shop
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.results import Results, open_results
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.engine.unchanged import is_published
from tests.dashboard_shop import small_shop
from tests.effort import exhaustive


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_shop().write(tmp_path_factory.mktemp("unchanged") / "raw")


@pytest.fixture(scope="module")
def results(raw: Path) -> Iterator[Results]:
    made = open_results(RunContext(), Request(raw))
    yield made
    made.close()


@pytest.mark.parametrize(
    "target",
    [
        {},
        {"form": "parquet"},
        {"excel": True, "shop": Shop(shop_name="Ana's", money_decimals=0)},
    ],
)
def test_the_same_numbers_are_known_in_every_form(
    results: Results, raw: Path, tmp_path: Path, target: dict[str, object]
) -> None:
    out = tmp_path / "out"
    run_and_publish(RunContext(), Request(raw), Target(out, **target))  # type: ignore[arg-type]
    assert is_published(RunContext(), results, out)


@exhaustive
def test_other_numbers_and_edited_files_are_not_taken_for_them(
    results: Results, raw: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert not is_published(RunContext(), results, out)
    other = Request(raw, definitions=Definitions(statuses="delivered"))
    run_and_publish(RunContext(), other, Target(out))
    assert not is_published(RunContext(), results, out)
    run_and_publish(RunContext(), Request(raw), Target(out))
    assert is_published(RunContext(), results, out)
    file = out / "monthly_revenue.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("180.00", "190.00"), encoding="utf-8")
    assert file.read_text(encoding="utf-8") != text  # January: 100 + 50 + 30
    assert not is_published(RunContext(), results, out)
    (out / "manifest.json").write_text("{", encoding="utf-8")
    assert not is_published(RunContext(), results, out)

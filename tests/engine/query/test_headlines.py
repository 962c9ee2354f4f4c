"""What the further tables say on the first page and in the presentation, from the same numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from crri_gui.contract import EXTENSIONS
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.query.dashboard.executive import executive
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters
from crri_gui.engine.query.presentation_beyond import beyond
from tests.dashboard_shop import opened, small_shop
from tests.shops import Published, publish

ASKED = {"extensions": frozenset(EXTENSIONS)}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The small shop, where a customer costs 25 and 30 % of what it brings is margin."""
    folder = tmp_path_factory.mktemp("headlines")
    return publish(small_shop().write(folder / "raw"), folder / "out", ASKED, margin=30.0, cac="25")


def test_the_presentation_tells_what_the_manifest_carries(published: Published) -> None:
    # February's cohort brings 140 and, by April, another 60 of 2 customers; 30 % of 100 are 30.
    assert beyond(published.manifest)[:3] == (
        "A customer brings 70.00 in the month of the first order and 100.00 in all after 2 months.",
        "CAC of 25 at 30 % margin: reached 2 months after the month of the first order.",
        "Since 2020-02-01: 2 new customers, 0 won back, 0 lapsed (no order for 180 days).",
    )


@pytest.mark.parametrize("damage", ["ltv_curve", "movement_status", "repeat_verdict"])
def test_an_edited_manifest_is_no_failure(published: Published, damage: str) -> None:
    figures = {**published.manifest["figures"], damage: [{"edited": 1}]}
    said = beyond({**published.manifest, "figures": figures})
    assert 0 < len(said) < len(beyond(published.manifest))
    assert beyond({}) == ()


def test_the_first_page_says_one_sentence_each_where_nothing_is_filtered(tmp_path: Path) -> None:
    raw = small_shop().write(tmp_path / "raw")
    asked = frozenset({"value", "movement", "new_returning"})
    with opened(raw, extensions=asked) as results, results.database(RunContext()) as db:
        said = executive(db, NO_FILTERS).beyond
        assert executive(db, Filters(months=("2020-01", "2020-02"))).beyond == ()
    assert said == (
        "A customer brings 70.00 in the month of the first order and 100.00 in all after 2 months.",
        "Of the customers of 2020-02-01, 50.0 % are in the same segment now; 0 moved up and have "
        "spent 0.00 in all, 1 moved down (150.00).",
        "Returning customers (1, first order in an earlier month) "
        "bring 100.0 % of the revenue of Apr 2020: 60.00.",
    )

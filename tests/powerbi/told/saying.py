"""What sentences of the report are about, and how they write it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from crri_gui.dashboard.pages import PAGES as ALL_PAGES
from tests.powerbi.dax_and_sql import Model

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
PAGES = tuple(page for page in ALL_PAGES if page.is_with(()))
"""Those over what every run publishes."""
CHARTS = [(page, chart) for page in PAGES for chart in page.power_bi_charts]


def manifest_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())
    return found


def shown(month: str) -> str:
    return f"{MONTHS[int(month[5:]) - 1]} {month[:4]}"


def one(model: Model, sql: str) -> Any:
    row = model.con.execute(sql).fetchone()
    assert row is not None
    return row[0]


def amount(value: float) -> str:
    if value < 1e4:
        return f"{value:,.2f}"
    return f"{value / 1e6:,.2f}M" if value >= 1e6 else f"{value / 1e3:,.1f}K"

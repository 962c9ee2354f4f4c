"""What changed, by its keys and in words."""

from __future__ import annotations

from crri_gui.dashboard.pages import PAGES
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.query.dashboard.changes import Change, what_changed
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters
from crri_gui.engine.query.dashboard.published_change import Published
from crri_gui.engine.results import Results


def told(
    results: Results, filters: Filters = NO_FILTERS, published: Published | None = None
) -> dict[str, Change]:
    with results.database(RunContext()) as db:
        return {change.key: change for change in what_changed(db, filters, published)}


def texts(results: Results, filters: Filters = NO_FILTERS) -> list[str]:
    return [str(change.text) for change in told(results, filters).values()]


EXECUTIVE, OPERATIONS = (
    next(page for page in PAGES if page.key == key) for key in ("executive", "operations")
)

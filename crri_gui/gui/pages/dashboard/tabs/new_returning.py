"""New and returning customers in the window: the described page, and what it says in words."""

from __future__ import annotations

from functools import partial
from typing import Any

from crri_gui.dashboard.page import Page
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.dashboard.described import PageNumbers, page_numbers
from crri_gui.engine.query.dashboard.extensions.new_returning import (
    NewReturning,
    new_returning,
    one_day_sentence,
    retention_sentence,
    returning_sentence,
)
from crri_gui.engine.query.dashboard.filters import Filters
from crri_gui.gui.pages.dashboard.described_tab import DescribedTab
from crri_gui.gui.state.session import Session


class NewReturningTab(DescribedTab):
    """Adds the sentences."""

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(session, page)
        self.question = partial(_numbers, page=page)

    def show_numbers(self, data: Any) -> None:
        """Words, cards, columns."""
        numbers: PageNumbers = data[0]
        told: NewReturning = data[1]
        self.words.tell(
            [returning_sentence(told), retention_sentence(told.retention), one_day_sentence(told)]
        )
        super().show_numbers(numbers)


def _numbers(db: DuckDB, filters: Filters, page: Page) -> tuple[PageNumbers, NewReturning]:
    return page_numbers(db, filters, page), new_returning(db)


TAB = NewReturningTab

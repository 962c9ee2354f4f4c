"""The dashboard: the pages of the Power BI report, from the results of this session."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crri_gui.dashboard.page import Page
from crri_gui.dashboard.pages import PAGE_KEYS, PAGES
from crri_gui.errors import CrriError
from crri_gui.gui.i18n.words import translate_message
from crri_gui.gui.pages.dashboard.page_choice import PageChoice
from crri_gui.gui.pages.no_results import NoResults
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.announcing import spoken
from crri_gui.gui.widgets.basics import column, label, row
from crri_gui.gui.widgets.choosing import choose_new_file
from crri_gui.gui.widgets.pressing import ToolButton

if TYPE_CHECKING:
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.query.browse import View
    from crri_gui.engine.query.dashboard.changes import Change
    from crri_gui.engine.query.dashboard.filters import Choices, Filters
    from crri_gui.engine.query.dashboard.published_change import Published
    from crri_gui.engine.results import Results
    from crri_gui.gui.pages.dashboard.filter_bar import FilterBar
    from crri_gui.gui.pages.dashboard.paper.pdf_report import Report
    from crri_gui.gui.pages.dashboard.tab import Tab

_KEYS = 9  # Ctrl+1 to Ctrl+9
_TABS = "crri_gui.gui.pages.dashboard.tabs"
# The key of a page, what it asks, and what its answer depends on beside results and filters.
_Question = tuple[str, Callable[..., Any], object]


class DashboardPage(QWidget):
    """Its pages, one row of filters, and the way to paper."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.tabs: dict[str, Tab] = {}
        self.choices: Choices | None = None
        self._asked_for: Results | None = None
        self._shown: dict[str, tuple[Results, Filters, object]] = {}
        self._then: Callable[[], None] | None = None
        self._layers = QStackedWidget()
        self._empty = NoResults(
            session,
            self.tr(
                "The dashboard shows revenue, retention, segments and operations as soon as the "
                "raw folder has been computed."
            ),
        )
        session.appearance.dress(self._empty)
        self._layers.addWidget(self._empty)
        self._content: QWidget | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._layers)
        session.results_changed.connect(self._results_changed)
        session.shop.changed.connect(self._results_changed)
        self._results_changed()

    # Making

    def _make_content(self) -> QWidget:
        """Filters, tabs and pages; charts are imported only now."""
        from crri_gui.gui.pages.dashboard.filter_bar import FilterBar

        self._head = QWidget()
        self._session.appearance.dress(self._head)  # what is made in it measures itself
        self._tabs = PageChoice(self._session.settings)
        self._bar = self._tabs.bar
        self._pages = QStackedWidget()
        for number in range(len(PAGES)):
            self._pages.addWidget(QWidget())
            if number >= _KEYS:
                continue
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setWhatsThis(self._bar.tabText(number))
            shortcut.activated.connect(self._shortcut)
        self._bar.currentChanged.connect(self.refresh)
        self._report_button = ToolButton()
        self._report_button.setText(self.tr("Report  ▾"))
        self._report_button.setAccessibleName(
            spoken(self._report_button.text(), self.tr("Print or save all pages"))
        )
        self._report_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._report_button)
        menu.addAction(self.tr("Save as PDF…")).triggered.connect(self._ask_for_pdf)
        menu.addAction(self.tr("Print…")).triggered.connect(self._ask_for_print)
        self._report_button.setMenu(menu)
        self.filter_bar: FilterBar = FilterBar(self._session.settings)
        self.filter_bar.changed.connect(self.refresh)
        self.filter_bar.leave_room_in(self)
        self._busy_label = label("", "muted")
        top = row(self._tabs, self._busy_label, self._report_button)
        head = column(top, self.filter_bar, spacing=4)
        head.setContentsMargins(24, 10, 24, 8)
        self._head.setLayout(head)
        whole = column(self._head, spacing=0)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages, 1)
        content = QWidget()
        content.setLayout(whole)
        return content

    def tab(self, key: str) -> Tab:
        """A page; made when it is first wanted."""
        if key not in self.tabs:
            place = PAGE_KEYS.index(key)
            made = _make_tab(PAGES[place], self._session)
            made.chosen.connect(self._show)
            made.explained.connect(self._session.explain)
            old = self._pages.widget(place)
            assert old is not None
            self._pages.removeWidget(old)
            old.deleteLater()
            self._pages.insertWidget(place, made)
            self.tabs[key] = made
            made.filter_toggled.connect(self.filter_bar.toggle)
            made.filter_taken_back.connect(self.filter_bar.take_back)
        return self.tabs[key]

    def seen(self) -> Sequence[QWidget]:
        """The parts that have the style: a page is given it when it is shown."""
        if self._content is None:
            return (self._empty,)
        shown = self.tabs.get(self.current)
        return (self._empty, self._head) if shown is None else (self._empty, self._head, shown)

    @property
    def current(self) -> str:
        """The key of the page that is shown."""
        return self._tabs.current

    @property
    def keys(self) -> tuple[str, ...]:
        """The pages that these results have the tables of."""
        results = self._session.results
        if results is None:
            return ()
        made = {table.asked_with for table in results.data.tables}
        return tuple(page.key for page in PAGES if page.is_with(made))

    # Results

    def _results_changed(self) -> None:
        results = self._session.results
        if results is None:
            self._layers.setCurrentWidget(self._empty)
            return
        if self._content is None:
            self._content = self._make_content()
            self._layers.addWidget(self._content)
        self._layers.setCurrentWidget(self._content)
        self._tabs.offer(self.keys)
        self.choices = None
        self._shown.clear()
        self._ask_choices()

    def _ask_choices(self) -> None:
        results = self._session.results
        if results is None or not self.isVisible():
            return
        self._asked_for = results
        self._session.queries.submit(
            partial(_choices_of, results),
            self._choices_told,
            self._not_told,
            title=self.tr("Reading what there is to filter by"),
            replaces="dashboard choices",
        )

    def _choices_told(self, told: tuple[Results, Choices]) -> None:
        results, self.choices = told
        if results is self._session.results:
            self.filter_bar.offer(self.choices, results.data.report.flagged_months.keys())
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what has changed meanwhile."""
        super().showEvent(event)
        if self._session.results is not None:
            if self.choices is None:
                self._ask_choices()
            else:
                self.refresh()

    # Asking

    def refresh(self) -> None:
        """Bring the page that is shown up to date; the former picture stays until then."""
        if self.choices is None or self._session.results is None:
            return
        current = self.tab(self.current)
        self._session.appearance.dress(current)
        self._pages.setCurrentWidget(current)
        self.filter_bar.limit_to(frozenset(current.page.filters), current.filter_note())
        self._ask([self.current])

    def _ask(self, keys: Sequence[str]) -> None:
        """The pages that are not up to date, in one question."""
        results = self._session.results
        assert results is not None
        filters = self.filter_bar.filters
        missing = self._out_of_date(keys)
        if not missing:
            self._finish()
            return
        self._busy_label.setText(self.tr("Updating…"))
        self._session.queries.submit(
            partial(_numbers_of, results, filters, [self._question(key) for key in missing]),
            self._told,
            self._not_told,
            title=self.tr("Computing the dashboard"),
            replaces="dashboard",
        )

    def _question(self, key: str) -> _Question:
        tab = self.tab(key)
        return key, tab.asks(), tab.asked_of()

    def _out_of_date(self, keys: Sequence[str]) -> list[str]:
        return [key for key in keys if self._shown.get(key) != self._wanted(key)]

    def _wanted(self, key: str) -> tuple[Results | None, Filters, object]:
        tab = self.tab(key)
        return self._session.results, tab.reached_by(self.filter_bar.filters), tab.asked_of()

    def _told(self, told: tuple[Results, Filters, list[tuple[str, object, Any]]]) -> None:
        results, filters, numbers = told
        if results is self._session.results:
            for key, asked_of, data in numbers:
                self._shown[key] = (results, self.tab(key).reached_by(filters), asked_of)
                flagged = results.data.report.flagged_months
                missing = self.choices.missing if self.choices else frozenset()
                self.tab(key).tell(data, filters, flagged, missing)
        self._finish()

    def _finish(self) -> None:
        self._busy_label.setText("")
        if self._then is None or self._session.results is None:
            return
        if self._out_of_date(self.keys):
            # The filters have changed while the report was waiting for its numbers.
            self._ask(self.keys)
            return
        then, self._then = self._then, None
        then()

    def _not_told(self, error: CrriError) -> None:
        self._busy_label.setText("")
        self._then = None
        # A run that ended meanwhile has closed the tables that were asked.
        if self._asked_for is self._session.results:
            self._session.problem.emit(error)

    # Going places

    def _shortcut(self) -> None:
        sender = self.sender()
        assert isinstance(sender, QShortcut)
        number = int(sender.key().toString()[-1]) - 1
        if self._bar.isTabVisible(number):
            self._bar.setCurrentIndex(number)

    def _show(self, chosen: View | Change) -> None:
        """The rows of a mark of a chart, or of a sentence."""
        from crri_gui.engine.query.browse import View

        if isinstance(chosen, View) or isinstance(chosen.rows, View):
            view = chosen if isinstance(chosen, View) else chosen.rows
            self._session.go.emit("tables", view)
            return
        results, rows = self._session.results, chosen.rows
        assert results is not None
        about = translate_message(chosen.text)
        self._session.queries.submit(
            partial(_find_rows, results, rows),
            partial(self._rows_found, about),
            title=self.tr("Looking up the rows"),
            replaces="evidence",
        )

    def _rows_found(self, about: str, table: str) -> None:
        from crri_gui.engine.query.browse import View

        self._session.go.emit("tables", View(table, about=about))

    # Paper

    def _ask_for_pdf(self) -> None:
        path = choose_new_file(
            self.window(),
            self.tr("Save the pages"),
            self.tr("CRRI dashboard.pdf"),
            self.tr("PDF document (*.pdf)"),
            self._session.settings,
        )
        if path is not None:
            self.save_pdf(path)

    def save_pdf(self, path: Path) -> None:
        """All pages as one PDF, when their numbers are there."""
        if refusal := self._session.refusal(path):
            self._session.problem.emit(refusal)
            return
        self._pdf_path = path
        self._then = self._write_pdf
        self._ask(self.keys)

    def report(self) -> Report:
        """All pages for paper; their numbers must be there."""
        from crri_gui.gui.pages.dashboard.paper.pdf_report import Report, shop_name

        assert self.choices is not None and self._session.results is not None
        request = self._session.results.request
        return Report(
            [self.tab(key) for key in self.keys],
            self.choices,
            self.filter_bar.filters,
            request.definitions,
            self._session.shop.value.shop_name or shop_name(request),
        )

    def _write_pdf(self) -> None:
        from crri_gui.gui.pages.dashboard.paper.pdf_report import save_pdf

        try:
            save_pdf(self.report(), self._pdf_path)
        except CrriError as error:
            self._session.problem.emit(error)
        else:
            self._session.say(self.tr("Saved as {path}.").format(path=self._pdf_path))

    def _ask_for_print(self) -> None:
        self._then = self._print
        self._ask(self.keys)

    def _print(self) -> None:
        from crri_gui.gui.pages.dashboard.paper.pdf_report import print_report

        print_report(self.report(), self.window())


def _make_tab(page: Page, session: Session) -> Tab:
    module = f"{_TABS}.{page.key}"
    if importlib.util.find_spec(module) is None:
        from crri_gui.gui.pages.dashboard.described_tab import DescribedTab

        return DescribedTab(session, page)
    own: type[Tab] = importlib.import_module(module).TAB
    return own(session, page)


def _choices_of(results: Results, run: RunContext) -> tuple[Results, Choices]:
    # For the scatter's points: imported here, it does not hold up the window later.
    import numpy  # noqa: F401

    from crri_gui.engine.query.dashboard.filters import choices

    with results.database(run) as db:
        return results, choices(db)


def _numbers_of(
    results: Results, filters: Filters, questions: Sequence[_Question], run: RunContext
) -> tuple[Results, Filters, list[tuple[str, object, Any]]]:
    with results.database(run) as db:
        numbers = [(key, asked_of, ask(db, filters)) for key, ask, asked_of in questions]
        return results, filters, numbers


def _find_rows(results: Results, rows: str | Published, run: RunContext) -> str:
    if isinstance(rows, str):
        return results.show_rows(run, rows)
    from crri_gui.engine.query.dashboard.published_orders import differing_orders

    with results.database(run) as db:
        return differing_orders(db, rows.folder)[0]

"""The answer to "Why this number?": opened at once, filled as the engine answers."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QKeySequence,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QShortcut,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QMainWindow,
    QMenu,
    QScrollArea,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from crri_gui import __version__
from crri_gui.engine.explain.answer import Explanation
from crri_gui.engine.explain.asked import Asked, MeasureAsked
from crri_gui.engine.explain.conditions import months_of, of_orders
from crri_gui.engine.explain.document import about, document, headline, verdict
from crri_gui.engine.explain.page import html_page
from crri_gui.engine.publish.journal import MANIFEST
from crri_gui.engine.query.browse import View
from crri_gui.errors import CrriError
from crri_gui.gui.pages.why import jobs
from crri_gui.gui.pages.why.trail import Trail
from crri_gui.gui.pages.why.words import WindowWords
from crri_gui.gui.state.saving import replaced
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import Notice, button, fit_into_screen, label, row
from crri_gui.gui.widgets.choosing import choose_new_file
from crri_gui.gui.widgets.flow import Flow
from crri_gui.gui.widgets.pressing import PushButton
from crri_gui.messages import sentence

_KEY = "why/geometry"


def show_why(window: QMainWindow, session: Session, asked: object) -> WhyDialog:
    """Open the answer to a question, one for each; it stays until it is left for its rows."""
    dialog = WhyDialog(window, session)
    dialog.ask(asked)  # type: ignore[arg-type]
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog


class WhyDialog(QDialog):
    """The number, whether its rows add up to it, the rows with their raw lines, and the rest."""

    def __init__(self, window: QMainWindow, session: Session) -> None:
        super().__init__(window)
        self._session = session
        self._results = session.results
        self._words = WindowWords()
        self._asked: list[Asked] = []
        self.explanation: Explanation | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Why this number?"))
        fit_into_screen(self, 1000, 680, session.appearance.text_size)
        self.setMinimumSize(640, 440)
        self.restoreGeometry(session.settings.state(_KEY))
        self.title = label("", "title", wrap=True)
        self.about = label("", "lead", wrap=True)
        self.meaning = label("", "", wrap=True)
        self.verdict = label("", "state_ok", wrap=True)
        self.problem = Notice("error")
        self.trail = Trail(session)
        self.details = self._browser(self.tr("What it is part of, and what it leaves out"))
        self.definitions = self._browser(self.tr("The definitions in force"))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        # With large text two tables need more height than a small screen has.
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.trail)
        self.tabs.addTab(area, self.tr("&Rows"))
        self.tabs.addTab(self.details, self.tr("&Statement"))
        self.tabs.addTab(self.definitions, self.tr("&Definitions"))
        self.back = button(self.tr("Back"), self.go_back, tip=self.tr("To the question before"))
        self.all_rows = button(self.tr("All rows in &Tables"), self._show_rows)
        self.customers = button(self.tr("&Customers…"), self._list_customers)
        self.published = button(
            self.tr("&Against what is published"),
            self._show_differing,
            tip=self.tr("The orders that are published in another month or with another value"),
        )
        self.save = PushButton(self.tr("Save as a &page"))
        self.save.setObjectName("primary")
        menu = QMenu(self.save)
        menu.setToolTipsVisible(True)
        self.plain = menu.addAction(self.tr("Naming the raw lines…"))
        self.plain.triggered.connect(self._ask_for_page)
        self.with_lines = menu.addAction(self.tr("Showing the raw lines…"))
        self.with_lines.setToolTip(
            self.tr("They may hold names and addresses, which nothing published does.")
        )
        self.with_lines.triggered.connect(self._ask_for_page_with_lines)
        self.save.setMenu(menu)
        self._lay_out()
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.go_back)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self._ask_for_page)
        self.trail.asked.connect(self.ask)
        self.trail.part_chosen.connect(self._part_chosen)
        session.results_changed.connect(self._results_changed)
        session.appearance.changed.connect(self._fill_texts)

    def _browser(self, name: str) -> QTextBrowser:
        made = QTextBrowser()
        made.setAccessibleName(name)
        made.setOpenLinks(False)
        return made

    def _lay_out(self) -> None:
        head = QWidget()
        inside = QVBoxLayout(head)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        for widget in (self.title, self.about, self.meaning, self.verdict, self.problem):
            inside.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(head)
        layout.addWidget(self.tabs, 1)
        # With large text they need more than one line.
        ways = Flow()
        for made in (self.back, self.all_rows, self.customers, self.published):
            ways.addWidget(made)
        foot = row(spacing=8)
        foot.addLayout(ways, 1)
        foot.addWidget(self.save)
        layout.addLayout(foot)

    # Asking

    def ask(self, asked: Asked) -> None:
        """Answer this question next; the one before can be gone back to."""
        self._asked.append(asked)
        self._answer()

    def go_back(self) -> None:
        """To the question before."""
        if len(self._asked) > 1:
            self._asked.pop()
            self._answer()

    def _answer(self) -> None:
        self.back.setVisible(len(self._asked) > 1)
        self.title.setText(self.tr("Looking for the rows…"))
        for widget in (self.about, self.meaning, self.verdict):
            widget.hide()
        self.problem.hide()
        self._enable(None)
        if self._results is None:
            return
        self._session.queries.submit(
            partial(jobs.explaining, self._results, self._asked[-1]),
            self._told,
            self._not_told,
            title=self.tr("Explaining a number"),
            replaces=f"why/{id(self)}",
        )

    def _told(self, explanation: Explanation) -> None:
        if explanation.asked != self._asked[-1]:
            return
        self.explanation = explanation
        self._enable(explanation)
        self._fill_texts()
        assert self._results is not None
        self.trail.show_explanation(self._results, explanation)

    def _not_told(self, error: CrriError) -> None:
        self.title.setText(self.tr("No answer"))
        self.problem.tell_problem(error)

    def _enable(self, explanation: Explanation | None) -> None:
        self.explanation = explanation
        parts = explanation.parts if explanation is not None else ()
        self.all_rows.setEnabled(any(part.count for part in parts))
        self.customers.setEnabled(any(part.of != "cohort months" for part in parts))
        self.save.setEnabled(explanation is not None)
        self.published.setVisible(self._published_folder() is not None)

    def _published_folder(self) -> Path | None:
        """Where orders are published that a measure of orders can be held against."""
        asked, folder = self._asked[-1], self._session.target
        there = folder is not None and (folder / MANIFEST).exists()
        return folder if there and of_orders(asked) else None

    def _fill_texts(self) -> None:
        found, words = self.explanation, self._words
        if found is None:
            return
        self.title.setText(headline(found, words))
        said = verdict(found, words)
        for widget, text in (
            (self.about, about(found, words)),
            (self.meaning, words.text(found.meaning)),
            (self.verdict, f"{'✓' if found.adds_up else '✕'} {said}" if said else ""),
        ):
            widget.setText(text)
            widget.setVisible(bool(text))
        self.verdict.setObjectName("state_ok" if found.adds_up else "state_error")
        self.verdict.style().polish(self.verdict)
        self.setAccessibleName(f"{self.title.text()}. {self.verdict.text()}")
        inputs = self._results.data.report.inputs if self._results is not None else ()
        blocks = document(found, {}, words, rows=0, with_text=False, inputs=inputs)
        own = len(blocks) - 2 if found.options else len(blocks) - 1
        first = 2 + len(found.parts)
        self.details.setHtml(html_page(blocks[first:own], style=self._style(), heads=False))
        self.definitions.setHtml(html_page(blocks[own:], style=self._style(), heads=False))

    def _style(self) -> str:
        theme = self._session.appearance.theme
        return (
            f"h2 {{ font-size: large; color: {theme.text}; margin: 14px 0 4px 0; }}"
            f"p {{ color: {theme.muted}; }} td, th {{ padding: 3px 18px 3px 0; }}"
            f"th {{ color: {theme.muted}; text-align: left; }} td {{ color: {theme.text}; }}"
            ".right { text-align: right; } .strong { font-weight: 600; }"
        )

    def _results_changed(self) -> None:
        """Other results are there: what stands here is of the former ones, which are given back."""
        if self._session.results is not self._results:
            self._results = None
            self.trail.stop()
            self._enable(None)
            self.problem.tell(
                "warning", self.tr("These numbers were computed anew meanwhile: ask again.")
            )

    # Going on

    def _part_chosen(self) -> None:
        part = self.trail.part
        self.all_rows.setEnabled(part is not None and part.count > 0)

    def _show_rows(self) -> None:
        part = self.trail.part
        if self._results is None or part is None:
            return
        self._session.queries.submit(
            partial(jobs.showing_rows, self._results, part.select),
            partial(self._rows_made, f"{self.title.text()}: {self._words.text(part.title)}"),
            title=self.tr("Collecting the rows"),
            replaces="why/rows",
        )

    def _rows_made(self, said: str, table: str) -> None:
        self._session.go.emit("tables", View(table, about=said))
        self.close()  # it would lie over them

    def _show_differing(self) -> None:
        asked, folder = self._asked[-1], self._published_folder()
        if self._results is None or folder is None or not isinstance(asked, MeasureAsked):
            return
        self._session.queries.submit(
            partial(jobs.showing_differing_orders, self._results, folder, months_of(asked)),
            partial(self._differing_made, self.title.text()),
            title=self.tr("Comparing orders with those that are published"),
            replaces="why/rows",
        )

    def _differing_made(self, number: str, made: tuple[str, int]) -> None:
        table, count = made
        said = self._words.text(sentence("explain_page.published_otherwise", count=count))
        self._rows_made(f"{number}. {said}.", table)

    def _list_customers(self) -> None:
        self._session.list_customers.emit(self._asked[-1])

    # Saving

    def _ask_for_page(self) -> None:
        self._choose_page(with_text=False)

    def _ask_for_page_with_lines(self) -> None:
        self._choose_page(with_text=True)

    def _choose_page(self, *, with_text: bool) -> None:
        if self.explanation is None:
            return
        name = "".join(sign for sign in self.explanation.title if sign.isalnum() or sign in " -_")
        path = choose_new_file(
            self,
            self.tr("Save the answer as a page"),
            self.tr("Why {name}.pdf").format(name=name),
            self.tr("PDF document (*.pdf);;Web page (*.html)"),
            self._session.settings,
        )
        if path is not None:
            known = path.suffix.lower() in (".pdf", ".html")
            self.save_page(path if known else Path(f"{path}.pdf"), with_text=with_text)

    def save_page(self, path: Path, *, with_text: bool = False) -> None:
        """The whole answer as one page: HTML or PDF, by the name's ending.

        The text of raw lines is in it only `with_text`: it may hold what is published nowhere.
        """
        if self._results is None or self.explanation is None:
            return
        if refusal := self._session.refusal(path):
            self._session.problem.emit(refusal)
            return
        parts = (self._results, self.explanation, with_text)
        is_html = path.suffix.lower() == ".html"
        self._session.queries.submit(
            partial(jobs.writing_page, *parts, path)
            if is_html
            else partial(jobs.making_page, *parts),
            self._saved if is_html else partial(self._print, path),
            title=self.tr("Writing the page"),
        )

    def _print(self, path: Path, text: str) -> None:
        try:
            print_page(text, path, self.title.text())
        except CrriError as error:
            self._session.problem.emit(error)
        else:
            self._saved(path)

    def _saved(self, path: Path) -> None:
        self._session.say(self.tr("Saved as {path}.").format(path=path))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the size."""
        self._session.settings.put(_KEY, self.saveGeometry())
        self.trail.stop()
        super().closeEvent(event)


def print_page(text: str, path: Path, title: str) -> None:
    """The page as a PDF, A4 lying: its tables are wide. Raises `OutputError`."""
    with replaced(path) as part:
        writer = QPdfWriter(str(part))
        writer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.A4),
                QPageLayout.Orientation.Landscape,
                QMarginsF(12, 12, 12, 12),
                QPageLayout.Unit.Millimeter,
            )
        )
        writer.setTitle(title)
        writer.setCreator(f"CRRI {__version__}")
        page = QTextDocument()
        page.setHtml(text)
        page.print_(writer)

"""A list to act on: which columns, how many customers, and the file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QMainWindow, QVBoxLayout

from crri_gui.engine.explain.answer import Explanation
from crri_gui.engine.explain.asked import Asked
from crri_gui.engine.explain.customers import Selected, columns
from crri_gui.engine.explain.document import about, headline
from crri_gui.errors import CrriError
from crri_gui.gui.i18n import numbers
from crri_gui.gui.pages.why import jobs
from crri_gui.gui.pages.why.words import WindowWords
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import Notice, button, label, row
from crri_gui.gui.widgets.choosing import choose_new_file

_COLUMNS = "customers/columns"
_NAME = Qt.ItemDataRole.UserRole


def show_customer_list(window: QMainWindow, session: Session, asked: object) -> CustomerList:
    """Open the list of the customers behind a number."""
    dialog = CustomerList(window, session, asked)  # type: ignore[arg-type]
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog


class CustomerList(QDialog):
    """Says who is in the list, lets columns be chosen, and writes it."""

    def __init__(self, window: QMainWindow, session: Session, asked: Asked) -> None:
        super().__init__(window)
        self._session = session
        self._results = session.results
        self._words = WindowWords()
        self.explanation: Explanation | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("List of customers"))
        wide = self.fontMetrics().averageCharWidth()
        self.resize(max(480, min(wide * 76, 900)), 600)
        self.title = label(self.tr("Counting the customers…"), "heading", wrap=True)
        self.about = label("", "muted", wrap=True)
        self.problem = Notice("error")
        self.columns = QListWidget()
        self.columns.setSpacing(2)
        self.columns.setWordWrap(True)
        self.columns.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.columns.setAccessibleName(self.tr("Columns of the list"))
        chosen = session.settings.text(_COLUMNS).split()
        for name, meaning in columns().items():
            item = QListWidgetItem(f"{name}: {self._words.text(meaning)}")
            item.setData(_NAME, name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            on = not chosen or name in chosen
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.columns.addItem(item)
        self.save = button(self.tr("&Save as CSV…"), self._ask_for_file, "primary")
        self.save.setEnabled(False)
        self.note = label(
            self.tr(
                "Beside it, a text file tells what the list is of, when it was made and what its "
                "columns mean. Customers are told by their published ids."
            ),
            "muted",
            wrap=True,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(10)
        for widget in (self.title, self.about, self.problem):
            layout.addWidget(widget)
        layout.addWidget(self.columns, 1)
        layout.addWidget(self.note)
        layout.addLayout(row(None, button(self.tr("Close"), self.close), self.save))
        if self._results is not None:
            session.queries.submit(
                partial(jobs.counting_customers, self._results, asked),
                self._counted,
                self._not_counted,
                title=self.tr("Counting customers"),
                replaces=f"customers/{id(self)}",
            )

    @property
    def chosen(self) -> list[str]:
        """The columns that are ticked."""
        items = (self.columns.item(place) for place in range(self.columns.count()))
        return [str(i.data(_NAME)) for i in items if i.checkState() == Qt.CheckState.Checked]

    def _counted(self, told: tuple[Explanation, Selected]) -> None:
        self.explanation, found = told
        self.title.setText(
            self.tr("Customers: {count}, worth {money}").format(
                count=numbers.integer(found.customers), money=numbers.money(found.revenue)
            )
        )
        lines = [headline(self.explanation, self._words), about(self.explanation, self._words)]
        if found.nobody:
            lines.append(
                self.tr("Orders that name no customer: {count}").format(
                    count=numbers.integer(found.nobody)
                )
            )
        self.about.setText("\n".join(lines))
        self.save.setEnabled(found.customers > 0)

    def _not_counted(self, error: CrriError) -> None:
        self.title.setText(self.tr("There is no list"))
        self.problem.tell_problem(error)

    def _ask_for_file(self) -> None:
        path = choose_new_file(
            self,
            self.tr("Save the list of customers"),
            self.tr("customers.csv"),
            self.tr("CSV (*.csv)"),
            self._session.settings,
        )
        if path is not None:
            self.save_list(path if path.suffix.lower() == ".csv" else Path(f"{path}.csv"))

    def save_list(self, path: Path) -> None:
        """The list with the ticked columns, and what it is of beside it."""
        if self._results is not self._session.results or self._results is None:
            self.problem.tell(
                "warning", self.tr("These numbers were computed anew meanwhile: ask again.")
            )
            return
        if self.explanation is None:
            return
        if refusal := self._session.refusal(path):
            self._session.problem.emit(refusal)
            return
        self._session.settings.put(_COLUMNS, " ".join(self.chosen))
        self._session.queries.submit(
            partial(jobs.listing_customers, self._results, self.explanation, self.chosen, path),
            partial(self._saved, path),
            self._not_saved,
            title=self.tr("Writing the list of customers"),
        )

    def _saved(self, path: Path, found: Selected) -> None:
        self._session.say(
            self.tr("Customers written to {path}: {count}").format(
                count=numbers.integer(found.customers), path=path
            )
        )
        self.close()

    def _not_saved(self, error: CrriError) -> None:
        self.problem.tell_problem(error)

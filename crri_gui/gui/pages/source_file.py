"""One raw table of the Data page: its first rows, its open questions, another file for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimeZone, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from crri_gui.definitions import AS_WRITTEN
from crri_gui.engine.discover.formats import READ
from crri_gui.errors import CrriError
from crri_gui.gui.i18n import numbers
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import (
    Notice,
    button,
    clear,
    column,
    fit_into_page,
    label,
    row,
    tip,
)
from crri_gui.gui.widgets.choosing import choose_file, choose_folder
from crri_gui.gui.widgets.combo_box import ComboBox
from crri_gui.gui.widgets.flow import Flow
from crri_gui.raw_tables import RAW_BY_NAME

if TYPE_CHECKING:
    from crri_gui.definitions import Conventions
    from crri_gui.engine.core.findings import Finding
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.discover.preview import Preview
    from crri_gui.engine.discover.sniff import Sniffed

_CELL = 120
_TIP = 2_000


# The choice that a finding asks for.
_CHOICES = {
    "date_order_ambiguous": "date_order",
    "date_order_mixed": "date_order",
    "date_system_ambiguous": "date_order",
    "decimal_ambiguous": "decimal",
    "decimal_mixed": "decimal",
}
_ZONES = ("zone_needed", "offsets_differ")


def asks(finding: Finding) -> bool:
    """Whether the finding is a question that is answered here."""
    return finding.code in _CHOICES or finding.code in _ZONES


class SourceFile(QFrame):
    """The table that is selected on the Data page."""

    rows_known = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._table: str | None = None
        self._previews: dict[tuple[str, str, int], Preview] = {}
        self._asked: set[tuple[tuple[str, str, int], bool]] = set()
        self._title = label("", "heading")
        self.part = ComboBox(self.tr("File of the table"))
        fit_into_page(self.part)
        self.part.currentIndexChanged.connect(self._show_part)
        self._details = label("", "muted", wrap=True)
        self.other = button(self.tr("Use another file…"), self._choose)
        self.folder = button(self.tr("Use a folder of files…"), self._choose_folder)
        self.without = button(self.tr("Go without it"), self._go_without)
        self.recognised = button(self.tr("As it was recognised"), self._as_recognised)
        self._problem = Notice("error")
        self._questions = QVBoxLayout()
        self.preview = QTableWidget()
        self.preview.setAccessibleName(self.tr("First rows"))
        self.preview.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.preview.setAlternatingRowColors(True)
        self.preview.setTabKeyNavigation(False)
        self.preview.setMinimumHeight(180)
        self.preview.setWordWrap(False)
        head = Flow()
        for widget in (self._title, self.other, self.folder, self.without, self.recognised):
            head.addWidget(widget)
        layout = column(
            head,
            self.part,
            self._details,
            self._problem,
            self._questions,
            self.preview,
        )
        layout.setContentsMargins(16, 14, 16, 14)
        self.setLayout(layout)
        self.hide()
        session.request_changed.connect(self._conventions_changed)

    def show_table(self, table: str | None) -> None:
        """Show this raw table, or nothing."""
        self._table = table
        found = self._session.found
        request = self._session.request
        self.setVisible(table is not None and found is not None)
        if table is None or found is None or request is None:
            return
        spec = RAW_BY_NAME[table]
        files = found.tables.get(table, ())
        problem = found.problems.get(table)
        self._title.setText(table)
        self.without.setVisible(not spec.needed and (bool(files) or problem is not None))
        self.recognised.setVisible(table in request.tables)
        self._problem.tell_problem(problem)
        clear(self._questions)
        self.preview.setVisible(bool(files))
        self._offer_parts(files)
        if not files and found.source is not None:
            made = table in found.source.tables
            text = self.tr("Made from {file}, which was read as: {layout}.")
            names = ", ".join(file.label for file in found.source.all_files)
            made_from = text.format(file=names, layout=found.source.layout.title)
            self._details.setText(made_from if made else self.tr("This export does not hold it."))
            self._ask_of_export(request.conventions)
            return
        if not files:
            self._details.setText(
                self.tr("No file. For example {file}, with the columns {columns}.").format(
                    file=spec.olist_file, columns=", ".join(spec.signature)
                )
            )
            return
        self._show_part()
        self._ask_all()

    def _offer_parts(self, files: Sequence[Sniffed]) -> None:
        """A chooser where the table has several files; the first one is shown."""
        self.part.setVisible(len(files) > 1)
        if [self.part.itemText(place) for place in range(self.part.count())] == [
            file.label for file in files
        ]:
            return
        self.part.blockSignals(True)
        self.part.clear()
        self.part.addItems([file.label for file in files])
        self.part.blockSignals(False)

    def _shown_file(self) -> Sniffed | None:
        found = self._session.found
        files = found.tables.get(self._table or "", ()) if found else ()
        place = max(0, self.part.currentIndex()) if len(files) > 1 else 0
        return files[place] if place < len(files) else None

    def _show_part(self) -> None:
        file = self._shown_file()
        if file is None:
            return
        self._details.setText(file.label)
        known = self._previews.get(self._key(file))
        if known is not None:
            self._show(known)
        else:
            self.preview.setRowCount(0)
        if known is None or known.open_questions is None:
            self._look_into(str(self._table), file, asking=True)

    def rows_text(self, table: str) -> str:
        """How many rows its file has, as far as it is known yet."""
        found = self._session.found
        files = found.tables.get(table, ()) if found else ()
        known = self._previews.get(self._key(files[0])) if files else None
        if known is None:
            return ""
        records = known.records
        if len(files) > 1:
            if len({file.format for file in files}) > 1:
                return ""
            records = round(records * sum(file.bytes for file in files) / files[0].bytes)
        elif known.exact:
            return numbers.integer(records)
        # Three digits: more would look exact.
        step = 10 ** max(0, len(str(records)) - 3)
        rows = numbers.integer(round(records / step) * step)
        return self.tr("about {rows}").format(rows=rows)

    def showEvent(self, event: QShowEvent) -> None:
        """Look into the files that were found while another page was shown."""
        super().showEvent(event)
        if self._shown_file() is not None:
            self._show_part()
            self._ask_all()

    def _ask_all(self) -> None:
        """Look at the heads of the other tables' first files, for the number of their rows."""
        found = self._session.found
        assert found is not None
        for table, (file, *_) in found.tables.items():
            if table != self._table and self._key(file) not in self._previews:
                self._look_into(table, file, asking=False)

    def _look_into(self, table: str, file: Sniffed, *, asking: bool) -> None:
        request = self._session.request
        assert request is not None
        question = (self._key(file), asking)
        if not self.isVisible() or question in self._asked:
            return
        self._asked.add(question)
        self._session.queries.submit(
            partial(_look_into_file, table, file, request.conventions, asking),
            self._looked,
            partial(self._failed, question),
            title=self.tr("Looking into {file}").format(file=file.path.name),
            cancelled=partial(self._asked.discard, question),
            replaces=f"preview {file.label}",
        )

    def _looked(self, answer: tuple[str, Sniffed, Preview]) -> None:
        table, file, seen = answer
        self._asked.discard((self._key(file), seen.open_questions is not None))
        self._previews[self._key(file)] = seen
        self.rows_known.emit(table)
        if table == self._table and file == self._shown_file():
            self._show(seen)

    def _failed(self, question: tuple[tuple[str, str, int], bool], error: CrriError) -> None:
        self._asked.discard(question)
        self._problem.tell_problem(error)

    def _conventions_changed(self) -> None:
        # What a choice settles is not asked again; looking anew shows what is still open.
        self._previews.clear()
        self._asked.clear()

    def _show(self, seen: Preview) -> None:
        self.preview.setColumnCount(len(seen.header))
        self.preview.setHorizontalHeaderLabels(list(seen.header))
        self.preview.setRowCount(len(seen.rows))
        for y, fields in enumerate(seen.rows):
            for x, value in enumerate(fields[: len(seen.header)]):
                item = QTableWidgetItem(value.replace("\n", " ⏎ ")[:_CELL])
                item.setToolTip(tip(value[:_TIP]))
                self.preview.setItem(y, x, item)
        self.preview.resizeColumnsToContents()
        self._show_questions(seen)

    def _show_questions(self, seen: Preview) -> None:
        clear(self._questions)
        request = self._session.request
        assert request is not None
        found = {f"{f.table}.{f.column}": f for f in seen.open_questions or ()}
        for kind in ("date_order", "decimal"):
            for name, chosen in getattr(request.conventions, kind).items():
                if name.startswith(f"{self._table}."):
                    self._ask(kind, name, chosen, "")
                    found.pop(name, None)
        clocks = [f for f in found.values() if f.code in _ZONES]
        has_times = any(c.kind == "time" for c in RAW_BY_NAME[self._table or ""].columns)
        if clocks or (has_times and request.conventions.zone is not None):
            self._ask_zone(request.conventions.zone)
        for name, finding in found.items():
            if finding not in clocks:
                kind = "date_order" if finding.code.startswith("date") else "decimal"
                self._ask(kind, name, None, finding.examples[0] if finding.examples else "")

    def _ask_of_export(self, conventions: Conventions) -> None:
        """Choosers for what the columns of an export did not say when it was last read."""
        results, request = self._session.results, self._session.request
        assert request is not None
        found = []
        if results is not None and results.request.input_dir == request.input_dir:
            found = [one for one in results.data.report.findings if one.column is not None]
        chosen: set[str] = set()
        for kind in ("date_order", "decimal"):
            for name, choice in getattr(conventions, kind).items():
                self._ask(kind, name, choice, "")
                chosen.add(name)
        for finding in found:
            if finding.code in _CHOICES and finding.column not in chosen:
                example = finding.examples[0] if finding.examples else ""
                self._ask(_CHOICES[finding.code], str(finding.column), None, example)
        if conventions.zone is not None or any(one.code in _ZONES for one in found):
            self._ask_zone(conventions.zone)

    def _ask_zone(self, chosen: str | None) -> None:
        """A chooser of the shop's time zone, for times that name their offset from UTC."""
        caption = label(
            self.tr(
                "Some times are points in time, or name an offset from UTC. "
                "Which clock does the shop go by?"
            ),
            wrap=True,
        )
        box = ComboBox(self.tr("The shop's time zone"))
        box.setObjectName("zone")
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        fit_into_page(box)
        box.addItem(self.tr("not chosen yet"), None)
        box.addItem(self.tr("every time as it is written"), AS_WRITTEN)
        zones = (bytes(name.data()).decode() for name in QTimeZone.availableTimeZoneIds())
        for zone in sorted(zones):
            box.addItem(zone, zone)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.activated.connect(partial(self._chose_zone, box))
        self._questions.addLayout(row(caption, box))

    def _chose_zone(self, box: QComboBox, _: int) -> None:
        self._session.choose_zone(box.currentData())

    def _ask(self, kind: str, name: str, chosen: str | None, example: str) -> None:
        """A chooser for what the data does not say."""
        choices = (
            {
                "dmy": self.tr("day first (31/12/2017)"),
                "mdy": self.tr("month first (12/31/2017)"),
                "ymd": self.tr("year first (17/12/31)"),
                "excel1900": self.tr("serial numbers of Excel (1900 system)"),
                "excel1904": self.tr("serial numbers of older Excel for Mac (1904 system)"),
            }
            if kind == "date_order"
            else {
                "point": self.tr("decimal point (1,234.50)"),
                "comma": self.tr("decimal comma (1.234,50)"),
            }
        )
        text = (
            self.tr("{column}: the first rows do not say how {example} is read.")
            if example
            else self.tr("{column} is read as you chose.")
        )
        caption = label(text.format(column=name, example=example), wrap=True)
        box = ComboBox(self.tr("How {column} is read").format(column=name))
        fit_into_page(box)
        box.addItem(self.tr("as the whole column says"), None)
        for value, words in choices.items():
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.currentIndexChanged.connect(partial(self._chose, kind, name, box))
        self._questions.addLayout(row(caption, box))

    def _chose(self, kind: str, name: str, box: QComboBox, _: int) -> None:
        self._session.choose_convention(kind, name, box.currentData())

    def _choose(self) -> None:
        path = choose_file(
            self,
            self.tr("The file for {table}").format(table=self._table),
            self.tr("Tables ({patterns})").format(patterns=" ".join(f"*{end}" for end in READ)),
            self._session.settings,
        )
        if path is not None and self._table is not None:
            self._session.choose_table(self._table, str(path))

    def _choose_folder(self) -> None:
        folder = choose_folder(
            self,
            self.tr("The folder with the files of {table}").format(table=self._table),
            self._session.settings,
        )
        if folder is not None and self._table is not None:
            self._session.choose_table(self._table, str(folder))

    def _go_without(self) -> None:
        if self._table is not None:
            self._session.choose_table(self._table, "none")

    def _as_recognised(self) -> None:
        if self._table is not None:
            self._session.choose_table(self._table, None)

    @staticmethod
    def _key(file: Sniffed) -> tuple[str, str, int]:
        return file.label, file.delimiter, file.modified_ns


def _look_into_file(
    table: str, file: Sniffed, conventions: Conventions, asking: bool, run: RunContext
) -> tuple[str, Sniffed, Preview]:
    from crri_gui.engine.discover.preview import preview

    return table, file, preview(run, table, file, conventions, asking=asking)

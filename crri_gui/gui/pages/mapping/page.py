"""The mapping of an export that CRRI does not know, or of one that is to be read otherwise."""

from __future__ import annotations

from functools import partial
from itertools import groupby, pairwise
from pathlib import Path

import shiboken6
from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from crri_gui.engine.mapping.fields import Section
from crri_gui.engine.mapping.sections import table_in
from crri_gui.errors import CrriError, UsageError
from crri_gui.gui.pages.mapping.columns import ColumnsPane
from crri_gui.gui.pages.mapping.customers import Customers
from crri_gui.gui.pages.mapping.fields import FieldsPane
from crri_gui.gui.pages.mapping.following import Following
from crri_gui.gui.pages.mapping.foot import Foot
from crri_gui.gui.pages.mapping.outcome import Outcome
from crri_gui.gui.pages.mapping.unfolded import UnfoldedOrder
from crri_gui.gui.pages.mapping.word_tables import WordTables
from crri_gui.gui.pages.mapping.words_shown import (
    words_beside,
    words_of_rows,
    words_of_status,
)
from crri_gui.gui.state.mapping import Mapping
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import Notice, Restyled, button, column, label, row, scrolled
from crri_gui.gui.widgets.beside import Beside
from crri_gui.gui.widgets.choosing import choose_new_file

# In heights of a line: the list of columns with the least and the most that it shows.
_LEAST, _MOST = 14, 30
# Above and below a list that stays in view.
_AROUND = 16
# Milliseconds until what was made anew has a place, and how often Qt may still find another.
_SETTLED, _TIMES = 30, 6


class MappingPage(QWidget):
    """A page within the first step."""

    left = Signal()
    """Back, or kept: the first step is to be shown again."""

    def __init__(self, session: Session, mapping: Mapping | None = None) -> None:
        super().__init__()
        self._session = session
        self._held: QWidget | None = None
        self.mapping = Mapping(session) if mapping is None else mapping
        self._make_head()
        self.columns = ColumnsPane()
        self.columns.list.given.connect(self._give)
        self.columns.shown.connect(self._show_draft)
        self.columns.taken_as_orders.connect(self.mapping.open)
        self.fields = FieldsPane()
        self.fields.edited.connect(self._edit)
        for field_row in dict.fromkeys(self.fields.rows.values()):
            field_row.chooser.undone.connect(self.mapping.undo)
            field_row.chooser.redone.connect(self.mapping.redo)
        self._beside_fields = Following(self.columns)
        self._panes = Beside(self._beside_fields, self.fields)
        self._make_outcome()
        self._below = QWidget()
        words = column(self.words, self.rows, self.items, self.payments, None)
        words.setContentsMargins(0, 0, 0, 0)
        self._below.setLayout(words)
        content = column(
            self._title,
            self._lead,
            row(self.back, None, self.undo, self.redo, self.recognised),
            self._problem,
            self._panes,
            self.outcome,
            self.unfolded,
            Beside(self._below, self.customers),
            None,
        )
        self._area: QScrollArea = scrolled(content)
        inside = self._area.widget()
        assert inside is not None
        self._inside = inside
        self._beside_fields.follow(self._area)
        self.foot = Foot(self.mapping, inside.maximumWidth())
        self.use = self.foot.use
        self.use.clicked.connect(self._use)
        self.foot.look.clicked.connect(self._look_at_outcome)
        self.foot.decide.clicked.connect(self._look_at_words)
        Restyled(self, self._restyled)  # columns have colours of their own
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._area, 1)
        outer.addWidget(self.foot)
        for keys, do in (
            (QKeySequence.StandardKey.Undo, self.mapping.undo),
            (QKeySequence.StandardKey.Redo, self.mapping.redo),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)
        self.mapping.opened.connect(self._opened)
        self.mapping.changed.connect(self._show_draft)
        self.mapping.told.connect(self._show_told)
        self.mapping.kept.connect(self.left)
        self.mapping.not_kept.connect(self._not_kept)

    # Making

    def _make_head(self) -> None:
        self._title = label(self.tr("What do the columns mean?"), "title")
        self._lead = label("", "lead", wrap=True)
        self._problem = Notice("error")
        self.back = button(self.tr("‹ Back"), self.go_back, name=self.tr("Back to the source"))
        self.undo = button(self.tr("Undo"), self.mapping.undo, tip="Ctrl+Z")
        self.redo = button(self.tr("Redo"), self.mapping.redo)
        self.recognised = button(
            self.tr("As recognised"),
            self.mapping.as_recognised,
            tip=self.tr("Back to what CRRI has recognised or proposed"),
        )

    def _make_outcome(self) -> None:
        self.outcome = Outcome()
        self.outcome.stopped.connect(self.mapping.stop)
        self.outcome.again.connect(self.mapping.compute)
        self.unfolded = UnfoldedOrder()
        heads = (self.tr("Word"), self.tr("Orders"), self.tr("Goods"), self.tr("Means"))
        self.words = WordTables(self.tr("Which orders count?"), heads)
        self.words.chosen.connect(partial(self._edit_word, "status"))
        self.words.followed.connect(self._go_to_definitions)
        heads = (self.tr("Word"), self.tr("Rows"), "", self.tr("Are"))
        self.rows = WordTables(self.tr("Which rows are sales?"), heads)
        self.rows.chosen.connect(partial(self._edit_word, "rows"))
        self.items = WordTables(self.tr("Which rows are items?"), heads)
        self.items.chosen.connect(partial(self._edit_word, "items.rows"))
        self.payments = WordTables(self.tr("Which rows are payments?"), heads)
        self.payments.chosen.connect(partial(self._edit_word, "payments.rows"))
        self.customers = Customers()
        self.customers.chosen.connect(self._edit)

    # Coming and going

    def open(self) -> None:
        """Show the export of the session's folder."""
        self._problem.hide()
        request = self._session.request
        if request is not None and not self.is_of(request.input_dir):
            # What is shown is of another folder.
            self.mapping.close()
            self._opened()
        self.mapping.open()

    def show_all(self) -> None:
        """Show the mapping as it is: an earlier page began it."""
        self._opened()
        self._show_draft()
        self._show_told()

    def is_of(self, folder: Path) -> bool:
        """Whether the export that is shown lies in this folder."""
        return self.mapping.export is not None and self.mapping.export.folder == folder

    def go_back(self) -> None:
        """To the first step; what was changed is not kept, and still here when one returns."""
        self.mapping.leave()
        self.left.emit()

    def _opened(self) -> None:
        self._problem.tell_problem(self.mapping.problem)
        export = self.mapping.export
        there = export is not None
        self._panes.setVisible(there)
        words = (self.words, self.rows, self.items, self.payments)
        for part in (self.outcome, *words, self.customers, self.unfolded):
            part.hide()
        if export is None:
            self._lead.setText("")
            self.foot.show_mapping()
            return
        known, name = export.layout, export.files[0].path.name
        if known is not None:
            text = self.tr("{file} is read as: {layout}. Change what does not fit.")
            self._lead.setText(text.format(file=name, layout=known.title))
        else:
            text = self.tr(
                "CRRI does not know the layout of {file}. What it proposes is marked; look at "
                "it, and choose what is missing."
            )
            files = [name, *(table.files[0].path.name for table in export.further)]
            self._lead.setText(text.format(file=", ".join(files)))
        self.columns.show_orders()
        self._inside.setMinimumHeight(0)
        self.fields.fold()
        self._area.verticalScrollBar().setValue(0)
        self.fields.rows["order"].chooser.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list of columns is as high as its text and the window allow."""
        super().resizeEvent(event)
        self._inside.setMinimumHeight(0)
        self._size_columns()

    def _size_columns(self) -> None:
        height = self.fontMetrics().height()
        room = self._area.viewport().height() - 2 * _AROUND
        most = max(_LEAST * height, min(_MOST * height, room))
        self.columns.setFixedHeight(min(self.columns.wanted_height(), most))

    # Changing

    def _edit(self, name: str, value: str, instead_of: str = "") -> None:
        try:
            self.mapping.edit(name, value, instead_of)
        except UsageError as error:
            self.fields.refuse(name, error)

    def _give(self, name: str, key: str) -> None:
        row = self.fields.reveal(name)
        row.choose(key)
        QTimer.singleShot(0, row, partial(self._area.ensureWidgetVisible, row))

    def _edit_word(self, field: str, column: str, word: str, value: str) -> None:
        try:
            self.mapping.edit(f"{field}.{column}.{word}", value)
        except UsageError as error:
            self.fields.refuse(field, error)
            self._show_told()

    def _look_at_outcome(self) -> None:
        self._area.verticalScrollBar().setValue(self.outcome.y())

    def _look_at_words(self) -> None:
        top = self.words.mapTo(self._inside, QPoint(0, 0)).y()
        self._area.verticalScrollBar().setValue(top)
        boxes = [box for box in self.words.boxes if not box.currentData()]
        if boxes:
            boxes[0].setFocus()

    def _go_to_definitions(self) -> None:
        self._session.go.emit("definitions", "statuses")

    def _use(self) -> None:
        self.mapping.use()

    def _not_kept(self, error: CrriError) -> None:
        """Where the folder may not be written, the mapping is kept in a file elsewhere."""
        self._problem.tell_problem(error)
        if error.code != "mapping_not_written":
            return
        file = choose_new_file(
            self,
            self.tr("Where is the mapping to be kept?"),
            "crri.toml",
            self.tr("Mappings (*.toml)"),
            self._session.settings,
        )
        if file is not None:
            self._problem.hide()
            self.mapping.use(Path(file))

    # Showing

    def _restyled(self) -> None:
        self._show_draft()
        self._inside.setMinimumHeight(0)
        self.unfolded.fit()

    def _show_draft(self) -> None:
        export, draft = self.mapping.export, self.mapping.draft
        if export is None or draft is None:
            return
        self.columns.show_draft(export, draft, self._session.appearance)
        self._size_columns()
        self.fields.show_draft(export, draft)
        self.undo.setEnabled(self.mapping.can_undo)
        self.redo.setEnabled(self.mapping.can_redo)
        self.recognised.setEnabled(draft != self.mapping.recognised)

    def _show_told(self) -> None:
        mapping = self.mapping
        export, draft = mapping.export, mapping.draft
        if export is None or draft is None:
            return
        self._hold_place()
        told = mapping.consequences
        state = self.tr("counting…") if mapping.computing else ""
        idle = not mapping.computing and not draft.missing
        uncounted = idle and told is None and mapping.refused is None
        self.outcome.show_state(
            self.tr("not counted") if uncounted else state,
            computing=mapping.computing,
            countable=uncounted,
        )
        self.outcome.setVisible(not draft.missing)
        self.outcome.show_problem(mapping.refused)
        if told is not None or not mapping.computing:
            self.outcome.show_told(told)
            self.unfolded.show_order(told.unfolded if told is not None else None)
            self.customers.show_ways(export, draft, told.identities if told is not None else ())
        self._show_words()
        self.foot.show_mapping()
        self._order_tabs()

    def _hold_place(self) -> None:
        """What has the focus stays where it is, whatever becomes longer or shorter above it."""
        focus = QApplication.focusWidget()
        if focus is None or focus is self._held or not self._inside.isAncestorOf(focus):
            return
        self._held = focus
        # What is made anew is not there for a moment, and the page would become shorter.
        self._inside.setMinimumHeight(self._inside.height())
        viewport = self._area.viewport()
        before = focus.mapTo(viewport, QPoint(0, 0)).y()
        QTimer.singleShot(_SETTLED, self, partial(self._return_to_place, focus, before, 1))

    def _return_to_place(self, focus: QWidget, before: int, times: int) -> None:
        bar = self._area.verticalScrollBar()
        # Who has gone elsewhere meanwhile stays there.
        if not shiboken6.isValid(focus) or focus is not QApplication.focusWidget():
            if self._held is focus:
                self._held = None
                self._inside.setMinimumHeight(0)
            return
        moved = focus.mapTo(self._area.viewport(), QPoint(0, 0)).y() - before
        place = bar.value() + moved
        # At the end of a page that has become shorter there stays some room below.
        self._inside.setMinimumHeight(max(0, place) + self._area.viewport().height())
        bar.setValue(place)
        self._held = focus if times < _TIMES else None
        if self._held is not None:
            again = partial(self._return_to_place, focus, before, times + 1)
            QTimer.singleShot(_SETTLED, self, again)

    def _order_tabs(self) -> None:
        """What was made last is not the last to be reached."""
        tables = (self.words, self.rows, self.items, self.payments)
        boxes = [box for one in tables for box in one.boxes]
        chain = (
            self.unfolded.rows,
            self.unfolded.items,
            *self.words.links,
            *boxes,
            *self.customers.buttons.values(),
            self.use,
        )
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _show_words(self) -> None:
        export, draft, told = self.mapping.export, self.mapping.draft, self.mapping.consequences
        assert export is not None and draft is not None
        words = told.words if told is not None and draft.value("status") else ()
        by_column = groupby(words, key=lambda one: one.column)
        definitions = self._session.definitions
        tables = [
            words_of_status(export, draft, column, [*own], definitions) for column, own in by_column
        ]
        self.words.show_columns(tables, self.tr("What {word} means"))
        counted = told.row_words if told is not None else ()
        tables = [
            words_of_rows(export, draft, column, counted)
            for column in draft.value("rows").split(", ")
            if column
        ]
        self.rows.show_columns(tables, self.tr("What rows with {word} are"))
        of_files: tuple[tuple[Section, WordTables], ...] = (
            ("items", self.items),
            ("payments", self.payments),
        )
        for section, shown in of_files:
            table = table_in(export, draft.text, section)
            columns = draft.value(f"{section}.rows").split(", ") if table is not None else []
            tables = [words_beside(table, draft, section, one) for one in columns if one and table]
            shown.show_columns(tables, self.tr("What rows with {word} are"))
        # So that what stands beside them has their place where there are none.
        every = (self.words, self.rows, self.items, self.payments)
        self._below.setVisible(any(one.boxes for one in every))

"""One field of the mapping: what it is, its chooser, and where its value comes from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QVBoxLayout

from crri_gui.engine.mapping.choices import choices, is_of_rows, spelled
from crri_gui.engine.mapping.draft import Draft
from crri_gui.engine.mapping.export import Export
from crri_gui.engine.mapping.fields import Field
from crri_gui.engine.mapping.rows.table import Table
from crri_gui.engine.mapping.sections import table_in
from crri_gui.errors import UsageError
from crri_gui.gui.i18n.words import translate_message
from crri_gui.gui.pages.mapping.chooser import Chooser
from crri_gui.gui.pages.mapping.columns import MIME
from crri_gui.gui.pages.mapping.words import choice_text, hint_of, identity_text, title_of
from crri_gui.gui.widgets.basics import column, fit_into_page, label, tip
from crri_gui.gui.widgets.combo_box import ComboBox

_WRITTEN = ("amount", "list", "text")
_COLUMNS = ("column", "columns", "identities", "amount")


class FieldRow(QFrame):
    """A field, or an amount that belongs to each row or to the whole order: `fields` are both.

    One that is `compact` has its chooser below its title.
    """

    edited = Signal(str, str, str)
    """The field, its new value, and the other of the pair that it takes the place of."""

    def __init__(self, fields: tuple[Field, ...], *, compact: bool = False) -> None:
        super().__init__()
        self.setObjectName("field")
        self.fields = fields
        self._export: Export | None = None
        self._draft: Draft | None = None
        name = fields[0].name
        self._title = label(title_of(name), "strong", wrap=True)
        self._hint = label(hint_of(name), "muted", wrap=True)
        if not hint_of(name):
            self._hint.hide()
        self.chooser = Chooser(
            written=fields[0].holds in _WRITTEN,
            placeholder=self._placeholder(),
        )
        self.chooser.setAccessibleName(title_of(name))
        self._title.setBuddy(self.chooser)
        self.chooser.chosen.connect(self.choose)
        self.side: QComboBox | None = None
        if len(fields) > 1:
            self.side = ComboBox(
                self.tr("{field}: per row or per order").format(field=title_of(name))
            )
            self.side.addItem(self.tr("one amount per row"), fields[1].name)
            self.side.addItem(self.tr("one amount per order"), fields[0].name)
            self.side.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            self.side.setMinimumContentsLength(14)
            self.side.activated.connect(self._change_side)
            fit_into_page(self.side)
        self.origin = label("", "muted", wrap=True)
        self._refused = label("", "state_error", wrap=True)
        self._refused.hide()
        if compact:
            self._lay_out_below()
        else:
            self._lay_out_beside()
        self.setAcceptDrops(fields[0].holds in _COLUMNS)

    def _placeholder(self) -> str:
        holds = self.fields[0].holds
        if holds == "file":
            return self.tr("no other file")
        return self.tr("choose a column") if holds in _COLUMNS else self.tr("as the data says")

    def _lay_out_beside(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setHorizontalSpacing(14)
        controls = self._controls()
        controls.addStretch(1)
        layout.addLayout(column(self._title, self._hint, None, spacing=1), 0, 0)
        layout.addLayout(controls, 0, 1)
        layout.setColumnStretch(0, 4)
        layout.setColumnStretch(1, 5)

    def _lay_out_below(self) -> None:
        layout = column(self._title, self._hint, self._controls(), spacing=2)
        layout.setContentsMargins(8, 4, 8, 4)
        self.setLayout(layout)

    def _controls(self) -> QVBoxLayout:
        controls = column(self.chooser, spacing=4)
        if self.side is not None:
            controls.addWidget(self.side)
        controls.addWidget(self.origin)
        controls.addWidget(self._refused)
        return controls

    @property
    def field(self) -> Field:
        """The field that is set: of a pair the one that is, else the first."""
        assert self._draft is not None
        return next((f for f in self.fields if self._draft.value(f.name)), self.fields[0])

    def show_draft(self, export: Export, draft: Draft) -> None:
        """Show the value of a draft, with what else can be chosen."""
        self._export, self._draft = export, draft
        self._refused.hide()
        field = self.field
        value = draft.value(field.name)
        offered = [
            (one, self._text(field, one), self._about(one))
            for one in self._choices(export, draft, field)
        ]
        self.chooser.offer(offered, value, self._text(field, value) if value else "")
        if self.side is not None:
            self.side.setVisible(bool(value))
            self.side.setCurrentIndex(self.side.findData(field.name))
        self._show_origin(draft, field, bool(value))

    def _choices(self, export: Export, draft: Draft, field: Field) -> tuple[str, ...]:
        if field.name == "zone":
            from PySide6.QtCore import QTimeZone

            zones = (bytes(name.data()).decode() for name in QTimeZone.availableTimeZoneIds())
            return tuple(sorted(zones))
        return choices(export, draft, field)

    def _text(self, field: Field, value: str) -> str:
        if field.holds in ("choice", "flag"):
            return choice_text(field.name, value)
        table = self._table()
        if field.holds == "file" and self._export is not None:
            files = {one.title: one.files[0].path.name for one in self._export.further}
            return files.get(value, value)
        if field.holds not in _COLUMNS or table is None:
            return value
        text = spelled(table, value)
        return identity_text(value, text) if field.holds == "identities" else text

    def _about(self, value: str) -> str:
        table = self._table()
        found = table.column(value.partition(":")[0]) if table is not None else None
        return tip(" · ".join(found.samples)) if found is not None else ""

    def _table(self) -> Table | None:
        """The files whose columns the field can be."""
        section = self.fields[0].table
        if not section or self._export is None or self._draft is None:
            return self._export
        return table_in(self._export, self._draft.text, section)

    def _show_origin(self, draft: Draft, field: Field, mapped: bool) -> None:
        missing = any(one.name == self.fields[0].name for one in draft.missing)
        kind = "state_error" if missing else "muted"
        text = self.tr("✕ needed: choose a column") if missing else ""
        if mapped:
            kind, text = self._origin(draft, field)
        self.origin.setText(text)
        self.origin.setVisible(bool(text))
        if self.origin.objectName() != kind:
            self.origin.setObjectName(kind)
            self.origin.style().polish(self.origin)
        self.chooser.setAccessibleDescription(text or hint_of(field.name))

    def _origin(self, draft: Draft, field: Field) -> tuple[str, str]:
        origin = draft.origins.get(field.name)
        if origin == "proposed":
            reason = translate_message(draft.reasons.get(field.name, ""))
            text = self.tr("● proposed: {reason}") if reason else self.tr("● proposed")
            return "state_warning", text.format(reason=reason)
        if origin == "layout":
            return "muted", self.tr("from the layout that CRRI knows")
        if origin == "kept" and field.name in draft.reasons:
            reason = translate_message(draft.reasons[field.name])
            return "muted", self.tr("from crri.toml: {reason}").format(reason=reason)
        if origin == "kept":
            return "muted", self.tr("from crri.toml")
        return "state_ok", self.tr("✓ chosen by you")

    def choose(self, value: str) -> None:
        """Take a value, in the way that fits an amount of a row or of the order."""
        assert self._export is not None and self._draft is not None
        before = field = self.field
        if self.side is not None and value:
            of_rows = is_of_rows(self._export, self._draft, value)
            is_set = bool(self._draft.value(before.name))
            field = self.fields[1] if of_rows else before if is_set else self.fields[0]
        self.edited.emit(field.name, value, before.name if field is not before else "")

    def refuse(self, error: UsageError) -> None:
        """Say why the value is none; what held before holds."""
        self._refused.setText(f"{translate_message(error.what)} {translate_message(error.remedy)}")
        self._refused.show()

    def _change_side(self, _: int) -> None:
        assert self.side is not None and self._draft is not None
        before, after = self.field.name, str(self.side.currentData())
        if before != after:
            self.edited.emit(after, self._draft.value(before), before)

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A column of the files that the field is about can be dropped here."""
        if self._dropped(event) is not None:
            self._mark(over=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It went elsewhere."""
        self._mark(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the column."""
        self._mark(over=False)
        key = self._dropped(event)
        if key is not None:
            event.acceptProposedAction()
            self.choose(key)
            self.chooser.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dropped(self, event: QDropEvent) -> str | None:
        """The column that is dropped; None where it is of another file, or nothing of this page."""
        table = self._table()
        file, _, key = bytes(event.mimeData().data(MIME).data()).decode().partition("\n")
        return key if key and table is not None and file == table.labels[0] else None

    def _mark(self, *, over: bool) -> None:
        self.setProperty("over", over)
        self.style().unpolish(self)
        self.style().polish(self)

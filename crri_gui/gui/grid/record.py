"""One row as a record: every column's full value, however long it is."""

from __future__ import annotations

from html import escape
from typing import Any

from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from crri_gui.dashboard.palette import LIGHT, Theme
from crri_gui.engine.query.catalog import Field
from crri_gui.gui.grid import cell_text
from crri_gui.gui.i18n import numbers
from crri_gui.gui.widgets.basics import column, label


class RecordPanel(QFrame):
    """At the side of the grid; text in it can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._theme = LIGHT
        self._title = label("", "heading")
        self.text = QTextBrowser()
        self.text.setObjectName("record")
        self.text.setAccessibleName(self.tr("The whole row"))
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = column(self._title, self.text, spacing=6)
        layout.setContentsMargins(14, 12, 8, 8)
        self.setLayout(layout)
        self.setMinimumWidth(220)
        self.show_nothing()

    def set_theme(self, theme: Theme) -> None:
        """Colours of what is shown from now on."""
        self._theme = theme

    def show_nothing(self) -> None:
        """No row is current."""
        self._title.setText(self.tr("No row"))
        self.text.setPlainText(self.tr("Move to a cell of the table to see its whole row here."))

    def show_row(
        self, number: int, fields: tuple[Field, ...], values: tuple[Any, ...], current: str
    ) -> None:
        """The row with its number from 0; the current column stands out."""
        theme = self._theme
        self._title.setText(self.tr("Row {number}").format(number=numbers.integer(number + 1)))
        parts = []
        for field, value in zip(fields, values, strict=False):
            blank = value is None or value == ""
            shown = self.tr("blank") if blank else cell_text.formatter(field)(value)
            # The exact value, where the cell shows it rounded.
            if not blank and field.is_number and cell_text.rounded(field, value):
                shown = self.tr("{value}, exactly {exact}").format(
                    value=shown, exact=cell_text.written(field, value)
                )
            ground = theme.accent_soft if field.name == current else theme.surface
            colour = theme.muted if blank else theme.text
            lines = escape(shown).replace("\n", "<br>")
            parts.append(
                f'<table width="100%" cellpadding="5" cellspacing="0" bgcolor="{ground}">'
                f'<tr><td><span style="color:{theme.muted}">{escape(field.name)}</span><br>'
                f'<span style="color:{colour}">{lines}</span></td></tr></table>'
            )
        at = self.text.verticalScrollBar().value()
        self.text.setHtml("".join(parts))
        self.text.verticalScrollBar().setValue(at)

"""The filters that hold, each to be changed or taken away; as many lines as they need."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from crri_gui.engine.query.browse import TOP, Filter, Grid
from crri_gui.gui.grid import cell_text
from crri_gui.gui.widgets.basics import button, clear, row
from crri_gui.gui.widgets.flow import Flow
from crri_gui.gui.widgets.pressing import PushButton, ToolButton


class Chips(QWidget):
    """One chip a filter, and a button that takes them all away."""

    removed = Signal(object)
    opened = Signal(str)
    """The column whose filter is to be changed."""
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Filters"))
        self._flow = Flow()
        self.setLayout(self._flow)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_filters(self, grid: Grid) -> None:
        """Show the filters of this grid instead of what was shown."""
        clear(self._flow)
        filters = grid.view.filters
        # Of several such filters, each may leave more rows than all of them together.
        top_rows = grid.rows if sum(one.kind in TOP for one in filters) == 1 else None
        for one in filters:
            text = cell_text.describe(one, grid.field(one.column), top_rows)
            self._flow.addWidget(self._chip(one, text))
        if filters:
            self._flow.addWidget(
                button(
                    self.tr("Clear all"),
                    self.cleared.emit,
                    "link",
                    name=self.tr("Clear all filters"),
                )
            )
        self.setVisible(bool(filters))
        self.updateGeometry()

    def texts(self) -> list[str]:
        """What the chips say."""
        return [
            chip.text().replace("&&", "&")
            for chip in self.findChildren(QPushButton, "chip_text")
            if chip.isVisibleTo(self)
        ]

    def _chip(self, one: Filter, text: str) -> QFrame:
        made = QFrame()
        made.setObjectName("chip")
        change = PushButton(text.replace("&", "&&"))
        change.setObjectName("chip_text")
        change.setAccessibleName(self.tr("Change the filter: {filter}").format(filter=text))
        change.setToolTip(self.tr("Change this filter"))
        change.clicked.connect(_calling(partial(self.opened.emit, one.column)))
        remove = ToolButton()
        remove.setText("✕")
        remove.setAccessibleName(self.tr("Remove the filter: {filter}").format(filter=text))
        remove.setToolTip(self.tr("Remove this filter"))
        remove.clicked.connect(_calling(partial(self.removed.emit, one)))
        for part in (change, remove):
            part.setCursor(Qt.CursorShape.PointingHandCursor)
        layout = row(change, remove, spacing=0)
        layout.setContentsMargins(4, 1, 2, 1)
        made.setLayout(layout)
        return made


def _calling(do: Callable[[], object]) -> Callable[[], None]:
    """Without what the signal of a button brings along."""

    def slot() -> None:
        do()

    return slot

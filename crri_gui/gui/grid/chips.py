"""The filters that hold, each to be changed or taken away; as many lines as they need."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QLayoutItem, QPushButton, QToolButton, QWidget

from crri_gui.engine.query.browse import Filter
from crri_gui.engine.query.catalog import Field
from crri_gui.gui.grid import cell_text
from crri_gui.gui.widgets.basics import button, clear, row


class Flow(QLayout):
    """Widgets from left to right, and below when there is no more room."""

    def __init__(self, gap: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """At the end."""
        self._items.append(item)

    def count(self) -> int:
        """Of the items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Qt counts on none beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Out of the layout."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """With the lines that it takes."""
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def sizeHint(self) -> QSize:
        """In one line."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Of the widest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:
        """Put everything into its place."""
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        line = max((item.sizeHint().height() for item in self._items), default=0)
        x, y = rect.x(), rect.y()
        for item in self._items:
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y = rect.x(), y + line + self._gap
            if place:
                size = size.boundedTo(rect.size())
                item.setGeometry(QRect(QPoint(x, y + (line - size.height()) // 2), size))
            x += size.width() + self._gap
        return y + line - rect.y()


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

    def show_filters(self, filters: tuple[Filter, ...], fields: dict[str, Field]) -> None:
        """Show these instead of what was shown."""
        clear(self._flow)
        for one in filters:
            self._flow.addWidget(self._chip(one, cell_text.describe(one, fields[one.column])))
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
        change = QPushButton(text.replace("&", "&&"))
        change.setObjectName("chip_text")
        change.setAccessibleName(self.tr("Change the filter: {filter}").format(filter=text))
        change.setToolTip(self.tr("Change this filter"))
        change.clicked.connect(_calling(partial(self.opened.emit, one.column)))
        remove = QToolButton()
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

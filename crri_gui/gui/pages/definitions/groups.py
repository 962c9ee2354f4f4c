"""The options of the definitions by their groups: a list of groups, and the options of one."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from crri_gui.definitions.option_types import Option
from crri_gui.gui.i18n.words import of_definitions
from crri_gui.gui.pages.definitions.option import OptionRow
from crri_gui.gui.widgets.basics import MARGIN, column, line, row, scrolled
from crri_gui.gui.widgets.combo_box import ComboBox

_GROUP_LETTERS = 26  # the width of the list
_SIDE_BY_SIDE = 84  # letters, from which on groups and options stand beside each other
_CONTROLS_BESIDE = 74  # letters, from which on the controls of an option stand beside its texts
_GROUP = Qt.ItemDataRole.UserRole


class OptionGroups(QWidget):
    """A list of groups on the left, the options of the chosen one on the right.

    In a narrow window a drop-down takes the place of the list.
    """

    def __init__(self, options: Mapping[str, Option]) -> None:
        super().__init__()
        self.rows = {name: OptionRow(name, option) for name, option in options.items()}
        self._group_of = {name: option.group for name, option in options.items()}
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Groups of definitions"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.box = ComboBox(self.tr("Group of definitions"))
        self.pages = QStackedWidget()
        for group in dict.fromkeys(self._group_of.values()):
            item = QListWidgetItem(of_definitions(group))
            item.setData(_GROUP, group)
            self.list.addItem(item)
            self.box.addItem(item.text())
            self.pages.addWidget(self._page(group))
        self.list.currentRowChanged.connect(self.pages.setCurrentIndex)
        self.list.currentRowChanged.connect(self.box.setCurrentIndex)
        self.box.activated.connect(self.list.setCurrentRow)
        self.list.setCurrentRow(0)
        self.list.hide()  # until there is known to be room for it
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(MARGIN, 0, 0, 12)
        self._layout.setSpacing(0)
        self._choice = row(self.box, spacing=0)
        self._layout.addLayout(self._choice)
        self._layout.addWidget(self.list)
        self._layout.addWidget(self.pages, 1)

    def _page(self, group: str) -> QScrollArea:
        content = column(spacing=10)
        for name in (name for name, one in self._group_of.items() if one == group):
            if content.count():
                content.addWidget(line())
            content.addWidget(self.rows[name])
        content.addStretch(1)
        return scrolled(content)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A list where there is room for it, else a drop-down."""
        super().resizeEvent(event)
        letter = self.fontMetrics().averageCharWidth()
        wide = self.width() >= _SIDE_BY_SIDE * letter
        self.list.setFixedWidth(_GROUP_LETTERS * letter + 24)
        self.list.setVisible(wide)
        self.list.scheduleDelayedItemsLayout()  # hidden it was laid out without its style
        self.box.setVisible(not wide)
        self._choice.setContentsMargins(0, 0, 0 if wide else MARGIN, 0)
        room = self.width() - (self.list.width() if wide else 0) - 2 * MARGIN
        for one in self.rows.values():
            # A row cannot tell itself: it is never narrower than what stands beside each other.
            one.stand(beside=room >= _CONTROLS_BESIDE * letter)
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        for place in range(self.pages.count()):
            area = self.pages.widget(place)
            inside = area.widget() if isinstance(area, QScrollArea) else None
            if inside is not None and (content := inside.layout()) is not None:
                beside = (MARGIN, 2) if wide else (0, 10)
                content.setContentsMargins(*beside, MARGIN, 8)

    def choose(self, name: object) -> None:
        """Show an option, or a group, by its name."""
        group = self._group_of.get(str(name), name)
        for place in range(self.list.count()):
            if self.list.item(place).data(_GROUP) == group:
                self.list.setCurrentRow(place)

    def take_focus(self) -> None:
        """Where a group is chosen."""
        (self.list if self.list.isVisible() else self.box).setFocus()

    def mark(self, changed: Collection[str]) -> None:
        """Mark the groups of these options."""
        groups = {self._group_of[name] for name in changed}
        for place in range(self.list.count()):
            item = self.list.item(place)
            title = of_definitions(item.data(_GROUP))
            marked = item.data(_GROUP) in groups
            item.setText(f"{title}  ●" if marked else title)
            self.box.setItemText(place, item.text())
            said = self.tr("{group}: changed, not applied").format(group=title)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said if marked else title)

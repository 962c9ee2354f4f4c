"""A choice by tabs, or by a drop-down where their names have no room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabBar, QWidget

from crri_gui.gui.widgets.basics import Restyled
from crri_gui.gui.widgets.combo_box import ComboBox


class _Tabs(QTabBar):
    """A click or a key chooses; the wheel, meant for what lies below, does not."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Not for the tabs."""
        event.ignore()


class TabChoice(QWidget):
    """Tabs side by side, all of them with their whole names, or a box that follows them.

    Who adds or hides tabs calls `offer_in_box` then.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.bar = _Tabs()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(False)
        self.bar.setElideMode(Qt.TextElideMode.ElideRight)  # else no box could take its place
        self.bar.setAccessibleName(name)
        self.box = ComboBox(name)
        self.box.hide()
        self.bar.currentChanged.connect(self._follow)
        self.box.activated.connect(self._chosen_in_box)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.bar)
        layout.addWidget(self.box)
        layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        Restyled(self, self.fit)

    def offer_in_box(self) -> None:
        """The box has what the tabs have."""
        self.box.clear()
        for place in filter(self.bar.isTabVisible, range(self.bar.count())):
            self.box.addItem(self.name_of(place), place)
        self._follow(self.bar.currentIndex())
        self.fit()

    def name_of(self, place: int) -> str:
        """What the box calls a tab."""
        return self.bar.tabText(place).replace("&&", "&")

    def has_room(self) -> bool:
        """Whether all tabs have room for their names."""
        return self.bar.sizeHint().width() <= self.width()

    def fit(self) -> None:
        """Tabs where they have room, else the box."""
        # A chosen tab is bold and so a little higher: nothing below is to move for that.
        self.setMinimumHeight(round(1.15 * self.bar.sizeHint().height()))
        roomy = self.has_room()
        self.bar.setVisible(roomy)
        self.box.setVisible(not roomy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self.fit()

    def _follow(self, place: int) -> None:
        self.box.setCurrentIndex(self.box.findData(place))

    def _chosen_in_box(self, _: int) -> None:
        self.bar.setCurrentIndex(self.box.currentData())

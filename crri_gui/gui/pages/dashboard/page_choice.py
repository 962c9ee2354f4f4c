"""The pages of the dashboard by tabs, or by a drop-down where their names have no room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QTabBar, QWidget

from crri_gui.gui.widgets.combo_box import ComboBox


class PageChoice(QWidget):
    """A tab bar, or a box that follows it; whichever is seen has all names in full."""

    def __init__(self, bar: QTabBar) -> None:
        super().__init__()
        self.bar = bar
        self.box = ComboBox(bar.accessibleName())
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(12)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for place in range(bar.count()):
            self.box.addItem(bar.tabText(place).replace("&&", "&"))
        self.box.setCurrentIndex(bar.currentIndex())
        bar.currentChanged.connect(self.box.setCurrentIndex)
        self.box.activated.connect(bar.setCurrentIndex)
        self.box.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(bar)
        layout.addWidget(self.box)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tabs where they have room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another text needs another room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._fit)  # when all have their new text

    def _fit(self) -> None:
        # A chosen tab is bold and so a little higher: nothing below is to move for that.
        self.setMinimumHeight(round(1.15 * self.bar.sizeHint().height()))
        roomy = self.bar.sizeHint().width() <= self.width()
        self.bar.setVisible(roomy)
        self.box.setVisible(not roomy)

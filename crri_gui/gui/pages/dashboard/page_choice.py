"""The pages of the dashboard by tabs, or by a drop-down where their names have no room."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabBar, QWidget

from crri_gui.dashboard.pages import PAGE_KEYS, PAGES
from crri_gui.gui.i18n.words import of_dashboard
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.widgets.combo_box import ComboBox

_TAB = "dashboard/tab"
_KEYS = 9  # Ctrl+1 to Ctrl+9


class PageChoice(QWidget):
    """A tab for each page that there is, or a box that follows them; the choice is remembered."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(False)
        self.bar.setElideMode(Qt.TextElideMode.ElideRight)  # else no box could take its place
        self.bar.setAccessibleName(self.tr("Pages of the dashboard"))
        for number, page in enumerate(PAGES):
            title = of_dashboard(page.title).replace("&", "&&")
            self.bar.addTab(title)
            if number < _KEYS:
                self.bar.setTabToolTip(number, f"{title} (Ctrl+{number + 1})")
        remembered = settings.text(_TAB)
        self.bar.setCurrentIndex(PAGE_KEYS.index(remembered) if remembered in PAGE_KEYS else 0)
        self.box = ComboBox(self.bar.accessibleName())
        self.box.hide()
        self.bar.currentChanged.connect(self._chosen)
        self.box.activated.connect(self._chosen_in_box)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.bar)
        layout.addWidget(self.box)
        layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def current(self) -> str:
        """The key of the page that is chosen."""
        return PAGE_KEYS[self.bar.currentIndex()]

    def offer(self, keys: Collection[str]) -> None:
        """These pages are there, and the first one where another was chosen; nobody is told."""
        chosen = self.current if self.current in keys else PAGE_KEYS[0]
        with QSignalBlocker(self.bar):
            for number, key in enumerate(PAGE_KEYS):
                self.bar.setTabVisible(number, key in keys)
            self.bar.setCurrentIndex(PAGE_KEYS.index(chosen))
        self.box.clear()
        for page in PAGES:
            if page.key in keys:
                self.box.addItem(of_dashboard(page.title), page.key)
        self.box.setCurrentIndex(self.box.findData(chosen))
        self._fit()

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
        """The names in full, or the short ones, or the box."""
        # A chosen tab is bold and so a little higher: nothing below is to move for that.
        self.setMinimumHeight(round(1.15 * self.bar.sizeHint().height()))
        roomy = False
        for names in ([page.title for page in PAGES], [page.name for page in PAGES]):
            for number, name in enumerate(names):
                self.bar.setTabText(number, of_dashboard(name).replace("&", "&&"))
            if roomy := self.bar.sizeHint().width() <= self.width():
                break
        self.bar.setVisible(roomy)
        self.box.setVisible(not roomy)

    def _chosen(self, number: int) -> None:
        self._settings.put(_TAB, PAGE_KEYS[number])
        self.box.setCurrentIndex(self.box.findData(PAGE_KEYS[number]))

    def _chosen_in_box(self, _: int) -> None:
        self.bar.setCurrentIndex(PAGE_KEYS.index(self.box.currentData()))

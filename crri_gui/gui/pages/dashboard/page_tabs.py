"""The names of the dashboard's pages: as tabs, or as a list where these have no room."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QWidget

from crri_gui.dashboard.pages import PAGE_KEYS, PAGES
from crri_gui.gui.i18n.words import of_dashboard
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.widgets.combo_box import ComboBox

_TAB = "dashboard/tab"
_KEYS = 9  # Ctrl+1 to Ctrl+9


class PageTabs(QWidget):
    """A tab for each page that there is; the chosen one is remembered."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(False)  # they would hide a page
        self.bar.setMinimumWidth(1)  # the window may become narrower: then the list is shown
        self.bar.setAccessibleName(self.tr("Pages of the dashboard"))
        for number, page in enumerate(PAGES):
            title = of_dashboard(page.title).replace("&", "&&")
            self.bar.addTab(title)
            if number < _KEYS:
                self.bar.setTabToolTip(number, f"{title} (Ctrl+{number + 1})")
        remembered = settings.text(_TAB)
        self.bar.setCurrentIndex(PAGE_KEYS.index(remembered) if remembered in PAGE_KEYS else 0)
        self.list = ComboBox(self.bar.accessibleName())
        self.list.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.bar)
        layout.addWidget(self.list)
        self.bar.currentChanged.connect(self._chosen)
        self.list.activated.connect(self._chosen_in_list)

    @property
    def current(self) -> str:
        """The key of the page that is chosen."""
        return PAGE_KEYS[self.bar.currentIndex()]

    def offer(self, keys: Collection[str]) -> None:
        """These pages are there; without asking for the first one where another was chosen."""
        chosen = self.current if self.current in keys else PAGE_KEYS[0]
        with QSignalBlocker(self.bar):
            for number, key in enumerate(PAGE_KEYS):
                self.bar.setTabVisible(number, key in keys)
            self.bar.setCurrentIndex(PAGE_KEYS.index(chosen))
        self.list.clear()
        for page in PAGES:
            if page.key in keys:
                self.list.addItem(of_dashboard(page.title), page.key)
        self.list.setCurrentIndex(self.list.findData(self.current))

    def fit(self, room: int) -> None:
        """Short names where the whole ones have no room, then the list in place of the tabs."""
        fits = False
        for names in ([page.title for page in PAGES], [page.name for page in PAGES]):
            for number, name in enumerate(names):
                self.bar.setTabText(number, of_dashboard(name).replace("&", "&&"))
            if fits := self.bar.sizeHint().width() <= room:
                break
        self.bar.setVisible(fits)
        self.list.setVisible(not fits)

    def _chosen(self, number: int) -> None:
        self._settings.put(_TAB, PAGE_KEYS[number])
        self.list.setCurrentIndex(self.list.findData(PAGE_KEYS[number]))

    def _chosen_in_list(self, _: int) -> None:
        self.bar.setCurrentIndex(PAGE_KEYS.index(self.list.currentData()))

"""The pages of the dashboard by tabs, or by a drop-down where their names have no room."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSignalBlocker

from crri_gui.dashboard.pages import PAGE_KEYS, PAGES
from crri_gui.gui.i18n.words import of_dashboard
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.widgets.tab_choice import TabChoice

_TAB = "dashboard/tab"
_KEYS = 9  # Ctrl+1 to Ctrl+9


class PageChoice(TabChoice):
    """A tab for each page that there is, or a box that follows them; the choice is remembered."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("")
        self._settings = settings
        name = self.tr("Pages of the dashboard")
        self.bar.setAccessibleName(name)
        self.box.call(name)
        for number, page in enumerate(PAGES):
            title = of_dashboard(page.title)
            self.bar.addTab(title.replace("&", "&&"))
            if number < _KEYS:
                self.bar.setTabToolTip(number, f"{title} (Ctrl+{number + 1})")
        remembered = settings.text(_TAB)
        self.bar.setCurrentIndex(PAGE_KEYS.index(remembered) if remembered in PAGE_KEYS else 0)
        self.bar.currentChanged.connect(self._remember)

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
        self.offer_in_box()

    def name_of(self, place: int) -> str:
        """The title in full, whatever the tabs have room for."""
        return of_dashboard(PAGES[place].title)

    def has_room(self) -> bool:
        """Whether there is room for the names in full, or for the short ones."""
        for names in ([page.title for page in PAGES], [page.name for page in PAGES]):
            for number, name in enumerate(names):
                self.bar.setTabText(number, of_dashboard(name).replace("&", "&&"))
            if super().has_room():
                return True
        return False

    def _remember(self, number: int) -> None:
        self._settings.put(_TAB, PAGE_KEYS[number])

"""The menus: everything the window can do, each with its key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from crri_gui.gui.shell.navigator import Navigator
from crri_gui.gui.state import steps
from crri_gui.gui.state.session import Session
from crri_gui.gui.theme.appearance import CHOICES, TEXT_SIZES, Choice


class Menus(QObject):
    """The actions of the menus, which live as long as the window."""

    def __init__(self, window: QMainWindow, navigator: Navigator, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._navigator = navigator
        self._session = session
        bar = window.menuBar()
        self._file(bar.addMenu(self.tr("&File")))
        self._work(bar.addMenu(self.tr("&Work")))
        self._view(bar.addMenu(self.tr("&View")))
        self._help(bar.addMenu(self.tr("&Help")))

    def _add(self, menu: QMenu, text: str, do: Callable[..., object], keys: str = "") -> QAction:
        action = QAction(text, self._window)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(do)
        menu.addAction(action)
        self._window.addAction(action)
        return action

    def _file(self, menu: QMenu) -> None:
        self._add(menu, self.tr("&Open raw folder…"), self._open, "Ctrl+O")
        self._recent = menu.addMenu(self.tr("Open &recent"))
        self._recent.aboutToShow.connect(self._fill_recent)
        self._add(menu, self.tr("Try the &sample shop"), self._sample)
        self._add(menu, self.tr("Read the folder &again"), self._session.read_again, "F5")
        menu.addSeparator()
        self._add(menu, self.tr("&Quit"), self._window.close, "Ctrl+Q")

    def _work(self, menu: QMenu) -> None:
        compute, stages = self._navigator.compute, self._navigator.toggle_stages
        self._add(menu, self.tr("C&ompute again"), _without_argument(compute), "Ctrl+R")
        self._add(menu, self.tr("&Cancel"), self._session.worker.cancel, "Ctrl+.")
        self._add(menu, self.tr("&Stages and timings"), _without_argument(stages), "Ctrl+Shift+R")
        self._add(menu, self.tr("&Publish…"), self._publish, "Ctrl+Shift+P")
        menu.addSeparator()
        self._experiments = self._add(menu, self.tr("&Experiments…"), self._experiment)
        self._session.results_changed.connect(self._results_changed)
        self._results_changed()

    def _view(self, menu: QMenu) -> None:
        back = _without_argument(self._navigator.back)
        self._add(menu, self.tr("&Back"), back, "Alt+Left")
        menu.addSeparator()
        for number, step in enumerate(steps.STEPS, 1):
            go = partial(self._navigator.show_page, step)
            self._add(menu, steps.title(step), _without_argument(go), f"Alt+{number}")
        menu.addSeparator()
        self._themes = QActionGroup(self)
        names: dict[Choice, str] = {
            "system": self.tr("Colours of the &system"),
            "light": self.tr("L&ight colours"),
            "dark": self.tr("&Dark colours"),
            "contrast": self.tr("High &contrast"),
        }
        for choice in CHOICES:
            action = self._add(menu, names[choice], self._choose_theme)
            action.setCheckable(True)
            action.setData(choice)
            action.setChecked(choice == self._session.appearance.choice)
            self._themes.addAction(action)
        menu.addSeparator()
        self._add(menu, self.tr("Larger &text"), self._larger, "Ctrl++")
        self._add(menu, self.tr("S&maller text"), self._smaller, "Ctrl+-")
        self._add(menu, self.tr("&Normal text"), self._normal, "Ctrl+0")
        menu.addSeparator()
        self._languages(menu.addMenu(self.tr("&Language")))
        self._add(menu, self.tr("Lo&g"), _without_argument(self._navigator.toggle_log), "Ctrl+L")

    def _languages(self, menu: QMenu) -> None:
        from crri_gui.gui.i18n.languages import LANGUAGES

        group = QActionGroup(self)
        chosen = self._session.settings.text("window/language", "system")
        for code, name in (("system", self.tr("As the system")), *LANGUAGES.items()):
            action = self._add(menu, name, self._choose_language)
            action.setCheckable(True)
            action.setData(code)
            action.setChecked(code == chosen)
            group.addAction(action)

    def _help(self, menu: QMenu) -> None:
        self._add(menu, self.tr("&Help on this page"), self._help_here, "F1")
        self._add(menu, self.tr("&What every number means"), self._help_numbers, "Shift+F1")
        self._add(menu, self.tr("&Keyboard shortcuts"), self._help_keys, "Ctrl+F1")
        menu.addSeparator()
        self._add(menu, self.tr("&About CRRI"), self._about)

    def _open(self) -> None:
        from crri_gui.gui.widgets.choosing import choose_folder

        folder = choose_folder(
            self._window, self.tr("The folder of raw exports"), self._session.settings
        )
        if folder is not None:
            self._session.open_folder(folder)

    def _fill_recent(self) -> None:
        self._recent.clear()
        for folder in self._session.settings.recent("source/recent"):
            action = self._recent.addAction(str(folder))
            action.triggered.connect(_without_argument(partial(self._session.open_folder, folder)))
        if self._recent.isEmpty():
            self._recent.addAction(self.tr("No folder was used yet")).setEnabled(False)

    def _sample(self) -> None:
        self._session.make_sample()

    def _results_changed(self) -> None:
        self._experiments.setEnabled(self._session.results is not None)

    def _experiment(self) -> None:
        from crri_gui.gui.pages.experiment.dialog import open_experiments

        open_experiments(self._window, self._session)

    def _publish(self) -> None:
        self._navigator.show_page("publish", "look")

    def _choose_theme(self) -> None:
        checked = self._themes.checkedAction()
        if checked is not None:
            self._session.appearance.choose(checked.data())
            self._session.settings.put("window/theme", checked.data())

    def _choose_language(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._navigator.speak(action.data())

    def _set_text_size(self, percent: int) -> None:
        self._session.appearance.set_text_size(percent)
        self._session.settings.put("window/text_size", percent)

    def _larger(self) -> None:
        now = self._session.appearance.text_size
        self._set_text_size(next((size for size in TEXT_SIZES if size > now), now))

    def _smaller(self) -> None:
        now = self._session.appearance.text_size
        self._set_text_size(next((size for size in reversed(TEXT_SIZES) if size < now), now))

    def _normal(self) -> None:
        self._set_text_size(100)

    def _help_here(self) -> None:
        self._navigator.show_help(self._navigator.step)

    def _help_numbers(self) -> None:
        self._navigator.show_help("numbers")

    def _help_keys(self) -> None:
        self._navigator.show_help("keys")

    def _about(self) -> None:
        from crri_gui.gui.shell.help.window import show_about

        show_about(self._window)


def _without_argument(do: Callable[[], object]) -> Callable[..., None]:
    """An action hands over whether it is checked; that is not meant for `do`."""

    def slot(*_: object) -> None:
        do()

    return slot

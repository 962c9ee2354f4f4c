"""Another theme or text size reaches all that is seen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

import crri_gui
from crri_gui.dashboard.palette import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    LIGHT,
    Theme,
)
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.shell.help.window import Help
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state import steps
from crri_gui.gui.state.session import Session
from crri_gui.gui.theme.appearance import Appearance
from crri_gui.gui.widgets.basics import Notice


def test_the_theme_reaches_the_application_and_tells(qapp: QApplication) -> None:
    appearance = Appearance("light")
    told: list[str] = []
    appearance.changed.connect(lambda: told.append(appearance.theme.name))
    appearance.choose("dark")
    assert told == ["dark"]
    assert qapp.palette().window().color() == QColor(DARK.window)
    appearance.choose("light")
    assert qapp.palette().window().color() == QColor(LIGHT.window)


def test_text_grows_from_the_systems_size_and_back(qapp: QApplication) -> None:
    appearance = Appearance("light")
    normal = qapp.font().pointSizeF()
    appearance.set_text_size(200)
    assert qapp.font().pointSizeF() == pytest.approx(2 * normal)
    appearance.set_text_size(100)
    assert qapp.font().pointSizeF() == pytest.approx(normal)


def _looks(root: QWidget) -> set[tuple[str, str, float, str]]:
    """Of every text that is seen: what it is, its kind, the size of its letters, its colour."""
    return {
        (
            type(one).__name__,
            one.objectName(),
            one.font().pointSizeF(),
            one.palette().color(one.foregroundRole()).name(),
        )
        for kind in (QLabel, QAbstractButton, QLineEdit, QAbstractItemView)
        for one in root.findChildren(kind)
        if one.isVisible()
    }


def test_another_look_is_on_every_page_that_is_shown_next(
    window: Window, with_results: Session, qtbot: QtBot
) -> None:
    """Pages and dialogs that were there before look as those of a window that began with it."""
    looks, normal = with_results.appearance, QApplication.font().pointSizeF()

    def settled() -> None:
        qtbot.waitUntil(lambda: not (with_results.queries.busy or with_results.worker.busy))
        qtbot.wait(1)

    def show_all() -> dict[str, set[tuple[str, str, float, str]]]:
        seen = {}
        for step in steps.STEPS:
            window.show_page(step)
            settled()
            seen[step] = _looks(window)
            if step == "dashboard":
                for bar in window.page(step).findChildren(QTabBar):
                    for place in range(bar.count()):
                        bar.setCurrentIndex(place)
                        settled()
                        seen[f"{step} {place}"] = _looks(window)
                    bar.setCurrentIndex(0)
        window.show_help("keys")
        told = window.findChild(Help)
        assert told is not None
        seen["help"] = {*_looks(told), _ground(told)}
        return seen

    def _ground(dialog: QWidget) -> tuple[str, str, float, str]:
        return ("ground", "", 0.0, dialog.grab().toImage().pixelColor(3, 3).name())

    def check(theme: Theme, scale: float) -> None:
        colours = {getattr(theme, name) for name in ("text", "muted", "accent", "ok", "warning")}
        colours |= {theme.error, theme.outline, theme.on_primary, "#000000"}
        seen = show_all()
        assert ("ground", "", 0.0, theme.window) in seen["help"]
        titles = [size for page in seen.values() for _, name, size, _ in page if name == "title"]
        assert titles == [pytest.approx(1.7 * scale * normal, abs=0.1)] * len(titles)
        for place, page in seen.items():
            plain = {one for one in page if one[:2] == ("QLabel", "muted")}
            assert {one for one in plain if one[2] != pytest.approx(scale * normal)} == set(), place
            assert {one for one in page if one[0] == "QLabel" and one[3] not in colours} == set()

    check(LIGHT, 1.0)
    dashboard = window.page("dashboard")
    assert isinstance(dashboard, DashboardPage)
    hidden = [tab for tab in dashboard.tabs.values() if not tab.isVisible()]
    assert hidden
    former = [tab.styleSheet() for tab in hidden]
    try:
        looks.choose("dark")
        looks.set_text_size(150)
        # Nobody waits for what is not seen: it gets the new look when it is shown.
        assert [tab.styleSheet() for tab in hidden] == former
        check(DARK, 1.5)
    finally:
        looks.set_text_size(100)
        looks.choose("light")
    check(LIGHT, 1.0)


def test_high_contrast_is_a_choice_of_its_own(qapp: QApplication) -> None:
    appearance = Appearance("contrast")
    assert appearance.theme in (CONTRAST_LIGHT, CONTRAST_DARK)
    assert qapp.palette().window().color() == QColor(appearance.theme.window)
    appearance.choose("light")
    assert appearance.theme is LIGHT


def test_what_is_no_choice_is_the_systems(qapp: QApplication) -> None:
    appearance = Appearance("purple", 33)
    assert (appearance.choice, appearance.text_size) == ("system", 100)


_CHECKED = """
import sys
from PySide6.QtCore import QFile
from PySide6.QtWidgets import QCheckBox
from crri_gui.gui.shell.app import make_application
from crri_gui.gui.theme.appearance import Appearance
from crri_gui.gui.widgets.basics import Notice
application = make_application(["crri-gui"])
appearance = Appearance("light")
box = QCheckBox("")
appearance.dress(box)
box.setChecked(True)
box.resize(60, 30)
box.grab().save(sys.argv[1])
print(QFile.exists("crriicons:check-light.svg"))
"""


def test_the_style_survives_any_folder_it_is_installed_in(tmp_path: Path) -> None:
    strange = tmp_path / "Programas (x86) d'ação"
    package = Path(crri_gui.__file__).parent
    shutil.copytree(package, strange / package.name)
    pictures = []
    for number, place in enumerate((package.parent, strange)):
        picture = tmp_path / f"{number}.png"
        done = subprocess.run(
            [sys.executable, "-c", _CHECKED, picture],
            env={**os.environ, "PYTHONPATH": str(place)},
            cwd=place,
            capture_output=True,
            text=True,
            check=True,
        )
        assert "parse" not in done.stderr
        assert done.stdout == "True\n"
        pictures.append(picture.read_bytes())
    assert pictures[0] == pictures[1]


def test_a_notice_that_changes_its_kind_changes_the_colour_of_its_headline(
    session: Session, qtbot: QtBot
) -> None:
    notice = Notice("error")
    qtbot.addWidget(notice)
    session.appearance.dress(notice)
    headline = notice.findChild(QLabel, "what")
    assert headline is not None
    theme = session.appearance.theme
    for kind, colour in (
        ("warning", theme.warning),
        ("ok", theme.ok),
        ("note", theme.text),
        ("error", theme.error),
    ):
        notice.tell(kind, "What happened")
        assert headline.palette().windowText().color().name() == colour.lower(), kind

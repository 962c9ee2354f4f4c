"""The window speaks another language at once; what is unfinished and computed stays."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import (
    QAction,
)
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from crri_gui.gui.i18n import languages
from crri_gui.gui.pages.definitions.page import DefinitionsPage
from crri_gui.gui.pages.source import SourcePage
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state import steps
from crri_gui.gui.state.session import Session
from tests.gui.conftest import WAIT
from tests.gui.pages.definitions.driving import pick
from tests.gui.pages.mapping.driving import counted, map_german, write
from tests.gui.shell.way.driving import drop, small_shop, until

pytestmark = pytest.mark.long


def said(window: Window, words: str) -> bool:
    """Whether the strip says this."""
    return words in window.strip.said


def test_what_is_unfinished_stays_when_the_language_changes(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(window, write(tmp_path))
    source = window.page("source")
    assert isinstance(source, SourcePage)
    qtbot.waitUntil(lambda: source.mapping is not None, timeout=WAIT)
    until(window, "source", qtbot)
    assert source.mapping is not None
    map_german(source.mapping)
    definitions = window.page("definitions")
    assert isinstance(definitions, DefinitionsPage)
    definitions.show_view("order_value")
    pick(definitions._rows["order_value"], "items_freight")
    draft = source.mapping.mapping.draft
    try:
        window.speak("pt_BR")
        qtbot.waitUntil(lambda: window.page("source") is not source, timeout=WAIT)
        until(window, "source", qtbot)
        other = window.page("source")
        assert isinstance(other, SourcePage)
        page = other.mapping
        assert page is not None
        assert page.mapping.draft == draft
        assert page.fields.rows["customer"].chooser.currentText() == "Kd"
        # What was taken back can be undone still, and it is counted and kept as before.
        assert page.undo.isEnabled()
        assert "163,50" in counted(page, qtbot)
        window.show_page("definitions")
        definitions = window.page("definitions")
        assert isinstance(definitions, DefinitionsPage)
        assert definitions.pending() == ["order_value"]
        window.show_page("source")
        page.use.click()
        until(window, "dashboard", qtbot)
        assert session.results is not None
    finally:
        languages.install("en")


def test_the_language_changes_at_once_and_the_results_stay(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(window, small_shop().write(tmp_path / "raw"))
    until(window, "dashboard", qtbot)
    results = session.results
    window.show_page("tables")
    try:
        for language, words, money in (
            ("pt_BR", "2 pedidos · 2 clientes", "30,00"),
            ("en", "2 orders · 2 customers", "30.00"),
        ):
            [action] = [a for a in window.findChildren(QAction) if a.data() == language]
            action.trigger()
            qtbot.waitUntil(partial(said, window, words), timeout=WAIT)
            until(window, "tables", qtbot)
            assert session.results is results
            assert session.settings.text("window/language") == language
            window.strip.unfold.setChecked(True)
            figures = [one.text() for one in window.strip.stages.findChildren(QLabel)]
            assert money in figures
            checked = [a.data() for a in window.findChildren(QAction) if a.isChecked()]
            assert language in checked
        for step in steps.STEPS:
            window.show_page(step)
            until(window, step, qtbot)
    finally:
        languages.install("en")
    assert QApplication.topLevelWidgets().count(window) == 1

"""What the Definitions page shows: options in groups, in words, for every way to reach them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from crri_gui.definitions import (
    LIMITS,
    OPTIONS,
    PRESET_TITLE,
    SHOP,
)
from crri_gui.gui.pages.definitions.further import all_options
from crri_gui.gui.pages.definitions.page import DefinitionsPage


def test_options_stand_in_groups_by_their_titles_and_names_are_in_tips(
    page: DefinitionsPage,
) -> None:
    shown: dict[str, str] = {}
    for place in range(page.groups.list.count()):
        page.groups.list.setCurrentRow(place)
        group = page.groups.list.item(place).text()
        shown |= {name: group for name, one in page._rows.items() if one.isVisible()}
    everything = all_options()
    assert everything.keys() > {*OPTIONS, *SHOP, *LIMITS}
    assert shown == {name: option.group for name, option in everything.items()}
    for name, option in everything.items():
        row = page._rows[name]
        assert row.name.text() == option.title
        assert row.name.toolTip().endswith(option.name)
        assert option.meaning in {made.text() for made in row.findChildren(QLabel)}


def test_no_name_of_the_command_line_is_in_sight(page: DefinitionsPage) -> None:
    texts = [made.text() for made in page.findChildren(QLabel)]
    for row in page._rows.values():
        if row.box is not None:
            texts += [row.box.itemText(place) for place in range(row.box.count())]
    texts += [page.preset.itemText(place) for place in range(page.preset.count())]
    assert not [text for text in texts if "_" in text or "=" in text]
    assert set(PRESET_TITLE.values()) <= set(texts)


def test_every_control_has_a_name_for_screen_readers(page: DefinitionsPage) -> None:
    for name, option in all_options().items():
        row = page._rows[name]
        for control in (row.box, row.own):
            assert control is None or option.title in control.accessibleName()


def test_in_a_narrow_window_a_drop_down_chooses_the_group(
    page: DefinitionsPage, qtbot: QtBot
) -> None:
    page.resize(440, 600)
    qtbot.waitUntil(page.groups.box.isVisible)
    assert not page.groups.list.isVisible()
    page.groups.box.setCurrentIndex(2)
    page.groups.box.activated.emit(2)
    assert page._rows["late"].isVisible()
    page.resize(1000, 600)
    qtbot.waitUntil(page.groups.list.isVisible)
    assert page.groups.list.currentRow() == 2


def test_every_option_is_reached_by_the_keyboard(page: DefinitionsPage) -> None:
    page.groups.list.setFocus()
    assert isinstance(QApplication.focusWidget(), QListWidget)
    QTest.keyClick(page.groups.list, Qt.Key.Key_End)
    assert page.groups.list.currentRow() == page.groups.list.count() - 1
    seen: list[QWidget] = []
    while (at := QApplication.focusWidget()) not in seen:
        assert at is not None
        seen.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
    page.show_view("statuses")
    assert page.groups.list.currentItem().text() == OPTIONS["statuses"].group


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_scrolls_sideways_or_is_cut_off(
    page: DefinitionsPage, percent: int, qtbot: QtBot
) -> None:
    font = page.font()
    font.setPointSizeF(font.pointSizeF() * percent / 100)
    page.setFont(font)
    page.resize(650, 460)
    for place in range(page.groups.list.count()):
        page.groups.list.setCurrentRow(place)
        qtbot.wait(1)
        area = page.groups.pages.currentWidget()
        assert isinstance(area, QScrollArea)
        assert area.horizontalScrollBar().maximum() == 0, page.groups.list.item(place).text()
    assert page.bar.apply.isVisible()

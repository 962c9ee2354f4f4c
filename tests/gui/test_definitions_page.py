"""Definitions: every option with its meaning, presets, what differs, files, stale results."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from crri_gui.definitions import LIMITS, OPTIONS, PRESETS, Definitions, read_definitions
from crri_gui.gui.pages.definition_option import OptionRow
from crri_gui.gui.pages.definitions import DefinitionsPage
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.theme.appearance import Appearance
from crri_gui.gui.widgets.option_controls import (
    DateControl,
    NumberControl,
    PercentControl,
    TextControl,
)
from tests.gui.answers import pick_file
from tests.gui.conftest import compute


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> DefinitionsPage:
    """The page, shown."""
    made = DefinitionsPage(session)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    return made


def pick(option: OptionRow, value: str) -> None:
    """Choose in the option's box, as a user does."""
    assert option.box is not None
    option.box.setCurrentIndex(option.box.findData(value))
    option.box.activated.emit(option.box.currentIndex())


def test_every_option_stands_in_its_group_with_title_name_and_meaning(
    page: DefinitionsPage,
) -> None:
    for name, option in OPTIONS.items():
        texts = {made.text() for made in page._options[name].findChildren(QLabel)}
        assert {option.title, name, option.meaning} <= texts
        card = page._options[name].parentWidget()
        assert card is not None
        headings = [made.text() for made in card.findChildren(QLabel, "heading")]
        assert headings == [option.group]


def test_every_control_has_a_name_for_screen_readers(page: DefinitionsPage) -> None:
    rows = {**page._options, **page._limits}
    for name, option in {**OPTIONS, **LIMITS}.items():
        row = rows[name]
        for control in (row.box, row.own):
            assert control is None or option.title in control.accessibleName()


def test_every_choice_of_every_option_can_be_picked(
    page: DefinitionsPage, session: Session
) -> None:
    for name, option in OPTIONS.items():
        for value in option.named:
            pick(page._options[name], value)
            assert getattr(session.definitions, name) == value


def test_an_option_that_does_not_matter_cannot_be_set(page: DefinitionsPage) -> None:
    days = page._options["late_after_days"]
    assert not days.isEnabled()
    pick(page._options["late"], "after_days")
    assert days.isEnabled()


def test_a_change_is_marked_and_can_be_taken_back(page: DefinitionsPage, session: Session) -> None:
    assert "Nothing differs" in page._differs.text()
    pick(page._options["order_value"], "payments")
    assert session.definitions == Definitions(order_value="payments")
    assert "Value of an order" in page._differs.text()
    assert "changed" in page._options["order_value"]._mark.text()
    page.reset.click()
    assert session.definitions == Definitions()
    assert "Nothing differs" in page._differs.text()


def test_a_preset_sets_all_options(page: DefinitionsPage, session: Session) -> None:
    page.preset.setCurrentIndex(page.preset.findData("seed-notebook"))
    page.preset.activated.emit(page.preset.currentIndex())
    assert session.definitions == PRESETS["seed-notebook"]
    assert "Nothing differs" in page._differs.text()


def test_an_own_list_of_statuses(page: DefinitionsPage, session: Session) -> None:
    option = page._options["statuses"]
    pick(option, "[own list]")
    assert isinstance(option.own, TextControl)
    assert option.own.isVisible()
    assert session.definitions == Definitions()
    option.own.setText("delivered, shipped")
    option.own.editingFinished.emit()
    assert session.definitions == Definitions(statuses=("delivered", "shipped"))
    pick(option, "delivered")
    assert not option.own.isVisible()
    assert session.definitions == Definitions(statuses="delivered")


def test_an_own_window_that_is_wrong_is_refused_in_place(
    page: DefinitionsPage, session: Session
) -> None:
    option = page._options["window"]
    pick(option, "YYYY-MM..YYYY-MM")
    assert isinstance(option.own, TextControl)
    option.own.setText("2018-05..2017-01")
    option.own.editingFinished.emit()
    assert "ends before it begins" in option._refused.text()
    assert session.definitions == Definitions()
    option.own.setText("2017-01..2018-05")
    option.own.editingFinished.emit()
    assert not option._refused.isVisible()
    assert session.definitions.window == "2017-01..2018-05"


def test_an_own_snapshot_date(page: DefinitionsPage, session: Session) -> None:
    option = page._options["snapshot"]
    pick(option, "YYYY-MM-DD")
    assert isinstance(option.own, DateControl)
    option.own.setDate(QDate(2018, 12, 31))
    assert session.definitions.snapshot == "2018-12-31"


def test_thresholds_that_contradict_are_refused(page: DefinitionsPage, session: Session) -> None:
    option = page._options["mid_value_from"]
    assert isinstance(option.own, NumberControl)
    option.own.setValue(10)
    assert "not below" in option._refused.text()
    assert session.definitions.mid_value_from == 7


def test_a_file_goes_out_and_comes_back(
    page: DefinitionsPage, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.toml"
    pick(page._options["late"], "after_days")
    pick_file(monkeypatch, file)
    page.save.click()
    assert read_definitions(file) == Definitions(late="after_days")
    page._take_preset()
    page.load.click()
    assert session.definitions == Definitions(late="after_days")


def test_a_file_that_is_wrong_is_a_sentence(
    page: DefinitionsPage, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text('late = "never"\n', encoding="utf-8")
    pick_file(monkeypatch, file)
    page.load.click()
    assert "cannot be 'never'" in page._problem.text
    assert session.definitions == Definitions()
    pick_file(monkeypatch, tmp_path / "no" / "such" / "folder.toml")
    page.save.click()
    assert "cannot be written" in page._problem.text


def test_definitions_are_there_again_after_a_restart(
    page: DefinitionsPage, session: Session, settings: Settings
) -> None:
    pick(page._options["order_value"], "items_freight")
    again = Session(Settings(settings.folder), Appearance("light"))
    again.resume()
    assert again.definitions == Definitions(order_value="items_freight")
    again.close()


def test_a_change_says_that_the_results_are_out_of_date(
    page: DefinitionsPage, session: Session, shop: Path, qtbot: QtBot
) -> None:
    compute(session, shop, qtbot)
    assert page._stale.text() == ""
    pick(page._options["order_value"], "payments")
    assert "out of date" in page._stale.text()


def test_a_choice_that_waits_for_its_value_does_not_seem_to_hold(
    page: DefinitionsPage, session: Session, shop: Path, qtbot: QtBot
) -> None:
    option = page._options["window"]
    pick(option, "YYYY-MM..YYYY-MM")
    assert "what was chosen before holds" in option._refused.text()
    compute(session, shop, qtbot)
    assert option.box is not None
    assert option.box.currentData() == "all"
    assert not option._refused.isVisible()


def test_limits_reach_the_next_run(
    page: DefinitionsPage, session: Session, shop: Path, qtbot: QtBot
) -> None:
    row = page._limits["max_rejected_rows"]
    assert not row.isEnabled()
    compute(session, shop, qtbot)
    assert isinstance(row.own, PercentControl)
    assert row.own.value() == 1
    row.own.setValue(2.5)
    assert session.request is not None
    assert session.request.max_rejected_rows == pytest.approx(0.025)
    assert session.request.max_rejected_money == pytest.approx(0.01)
    assert session.stale


def test_the_wheel_does_not_change_a_definition(page: DefinitionsPage, session: Session) -> None:
    box = page._options["order_value"].box
    assert box is not None
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(box.mapToGlobal(QPoint(5, 5))),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, event)
    assert session.definitions == Definitions()

"""Presets, files of definitions, and further tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crri_gui.definitions import (
    PRESETS,
    Definitions,
    Shop,
    read_definitions,
    read_shop,
)
from crri_gui.gui.pages.definitions.page import DefinitionsPage
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.theme.appearance import Appearance
from crri_gui.gui.widgets.amounts_control import AmountsControl
from crri_gui.gui.widgets.option_controls import (
    PercentControl,
    TextControl,
)
from tests.effort import exhaustive
from tests.gui.answers import pick_file
from tests.gui.conftest import WAIT
from tests.gui.pages.definitions.driving import pick

# ---- Presets and files.


def test_a_preset_sets_all_options(page: DefinitionsPage, session: Session) -> None:
    assert "Nothing differs" in page._about_preset.text()
    page.preset.setCurrentIndex(page.preset.findData("seed-notebook"))
    page.preset.activated.emit(page.preset.currentIndex())
    assert "not advised" in page._about_preset.text()
    page.apply()
    assert session.definitions == PRESETS["seed-notebook"]
    assert "Nothing differs" in page._about_preset.text()
    pick(page._rows["order_value"], "payments")
    assert "Different here: Value of an order." in page._about_preset.text()
    page.reset.click()
    assert page.pending() == []


def test_a_file_goes_out_and_comes_back(
    page: DefinitionsPage, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.toml"
    pick(page._rows["late"], "after_days")
    name = page._rows["shop_name"].own
    assert isinstance(name, TextControl)
    name.setText("Casa Azul")
    name.editingFinished.emit()
    pick_file(monkeypatch, file)
    page.save.click()
    assert read_definitions(file) == Definitions(late="after_days")
    assert read_shop(file) == Shop("Casa Azul")
    page.discard()
    page.load.click()
    assert page._draft.definitions == Definitions(late="after_days")
    assert page._draft.shop == Shop("Casa Azul")


def test_a_file_that_is_wrong_is_a_sentence(
    page: DefinitionsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text('late = "never"\n', encoding="utf-8")
    pick_file(monkeypatch, file)
    page.load.click()
    assert "cannot be 'never'" in page._problem.text
    assert page.pending() == []
    pick_file(monkeypatch, tmp_path / "no" / "such" / "folder.toml")
    page.save.click()
    assert "cannot be written" in page._problem.text


def test_definitions_are_there_again_after_a_restart(
    page: DefinitionsPage, session: Session, settings: Settings
) -> None:
    pick(page._rows["order_value"], "items_freight")
    page.apply()
    again = Session(Settings(settings.folder), Appearance("light"))
    again.resume()
    assert again.definitions == Definitions(order_value="items_freight")
    again.close()


# ---- Further tables.


@exhaustive
def test_further_tables_are_switched_off_and_on(
    on_data: DefinitionsPage, session: Session, settings: Settings, qtbot: QtBot
) -> None:
    page, row = on_data, on_data._rows["with movement"]
    assert row.box is not None and row.box.currentData() == "on"
    pick(row, "off")
    assert page.pending() == ["with movement"]
    assert page.bar.text.text() == "Only the further tables change."
    page.apply()
    qtbot.waitUntil(lambda: not session.running, timeout=WAIT)
    assert session.results is not None
    assert "segment_movement" not in {table.name for table in session.results.data.tables}
    # It is so after a start, too.
    again = Session(Settings(settings.folder), Appearance("light"))
    assert again.extensions == session.extensions and "movement" not in again.extensions
    again.close()
    page.undo()
    assert "movement" in session.extensions
    qtbot.waitUntil(lambda: not session.running, timeout=WAIT)


def test_margin_and_cost_are_typed_and_no_preset_forgets_them(
    page: DefinitionsPage, session: Session
) -> None:
    pick(page._rows["cac"], page._rows["cac"]._option.form)
    costs = page._rows["cac"].own
    assert isinstance(costs, AmountsControl)
    costs.setText("2017-01=45, 2017-02=50.50")
    costs.editingFinished.emit()
    assert page._draft.definitions.cac == ("2017-01=45", "2017-02=50.50")
    costs.setText("a lot")
    costs.editingFinished.emit()
    assert not page._rows["cac"]._refused.isHidden()
    pick(page._rows["margin"], "PERCENT")
    margin = page._rows["margin"].own
    assert isinstance(margin, PercentControl)
    margin.setValue(32.5)
    page.preset.setCurrentIndex(page.preset.findData("seed-notebook"))
    page.preset.activated.emit(page.preset.currentIndex())
    page.apply()
    assert session.definitions == replace(
        PRESETS["seed-notebook"], cac=("2017-01=45", "2017-02=50.50"), margin=32.5
    )
    assert "Nothing differs" in page._about_preset.text()

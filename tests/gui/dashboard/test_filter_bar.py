"""The filters of the dashboard: what leaves nothing to choose is not there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Choices
from crri_gui.gui.pages.dashboard.filter_bar import FilterBar
from crri_gui.gui.state.settings import Settings

EVERYTHING = frozenset({"months", "payment_types", "states"})


def offered(months: tuple[str, ...], types: tuple[str, ...]) -> Choices:
    return Choices(months, types, ("",), 1, 1, None, None, frozenset())


def shown(bar: FilterBar) -> list[bool]:
    """Whether months, complete months and payment types can be chosen."""
    return [not one.isHidden() for one in (bar._from, bar._to, bar.complete, bar._types)]


def test_a_filter_without_anything_to_choose_is_not_there(tmp_path: Path, qtbot: QtBot) -> None:
    bar = FilterBar(Settings(tmp_path))
    qtbot.addWidget(bar)
    bar.limit_to(EVERYTHING, "")
    bar.offer(offered(("2025-01", "2025-02"), ("",)))
    assert shown(bar) == [True, True, False, False]
    bar.offer(offered(("2025-01",), ("pix",)))
    assert shown(bar) == [False, False, False, False]
    bar.offer(offered(("2025-01", "2025-02"), ("pix", "")), frozenset({"2025-02"}))
    assert shown(bar) == [True, True, True, True]
    # Nor is what the page does not have.
    bar.limit_to(frozenset({"payment_types"}), "")
    assert shown(bar) == [False, False, False, True]


def test_reset_takes_back_that_months_are_left_out(tmp_path: Path, qtbot: QtBot) -> None:
    bar, there = FilterBar(Settings(tmp_path)), offered(("2025-01", "2025-02"), ("pix",))
    qtbot.addWidget(bar)
    bar.limit_to(EVERYTHING, "")
    bar.offer(there, frozenset({"2025-02"}))
    assert bar.reset_button.isHidden()
    bar.complete.click()
    assert bar.filters.left_out == {"2025-02"} and not bar.reset_button.isHidden()
    bar.limit_to(frozenset({"payment_types"}), "")  # a page that has no months
    assert bar.reset_button.isHidden()
    bar.limit_to(EVERYTHING, "")
    bar.reset_button.click()
    assert bar.filters == NO_FILTERS and not bar.complete.isChecked()
    assert bar.reset_button.isHidden()
    bar.offer(there, frozenset({"2025-02"}))  # nor does it come back
    assert bar.filters == NO_FILTERS


def test_the_hint_calls_keys_as_the_menus_do(portuguese: None, settings: Settings) -> None:
    bar = FilterBar(settings)
    bar.limit_to(frozenset(), "")
    native = QKeySequence.SequenceFormat.NativeText
    back = QKeySequence("Alt+Left").toString(native)
    assert back == "Alt+Esquerda" and f"{back} volta" in bar.hint.text()
    bar.deleteLater()

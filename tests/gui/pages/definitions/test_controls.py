"""The controls of options with values of their own, with and without data."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crri_gui.definitions import (
    OPTIONS,
    Definitions,
)
from crri_gui.definitions.option_types import TextList
from crri_gui.gui.i18n import numbers
from crri_gui.gui.pages.definitions.page import DefinitionsPage
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.option_controls import (
    DateControl,
    MonthsControl,
    PercentControl,
    Tick,
    TicksControl,
)
from tests.effort import exhaustive
from tests.gui.conftest import WAIT, compute
from tests.gui.pages.definitions.driving import pick
from tests.shops import FILES
from tests.shops import Shop as RawShop


def test_statuses_are_ticked_with_their_counts(on_data: DefinitionsPage) -> None:
    page, ticks = on_data, on_data._rows["statuses"].own
    assert isinstance(ticks, TicksControl)
    results = page._session.results
    assert results is not None
    with results.cursor() as con:
        counts = dict(
            con.execute("SELECT order_status, count(*) FROM order_facts GROUP BY ALL").fetchall()
        )
    assert {name: box.text() for name, box in ticks.boxes.items()} == {
        name: f"{name}  ({count})" for name, count in counts.items()
    }
    # What is ticked is what counts: all but canceled and unavailable.
    left_out = {name for name, box in ticks.boxes.items() if not box.isChecked()}
    assert left_out == {"canceled", "unavailable"} & set(counts)
    ticks.boxes["canceled"].click()
    assert page._draft.definitions.statuses == tuple(n for n in ticks.boxes if n != "unavailable")
    box = page._rows["statuses"].box
    assert box is not None and box.currentText() == "Those that are ticked"
    pick(page._rows["statuses"], "delivered")
    assert [name for name, one in ticks.boxes.items() if one.isChecked()] == ["delivered"]


def test_without_any_tick_the_former_choice_holds(on_data: DefinitionsPage) -> None:
    option = on_data._rows["statuses"]
    assert isinstance(option.own, TicksControl)
    pick(option, "delivered")
    option.own.boxes["delivered"].click()
    assert "what was chosen before holds" in option._refused.text()
    assert on_data._draft.definitions.statuses == "delivered"


def test_statuses_are_typed_where_there_is_no_data(page: DefinitionsPage) -> None:
    option = page._rows["statuses"]
    page.show_view("statuses")
    pick(option, "[own list]")
    assert isinstance(option.own, TicksControl)
    assert option.own.typed.isVisible()
    assert page.pending() == []
    option.own.typed.setText("delivered, shipped")
    option.own.typed.editingFinished.emit()
    assert page._draft.definitions.statuses == ("delivered", "shipped")
    pick(option, "delivered")
    assert not option.own.isVisible()


def test_statuses_of_raw_files_are_ticked_before_anything_is_computed(
    page: DefinitionsPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    shop = RawShop()
    for number, status in enumerate(("delivered", "canceled", "delivered", "shipped")):
        shop.add(f"o{number}", f"u{number}", "2020-01-02", 5, status=status)
    own = page._rows["statuses"].own
    assert isinstance(own, TicksControl)
    assert not own.boxes
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.choose_folder(shop.write(tmp_path / "raw"))
    qtbot.waitUntil(lambda: bool(own.boxes), timeout=WAIT)
    texts = {name: box.text() for name, box in own.boxes.items()}
    assert texts == {
        "delivered": "delivered  (2)",
        "canceled": "canceled  (1)",
        "shipped": "shipped  (1)",
    }
    assert not own.boxes["canceled"].isChecked()  # as recommended
    own.boxes["shipped"].click()
    assert page._draft.definitions.statuses == ("delivered",)
    # Files that cannot be read tell none: they are typed.
    orders = tmp_path / "raw" / FILES["orders"]
    orders.unlink()
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.look()
    assert session.find_problem is not None
    qtbot.waitUntil(lambda: not session.queries.busy, timeout=WAIT)


def test_what_is_being_typed_stays_when_statuses_become_known(qapp: QApplication) -> None:
    option = OPTIONS["statuses"]
    assert isinstance(option, TextList)
    control = TicksControl(option)
    control.show_value("except_canceled")
    typed: list[object] = []
    control.edited.connect(lambda: typed.append(control.value()))
    control.typed.setText("delivered, shipped")
    control.offer([Tick("delivered", "delivered", 2), Tick("canceled", "canceled", 1)])
    assert typed == [("delivered", "shipped")]


def test_a_period_is_chosen_from_the_months_of_the_data(on_data: DefinitionsPage) -> None:
    option = on_data._rows["window"]
    assert isinstance(option.own, MonthsControl)
    pick(option, "YYYY-MM..YYYY-MM")
    results = on_data._session.results
    assert results is not None
    with results.cursor() as con:
        rows = con.execute("SELECT min(order_month), max(order_month) FROM raw_months").fetchall()
    first, last = rows[0]
    assert on_data._draft.definitions.window == f"{first}..{last}"
    assert option.own.first.itemText(0) == numbers.month(first)
    option.own.first.setCurrentIndex(2)
    option.own.first.activated.emit(2)
    third = option.own.first.itemData(2)
    assert on_data._draft.definitions.window == f"{third}..{last}"
    # An end before the beginning is refused in place.
    option.own.last.setCurrentIndex(0)
    option.own.last.activated.emit(0)
    assert "ends before it begins" in option._refused.text()
    assert on_data._draft.definitions.window == f"{third}..{last}"


def test_a_month_that_the_data_does_not_have_stays_chosen(on_data: DefinitionsPage) -> None:
    on_data._session.set_definitions(Definitions(window="1999-12..2018-05"))
    months = on_data._rows["window"].own
    assert isinstance(months, MonthsControl)
    assert months.value() == "1999-12..2018-05"
    assert months.first.currentIndex() == 0


def test_an_own_snapshot_date_begins_at_the_end_of_the_data(on_data: DefinitionsPage) -> None:
    option = on_data._rows["snapshot"]
    pick(option, "YYYY-MM-DD")
    assert isinstance(option.own, DateControl)
    assert on_data._data is not None and on_data._data.months is not None
    assert str(on_data._draft.definitions.snapshot).startswith(on_data._data.months[1])
    option.own.setDate(QDate(2019, 12, 31))
    assert on_data._draft.definitions.snapshot == "2019-12-31"


@exhaustive
def test_a_choice_that_waits_for_its_value_does_not_seem_to_hold(
    page: DefinitionsPage, session: Session, shop: Path, qtbot: QtBot
) -> None:
    option = page._rows["statuses"]
    pick(option, "[own list]")
    assert "what was chosen before holds" in option._refused.text()
    compute(session, shop, qtbot)
    assert option.box is not None
    assert option.box.currentData() == "except_canceled"
    assert not option._refused.isVisible()


def test_limits_reach_the_next_run(
    page: DefinitionsPage, session: Session, shop: Path, qtbot: QtBot
) -> None:
    row = page._rows["max_rejected_rows"]
    assert not row.isEnabled()
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.choose_folder(shop)
    assert isinstance(row.own, PercentControl)
    assert row.own.value() == 1
    row.own.setValue(2.5)
    page.apply()
    assert session.request is not None
    assert session.request.max_rejected_rows == pytest.approx(0.025)
    assert session.request.max_rejected_money == pytest.approx(0.01)

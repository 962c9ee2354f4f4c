"""Definitions: options in words, what a change would do, Apply, presets, files, the shop."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from crri_gui.definitions import (
    LIMITS,
    NO_SHOP,
    OPTIONS,
    PRESET_TITLE,
    PRESETS,
    SHOP,
    Definitions,
    Shop,
    read_definitions,
    read_shop,
)
from crri_gui.definitions.option_types import TextList
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.effect import Effect, effect
from crri_gui.engine.pipeline import Request
from crri_gui.engine.results import open_results
from crri_gui.gui.i18n import numbers
from crri_gui.gui.pages.definitions.further import all_options
from crri_gui.gui.pages.definitions.option import OptionRow
from crri_gui.gui.pages.definitions.page import DefinitionsPage
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.theme.appearance import Appearance
from crri_gui.gui.widgets.amounts_control import AmountsControl
from crri_gui.gui.widgets.option_controls import (
    DateControl,
    MonthsControl,
    NumberControl,
    PercentControl,
    TextControl,
    Tick,
    TicksControl,
)
from tests.effort import exhaustive
from tests.gui.answers import pick_file
from tests.gui.conftest import WAIT, compute
from tests.shops import FILES
from tests.shops import Shop as RawShop


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> DefinitionsPage:
    """The page, shown."""
    made = DefinitionsPage(session)
    qtbot.addWidget(made)
    session.appearance.dress(made)
    made.resize(1000, 640)
    made.show()
    return made


@pytest.fixture
def on_data(with_results: Session, page: DefinitionsPage, qtbot: QtBot) -> DefinitionsPage:
    """The page over a shop's results, once it knows what is in them."""
    qtbot.waitUntil(lambda: page._data is not None, timeout=WAIT)
    return page


@pytest.fixture(scope="module")
def expected(shop: Path) -> Iterator[Callable[[Definitions], Effect]]:
    """What definitions change, asked of results that no window asks at the same time."""
    results = open_results(RunContext(), Request(shop))
    yield partial(effect, RunContext(), results)
    results.close()


def pick(option: OptionRow, value: str) -> None:
    """Choose in the option's box, as a user does."""
    assert option.box is not None
    option.box.setCurrentIndex(option.box.findData(value))
    option.box.activated.emit(option.box.currentIndex())


# ---- What stands there.


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


# ---- A change is a draft until it is applied.


def test_every_choice_of_every_option_can_be_picked_and_applied(
    page: DefinitionsPage, session: Session
) -> None:
    for name, option in OPTIONS.items():
        for value in option.named:
            pick(page._rows[name], value)
            page.apply()
            assert getattr(session.definitions, name) == value


def test_a_change_holds_when_it_is_applied_and_can_be_undone(
    page: DefinitionsPage, session: Session
) -> None:
    assert not page.bar.apply.isEnabled()
    pick(page._rows["order_value"], "payments")
    assert session.definitions == Definitions()
    assert "not applied" in page._rows["order_value"]._mark.text()
    assert [i.text() for i in page.groups.list.findItems("●", Qt.MatchFlag.MatchContains)] == [
        "What an order is worth  ●"
    ]
    page.bar.apply.setFocus()
    page.bar.apply.click()
    assert QApplication.focusWidget() is page.groups.list
    assert session.definitions == Definitions(order_value="payments")
    assert page._rows["order_value"]._mark.text() == ""
    page.bar.undo.click()
    assert session.definitions == Definitions()
    assert not page.bar.undo.isVisible()


def test_a_draft_is_discarded(page: DefinitionsPage, session: Session) -> None:
    pick(page._rows["late"], "after_days")
    assert page.bar.discard.isVisible()
    page.bar.discard.click()
    assert page.pending() == []
    box = page._rows["late"].box
    assert box is not None and box.currentData() == "after_date"
    assert session.definitions == Definitions()


def test_an_option_that_does_not_matter_cannot_be_set(page: DefinitionsPage) -> None:
    days = page._rows["late_after_days"]
    assert not days.isEnabled()
    pick(page._rows["late"], "after_days")
    assert days.isEnabled()


def test_thresholds_that_contradict_are_refused(page: DefinitionsPage) -> None:
    option = page._rows["mid_value_from"]
    assert isinstance(option.own, NumberControl)
    option.own.setValue(10)
    assert "not below" in option._refused.text()
    assert page.pending() == []


def test_what_is_changed_elsewhere_takes_the_place_of_the_draft(
    page: DefinitionsPage, session: Session
) -> None:
    pick(page._rows["order_value"], "payments")
    session.set_definitions(Definitions(statuses="all"))
    assert page.pending() == []
    box = page._rows["statuses"].box
    assert box is not None and box.currentData() == "all"


def test_what_was_changed_elsewhere_meanwhile_is_not_undone(
    page: DefinitionsPage, session: Session
) -> None:
    pick(page._rows["order_value"], "payments")
    page.apply()
    session.set_definitions(Definitions(statuses="all"))
    assert not page.bar.undo.isVisible()
    page.undo()
    assert session.definitions == Definitions(statuses="all")


def test_the_wheel_does_not_change_a_definition(page: DefinitionsPage) -> None:
    page.show_view("order_value")
    box = page._rows["order_value"].box
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
    assert page.pending() == []


# ---- Controls.


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


# ---- What a change would do.


def test_a_change_says_what_it_does_before_it_is_applied(
    on_data: DefinitionsPage, expected: Callable[[Definitions], Effect], qtbot: QtBot
) -> None:
    page = on_data
    assert "shown here before it is applied" in page.bar.text.text()
    pick(page._rows["statuses"], "all")
    told = str(expected(Definitions(statuses="all")).text)
    qtbot.waitUntil(lambda: page.bar.text.text() == told, timeout=WAIT)
    assert told.startswith("Revenue +")
    assert page._rows["statuses"]._effect.text() == told
    # Two changes: each one alone beside it, both together at the foot.
    pick(page._rows["order_value"], "items_freight")
    both = Definitions(statuses="all", order_value="items_freight")
    together = str(expected(both).text)
    alone = str(expected(Definitions(order_value="items_freight")).text)
    qtbot.waitUntil(lambda: page._rows["order_value"]._effect.text() == alone, timeout=WAIT)
    assert page.bar.text.text() == together
    assert page._rows["statuses"]._effect.text() == told
    page.bar.discard.click()
    assert page._rows["statuses"]._effect.text() == ""


def test_who_leaves_the_page_leaves_the_lane_to_others(
    on_data: DefinitionsPage, session: Session, qtbot: QtBot
) -> None:
    pick(on_data._rows["statuses"], "all")
    on_data.hide()
    qtbot.waitUntil(lambda: not session.queries.busy, timeout=WAIT)
    assert on_data._effects.of(Definitions(statuses="all")) is None
    on_data.show()
    qtbot.waitUntil(lambda: on_data.bar.text.text().startswith("Revenue +"), timeout=WAIT)


def test_what_a_run_would_refuse_is_said(on_data: DefinitionsPage, qtbot: QtBot) -> None:
    own = on_data._rows["snapshot"].own
    assert isinstance(own, DateControl)
    pick(on_data._rows["snapshot"], "YYYY-MM-DD")
    own.setDate(QDate(2001, 1, 1))
    qtbot.waitUntil(lambda: "2001-01-01" in on_data.bar.text.text(), timeout=WAIT)
    assert on_data.bar.text.objectName() == "state_error"


def test_applying_computes_the_numbers_that_were_told(
    page: DefinitionsPage,
    session: Session,
    shop: Path,
    expected: Callable[[Definitions], Effect],
    qtbot: QtBot,
) -> None:
    compute(session, shop, qtbot)
    before = session.results
    assert before is not None
    pick(page._rows["statuses"], "all")
    told = expected(Definitions(statuses="all")).after
    page.bar.apply.click()
    assert session.running
    assert page.bar.text.text() == "The numbers are being computed."
    assert not page.bar.apply.isEnabled()
    qtbot.waitUntil(lambda: not session.running and session.results is not before, timeout=WAIT)
    assert session.results is not None
    assert session.results.totals["revenue"] == told.revenue
    assert session.results.totals["orders"] == told.orders
    assert not session.stale
    page.bar.undo.click()
    qtbot.waitUntil(lambda: not session.running and not session.stale, timeout=WAIT)
    assert session.definitions == Definitions()
    assert session.results.totals["orders"] == before.totals["orders"] < told.orders


def test_what_the_data_has_none_of_is_said(on_data: DefinitionsPage) -> None:
    assert on_data._rows["guests"]._concerned.text() == "This data has none."
    assert on_data._rows["review_blank"]._concerned.text().startswith("In this data: ")


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


# ---- The shop.


def test_the_folders_name_is_proposed_for_the_shop(on_data: DefinitionsPage) -> None:
    page, row = on_data, on_data._rows["shop_name"]
    page.show_view("shop_name")
    assert page._data is not None
    proposed = page._data.proposed.shop_name
    assert row.take.isVisible()
    assert row.take.text() == f"Use “{proposed}”"
    row.take.click()
    assert page._draft.shop.shop_name == proposed
    assert not row.take.isVisible()
    page.discard()


def test_a_shop_changes_no_number_and_makes_nothing_out_of_date(
    on_data: DefinitionsPage, session: Session, shop: Path, settings: Settings
) -> None:
    page = on_data
    sign, decimals = page._rows["currency_symbol"].own, page._rows["money_decimals"].own
    assert isinstance(sign, TextControl) and isinstance(decimals, NumberControl)
    sign.setText("R$")
    sign.editingFinished.emit()
    decimals.setValue(0)
    assert page.bar.text.text() == "No number changes."
    page.apply()
    assert session.shop.value == Shop("", "R$", 0)
    assert not session.stale and not session.running
    # Rounded where it is read at a glance, to the cent where it has to add up.
    assert numbers.amount(1234.5) == "R$\N{NO-BREAK SPACE}1,234"
    assert numbers.money(1234.5) == "R$\N{NO-BREAK SPACE}1,234.50"
    assert numbers.compact_amount(-1234567) == "-R$\N{NO-BREAK SPACE}1.2 M"
    assert numbers.compact_money(1234567) == "1.2 M"
    # It is there again with the folder, and with no other.
    session.shop.of(shop.parent)
    assert session.shop.value == NO_SHOP
    session.shop.of(shop)
    assert session.shop.value == Shop("", "R$", 0)
    session.shop.take(NO_SHOP)


@exhaustive
def test_the_window_and_the_manifest_name_the_shop(
    window: Window, session: Session, shop: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    from crri_gui.gui.pages.publish import jobs

    compute(session, shop, qtbot)
    session.shop.take(Shop("Casa Azul", "R$", 2))
    assert "Casa Azul" in window.windowTitle()
    assert session.results is not None
    seen, _ = jobs.compare(session.results, tmp_path, RunContext())
    jobs.publish(
        session.results,
        tmp_path,
        seen,
        RunContext(),
        excel=False,
        keep=0,
        shop=session.shop.value,
    )
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["shop"] == {"shop_name": "Casa Azul", "currency_symbol": "R$"}
    session.shop.take(NO_SHOP)
    assert "Casa Azul" not in window.windowTitle()


def test_amounts_in_portuguese(portuguese: None, session: Session) -> None:
    session.shop.take(Shop("", "R$", 1))
    assert numbers.amount(-1234.56) == "-R$\N{NO-BREAK SPACE}1.234,6"
    session.shop.take(NO_SHOP)
    assert numbers.amount(0) == "0,00"

"""Filters of the dashboard: what they reach, how they are chosen, shown and remembered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from crri_gui.engine.query.dashboard.filters import Filters
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.state.session import Session
from tests.effort import exhaustive
from tests.gui.conftest import compute
from tests.gui.dashboard.driving import (
    FOUR,
    cards,
    choose,
    click,
    keys,
    opened,
    settled,
    show_tab,
    tab_of,
    values,
)
from tests.shops import Shop


def test_filters_reach_what_they_reach(page: DashboardPage, qtbot: QtBot) -> None:
    for key in page.keys:
        show_tab(page, key, qtbot)
    # The pages stand for themselves: one that no filter reaches is not asked again.
    show_tab(page, "segmentation", qtbot)
    page.filter_bar.set_filters(
        Filters(("2020-01", "2020-02"), frozenset({"boleto"}), frozenset({"SP"}))
    )
    assert not page._session.queries.busy
    shown = {key: cards(show_tab(page, key, qtbot)) for key in page.keys}
    assert shown["executive"]["Total Revenue"] == "50.00"  # o2 alone
    assert shown["retention"]["Repeat Rate"] == "100.00 %"
    assert shown["retention"]["Cohort Size"] == "4"
    assert shown["segmentation"]["Customers"] == "4"
    assert shown["operations"]["Total Orders"] == "6"  # the months act, nothing else
    assert len(values(tab_of(page, "retention").cohorts)) == 15
    assert keys(tab_of(page, "operations").types) == ["card", "boleto", "voucher"]


def test_the_filter_bar_shows_what_acts_on_the_page(page: DashboardPage, qtbot: QtBot) -> None:
    bar = page.filter_bar
    shown = {}
    for key in page.keys:
        show_tab(page, key, qtbot)
        shown[key] = (bar._from.isVisible(), bar._types.isVisible(), bar._note.text() != "")
    assert {key: shown[key] for key in FOUR} == {
        "executive": (True, True, False),
        "retention": (True, True, True),
        "segmentation": (False, False, True),
        "operations": (True, False, True),
    }


def test_a_month_range_is_chosen_and_kept_in_order(page: DashboardPage, qtbot: QtBot) -> None:
    bar = page.filter_bar
    choose(bar._from, "2020-02")
    settled(page, qtbot)
    assert bar.filters.months == ("2020-02", "2020-04")
    assert cards(tab_of(page, "executive"))["Total Revenue"] == "220.00"
    assert keys(tab_of(page, "executive").revenue) == ["2020-02", "2020-03", "2020-04"]
    choose(bar._to, "2020-01")
    assert bar.filters.months == ("2020-01", "2020-01")
    assert bar._from.currentData() == "2020-01"
    choose(bar._to, "2020-04")
    assert bar.filters.months is None
    assert not bar.reset_button.isVisible()


def test_payment_types_are_checked_and_reset(page: DashboardPage, qtbot: QtBot) -> None:
    bar = page.filter_bar
    boxes = dict(bar._type_boxes)
    boxes["card"].trigger()
    boxes["boleto"].trigger()
    settled(page, qtbot)
    assert bar.filters.payment_types == frozenset({"voucher"})
    assert "voucher" in bar._types.text()
    assert cards(tab_of(page, "executive"))["Repeat Rate"] == "0.00 %"
    bar.reset_button.click()
    settled(page, qtbot)
    assert all(box.isChecked() for _, box in bar._type_boxes)
    assert cards(tab_of(page, "executive"))["Total Revenue"] == "400.00"


def test_a_click_on_a_state_filters_and_its_chip_takes_it_out(
    page: DashboardPage, qtbot: QtBot
) -> None:
    tab = tab_of(page, "executive")
    click(tab.states, "RJ")
    settled(page, qtbot)
    assert cards(tab)["Total Revenue"] == "50.00"
    assert {item.key: item.muted for item in tab.states.items} == {
        "SP": True,
        "": True,
        "RJ": False,
    }
    click(tab.states, "")
    settled(page, qtbot)
    assert cards(tab)["Total Revenue"] == "110.00"
    chips = {made.text(): made for made in page.filter_bar.findChildren(QPushButton, "chip")}
    chips["RJ  ✕"].click()
    settled(page, qtbot)
    assert cards(tab)["Total Revenue"] == "60.00"


@exhaustive
def test_filters_and_tab_are_remembered(
    page: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    chosen = Filters(("2020-01", "2020-02"), frozenset({"card", "boleto"}), frozenset({"", "SP"}))
    page.filter_bar.set_filters(chosen)
    show_tab(page, "operations", qtbot)
    again = opened(session, qtbot)
    assert again.filter_bar.filters == chosen
    assert again.current == "operations"


@exhaustive
def test_remembered_filters_that_no_longer_fit_are_dropped(
    page: DashboardPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page.filter_bar.set_filters(
        Filters(("2020-01", "2020-02"), frozenset({"voucher"}), frozenset({"SP", "RJ"}))
    )
    shop = Shop().add("o1", "u1", "2021-05-03", 7, state="SP")
    compute(session, shop.write(tmp_path / "other"), qtbot)
    settled(page, qtbot)
    assert page.filter_bar.filters == Filters(states=frozenset({"SP"}))
    assert cards(tab_of(page, "executive"))["Total Revenue"] == "7.00"


def test_the_former_picture_stays_until_the_new_one_is_there(page: DashboardPage) -> None:
    tab = tab_of(page, "executive")
    before = tab.revenue.grab().toImage()
    page.filter_bar.set_filters(Filters(states=frozenset({"RJ"})))
    assert page._busy_label.text() == "Updating…"
    assert tab.revenue.grab().toImage() == before
    assert cards(tab)["Total Revenue"] == "400.00"


@exhaustive
def test_many_states_are_counted_behind_the_first_chips(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    shop, states = Shop(), ["SP", "RJ", "MG", "BA", "PR", "RS", "SC"]
    for number, state in enumerate(states):
        shop.add(f"o{number}", f"u{number}", "2020-01-31", 10, state=state)
    compute(session, shop.write(tmp_path / "raw"), qtbot)
    page = opened(session, qtbot)
    page.filter_bar.set_filters(Filters(states=frozenset(states)))
    settled(page, qtbot)
    assert len(page.filter_bar.findChildren(QPushButton, "chip")) == 5
    assert "and 2 more" in {made.text() for made in page.filter_bar.findChildren(QLabel)}


@exhaustive
def test_a_question_that_fails_is_told_and_the_picture_stays(
    page: DashboardPage, session: Session, raw: Path, qtbot: QtBot
) -> None:
    compute(session, raw, qtbot)
    settled(page, qtbot)
    problems: list[Any] = []
    session.problem.connect(problems.append)
    assert session.results is not None
    session.results.data.con.execute("DROP TABLE month_calendar")
    page.filter_bar.set_filters(Filters(states=frozenset({"RJ"})))
    settled(page, qtbot)
    assert "month_calendar" in problems[0].details
    assert page._busy_label.text() == ""
    assert cards(page.tab("executive"))["Total Revenue"] == "400.00"


def test_payment_types_are_chosen_by_keyboard_and_the_menu_stays(
    page: DashboardPage, qtbot: QtBot
) -> None:
    bar = page.filter_bar
    menu = bar._type_menu
    menu.popup(page.mapToGlobal(page.rect().center()))
    first = menu.actions()[0]
    menu.setActiveAction(first)
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    assert not first.isChecked()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    assert menu.activeAction() is menu.actions()[1]
    menu.close()

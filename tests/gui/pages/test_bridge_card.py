"""The other report's figures in the window: typed, explained, and said where they cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crri_gui.gui.pages.bridge import BridgeCard
from crri_gui.gui.state.session import Session
from tests.effort import exhaustive
from tests.gui.conftest import WAIT, compute
from tests.shops import Shop

SHOPIFY = """\
Name,Email,Financial Status,Currency,Subtotal,Discount Amount,Shipping,Taxes,Total,Created at,\
Lineitem quantity,Cancelled at,Refunded Amount
#1,a@x.example,paid,EUR,30.00,3.00,5.00,2.00,37.00,2024-01-03 10:00:00,1,,0.00
#2,b@x.example,paid,EUR,40.00,0,0.00,2.00,42.00,2024-02-05 10:00:00,1,2024-02-06,0.00
"""


@pytest.fixture
def card(session: Session, tmp_path: Path, qtbot: QtBot) -> BridgeCard:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "orders.csv").write_text(SHOPIFY, encoding="utf-8")
    compute(session, raw, qtbot)
    made = BridgeCard(session)
    qtbot.addWidget(made)
    session.appearance.dress(made)
    made.show()
    return made


def cells(card: BridgeCard) -> list[list[str]]:
    table = card.table
    shown = [place for place in range(table.columnCount()) if not table.isColumnHidden(place)]
    items = [table.topLevelItem(n) for n in range(table.topLevelItemCount())]
    return [[item.text(place) for place in shown] for item in items if item is not None]


def test_typed_figures_are_explained_step_by_step(card: BridgeCard, qtbot: QtBot) -> None:
    assert not card.table.isVisible()
    QTest.keyClicks(card.fields["orders"], "2")
    QTest.keyClicks(card.fields["revenue"], "70,00")
    # Nobody has to press anything; the table comes when the keys rest.
    qtbot.waitUntil(card.table.isVisible, timeout=WAIT)
    assert cells(card) == [
        ["Their report", "2", "70.00", ""],
        ["Canceled orders (canceled or void orders)", "-1", "-40.00", "1"],
        ["These outputs", "1", "30.00", ""],
    ]
    assert "would explain the difference to the cent" in card.verdict.text
    item = card.table.topLevelItem(1)
    assert item is not None
    said = item.data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Canceled orders (canceled or void orders): Orders -1, Revenue -40.00"


@exhaustive
def test_repeat_customers_have_a_column_where_the_report_says_them(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    again = "#3,b@x.example,paid,EUR,5.00,0,0,0,5.00,2024-02-07 10:00:00,1,,0.00\n"
    (raw / "orders.csv").write_text(SHOPIFY + again, encoding="utf-8")
    compute(session, raw, qtbot)
    card = BridgeCard(session)
    qtbot.addWidget(card)
    card.show()
    # b has come back if the canceled order counts.
    for name, value in {"orders": "3", "customers": "2", "repeat_customers": "1"}.items():
        card.fields[name].setText(value)
    card.explain()
    qtbot.waitUntil(card.table.isVisible, timeout=WAIT)
    assert cells(card)[0] == ["Their report", "3", "2", "1", ""]
    assert cells(card)[1] == ["Canceled orders (canceled or void orders)", "-1", "0", "-1", "1"]


@exhaustive
def test_what_is_not_explained_has_a_row(card: BridgeCard, qtbot: QtBot) -> None:
    card.fields["revenue"].setText("33.10")
    QTest.keyClick(card.fields["revenue"], Qt.Key.Key_Return)
    qtbot.waitUntil(card.table.isVisible, timeout=WAIT)
    assert ["not explained", "-0.10", ""] in cells(card)
    assert "stays unexplained" in card.verdict.text
    card.fields["revenue"].clear()
    qtbot.waitUntil(lambda: not card.table.isVisible(), timeout=WAIT)


def test_what_is_no_number_is_told(card: BridgeCard, qtbot: QtBot) -> None:
    card.fields["orders"].setText("many")
    card.explain()
    assert "'many' cannot be read as the orders" in card.verdict.text
    assert not card.table.isVisible()


@exhaustive
def test_in_portuguese(portuguese: None, card: BridgeCard, qtbot: QtBot) -> None:
    card.fields["revenue"].setText("35,00")
    card.explain()
    qtbot.waitUntil(card.table.isVisible, timeout=WAIT)
    assert cells(card)[1] == ["Frete", "-5,00", "1"]


def test_every_field_is_named_and_reached_by_its_letter(card: BridgeCard) -> None:
    for field in card.fields.values():
        assert field.accessibleName()
    buddies = {made.buddy() for made in card.findChildren(QLabel)}
    assert buddies >= {*card.fields.values()}


def test_each_guest_may_be_a_customer_of_the_other_report(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    guest = "#3,,paid,EUR,8.00,0,0,0,8.00,2024-02-05 10:00:00,1,,0.00\n"
    (raw / "orders.csv").write_text(SHOPIFY + guest, encoding="utf-8")
    compute(session, raw, qtbot)
    card = BridgeCard(session)
    qtbot.addWidget(card)
    card.show()
    for name, value in {"orders": "2", "revenue": "38", "customers": "2"}.items():
        card.fields[name].setText(value)
    card.explain()
    qtbot.waitUntil(card.table.isVisible, timeout=WAIT)
    assert cells(card)[1] == ["each guest's order a customer", "0", "0.00", "-1", "1"]


@exhaustive
def test_their_clock_may_be_half_an_hour_ahead(card: BridgeCard, qtbot: QtBot) -> None:
    for name, value in {"orders": "1", "month": "2024-01", "clock": "+05:30"}.items():
        card.fields[name].setText(value)
    card.explain()
    qtbot.waitUntil(card.table.isVisible, timeout=WAIT)
    assert "There is nothing" in card.verdict.text or "nothing to explain" in card.verdict.text
    card.fields["clock"].setText("half past")
    card.explain()
    qtbot.waitUntil(lambda: "half past" in card.verdict.text, timeout=WAIT)


@exhaustive
def test_olists_files_are_explained_too(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    shop = Shop().add("o1", "u1", "2018-01-01", "10.00", freight="2.50")
    compute(session, shop.write(tmp_path / "raw"), qtbot)
    card = BridgeCard(session)
    qtbot.addWidget(card)
    card.show()
    card.fields["revenue"].setText("12.50")
    card.explain()
    qtbot.waitUntil(card.table.isVisible, timeout=WAIT)
    assert cells(card)[1] == ["shipping", "-2.50", "1"]

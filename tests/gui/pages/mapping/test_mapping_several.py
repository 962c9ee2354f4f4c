"""An export of three files that CRRI does not know: mapped in the window, and run."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crri_gui.gui.pages.mapping.page import MappingPage
from crri_gui.gui.pages.source import SourcePage
from crri_gui.gui.state.session import Session
from tests.effort import exhaustive
from tests.engine.adapt.test_items_beside import SHOP
from tests.engine.mapping.test_mapping_several import GERMAN, write
from tests.gui.conftest import WAIT
from tests.gui.pages.mapping.driving import choose, counted, drop, idle, opened, texts

COUNTED = "4 rows → 4 orders, 3 counted, 1 customer, 70.00"


@pytest.fixture
def source(session: Session, qtbot: QtBot) -> SourcePage:
    made = SourcePage(session)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


@pytest.fixture
def page(source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot) -> MappingPage:
    return opened(source, session, write(tmp_path / "raw", GERMAN), qtbot)


def shown(page: MappingPage) -> list[str]:
    """The columns that are listed, with what they are taken for."""
    items = [
        page.columns.list.topLevelItem(n) for n in range(page.columns.list.topLevelItemCount())
    ]
    return [item.text(0) for item in items if item is not None]


def show_file(page: MappingPage, name: str) -> None:
    """Choose another file above the columns."""
    place = page.columns.file.findText(name)
    assert place >= 0, [page.columns.file.itemText(n) for n in range(page.columns.file.count())]
    page.columns.file.setCurrentIndex(place)
    page.columns.file.activated.emit(place)


def test_three_files_are_proposed_counted_and_run(
    page: MappingPage, source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    assert counted(page, qtbot) == COUNTED
    rows = page.fields.rows
    assert rows["payments"].chooser.currentText() == "zahlungseingang.csv"
    assert rows["payments.amount"].chooser.currentText() == "Wert"
    assert rows["customers.key"].chooser.currentText() == "Nummer"
    assert rows["customers.joins"].origin.text().startswith("● proposed: it has 100 %")
    qtbot.waitUntil(lambda: "payments of 3 of 3 orders" in texts(page.outcome), timeout=WAIT)
    assert "1 payment names an order that is not there." in texts(page.outcome)
    assert "the customers of 3 of 3 orders (100.0 %)" in texts(page.outcome)
    ways = [made.text() for made in page.customers.buttons.values()]
    assert ways == ["Mail of kontakte.csv", "Kd of the orders"]
    assert not (tmp_path / "raw" / "crri.toml").exists()
    with qtbot.waitSignal(session.results_changed, timeout=WAIT):
        page.use.click()
    assert session.results is not None
    assert (session.results.totals["orders"], session.results.totals["customers"]) == (3, 1)
    assert source.mapping is None


def test_the_columns_of_each_file_are_given_to_its_fields_alone(
    page: MappingPage, session: Session, qtbot: QtBot
) -> None:
    assert {page.columns.file.itemText(n) for n in range(3)} == {
        "vorgaenge.csv: orders",
        "kontakte.csv: customers",
        "zahlungseingang.csv: payments",
    }
    assert not page.columns.orders.isVisible()
    show_file(page, "zahlungseingang.csv: payments")
    assert shown(page) == ["✓ Vorgang", "✓ Womit", "✓ Wert", "✓ Ergebnis"]
    menu = [one.text() for one in page.columns.list.menu().actions()]
    assert "Amount of a payment" in menu and "Customer" not in menu
    # Of the payments nothing can be dropped on a field of the orders.
    found = page.columns.list.findItems("Womit", Qt.MatchFlag.MatchEndsWith)
    mime = page.columns.list.mimeData(found)
    event = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(page.fields.rows["customer"], event)
    assert not event.isAccepted()
    drop(page, "Womit", "payments.payment_type")
    assert page.fields.rows["payments.payment_type"].origin.text() == "✓ chosen by you"
    assert counted(page, qtbot) == COUNTED
    idle(session, qtbot)


@exhaustive
def test_customers_are_chosen_by_the_orders_own_column(
    page: MappingPage, session: Session, qtbot: QtBot
) -> None:
    counted(page, qtbot)
    _, own = page.customers.buttons.values()
    own.click()
    assert counted(page, qtbot) == "4 rows → 4 orders, 3 counted, 2 customers, 70.00"
    page.undo.click()
    assert counted(page, qtbot) == COUNTED
    # Without the file, and with it again.
    payments = page.fields.rows["payments"]
    place = payments.chooser.findText("(none)")
    payments.chooser.setCurrentIndex(place)
    payments.chooser.activated.emit(place)
    assert not page.fields.rows["payments.amount"].isVisible()
    counted(page, qtbot)
    assert "payments of" not in texts(page.outcome)
    choose(page, "payments", "zahlungseingang.csv")
    assert page.fields.rows["payments.amount"].isVisible()
    # A word of the payments: what failed counts as paid, by mistake, and is taken back.
    counted(page, qtbot)
    box = page.payments.box("fehlgeschlagen")
    assert box.currentText() == "Not completed"
    idle(session, qtbot)


@exhaustive
def test_another_file_is_taken_for_the_orders(
    page: MappingPage, session: Session, qtbot: QtBot
) -> None:
    show_file(page, "zahlungseingang.csv: payments")
    assert page.columns.orders.isVisible()
    with qtbot.waitSignal(page.mapping.opened, timeout=WAIT):
        page.columns.orders.click()
    idle(session, qtbot)
    assert page.columns.file.currentText() == "zahlungseingang.csv: orders"
    assert not page.columns.orders.isVisible()


def test_a_file_of_items_is_proposed_counted_and_run(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(source, session, write(tmp_path / "raw", SHOP), qtbot)
    # 13.50 + 20.00 + 14.00 of items; the fourth order is void.
    assert counted(page, qtbot) == "4 rows → 4 orders, 3 counted, 2 customers, 47.50"
    rows = page.fields.rows
    assert rows["items"].chooser.currentText() == "positionen.csv"
    assert rows["items.goods"].chooser.currentText() == "Menge * Preis"
    show_file(page, "positionen.csv: items")
    qtbot.waitUntil(lambda: "items of 3 of 3 orders (100.0 %)" in texts(page.outcome), timeout=WAIT)
    # B1 is unfolded with its two items, below the header of their file.
    items = page.unfolded.items
    assert items.rowCount() == 2 and items.isVisibleTo(page)
    places = [item.text() for y in range(2) if (item := items.item(y, 0)) is not None]
    assert places == ["positionen.csv:2", "positionen.csv:3"]
    qtbot.waitUntil(lambda: "13.50" in texts(page.unfolded), timeout=WAIT)
    with qtbot.waitSignal(session.results_changed, timeout=WAIT):
        page.use.click()
    assert session.results is not None
    assert session.results.totals["orders"] == 3

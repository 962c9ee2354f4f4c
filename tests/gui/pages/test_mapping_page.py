"""An export that CRRI does not know: its columns are mapped in the window, and it is run."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from crri_gui.definitions import Definitions
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.gui.pages.mapping.page import MappingPage
from crri_gui.gui.pages.source import SourcePage
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.widgets.basics import Notice
from tests.effort import exhaustive, pairs, some
from tests.gui.answers import pick_file
from tests.gui.conftest import WAIT

pytestmark = pytest.mark.long

GERMAN = """\
Beleg;wann;Kd;Anz;Betrag netto;Zustand
B1;03.01.2024;K1;2;10,00;abgeschlossen
B1;03.01.2024;K1;1;5,50;abgeschlossen
B2;14.02.2024;K1;1;30,00;abgeschlossen
B3;20.02.2024;K2;3;4,00;storniert
B4;25.03.2024;;1;8,00;beim Nachbarn
B5;28.03.2024;K2;1;100,00;abgeschlossen
"""
# With quantities: B1 20 + 5.50, B2 30, B3 12 (void), B4 8 (a guest), B5 100.
COUNTED = "6 rows → 5 orders, 4 counted, 2 customers, 163.50"
PORTUGUESE = """\
Nota,Quando,Quem,Valor pago
N1,2024-01-05 10:00,ana@example.com,12.00
N2,2024-02-06 10:00,ana@example.com,13.00
N3,2024-02-07 10:00,rui@example.com,20.50
"""
ENGLISH = """\
Ticket,Day made,Buyer ref,Worth
T1,2024-01-05,C1,12.00
T2,2024-02-06,C1,13.00
T3,2024-02-07,C2,20.50
"""


def write(folder: Path, text: str = GERMAN) -> Path:
    """A folder with one export."""
    raw = folder / "raw"
    raw.mkdir(exist_ok=True)
    (raw / "kasse.csv").write_text(text, encoding="utf-8")
    return raw


@pytest.fixture
def source(session: Session, qtbot: QtBot) -> SourcePage:
    """The first step, shown."""
    made = SourcePage(session)
    qtbot.addWidget(made)
    session.appearance.dress(made)
    made.resize(1000, 700)
    made.show()
    return made


def idle(session: Session, qtbot: QtBot) -> None:
    """Everything is looked at and counted."""
    qtbot.waitUntil(lambda: not session.queries.busy, timeout=WAIT)


def opened(source: SourcePage, session: Session, folder: Path, qtbot: QtBot) -> MappingPage:
    """The page that opens when the folder is chosen."""
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.choose_folder(folder)
    page = source.mapping
    assert page is not None
    idle(session, qtbot)
    return page


def counted(page: MappingPage, qtbot: QtBot) -> str:
    """The sentence at the foot, once nothing is being counted any more."""
    qtbot.waitUntil(lambda: not page.mapping.computing, timeout=WAIT)
    return page.foot.sentence.text()


def choose(page: MappingPage, field: str, column: str) -> None:
    """Choose a column in the list of a field, as a click does."""
    chooser = page.fields.rows[field].chooser
    place = chooser.findText(column)
    assert place > 0, [chooser.itemText(n) for n in range(chooser.count())]
    chooser.setCurrentIndex(place)
    chooser.activated.emit(place)


def map_german(page: MappingPage) -> None:
    """What CRRI cannot know of the German export."""
    choose(page, "goods", "Anz * Betrag netto")
    choose(page, "customer", "Kd")


def texts(widget: QWidget) -> str:
    """Everything that can be read in a part of the page."""
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def test_an_unknown_export_opens_its_mapping_and_is_not_run_unseen(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(source, session, write(tmp_path), qtbot)
    assert page.fields.rows["order"].chooser.currentText() == "Beleg"
    assert page.fields.rows["order"].origin.text().startswith("● proposed")
    assert page.fields.rows["time"].chooser.currentText() == "wann"
    assert page.fields.rows["goods"].origin.text() == "✕ needed: choose a column"
    assert not page.use.isEnabled()
    assert counted(page, qtbot) == "Still missing: Value of the goods. Choose a column for it."
    page.mapping.edit("order", "")
    several = "Still missing: Order, Value of the goods. Choose a column for each."
    assert counted(page, qtbot) == several
    page.undo.click()
    page.back.click()
    assert source.mapping is None
    assert "kasse.csv" in source._problem.text
    source.map.click()
    assert source.mapping is page


@exhaustive
def test_a_total_that_is_a_product_is_of_each_row_and_added_up(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(source, session, write(tmp_path), qtbot)
    map_german(page)
    choose(page, "paid", "Anz * Betrag netto")
    assert counted(page, qtbot).startswith(COUNTED)
    side = page.fields.rows["paid"].side
    assert side is not None and side.isVisibleTo(page)
    assert side.currentText() == "one amount per row"
    # B1 is 2 x 10.00 + 5.50, not the 20.00 of its first row: 163.50 as the goods are.
    told = page.mapping.consequences
    assert told is not None and told.amounts.paid == told.amounts.goods
    idle(session, qtbot)


def test_a_click_on_the_text_of_a_field_opens_its_list_and_typing_writes(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(source, session, write(tmp_path), qtbot)
    chooser = page.fields.rows["goods"].chooser
    line, view = chooser.lineEdit(), chooser.view()
    assert line is not None and line.placeholderText() == "choose a column"
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(view.isVisible, timeout=WAIT)
    # Who writes a product does not choose what begins like it.
    QTest.keyClicks(view, "A")
    qtbot.waitUntil(lambda: not view.isVisible(), timeout=WAIT)
    assert line.text() == "A"
    QTest.keyClicks(line, "nz * Betrag netto")
    # A text that somebody writes is not covered by the list.
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert not view.isVisible()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.mapping.draft is not None
    assert page.mapping.draft.value("item_goods") == "anz * betrag_netto"
    # There is nothing to be chosen for a name.
    title = page.fields.rows["title"].chooser
    name = title.lineEdit()
    assert name is not None
    QTest.mouseClick(name, Qt.MouseButton.LeftButton)
    assert not title.view().isVisible()
    idle(session, qtbot)


def test_without_a_status_a_warning_asks_for_one(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(source, session, write(tmp_path), qtbot)
    map_german(page)
    status = page.fields.rows["status"].chooser
    assert status.itemText(0) == "(none)"
    status.setCurrentIndex(0)
    status.activated.emit(0)
    counted(page, qtbot)
    shown = [one for one in page.outcome.findChildren(Notice) if "No status is mapped" in one.text]
    assert len(shown) == 1 and "choose it as the status" in texts(shown[0])
    idle(session, qtbot)


def test_the_classes_of_a_word_say_whether_they_count_by_the_definitions(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(source, session, write(tmp_path), qtbot)
    map_german(page)
    assert counted(page, qtbot).startswith(COUNTED)

    def offered() -> list[str]:
        box = page.words.box("beim Nachbarn")
        return [box.itemText(place) for place in range(box.count())]

    assert offered() == [
        "Not decided: counts",
        "Sale: counts",
        "Open: counts",
        "Returned: counts",
        "Void: does not count",
    ]
    asked: list[tuple[str, object]] = []
    session.go.connect(lambda step, view: asked.append((step, view)))
    [link] = page.words.links
    link.click()
    assert asked == [("definitions", "statuses")]
    # Only sales count: B4 (8.00) has no class yet.
    session.set_definitions(Definitions(statuses="delivered"))
    assert counted(page, qtbot).startswith("6 rows → 5 orders, 3 counted, 2 customers, 155.50")
    assert [one.rpartition(": ")[2] for one in offered()] == ["does not count", "counts"] + [
        "does not count"
    ] * 3
    # A list may name the word itself, whatever its class.
    session.set_definitions(Definitions(statuses=("beim Nachbarn", "returned")))
    assert counted(page, qtbot).startswith("6 rows → 5 orders, 1 counted, 0 customers, 8.00")
    assert all(text.endswith(": counts") for text in offered())
    idle(session, qtbot)


def test_the_page_scrolls_as_one_and_the_columns_stay_beside_the_fields(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(source, session, write(tmp_path), qtbot)
    assert not page.fields.findChildren(QScrollArea, "", Qt.FindChildOption.FindDirectChildrenOnly)
    rows = page.fields.rows
    for name in ("order", "goods", "customer", "status", "state", "payment_type", "product"):
        assert rows[name].chooser.isVisible(), name
    assert not rows["discount"].chooser.isVisible()
    page.fields.more.click()
    assert all(row.isVisible() for row in rows.values() if not row.fields[0].section)
    page._area.ensureWidgetVisible(rows["discount"])
    # As far down as the fields go, the list of columns is beside them.
    seen = page.columns.visibleRegion().boundingRect()
    assert seen.height() == page.columns.height()
    map_german(page)
    counted(page, qtbot)


def test_what_was_mapped_is_still_there_after_going_back(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(source, session, write(tmp_path), qtbot)
    map_german(page)
    assert counted(page, qtbot).startswith(COUNTED)
    page.back.click()
    with qtbot.waitSignal(page.mapping.opened, timeout=WAIT):
        source.map.click()
    assert counted(page, qtbot).startswith(COUNTED)
    assert page.mapping.can_undo


def test_mapped_it_is_run_and_published_as_its_rows_add_up(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    raw = write(tmp_path)
    page = opened(source, session, raw, qtbot)
    map_german(page)
    assert counted(page, qtbot).startswith(COUNTED)
    assert page.words.box("storniert").currentData() == "void"
    assert page.words.box("beim Nachbarn").currentData() == ""
    page.words.box("beim Nachbarn").setCurrentText("Void: does not count")
    page.words.box("beim Nachbarn").activated.emit(4)
    assert counted(page, qtbot).startswith("6 rows → 5 orders, 3 counted, 2 customers, 155.50")
    with qtbot.waitSignal(session.results_changed, timeout=WAIT):
        page.use.click()
    assert source.mapping is None
    assert "beleg" in (raw / "crri.toml").read_text(encoding="utf-8")
    qtbot.waitUntil(lambda: source._layout.text() == "kasse, 5 orders", timeout=WAIT)
    assert session.results is not None and session.request is not None
    assert session.results.totals["orders"] == 3
    run_and_publish(RunContext(), session.request, Target(tmp_path / "out"))
    with (tmp_path / "out" / "monthly_revenue.csv").open(encoding="utf-8-sig") as file:
        months = {row["order_month"]: row for row in csv.DictReader(file)}
    money = {month: float(row["revenue"]) for month, row in months.items()}
    assert money == {"2024-01": 25.5, "2024-02": 30.0, "2024-03": 100.0}


@pytest.mark.parametrize(
    ("text", "fields", "told"),
    [
        (
            PORTUGUESE,
            {"order": "Nota", "time": "Quando", "goods": "Valor pago", "customer": "Quem"},
            "3 rows → 3 orders, 3 counted, 2 customers, 45.50",
        ),
        (
            ENGLISH,
            {"order": "Ticket", "time": "Day made", "goods": "Worth", "customer": "Buyer ref"},
            "3 rows → 3 orders, 3 counted, 2 customers, 45.50",
        ),
    ],
)
def test_other_languages(
    source: SourcePage,
    session: Session,
    tmp_path: Path,
    qtbot: QtBot,
    text: str,
    fields: dict[str, str],
    told: str,
) -> None:
    page = opened(source, session, write(tmp_path, text), qtbot)
    for field, column in fields.items():
        if page.fields.rows[field].chooser.currentText() != column:
            choose(page, field, column)
    assert counted(page, qtbot).startswith(told)
    assert "ana@example.com" not in texts(page)


def drop(page: MappingPage, column: str, field: str) -> None:
    """Drag a column of the list onto a field, and let it go."""
    found = page.columns.list.findItems(column, Qt.MatchFlag.MatchEndsWith)
    mime = page.columns.list.mimeData(found)
    row = page.fields.rows[field]
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(5, 5), copy, mime, buttons, keys)
    QApplication.sendEvent(row, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(row, QDropEvent(QPointF(5, 5), copy, mime, buttons, keys))


def test_a_column_is_dragged_onto_a_field(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(source, session, write(tmp_path), qtbot)
    drop(page, "Kd", "customer")
    drop(page, "Betrag netto", "goods")
    # Without the quantities: 10 + 5.50 + 30 + 8 + 100.
    assert counted(page, qtbot).startswith("6 rows → 5 orders, 4 counted, 2 customers, 153.50")
    assert page.fields.rows["goods"].field.name == "item_goods"
    taken = {
        item.text(0): item.text(3)
        for item in (page.columns.list.topLevelItem(n) for n in range(6))
        if item is not None
    }
    assert taken["✓ Betrag netto"] == "Value of the goods"
    other = QMimeData()
    other.setText("wann")
    event = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        other,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(page.fields.rows["status"], event)
    assert not event.isAccepted()


def test_the_keyboard_alone_maps_it(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    session = window.session
    source = window.page("source")
    assert isinstance(source, SourcePage)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    page = opened(source, session, write(tmp_path), qtbot)
    qtbot.waitUntil(page.fields.rows["order"].chooser.hasFocus, timeout=WAIT)
    # Choose the field, Enter, choose the column, Enter.
    QTest.keyClick(page.fields.rows["order"].chooser, Qt.Key.Key_Tab)
    time = page.fields.rows["time"].chooser
    assert time.hasFocus()
    QTest.keyClick(time, Qt.Key.Key_Return)
    assert time.view().isVisible()
    QTest.keyClick(time.view(), Qt.Key.Key_Home)
    QTest.keyClick(time.view(), Qt.Key.Key_Down)
    QTest.keyClick(time.view(), Qt.Key.Key_Down)
    QTest.keyClick(time.view(), Qt.Key.Key_Return)
    assert page.mapping.draft is not None
    assert page.mapping.draft.value("time") == "beleg"
    QTest.keyClick(time, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.mapping.draft.value("time") == "wann"
    # Written: a product of columns.
    QTest.keyClick(time, Qt.Key.Key_Tab)
    goods = page.fields.rows["goods"].chooser
    assert goods.hasFocus()
    QTest.keyClicks(goods, "anz * betrag netto")
    QTest.keyClick(goods, Qt.Key.Key_Return)
    # From the other side: the column, Enter, the field.
    columns = page.columns.list
    columns.setFocus()
    QTest.keyClick(columns, Qt.Key.Key_Home)
    QTest.keyClick(columns, Qt.Key.Key_Down)
    QTest.keyClick(columns, Qt.Key.Key_Down)
    QTest.keyClick(columns, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if one.text() == "Customer")
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert counted(page, qtbot).startswith(COUNTED)
    page.use.setFocus()
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        QTest.keyClick(page.use, Qt.Key.Key_Space)
    assert source.mapping is None
    idle(session, qtbot)


def test_undo_redo_and_as_recognised(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(source, session, write(tmp_path), qtbot)
    assert not page.undo.isEnabled() and not page.recognised.isEnabled()
    map_german(page)
    drafts = page.mapping
    page.activateWindow()
    QTest.keyClick(
        page.fields.rows["customer"].chooser, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    )
    assert drafts.draft is not None and drafts.draft.value("customer") == ""
    # In a text that nobody changes, Ctrl+Z is that of the mapping too.
    line = page.fields.rows["goods"].chooser.lineEdit()
    assert line is not None
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert drafts.draft.value("item_goods") == ""
    page.redo.click()
    assert drafts.draft.value("item_goods") == "anz * betrag_netto"
    page.recognised.click()
    assert drafts.draft == drafts.recognised
    assert "Still missing" in counted(page, qtbot)
    page.undo.click()
    assert drafts.draft.value("item_goods") == "anz * betrag_netto"
    idle(session, qtbot)


@exhaustive
def test_counting_can_be_stopped_and_taken_up_again(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(source, session, write(tmp_path), qtbot)
    map_german(page)
    assert page.outcome.stop.isVisible()
    page.outcome.stop.click()
    assert counted(page, qtbot) == "Count what comes of it first."
    assert not page.use.isEnabled()
    page.outcome.count.click()
    assert counted(page, qtbot).startswith(COUNTED)
    assert page.use.isEnabled()


def test_what_is_no_column_is_refused_at_its_field(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(source, session, write(tmp_path), qtbot)
    row = page.fields.rows["goods"]
    QTest.keyClicks(row.chooser, "Preis * Anz")
    QTest.keyClick(row.chooser, Qt.Key.Key_Return)
    assert "no column 'Preis'" in row._refused.text()
    assert page.mapping.draft is not None
    assert [one.name for one in page.mapping.draft.missing] == ["goods"]


@exhaustive
def test_a_quantity_that_is_forgotten_is_told(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    # A cup costs 5.00 and a pot 20.00, however many are bought: 3 x 5 + 20 + 2 x 20 + 5.
    text = "Beleg,wann,Artikel,Anz,Preis hier\n" + "".join(
        f"B{n},2024-01-0{n},{goods}\n"
        for n, goods in enumerate(["Tasse,3,5.00", "Kanne,1,20.00", "Kanne,2,20.00"], 1)
    )
    text += "B4,2024-01-05,Tasse,1,5.00\n"
    page = opened(source, session, write(tmp_path, text), qtbot)
    choose(page, "goods", "Preis hier")
    assert counted(page, qtbot).endswith("0 customers, 50.00")
    assert page.foot.look.isVisible()
    qtbot.waitUntil(lambda: "the quantity is forgotten" in texts(page.outcome), timeout=WAIT)
    choose(page, "goods", "Anz * Preis hier")
    assert counted(page, qtbot).endswith("0 customers, 80.00")
    qtbot.waitUntil(lambda: "the quantity is forgotten" not in texts(page.outcome), timeout=WAIT)


def test_who_is_a_customer_and_what_an_order_becomes(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    text = "Rechnung,Bestelldatum,Kundennummer,E-Mail,Summe\n" + "".join(
        f"R{n},2024-0{n}-05,K{n % 3},{'abc'[n % 2]}@example.com,{n}.00\n" for n in range(1, 7)
    )
    page = opened(source, session, write(tmp_path, text), qtbot)
    for field, column in {
        "order": "Rechnung",
        "time": "Bestelldatum",
        "goods": "Summe",
        "customer": "Kundennummer",
    }.items():
        if page.fields.rows[field].chooser.currentText() != column:
            choose(page, field, column)
    assert counted(page, qtbot).startswith("6 rows → 6 orders, 6 counted, 3 customers, 21.00")
    ways = page.customers.buttons
    assert [one.isChecked() for one in ways.values()] == [True, False]
    qtbot.waitUntil(lambda: "100.0 %" in texts(page.customers), timeout=WAIT)
    assert "3 customers, 3 with two orders or more (100.0 %)" in texts(page.customers)
    assert "2 customers, 2 with two orders or more (100.0 %)" in texts(page.customers)
    heads = [page.unfolded.rows.horizontalHeaderItem(n) for n in range(4)]
    assert [head.text() for head in heads if head] == [
        *("Rechnung", "Bestelldatum", "Kundennummer", "Summe"),
    ]
    assert "R1" in texts(page.unfolded)
    list(ways.values())[1].click()
    assert counted(page, qtbot).startswith("6 rows → 6 orders, 6 counted, 2 customers, 21.00")


@exhaustive
def test_where_it_cannot_be_kept_beside_the_files_it_asks_for_a_file(
    source: SourcePage,
    session: Session,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw, elsewhere = write(tmp_path), tmp_path
    # What is written anew is first written beside it; a folder stands in that place.
    (raw / ".crri.toml.new").mkdir()
    page = opened(source, session, raw, qtbot)
    map_german(page)
    counted(page, qtbot)
    pick_file(monkeypatch, None)
    page.use.click()
    qtbot.waitUntil(page._problem.isVisible, timeout=WAIT)
    assert source.mapping is page
    pick_file(monkeypatch, elsewhere / "mine.toml")
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        page.use.click()
    assert (elsewhere / "mine.toml").exists()
    assert session.request is not None and session.request.mapping == elsewhere / "mine.toml"
    assert session.find_problem is None and source.mapping is None
    # Chosen again, the folder is read by it without asking.
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.choose_folder(raw)
    assert session.find_problem is None and source.mapping is None
    idle(session, qtbot)


@exhaustive
def test_a_folder_in_the_place_of_the_mapping_is_no_dead_end(
    source: SourcePage,
    session: Session,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = write(tmp_path)
    page = opened(source, session, raw, qtbot)
    map_german(page)
    counted(page, qtbot)
    (raw / "crri.toml").mkdir()
    pick_file(monkeypatch, None)
    page.use.click()
    qtbot.waitUntil(page._problem.isVisible, timeout=WAIT)
    assert "cannot be" in page._problem.text
    assert page.use.isEnabled()


def test_what_is_recognised_can_be_read_otherwise(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    raw = tmp_path / "square"
    raw.mkdir()
    (raw / "items.csv").write_text(
        "Date,Time,Net Sales,Transaction ID,Event Type,Customer ID\n"
        "2024-01-05,10:00:00,$12.00,T1,Payment,C1\n"
        "2024-02-06,10:00:00,$13.00,T2,Payment,C1\n"
        "2024-02-07,10:00:00,$20.50,T3,Payment,\n",
        encoding="utf-8",
    )
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.choose_folder(raw)
    qtbot.waitUntil(lambda: source._layout.text().endswith("3 orders"), timeout=WAIT)
    assert source._layout.text() == "Square: item sales, 3 orders"
    assert source.mapping is None
    with qtbot.waitSignal(session.results_changed, timeout=WAIT):
        session.run()
    assert not session.stale
    source.change.click()
    page = source.mapping
    assert page is not None
    idle(session, qtbot)
    assert counted(page, qtbot).startswith("3 rows → 3 orders, 3 counted, 1 customer, 45.50")
    assert page.fields.rows["order"].origin.text() == "from the layout that CRRI knows"
    chooser = page.fields.rows["customer"].chooser
    chooser.setCurrentIndex(chooser.findText("(none)"))
    chooser.activated.emit(chooser.currentIndex())
    assert counted(page, qtbot).startswith("3 rows → 3 orders, 3 counted, 0 customers, 45.50")
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        page.use.click()
    # What was computed is of the former mapping.
    assert session.stale
    idle(session, qtbot)


@pytest.mark.parametrize("language", some(["en", "pt_BR"], "pt_BR"))  # whose texts are longer
@pytest.mark.parametrize(("size", "percent"), pairs([(1024, 700), (1280, 800)], [100, 200]))
def test_nothing_is_clipped(
    session: Session,
    settings: Settings,
    tmp_path: Path,
    qtbot: QtBot,
    size: tuple[int, int],
    percent: int,
    language: str,
    request: pytest.FixtureRequest,
) -> None:
    if language == "pt_BR":
        request.getfixturevalue("portuguese")
    session.appearance.set_text_size(percent)
    try:
        page = MappingPage(session)
        qtbot.addWidget(page)
        session.appearance.dress(page)
        # Beside the list of steps, which grows with the text.
        page.resize(size[0] - 136 * percent // 100, size[1] - 70)
        page.show()
        with qtbot.waitSignal(session.found_changed, timeout=WAIT):
            session.choose_folder(write(tmp_path))
        with qtbot.waitSignal(page.mapping.opened, timeout=WAIT):
            page.open()
        map_german(page)
        counted(page, qtbot)
        assert page._area.horizontalScrollBar().maximum() == 0
        for shown in page.findChildren(QLabel):
            if shown.isVisible() and not shown.wordWrap():
                assert shown.width() >= shown.minimumSizeHint().width(), shown.text()
    finally:
        session.appearance.set_text_size(100)


def test_words_to_be_decided_are_told_at_the_foot_and_stay_in_place(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(source, session, write(tmp_path), qtbot)
    map_german(page)
    counted(page, qtbot)
    assert page.foot.decide.text() == "▲ 1 status word to decide"
    qtbot.wait(100)
    page.foot.decide.click()
    box = page.words.box("beim Nachbarn")
    qtbot.waitUntil(box.hasFocus, timeout=WAIT)
    before = box.mapTo(page, QPoint(0, 0)).y()
    box.setCurrentText("Void: does not count")
    box.activated.emit(box.currentIndex())
    # While it is counted, and when the warning above it is gone.
    counted(page, qtbot)
    qtbot.waitUntil(lambda: not page.foot.decide.isVisible(), timeout=WAIT)
    qtbot.wait(100)
    # At the end of the page no more than that it has become shorter.
    assert abs(box.mapTo(page, QPoint(0, 0)).y() - before) < box.height()

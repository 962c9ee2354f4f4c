"""Data: which file is which table, what is missing, what is open, and another choice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from crri_gui.gui.pages.source import SourcePage
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from crri_gui.raw_tables import RAW_TABLES
from tests.effort import exhaustive
from tests.gui.answers import cells, pick_file, pick_folder
from tests.gui.conftest import WAIT
from tests.shops import FILES, Shop

FILE, ROWS, FORM, STATE = 1, 2, 4, 5


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> SourcePage:
    """The page, shown."""
    made = SourcePage(session)
    qtbot.addWidget(made)
    session.appearance.dress(made)
    made.resize(1000, 700)
    made.show()
    return made


def choose(page: SourcePage, session: Session, folder: Path, qtbot: QtBot) -> None:
    """Choose a folder and wait until it was looked at and every head was read."""
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.choose_folder(folder)
    qtbot.waitUntil(lambda: not session.queries.busy, timeout=WAIT)


def cell(page: SourcePage, table: str, place: int) -> str:
    """A cell of the list of raw tables."""
    names = [raw.name for raw in RAW_TABLES]
    return cells(page.list)[names.index(table)][place]


def first_cell(page: SourcePage) -> str:
    """The first value of the first row that is shown."""
    item = page.file.preview.item(0, 0)
    return item.text() if item is not None else ""


def small_shop() -> Shop:
    """Two orders."""
    return Shop().add("o1", "u1", "2017-01-02", 10, score=5).add("o2", "u2", "2017-02-03", 20)


def test_each_table_asks_its_own_questions_when_it_is_selected(
    page: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    # 12.990 may be thousands, and no other amount says which.
    raw = Shop().add("o1", "u1", "2017-01-02", "12.990", paid=[("card", "12.99")]).write(tmp_path)
    page.hide()
    choose(page, session, raw, qtbot)
    assert page.file.rows_text("orders") == ""  # nobody sees it
    page.show()
    qtbot.waitUntil(lambda: not session.queries.busy, timeout=WAIT)
    assert cell(page, "order_items", ROWS) == "1"
    page.file.show_table("order_items")
    qtbot.waitUntil(lambda: not session.queries.busy, timeout=WAIT)
    asked = [box.accessibleName() for box in page.file.findChildren(QComboBox)]
    assert "How order_items.price is read" in asked


def test_products_are_used_where_a_table_asks_for_them(
    page: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    session.set_extensions(frozenset({"repeat"}))
    choose(page, session, raw, qtbot)
    assert cell(page, "products", STATE) == (
        "\N{EN DASH} not there: categories of the first order are not told"
    )
    (raw / "olist_products_dataset.csv").write_text(
        "product_id,product_category_name\np1,toys\n", encoding="utf-8"
    )
    choose(page, session, raw, qtbot)
    assert cell(page, "products", STATE) == "✓ found"
    session.set_extensions(frozenset())
    assert cell(page, "products", STATE) == "\N{EN DASH} understood, not used"
    assert cell(page, "sellers", STATE) == "\N{EN DASH} not there, not needed"


def test_the_empty_page_offers_a_folder_and_the_sample(page: SourcePage) -> None:
    assert page.choose.isVisible()
    assert page.sample.isVisible()
    assert not page.list.isVisible()


def test_files_rows_and_form_are_shown_before_any_run(
    page: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    choose(page, session, small_shop().write(tmp_path / "raw"), qtbot)
    assert cell(page, "orders", FILE) == FILES["orders"]
    assert cell(page, "orders", ROWS) == "2"
    assert cell(page, "orders", FORM) == "CSV, UTF-8, comma"
    assert "found" in cell(page, "orders", STATE)
    assert "not there" in cell(page, "products", STATE)
    assert session.find_problem is None
    assert session.results is None


@exhaustive
def test_rows_of_large_files_are_estimates_until_the_run(
    page: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    shop = Shop()
    for number in range(4000):
        shop.add(f"order-number-{number:09}", f"customer-{number:09}", "2017-05-05", 10)
    choose(page, session, shop.write(tmp_path / "raw"), qtbot)
    assert cell(page, "orders", ROWS).startswith("about ")
    about = int(cell(page, "orders", ROWS).removeprefix("about ").replace(",", ""))
    assert abs(about - 4000) < 100
    with qtbot.waitSignal(session.results_changed, timeout=WAIT):
        session.run()
    assert cell(page, "orders", ROWS) == "4,000"


def test_the_first_rows_of_the_selected_table_are_shown(
    page: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    choose(page, session, small_shop().write(tmp_path / "raw"), qtbot)
    preview = page.file.preview
    model = preview.model()
    assert [model.index(row, 0).data() for row in range(2)] == ["o1", "o2"]
    assert preview.rowCount() == 2
    page.list.setCurrentIndex(page.list.model().index(1, 0))
    assert model.headerData(1, Qt.Orientation.Horizontal) == "customer_unique_id"


def test_a_missing_table_says_what_is_lost(
    page: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    (raw / FILES["order_reviews"]).unlink()
    choose(page, session, raw, qtbot)
    assert "review_score and avg_review_score are blank" in cell(page, "order_reviews", STATE)
    assert session.find_problem is None


def test_a_needed_table_that_is_missing_blocks_and_can_be_given_by_hand(
    page: SourcePage,
    session: Session,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    elsewhere = tmp_path / "elsewhere.csv"
    shutil.move(raw / FILES["customers"], elsewhere)
    choose(page, session, raw, qtbot)
    assert cell(page, "customers", STATE) == "✕ missing"
    assert "found" in cell(page, "orders", STATE)
    assert session.find_problem is not None
    page.list.setCurrentIndex(page.list.model().index(1, 0))
    pick_file(monkeypatch, elsewhere)
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        page.file.other.click()
    assert "elsewhere.csv" in cell(page, "customers", FILE)
    assert session.find_problem is None
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        page.file.recognised.click()
    assert session.find_problem is not None


def test_a_table_that_is_not_needed_can_be_left_out(
    page: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    choose(page, session, small_shop().write(tmp_path / "raw"), qtbot)
    names = [raw.name for raw in RAW_TABLES]
    page.list.setCurrentIndex(page.list.model().index(names.index("order_reviews"), 0))
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        page.file.without.click()
    assert "missing" in cell(page, "order_reviews", STATE)
    assert session.request is not None
    assert session.request.tables == {"order_reviews": "none"}


def test_a_wrong_folder_is_one_sentence(
    page: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    choose(page, session, tmp_path / "nowhere", qtbot)
    assert "does not exist" in page._problem.text
    assert page._problem.isVisible()
    assert session.find_problem is not None


def test_an_ambiguous_date_is_asked_and_the_choice_settles_it(
    page: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    shop = small_shop()
    shop.orders = [
        ("o1", "c-o1", "delivered", "03/04/2017 10:00:00", "", ""),
        ("o2", "c-o2", "delivered", "05/06/2017 10:00:00", "", ""),
    ]
    choose(page, session, shop.write(tmp_path / "raw"), qtbot)
    [box] = (box for box in page.file.findChildren(QComboBox) if box is not page.file.part)
    assert "orders.order_purchase_timestamp" in box.accessibleName()
    box.setCurrentIndex(box.findData("mdy"))
    assert session.request is not None
    assert session.request.conventions.date_order == {"orders.order_purchase_timestamp": "mdy"}
    with qtbot.waitSignal(session.results_changed, timeout=WAIT):
        session.run()
    assert session.results is not None
    # 03/04 month first is 4 March, 05/06 is 6 May.
    assert session.results.totals["first_month"] == "2017-03"
    assert session.results.totals["last_month"] == "2017-05"


def test_the_zone_of_times_with_offsets_can_be_chosen(
    page: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    """On the clock of Bogota 03:30 UTC on 1 April is 22:30 on 31 March."""
    shop = Shop().add("order-1", "u1", "2017-04-01 03:30:00Z", "1.00", score=4)
    shop.add("order-2", "u2", "2017-04-02 10:00:00-05:00", "1.00")
    choose(page, session, shop.write(tmp_path / "raw"), qtbot)
    page.file.show_table("orders")
    qtbot.waitUntil(lambda: bool(page.file.findChildren(QComboBox, "zone")), timeout=WAIT)
    box = page.file.findChildren(QComboBox, "zone")[-1]  # a former one may be on its way out
    assert box.accessibleName() == "The shop's time zone"
    assert box.currentData() is None
    box.setCurrentIndex(box.findData("America/Bogota"))
    box.activated.emit(box.currentIndex())
    assert session.request is not None
    assert session.request.conventions.zone == "America/Bogota"
    with qtbot.waitSignal(session.results_changed, timeout=WAIT):
        session.run()
    assert session.results is not None
    assert session.results.totals["first_month"] == "2017-03"


def test_the_parts_of_a_table_are_one_line_and_each_can_be_looked_at(
    page: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    header, *rows = (raw / FILES["orders"]).read_text(encoding="utf-8").splitlines()
    (raw / FILES["orders"]).unlink()
    for number, line in enumerate(rows, 1):
        part = raw / f"orders_{number}.csv"
        part.write_text(f"{header}\n{line}\n", encoding="utf-8")
    choose(page, session, raw, qtbot)
    assert cell(page, "orders", FILE) == "2 files: orders_1.csv, …"
    assert "found" in cell(page, "orders", STATE)
    page.file.show_table("orders")
    assert page.file.part.isVisibleTo(page.file)
    assert first_cell(page) == "o1"
    page.file.part.setCurrentIndex(1)
    qtbot.waitUntil(lambda: not session.queries.busy, timeout=WAIT)
    assert first_cell(page) == "o2"
    with qtbot.waitSignal(session.results_changed, timeout=WAIT):
        session.run()
    page.refresh()
    assert cell(page, "orders", ROWS) == "2"
    page.file.show_table("customers")
    assert not page.file.part.isVisibleTo(page.file)


def test_a_folder_of_files_is_taken_where_their_names_leave_it_open(
    page: SourcePage,
    session: Session,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    header, *rows = (raw / FILES["orders"]).read_text(encoding="utf-8").splitlines()
    (raw / FILES["orders"]).unlink()
    (raw / "regions").mkdir()
    for name, line in zip(("north", "south"), rows, strict=True):
        (raw / "regions" / f"{name}.csv").write_text(f"{header}\n{line}\n", encoding="utf-8")
    choose(page, session, raw, qtbot)
    page.file.show_table("orders")
    assert "the folder of its files (Data)" in page.file._problem.text
    pick_folder(monkeypatch, raw / "regions")
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        page.file.folder.click()
    assert cell(page, "orders", FILE).startswith("2 files: ")


def test_a_file_that_vanishes_is_a_sentence(
    page: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.choose_folder(raw)
    shutil.rmtree(raw)
    page.file._previews.clear()
    page.file.show_table("customers")
    qtbot.waitUntil(lambda: not session.queries.busy, timeout=WAIT)
    assert "cannot be read any more" in page.file._problem.text


def test_choosing_remembers_recent_folders(
    page: SourcePage,
    session: Session,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    pick_folder(monkeypatch, None)
    page.choose.click()
    assert session.request is None
    pick_folder(monkeypatch, raw)
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        page.choose.click()
    page._fill_recent()
    assert [action.text() for action in page._recent_menu.actions()] == [str(raw)]
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        page._recent_menu.actions()[0].trigger()


def test_the_sample_shop_is_made_and_opened(
    page: SourcePage, session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        page.sample.click()
    qtbot.waitUntil(lambda: session.results is not None, timeout=WAIT)
    assert "found" in cell(page, "orders", STATE)
    assert session.find_problem is None


def test_a_dropped_file_opens_its_folder(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(raw / FILES["orders"]))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        window.dropEvent(event)
    assert session.request is not None
    assert session.request.input_dir == raw


def test_tables_in_an_archive_are_shown_and_previewed(
    page: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    plain = small_shop().write(tmp_path / "plain")
    raw = tmp_path / "raw"
    raw.mkdir()
    shutil.make_archive(str(raw / "archive"), "zip", plain)
    choose(page, session, raw, qtbot)
    assert cell(page, "orders", FILE) == f"archive.zip/{FILES['orders']}"
    assert cell(page, "orders", ROWS) == "2"
    assert cell(page, "orders", STATE) == "✓ found"
    assert first_cell(page) == "o1"


def test_all_problems_of_a_folder_are_readable(
    page: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    (raw / FILES["orders"]).write_bytes(b"")
    (raw / FILES["customers"]).write_text("id,name\n1,2\n", encoding="utf-8")
    choose(page, session, raw, qtbot)
    notice = page._problem
    assert notice.isVisible()
    orders, rest = notice.text.split("The file looks like the table customers")
    assert "The file is empty (0 bytes)" in orders
    assert "its first line reads 'id, name'" in rest
    assert notice.text.count("Export it") == 2
    # Each of its own table too.
    assert "cannot be used" in cell(page, "orders", STATE)
    assert "cannot be used" in cell(page, "customers", STATE)
    assert session.find_problem is not None
    # A label that does not show its last line would be lower than its text.
    label = notice._more
    assert label.height() >= label.heightForWidth(label.width())

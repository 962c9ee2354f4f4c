"""What would change is seen before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crri_gui.contract import ColumnType
from crri_gui.gui.i18n.numbers import NONE
from crri_gui.gui.pages.publish.figures import figures, fill, values_of
from crri_gui.gui.pages.publish.page import PublishPage
from crri_gui.gui.state.session import Session
from tests.effort import exhaustive
from tests.gui.answers import cells
from tests.gui.conftest import compute
from tests.gui.pages.publish.driving import idle, publish, publish_first, second_shop

pytestmark = pytest.mark.long


def test_what_changes_is_seen_before_anything_is_written(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    publish_first(page, session, tmp_path / "one", target, qtbot)
    before = (target / "master_orders.csv").read_bytes()
    compute(session, second_shop().write(tmp_path / "two"), qtbot)
    idle(session, qtbot)
    assert (target / "master_orders.csv").read_bytes() == before
    tables = cells(page.comparison.tables)
    assert ["master_orders: rows", "3", "4", "+1", "changes"] in tables
    # 10 + 20 + 30 = 60 published; 40 more computed.
    assert ["master_orders: order_value", "60.00", "100.00", "+40.00", ""] in tables
    assert cells(page.comparison.months) == [["Feb 2017", "", "", "", "comes"]]
    # 40 of 60 is 66.7 %.
    changes = (
        "Publishing the numbers shown here would change: Revenue +40.00 (+66.7 %), "
        "1 more order, 1 more month"
    )
    assert page.comparison.verdict.text.startswith(changes)
    assert not page.comparison.tables.isVisible()
    page.comparison.unfold.click()
    assert page.comparison.tables.isVisible()
    assert page.comparison.moves.isVisible()
    publish(page, session, qtbot)
    assert (target / "master_orders.csv").read_bytes() != before
    # What was changed stays within reach, with what it was before.
    told = "This publication has changed: Revenue +40.00 (+66.7 %), 1 more order, 1 more month"
    assert page.comparison.verdict.text.startswith(told)
    assert page.comparison.verdict.isVisible() and page.comparison.tables.isVisible()
    assert cells(page.comparison.tables) == tables
    assert page.comparison.tables.headerItem().text(1) == "Before"
    assert "What has changed in detail" in page.comparison.unfold.text()
    page.compare.click()
    idle(session, qtbot)
    assert "Nothing changes" in page.comparison.verdict.text
    assert not page.comparison.tables.isVisible()


@pytest.mark.parametrize(
    ("texts", "kind", "shown"),
    [
        (("148153.34", "1002654.39"), "money", ["148,153.34", "1,002,654.39"]),
        (("10", None), "money", ["10.00", NONE]),
        (("0.10000000000000001",), "money", ["0.10"]),
        (("166.75586520947178", "1166.7"), "number", ["166.76", "1,166.70"]),
        # Values that differ are shown as different, and a small difference is not 0.00.
        (("166.75586520947178", "166.75586999"), "number", ["166.755865", "166.755870"]),
        (("0.00000471",), "number", ["0.000005"]),
        (("1234", "5678"), "integer", ["1,234", "5,678"]),
        (("2017-01", "n/a"), "number", ["2017-01", "n/a"]),
        (("1234",), "text", ["1234"]),
    ],
)
def test_values_are_written_by_their_kind(
    texts: tuple[str | None, ...], kind: ColumnType, shown: list[str], session: Session
) -> None:
    assert values_of(texts, kind) == shown


def test_the_header_stands_above_its_values(qtbot: QtBot) -> None:
    table = figures("Months", ["Month", "Change", "State"])
    qtbot.addWidget(table)

    def right(place: int) -> bool:
        return bool(table.headerItem().textAlignment(place) & Qt.AlignmentFlag.AlignRight)

    # Whatever it showed before.
    for rows, last in (([], False), ([["Jan", "5", "7"]], True), ([["Jan", "5", "new"]], False)):
        fill(table, rows)
        assert (right(0), right(1), right(2)) == (False, True, last), rows


@exhaustive
def test_months_that_come_and_months_that_change_stand_in_the_order_of_time(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    publish_first(page, session, tmp_path / "one", target, qtbot)
    shop = second_shop().add("o7", "u7", "2017-01-20", 5)
    compute(session, shop.write(tmp_path / "two"), qtbot)
    idle(session, qtbot)
    months = [(row[0], row[-1]) for row in cells(page.comparison.months)]
    assert months == [("Jan 2017", "restated"), ("Feb 2017", "comes")]


@exhaustive
def test_columns_that_differ_from_the_contract_stand_in_red(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    publish_first(page, session, tmp_path / "raw", target, qtbot)
    file = target / "ops_metrics.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("late_delivery_rate", "late_rate"), encoding="utf-8")
    page.compare.click()
    idle(session, qtbot)
    assert page.comparison.broken.isVisible()
    assert "late_delivery_rate" in page.comparison.broken.text

"""The grid reads what is seen, however many rows there are."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.query.browse import View, open_grid
from crri_gui.gui.grid.grid import GridView
from crri_gui.gui.grid.grid_model import PAGES_KEPT, GridModel
from crri_gui.gui.pages.tables import TablesPage
from tests.gui.pages.tables.driving import click_head, open_view


def model_of(con: duckdb.DuckDBPyConnection, rows: int) -> GridModel:
    con.execute(
        f"CREATE OR REPLACE TABLE many AS SELECT i AS n, i % 5 AS five, 'x' || i AS t "
        f"FROM range({rows}) t(i)"
    )
    model = GridModel()
    model.show_grid(open_grid(DuckDB(RunContext(), con), View("many")), con, ["n", "five", "t"])
    return model


def test_the_model_keeps_qts_rules(page: TablesPage, qtbot: QtBot) -> None:
    QAbstractItemModelTester(
        page.pane.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page
    )
    click_head(page, qtbot, "order_value")
    page.pane.clear_filters()
    open_view(page, qtbot, View("rejects"))
    assert page.pane.model.rowCount() == 1


def test_pages_are_read_once_and_not_all_kept(qapp: object) -> None:
    with duckdb.connect() as con:
        model = model_of(con, 100_000)
        assert [model.values(row)[0] for row in (0, 511, 512, 99_999)] == [0, 511, 512, 99_999]
        assert model.pages_read == 3
        for row in range(0, 100_000, 512):
            assert model.values(row)[0] == row
        assert len(model._pages) == PAGES_KEPT
        before = model.pages_read
        assert model.values(99_999)[0] == 99_999
        assert model.pages_read == before
        assert model.values(0)[0] == 0  # long forgotten, read again
        assert model.pages_read == before + 1
        assert model.values(100_000) == ()


def test_a_model_whose_results_are_gone_shows_nothing_and_goes_on(qapp: object) -> None:
    con = duckdb.connect()
    model = model_of(con, 10_000)
    assert model.data(model.index(0, 0)) == "0"
    con.close()
    assert model.data(model.index(0, 0)) == "0"  # still in memory
    assert model.data(model.index(9_000, 0)) is None
    model.clear()
    assert model.rowCount() == model.columnCount() == 0


def test_select_all_and_jumping_about_read_only_what_is_seen(qtbot: QtBot) -> None:
    with duckdb.connect() as con:
        model = model_of(con, 2_000_000)
        grid = GridView(model)
        qtbot.addWidget(grid)
        grid.columns_changed({})
        grid.resize(800, 600)
        grid.show()
        qtbot.waitExposed(grid)
        asked = 0
        before = model.pages_read
        grid.selectAll()
        grid.viewport().repaint()
        grid.header.viewport().repaint()
        grid.rows_header.viewport().repaint()
        assert grid.chosen_cells() == ([0, 1, 2], [(0, 1_999_999)])
        assert model.pages_read - before <= 1
        for row in (1_999_999, 1_000_000, 5):
            grid.setCurrentIndex(model.index(row, 1))
            grid.viewport().repaint()
            asked += 1
        assert model.pages_read - before <= 2 * asked + 1
        assert grid.indexAt(QPoint(200, 5)).isValid()


def test_larger_text_makes_all_rows_higher_at_once(qapp: QApplication, qtbot: QtBot) -> None:
    """One by one they took Qt minutes where there are millions."""
    usual = qapp.font()
    with duckdb.connect() as con:
        grid = GridView(model_of(con, 20_000))
        qtbot.addWidget(grid)
        low = grid.rowHeight(0)
        one_by_one: list[int] = []
        grid.rows_header.sectionResized.connect(lambda place, *_: one_by_one.append(place))
        for points, times in ((2 * usual.pointSizeF(), 1.5), (usual.pointSizeF(), 1.0)):
            font = QFont(usual)
            font.setPointSizeF(points)
            grid.setFont(font)
            grid.columns_changed({})
            assert grid.rowHeight(0) == grid.rowHeight(19_999) >= times * low
        assert grid.rowHeight(0) == low
        assert not one_by_one


def test_no_head_asks_for_the_selection_of_every_row(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with duckdb.connect() as con:
        model = model_of(con, 200_000)
        grid = GridView(model)
        qtbot.addWidget(grid)
        grid.columns_changed({})
        grid.show()
        qtbot.waitExposed(grid)
        asked = 0
        plain = GridModel.flags

        def counting(self: GridModel, index: Any) -> Qt.ItemFlag:
            nonlocal asked
            asked += 1
            return plain(self, index)

        # Qt asks for the flags of each row when it wants to know whether all are selected.
        monkeypatch.setattr(GridModel, "flags", counting)
        grid.selectAll()
        grid.repaint()
        grid.header.viewport().repaint()
        grid.rows_header.viewport().repaint()
        assert asked < 5_000


def test_more_rows_than_qt_can_scroll_are_cut_and_said(page: TablesPage, qtbot: QtBot) -> None:
    grid, model = page.pane.grid, page.pane.model
    height = grid.verticalHeader().defaultSectionSize()
    assert model.most_rows * height < 2**31
    assert model.most_rows > 10_000_000
    model.most_rows = 3
    open_view(page, qtbot, View("master_orders", (), (("order_value", False),)))
    assert page.pane.foot.rows.text() in (
        "4 rows; the first 3 can be scrolled to",
        "4 rows",
    )
    page.pane.foot.show_rows(4, 9, 3)
    assert page.pane.foot.rows.text() == "4 of 9 rows; the first 3 can be scrolled to"

"""Pages of models: a verdict, a refusal in words, and what they leave of paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crri_gui.contract import EXTENSIONS
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.results import Results
from crri_gui.gui.charts.axes import on_paper
from crri_gui.gui.charts.cohorts.matrix import Cell, Matrix, Row
from crri_gui.gui.charts.heatmap import HeatMap
from crri_gui.gui.charts.scene import Item, Values
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.pages.dashboard.paper.sheet import laid_out, layouts
from crri_gui.gui.state.session import Session
from tests.gui.dashboard.further.driving import settled, shown, tab


def test_a_shop_that_is_too_young_is_refused_in_words(page: DashboardPage, qtbot: QtBot) -> None:
    repeat = tab(page, "repeat", qtbot)
    assert repeat.refused
    assert not any(card.isVisible() for card in (*repeat.cards, *repeat.chart_cards.values()))
    # From 10 January to 30 April; three windows of 90 days are needed.
    assert repeat.words.isVisible() and "270" in repeat.words.sentences[0]


def test_the_verdict_and_whom_to_act_on(
    session: Session, signal: Path, computed: dict[Path, Results], qtbot: QtBot
) -> None:
    session.set_extensions(frozenset(EXTENSIONS))
    made = shown(session, signal, computed, qtbot)
    repeat = tab(made, "repeat", qtbot)
    assert not repeat.refused
    assert repeat.words.sentences[0].startswith("Of 1,000 customers in the top tenth, ")
    assert [item.key for item in repeat.calibration.items] == [str(n) for n in range(1, 11)]
    last = repeat.windows.table().rows[-1]
    assert last[-1] == "usable" and last[3] == pytest.approx(last[2] / last[1], abs=1e-6)
    assert repeat.lift.items[-1].value is not None and repeat.lift.items[-1].value > 3
    gone: list[View] = []
    repeat.chosen.connect(gone.append)
    QTest.mouseClick(repeat.list_likeliest, Qt.MouseButton.LeftButton)
    assert gone[0].table == "repeat_propensity"
    assert gone[0].filters == (Filter("decile", "is", (1,)),)
    predicted = tab(made, "predicted", qtbot)
    assert predicted.words.sentences[0].startswith("Nothing is predicted: ")
    assert not any(card.isVisible() for card in predicted.cards)
    ways = {item.key: item.value for item in predicted.test.items}
    assert set(ways) <= {"MBG/NBD", "BG/NBD", "table"} and "table" in ways
    assert all(value is not None and 0.5 < value < 2 for value in ways.values())


def test_digits_of_25_cohorts_can_be_read_on_paper(session: Session, qtbot: QtBot) -> None:
    chart = HeatMap("Cohorts", session.appearance)
    qtbot.addWidget(chart)
    rows = tuple(Row("Sep 2016", 10_000) for _ in range(25))
    columns = tuple((str(place), False) for place in range(25))
    cells = tuple(Cell(row, column, 0.0099) for row in range(25) for column in range(25 - row))
    matrix = Matrix(rows, columns, cells, write=lambda value: f"{100 * value:.2f}", aligned=True)
    chart.set_matrix(matrix, [Item("", "", 1.0, ())] * 400, Values(), lambda _: (), lambda _: None)
    paper = on_paper(QApplication.font())
    # The room of the heat map on its sheet: A4 lying, with cards above and three charts below.
    font = chart._font_of_picture(paper, QSizeF(1000, 345))
    assert font.pixelSize() * 72 / 96 >= 7


@pytest.mark.parametrize("percent", [100, 200])
def test_large_text_leaves_the_charts_on_paper_their_room(
    page: DashboardPage, percent: int, tmp_path: Path, qtbot: QtBot
) -> None:
    page.save_pdf(tmp_path / "report.pdf")  # asks for the numbers of all pages
    settled(page, qtbot)
    page._session.appearance.set_text_size(percent)
    room = QRectF(0, 40, 1040, 680)  # A4 without head and foot, in 1/96 inch
    try:
        settled(page, qtbot)
        sheets = [(key, place) for key in page.keys for place in range(len(layouts(page.tab(key))))]
        for key, place in sheets:
            shown = page.tab(key)
            sheet = laid_out(shown, room, 2, place)
            boxes = [box for _, box in (*sheet.cards, *sheet.boxes)]
            for number, box in enumerate(boxes):
                assert box.height() > 30 and room.contains(box), (key, box)
                assert not any(box.intersects(other) for other in boxes[:number]), key
            charts = [box for part, box in sheet.boxes if part in shown.charts]
            # The highest has a fifth of the sheet, whatever stands above; one page has none here.
            highest = max((box.height() for box in charts), default=room.height())
            assert highest > room.height() / 5, key
    finally:
        page._session.appearance.set_text_size(100)

"""What leaves the dashboard: pictures, values for a spreadsheet, the report."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from crri_gui.dashboard.pages import PAGES
from crri_gui.dashboard.palette import LIGHT
from crri_gui.engine.query.dashboard.filters import Filters
from crri_gui.errors import OutputError
from crri_gui.gui.charts import pictures
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.pages.dashboard.paper.pdf_report import landscape
from crri_gui.gui.state.session import Session
from tests.effort import exhaustive
from tests.gui.answers import pick_file
from tests.gui.conftest import WAIT
from tests.gui.dashboard.driving import (
    cards,
    every_chart,
    settled,
    show_tab,
    tab_of,
)


@exhaustive
@pytest.mark.long
def test_every_chart_is_saved_as_png_and_svg(
    page: DashboardPage, tmp_path: Path, qtbot: QtBot
) -> None:
    charts = every_chart(page, qtbot)
    assert len(charts) > sum(len(one.window_charts) for one in PAGES if not one.asked_with) >= 13
    for number, chart in enumerate(charts):
        png, svg = tmp_path / f"{number}.png", tmp_path / f"{number}.svg"
        pictures.save_png(chart, png)
        pictures.save_svg(chart, svg)
        image = QImage(str(png))
        assert image.width() > 1000
        assert QColor(image.pixel(2, 2)).name() == LIGHT.surface
        small = image.scaled(100, 50)
        assert len({small.pixel(x, y) for x in range(100) for y in range(50)}) > 5
        renderer = QSvgRenderer(str(svg))
        assert renderer.isValid()
        assert renderer.defaultSize().width() > 500
        assert "<image" not in svg.read_text(encoding="utf-8")  # lines and letters


def test_pictures_are_light_whatever_the_theme(
    page: DashboardPage, session: Session, tmp_path: Path
) -> None:
    chart = tab_of(page, "executive").revenue
    pictures.save_png(chart, tmp_path / "light.png")
    light = chart.grab().toImage()
    session.appearance.choose("dark")
    try:
        pictures.save_png(chart, tmp_path / "dark.png")
        dark = chart.grab().toImage()
    finally:
        session.appearance.choose("light")
    assert QImage(str(tmp_path / "dark.png")) == QImage(str(tmp_path / "light.png"))
    assert dark != light


def test_the_menu_saves_where_the_user_says(
    page: DashboardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    card = tab_of(page, "executive").chart_cards["revenue by month"]
    said: list[str] = []
    session.said.connect(said.append)
    actions = {action.text(): action for action in card.menu().actions()}
    pick_file(monkeypatch, tmp_path / "chart.svg")
    actions["Save as SVG…"].trigger()
    assert QSvgRenderer(str(tmp_path / "chart.svg")).isValid()
    pick_file(monkeypatch, tmp_path / "chart.png")
    actions["Save as PNG…"].trigger()
    assert not QImage(str(tmp_path / "chart.png")).isNull()
    assert len(said) == 2
    pick_file(monkeypatch, None)
    actions["Save as PNG…"].trigger()
    assert len(said) == 2


def test_a_picture_that_cannot_be_written_is_told(
    page: DashboardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    problems: list[OutputError] = []
    session.problem.connect(problems.append)
    card = tab_of(page, "executive").chart_cards["revenue by month"]
    for name in ("x.png", "x.svg"):
        pick_file(monkeypatch, tmp_path / "no such folder" / name)
        action = "Save as PNG…" if name.endswith("png") else "Save as SVG…"
        next(made for made in card.menu().actions() if made.text() == action).trigger()
    assert len(problems) == 2
    assert all(isinstance(problem, OutputError) for problem in problems)


def test_values_are_copied_for_a_spreadsheet(page: DashboardPage, qtbot: QtBot) -> None:
    card = tab_of(page, "executive").chart_cards["revenue by month"]
    next(made for made in card.menu().actions() if made.text() == "Copy as table").trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["order_month", "Total Revenue", "Total Orders"]
    assert lines[1].split("\t") == ["2020-01", "180", "3", "2", ""]
    assert lines[3].split("\t") == ["2020-03", "0", "0", "0", "-1"]
    tab = show_tab(page, "retention", qtbot)
    tab.cohorts.copy_values()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[1].split("\t") == ["all", "4", "1", "0.25", "0.25", "0"]
    assert lines[2].split("\t") == ["2020-01", "2", "1", "0.5", "0", "0"]
    assert lines[3].split("\t") == ["2020-02", "2", "1", "0", "0.5", ""]
    show_tab(page, "segmentation", qtbot).scatter.copy_values()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[1].split("\t") == ["u4", "1", "1", "100", "Mid Value"]
    assert len(lines) == 5


def test_the_menu_of_a_mark_filters_and_shows_rows(page: DashboardPage) -> None:
    chart = tab_of(page, "executive").states
    chart.set_current(0)
    texts = [
        action.text()
        for action in tab_of(page, "executive").chart_cards["revenue by state"].menu().actions()
    ]
    assert texts[:2] == ["Filter the page by this", "Show the rows in Tables"]


def sheets_of(page: DashboardPage) -> int:
    """Those of the pages, and two for the definitions of so many measures."""
    return sum(len(page.tab(key).print_layouts()) for key in page.keys) + 2


def test_the_report_has_all_pages_in_lines_and_letters(
    page: DashboardPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.save_pdf(tmp_path / "report.pdf")
    settled(page, qtbot)
    content = (tmp_path / "report.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", content)) == sheets_of(page)
    assert re.search(rb"/Count %d\b" % (sheets_of(page)), content)
    boxes = [float(number) for number in re.findall(rb"/MediaBox \[0 0 ([\d.]+)", content)]
    assert boxes and all(abs(width - 842) < 1 for width in boxes)  # A4 lying, in points
    assert b"/Subtype /Image" not in content


@exhaustive
def test_a_printer_gets_the_same_pages(
    page: DashboardPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page.save_pdf(tmp_path / "report.pdf")  # asks for the numbers of all pages
    settled(page, qtbot)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageLayout(landscape())
    assert printer.resolution() > 600
    page.report().paint(printer)
    content = (tmp_path / "printed.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", content)) == sheets_of(page)
    assert b"/Subtype /Image" not in content


@exhaustive
def test_a_report_waits_for_the_filters_that_were_changed_meanwhile(
    page: DashboardPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.save_pdf(tmp_path / "report.pdf")
    page.filter_bar.set_filters(Filters(("2020-01", "2020-02")))
    settled(page, qtbot)
    qtbot.waitUntil((tmp_path / "report.pdf").exists, timeout=WAIT)
    assert {key: cards(page.tab(key)) for key in ("executive", "operations")} == {
        "executive": cards(page.tab("executive")),
        "operations": {
            "Avg Delivery Days": "5.60",
            "Late Delivery Rate": "40.00 %",
            "Avg Review Score": "3.50",
            "Total Orders": "6",
        },
    }
    assert cards(page.tab("executive"))["Total Revenue"] == "340.00"


def test_what_the_report_says_of_its_numbers(
    page: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    page.filter_bar.set_filters(Filters(("2020-01", "2020-02"), frozenset({"card"})))
    settled(page, qtbot)
    report = page.report()
    assert report.about(page.tab("executive")) == [
        "All data: 7 orders of 4 customers, last order on 2020-04-30  ·  "
        "Jan 2020 to Feb 2020; card",
        "Definitions: recommended",
    ]
    assert report.about(page.tab("segmentation"))[0].endswith("no filter")
    page.filter_bar.filters = Filters(left_out=frozenset({"2020-02", "2020-04"}))
    report = page.report()
    assert report.about(page.tab("executive"))[0].endswith("without Feb 2020, Apr 2020")
    assert report.about(page.tab("segmentation"))[0].endswith("no filter")


@exhaustive
def test_a_report_that_cannot_be_written_is_told(
    page: DashboardPage, tmp_path: Path, session: Session, qtbot: QtBot
) -> None:
    problems: list[OutputError] = []
    session.problem.connect(problems.append)
    page.save_pdf(tmp_path / "no such folder" / "report.pdf")
    settled(page, qtbot)
    (problem,) = problems
    assert isinstance(problem, OutputError)
    assert problem.file == str(tmp_path / "no such folder" / "report.pdf")


def test_the_report_button_asks_where(
    page: DashboardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    pick_file(monkeypatch, tmp_path / "asked.pdf")
    menu = page._report_button.menu()
    assert [action.text() for action in menu.actions()] == ["Save as PDF…", "Print…"]
    menu.actions()[0].trigger()
    settled(page, qtbot)
    assert (tmp_path / "asked.pdf").read_bytes().startswith(b"%PDF-")

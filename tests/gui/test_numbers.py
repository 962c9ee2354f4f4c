"""Dates, counts and shortened amounts: one form in each language."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from crri_gui.engine.core.findings import finding
from crri_gui.engine.query.catalog import Field
from crri_gui.gui.charts.axes import short_money
from crri_gui.gui.grid import cell_text
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import counted, translate_message
from crri_gui.gui.pages.dashboard.cards import changed
from crri_gui.gui.widgets.flow import Flow
from crri_gui.messages import Month

DAY = dt.date(2018, 3, 31)
MOMENT = dt.datetime(2018, 3, 31, 14, 5, 9)
TIME = Field("purchased_at", "time", "TIMESTAMP")
ROWS = "{rows:,} {rows|row|rows}"


@pytest.fixture
def english(qapp: object) -> None:
    QLocale.setDefault(QLocale("en_US"))


@pytest.mark.usefixtures("english")
def test_english_writes_days_from_the_year_down() -> None:
    assert numbers.date(DAY) == "2018-03-31"
    assert numbers.moment(MOMENT) == "2018-03-31 14:05"
    assert cell_text.formatter(TIME)(MOMENT) == "2018-03-31 14:05:09"
    assert cell_text.bound(TIME, "2018-03-31") == "2018-03-31"
    with pytest.raises(ValueError, match="Write a date"):
        cell_text.bound(TIME, "31/03/2018")


@pytest.mark.usefixtures("portuguese")
def test_portuguese_writes_and_reads_days_from_the_day_up() -> None:
    assert numbers.date(DAY) == "31/03/2018"
    assert cell_text.formatter(TIME)(MOMENT) == "31/03/2018 14:05:09"
    assert cell_text.bound(TIME, "31/03/2018") == "2018-03-31"
    assert cell_text.bound(TIME, "1/3/2018 08:30") == "2018-03-01 08:30:00"
    assert cell_text.bound(TIME, "2018-03-31") == "2018-03-31"
    assert cell_text.written(TIME, "2018-03-31 14:05:09") == "31/03/2018 14:05:09"


@pytest.mark.usefixtures("portuguese")
def test_months_of_findings_and_their_examples_are_named() -> None:
    found = finding("month_partial", month="2016-09")
    assert found.message.startswith("Sep 2016: ")
    assert translate_message(found.message).startswith("Set. 2016: ")
    assert translate_message(Month("2016-11")) == numbers.month("2016-11") == "nov. 2016"


def test_a_record_without_a_time_is_shown_as_it_is() -> None:
    assert numbers.stamp("damaged") == "damaged"


@pytest.mark.usefixtures("english")
def test_english_counts_one_apart() -> None:
    said = [counted(ROWS, rows=rows) for rows in (0, 1, 2, 1234)]
    assert said == ["0 rows", "1 row", "2 rows", "1,234 rows"]
    assert (short_money(1_500_000), numbers.compact_money(Decimal(50_000))) == ("1.5 M", "50.0 k")


@pytest.mark.usefixtures("english")
def test_nearly_nothing_and_nearly_all_are_not_written_as_such_in_sentences() -> None:
    shares = [numbers.percent_in_words(share) for share in (0, 0.0004, 0.25, 0.9996, 1)]
    assert shares == ["0.0 %", "0.04 %", "25.0 %", "99.96 %", "100.0 %"]
    # An arrow beside a change of 0.0 would point at nothing.
    assert changed("Total Revenue", 0.0004) == "+0.04 %"
    assert changed("Total Revenue", -0.99996) == "-99.996 %"
    assert changed("Total Revenue", 0.0) == "0.0 %"
    assert changed("Late Delivery Rate", -0.0004) == "-0.04 pp"
    assert changed("Avg Delivery Days", 0.004) == "+0.004"


@pytest.mark.usefixtures("portuguese")
def test_portuguese_counts_none_as_one() -> None:
    said = [counted("{rows:,} {rows|linha|linhas}", rows=rows) for rows in (0, 1, 2, 1234)]
    assert said == ["0 linha", "1 linha", "2 linhas", "1.234 linhas"]
    assert (short_money(1_500_000), numbers.compact_money(50_000)) == ("1,5 mi", "50,0 mil")


def test_a_row_becomes_several_where_there_is_no_room(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    flow = Flow(10)
    parts = [QLabel(parent=outer) for _ in range(4)]
    for part in parts:
        part.setFixedSize(100, 20)
        flow.addWidget(part)
    outer.setLayout(flow)
    parts[1].hide()
    # Three of 100 with two gaps between them; the hidden one takes no room.
    assert (flow.sizeHint().width(), flow.minimumSize().width()) == (320, 100)
    assert [flow.heightForWidth(width) for width in (320, 319, 209)] == [20, 50, 80]

"""While an export is mapped, what it becomes is counted and told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from crri_gui.definitions import Definitions
from crri_gui.gui.pages.source import SourcePage
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import Notice
from tests.effort import exhaustive
from tests.gui.conftest import WAIT
from tests.gui.pages.mapping.driving import (
    COUNTED,
    choose,
    counted,
    idle,
    map_german,
    opened,
    texts,
    write,
)

pytestmark = pytest.mark.long


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

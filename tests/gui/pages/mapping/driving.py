"""Exports that CRRI does not know, and what a user does with their fields."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from crri_gui.gui.pages.mapping.page import MappingPage
from crri_gui.gui.pages.source import SourcePage
from crri_gui.gui.state.session import Session
from tests.gui.conftest import WAIT

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

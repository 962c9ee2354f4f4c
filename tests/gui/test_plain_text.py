"""Names of files and values are text: no label, tip or question takes them for HTML."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import Qt as Gui
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget
from pytestqt.qtbot import QtBot

import crri_gui.gui
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state import steps
from crri_gui.gui.widgets.basics import question
from tests.gui.conftest import WAIT, compute
from tests.shops import FILES

pytestmark = pytest.mark.long

SOURCES = sorted(Path(crri_gui.gui.__file__).parent.rglob("*.py"))
# The two that make plain ones, and a subclass that is plain itself.
MAKERS = {"basics.py": {"QLabel", "QMessageBox"}}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_labels_and_questions_are_made_plain(source: Path) -> None:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            made = node.func.id in {"QLabel", "QMessageBox"}
            assert not made or node.func.id in MAKERS.get(source.name, set()), node.lineno
        if isinstance(node, ast.ClassDef):
            bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
            if bases & {"QLabel", "QMessageBox"}:
                assert "setTextFormat(Qt.TextFormat.PlainText)" in ast.unparse(node), node.name


def shown_as_html(widget: QWidget) -> list[str]:
    """The texts below a widget, of labels and tips, that Qt takes for HTML and we have not made."""
    found = []
    for one in (widget, *widget.findChildren(QWidget)):
        if isinstance(one, QLabel) and one.textFormat() != Qt.TextFormat.PlainText and one.text():
            found += [one.text()] * Gui.mightBeRichText(one.text())
        tips = [one.toolTip()]
        if isinstance(one, QAbstractItemView) and one.model() is not None:
            tips += tips_of(one.model(), QModelIndex())
        found += [t for t in tips if Gui.mightBeRichText(t) and not t.startswith("<qt>")]
    return found


def tips_of(model: QAbstractItemModel, parent: QModelIndex) -> list[str]:
    tips = []
    for row in range(min(model.rowCount(parent), 50)):
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
        for column in range(columns):
            index = model.index(row, column, parent)
            tips.append(str(model.data(index, Qt.ItemDataRole.ToolTipRole) or ""))
        tips += tips_of(model, model.index(row, 0, parent))
    return tips


def test_a_files_name_is_shown_as_it_is(
    window: Window, shop: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    raw = Path(shutil.copytree(shop, tmp_path / "raw"))
    try:
        # Below the raw folder it is <b>x</b>.csv.
        (raw / "<b>x<").mkdir()
        (raw / FILES["orders"]).rename(raw / "<b>x<" / "b>.csv")
    except OSError:
        pytest.skip("no file can have this name here")
    compute(window.session, raw, qtbot)
    for step in steps.STEPS:
        window.show_page(step)
        qtbot.waitUntil(lambda: not window.session.worker.busy, timeout=WAIT)
        assert shown_as_html(window) == []
    doing = window.statusBar().findChildren(QLabel)
    assert doing and all(one.textFormat() == Qt.TextFormat.PlainText for one in doing)


def test_a_question_is_plain(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    asked = question(parent, "Title", "<b>x</b>", "<i>y</i>")
    texts = {label.text(): label.textFormat() for label in asked.findChildren(QLabel)}
    assert texts["<b>x</b>"] == texts["<i>y</i>"] == Qt.TextFormat.PlainText

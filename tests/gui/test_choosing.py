"""Where to save: the ending says what is in the file, and nothing is replaced unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from crri_gui.gui.state.settings import Settings
from crri_gui.gui.widgets.choosing import (
    choose_file,
    choose_folder,
    choose_new_file,
    choose_new_folder,
)
from tests.gui.answers import press_in_question, type_folder

KINDS = "CSV (*.csv);;Excel workbook (*.xlsx)"


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def typed(monkeypatch: pytest.MonkeyPatch, name: Path, kind: str = "") -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(name), kind))


@pytest.mark.parametrize("made", [True, False], ids=["documents", "home"])
def test_the_first_look_for_files_begins_among_the_users_documents(
    parent: QWidget,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    made: bool,
) -> None:
    """Qt would begin in the folder that the program was started from; later it is the last one."""
    documents = tmp_path / "Documents"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(documents))
    if made:
        documents.mkdir()
    begun: list[Path] = []
    (chosen := tmp_path / "shop").mkdir()

    def folder(*given: object) -> str:
        begun.append(Path(str(given[2])))
        return str(chosen)

    def file(*given: object) -> tuple[str, str]:
        return folder(*given), ""

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", folder)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", file)
    choose_folder(parent, "Open", settings)
    choose_file(parent, "Open", KINDS, settings)
    assert begun == [documents if made else tmp_path, chosen]


@pytest.mark.parametrize(
    ("name", "kind", "saved"),
    [
        ("orders.csv", "CSV (*.csv)", "orders.csv"),
        ("orders.XLSX", "CSV (*.csv)", "orders.XLSX"),
        ("orders", "CSV (*.csv)", "orders.csv"),
        ("orders", "Excel workbook (*.xlsx)", "orders.xlsx"),
        ("orders", "", "orders.csv"),
        ("orders.2018", "CSV (*.csv)", "orders.2018.csv"),
        ("orders v1.2 final", "CSV (*.csv)", "orders v1.2 final.csv"),
    ],
)
def test_a_name_gets_the_ending_of_what_is_saved(
    parent: QWidget,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    kind: str,
    saved: str,
) -> None:
    typed(monkeypatch, tmp_path / name, kind)
    assert choose_new_file(parent, "Save", "x.csv", KINDS, settings) == tmp_path / saved


@pytest.mark.parametrize(
    ("answer", "saved"), [("Save so", "orders.csv"), ("Cancel", None)], ids=["so", "cancel"]
)
def test_another_ending_is_asked_about(
    parent: QWidget,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    saved: str | None,
) -> None:
    typed(monkeypatch, tmp_path / "orders.txt", "CSV (*.csv)")
    seen: list[str] = []
    press_in_question(answer, seen)
    chosen = choose_new_file(parent, "Save", "x.csv", KINDS, settings)
    assert chosen == (tmp_path / saved if saved else None)
    assert "“.txt” files cannot be saved here. Save as “orders.csv”?" in seen[0]


def test_what_the_ending_makes_of_a_name_is_not_replaced_unasked(
    parent: QWidget, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "orders.csv").write_text("")
    typed(monkeypatch, tmp_path / "orders", "CSV (*.csv)")
    press_in_question("Cancel")
    assert choose_new_file(parent, "Save", "x.csv", KINDS, settings) is None
    press_in_question("Replace it")
    assert choose_new_file(parent, "Save", "x.csv", KINDS, settings) == tmp_path / "orders.csv"


def test_a_proposed_name_is_no_path(
    parent: QWidget, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[Path] = []

    def ask(*asked: str) -> tuple[str, str]:
        proposed.append(Path(asked[2]))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    assert choose_new_file(parent, "Save", "Orders / month.csv", KINDS, settings) is None
    assert proposed[0].name == "Orders - month.csv"


def test_a_folder_to_publish_to_may_be_new_and_lies_beside_the_proposed_one(
    parent: QWidget, settings: Settings, tmp_path: Path
) -> None:
    proposed = tmp_path / "raw dashboard"
    (tmp_path / "raw").mkdir()
    settings.put("dialogs/last", str(tmp_path / "raw"))

    def choose(typed: str | None, *, by_return: bool = False) -> Path | None:
        type_folder(typed, begun, by_return=by_return)
        return choose_new_folder(parent, "Publish", proposed, settings)

    begun: list[str] = []
    assert choose(None) is None
    assert choose("published") == tmp_path / "published"
    assert choose(str(tmp_path / "new" / "below")) == tmp_path / "new" / "below"
    assert choose(str(tmp_path / "new" / "below"), by_return=True) == tmp_path / "new" / "below"
    assert choose("raw") == tmp_path / "raw"
    assert begun == [tmp_path.as_posix()] * 5
    # Nothing is made before it is published, and the next dialog begins where there is something.
    assert not (tmp_path / "new").exists() and not (tmp_path / "published").exists()

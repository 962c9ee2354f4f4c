"""The Tables page over a shop whose rows are known by heart."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crri_gui.engine.results import Results
from crri_gui.gui.pages.tables import TablesPage
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from tests.gui.conftest import show_computed
from tests.gui.pages.tables.driving import settle, shown
from tests.shops import FILES, Shop


def known_shop() -> Shop:
    """Four counted orders of three customers, a canceled one."""
    return (
        Shop()
        .add("o1", "ana", "2017-01-05", "100.10", delivered="2017-01-08 12:00:00", score=5)
        .add("o2", "ben", "2017-01-31", "20.00", state="RJ", score=1)
        .add("o3", "ben", "2017-02-01", "7.25", state="RJ", paid=[("boleto", "7.25")])
        .add("o4", "cy", "2017-03-10", "1300.00", state="=evil", paid=[("boleto", "1300")])
        .add("o5", "dan", "2017-03-11", "50.00", status="canceled")
    )


@pytest.fixture(scope="package")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The known shop, with an item that is rejected; not to be written to."""
    folder = known_shop().write(tmp_path_factory.mktemp("known") / "raw")
    with (folder / FILES["order_items"]).open("a") as file:
        file.write("o1,2,dear,0\n")
    return folder


@pytest.fixture
def page(session: Session, raw: Path, computed: dict[Path, Results], qtbot: QtBot) -> TablesPage:
    """The page, showing the counted orders; without the window around it, which takes as long."""
    show_computed(session, raw, computed, qtbot)
    made = TablesPage(session)
    qtbot.addWidget(made)
    made.resize(1060, 700)
    made.show()
    qtbot.waitExposed(made)
    settle(made, qtbot)
    return made


@pytest.fixture
def in_window(
    window: Window, session: Session, raw: Path, computed: dict[Path, Results], qtbot: QtBot
) -> TablesPage:
    """The page of the window, showing the counted orders."""
    made = shown(window)
    show_computed(session, raw, computed, qtbot)
    settle(made, qtbot)
    return made

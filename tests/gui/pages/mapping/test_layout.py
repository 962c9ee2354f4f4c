"""The mapping has room for its columns and texts, however small the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from crri_gui.gui.pages.mapping.page import MappingPage
from crri_gui.gui.pages.source import SourcePage
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import Settings
from tests.effort import pairs, some
from tests.gui.conftest import WAIT
from tests.gui.pages.mapping.driving import counted, map_german, opened, write

pytestmark = pytest.mark.long


def test_the_page_scrolls_as_one_and_the_columns_stay_beside_the_fields(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(source, session, write(tmp_path), qtbot)
    assert not page.fields.findChildren(QScrollArea, "", Qt.FindChildOption.FindDirectChildrenOnly)
    rows = page.fields.rows
    for name in ("order", "goods", "customer", "status", "state", "payment_type", "product"):
        assert rows[name].chooser.isVisible(), name
    assert not rows["discount"].chooser.isVisible()
    page.fields.more.click()
    assert all(row.isVisible() for row in rows.values() if not row.fields[0].section)
    page._area.ensureWidgetVisible(rows["discount"])
    # As far down as the fields go, the list of columns is beside them.
    seen = page.columns.visibleRegion().boundingRect()
    assert seen.height() == page.columns.height()
    map_german(page)
    counted(page, qtbot)


@pytest.mark.parametrize("language", some(["en", "pt_BR"], "pt_BR"))  # whose texts are longer
@pytest.mark.parametrize(("size", "percent"), pairs([(1024, 700), (1280, 800)], [100, 200]))
def test_nothing_is_clipped(
    session: Session,
    settings: Settings,
    tmp_path: Path,
    qtbot: QtBot,
    size: tuple[int, int],
    percent: int,
    language: str,
    request: pytest.FixtureRequest,
) -> None:
    if language == "pt_BR":
        request.getfixturevalue("portuguese")
    session.appearance.set_text_size(percent)
    try:
        page = MappingPage(session)
        qtbot.addWidget(page)
        session.appearance.dress(page)
        # Beside the list of steps, which grows with the text.
        page.resize(size[0] - 136 * percent // 100, size[1] - 70)
        page.show()
        with qtbot.waitSignal(session.found_changed, timeout=WAIT):
            session.choose_folder(write(tmp_path))
        with qtbot.waitSignal(page.mapping.opened, timeout=WAIT):
            page.open()
        map_german(page)
        counted(page, qtbot)
        assert page._area.horizontalScrollBar().maximum() == 0
        for shown in page.findChildren(QLabel):
            if shown.isVisible() and not shown.wordWrap():
                assert shown.width() >= shown.minimumSizeHint().width(), shown.text()
    finally:
        session.appearance.set_text_size(100)

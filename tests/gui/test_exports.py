"""An export of a shop in the window: it is named, and every page draws what it has."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crri_gui.dashboard.pages import PAGE_KEYS
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.pages.source import SourcePage
from crri_gui.gui.state.session import Session
from tests.gui.answers import cells
from tests.gui.conftest import WAIT, compute

SQUARE = "Date,Time,Net Sales,Transaction ID,Event Type,Customer ID\n"
ROWS = "".join(
    f"2024-0{month}-{day:02},10:00:00,$1{day}.00,T{month}{day},Payment,{{}}\n"
    for month in (1, 2, 3)
    for day in (1, 9, 28)
)
_NOTHING = "\N{EN DASH}"


def export(folder: Path, customer: str) -> Path:
    (folder / "square.csv").write_text(SQUARE + ROWS.replace("{}", customer), encoding="utf-8")
    return folder


def test_an_export_is_named_and_goes_straight_on(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = SourcePage(session)
    qtbot.addWidget(page)
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.choose_folder(export(tmp_path, "CU1"))
    shown = "\n".join(" ".join(map(str, row)) for row in cells(page.list))
    assert shown.count("✓ from Square: item sales") == 3
    assert "missing" not in shown
    assert page.next.isEnabled()


@pytest.mark.parametrize("customer", ["CU1", ""])
def test_every_page_of_the_dashboard_draws_an_export(
    session: Session,
    tmp_path: Path,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
    customer: str,
) -> None:
    compute(session, export(tmp_path, customer), qtbot)
    assert session.results is not None
    page = DashboardPage(session)
    qtbot.addWidget(page)
    page.resize(1090, 1100)
    page.show()
    for place, key in enumerate(PAGE_KEYS):
        page._bar.setCurrentIndex(place)
        qtbot.waitUntil(lambda: not session.queries.busy and not session.worker.busy, timeout=WAIT)
        page.grab()
        assert page.tab(key) is not None
    assert "Failed" not in caplog.text
    cards = {card.key: card.text for card in page.tab("executive").cards}
    # 3 x (11 + 19 + 128), each day's amount.
    assert cards["Total Revenue"] == "474.00"
    assert cards["Active Customers"] == ("1" if customer else _NOTHING)

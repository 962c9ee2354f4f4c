"""What is there again at the next start."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crri_gui.definitions import Definitions
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.gui.pages.publish.page import PublishPage
from crri_gui.gui.shell.log_drawer import start_logging, stop_logging
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state import steps
from crri_gui.gui.state.extensions import kept
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.state.targets import remember
from crri_gui.gui.theme.appearance import Appearance
from tests.gui.conftest import WAIT
from tests.gui.shell.way.driving import small_shop, until

pytestmark = pytest.mark.long


@pytest.fixture
def restarted(settings: Settings, qtbot: QtBot) -> Iterator[Window]:
    """A window that takes up where the settings say."""
    session = Session(settings, Appearance("light"))
    memory, handlers = start_logging(settings.folder / "logs")
    made = Window(session, memory)
    made.resize(1280, 800)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    stop_logging(handlers)


def test_results_and_page_are_there_again(
    restarted: Window, tmp_path: Path, settings: Settings, qtbot: QtBot
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    settings.put("source/folder", str(raw))
    settings.put("window/page", "tables")
    restarted.resume()
    assert restarted.step == "tables"
    assert "Computing" in "".join(
        one.text() for one in restarted.page("tables").findChildren(QLabel) if one.isVisible()
    )
    session = restarted.session
    qtbot.waitUntil(lambda: session.results is not None, timeout=WAIT)
    until(restarted, "tables", qtbot)
    assert "2 orders" in restarted.strip.said


def test_what_is_published_is_known_again(
    restarted: Window, tmp_path: Path, settings: Settings, qtbot: QtBot
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    target = tmp_path / "dashboard"
    # A month ago somebody published them from the command line, or from this window.
    asked = Request(raw, extensions=kept(settings))
    run_and_publish(RunContext(), asked, Target(target, excel=True))
    settings.put("source/folder", str(raw))
    remember(settings, Request(raw), target)
    restarted.resume()
    session = restarted.session
    qtbot.waitUntil(lambda: session.is_published, timeout=WAIT)
    restarted.show_page("publish")
    until(restarted, "publish", qtbot)
    assert restarted.strip.said.endswith("adds up to the cent · published")
    assert steps.state_of(session, "publish") == "fine"
    page = restarted.page("publish")
    assert isinstance(page, PublishPage)
    assert page.place.beside.text().startswith(
        "The numbers that are shown now are the ones published here."
    )
    # Somebody edits a published file: what is there is not what was computed any more.
    file = target / "monthly_revenue.csv"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    page.watch.look()
    qtbot.waitUntil(lambda: not session.is_published, timeout=WAIT)
    assert not restarted.strip.said.endswith("published")
    assert not page.place.beside.text().startswith("The numbers")


def test_other_numbers_than_the_published_ones_are_offered_for_publication(
    restarted: Window, tmp_path: Path, settings: Settings, qtbot: QtBot
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    target = tmp_path / "dashboard"
    definitions = Definitions(order_value="payments")
    run_and_publish(RunContext(), Request(raw, definitions=definitions), Target(target))
    settings.put("source/folder", str(raw))
    remember(settings, Request(raw), target)
    restarted.resume()
    session = restarted.session
    qtbot.waitUntil(lambda: session.results is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: not session.queries.busy, timeout=WAIT)
    assert not session.is_published
    assert restarted.strip.action.text() == "Publish to “dashboard”"


def test_a_folder_that_is_gone_at_the_next_start_is_not_missed(
    restarted: Window, tmp_path: Path, settings: Settings, qtbot: QtBot
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    settings.put("source/folder", str(raw))
    settings.put("window/page", "tables")
    shutil.rmtree(raw)
    restarted.resume()
    assert restarted.step == "source"
    assert restarted.session.request is None

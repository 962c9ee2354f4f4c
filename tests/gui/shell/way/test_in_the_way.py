"""What is in the way of numbers is said on the page of checks, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crri_gui.gui.pages.publish.page import PublishPage
from crri_gui.gui.pages.source import SourcePage
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state import steps
from crri_gui.gui.state.session import Session
from tests.gui.conftest import WAIT
from tests.gui.pages.mapping.driving import counted, map_german, write
from tests.gui.shell.way.driving import checks, drop, small_shop, until
from tests.shops import FILES

pytestmark = pytest.mark.long


def test_numbers_are_out_of_date_when_their_files_have_changed(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    drop(window, raw)
    until(window, "dashboard", qtbot)
    file = raw / FILES["order_items"]
    file.write_text(file.read_text().replace(",10,", ",15,"))
    window.show_page("publish")
    qtbot.waitUntil(lambda: session.stale, timeout=WAIT)
    assert "the raw files have changed" in window.strip.said
    page = window.page("publish")
    assert isinstance(page, PublishPage) and not page.publish.isEnabled()
    session.run()
    qtbot.waitUntil(lambda: not session.running and not session.stale, timeout=WAIT)


def test_errors_land_on_checks_with_what_to_do(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    shop = small_shop()
    shop.customers.append(("c-o1", "somebody else", "RJ"))  # two versions of a customer
    drop(window, shop.write(tmp_path / "raw"))
    until(window, "checks", qtbot)
    # Two versions of a customer break the sums too: that follows, and is not said first.
    assert "1 error keeps the outputs from being published." in window.strip.said
    assert "Errors that keep the outputs" in checks(window)._verdict.text
    page = checks(window)
    assert page.finding is not None and page.finding.severity == "error"
    assert page._remedy.isVisible()
    # What leads here is not offered here.
    assert not window.strip.action.isVisible()


def test_a_folder_without_raw_tables_lands_on_checks_with_one_cause(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    (raw / FILES["customers"]).unlink()
    drop(window, raw)
    until(window, "checks", qtbot)
    page = checks(window)
    assert page.problem.isVisible()
    assert "customers" in page.problem.text
    page.to_files.click()
    assert window.step == "source"
    small_shop().write(raw)
    session.read_again()
    qtbot.waitUntil(lambda: session.results is not None, timeout=WAIT)


def test_a_folder_that_is_gone_is_said_on_checks(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    session.open_folder(tmp_path / "gone")
    until(window, "checks", qtbot)
    assert "gone" in checks(window).problem.text
    assert steps.state_of(session, "source") == "failed"


def test_an_unknown_export_is_mapped_and_then_computed(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(window, write(tmp_path))
    source = window.page("source")
    assert isinstance(source, SourcePage)
    qtbot.waitUntil(lambda: source.mapping is not None, timeout=WAIT)
    until(window, "source", qtbot)
    page = source.mapping
    assert page is not None
    map_german(page)
    counted(page, qtbot)
    page.use.click()
    until(window, "dashboard", qtbot)
    assert session.results is not None

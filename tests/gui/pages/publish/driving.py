"""Shops that are published one after the other, and how."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from crri_gui.gui.pages.publish.page import PublishPage
from crri_gui.gui.state.session import Session
from tests.gui.conftest import WAIT, compute
from tests.shops import Shop


def idle(session: Session, qtbot: QtBot) -> None:
    """Wait until nothing runs."""
    qtbot.waitUntil(lambda: not session.worker.busy and not session.queries.busy, timeout=WAIT)


def publish(page: PublishPage, session: Session, qtbot: QtBot) -> None:
    """Press the button and wait for the end."""
    idle(session, qtbot)
    assert page.publish.isEnabled(), page._why_not.text()
    page.publish.click()
    idle(session, qtbot)


def first_shop() -> Shop:
    """Three customers, one month."""
    shop = Shop().add("o1", "u1", "2017-01-02", 10).add("o2", "u2", "2017-01-03", 20)
    return shop.add("o3", "u3", "2017-01-04", 30)


def second_shop() -> Shop:
    """The same and an order a month later."""
    return first_shop().add("o4", "u1", "2017-02-05", 40)


def publish_first(
    page: PublishPage, session: Session, raw: Path, target: Path, qtbot: QtBot
) -> None:
    """Write the first shop to `raw`, compute it and publish it to `target`."""
    compute(session, first_shop().write(raw), qtbot)
    session.set_target(target)
    publish(page, session, qtbot)

"""The dashboard on paper without a window, for the mail of a refresh."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from crri_gui.definitions import Shop
from crri_gui.engine.results import Results
from crri_gui.errors import CrriError, OutputError
from crri_gui.gui.i18n import languages, numbers
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.shell.app import make_application
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.theme.appearance import Appearance

SECONDS = 300
"""The longest that drawing may take."""


def draw(results: Results, shop: Shop, language: str, target: Path) -> None:
    """All pages of these results as a PDF; for a process that does nothing else.

    Raises `OutputError`.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = make_application(["crri"])
    languages.install(language)
    failures: list[CrriError] = []
    with tempfile.TemporaryDirectory(prefix="crri-report-") as home:
        session = Session(Settings(Path(home)), Appearance("light"))
        session.problem.connect(failures.append)
        session.request = results.request
        session.shop.value = shop
        numbers.show_money_as(shop)
        page = DashboardPage(session)
        page.resize(1280, 800)
        page.show()
        session.take_results(results)
        until = time.monotonic() + SECONDS
        asked = False
        while not target.is_file():
            if failures or time.monotonic() > until:
                raise failures[0] if failures else OutputError("report_not_written")
            if not asked and page.choices is not None and not session.queries.busy:
                page.save_pdf(target)
                asked = True
            _wait(10)
        page.close()
        session.close()
        application.quit()


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()

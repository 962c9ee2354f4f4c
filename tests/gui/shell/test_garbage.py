"""Garbage is collected in the window's thread, whoever makes it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from crri_gui.gui.shell.garbage import Collector


class Held:
    """In a circle with itself; notes the thread in which it is taken apart."""

    def __init__(self, note: Callable[[int], None]) -> None:
        self.me = self
        self._note = note

    def __del__(self) -> None:
        self._note(threading.get_ident())


def test_a_worker_that_makes_objects_collects_none(qtbot: QtBot) -> None:
    collector, threads = Collector(), list[int]()
    collector.start()
    for _ in range(5):
        Held(threads.append)
    kept: list[Any] = []
    worker = threading.Thread(target=lambda: kept.extend([] for _ in range(100_000)))
    worker.start()
    worker.join()
    assert threads == []
    collector.collect()
    # What has grown old in the meantime takes some rounds.
    QTimer.singleShot(0, collector.collect)
    qtbot.waitUntil(lambda: len(threads) == 5)
    assert set(threads) == {threading.get_ident()}

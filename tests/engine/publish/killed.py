"""A run that was killed while it put its files in place."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.engine.publish.sets import NEW, OLD, files_in, run


def killed_in_swap(out: Path) -> None:
    """A run over OLD that was killed after its first file was in place."""
    run(out, OLD, "old")
    child = os.fork()
    if child == 0:
        sys.addaudithook(kill_at_rename_to(out / "ops_metrics.csv"))
        run(out, NEW, "new")
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert files_in(out) == {**OLD, "master_orders.csv": NEW["master_orders.csv"]}


def kill_at_rename_to(path: Path) -> Callable[[str, tuple[Any, ...]], None]:
    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "os.rename" and str(arguments[1]) == str(path):
            os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(60)

    return hook

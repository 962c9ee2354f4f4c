"""The report as a PDF, drawn by a process of its own: Qt wants the first thread, or is missing.

It computes anew from the raw folder and draws only what is published: were the raw files changed
in between, it would show other numbers than the mail that it goes with.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crri_gui.errors import CrriError, ExitCode, OutputError

if TYPE_CHECKING:
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.refresh.refresh import MakePdf

OPTION = "--draw-report"
_TICK_SECONDS = 0.1
_SECONDS = 3600.0


def maker(arguments: Sequence[str], language: str) -> MakePdf:
    """What draws the report of a refresh with these arguments."""

    def make(run: RunContext, target: Path) -> None:
        process = subprocess.Popen(
            [*_program(), OPTION, str(target), language, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        until = time.monotonic() + _SECONDS
        try:
            while process.poll() is None and time.monotonic() < until:
                run.checkpoint()
                time.sleep(_TICK_SECONDS)
        finally:
            process.kill()
            process.wait()
        if process.returncode != 0 or not target.is_file():
            raise OutputError("report_not_written")

    return make


def _program() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "crri_gui.cli.main"]


def main(arguments: Sequence[str]) -> int:
    """The process: TARGET LANGUAGE and the arguments of the refresh; its exit code."""
    from crri_gui.cli.options import parsed
    from crri_gui.cli.request import chosen_shop, request_of
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.manifest import settled
    from crri_gui.engine.publish.published import whole_manifest
    from crri_gui.engine.results import open_results
    from crri_gui.engine.unchanged import is_published
    from crri_gui.gui.shell.paper import draw

    target, language, *rest = arguments
    options = parsed(rest)
    run = RunContext()
    try:
        request, _ = settled(request_of(options), whole_manifest(options.output_dir))
        results = open_results(run, request)
        if not is_published(run, results, options.output_dir):
            return ExitCode.OUTPUT
        draw(results, chosen_shop(options), language, Path(target))
    except CrriError as error:
        return error.exit_code
    return ExitCode.DONE

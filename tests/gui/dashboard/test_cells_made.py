"""The window's run makes what the dashboard is asked of, and can be cancelled meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from crri_gui.definitions import Definitions
from crri_gui.engine.core.run_context import Progress, RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.errors import Cancelled
from crri_gui.gui.state.jobs import compute


def test_a_run_that_is_cancelled_while_cells_are_made_leaves_nothing(
    small_raw: Path, tmp_path: Path
) -> None:
    request = Request(small_raw, Definitions(), temp_dir=tmp_path)
    run = RunContext()
    seen: list[str] = []

    def cancel_at_last(progress: Progress) -> None:
        seen.append(progress.doing)
        if progress.doing == "Preparing the dashboard":
            run.cancel()

    run.listen(cancel_at_last)
    with pytest.raises(Cancelled):
        compute(request, run)
    assert seen[-1] == "Preparing the dashboard"
    assert list(tmp_path.iterdir()) == []

"""What the Publish page has done in the worker's thread."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crri_gui.definitions import Shop
    from crri_gui.engine.compare.comparison import Comparison
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.results import Results
    from crri_gui.engine.run import Outcome, State

Compared = tuple["State", "tuple[list[str], Comparison] | None"]
"""What was compared, and what there is to say; None where the folder holds no outputs."""


def compare(results: Results, target: Path, run: RunContext) -> Compared:
    """Compare with what is published in `target`; files that change meanwhile are an error."""
    from crri_gui.engine.compare_run import compare_results
    from crri_gui.engine.publish.outputs import form_of
    from crri_gui.engine.run import published_state, refuse_changed

    seen = published_state(target)
    if form_of(target) is None:
        return seen, None
    said, comparison = compare_results(run, results, target)
    if said:
        # A publication that was interrupted was finished or undone first.
        return published_state(target), (said, comparison)
    refuse_changed(target, seen)
    return seen, (said, comparison)


def publish(
    results: Results,
    target: Path,
    seen: State,
    run: RunContext,
    *,
    excel: bool,
    keep: int,
    shop: Shop,
) -> Outcome:
    """Publish over what was `seen`, another shop included: that was asked."""
    from crri_gui.engine.run import Target, publish_results
    from crri_gui.powerbi.project.refresh import renew

    place = Target(target, excel=excel, keep_backups=keep, replace_other_shop=True, shop=shop)
    outcome = publish_results(run, results, place, seen)
    said = renew(run, target, command="crri-gui")
    return replace(outcome, messages=(*outcome.messages, *said))

"""What a run would change: computed without publishing, and compared with what is published."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from crri_gui.engine.compare.comparison import Comparison, compare
from crri_gui.engine.core import workspace
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.manifest import settled
from crri_gui.engine.pipeline import Examined, Request, examined
from crri_gui.engine.publish import folder_lock, outputs, release
from crri_gui.engine.publish.published import whole_manifest
from crri_gui.engine.report import refuse_errors
from crri_gui.engine.results import Results
from crri_gui.engine.run import meaning_of, raw_files_here
from crri_gui.errors import OutputError
from crri_gui.messages import sentence


def compare_with_published(
    run: RunContext, request: Request, published: Path
) -> tuple[list[str], Comparison]:
    """Compute without publishing and compare with the outputs in `published`.

    An interrupted publication there is finished or undone first; the sentences say so.
    """
    _refuse_missing(published)
    request, _ = settled(request, whole_manifest(published))
    with raw_files_here(run, request) as request, examined(run, request) as data:
        return _compare_data(run, request, data, published, "crri compare")


def compare_results(
    run: RunContext, results: Results, published: Path
) -> tuple[list[str], Comparison]:
    """`compare_with_published` for what is computed already."""
    _refuse_missing(published)
    with results.data.database(run).attached():
        return _compare_data(run, results.request, results.data, published, "crri-gui")


def _refuse_missing(published: Path) -> None:
    if not published.is_dir():
        raise OutputError("no_published_folder", file=published)


def _compare_data(
    run: RunContext, request: Request, data: Examined, published: Path, holder: str
) -> tuple[list[str], Comparison]:
    refuse_errors(data.report)
    # Where CRRI never published there is nothing to finish, and perhaps no right to write.
    ours = (published / folder_lock.HOME).is_dir()
    held: AbstractContextManager[list[str]] = (
        release.hold(published, holder) if ours else nullcontext([])
    )
    with (
        held as messages,
        workspace.scratch(request.temp_dir) as fresh,
    ):
        with run.stage("write"):
            outputs.write(data.database(run), Path(fresh), data.risky_columns, tables=data.tables)
        with run.stage("verify"):
            said = [*messages, *_other_definitions(published, request)]
            room = (request.memory_limit, request.temp_dir)
            return said, compare(
                run, published, Path(fresh), meaning_of(request), *room, tables=data.tables
            )


def _other_definitions(published: Path, request: Request) -> list[str]:
    """The definitions under which the published set was made, where they differ."""
    before = (whole_manifest(published) or {}).get("definitions", {})
    return [
        sentence(
            "other_definition", name=name, before=_as_typed(before[name]), now=_as_typed(value)
        )
        for name, value in request.meaning.items()
        if name in before and before[name] != value
    ]


def _as_typed(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)

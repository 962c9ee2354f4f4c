"""What a user asks for: check, or compute and publish."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from crri_gui.contract import OUTPUT_TABLES
from crri_gui.definitions import NO_SHOP, Shop
from crri_gui.engine import tables
from crri_gui.engine.compare.other_shop import refuse_for, refuse_other_shop
from crri_gui.engine.core import workspace
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.disk_space import refuse_without_room_for_outputs
from crri_gui.engine.discover.find import Found
from crri_gui.engine.ingest.fingerprint import Fingerprint, countable, fingerprint
from crri_gui.engine.ingest.rejects import write_csv
from crri_gui.engine.manifest import identity, manifest_of, settled
from crri_gui.engine.pipeline import Examined, Request, examined, find_raw
from crri_gui.engine.publish import outputs, release
from crri_gui.engine.publish.outputs import Form
from crri_gui.engine.publish.published import REJECTS, WORKBOOK, whole_manifest
from crri_gui.engine.report import Report, refuse_errors
from crri_gui.engine.results import Results
from crri_gui.engine.unchanged import is_as_made
from crri_gui.errors import OutputError, UsageError
from crri_gui.messages import sentence

State = tuple[tuple[str, int, int], ...]
"""Name in the folder, size and time of change of each file of the published set."""
Look = Callable[[Request, Examined, Path], Sequence[str] | None]
"""Sees what is computed and its files, staged, while the former set is still the published one.

Who compares both returns the reasons to think that they are of two shops; None: it did not look.
"""


class ChangedMeanwhile(OutputError):
    """What is published is not any more what the user has compared with."""


@dataclass(frozen=True)
class Target:
    """Where the outputs are published, and how; `shop` goes into the manifest, for dashboards."""

    output_dir: Path
    form: Form = "csv"
    excel: bool = False
    keep_backups: int = 3
    if_changed: bool = False
    replace_other_shop: bool = False
    shop: Shop = NO_SHOP


@dataclass(frozen=True)
class Outcome:
    """What a run did: the manifest it published, or that nothing had changed."""

    manifest: dict[str, Any]
    unchanged: bool
    messages: tuple[str, ...]


def examine_only(run: RunContext, request: Request, rejects: Path | None = None) -> Report:
    """What the checks say; the rejected rows go to the file `rejects` when one is named."""
    request = replace(request, looking=True)
    with raw_files_here(run, request) as request, examined(run, request) as data:
        if rejects is not None:
            run.commit_point()
            write_rejects(data, rejects)
        return data.report


def look_away(_: Request, __: Examined, ___: Path) -> Sequence[str] | None:
    """What callers see who want to know nothing of a set before it is published."""
    return None


def never(_: OutputError) -> bool:
    """The answer of callers that nobody can be asked through."""
    return False


def run_and_publish(
    run: RunContext,
    request: Request,
    target: Target,
    ask_again: Callable[[OutputError], bool] = never,
    look: Look = look_away,
) -> Outcome:
    """The whole way from the raw folder to the published set, all or nothing.

    `ask_again` is asked when a published file is held open or cannot be replaced: true
    tries the publication once more, without computing anew. `look` sees what will be published
    and what it replaces, side by side.

    Raises `InputRefused` or `InputError` (nothing touched), `ReconciliationError`,
    `OutputError` (locked, full, not writable; nothing changed), `OtherShop` (unless the target
    says that it is to be replaced; nothing changed) and `Cancelled`.
    """
    _refuse_other_form(target)
    with (
        release.hold(target.output_dir, "crri run") as messages,
        raw_files_here(run, request) as request,
    ):
        request, said = settled(request, whole_manifest(target.output_dir))
        messages += said
        found = find_raw(run, request)
        refuse_mixing(target.output_dir, request, found)
        known = {}
        if target.if_changed:
            with run.stage("find"):
                run.report(sentence("looking_for_changes"), within=0.5)
                known = {
                    file.label: fingerprint(run, file.path, *countable(file))
                    for file in found.used_files
                }
            manifest = whole_manifest(target.output_dir)
            if manifest and _same(manifest, request, target, found, known):
                return Outcome(manifest, True, tuple(messages))
        refuse_without_room_for_outputs(found.used_files, target.output_dir)
        with examined(run, request, found, known) as data:
            # Nobody can look at them any more, and sorting needs the memory.
            tables.forget_rows(data.database(run), data.tables)
            manifest = _publish_data(run, request, target, data, ask_again, look)
        return Outcome(manifest, False, tuple(messages))


@contextmanager
def raw_files_here(run: RunContext, request: Request) -> Iterator[Request]:
    """The request with its raw folder on this machine."""
    source = request.cluster and request.cluster.source
    if request.cluster is None or not source:
        yield request
        return
    from crri_gui.engine.spark.fetch import fetched

    work = workspace.make(run, request.temp_dir)
    try:
        with fetched(run, request.cluster, source, work) as (here, shown):
            yield replace(request, input_dir=here, shown_as=shown)
    finally:
        workspace.release(run, work)


def published_state(folder: Path) -> State:
    """What tells whether the set published in `folder` was changed."""
    files = [folder / table.file_name for table in OUTPUT_TABLES]
    files += [folder / name for name in (release.MANIFEST, REJECTS, WORKBOOK)]
    state = []
    for path in files:
        with suppress(OSError):
            status = path.stat()
            state.append((path.name, status.st_size, status.st_mtime_ns))
    for table in OUTPUT_TABLES:
        with suppress(OSError):
            for path in sorted((folder / table.name).iterdir()):
                status = path.stat()
                name = f"{table.name}/{path.name}"
                state.append((name, status.st_size, status.st_mtime_ns))
    return tuple(state)


def refuse_changed(folder: Path, seen: State) -> None:
    """Raise `ChangedMeanwhile` when other files are published now than those `seen`."""
    if published_state(folder) != seen:
        raise ChangedMeanwhile("published_files_changed", file=folder)


def publish_results(
    run: RunContext,
    results: Results,
    target: Target,
    seen: State,
    ask_again: Callable[[OutputError], bool] = never,
) -> Outcome:
    """Publish what is computed already, over the files that the user has `seen`.

    Raises as `run_and_publish` does, and `ChangedMeanwhile` when other files are there now.
    """
    with (
        release.hold(target.output_dir, "crri-gui") as messages,
        results.data.database(run).attached(),
    ):
        # Under the lock, so that no other publication can come between.
        refuse_changed(target.output_dir, seen)
        messages += settled(results.request, whole_manifest(target.output_dir))[1]
        # The manifest tells of the whole way, the part that was gone before included.
        run.timings.update(results.timings)
        manifest = _publish_data(run, results.request, target, results.data, ask_again)
        return Outcome(manifest, False, tuple(messages))


def _publish_data(
    run: RunContext,
    request: Request,
    target: Target,
    data: Examined,
    ask_again: Callable[[OutputError], bool],
    look: Look = look_away,
) -> dict[str, Any]:
    refuse_errors(data.report)
    _refuse_other_form(target)
    refuse_mixing(target.output_dir, request, data.found)
    staged = release.new_staging(target.output_dir)
    try:
        manifest = _stage(run, request, target, data, staged)
        with run.stage("verify"):
            reasons = look(request, data, staged)
            if reasons is not None and not target.replace_other_shop:
                refuse_for(reasons, target.output_dir)
            elif not target.replace_other_shop:
                made = (data.database(run), data.risky_columns)
                refuse_other_shop(*made, target.output_dir, meaning_of(request), request.temp_dir)
        with run.stage("publish"):
            run.report(sentence("publishing"))
            _publish(run, target, staged, manifest, ask_again)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return manifest


def _publish(
    run: RunContext,
    target: Target,
    staged: Path,
    manifest: dict[str, Any],
    ask_again: Callable[[OutputError], bool],
) -> None:
    while True:
        # The swap itself is all or nothing.
        run.commit_point()
        try:
            release.publish(target.output_dir, staged, manifest, keep=target.keep_backups)
            run.has_published()
            return
        except OutputError as error:
            run.reopen()
            if not ask_again(error):
                raise


def meaning_of(request: Request) -> dict[str, Any]:
    """What the manifest says of the definitions and conventions of this request."""
    return {
        "definitions": request.meaning,
        "conventions": asdict(request.conventions),
    }


def _stage(
    run: RunContext, request: Request, target: Target, data: Examined, staged: Path
) -> dict[str, Any]:
    """Write and verify the set in `staged`; its manifest."""
    with run.stage("write"):
        made = (data.risky_columns, target.form, data.tables)
        rows = outputs.write(data.database(run), staged, *made)
        rows[REJECTS] = write_rejects(data, staged / REJECTS)
        if target.excel:
            from crri_gui.engine.publish.workbook import write_workbook

            run.report(sentence("writing_workbook"), within=0.8, until=1.0)
            write_workbook(
                data.database(run),
                outputs.selects(data.risky_columns, data.tables),
                request.definitions,
                staged / WORKBOOK,
                tables=data.tables,
            )
            rows[WORKBOOK] = sum(rows.values()) - rows[REJECTS]
    with run.stage("verify"), ThreadPoolExecutor(1, "crri-hash") as pool:
        taken = {name: pool.submit(fingerprint, run, staged / name) for name in rows}
        outputs.read_back(data.database(run), staged, *made)
        hashes = {name: future.result() for name, future in taken.items()}
        marks = outputs.marks(data.database(run), data.tables) if target.form == "parquet" else {}
    of_run = (run, request, data, rows, hashes, marks)
    return manifest_of(*of_run, excel=target.excel, form=target.form, shop=target.shop)


def write_rejects(data: Examined, target: Path) -> int:
    """Write the rejected rows as a CSV; how many. `OutputError` where that is not possible.

    Raises `UsageError` rather than writing over a raw file.
    """
    _refuse_overwriting(target, data.found.paths)
    rejects = [reject for file in data.loaded for reject in file.rejects]
    try:
        write_csv(rejects, target)
    except OSError as error:
        raise OutputError("rejects_not_written", reason=error.strerror, file=target) from error
    return len(rejects)


def refuse_mixing(out: Path, request: Request, found: Found) -> None:
    """Raise `UsageError` when outputs would lie among raw files: beside them, or over them."""
    folders = {request.input_dir.resolve(), *(path.resolve().parent for path in found.paths)}
    # An archive that is the whole input may lie beside the outputs: nothing else is looked into.
    if out.resolve() in folders and not request.input_dir.is_file():
        raise UsageError("output_folder_holds_raw_files", file=out)


def _refuse_overwriting(target: Path, sources: Iterable[Path]) -> None:
    """Raise `UsageError` when the target would take the place of a raw file."""
    if target.resolve() in {path.resolve() for path in sources}:
        raise UsageError("output_over_raw_file", file=target)


def _refuse_other_form(target: Target) -> None:
    """Raise `UsageError` where dashboards read the other form of the outputs."""
    there = outputs.form_of(target.output_dir)
    if there is None or there == target.form:
        return
    raise UsageError(
        "outputs_in_other_form",
        form=sentence(outputs.CALLED[there]),
        wanted=sentence(outputs.CALLED[target.form]),
        file=target.output_dir,
    )


def _same(
    manifest: Mapping[str, Any],
    request: Request,
    target: Target,
    found: Found,
    fingerprints: Mapping[str, Fingerprint],
) -> bool:
    """Whether the published set is what would be published now."""
    made = identity(
        request, found, fingerprints, excel=target.excel, form=target.form, shop=target.shop
    )
    return is_as_made(RunContext(), target.output_dir, manifest, made, target.form, request.outputs)

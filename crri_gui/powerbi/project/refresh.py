"""What of a project tells of a run: its definitions and its script; kept in step with the CSVs.

The model and the pages read the CSVs when Power BI refreshes. The script and the page of
definitions do not, so they would tell of a former run.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any

from crri_gui.contract import THE_FIVE, OutputTable
from crri_gui.definitions import shop_kept
from crri_gui.engine.core import durable
from crri_gui.engine.publish import release as csvs
from crri_gui.engine.publish.published import extensions_of
from crri_gui.errors import CrriError, OutputError, UsageError
from crri_gui.messages import sentence
from crri_gui.powerbi.model.language import LanguageName
from crri_gui.powerbi.project.presentation import PRESENTATION, PresentationInput, presentation
from crri_gui.powerbi.project.writing import RECORD, change_file, is_ours, outdated, read_record

if TYPE_CHECKING:
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.publish.outputs import Form
    from crri_gui.powerbi.model.incremental import RefreshWindow


def is_windows_path(text: str) -> bool:
    """Whether the text is a full path on Windows: C:\\..., or \\\\server\\share\\..."""
    return PureWindowsPath(text).is_absolute()


def is_elsewhere(folder: str) -> bool:
    """Whether the folder is another machine's, so that nothing can be said of it here."""
    return is_windows_path(folder) and os.name != "nt" and not Path(folder).is_dir()


def has_tables(folder: Path, form: Form, tables: Sequence[OutputTable] = THE_FIVE) -> bool:
    """Whether tables are there in that form; the five are those of which the script tells."""
    return not lacking(folder, form, tables)


def lacking(folder: Path, form: Form, tables: Sequence[OutputTable]) -> list[str]:
    """The names of the files, or of the folders of Parquet, that are not there."""
    if form == "csv":
        return [one.file_name for one in tables if not (folder / one.file_name).is_file()]
    return [one.name for one in tables if not any((folder / one.name).glob("*.parquet"))]


def csvs_of(out: Path, data_folder: str | None, form: Form = "csv") -> Path | None:
    """The folder of the tables that a project in `out` reads; None where they cannot be seen.

    Another machine may know `out` itself by another path: then they are those in `out`.
    """
    folders = [out] if data_folder is None else [Path(data_folder), out]
    return next((folder for folder in folders if has_tables(folder, form)), None)


def files_of(
    run: RunContext,
    out: Path,
    data_folder: str | None,
    folder: str,
    language: LanguageName = "en",
    *,
    with_copilot: bool = False,
    form: Form = "csv",
    by_month: bool = False,
) -> dict[str, bytes]:
    """Every file of the project in `out` that reads `folder`, with what it tells of the CSVs.

    Raises `UsageError` where the set cannot be refreshed `by_month`.
    """
    found = csvs_of(out, data_folder, form)
    manifest = manifest_of(found or out)
    told = (_definitions(manifest), shop_kept(manifest.get("shop")), extensions_of(manifest))
    from crri_gui.powerbi.project.project import project_files

    window = _window(manifest) if by_month else None
    if by_month and window is None:
        raise UsageError("no_months_to_refresh", file=found or out)
    files = project_files(
        folder, *told, language, with_copilot=with_copilot, form=form, window=window
    )
    return files if found is None else files | {PRESENTATION: _script(run, out, found, manifest)}


def manifest_of(folder: Path) -> Mapping[str, Any]:
    """The manifest beside the CSVs; empty where there is none to rely on."""
    try:
        manifest = csvs.read_manifest(folder)
    except OutputError:
        return {}
    return manifest if manifest and csvs.is_whole(manifest) else {}


def extensions_in(folder: Path) -> frozenset[str]:
    """The same of the set that is published in a folder."""
    return extensions_of(manifest_of(folder))


def _window(manifest: Mapping[str, Any]) -> RefreshWindow | None:
    """The months that a service asks whether they have changed; None where the set has no marks."""
    files, totals = manifest.get("files", {}), manifest.get("totals", {})
    if not any("mark" in file for file in files.values()):
        return None
    from crri_gui.powerbi.model.incremental import refresh_window

    return refresh_window(totals["first_month"], manifest["created"])


def _definitions(manifest: Mapping[str, Any]) -> Mapping[str, Any] | None:
    found = manifest.get("definitions")
    return found if isinstance(found, dict) else None


def _told(out: Path, found: Path, manifest: Mapping[str, Any]) -> PresentationInput:
    beside = found.resolve() == out.resolve()
    folder = "" if beside else str(found.resolve())
    mark = str(manifest.get("fingerprint", ""))[:8]
    return PresentationInput(
        folder, f"{manifest['created']} ({mark})" if "created" in manifest else ""
    )


def _script(run: RunContext, out: Path, found: Path, manifest: Mapping[str, Any]) -> bytes:
    run.report(sentence("writing_file", file=PRESENTATION))
    # DuckDB is only loaded by those who have something to compute.
    from crri_gui.engine.query.presentation_facts import collect

    return presentation(collect(run, found, manifest), _told(out, found, manifest))


def renew(run: RunContext, out: Path, *, command: str) -> tuple[str, ...]:
    """Brings the script up to date after the CSVs in `out` have changed; what to tell the user.

    It is left alone where the user has changed or deleted it. Nothing happens where there is no
    project. A failure is told and not raised, for the CSVs are published.
    """
    if not (out / RECORD).is_file():
        return ()
    messages: list[str] = []
    try:
        run.commit_point()
        with csvs.hold(out, command) as said, durable.translate_os_errors(out):
            messages += said
            renew_held(run, out, messages)
    except CrriError as error:
        told = {"script": PRESENTATION, "reason": error.what}
        messages.append(sentence("script_perhaps_outdated", **told))
    return tuple(messages)


def renew_held(run: RunContext, out: Path, messages: list[str]) -> tuple[str, ...]:
    """`renew` for who holds the folder already; the files of the project that were written.

    Raises `OutputError` and `Cancelled`.
    """
    record = read_record(out)
    if record is None:
        return ()
    # The model takes as long to import as a small shop to be read: only who has a project waits.
    from crri_gui.powerbi.project.project import COPILOT, project_files
    from crri_gui.powerbi.project.template import TEMPLATE, template

    written: tuple[str, ...] = ()
    found = csvs_of(out, record.data_folder, record.form)
    manifest = manifest_of(found or out)
    if found is not None:
        written = _renew_script(run, out, found, manifest, messages)
    files = project_files(
        record.data_folder or str(out.resolve()),
        _definitions(manifest),
        shop_kept(manifest.get("shop")),
        extensions_of(manifest),
        record.language,
        with_copilot=COPILOT in record.files,
        form=record.form,
        window=_window(manifest) if record.by_month else None,
    )
    if TEMPLATE in record.files:
        files[TEMPLATE] = template(extensions_of(manifest))
    if outdated(out, record, files):
        messages.append(sentence("project_outdated"))
    return written


def _renew_script(
    run: RunContext, out: Path, found: Path, manifest: Mapping[str, Any], messages: list[str]
) -> tuple[str, ...]:
    record = read_record(out)
    if record is None or PRESENTATION not in record.files or not (out / PRESENTATION).exists():
        return ()  # it was never there, or the user does not want it
    if not is_ours(out, record, PRESENTATION):
        messages.append(sentence("script_changed_by_user", script=PRESENTATION))
        return ()
    told = _told(out, found, manifest)
    if told.published and told.named in (out / PRESENTATION).read_text(encoding="utf-8"):
        return ()  # it is of this very run
    content = _script(run, out, found, manifest)
    written = change_file(out, PRESENTATION, content, data_folder=record.data_folder).written
    if written:
        messages.append(sentence("script_renewed", script=PRESENTATION))
    return written

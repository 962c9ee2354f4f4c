"""The project beside published CSVs: written, and pointed at another folder later."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from crri_gui.contract import OUTPUT_TABLES, THE_FIVE, OutputTable, tables_with
from crri_gui.engine.core import durable
from crri_gui.engine.publish import release as csvs
from crri_gui.engine.publish.published import form_in
from crri_gui.errors import OutputError, UsageError
from crri_gui.messages import sentence
from crri_gui.powerbi.model.language import LanguageName
from crri_gui.powerbi.model.power_query import PARAMETER, folder_text, m_text
from crri_gui.powerbi.project.deployment import PARAMETERS, deployment_files
from crri_gui.powerbi.project.project import COPILOT, EXPRESSIONS, MODEL, SHORTCUT
from crri_gui.powerbi.project.refresh import (
    csvs_of,
    extensions_in,
    files_of,
    is_elsewhere,
    is_windows_path,
    lacking,
    manifest_of,
    renew_held,
)
from crri_gui.powerbi.project.template import TEMPLATE, template
from crri_gui.powerbi.project.writing import Written, change_file, read_record, write_files

if TYPE_CHECKING:
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.publish.outputs import Form
    from crri_gui.engine.query.questions import Answered

LONGEST_PATH = 259
"""The most letters of a path that Power BI Desktop opens."""

_PARAMETER_LINE = re.compile(
    rf"^(expression '{re.escape(PARAMETER)}' = )\"(?:[^\"]|\"\")*\"", re.MULTILINE
)


class _Reads(TypedDict):
    """How the model reads its tables."""

    form: Form
    by_month: bool


@dataclass(frozen=True)
class Project:
    """What was done: the project, the folder it reads, what changed, what to tell the user.

    `template` is where one belongs to the project.
    """

    shortcut: Path
    data_folder: str
    written: Written
    messages: tuple[str, ...]
    template: Path | None = None

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        backup = self.written.backup
        return {
            "project": str(self.shortcut),
            "template": None if self.template is None else str(self.template),
            "data_folder": self.data_folder,
            "written": list(self.written.written),
            "removed": list(self.written.removed),
            "kept": list(self.written.kept),
            "backup": None if backup is None else str(backup),
            "messages": list(self.messages),
        }


def write_project(
    run: RunContext,
    out: Path,
    *,
    command: str,
    data_folder: str | None = None,
    force: bool = False,
    with_template: bool = False,
    with_copilot: bool = False,
    language: LanguageName | None = None,
    from_parquet: bool = False,
    by_month: bool = False,
    for_deployment: bool = False,
) -> Project:
    """Writes the project into the folder of published CSVs; `command` is who holds the folder.

    `data_folder` is another folder that the model is to read, as Windows writes it. Template, what
    Copilot is told, what a pipeline needs `for_deployment`, the `language` of the report's own
    texts and reading folders of Parquet are, once asked for, so from then on; CSVs are read again
    where they are there. `by_month`, a service reads of these folders the months of orders that
    have changed: so from then on too, until folders are asked for as a whole (`from_parquet`).
    Raises `UsageError` when the tables are not there, `OutputError` when the folder is in use,
    cannot be written, or holds a project of somebody else's (then nothing has changed).
    """
    # What is read lies in the other folder, where that can be seen from here.
    seen = data_folder is not None and not is_elsewhere(data_folder)
    extensions = extensions_in(Path(data_folder or out) if seen else out)
    form = _form(out, data_folder, from_parquet=from_parquet or by_month)
    _need_tables(out, data_folder, tables_with(extensions), form)
    with csvs.hold(out, command) as messages:
        record = read_record(out)
        remembered = data_folder or (record.data_folder if record else None)
        folder = folder_text(remembered or _full(out))
        if remembered and not data_folder:
            messages.append(sentence("project_reads_elsewhere", folder=folder))
        spoken = language or (record.language if record else "en")
        for_copilot = with_copilot or bool(record and COPILOT in record.files)
        monthly = by_month or bool(record and record.by_month and not from_parquet)
        reads: _Reads = {"form": form, "by_month": monthly and form == "parquet"}
        files = files_of(run, out, remembered, folder, spoken, with_copilot=for_copilot, **reads)
        if with_template or (record and TEMPLATE in record.files):
            files[TEMPLATE] = template(extensions_in(csvs_of(out, remembered, form) or out))
        if for_deployment or (record and PARAMETERS in record.files):
            files |= deployment_files()
        run.commit_point()
        written = write_files(
            out, files, data_folder=remembered, language=spoken, force=force, **reads
        )
        return _done(out, folder, written, messages, files)


def repoint(run: RunContext, out: Path, *, command: str, data_folder: str | None = None) -> Project:
    """Points the project in `out` at another folder of CSVs, or at its own after it was moved.

    Only the parameter changes, also in a file that the user has changed, and the script's
    figures where the other CSVs can be read from here. Raises `UsageError`
    when there is no project or there are no CSVs, else as `write_project`.
    """
    if not (out / SHORTCUT).exists():
        raise UsageError("no_project", file=out)
    record = read_record(out)
    _need_tables(out, data_folder, _read_in(out), record.form if record else "csv")
    folder = folder_text(data_folder or _full(out))
    with csvs.hold(out, command) as messages, durable.translate_os_errors(out):
        try:
            before = (out / EXPRESSIONS).read_text(encoding="utf-8-sig")
        except (FileNotFoundError, UnicodeDecodeError):
            before = ""
        after, found = _PARAMETER_LINE.subn(lambda match: match[1] + m_text(folder), before)
        if not found:
            raise OutputError(
                "project_without_parameter", parameter=PARAMETER, file=out / EXPRESSIONS
            )
        run.commit_point()
        written = change_file(out, EXPRESSIONS, after.encode("utf-8"), data_folder=data_folder)
        script = renew_held(run, out, messages)
        written = replace(written, written=(*written.written, *script))
        return _done(out, folder, written, messages, {})


def questions(run: RunContext, out: Path, language: LanguageName) -> tuple[Answered, ...]:
    """What can be asked of the CSVs in `out`, answered in the language.

    Raises `UsageError` when they are not there, `OutputError` when they are not what they should.
    """
    manifest = manifest_of(out)
    _need_tables(out, None, THE_FIVE, form_in(manifest))
    # DuckDB is only loaded by those who have something to compute.
    from crri_gui.engine.query.questions import answers

    return answers(run, out, manifest, {"en": "en", "pt": "pt_BR"}[language])


def _form(out: Path, data_folder: str | None, *, from_parquet: bool) -> Form:
    """In which form the model reads its tables: as asked, or as it did while the set is in it."""
    record = read_record(out)
    if from_parquet or record is None or record.form == "csv":
        return "parquet" if from_parquet else "csv"
    manifest = manifest_of(Path(data_folder or out))
    return form_in(manifest) if manifest else record.form


def _full(out: Path) -> str:
    return str(out.resolve())


def data_folder_of(text: str) -> str:
    """The folder that a user names: full as it is on Windows, else made full on this machine."""
    return text if is_windows_path(text) else str(Path(text).resolve())


def _read_in(out: Path) -> list[OutputTable]:
    """The tables that the project in `out` reads; an older CRRI knew fewer."""
    return [
        table
        for table in OUTPUT_TABLES
        if table.five or (out / MODEL / "definition" / "tables" / f"{table.name}.tmdl").is_file()
    ]


def _need_tables(
    out: Path, data_folder: str | None, tables: Sequence[OutputTable], form: Form
) -> None:
    """Raises `UsageError` when a table is not in a folder that can be seen from here."""
    if data_folder is not None and is_elsewhere(data_folder):
        return
    folder = out if data_folder is None else Path(data_folder)
    missing = lacking(folder, form, tables)
    if missing and form == "csv" and any((folder / table.name).is_dir() for table in tables):
        raise UsageError("csvs_are_parquet", file=folder)
    if missing and form == "parquet":
        raise UsageError("parquet_missing", files=missing, count=len(missing))
    if missing:
        raise UsageError("csvs_missing", files=missing, count=len(missing), file=folder)


def _done(
    out: Path, folder: str, written: Written, messages: list[str], files: Mapping[str, bytes]
) -> Project:
    full = out.resolve()
    longest = max((len(str(full / path)) for path in files), default=0)
    if longest > LONGEST_PATH:
        messages.append(sentence("project_path_too_long", letters=longest, limit=LONGEST_PATH))
    if not is_windows_path(folder):
        messages.append(sentence("folder_not_of_windows", folder=folder))
    template_file = full / TEMPLATE if TEMPLATE in files else None
    return Project(full / SHORTCUT, folder, written, tuple(messages), template_file)

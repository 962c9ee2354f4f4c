"""The project beside published CSVs: written, and pointed at another folder later."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crri_gui.contract import OUTPUT_TABLES
from crri_gui.engine.core import durable
from crri_gui.engine.publish import release as csvs
from crri_gui.errors import OutputError, UsageError
from crri_gui.powerbi.model.power_query import PARAMETER, folder_text, m_text
from crri_gui.powerbi.project.project import EXPRESSIONS, SHORTCUT
from crri_gui.powerbi.project.refresh import files_of, is_elsewhere, is_windows_path, renew_held
from crri_gui.powerbi.project.template import TEMPLATE, template
from crri_gui.powerbi.project.writing import Written, change_file, read_record, write_files

if TYPE_CHECKING:
    from crri_gui.engine.core.run_context import RunContext

LONGEST_PATH = 259
"""The most letters of a path that Power BI Desktop opens."""

_PARAMETER_LINE = re.compile(
    rf"^(expression '{re.escape(PARAMETER)}' = )\"(?:[^\"]|\"\")*\"", re.MULTILINE
)


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
) -> Project:
    """Writes the project into the folder of published CSVs; `command` is who holds the folder.

    `data_folder` is another folder that the model is to read, as Windows writes it. With the
    template, once asked for, from then on. Raises `UsageError` when the CSVs are not there,
    `OutputError` when the folder is in use, cannot be written, or holds a project of somebody
    else's (then nothing has changed).
    """
    _need_csvs(out, data_folder)
    with csvs.hold(out, command) as messages:
        record = read_record(out)
        remembered = data_folder or (record.data_folder if record else None)
        folder = folder_text(remembered or _full(out))
        if remembered and not data_folder:
            messages.append(f"The project goes on reading {folder}, as it was told by --repoint.")
        files = files_of(run, out, remembered, folder)
        if with_template or (record and TEMPLATE in record.files):
            files[TEMPLATE] = template()
        run.commit_point()
        written = write_files(out, files, data_folder=remembered, force=force)
        return _done(out, folder, written, messages, files)


def repoint(run: RunContext, out: Path, *, command: str, data_folder: str | None = None) -> Project:
    """Points the project in `out` at another folder of CSVs, or at its own after it was moved.

    Only the parameter changes, also in a file that the user has changed, and the script's
    figures where the other CSVs can be read from here. Raises `UsageError`
    when there is no project or there are no CSVs, else as `write_project`.
    """
    if not (out / SHORTCUT).exists():
        raise UsageError(
            "There is no Power BI project of CRRI's in this folder.",
            file=out,
            remedy="Write one with `crri powerbi --output-dir DIR`, or give the folder that "
            "holds it.",
        )
    _need_csvs(out, data_folder)
    folder = folder_text(data_folder or _full(out))
    with csvs.hold(out, command) as messages, durable.translate_os_errors(out):
        try:
            before = (out / EXPRESSIONS).read_text(encoding="utf-8-sig")
        except (FileNotFoundError, UnicodeDecodeError):
            before = ""
        after, found = _PARAMETER_LINE.subn(lambda match: match[1] + m_text(folder), before)
        if not found:
            raise OutputError(
                f"The project has no parameter {PARAMETER} to change.",
                file=out / EXPRESSIONS,
                remedy="Write the project anew with `crri powerbi --output-dir DIR --force`; what "
                "is there is kept as a backup.",
            )
        run.commit_point()
        written = change_file(out, EXPRESSIONS, after.encode("utf-8"), data_folder=data_folder)
        script = renew_held(run, out, messages)
        written = replace(written, written=(*written.written, *script))
        return _done(out, folder, written, messages, {})


def _full(out: Path) -> str:
    return str(out.resolve())


def data_folder_of(text: str) -> str:
    """The folder that a user names: full as it is on Windows, else made full on this machine."""
    return text if is_windows_path(text) else str(Path(text).resolve())


def _need_csvs(out: Path, data_folder: str | None) -> None:
    """Raises `UsageError` when the five CSVs are not in a folder that can be seen from here."""
    if data_folder is not None and is_elsewhere(data_folder):
        return
    folder = out if data_folder is None else Path(data_folder)
    missing = [t.file_name for t in OUTPUT_TABLES if not (folder / t.file_name).is_file()]
    if missing and any((folder / table.name).is_dir() for table in OUTPUT_TABLES):
        raise UsageError(
            "This folder holds the outputs as folders of Parquet; the project reads CSVs.",
            file=folder,
            remedy="Publish CSVs into another folder with `crri run`, and give that one.",
        )
    if missing:
        raise UsageError(
            f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} not in this folder.",
            file=folder,
            remedy="Give the folder that holds the five CSVs, or publish them with `crri run`.",
        )


def _done(
    out: Path, folder: str, written: Written, messages: list[str], files: Mapping[str, bytes]
) -> Project:
    full = out.resolve()
    longest = max((len(str(full / path)) for path in files), default=0)
    if longest > LONGEST_PATH:
        messages.append(
            f"The project's longest path has {longest} letters; Power BI Desktop opens up to "
            f"{LONGEST_PATH}. Publish into a folder with a shorter path."
        )
    if not is_windows_path(folder):
        messages.append(
            f"{folder} is no path of Windows, where Power BI Desktop runs: give the one that it "
            "has there with --repoint."
        )
    template_file = full / TEMPLATE if TEMPLATE in files else None
    return Project(full / SHORTCUT, folder, written, tuple(messages), template_file)

"""Notes on what lies in the folder and was left alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crri_gui.contract import OUTPUT_TABLES
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.discover.folder import Seen
from crri_gui.engine.discover.formats import why_not_read
from crri_gui.engine.discover.missing import first_line, fits, is_a_text
from crri_gui.engine.discover.sniff import Sniffed
from crri_gui.errors import InputError
from crri_gui.raw_tables import RAW_BY_NAME, RAW_TABLES


def left_alone(
    seen: Seen,
    files: Sequence[Sniffed],
    tables: Mapping[str, Sequence[Sniffed]],
    refused: Mapping[str, InputError],
) -> list[Finding]:
    """The notes; `files` are those of which nothing was said yet, `refused` what is an error."""
    told = {error.file for error in refused.values()}
    notes = [
        not_read(problem)
        for problem in seen.problems
        if problem.file not in told and not is_a_text(problem.file or "")
    ]
    for file in files:
        known = any(fits(table, file) for table in RAW_TABLES) or file.label in told
        # Our own outputs may lie in the folder; about them there is nothing to say.
        if not known and not is_ours(file) and not is_a_text(file.label):
            notes.append(finding("file_not_recognised", begins=first_line(file), file=file.label))
    notes += [_foreign(label) for label in seen.foreign if label not in told]
    notes += [
        finding(
            "lines_above_header",
            line=1 + file.skip_lines,
            table=name,
            file=file.label,
            count=file.skip_lines,
        )
        for name, taken in tables.items()
        for file in taken
        if file.skip_lines and RAW_BY_NAME[name].columns
    ]
    return notes


def is_ours(file: Sniffed) -> bool:
    """Whether it is an output of CRRI."""
    return any(set(file.header) == set(table.column_names) for table in OUTPUT_TABLES)


def not_read(problem: InputError) -> Finding:
    """A file that cannot be read and need not be."""
    return finding(
        "file_not_read",
        where=problem.where,
        what=problem.what,
        remedy=problem.remedy,
        file=problem.file,
    )


def _foreign(label: str) -> Finding:
    what, remedy = why_not_read(label)
    return finding("format_not_read", what=what, remedy=remedy, file=label)

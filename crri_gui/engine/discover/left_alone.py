"""Notes on what lies in the folder and was left alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from crri_gui.contract import OUTPUT_TABLES, RAW_BY_NAME, RAW_TABLES
from crri_gui.engine.core.findings import Finding
from crri_gui.engine.discover.folder import Seen
from crri_gui.engine.discover.formats import NOT_READ, foreign_suffix
from crri_gui.engine.discover.missing import first_line, fits, is_a_text
from crri_gui.engine.discover.sniff import Sniffed
from crri_gui.errors import InputError
from crri_gui.messages import remedy, sentence


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
            notes.append(
                Finding(
                    "file_not_recognised",
                    "note",
                    f"{file.label} is none of the raw tables and was left alone; it begins "
                    f"with {first_line(file)}.",
                    file=file.label,
                )
            )
    notes += [_foreign(label) for label in seen.foreign if label not in told]
    notes += [
        Finding(
            "lines_above_header",
            "note",
            f"{file.label} has its header on line {1 + file.skip_lines}; what stands above it was "
            "skipped.",
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
    return Finding(
        "file_not_read",
        "note",
        f"{problem.where}: {problem.what} It is not needed and was left alone.",
        file=problem.file,
        remedy=problem.remedy,
    )


def _foreign(label: str) -> Finding:
    kind = NOT_READ[foreign_suffix(PurePath(label)) or ""]
    said = f"{label} is {sentence(kind)} and was not read."
    return Finding("format_not_read", "note", said, file=label, remedy=remedy(kind))

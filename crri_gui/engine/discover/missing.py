"""Why a raw table has no file: what lies in the folder instead, and what it looks like."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from crri_gui.contract import RAW_TABLES, RawTable
from crri_gui.engine.discover.folder import Seen
from crri_gui.engine.discover.formats import suffix_of, why_not_read
from crri_gui.engine.discover.sniff import Sniffed
from crri_gui.errors import InputError

_LISTED = 6
_NAME_HINTS = {
    "order_items": "item",
    "order_payments": "payment",
    "order_reviews": "review",
    "category_translation": "translation",
    "products": "product",
    "sellers": "seller",
    "geolocation": "geolocation",
    "customers": "customer",
    "orders": "order",
}


def fits(table: RawTable, file: Sniffed) -> bool:
    """Whether the file has the columns by which the table is recognised."""
    return not lacks(table, file)


def lacks(table: RawTable, file: Sniffed) -> list[str]:
    """The columns that the file would need to be the table."""
    needed = dict.fromkeys((*table.signature, *(c.name for c in table.columns if c.needed)))
    return [name for name in needed if name not in file.columns]


def is_of_another(table: RawTable, file: Sniffed) -> bool:
    """Whether the file is plainly one of another table, neither by its columns nor name of this."""
    if fits(table, file) or hints_at(_place(file)) == table.name:
        return False
    return any(fits(other, file) for other in RAW_TABLES)


def hints_at(label: str) -> str | None:
    """The raw table that a file's name suggests, else None."""
    name = PurePath(label).name.casefold()
    return next((table for table, hint in _NAME_HINTS.items() if hint in name), None)


def is_a_text(label: str) -> bool:
    """Whether the name is that of any text, which need not be a table."""
    return suffix_of(PurePath(label.partition("#")[0])) in (".txt", ".txt.gz")


def first_line(file: Sniffed) -> str:
    """The names in the header, as much as is needed to know them by."""
    text = ", ".join(file.header)
    return repr(text[:79] + "…" if len(text) > 80 else text)


def cause_of(table: RawTable, seen: Seen) -> InputError | None:
    """What is wrong with the file that is meant to be the table; None where none is."""
    for problem in seen.problems:
        # What a file is whose name cannot be read, nobody can tell.
        if hints_at(problem.file or "") == table.name or "is not UTF-8; so" in problem.what:
            return problem
    near = [file for file in seen.tables if hints_at(_place(file)) == table.name]
    near = [file for file in near if not is_a_text(file.label) or _has_known(table, file)]
    if near:
        return not_like(near[0], table)
    if not table.needed:
        return None
    for label in seen.foreign:
        if hints_at(label) == table.name:
            return foreign_error(label, table)
    # An archive or a workbook may hold any table.
    for problem in seen.problems:
        suffix = suffix_of(PurePath(problem.file or ""))
        if suffix in (".zip", ".xlsx") and hints_at(problem.file or "") is None:
            return problem
    return None


def _place(file: Sniffed) -> str:
    return file.member or file.path.name


def _has_known(table: RawTable, file: Sniffed) -> bool:
    return not set(table.signature).isdisjoint(file.columns)


def not_like(file: Sniffed, table: RawTable) -> InputError:
    """The file is called like the table and has other columns."""
    lacking = lacks(table, file)
    return InputError(
        f"The file looks like the table {table.name} but lacks the column"
        f"{'s' if len(lacking) > 1 else ''} {', '.join(lacking)}; its first line reads "
        f"{first_line(file)}.",
        file=file.label,
        line=1 + file.skip_lines,
        remedy="Export it with these columns and a header line."
        if table.needed
        else "Export it with these columns and a header line, or go on without it: "
        f"--table {table.name}=none.",
    )


def foreign_error(label: str, _: RawTable) -> InputError:
    """A file that is needed is of a format that is not read."""
    what, remedy = why_not_read(label)
    return InputError(f"The file is {what}, which is not read.", file=label, remedy=remedy)


def not_there(tables: Sequence[RawTable], folder: Path | str, seen: Seen) -> InputError:
    """Tables without which nothing can be computed, and what lies in the folder instead."""
    names = ", ".join(table.name for table in tables)
    examples = ", ".join(table.olist_file for table in tables)
    said = f"No file holds the tables {names}."
    remedy = (
        f"Choose the folder with the exports (for example {examples}): they are recognised by the "
        "names of their columns."
    )
    if len(tables) == 1:
        (table,) = tables
        said = f"No file holds the table {table.name}; without it {table.without}."
        remedy = (
            f"Add the export (for example {table.olist_file}) with the columns "
            f"{', '.join(dict.fromkeys(table.signature))}, or say --table {table.name}=FILE."
        )
    return InputError(" ".join((said, _listing(folder, seen))), file=folder, remedy=remedy)


def _listing(folder: Path | str, seen: Seen) -> str:
    """What lies in the folder, with the first lines of what is no raw table."""

    def short(label: str | None) -> str:
        return (label or "").removeprefix(str(folder)).lstrip("/\\")

    known = [file for file in seen.tables if any(fits(table, file) for table in RAW_TABLES)]
    entries = [
        *(f"{short(file.label)} ({first_line(file)})" for file in seen.tables if file not in known),
        *(f"{short(problem.file)} ({problem.what})" for problem in seen.problems),
        *(f"{short(label)} ({why_not_read(label)[0]}, not read)" for label in seen.foreign),
        *(short(file.label) for file in known),
    ]
    if not entries:
        return "The folder holds no file of a kind that is read."
    if len(entries) > _LISTED:
        entries[_LISTED:] = [f"and {len(entries) - _LISTED} more"]
    return f"The folder holds: {'; '.join(entries)}."

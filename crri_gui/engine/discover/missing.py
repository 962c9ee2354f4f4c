"""Why a raw table has no file: what lies in the folder instead, and what it looks like."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from crri_gui.engine.core.masking import masked_header
from crri_gui.engine.discover.folder import Seen
from crri_gui.engine.discover.formats import suffix_of, why_not_read
from crri_gui.engine.discover.sniff import Sniffed
from crri_gui.engine.layouts.synonyms.names import looks_like_export
from crri_gui.errors import InputError
from crri_gui.messages import sentence
from crri_gui.raw_tables import RAW_TABLES, RawTable

_LISTED = 6
# An order, a date and an amount.
_COLUMNS_OF_AN_EXPORT = 3
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
    text = ", ".join(masked_header(file.header))
    return repr(text[:79] + "…" if len(text) > 80 else text)


def cause_of(table: RawTable, seen: Seen) -> InputError | None:
    """What is wrong with the file that is meant to be the table; None where none is."""
    for problem in seen.problems:
        # What a file is whose name cannot be read, nobody can tell.
        if hints_at(problem.file or "") == table.name or problem.code == "file_name_not_utf8":
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
        "file_lacks_columns" if table.needed else "file_lacks_columns.optional",
        table=table.name,
        columns=lacking,
        count=len(lacking),
        first_line=first_line(file),
        file=file.label,
        line=1 + file.skip_lines,
    )


def foreign_error(label: str, _: RawTable) -> InputError:
    """A file that is needed is of a format that is not read."""
    what, advice = why_not_read(label)
    return InputError("file_of_other_format", format=what, advice=advice, file=label)


def not_there(tables: Sequence[RawTable], folder: Path | str, seen: Seen) -> InputError:
    """Tables without which nothing can be computed, and what lies in the folder instead."""
    there = _listing(folder, seen)
    if len(tables) > 1:
        return InputError(
            "needed_tables_missing",
            tables=[table.name for table in tables],
            examples=[table.olist_file for table in tables],
            there=there,
            file=folder,
        )
    (table,) = tables
    return InputError(
        "needed_table_missing",
        table=table.name,
        without=table.without,
        example=table.olist_file,
        columns=list(dict.fromkeys(table.signature)),
        there=there,
        file=folder,
    )


def to_be_mapped(files: Sequence[Sniffed]) -> InputError | None:
    """The file that may be an export in a layout that nobody has mapped; None where none may."""
    tables = [file for file in files if len(file.columns) >= _COLUMNS_OF_AN_EXPORT]
    likely = [file for file in tables if looks_like_export(file.columns)]
    perhaps = [file for file in tables if hints_at(_place(file)) is None]
    if not likely and not perhaps:
        return None
    first, *others = likely or perhaps
    code = "mapping_needed.perhaps"
    if likely:
        code = "mapping_needed.several" if others else "mapping_needed"
    return InputError(
        code,
        others=[file.label for file in others[:_LISTED]],
        file=first.label,
        line=1 + first.skip_lines,
    )


def _listing(folder: Path | str, seen: Seen) -> str:
    """What lies in the folder, with the first lines of what is no raw table."""

    def short(label: str | None) -> str:
        return (label or "").removeprefix(str(folder)).lstrip("/\\")

    known = [file for file in seen.tables if any(fits(table, file) for table in RAW_TABLES)]
    entries: list[str] = [
        *(
            sentence("listed_file", file=short(file.label), about=first_line(file))
            for file in seen.tables
            if file not in known
        ),
        *(
            sentence("listed_file", file=short(problem.file), about=problem.what)
            for problem in seen.problems
        ),
        *(
            sentence("listed_file.not_read", file=short(label), about=why_not_read(label)[0])
            for label in seen.foreign
        ),
        *(short(file.label) for file in known),
    ]
    if not entries:
        return sentence("folder_holds.nothing")
    if len(entries) > _LISTED:
        entries[_LISTED:] = [sentence("and_more", count=len(entries) - _LISTED)]
    return sentence("folder_holds", files=entries)

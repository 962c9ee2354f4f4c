"""The export in a folder: the files of its orders, and those that lie beside them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.find import Found, find_what_is_there
from crri_gui.engine.discover.sniff import Sniffed
from crri_gui.engine.discover.sources import Source, source_of
from crri_gui.engine.layouts.kept import KEPT_FILE, Kept, read_kept
from crri_gui.engine.layouts.layout import Layout
from crri_gui.engine.layouts.synonyms.names import looks_like_export
from crri_gui.engine.mapping.beside.joins import likeliest_orders
from crri_gui.engine.mapping.rows.all_words import with_all_words
from crri_gui.engine.mapping.rows.table import Table, table_of
from crri_gui.errors import InputError

# So many forms of files are looked into; of more, the largest that may be exports.
_MOST_FORMS = 8


@dataclass(frozen=True)
class Export(Table):
    """Files of the same columns that may be an export of orders.

    `layout` is the shipped layout or the kept mapping that they are read by as it stands; None
    where there is neither. `kept` is what crri.toml holds, `mapping_file` where it lies or would
    lie. `further` are the other files, of which some may hold its items, payments or customers.
    """

    folder: Path
    layout: Layout | None
    kept: Kept
    mapping_file: Path
    further: tuple[Table, ...] = ()

    @property
    def others(self) -> tuple[str, ...]:
        """What the user calls the further files."""
        return tuple(label for one in self.further for label in one.labels)

    def beside(self, columns: Collection[str]) -> Table | None:
        """The further files that have these columns; None where none have."""
        fitting = [t for t in self.further if set(columns) <= {one.key for one in t.columns}]
        return min(fitting, key=lambda one: len(one.columns), default=None)

    def source(self, layout: Layout) -> Source:
        """Its files as a layout names them."""
        found = {name: self.beside(part.recognise) for name, part in layout.beside.items()}
        files = {name: table.files for name, table in found.items() if table is not None}
        return Source(layout, self.files, None, **files)


def may_be_mapped(found: Found) -> bool:
    """Whether what was found in a folder cannot be read as it is, but once it is mapped."""
    problem = found.problem
    return problem is not None and problem.code in ("mapping_needed", "mapping_column_gone")


def look(
    run: RunContext,
    folder: Path,
    *,
    mapping_file: Path | None = None,
    file: str | None = None,
    anew: bool = False,
    temp_dir: Path | None = None,
) -> Export:
    """The export in a folder, or in an archive.

    `mapping_file` is where the mapping is kept, if not beside the raw files; `file` the name of
    the file that is meant, where several have other columns. `anew` leaves what is kept out of
    account. Raises `InputError` where there is
    no export, where it is of a layout that lacks what is needed, or where the folder holds the
    tables that need no mapping; `UsageError` for a damaged crri.toml; `Cancelled`.
    """
    beside = folder.parent if folder.is_file() else folder
    kept_file = mapping_file or beside / KEPT_FILE
    kept = Kept() if anew else read_kept(kept_file)
    found = find_what_is_there(folder, None, None, run, temp_dir, mapping=kept_file)
    if found.used and found.source is None and not found.problems:
        raise InputError("mapping_not_needed", file=folder)
    source = found.source
    groups = _groups(source, found.unread)
    known = source is not None and file is None
    if file is not None:
        named = [group for group in groups if any(is_named(one, file) for one in group)]
        if not named:
            raise InputError("no_export_of_that_name", name=file, file=folder)
        groups = named + [group for group in groups if group not in named]
    if not groups:
        raise found.problem or InputError("no_export", file=folder)
    tables = [table_of(run, group) for group in groups[:_MOST_FORMS]]
    tables = [with_all_words(run, found.folder, one, temp_dir) for one in tables]
    if file is None and not known:
        tables = _orders_first(tables, kept)
    taken, *others = tables
    if anew or source is None or source.files[0] not in taken.files:
        # What was mapped with a column that is gone is to be mapped again.
        usable = kept if kept.of(taken.files[0].columns) is not None else Kept()
        source = source_of(run, taken.files, usable)
    return Export(
        taken.files,
        taken.columns,
        taken.rows,
        taken.whole,
        found.folder,
        source.layout if source is not None else None,
        kept,
        kept_file,
        tuple(others),
    )


def _orders_first(tables: Sequence[Table], kept: Kept) -> list[Table]:
    """The likeliest orders first: those that were mapped, else those that most speaks for."""
    mapped = [t for t in tables if kept.of(t.files[0].columns) or kept.changed(t.files[0].columns)]
    first = mapped[0] if mapped else likeliest_orders(tables)
    return [first, *(one for one in tables if one is not first)]


def is_named(file: Sniffed, name: str) -> bool:
    """Whether the user means this file by that name."""
    return name in (file.path.name, file.label, file.member) or file.label.endswith(f"#{name}")


def _groups(source: Source | None, unread: Sequence[Sniffed]) -> list[list[Sniffed]]:
    """Files of equal columns, the likeliest export first.

    A file of two columns may lie beside an export; it is none itself.
    """
    there = (source.files, *source.beside.values()) if source is not None else ()
    groups = [list(files) for files in there if files]
    by_columns: dict[tuple[str, ...], list[Sniffed]] = {}
    for file in unread:
        by_columns.setdefault(file.columns, []).append(file)
    likely = [g for columns, g in by_columns.items() if looks_like_export(columns)]
    rest = [g for columns, g in by_columns.items() if len(columns) > 1 and g not in likely]
    if not groups and all(len(columns) <= 2 for columns in by_columns):
        return []
    by_size = sorted(likely, key=lambda g: -sum(file.bytes for file in g))
    return groups + by_size + sorted(rest, key=lambda g: -sum(file.bytes for file in g))

"""A published set as tables, without its raw data: whole and as it was made, or refused."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from crri_gui.contract import tables_with
from crri_gui.engine.compare.edited import edited_since
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.publish.published import extensions_of, form_in, is_whole, read_manifest
from crri_gui.engine.publish.reading import as_published
from crri_gui.errors import OutputError

_COUNTS = ("late", "judged", "overdue")


def load_published(db: DuckDB, folder: Path) -> dict[str, Any]:
    """Make tables of the outputs that are published in a folder; their manifest.

    Beside them `month_calendar` and, of the manifest, `month_operations`, which measures ask for,
    and `month_flags`, which says what months are complete.
    Raises `OutputError` where no set is published, it is not whole, or its files are not those that
    the manifest names, and `Cancelled`.
    """
    if not folder.is_dir():
        raise OutputError("no_published_folder", file=folder)
    manifest = read_manifest(folder)
    if manifest is None:
        raise OutputError("published_without_manifest", file=folder)
    if not is_whole(manifest):
        raise OutputError("published_not_whole", file=folder)
    form, unreadable = form_in(manifest), None
    try:
        for table in tables_with(extensions_of(manifest)):
            db.execute(f"CREATE TABLE {table.name} AS {as_published(folder, table, form)}")
        db.execute("CREATE TABLE month_calendar AS SELECT order_month FROM monthly_revenue")
    except duckdb.Error as error:
        unreadable = error
    # Only now: what was read is of this manifest if the files still are.
    torn = edited_since(db.run, folder, manifest)
    if torn:
        raise OutputError("published_torn", parts=" ".join(torn), file=folder)
    if unreadable is not None:
        raise OutputError("published_csvs_unreadable", file=folder) from unreadable
    _load_operations(db, manifest)
    _load_flags(db, manifest)
    return manifest


def _load_operations(db: DuckDB, manifest: Mapping[str, Any]) -> None:
    """The deliveries behind the late rate, which the CSV has as a rate alone."""
    rows = manifest.get("deliveries")
    if not isinstance(rows, list):
        return
    counts = ", ".join(f"{name} BIGINT" for name in _COUNTS)
    db.execute(f"CREATE TABLE month_operations (order_month VARCHAR, {counts})")
    if rows:
        values = [[row["order_month"], *(row[name] for name in _COUNTS)] for row in rows]
        db.executemany("INSERT INTO month_operations VALUES (?, ?, ?, ?)", values)


def _load_flags(db: DuckDB, manifest: Mapping[str, Any]) -> None:
    flags = manifest.get("flagged_months")
    known = flags if isinstance(flags, dict) else {}
    db.execute("CREATE TABLE month_flags (order_month VARCHAR, flag VARCHAR)")
    # The manifest tells of these among the others.
    db.execute("CREATE TABLE short_months (order_month VARCHAR)")
    if known:
        db.executemany("INSERT INTO month_flags VALUES (?, ?)", [*map(list, known.items())])

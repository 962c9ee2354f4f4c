"""Files that name a column twice, or were chosen for several tables."""

from __future__ import annotations

from collections.abc import Mapping

from crri_gui.engine.discover.sniff import Sniffed
from crri_gui.errors import InputError
from crri_gui.raw_tables import RAW_BY_NAME


def twice(tables: Mapping[str, tuple[Sniffed, ...]]) -> dict[str, InputError]:
    """The tables, by name, whose files are such."""
    by_label: dict[str, list[str]] = {}
    refused = {}
    for name, files in tables.items():
        for file in files:
            if RAW_BY_NAME[name].columns:
                by_label.setdefault(file.label, []).append(name)
            for column in RAW_BY_NAME[name].columns:
                if file.columns.count(column.name) > 1:
                    refused[name] = InputError(
                        "column_named_twice",
                        name=column.name,
                        file=file.label,
                        line=1 + file.skip_lines,
                        column=column.name,
                    )
    for label, names in by_label.items():
        if len(names) > 1:
            refused[names[0]] = InputError(
                "tables_in_one_file", tables=", ".join(names), file=label
            )
    return refused

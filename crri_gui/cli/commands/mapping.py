"""`crri map`: the mapping of an export, its consequences, and how it is changed and kept."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from crri_gui import url
from crri_gui.cli.request import conventions_of
from crri_gui.cli.terminal import console
from crri_gui.definitions import Conventions, Definitions
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.layouts.layout import BLANK
from crri_gui.engine.mapping.draft import Draft, Part, edited
from crri_gui.engine.mapping.export import Export, look
from crri_gui.engine.mapping.fields import STATUS_CLASSES
from crri_gui.engine.mapping.keeping import keep
from crri_gui.engine.mapping.propose import propose
from crri_gui.engine.mapping.rows.table import Table
from crri_gui.engine.mapping.sections import SECTIONS, columns_in, table_in
from crri_gui.engine.mapping.trial.consequences import Consequences, consequences
from crri_gui.engine.mapping.trial.counted import class_counts
from crri_gui.engine.mapping.trial.unfolded import Unfolded, UnfoldedItems
from crri_gui.engine.mapping.trial.word_counts import Word
from crri_gui.errors import UsageError
from crri_gui.messages import sentence

_ORIGINS = {
    "layout": "shipped layout",
    "kept": "kept",
    "proposed": "proposal",
    "chosen": "chosen now",
}
_SAMPLES = 3
_CONVENTIONS = ("--date-order", "--decimal", "--zone")


@dataclass(frozen=True)
class Shown:
    """What `crri map` has to say; `written` is where the mapping was kept.

    `read_so` says that a run reads the export by it already, `conventions` that options say how
    what the data leaves open is read.
    """

    export: Export
    draft: Draft
    told: Consequences | None
    written: Path | None
    read_so: bool
    conventions: bool

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values; money as text."""
        told = None
        if self.told is not None:
            told = {**asdict(self.told), "findings": [f.as_dict() for f in self.told.findings]}
            for word in told["words"]:
                word["counts"] = class_counts(Definitions(), word["status_class"], word["word"])
        return {
            "files": list(self.export.labels),
            "others": list(self.export.others),
            "layout": self.draft.base,
            "mapping": {
                part.field.name: {
                    "value": part.value,
                    "origin": part.origin,
                    "reason": part.reason,
                }
                for part in self.draft.parts
            },
            "missing": [field.name for field in self.draft.missing],
            "columns": [asdict(column) for column in self.export.columns],
            "further": [
                {"files": table.labels, "columns": [asdict(column) for column in table.columns]}
                for table in self.export.further
            ],
            "consequences": told,
            "mapping_file": str(self.export.mapping_file),
            "written": None if self.written is None else str(self.written),
        }

    def text(self) -> str:
        """The same for a terminal."""
        blocks = [self._mapping(), self._columns()]
        if self.told is not None:
            blocks += [_sums(self.told), _met(self.told), _customers(self.told), _words(self.told)]
            blocks += [_unfolded(self.told.unfolded)] if self.told.unfolded else []
            blocks += [console.findings_text(list(self.told.findings)).splitlines()]
        blocks += [self._open(), self._end()]
        return "\n\n".join("\n".join(block) for block in blocks if block)

    @property
    def _beside(self) -> dict[str, Table]:
        """The files beside the orders that the mapping names and the folder holds."""
        found = {name: table_in(self.export, self.draft.text, name) for name in SECTIONS}
        return {name: table for name, table in found.items() if table is not None}

    def _value(self, part: Part) -> str:
        """A value as `--set` takes it; a file by its name."""
        if part.field.holds != "file":
            return part.value
        return self._beside[part.field.section].files[0].path.name

    def _mapping(self) -> list[str]:
        lines = [", ".join(self.export.labels)]
        used = {id(table) for table in self._beside.values()}
        free = [table for table in self.export.further if id(table) not in used]
        if free:
            labels = ", ".join(label for table in free for label in table.labels)
            lines.append(f"  (also there: {labels}; --file names another)")
        rows = [
            (
                f"{part.field.name} = {self._value(part)}",
                sentence(part.field.title),
                _ORIGINS[part.origin] + (f": {part.reason}" if part.reason else ""),
            )
            for part in self.draft.parts
            # What may lie beside a known layout is told only where it does.
            if not part.field.section or part.field.section in self._beside
        ]
        lines += _aligned(rows)
        lines += [
            f"  {field.name} = ?  ({sentence(field.title)} is missing)"
            for field in self.draft.missing
        ]
        return lines

    def _columns(self) -> list[str]:
        """The columns that are not mapped, or all of them where something is missing."""
        missing = bool(self.draft.missing)
        read = set() if missing else set(self.draft.layout().kinds)
        title = "All columns" if missing else "Columns that are not mapped"
        lines = _unmapped(title, self.export, read)
        for section, table in self._beside.items():
            read = set() if missing else set(columns_in(self.draft.text, section))
            lines += _unmapped(f"{title}, of {', '.join(table.labels)}", table, read)
        return lines

    def _open(self) -> list[str]:
        """Where the options belong that findings advise, or that were named."""
        advice = " ".join(one.remedy for one in self.told.findings) if self.told else ""
        if not self.conventions and not any(option in advice for option in _CONVENTIONS):
            return []
        return [
            f"{', '.join(_CONVENTIONS[:-1])} and {_CONVENTIONS[-1]} are no part of a mapping: name "
            "them in run, check and compare as well.",
            "What holds for all dates can be kept instead: --set date_order=dmy --write.",
        ]

    def _end(self) -> list[str]:
        if self.written is not None:
            return [f"Kept in {self.written}: run, check and compare use it without asking."]
        if self.draft.missing:
            return ["Nothing is kept: name the missing columns with --set FIELD=COLUMN."]
        if self.read_so:
            return ["A run reads the export so, without asking."]
        return ["Nothing is kept. If this is right, add --write; --set FIELD=COLUMN changes it."]


def shown(options: argparse.Namespace) -> Shown:
    """Look, propose or take what is kept, change what is asked for, and keep it when told.

    Raises what these raise; `UsageError` for URLs and for what `--set` cannot mean.
    """
    for name in ("input_dir", "mapping"):
        folder = getattr(options, name)
        if folder is not None and url.was_url(folder):
            raise UsageError("folder_is_url", option=name.replace("_", "-"))
    changes = []
    for text in options.set:
        name, equals, value = text.partition("=")
        if not equals:
            raise UsageError("mapping_set_without_value", text=text)
        changes.append((name.strip(), value))

    conventions = conventions_of(options)

    def job(run: RunContext) -> Shown:
        with run.stage("find"):
            run.report(sentence("looking_for_tables"))
            export = look(
                run,
                options.input_dir,
                mapping_file=options.mapping,
                file=options.file,
                anew=options.anew,
            )
        draft = found = propose(export)
        for name, value in changes:
            draft = edited(export, draft, name, value)
        if options.write:
            draft.layout()  # It refuses what is incomplete before anything is read.
        told = None
        if not draft.missing:
            told = consequences(run, export, draft, conventions=conventions)
        written = None
        if options.write:
            run.commit_point()
            written = keep(export, draft)
        read_so = export.layout is not None and draft.text == found.text
        return Shown(export, draft, told, written, read_so, conventions != Conventions({}, {}))

    return console.work(options, job)


def _sums(told: Consequences) -> list[str]:
    rate = f" ({told.repeat_customers / told.customers:.1%} came back)" if told.customers else ""
    lines = [
        "What it makes",
        f"  {told.rows:,} rows -> {told.orders:,} orders, {told.counted:,} counted, "
        f"{told.customers:,} customers{rate}, {told.guests:,} guests",
    ]
    amounts = {name: value for name, value in asdict(told.amounts).items() if value is not None}
    lines.append("  " + ", ".join(f"{name} {value:,.2f}" for name, value in amounts.items()))
    if told.first is not None and told.last is not None:
        lines.append(f"  from {told.first:%Y-%m-%d %H:%M} to {told.last:%Y-%m-%d %H:%M}")
    lines += [f"  {one.rows:,} rows {one.reason} ({one.money:,.2f})" for one in told.left_out]
    if len(told.currencies) > 1:
        lines += [f"  {name}: {n:,} orders, {money:,.2f}" for name, n, money in told.currencies]
    return lines


def _unmapped(title: str, table: Table, read: Collection[str]) -> list[str]:
    rows = [
        (
            column.name,
            f"{column.type}, {column.filled:.0%} filled",
            ", ".join(column.samples[:_SAMPLES]),
        )
        for column in table.columns
        if column.filled and column.key not in read
    ]
    return [title, *_aligned(rows)] if rows else []


def _met(told: Consequences) -> list[str]:
    """How many orders are found in the files beside them."""
    lines = ["Files beside the orders"] if told.beside else []
    for one in told.beside:
        what = "the customers" if one.section == "customers" else one.section
        money = "" if one.money is None else f", {one.money:,.2f} in all"
        found = f"{what} of {one.met:,} of {one.orders:,} counted orders ({one.share:.1%})"
        lines.append(f"  {one.file}: {one.rows:,} rows, {found}{money}")
        if one.strays:
            lines.append(f"    {one.strays:,} {one.section} name an order that is not there")
        lines += [
            f"    {n.rows:,} rows left out: {n.reason} ({n.money:,.2f})" for n in one.left_out
        ]
    return lines


def _customers(told: Consequences) -> list[str]:
    rows = [
        (
            f"{'*' if one.current else ' '} {one.field}={one.value}",
            f"{one.customers:,} customers",
            f"{one.repeat_customers:,} came back"
            + (f" ({one.repeat_rate:.1%})" if one.repeat_rate is not None else ""),
            f"{one.guests:,} guests",
        )
        for one in told.identities
    ]
    return ["Customers by (--set ...)", *_aligned(rows)] if rows else []


def _words(told: Consequences) -> list[str]:
    lines: list[str] = []
    columns = dict.fromkeys(one.column for one in told.words)
    for column in columns:
        several = len(columns) > 1
        field = f"status.{column}.WORD" if several else "status.WORD"
        rows = [
            (
                one.word or BLANK,
                f"{one.orders:,} orders",
                f"{one.money:,.2f}",
                _class(one, field) + (" (proposal)" if one.proposed else ""),
            )
            for one in told.words
            if one.column == column
        ]
        lines += [f"Status words of {column}" if several else "Status words", *_aligned(rows)]
    lines += _classes() if columns else []
    for field, column in dict.fromkeys((one.field, one.column) for one in told.row_words):
        words = [one for one in told.row_words if (one.field, one.column) == (field, column)]
        of = "" if field == "rows" else f" of {field.removesuffix('.rows')}"
        lines += [
            f"Rows{of} by the words of {column} (--set {field}.{column}.WORD=...)",
            *_aligned([(one.word, f"{one.rows:,} rows", one.reason) for one in words]),
        ]
    return lines


def _class(word: Word, field: str) -> str:
    """What a word means, and whether its orders count."""
    if not word.status_class and word.decided_by:
        return f"decided by {word.decided_by}"
    counts = _counts(word.status_class)
    if word.status_class:
        return f"{word.status_class}: {counts}"
    return f"not decided: {counts}; --set {field}=CLASS decides"


def _classes() -> list[str]:
    """What each class does to the numbers, and where that is decided."""
    listed = ", ".join(f"{one} {_counts(one)}" for one in STATUS_CLASSES)
    return [
        f"  As CLASS, {listed}.",
        "  Another choice in run, check and compare: crri run --set statuses=delivered (sale",
        "  alone) or --set statuses=sale,open (these two).",
    ]


def _counts(given: str | None) -> str:
    return "counts" if class_counts(Definitions(), given) else "does not count"


def _unfolded(order: Unfolded) -> list[str]:
    rows = [order.columns, *order.rows]
    becomes = [(name, value) for name, value in order.becomes if value]
    return [
        f"Order {order.order}: its rows",
        *_aligned(rows),
        *_items(order.items),
        "  becomes",
        *_aligned(becomes),
    ]


def _items(items: UnfoldedItems | None) -> list[str]:
    """The items of a file of their own, each with file and line."""
    if items is None:
        return []
    places = [f"{file}:{line}" for file, line in items.places]
    rows = [(place, *row) for place, row in zip(places, items.rows, strict=True)]
    return ["  its items", *_aligned([("", *items.columns), *rows])]


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))] if rows else []
    return [
        "  "
        + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]

"""The export of a shop in a layout that is known: which files it is, and what can be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.missing import first_line
from crri_gui.engine.discover.multi_file import label_of, reject_duplicate_files
from crri_gui.engine.discover.sniff import Sniffed
from crri_gui.engine.layouts.kept import KEPT_FILE, Kept, KeptExport
from crri_gui.engine.layouts.layout import FileBeside, Included, Lacking, Layout
from crri_gui.engine.layouts.money import Amount
from crri_gui.engine.layouts.shipped import recognised
from crri_gui.errors import InputError
from crri_gui.messages import sentence
from crri_gui.raw_tables import RAW_BY_NAME, RawTable

INCLUDED: dict[Included, str] = {
    "tax": "included_in_goods.tax",
    "shipping": "included_in_goods.shipping",
}
"""The messages that name what the goods of a layout include."""
_LACKING: dict[Lacking, str] = {
    "amounts": "lacking_in_layout.amounts",
    "dates": "lacking_in_layout.dates",
    "orders": "lacking_in_layout.orders",
}
_GONE: dict[str, str] = {
    "items": "file_beside_gone.items",
    "payments": "file_beside_gone.payments",
    "customers": "file_beside_gone.customers",
}


@dataclass(frozen=True)
class Source:
    """Files of one layout, whose rows become the raw tables.

    `items`, `payments` and `customers` are those that lie beside the orders' `files`. `kept` is the
    mapping of crri.toml that they are read by, None for a layout as it is shipped.
    """

    layout: Layout
    files: tuple[Sniffed, ...]
    kept: KeptExport | None = None
    items: tuple[Sniffed, ...] = ()
    payments: tuple[Sniffed, ...] = ()
    customers: tuple[Sniffed, ...] = ()

    @property
    def all_files(self) -> tuple[Sniffed, ...]:
        """Every file that is read."""
        return (*self.files, *(file for files in self.beside.values() for file in files))

    @property
    def beside(self) -> dict[str, tuple[Sniffed, ...]]:
        """The files beside the orders', by the names of their sections."""
        return {"items": self.items, "payments": self.payments, "customers": self.customers}

    @property
    def is_worth_items(self) -> bool:
        """Whether an order is worth what the file of its items says."""
        return bool(self.items) and not self.can("goods")

    @property
    def without_products(self) -> Source:
        """The same, reading no more of its products than tells rows apart that are worth money."""
        layout, items = self.layout, self.layout.items
        if items is not None:
            items = replace(items, category=None)
        product = layout.product if "item_goods" in layout.amounts else None
        return replace(self, layout=replace(layout, items=items, product=product, category=None))

    @property
    def columns(self) -> set[str]:
        """The columns of the layout that a file has."""
        there = {column for file in self.files for column in file.columns}
        return there & set(self.layout.kinds)

    def can(self, amount: str) -> bool:
        """Whether the layout has that amount and a file the columns for it."""
        named = self.layout.amounts.get(amount)
        return named is not None and set(named.columns) <= self.columns

    @property
    def total(self) -> Amount | None:
        """What the orders' file says was paid, of an order or of each of its rows."""
        name = next((name for name in ("paid", "item_paid") if self.can(name)), "")
        return self.layout.amounts.get(name)

    def has(self, column: str | None) -> bool:
        """Whether the layout names the column and a file has it."""
        return column in self.columns

    @property
    def tables(self) -> dict[str, tuple[str, ...]]:
        """The raw tables that its rows become, and their columns that are filled."""
        freight = self.can("shipping") or self.can("item_shipping")
        tables = {
            "orders": ("order_id", "customer_id", "order_status", "order_purchase_timestamp"),
            "customers": ("customer_id", "customer_unique_id", "customer_state"),
            "order_items": ("order_id", "order_item_id", "price")
            + (("freight_value",) if freight else ()),
        }
        if self.payments or self.total is not None:
            tables["order_payments"] = (
                *("order_id", "payment_sequential", "payment_type", "payment_value"),
            )
        return tables

    @property
    def as_tables(self) -> dict[str, tuple[Sniffed, ...]]:
        """The files, with the header of each raw table that their rows become."""
        beside = {"order_payments": self.payments, "customers": (*self.files, *self.customers)}
        if self.is_worth_items:
            beside["order_items"] = self.items
        return {
            table: tuple(replace(f, header=columns) for f in beside.get(table) or self.files)
            for table, columns in self.tables.items()
        }


def source_of(run: RunContext, files: Sequence[Sniffed], kept: Kept | None = None) -> Source | None:
    """The files among these that are an export in a known layout; None where there are none.

    What is `kept` in crri.toml goes before the layouts that are shipped. Raises `InputError` for
    exports in several layouts, one that lacks what is needed, one whose header names a column
    twice that is read, one whose mapping names a column that is gone, and for two files of the
    same content.
    """
    kept = kept or Kept()
    found: dict[str, list[Sniffed]] = {}
    known: dict[str, Layout] = {}
    mapped: dict[str, KeptExport] = {}
    unknown: list[Sniffed] = []
    for file in files:
        export = kept.of(file.columns)
        layout = export.layout if export is not None else recognised(file.columns)
        if layout is None:
            unknown.append(file)
            continue
        # Two mappings may bear one name.
        name = layout.identity
        if export is not None:
            mapped[name] = export
        known[name] = layout
        found.setdefault(name, []).append(file)
    usable = [name for name in found if not known[name].lacks]
    beside = _beside([known[name] for name in usable], found, files)
    usable = [name for name in usable if set(found[name]) - beside.keys()]
    for file in unknown:
        if file not in beside:
            _refuse_changed(kept, file)
    for name in usable:
        if name in mapped:
            _refuse_changed_beside(mapped[name], unknown, beside)
    if len(usable) > 1:
        named = [
            sentence("file_of_layout", file=found[name][0].label, layout=known[name].title)
            for name in usable
        ]
        raise InputError("several_layouts", files=named, file=found[usable[0]][0].label)
    if not usable:
        if found:
            _refuse_incomplete(known[next(iter(found))], next(iter(found.values()))[0])
        return None
    [name] = usable
    layout, orders = known[name], RAW_BY_NAME["orders"]
    source = Source(
        layout,
        tuple(file for file in found[name] if file not in beside),
        mapped.get(name),
        **{
            name: tuple(file for file, of in beside.items() if of is part)
            for name, part in layout.beside.items()
        },
    )
    if layout.items is not None and not source.items and "goods" not in layout.amounts:
        raise InputError(
            "file_of_items_gone",
            layout=layout.title,
            title=layout.items.title,
            file=source.files[0].label,
        )
    of_parts = [(part.kinds, source.beside[name]) for name, part in layout.beside.items()]
    for columns, of in ((layout.kinds, source.files), *of_parts):
        for file in of:
            _refuse_twice(columns, file)
        reject_duplicate_files(run, orders, list(of))
    return source


def _beside(
    usable: Sequence[Layout], found: Mapping[str, Sequence[Sniffed]], files: Sequence[Sniffed]
) -> dict[Sniffed, FileBeside]:
    """The files that lie beside the orders of these layouts, each with what it is of them."""
    beside = {}
    for layout in usable:
        parts = layout.beside.values()
        for file in files:
            fitting = [part for part in parts if set(part.recognise) <= set(file.columns)]
            if fitting and file not in found[layout.identity]:
                beside[file] = max(fitting, key=lambda part: len(part.recognise))
    return beside


def findings_of(source: Source, folder: Path) -> list[Finding]:
    """The notes on the mapping and the layout that an export was read by.

    `folder` is the one that the files were looked for in.
    """
    return [*_mapping_findings(source), _layout_finding(source, folder)]


def _layout_finding(source: Source, folder: Path) -> Finding:
    """The note on the layout that the files were read by, and what it does not tell."""
    layout = source.layout
    blank = ["delivery_days", "review_score"]
    if not source.has(layout.state) and not _customers_tell_state(source):
        blank.append("customer_state")
    if not source.payments and not source.has(layout.payment_type):
        blank.append("payment_type")
    return finding(
        "layout_recognised",
        layout=layout.title,
        blank=blank,
        file=label_of([file.name_in(folder) for file in source.all_files]),
        count=len(source.all_files),
    )


def _customers_tell_state(source: Source) -> bool:
    customers = source.layout.customers
    return customers is not None and any(customers.state in f.columns for f in source.customers)


def not_of(source: Source, file: Sniffed, _: RawTable) -> InputError:
    """A file that is called as the files of the export are, and has other columns."""
    layout, has = source.layout, set(file.columns)
    parts = (layout, *layout.beside.values())
    nearest = min(parts, key=lambda part: len(set(part.recognise) - has))
    lacking = [column for column in nearest.recognise if column not in has]
    return InputError(
        "file_lacks_columns",
        table=nearest.title,
        columns=lacking,
        count=len(lacking),
        first_line=first_line(file),
        file=file.label,
        line=1 + file.skip_lines,
    )


def _mapping_findings(source: Source) -> list[Finding]:
    """That a mapping of crri.toml was used, and columns that came since it was kept."""
    if source.kept is None:
        return []
    label = label_of([file.label for file in source.files])
    found = [finding("mapping_used", layout=source.layout.title, file=label)]
    # What may lie beside a shipped layout, nobody has mapped.
    own = source.kept.text
    for section, part in source.layout.beside.items():
        if section in own and not source.beside[section]:
            title = source.layout.title
            found.append(finding(_GONE[section], layout=title, title=part.title, file=label))
    known = set(source.kept.columns)
    more = [
        name.strip()
        for name, column in zip(source.files[0].header, source.files[0].columns, strict=True)
        if column and column not in known
    ]
    if more:
        found.append(finding("mapping_more_columns", columns=more, count=len(more), file=label))
    return found


def _refuse_changed(kept: Kept, file: Sniffed) -> None:
    changed = kept.changed(file.columns)
    if changed is not None:
        export, column = changed
        raise InputError(
            "mapping_column_gone",
            title=export.layout.title,
            name=column,
            mapping=str(kept.file),
            file=file.label,
            line=1 + file.skip_lines,
            column=column,
        )


def _refuse_changed_beside(
    export: KeptExport,
    unknown: Sequence[Sniffed],
    beside: Mapping[Sniffed, FileBeside],
) -> None:
    """A file that lay beside the orders when they were mapped, without a column of then."""
    for section, part in export.layout.beside.items():
        if section not in export.text or part in beside.values():
            continue
        for file in unknown:
            gone = [column for column in part.recognise if column not in file.columns]
            if file not in beside and 0 < len(gone) < len(part.recognise) / 2:
                raise InputError(
                    "mapping_column_gone",
                    title=part.title,
                    name=gone[0],
                    mapping=KEPT_FILE,
                    file=file.label,
                    line=1 + file.skip_lines,
                    column=gone[0],
                )


def _refuse_incomplete(layout: Layout, file: Sniffed) -> None:
    raise InputError(
        "layout_incomplete",
        layout=layout.title,
        lacks=[sentence(_LACKING[part]) for part in layout.lacks],
        instead=layout.instead,
        file=file.label,
    )


def _refuse_twice(columns: Iterable[str], file: Sniffed) -> None:
    for column in columns:
        if file.columns.count(column) > 1:
            name = file.header[file.columns.index(column)]
            raise InputError(
                "column_named_twice",
                name=name,
                file=file.label,
                line=1 + file.skip_lines,
                column=name,
            )

"""What a publication changes, in a few lines for people who do not open the report.

Everything in it is made by the comparison with the published set and by the sentences of the
dashboard's first page; here it is only put together, in every language, as plain values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from crri_gui.contract import OutputTable, tables_with
from crri_gui.definitions import Shop, shop_kept
from crri_gui.engine.compare.comparison import Comparison, compare
from crri_gui.engine.compare_run import compare_results
from crri_gui.engine.core import workspace
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.core.scratch import scratch_database
from crri_gui.engine.pipeline import Examined, Request
from crri_gui.engine.publish import outputs
from crri_gui.engine.publish.published import (
    backups,
    extensions_of,
    faults_of,
    form_in,
    whole_manifest,
)
from crri_gui.engine.published_set import load_published
from crri_gui.engine.query.dashboard.changes import what_changed
from crri_gui.engine.query.dashboard.filters import NO_FILTERS
from crri_gui.engine.query.dashboard.published_change import Published
from crri_gui.engine.results import Results
from crri_gui.engine.run import Target, meaning_of
from crri_gui.messages import sentence
from crri_gui.refresh.said import Said, in_every_language, is_said

FIGURES = {"order_value": "revenue", "orders": "orders", "customers": "customers"}
"""The totals of the orders that are told, and what they are called here."""
_MONTHS = 6
"""So many restated months are told one by one."""


@dataclass(frozen=True)
class Figure:
    """A total of the shop; `before` is None where nothing was published to compare with.

    Revenue is in the currency of the raw data with its cents, the others are whole numbers; both
    are written as decimal numbers without grouping.
    """

    name: str
    before: str | None
    after: str


@dataclass(frozen=True)
class Digest:
    """What changes. `shop` is its name, `currency` the sign before amounts; both may be empty.

    `since` is when the set was published that it is compared with (ISO 8601, UTC), None where that
    is not known. `alarms` are what nobody should overlook, `changes` what moved between the two
    sets, `sentences` at most five about the latest complete month.
    """

    shop: str
    currency: str
    since: str | None
    unchanged: bool
    figures: tuple[Figure, ...]
    alarms: tuple[Said, ...]
    changes: tuple[Said, ...]
    sentences: tuple[Said, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return asdict(self)


def of_staged(
    run: RunContext, request: Request, target: Target, data: Examined, staged: Path
) -> tuple[Digest, tuple[str, ...]]:
    """The digest of a set that is about to replace what is published.

    With it the reasons to think that what is published is another shop's.
    """
    out = target.output_dir
    room = (request.memory_limit, request.temp_dir)
    with workspace.scratch(request.temp_dir) as folder:
        if target.form != "csv":
            staged = Path(folder)
            outputs.write(data.database(run), staged, data.risky_columns, tables=data.tables)
        found = compare(run, out, staged, meaning_of(request), *room, tables=data.tables)
    return _digest(data.database(run), found, request.meaning, out, target.shop), found.other_shop


def of_results(
    run: RunContext, results: Results, out: Path, shop: Shop
) -> tuple[list[str], Digest]:
    """The digest of what publishing these results into `out` would change, and what else to say.

    Raises as `compare_results` does.
    """
    said, found = compare_results(run, results, out)
    with results.database(run) as db:
        return said, _digest(db, found, results.request.meaning, out, shop)


def of_published(run: RunContext, out: Path) -> Digest:
    """The digest of what is published, against the set that it replaced: its newest backup.

    Raises `OutputError` where no whole set is published, and `Cancelled`.
    """
    with run.stage("verify"), scratch_database(run, None) as (db, work):
        manifest = load_published(db, out)
        former = next(iter(backups(out)), None)
        whole = former is not None and not faults_of(former)
        before = former.path if former is not None and whole else work / "nothing"
        meaning = {key: manifest.get(key, {}) for key in ("definitions", "conventions")}
        tables = tables_with(extensions_of(manifest))
        as_csv = _as_csv(db, out, manifest, tables, work)
        found = compare(run, before, as_csv, meaning, tables=tables)
        shop = shop_kept(manifest.get("shop"))
        told = _digest(db, found, meaning["definitions"], before, shop)
    if whole:
        return told
    why = "digest_without_backup" if former is None else "digest_without_backup.damaged"
    return replace(told, changes=(in_every_language(sentence(why)),))


def _as_csv(
    db: DuckDB,
    out: Path,
    manifest: Mapping[str, Any],
    tables: Sequence[OutputTable],
    work: Path,
) -> Path:
    """The folder in which the published set is as CSVs."""
    if form_in(manifest) == "csv":
        return out
    made = work / "published"
    made.mkdir()
    for table in tables:
        outputs.write_as_csv(db, table, out / table.name, made / table.file_name)
    return made


def _digest(
    db: DuckDB, found: Comparison, definitions: dict[str, Any], before: Path, shop: Shop
) -> Digest:
    """What the comparison says, in lines; `before` is the folder of the former set."""
    manifest = whole_manifest(before)
    orders = next(table for table in found.tables if table.table == "master_orders")
    changed = what_changed(db, NO_FILTERS, Published(before, definitions))
    return Digest(
        shop=shop.shop_name,
        currency=shop.currency_symbol,
        since=None if manifest is None else str(manifest.get("created", "")),
        unchanged=found.unchanged,
        figures=tuple(
            Figure(FIGURES[total.name], _plain(total.before), format(total.after, "f"))
            for total in orders.totals
        ),
        alarms=tuple(map(in_every_language, _alarms(found))),
        changes=tuple(map(in_every_language, _changes(found))),
        sentences=tuple(in_every_language(change.text) for change in changed),
    )


def _plain(amount: Decimal | None) -> str | None:
    return None if amount is None else format(amount, "f")


def _alarms(found: Comparison) -> Iterator[str]:
    """What the comparison warns of, the worst first."""
    if not found.published_whole:
        yield from found.notes
    for why in found.other_shop:
        yield sentence("digest_other_shop", why=why)
    yield from found.edited
    for table in found.tables:
        for said in (*table.broken, *table.outside):
            yield sentence("digest_of_table", table=table.table, said=said)
    yield from found.going
    if found.months_removed:
        yield sentence("digest_months_go", months=found.months_removed)


def _changes(found: Comparison) -> Iterator[str]:
    if all(table.rows_before is None and not table.broken for table in found.tables):
        yield sentence("digest_first")
        return
    if found.unchanged:
        yield sentence("digest_unchanged")
        return
    if found.months_added:
        yield sentence("digest_months_come", months=found.months_added)
    shown = found.months_restated[:_MONTHS]
    for month, before, after in shown:
        if before is not None:
            yield sentence(
                "digest_month_restated",
                month=month,
                before=before,
                after=after,
                difference=after - before,
            )
    if more := len(found.months_restated) - len(shown):
        yield sentence("digest_months_restated_more", count=more)
    if found.customers_added or found.customers_removed:
        yield sentence(
            "digest_customers",
            come=found.customers_added or 0,
            go=found.customers_removed or 0,
        )
    moved = sum(n for (was, becomes), n in found.segment_moves.items() if was != becomes)
    if moved:
        yield sentence("digest_segments", count=moved)


def of_manifest(manifest: Mapping[str, Any]) -> Digest:
    """What there is to tell of a set that somebody else has published: its figures alone."""
    shop = shop_kept(manifest.get("shop"))
    totals = manifest.get("totals")
    found = totals if isinstance(totals, dict) else {}
    figures = [(name, _number(found.get(name))) for name in FIGURES.values()]
    return Digest(
        shop=shop.shop_name,
        currency=shop.currency_symbol,
        since=None,
        unchanged=False,
        figures=tuple(Figure(name, None, value) for name, value in figures if value is not None),
        alarms=(),
        changes=(in_every_language(sentence("digest_by_hand")),),
        sentences=(),
    )


def _number(value: Any) -> str | None:
    with suppress(InvalidOperation):
        number = Decimal(str(value))
        return format(number, "f") if number.is_finite() else None
    return None


def from_dict(kept: Any) -> Digest | None:
    """The digest that `as_dict` has described; None where it is none."""
    if not isinstance(kept, dict) or kept.keys() != Digest.__dataclass_fields__.keys():
        return None
    texts = (kept["shop"], kept["currency"], kept["since"] or "")
    told = ("alarms", "changes", "sentences")
    if (
        not all(isinstance(text, str) for text in texts)
        or not isinstance(kept["unchanged"], bool)
        or not all(isinstance(kept[name], list) and all(map(is_said, kept[name])) for name in told)
        or not isinstance(kept["figures"], list)
    ):
        return None
    figures = []
    for one in kept["figures"]:
        if not isinstance(one, dict) or one.keys() != Figure.__dataclass_fields__.keys():
            return None
        values = (one["after"], one["before"] or "0")
        if one["name"] not in FIGURES.values() or None in map(_number, values):
            return None
        figures.append(Figure(**one))
    return Digest(
        **{**kept, "figures": tuple(figures), **{name: tuple(kept[name]) for name in told}}
    )

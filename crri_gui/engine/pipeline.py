"""From a raw folder to computed tables: find, read, check, compute, reconcile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import psutil

from crri_gui.contract import OutputTable, tables_with
from crri_gui.definitions import LIMITS, Conventions, Definitions
from crri_gui.engine import tables
from crri_gui.engine.adapt.adapted import Adapted
from crri_gui.engine.adapt.persons.pseudonyms import KEY_FILE, key_beside, key_for_looking
from crri_gui.engine.adapt.stage import adapt
from crri_gui.engine.adapt.statements import source_statements
from crri_gui.engine.core import workspace
from crri_gui.engine.core.database import Database, DuckDB
from crri_gui.engine.core.findings import Finding, worst_first
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.disk_space import bytes_of, refuse_without_room
from crri_gui.engine.discover.find import Found, find
from crri_gui.engine.discover.multi_file import columns_of
from crri_gui.engine.ingest.fingerprint import Fingerprint, countable, fingerprint, refuse_changed
from crri_gui.engine.ingest.load import load
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.engine.ingest.products import load_products, products_findings
from crri_gui.engine.publish import outputs
from crri_gui.engine.quality import checks, period
from crri_gui.engine.quality.causes import without_consequences
from crri_gui.engine.quality.column_findings import column_findings
from crri_gui.engine.quality.completeness import (
    lost_records,
    reject_findings,
    rejected_money_findings,
)
from crri_gui.engine.quality.concentration import implausible_orders
from crri_gui.engine.quality.duplicates import Removed, remove_duplicates
from crri_gui.engine.quality.fates import keep_rejected_orders, lost_with_rejected_orders
from crri_gui.engine.quality.key_partners import key_findings
from crri_gui.engine.quality.key_variants import order_variant_findings
from crri_gui.engine.quality.overdue import overdue_findings
from crri_gui.engine.quality.payment_gap import payment_gap_findings
from crri_gui.engine.quality.reconcile import raw_totals, reconcile
from crri_gui.engine.quality.spelling import unify_case
from crri_gui.engine.quality.unknown_money import medians, unknown_money
from crri_gui.engine.quality.wrong_years import wrong_year_findings
from crri_gui.engine.report import Report
from crri_gui.engine.spark.cluster import Cluster, reach
from crri_gui.engine.values.clocks import refuse_unknown_zone
from crri_gui.engine.values.half_days import half_day_findings
from crri_gui.engine.values.parse import columns_of_raw_tables, refuse_unknown_columns
from crri_gui.messages import sentence
from crri_gui.raw_tables import RAW_BY_NAME

# Raw files of this size become tables of two or three row groups at most.
_FEW_ROW_GROUPS = 256 << 20


@dataclass(frozen=True)
class Request:
    """What to compute, from which folder, under which definitions and limits.

    `extensions` are the groups of extension tables that are asked for; None: those that the set
    has into whose place the outputs go, else none. `tables` maps raw tables to files chosen by
    hand; the limits are shares (0 to 1);
    `memory_limit` is as DuckDB takes it ("2GB"), None for 60 % of the machine; `cluster` is
    where everything after the reading is computed, None for here; `shown_as` is what the user
    calls a folder of which `input_dir` is a copy. `mapping` is the file of mappings, beside which
    the key of the pseudonyms lies then, if they do not lie beside the raw files; who is only
    `looking` keeps nothing there. `with_rows` keeps an export's own rows beside the outputs, for
    who looks at them.
    """

    input_dir: Path
    definitions: Definitions = Definitions()
    extensions: frozenset[str] | None = None
    tables: Mapping[str, str] = field(default_factory=dict)
    conventions: Conventions = Conventions({}, {})
    max_rejected_rows: float = LIMITS["max_rejected_rows"].default / 100
    max_rejected_money: float = LIMITS["max_rejected_money"].default / 100
    memory_limit: str | None = None
    temp_dir: Path | None = None
    cluster: Cluster | None = None
    shown_as: str | None = None
    mapping: Path | None = None
    looking: bool = False
    with_rows: bool = False

    @property
    def outputs(self) -> tuple[OutputTable, ...]:
        """The tables that are made."""
        return tables_with(self.extensions or ())

    @property
    def with_products(self) -> bool:
        """Whether a table asks for what was bought."""
        return "repeat" in (self.extensions or ())

    @property
    def read_too(self) -> tuple[str, ...]:
        """The raw tables that are read beside those that every run needs."""
        return ("products",) if self.with_products else ()

    @property
    def meaning(self) -> dict[str, Any]:
        """The definitions of these tables, by name."""
        return self.definitions.as_dict(self.extensions or ())


@dataclass
class Examined:
    """The outputs as tables of `con`, and everything there is to say about them.

    `tables` are those that were made, `parameters` what the statements were given. `classes` are
    the classes of the status words, in lower case, of a layout that is not Olist's.
    """

    con: duckdb.DuckDBPyConnection
    tables: tuple[OutputTable, ...]
    found: Found
    loaded: list[Loaded]
    report: Report
    fingerprints: dict[str, Fingerprint]
    parameters: dict[str, Any]
    classes: dict[str, str] | None

    def database(self, run: RunContext) -> DuckDB:
        """The tables, for statements that `run` can cancel where it is attached to them."""
        return DuckDB(run, self.con)

    @property
    def risky_columns(self) -> set[str]:
        """Columns with text that a spreadsheet would run as a formula."""
        return {f.column for f in self.report.findings if f.code == "formula_text" and f.column}


def find_raw(run: RunContext, request: Request) -> Found:
    """Which file of the request is which table; raises as `find`."""
    with run.stage("find"):
        run.report(sentence("looking_for_tables"))
        where = (request.input_dir, request.tables, request.shown_as)
        return _with_products(find(*where, run, request.temp_dir, request.mapping), request)


def _with_products(found: Found, request: Request) -> Found:
    """What was found, with the products where a table asks for them."""
    return replace(found, read_too=request.read_too)


@contextmanager
def examined(
    run: RunContext,
    request: Request,
    found: Found | None = None,
    known: Mapping[str, Fingerprint] | None = None,
) -> Iterator[Examined]:
    """Read, check and compute; the tables live as long as the context.

    `found` and `known` are the files and their fingerprints where they were looked for
    already: a change since then is noticed. Raises `InputError` when the input is no data at
    all; what the checks object to is in the result.
    """
    work = workspace.make(run, request.temp_dir)
    con = duckdb.connect()
    pool = ThreadPoolExecutor(1, thread_name_prefix="crri-hash")
    try:
        allowed = _configure(con, request, work)
        with DuckDB(run, con).attached() as db:
            if found is None:
                found = find_raw(run, request)
            found = _with_products(found, request)
            refuse_without_room(found.used_files, allowed, work, request.cluster)
            if sum(file.bytes for file in found.used_files) < _FEW_ROW_GROUPS:
                _scan_small_tables_together(con)
            taken = {**(known or {})}
            hashes = {
                file.label: pool.submit(fingerprint, run, file.path, *countable(file))
                for file in found.used_files
                if file.label not in taken
            }
            made = _examine(db, request, found, work, taken, hashes)
            # Everything is hashed: no thread has to live as long as the tables.
            pool.shutdown()
            yield made
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        workspace.release(run, work, con)


def _configure(con: duckdb.DuckDBPyConnection, request: Request, work: Path) -> int:
    """Set the engine up; the bytes of memory that it may take."""
    limit = request.memory_limit or f"{int(psutil.virtual_memory().total * 0.6) >> 20}MiB"
    allowed = bytes_of(limit)
    con.execute("SET memory_limit = $limit", {"limit": limit})
    con.execute("SET temp_directory = $work", {"work": str(work / "spill")})
    con.execute("SET TimeZone = 'UTC'")
    refuse_unknown_zone(con, request.conventions.applied_zone)
    # In Jupyter it refuses this without ipywidgets, though nothing is to be drawn.
    with suppress(duckdb.InvalidInputException):
        con.execute("SET enable_progress_bar = true")
        con.execute("SET enable_progress_bar_print = false")
    return allowed


def _scan_small_tables_together(con: duckdb.DuckDBPyConnection) -> None:
    """Have all processors scan a table that is one row group (122,880 rows), not only one.

    DuckDB's own tests use the setting; what a statement gives does not depend on it.
    """
    with suppress(duckdb.CatalogException):
        con.execute("PRAGMA verify_parallelism")


def _examine(
    db: DuckDB,
    request: Request,
    found: Found,
    work: Path,
    fingerprints: dict[str, Fingerprint],
    hashes: Mapping[str, Future[Fingerprint]],
) -> Examined:
    if request.cluster is not None:
        reach(request.cluster)
    run = db.run
    with run.stage("read"):
        adapted = None
        if found.source is not None:
            key = partial(
                key_for_looking if request.looking else key_beside, _folder_of_key(request, found)
            )
            where = (found.folder, key, found.source, work)
            adapted = adapt(
                db,
                *where,
                request.conventions,
                with_rows=request.with_rows,
                with_products=request.with_products,
            )
            loaded = adapted.tables
        else:
            refuse_unknown_columns(request.conventions, columns_of_raw_tables())
            loaded = load(db, found.folder, found.used, work, request.conventions)
        products: list[Loaded] = []
        no_products: list[Finding] = []
        if request.with_products and adapted is None:
            products = load_products(db, found, work, request.conventions)
            no_products = products_findings(db, found.tables["order_items"][0].label)
        # Rows are found by their place in the file while it is read; from here on they have
        # keys, and nobody has to wait for his turn.
        db.execute("SET preserve_insertion_order = false")
        told = unify_case(db, loaded)
        told += no_products + column_findings(loaded if adapted is None else adapted.files)
        told += key_findings(db, loaded, request.definitions.id_case)
        told = [*(adapted.findings if adapted is not None else ()), *told]
    if request.cluster is None:
        return _check_and_compute(
            request, db, db, found, loaded, products, adapted, told, fingerprints, hashes
        )
    from crri_gui.engine.spark.stage import computing

    with computing(request.cluster, db, work) as engine:
        return _check_and_compute(
            request, db, engine, found, loaded, products, adapted, told, fingerprints, hashes
        )


def _folder_of_key(request: Request, found: Found) -> Path | None:
    """Where the key of the pseudonyms lies; one made beside a copy would be lost with the ids."""
    if request.mapping is not None:
        return request.mapping.parent
    is_copy = request.shown_as is not None and not (found.folder / KEY_FILE).is_file()
    return None if is_copy else found.folder


def _check_and_compute(
    request: Request,
    db: DuckDB,
    engine: Database,
    found: Found,
    loaded: list[Loaded],
    products: list[Loaded],
    adapted: Adapted | None,
    told: list[Finding],
    fingerprints: dict[str, Fingerprint],
    hashes: Mapping[str, Future[Fingerprint]],
) -> Examined:
    """Check, compute and reconcile on `engine`, which may not be `db`: that gets the outputs.

    `told` are the findings on what was read, beside those of each file. `loaded` are the raw
    tables: of an export in another layout, which was `adapted`, the files are others. `products`
    are files that were read for a table which asks for them.
    """
    run, definitions = db.run, request.definitions
    files_read = [*loaded, *products] if adapted is None else adapted.files
    findings = [*found.findings, *(f for file in files_read for f in file.findings), *told]
    read = len(findings)
    labels: dict[str, list[str]] = {}
    sizes: dict[str, int] = {}
    for file in loaded:
        labels.setdefault(file.table.name, []).append(file.label)
        sizes[file.table.name] = sizes.get(file.table.name, 0) + file.accepted
    with run.stage("check"):
        run.report(sentence("checking_keys_and_amounts"))
        raw = raw_totals(engine)
        typical = medians(engine, loaded)
        removed = {name: Removed(0, (Decimal(0), Decimal(0))) for name in RAW_BY_NAME}
        for number, (name, files) in enumerate(labels.items()):
            run.report(
                sentence("looking_for_duplicates", table=name),
                within=number / len(labels),
                until=(number + 1) / len(labels),
            )
            removed[name], more = remove_duplicates(engine, RAW_BY_NAME[name], files)
            findings += more
        findings += checks.raw_findings(engine, sizes, definitions)
        layout = None if adapted is None else adapted.source.layout.title
        findings += checks.value_findings(found.used, definitions, layout)
        classes = None if adapted is None else adapted.classes
        findings += checks.count_statuses(engine, definitions, classes)
        months = period.analysis_period(engine, definitions)
    with run.stage("compute"):
        answers = engine.scalar("SELECT count(review_answer_timestamp) FROM order_reviews")
        values = tables.parameters(
            definitions,
            months,
            has_payments="order_payments" in found.used,
            has_answer_times=answers > 0,
            has_late=checks.can_judge_late(columns_of(found.used["orders"]), definitions),
        )
        tables.compute(engine, values, request.outputs)
    with run.stage("reconcile"):
        run.report(sentence("reconciling"), until=1.0)
        # The hashes were taken meanwhile, on whatever processor the engine left idle.
        fingerprints.update({name: hashed.result() for name, hashed in hashes.items()})
        refuse_changed(found.used_files)
        findings += lost_records(run, files_read, fingerprints)
        keep_rejected_orders(engine, loaded)
        findings += checks.order_findings(engine, dt.date.today())
        findings += period.period_findings(engine, definitions, months[0])
        findings += overdue_findings(engine, definitions) + wrong_year_findings(engine)
        findings += implausible_orders(engine) + order_variant_findings(engine)
        if adapted is None:
            findings += payment_gap_findings(
                engine,
                {reject.order_id for file in loaded for reject in file.rejects if reject.order_id},
                has_freight="freight_value" in columns_of(found.used["order_items"]),
            )
        findings += half_day_findings(engine)
        unknown = unknown_money(engine, loaded, typical)
        statements = reconcile(engine, request.outputs, loaded, raw, removed, unknown, definitions)
        goods = next(s for s in statements if s.code == "prices")
        findings += checks.partner_findings(goods, request.max_rejected_money)
        limit = request.max_rejected_money
        in_orders = adapted is not None and not adapted.source.is_worth_items
        findings += checks.itemless_findings(engine, limit, of_layout=in_orders)
        asked = [*loaded, *products]
        lost = lost_with_rejected_orders(engine)
        refused = reject_findings(asked, unknown, lost, row_limit=request.max_rejected_rows)
        refused += rejected_money_findings(
            statements, loaded, unknown, definitions, limit=request.max_rejected_money
        )
        findings = without_consequences(findings[:read] + refused + findings[read:])
        if adapted is not None:
            findings = adapted.in_own_words(findings)
            statements = adapted.words.statements(statements)
            statements[:0] = source_statements(adapted, unknown)
        flagged = period.flagged_months(engine)
        if engine is not db:
            from crri_gui.engine.spark.stage import bring_back

            bring_back(engine, request.outputs)
        tables.compute_here(db, values, request.outputs)
        findings += outputs.formula_findings(db, request.outputs)
    report = Report(
        [file.as_input(fingerprints[file.file.label]) for file in files_read],
        worst_first(findings),
        statements,
        flagged,
    )
    return Examined(
        db.con,
        request.outputs,
        found,
        files_read,
        report,
        fingerprints,
        values,
        classes,
    )

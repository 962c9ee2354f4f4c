"""The stages in order: find, read, check, compute, write, verify, publish."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import psutil

from crri_gui import __version__
from crri_gui.contract import RAW_BY_NAME
from crri_gui.definitions import Definitions
from crri_gui.engine import checks, folder_lock, outputs, publish, tables
from crri_gui.engine.duplicates import Removed, remove_duplicates
from crri_gui.engine.find import Found, find
from crri_gui.engine.findings import Finding, worst_first
from crri_gui.engine.fingerprint import Fingerprint, RecordCounter, fingerprint, refuse_changed
from crri_gui.engine.load import Loaded, load
from crri_gui.engine.parse import Conventions
from crri_gui.engine.progress import Run
from crri_gui.engine.reconcile import Statement, raw_totals, reconcile
from crri_gui.engine.rejects import write_csv
from crri_gui.errors import InputError, OutputError, ReconciliationError, UsageError

if TYPE_CHECKING:
    from crri_gui.engine.compare import Comparison

REJECTS = "rejects.csv"
WORKBOOK = "crri_outputs.xlsx"


@dataclass(frozen=True)
class Request:
    """What to compute, from which folder, under which definitions and limits.

    `tables` maps raw tables to files chosen by hand; the limits are shares (0 to 1);
    `memory_limit` is as DuckDB takes it ("2GB"), None for 60 % of the machine.
    """

    input_dir: Path
    definitions: Definitions = Definitions()
    tables: Mapping[str, str] = field(default_factory=dict)
    conventions: Conventions = Conventions({}, {})
    max_rejected_rows: float = 0.01
    max_rejected_money: float = 0.01
    memory_limit: str | None = None
    temp_dir: Path | None = None


@dataclass(frozen=True)
class Target:
    """Where the outputs are published, and how."""

    output_dir: Path
    excel: bool = False
    keep_backups: int = 3
    if_changed: bool = False


@dataclass
class Examined:
    """The outputs as tables of `con`, and everything there is to say about them."""

    con: duckdb.DuckDBPyConnection
    found: Found
    loaded: list[Loaded]
    report: Report
    fingerprints: dict[str, Fingerprint]


@dataclass(frozen=True)
class Outcome:
    """What a run did: the manifest it published, or that nothing had changed."""

    manifest: dict[str, Any]
    unchanged: bool
    messages: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """What the checks say, without the tables."""

    inputs: list[dict[str, Any]]
    findings: list[Finding]
    statements: list[Statement]
    flagged_months: dict[str, str]

    @property
    def errors(self) -> list[Finding]:
        """The findings that keep the outputs from being written."""
        return [finding for finding in self.findings if finding.severity == "error"]

    @property
    def broken(self) -> list[Statement]:
        """The statements that do not add up."""
        return [statement for statement in self.statements if not statement.holds]

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "inputs": self.inputs,
            "findings": [finding.as_dict() for finding in self.findings],
            "reconciliation": [statement.as_dict() for statement in self.statements],
            "flagged_months": self.flagged_months,
        }


class InputRefused(InputError):
    """The data has findings of severity error; `findings` are all that were made."""

    def __init__(self, findings: list[Finding]) -> None:
        errors = [finding for finding in findings if finding.severity == "error"]
        first = errors[0]
        more = f" ({len(errors) - 1} more errors.)" if len(errors) > 1 else ""
        super().__init__(
            first.message + more, remedy=first.remedy, file=first.file, column=first.column
        )
        self.findings = findings


@contextmanager
def examined(
    run: Run, request: Request, known: Mapping[str, Fingerprint] | None = None
) -> Iterator[Examined]:
    """Read, check and compute; the tables live as long as the context.

    `known` are fingerprints taken already. Raises `InputError` when the input is no data at
    all; what the checks object to is in the result.
    """
    work = _work_folder(request.temp_dir)
    con = duckdb.connect()
    pool = ThreadPoolExecutor(1, thread_name_prefix="crri-hash")
    try:
        _configure(con, request, work)
        with run.attached(con):
            with run.stage("find"):
                run.report("Looking for the raw tables")
                found = find(request.input_dir, request.tables)
            hashes = {
                name: pool.submit(fingerprint, run, file.path, _countable(found, name))
                for name, file in found.used.items()
                if not known or name not in known
            }
            yield _examine(run, request, con, found, work, {**(known or {})}, hashes)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        con.close()
        shutil.rmtree(work, ignore_errors=True)


def _work_folder(temp_dir: Path | None) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix="crri-", dir=temp_dir))
    except OSError as error:
        raise OutputError(
            f"No temporary folder can be made: {error.strerror}.",
            file=temp_dir or tempfile.gettempdir(),
            remedy="Name a folder you may write to with --temp-dir.",
        ) from error


def _configure(con: duckdb.DuckDBPyConnection, request: Request, work: Path) -> None:
    limit = request.memory_limit or f"{int(psutil.virtual_memory().total * 0.6) >> 20}MiB"
    try:
        con.execute("SET memory_limit = $limit", {"limit": limit})
    except duckdb.Error as error:
        raise UsageError(
            f"The memory limit {limit!r} is not a size.", remedy="Write for example 2GB."
        ) from error
    con.execute("SET temp_directory = $work", {"work": str(work / "spill")})
    con.execute("SET TimeZone = 'UTC'")
    con.execute("SET enable_progress_bar = true")
    con.execute("SET enable_progress_bar_print = false")


def _countable(found: Found, table: str) -> str | None:
    """The delimiter of a file whose records can be counted as it lies on disk, else None."""
    file = found.used[table]
    return file.delimiter if (file.format, file.encoding) == ("csv", "utf-8") else None


def _examine(
    run: Run,
    request: Request,
    con: duckdb.DuckDBPyConnection,
    found: Found,
    work: Path,
    fingerprints: dict[str, Fingerprint],
    hashes: Mapping[str, Future[Fingerprint]],
) -> Examined:
    definitions = request.definitions
    with run.stage("read"):
        loaded = load(run, con, found.folder, found.used, work, request.conventions)
        fingerprints.update({name: hashed.result() for name, hashed in hashes.items()})
        refuse_changed(fingerprints.values())
    findings = [*found.findings, *(f for file in loaded for f in file.findings)]
    sizes = {file.table.name: file.accepted for file in loaded}
    with run.stage("check"):
        run.report("Checking keys and amounts")
        findings += _lost_records(run, loaded, fingerprints)
        raw = raw_totals(run, con)
        removed = {name: Removed(0, (Decimal(0), Decimal(0))) for name in RAW_BY_NAME}
        for number, file in enumerate(loaded):
            run.report(
                f"Looking for duplicates in {file.table.name}",
                within=number / len(loaded),
                until=(number + 1) / len(loaded),
            )
            removed[file.table.name], more = remove_duplicates(run, con, file.table, file.label)
            findings += more
        findings += checks.raw_findings(run, con, sizes)
        findings += checks.count_statuses(run, con, definitions)
        window = checks.months_looked_at(run, con, definitions)
    with run.stage("compute"):
        answers = run.execute(
            con, "SELECT count(review_answer_timestamp) FROM order_reviews"
        ).fetchone()
        values = tables.parameters(
            definitions,
            window,
            has_payments="order_payments" in found.used,
            has_answer_times=answers is not None and answers[0] > 0,
        )
        tables.compute(run, con, values)
        for bulky in ("order_items", "order_payments", "order_reviews", "customers"):
            run.execute(con, f"DROP TABLE {bulky}")
    with run.stage("reconcile"):
        run.report("Reconciling", until=1.0)
        findings += checks.order_findings(run, con, dt.date.today(), sizes)
        findings += checks.window_findings(run, con, window[0])
        findings += _snapshot_findings(run, con, definitions)
        statements = reconcile(run, con, loaded, raw, removed, definitions)
        goods = next(s for s in statements if s.code == "prices")
        rejected = [line for line in goods.lines if "rejected" in line.label]
        findings += checks.reject_findings(
            loaded,
            goods.total.amount,
            sum((line.amount for line in rejected), Decimal(0)),
            row_limit=request.max_rejected_rows,
            money_limit=request.max_rejected_money,
        )
        findings += outputs.formula_findings(run, con)
        flagged = checks.flagged_months(run, con)
    report = Report(
        [_input(file, fingerprints) for file in loaded],
        worst_first(findings),
        statements,
        flagged,
    )
    return Examined(con, found, loaded, report, fingerprints)


def _lost_records(
    run: Run, loaded: list[Loaded], fingerprints: Mapping[str, Fingerprint]
) -> list[Finding]:
    """Records that the reader neither accepted nor rejected, by an independent count."""
    findings = []
    for file in loaded:
        expected = fingerprints[file.table.name].records
        if file.text is not None and file.text != file.file.path:
            counter = RecordCounter("," if file.file.format == "xlsx" else file.file.delimiter)
            with file.text.open("rb") as source:
                while chunk := source.read(4 << 20):
                    run.checkpoint()
                    counter.feed(chunk)
            expected = counter.records()
        # Around a quotation mark that does not close nobody can say what a record is; the
        # reader rejects it with all the lines that it spans.
        unclear = any("quotation" in reject.reason for reject in file.rejects)
        if expected is None or unclear:
            continue
        lost = expected - file.accepted - len(file.rejects)
        if lost:
            findings.append(
                Finding(
                    "records_lost",
                    "error",
                    f"{file.label} has {expected:,} records, of which {file.accepted:,} were "
                    f"read and {len(file.rejects):,} rejected.",
                    table=file.table.name,
                    file=file.label,
                    count=abs(lost),
                    remedy="Look for a quotation mark that is not closed, or export it again.",
                )
            )
    return findings


def _snapshot_findings(
    run: Run, con: duckdb.DuckDBPyConnection, definitions: Definitions
) -> list[Finding]:
    row = run.execute(con, "SELECT count(*) FROM rfm_customers WHERE recency < 0").fetchone()
    if not row or not row[0]:
        return []
    return [
        Finding(
            "snapshot_too_early",
            "error",
            f"The snapshot date {definitions.snapshot} lies before the last order of {row[0]:,} "
            "customers.",
            count=row[0],
            remedy="Choose a later date, or leave the later orders out with --set window=....",
        )
    ]


def refuse_errors(report: Report) -> None:
    """Raise when the checks or the reconciliation forbid outputs."""
    if report.errors:
        raise InputRefused(report.findings)
    if report.broken:
        worst = report.broken[0]
        raise ReconciliationError(
            f"{worst.title}: the lines differ from the total by {worst.difference} and "
            f"{worst.count_difference} rows.",
            remedy="Nothing was published. Please report this with the output of "
            "`crri check --json`.",
        )


def examine_only(run: Run, request: Request, rejects: Path | None = None) -> Report:
    """What the checks say; the rejected rows go to the file `rejects` when one is named."""
    with examined(run, request) as data:
        if rejects is not None:
            _write_rejects(data, rejects)
        return data.report


def never(_: OutputError) -> bool:
    """The answer of callers that nobody can be asked through."""
    return False


def run_and_publish(
    run: Run, request: Request, target: Target, ask_again: Callable[[OutputError], bool] = never
) -> Outcome:
    """The whole way from the raw folder to the published set, all or nothing.

    `ask_again` is asked when a published file is held open or cannot be replaced: true
    tries the publication once more, without computing anew.

    Raises `InputRefused` or `InputError` (nothing touched), `ReconciliationError`,
    `OutputError` (locked, full, not writable; nothing changed) and `Cancelled`.
    """
    with publish.hold(target.output_dir, "crri run") as messages:
        known: dict[str, Fingerprint] = {}
        if target.if_changed:
            found = find(request.input_dir, request.tables)
            known = {
                name: fingerprint(run, file.path, _countable(found, name))
                for name, file in found.used.items()
            }
            manifest = _published(target.output_dir)
            if manifest and _same(manifest, request, target, known):
                return Outcome(manifest, True, tuple(messages))
        with examined(run, request, known) as data:
            refuse_errors(data.report)
            staged = publish.new_staging(target.output_dir)
            try:
                manifest = _stage(run, request, target, data, staged)
                with run.stage("publish"):
                    run.report("Publishing")
                    _publish(target, staged, manifest, ask_again)
            finally:
                shutil.rmtree(staged, ignore_errors=True)
        return Outcome(manifest, False, tuple(messages))


def _publish(
    target: Target,
    staged: Path,
    manifest: dict[str, Any],
    ask_again: Callable[[OutputError], bool],
) -> None:
    while True:
        try:
            publish.publish(target.output_dir, staged, manifest, keep=target.keep_backups)
            return
        except OutputError as error:
            if not ask_again(error):
                raise


def compare_with_published(
    run: Run, request: Request, published: Path
) -> tuple[list[str], Comparison]:
    """Compute without publishing and compare with the outputs in `published`.

    An interrupted publication there is finished or undone first; the sentences say so.
    """
    from crri_gui.engine.compare import compare

    if not published.is_dir():
        raise OutputError(
            "There is no such folder of published files.",
            file=published,
            remedy="Give the folder that holds the five CSVs, or publish with `crri run`.",
        )
    # Where CRRI never published there is nothing to finish, and perhaps no right to write.
    ours = (published / folder_lock.HOME).is_dir()
    held: AbstractContextManager[list[str]] = (
        publish.hold(published, "crri compare") if ours else nullcontext([])
    )
    with (
        held as messages,
        tempfile.TemporaryDirectory(prefix="crri-", dir=request.temp_dir) as fresh,
        examined(run, request) as data,
    ):
        refuse_errors(data.report)
        with run.stage("write"):
            outputs.write_csvs(run, data.con, Path(fresh))
        with run.stage("verify"):
            return list(messages), compare(run, published, Path(fresh))


def _stage(
    run: Run, request: Request, target: Target, data: Examined, staged: Path
) -> dict[str, Any]:
    """Write and verify the set in `staged`; its manifest."""
    with run.stage("write"):
        rows: dict[str, int] = {
            f"{name}.csv": count
            for name, count in outputs.write_csvs(run, data.con, staged).items()
        }
        rows[REJECTS] = _write_rejects(data, staged / REJECTS)
        if target.excel:
            from crri_gui.engine.workbook import write_workbook

            run.report("Writing the workbook", within=0.8, until=1.0)
            write_workbook(run, data.con, outputs.selects(), request.definitions, staged / WORKBOOK)
            rows[WORKBOOK] = sum(rows.values()) - rows[REJECTS]
    with run.stage("verify"):
        outputs.read_back(run, data.con, staged)
        hashes = {name: fingerprint(run, staged / name) for name in rows}
    return _manifest(run, request, target, data, rows, hashes)


def _write_rejects(data: Examined, target: Path) -> int:
    rejects = [reject for file in data.loaded for reject in file.rejects]
    try:
        write_csv(rejects, target)
    except OSError as error:
        raise OutputError(
            f"The rejects cannot be written: {error.strerror}.",
            file=target,
            remedy="Free space on that drive, or choose another folder.",
        ) from error
    return len(rejects)


def _manifest(
    run: Run,
    request: Request,
    target: Target,
    data: Examined,
    rows: Mapping[str, int],
    hashes: Mapping[str, Fingerprint],
) -> dict[str, Any]:
    def table(sql: str) -> list[dict[str, Any]]:
        result = run.execute(data.con, sql)
        names = [column[0] for column in result.description]
        return [
            {n: str(v) if isinstance(v, Decimal) else v for n, v in zip(names, row, strict=True)}
            for row in result.fetchall()
        ]

    totals = {
        name: str(value) if isinstance(value, Decimal) else value
        for name, value in outputs.totals(run, data.con).items()
    }
    return {
        "crri_version": __version__,
        "created": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "fingerprint": _identity(request, target, data.fingerprints),
        "definitions": request.definitions.as_dict(),
        "conventions": asdict(request.conventions),
        "snapshot_date": _snapshot_date(run, data.con, request.definitions),
        "totals": totals,
        "not_used": {
            name: str(file.path.name)
            for name, file in data.found.tables.items()
            if not RAW_BY_NAME[name].columns
        },
        "files": {
            name: {"sha256": h.sha256, "bytes": h.bytes, "rows": rows[name]}
            for name, h in hashes.items()
        },
        **data.report.as_dict(),
        "repeat_rates": table("SELECT * FROM repeat_rates ORDER BY days"),
        "named_segments": table(
            "SELECT * FROM named_segments ORDER BY recency_of_5, frequency_of_5"
        ),
        "timings_seconds": dict(run.timings),
        "peak_memory_bytes": peak_memory(),
    }


def _input(file: Loaded, fingerprints: Mapping[str, Fingerprint]) -> dict[str, Any]:
    taken = fingerprints[file.table.name]
    return {
        "table": file.table.name,
        "file": file.label,
        "sha256": taken.sha256,
        "bytes": taken.bytes,
        "rows": file.accepted,
        "rejected": file.rejected,
        "encoding": file.file.encoding,
        "delimiter": file.file.delimiter,
    }


def _snapshot_date(run: Run, con: duckdb.DuckDBPyConnection, definitions: Definitions) -> str:
    row = run.execute(con, "SELECT max(purchased_at) FROM master_orders").fetchone()
    assert row is not None
    if definitions.snapshot == "day_after":
        return str((row[0] + dt.timedelta(days=1)).date())
    return str(row[0]) if definitions.snapshot == "last_order" else definitions.snapshot


def _identity(request: Request, target: Target, fingerprints: Mapping[str, Fingerprint]) -> str:
    """A hash of everything that decides the outputs: the content, not names or times."""
    content = {
        "version": __version__,
        "definitions": request.definitions.as_dict(),
        "conventions": asdict(request.conventions),
        "limits": [request.max_rejected_rows, request.max_rejected_money],
        "excel": target.excel,
        "inputs": {name: taken.sha256 for name, taken in sorted(fingerprints.items())},
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _published(output_dir: Path) -> dict[str, Any] | None:
    """The manifest of a whole published set; None when there is none to rely on."""
    with suppress(OutputError):
        manifest = publish.read_manifest(output_dir)
        if publish.is_whole(manifest):
            return manifest
    return None


def _same(
    manifest: Mapping[str, Any],
    request: Request,
    target: Target,
    fingerprints: Mapping[str, Fingerprint],
) -> bool:
    """Whether the published set was made from the same content and still is as it was made."""
    if manifest.get("fingerprint") != _identity(request, target, fingerprints):
        return False
    run = Run()
    try:
        return all(
            fingerprint(run, target.output_dir / name).sha256 == described["sha256"]
            for name, described in manifest["files"].items()
        )
    except OSError:
        return False


def peak_memory() -> int:
    """The most memory this process has held so far, in bytes."""
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024

"""Whether every record of the raw files was read, and what it means that some were not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from crri_gui.definitions import Definitions
from crri_gui.engine.core.findings import Finding
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.multi_file import label_of
from crri_gui.engine.ingest.fingerprint import Counts, Fingerprint, RecordCounter
from crri_gui.engine.ingest.load_file import Loaded
from crri_gui.engine.ingest.quotes import count_by_lines
from crri_gui.engine.ingest.rejects import CUT_AMOUNT
from crri_gui.engine.quality.evidence import sql_literal
from crri_gui.engine.quality.reconcile import Statement
from crri_gui.engine.quality.unknown_money import Amount, Unknown

_EXAMPLES = 5
_WHOLE = "record"  # in place of a column, where the fault is of all of a row


def lost_records(
    run: RunContext, loaded: list[Loaded], fingerprints: Mapping[str, Fingerprint]
) -> list[Finding]:
    """Records that the reader neither accepted nor rejected, by an independent count.

    Leaves the count in `Loaded.counts`.
    """
    findings = []
    for file in loaded:
        taken = fingerprints[file.file.label]
        counts: Counts = (
            taken.records,
            taken.rows_in_quotes,
            taken.breaks_in_quotes,
            taken.cut_off,
        )
        # A copy was read, or marks within quotes are not doubled, as was taken for granted.
        if file.text is not None and (file.text != file.file.path or file.escape != '"'):
            delimiter = "," if file.file.format == "xlsx" else file.file.delimiter
            counter = RecordCounter(delimiter, len(file.file.header), file.escape)
            with file.text.open("rb") as source:
                while chunk := source.read(4 << 20):
                    run.checkpoint()
                    counter.feed(chunk)
            counts = counter.findings()
        file.counts = counts
        expected, rows_within, breaks, cut_off = counts
        if cut_off and file.file.format == "csv":
            findings.append(
                Finding(
                    "last_line_open",
                    "note",
                    f"{file.label} does not end with a line end: if the export was cut off, its "
                    "last row may be incomplete.",
                    table=file.table.name,
                    file=file.label,
                )
            )
        # A review may hold commas and line breaks; the texts of the other tables do not.
        reviews = file.table.name == "order_reviews"
        within = rows_within if reviews else breaks
        if within:
            findings.append(
                Finding(
                    "rows_in_quotes",
                    "warning" if reviews else "error",
                    f"{within:,} lines of {file.label} look like rows but lie within quotation "
                    "marks, so they were not read as rows.",
                    table=file.table.name,
                    file=file.label,
                    count=within,
                    remedy="Look for a quotation mark that is not closed, or export it again.",
                )
            )
        # What the reader lost behind such a mark was counted line by line when it was read.
        unclosed = any(finding.code == "quote_unclosed" for finding in file.findings)
        if expected is None and not unclosed and file.text is not None:
            delimiter = "," if file.file.format == "xlsx" else file.file.delimiter
            expected = count_by_lines(run, file.text, delimiter, file.escape).records
        if expected is None or unclosed:
            continue
        lost = expected - file.accepted - len(file.rejects) - file.blank
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


def reject_findings(
    loaded: Sequence[Loaded], unknown: Mapping[Amount, Unknown], *, row_limit: float
) -> list[Finding]:
    """Rejected rows by table, and whether they pass the limit (a share, 0 to 1)."""
    findings = []
    by_table: dict[str, list[Loaded]] = {}
    for file in loaded:
        by_table.setdefault(file.table.name, []).append(file)
    for table, files in by_table.items():
        rejects = [reject for file in files for reject in file.rejects]
        if not rejects:
            continue
        rejected = sum(file.rejected for file in files)
        share = rejected / (sum(file.accepted for file in files) + rejected)
        over = share > row_limit
        nowhere = unknown.get((table, "money"), Unknown())
        money = sum((r.money or Decimal(0) for r in rejects), nowhere.at_least)
        cut = [reject for reject in rejects if reject.reason.endswith(CUT_AMOUNT)]
        if cut:
            findings.append(
                Finding(
                    "comma_unquoted",
                    "error" if over else "warning",
                    f"{len(cut):,} records of {table} have an amount with a comma that is not "
                    "quoted, and so more fields than the header; the first is line "
                    f"{cut[0].line:,} of {cut[0].file}. They were not read.",
                    table=table,
                    file=cut[0].file,
                    count=len(cut),
                    examples=tuple(reject.value[:60] for reject in cut[:_EXAMPLES]),
                    remedy="Export the file with decimal points, with semicolons between the "
                    "columns, or with quotation marks around the amounts.",
                )
            )
        findings.append(
            Finding(
                "rejected_rows",
                "error" if over else "warning",
                f"{rejected:,} rows of {table} cannot be read"
                + (f": more than the limit of {row_limit:.2%}." if over else ".")
                + (
                    f" The money of {nowhere.rows:,} of them is unknown: at least "
                    f"{nowhere.at_least:,.2f}."
                    if nowhere.rows
                    else ""
                ),
                table=table,
                file=label_of([file.label for file in files if file.rejects]),
                count=rejected,
                share=share,
                money=money,
                examples=tuple(
                    (f"{r.file}, " if len(files) > 1 else "")
                    + f"line {r.line}: {r.column or _WHOLE} {r.reason}: {r.value[:60]!r}"
                    for r in rejects[:_EXAMPLES]
                ),
                remedy="List them with `crri check --rejects FILE`, correct the export"
                + (", or raise --max-rejected-rows." if over else "."),
                rows=f"SELECT * FROM rejects WHERE table_name = {sql_literal(table)}",
            )
        )
    return findings


# What an order is worth by each option order_value, by the statement that tells its raw total.
_BASIS: dict[str, tuple[tuple[str, Amount], ...]] = {
    "items": (("prices", ("order_items", "money")),),
    "items_freight": (
        ("prices", ("order_items", "money")),
        ("freight", ("order_items", "freight")),
    ),
    "payments": (("payments", ("order_payments", "money")),),
}
_WHAT = {"prices": "items", "freight": "freight", "payments": "payments"}


def rejected_money_findings(
    statements: Sequence[Statement],
    loaded: Sequence[Loaded],
    unknown: Mapping[Amount, Unknown],
    definitions: Definitions,
    *,
    limit: float,
) -> list[Finding]:
    """An error where rejected rows hold more of the money that orders are worth than `limit`.

    Unknown amounts count with what they are worth at least. A refund does not make up for a
    sale that was rejected.
    """
    findings = []
    by_code = {statement.code: statement for statement in statements}
    for code, amount in _BASIS[definitions.order_value]:
        if code not in by_code:
            continue
        statement, nowhere = by_code[code], unknown[amount]
        table, kind = amount
        amounts = [getattr(r, kind) for f in loaded if f.table.name == table for r in f.rejects]
        amounts += [line.amount for line in statement.lines if "order was rejected" in line.label]
        rejected = sum((abs(value) for value in amounts if value is not None), nowhere.at_least)
        total = statement.total.amount + nowhere.at_least
        if not total or not rejected or abs(rejected / total) <= Decimal(str(limit)):
            continue
        at_least = " at least" if nowhere.rows else ""
        findings.append(
            Finding(
                "rejected_money",
                "error",
                f"The rejected rows hold{at_least} {rejected:,.2f} of the {total:,.2f} in "
                f"{_WHAT[code]}: more than the limit of {limit:.2%}.",
                money=rejected,
                share=float(rejected / total),
                remedy="List them with `crri check --rejects FILE`, correct the export, or raise "
                "--max-rejected-money.",
                rows="SELECT * FROM rejects",
            )
        )
    return findings

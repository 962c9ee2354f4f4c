"""Whether every record of the raw files was read, and what it means that some were not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from crri_gui.engine.evidence import quoted
from crri_gui.engine.findings import Finding
from crri_gui.engine.fingerprint import Counts, Fingerprint, RecordCounter
from crri_gui.engine.load_file import Loaded
from crri_gui.engine.parts import label_of
from crri_gui.engine.progress import Run

_EXAMPLES = 5
_WHOLE = "record"  # in place of a column, where the fault is of all of a row


def lost_records(
    run: Run, loaded: list[Loaded], fingerprints: Mapping[str, Fingerprint]
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
        if file.text is not None and file.text != file.file.path:
            delimiter = "," if file.file.format == "xlsx" else file.file.delimiter
            counter = RecordCounter(delimiter, len(file.file.header))
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


def reject_findings(
    loaded: Sequence[Loaded],
    goods: Decimal,
    rejected_goods: Decimal,
    *,
    row_limit: float,
    money_limit: float,
) -> list[Finding]:
    """Rejected rows by table, and whether they pass the limits (shares, 0 to 1).

    `goods` is the raw item total, `rejected_goods` what of it was rejected or belongs to a
    rejected order.
    """
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
        findings.append(
            Finding(
                "rejected_rows",
                "error" if over else "warning",
                f"{rejected:,} rows of {table} cannot be read"
                + (f": more than the limit of {row_limit:.2%}." if over else "."),
                table=table,
                file=label_of([file.label for file in files if file.rejects]),
                count=rejected,
                share=share,
                money=sum((r.money or Decimal(0) for r in rejects), Decimal(0)),
                examples=tuple(
                    (f"{r.file}, " if len(files) > 1 else "")
                    + f"line {r.line}: {r.column or _WHOLE} {r.reason}: {r.value[:60]!r}"
                    for r in rejects[:_EXAMPLES]
                ),
                remedy="List them with `crri check --rejects FILE`, correct the export"
                + (", or raise --max-rejected-rows." if over else "."),
                rows=f"SELECT * FROM rejects WHERE table_name = {quoted(table)}",
            )
        )
    if goods and rejected_goods and abs(rejected_goods / goods) > Decimal(str(money_limit)):
        findings.append(
            Finding(
                "rejected_money",
                "error",
                f"The rejected rows hold {rejected_goods:,.2f} of the {goods:,.2f} in items: more "
                f"than the limit of {money_limit:.2%}.",
                money=rejected_goods,
                share=float(rejected_goods / goods),
                remedy="List them with `crri check --rejects FILE`, correct the export, or raise "
                "--max-rejected-money.",
                rows="SELECT * FROM rejects",
            )
        )
    return findings

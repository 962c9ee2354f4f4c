"""Whether every record of the raw files was read, and what it means that some were not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from crri_gui.definitions import Definitions
from crri_gui.engine.core.findings import Finding, Severity, finding
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.core.sql_text import sql_literal
from crri_gui.engine.core.statement import Statement
from crri_gui.engine.discover.multi_file import label_of
from crri_gui.engine.ingest.fingerprint import Counts, Fingerprint, RecordCounter
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.engine.ingest.quotes import count_by_lines
from crri_gui.engine.ingest.rejects import Reject
from crri_gui.engine.quality.unknown_money import Amount, Unknown
from crri_gui.messages import Sentence, sentence

_EXAMPLES = 5
# What a sheet of Excel holds, until 2003 and since.
_MOST_ROWS_OF_SHEET = (65_536, 1_048_576)
# The table that the files of an export in another layout are read into.
_EXPORT = "source"
# Whether rejected rows are beyond the limit, and what there is to say of their money.
_REJECTED = {
    (False, ""): "rejected_rows.within",
    (False, "unknown"): "rejected_rows.within_unknown",
    (False, "orders"): "rejected_rows.within_orders",
    (True, ""): "rejected_rows.over",
    (True, "unknown"): "rejected_rows.over_unknown",
    (True, "orders"): "rejected_rows.over_orders",
}


def lost_records(
    run: RunContext, loaded: list[Loaded], fingerprints: Mapping[str, Fingerprint]
) -> list[Finding]:
    """Records that the reader neither accepted nor rejected, by an independent count."""
    findings = []
    for file in loaded:
        taken = fingerprints[file.file.label]
        counts: Counts = (
            taken.records,
            taken.rows_in_quotes,
            taken.breaks_in_quotes,
            taken.cut_off,
        )
        # Another text was read, or marks within quotes are not doubled, as was taken for granted.
        if file.text is not None and (file.text != file.file.path or file.escape != '"'):
            delimiter = "," if file.file.format == "xlsx" else file.file.delimiter
            counter = RecordCounter(delimiter, len(file.file.header), file.escape)
            with file.text.open("rb") as source:
                while chunk := source.read(4 << 20):
                    run.checkpoint()
                    counter.feed(chunk)
            counts = counter.findings()
        expected, rows_within, breaks, cut_off = counts
        if cut_off and file.file.format == "csv":
            findings.append(finding("last_line_open", table=file.table.name, file=file.label))
        rows = file.accepted + len(file.rejects) + file.blank + file.headers
        if rows + 1 + file.file.skip_lines in _MOST_ROWS_OF_SHEET:
            findings.append(
                finding("rows_cut_off", table=file.table.name, file=file.label, count=rows + 1)
            )
        # A review may hold commas and line breaks, as the notes in a shop's export; the texts of
        # the other tables do not.
        reviews = file.table.name in ("order_reviews", _EXPORT)
        within = rows_within if reviews else breaks
        if within:
            findings.append(
                finding(
                    "rows_in_quotes",
                    "warning" if reviews else "error",
                    table=file.table.name,
                    file=file.label,
                    count=within,
                )
            )
        # What the reader lost behind such a mark was counted line by line when it was read.
        unclosed = any(known.code == "quote_unclosed" for known in file.findings)
        if expected is None and not unclosed and file.text is not None:
            delimiter = "," if file.file.format == "xlsx" else file.file.delimiter
            expected = count_by_lines(run, file.text, delimiter, file.escape).records
        if expected is None or unclosed:
            continue
        lost = expected - file.accepted - file.refused_records - file.blank - file.headers
        if lost:
            findings.append(
                finding(
                    "records_lost",
                    records=expected,
                    read=file.accepted,
                    rejected=file.refused_records,
                    table=file.table.name,
                    file=file.label,
                    count=abs(lost),
                )
            )
    return findings


def reject_findings(
    loaded: Sequence[Loaded],
    unknown: Mapping[Amount, Unknown],
    lost: tuple[int, Decimal],
    *,
    row_limit: float,
) -> list[Finding]:
    """Rejected rows by table, and whether they pass the limit (a share, 0 to 1).

    `lost` are orders whose own row was rejected while other files have rows of theirs, and what
    they are worth.
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
        nowhere = unknown.get((table, "money"), Unknown())
        money = sum((r.money or Decimal(0) for r in rejects), nowhere.at_least)
        about = "unknown" if nowhere.rows else ""
        if table == "orders" and lost[0]:
            about, money = "orders", lost[1]
        severity: Severity = "error" if over else "warning"
        if cut := [one for one in rejects if one.is_for("reject.cut_amount")]:
            findings.append(_alike("comma_unquoted.rejected", severity, table, cut))
        if months := [one for one in rejects if one.is_for("reject.month_name")]:
            told: dict[str, Any] = {
                "column": months[0].column,
                "money": sum((one.money or Decimal(0) for one in months), Decimal(0)),
            }
            findings.append(_alike("month_names_unknown", severity, table, months, **told))
        findings.append(
            finding(
                _REJECTED[over, about],
                severity,
                limit=row_limit,
                unknown=nowhere.rows,
                worth=_worth(nowhere),
                orders=lost[0],
                table=table,
                file=label_of([file.label for file in files if file.rejects]),
                count=rejected,
                share=share,
                money=money,
                examples=tuple(_example(r, several=len(files) > 1) for r in rejects[:_EXAMPLES]),
                rows=f"SELECT * FROM rejects WHERE table_name = {sql_literal(table)}",
            )
        )
    return findings


def _alike(
    name: str, severity: Severity, table: str, rejects: Sequence[Reject], **told: Any
) -> Finding:
    """What was found of rejects of one reason, by the first of them."""
    return finding(
        name,
        severity,
        line=rejects[0].line,
        table=table,
        file=rejects[0].file,
        count=len(rejects),
        examples=tuple(reject.value[:60] for reject in rejects[:_EXAMPLES]),
        **told,
    )


def _worth(unknown: Unknown) -> Sentence:
    """What is known of amounts that cannot be read."""
    if unknown.together:
        name = "unknown_worth.both" if unknown.at_least else "unknown_worth.together"
        return sentence(name, at_least=unknown.at_least, paid=unknown.together)
    if unknown.at_least:
        return sentence("unknown_worth.at_least", at_least=unknown.at_least)
    return sentence("unknown_worth.nothing")


def _example(reject: Reject, *, several: bool) -> Sentence:
    """A rejected row as findings show it; with its file where the table has `several`."""
    where = {"line": reject.line, "reason": reject.reason, "value": reject.value[:60]}
    if reject.column:
        example = sentence("reject_example.of_column", column=reject.column, **where)
    else:
        example = sentence("reject_example.of_record", **where)
    if not several:
        return example
    return sentence("reject_example.in_file", file=reject.file, example=example)


# Whether amounts that cannot be read count, and with more than they are worth for certain.
_HELD = {
    (False, False): "rejected_money.known",
    (True, False): "rejected_money.at_least",
    (True, True): "rejected_money.may_hold",
}
# What an order is worth by each option order_value, by the statement that tells its raw total.
_BASIS: dict[str, tuple[tuple[str, Amount], ...]] = {
    "items": (("prices", ("order_items", "money")),),
    "items_freight": (
        ("prices", ("order_items", "money")),
        ("freight", ("order_items", "freight")),
    ),
    "payments": (("payments", ("order_payments", "money")),),
}
_MONEY_OF = {
    "prices": "money_of.prices",
    "freight": "money_of.freight",
    "payments": "money_of.payments",
}


def rejected_money_findings(
    statements: Sequence[Statement],
    loaded: Sequence[Loaded],
    unknown: Mapping[Amount, Unknown],
    definitions: Definitions,
    *,
    limit: float,
) -> list[Finding]:
    """An error where rejected rows hold more of the money that orders are worth than `limit`.

    Unknown amounts count with what they may hold. A refund does not make up for a
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
        amounts += [line.amount for line in statement.lines if line.is_a("order_rejected")]
        rejected = sum((abs(value) for value in amounts if value is not None), nowhere.may_hold)
        total = statement.total.amount + nowhere.may_hold
        if not total or not rejected or abs(rejected / total) <= Decimal(str(limit)):
            continue
        findings.append(
            finding(
                _HELD[nowhere.may_hold > 0, nowhere.may_hold > nowhere.at_least],
                total=total,
                what=sentence(_MONEY_OF[code]),
                limit=limit,
                money=rejected,
                share=float(rejected / total),
                rows="SELECT * FROM rejects",
            )
        )
    return findings

"""Digits below the cent: kept until an order is summed, which is then rounded once."""

from __future__ import annotations

from decimal import Decimal

from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.ingest.csv_reader import TYPES
from crri_gui.engine.ingest.loading import Loading

KEPT = 4
"""The decimals that are kept of an amount."""
# What a binary floating point number adds to an amount on its way through another program.
_NOISE = "0.00000001"


def narrow_amounts(loader: Loading) -> list[Finding]:
    """Bring the money columns of a table read as text to `KEPT` decimals; what there is to tell."""
    findings = []
    label, table = loader.result.label, loader.table.name
    for column in loader.present:
        if column.kind not in ("money", "quantity"):
            continue
        name, finest = column.name, f"round({column.name}, {KEPT})"
        row = loader.db.row(
            f"""SELECT count(*) FILTER ({finest} <> round({name}, 2)),
                       count(*) FILTER (abs({name} - {finest}) > {_NOISE}),
                       sum({finest} - {name}) FILTER (abs({name} - {finest}) > {_NOISE})
                FROM {loader.into}""",
        )
        below_cent, too_fine, lost = row
        loader.db.execute(
            f"ALTER TABLE {loader.into} ALTER {name} TYPE {TYPES['money']} USING {finest}",
        )
        if below_cent:
            findings.append(
                finding("amount_below_cent", table=table, file=label, column=name, count=below_cent)
            )
        if too_fine:
            findings.append(
                finding(
                    "amount_rounded",
                    table=table,
                    file=label,
                    column=name,
                    count=too_fine,
                    money=Decimal(lost),
                )
            )
    return findings

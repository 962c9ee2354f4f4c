"""Whether the columns of all files are in one currency and of one clock."""

from __future__ import annotations

from collections.abc import Sequence

from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.discover.multi_file import label_of
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.engine.values.amounts import currencies_of_files
from crri_gui.engine.values.clocks import clock_findings


def column_findings(files: Sequence[Loaded]) -> list[Finding]:
    """What the currencies and clocks of all money and time columns say together."""
    currencies = [
        (file.table.name, column, file.label, currency)
        for file in files
        for column, currency in file.currencies.items()
    ]
    clocks = [
        (file.table.name, column, file.label, clock)
        for file in files
        for column, clock in file.clocks.items()
    ]
    mixed = currencies_of_files(currencies)
    return [*(mixed or _files_without_currency(files)), *clock_findings(clocks)]


def _files_without_currency(files: Sequence[Loaded]) -> list[Finding]:
    """A warning where a column names its currency in one file and in none of another's rows."""
    found: list[Finding] = []
    for named in files:
        for column, currency in named.currencies.items():
            others = [
                file
                for file in files
                if file.table.name == named.table.name
                and file.accepted
                and column not in file.currencies
            ]
            if others and all(one.column != column for one in found):
                found.append(
                    finding(
                        "currency_partly.by_file",
                        column=column,
                        currency=currency,
                        named_in=named.label,
                        table=named.table.name,
                        file=label_of([file.label for file in others]),
                        count=sum(file.accepted for file in others),
                    )
                )
    return found

"""Whether the columns of all files are in one currency and of one clock."""

from __future__ import annotations

from collections.abc import Sequence

from crri_gui.engine.core.findings import Finding
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
    return [*currencies_of_files(currencies), *clock_findings(clocks)]

"""What an export became: its files, the raw tables made of them, and what there is to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from crri_gui.engine.adapt.beside import Beside
from crri_gui.engine.adapt.own_names import OwnWords
from crri_gui.engine.core.findings import Finding
from crri_gui.engine.discover.sources import Source
from crri_gui.engine.ingest.loading import Loaded


@dataclass
class Adapted:
    """What an export became.

    `orders` are the files of the orders with what became of their records, `beside` those that
    lie beside them, `tables` stand for the raw tables that were made; `classes` are the classes of
    the status words, in lower case. `fates` are the rows and goods by what became of them: None
    those of sales, else as in `rows`; `goods` is what the items are worth that were made of them,
    `refused` what is known of rows that could not be read. `words` are those of the files.
    `uncompared` are the columns in which items that are alike in all others may differ.
    """

    source: Source
    orders: list[Loaded]
    beside: Beside
    tables: list[Loaded]
    classes: dict[str, str]
    fates: dict[int | None, tuple[int, Decimal]]
    goods: Decimal
    refused: Decimal
    words: OwnWords
    uncompared: tuple[str, ...]
    findings: list[Finding] = field(default_factory=list)

    @property
    def files(self) -> list[Loaded]:
        """Every file that was read."""
        beside = self.beside
        return [*self.orders, *beside.items, *beside.payments, *beside.customers]

    def in_own_words(self, findings: Sequence[Finding]) -> list[Finding]:
        """All findings of a run in the words of the files, which those of the export have."""
        own = set(self.findings)
        told = (one if one in own else self.words.finding(one) for one in findings)
        return list(dict.fromkeys(told))

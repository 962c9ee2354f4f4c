"""A file that is being read, and what has become of it: what the steps of its reading share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crri_gui.definitions import Conventions
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding
from crri_gui.engine.discover.sniff import Sniffed
from crri_gui.engine.ingest.csv_reader import CsvReader
from crri_gui.engine.ingest.fingerprint import Fingerprint
from crri_gui.engine.ingest.rejects import Reject
from crri_gui.engine.values.clocks import Clock
from crri_gui.raw_tables import RawTable


@dataclass
class Loaded:
    """A raw table in the engine: how many records the file has and what became of them."""

    table: RawTable
    file: Sniffed
    label: str
    text: Path | None = None  # the UTF-8 text that was read, None for Parquet
    # Those that columns tell themselves.
    detected_conventions: dict[str, str] = field(default_factory=dict)
    # Those by which columns of money and time are read, whoever told them.
    read_as: dict[str, str] = field(default_factory=dict)
    accepted: int = 0
    blank: int = 0  # records in which every field is blank: they are none
    headers: int = 0  # records that are the header again: they are none either
    as_text: bool = False
    escape: str = '"'  # what a quotation mark within a quoted field stands behind
    unreadable: tuple[str, ...] = ()  # columns of which no value can be read
    texts: dict[str, frozenset[str]] = field(default_factory=dict)  # values that needed no care
    currencies: dict[str, str] = field(default_factory=dict)  # that money columns name
    clocks: dict[str, Clock] = field(default_factory=dict)  # offsets that time columns name
    rejects: list[Reject] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        """Rows that went to the rejects; what line breaks tore is one."""
        return sum(reject.rows - (reject.records - 1) for reject in self.rejects)

    @property
    def refused_records(self) -> int:
        """Records of the file that went to the rejects, as a reader counts them."""
        return sum(reject.records for reject in self.rejects)

    def as_input(self, taken: Fingerprint) -> dict[str, Any]:
        """What reports say of the file, as plain JSON values."""
        return {
            "table": self.table.name,
            "file": self.label,
            "sha256": taken.sha256,
            "bytes": taken.bytes,
            "rows": self.accepted,
            "rejected": self.rejected,
            "format": self.file.format,
            "encoding": self.file.encoding,
            "delimiter": self.file.delimiter,
            "read_as": dict(sorted(self.read_as.items())),
        }


def label_in(folder: Path, file: Sniffed) -> str:
    """What findings and rejects call the file: its path below the folder, with the sheet."""
    return file.name_in(folder)


class Loading:
    """A file that is being read: where its text now lies, and what was refused.

    `into` is the table that is made of it; `alone` whether it is all of its raw table.
    """

    def __init__(
        self,
        db: DuckDB,
        folder: Path,
        file: Sniffed,
        work: Path,
        conventions: Conventions,
        table: RawTable,
        into: str,
        alone: bool,
    ) -> None:
        self.db, self.table, self.into, self.alone = db, table, into, alone
        self.conventions = conventions
        label = label_in(folder, file)
        self.result = Loaded(table, file, label)
        self.refused_by_reader: list[Reject] = []
        has = {column.name for column in table.columns}
        amounts = [f"t.{name}" for name in ("price", "payment_value") if name in has]
        # What is known of a refused row, as SQL over the typed columns of `t`.
        self.order = "t.order_id" if "order_id" in has else "NULL"
        self.money = f"coalesce({', '.join([*amounts, 'NULL'])})"
        self.scan = CsvReader(db, table, file, label, work)
        self.present = self.scan.present
        # What the columns are called in the file, by the names that they are read under.
        self.own_names: Mapping[str, str] = {}

    @property
    def text(self) -> str | None:
        """The table of the file's text, where it was read as text."""
        return f"{self.into}_text" if self.result.as_text else None

    def number(self, sql: str) -> int:
        """The one number of a SELECT."""
        return int(self.db.scalar(sql) or 0)

    def count(self, conditions: Mapping[str, str]) -> dict[str, int]:
        """How many rows of the table meet each condition."""
        counts = ", ".join(f"count(*) FILTER ({condition})" for condition in conditions.values())
        [row] = self.db.rows(f"SELECT {counts} FROM {self.into}")
        return dict(zip(conditions, row, strict=True))

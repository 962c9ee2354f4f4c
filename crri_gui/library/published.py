"""A published set, read without its raw data."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any

import duckdb

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.published_set import load_published
from crri_gui.library.data import Data
from crri_gui.library.working import work


class Published(Data):
    """A published set as it was when it was read; `manifest` says what it was made from.

    It is asked as results are. A measure that needs more than the published tables hold is a
    `UsageError`.
    """

    def __init__(self, folder: Path) -> None:
        self._con = duckdb.connect()
        self._con.execute("SET python_enable_replacements = false")
        weakref.finalize(self, self._con.close)
        self.folder = folder
        self.manifest: dict[str, Any] = work(self._load)
        super().__init__(
            self.manifest.get("definitions", {}), str(self.manifest.get("fingerprint", ""))
        )

    def _load(self, run: RunContext) -> dict[str, Any]:
        with DuckDB(run, self._con).attached() as db:
            return load_published(db, self.folder)

    @contextmanager
    def _database(self, run: RunContext) -> Iterator[DuckDB]:
        with DuckDB(run, self._con).cursor() as db:
            yield db

    def _summary(self) -> str:
        created = self.manifest.get("created", "")
        return f"Published in {self.folder}, {created}. Tables: {', '.join(self.tables)}"

    def __repr__(self) -> str:
        return self._summary()

    def _repr_html_(self) -> str:
        return f"<p>{escape(self._summary())}</p>"

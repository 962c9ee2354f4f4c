"""The sample shop as the export of another shop's software, in a layout of `layouts`."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from crri_gui.sample.shop import Run, made, sql_path

SCRIPTS = ("shop.sql", "sales.sql")
"""What makes the tables `sale` and `sale_item`, of which every export is written."""

_TABLES = {"item": "sale JOIN sale_item AS item USING (number)", "order": "sale"}


@dataclass(frozen=True)
class _Export:
    """What a file of `layouts` says; see there."""

    file: str
    columns: Mapping[str, str]
    rows: str = "order"
    where: str = "true"
    sort: str = "number, line"
    delimiter: str = ","
    encoding: str = "utf-8"
    quote_all: bool = False
    above: str = ""
    below: str = ""
    first_row: Sequence[str] = ()
    more: Sequence[Mapping[str, Any]] = ()
    beside: Sequence[Mapping[str, Any]] = ()

    def query(self) -> str:
        """The SELECT of its rows, in their order."""
        parts = [self._part(self.rows, self.where, self.columns)]
        parts += [
            self._part(one.get("rows", self.rows), one["where"], {**self.columns, **one["columns"]})
            for one in self.more
        ]
        hidden = "number, line, place"
        return (
            f"SELECT * EXCLUDE ({hidden}) FROM ({' UNION ALL '.join(parts)}) "
            f"ORDER BY {self.sort}, place"
        )

    def _part(self, rows: str, where: str, columns: Mapping[str, str]) -> str:
        line = "line" if rows == "item" else "1"
        # The names of columns may be those of the tables, so these are looked at first.
        listed = ", ".join(
            f'{self._value(name, value, line)} AS "{name}"' for name, value in columns.items()
        )
        place = "0" if columns is self.columns else "1"
        return (
            f"SELECT {listed}, sale.number AS number, {line} AS line, {place} AS place "
            f"FROM {_TABLES[rows]} WHERE {where}"
        )

    def _value(self, name: str, value: str, line: str) -> str:
        value = f"CAST({value or 'NULL'} AS VARCHAR)"
        return f"CASE WHEN {line} = 1 THEN {value} END" if name in self.first_row else value


def make_export(
    folder: Path,
    layout: str,
    orders: int = 2_000,
    seed: int = 1,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> dict[str, int]:
    """Write a made-up shop into `folder`, which is created, as an export in a layout of `layouts`.

    `orders`, `seed` and `cancelled` are as for `make_shop`, and so is what is raised. Returns the
    number of rows, by file name.
    """
    with made(folder, orders, seed, cancelled, SCRIPTS) as (run, staging):
        return write_export(run, staging, layout)


def write_export(run: Run, folder: Path, layout: str) -> dict[str, int]:
    """Write the shop whose tables `run` has into `folder`; rows by file name."""
    export = _read(layout)
    files = [export, *(_Export(**one) for one in export.beside)]
    return {one.file: _write(run, folder, one) for one in files}


def _write(run: Run, folder: Path, export: _Export) -> int:
    quoted = ", force_quote *" if export.quote_all else ""
    table = folder / "table"
    copied = run(
        f"COPY ({export.query()}) TO {sql_path(table)} "
        f"(FORMAT csv, HEADER, DELIMITER '{export.delimiter}'{quoted})"
    )
    rows = int(copied[0][0])
    with (
        table.open(encoding="utf-8", newline="") as source,
        (folder / export.file).open("w", encoding=export.encoding, newline="") as target,
    ):
        target.write(export.above)
        shutil.copyfileobj(source, target)
        if export.below:
            [[first, last]] = run(f"SELECT {_day('min')}, {_day('max')} FROM sale")
            target.write(export.below.format(rows=rows, first=first, last=last))
    table.unlink()
    return rows


def _day(which: str) -> str:
    # Python's own names of months depend on the machine.
    return f"strftime({which}(placed), '%b-%d-%y')"


def _read(layout: str) -> _Export:
    file = resources.files("crri_gui.sample.layouts").joinpath(f"{layout}.toml")
    described = tomllib.loads(file.read_text(encoding="utf-8"))
    return _Export(**described)

"""What a sheet of a workbook holds that its text does not tell: shared cells, what is hidden."""

from __future__ import annotations

from typing import Any

from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.ingest.loading import Loading


def sheet_findings(loader: Loading) -> list[Finding]:
    """The findings on the sheet that was read, once its unusable rows are refused."""
    return [*_merged(loader), *_without_values(loader), *_hidden(loader)]


def _where(loader: Loading) -> dict[str, Any]:
    return {"table": loader.table.name, "file": loader.result.label}


def _merged(loader: Loading) -> list[Finding]:
    """An error where rows share a cell of a column that is read: one alone has its value."""
    used = {column.name for column in loader.present}
    by_column: dict[str, list[tuple[int, int]]] = {}
    for column, first, last in loader.scan.sheet.merged:
        by_column.setdefault(loader.scan.fields[column], []).append((first, last))
    return [
        finding(
            "cells_merged",
            first=rows[0][0],
            last=rows[0][1],
            column=name,
            count=sum(last - first for first, last in rows),
            **_where(loader),
        )
        for name, rows in by_column.items()
        if name in used
    ]


def _without_values(loader: Loading) -> list[Finding]:
    """An error for formulas that no program has computed, in a column that is read."""
    fields = loader.scan.fields
    used = {column.name for column in loader.present}
    return [
        finding(
            "formulas_without_values",
            row=row,
            column=fields[column],
            count=count,
            **_where(loader),
        )
        for column, row, count in loader.scan.sheet.formulas
        if 0 <= column < len(fields) and fields[column] in used
    ]


def _hidden(loader: Loading) -> list[Finding]:
    """A warning where rows count that nobody sees who looks at the sheet."""
    sheet = loader.scan.sheet
    if not sheet.is_hidden and not sheet.hidden:
        return []
    first = 2 + loader.result.file.skip_lines
    rows = "true" if sheet.is_hidden else "t.rowid IN (SELECT unnest($rows::BIGINT[]))"
    values = {} if sheet.is_hidden else {"rows": [row - first for row in sheet.hidden]}
    count, money = loader.db.row(
        f"SELECT count(*), sum({loader.money}) FROM {loader.into} t WHERE {rows}", values
    )
    code = "rows_hidden.sheet" if sheet.is_hidden else "rows_hidden.rows"
    return [finding(code, count=count, money=money, **_where(loader))] if count else []

"""The engine's SQL as Spark says it: translated by sqlglot, values bound as literals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlglot
from sqlglot import exp

# Of `hash` only that equal values have equal hashes is used; Spark's own `hash` has 32 bits.
_RENAMED = {"hash": "xxhash64"}
_MICROS = 1_000_000


def parse(sql: str, parameters: Any = None) -> exp.Expr:
    """One statement, its `$names` or `?` replaced by the values, as a tree in Spark's terms."""
    return _parsed(sql, parameters).transform(_in_sparks_terms)


def text(tree: exp.Expr) -> str:
    """The tree as Spark's SQL."""
    return tree.sql(dialect="spark", comments=False)


def translated(sql: str, parameters: Any = None) -> str:
    """One statement of DuckDB's as one of Spark's."""
    return text(parse(sql, parameters))


def _parsed(sql: str, parameters: Any) -> exp.Expr:
    tree = sqlglot.parse_one(sql, read="duckdb")
    named = parameters if isinstance(parameters, Mapping) else {}
    placed = iter(parameters) if isinstance(parameters, Sequence) else iter(())

    def bound(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Parameter | exp.Placeholder):
            name = node.name
            return exp.convert(next(placed) if name in ("", "?") else named[name])
        return node

    return tree.transform(bound)


def _in_sparks_terms(node: exp.Expr) -> exp.Expr:
    if isinstance(node, exp.TimeToUnix):
        # With its fraction, as DuckDB's epoch has it; `unix_timestamp` would cut it off.
        zoned = exp.cast(node.this.copy(), "timestampltz")
        micros = exp.Anonymous(this="unix_micros", expressions=[zoned])
        return exp.paren(exp.Div(this=micros, expression=exp.Literal.number(f"{_MICROS}D")))
    if isinstance(node, exp.TimestampTrunc | exp.DateTrunc):
        # Spark answers with a time zone; the calendar has none.
        if not isinstance(node.parent, exp.Cast):
            return exp.cast(node.copy(), "timestampntz")
    elif isinstance(node, exp.Anonymous) and node.name.lower() in _RENAMED:
        return exp.Anonymous(this=_RENAMED[node.name.lower()], expressions=node.expressions)
    return node

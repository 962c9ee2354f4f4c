"""Names and values of the data within statements, where they cannot be bound."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

PARAMETER = re.compile(r"\$(\w+)")
"""A bound parameter in a statement."""


def sql_identifier(name: str) -> str:
    """The name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def sql_literal(text: str) -> str:
    """The text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def written_out(sql: str, values: Mapping[str, Any]) -> str:
    """The statement with those of its parameters that have values written into it.

    For what has no parameters, as a view, or is kept to be asked later.
    """
    return PARAMETER.sub(
        lambda found: _literal(values[found[1]]) if found[1] in values else found[0], sql
    )


def _literal(value: Any) -> str:
    if isinstance(value, str):
        return sql_literal(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_literal, value))}]"
    if isinstance(value, dt.datetime):
        return f"TIMESTAMP {sql_literal(str(value))}"
    if isinstance(value, dt.date):
        return f"DATE {sql_literal(str(value))}"
    return str(value)

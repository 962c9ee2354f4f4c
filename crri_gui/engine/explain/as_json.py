"""An explanation as plain JSON values; money as text, so that no cent is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from crri_gui.engine.explain.answer import Explanation
from crri_gui.engine.explain.raw_lines import RawLine


def as_dict(
    explanation: Explanation,
    lines: Mapping[str, Sequence[RawLine]],
    *,
    rows: int,
    with_text: bool,
) -> dict[str, Any]:
    """The whole answer; the text of raw lines only `with_text`."""
    return {
        "number": {
            "name": explanation.title,
            "value": _plain(explanation.value),
            "unit": explanation.unit,
            "meaning": explanation.meaning,
            "of": list(explanation.conditions),
        },
        "how": explanation.how,
        "adds_up": explanation.adds_up,
        "parts": [
            {
                "name": part.title,
                "of": part.of,
                "sum": _plain(part.total),
                "count": part.count,
                "rows": [
                    dict(zip(part.columns, map(_plain, row), strict=True))
                    for row in part.rows[:rows]
                ],
            }
            for part in explanation.parts
        ],
        "facts": [{"name": name, "value": _plain(value)} for name, value in explanation.facts],
        "raw_lines": [
            {
                "order_id": order,
                "table": line.table,
                "file": line.file,
                "line": line.line,
                "rejected": line.rejected or None,
                **({"text": line.text} if with_text else {}),
            }
            for order, found in lines.items()
            for line in found
        ],
        "statements": [
            {**one.statement.as_dict(), "line_of_the_number": one.line}
            for one in explanation.statements
        ],
        "left_out": [
            {
                "what": one.label,
                "count": one.count,
                "unit": one.unit,
                "amount": _plain(one.amount),
                "of_the_whole_data": one.everywhere,
                "where": list(one.where),
            }
            for one in explanation.left_out
        ],
        "definitions": {one.name: one.value for one in explanation.options},
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat(sep=" ") if isinstance(value, dt.datetime) else value

"""What is said of a file's columns, in the names that the file gives them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crri_gui.engine.core.findings import Finding
from crri_gui.engine.ingest.rejects import Reject
from crri_gui.messages import Sentence

SOURCE = "source"
"""What the one table is called that an export's files are read into."""
PREFIX = "crri_c"
_READ_AS = re.compile(rf"(?:\b{SOURCE}\.)?\b({PREFIX}\d+)\b")


def in_own_names(found: Finding, names: Mapping[str, str]) -> Finding:
    """The finding on columns that were read under other names; `names` are those of the file."""
    return replace(
        found,
        message=_renamed(found.message, names),
        remedy=_renamed(found.remedy, names),
        column=names.get(found.column or "", found.column),
    )


def reject_in_own_names(reject: Reject, names: Mapping[str, str]) -> Reject:
    """The same of a rejected row, which counts among the items."""
    column = names.get(reject.column, reject.column)
    return replace(reject, table="order_items", column=column)


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, Sentence):
        values = {key: _renamed(part, names) for key, part in value.values.items()}
        return Sentence(value.name, value.part, values)
    if isinstance(value, str):
        return _READ_AS.sub(lambda found: names.get(found[1], found[1]), value)
    if isinstance(value, list | tuple):
        return type(value)(_renamed(part, names) for part in value)
    return value

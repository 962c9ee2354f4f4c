"""Which orders of an export count by the definitions, before anything is computed."""

from __future__ import annotations

from crri_gui.definitions import Definitions
from crri_gui.engine import tables
from crri_gui.engine.core.sql_text import sql_literal
from crri_gui.engine.layouts.layout import BLANK
from crri_gui.engine.mapping.fields import STATUS_CLASSES


def class_counts(definitions: Definitions, given: str | None, word: str = "") -> bool:
    """Whether orders of a class count, None for no class yet; a list may name the word itself."""
    status = word.casefold() or BLANK
    return tables.status_counts(definitions, status, {status: given} if given else {})


def counted_orders(definitions: Definitions) -> str:
    """The same of each row of `crri_orders`, as SQL."""
    classes = [one for one in STATUS_CLASSES if class_counts(definitions, one)]
    listed = [f"class IN ({', '.join(map(sql_literal, classes))})"] if classes else []
    listed += ["class IS NULL"] if class_counts(definitions, None) else []
    if isinstance(definitions.statuses, tuple):
        words = ", ".join(sql_literal(word.casefold()) for word in definitions.statuses)
        listed.append(f"coalesce(nullif(lower(status), ''), '{BLANK}') IN ({words})")
    return f"({' OR '.join(listed) or 'false'})"

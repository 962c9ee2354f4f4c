"""Values that tell of a person, shown so that they tell of none."""

from __future__ import annotations

import re
from typing import Literal

from crri_gui.engine.layouts.synonyms.names import likeness

Type = Literal["blank", "date", "clock", "money", "whole", "email", "phone", "word", "text"]
"""What the values of a column are."""


def is_of_person(column: str, kind: Type) -> bool:
    """Whether a column holds e-mails, phones or names, by its values or its name."""
    if kind in ("email", "phone"):
        return True
    if kind not in ("text", "word"):
        return False
    others = max(likeness(column, says) for says in ("product", "status", "order", "customer_id"))
    return likeness(column, "name") > others


def masked(value: str) -> str:
    """The value with as much left of it as tells its form: L…@example.com, +1…1, L… S…."""
    name, at, domain = value.partition("@")
    if at:
        return f"{name[:1]}…@{domain}"
    if re.fullmatch(r"[-+\d\s()./]+", value):
        return f"{value[:2]}…{value[-1:]}"
    return " ".join(f"{word[:1]}…" for word in value.split())

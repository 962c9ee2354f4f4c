"""A kept mapping of an export whose columns have changed: what still fits of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from crri_gui.engine.layouts.kept import KeptExport
from crri_gui.engine.layouts.shipped import text_of
from crri_gui.engine.mapping.draft import Draft, Origin
from crri_gui.engine.mapping.fields import BY_NAME, FIELDS
from crri_gui.messages import sentence

# What says how another field is read goes with it.
_WITH = {
    ("time",): ("date_order", "utc", "zone"),
    ("currency",): ("only_currencies",),
    ("paid", "item_paid"): ("payment_type",),
}
# What is lost of a row may be there of the order, and the other way round.
_EITHER = ("goods", "shipping", "tax", "discount", "paid")
_NO_COLUMNS = ("choice", "flag", "list", "text", "file")


def still_fitting(before: KeptExport, there: Collection[str], proposed: Draft) -> Draft:
    """What was kept without the columns that are gone; in their place what is proposed.

    `there` are the columns that the export has now. What nobody had mapped is not proposed, and
    neither is a column that is kept as something else.
    """
    gone = set(before.layout.recognise) - set(there)
    whole = {key: value for key, value in before.whole.items() if key != "recognise"}
    base = before.base
    if base is not None and not set(text_of(base)["recognise"]) <= set(there):
        # What lies beside the orders of a shipped layout is none of another.
        base = None
        whole = {key: value for key, value in whole.items() if not isinstance(value, Mapping)}
    left = {key: _left(key, value, gone) for key, value in whole.items()}
    lost = {key for key, value in whole.items() if left[key] != value}
    lost |= {
        other
        for keys, others in _WITH.items()
        if lost & {*keys} and not any(map(left.get, keys))
        for other in others
    }
    text = {k: v for k, v in left.items() if v or v is False}
    for keys, others in _WITH.items():
        for other in others if not any(map(text.get, keys)) else ():
            text.pop(other, None)
    origins: dict[str, Origin] = {
        field.name: "kept" for field in FIELDS if Draft(text).value(field.name)
    }
    fits = sentence("reason_of_mapping.still_fits")
    reasons: dict[str, str] = dict.fromkeys(origins, fits)
    for one in _EITHER:
        if lost & {one, f"item_{one}"}:
            lost |= {one, f"item_{one}"}
    taken = {column for key, value in text.items() for column in _named(key, value)}
    for key in sorted(lost & proposed.text.keys()):
        value = proposed.text[key]
        is_rules = key in ("status", "leave_out")
        if taken & _named(key, value) or (text.get(key) and not is_rules):
            continue
        text[key] = [*(text.get(key) or ()), *value] if is_rules else value
    for field in FIELDS:
        if field.name not in origins and Draft(text).value(field.name):
            origins[field.name] = "proposed"
            reasons[field.name] = proposed.reasons.get(field.name, "")
    words = proposed.proposed_words if origins.get("status") == "proposed" else frozenset()
    return Draft(text, base, origins, reasons, words)


def _left(key: str, value: Any, gone: Collection[str]) -> Any:
    """What is left of the value of a key without these columns; None where nothing is."""
    if key in ("customer", "status", "leave_out"):
        return [one for one in value if not _named(key, [one]) & set(gone)] or None
    return None if _named(key, value) & set(gone) else value


def _named(key: str, value: Any) -> set[str]:
    """The columns that the value of a key names."""
    if key in ("status", "leave_out"):
        return {rule[one] for rule in value for one in ("column", "refund_of") if rule.get(one)}
    if key == "customer":
        return {column for one in value for column in one.rpartition(":")[0].split()}
    if key == "customers":
        return set(value["joins"].rpartition(":")[0].split())
    known = BY_NAME.get(key)
    if known is None or known.holds in _NO_COLUMNS:
        return set()
    return set(re.findall(r"[^\s*+-]+", str(value)))

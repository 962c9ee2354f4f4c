"""The parts of a mapping that are about files beside the orders: their fields, changed and kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from crri_gui.engine.layouts.layout import IdentityKind
from crri_gui.engine.mapping.beside.items import items_of, rules_of_items
from crri_gui.engine.mapping.beside.proposal import (
    customers_of,
    kind_of_key,
    payments_of,
    rules_of,
)
from crri_gui.engine.mapping.beside.section import Section
from crri_gui.engine.mapping.export import Export, is_named
from crri_gui.engine.mapping.fields import BY_NAME, FIELDS, Field, amount_of, column_of
from crri_gui.engine.mapping.row_rules import columns_of, with_reason
from crri_gui.engine.mapping.rows.table import Table
from crri_gui.errors import UsageError

SECTIONS = ("items", "payments", "customers")


_MAKE = {"items": items_of, "payments": payments_of, "customers": customers_of}


def is_of_section(name: str) -> bool:
    """Whether a field, or a word of one, is about a file beside the orders."""
    return name.partition(".")[0] in SECTIONS


def value_in(text: Mapping[str, Any], name: str) -> str:
    """The value of such a field as `edited` takes it; of the file itself its title."""
    head, _, key = name.partition(".")
    section = text.get(head)
    if not isinstance(section, Mapping):
        return ""
    if key == "rows":
        return ", ".join(columns_of(section.get("leave_out", ())))
    value = section.get(key or "title", "")
    return ", ".join(value) if isinstance(value, list) else str(value)


def missing_in(text: Mapping[str, Any]) -> list[Field]:
    """What a file that is named needs, and does not have."""
    needed = {
        "items": ("order", "goods"),
        "payments": ("order", "amount"),
        "customers": ("key", "joins"),
    }
    return [
        BY_NAME[f"{head}.{key}"]
        for head, keys in needed.items()
        if head in text
        for key in keys
        if not text[head].get(key)
    ]


def columns_in(text: Mapping[str, Any], head: str) -> list[str]:
    """The columns of a file beside the orders that are mapped."""
    named: list[str] = []
    for field in FIELDS:
        if field.table == head and field.holds != "file":
            for one in value_in(text, field.name).split(", "):
                words = one.rpartition(":")[0] if field.holds == "identities" else one
                named += [word for word in words.split() if word not in ("+", "-", "*")]
    return list(dict.fromkeys(named))


def table_in(export: Export, text: Mapping[str, Any], head: str) -> Table | None:
    """The files that a section is about; None where it names none, or they are not there."""
    section = text.get(head)
    return export.beside(section["recognise"]) if isinstance(section, Mapping) else None


def known_by(export: Export, table: Table, text: Mapping[str, Any], head: str) -> list[str]:
    """The columns by which a run is to know a file: those that are mapped, if no other has them.

    As long as something is missing they are all of its columns.
    """
    every = [column.key for column in table.columns if column.key]
    named = [key for key in columns_in(text, head) if key in every]
    others = [one for one in (export, *export.further) if one is not table]
    if any(field.section == head for field in missing_in(text)):
        return every
    if any(set(named) <= {column.key for column in one.columns} for one in others):
        return every
    return named


def proposed_in(
    export: Export, text: Mapping[str, Any], head: str, table: Table
) -> tuple[dict[str, Any], dict[str, str]]:
    """The text with what a file says as far as it shows, and the reasons by field."""
    section = _MAKE[head](export, text, table)
    # What somebody has chosen for the orders stays.
    section.orders = {
        key: one
        for key, one in section.orders.items()
        if key not in text or (key == "item_goods" and one is None)
    }
    return taken(export, text, {head: section})


def taken(
    export: Export, text: Mapping[str, Any], sections: Mapping[str, Section]
) -> tuple[dict[str, Any], dict[str, str]]:
    """The text with these sections, and their reasons by field."""
    made, reasons = dict(text), dict[str, str]()
    for head, section in sections.items():
        made[head] = section.text
        made = {k: v for k, v in {**made, **section.orders}.items() if v is not None}
        reasons |= section.reasons
        table = table_in(export, made, head)
        if table is not None:
            made[head] = {**section.text, "recognise": known_by(export, table, made, head)}
    return made, reasons


def edited_in(
    export: Export, text: Mapping[str, Any], name: str, value: str
) -> tuple[dict[str, Any], dict[str, str]]:
    """The text with another value of a field about a file beside the orders, and new reasons.

    Raises `UsageError` for a file or a column that there is not, and for a field of a file that
    nobody has named.
    """
    head, _, key = name.partition(".")
    if not key:
        return _with_file(export, text, head, value)
    field = BY_NAME[name] if name in BY_NAME else BY_NAME[f"{head}.rows"]
    table = table_in(export, text, head)
    if table is None:
        raise UsageError("file_of_field_missing", name=name, file=head)
    of = export if field.table == "" else table
    section = dict(text[head])
    if key.startswith("rows."):
        word = key.removeprefix("rows.")
        rules = section.get("leave_out", ())
        section["leave_out"] = with_reason(table, rules, word, value, name)
    elif key == "rows":
        rules = section.get("leave_out", ())
        columns = [_known(of, field, one) for one in value.split(",") if one.strip()]
        section["leave_out"] = [
            rule
            for one in columns
            for rule in [r for r in rules if r["column"] == one] or _rules(table, head, one)
        ]
    elif not value:
        section.pop(key, None)
    elif key in ("key", "joins"):
        column = _known(of, field, value.rpartition(":")[0] or value)
        section[key] = f"{column}:id"
        section = _of_one_kind(export, table, section)
    elif field.holds == "amount":
        section[key] = amount_of(of, field, value)
    elif key == "customer":
        section[key] = [_identity(table, field, one) for one in value.split(",") if one.strip()]
    else:
        section[key] = _known(of, field, value)
    section = {key: one for key, one in section.items() if one != []}
    made = {**text, head: section}
    made[head]["recognise"] = known_by(export, table, made, head)
    return made, {}


def _with_file(
    export: Export, text: Mapping[str, Any], head: str, value: str
) -> tuple[dict[str, Any], dict[str, str]]:
    left = {key: one for key, one in text.items() if key != head}
    if not value:
        return left, {}
    for table in export.further:
        if any(is_named(file, value) for file in table.files) or value == table.title:
            return proposed_in(export, left, head, table)
    raise UsageError("file_beside_unknown", value=value, name=head, files=list(export.others))


def _rules(table: Table, head: str, key: str) -> list[dict[str, Any]]:
    column = table.column(key)
    known = rules_of_items if head == "items" else rules_of
    return known(column) if column is not None else []


def _known(table: Table, field: Field, value: str) -> str:
    return column_of(table, field, value.strip())


def _identity(table: Table, field: Field, value: str) -> str:
    names, _, kind = value.strip().rpartition(":")
    if not names or kind not in get_args(IdentityKind):
        names, kind = value, ""
    column = table.column(_known(table, field, names))
    assert column is not None
    return f"{column.key}:{kind or kind_of_key(column)}"


def _of_one_kind(export: Export, table: Table, section: dict[str, Any]) -> dict[str, Any]:
    """Both columns that meet are compared in one way."""
    keys = {key: section[key].rpartition(":")[0] for key in ("key", "joins") if key in section}
    columns = [export.column(keys.get("joins", "")), table.column(keys.get("key", ""))]
    kinds = {kind_of_key(column) for column in columns if column is not None}
    kind = kinds.pop() if len(kinds) == 1 else "id"
    return {**section, **{key: f"{column}:{kind}" for key, column in keys.items()}}

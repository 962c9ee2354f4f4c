"""The model as TMDL, the text form of a semantic model: one tab a level, UTF-8, no BOM.

The model is that of `model.database`; its properties are written in the order in which it has
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
# What is written at a place of its own, not as a property; "type" follows from the rest.
_PLACED = {"name", "description", "type", "kind", "expression", "source", "annotations", "ordinal"}


def model_files(database: Json) -> dict[str, bytes]:
    """The files below NAME.SemanticModel/definition."""
    model = database["model"]
    level = f"compatibilityLevel: {database['compatibilityLevel']}"
    files = {
        "database.tmdl": ["database", *_indented([level])],
        "model.tmdl": _model(model),
        "expressions.tmdl": [line for one in model["expressions"] for line in _expression(one)],
        "relationships.tmdl": [line for one in model["relationships"] for line in _relation(one)],
    }
    for culture in model["cultures"]:
        files[f"cultures/{culture['name']}.tmdl"] = _culture(culture)
    for table in model["tables"]:
        files[f"tables/{table['name']}.tmdl"] = _table(table)
    return {path: _text(lines) for path, lines in files.items()}


def _name(text: str) -> str:
    """A name as TMDL writes it: in single quotes unless it is a plain word."""
    return text if _PLAIN.fullmatch(text) else "'" + text.replace("'", "''") + "'"


def _indented(lines: Iterable[str], levels: int = 1) -> list[str]:
    """Lines further in; empty ones stay empty."""
    return [("\t" * levels + line) if line else line for line in lines]


def _text(lines: Iterable[str]) -> bytes:
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8")


def _described(one: Json) -> list[str]:
    """The line above an object that describes it."""
    return [f"/// {' '.join(one['description'].split())}"]


def _properties(one: Json, *, without: Iterable[str] = ()) -> list[str]:
    """A line a property: what is true is only named."""
    lines: list[str] = []
    for key, value in one.items():
        if key in _PLACED or key in without:
            continue
        if isinstance(value, dict):
            lines += [key, *_indented(_properties(value))]
        elif isinstance(value, list):
            lines += _assigned(key, value)
        elif isinstance(value, bool):
            lines.append(key if value else f"{key}: false")
        else:
            lines.append(f"{key}: {_name(value) if key == 'sortByColumn' else value}")
    return lines


def _annotations(one: Json) -> list[str]:
    """Each with an empty line before it."""
    return [
        line
        for annotation in one.get("annotations", [])
        for line in ("", f"annotation {annotation['name']} = {annotation['value']}")
    ]


def _assigned(head: str, expression: str | list[str]) -> list[str]:
    """`head = expression`; two tabs further in where the expression has several lines."""
    lines = [expression] if isinstance(expression, str) else expression
    if len(lines) == 1:
        return [f"{head} = {lines[0]}"]
    return [f"{head} =", *_indented(lines, 2)]


def _model(model: Json) -> list[str]:
    parts = {"tables", "cultures", "expressions", "relationships"}
    return [
        "model Model",
        *_indented(_properties(model, without=parts)),
        *_annotations(model),
        "",
        *(f"ref table {_name(table['name'])}" for table in model["tables"]),
        "",
        *(f"ref cultureInfo {culture['name']}" for culture in model["cultures"]),
    ]


def _culture(culture: Json) -> list[str]:
    lines = [f"cultureInfo {culture['name']}"]
    if "translations" not in culture:
        return lines
    model = culture["translations"]["model"]
    inner: list[str] = []
    for table in model["tables"]:
        inner += ["", f"table {_name(table['name'])}", *_indented(_translated(table))]
        for kind in ("measure", "column"):
            for one in table.get(f"{kind}s", []):
                inner += ["", *_indented([f"{kind} {_name(one['name'])}"])]
                inner += _indented(_translated(one), 2)
    body = ["", "translations", *_indented([f"model {model['name']}"]), *_indented(inner, 2)]
    return [*lines, *_indented(body)]


def _translated(one: Json) -> list[str]:
    """What of an object is said otherwise."""
    return [
        f"{key}: {one[name]}"
        for key, name in (
            ("caption", "translatedCaption"),
            ("description", "translatedDescription"),
            ("displayFolder", "translatedDisplayFolder"),
        )
        if name in one
    ]


def _expression(one: Json) -> list[str]:
    return [
        *_described(one),
        *_assigned(f"expression {_name(one['name'])}", one["expression"]),
        *_indented(_properties(one)),
        *_indented(_annotations(one)),
        "",
    ]


def _relation(one: Json) -> list[str]:
    return [
        f"relationship {one['name']}",
        f"\tfromColumn: {_name(one['fromTable'])}.{_name(one['fromColumn'])}",
        f"\ttoColumn: {_name(one['toTable'])}.{_name(one['toColumn'])}",
        "",
    ]


def _measure(measure: Json) -> list[str]:
    return [
        *_described(measure),
        *_assigned(f"measure {_name(measure['name'])}", measure["expression"]),
        *_indented(_properties(measure)),
        "",
    ]


def _column(column: Json) -> list[str]:
    head = f"column {_name(column['name'])}"
    return [
        *_described(column),
        *(_assigned(head, column["expression"]) if "expression" in column else [head]),
        *_indented([*_properties(column), *_annotations(column)]),
        "",
    ]


def _partition(partition: Json) -> list[str]:
    source = partition["source"]
    lines = [
        f"partition {_name(partition['name'])} = {source['type']}",
        *_indented(_properties(partition)),
    ]
    if "expression" in source:
        lines += _indented(_assigned("source", source["expression"]))
    return lines


def _calculation_group(group: Json) -> list[str]:
    """Its items in their order, by which TMDL knows their ordinals."""
    lines = ["calculationGroup", f"\tprecedence: {group['precedence']}", ""]
    for item in group["calculationItems"]:
        lines += _indented(_assigned(f"calculationItem {_name(item['name'])}", item["expression"]))
        if form := item.get("formatStringDefinition"):
            lines += ["", *_indented(_assigned("formatStringDefinition", form["expression"]), 2)]
        lines.append("")
    return lines


def _table(table: Json) -> list[str]:
    parts = {"measures", "columns", "partitions", "calculationGroup"}
    body = [*_properties(table, without=parts), ""]
    if "calculationGroup" in table:
        body += _calculation_group(table["calculationGroup"])
    for measure in table.get("measures", []):
        body += _measure(measure)
    for column in table["columns"]:
        body += _column(column)
    for partition in table["partitions"]:
        body += _partition(partition)
    body += _annotations(table)
    return [*_described(table), f"table {_name(table['name'])}", *_indented(body)]

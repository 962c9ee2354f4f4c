"""The generated project, read again: what is in its model and on its pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from crri_gui.definitions import Definitions
from crri_gui.powerbi.model.language import LanguageName
from crri_gui.powerbi.project.project import MODEL, REPORT, project_files

_OBJECT = re.compile(r"^\t(column|measure) ('(?:[^']|'')*'|\w+)", re.MULTILINE)


@cache
def project_of(written_in: LanguageName = "en", *, defined: bool = True) -> Mapping[str, bytes]:
    """The project over `C:\\Data` by the usual definitions, or as the template has it."""
    definitions = Definitions().as_dict() if defined else None
    return MappingProxyType(project_files(r"C:\Data", definitions, written_in=written_in))


def tmdl_objects(files: Mapping[str, bytes]) -> dict[str, dict[str, dict[str, str]]]:
    """The model as it is written: table -> column or measure -> its lines ("///" the words)."""
    tables: dict[str, dict[str, dict[str, str]]] = {}
    prefix = f"{MODEL}/definition/tables/"
    for path, content in files.items():
        if not path.startswith(prefix):
            continue
        table = path[len(prefix) :].removesuffix(".tmdl")
        tables[table] = {}
        above, current = "", None
        for line in content.decode().split("\n"):
            found = _OBJECT.match(line)
            if line.startswith("\t///"):
                above = line.strip("\t/ ")
            elif found:
                name = found[2].strip("'").replace("''", "'")
                current = tables[table][name] = {"kind": found[1], "///": above}
                if " = " in line:
                    current["dax"] = line.split(" = ", 1)[1]
                above = ""
            elif line.startswith("\tpartition"):
                current = None
            elif current is not None and line.startswith("\t\t\t"):
                current["dax"] = current.get("dax", "") + line.strip("\t") + "\n"
            elif current is not None and line.startswith("\t\t"):
                key, _, value = line.strip().partition(": ")
                current[key] = value
    return tables


def partition(files: Mapping[str, bytes], table: str) -> str:
    """The M text of a table's partition."""
    text = files[f"{MODEL}/definition/tables/{table}.tmdl"].decode()
    after = text[text.index("\t\tsource =\n") + len("\t\tsource =\n") :]
    return "\n".join(line[4:] for line in after.split("\n") if line.startswith("\t\t\t\t"))


def visuals(files: Mapping[str, bytes]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every visual: its page's folder, its own, its content."""
    for path, content in files.items():
        found = re.fullmatch(rf"{REPORT}/definition/pages/(\w+)/visuals/(\w+)/visual\.json", path)
        if found:
            yield found[1], found[2], json.loads(content)


def fields(
    content: Any, aliases: Mapping[str, str] = MappingProxyType({})
) -> Iterator[tuple[str, str, str]]:
    """Every field that a part of the report names: kind, table, name.

    `aliases` are the names that a filter gives to the tables it is from.
    """
    if isinstance(content, dict):
        named = {one["Name"]: one["Entity"] for one in content.get("From", ())}
        aliases = {**aliases, **named}
        for kind in ("Column", "Measure"):
            inner = content.get(kind)
            if isinstance(inner, dict) and "Property" in inner:
                source = inner["Expression"]["SourceRef"]
                table = source["Entity"] if "Entity" in source else aliases[source["Source"]]
                yield kind, table, inner["Property"]
        for value in content.values():
            yield from fields(value, aliases)
    elif isinstance(content, list):
        for value in content:
            yield from fields(value, aliases)

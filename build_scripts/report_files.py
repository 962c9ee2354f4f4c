"""The report of a Power BI project, read from its files: pages, visuals, and what they show."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QRectF

from crri_gui.contract import SEGMENTS
from crri_gui.dashboard.measures import BY_NAME, Measure
from crri_gui.powerbi.model.schema import MEASURE_TABLE, MOVED

# What Power Query makes of the CSVs' columns, in SQL.
MADE = {
    "cohort_month_txt": "cohort_month",
    "order_month_txt": "order_month",
    **{
        f"{name}_ordered": f"list_position({list(MOVED)!r}, {name}) - 1 || '. ' || {name}"
        for name in ("from_segment", "to_segment")
    },
    "months_since_first": "12 * (cast(order_month[1:4] AS integer) - cast(cohort_month[1:4] AS "
    "integer)) + cast(order_month[6:7] AS integer) - cast(cohort_month[6:7] AS integer)",
    "segment_order": f"list_position({list(SEGMENTS)!r}, segment)",
    "segment_ordered": f"list_position({list(SEGMENTS)!r}, segment) || '. ' || segment",
}


class NotDrawn(Exception):
    """The project has something that this script cannot draw; it names the file."""


def pages_of(project: Path) -> list[Path]:
    """The folders of the report's pages, in their order."""
    (report,) = project.glob("*.Report")
    folder = report / "definition" / "pages"
    order = json.loads((folder / "pages.json").read_bytes())["pageOrder"]
    return [folder / name for name in order]


def visuals_of(page: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The page's visuals from back to front, each with the file it is from."""
    files = [(path, json.loads(path.read_bytes())) for path in page.glob("visuals/*/visual.json")]
    return sorted(files, key=lambda one: one[1]["position"]["z"])


def area_of(visual: dict[str, Any]) -> QRectF:
    """Where the visual is on its page, in pixels."""
    place = visual["position"]
    return QRectF(place["x"], place["y"], place["width"], place["height"])


class MeasureText(NamedTuple):
    """A text of the report that is what a measure says."""

    name: str


def literal(found: Any) -> Any:
    """The constant that an expression of the report's files stands for, or its measure."""
    if "Measure" in found["expr"]:
        return MeasureText(field_of(found["expr"])[1])
    text = found["expr"]["Literal"]["Value"]
    if text in ("true", "false"):
        return text == "true"
    if text.startswith("'"):
        return text[1:-1].replace("''", "'")
    return float(text.rstrip("DL"))


def option(visual: dict[str, Any], part: str, name: str, otherwise: Any = None) -> Any:
    body = visual["visual"]
    for group in ("objects", "visualContainerObjects"):
        for entry in body.get(group, {}).get(part, []):
            if name in entry["properties"]:
                return literal(entry["properties"][name])
    return otherwise


def field_of(expression: dict[str, Any]) -> tuple[str, str]:
    """Table and name of a column or measure."""
    ((_, inner),) = expression.items()
    return inner["Expression"]["SourceRef"]["Entity"], inner["Property"]


def role_of(visual: dict[str, Any], role: str) -> tuple[str, str, str]:
    """Table, name and shown name of the one field in a role."""
    (field,) = fields_in(visual, role)
    return field


def measure_of(visual: dict[str, Any], role: str) -> Measure:
    """The first measure in a role."""
    return measures_of(visual, role)[0]


def fields_in(visual: dict[str, Any], role: str) -> list[tuple[str, str, str]]:
    """Table, name and shown name of every field in a role."""
    found = []
    for projection in visual["visual"]["query"]["queryState"][role]["projections"]:
        table, name = field_of(projection["field"])
        found.append((table, name, projection.get("displayName", name)))
    return found


def measures_of(visual: dict[str, Any], role: str) -> list[Measure]:
    found = []
    for projection in visual["visual"]["query"]["queryState"][role]["projections"]:
        table, name = field_of(projection["field"])
        if table != MEASURE_TABLE:
            raise NotDrawn(f"{table}.{name} stands where a measure is wanted")
        found.append(BY_NAME[name])
    return found


def measure_of_filter(visual: dict[str, Any]) -> Measure | None:
    """The measure that must be 1 for what the visual shows."""
    for one in visual.get("filterConfig", {}).get("filters", []):
        return BY_NAME[field_of(one["field"])[1]]
    return None


def column_of(visual: dict[str, Any], role: str) -> str:
    _, name, _ = role_of(visual, role)
    return MADE.get(name, name)

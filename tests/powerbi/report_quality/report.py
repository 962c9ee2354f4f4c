"""The parts of a report, as values that a test may change, and what a visual shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from crri_gui.contract import EXTENSIONS
from crri_gui.definitions import Definitions
from crri_gui.powerbi.project.project import REPORT, project_files

PAGES = f"{REPORT}/definition/pages/"
EVERY = tuple(EXTENSIONS)
BOOKMARKS = f"{REPORT}/definition/bookmarks/"


class Report:
    """The parts of a report by their paths, as values that a test may change.

    It is that of the tables that every run publishes, or with details of orders and customers too:
    the pages of other tables have neither comparisons on their cards nor a way to details.
    """

    def __init__(self, *extensions: str) -> None:
        files = project_files(r"C:\\Data", Definitions().as_dict(), extensions=extensions)
        self.parts: dict[str, Any] = {
            path: json.loads(content)
            for path, content in files.items()
            if path.startswith(f"{REPORT}/definition/")
        }

    def pages(self, *, kind: str | None = "") -> Iterator[tuple[str, Any, list[Any]]]:
        """Each page's id, file and visuals; "" for those that are seen, None for all."""
        for path, about in self.parts.items():
            if path.startswith(PAGES) and path.endswith("/page.json"):
                page = path.split("/")[-2]
                if kind is None or about.get("type", "") == kind:
                    yield page, about, list(self.visuals(page))

    def visuals(self, page: str) -> Iterator[Any]:
        for path, visual in self.parts.items():
            if path.startswith(f"{PAGES}{page}/visuals/") and path.endswith("/visual.json"):
                yield visual


def kind_of(visual: Any) -> str:
    return str(visual["visual"]["visualType"])


def refs(visual: Any, *roles: str) -> list[str]:
    state = visual["visual"].get("query", {}).get("queryState", {})
    return [
        one["queryRef"]
        for role, value in state.items()
        if not roles or role in roles
        for one in value["projections"]
    ]


def said(visual: Any, part: str, name: str) -> Any:
    """A property's expression: {"Measure": ...}, {"Literal": ...}, or {}."""
    body = visual["visual"]
    for group in ("visualContainerObjects", "objects"):
        for entry in body.get(group, {}).get(part, []):
            if name in entry["properties"]:
                return entry["properties"][name]["expr"]
    return {}


def constant(visual: Any, part: str, name: str) -> str:
    return str(said(visual, part, name).get("Literal", {}).get("Value", "")).strip("'")


def measured(expression: Any) -> str:
    return str(expression.get("Measure", {}).get("Property", ""))

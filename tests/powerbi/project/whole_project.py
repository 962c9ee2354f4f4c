"""The generated project, its parts by their names."""

from __future__ import annotations

import json
from typing import Any

from crri_gui.dashboard.measures import MEASURES, Measure
from crri_gui.dashboard.pages import PAGES
from crri_gui.definitions import Shop
from crri_gui.powerbi.model.hidden.all_hidden import hidden_measures
from crri_gui.powerbi.model.hidden.told import Told
from crri_gui.powerbi.model.ids import part_id
from crri_gui.powerbi.project.project import REPORT
from tests.powerbi.model_text import project_of, tmdl_objects

FILES = project_of()
MODEL_OBJECTS = tmdl_objects(FILES)
EVERY_MEASURE: tuple[Measure | Told, ...] = (*MEASURES, *hidden_measures(PAGES, Shop()))


def content(path: str) -> Any:
    return json.loads(FILES[path])


def list_of_pages() -> list[str]:
    order: list[str] = content(f"{REPORT}/definition/pages/pages.json")["pageOrder"]
    return order


def about(page: str) -> Any:
    return content(f"{REPORT}/definition/pages/{page}/page.json")


def title_of(page: str) -> str:
    """What a page is about; the navigator calls it by a shorter name."""
    views = ((page.key, page.title) for page in PAGES)
    more = ((view.key, view.title) for page in PAGES for view in page.views)
    titles = {part_id("page", key): title for key, title in (*views, *more)}
    return str(titles.get(page, about(page)["displayName"]))


def page_named(name: str) -> str:
    (found,) = [page for page in list_of_pages() if title_of(page) == name]
    return found

"""The whole project as files: a pure function of the folder of the CSVs and the definitions.

The schema versions are one matched set of November 2025: Desktop opens older files and brings
them up to date when it saves, and does not open newer ones than it knows.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from crri_gui.definitions import NO_SHOP, Shop
from crri_gui.powerbi.model.copilot import INSTRUCTIONS, copilot_files
from crri_gui.powerbi.model.ids import PROJECT, guid, part_id
from crri_gui.powerbi.model.language import LanguageName, language
from crri_gui.powerbi.model.model import database
from crri_gui.powerbi.model.schema import tables_read
from crri_gui.powerbi.model.tmdl import model_files
from crri_gui.powerbi.report.navigation import bookmarks, report_filters
from crri_gui.powerbi.report.pages import ReportPage, pages
from crri_gui.powerbi.report.theme import theme
from crri_gui.powerbi.report.visuals import Json, Place, mobile_json, visual_json

if TYPE_CHECKING:
    from crri_gui.engine.publish.outputs import Form
    from crri_gui.powerbi.model.incremental import RefreshWindow

MODEL = f"{PROJECT}.SemanticModel"
REPORT = f"{PROJECT}.Report"
SHORTCUT = f"{PROJECT}.pbip"
EXPRESSIONS = f"{MODEL}/definition/expressions.tmdl"
COPILOT = f"{MODEL}/{INSTRUCTIONS}"
"""By this file of a project it is known that Copilot is told of it."""

_BASE = "https://developer.microsoft.com/json-schemas/fabric"
_REPORT_BASE = f"{_BASE}/item/report/definition"
_VERSIONS = {
    "report": "3.0.0",
    "page": "2.0.0",
    "pagesMetadata": "1.0.0",
    "versionMetadata": "1.0.0",
    "visualContainer": "2.4.0",
    "visualContainerMobileState": "2.3.0",
    "bookmark": "2.0.0",
    "bookmarksMetadata": "1.0.0",
}
_PHONE = 324  # width of the layout for phones, in pixels


def _schema(part: str) -> str:
    return f"{_REPORT_BASE}/{part}/{_VERSIONS[part]}/schema.json"


def json_file(content: Json) -> bytes:
    """A file of the project with this content."""
    return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def _platform(kind: str) -> Json:
    return {
        "$schema": f"{_BASE}/gitIntegration/platformProperties/2.0.0/schema.json",
        "metadata": {"type": kind, "displayName": PROJECT},
        "config": {"version": "2.0", "logicalId": guid("item", kind)},
    }


def _report(theme_name: str) -> Json:
    versions = {
        "visual": _VERSIONS["visualContainer"],
        "report": _VERSIONS["report"],
        "page": _VERSIONS["page"],
    }
    return {
        "$schema": _schema("report"),
        "themeCollection": {
            "customTheme": {
                "name": theme_name,
                "type": "RegisteredResources",
                "reportVersionAtImport": versions,
            }
        },
        "resourcePackages": [
            {
                "name": "RegisteredResources",
                "type": "RegisteredResources",
                "items": [{"name": theme_name, "path": theme_name, "type": "CustomTheme"}],
            }
        ],
        "filterConfig": report_filters(),
        "settings": {
            "useStylableVisualContainerHeader": True,
            "exportDataMode": "AllowSummarized",
            "defaultDrillFilterOtherVisuals": True,
            "allowChangeFilterTypes": True,
            "useEnhancedTooltips": True,
        },
    }


def _page_json(page: ReportPage, part: str) -> Json:
    shown = "FitToPage" if page.height <= 720 else "FitToWidth"
    made: Json = {
        "$schema": _schema("page"),
        "name": part,
        "displayName": page.name,
        "displayOption": "ActualSize" if page.kind == "Tooltip" else shown,
        "height": page.height,
        "width": page.width,
    }
    if page.kind:
        made["type"] = page.kind
        made["visibility"] = "HiddenInViewMode"
        made["pageBinding"] = {
            "name": part_id("binding", page.key),
            "type": page.kind,
            "parameters": [
                {
                    "name": part_id("parameter", page.key, field.ref),
                    "boundFilter": part_id("filter", page.key, field.ref),
                    "fieldExpr": field.expression,
                }
                for field in page.drill
            ],
        }
    if page.drill:
        made["filterConfig"] = {
            "filters": [
                {
                    "name": part_id("filter", page.key, field.ref),
                    "field": field.expression,
                    "type": "Categorical",
                    "howCreated": "Drillthrough",
                }
                for field in page.drill
            ]
        }
    if page.unmoved:
        made["visualInteractions"] = [
            {
                "source": part_id("visual", page.key, source),
                "target": part_id("visual", page.key, target),
                "type": "NoFilter",
            }
            for source, target in page.unmoved
        ]
    return made


def _page(page: ReportPage) -> dict[str, bytes]:
    part = part_id("page", page.key)
    files = {"page.json": json_file(_page_json(page, part))}
    down = 8
    for order, visual in enumerate(page.visuals):
        name = part_id("visual", page.key, visual.key)
        folder = f"visuals/{name}"
        files[f"{folder}/visual.json"] = json_file(
            visual_json(visual, name, order, _schema("visualContainer"))
        )
        if visual.mobile:
            place = Place(0, down, _PHONE, visual.mobile)
            files[f"{folder}/mobile.json"] = json_file(
                mobile_json(place, order, _schema("visualContainerMobileState"))
            )
            down += visual.mobile + 8
    return {f"pages/{part}/{path}": content for path, content in files.items()}


def _slicers(made: Sequence[ReportPage]) -> list[tuple[str, str]]:
    """The ids of page and visual of every slicer."""
    return [
        (part_id("page", page.key), part_id("visual", page.key, visual.key))
        for page in made
        for visual in page.visuals
        if visual.kind == "slicer"
    ]


def report_files(
    definitions: Mapping[str, Any] | None,
    shop: Shop = NO_SHOP,
    extensions: Collection[str] | None = None,
    written_in: LanguageName = "en",
) -> dict[str, bytes]:
    """The files below NAME.Report, without those that say what it is."""
    say = language(written_in)
    theme_name, theme_content = theme()
    told = dict(definitions) if definitions is not None else None
    made = pages(told, shop, extensions, say)
    order = [part_id("page", page.key) for page in made]
    files = {
        "version.json": json_file({"$schema": _schema("versionMetadata"), "version": "2.0.0"}),
        "report.json": json_file(_report(theme_name)),
        "pages/pages.json": json_file(
            {
                "$schema": _schema("pagesMetadata"),
                "pageOrder": order,
                "activePageName": order[0],
            }
        ),
    }
    for page in made:
        files |= _page(page)
    kept = bookmarks(order[0], _slicers(made), _schema("bookmark"), say)
    listed = {"$schema": _schema("bookmarksMetadata"), "items": [{"name": name} for name in kept]}
    files["bookmarks/bookmarks.json"] = json_file(listed)
    files |= {f"bookmarks/{name}.bookmark.json": json_file(one) for name, one in kept.items()}
    return {
        f"StaticResources/RegisteredResources/{theme_name}": theme_content,
        **{f"definition/{path}": content for path, content in files.items()},
    }


def reference(to_model: Json) -> Json:
    """What definition.pbir says: which semantic model the report is of."""
    return {
        "$schema": f"{_BASE}/item/report/definitionProperties/2.0.0/schema.json",
        "version": "4.0",
        "datasetReference": to_model,
    }


def project_files(
    data_folder: str,
    definitions: Mapping[str, Any] | None,
    shop: Shop = NO_SHOP,
    extensions: Collection[str] | None = None,
    written_in: LanguageName = "en",
    *,
    with_copilot: bool = False,
    form: Form = "csv",
    window: RefreshWindow | None = None,
) -> dict[str, bytes]:
    """Every file of the project by its path (with "/"), the same bytes for the same arguments.

    `data_folder` is the folder that the model reads, as Windows writes it; `definitions` are
    the options in force by name, None where they are not known; pages and amounts are those of
    the shop, its own texts in the language. `extensions` are the groups of extension tables that
    the model reads, in that form, by month with a `window`; None: all. With what Copilot is told of
    the model, an experiment.
    Raises `UsageError` when the folder is a text that no folder can have.
    """
    shortcut = {
        "$schema": f"{_BASE}/pbip/pbipProperties/1.0.0/schema.json",
        "version": "1.0",
        "artifacts": [{"report": {"path": REPORT}}],
        "settings": {"enableAutoRecovery": True},
    }
    model = {
        "$schema": f"{_BASE}/item/semanticModel/definitionProperties/1.0.0/schema.json",
        "version": "4.2",
        "settings": {"qnaEnabled": True} if with_copilot else {},
    }
    files = {
        SHORTCUT: json_file(shortcut),
        f"{MODEL}/.platform": json_file(_platform("SemanticModel")),
        f"{MODEL}/definition.pbism": json_file(model),
        f"{REPORT}/.platform": json_file(_platform("Report")),
        f"{REPORT}/definition.pbir": json_file(reference({"byPath": {"path": f"../{MODEL}"}})),
    }
    if with_copilot:
        for path, told in copilot_files(tables_read(extensions)).items():
            files[f"{MODEL}/{path}"] = told.encode() if isinstance(told, str) else json_file(told)
    made = database(data_folder, shop, extensions, language(written_in), form, window)
    for path, content in model_files(made).items():
        files[f"{MODEL}/definition/{path}"] = content
    for path, content in report_files(definitions, shop, extensions, written_in).items():
        files[f"{REPORT}/{path}"] = content
    return dict(sorted(files.items()))

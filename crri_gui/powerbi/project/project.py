"""The whole project as files: a pure function of the folder of the CSVs and the definitions.

The schema versions are one matched set of November 2025: Desktop opens older files and brings
them up to date when it saves, and does not open newer ones than it knows.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from crri_gui.definitions import NO_SHOP, Shop
from crri_gui.powerbi.model.ids import PROJECT, guid, part_id
from crri_gui.powerbi.model.model import database
from crri_gui.powerbi.model.tmdl import model_files
from crri_gui.powerbi.report.pages import WIDTH, ReportPage, pages
from crri_gui.powerbi.report.theme import theme
from crri_gui.powerbi.report.visuals import Json, Place, mobile_json, visual_json

MODEL = f"{PROJECT}.SemanticModel"
REPORT = f"{PROJECT}.Report"
SHORTCUT = f"{PROJECT}.pbip"
EXPRESSIONS = f"{MODEL}/definition/expressions.tmdl"

_BASE = "https://developer.microsoft.com/json-schemas/fabric"
_REPORT_BASE = f"{_BASE}/item/report/definition"
_VERSIONS = {
    "report": "3.0.0",
    "page": "2.0.0",
    "pagesMetadata": "1.0.0",
    "versionMetadata": "1.0.0",
    "visualContainer": "2.4.0",
    "visualContainerMobileState": "2.3.0",
}
_PHONE = 324  # width of the layout for phones, in pixels


def _schema(part: str) -> str:
    return f"{_REPORT_BASE}/{part}/{_VERSIONS[part]}/schema.json"


def _json(content: Json) -> bytes:
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
        "settings": {
            "useStylableVisualContainerHeader": True,
            "exportDataMode": "AllowSummarized",
            "defaultDrillFilterOtherVisuals": True,
            "allowChangeFilterTypes": True,
            "useEnhancedTooltips": True,
        },
    }


def _page(page: ReportPage) -> dict[str, bytes]:
    part = part_id("page", page.key)
    files = {
        "page.json": _json(
            {
                "$schema": _schema("page"),
                "name": part,
                "displayName": page.name,
                "displayOption": "FitToPage" if page.height <= 720 else "FitToWidth",
                "height": page.height,
                "width": WIDTH,
            }
        )
    }
    down = 8
    for order, visual in enumerate(page.visuals):
        name = part_id("visual", page.key, visual.key)
        folder = f"visuals/{name}"
        files[f"{folder}/visual.json"] = _json(
            visual_json(visual, name, order, _schema("visualContainer"))
        )
        if visual.mobile:
            place = Place(0, down, _PHONE, visual.mobile)
            files[f"{folder}/mobile.json"] = _json(
                mobile_json(place, order, _schema("visualContainerMobileState"))
            )
            down += visual.mobile + 8
    return {f"pages/{part}/{path}": content for path, content in files.items()}


def report_files(
    definitions: Mapping[str, Any] | None,
    shop: Shop = NO_SHOP,
    extensions: Collection[str] | None = None,
) -> dict[str, bytes]:
    """The files below NAME.Report, without those that say what it is."""
    theme_name, theme_content = theme()
    made = pages(dict(definitions) if definitions is not None else None, shop, extensions)
    order = [part_id("page", page.key) for page in made]
    files = {
        "version.json": _json({"$schema": _schema("versionMetadata"), "version": "2.0.0"}),
        "report.json": _json(_report(theme_name)),
        "pages/pages.json": _json(
            {
                "$schema": _schema("pagesMetadata"),
                "pageOrder": order,
                "activePageName": order[0],
            }
        ),
    }
    for page in made:
        files |= _page(page)
    return {
        f"StaticResources/RegisteredResources/{theme_name}": theme_content,
        **{f"definition/{path}": content for path, content in files.items()},
    }


def project_files(
    data_folder: str,
    definitions: Mapping[str, Any] | None,
    shop: Shop = NO_SHOP,
    extensions: Collection[str] | None = None,
) -> dict[str, bytes]:
    """Every file of the project by its path (with "/"), the same bytes for the same arguments.

    `data_folder` is the folder that the model reads, as Windows writes it; `definitions` are
    the options in force by name, None where they are not known; pages and amounts are those of
    the shop. `extensions` are the groups of extension tables that the model reads; None: all.
    Raises `UsageError` when the folder is a text that no folder can have.
    """
    shortcut = {
        "$schema": f"{_BASE}/pbip/pbipProperties/1.0.0/schema.json",
        "version": "1.0",
        "artifacts": [{"report": {"path": REPORT}}],
        "settings": {"enableAutoRecovery": True},
    }
    reference = {
        "$schema": f"{_BASE}/item/report/definitionProperties/2.0.0/schema.json",
        "version": "4.0",
        "datasetReference": {"byPath": {"path": f"../{MODEL}"}},
    }
    model = {
        "$schema": f"{_BASE}/item/semanticModel/definitionProperties/1.0.0/schema.json",
        "version": "4.2",
        "settings": {},
    }
    files = {
        SHORTCUT: _json(shortcut),
        f"{MODEL}/.platform": _json(_platform("SemanticModel")),
        f"{MODEL}/definition.pbism": _json(model),
        f"{REPORT}/.platform": _json(_platform("Report")),
        f"{REPORT}/definition.pbir": _json(reference),
    }
    for path, content in model_files(database(data_folder, shop, extensions)).items():
        files[f"{MODEL}/definition/{path}"] = content
    for path, content in report_files(definitions, shop, extensions).items():
        files[f"{REPORT}/{path}"] = content
    return dict(sorted(files.items()))

"""The template (.pbit): model and report in one file that asks for the data folder when opened.

Microsoft documents no `.pbit`. This is the shape that others report of files which Power BI
Desktop saved from November 2025 on: package version 1.32, the report in parts (PBIR) and not as
one `Report/Layout`, which Desktop refuses in such a template; the old parts are UTF-16 without a
mark, the report's UTF-8 without one, and only the list of content types has one. Nobody has opened
ours in Desktop yet, so it is an experiment.

Nothing in it depends on a run. The parts are stored, not compressed: the libraries that compress
make different bytes of the same content.
"""

from __future__ import annotations

import codecs
import io
import json
import zipfile
from collections.abc import Collection

from crri_gui.powerbi.model.ids import PROJECT
from crri_gui.powerbi.model.model import Json, database
from crri_gui.powerbi.project.project import report_files

TEMPLATE = f"{PROJECT}.pbit"

_PACKAGE_VERSION = "1.32"
# The release of the report's schema versions (see project.py): older ones are brought up to date.
_RELEASE, _BUILD = "2025.11", "2.149.1054.0"
_PART_TYPES = {
    "Version": "",
    "DataModelSchema": "",
    "DiagramLayout": "",
    "Settings": "application/json",
    "Metadata": "application/json",
}
_ASKS = (
    "Customer revenue and retention. Data Folder is the full path of the folder that holds the "
    "five CSVs of CRRI, for example C:\\CRRI\\published."
)
_DIAGRAM = "All tables"
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def template(extensions: Collection[str] | None = None) -> bytes:
    """The file's content, the same bytes every time for the same extension tables; None: all."""
    texts: dict[str, str | Json] = {
        "Version": _PACKAGE_VERSION,
        "DataModelSchema": database(None, extensions=extensions),
        "DiagramLayout": _diagram(),
        "Settings": {
            "Version": 4,
            "ReportSettings": {},
            # Types and relationships are the model's; Desktop is to add none of its own.
            "QueriesSettings": {
                "TypeDetectionEnabled": False,
                "RelationshipImportEnabled": False,
                "Version": _BUILD,
            },
        },
        "Metadata": {
            "Version": 5,
            "AutoCreatedRelationships": [],
            "FileDescription": _ASKS,
            "CreatedFrom": "Cloud",
            "CreatedFromRelease": _RELEASE,
        },
    }
    parts = {name: _utf16(content) for name, content in texts.items()}
    pages = report_files(None, extensions=extensions)
    report = {f"Report/{path}": content for path, content in sorted(pages.items())}
    # Desktop puts the version first and the list of the parts second.
    version = {"Version": parts.pop("Version")}
    return _zip({**version, "[Content_Types].xml": _content_types(), **parts, **report})


def _utf16(content: str | Json) -> bytes:
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return text.encode("utf-16-le")


def _diagram() -> Json:
    """The model's diagram without places: Desktop lays the tables out."""
    return {
        "version": "1.1.0",
        "diagrams": [
            {
                "ordinal": 0,
                "scrollPosition": {"x": 0, "y": 0},
                "nodes": [],
                "name": _DIAGRAM,
                "zoomValue": 100,
                "pinKeyFieldsToTop": False,
                "showExtraHeaderInfo": False,
                "hideKeyFieldsWhenCollapsed": False,
                "tablesLocked": False,
            }
        ],
        "selectedDiagram": _DIAGRAM,
        "defaultDiagram": _DIAGRAM,
    }


def _content_types() -> bytes:
    """The types of the parts; those of the report are known by their ending."""
    named = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}" />'
        for part, kind in _PART_TYPES.items()
    )
    return (
        codecs.BOM_UTF8
        + (
            '<?xml version="1.0" encoding="utf-8"?>'
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Default Extension="json" ContentType="" />{named}</Types>'
        ).encode()
    )


def _zip(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as file:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.create_system = 0  # else it says whether Windows or another system made it
            file.writestr(entry, content)
    return made.getvalue()

"""How one moves about the report: the navigator, and the bookmarks of the months."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crri_gui.dashboard.palette import LIGHT
from crri_gui.powerbi.model.hidden.publication import MONTH_STATE
from crri_gui.powerbi.model.ids import part_id
from crri_gui.powerbi.model.language import Language
from crri_gui.powerbi.report.visuals import (
    Field,
    Json,
    Place,
    Visual,
    colour,
    literal,
    properties,
)

COMPLETE, RESET = "complete months", "reset"
BUTTON = (148, 36)
_STATE = Field("monthly_revenue", MONTH_STATE)
_FILTER = part_id("filter", "report", MONTH_STATE)
_BOOKMARKS = {RESET: "Reset", COMPLETE: "Complete months only"}


def navigator(place: Place, say: Language) -> Visual:
    """The pages that can be seen, side by side."""
    return Visual(
        "pages",
        "pageNavigator",
        place,
        say("Page navigator: the pages of this report."),
        objects={
            "pages": properties(showHiddenPages=False, showTooltipPages=False),
            "text": properties(fontSize=10.0, fontColor=colour(LIGHT.text)),
        },
    )


def buttons(x: int, y: int, say: Language) -> tuple[Visual, ...]:
    """The two bookmarks as buttons below each other."""
    width, height = BUTTON
    alts = {
        RESET: "Button: all months, types of payment and states again.",
        COMPLETE: "Button: leave out partial and stray months.",
    }
    return tuple(
        Visual(
            f"button {key}",
            "actionButton",
            Place(x, y + number * (height + 8), width, height),
            say(alts[key]),
            objects={
                "icon": [{**properties(show=False)[0], "selector": {"id": "default"}}],
                "text": [
                    properties(show=True)[0],
                    {
                        **properties(
                            text=say(_BOOKMARKS[key]), fontSize=9.0, fontColor=colour(LIGHT.text)
                        )[0],
                        "selector": {"id": "default"},
                    },
                ],
            },
            link=properties(show=True, type="Bookmark", bookmark=bookmark_id(key)),
        )
        for number, key in enumerate(_BOOKMARKS)
    )


def back(place: Place, say: Language) -> Visual:
    """The way back from a page of details."""
    return Visual(
        "back",
        "actionButton",
        place,
        say("Button: back to the page that was left."),
        objects={"icon": [{**properties(shapeType="back")[0], "selector": {"id": "default"}}]},
        link=properties(show=True, type="Back"),
    )


def bookmark_id(key: str) -> str:
    """The name of a bookmark's file."""
    return part_id("bookmark", key)


def report_filters() -> Json:
    """The filter of all pages that the bookmarks set: none to begin with."""
    return {"filters": [{"name": _FILTER, "field": _STATE.expression, "type": "Categorical"}]}


def bookmarks(
    first: str, slicers: Sequence[tuple[str, str]], schema: str, say: Language
) -> dict[str, Json]:
    """The bookmarks' files by name. `slicers` are the ids of page and visual of every slicer.

    They hold filters alone, and stay on the page they are pressed on.
    """
    cleared: dict[str, Any] = {}
    for page, slicer in slicers:
        state = {
            "singleVisual": {
                "visualType": "slicer",
                "objects": {"remove": [{"object": "general", "property": "filter"}]},
            }
        }
        cleared.setdefault(page, {"visualContainers": {}})["visualContainers"][slicer] = state
    kept: Json = {"name": _FILTER, "type": "Categorical", "expression": _STATE.expression}
    made = {}
    for key, shown in _BOOKMARKS.items():
        filtered = kept if key == RESET else {**kept, "filter": _complete()}
        made[bookmark_id(key)] = {
            "$schema": schema,
            "displayName": say(shown),
            "name": bookmark_id(key),
            "options": {
                "applyOnlyToTargetVisuals": False,
                "suppressActiveSection": True,
                "suppressDisplay": True,
            },
            "explorationState": {
                "version": "1.3",
                "activeSection": first,
                "filters": {"byExpr": [filtered]},
                "sections": cleared if key == RESET else {first: {"visualContainers": {}}},
            },
        }
    return made


def _complete() -> Json:
    column = {
        "Column": {
            "Expression": {"SourceRef": {"Source": "m"}},
            "Property": _STATE.name,
        }
    }
    listed = {"In": {"Expressions": [column], "Values": [[literal("complete")["expr"]]]}}
    return {
        "Version": 2,
        "From": [{"Name": "m", "Entity": _STATE.table, "Type": 0}],
        "Where": [{"Condition": listed}],
    }

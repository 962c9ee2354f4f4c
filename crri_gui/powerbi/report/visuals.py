"""The visuals of a page, as Power BI's report format (PBIR) writes them.

A visual names measures and columns of the model; `refs` says which, for the tests. Sizes and
places are in pixels of the page (`Place`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from crri_gui.powerbi.model.ids import part_id
from crri_gui.powerbi.model.schema import MEASURE_TABLE

Json = dict[str, Any]


class Place(NamedTuple):
    """Where a visual is, in pixels from the page's upper left corner."""

    x: int
    y: int
    width: int
    height: int


class Field(NamedTuple):
    """A column, or a measure when the table is KPI_Measures; `shown` is its name in the visual."""

    table: str
    name: str
    shown: str = ""

    @property
    def ref(self) -> str:
        """Table and name, as Power BI writes them together."""
        return f"{self.table}.{self.name}"

    @property
    def expression(self) -> Json:
        """The field as an expression."""
        kind = "Measure" if self.table == MEASURE_TABLE else "Column"
        entity = {"SourceRef": {"Entity": self.table}}
        return {kind: {"Expression": entity, "Property": self.name}}

    def projection(self, *, axis: bool) -> Json:
        """The field in a role of a visual; `axis` where it is what the points are of."""
        made: Json = {
            "field": self.expression,
            "queryRef": self.ref,
            "nativeQueryRef": self.name,
        }
        if axis:
            made["active"] = True
        if self.shown:
            made["displayName"] = self.shown
        return made


def measure(name: str, shown: str = "") -> Field:
    """A measure of the model."""
    return Field(MEASURE_TABLE, name, shown)


def literal(value: str | bool | int | float) -> Json:
    """A constant as an expression: text quoted, numbers with their type's letter."""
    if isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, int):
        text = f"{value}L"
    elif isinstance(value, float):
        text = f"{value:g}D"
    else:
        text = "'" + value.replace("'", "''") + "'"
    return {"expr": {"Literal": {"Value": text}}}


def colour(value: str) -> Json:
    """A colour "#rrggbb" as an expression."""
    return {"solid": {"color": literal(value)}}


def properties(**values: Any) -> list[Json]:
    """A formatting object that has one entry; plain values become expressions."""
    made = {
        name: literal(value) if isinstance(value, str | bool | int | float) else value
        for name, value in values.items()
    }
    return [{"properties": made}]


@dataclass(frozen=True)
class Visual:
    """A visual: what it shows, where, and what is said of it.

    `roles` are its fields by Power BI's names of the roles; `alt` is what a screen reader says;
    `subtitle` what stands below the title, or `note`, a measure that says it; `finding` and
    `alt_measure` are measures in place of title and `alt`; `only` a measure that must be 1 for what
    is shown; `mobile` its height in the layout for phones, 0 where it is left
    out. `link` is what a button does, `tooltip` the id of the page that is shown at a value. A
    `bare` visual has neither ground nor frame; `side` is the room left and right of what it shows.
    """

    key: str
    kind: str
    place: Place
    alt: str
    title: str = ""
    roles: Mapping[str, Sequence[Field]] = field(default_factory=dict)
    objects: Mapping[str, Any] = field(default_factory=dict)
    sort: tuple[Field, str] | None = None
    sync: str = ""
    subtitle: str = ""
    only: Field | None = None
    mobile: int = 0
    note: Field | None = None
    finding: Field | None = None
    alt_measure: Field | None = None
    link: list[Json] | None = None
    tooltip: str = ""
    bare: bool = False
    side: float = 10.0

    @property
    def refs(self) -> list[Field]:
        """Every field that the visual asks for."""
        fields = [one for role in self.roles.values() for one in role]
        more = [self.sort[0]] if self.sort else []
        said = (self.only, self.note, self.finding, self.alt_measure)
        return [*fields, *more, *(one for one in said if one)]


_BARE = ("textbox", "pageNavigator", "actionButton")
# Which of a visual's roles is what its points are of.
_AXES = {"Category", "Rows", "Columns"}


def measured(field: Field) -> Json:
    """A measure as the value of a property."""
    return {"expr": field.expression}


def _title(visual: Visual) -> Json:
    shown = bool(visual.title)
    title = measured(visual.finding) if visual.finding else visual.title
    alt = measured(visual.alt_measure) if visual.alt_measure else visual.alt
    made: Json = {
        "title": properties(show=True, text=title, titleWrap=True)
        if shown
        else properties(show=False),
        "general": properties(altText=alt),
        "padding": properties(top=8.0, bottom=8.0, left=visual.side, right=visual.side),
    }
    if visual.subtitle or visual.note:
        text = measured(visual.note) if visual.note else visual.subtitle
        made["subTitle"] = properties(show=True, text=text, titleWrap=True)
    if visual.link:
        made["visualLink"] = visual.link
    if visual.tooltip:
        made["visualTooltip"] = properties(type="Canvas", section=visual.tooltip)
    if visual.kind in _BARE or visual.bare:
        made["padding"] = properties(top=2.0, bottom=2.0, left=10.0, right=10.0)
        made["background"] = properties(show=False)
        made["border"] = properties(show=False)
    return made


def visual_json(visual: Visual, part: str, tab_order: int, schema: str) -> Json:
    """The visual's file; `part` is its id, `tab_order` its place among the page's visuals."""
    body: Json = {"visualType": visual.kind}
    if visual.roles:
        state = {
            role: {"projections": [one.projection(axis=role in _AXES) for one in fields]}
            for role, fields in visual.roles.items()
        }
        body["query"] = {"queryState": state}
        if visual.sort:
            by, direction = visual.sort
            body["query"]["sortDefinition"] = {
                "sort": [{"field": by.expression, "direction": direction}],
                "isDefaultSort": False,
            }
    if visual.objects:
        body["objects"] = dict(visual.objects)
    body["visualContainerObjects"] = _title(visual)
    if visual.sync:
        body["syncGroup"] = {
            "groupName": visual.sync,
            "fieldChanges": True,
            "filterChanges": True,
        }
    body["drillFilterOtherVisuals"] = True
    made: Json = {
        "$schema": schema,
        "name": part,
        "position": {**visual.place._asdict(), "z": tab_order * 1000, "tabOrder": tab_order},
        "visual": body,
    }
    if visual.kind == "actionButton":
        made["howCreated"] = "InsertVisualButton"
    if visual.only:
        made["filterConfig"] = {"filters": [_is_one(visual.only, part)]}
    return made


def _is_one(of: Field, part: str) -> Json:
    """A filter of the visual: the measure is 1."""
    inside = {"Measure": {"Expression": {"SourceRef": {"Source": "m"}}, "Property": of.name}}
    compared = {"ComparisonKind": 0, "Left": inside, "Right": literal(1)["expr"]}
    return {
        "name": part_id("filter", part, of.name),
        "field": of.expression,
        "type": "Advanced",
        "filter": {
            "Version": 2,
            "From": [{"Name": "m", "Entity": of.table, "Type": 0}],
            "Where": [{"Condition": {"Comparison": compared}}],
        },
    }


def mobile_json(place: Place, tab_order: int, schema: str) -> Json:
    """Where the visual is in the layout for phones."""
    return {
        "$schema": schema,
        "position": {**place._asdict(), "z": tab_order * 1000, "tabOrder": tab_order},
    }


def paragraphs(lines: Sequence[Sequence[tuple[str, Mapping[str, str]]]]) -> Json:
    """The text of a text box: lines of runs, each with its style."""
    return {
        "general": [
            {
                "properties": {
                    "paragraphs": [
                        {"textRuns": [{"value": text, "textStyle": dict(s)} for text, s in runs]}
                        for runs in lines
                    ]
                }
            }
        ]
    }

"""The calculation group: any measure as it is, or its change against the month or year before.

Months are text, and no table of days reaches all measures, so the functions of time intelligence
would say "no change" where nothing was shifted. Each item says the change that the cards say, which
knows which months are complete and which measures months reach; of any other measure it is blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crri_gui.dashboard.page import Page
from crri_gui.powerbi.model.hidden.comparisons import FORMER, Compared, all_compared, change_format
from crri_gui.powerbi.model.hidden.told import Told, text
from crri_gui.powerbi.model.ids import guid
from crri_gui.powerbi.model.language import Language

Json = dict[str, Any]

GROUP, COLUMN = "Comparison", "Shown as"
AS_IT_IS = "As it is"
DESCRIPTION = (
    "Shows a measure as it is, or by how much its latest complete month has changed against a "
    "former one: into the columns of a matrix, or into a drop-down. Blank for measures without "
    "months."
)
COLUMN_MEANING = "How a measure is shown."
_ORDINAL = "Ordinal"
NO_NUMBERS = ("Usual Month", "Retention Shade")
"""Measures by which charts are filtered and coloured."""


def item_name(which: str) -> str:
    """The item that says the change from the month or the year before."""
    return f"Against the {which.lower()} before"


def _selected(names: Sequence[str]) -> str:
    return f"ISSELECTEDMEASURE ( {', '.join(f'[{name}]' for name in names)} )"


def _switch(cases: Sequence[tuple[str, str]], other: str) -> list[str]:
    lines = [f"    {condition}, {value}," for condition, value in cases]
    return ["SWITCH (", "    TRUE (),", *lines, f"    {other}", ")"]


def _item(which: str, compared: Sequence[Compared], told: Sequence[Told], say: Language) -> Json:
    own = _selected([*NO_NUMBERS, *(one.name for one in told)])
    forms: dict[str, list[str]] = {}
    for one in compared:
        forms.setdefault(change_format(one.measure, say), []).append(one.measure.name)
    return {
        "name": item_name(which),
        "expression": _switch(
            [
                *((_selected([one.measure.name]), f"[{one.change(which)}]") for one in compared),
                # Titles and texts of the report are no numbers to compare.
                (own, "SELECTEDMEASURE ()"),
            ],
            "BLANK ()",
        ),
        "formatStringDefinition": {
            "expression": _switch(
                [(_selected(names), text(form)) for form, names in forms.items()],
                "SELECTEDMEASUREFORMATSTRING ()",
            )
        },
    }


def calculation_group(pages: Sequence[Page], told: Sequence[Told], say: Language) -> Json:
    """The group over the measures whose months these pages compare; `told` are hidden measures."""
    compared = tuple(all_compared(pages).values())
    items: list[Json] = [{"name": AS_IT_IS, "expression": "SELECTEDMEASURE ()"}]
    items += [_item(which, compared, told, say) for which in FORMER]
    for place, item in enumerate(items):
        item["ordinal"] = place
    return {
        "name": GROUP,
        "description": DESCRIPTION,
        "lineageTag": guid("table", GROUP),
        "calculationGroup": {"precedence": 1, "calculationItems": items},
        "columns": [
            {
                "name": COLUMN,
                "description": COLUMN_MEANING,
                "dataType": "string",
                "lineageTag": guid("column", GROUP, COLUMN),
                "summarizeBy": "none",
                "sourceColumn": "Name",
                "sortByColumn": _ORDINAL,
            },
            {
                "name": _ORDINAL,
                "description": "The order of the items.",
                "dataType": "int64",
                "isHidden": True,
                "lineageTag": guid("column", GROUP, _ORDINAL),
                "summarizeBy": "none",
                "sourceColumn": _ORDINAL,
            },
        ],
        "partitions": [{"name": GROUP, "mode": "import", "source": {"type": "calculationGroup"}}],
    }

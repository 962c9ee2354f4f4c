"""What the manifest beside the CSVs says of them: when they were published, and which months.

Power BI reads it when it refreshes, so the report tells of the CSVs that it shows and not of those
for which it was made. Where there is no manifest, or it is of other CSVs, nothing is claimed.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

from crri_gui.definitions import Definitions
from crri_gui.powerbi.model.hidden.told import Told, day_name, month_name, sentence, text
from crri_gui.powerbi.model.language import Language
from crri_gui.powerbi.model.power_query import PARAMETER, m_text
from crri_gui.powerbi.model.schema import ModelColumn

PUBLICATION = "publication"
DESCRIPTION = "What manifest.json beside the CSVs says of them, a line each; empty without it."
COLUMNS = tuple(
    ModelColumn(name, "text", description, "text", hidden=True)
    for name, description in (
        ("kind", "What the line is about: published, payback, total, flagged month or definition."),
        ("name", "Which of them: a total, a month or a definition."),
        ("value", "What the manifest says."),
    )
)
MONTH_STATE = "month_state"
MONTH_STATE_DESCRIPTION = (
    "complete: the raw data reaches from the month's first day to its last. partial: it does not. "
    "thin: under 5 % of the usual orders. short: no order counts on its first or last days, though "
    "the data covers them. unknown: no manifest.json of these CSVs beside them."
)
FRESHNESS = "Freshness"
_PUBLISHED = "Published {day} {time} UTC. Data to {month}, {complete}. Definitions: {definitions}"
_MISSING = (
    "No manifest.json beside the CSVs: when they were published, and which months are complete, is "
    "not known"
)
_OTHER = "manifest.json tells of other CSVs: publish again with CRRI"


def publication_query() -> list[str]:
    """The M expression that reads the manifest; no rows where there is none."""
    path = f"#{m_text(PARAMETER)} & {m_text(chr(92) + 'manifest.json')}"
    return inspect.cleandoc(f"""
        let
            Read = try Json.Document(File.Contents({path}), 65001) otherwise [],
            IsWhole =
                Record.FieldOrDefault(Read, "state", "") = "published"
                and Record.HasFields(Read, {{"created", "flagged_months", "totals"}}),
            Manifest = if IsWhole then Read else [],
            Written = (value) =>
                if value is list
                then Text.Combine(List.Transform(value, each Text.From(_, "en-US")), " ")
                else Text.From(value, "en-US"),
            Lines = (kind, field) =>
                let
                    Found = Record.FieldOrDefault(Manifest, field, []),
                    Named = if Found is record then Found else []
                in
                    List.Transform(
                        Record.FieldNames(Named), each {{kind, _, Written(Record.Field(Named, _))}}
                    ),
            Published = if IsWhole then {{{{"published", "", Written(Read[created])}}}} else {{}},
            Figures = Record.FieldOrDefault(Manifest, "figures", []),
            Paid = if Figures is record
                then Record.FieldOrDefault(Figures, "ltv_payback", {{}}) else {{}},
            Months = List.Transform(
                List.Select(Paid, each Record.FieldOrDefault(_, "cohort_month", "") = null),
                each Record.FieldOrDefault(_, "payback_month", null)
            ),
            Payback = List.Transform(List.RemoveNulls(Months), each {{"payback", "", Written(_)}}),
            Rows = List.Combine({{
                Published,
                Payback,
                Lines("total", "totals"),
                Lines("flagged month", "flagged_months"),
                Lines("definition", "definitions")
            }}),
            Lined = #table(type table [kind = text, name = text, value = text], Rows)
        in
            Lined
        """).split("\n")


def _shown(value: Any) -> str:
    return " ".join(map(_shown, value)) if isinstance(value, list | tuple) else str(value)


def told_lines(manifest: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The lines that the query makes of a manifest, for whoever has no Power Query."""
    if manifest.get("state") != "published" or not {
        "created",
        "flagged_months",
        "totals",
    } <= set(manifest):
        return []

    lines = [("published", "", _shown(manifest["created"]))]
    lines += [
        ("payback", "", _shown(row["payback_month"]))
        for row in manifest.get("figures", {}).get("ltv_payback", ())
        if row["cohort_month"] is None and row["payback_month"] is not None
    ]
    for kind, field in (
        ("total", "totals"),
        ("flagged month", "flagged_months"),
        ("definition", "definitions"),
    ):
        lines += [(kind, name, _shown(value)) for name, value in manifest.get(field, {}).items()]
    return lines


def _told(kind: str, name: str) -> str:
    return (
        f"LOOKUPVALUE ( {PUBLICATION}[value], {PUBLICATION}[kind], {text(kind)}, "
        f"{PUBLICATION}[name], {name} )"
    )


MONTH_STATE_DAX = f"""\
VAR Told = {_told("total", '"orders"')}
VAR Flag = {_told("flagged month", "monthly_revenue[order_month]")}
RETURN
    SWITCH (
        TRUE (),
        ISBLANK ( Told ) || VALUE ( Told ) <> COUNTROWS ( ALL ( master_orders ) ), "unknown",
        ISBLANK ( Flag ), "complete",
        Flag
    )"""
"""The state of a row of monthly_revenue."""


def freshness(say: Language) -> Told:
    """The measure at the top of every page: publication, data until, definitions."""
    usual = ", ".join(
        text(f"{name}={_shown(value)}") for name, value in Definitions().as_dict().items()
    )
    line = f'{PUBLICATION}[name] & "=" & {PUBLICATION}[value]'
    complete = 'monthly_revenue[month_state] = "complete"'
    complete_to = sentence(say("complete to {month}"), month=month_name("CompleteKey", say))
    own = f'CONCATENATEX ( Own, {line}, ", ", {PUBLICATION}[name] )'
    parts = {
        "day": day_name("Published", say),
        "time": "MID ( Published, 12, 5 )",
        "month": month_name("LastKey", say),
        "complete": "IF ( ISBLANK ( CompleteKey ), "
        f"{text(say('no complete month'))}, {complete_to} )",
        "definitions": f"IF ( ISEMPTY ( Own ), {text(say('as recommended'))}, {own} )",
    }
    dax = f"""
        VAR Told = {_told("total", '"orders"')}
        VAR Published = LOOKUPVALUE ( {PUBLICATION}[value], {PUBLICATION}[kind], "published" )
        VAR LastKey = MAXX ( ALL ( monthly_revenue ), monthly_revenue[order_month_key] )
        VAR CompleteKey =
            MAXX (
                FILTER ( ALL ( monthly_revenue ), {complete} ),
                monthly_revenue[order_month_key]
            )
        VAR Own =
            FILTER (
                {PUBLICATION},
                {PUBLICATION}[kind] = "definition" && NOT ( {line} IN {{ {usual} }} )
            )
        RETURN
            SWITCH (
                TRUE (),
                ISBLANK ( Told ), {text(say(_MISSING))},
                VALUE ( Told ) <> COUNTROWS ( ALL ( master_orders ) ), {text(say(_OTHER))},
                {sentence(say(_PUBLISHED), **parts)}
            )
        """
    return Told(
        FRESHNESS,
        "When the CSVs were published, until when they reach, and which definitions are not the "
        "recommended ones.",
        inspect.cleandoc(dax),
        "Report",
    )

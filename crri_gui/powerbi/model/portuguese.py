"""The model in Portuguese: captions and descriptions of tables, columns, measures and folders.

Power BI shows them to whoever reads in that language; names in DAX stay. The words are those of the
desktop application (`pt_BR.toml`, written by build_scripts/powerbi.py from its translations), so
both call a number the same; columns, which it calls by their names, have captions of their own
(`columns_pt_BR.toml`). A text without a translation is shown in English.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from crri_gui.contract import NEVER, OUTPUT_TABLES, Column
from crri_gui.dashboard.measures import MEASURES, Measure
from crri_gui.dashboard.page import NEEDS
from crri_gui.dashboard.pages import PAGES
from crri_gui.definitions import OPTIONS
from crri_gui.powerbi.model.calculation_group import COLUMN, COLUMN_MEANING, DESCRIPTION, GROUP
from crri_gui.powerbi.model.hidden.publication import MONTH_STATE, MONTH_STATE_DESCRIPTION
from crri_gui.powerbi.model.language import COLUMN_WORDS, REPORT_WORDS, words
from crri_gui.powerbi.model.schema import BY_NAME, MEASURE_TABLE, TABLES, ModelTable

Json = dict[str, Any]

PORTUGUESE = "pt-BR"
MEASURES_MEANING = "The measures of the dashboard."
_UNIT, _BLANK = "Unidade: {}.", "Em branco: {}."
_FOLDERS = {
    "Executive": "Executivo",
    "Retention": "Retenção",
    "Segmentation": "Segmentação",
    "Operations": "Operações",
    "Value": "Valor",
    "Movement": "Movimento",
    "New and returning": "Novos e que voltaram",
    "Repeat purchases": "Recompra",
    "Predicted value": "Valor previsto",
    "Customers and orders": "Clientes e pedidos",
}


def texts() -> Iterator[str]:
    """Every text of model and report that the desktop application may have translated."""
    for output in OUTPUT_TABLES:
        yield from (output.title, output.grain)
        for column in output.columns:
            yield from (column.meaning, column.unit, column.blank)
    for measure in MEASURES:
        yield from (measure.name, measure.meaning, measure.unit, measure.blank)
    for page in PAGES:
        yield from (page.title, page.name)
        for card in page.power_bi_cards:
            yield card.name
        for chart in page.power_bi_charts:
            yield chart.title
    for need in NEEDS:
        yield need.missing
    for option in OPTIONS.values():
        yield from (option.meaning, *option.choices.values(), *option.named.values())


def _described(of: Column | Measure) -> str | None:
    """Meaning, unit and blank in one line; None where one of them has no translation."""
    found = words()
    parts = [of.meaning, of.unit, *([] if of.blank == NEVER else [of.blank])]
    if not all(part in found for part in parts):
        return None
    forms = ("{}", _UNIT, _BLANK)
    return " ".join(form.format(found[part]) for form, part in zip(forms, parts, strict=False))


def _named(name: str, description: str | None) -> Json:
    """A column's caption and description, as far as they are translated."""
    made: Json = {"name": name}
    if caption := words(COLUMN_WORDS).get(name):
        made["translatedCaption"] = caption
    if description:
        made["translatedDescription"] = description
    return made


def culture(of: Collection[ModelTable] = TABLES) -> Json:
    """The translations as a model of these tables holds them."""
    names = {table.name for table in of}
    found, said = words(), words(REPORT_WORDS)
    tables = []
    for output, table in ((one, BY_NAME[one.name]) for one in OUTPUT_TABLES if one.name in names):
        meanings = {column.name: _described(column) for column in output.columns}
        meanings |= {one.name: said.get(one.description) for one in table.made}
        if output.name == "monthly_revenue":
            meanings[MONTH_STATE] = said.get(MONTH_STATE_DESCRIPTION)
        columns = [_named(name, meaning) for name, meaning in meanings.items()]
        made: Json = {"name": output.name}
        if output.title in found:
            made["translatedCaption"] = found[output.title]
        if output.grain in found:
            grain = found[output.grain]
            made["translatedDescription"] = f"{grain[:1].upper()}{grain[1:]}."
        tables.append(made | {"columns": [one for one in columns if len(one) > 1]})
    measures = []
    for measure in (one for one in MEASURES if one.source in names):
        one: Json = {"name": measure.name}
        if measure.name in found:
            one["translatedCaption"] = found[measure.name]
        if described := _described(measure):
            one["translatedDescription"] = described
        if measure.folder in _FOLDERS:
            one["translatedDisplayFolder"] = _FOLDERS[measure.folder]
        measures.append(one)
    tables.append(
        {
            "name": MEASURE_TABLE,
            "translatedCaption": "Medidas",
            "translatedDescription": said[MEASURES_MEANING],
            "measures": measures,
        }
    )
    tables.append(
        {
            "name": GROUP,
            "translatedCaption": said[GROUP],
            "translatedDescription": said[DESCRIPTION],
            "columns": [_named(COLUMN, said[COLUMN_MEANING])],
        }
    )
    return {
        "name": PORTUGUESE,
        "translations": {"model": {"name": "Model", "tables": tables}},
    }


def written_words(translations: dict[str, str]) -> str:
    """The file of words for those of the translations that the model needs."""

    def quoted(text: str) -> str:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + re.sub(r"\s*\n\s*", " ", escaped) + '"'

    lines = [
        f"{quoted(text)} = {quoted(translations[text])}"
        for text in sorted(set(texts()))
        if translations.get(text)
    ]
    head = "# From the translations of the desktop application: python build_scripts/powerbi.py"
    return "\n".join([head, *lines]) + "\n"

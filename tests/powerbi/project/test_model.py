"""The model of the generated project: what Microsoft's readers let pass is checked here."""

from __future__ import annotations

import json
import re

from crri_gui.contract import NEVER, OUTPUT_TABLES
from crri_gui.dashboard.measures import MEASURES
from crri_gui.dashboard.pages import PAGES
from crri_gui.definitions import Shop
from crri_gui.powerbi.model.calculation_group import GROUP
from crri_gui.powerbi.model.hidden.all_hidden import hidden_measures
from crri_gui.powerbi.model.hidden.publication import PUBLICATION
from crri_gui.powerbi.model.model import IGNORED_RULES
from crri_gui.powerbi.model.schema import (
    BY_NAME,
    FORMATS,
    MEASURE_TABLE,
    RELATIONSHIPS,
    TABLES,
)
from crri_gui.powerbi.project.project import MODEL
from tests.powerbi.project.whole_project import EVERY_MEASURE, FILES, MODEL_OBJECTS


def test_every_column_of_the_contract_is_there_with_its_words_and_format() -> None:
    for table in OUTPUT_TABLES:
        for column in table.columns:
            made = MODEL_OBJECTS[table.name][column.name]
            assert made["kind"] == "column"
            assert column.meaning.rstrip(".") in made["///"] and column.unit in made["///"]
            assert ("Blank: " in made["///"]) == (column.blank != NEVER)
            assert column.blank == NEVER or column.blank in made["///"]
            assert made["sourceColumn"] == column.name
            types = {
                "text": "string",
                "integer": "int64",
                "money": "decimal",
                "number": "double",
                "date": "dateTime",  # a text in the file
            }
            (of,) = [c for c in BY_NAME[table.name].columns if c.name == column.name]
            assert of.type in (column.type, "date") and made["dataType"] == types[of.type]


def test_every_measure_is_there_with_its_words_format_and_folder() -> None:
    made = MODEL_OBJECTS[MEASURE_TABLE]
    there = {name for name in made if made[name]["kind"] == "measure"}
    told = hidden_measures(PAGES, Shop())
    assert there == {m.name for m in MEASURES} | {one.name for one in told}
    # What the report says of itself is no number to be put into a visual.
    assert all("isHidden" in made[one.name] for one in told)
    assert len({one.name for one in told}) == len(told)
    for measure in MEASURES:
        one = made[measure.name]
        assert measure.meaning in one["///"] and measure.unit in one["///"]
        assert one["formatString"] == FORMATS[measure.format]
        assert one["displayFolder"] == measure.folder
        assert one["dax"].strip("\n") == measure.dax.strip("\n")


def test_nothing_is_summed_by_itself_and_what_is_visible_is_described() -> None:
    for objects in MODEL_OBJECTS.values():
        for one in objects.values():
            assert one["///"]
            if one["kind"] == "column":
                assert one["summarizeBy"] == "none"
    assert b"discourageImplicitMeasures" in FILES[f"{MODEL}/definition/model.tmdl"]


def test_keys_are_hidden_and_columns_are_sorted_by_what_exists() -> None:
    for table in TABLES:
        for column in table.columns:
            made = MODEL_OBJECTS[table.name][column.name]
            if column.name.endswith("_month_key"):
                assert "isHidden" in made
            if "sortByColumn" in made:
                assert made["sortByColumn"] in MODEL_OBJECTS[table.name]
                # Not available to Excel, it could not sort there.
                assert "isAvailableInMdx" not in MODEL_OBJECTS[table.name][made["sortByColumn"]]
                # Circular where the key is sorted by, or made from, the column it sorts.
                assert "sortByColumn" not in MODEL_OBJECTS[table.name][made["sortByColumn"]]


def test_every_month_and_segment_sorts_by_its_key() -> None:
    for table, column in (
        ("master_orders", "order_month"),
        ("monthly_revenue", "order_month"),
        ("ops_metrics", "order_month"),
        ("cohort_retention", "order_month_txt"),
        ("cohort_retention", "cohort_month_txt"),
        ("rfm_customers", "segment"),
    ):
        assert MODEL_OBJECTS[table][column]["sortByColumn"].endswith(("_key", "_order"))


def test_relationships_end_in_keys_of_the_same_type() -> None:
    text = FILES[f"{MODEL}/definition/relationships.tmdl"].decode()
    assert text.count("relationship ") == len(RELATIONSHIPS) >= 3
    for one in RELATIONSHIPS:
        many, single = BY_NAME[one.many_table].columns, BY_NAME[one.one_table].columns
        (end,) = [column for column in single if column.name == one.one_column]
        (start,) = [column for column in many if column.name == one.many_column]
        assert end.key and end.type == start.type
    assert "bothDirections" not in text


def test_names_do_not_clash() -> None:
    names = [*MODEL_OBJECTS, "Data Folder"]
    assert len({name.casefold() for name in names}) == len(names)
    columns = {c.casefold() for t in TABLES for c in MODEL_OBJECTS[t.name]}
    # Tabular refuses a measure named like a column of its own table only; these are the names of
    # measures and, in other tables, the contract's of columns.
    assert columns & {measure.name.casefold() for measure in MEASURES} == {"aov", "customers"}
    assert not [name for name in MODEL_OBJECTS[MEASURE_TABLE] if name.casefold() == "value"][1:]
    text = FILES[f"{MODEL}/definition/model.tmdl"].decode()
    assert re.findall(r"ref table (\S+)", text) == [
        *(t.name for t in TABLES),
        PUBLICATION,
        MEASURE_TABLE,
        GROUP,
    ]


def test_dax_names_only_what_the_model_has() -> None:
    for measure in EVERY_MEASURE:
        for table, name in re.findall(r"(\w*)\[([^\]]+)\]", measure.dax):
            if table:
                assert MODEL_OBJECTS[table][name]["kind"] == "column", measure.name
            else:
                assert name.startswith("@") or name in MODEL_OBJECTS[MEASURE_TABLE], measure.name


def test_rules_that_are_broken_on_purpose_are_listed_with_the_reason() -> None:
    text = FILES[f"{MODEL}/definition/model.tmdl"].decode()
    rules = json.loads(text.split("BestPracticeAnalyzer_IgnoreRules = ")[1].split("\n")[0])
    assert rules == {"RuleIDs": sorted(IGNORED_RULES)}
    assert "__PBI_TimeIntelligenceEnabled = 0" in text  # no automatic date tables
    assert all(reason.endswith(".") for reason in IGNORED_RULES.values())


def test_best_practice_rules_that_text_can_show() -> None:
    for measure in EVERY_MEASURE:
        # DAX_COLUMNS_FULLY_QUALIFIED, DAX_MEASURES_UNQUALIFIED
        assert f"{MEASURE_TABLE}[" not in measure.dax
        # USE_THE_DIVIDE_FUNCTION_FOR_DIVISION
        assert not re.search(r"[\])]\s*/", measure.dax)
        # FILTER_COLUMN_VALUES: no whole table where a column's condition would do
        assert not re.search(r"FILTER \( \w+, \w+\[\w+\] [=<>]+ [^\]\[]+ \)", measure.dax)
    dax = [measure.dax for measure in MEASURES]
    assert len(set(dax)) == len(dax)  # AVOID_DUPLICATE_MEASURES
    for objects in MODEL_OBJECTS.values():
        for name in objects:
            assert name == name.strip() and not re.search(r"[\t\r\n]", name)

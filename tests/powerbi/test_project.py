"""The generated project: what Microsoft's readers let pass is checked here."""

from __future__ import annotations

import json
import re
import uuid
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from build_scripts import powerbi as folder
from crri_gui.contract import NEVER, OUTPUT_TABLES
from crri_gui.dashboard.measures import MEASURES, Measure
from crri_gui.dashboard.pages import PAGES
from crri_gui.dashboard.palette import LIGHT
from crri_gui.definitions import PRESETS, Definitions, Shop
from crri_gui.errors import UsageError
from crri_gui.powerbi.model.calculation_group import GROUP
from crri_gui.powerbi.model.hidden.all_hidden import hidden_measures
from crri_gui.powerbi.model.hidden.comparisons import parted
from crri_gui.powerbi.model.hidden.publication import PUBLICATION
from crri_gui.powerbi.model.hidden.told import Told
from crri_gui.powerbi.model.ids import part_id
from crri_gui.powerbi.model.model import IGNORED_RULES
from crri_gui.powerbi.model.power_query import folder_text, m_text, m_value
from crri_gui.powerbi.model.schema import (
    BY_NAME,
    FORMATS,
    MEASURE_TABLE,
    RELATIONSHIPS,
    TABLES,
    formats,
)
from crri_gui.powerbi.project.project import MODEL, REPORT, project_files
from crri_gui.powerbi.report.visuals import Place, literal
from tests.powerbi.model_text import fields, partition, project_of, tmdl_objects, visuals

FILES = project_of()
MODEL_OBJECTS = tmdl_objects(FILES)
EVERY_MEASURE: tuple[Measure | Told, ...] = (*MEASURES, *hidden_measures(PAGES, Shop()))


def content(path: str) -> Any:
    return json.loads(FILES[path])


# --- files


def test_the_same_bytes_every_time() -> None:
    assert project_files(r"C:\Data", Definitions().as_dict()) == FILES


def test_the_script_says_what_it_has_written_and_check_what_is_out_of_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(folder, "FOLDER", tmp_path)
    (tmp_path / "former.txt").write_text("no more made")
    assert folder.main(["--check"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert "out of date: powerbi/measures.dax" in said
    assert "out of date: powerbi/former.txt" in said
    assert folder.main([]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "written: powerbi/measures.dax" in said and "removed: powerbi/former.txt" in said
    assert not any("out of date" in line for line in said)
    assert folder.main(["--check"]) == 0
    assert capsys.readouterr().out == ""


def test_other_definitions_change_only_the_page_that_names_them() -> None:
    other = project_files(r"C:\Data", PRESETS["seed-notebook"].as_dict())
    changed = {path for path in other if other[path] != FILES.get(path)}
    assert changed
    assert {path.split("/")[3] for path in changed} == {page_named("Definitions")}
    assert project_files(r"C:\Data", None) != FILES


def test_without_a_shop_nothing_differs_and_with_one_formats_and_headings_do() -> None:
    definitions = Definitions().as_dict()
    assert project_files(r"C:\Data", definitions, Shop()) == FILES
    named = project_files(r"C:\Data", definitions, Shop("Casa Azul", "R$", 0))
    assert named.keys() == FILES.keys()
    for path, content in named.items():
        if content == FILES[path]:
            continue
        # Amounts in the model, headings and decimals of cards in the report, and nothing else.
        before, after = FILES[path].decode().splitlines(), content.decode().splitlines()
        if path.startswith(MODEL):
            differing = {pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]}
            amount = ("formatString: #,0.00", r"formatString: \R\$\ #,0;-\R\$\ #,0")
            # Sentences write their amounts themselves.
            told = {(old.strip(), new.strip()) for old, new in differing if '"R$ "' not in new}
            assert told == {amount}, path
        else:
            assert "Casa Azul" in content.decode() or '"0L"' in content.decode(), path
    changed = {path for path in named if named[path] != FILES[path]}
    money = [measure.name for measure in MEASURES if measure.format == "money"]
    measures = named[f"{MODEL}/definition/tables/KPI_Measures.tmdl"].decode()
    parts = [chart for page in PAGES for chart in parted(page)]  # each of them twice
    assert measures.count(r"\R\$") == 2 * (len(money) + 2 * len(parts)) > 0
    headings = [path for path in changed if b"Page title: Casa Azul, " in named[path]]
    assert len(headings) == len(list_of_pages()) - 1  # the tooltip has none


@pytest.mark.parametrize(
    ("shop", "money"),
    [
        (Shop(), "#,0.00"),
        (Shop(money_decimals=1), "#,0.0"),
        (Shop(currency_symbol="€"), r"\€\ #,0.00;-\€\ #,0.00"),
    ],
)
def test_amounts_are_written_as_the_shop_shows_them(shop: Shop, money: str) -> None:
    assert formats(shop)["money"] == money
    assert {k: v for k, v in formats(shop).items() if k != "money"} == {
        k: v for k, v in FORMATS.items() if k != "money"
    }


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


@pytest.mark.parametrize("path", sorted(FILES))
def test_files_are_plain_utf8_without_a_mark_and_with_unix_line_ends(path: str) -> None:
    assert not FILES[path].startswith(b"\xef\xbb\xbf")
    assert b"\r" not in FILES[path]
    FILES[path].decode("utf-8")
    if path.endswith((".json", ".pbip", ".pbir", ".pbism", ".platform")):
        content(path)


def test_paths_are_short_enough_for_windows() -> None:
    assert max(map(len, FILES)) <= 140  # of 259, so that the user's folder has room


def test_the_report_finds_its_model_and_the_shortcut_its_report() -> None:
    reference = content(f"{REPORT}/definition.pbir")["datasetReference"]["byPath"]["path"]
    assert reference == f"../{MODEL}"
    assert f"{reference[3:]}/definition.pbism" in FILES
    (shortcut,) = [path for path in FILES if path.endswith(".pbip")]
    assert content(shortcut)["artifacts"] == [{"report": {"path": REPORT}}]


def test_ids_are_well_formed_and_nobody_elses() -> None:
    pages = list_of_pages()
    names = [*pages, *(name for _, name, _ in visuals(FILES))]
    assert all(re.fullmatch(r"[0-9a-f]{20}", name) for name in names)
    assert len(set(names)) == len(names)
    for page in pages:
        assert content(f"{REPORT}/definition/pages/{page}/page.json")["name"] == page
    assert all(visual["name"] == name for _, name, visual in visuals(FILES))
    tags = re.findall(r"lineageTag: (\S+)", b"".join(FILES.values()).decode())
    assert len(set(tags)) == len(tags)
    assert all(str(uuid.UUID(tag)) == tag for tag in tags)


# --- model


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


# --- Power Query


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_queries_match_columns_by_name_and_types_by_the_culture_of_the_files(table: Any) -> None:
    query = partition(FILES, table.name)
    needed = re.search(r"Needed = \{(.*)\},", query)
    assert needed is not None
    assert needed[1].replace('"', "").split(", ") == [c.name for c in table.from_file]
    assert "List.Difference(Needed, Table.ColumnNames(Headers))" in query
    assert f'"{table.file_name} has no column " & Text.Combine(Missing, ", ")' in query
    assert "Encoding = 65001" in query
    types = dict(
        re.findall(
            r'\{"(\w+)", (type text|type number|type date|Int64\.Type|Currency\.Type)\}', query
        )
    )
    words = {
        "text": "type text",
        "date": "type date",
        "integer": "Int64.Type",
        "money": "Currency.Type",
    }
    assert types == {c.name: words.get(c.type, "type number") for c in table.from_file}
    assert query.count('"en-US")') >= 1
    blanks = re.search(r"Replacer\.ReplaceValue, \{(.*)\}\)", query)
    assert set((blanks[1] if blanks else "").replace('"', "").split(", ")) - {""} == {
        c.name for c in table.from_file if c.nullable
    }
    for column in table.made:
        assert "Table.AddColumn(" in query and f'"{column.name}", each ' in query
    # Every step but the last is followed by a comma, and the last is what comes out.
    steps = re.findall(r'^    (\w+|#"\w+") = ', query, re.MULTILINE)
    assert query.split("\nin\n")[1].strip() == steps[-1]
    assert len(set(steps)) == len(steps)


@pytest.mark.parametrize(
    ("given", "held"),
    [
        (r"C:\Data", r"C:\Data"),
        ("C:\\Data\\", r"C:\Data"),
        (r"\\server\share\Ação d'Ávila", r"\\server\share\Ação d'Ávila"),
        ('/odd/a "quoted" name/#(tab)', '/odd/a "quoted" name/#(tab)'),
        ("/", "/"),
        (r"D:\a b\#(cr) & co", r"D:\a b\#(cr) & co"),
    ],
)
def test_any_folder_survives_as_a_text_of_m(given: str, held: str) -> None:
    literal = m_text(folder_text(given))
    assert m_value(literal) == held
    expressions = project_files(given, None)[f"{MODEL}/definition/expressions.tmdl"].decode()
    assert f"expression 'Data Folder' = {literal} meta [" in expressions
    # Between "#(" and ")" M would read an escape.
    assert not re.search(r"#\((?!#\))", literal)


@pytest.mark.parametrize("folder", ["", "  ", "C:\\a\nb"])
def test_a_text_that_is_no_folder_is_refused(folder: str) -> None:
    with pytest.raises(UsageError, match="folder that Power BI can read"):
        project_files(folder, None)


# --- report


def test_pages_are_those_of_the_dashboard_and_one_of_definitions() -> None:
    names = [title_of(page) for page in list_of_pages()]
    assert names[:5] == [
        "Executive Overview",
        "Retention & Cohorts",
        "Cohorts by month",
        "Customer Segmentation",
        "Operations",
    ]
    described = [title for page in PAGES for title in (page.title, *(v.title for v in page.views))]
    assert names == [*described, "Definitions", "Customers", "Orders", "In numbers"]


def test_of_many_pages_the_navigator_has_short_names_each_of_its_own() -> None:
    few = project_files(r"C:\Data", None, extensions=())
    for files, begins in ((few, "Executive Overview"), (FILES, "Overview")):
        pages = [json.loads(files[path]) for path in files if path.endswith("/page.json")]
        names = [page["displayName"] for page in pages]
        assert begins in names and len({*names}) == len(names)
    # Not "Orders", which is the page behind a value.
    assert about(page_named("Customers & Orders"))["displayName"] == "Details"
    headings = [one.decode() for path, one in FILES.items() if path.endswith("/visual.json")]
    assert any('"Executive Overview"' in one for one in headings)


def test_every_field_of_every_visual_is_in_the_model() -> None:
    seen = 0
    for _, _, visual in visuals(FILES):
        for kind, table, name in fields(visual):
            seen += 1
            assert MODEL_OBJECTS[table][name]["kind"] == kind.casefold()
        for role in visual["visual"].get("query", {}).get("queryState", {}).values():
            for one in role["projections"]:
                assert one["queryRef"].endswith(f".{one['nativeQueryRef']}")
                # No implicit measures: an axis is a column, a value a measure.
                assert set(one["field"]) <= {"Column", "Measure"}
    assert seen > 40


def _on(page: str) -> list[tuple[str, set[str]]]:
    shown = []
    for part, _, visual in visuals(FILES):
        if title_of(part) == page:
            state = visual["visual"].get("query", {}).get("queryState", {})
            names = {
                one["queryRef"]
                for role, value in state.items()
                if role != "Tooltips"
                for one in value["projections"]
            }
            shown.append((visual["visual"]["visualType"], names))
    return shown


@pytest.mark.parametrize(
    ("page", "kind", "names"),
    [
        *(
            ("Executive Overview", "cardVisual", {f"KPI_Measures.{name}"})
            for name in ("Total Revenue", "Active Customers", "Total Orders", "AOV", "Repeat Rate")
        ),
        (
            "Executive Overview",
            "lineChart",
            {
                "master_orders.order_month",
                # Total Revenue, the months that are not complete apart from the others
                "KPI_Measures.Total Revenue of complete Months",
                "KPI_Measures.Total Revenue of other Months",
            },
        ),
        (
            "Executive Overview",
            "clusteredBarChart",
            {"master_orders.customer_state", "KPI_Measures.Total Revenue"},
        ),
        ("Executive Overview", "slicer", {"master_orders.order_month"}),
        ("Executive Overview", "slicer", {"master_orders.payment_type"}),
        (
            "Retention & Cohorts",
            "pivotTable",
            {
                "cohort_retention.cohort_month_txt",
                "cohort_retention.months_since_first",
                "KPI_Measures.Retention Rate",
            },
        ),
        (
            "Cohorts by month",
            "pivotTable",
            {
                "cohort_retention.cohort_month_txt",
                "cohort_retention.order_month_txt",
                "KPI_Measures.Avg Retention Rate",
            },
        ),
        (
            "Cohorts by month",
            "lineChart",
            {
                "master_orders.order_month",
                "KPI_Measures.Repeat Rate",
                # beside it, since late months have had less time
                "KPI_Measures.Repeat Rate within 3 Months",
            },
        ),
        (
            "Cohorts by month",
            "clusteredColumnChart",
            {"cohort_retention.cohort_month_txt", "KPI_Measures.Cohort Size"},
        ),
        (
            "Customer Segmentation",
            "clusteredBarChart",
            {"rfm_customers.segment_ordered", "KPI_Measures.Customers"},
        ),
        (
            "Customer Segmentation",
            "scatterChart",
            {
                "rfm_customers.customer_unique_id",
                "rfm_customers.segment",
                "KPI_Measures.Segment Orders",
                "KPI_Measures.Segment Revenue",
            },
        ),
        ("Customer Segmentation", "cardVisual", {"KPI_Measures.High Value Customer %"}),
        (
            "Operations",
            "lineChart",
            {"ops_metrics.order_month", "KPI_Measures.Avg Delivery Days"},
        ),
        (
            "Operations",
            "clusteredBarChart",
            {"master_orders.payment_type", "KPI_Measures.Total Orders"},
        ),
        ("Operations", "cardVisual", {"KPI_Measures.Avg Review Score"}),
        ("Operations", "slicer", {"master_orders.order_month"}),
    ],
)
def test_a_visual_of_the_seed_is_on_its_page(page: str, kind: str, names: set[str]) -> None:
    assert (kind, names) in _on(page)


def test_visuals_stay_within_the_page_and_apart() -> None:
    for page in list_of_pages():
        meta = content(f"{REPORT}/definition/pages/{page}/page.json")
        places = []
        for part, _, visual in visuals(FILES):
            if part != page:
                continue
            p = visual["position"]
            place = Place(p["x"], p["y"], p["width"], p["height"])
            places.append(place)
            assert place.x >= 0 and place.y >= 0
            assert place.x + place.width <= meta["width"]
            assert place.y + place.height <= meta["height"]
            if visual["visual"]["visualType"] == "slicer":
                assert place.height >= 76  # less cuts a drop-down off
        for a, b in combinations(places, 2):
            apart = (
                a.x + a.width <= b.x
                or b.x + b.width <= a.x
                or a.y + a.height <= b.y
                or b.y + b.height <= a.y
            )
            assert apart


def test_every_visual_is_titled_described_and_reached_by_the_tab_key() -> None:
    orders: dict[str, list[int]] = {}
    for page, name, visual in visuals(FILES):
        container = visual["visual"]["visualContainerObjects"]
        alt = container["general"][0]["properties"]["altText"]["expr"]
        assert "Measure" in alt or len(alt["Literal"]["Value"]) > 10
        kind = visual["visual"]["visualType"]
        titled = "text" in container["title"][0]["properties"]
        bare = container.get("background") == [{"properties": {"show": literal(False)}}]
        assert titled or bare or kind == "slicer"
        orders.setdefault(page, []).append(visual["position"]["tabOrder"])
        # Phones have a navigation of their own, and no tooltips.
        on_phone = kind not in ("pageNavigator", "actionButton")
        if on_phone and about(page).get("type") != "Tooltip":
            assert f"{REPORT}/definition/pages/{page}/visuals/{name}/mobile.json" in FILES
    for page_order in orders.values():
        assert sorted(page_order) == list(range(len(page_order)))


def test_slicers_of_the_month_are_one_on_all_pages_and_offer_select_all() -> None:
    groups = set()
    for _, _, visual in visuals(FILES):
        body = visual["visual"]
        if body["visualType"] == "slicer":
            chosen = body["objects"]["selection"][0]["properties"]
            assert chosen["selectAllCheckboxEnabled"]["expr"]["Literal"]["Value"] == "true"
            state = body["query"]["queryState"]["Values"]["projections"][0]["queryRef"]
            groups.add((state, body["syncGroup"]["groupName"]))
    # One group for each column, whatever pages there are.
    assert len(dict(groups)) == len(groups)
    assert {
        ("master_orders.order_month", "months"),
        ("master_orders.payment_type", "payment types"),
    } <= groups


def test_the_matrices_have_a_heat_map_and_no_totals_but_the_one_of_all_cohorts() -> None:
    matrices = [
        v["visual"] for _, _, v in visuals(FILES) if v["visual"]["visualType"] == "pivotTable"
    ]
    totals = {}
    for matrix in matrices:
        by = matrix["query"]["queryState"]["Columns"]["projections"][0]["queryRef"]
        said = matrix["objects"]["subTotals"][0]["properties"]
        totals[by] = {name: one["expr"]["Literal"]["Value"] for name, one in said.items()}
        assert "FillRule" in json.dumps(matrix["objects"]["values"])
    none = {"rowSubtotals": "false", "columnSubtotals": "false"}
    assert totals["cohort_retention.order_month_txt"] == none
    # The rate of all is of their customers, so it may stand above cohorts of any size.
    of_all = totals["cohort_retention.months_since_first"]
    assert of_all["rowSubtotals"] == "true" and of_all["columnSubtotals"] == "false"
    assert of_all["rowSubtotalsPosition"] == "'Top'"


def test_the_theme_has_the_colours_of_the_window_and_changes_its_name_with_them() -> None:
    (path,) = [path for path in FILES if "/RegisteredResources/" in path]
    theme = content(path)
    assert theme["dataColors"] == list(LIGHT.series)
    name = path.rsplit("/", 1)[1]
    assert theme["name"] == name and " " not in name
    report = content(f"{REPORT}/definition/report.json")
    assert report["themeCollection"]["customTheme"]["name"] == name
    assert report["resourcePackages"][0]["items"][0]["path"] == name


def test_the_page_of_definitions_says_every_measure_and_option() -> None:
    text = json.dumps([v for p, _, v in visuals(FILES) if p == page_named("Definitions")])
    for measure in MEASURES:
        assert json.dumps(measure.meaning)[1:-1] in text
    for name in Definitions().as_dict():
        assert f"{name}: " in text
    # Numbers in force are told as such: late_after_days = 10, high_value_from = 10.
    assert "After how many days a delivery is late. Here: 10." in text
    assert "From which score on, of 3 to 12, a customer is High Value. Here: 10." in text


# --- the repository's copy


def test_the_folder_powerbi_is_up_to_date() -> None:
    changed, gone = folder.stale()
    assert not changed and not gone, "run: python build_scripts/powerbi.py"


def test_no_path_of_a_machine_is_in_the_repositorys_copy() -> None:
    for path in folder.FOLDER.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not re.search(r"/(home|tmp|root|work|Users)/|C:\\\\?Users", text)

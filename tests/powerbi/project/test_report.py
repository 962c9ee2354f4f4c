"""The report of the generated project: pages, visuals, slicers, theme."""

from __future__ import annotations

import json
from itertools import combinations

import pytest

from crri_gui.dashboard.measures import MEASURES
from crri_gui.dashboard.pages import PAGES
from crri_gui.dashboard.palette import LIGHT
from crri_gui.definitions import Definitions
from crri_gui.powerbi.project.project import REPORT, project_files
from crri_gui.powerbi.report.visuals import Place, literal
from tests.powerbi.model_text import fields, visuals
from tests.powerbi.project.whole_project import (
    FILES,
    MODEL_OBJECTS,
    about,
    content,
    list_of_pages,
    page_named,
    title_of,
)


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

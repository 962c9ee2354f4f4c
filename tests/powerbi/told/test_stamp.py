"""The stamp of the report, and what its sentences say in any language."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

pytest.importorskip(
    "pbix_mcp.dax.engine", reason="the independent DAX engine is missing: pip install pbix-mcp"
)

from build_scripts.dax_model import dax
from crri_gui.definitions import Definitions, Shop
from crri_gui.powerbi.model.hidden.all_hidden import hidden_measures
from crri_gui.powerbi.model.hidden.comparisons import (
    whole_months,
)
from crri_gui.powerbi.model.hidden.findings import finding_name
from crri_gui.powerbi.model.hidden.publication import FRESHNESS
from crri_gui.powerbi.model.language import language
from tests.effort import exhaustive
from tests.powerbi.dax_and_sql import Model
from tests.powerbi.told.saying import CHARTS, PAGES, manifest_of

pytestmark = pytest.mark.long


def stamped(folder: Path) -> str:
    made = Model(folder, with_values=False, extensions=())
    said = made.said_by_dax(FRESHNESS, {"master_orders.order_month": ["2017-01"]})
    made.con.close()
    return str(said)


def test_the_stamp_says_publication_data_and_definitions(published: Path, tmp_path: Path) -> None:
    created = manifest_of(published)["created"]
    said = f"Published {created[:10]} {created[11:16]} UTC. Data to Sep 2018, complete to Aug 2018"
    assert stamped(published) == f"{said}. Definitions: as recommended"
    for file in published.iterdir():
        if file.is_file():
            (tmp_path / file.name).write_bytes(file.read_bytes())
    manifest = manifest_of(published)
    manifest["definitions"] |= {"late": "after_days", "high_value_from": 9}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    assert stamped(tmp_path) == f"{said}. Definitions: high_value_from=9, late=after_days"
    # Of other CSVs, or without a manifest, nothing is claimed of months.
    manifest["totals"]["orders"] += 1
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    assert stamped(tmp_path) == "manifest.json tells of other CSVs: publish again with CRRI"
    (tmp_path / "manifest.json").unlink()
    assert stamped(tmp_path).startswith("No manifest.json beside the CSVs")
    alone = Model(tmp_path, with_values=False, extensions=())
    assert alone.by_dax("Latest Complete Month", {}) is None
    assert alone.by_dax("Total Revenue against Month before", {}) is None
    (chart,) = [chart for _, chart in CHARTS if chart.title == "Total Revenue by month"]
    assert alone.said_by_dax(finding_name(chart), {}) == chart.title
    # The line is drawn all the same, without the months of few orders.
    for month, is_whole in (("2018-08", True), ("2018-09", False)):
        context = {"master_orders.order_month": [month]}
        assert (alone.by_dax(whole_months("Total Revenue"), context) is not None) == is_whole
    alone.con.close()


def test_a_shops_sign_stands_before_amounts_in_titles() -> None:
    told = {one.name: one.dax for one in hidden_measures(PAGES, Shop("Casa", "R$", 0))}
    dax = told["Finding on Total Revenue by month"]
    assert '"R$ " & SWITCH' in dax and '"#,0", "en-US"' in dax
    assert "R$" not in told["Finding on Avg Delivery Days by month"]


def test_no_definition_is_forgotten_in_the_stamp() -> None:
    (stamp,) = [one for one in hidden_measures(PAGES, Shop()) if one.name == FRESHNESS]
    for name, value in Definitions().as_dict().items():
        assert name in stamp.dax, value


def test_no_variable_has_the_name_of_a_function() -> None:
    functions = {name[4:] for name in dir(dax.DAXEngine) if name.startswith("_fn_")}
    assert {"now", "month", "calculate"} <= functions
    for one in hidden_measures(PAGES, Shop()):
        named = {name.lower() for name in re.findall(r"VAR (\w+)", one.dax)}
        assert not named & functions, one.name


@exhaustive
def test_in_portuguese_the_same_numbers_are_said_in_its_signs(published: Path) -> None:
    made = Model(published, with_values=False, extensions=())
    said = {name: made.said_by_dax(name, {}) for name in made.measures}
    told = hidden_measures(PAGES, Shop(), language("pt"))
    made.measures |= {one.name: one.dax for one in told}
    revenue = re.fullmatch(
        r"Total Revenue ([\d.]+)K in Aug 2018, ([+-][\d.]+)% against Jul 2018",
        said["Finding on Total Revenue by month"],
    )
    assert revenue is not None
    amount, change = (part.replace(".", ",") for part in revenue.groups())
    assert made.said_by_dax("Finding on Total Revenue by month", {}) == (
        f"Receita total: {amount} mil em ago. 2018, {change}% contra jul. 2018"
    )
    day = "/".join(reversed(manifest_of(published)["created"][:10].split("-")))
    stamp = made.said_by_dax(FRESHNESS, {})
    assert stamp.startswith(f"Publicado em {day} ") and "Dados até set. 2018" in stamp
    for one in told:
        english, portuguese = said[one.name], made.said_by_dax(one.name, {})
        if not isinstance(english, str):
            assert english == portuguese  # numbers are no words
            continue
        figures = re.findall(r"\d+[.,]?\d*", english)
        wanted = sorted(figure.strip(".,").replace(".", ",") for figure in figures)
        found = re.findall(r"\d+[.,]?\d*", portuguese)
        assert sorted(f.strip(".,").replace(".", ",") for f in found) == wanted, one.name
    made.con.close()

"""A page of the dashboard is added by one file, and drawn by window, PDF and Power BI report."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crri_gui.dashboard.pages import PAGES
from crri_gui.gui.i18n.numbers import NONE
from tests.copies import copy_of
from tests.dashboard_shop import small_shop
from tests.effort import exhaustive

pytestmark = pytest.mark.long


PAGE = '''
"""What orders are worth, by how they were paid and when."""

from crri_gui.dashboard.page import MONTH, PAYMENT_TYPE, STATE, Card, Chart, Page

PAGE = Page(
    key="baskets",
    order=99,
    title="Baskets & payments",
    cards=(
        Card(measure="AOV", alt="Card: average order value."),
        Card(measure="Repeat Rate", alt="Card: share of repeat customers."),
    ),
    charts=(
        Chart(
            key="value by payment type",
            kind="bars",
            title="AOV by payment type",
            by=PAYMENT_TYPE,
            measure="AOV",
            tooltips=("Total Orders", "MoM Growth %"),
            largest_first=True,
            alt="Bar chart: average order value by type of payment.",
        ),
        Chart(
            key="lateness by month",
            kind="line",
            title="Late Delivery Rate by month",
            by=MONTH,
            measure="Late Delivery Rate",
            tooltips=("Total Orders",),
            usual_months_only=True,
            alt="Line chart: share of late orders by month.",
        ),
        Chart(
            key="orders by state",
            kind="columns",
            title="Total Orders by state",
            by=STATE,
            measure="Total Orders",
            alt="Column chart: number of orders by state.",
        ),
    ),
    filters=("months", "payment_types"),
    filter_note="States do not filter this page.",
)
'''

LOOK = '''
"""Open the window's dashboard over a raw folder, and say what is on its last page."""

import json, sys, time
from pathlib import Path

from PySide6.QtWidgets import QApplication, QTabBar

import crri_gui
from crri_gui.engine.query.dashboard.filters import Filters
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.shell.app import make_application
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.theme.appearance import Appearance

raw, folder = Path(sys.argv[1]), Path(sys.argv[2])
application = make_application(["crri-gui"])
session = Session(Settings(folder / "settings"), Appearance("light"))
problems = []
session.problem.connect(problems.append)
asked = []
session.go.connect(lambda step, view: asked.append((step, view)))

def settle():
    application.processEvents()
    while session.worker.busy or session.queries.busy:
        application.processEvents()
        time.sleep(0.001)
    for _ in range(3):
        application.processEvents()

session.choose_folder(raw); settle()
session.run(); settle()
page = DashboardPage(session)
page.resize(1090, 900)
page.show(); settle()
bar = page.findChild(QTabBar)
bar.setCurrentIndex(bar.count() - 1); settle()
tab = page.tab(page.current)

def shown():
    return {
        "cards": {card.key: card.text for card in tab.cards},
        "charts": {
            card.chart.title: {
                item.label: [item.value, card.chart.describe(place)]
                for place, item in enumerate(card.chart.items)
            }
            for card in tab.chart_cards.values()
        },
    }

told = {"package": crri_gui.__file__, "tabs": [bar.tabText(n) for n in range(bar.count())]}
told["all"] = shown()
told["note"] = page.filter_bar._note.text()
tab.charts["value by payment type"].chosen.emit(tab.charts["value by payment type"].items[0].view)
told["rows"] = [[step, view.table, [list(f.values) for f in view.filters]] for step, view in asked]
page.filter_bar.set_filters(Filters(("2020-01", "2020-02"), None, frozenset({"SP"}))); settle()
told["filtered"] = shown()
page.save_pdf(folder / "report.pdf"); settle()
told["problems"] = [str(problem) for problem in problems]
session.close()
print(json.dumps(told))
'''

REPORT = """
import json, sys
from crri_gui.powerbi.project.project import project_files
files = project_files("C:\\\\data", None)
print(json.dumps({path: content.decode() for path, content in files.items()}))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with one file more."""
    folder = tmp_path_factory.mktemp("copy")
    pages = copy_of("crri_gui", folder) / "dashboard" / "pages"
    (pages / "baskets.py").write_text(PAGE, "utf-8")
    return folder


def in_copy(copy: Path, script: str, *arguments: str) -> Any:
    """What a script prints that runs on the copy."""
    (copy / "script.py").write_text(script, "utf-8")
    done = subprocess.run(
        [sys.executable, str(copy / "script.py"), *arguments],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@exhaustive
def test_window_and_pdf_draw_an_added_page(copy: Path, tmp_path: Path) -> None:
    raw = small_shop().write(tmp_path / "raw")
    told = in_copy(copy, LOOK, str(raw), str(tmp_path))
    assert Path(told["package"]).is_relative_to(copy)
    assert told["tabs"][-1] == "Baskets && payments" and len(told["tabs"]) == len(PAGES) + 1
    assert told["problems"] == []
    assert told["note"] == "States do not filter this page."
    assert told["all"] == {
        "cards": {"AOV": "57.14", "Repeat Rate": "75.00 %"},  # 400 / 7; 3 of 4
        "charts": {
            "AOV by payment type": {
                "voucher": [100.0, "voucher, AOV 100.00, Total Orders 1"],
                "card": [57.5, "card, AOV 57.50, Total Orders 4"],  # 230 / 4
                "boleto": [35.0, "boleto, AOV 35.00, Total Orders 2"],
            },
            "Late Delivery Rate by month": {
                "Jan 2020": [
                    1 / 3,
                    "Jan 2020, Late Delivery Rate 33.33 %, Total Orders 3, partial: the data does "
                    "not cover the whole month",
                ],
                "Feb 2020": [1 / 2, "Feb 2020, Late Delivery Rate 50.00 %, Total Orders 3"],
                "Mar 2020": [None, f"Mar 2020, Late Delivery Rate {NONE}, Total Orders {NONE}"],
                "Apr 2020": [None, f"Apr 2020, Late Delivery Rate {NONE}, Total Orders 1"],
            },
            "Total Orders by state": {
                "(blank)": [1.0, "(blank), Total Orders 1"],
                "RJ": [2.0, "RJ, Total Orders 2"],
                "SP": [4.0, "SP, Total Orders 4"],
            },
        },
    }
    assert told["rows"] == [["tables", "master_orders", [["voucher"]]]]
    filtered = told["filtered"]  # by months; the state does not reach the page
    assert filtered["cards"]["AOV"] == "56.67"  # 340 / 6
    assert list(filtered["charts"]["Late Delivery Rate by month"]) == ["Jan 2020", "Feb 2020"]
    assert filtered["charts"]["Total Orders by state"] == {
        "RJ": [2.0, "RJ, Total Orders 2"],
        "SP": [4.0, "SP, Total Orders 4"],
    }
    pdf = (tmp_path / "report.pdf").read_bytes()
    # With two for the definitions, and without the predictions, which are off.
    sheets = sum(len(one.paper_layouts) for one in PAGES if one.key != "predicted") + 2
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == sheets + 1  # that of the added page


def test_the_power_bi_report_draws_an_added_page(copy: Path) -> None:
    files = {
        path: json.loads(content)
        for path, content in in_copy(copy, REPORT).items()
        if path.endswith(".json")
    }
    pages = {
        content["displayName"]: path.rpartition("/")[0]
        for path, content in files.items()
        if path.endswith("/page.json")
    }
    (order,) = (content["pageOrder"] for path, content in files.items() if "pages.json" in path)
    folder = pages["Baskets & payments"]
    # After the others, before the definitions and what opens by a click alone.
    place = order.index(pages["Definitions"].rpartition("/")[2])
    assert order[place - 1] == folder.rpartition("/")[2]
    shown = {}
    for path, content in files.items():
        if path.startswith(f"{folder}/visuals/") and path.endswith("/visual.json"):
            visual = content["visual"]
            title = visual["visualContainerObjects"]["title"][0]["properties"].get("text")
            state = visual.get("query", {}).get("queryState", {})
            fields = {
                role: [one["queryRef"] for one in value["projections"]]
                for role, value in state.items()
            }
            said = title["expr"] if title else {"Literal": {"Value": visual["visualType"]}}
            name = said["Literal"]["Value"] if "Literal" in said else said["Measure"]["Property"]
            shown[name, *fields.get("Values", ())] = fields
    assert set(shown) == {
        ("textbox",),
        ("pageNavigator",),
        ("actionButton",),
        ("cardVisual",),
        ("slicer", "master_orders.order_month"),
        ("slicer", "master_orders.payment_type"),
        ("'AOV'",),
        ("'Repeat Rate'",),
        ("Finding on AOV by payment type",),
        ("Finding on Late Delivery Rate by month",),
        ("Finding on Total Orders by state",),
    }
    assert shown["cardVisual",] == {"Data": ["KPI_Measures.Freshness"]}
    assert shown["'AOV'",] == {"Data": ["KPI_Measures.AOV"]}
    assert shown["Finding on AOV by payment type",] == {
        "Category": ["master_orders.payment_type"],
        "Y": ["KPI_Measures.AOV"],
        "Tooltips": ["KPI_Measures.Total Orders", "KPI_Measures.MoM Growth %"],
    }

"""An output table is added by two files: NAME.sql and NAME.toml, and nothing else is told of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import crri_gui
from crri_gui.cli.main import main
from crri_gui.contract import OUTPUT_TABLES, THE_FIVE, described
from crri_gui.engine.tables import schedule
from crri_gui.errors import ExitCode
from tests.copies import copy_of
from tests.effort import exhaustive
from tests.shops import ALWAYS, Shop, publish

pytestmark = pytest.mark.long

SQL = """
-- Revenue of each month by state, with a text that only this table has.
CREATE TABLE state_months AS
SELECT
    order_month,
    coalesce(customer_state, '') AS state,
    '=' || coalesce(customer_state, '') AS label,
    cast(sum(order_value) AS DECIMAL(18, 2)) AS revenue,
    count(*) AS orders
FROM master_orders
GROUP BY order_month, coalesce(customer_state, '');
"""
TOML = """
title = "States by month"
grain = "one row per month and state with a counted order"
one_row_per = "month and state"
answers = "where the revenue of each month comes from"
key = ["order_month", "state"]
needs = ["master_orders"]

[totals]
revenue = "sum(revenue)"

[reconcile]
revenue = "revenue"
orders = "sum(orders)"

[power_bi]
relations = [{ many = "state_months.order_month", one = "monthly_revenue.order_month" }]

[[columns]]
like = "master_orders.order_month"

[[columns]]
name = "state"
type = "text"
unit = "state"
meaning = "The customer's state."
source = "master_orders.customer_state"

[[columns]]
name = "label"
type = "text"
unit = "label"
meaning = "The state as a label."
source = "master_orders.customer_state"

[[columns]]
name = "revenue"
type = "money"
unit = "currency of the raw data, to the cent"
meaning = "Sum of order_value."
source = "master_orders.order_value"

[[columns]]
name = "orders"
type = "integer"
unit = "orders"
meaning = "Counted orders."
source = "master_orders.order_id"
least = 1
"""
PUBLISHED = """order_month,state,label,revenue,orders
2017-01,RJ,'=RJ,5.50,1
2017-01,SP,'=SP,30.00,2
2017-02,SP,'=SP,7.25,1
"""
CSV = "state_months.csv"
FIVE = {table.file_name for table in THE_FIVE}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with the two files of one table more."""
    copy = tmp_path_factory.mktemp("copy")
    tables = copy_of("crri_gui", copy) / "engine" / "tables"
    (tables / "state_months.sql").write_text(SQL, encoding="utf-8")
    (tables / "state_months.toml").write_text(TOML, encoding="utf-8")
    return copy


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shop = Shop().add("a", "u1", "2017-01-01", "10.00").add("b", "u2", "2017-01-31", "20.00")
    shop.add("c", "u3", "2017-01-15", "5.50", state="RJ").add("d", "u1", "2017-02-28", "7.25")
    shop.add("no", "u4", "2017-02-03", "99.00", status="canceled", state="MG")
    return shop.write(tmp_path_factory.mktemp("raw"))


def python(package: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(package), "QT_QPA_PLATFORM": "offscreen"},
        cwd=package,
        capture_output=True,
        text=True,
        timeout=120,
    )


_COMMANDS = r"""
import json, sys
from crri_gui.cli.main import main
for command in json.loads(sys.argv[1]):
    print(f"\0{int(main(command))}\0")
"""


def crri(package: Path, *commands: str) -> list[tuple[int, Any]]:
    """The exit code and the answer (JSON) of each of these commands of that package.

    `main` is the command line of the package that is tested, which knows nothing of the table.
    """
    done = python(package, "-c", _COMMANDS, json.dumps([command.split() for command in commands]))
    parts = done.stdout.split("\0")[:-1]
    assert len(parts) == 2 * len(commands), done.stderr
    codes, answers = map(int, parts[1::2]), map(json.loads, parts[::2])
    return list(zip(codes, answers, strict=True))


def test_it_is_published_reconciled_and_in_the_workbook(
    package: Path, raw: Path, tmp_path: Path
) -> None:
    before = publish(raw, tmp_path / "five")
    out = tmp_path / "out"
    [(code, _), (_, said)] = crri(
        package,
        f"run --input-dir {raw} --output-dir {out} --excel --json",
        "definitions --format json",
    )
    assert code == ExitCode.DONE
    assert (out / CSV).read_text(encoding="utf-8") == PUBLISHED
    for name in FIVE:
        assert (out / name).read_bytes() == (before.folder / name).read_bytes()
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["files"][CSV]["rows"] == 3
    files = {table.file_name for table in ALWAYS}
    assert set(manifest["files"]) == {*files, CSV, "rejects.csv", "crri_outputs.xlsx"}
    statements = {one["code"]: one for one in manifest["reconciliation"]}
    assert statements["outputs_state_months"]["holds"]
    assert statements["outputs_state_months"]["lines"][0]["amount"] == "42.75"
    # Its own text looks like a formula, so it is written with an apostrophe, and said.
    [formula] = [one for one in manifest["findings"] if one["code"] == "formula_text"]
    assert (formula["table"], formula["column"]) == ("state_months", "label")
    book = openpyxl.load_workbook(out / "crri_outputs.xlsx")
    five = [table.name for table in THE_FIVE]
    assert book.sheetnames[:5] == five
    assert {"state_months", "definitions"} <= set(book.sheetnames[5:])
    assert list(book["state_months"].values)[2] == ("2017-01", "SP", "'=SP", 30, 2)
    explained = [row[:4] for row in book["definitions"].values]
    assert ("state_months", "state", "state", "The customer's state.") in explained
    assert list(said["outputs"])[:5] == five
    assert said["outputs"]["state_months"]["columns"]["orders"]["meaning"] == "Counted orders."


def test_revenue_that_is_lost_in_it_stops_the_run(raw: Path, package: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(package, copy)
    sql = copy / "crri_gui" / "engine" / "tables" / "state_months.sql"
    sql.write_text(SQL.replace("GROUP BY", "WHERE customer_state = 'SP'\nGROUP BY"), "utf-8")
    [(code, answer)] = crri(copy, f"run --input-dir {raw} --output-dir {tmp_path / 'out'} --json")
    assert code == ExitCode.RECONCILIATION and "state_months" in answer["error"]["what"]
    assert not (tmp_path / "out" / CSV).exists()


_DAMAGED = """
import sys
from pathlib import Path
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request, examined
from crri_gui.engine.publish import outputs
from crri_gui.errors import ReconciliationError

run, folder = RunContext(), Path(sys.argv[2])
with examined(run, Request(Path(sys.argv[1]))) as data:
    db = data.database(run)
    outputs.write(db, folder, data.risky_columns)
    outputs.read_back(db, folder, data.risky_columns)
    file = folder / "state_months.csv"
    file.write_text(file.read_text().replace("30.00", "30.01"))
    try:
        outputs.read_back(db, folder, data.risky_columns)
    except ReconciliationError as error:
        print(error.file, error.what)
"""


@exhaustive
def test_it_is_read_back(package: Path, raw: Path, tmp_path: Path) -> None:
    done = python(package, "-c", _DAMAGED, raw, tmp_path)
    assert done.stdout.startswith(CSV), done.stderr
    assert "total revenue 42.76 instead of 42.75" in done.stdout


@exhaustive
def test_beside_a_set_of_five_it_is_new_and_nothing_else_changes(
    package: Path, raw: Path, tmp_path: Path
) -> None:
    out = publish(raw, tmp_path / "out").folder
    folders = f"--input-dir {raw} --output-dir {out} --json"
    compare, run = f"compare {folders}", f"run {folders} --if-changed"
    [(_, compared), (ran, _), (_, after), (again, _)] = crri(package, compare, run, compare, run)
    changes = {change["table"]: change for change in compared["tables"]}
    new = changes.pop("state_months")
    assert (new["rows_before"], new["rows_after"], new["broken"]) == (None, 3, [])
    assert new["totals"] == [{"name": "revenue", "before": None, "after": "42.75"}]
    assert all(change["identical"] for change in changes.values()) and len(changes) == 5
    assert not compared["unchanged"] and compared["published_whole"] and not compared["edited"]
    # The inputs are as before, the tables are not: so there is something to do, once.
    assert (ran, again) == (ExitCode.DONE, ExitCode.UNCHANGED)
    assert (out / CSV).read_text(encoding="utf-8") == PUBLISHED
    assert after["unchanged"]


@exhaustive
def test_a_set_with_a_table_more_is_replaced_and_restored_as_a_whole(
    package: Path, raw: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    folders = f"--input-dir {raw} --output-dir {out} --json"
    run, restore = f"run {folders} --if-changed", f"restore --output-dir {out} --json"
    [(code, _)] = crri(package, run)
    assert code == ExitCode.DONE and (out / CSV).exists()
    assert main(run.split()) == ExitCode.DONE and not (out / CSV).exists()
    assert {path.name for path in out.iterdir()} >= FIVE
    assert main(restore.split()) == ExitCode.DONE
    assert (out / CSV).read_text(encoding="utf-8") == PUBLISHED
    [(code, _)] = crri(package, restore)
    assert code == ExitCode.DONE and not (out / CSV).exists()
    assert main(run.split()) == ExitCode.UNCHANGED


@exhaustive
def test_as_parquet(package: Path, raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    folders = f"--input-dir {raw} --output-dir {out} --json"
    compare, run = f"compare {folders}", f"run {folders} --format parquet"
    assert main(run.split()) == ExitCode.DONE and not (out / "state_months").exists()
    [(_, before), (code, _), (_, after)] = crri(package, compare, run, compare)
    [new] = [change for change in before["tables"] if not change["identical"]]
    assert (new["table"], new["rows_before"], new["broken"]) == ("state_months", None, [])
    assert code == ExitCode.DONE and after["unchanged"]
    assert [path.name for path in (out / "state_months").iterdir()] == ["part-0.parquet"]
    assert main(run.split()) == ExitCode.DONE
    assert not list(out.glob("state_months/*.parquet"))


def test_it_is_in_the_power_bi_model(package: Path, raw: Path, tmp_path: Path) -> None:
    out, older = tmp_path / "out", publish(raw, tmp_path / "older").folder
    other = publish(raw, tmp_path / "other").folder
    assert main(["powerbi", "--output-dir", str(older)]) == ExitCode.DONE
    [_, (written, _), (refused, answer), (pointed, _)] = crri(
        package,
        f"run --input-dir {raw} --output-dir {out} --json",
        f"powerbi --output-dir {out} --json",
        f"powerbi --output-dir {out} --repoint {other} --json",
        f"powerbi --output-dir {older} --repoint {other} --json",
    )
    assert written == ExitCode.DONE
    [table] = out.glob("*.SemanticModel/definition/tables/state_months.tmdl")
    text = table.read_text(encoding="utf-8")
    assert "column state" in text and "The customer's state. Unit: state." in text
    assert "sortByColumn: order_month_key" in text
    relations = (table.parent.parent / "relationships.tmdl").read_text(encoding="utf-8")
    assert "fromColumn: state_months.order_month" in relations
    # A model that reads it is not pointed at a folder that lacks it; one that does not, is.
    assert refused == ExitCode.USAGE and CSV in answer["error"]["what"]
    assert pointed == ExitCode.DONE


_WINDOW = """
import sys, time
from pathlib import Path
from crri_gui.gui.shell.app import make_application
from crri_gui.gui.shell.help.window import show_help
from crri_gui.gui.shell.log_drawer import start_logging, stop_logging
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.theme.appearance import Appearance
from crri_gui.engine.query.browse import View

raw, home = map(Path, sys.argv[1:])
application = make_application(["crri-gui"])
memory, handlers = start_logging(home / "logs")
session = Session(Settings(home), Appearance("light"))
window = Window(session, memory)
window.show()

def until(ready):
    end = time.monotonic() + 100
    while not ready() or session.worker.busy or session.queries.busy:
        assert time.monotonic() < end
        application.processEvents()
        time.sleep(0.01)

session.choose_folder(raw)
until(lambda: session.found is not None)
session.run()
until(lambda: session.results is not None)
window.show_page("tables")
page = window.page("tables")
print([page.tabs.tabText(place) for place in range(page.tabs.count())])
page.show_view(View("state_months"))
model = page.pane.model
until(lambda: model.rowCount() == 3 and not page.pane.browser.busy)
print(page._about.text())
print([field.name for field in model.fields])
until(lambda: model.data(model.index(1, 1)) == "SP")
print([model.data(model.index(1, column)) for column in range(5)])
window.close_unasked()
stop_logging(handlers)
"""


def test_it_is_in_the_window(package: Path, raw: Path, tmp_path: Path) -> None:
    done = python(package, "-c", _WINDOW, raw, tmp_path)
    assert done.returncode == 0, done.stderr
    tabs, about, columns, row = done.stdout.splitlines()
    assert "'States by month  3'" in tabs
    assert about == f"{CSV}: one row per month and state with a counted order"
    assert columns == "['order_month', 'state', 'label', 'revenue', 'orders']"
    assert row == "['2017-01', 'SP', '=SP', '30.00', '2']"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('needs = ["master_orders"]', 'needs = ["orders_by_day"]', "no table orders_by_day"),
        ('key = ["order_month", "state"]', 'key = ["month"]', "no column month"),
        ('type = "integer"', 'type = "int"', "orders has no type int"),
        ('meaning = "Counted orders."', 'means = "Counted orders."', "'means'"),
        ('orders = "sum(orders)"', "", "revenue and orders together"),
        ('one = "monthly_revenue.order_month"', 'one = "monthly_revenue.month"', "no column"),
        ('title = "States by month"', 'titel = "States by month"', "'titel'"),
    ],
)
def test_a_wrong_description_names_its_file_and_what_is_wrong(
    old: str, new: str, said: str, tmp_path: Path
) -> None:
    tables = Path(crri_gui.__file__).parent / "engine" / "tables"
    for file in (*tables.glob("*.toml"), *tables.glob("*.sql")):
        shutil.copy(file, tmp_path)
    (tmp_path / "state_months.sql").write_text(SQL, encoding="utf-8")
    assert old in TOML
    (tmp_path / "state_months.toml").write_text(TOML.replace(old, new), encoding="utf-8")
    with pytest.raises(ValueError, match=r"state_months\.toml") as refused:
        described(tmp_path)
    assert said in str(refused.value)


def test_the_five_are_what_dashboards_rely_on() -> None:
    names = "master_orders monthly_revenue cohort_retention rfm_customers ops_metrics".split()
    assert [table.name for table in THE_FIVE] == names
    assert OUTPUT_TABLES[:5] == THE_FIVE


def test_tables_are_computed_after_those_that_they_need() -> None:
    from dataclasses import replace

    def table(name: str, *needs: str) -> Any:
        return replace(OUTPUT_TABLES[0], name=name, needs=needs)

    tables = [
        *(table("both", "months", "customers"), table("after", "both"), table("more", "months")),
        *(table("months", "orders"), table("customers", "orders"), table("orders")),
    ]
    first, rows, last = schedule(tables)
    assert first == ["orders"]
    assert rows == [["months", "more"], ["customers"]]
    assert last == ["both", "after"]
    with pytest.raises(ValueError, match="need each other"):
        schedule([table("a", "b"), table("b", "a")])

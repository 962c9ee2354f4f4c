"""The recipes for Microsoft's products: made for a published set, and what of them can be run."""

from __future__ import annotations

import json
import shlex
import shutil
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crri_gui.cli.main import main
from crri_gui.cli.options import parser
from crri_gui.errors import ExitCode, OutputError
from crri_gui.powerbi.model.power_query import PARAMETER, m_value, query
from crri_gui.powerbi.model.schema import BY_NAME
from crri_gui.refresh import notification
from crri_gui.refresh.recipes.dataflow import CHECK, dataflow, queries
from crri_gui.refresh.recipes.power_automate import SCHEMA
from crri_gui.refresh.steps.config import Steps, Webhook, read_steps
from crri_gui.refresh.steps.secret import Source
from crri_gui.refresh.steps.webhook import body_of
from tests.refresh import servers
from tests.shops import Shop

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """RAW and OUT beside it, published by a refresh that told a webhook; not to be written to."""
    here = tmp_path_factory.mktemp("recipes")
    # 10 + 20 + 40 = 70
    shop = Shop().add("o1", "u1", "2020-01-05", 10).add("o2", "u1", "2020-02-05", 20)
    shop.add("o3", "u2", "2020-02-28", 40).write(here / "my raw")
    (here / "refresh.toml").write_text('[webhook]\naddress_env = "HOOK"\n')
    with servers.http(lambda _: servers.answer(202)) as server, pytest.MonkeyPatch.context() as env:
        env.setenv("CRRI_HOME", str(here / "home"))
        env.setenv("HOOK", server.address)
        options = [
            "--input-dir",
            str(here / "my raw"),
            "--output-dir",
            str(here / "out"),
            "--quiet",
        ]
        options += ["--with", "new_returning", "--steps", str(here / "refresh.toml")]
        assert main(["refresh", *options]) == ExitCode.DONE
    (here / "posted.json").write_bytes(server.requests[0].body)
    return here


@pytest.fixture(autouse=True)
def records(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRRI_HOME", str(home / "home"))


def said(capsys: Captured, *options: object) -> str:
    assert main(["schedule", "recipe", *map(str, options)]) == ExitCode.DONE
    return capsys.readouterr().out


# ---- Power Automate.


def after(text: str, line: str) -> str:
    """The indented part below a line."""
    lines = text[text.index(line) :].splitlines()[1:]
    end = next((n for n, one in enumerate(lines) if not one.startswith("       ")), len(lines))
    return "\n".join(one[7:] for one in lines[:end])


def fits(value: Any, schema: Any) -> bool:
    """Whether a value is what the schema describes, and has nothing that it does not name."""
    kinds: dict[str, type] = {"string": str, "array": list, "object": dict, "null": type(None)}
    names = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    if not any(isinstance(value, kinds[name]) for name in names):
        return False
    if isinstance(value, list):
        return all(fits(one, schema["items"]) for one in value)
    if isinstance(value, dict):
        known = schema["properties"]
        needed = set(schema.get("required", ())) <= value.keys() <= known.keys()
        return needed and all(fits(one, known[name]) for name, one in value.items())
    return True


def test_the_flow_takes_what_the_webhook_posts(home: Path, capsys: Captured) -> None:
    options = ["--output-dir", home / "out", "--input-dir", home / "my raw"]
    text = said(capsys, "--for", "power-automate", *options)
    assert "Name: CRRI published out" in text
    posted = json.loads((home / "posted.json").read_bytes())
    assert posted["figures"]["revenue"] == {"before": None, "after": "70.00"}
    assert json.loads(after(text, "same where a message comes twice")) == posted
    schema = json.loads(after(text, '3. "Request Body JSON Schema"'))
    assert schema == SCHEMA and fits(posted, schema)
    refusal = notification.of_refusal("r1", "", OutputError("no_published_folder"), "")
    assert fits(body_of(refusal, "json", "en"), schema)
    assert not fits({**posted, "more": "1"}, schema) and not fits({"id": "1"}, schema)


def test_the_flows_commands_and_file_of_steps_are_understood(
    home: Path, capsys: Captured, tmp_path: Path
) -> None:
    options = ["--output-dir", home / "out", "--input-dir", home / "my raw", "--at", "05:30"]
    steps = ["--steps", tmp_path / "shop.toml"]
    text = said(capsys, "--for", "power-automate", *options, *steps)
    (tmp_path / "shop.toml").write_text(after(text, f"7. Write {tmp_path / 'shop.toml'}"))
    wanted = Steps(webhook=Webhook(Source("env", "CRRI_WEBHOOK"), "json"))
    assert read_steps(tmp_path / "shop.toml") == wanted
    if sys.platform == "win32":
        return
    for line, command in (("8. ", "refresh"), ("9. ", "schedule")):
        program, *words = shlex.split(after(text, line))
        chosen = parser().parse_args(words)
        assert (program, chosen.command) == ("crri", command)
        assert Path(chosen.input_dir) == home / "my raw" and chosen.output_dir == home / "out"
        assert chosen.steps == tmp_path / "shop.toml"
    assert chosen.at == "05:30"


# ---- A notebook of Fabric.


def code_cells(text: str) -> list[str]:
    """The cells of Python, without the lines that are the notebook's own."""
    cells = ["".join(c["source"]) for c in json.loads(text)["cells"] if c["cell_type"] == "code"]
    return [cell for cell in cells if not cell.startswith("%pip install ")]


def test_the_notebook_names_the_folder_of_the_lakehouse(home: Path, capsys: Captured) -> None:
    text = said(capsys, "--for", "fabric-notebook", "--output-dir", home / "out")
    cells = code_cells(text)
    assert len(cells) == 2
    for cell in cells:
        compile(cell, "notebook", "exec")
    assert "crri.read('/lakehouse/default/Files/out')" in cells[0]


def test_the_notebook_reads_a_whole_set_and_refuses_a_torn_one(
    home: Path, capsys: Captured, tmp_path: Path
) -> None:
    out = shutil.copytree(home / "out", tmp_path / "out")
    told = said(capsys, "--for", "fabric-notebook", "--output-dir", out, "--seen-as", out)
    reading, _ = code_cells(told)
    names: dict[str, Any] = {}
    exec(reading, names)
    assert names["revenue"] == Decimal("70.00")
    assert "monthly_new_returning" in names["published"].tables
    with (out / "master_orders.csv").open("a") as file:
        file.write("\n")
    with pytest.raises(OutputError):
        exec(reading, {})


def test_the_notebook_writes_every_table_where_deltalake_is_installed(
    home: Path, capsys: Captured, tmp_path: Path
) -> None:
    deltalake = pytest.importorskip("deltalake")
    seen = ["--seen-as", home / "out"]
    told = said(capsys, "--for", "fabric-notebook", "--output-dir", home / "out", *seen)
    reading, writing = code_cells(told)
    writing = writing.replace("'/lakehouse/default/Tables'", repr(str(tmp_path)))
    for _ in range(2):  # replaced, not added to
        names: dict[str, Any] = {}
        exec(reading, names)
        exec(writing, names)
        assert "70.00 in " in capsys.readouterr().out
    assert {folder.name for folder in tmp_path.iterdir()} == set(names["published"].tables)
    orders = deltalake.DeltaTable(str(tmp_path / "master_orders")).to_pyarrow_table()
    assert orders.num_rows == 3


# ---- A dataflow.


def test_the_dataflow_reads_the_tables_of_the_set_as_the_project_does(
    home: Path, capsys: Captured
) -> None:
    seen = r"\\server\share\out"
    text = said(capsys, "--for", "dataflow", "--output-dir", home / "out", "--seen-as", seen)
    manifest = json.loads((home / "out" / "manifest.json").read_bytes())
    made = dict(queries(seen, manifest["with"]))
    assert text.rstrip("\n") == dataflow(seen, manifest["with"]).rstrip("\n")
    tables = {path.stem for path in (home / "out").glob("*.csv")} - {"rejects"}
    assert {*made} == {PARAMETER, CHECK, *tables} and "monthly_new_returning" in tables
    assert m_value(made[PARAMETER][0].partition(" meta ")[0]) == seen
    for name in tables:
        assert made[name] == query(BY_NAME[name])
        assert f"// {name}\n" + "\n".join(made[name]) in text


def test_the_revenue_that_the_dataflow_checks_is_where_it_looks_for_it(home: Path) -> None:
    manifest = json.loads((home / "out" / "manifest.json").read_bytes())
    text = "\n".join(dict(queries("x", ()))[CHECK])
    assert "Manifest[totals][revenue]" in text and "Manifest[created]" in text
    rows = (home / "out" / "monthly_revenue.csv").read_text().splitlines()
    place = rows[0].split(",").index("revenue")
    months = [Decimal(row.split(",")[place]) for row in rows[1:]]
    # 10 + 60 = 70
    assert sum(months) == Decimal(manifest["totals"]["revenue"]) == Decimal(70)
    assert isinstance(manifest["created"], str)


def test_the_dataflow_reads_parquet_where_that_is_published(home: Path) -> None:
    made = dict(queries("x", (), "parquet"))
    assert made["master_orders"] == query(BY_NAME["master_orders"], "parquet")
    assert any("Parquet.Document" in line for line in made[CHECK])
    assert not any("Csv.Document" in line for line in made[CHECK])


# ---- The command.


def test_a_recipe_is_written_into_a_new_file_alone(
    home: Path, capsys: Captured, tmp_path: Path
) -> None:
    file = tmp_path / "queries.pq"
    recipe = ["--for", "dataflow", "--output-dir", home / "out"]
    shown = said(capsys, *recipe)
    assert said(capsys, *recipe, "--write", file) == f"The recipe is in {file}.\n"
    assert file.read_text("utf-8").rstrip("\n") == shown.rstrip("\n")
    again = ["schedule", "recipe", *map(str, recipe), "--write", str(file)]
    assert main(again) == ExitCode.USAGE
    assert "it may hold your own work" in capsys.readouterr().err
    described = json.loads(said(capsys, *recipe, "--json"))["recipe"]
    assert (described["name"], described["file"]) == ("dataflow", None)
    assert described["text"].rstrip("\n") == shown.rstrip("\n")


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--output-dir", "OUT"], ExitCode.USAGE, "Add --for with one of"),
        (["--output-dir", "OUT", "--for", "power-automate"], ExitCode.USAGE, "--input-dir"),
        (["--output-dir", "none", "--for", "dataflow"], ExitCode.OUTPUT, "no such folder"),
        (["--output-dir", "RAW", "--for", "dataflow"], ExitCode.OUTPUT, "manifest"),
        (["--output-dir", "OUT", "--for", "dataflow", "--seen-as", " "], ExitCode.USAGE, "folder"),
    ],
)
def test_what_a_recipe_needs_is_asked_for(
    options: list[str], code: ExitCode, words: str, home: Path, capsys: Captured
) -> None:
    places = {"OUT": str(home / "out"), "RAW": str(home / "my raw")}
    assert main(["schedule", "recipe", *(places.get(one, one) for one in options)]) == code
    assert words in capsys.readouterr().err

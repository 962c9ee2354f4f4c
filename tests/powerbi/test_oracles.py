"""Microsoft's own readers, and parsers of DAX and M, over what is generated.

`check_pbip.sh` beside the project runs Microsoft's schemas, Microsoft's validator of reports and
Microsoft's TMDL parser; build_scripts/readers.py sets up what it needs.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_scripts import readers
from crri_gui.dashboard.measures import MEASURES
from crri_gui.dashboard.pages import PAGES
from crri_gui.definitions import PRESETS, Shop
from crri_gui.powerbi.model.copilot import INSTRUCTIONS, LONGEST_INSTRUCTIONS, copilot_files
from crri_gui.powerbi.model.hidden.all_hidden import hidden_measures
from crri_gui.powerbi.model.hidden.publication import MONTH_STATE_DAX, publication_query
from crri_gui.powerbi.model.model import database
from crri_gui.powerbi.model.power_query import query
from crri_gui.powerbi.model.roles import ROLE, role_text, unprotected
from crri_gui.powerbi.model.schema import TABLES
from crri_gui.powerbi.model.tmdl import model_files
from crri_gui.powerbi.project.project import MODEL, REPORT, project_files
from crri_gui.powerbi.project.template import template
from crri_gui.refresh.recipes.dataflow import CHECK, queries
from tests.effort import one_in, some
from tests.powerbi.model_text import project_of

pytestmark = pytest.mark.long

WHY_NOT = readers.why_not_ready() if readers.CHECK.is_file() else "../shared/powerbi is missing"
needs_readers = pytest.mark.skipif(WHY_NOT is not None, reason=str(WHY_NOT))


def written(folder: Path, files: dict[str, bytes]) -> Path:
    """The files below a folder."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def verdict(project: Path) -> subprocess.CompletedProcess[str]:
    """What Microsoft's readers say of a project."""
    return subprocess.run(
        ["bash", str(readers.CHECK), str(project)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PBI_ORACLES": str(readers.CACHE)},
    )


@needs_readers
@pytest.mark.parametrize(
    ("folder", "preset"),
    # What Copilot is told is read below, in a project of the template's.
    one_in(
        4,
        [
            (r"C:\Daten", "in Portuguese"),
            (r"C:\Data", "recommended"),
            (r"C:\Data", None),
            ('\\\\server\\Ação d\'Ávila "x"\\#(tab)', "seed-notebook"),
        ],
    ),
)
def test_microsofts_readers_accept_the_project(
    tmp_path: Path, folder: str, preset: str | None
) -> None:
    portuguese = preset == "in Portuguese"
    # None: as in the template
    definitions = PRESETS[preset].as_dict() if preset in PRESETS else None
    files = project_files(folder, definitions, written_in="pt" if portuguese else "en")
    done = verdict(written(tmp_path, files))
    assert done.returncode == 0, done.stdout
    assert '"errorCount":0,"warningCount":0' in done.stdout
    assert "0 errors" in done.stdout


@needs_readers
def test_microsofts_readers_accept_what_copilot_is_told_and_the_role_of_the_read_me(
    tmp_path: Path,
) -> None:
    files = project_files(r"C:\Data", None, with_copilot=True)
    with_role = {**files, f"{MODEL}/definition/roles/{ROLE}.tmdl": role_text("RJ").encode()}
    with_role[f"{MODEL}/definition/model.tmdl"] += f"\nref role '{ROLE}'\n".encode()
    done = verdict(written(tmp_path, with_role))
    assert done.returncode == 0, done.stdout
    without = project_of(defined=False)
    assert len([path for path in files if path not in without]) == 4
    assert {path for path in without if files[path] != without[path]} == {
        f"{MODEL}/definition.pbism"
    }


def test_copilot_is_told_of_every_measure_in_few_words() -> None:
    told = copilot_files()
    schema = told["Copilot/schema.json"]
    assert isinstance(schema, dict)
    measures = schema["tables"][-1]["measures"]
    assert [one["name"] for one in measures] == [measure.name for measure in MEASURES]
    instructions = told[INSTRUCTIONS]
    assert isinstance(instructions, str) and len(instructions) < LONGEST_INSTRUCTIONS
    for name in ("KPI_Measures", "Retention Rate", "Late Delivery Rate", "month_state"):
        assert name in instructions
    # Of a description only the first 200 letters are read: it begins with what is counted.
    for measure in MEASURES:
        assert len(re.split(r"[.;] ", measure.meaning)[0]) <= 200, measure.name


def test_the_read_me_names_every_table_that_the_role_leaves_open() -> None:
    text = (Path(__file__).parents[2] / "powerbi" / "README.md").read_text(encoding="utf-8")
    section = text.split("## A role as a template")[1].split("\n## ")[0]
    assert set(unprotected()) >= {"monthly_revenue", "cohort_retention", "rfm_customers"}
    assert all(table in section for table in unprotected())


def _page_file(files: dict[str, bytes], ending: str) -> str:
    return next(path for path in sorted(files) if path.endswith(ending))


def _replace(ending: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        path = next(p for p in sorted(files) if p.endswith(ending) and old in files[p])
        files[path] = files[path].replace(old, new, 1)

    return change


def _drop(ending: str) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        del files[_page_file(files, ending)]

    return change


BROKEN: dict[str, Callable[[dict[str, bytes]], None]] = {
    "no .platform of the report": _drop(f"{REPORT}/.platform"),
    "no database": _replace("database.tmdl", b"database\n\t", b""),
    "a property that does not exist": _replace("master_orders.tmdl", b"isHidden", b"isHiden"),
    "a sort column that does not exist": _replace(
        "master_orders.tmdl", b"sortByColumn: order_month_key", b"sortByColumn: nothing"
    ),
    "a relationship to a column that does not exist": _replace(
        "relationships.tmdl", b"ops_metrics.order_month", b"ops_metrics.nothing"
    ),
    "an unquoted name": _replace("KPI_Measures.tmdl", b"'Total Revenue'", b"Total Revenue"),
    "a wrong type": _replace("master_orders.tmdl", b"dataType: decimal", b"dataType: money"),
    "a visual's unknown property": _replace("visual.json", b'"position"', b'"positions"'),
    "an unknown role": _replace("visual.json", b'"Category"', b'"Categories"'),
    "an unknown formatting": _replace("visual.json", b'"labelPrecision"', b'"labelPrecise"'),
    "a schema that is not published": _replace("report.json", b"/3.0.0/", b"/33.0.0/"),
    "a byte order mark": lambda files: files.update(
        {_page_file(files, "page.json"): b"\xef\xbb\xbf" + files[_page_file(files, "page.json")]}
    ),
}


@needs_readers
@pytest.mark.parametrize("broken", some(sorted(BROKEN), "a wrong type"))
def test_microsofts_readers_catch_a_broken_project(tmp_path: Path, broken: str) -> None:
    files = dict(project_of(defined=False))
    BROKEN[broken](files)
    assert files != project_of(defined=False)
    assert verdict(written(tmp_path, files)).returncode != 0


# Hidden ones are made by a few functions, each of several charts or cards.
@pytest.mark.parametrize(
    "measure",
    [*MEASURES, *one_in(4, hidden_measures(PAGES, Shop()))],
    ids=lambda measure: measure.name,
)
def test_dax_parses(measure: Any) -> None:
    dax = pytest.importorskip("pbi_parsers.dax", reason="no DAX parser: pip install pbi-parsers")
    assert dax.to_ast(measure.dax) is not None


def test_dax_of_the_state_of_a_month_parses() -> None:
    dax = pytest.importorskip("pbi_parsers.dax", reason="no DAX parser: pip install pbi-parsers")
    assert dax.to_ast(MONTH_STATE_DAX) is not None


QUERIES = {table.name: query(table) for table in TABLES} | {"publication": publication_query()}
QUERIES |= {
    f"{CHECK}, {form}": dict(queries(r"C:\Data", (), form))[CHECK] for form in ("csv", "parquet")
}


@pytest.mark.parametrize("name", QUERIES)
def test_m_has_its_brackets_closed(name: str) -> None:
    text = "\n".join(QUERIES[name])
    # Texts and quoted names hold no brackets but those of #(...), of which there are none here.
    assert "#(" not in text
    for opening, closing in ("()", "{}", "[]"):
        assert text.count(opening) == text.count(closing)
    assert text.count('"') % 2 == 0


@needs_readers
def test_m_parses(tmp_path: Path) -> None:
    parser = readers.CACHE / "node_modules" / "@microsoft" / "powerquery-parser"
    script = tmp_path / "parse.cjs"
    script.write_text(
        f"const pq = require({str(parser)!r});\n"
        "const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));\n"
        "const task = pq.TaskUtils ?? pq.Task;\n"
        "Promise.all(texts.map(text => task.tryLexParse(pq.DefaultSettings, text))).then(done =>\n"
        "  console.log(JSON.stringify(done.map(one => task.isParseStageOk(one)))));\n"
    )
    texts = {name: "\n".join(lines) for name, lines in QUERIES.items()}
    broken = {f"{name}, less a comma": text.replace(",", "", 1) for name, text in texts.items()}
    told = subprocess.run(
        ["node", str(script)],
        input=json.dumps([*texts.values(), *broken.values()]),
        text=True,
        capture_output=True,
        check=True,
    ).stdout
    parses = dict(zip([*texts, *broken], json.loads(told), strict=True))
    assert parses == {**dict.fromkeys(texts, True), **dict.fromkeys(broken, False)}


@needs_readers
def test_microsofts_library_reads_the_same_model_from_text_and_template(tmp_path: Path) -> None:
    program, cache = tmp_path / "compare.exe", readers.CACHE
    libraries = [f"-r:{cache}/Microsoft.AnalysisServices{n}.dll" for n in ("", ".Core", ".Tabular")]
    source = str(Path(__file__).with_name("readers") / "compare_models.cs")
    subprocess.run(["mcs", f"-out:{program}", *libraries, source], check=True)
    text, json_file = tmp_path / "text", tmp_path / "model.json"
    written(text, model_files(database(None)))
    with zipfile.ZipFile(io.BytesIO(template())) as file:
        json_file.write_text(file.read("DataModelSchema").decode("utf-16-le"), encoding="utf-8")
    made = [tmp_path / "from_text.json", tmp_path / "from_template.json"]
    subprocess.run(
        ["mono", str(program), str(text), str(json_file), *map(str, made)],
        env={**os.environ, "MONO_PATH": str(cache)},
        check=True,
    )
    from_text, from_template = (json.loads(file.read_bytes()) for file in made)
    # TMDL leaves the naming of the database to who opens it.
    assert from_text.pop("name") is None and from_template.pop("name")
    assert (
        len(from_template["model"]["tables"]) == len(TABLES) + 3
    )  # the measures, the publication, and the calculation group
    assert from_text == from_template

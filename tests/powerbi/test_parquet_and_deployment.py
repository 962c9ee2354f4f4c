"""A project over folders of Parquet, and what a pipeline needs to bring it into a workspace."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from build_scripts import readers
from crri_gui.cli.main import main
from crri_gui.contract import EXTENSIONS, OUTPUT_TABLES
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.errors import ExitCode
from crri_gui.powerbi.model.power_query import query
from crri_gui.powerbi.model.schema import TABLES
from crri_gui.powerbi.project.deployment import BY_CONNECTION, PARAMETERS, folder_pattern
from crri_gui.powerbi.project.project import EXPRESSIONS, MODEL, REPORT
from crri_gui.powerbi.project.refresh import renew
from crri_gui.powerbi.project.writing import RECORD
from tests.dashboard_shop import small_shop
from tests.effort import one_in
from tests.powerbi.model_text import partition
from tests.powerbi.test_oracles import needs_readers, verdict, written

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The small shop in both forms, with the details of orders; not to be written to."""
    folder = tmp_path_factory.mktemp("published")
    raw = small_shop().write(folder / "raw")
    request = Request(raw, extensions=frozenset({"star"}))
    run_and_publish(RunContext(), request, Target(folder / "csv"))
    run_and_publish(RunContext(), request, Target(folder / "parquet", form="parquet"))
    return {name: folder / name for name in ("csv", "parquet")}


def powerbi(out: Path, *more: str) -> int:
    return main(["powerbi", "--output-dir", str(out), "--quiet", *more])


def files_of(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and ".crri" not in path.parts
    }


# --- folders of Parquet


@pytest.fixture
def parquet(published: dict[str, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(published["parquet"], tmp_path / "out"))


def test_only_who_asks_for_it_reads_parquet(
    parquet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert powerbi(parquet) == ExitCode.USAGE
    assert "--parquet" in capsys.readouterr().err
    assert powerbi(parquet, "--parquet") == ExitCode.DONE
    files = files_of(parquet)
    for table in OUTPUT_TABLES:
        if table.asked_with not in ("", "star"):
            continue
        text = partition(files, table.name)
        assert f'Folder.Files(#"Data Folder" & "\\{table.name}")' in text
        assert "Parquet.Document(_)" in text and "Csv." not in text
    # It is remembered, told of by the script, and nothing of it is out of date.
    before = files_of(parquet)
    assert powerbi(parquet) == ExitCode.DONE
    assert not renew(RunContext(), parquet, command="test")
    assert files_of(parquet) == before
    assert "400.00 with 7 orders" in before["PRESENTATION.md"].decode()
    assert json.loads(before[RECORD])["form"] == "parquet"


def test_a_set_that_is_csvs_again_is_read_as_csvs(
    published: dict[str, Path], parquet: Path
) -> None:
    assert powerbi(parquet, "--parquet") == ExitCode.DONE
    for table in OUTPUT_TABLES:
        shutil.rmtree(parquet / table.name, ignore_errors=True)
    for file in published["csv"].iterdir():
        if file.is_file():
            shutil.copy(file, parquet)
    assert powerbi(parquet) == ExitCode.DONE
    assert "Csv.Document" in partition(files_of(parquet), "master_orders")


def test_a_folder_without_parts_is_told(parquet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(parquet / "master_orders")
    (parquet / "master_orders").mkdir()
    assert powerbi(parquet, "--parquet") == ExitCode.USAGE
    assert "master_orders is no folder of Parquet" in capsys.readouterr().err
    assert not (parquet / RECORD).exists()


def test_questions_are_put_to_parquet_as_to_csvs(
    published: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for folder in published.values():
        assert main(["powerbi", "--output-dir", str(folder), "--questions"]) == ExitCode.DONE
        said.append(capsys.readouterr().out)
    assert said[0] == said[1] and "400.00" in said[0]


@needs_readers
@pytest.mark.parametrize("table", one_in(6, TABLES), ids=lambda table: table.name)
def test_m_of_parquet_parses(table: Any, tmp_path: Path) -> None:
    parser = readers.CACHE / "node_modules" / "@microsoft" / "powerquery-parser"
    script = tmp_path / "parse.cjs"
    script.write_text(
        f"const pq = require({str(parser)!r});\n"
        "pq.TaskUtils.tryLexParse(pq.DefaultSettings, require('fs').readFileSync(0, 'utf8'))"
        ".then(done => process.exit(pq.TaskUtils.isParseStageOk(done) ? 0 : 1));\n"
    )
    text = "\n".join(query(table, "parquet"))
    for given, wanted in ((text, 0), (text.replace(",", "", 1), 1)):
        done = subprocess.run(["node", str(script)], input=given, text=True, capture_output=True)
        assert done.returncode == wanted, done.stderr


@needs_readers
@pytest.mark.parametrize("written_in", one_in(2, ["en", "pt"]))
def test_microsofts_readers_accept_it_with_details_of_orders(
    written_in: Any, tmp_path: Path
) -> None:
    from crri_gui.powerbi.project.project import project_files

    files = project_files(
        r"C:\Data", None, extensions=("star",), written_in=written_in, form="parquet"
    )
    done = verdict(written(tmp_path, files))
    assert done.returncode == 0, done.stdout
    assert '"errorCount":0,"warningCount":0' in done.stdout


# --- deployment


def test_what_a_pipeline_needs_is_written_once_asked_for(
    published: dict[str, Path], tmp_path: Path
) -> None:
    out = Path(shutil.copytree(published["csv"], tmp_path / "out"))
    assert powerbi(out) == ExitCode.DONE
    without = files_of(out)
    assert powerbi(out, "--deploy-files") == ExitCode.DONE
    files = files_of(out)
    assert {*files} - {*without} == {PARAMETERS, BY_CONNECTION}
    # Nothing of what Desktop opens is another.
    assert {path for path in without if files[path] != without[path]} == {RECORD}
    reference = json.loads(files[BY_CONNECTION])
    opened = json.loads(files[f"{REPORT}/definition.pbir"])
    assert reference["$schema"] == opened["$schema"]
    assert [*reference["datasetReference"]] == ["byConnection"]
    assert [*opened["datasetReference"]] == ["byPath"]
    # What the user writes into it stays.
    parameters = files[PARAMETERS].decode()
    (out / PARAMETERS).write_text(parameters.replace("PROD:", "LIVE:"))
    assert powerbi(out) == ExitCode.DONE
    assert "LIVE:" in (out / PARAMETERS).read_text()
    assert not renew(RunContext(), out, command="test")


@pytest.mark.parametrize("folder", [r"C:\Data", '\\\\server\\a "b"\\d\'Ávila'])
def test_the_parameter_finds_the_folder_and_nothing_else(folder: str) -> None:
    from crri_gui.powerbi.project.project import project_files

    files = project_files(folder, None, extensions=tuple(EXTENSIONS))
    found = re.findall(folder_pattern(), files[EXPRESSIONS].decode())
    assert found == [folder.replace('"', '""')]
    others = [
        path
        for path, content in files.items()
        if path.startswith(MODEL)
        and path != EXPRESSIONS
        and re.search(folder_pattern(), content.decode())
    ]
    assert others == []


def test_the_parameter_file_is_yaml_whose_pattern_is_the_one_above() -> None:
    yaml = pytest.importorskip("yaml")
    from crri_gui.powerbi.project.deployment import deployment_files

    (one,) = yaml.safe_load(deployment_files()[PARAMETERS])["find_replace"]
    assert one["find_value"] == folder_pattern() and one["is_regex"] == "true"
    assert set(one["replace_value"]) == {"TEST", "PROD"}
    assert f"{one['item_name']}.{one['item_type']}" == MODEL

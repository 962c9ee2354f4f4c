"""Microsoft's own readers, and parsers of DAX and M, over what is generated.

`check_pbip.sh` beside the project runs Microsoft's schemas, Microsoft's validator of reports and
Microsoft's TMDL parser; it installs what it needs on its first run.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crri_gui.definitions import PRESETS
from crri_gui.measures import MEASURES
from crri_gui.powerbi.project import REPORT, project_files
from crri_gui.powerbi.queries import query
from crri_gui.powerbi.tables import TABLES
from tests.conftest import SHARED

CHECK = SHARED / "powerbi" / "oracles" / "check_pbip.sh"

needs_oracles = pytest.mark.skipif(
    not (CHECK.is_file() and shutil.which("npm") and sys.platform == "linux"),
    reason="Microsoft's readers are not at hand: ../shared/powerbi, npm and Linux are needed",
)


def _write(folder: Path, files: dict[str, bytes]) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def _verdict(project: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        ["bash", str(CHECK), str(project)], capture_output=True, text=True, check=False
    )
    if done.returncode == 2 and "could not be installed" in done.stdout:
        pytest.skip("Microsoft's readers could not be installed: is the network missing?")
    return done


@needs_oracles
@pytest.mark.parametrize(
    ("folder", "preset"),
    [(r"C:\Data", "recommended"), ('\\\\server\\Ação d\'Ávila "x"\\#(tab)', "seed-notebook")],
)
def test_microsofts_readers_accept_the_project(tmp_path: Path, folder: str, preset: str) -> None:
    definitions = PRESETS[preset].as_dict()
    done = _verdict(_write(tmp_path, project_files(folder, definitions)))
    assert done.returncode == 0, done.stdout
    assert '"errorCount":0,"warningCount":0' in done.stdout
    assert "0 errors" in done.stdout


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


@needs_oracles
@pytest.mark.parametrize("broken", sorted(BROKEN))
def test_microsofts_readers_catch_a_broken_project(tmp_path: Path, broken: str) -> None:
    files = dict(project_files(r"C:\Data", None))
    BROKEN[broken](files)
    assert files != project_files(r"C:\Data", None)
    assert _verdict(_write(tmp_path, files)).returncode != 0


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_dax_parses(measure: Any) -> None:
    dax = pytest.importorskip("pbi_parsers.dax", reason="no DAX parser: pip install pbi-parsers")
    assert dax.to_ast(measure.dax) is not None


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_m_has_its_brackets_closed(table: Any) -> None:
    text = "\n".join(query(table))
    # Texts and quoted names hold no brackets but those of #(...), of which there are none here.
    assert "#(" not in text
    for opening, closing in ("()", "{}", "[]"):
        assert text.count(opening) == text.count(closing)
    assert text.count('"') % 2 == 0


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_m_parses(table: Any, tmp_path: Path) -> None:
    parser = SHARED.parent / "node_modules" / "@microsoft" / "powerquery-parser"
    found = [parser, Path.home() / ".cache/pbi-oracles/node_modules/@microsoft/powerquery-parser"]
    installed = next((place for place in found if place.is_dir()), None)
    if installed is None or not shutil.which("node"):
        pytest.skip("no M parser: npm --prefix ~/.cache/pbi-oracles i @microsoft/powerquery-parser")
    script = tmp_path / "parse.cjs"
    script.write_text(
        f"const pq = require({str(installed)!r});\n"
        "const text = require('fs').readFileSync(0, 'utf8');\n"
        "const task = pq.TaskUtils ?? pq.Task;\n"
        "task.tryLexParse(pq.DefaultSettings, text).then(done => {\n"
        "  if (task.isParseStageOk(done)) process.exit(0);\n"
        "  console.error(done.error && done.error.message); process.exit(1);\n"
        "});\n"
    )
    done = subprocess.run(
        ["node", str(script)],
        input="\n".join(query(table)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr

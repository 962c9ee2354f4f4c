"""The notebooks: the example, the one for a user's folder, and the lines of the guide."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from build_scripts.notebook import EXAMPLE, executed
from crri_gui.cli.main import main
from crri_gui.errors import ExitCode
from crri_gui.library.notebook import Cell, cells_of_sample
from tests.effort import exhaustive
from tests.shops import write_csv

GUIDE = Path(__file__).parents[2] / "resources" / "guide" / "notebook.md"


def cells_of(notebook: dict[str, Any]) -> list[Cell]:
    return [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]]


def refuse_invalid(notebook: dict[str, Any]) -> None:
    """What the schema of nbformat 4.5 requires of a document."""
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert notebook["metadata"]["kernelspec"].keys() >= {"name", "display_name"}
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    for cell in notebook["cells"]:
        assert re.fullmatch(r"[a-zA-Z0-9-_]{1,64}", cell["id"])
        assert cell["cell_type"] in ("markdown", "code") and cell["metadata"] == {}
        assert all(isinstance(line, str) for line in cell["source"])
        more = {"execution_count", "outputs"} if cell["cell_type"] == "code" else set()
        assert cell.keys() == {"cell_type", "id", "metadata", "source"} | more
        for output in cell.get("outputs", ()):
            assert output.keys() == {"output_type", "data", "metadata", "execution_count"}
            assert output["output_type"] == "execute_result"


@pytest.mark.long
def test_the_example_is_what_its_cells_show() -> None:
    """Run: python build_scripts/notebook.py."""
    notebook = json.loads(EXAMPLE.read_text("utf-8"))
    refuse_invalid(notebook)
    assert cells_of(notebook) == cells_of_sample()
    shown = {
        place: "".join(cell["outputs"][0]["data"]["text/plain"])
        for place, cell in enumerate(notebook["cells"])
        if cell.get("outputs")
    }
    assert {place: one["text/plain"] for place, one in executed(cells_of_sample()).items()} == shown
    assert "/tmp" not in EXAMPLE.read_text("utf-8")


def test_a_notebook_for_a_folder_runs_as_it_is_written(
    small_raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = ["notebook", "--input-dir", str(small_raw), "--quiet", "--set", "late=after_timestamp"]
    assert main(asked) == ExitCode.DONE
    notebook = json.loads((tmp_path / "customer_analytics.ipynb").read_text("utf-8"))
    refuse_invalid(notebook)
    cells = cells_of(notebook)
    assert "late='after_timestamp'" in cells[1][1]
    shown = executed(cells)
    [told] = (shown[at] for at, (_, text) in enumerate(cells) if text.endswith("\nresults"))
    assert told["text/plain"].startswith("7 orders of 4 customers, revenue 400.00")
    # It is somebody's work from now on.
    assert main(asked) == ExitCode.USAGE
    # Nothing is published by running it.
    assert [file.name for file in tmp_path.iterdir()] == ["customer_analytics.ipynb"]


@exhaustive
def test_a_mapped_export_has_one_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    header = ["customer_id", "order_id", "date", "amount"]
    rows = [(f"{n % 3}@x.example", n, f"2024-0{n}-05", "10.50") for n in range(1, 7)]
    (tmp_path / "raw").mkdir()
    write_csv(tmp_path / "raw" / "export.csv", [header, *rows])
    file = tmp_path / "mine.ipynb"
    asked = ["notebook", "--input-dir", str(tmp_path / "raw"), "--write", str(file), "--json"]
    assert main(asked) == ExitCode.DONE
    assert json.loads(capsys.readouterr().out)["notebook"] == str(file)
    cells = cells_of(json.loads(file.read_text("utf-8")))
    texts = [shown["text/plain"] for shown in executed(cells).values()]
    assert any("revenue 63.00" in text for text in texts)


def test_a_folder_that_is_not_there_gets_none(tmp_path: Path) -> None:
    asked = ["notebook", "--input-dir", str(tmp_path / "raw"), "--write", str(tmp_path / "n.ipynb")]
    assert main(asked) == ExitCode.INPUT
    assert not list(tmp_path.iterdir())


def test_the_lines_of_the_guide_do_what_they_say(
    small_raw: Path, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(small_raw, tmp_path / "RAW")
    shutil.copytree(published, tmp_path / "OUT")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```python\n(.*?)^```", GUIDE.read_text("utf-8"), re.M | re.S)
    assert len(blocks) == 5
    shown = executed([("code", block) for block in blocks])
    assert "not yet observed" in shown[0]["text/html"]
    assert shown[4]["text/plain"] == "Decimal('400.00')"

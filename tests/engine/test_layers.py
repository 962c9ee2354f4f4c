"""The engine stands alone: nothing of Qt, of a window or of the command line is in it."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import crri_gui.engine
from crri_gui.contract import OUTPUT_TABLES
from crri_gui.engine.discover.find import find
from crri_gui.engine.tables import statements
from crri_gui.errors import InputError
from tests.shops import FILES, Shop

ENGINE = Path(crri_gui.engine.__file__).parent
ALLOWED = {"contract", "conventions", "definitions", "engine", "errors", "measures", "url"}


@pytest.mark.parametrize("module", sorted(ENGINE.rglob("*.py")), ids=lambda path: path.stem)
def test_the_engine_imports_only_itself_and_what_it_is_made_from(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            assert not name.startswith(("PySide6", "pyqtgraph", "crri_gui.gui"))
            if name.startswith("crri_gui."):
                assert name.split(".")[1] in ALLOWED | {"__version__"}


POWERBI = ENGINE.parent / "powerbi"


@pytest.mark.parametrize("module", sorted(POWERBI.glob("*.py")), ids=lambda path: path.stem)
def test_the_power_bi_project_knows_nothing_of_qt_or_of_how_the_engine_works(module: Path) -> None:
    allowed = {"contract", "definitions", "errors", "measures", "palette", "powerbi"}
    # How to hold a folder, to move files durably and read our own, to report and be cancelled, and
    # what there is to tell of the outputs.
    holding = ("durable", "folder_lock", "own_files", "publish", "swapping")
    faces = tuple(f"engine.{name}" for name in (*holding, "progress", "story"))
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert all(alias.name != "duckdb" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module is not None and not node.module.startswith("PySide6")
            for alias in node.names:
                name = f"{node.module}.{alias.name}".removeprefix("crri_gui.")
                if node.module.startswith("crri_gui"):
                    assert name.split(".")[0] in allowed or name.startswith(faces)


def test_a_run_loads_no_library_that_only_some_need() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import crri_gui.engine.run"],
        capture_output=True,
        text=True,
        check=True,
    )
    for heavy in ("pandas", "numpy", "openpyxl", "PySide6"):
        assert f" {heavy}\n" not in done.stderr


@pytest.mark.parametrize("table", [table.name for table in OUTPUT_TABLES])
def test_each_output_is_made_in_the_file_of_its_name(table: str) -> None:
    assert any(f"CREATE TABLE {table} AS" in sql for sql in statements(table))


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_file_without_read_permission_is_one_clear_message(tmp_path: Path) -> None:
    raw = Shop().add("o1", "u1", "2020-01-01", 1).write(tmp_path / "raw")
    file = raw / FILES["orders"]
    file.chmod(0)
    for folder in (raw, *raw.parents[:4]):
        folder.chmod(0o755)
    with as_ordinary_user(), pytest.raises(InputError, match="permission denied") as refused:
        find(raw)
    assert refused.value.file == str(file)
    raw.parent.chmod(0)
    try:
        with as_ordinary_user(), pytest.raises(InputError, match="may not be read"):
            find(raw)
    finally:
        raw.parent.chmod(0o700)


@contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Root may read anything; for an ordinary user a closed file is closed."""
    assert sys.platform != "win32"
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)

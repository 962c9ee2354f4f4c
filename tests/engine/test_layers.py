"""What the engine imports and opens; who may import whom is checked by lint-imports."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crri_gui.contract import OUTPUT_TABLES
from crri_gui.engine.discover.find import find
from crri_gui.engine.tables import statements
from crri_gui.errors import InputError
from tests.shops import FILES, Shop


def test_a_run_loads_no_library_that_only_some_need() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import crri_gui.engine.run"],
        capture_output=True,
        text=True,
        check=True,
    )
    for heavy in ("pandas", "numpy", "openpyxl", "PySide6"):
        assert f" {heavy}\n" not in done.stderr


@pytest.mark.parametrize("table", [table.name for table in OUTPUT_TABLES if not table.in_python])
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

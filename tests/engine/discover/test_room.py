"""Little memory, and drives without room: said before anything is read, and nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from crri_gui.engine.core import workspace
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.disk_space import bytes_of
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, examine_only, run_and_publish
from crri_gui.engine.spark.cluster import Cluster
from crri_gui.errors import OutputError, UsageError
from crri_gui.sample.shop import make_shop
from tests.effort import exhaustive
from tests.shops import FILES, Shop, publish

pytestmark = pytest.mark.long


@pytest.mark.skipif(sys.platform == "win32", reason="its files have no holes")
def test_files_too_large_for_the_drives_are_refused_before_they_are_read(tmp_path: Path) -> None:
    raw = Shop().add("o1", "u1", "2017-01-31", "10.50").write(tmp_path / "raw")
    before = publish(raw, tmp_path / "out").bytes()
    # A hole of ten terabytes behind some rows: a file that no drive here can hold a copy of.
    with (raw / FILES["order_items"]).open("a", encoding="utf-8") as file:
        file.writelines(f"o1,{number},1.00,0.00\n" for number in range(2, 1_000))
    os.truncate(raw / FILES["order_items"], 10**13)
    with pytest.raises(OutputError, match=r"drive of the temporary folder has .* GB free") as said:
        examine_only(RunContext(), Request(raw, memory_limit="2GB", temp_dir=tmp_path))
    # 2.4 times 10,000 GB less 2 GB of memory
    assert "need about 23,998.0 GB there" in said.value.what
    assert "--temp-dir" in (said.value.remedy or "")
    with pytest.raises(OutputError, match="drive of the output folder") as said:
        run_and_publish(RunContext(), Request(raw), Target(tmp_path / "out"))
    assert "need about 3,000.0 GB there" in said.value.what
    request = Request(raw, memory_limit="100TB", cluster=Cluster("spark://nowhere:1", tmp_path))
    with pytest.raises(OutputError, match="drive of the staging folder") as said:
        examine_only(RunContext(), request)
    assert "need about 12,000.0 GB there" in said.value.what
    assert "--stage-dir" in said.value.remedy
    assert {p.name: p.read_bytes() for p in sorted((tmp_path / "out").glob("*.csv"))} == before
    assert not list(tmp_path.glob("crri-*"))


@exhaustive
def test_outputs_under_a_memory_limit_are_the_same_to_the_byte(tmp_path: Path) -> None:
    make_shop(tmp_path / "raw", 60_000, 3)
    plenty = publish(tmp_path / "raw", tmp_path / "plenty")
    # The reader of DuckDB 1 takes 256 MB at once.
    limit = "100MB" if int(duckdb.__version__.split(".")[0]) > 1 else "700MB"
    little = publish(tmp_path / "raw", tmp_path / "little", {"memory_limit": limit})
    assert little.bytes() == plenty.bytes()
    assert little.manifest["peak_memory_bytes"] > 0


@pytest.mark.parametrize(
    ("text", "size"),
    [("2GB", 2 * 10**9), ("512MiB", 512 << 20), ("1.5 gb", 15 * 10**8), ("100B", 100)],
)
def test_sizes_are_read_as_people_write_them(text: str, size: int) -> None:
    assert bytes_of(text) == size


@pytest.mark.parametrize("text", ["2", "GB", "-1GB", "2 gigabytes", "1.2.3MB", ""])
def test_what_is_no_size_is_a_usage_error(text: str) -> None:
    with pytest.raises(UsageError, match="is not a size"):
        bytes_of(text)


MAKES = """
import os, sys
from pathlib import Path
from crri_gui.engine.core import workspace
from crri_gui.engine.core.run_context import RunContext
print(workspace.make(RunContext(), Path(sys.argv[1])), flush=True)
sys.stdin.read()
os._exit(1)
"""


@contextmanager
def at_work(temp: Path, *before: str) -> Iterator[tuple[Path, subprocess.Popen[str]]]:
    """Another process with a temporary folder of its own in `temp`."""
    with subprocess.Popen(
        [*before, sys.executable, "-c", MAKES, temp],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        try:
            folder = Path(process.stdout.readline().strip())
            (folder / "orders.csv").write_text("rows")
            yield folder, process
        finally:
            process.stdin.close()
            process.wait()


def a_run(temp: Path) -> None:
    workspace.release(RunContext(), workspace.make(RunContext(), temp))


def test_what_a_killed_run_has_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    """A user's folder may be called nearly the same; who owns one without a note is not known."""
    with at_work(tmp_path) as (left, process):
        a_run(tmp_path)
        assert (left / "orders.csv").exists()
    names = ("crri-2017-backup", f"crri-{process.pid}-exports1", f"crri-{process.pid}-abcd1234.tmp")
    mine = [tmp_path / name for name in names]
    for folder in mine:
        folder.mkdir()
        (folder / "orders.csv").write_text("rows")
    a_run(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted(mine)
    assert all((folder / "orders.csv").exists() for folder in mine)


NAMESPACE = ("unshare", "--pid", "--fork", "--kill-child", "--mount-proc")


@pytest.mark.skipif(sys.platform != "linux", reason="process numbers in spaces are of Linux")
def test_a_run_in_another_container_is_not_taken_for_dead(tmp_path: Path) -> None:
    """There it has another process number, or one that means another process here."""
    if subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody make a space of process numbers")
    with at_work(tmp_path, *NAMESPACE) as (folder, _):
        a_run(tmp_path)
        assert (folder / "orders.csv").exists()
    a_run(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "change",
    [{"machine": "another"}, {"pid": "1"}, {"started": None}, {"processes": "pid:[1]"}, None],
    ids=str,
)
def test_whose_owner_cannot_be_judged_stays(
    tmp_path: Path, change: dict[str, object] | None
) -> None:
    with at_work(tmp_path) as (left, _):
        pass
    note = json.loads((left / ".owner.json").read_text())
    changed = "[" * 100_000 if change is None else json.dumps({**note, **change})
    (left / ".owner.json").write_text(changed)
    (left / ".owner.lock").unlink()
    a_run(tmp_path)
    assert (left / "orders.csv").exists()
    (left / ".owner.json").write_text(json.dumps(note))
    a_run(tmp_path)
    assert not left.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links of Unix")
def test_a_link_is_no_temporary_folder(tmp_path: Path) -> None:
    temp = tmp_path / "temp"
    temp.mkdir()
    with at_work(tmp_path) as (left, process):
        pass
    moved = left.rename(tmp_path / "elsewhere")
    (temp / f"crri-{process.pid}-abcd1234.tmp").symlink_to(moved)
    a_run(temp)
    assert (moved / "orders.csv").exists()

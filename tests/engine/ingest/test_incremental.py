"""Copies of raw files between runs: what comes out is what a full run makes, whatever happens."""

from __future__ import annotations

import importlib
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crri_gui.cli.main import main
from crri_gui.definitions import Conventions, Definitions, with_values
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.ingest import cache_entry
from crri_gui.engine.ingest.cache import CachePlace
from crri_gui.engine.pipeline import Request, examined
from crri_gui.engine.publish import outputs
from crri_gui.engine.run import write_rejects
from crri_gui.errors import CrriError, OutputError
from tests.effort import one_in, tries
from tests.engine.discover.test_parts import FORMS, split, three_orders, write_parts
from tests.engine.test_invariants import shops
from tests.shops import FILES, HEADERS, Published, Row, Shop, publish, shop_of_everything, write_csv

pytestmark = pytest.mark.long

PLENTY = 1 << 30


def outcome(raw: Path, out: Path, cache: CachePlace | None, **definitions: Any) -> object:
    """All that a run says and writes, or the error; without publishing, for speed."""
    chosen = with_values(Definitions(), definitions, "test")
    request = Request(raw, chosen, cache=cache, max_rejected_money=1.0, max_rejected_rows=1.0)
    run = RunContext()
    out.mkdir(exist_ok=True)
    try:
        with examined(run, request) as data:
            if not data.report.errors:
                outputs.write(DuckDB(run, data.con), out, data.risky_columns)
            write_rejects(data, out / "rejects.csv")
            files = {path.name: path.read_bytes() for path in out.iterdir()}
            return files, data.report.as_dict()
    except CrriError as error:
        return str(error)


def incremental(raw: Path, out: Path, cache: Path, limit: int = PLENTY) -> Published:
    return publish(raw, out, {"cache": CachePlace(cache, limit)})


def damage(cache: Path, chance: random.Random) -> None:
    """A file of the cache cut off, with another byte, or gone."""
    files = sorted(path for path in cache.rglob("*") if path.is_file())
    if not files:
        return
    file = chance.choice(files)
    content = bytearray(file.read_bytes())
    match chance.randrange(3):
        case 0:
            file.unlink()
        case 1:
            file.write_bytes(content[: chance.randrange(len(content))])
        case _:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            file.write_bytes(content)


def add_part(raw: Path, number: int, chance: random.Random) -> None:
    """An order more, in files of its own; sometimes of an order that is there already."""
    more = Shop().add(f"o{chance.choice([0, 100 + number]):02d}", "u1", "2020-03-04", "5.00")
    for table in ("orders", "customers", "order_items"):
        rows: list[Row] = [HEADERS[table], *getattr(more, table)]
        chance.choice(FORMS)(raw / f"{table}_{50 + number}", rows)


def change(raw: Path, chance: random.Random) -> None:
    """A file with fewer rows, one with a row that cannot be read, or a file gone."""
    files = sorted(path for path in raw.rglob("*") if path.is_file())
    plain = [path for path in files if path.suffix == ".csv" and path.read_bytes().isascii()]
    kind = chance.randrange(4)
    if kind == 3 or not plain:
        chance.choice(files).unlink()
        return
    file = chance.choice(plain)
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join([*lines, b"one field\n"] if kind == 2 else lines[:-1]))


@settings(
    max_examples=tries(1, 8),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
@given(shop=shops(), seed=st.integers(0, 10_000))
def test_after_any_changes_the_run_says_what_a_full_run_says(shop: Shop, seed: int) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        raw = write_parts(shop, here / "raw", chance)
        place = CachePlace(here / "cache", chance.choice([PLENTY, 20_000]))
        definitions: dict[str, Any] = {}
        for step in range(tries(3, 4)):
            match step and chance.randrange(1, 5):
                case 1:
                    add_part(raw, step, chance)
                case 2:
                    change(raw, chance)
                case 3:
                    damage(place.folder, chance)
                case 4:
                    definitions = {"order_value": chance.choice(["payments", "items_freight"])}
            expected = outcome(raw, here / "full", None, **definitions)
            assert outcome(raw, here / "out", place, **definitions) == expected


def test_only_what_changed_is_read(tmp_path: Path) -> None:
    names = ("orders_1.csv", "orders_2.csv")
    raw = split(three_orders(), tmp_path / "raw", "orders", *names)
    first = incremental(raw, tmp_path / "out", tmp_path / "cache")
    assert first.manifest["cache"]["reused"] == []
    again = incremental(raw, tmp_path / "out", tmp_path / "cache")
    assert again.manifest["cache"]["read"] == []
    assert again.bytes() == first.bytes()
    reused = {*names, FILES["customers"], FILES["order_items"], FILES["order_payments"]}
    assert reused < set(again.manifest["cache"]["reused"])
    assert again.manifest["cache"]["bytes_reused"] == sum(
        path.stat().st_size for path in raw.iterdir()
    )

    # The same size and time of change, another content.
    file = raw / "orders_2.csv"
    before = file.stat()
    file.write_text(file.read_text().replace("delivered", "shipped  "))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    changed = incremental(raw, tmp_path / "out", tmp_path / "cache")
    assert changed.manifest["cache"]["read"] == ["orders_2.csv"]


def test_rejects_and_findings_keep_their_files_and_lines(tmp_path: Path) -> None:
    raw = shop_of_everything().write(tmp_path / "raw")
    for table, line in (("order_items", "broken\n"), ("orders", "x1,c1,delivered,yesterday,,\n")):
        with (raw / FILES[table]).open("a") as file:
            file.write(line)
    place = CachePlace(tmp_path / "cache", PLENTY)
    expected = outcome(raw, tmp_path / "full", None)
    assert outcome(raw, tmp_path / "first", place) == expected
    assert outcome(raw, tmp_path / "second", place) == expected
    # Under another name the findings speak of another file.
    (raw / FILES["orders"]).rename(raw / "renamed.csv")
    assert outcome(raw, tmp_path / "third", place) == outcome(raw, tmp_path / "full", None)


def test_a_choice_of_the_user_is_another_reading(tmp_path: Path) -> None:
    shop = Shop().add("o1", "u1", "03/04/2017", "10.00").add("o2", "u2", "05/04/2017", "20.00")
    raw = shop.write(tmp_path / "raw")
    months = {}
    for order in ("dmy", "mdy", "dmy"):
        conventions = Conventions({"*": order}, {})
        request = {"cache": CachePlace(tmp_path / "cache", PLENTY), "conventions": conventions}
        result = publish(raw, tmp_path / "out", request)
        months[order] = [row["order_month"] for row in result["monthly_revenue"]]
    assert months == {"dmy": ["2017-04"], "mdy": ["2017-03", "2017-04", "2017-05"]}
    assert result.manifest["cache"]["read"] == []


def test_copies_of_another_version_are_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = three_orders().write(tmp_path / "raw")
    incremental(raw, tmp_path / "out", tmp_path / "cache")
    monkeypatch.setattr(cache_entry, "__version__", "99.0")
    later = incremental(raw, tmp_path / "out", tmp_path / "cache")
    assert later.manifest["cache"]["reused"] == []


@pytest.mark.parametrize("name", one_in(2, ["rows.parquet", "entry.json"]))
def test_a_damaged_copy_is_noticed_and_made_anew(tmp_path: Path, name: str) -> None:
    raw = three_orders().write(tmp_path / "raw")
    cache = tmp_path / "cache"
    expected = incremental(raw, tmp_path / "out", cache).bytes()
    for file in cache.rglob(name):
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    result = incremental(raw, tmp_path / "out", cache)
    assert result.bytes() == expected
    assert result.manifest["cache"]["damaged"] == 5
    assert result.manifest["cache"]["reused"] == []
    assert incremental(raw, tmp_path / "out", cache).manifest["cache"]["damaged"] == 0


def test_the_least_recently_used_copies_go_first(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    old = three_orders().write(tmp_path / "old")
    incremental(old, tmp_path / "out", cache)
    held = sum(path.stat().st_size for path in cache.rglob("*.*"))
    new = Shop().add("o9", "u9", "2018-01-01", "1.00", score=1).write(tmp_path / "new")
    result = incremental(new, tmp_path / "new out", cache, limit=held + 100)
    told = result.manifest["cache"]
    assert told["removed"] > 0
    assert told["bytes_held"] <= held + 100
    assert incremental(new, tmp_path / "new out", cache).manifest["cache"]["read"] == []


CLAIMS = """
import sys, time
from pathlib import Path
from crri_gui.engine.core import owner
lock = owner.claim(Path(sys.argv[1]))
print("claimed", flush=True)
time.sleep(600)
"""


def test_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    cache, raw = tmp_path / "cache", three_orders().write(tmp_path / "raw")
    part = cache / "run-1-abcdefgh.part"
    part.mkdir(parents=True)
    (cache / "run-2-mine.part").mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", CLAIMS, part], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "claimed\n"
        incremental(raw, tmp_path / "out", cache)
        assert part.exists()
        process.kill()
    incremental(raw, tmp_path / "out", cache)
    assert [path.name for path in cache.glob("*.part")] == ["run-2-mine.part"]


@contextmanager
def small_drive(folder: Path, size: str) -> Iterator[Path]:
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if (
        sys.platform != "linux"
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("this system lets nobody mount a small drive")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.mark.parametrize("size", one_in(3, ["4k", "16k", "64k"]))
def test_a_full_drive_of_the_cache_stops_no_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], size: str
) -> None:
    raw = shop_of_everything().write(tmp_path / "raw")
    expected = publish(raw, tmp_path / "plain").bytes()
    with small_drive(tmp_path / "drive", size) as drive:
        (drive / "filler").write_bytes(b"")
        with suppress(OSError), (drive / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(b"x" * 4096)
        arguments = ["run", "--input-dir", str(raw), "--output-dir", str(tmp_path / "out")]
        assert main([*arguments, "--incremental", "--cache-dir", str(drive / "cache")]) == 0
        said = capsys.readouterr().out
        assert "Copies could not be kept: the drive of the cache folder is full." in said
        assert not [path for path in drive.rglob("*.part") if any(path.iterdir())]
    published = {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.csv")}
    assert published == expected


@pytest.mark.skipif(sys.platform == "win32", reason="links of Unix")
def test_an_entry_that_is_a_link_or_tells_nonsense_is_made_anew(tmp_path: Path) -> None:
    raw, cache = three_orders().write(tmp_path / "raw"), tmp_path / "cache"
    expected = incremental(raw, tmp_path / "out", cache).bytes()
    first, second, third, *_ = sorted(cache.iterdir())
    elsewhere = first.rename(tmp_path / "elsewhere")
    first.symlink_to(elsewhere)
    (second / "entry.json").unlink()
    os.mkfifo(second / "entry.json")
    vouched = json.loads((third / "entry.json").read_text())
    vouched["told"]["rejects"] = [{"file": 3}]
    vouched["sha256"] = cache_entry.digest_of(vouched["told"])
    (third / "entry.json").write_text(json.dumps(vouched))
    result = incremental(raw, tmp_path / "out", cache)
    assert result.bytes() == expected
    assert result.manifest["cache"]["damaged"] == 3
    assert {path.name for path in elsewhere.iterdir()} == {"rows.parquet", "entry.json"}
    assert incremental(raw, tmp_path / "out", cache).manifest["cache"]["damaged"] == 0


def test_a_run_that_fails_while_reading_leaves_no_copy_behind(tmp_path: Path) -> None:
    raw = three_orders().write(tmp_path / "raw")
    write_csv(raw / FILES["order_reviews"], [HEADERS["order_reviews"]])
    with pytest.raises(CrriError, match="no rows"):
        incremental(raw, tmp_path / "out", tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_folder_that_cannot_be_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    raw = three_orders().write(tmp_path / "raw")
    with pytest.raises(OutputError, match="folder of the cache") as refused:
        incremental(raw, tmp_path / "out", tmp_path / "file")
    assert "--cache-dir" in refused.value.remedy


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = three_orders().write(tmp_path / "raw")
    run = ["run", "--input-dir", str(raw), "--output-dir", str(tmp_path / "out")]
    assert main([*run, "--cache-dir", str(tmp_path / "cache")]) == 2
    assert main([*run, "--incremental", "--cache-limit", "much"]) == 2
    capsys.readouterr()
    for said in ("Not read again: 0 of 5 files", "Not read again: 5 of 5 files"):
        assert main([*run, "--incremental", "--cache-dir", str(tmp_path / "cache")]) == 0
        assert said in capsys.readouterr().out
    # Nothing new: not even the copies are looked at.
    assert main([*run, "--incremental", "--cache-dir", str(tmp_path / "c"), "--if-changed"]) == 10


def test_a_copy_is_known_by_all_code_that_reads() -> None:
    """Whatever reading imports, but for what only reports, waits and writes files."""
    script = "import sys, crri_gui.engine.ingest.load; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    modules = {name for name in done.stdout.split() if name.startswith("crri_gui.")}
    files = {name for name in modules if not hasattr(importlib.import_module(name), "__path__")}
    beside = {f"crri_gui.engine.core.{name}" for name in ("durable", "owner", "own_files")}
    beside |= {f"crri_gui.engine.core.{name}" for name in ("database", "run_context", "workspace")}
    assert files - beside - {"crri_gui.errors"} <= set(cache_entry.reading_code())

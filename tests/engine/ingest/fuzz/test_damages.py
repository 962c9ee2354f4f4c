"""Damaged files: whole outputs or one clear error, never a silent wrong number.

`CRRI_FUZZ_CASES=200 pytest tests/engine/ingest/fuzz` tries 200 damages of each kind instead
of the few of an ordinary test run; `CRRI_FUZZ_FROM=1000` begins with another seed.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import subprocess
from random import Random

import duckdb
import openpyxl
import pytest

from tests.effort import one_in, pairs, tries
from tests.engine.ingest.fuzz.damages import (
    BINARY_DAMAGES,
    TEXT_DAMAGES,
    Damage,
    quotes_inserted,
    truncated,
    zeros,
)
from tests.engine.ingest.fuzz.oracle import assert_accounted, assert_money
from tests.engine.ingest.fuzz.stage import (
    CRRI,
    LENIENT,
    ORDINARY_FAILURES,
    Stage,
    assert_whole,
    tree,
)
from tests.shops import FILES

pytestmark = pytest.mark.long

CASES = int(os.environ.get("CRRI_FUZZ_CASES", tries(1, 2)))
FROM = int(os.environ.get("CRRI_FUZZ_FROM", "0"))
SEEDS = range(FROM, FROM + CASES)


def attack(stage: Stage, *options: object) -> None:
    manifest = stage.assault(*options)
    if manifest is not None:
        assert_accounted(manifest, stage.raw)
        assert_money(manifest, stage.raw)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("damage", one_in(3, TEXT_DAMAGES), ids=lambda damage: damage.__name__)
def test_damaged_text(sound: Stage, damage: Damage, seed: int) -> None:
    random = Random(f"{damage.__name__}{seed}")
    file = sound.raw / random.choice([*FILES.values(), FILES["order_items"]])
    file.write_bytes(damage(random, file.read_bytes()))
    # The lenient run is the dangerous one: it publishes in spite of rejects.
    attack(sound, *random.choice((LENIENT, LENIENT, ())))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("kind", "damage"),
    pairs(["gz", "parquet", "xlsx"], BINARY_DAMAGES),
    ids=lambda value: getattr(value, "__name__", value),
)
def test_damaged_containers(sound: Stage, kind: str, damage: Damage, seed: int) -> None:
    random = Random(f"{kind}{damage.__name__}{seed}")
    table = random.choice(list(FILES))
    file = sound.raw / FILES[table]
    packed = file.with_name(f"{file.name}.gz") if kind == "gz" else file.with_suffix(f".{kind}")
    if kind == "gz":
        packed.write_bytes(gzip.compress(file.read_bytes(), mtime=0))
    elif kind == "parquet":
        duckdb.execute(f"COPY (FROM read_csv('{file}')) TO '{packed}' (FORMAT parquet)")
    else:
        book = openpyxl.Workbook()
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.reader(rows):
                book.worksheets[0].append(row)
        book.save(packed)
    file.unlink()
    packed.write_bytes(damage(random, packed.read_bytes()))
    manifest = sound.assault(*LENIENT)
    if manifest is not None:
        try:
            assert_accounted(manifest, sound.raw)
        except (OSError, EOFError) as error:  # no one else could unpack it either
            raise AssertionError(f"{packed.name} was read although it is damaged") from error


@pytest.mark.parametrize(
    "tail", one_in(2, ["member", "zeros", "garbage", "checksum", "length", "cut"])
)
def test_gzip_tails(sound: Stage, tail: str) -> None:
    file = sound.raw / FILES["order_items"]
    data = file.read_bytes()
    packed = gzip.compress(data, mtime=0)
    middle = data.index(b"\n", len(data) // 2) + 1
    damaged = {
        "member": gzip.compress(data[:middle]) + gzip.compress(data[middle:]),
        "garbage": packed + b"garbage",
        "zeros": packed + bytes(100),
        "checksum": packed[:-8] + b"abcd" + packed[-4:],
        "length": packed[:-4] + b"abcd",
        "cut": packed[:-9],
    }[tail]
    file.unlink()
    file.with_name(f"{file.name}.gz").write_bytes(damaged)
    manifest = sound.assault()
    assert (manifest is not None) == (tail in ("member", "zeros"))
    if manifest is not None:
        assert_accounted(manifest, sound.raw)


@pytest.mark.parametrize("seed", one_in(3, range(3)))
def test_damages_through_real_processes(sound: Stage, seed: int) -> None:
    random = Random(f"process{seed}")
    file = sound.raw / FILES["orders"]
    file.write_bytes((truncated, quotes_inserted, zeros)[seed](random, file.read_bytes()))
    before = tree(sound.out)
    done = subprocess.run(
        [*CRRI, "run", "--input-dir", str(sound.raw), "--output-dir", str(sound.out)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr
    if done.returncode:
        assert done.returncode in ORDINARY_FAILURES
        assert "What to do:" in done.stderr
        assert tree(sound.out) == before
    else:
        assert_whole(sound.out, json.loads((sound.out / "manifest.json").read_bytes()))

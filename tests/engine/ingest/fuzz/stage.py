"""A shop, published once, and what any later run of it may and may not do."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from zlib import crc32

from crri_gui.cli.main import main
from crri_gui.errors import EXIT_MEANING, ExitCode
from tests.effort import tries
from tests.engine.ingest.fuzz.damages import CITIES
from tests.shops import ALWAYS, Shop

LENIENT = ("--max-rejected-rows", "100", "--max-rejected-money", "100")
ORDINARY_FAILURES = {ExitCode.USAGE, ExitCode.INPUT, ExitCode.OUTPUT}

CRRI = (sys.executable, "-c", "import sys; from crri_gui.cli.main import main; sys.exit(main())")


@dataclass(frozen=True)
class Result:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.out)
        return document


def crri(*arguments: object) -> Result:
    """The command line in this process; whatever escapes it is a failure of the test."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    return Result(code, out.getvalue(), err.getvalue())


def tree(folder: Path) -> dict[str, str]:
    """Every file below `folder`, hidden ones too, with its content's hash."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def shop(orders: int = 40) -> Shop:
    """Orders of half a year by customers of whom some come back; every amount another."""
    made = Shop()
    for number in range(orders):
        month, day = 1 + number % 6, 1 + number % 27
        made.add(
            f"order{number:04}",
            f"customer{number % 29:04}",
            f"2020-{month:02}-{day:02} 1{number % 10}:30:00",
            *(f"{10 + number}.{number % 100:02}", "7.35")[: 1 + (number % 3 == 0)],
            status=("delivered", "shipped", "canceled")[number % 11 % 3],
            delivered=f"2020-{month:02}-{day + 1:02} 09:00:00",
            estimated=f"2020-{month:02}-{day:02} 00:00:00",
            freight="2.10",
            state=CITIES[number % 5],
            score=1 + number % 5,
        )
    return made


@dataclass(frozen=True)
class Stage:
    """A published set made from sound files, and the folders around it."""

    raw: Path
    out: Path
    temp: Path

    def assault(self, *options: object) -> dict[str, Any] | None:
        """`check` and `run` on the files as they now lie; the manifest of a run that was done.

        Asserts all that may be asserted about any input at all.
        """
        before, sources = tree(self.out), tree(self.raw)
        folders = ("--input-dir", self.raw, "--temp-dir", self.temp)
        checked = []
        # For a commit `check` looks at a third of the folders, chosen by what is in them.
        if crc32(repr(sources).encode()) % tries(3, 1) == 0:
            checked = [crri("check", *folders, "--json", *options)]
            assert tree(self.out) == before
        target = ("--output-dir", self.out, "--replace-other-shop")
        ran = crri("run", *folders, *target, "--json", *options)
        for result in checked:
            assert ran.code == result.code, (result.out, ran.out)
        assert tree(self.raw) == sources
        assert not tree(self.temp), "temporary files are left"
        for result in (*checked, ran):
            assert "Traceback" not in result.out + result.err
            assert result.document["outcome"] == EXIT_MEANING[ExitCode(result.code)]
        if ran.code:
            assert ran.code in ORDINARY_FAILURES, ran.out
            assert tree(self.out) == before
            assert_clear(ran.document)
            return None
        manifest: dict[str, Any] = json.loads((self.out / "manifest.json").read_bytes())
        assert_whole(self.out, manifest)
        left = [name for name in tree(self.out / ".crri") if "staging" in name]
        assert not left, left
        return manifest


def assert_clear(document: Mapping[str, Any]) -> None:
    """What happened, where, and what to do."""
    error = document["error"]
    assert len(error["what"]) > 10
    assert error["remedy"].endswith((".", "?"))
    known = json.dumps(document["findings"]) + error["what"]
    assert error["file"] or error["column"] or re.search(r"csv|xlsx|parquet|order|custom", known)
    for text in (error["what"], error["remedy"]):
        assert not re.search(r"duckdb|Conversion Error|Invalid Input|LINE \d|0x[0-9a-f]{6}", text)


def assert_whole(out: Path, manifest: Mapping[str, Any]) -> None:
    """Every file as the manifest says, with the contract's header, and all sums agreeing."""
    assert manifest["state"] == "published"
    assert all(statement["holds"] for statement in manifest["reconciliation"])
    assert not [f for f in manifest["findings"] if f["severity"] == "error"]
    for name, described in manifest["files"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == described["sha256"]
    for table in ALWAYS:
        with (out / table.file_name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, strict=True))
        assert tuple(rows[0]) == table.column_names
        assert len(rows) - 1 == manifest["files"][table.file_name]["rows"]
    with (out / "master_orders.csv").open(encoding="utf-8", newline="") as file:
        orders = list(csv.DictReader(file))
    ids = [order["order_id"] for order in orders]
    assert len(ids) == len(set(ids))
    revenue = sum(Decimal(order["order_value"]) for order in orders)
    assert Decimal(manifest["totals"]["revenue"]) == revenue

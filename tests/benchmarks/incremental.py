"""One more month of orders: a run that reads only what is new, against one that reads everything.

    python tests/benchmarks/incremental.py RAW_DIR [--runs 3] [--memory-limit 2GB]
    python tests/benchmarks/incremental.py --orders 1000000

The shop is cut into a file a month for each table that has orders or customers. Copies are kept of
all months but the last; then the last one comes, and full and incremental runs take turns. It
fails when their CSVs are not the same byte for byte, or when more than the new month was read.
For Linux and macOS.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

# It is started as a script.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks import whole_runs

CUT = ("orders", "customers", "order_items", "order_payments", "order_reviews")
LEAST_SHARE = 0.01  # of the orders, in the month that comes


@dataclass(frozen=True)
class Measured:
    seconds: float
    processor: float
    stages: dict[str, float]
    content: str  # a hash of the five CSVs


def cut(raw: Path, parts: Path) -> str:
    """Write the shop as a file a month and table; its last month.

    The last months of a shop may have next to no orders: they are left out.
    """
    con = duckdb.connect(config={"threads": 1, "preserve_insertion_order": False})
    con.execute("SET partitioned_write_max_open_files = 1000")
    for name in CUT:
        con.execute(
            f"CREATE VIEW {name} AS SELECT * FROM read_csv("
            f"'{raw / f'olist_{name}_dataset.csv'}', all_varchar = true, quote = '\"')"
        )
    con.execute(
        "CREATE TABLE months AS SELECT order_id, customer_id, "
        "substr(order_purchase_timestamp, 1, 7) AS month FROM orders"
    )
    (last,) = con.execute(
        "SELECT max(month) FROM (SELECT month FROM months GROUP BY month HAVING count(*) >= "
        "$share * (SELECT count(*) FROM months))",
        {"share": LEAST_SHARE},
    ).fetchone() or ("",)
    for name in CUT:
        key = "customer_id" if name == "customers" else "order_id"
        con.execute(
            f"COPY (SELECT t.*, m.month FROM {name} t JOIN months m USING ({key}) "
            f"WHERE m.month <= '{last}') "
            f"TO '{parts / name}' (FORMAT csv, PARTITION_BY (month))"
        )
        for path in (parts / name).rglob("*.csv"):
            month = path.parent.name.removeprefix("month=")
            path.rename(parts / f"olist_{name}_{month}.csv")
        shutil.rmtree(parts / name)
    for path in raw.glob("*.csv"):
        if path.stem.removeprefix("olist_").removesuffix("_dataset") not in CUT:
            shutil.copy(path, parts / path.name)
    return str(last)


def measure(raw: Path, limit: str | None, cache: Path | None) -> Measured:
    """One whole process."""
    with tempfile.TemporaryDirectory(prefix="crri-bench-out-") as folder:
        out = Path(folder)
        command = [sys.executable, "-m", "crri_gui", "run", "--input-dir", str(raw)]
        command += ["--output-dir", str(out)]
        command += ["--memory-limit", limit] if limit else []
        if cache:
            command += ["--incremental", "--cache-dir", str(cache), "--cache-limit", "100GB"]
        process = whole_runs.measure("crri", command)
        told = json.loads((out / "manifest.json").read_text("utf-8"))
        return Measured(
            process.seconds,
            process.processor,
            told["timings_seconds"],
            whole_runs.content_of(out),
        )


def row(name: str, runs: Sequence[Measured], full: Sequence[Measured]) -> str:
    def median(of: Sequence[Measured], what: str) -> float:
        return float(statistics.median(getattr(one, what) for one in of))

    stages = ", ".join(
        f"{stage} {statistics.median(one.stages.get(stage, 0.0) for one in runs):.1f}"
        for stage in runs[0].stages
    )
    ratios = [median(runs, what) / median(full, what) for what in ("seconds", "processor")]
    return (
        f"| {name} | {median(runs, 'seconds'):.1f} | {ratios[0]:.2f} "
        f"| {median(runs, 'processor'):.1f} | {ratios[1]:.2f} | {stages} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="One more month of orders.")
    parser.add_argument("raw", nargs="?", type=Path, metavar="RAW_DIR")
    parser.add_argument("--orders", type=int, help="make a shop of so many orders instead")
    parser.add_argument("--runs", type=int, default=3, help="of each kind (%(default)s)")
    parser.add_argument("--memory-limit", metavar="2GB")
    options = parser.parse_args()
    if (options.raw is None) == (options.orders is None):
        parser.error("give either RAW_DIR or --orders")
    with tempfile.TemporaryDirectory(prefix="crri-bench-shop-") as folder:
        made, parts = Path(folder) / "made", Path(folder) / "parts"
        raw, cache = options.raw or made, Path(folder) / "cache"
        if options.raw is None:
            whole_runs.make_shop(made, options.orders)
        parts.mkdir()
        last = cut(raw, parts)
        later = Path(folder) / "later"
        later.mkdir()
        new = list(parts.glob(f"*_{last}.csv"))
        for path in new:
            shutil.move(path, later / path.name)
        before = measure(parts, options.memory_limit, cache)
        for path in new:
            shutil.move(later / path.name, path)
        size = sum(path.stat().st_size for path in parts.glob("*.csv")) / 1e6
        share = sum(path.stat().st_size for path in new) / 1e6 / size
        full, incremental = [], []
        for _ in range(options.runs):
            full.append(measure(parts, options.memory_limit, None))
            # Each finds the copies of all months but the last.
            copies = Path(folder) / "copies"
            shutil.copytree(cache, copies, copy_function=os.link)
            incremental.append(measure(parts, options.memory_limit, copies))
            shutil.rmtree(copies)
            if incremental[-1].content != full[-1].content:
                sys.exit("The CSVs of the incremental run differ from those of the full one.")
        print(f"{size:,.0f} MB of CSV, {100 * share:.1f} % of them new; {os.cpu_count()} cores;")
        print(f"medians of {options.runs}; equal CSVs in full and incremental runs.\n")
        print("| run | seconds | x full | processor s | x full | stages, seconds |")
        print("|---|---:|---:|---:|---:|---|")
        print(row("full", full, full))
        print(row("full, keeping copies (a month less)", [before], full))
        print(row("incremental", incremental, full), flush=True)


if __name__ == "__main__":
    main()

"""A shop's export in a known layout against the same shop in Olist's: what adapting costs.

    python tests/benchmarks/exports.py [--lines 1000000] [--runs 1] [--layout shopify]

A made-up shop of so many items is written once in Olist's layout (without its reviews, of which
no export tells) and once in each of the layouts below, a row an item. Each is computed by a
process of its own. It fails where the revenue differs or an export takes more than 1.6 times what
Olist's layout takes. For Linux and macOS.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

# It is started as a script.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks import whole_runs
from tests.exports import LAYOUTS, write

LIMIT = 1.6
ITEMS_AN_ORDER = 1.13


@dataclass(frozen=True)
class Measured:
    seconds: float
    processor: float
    peak_mb: float
    stages: dict[str, float]
    revenue: Decimal


def measure(raw: Path, limit: str | None) -> Measured:
    """One whole process."""
    with tempfile.TemporaryDirectory(prefix="crri-bench-out-") as folder:
        out = Path(folder)
        command = [sys.executable, "-m", "crri_gui", "run", "--input-dir", str(raw)]
        command += ["--output-dir", str(out)]
        command += ["--memory-limit", limit] if limit else []
        process = whole_runs.measure(raw.name, command)
        told = json.loads((out / "manifest.json").read_text("utf-8"))
        with (out / "monthly_revenue.csv").open(encoding="utf-8", newline="") as file:
            revenue = sum((Decimal(row["revenue"]) for row in csv.DictReader(file)), Decimal(0))
    return Measured(
        process.seconds, process.processor, process.peak_mb, told["timings_seconds"], revenue
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Exports against Olist's layout.")
    parser.add_argument("--lines", type=int, default=1_000_000, help="items (%(default)s)")
    parser.add_argument("--runs", type=int, default=1, help="of each (%(default)s)")
    parser.add_argument("--layout", choices=LAYOUTS, action="append")
    parser.add_argument("--memory-limit", metavar="2GB")
    options = parser.parse_args()
    layouts = options.layout or list(LAYOUTS)
    with tempfile.TemporaryDirectory(prefix="crri-bench-shop-") as folder:
        made = Path(folder) / "made"
        whole_runs.make_shop(made, round(options.lines / ITEMS_AN_ORDER))
        folders = write(made, Path(folder), layouts)
        runs: dict[str, list[Measured]] = {name: [] for name in folders}
        for _ in range(options.runs):
            for name, raw in folders.items():
                runs[name].append(measure(raw, options.memory_limit))
    first = runs["olist"][0].revenue
    print(f"{options.lines:,} items; {os.cpu_count()} cores; medians of {options.runs}.\n")
    print("| layout | seconds | x Olist | processor s | peak MB | stages, seconds |")
    print("|---|---:|---:|---:|---:|---|")
    base = statistics.median(one.seconds for one in runs["olist"])
    slow = []
    for name, measured in runs.items():
        seconds = statistics.median(one.seconds for one in measured)
        processor = statistics.median(one.processor for one in measured)
        stages = ", ".join(f"{stage} {took:.1f}" for stage, took in measured[0].stages.items())
        peak = max(one.peak_mb for one in measured)
        print(
            f"| {name} | {seconds:.1f} | {seconds / base:.2f} | {processor:.1f} | {peak:,.0f} "
            f"| {stages} |",
            flush=True,
        )
        if measured[0].revenue != first:
            slow.append(f"{name}: a revenue of {measured[0].revenue}, not of {first}")
        if seconds > base * LIMIT:
            slow.append(f"{name}: {seconds / base:.2f} times what Olist's layout takes")
    if slow:
        sys.exit("; ".join(slow))


if __name__ == "__main__":
    main()

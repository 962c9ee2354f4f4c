"""The product against its peers: five raw CSVs on disk to five CSVs on disk, whole processes.

    python tests/benchmarks/compare_peers.py RAW_DIR [--runs 5] [--only crri,pandas_tuned]
    python tests/benchmarks/compare_peers.py --orders 100000

The peers run in turn (A B C D, A B C D, ...), so that a slow minute of the machine meets all of
them, and the ratio to plain DuckDB is taken within each round. `peer_duckdb.py` is the yardstick
and always runs. A first round is not timed: it fills the file cache, and it is where the outputs
are compared, because a race is fair only between equal results. For Linux and macOS.
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

# It is started as a script.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.whole_runs import Process, make_shop, measure

# This process must import nothing large: Linux starts a child's peak memory at what its parent
# held when it was forked, so a large parent would hide a small child.

YARDSTICK = "duckdb"
PEERS = ("crri", YARDSTICK, "pandas_tuned", "pandas_notebook")
LIMITED = ("crri", YARDSTICK)  # these take --memory-limit
RAW = ("orders", "customers", "order_items", "order_payments", "order_reviews")
TABLES = (
    "master_orders",
    "monthly_revenue",
    "cohort_retention",
    "rfm_customers",
    "ops_metrics",
)


@dataclass(frozen=True)
class Totals:
    rows: dict[str, int]
    revenue: float

    def agree(self, other: Totals) -> bool:
        gap = abs(self.revenue - other.revenue)
        return self.rows == other.rows and gap <= 1e-9 * max(1.0, abs(other.revenue))


def command(peer: str, raw: Path, out: Path, memory_limit: str | None) -> list[str]:
    if peer == "crri":
        run = [sys.executable, "-m", "crri_gui", "run", "--input-dir", str(raw)]
        run += ["--output-dir", str(out), "--quiet"]
    else:
        script = Path(__file__).with_name(f"peer_{peer}.py")
        run = [sys.executable, str(script), str(raw), str(out)]
    if memory_limit and peer in LIMITED:
        run += ["--memory-limit", memory_limit]
    return run


def totals(out: Path) -> Totals:
    """The rows of every output and the revenue of all months."""
    rows = {}
    for table in TABLES:
        with (out / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows[table] = sum(1 for _ in csv.reader(file)) - 1
    with (out / "monthly_revenue.csv").open(encoding="utf-8-sig", newline="") as file:
        revenue = sum(float(month["revenue"]) for month in csv.DictReader(file))
    return Totals(rows, revenue)


def check(found: dict[str, Totals]) -> None:
    """Ends here if the peers did not do the same work."""
    expected = found[YARDSTICK]
    wrong = [f"{peer}: {result}" for peer, result in found.items() if not result.agree(expected)]
    if wrong:
        sys.exit("\n".join(["The outputs differ.", f"{YARDSTICK}: {expected}", *wrong]))


def race(
    peers: Sequence[str], raw: Path, runs: int, memory_limit: str | None
) -> dict[str, list[Process]]:
    measured: dict[str, list[Process]] = {peer: [] for peer in peers}
    found: dict[str, Totals] = {}
    for turn in range(runs + 1):
        for peer in peers:
            with tempfile.TemporaryDirectory(prefix="crri-bench-") as folder:
                out = Path(folder) / "out"
                result = measure(peer, command(peer, raw, out, memory_limit))
                if turn:
                    measured[peer].append(result)
                else:
                    found[peer] = totals(out)
            print(f"round {turn}: {peer} {result.seconds:.2f} s", file=sys.stderr)
        if not turn:
            check(found)
    rows = ", ".join(f"{table} {count:,}" for table, count in found[YARDSTICK].rows.items())
    print(f"Equal outputs: {rows} rows; revenue {found[YARDSTICK].revenue:,.2f}.\n")
    return measured


def table(measured: dict[str, list[Process]]) -> str:
    lines = [
        "| | seconds | from - to | x DuckDB | from - to | peak MB |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for peer, results in measured.items():
        seconds = [result.seconds for result in results]
        ratios = [
            result.seconds / yardstick.seconds
            for result, yardstick in zip(results, measured[YARDSTICK], strict=True)
        ]
        lines.append(
            f"| {peer} | {median(seconds):.2f} | {min(seconds):.2f} - {max(seconds):.2f} "
            f"| {median(ratios):.2f} | {min(ratios):.2f} - {max(ratios):.2f} "
            f"| {median(result.peak_mb for result in results):,.0f} |"
        )
    return "\n".join(lines)


def conditions(raw: Path, runs: int, memory_limit: str | None) -> str:
    size = sum((raw / f"olist_{name}_dataset.csv").stat().st_size for name in RAW) / 1e6
    parts = [
        f"{size:,.0f} MB raw",
        f"{runs} runs, medians",
        f"{os.cpu_count()} cores",
        f"Python {platform.python_version()}",
    ]
    for package in ("duckdb", "pandas", "pyarrow"):
        try:
            parts.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    if memory_limit:
        parts.append(f"memory limit {memory_limit} ({' and '.join(LIMITED)} only)")
    return "; ".join(parts) + "."


def chosen(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",")]
    unknown = [name for name in names if name not in PEERS]
    if unknown:
        raise argparse.ArgumentTypeError(
            f"no such peer: {', '.join(unknown)} (there are {', '.join(PEERS)})"
        )
    return [peer for peer in PEERS if peer in names or peer == YARDSTICK]


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def main() -> None:
    parser = argparse.ArgumentParser(description="The product against its peers.")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("raw", type=Path, nargs="?", metavar="RAW_DIR")
    source.add_argument("--orders", type=positive, help="race over a made-up shop of this size")
    parser.add_argument("--runs", type=positive, default=5, help="timed rounds (5)")
    parser.add_argument(
        "--memory-limit", metavar="2GB", help="what DuckDB may hold, in crri and duckdb"
    )
    parser.add_argument("--only", type=chosen, default=list(PEERS), metavar="crri,pandas_tuned")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="crri-bench-raw-") as folder:
        raw = Path(folder) if args.orders else args.raw.resolve()
        if args.orders:
            make_shop(raw, args.orders)
        measured = race(args.only, raw, args.runs, args.memory_limit)
        print(table(measured))
        print(f"\n{conditions(raw, args.runs, args.memory_limit)}")


if __name__ == "__main__":
    main()
